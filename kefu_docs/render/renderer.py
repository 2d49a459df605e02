"""Documents rendered once: the store is asked before the template is.

A rendered document is known by the digest of the program, of its template, of the fonts and of
every value the template is given. Comments, the order of keys and the times of files are no part
of that. The store knows its digest and what it prints, which is all that later builds ask for: to
print its bytes again, should they be needed, is less work than to keep a file of each.

To work out the values takes longer than anything else of a document that is known. So the store
keeps its key, too, under the digest of the records that the values come from (Document.basis).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError, TemplateError
from kefu_docs.fonts import Coverage
from kefu_docs.model import Document, Rendered
from kefu_docs.model.canonical import canonical
from kefu_docs.model.jobs import RenderedDocument
from kefu_docs.render import Template
from kefu_docs.render.preparing.word_fields import own_values
from kefu_docs.render.templating.template import Draft
from kefu_docs.render.word.glyph_check import Drawn
from kefu_docs.store import Store, digest, program_digest
from kefu_docs.store.regular_file import read_regular

_KIND = "rendering"
_KEY = "key"
_DRAWN = "drawn"
_BESIDE = ("inputs", "judgement", "paper")
"""Facts under the keys of documents that are read where something changed alone."""

HELD = 1 << 26
"""Bytes of documents that are kept in memory at most until they are published."""

LATELY = 256
"""Documents whose values are kept at most between the digest of these and printing them."""

Context = Callable[[], Mapping[str, object]]
"""Gives what a document's template is given; asked only where that is not known already."""


class _Given(NamedTuple):
    """What a document's template is given, and the same as `canonical` writes it."""

    values: Mapping[str, object]
    text: bytes

    @classmethod
    def by(cls, context: Context) -> _Given:
        """Ask for the values."""
        values = context()
        return cls(values, canonical(values))


