"""Where the tests find the project, the sample built in full, and LibreOffice."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kefu_docs.convert.pool import Pool
from kefu_docs.fonts import FontSet, find_fonts, fontconfig_xml
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.run import run
from kefu_docs.pipeline.settings import BuildRequest, Settings
from tests.support.confinements import best

ROOT = Path(__file__).parents[2]
"""The project's folder."""

SAMPLE_DATA = ROOT / "kefu_docs" / "sample" / "data"
SAMPLE_TEMPLATES = ROOT / "kefu_docs" / "sample" / "templates"
"""The masters of data/ and templates/, which are the user's own: no test reads those."""

GOLDEN = ROOT / "tests" / "golden"


Golden = Callable[[str, str], None]


Office = Callable[[bytes], bytes]


@dataclass(frozen=True)
class SampleBuild:
    """The sample data built in full: the project folder, how it was built, what came of it."""

    root: Path
    settings: Settings
    outcome: Outcome

    @property
    def build(self) -> Path:
        """The folder of outputs."""
        return self.root / self.settings.build


def copy_sample(project: Path) -> None:
    """Put the sample's data/ and templates/ into a folder, which may exist."""
    shutil.copytree(SAMPLE_DATA, project / "data")
    shutil.copytree(SAMPLE_TEMPLATES, project / "templates")


def closed_fonts(folder: Path, fonts: FontSet | None = None) -> Path:
    """Write the fontconfig file of a font set, the machine's by default, into a folder."""
    configuration = folder / "fonts.conf"
    configuration.write_text(fontconfig_xml(fonts or find_fonts(None)), encoding="utf-8")
    return configuration


@contextlib.contextmanager
def office_with(fonts: FontSet, folder: Path) -> Iterator[Office]:
    """Convert a docx to what LibreOffice makes of it with a font set; `folder` is for its files."""

    def convert(docx: bytes) -> bytes:
        return pool.submit(docx).result()

    with Pool(1, "auto", closed_fonts(folder, fonts), folder, best()) as pool:
        yield convert


def build_contracts(settings: Settings, *ids: str) -> Outcome:
    """Build the contracts of these people, of everybody where none is named."""
    return run(settings, BuildRequest("contracts", ids))


def build_summaries(settings: Settings, month: str | None, *ids: str) -> Outcome:
    """Build the summaries of a month, or of all; of these people, or of all and the team."""
    return run(settings, BuildRequest("summaries", ids, month))


def build_packets(settings: Settings) -> Outcome:
    """Build every document and every packet."""
    return run(settings, BuildRequest("packets"))
