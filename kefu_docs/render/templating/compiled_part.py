"""One XML part of a template, compiled: values in, the part's XML out."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping

from docxtpl import DocxTemplate
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.inserting.inserts import Insert, with_inserts
from kefu_docs.render.templating.docxtpl_finish import without_empty_rows
from kefu_docs.render.templating.jinja_environment import IN_ATTRIBUTE, INSERTS
from kefu_docs.render.templating.limits import (
    LATE,
    PARAGRAPHS,
    LimitError,
    MachineLimitError,
    limited_time,
)
from kefu_docs.render.templating.template_errors import (
    FAILURES,
    always_late,
    failure,
    one_line_each,
    syntax_error,
    too_many,
)
from kefu_docs.render.word.word_package import CORE

_IN_ATTRIBUTE = re.compile(r'(w:\w+=")\{\{([^{}]*)\}\}"')
_PICTURE = re.compile(r"\|\s*picture\b")
_BEFORE_CELL = re.compile(r"%\}\s*<w:t[cr][ >]")
_BREAKS = "\t\n\a\f"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class CompiledPart:
    """One XML part of a template, from the source that docxtpl patched; the body's number is 0."""

    def __init__(
        self, file: str, path: str, source: str, compiler: Environment, number: int = 0
    ) -> None:
        self.path = path
        self._number = number
        self._file = file
        self._compiler = compiler
        source = _IN_ATTRIBUTE.sub(rf'\1{{{{(\2)|{IN_ATTRIBUTE}}}}}"', source)
        self.source = one_line_each(source)
        self._late = 0
        self._only: str | None = None  # what it prints where it has no tag
        self._may_lose_cells = _BEFORE_CELL.search(self.source) is not None
        try:
            with limited_time():  # what stands between constants is worked out here
                self._template = compiler.from_string(self.source)
        except TemplateSyntaxError as error:
            raise syntax_error(file, self.source, error) from error
        except LimitError as error:
            values = {"file": file, "reason": error.told}
            failed = TemplateError(Message("{file}: it takes too much: {reason}", values))
            failed.lasts = not isinstance(error, MachineLimitError)
            raise failed from error
        except (RecursionError, SyntaxError) as error:
            # Python takes 20 loops or 100 conditions within one another (CPython 3.11).
            message = Message("{file}: a tag in it is nested too deep", {"file": file})
            raise TemplateError(message) from error

    def of(self, source: str) -> CompiledPart:
        """The same part from another source."""
        return CompiledPart(self._file, self.path, source, self._compiler, self._number)

    def tree(self) -> nodes.Template:
        """Its syntax tree."""
        return self._compiler.parse(self.source)

    @property
    def may_hold_pictures(self) -> bool:
        """Whether a tag may print one."""
        return _PICTURE.search(self.source) is not None and self.path != CORE

    def render(self, values: Mapping[str, object], subject: str, inserts: list[Insert]) -> str:
        """Give the part's XML, in docxtpl's notation of braces and breaks resolved.

        `inserts` is filled with what filters put in.
        """
        if self._only is not None:
            return self._only
        xml = self._resolved(values, subject, inserts)
        if "{" not in self.source:
            self._only = xml
        return xml

    def _resolved(self, values: Mapping[str, object], subject: str, inserts: list[Insert]) -> str:
        xml = self._printed({**values, INSERTS: inserts}, subject)
        if "{" in xml or "}" in xml:  # to look for each pair takes forty times as long
            for written, meant in _BRACES:
                xml = xml.replace(written, meant)
        if self._may_lose_cells:
            xml = without_empty_rows(xml)
        if inserts:
            xml = with_inserts(xml, inserts, self._number)
        if not any(character in xml for character in _BREAKS):
            return xml
        breaks = sum(map(xml.count, _BREAKS))
        # docxtpl takes a kilobyte for each break in a value; those between elements are nothing.
        if breaks > PARAGRAPHS and _breaks_in_texts(xml) > PARAGRAPHS:
            raise too_many(self._file, subject, PARAGRAPHS)
        resolved: str = DocxTemplate("").resolve_listing(xml)
        return resolved

    def _printed(self, values: Mapping[str, object], subject: str) -> str:
        if self._late >= LATE:  # a month of a thousand people would take an hour of it
            raise always_late(self._file)
        try:
            with limited_time():
                return self._template.render(values)
        except MachineLimitError as error:
            self._late += 1
            failed = failure(self._file, subject, self.source, error)
        except FAILURES as error:
            raise failure(self._file, subject, self.source, error) from error
        # Frames that Jinja made for the error's traceback hold in circles what was too much
        # (without this test_memory_stays_small_for_everybody fails).
        gc.collect()
        raise failed


def _breaks_in_texts(xml: str) -> int:
    text = "".join(_TEXT.findall(xml))
    return sum(map(text.count, _BREAKS))
