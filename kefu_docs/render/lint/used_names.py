"""Which names of its values a template uses, and in which paragraphs.

`{% for item in document.rules %}{{ item }}{% endfor %}` uses `document.rules` and its entries,
which are called `document.rules[]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes
from msgspec import Struct

from kefu_docs.render.templating.template import Template
from kefu_docs.render.templating.template_errors import place_of

Names = tuple[str, ...]
"""A path of names: ("contracts", "[]", "number")."""

ENTRY = "[]"
"""Stands in a path for each entry of a list."""

_SAME = frozenset(("sort", "reverse", "unique", "list", "select", "reject", "default", "d"))
_SELECTING = frozenset(("selectattr", "rejectattr"))
_ONE = frozenset(("first", "last", "min", "max", "random"))
_BATCHES = "[batches]"
"""Stands in a path for lists of a list's entries, such as `rows|batch(20)` gives."""
_GROUPS = "[groups]"
"""Stands in a path for what `rows|groupby('dept')` gives: each has a `grouper` and a `list`."""
_SPLITTING = {"batch": _BATCHES, "slice": _BATCHES, "groupby": _GROUPS}
_WHOLE = frozenset(("items", "keys", "values"))


class UsedName(Struct, frozen=True):
    """A name that a template uses, in dotted form, and the text of the paragraph it stands in."""

    names: Names
    paragraph: str

    @property
    def dotted(self) -> str:
        """The path as a reader writes it: `contracts[].number`."""
        return ".".join(self.names).replace(f".{ENTRY}", ENTRY)


def used_names(template: Template) -> tuple[UsedName, ...]:
    """Every name that its tags use, each in each paragraph once, in the order of the parts."""
    found: dict[tuple[Names, str], UsedName] = {}
    for source, tree in template.trees():
        walk = _Uses(tree)
        for names, line in sorted(walk.found, key=lambda each: each[1]):
            used = UsedName(names, place_of(source, line).paragraph)
            found.setdefault((names, used.paragraph), used)
    return tuple(found.values())


class _Uses:
    """Goes through a template, with what each name that it sets itself stands for."""

    def __init__(self, tree: nodes.Template) -> None:
        self.found: list[tuple[Names, int]] = []
        self._own: dict[str, Names | None] = dict.fromkeys(
            ("loop", "self", "caller", "varargs", "kwargs")
        )
        self._all(tree.body)

    def _all(self, statements: Iterable[nodes.Node]) -> None:
        for statement in statements:
            self._statement(statement)

    def _statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.For():
                around = dict(self._own)
                self._bind(node.target, self._entry(self._noted(node.iter)))
                self._all([each for each in (node.test,) if each is not None])
                self._all(node.body)
                self._own = around
                self._all(node.else_)
            case nodes.Assign():
                self._bind(node.target, self._noted(node.node))
            case nodes.Macro():
                self._bind_all(node)
                self._all(node.body)
            case nodes.Expr():
                self._noted(node)
            case _:
                self._all(node.iter_child_nodes())

    def _bind_all(self, node: nodes.Macro) -> None:
        self._own[node.name] = None
        for argument in node.args:
            self._own[argument.name] = None

    def _bind(self, target: nodes.Node, names: Names | None) -> None:
        if isinstance(target, nodes.Name):
            self._own[target.name] = names
            return
        inner = list(target.find_all(nodes.Name))
        self._own.update((name.name, None) for name in inner)
        if _is_group(names):  # for dept, people in rows|groupby('dept')
            self._own[inner[-1].name] = _below(names, "list")

    def _noted(self, node: nodes.Node) -> Names | None:
        """The path that an expression is, noted as used; None where it is none."""
        names = self._path(node)
        if names is not None:
            through = (names.index(n) for n in (_BATCHES, _GROUPS) if n in names)
            self.found.append((names[: min(through, default=len(names))], node.lineno))
        return names

    def _path(self, node: nodes.Node) -> Names | None:
        """The path that an expression is; what stands in any other one is noted."""
        match node:
            case nodes.Name():
                return self._own.get(node.name, (node.name,))
            case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return _below(self._path(node.node), name)
            case nodes.Getitem():
                self._noted(node.arg)
                return self._entry(self._path(node.node))
            case nodes.Filter():
                return self._filter(node)
            case nodes.Call(node=nodes.Getattr() as called) if called.attr in _WHOLE:
                self._noted(called.node)
                return None
        for child in node.iter_child_nodes():
            self._noted(child)
        return None

    def _filter(self, node: nodes.Filter) -> Names | None:
        for other in (*node.args, *(each.value for each in node.kwargs)):
            self._noted(other)
        if node.node is None:
            return None
        names = self._noted(node.node)
        if node.name in _ONE:
            return self._entry(names)
        named = _attribute(node)
        if named and names is not None:
            chosen = (*names, ENTRY, *named.split("."))
            self.found.append((chosen, node.lineno))
        if node.name in _SPLITTING and names is not None:
            return (*names, _SPLITTING[node.name])
        return names if node.name in _SAME | _SELECTING else None

    def _entry(self, names: Names | None) -> Names | None:
        if names is None or names[-1] == _BATCHES:
            return names and names[:-1]
        return (*names, ENTRY)


def _below(names: Names | None, name: str) -> Names | None:
    """The path of a name below another; a group's list has the entries that were grouped."""
    if names is not None and _is_group(names):
        return names[:-2] if name == "list" else None
    return None if names is None else (*names, name)


def _is_group(names: Names | None) -> bool:
    return names is not None and names[-2:] == (_GROUPS, ENTRY)


def _attribute(node: nodes.Filter) -> str:
    """The name of the entries that a filter goes by: `selectattr('met')`, `map(attribute='x')`."""
    given = [each.value for each in node.kwargs if each.key == "attribute"]
    if node.name in {*_SELECTING, "groupby"} and node.args:
        given.append(node.args[0])
    first = given[0] if given else None
    return str(first.value) if isinstance(first, nodes.Const) else ""


def values_at(value: object, names: Names) -> Iterator[object]:
    """What stands at a path of names, in each entry of lists; None for what is not there."""
    if not names:
        yield value
    elif names[0] == ENTRY:
        for each in value if isinstance(value, tuple) else ():
            yield from values_at(each, names[1:])
    elif isinstance(value, Mapping):
        yield from values_at(value.get(names[0]), names[1:])
    elif value is None:
        yield None
