"""The Jinja environment of the templates: escaping, strict, and it notes what it prints.

Templates are code: nothing outside the context can be reached or changed from them
(:mod:`.sandbox`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from inspect import signature
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateRuntimeError,
    Undefined,
    pass_context,
    pass_environment,
    pass_eval_context,
)
from jinja2.filters import (
    do_join,
    make_attrgetter,
    sync_do_sum,
)
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join
from markupsafe import Markup, escape, soft_str

from kefu_docs.diagnostics import Message
from kefu_docs.render.context.values import SINGLE
from kefu_docs.render.inserting.inserts import Insert, mark
from kefu_docs.render.inserting.pictures import picture
from kefu_docs.render.inserting.rich_text import rich
from kefu_docs.render.inserting.web_link import link
from kefu_docs.render.templating.limited_filters import indented, replaced, wrapped
from kefu_docs.render.templating.limits import (
    check_bits,
    check_length,
    check_nested,
    check_width,
)
from kefu_docs.render.templating.sandbox import CONCATENATED, COUNTED, Sandbox
from kefu_docs.render.templating.sub_documents import subdocument
from kefu_docs.render.templating.value_reasons import kind_of
from kefu_docs.zh import FILTERS, word_date

PRINTED = "printed values"
"""Context key of the list that printed values go to; no template can spell this name."""

INSERTS = "inserts of the part"
"""Context key of the list that inserts go to (:mod:`.inserts`); not to be spelled, either."""

IN_ATTRIBUTE = "in_attribute"
"""Filter for values inside an XML attribute, which no reader sees and no proof looks for."""

WORD_DATE = "word_date"
"""Filter that prints a day as a field DATE of Word's does; only fields use it."""

_LISTED = (
    "abs batch count d default dictsort first float groupby int items last length list map max min "
    "reject rejectattr reverse round select selectattr slice sort sum unique"
)
"""Jinja's filters on numbers and lists."""

_TEXTUAL = (
    "capitalize center e escape indent lower replace safe string title trim truncate upper "
    "wordcount wordwrap"
)
"""Jinja's filters on text, which take a single value.

Left out are those that write HTML or Python (`urlize`, `tojson`, `pprint`), that go by chance
(`random`), and `format`, which shows what is not for readers and takes all the memory it is told
to.
"""

INSERTING: Mapping[str, Callable[..., Insert | None]] = {
    "link": link,
    "picture": picture,
    "rich": rich,
    "subdocument": subdocument,
}
"""The filters that give an insert."""

JinjaFilter = Callable[..., Any]
"""A filter takes a value and whatever arguments it likes."""

_PRINTABLE = SINGLE | {float, Markup}


class EmptyValueError(TemplateRuntimeError):
    """A template printed None."""


class NotSingleError(TemplateRuntimeError):
    """A template made text of a list, a mapping or a function, which only Python can read."""


