"""The faults of a template behind the one that stops it, so that one look mends them all.

A broken tag, an unknown filter or an unknown font keeps a template from being compiled, and what is
wrong elsewhere would show only after that is mended. So what stands in the paragraph at fault is
taken out of a copy, and the copy compiled, until one compiles or a fault has no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kefu_docs.diagnostics.errors import KefuError, TemplateError
from kefu_docs.fonts import Coverage
from kefu_docs.render.context.value_names import ValueNames
from kefu_docs.render.lint.structure_faults import other_faults, paragraphs_of, structure_faults
from kefu_docs.render.lint.template_lint import template_faults
from kefu_docs.render.templating.template import Template
from kefu_docs.render.word.docx_zip import stored
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.word_package import printed_parts
from kefu_docs.render.word.word_xml import W, parsed, written

_MOST = 30
"""Faults of one template that are looked for, so that a file of nothing else ends, too."""

_BLOCK = re.compile(r"\{%-?([a-z]{0,2}) *(for|if|elif|else|endfor|endif)\b([^%]*)")
_BINDING = re.compile(r"\{%[a-z-]*\s*(?:set|macro|call|with)\b\(?([^%]*)")
_VARIABLES = re.compile(r"[^\W\d]\w*(?=.*\bin\b)")
_NAME = re.compile(r"[^\W\d]\w*")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")  # as tags are compiled


@dataclass
class Compiled:
    """A template, or a copy of it without what is at fault; None where none compiles.

    `errors` are what kept it from being compiled, in the order in which they were found.
    """

    template: Template | None = None
    errors: list[KefuError] = field(default_factory=list)
    _bound: set[str] = field(default_factory=set)  # names that had a meaning in what is taken out
    _left: set[str] = field(default_factory=set)  # what was left of paragraphs at fault

    def faults(self, given: ValueNames | None) -> Iterator[TemplateError]:
        """What else would fail in its documents; names that lost their meaning here are none."""
        if self.template is None:
            return
        for fault in template_faults(self.template, given):
            name = str(fault.message.values.get("name", ""))
            if name.partition(".")[0] not in self._bound:
                yield fault

    def without(self, file: str, data: bytes, error: KefuError) -> bytes | None:
        """Note an error, and give the file without what is at fault; None where that is nowhere."""
        texts = {_bare(text) for text in paragraphs_of(error.message)} - {""}
        broken: set[str] = set()
        if not self.errors:
            more = other_faults([error], structure_faults(file, data))
            broken = {_bare(text) for each in more for text in paragraphs_of(each.message)} - {""}
            self.errors += [error, *more]
        elif not texts or not texts <= self._left:  # else it is of what was left
            self.errors.append(error)
        return self._cut(file, data, texts, broken)

    def _cut(
        self, file: str, data: bytes, texts: Collection[str], broken: Collection[str]
    ) -> bytes | None:
        """The file with blocks alone in paragraphs of these texts, and nothing in broken ones.

        A text may be a part of a paragraph, or go on in those behind it.
        """
        try:
            parts = dict(read_package(file, data).parts)
        except TemplateError:
            return None
        roots = {part: parsed(parts[part]) for part in printed_parts(parts)}
        paragraphs = [p for root in roots.values() for p in root.iter(f"{W}p") if _text(p)]
        cut = {p: False for text in texts for p in _meant(paragraphs, text)}
        cut |= {p: True for text in broken for p in _meant(paragraphs, text)}
        for paragraph, is_broken in cut.items():
            text = _text(paragraph)
            self._bound |= {n for m in _BINDING.finditer(text) for n in _NAME.findall(m[1])}
            is_empty = is_broken or _bare(text) in self._left
            _write(paragraph, left := "" if is_empty else _blocks(text))
            self._left.add(_bare(left))
        return stored({**parts, **{p: written(root) for p, root in roots.items()}}) if cut else None


def compiled(file: str, data: bytes, coverage: Coverage | None) -> Compiled:
    """Compile a template, if need be without what is at fault."""
    found = Compiled()
    for _ in range(_MOST):
        try:
            found.template = Template(file, data, coverage)
        except KefuError as error:
            cut = found.without(file, data, error)
            if cut is None:
                break
            data = cut
        else:
            break
    return found


def _meant(paragraphs: Sequence[etree._Element], text: str) -> list[etree._Element]:
    """The paragraphs of this text, else those that begin so or are its beginning, else with it."""
    bare = [(p, _bare(_text(p))) for p in paragraphs]
    return (
        [p for p, own in bare if own == text]
        or [p for p, own in bare if own.startswith(text) or text.startswith(own)]
        or [p for p, own in bare if text in own]
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(map(str, paragraph.itertext(f"{W}t")))


def _blocks(text: str) -> str:
    """The blocks that a text begins and ends, of nothing; its loops name what they named."""
    made = []
    for letters, word, rest in _BLOCK.findall(text):
        variables = ", ".join(_VARIABLES.findall(rest.partition(" in ")[0] + " in"))
        kept = {"for": f" {variables or 'each'} in ()", "if": " true", "elif": " true"}
        made.append(f"{{%{letters} {word}{kept.get(word, '')} %}}")
    return "".join(made)


def _write(paragraph: etree._Element, text: str) -> None:
    """Put a text in the place of everything in a paragraph but a section that it ends."""
    for child in list(paragraph):
        if child.find(f"{W}sectPr") is None:
            paragraph.remove(child)
    if text:
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t").text = text


def _bare(text: str) -> str:
    return "".join(text.translate(_STRAIGHT).split())
