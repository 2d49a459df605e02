"""Filters of Jinja's that make text longer, held to the limits of a text."""

from __future__ import annotations

from jinja2 import Environment, pass_environment, pass_eval_context
from jinja2.filters import do_indent, do_replace, do_wordwrap
from jinja2.nodes import EvalContext
from markupsafe import soft_str

from kefu_docs.render.templating.limits import check_length, check_replaced


@pass_eval_context
def replaced(
    context: EvalContext, s: object, old: object, new: object, count: int | None = None
) -> str:
    """Jinja's filter `replace`, for texts of some length."""
    check_replaced(str(s), str(old), str(new))
    return do_replace(context, soft_str(s), soft_str(old), soft_str(new), count)


def indented(s: str, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    """Jinja's filter `indent`, for texts of some length."""
    check_length(len(s) + (s.count("\n") + 1) * (width if isinstance(width, int) else len(width)))
    return do_indent(s, width, first, blank)


@pass_environment
def wrapped(
    environment: Environment,
    s: str,
    width: int = 79,
    break_long_words: bool = True,
    wrapstring: str | None = None,
    break_on_hyphens: bool = True,
) -> str:
    """Jinja's filter `wordwrap`, for texts of some length."""
    check_length(len(s) * (1 + len(wrapstring or "") // max(width, 1)))
    return do_wordwrap(environment, s, width, break_long_words, wrapstring, break_on_hyphens)