class UnfitValueError(TemplateRuntimeError):
    """A filter was given a value of a kind that it does not take; `told` says so."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text())
        self.told = told


class Missing(StrictUndefined):
    """An undefined name; its error's text is the name alone.

    Inside of a list it is not printed either: where Python asks how to show it, it fails.
    """

    __slots__ = ()
    __repr__ = StrictUndefined._fail_with_undefined_error

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name or self._undefined_hint)


def environment() -> Sandbox:
    """Make the environment with the filters of :mod:`kefu_docs.zh`."""
    made = Sandbox(autoescape=True, undefined=Missing, finalize=_noted)
    jinja = made.filters
    made.filters = {
        **{name: _narrow(jinja[name]) for name in _LISTED.split()},
        "int": _narrow(jinja["int"], check_bits),
        **{name: _narrow(jinja[name], check_nested) for name in ("dictsort", "groupby", "list")},
        "sum": _summed,
        **{name: _checked(name, jinja[name], _present) for name in _TEXTUAL.split()},
        **{name: _checked(name, function, _single) for name, function in FILTERS.items()},
        # These take a contract, or a list.
        **{name: _checked(name, FILTERS[name], _defined) for name in ("checkbox", "lines", "term")},
        **{name: _checked(name, function, _single) for name, function in INSERTING.items()},
        # These take a file.
        **{name: _checked(name, INSERTING[name], _defined) for name in ("picture", "subdocument")},
        "attr": _attribute,
        "join": _joined,
        "replace": _checked("replace", replaced, _present),
        "indent": _checked("indent", indented, _present),
        "wordwrap": _checked("wordwrap", wrapped, _present),
        CONCATENATED: _concatenated,
        COUNTED: _narrow(lambda value: value, check_nested),
        IN_ATTRIBUTE: _in_attribute,
        WORD_DATE: _checked(WORD_DATE, word_date, _defined),
    }
    return made


def _defined(value: object) -> object:
    """Let what is undefined fail by its name."""
    if isinstance(value, Undefined):
        str(value)
    return value


def _single(value: object) -> object:
    """Let what is not a single value fail by what it is; None is one that is empty.

    `x if y` without an else gives a value of Jinja's that prints nothing, and may.
    """
    if type(value) not in _PRINTABLE and not isinstance(_defined(value), Undefined):
        raise NotSingleError(type(value).__name__)
    return value


def _present(value: object) -> object:
    """Let what is not a single value, or is empty, fail by what it is."""
    if _single(value) is None:
        raise EmptyValueError("None")
    return value


@pass_context
def _noted(context: Context, value: object) -> object:
    """Check and note what is printed; Markup comes of macros, whose values are noted inside."""
    if type(value) is not str:  # nearly all is
        if isinstance(value, Insert):
            return _inserted(context, value)
        if value is None or type(value) not in _PRINTABLE:
            _present(value)
        if isinstance(value, Markup):
            return value
    text = str(value)
    if text.strip():
        context.parent[PRINTED].append(text)
    return value


def _inserted(context: Context, insert: Insert) -> Markup:
    """Note what is inserted, and print its mark."""
    inserts = context.parent[INSERTS]
    inserts.append(insert)
    if (words := insert.words()).strip():
        context.parent[PRINTED].append(words)
    return Markup(mark(len(inserts) - 1))  # noqa: S704 - a number between two control characters


def _checked(name: str, function: JinjaFilter, check: Callable[[object], object]) -> JinjaFilter:
    """Check a filter's values, rather than have it fail inside, or print what is not for readers.

    `check` is for the first, any other must be single. Jinja hands some filters the environment
    before all others.
    """

    place = int(hasattr(function, "jinja_pass_arg"))

    @wraps(function)
    def filtered(*given: object, **named: object) -> object:
        check(given[place])
        if named or len(given) > place + 1:
            for other in (*given[place + 1 :], *named.values()):
                check_width(_single(other))
        try:
            return function(*given, **named)
        except (AttributeError, TypeError) as error:
            told = Message("the filter {filter} has other arguments", {"filter": name})
            if _takes(function, given, named):
                values = {"filter": name, "kind": kind_of(given[place])}
                told = Message("the filter {filter} does not take {kind}", values)
            raise UnfitValueError(told) from error

    return filtered


def _takes(function: JinjaFilter, given: Sequence[object], named: Mapping[str, object]) -> bool:
    """Whether a filter has arguments of that number and these names."""
    try:
        signature(function).bind(*given, **named)
    except TypeError:
        return False
    except ValueError:  # written in C
        return True
    return True


def _narrow(function: JinjaFilter, check: Callable[[object], None] = lambda _: None) -> JinjaFilter:
    """Refuse numbers that would make a filter fill the memory: `batch(10 ** 9, 'x')`.

    `check` is for what the filter gives.
    """
    place = int(hasattr(function, "jinja_pass_arg"))

    @wraps(function)
    def filtered(*given: object, **named: object) -> object:
        for other in (*given[place + 1 :], *named.values()):
            check_width(other)
        made = function(*given, **named)
        check(made)
        return made

    return filtered


@pass_environment
def _summed(
    environment: Sandbox,
    iterable: Iterable[object],
    attribute: str | None = None,
    start: object = 0,
) -> object:
    """Jinja's filter `sum`, of numbers: of lists it would make ever longer ones."""
    if not isinstance(start, int | float | Decimal):
        values = {"filter": "sum", "kind": kind_of(start)}
        raise UnfitValueError(Message("the filter {filter} does not take {kind}", values))
    return sync_do_sum(environment, iterable, attribute, start)


def _concatenated(*values: object) -> str:
    """What `~` puts together: single values."""
    texts = [soft_str(_present(value)) for value in values]
    check_length(sum(map(len, texts)))
    return markup_join(texts)


@pass_environment
def _attribute(environment: Sandbox, value: object, name: str) -> object:
    """`value|attr('name')` is `value.name`; Jinja's own does not look for names in a mapping."""
    return environment.getattr(value, name)


@pass_eval_context
def _joined(
    context: EvalContext, value: Iterable[object] | None, d: str = "", attribute: str | None = None
) -> str | None:
    """Jinja's filter `join`, for single values; a list that is missing goes on to `blank`."""
    if value is None:
        return None
    if attribute is not None:
        value = map(make_attrgetter(context.environment, attribute), value)
    values = list(map(_present, value))
    check_length(sum(len(str(each)) + len(d) for each in values))
    text: str = do_join(context, values, d)
    return text


def _in_attribute(value: object) -> Markup | None:
    return None if _single(value) is None else escape(str(value))
