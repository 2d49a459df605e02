"""A copy of a template with a comment of Word's at each fault, for whoever mends it in Word.

Comments stand in the body alone (ISO/IEC 29500-1, 17.13.4): what is told of a header, or of no
place, stands at the first paragraph.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from msgspec import Struct

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.word.docx_zip import completed, read_parts, stored
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.word_xml import W

AUTHOR = "kefu-docs"
_UNREADABLE = (KeyError, ValueError, PackageNotFoundError, OSError, BadZipFile)
_MARK_STYLE = "CommentReference"


class ToldFault(Struct, frozen=True):
    """What is said of a paragraph, which is meant by its text or the beginning of it.

    The same said again is meant of the next paragraph of this text. `elsewhere` is said at the
    first paragraph where the body has none of it.
    """

    paragraph: str
    here: str
    elsewhere: str


def with_comments(file: str, data: bytes, told: Iterable[ToldFault]) -> bytes | None:
    """The Word file with comments. None where it is no Word file.

    The same file and comments give the same bytes.
    """
    document = _opened(file, data)
    if document is None:
        return None
    paragraphs = [p for p in document.element.body.iter(f"{W}p") if isinstance(p, CT_P)]
    if not paragraphs:
        return None
    said: defaultdict[int, list[str]] = defaultdict(list)
    texts = [_bare("".join(map(str, p.itertext(f"{W}t")))) for p in paragraphs]
    before: Counter[ToldFault] = Counter()
    for fault in told:
        places = _places(texts, fault.paragraph)
        place = places[min(before[fault], len(places) - 1)] if places else 0
        said[place].append(fault.here if places else fault.elsewhere)
        before[fault] += 1
    for index, comments in sorted(said.items()):
        paragraph = Paragraph(paragraphs[index], document)
        runs = paragraph.runs or [paragraph.add_run()]
        made = document.add_comment(runs, "\n".join(dict.fromkeys(comments)), AUTHOR, "客服")
        made._comment_elm.attrib.pop(f"{W}date", None)  # the only thing that changes by itself
    _without_unknown_style(document)
    saved = io.BytesIO()
    document.save(saved)
    return completed(b"", read_parts(saved.getvalue()))


def _without_unknown_style(document: WordDocument) -> None:
    """Take the style off the marks of comments where the file has none of that name.

    python-docx (1.2) names it whether it is there or not.
    """
    if not any(style.style_id == _MARK_STYLE for style in document.styles):
        for named in list(document.element.body.iter(f"{W}rStyle")):
            around = named.getparent()
            if around is not None and named.get(f"{W}val") == _MARK_STYLE:
                around.remove(named)


def _opened(file: str, data: bytes) -> WordDocument | None:
    """The file as python-docx opens it; one that it cannot open as it is, in the one form."""
    with suppress(*_UNREADABLE):
        return docx.Document(io.BytesIO(data))
    with suppress(*_UNREADABLE, TemplateError):
        return docx.Document(io.BytesIO(stored(read_package(file, data).parts)))
    return None


def _places(texts: Sequence[str], text: str) -> list[int]:
    """Where paragraphs of this text are, else those that begin so, else those that hold it."""
    wanted = _bare(text)
    if not wanted:
        return []
    for fits in (wanted.__eq__, lambda t: t.startswith(wanted), lambda t: wanted in t):
        if found := [place for place, known in enumerate(texts) if fits(known)]:
            return found
    return []


def _bare(text: str) -> str:
    return "".join(text.split())
