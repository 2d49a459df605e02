"""Which documents an error in a file stops, and what of a build is not remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.stopped_files import stopping
from kefu_docs.records import load_dataset
from tests.support.builds import copy_sample


def test_a_team_waits_for_each_member(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is not read is missing from the totals, also where its owner's is, too."""
    copy_sample(tmp_path)
    monkeypatch.chdir(tmp_path)
    month = Path("data/months/2026-04/E002.yaml")
    for broken in (month, Path("data/employees/E002.yaml")):
        broken.write_text(": [", "utf-8")
        documents = {d.name: d for d in plan.everything(load_dataset(Path("data"))[0])}
        team = documents["summaries/2026-04/team"]
        assert stopping(team, {month.as_posix()}) == (month.as_posix(),)
        assert stopping(documents["contracts/E001"], {month.as_posix()}) == ()
        assert stopping(team, {"data/months/2026-03/E002.yaml"}) == ()


def test_what_the_machine_may_be_the_reason_of_is_not_remembered() -> None:
    """A file may be read the next time, unless it is known that it still cannot."""
    place = Location("data/company.yaml", 1, 1)
    sound = Diagnostic(place, Severity.ERROR, "yaml-syntax", Message("x"))
    unread = replace(sound, unread="data/company.yaml")
    late = replace(sound, lasts=False)
    assert Outcome([sound]).lasts(())
    assert not Outcome([sound, unread]).lasts(())
    assert Outcome([sound, unread]).lasts({"data/company.yaml"})
    assert not Outcome([sound, late]).lasts({"data/company.yaml"})
