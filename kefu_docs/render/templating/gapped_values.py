"""A template's syntax tree with a gap in the place of each value it prints.

Pieces of text stand in the tree as marks. They come through macros, blocks that are set and the
body of a `call` as long as these are printed as they are. Where one is looked at or changed, by a
condition or a filter, its own text stands in it instead of marks, and it counts as a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jinja2 import nodes

from kefu_docs.render.preparing.literal_text import FIRST_MARK
from kefu_docs.render.templating.sandbox import CONCATENATED

GAP = "\0"
"""What stands for a value."""

GAP_OF_VALUE = "gap for a value"
"""The filter that gives a gap for a value which has to be worked out; no template can spell it."""

_PRINTING = frozenset(("caller", "loop"))  # they print pieces where they are called
_TRANSPARENT = frozenset(("safe", CONCATENATED))  # filters that leave marks as they are


def with_gaps(tree: nodes.Template, texts: Sequence[str]) -> nodes.Template:
    """Change the tree; the mark of number n stands for the n-th of `texts`."""
    _Gaps(tree, texts).rewrite()
    return tree


class _Gaps:
    """A tree on its way; `_changed` are the names of captured text that is not just printed."""

    def __init__(self, tree: nodes.Template, texts: Sequence[str]) -> None:
        self._tree = tree
        self._texts = {FIRST_MARK + number: text for number, text in enumerate(texts)}
        self._captured = frozenset(_names_of_captured(tree))
        self._changed: frozenset[str] = frozenset()
        self._printed: Counter[str] = Counter()

    def rewrite(self) -> None:
        uses = Counter(_uses(self._tree, self._captured))
        while True:  # what stands in a changed text is changed, too
            self._printed.clear()
            self._count(self._tree)
            changed = frozenset(name for name in uses if self._printed[name] != uses[name])
            if changed == self._changed:
                break
            self._changed = changed
        self._rewrite(self._tree, is_text=False)

    def _count(self, node: nodes.Node) -> None:
        """Count the names that are just printed."""
        for child in node.iter_child_nodes():
            if self._is_text(child):
                continue
            if isinstance(child, nodes.Output):
                for expression in child.nodes:
                    self._printed.update(self._just_printed(expression) or ())
            elif isinstance(child, nodes.CallBlock):
                self._printed.update(self._just_printed(child.call) or ())
            self._count(child)

    def _rewrite(self, node: nodes.Node, *, is_text: bool) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Output):
                write = self._with_text if is_text else self._with_gap
                child.nodes = list(map(write, child.nodes))
            else:
                self._rewrite(child, is_text=is_text or self._is_text(child))

    def _is_text(self, node: nodes.Node) -> bool:
        """Whether what a node captures is looked at or changed."""
        match node:
            case nodes.Macro(name=name):
                return name in self._changed
            case nodes.AssignBlock(target=nodes.Name(name=name), filter=None):
                return name in self._changed
            case nodes.CallBlock():
                return "caller" in self._changed
            case nodes.For(recursive=True):
                return "loop" in self._changed
        return isinstance(node, nodes.FilterBlock | nodes.AssignBlock)

    def _with_text(self, expression: nodes.Expr) -> nodes.Expr:
        if isinstance(expression, nodes.TemplateData):
            expression.data = expression.data.translate(self._texts)
        return expression

    def _with_gap(self, expression: nodes.Expr) -> nodes.Expr:
        if isinstance(expression, nodes.TemplateData) or self._just_printed(expression):
            return expression
        if not self._captures(expression):
            return nodes.TemplateData(GAP, lineno=expression.lineno)
        options = {"lineno": expression.lineno, "environment": expression.environment}
        return nodes.Filter(expression, GAP_OF_VALUE, [], [], None, None, **options)

    def _just_printed(self, expression: nodes.Expr | None) -> tuple[str, ...] | None:
        """The names of captured text that an expression prints as they are; None for others."""
        match expression:
            case nodes.Name(name=name) if name in self._captured:
                return (name,)
            case nodes.Call(node=nodes.Name(name=name)) if name in self._captured | _PRINTING:
                return (name,)
            case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="self" as name))):
                return (name,)
            case nodes.CondExpr():
                return self._all_printed((expression.expr1, expression.expr2))
            case nodes.Filter(name=name) if name in _TRANSPARENT:
                return self._all_printed((expression.node, *expression.args))
        return () if expression is None or not self._captures(expression) else None

    def _captures(self, expression: nodes.Expr) -> bool:
        """Whether an expression has to do with captured text, or calls what may."""
        return any(_uses(expression, self._captured)) or _calls(expression)

    def _all_printed(self, expressions: Iterable[nodes.Expr | None]) -> tuple[str, ...] | None:
        found = [self._just_printed(each) for each in expressions]
        if None in found:
            return None
        return tuple(name for names in found for name in names or ())


def _names_of_captured(tree: nodes.Template) -> Iterator[str]:
    """The names of macros and of blocks that are set."""
    for node in tree.find_all((nodes.Macro, nodes.AssignBlock)):
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.AssignBlock) and isinstance(node.target, nodes.Name):
            yield node.target.name


def _uses(node: nodes.Node, captured: frozenset[str]) -> Iterator[str]:
    """Each use of a name that captured text has, and each call of those that print some."""
    for each in _with_itself(node):
        match each:
            case nodes.Name(name=name, ctx="load") if name in captured:
                yield name
            case nodes.Call(node=nodes.Name(name=name)) if name in _PRINTING - captured:
                yield name


def _calls(node: nodes.Node) -> bool:
    return any(isinstance(each, nodes.Call) for each in _with_itself(node))


def _with_itself(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    yield from node.find_all(nodes.Node)
