"""What is wrong with a template that compiles, found before anything is printed from it.

Names that nothing has (:mod:`.name_check`), other files taken in, macros that call themselves
without end, loops that count too far. Printing would find each only when a record leads there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import prod

from jinja2 import nodes
from jinja2.sandbox import MAX_RANGE

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.diagnostics.nearest import nearest
from kefu_docs.render.context.value_names import ValueNames
from kefu_docs.render.lint.name_check import CheckedNames, UnknownName, checked_names
from kefu_docs.render.templating.limits import PARAGRAPHS
from kefu_docs.render.templating.template import Template
from kefu_docs.render.templating.template_errors import NOT_SINGLE, failure_told, fault_at

_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_CONDITIONS = (nodes.If, nodes.For, nodes.CondExpr, nodes.Macro)
_PARAGRAPH = "<w:p"


def template_faults(template: Template, given: ValueNames | None) -> tuple[TemplateError, ...]:
    """Every fault in it, in the order of its parts; names are checked where `given` has them."""
    return tuple(
        chain.from_iterable(
            _faults(template.name, source, tree, given) for source, tree in template.trees()
        )
    )


def _faults(
    file: str, source: str, tree: nodes.Template, given: ValueNames | None
) -> Iterator[TemplateError]:
    found = [(line, message, None) for line, message in (*_others(tree), *_endless(tree))]
    found += [(line, message, None) for line, message in _too_far(tree.body, ())]
    for line, message, hint in sorted(found, key=lambda each: each[0]):
        yield fault_at(file, source, line, message, hint)
    checked = checked_names(tree, given) if given is not None else CheckedNames()
    for unknown in checked.unknown:
        yield fault_at(file, source, unknown.line, _unknown(unknown))
    for line in checked.whole:
        yield fault_at(file, source, line, NOT_SINGLE, None)
    for line, error in checked.failing:
        yield fault_at(file, source, line, failure_told(error))


def _unknown(unknown: UnknownName) -> Message:
    name = f"{unknown.within}.{unknown.name}" if unknown.within else unknown.name
    meant = unknown.meant or nearest(unknown.name, unknown.known)
    if meant and unknown.within:
        meant = f"{unknown.within}.{meant}"
    values = {"name": name, "meant": meant, "known": ", ".join(unknown.known)}
    if meant:
        return Message("{where}: nothing is called {name}; did you mean {meant}?", values)
    if unknown.known and unknown.within:
        return Message("{where}: nothing is called {name}; there are {known}", values)
    return Message("{where}: nothing is called {name}", values)


def _others(tree: nodes.Template) -> Iterator[tuple[int, Message]]:
    for node in tree.find_all(_OTHER_FILES):
        message = Message(
            "{where}: {expression} takes in another file; copy its text into this one"
        )
        yield node.lineno, message


def _endless(tree: nodes.Template) -> Iterator[tuple[int, Message]]:
    """Macros that call themselves, or each other, whatever their values are."""
    macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
    calls = {name: frozenset(_surely_called(macro.body)) for name, macro in macros.items()}
    for name, macro in macros.items():
        if name in _reached(name, calls):
            message = Message("{where}: the macro {name} calls itself without end", {"name": name})
            yield macro.lineno, message


def _surely_called(body: Sequence[nodes.Node]) -> Iterator[str]:
    """The names of what is called under no condition."""
    for node in body:
        if isinstance(node, _CONDITIONS):
            continue
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            yield node.node.name
        yield from _surely_called([*node.iter_child_nodes()])


def _reached(name: str, calls: Mapping[str, frozenset[str]]) -> frozenset[str]:
    reached: frozenset[str] = frozenset()
    waiting = calls[name]
    while new := waiting - reached:
        reached |= new
        waiting = frozenset(chain.from_iterable(calls.get(each, ()) for each in new))
    return reached


def _too_far(body: Sequence[nodes.Node], around: tuple[int, ...]) -> Iterator[tuple[int, Message]]:
    """Loops that count further than a template may; `around` are the counts of loops around."""
    for node in body:
        count = _counted(node.iter) if isinstance(node, nodes.For) else None
        if count is None:
            yield from _too_far([*node.iter_child_nodes()], around)
        elif count > MAX_RANGE:
            most = {"most": MAX_RANGE}
            yield node.lineno, Message("{where}: range may count to {most} at most", most)
        elif prod((*around, count)) > PARAGRAPHS and _has_paragraph(node):
            values = {"count": PARAGRAPHS}
            yield node.lineno, Message("{where}: it makes more than {count} paragraphs", values)
        else:
            yield from _too_far([*node.iter_child_nodes()], (*around, count))


def _has_paragraph(loop: nodes.Node) -> bool:
    return any(_PARAGRAPH in each.data for each in loop.find_all(nodes.TemplateData))


def _counted(node: nodes.Node) -> int | None:
    """How far `range` counts, where it is given figures."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return None
    figures = [_whole(each) for each in node.args]
    if node.node.name != "range" or not 1 <= len(figures) <= 3 or None in figures:
        return None
    try:
        return len(range(*(each for each in figures if each is not None)))
    except (ValueError, OverflowError):
        return MAX_RANGE + 1


def _whole(node: nodes.Node) -> int | None:
    """A whole number that is written as one, or as a product or a power of two."""
    match node:
        case nodes.Const(value=int(value)):
            return value
        case nodes.Mul(left=nodes.Const(value=int(left)), right=nodes.Const(value=int(right))):
            return left * right
        case nodes.Pow(left=nodes.Const(value=int(left)), right=nodes.Const(value=int(right))):
            return left**right if 0 <= right < 100 else MAX_RANGE + 1
    return None
