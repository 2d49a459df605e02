"""The lane of batches that LibreOffice reads as OpenDocument instead of as docx.

To read a docx takes LibreOffice (7.4) three times as long as its own OpenDocument. So of many
documents of one template a few samples are converted in both ways. Where both give the same bytes,
all documents whose markup the samples hold are given to LibreOffice as OpenDocument, which is
written here from what it saved of the samples. All others go to the next lane.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kefu_docs.convert.engine import ToSave
from kefu_docs.model.jobs import PdfJob
from kefu_docs.render import ComposeError
from kefu_docs.render.compose import Canonical
from kefu_docs.render.odf_batch import as_odf
from kefu_docs.render.odf_blocks import DocumentBlocks, blocks_of
from kefu_docs.render.odf_pattern import (
    NotUnderstoodError,
    Pattern,
    sample_docx,
    samples_of,
)
from kefu_docs.scheduler.batch import LARGEST, Batches, Proved, batches
from kefu_docs.scheduler.lane import Next, Result
from kefu_docs.scheduler.messages import Call, ProvedPdf

LEAST, LEAST_IN_ALL = 24, 48
"""Documents of a template for which samples are worth their while: offered at once, or so far.

Samples cost as much as the way saves on some thirty; of groups of 24 there are two or more, for
each of two workers has one (scheduler.batch_size).
"""

FEWEST = 4
"""Of fewer documents no samples are taken; what remained would not be worth it."""

MOST_SAMPLES = 8
"""More say that documents differ too much in their markup."""

TRIES = 3
"""How often samples are taken, where LibreOffice's PDF of one is refused."""


@dataclass(frozen=True)
class Cut:
    """A document and its blocks."""

    job: PdfJob
    blocks: DocumentBlocks


@dataclass
class _SampledTemplate:
    """What is known of a template: samples under way, or a pattern that has been held to them."""

    canonical: Canonical
    pattern: Pattern | None = None
    is_given_up: bool = False
    tries: int = 0
    samples: tuple[Cut, ...] = ()
    unsure: Pattern | None = None  # learned, and not yet held to the samples
    laid_out: dict[str, bytes | None] = field(default_factory=dict)
    waiting: list[Cut] = field(default_factory=list)
    size: int = 1

    @property
    def is_learning(self) -> bool:
        return bool(self.samples)


class OdfBatches:
    """A lane in front of `batches`, whose habits it shares."""

    def __init__(self, batches: Batches) -> None:
        self.batches = batches
        self._offered = Counter[str]()
        self._templates: dict[str, _SampledTemplate] = {}

    def offer(self, jobs: Sequence[PdfJob], size: int) -> Next:
        """Take what is plain enough; return the rest."""
        name = jobs[0].document.template
        template = self._templates.get(name)
        if jobs[0].alone or not self.batches.habits().composes:
            return Next(returned=list(jobs))
        if template is None:
            self._offered[name] += len(jobs)
            # Layout reuse hands on a few at a time.
            is_enough = len(jobs) >= LEAST or self._offered[name] >= LEAST_IN_ALL
            if not is_enough or len(jobs) < FEWEST:
                return Next(returned=list(jobs))
            template = _SampledTemplate(Canonical(jobs[0].rendering.docx))
            self._templates[name] = template
        if template.is_given_up:
            return Next(returned=list(jobs))
        template.size = max(1, min(size, LARGEST))
        following = Next()
        cut = [self._cut(template, job, following) for job in jobs]
        template.waiting += [c for c in cut if c]
        if not template.is_learning and template.pattern is None:
            self._begin(template, following)
        return self._released(template, following)

    def laid_out(self, job: PdfJob, pdf: bytes | None) -> Next:
        """Take what the next lane made of a sample; None where it is not as LibreOffice has it."""
        following = Next()
        template = self._templates.get(job.document.template)
        if template and any(job.key == cut.job.key for cut in template.samples):
            template.laid_out[job.key] = pdf
            self._go_on(template, following)
        return following

    def kept_back(self) -> Next:
        """Nothing is."""
        return Next()

    def learned(self, template: _SampledTemplate, pattern: Pattern | None) -> Next:
        """Take what LibreOffice makes of the samples; None where that was not understood."""
        following = Next()
        if pattern is None:
            return self.given_up(template)
        template.unsure = pattern
        self._go_on(template, following)
        return following

    def held(self, template: _SampledTemplate, proved: Proved) -> Next:
        """Take the samples as they come out of OpenDocument: they must be the same."""
        made = [p.pdf if isinstance(p, ProvedPdf) else None for p in proved or ()]
        if made != [template.laid_out[cut.job.key] for cut in template.samples]:
            return self.given_up(template)
        template.pattern, template.samples = template.unsure, ()
        return self._released(template, Next())

    def given_up(self, template: _SampledTemplate) -> Next:
        """Hand on all documents of a template, these and those to come."""
        template.is_given_up = True
        template.samples = ()
        return self._released(template, Next())

    def _cut(self, template: _SampledTemplate, job: PdfJob, following: Next) -> Cut | None:
        try:
            blocks = blocks_of(template.canonical, job.rendering.docx)
        except ComposeError:
            blocks = None
        if blocks is None:
            following.returned.append(job)
            return None
        return Cut(job, blocks)

    def _begin(self, template: _SampledTemplate, following: Next) -> None:
        """Take samples: the next lane lays them out, and LibreOffice saves them."""
        waiting = template.waiting
        places = samples_of([cut.blocks for cut in waiting])
        template.tries += 1
        is_enough = len(waiting) >= FEWEST and template.tries <= TRIES
        is_simple = len(places) <= MOST_SAMPLES and all(waiting[p].blocks.is_simple for p in places)
        if not is_enough or not is_simple:
            template.is_given_up = True
            return
        template.samples = tuple(waiting[place] for place in places)
        template.waiting = [cut for n, cut in enumerate(waiting) if n not in places]
        template.laid_out, template.unsure = {}, None
        following.returned += [cut.job for cut in template.samples]
        following.tasks.append(LearnPattern(self, template))

    def _go_on(self, template: _SampledTemplate, following: Next) -> None:
        """Hold the pattern to the samples, once both are there."""
        if template.unsure is None or len(template.laid_out) < len(template.samples):
            return
        if None in template.laid_out.values():
            # The proof has refused one, say: others will do.
            template.samples = ()
            self._begin(template, following)
            self._released(template, following)
            return
        following.tasks.append(HoldPattern(self, template, template.unsure))

    def _released(self, template: _SampledTemplate, following: Next) -> Next:
        """Let go on what waits for nothing."""
        if template.is_learning:
            return following
        waiting, template.waiting = template.waiting, []
        pattern = None if template.is_given_up else template.pattern
        known = {cut.job.key: cut for cut in waiting if pattern and pattern.knows(cut.blocks)}
        following.returned += [cut.job for cut in waiting if cut.job.key not in known]
        jobs = [cut.job for cut in known.values()]
        if pattern:
            for batch in batches(self.batches, jobs, template.size):
                cuts = tuple(known[job.key] for job in batch.jobs)
                following.tasks.append(OdfBatch(self, template, pattern, cuts))
        return following


