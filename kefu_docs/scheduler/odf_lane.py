"""The lane of batches that LibreOffice reads as OpenDocument instead of as docx.

To read a docx takes LibreOffice (7.4) three times as long as its own OpenDocument. So of many
documents of one template a few samples are converted in both ways. Where both give the same bytes,
all documents whose markup the samples hold are given to LibreOffice as OpenDocument, which is
written here from what it saved of the samples. All others go to the next lane.

What was learned so is kept for later builds, where no samples are needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kefu_docs.convert.engine import ToSave
from kefu_docs.model.jobs import PdfJob
from kefu_docs.render import ComposeError
from kefu_docs.render.composing.compose import Canonical
from kefu_docs.render.composing.odf_batch import as_odf
from kefu_docs.render.composing.odf_blocks import blocks_of, is_underlined
from kefu_docs.render.composing.odf_pattern import (
    NotUnderstoodError,
    Pattern,
    sample_docx,
    samples_of,
)
from kefu_docs.render.composing.shared_parts import shared_digest
from kefu_docs.scheduler.batch import LARGEST, Batches, Proved, batches
from kefu_docs.scheduler.lane import Next, Result
from kefu_docs.scheduler.messages import Call, ProvedPdf
from kefu_docs.scheduler.sampled_template import FEWEST, Cut, PatternKeeper, SampledTemplate

MOST_SAMPLES = 8
"""More say that documents differ too much in their markup."""

TRIES = 3
"""How often samples are taken, where LibreOffice's PDF of one is refused."""


class OdfBatches:
    """A lane in front of `batches`, whose habits it shares; `keeper` knows patterns of before."""

    def __init__(self, batches: Batches, keeper: PatternKeeper | None = None) -> None:
        self.batches = batches
        self._keeper = keeper
        self._templates: dict[str, SampledTemplate] = {}

    def offer(self, jobs: Sequence[PdfJob], size: int) -> Next:
        """Take what is plain enough; return the rest."""
        is_other = any(map(self.batches.totals.applies, jobs))
        if jobs[0].alone or is_other or not self.batches.habits().composes:
            return Next(returned=list(jobs))
        template = self._templates.get(jobs[0].document.template) or self._met(jobs[0])
        template.offered += len(jobs)
        if not template.patterns and (template.is_given_up or not template.are_enough(len(jobs))):
            return Next(returned=list(jobs))
        template.size = max(1, min(size, LARGEST))
        following = Next()
        cut = [self._cut(template, job, following) for job in jobs]
        template.waiting += [c for c in cut if c]
        if not template.is_learning and template.are_enough(len(template.unknown)):
            self._begin(template, following)
        return self._released(template, following)

    def _met(self, job: PdfJob) -> SampledTemplate:
        """A template that is met for the first time, with what is known of it from before."""
        docx = job.rendering.docx
        template = SampledTemplate(Canonical(docx), shared_digest(docx))
        if self._keeper:
            template.patterns = self._keeper.known(template.shared)
        self._templates[job.document.template] = template
        return template

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

    def learned(self, template: SampledTemplate, pattern: Pattern | None) -> Next:
        """Take what LibreOffice makes of the samples; None where that was not understood."""
        following = Next()
        if pattern is None:
            return self.given_up(template)
        template.unsure = pattern
        self._go_on(template, following)
        return following

    def held(self, template: SampledTemplate, proved: Proved) -> Next:
        """Take the samples as they come out of OpenDocument: they must be the same."""
        made = [p.pdf if isinstance(p, ProvedPdf) else None for p in proved or ()]
        if made != [template.laid_out[cut.job.key] for cut in template.samples]:
            return self.given_up(template)
        assert template.unsure is not None
        template.patterns, template.samples = [*template.patterns, template.unsure], ()
        self._keep(template)
        return self._released(template, Next())

    def given_up(self, template: SampledTemplate) -> Next:
        """Take no more samples of a template; what waits for these goes to the next lane."""
        template.is_given_up = True
        template.samples = ()
        return self._released(template, Next())

    def distrusted(self, template: SampledTemplate) -> Next:
        """Hand on all documents of a template, these and those to come, in this run."""
        template.patterns = []
        self._keep(template)
        return self.given_up(template)

    def _keep(self, template: SampledTemplate) -> None:
        if self._keeper:
            self._keeper.keep(template.shared, template.patterns)

    def _cut(self, template: SampledTemplate, job: PdfJob, following: Next) -> Cut | None:
        try:
            blocks = blocks_of(template.canonical, job.rendering.docx)
        except ComposeError:
            blocks = None
        is_doubtful = self.batches.habits().underlines_by_format
        if blocks is None or (is_doubtful and is_underlined(template.canonical, blocks)):
            following.returned.append(job)
            return None
        return Cut(job, blocks)

    def _begin(self, template: SampledTemplate, following: Next) -> None:
        """Take samples: the next lane lays them out, and LibreOffice saves them."""
        others = {cut.job.key for cut in template.unknown if not cut.blocks.is_simple}
        following.returned += [c.job for c in template.waiting if c.job.key in others]
        template.waiting = [c for c in template.waiting if c.job.key not in others]
        waiting = template.unknown
        places = samples_of([cut.blocks for cut in waiting])
        template.tries += 1
        is_enough = len(waiting) >= FEWEST and template.tries <= TRIES
        if template.is_given_up or not is_enough or len(places) > MOST_SAMPLES:
            template.is_given_up = True
            return
        template.samples = tuple(waiting[place] for place in places)
        template.waiting = [cut for cut in template.waiting if cut not in template.samples]
        template.laid_out, template.unsure = {}, None
        following.returned += [cut.job for cut in template.samples]
        following.tasks.append(LearnPattern(self, template))

    def _go_on(self, template: SampledTemplate, following: Next) -> None:
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

    def _released(self, template: SampledTemplate, following: Next) -> Next:
        """Let go on what waits for nothing."""
        found = [(cut, template.pattern_of(cut)) for cut in template.waiting]
        unknown = [cut for cut, known in found if known is None]
        template.waiting = unknown if template.is_learning else []
        if not template.is_learning:
            following.returned += [cut.job for cut in unknown]
        for pattern in template.patterns:
            cuts = {cut.job.key: cut for cut, known in found if known is pattern}
            jobs = [cut.job for cut in cuts.values()]
            for batch in batches(self.batches, jobs, template.size):
                own = tuple(cuts[job.key] for job in batch.jobs)
                following.tasks.append(OdfBatch(self, template, pattern, own))
        return following


class LearnPattern(Struct, frozen=True):
    """LibreOffice saves the samples as OpenDocument, and a pattern is read from that."""

    lane: OdfBatches
    template: SampledTemplate

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


class HoldPattern(Struct, frozen=True):
    """The samples as OpenDocument, to be held against what the next lane makes of them."""

    lane: OdfBatches
    template: SampledTemplate
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


class OdfBatch(Struct, frozen=True):
    """Documents that LibreOffice reads as OpenDocument."""

    lane: OdfBatches
    template: SampledTemplate
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
        following = self.lane.distrusted(self.template)
        following.returned += [cut.job for cut in self.cuts]
        return following


def _finishing(lane: OdfBatches, cuts: Sequence[Cut]) -> Call[Proved]:
    payloads = [cut.job.payload for cut in cuts]
    arguments = payloads, True, lane.batches.habits().grid
    return Call("kefu_docs.scheduler.tasks", "finish_documents", arguments, len(payloads))
