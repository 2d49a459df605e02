"""What a template prints without its author's noticing: told, so that nobody finds it on paper.

A field that Word worked out once and nothing works out again, the grey words of a control that
nobody filled in, characters that are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.characters import described, invisible
from kefu_docs.render.fields.contents_fields import contents_fields
from kefu_docs.render.preparing.template_slips import TAG, paragraph_text
from kefu_docs.render.preparing.word_fields import stored_results
from kefu_docs.render.word.word_xml import W

_MOST = 40
"""Characters of a text that a message quotes."""


def told_unnoticed(
    root: etree._Element, bookmarks: frozenset[str], sections: int
) -> Iterator[Message]:
    """What to tell of a part before its fields become text; arguments as of `freeze_fields`."""
    for instruction, text in stored_results(root, bookmarks, sections):
        if not TAG.search(text):
            yield as_stored(instruction, text)
    for text in _placeholders(root):
        yield Message(
            "a content control is not filled in, its placeholder is printed: “{text}”",
            {"text": text[:_MOST]},
        )
    if _has_stale_contents(root):
        yield Message(
            "the table of contents has no entries that lead to headings: its text is printed as "
            "it stands; update it in Word (F9) and save"
        )
    yield from _unseen(root)


def as_stored(instruction: str, text: str) -> Message:
    """What to tell of a field that became the text that Word stored for it."""
    return Message(
        "the field {field} is printed as Word stored it: “{text}”",
        {"field": instruction, "text": text[:_MOST]},
    )


def _has_stale_contents(root: etree._Element) -> bool:
    """Whether there is a table of contents and no entry of any, whose page could be worked out.

    A program that writes such a field leaves it to Word to fill in, which LibreOffice does not.
    One that lists headings is filled in here (:mod:`.contents_entries`).
    """
    if contents_fields(root):
        return False
    instructions = [(e.text or "").strip().upper() for e in root.iter(f"{W}instrText")]
    has_contents = any(i.partition(" ")[0] == "TOC" for i in instructions)
    leads = any(i.startswith("PAGEREF") for i in instructions) or any(
        str(link.get(f"{W}anchor", "")).startswith("_Toc") for link in root.iter(f"{W}hyperlink")
    )
    return has_contents and not leads


def _placeholders(root: etree._Element) -> Iterator[str]:
    for control in root.iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            text = "".join(map(str, control.itertext(f"{W}t")))
            if text.strip() and not TAG.search(text):
                yield text


def _unseen(root: etree._Element) -> Iterator[Message]:
    told: set[str] = set()
    for paragraph in root.iter(f"{W}p"):
        text = paragraph_text(paragraph)
        for _, character in invisible(text):
            if character not in told:
                told.add(character)
                values = {"character": described(character), "paragraph": text[:_MOST]}
                yield Message(
                    "the invisible character {character} stands in paragraph “{paragraph}”; "
                    "delete it",
                    values,
                )
