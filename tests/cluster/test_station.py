"""The worker's side: which station does an order, and which orders are refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kefu_docs.cluster.order import Order, OwnFonts, Refusal, own_fonts, unpacked_answer
from kefu_docs.cluster.station import KEPT, Stations
from kefu_docs.fonts import find_fonts
from kefu_docs.scheduler.answer import Answer
from kefu_docs.scheduler.layout_habits import probes
from kefu_docs.scheduler.messages import Call, Workplace
from tests.support.font_files import make_font

pytestmark = pytest.mark.office


def families(workplace: Workplace, *pdfs: bytes) -> tuple[tuple[str, ...], list[bytes]]:
    """The font set that a worker process draws with, and how the PDFs it was given begin."""
    return workplace.fonts.families, [pdf[:5] for pdf in pdfs]


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stations]:
    """One worker's stations."""
    with Stations(tmp_path_factory.mktemp("state"), 1) as made:
        yield made


def answer(stations: Stations, order: Order, own: OwnFonts = ()) -> object:
    """What comes back for an order."""
    return unpacked_answer(stations.perform(order.packed(), own, lambda: None))


def test_a_shops_own_fonts_are_drawn_with_and_gone_afterwards(
    stations: Stations, tmp_path: Path
) -> None:
    """The set is that of the build, in its order; a document is converted with it, too. A third
    font set takes the place of the one that was used least recently.
    """
    seen = []
    for name in ("Shop One", "Shop Two", "Shop Three"):
        folder = tmp_path / name
        folder.mkdir()
        make_font(folder / "own.ttf", name, truetype=True)
        fonts = find_fonts(folder)
        docx, _ = probes()
        call = Call[object](__name__, "families").converting(docx)
        order = Order(call, stations.offered[0], fonts.digest)
        given = answer(stations, order, own_fonts(fonts))
        assert isinstance(given, Answer)
        seen.append(given.taken())
        assert seen[-1] == (fonts.families, [b"%PDF-"])
        assert fonts.families[0] == name
        assert len(stations._open) <= KEPT


def test_an_order_for_other_tools_is_refused(stations: Stations) -> None:
    """Another program, or fonts that come to another digest than the build's."""
    call = Call[object](__name__, "families")
    digest = find_fonts(None).digest
    ours = stations.offered[0]
    assert isinstance(answer(stations, Order(call, ours, digest)), Answer)
    assert isinstance(answer(stations, Order(call, f"{ours}0", digest)), Refusal)
    other = hashlib.sha256(b"").hexdigest()
    assert isinstance(answer(stations, Order(call, ours, other)), Refusal)


def test_a_replaced_libreoffice_ends_the_worker(
    stations: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had found out at its start is not so any more: the order goes to others."""
    call = Call[object](__name__, "families")
    order = Order(call, stations.offered[0], find_fonts(None).digest)
    told: list[str] = []
    monkeypatch.setattr(stations, "_office_stamp", "older")
    given = stations.perform(order.packed(), (), lambda: told.append("outdated"))
    assert isinstance(unpacked_answer(given), Refusal)
    assert told == ["outdated"]