class Renderer:
    """The templates of a folder, each read once and compiled where it must print.

    One serves one run, in which a document's name always means the same document.
    """

    def __init__(self, folder: Path, store: Store, coverage: Coverage) -> None:
        self.coverage = coverage
        self._folder = folder
        self._store = store
        self._sources: dict[str, _Source] = {}
        self._keys: dict[str, str] = {}
        self._lately: dict[str, _Given] = {}  # what keys were worked out from
        self._drafts: dict[str, Draft] = {}  # by their keys
        self._held: dict[str, bytes] = {}  # the documents printed last, by their keys
        self._size = 0

    def look_up(self, documents: Iterable[tuple[Document, Context]]) -> None:
        """Ask the store for many documents at once, before they are asked for one by one."""
        keys = self.keys(documents)
        self._store.facts(_KIND, keys)
        for kind in _BESIDE:
            self._store.use(kind, keys)

    def printed_before(self, documents: Iterable[Document]) -> frozenset[str]:
        """The names of those documents that an earlier run printed from what they are made of now.

        Two queries tell it of all; it is no promise that the store knows all of them still.
        """
        self._recall(documents := list(documents))
        keys = {document.name: self._keys.get(document.name, "") for document in documents}
        printed = self._store.use(_KIND, list(keys.values()))
        return frozenset(name for name, key in keys.items() if key in printed)

    def _recall(self, documents: Iterable[Document]) -> None:
        """Ask the store for the keys of documents, by one query."""
        unknown = (document for document in documents if document.name not in self._keys)
        origins = {document.name: self._origin(document) for document in unknown}
        keys = self._store.facts_once(_KEY, list(filter(None, origins.values())))
        self._keys |= {name: keys[origin] for name, origin in origins.items() if origin in keys}

    def keys(self, documents: Iterable[tuple[Document, Context]]) -> list[str]:
        """The keys of those documents that have one."""
        wanted = list(documents)
        self._recall(document for document, _ in wanted)
        keys = []
        for document, context in wanted:
            with suppress(KefuError):  # whoever asks for the document is told
                keys.append(self.key(document, context))
        return keys

    def rendered(self, document: Document, context: Context) -> RenderedDocument:
        """The document, from the store or printed now.

        Raises TemplateError where the template cannot be read or does not fit the context.
        """
        key = self.key(document, context)
        fact = self._store.fact(_KIND, key)
        lately = self._lately.pop(document.name, None)
        if fact is not None:
            docx_digest, size, printed, paragraphs = json.loads(fact)
        else:
            given = lately or _Given.by(context)
            made = self._print(document, given.values, self._drafts.pop(key, None))
            docx_digest, size, printed, paragraphs = known = self._told(made)
            self._hold(key, made.docx)
            self._store.keep(_KIND, key, json.dumps(known))
            self._store.keep("inputs", key, self._inputs(document, given.text))
        read, let_go = partial(self._docx, key, document, context), partial(self._let_go, key)
        return RenderedDocument(key, docx_digest, size, tuple(printed), paragraphs, read, let_go)

    def drafted(self, document: Document, context: Context) -> RenderedDocument:
        """The document, for who will ask for it by `rendered` before anything is made of it.

        `rendered` tells whether text of the template is lost in it, and then takes what is here.
        """
        key = self.key(document, context)
        if self._store.fact(_KIND, key) is not None:
            return self.rendered(document, context)
        lately = self._lately.get(document.name)
        given = lately.values if lately else context()
        values = {**given, **own_values(document.name, document.date)}
        draft = self._source(document.template).template.draft(values, document.name)
        self._drafts[key] = draft
        docx_digest, size, printed, paragraphs = self._told(draft.rendered)
        return RenderedDocument(
            key, docx_digest, size, printed, paragraphs, lambda: draft.rendered.docx
        )

    def _told(self, made: Rendered) -> tuple[str, int, tuple[str, ...], int]:
        """What the store knows of a document."""
        docx_digest = hashlib.sha256(made.docx).hexdigest()
        return docx_digest, len(made.docx), made.printed, made.paragraphs

    def inputs(self, key: str) -> dict[str, object] | None:
        """What the document under `key` was printed from, where that is known.

        `template` and `program` are digests, `context` the values as JSON holds them.
        """
        fact = self._store.fact("inputs", key)
        return None if fact is None else dict(json.loads(fact))

    def composable(self, document: Document) -> bool:
        """Whether the document can be converted in one go with others of its template."""
        return not self._source(document.template).template.obstacles

    def text(self, document: Document, context: Context) -> str:
        """The document's text, printed without making the docx.

        Raises TemplateError as `rendered` does.
        """
        return self._source(document.template).template.text(
            {**context(), **own_values(document.name, document.date)}, document.name
        )

    def key(self, document: Document, context: Context) -> str:
        """The digest of all that goes into the document, worked out once."""
        if document.name not in self._keys:
            origin = self._origin(document)
            known = self._store.fact(_KEY, origin) if origin else None
            self._keys[document.name] = known or self._new_key(document, context, origin)
        return self._keys[document.name]

    def _new_key(self, document: Document, context: Context, origin: str) -> str:
        source = self._source(document.template).digest
        lately = self._lately[document.name] = _Given.by(context)
        if len(self._lately) > LATELY:
            del self._lately[next(iter(self._lately))]
        own = canonical(own_values(document.name, document.date))
        # `canonical` writes an amount as it does the same text, which a template may tell apart.
        types = repr(document.kind.fields)
        key = digest(program_digest(), source, lately.text, own, types)
        if origin:
            self._store.keep(_KEY, origin, key)
        return key

    def _origin(self, document: Document) -> str:
        """The digest of what the document's key follows from; empty where that is not known."""
        if document.basis:
            with suppress(KefuError):
                return digest(
                    program_digest(), self._source(document.template).digest, document.basis
                )
        return ""

    def _inputs(self, document: Document, values: bytes) -> str:
        source = json.dumps(self._source(document.template).digest)
        program = json.dumps(program_digest())
        context = values.decode()
        return f'{{"template": {source}, "program": {program}, "context": {context}}}'

    def _print(
        self, document: Document, values: Mapping[str, object], draft: Draft | None = None
    ) -> Rendered:
        values = {**values, **own_values(document.name, document.date)}
        template = self._source(document.template).template
        draft = draft or template.draft(values, document.name)
        return template.checked(draft, values, document.name)

    def _docx(self, key: str, document: Document, context: Context) -> bytes:
        if key not in self._held:
            self._hold(key, self._print(document, context()).docx)
        return self._held[key]

    def _let_go(self, key: str) -> None:
        self._size -= len(self._held.pop(key, b""))

    def _hold(self, key: str, docx: bytes) -> None:
        """Keep a document, and let go of the first as long as there are too many."""
        while self._held and self._size + len(docx) > HELD:
            self._size -= len(self._held.pop(next(iter(self._held))))
        self._held[key] = docx
        self._size += len(docx)

    def template_digest(self, name: str) -> str:
        """The digest of a template as this run prints it, with the fonts; empty where it cannot be
        read.

        What an editor writes meanwhile is for the next run.
        """
        try:
            return self._source(name).digest
        except TemplateError:
            return ""

    def _source(self, name: str) -> _Source:
        if name not in self._sources:
            path = self._folder / f"{name}.docx"
            try:
                data = read_regular(path)
                self._sources[name] = _Source(path.as_posix(), data, self.coverage, self._store)
            except OSError as error:
                unread = TemplateError(
                    Message("the template {file} cannot be read", {"file": path.as_posix()})
                )
                unread.lasts = isinstance(error, FileNotFoundError)  # the disk may be mended
                raise unread from None
        return self._sources[name]


class _Source:
    """A template's file."""

    def __init__(self, name: str, data: bytes, coverage: Coverage, store: Store) -> None:
        self._name = name
        self._data = data
        self._coverage = coverage
        self._store = store
        self.digest = digest(data, coverage.fonts.digest)

    @cached_property
    def template(self) -> Template:
        """The template; compiling it takes longer than asking the store for many documents."""
        key = digest(program_digest(), self.digest)
        fact = self._store.fact(_DRAWN, key)
        known = _drawn(fact) if fact else None
        template = Template(self._name, self._data, self._coverage, known)
        if known is None:
            self._store.keep(_DRAWN, key, msgspec.json.encode(template.drawn).decode())
        return template


def _drawn(fact: str) -> Drawn | None:
    """What is kept of a template; None where it is not that."""
    try:
        return msgspec.json.decode(fact, type=Drawn)
    except msgspec.DecodeError:
        return None