@dataclass(frozen=True)
class LearnPattern:
    """LibreOffice saves the samples as OpenDocument, and a pattern is read from that."""

    lane: OdfBatches
    template: _SampledTemplate

    needs_office = True
    lays_out = False

    def docx(self) -> bytes:
        """The samples, with marks for texts."""
        return ToSave(sample_docx([cut.job.rendering.docx for cut in self.template.samples]))

    def call(self) -> Call[Pattern | None]:
        """Read it."""
        documents = [cut.blocks for cut in self.template.samples]
        return Call("kefu_docs.scheduler.tasks", "read_pattern", (documents,))

    def done(self, result: Pattern | None) -> Next:
        """Hold it to the samples."""
        return self.lane.learned(self.template, result)

    def failed(self, _error: Exception) -> Next:
        """Do without."""
        return self.lane.given_up(self.template)


@dataclass(frozen=True)
class HoldPattern:
    """The samples as OpenDocument, to be held against what the next lane makes of them."""

    lane: OdfBatches
    template: _SampledTemplate
    pattern: Pattern

    needs_office = True
    lays_out = True

    def docx(self) -> bytes:
        """The samples as one OpenDocument."""
        return as_odf(self.pattern, [cut.blocks for cut in self.template.samples])

    def call(self) -> Call[Proved]:
        """Cut the PDF into finished documents."""
        return _finishing(self.lane, self.template.samples)

    def done(self, result: Proved) -> Next:
        """Compare."""
        return self.lane.held(self.template, result)

    def failed(self, _error: Exception) -> Next:
        """Do without."""
        return self.lane.given_up(self.template)


@dataclass(frozen=True)
class OdfBatch:
    """Documents that LibreOffice reads as OpenDocument."""

    lane: OdfBatches
    template: _SampledTemplate
    pattern: Pattern
    cuts: tuple[Cut, ...]

    needs_office = True
    lays_out = True

    def docx(self) -> bytes:
        """The documents as one OpenDocument."""
        return as_odf(self.pattern, [cut.blocks for cut in self.cuts])

    def call(self) -> Call[Proved]:
        """Cut the PDF into finished documents and prove each."""
        return _finishing(self.lane, self.cuts)

    def done(self, result: Proved) -> Next:
        """Give what passed its proof; the next lane converts the others."""
        if result is None:
            return self.failed(NotUnderstoodError())
        following = Next()
        for cut, proved in zip(self.cuts, result, strict=True):
            if isinstance(proved, ProvedPdf):
                following.results.append(Result(cut.job, proved, is_plain=True))
            else:
                self.lane.batches.refused(cut.job, proved, 0, following)
        return following

    def failed(self, _error: Exception) -> Next:
        """Hand them on, and those to come."""
        following = self.lane.given_up(self.template)
        following.returned += [cut.job for cut in self.cuts]
        return following


def _finishing(lane: OdfBatches, cuts: Sequence[Cut]) -> Call[Proved]:
    payloads = [cut.job.payload for cut in cuts]
    arguments = payloads, True, lane.batches.habits().grid
    return Call("kefu_docs.scheduler.tasks", "finish_documents", arguments, len(payloads))
