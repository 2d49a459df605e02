"""Which workers a build uses, and what it says of the others."""

from __future__ import annotations

import pytest

from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.membership import Membership, ToldWorker

OURS = Equipment("program", "LibreOffice 7.4.7.2 40(Build:2) kit", "fonts")


def worker(name: str, *offered: str) -> ToldWorker:
    """A worker as a scheduler tells of it."""
    return {"name": name, "nthreads": 2, "resources": dict.fromkeys(offered, 2.0)}


def told_of(*offered: str) -> list[str]:
    """What a build says of a worker that offers this."""
    members = Membership(OURS)
    members.update({"tcp://a:1": worker("w", *offered)})
    assert members.jobs == 0
    return [message.text() for message in members.told]


def test_workers_that_fit_do_the_work() -> None:
    """Their cores are counted anew with each look; nothing is said of them."""
    members = Membership(OURS)
    soffice = Equipment("program", "LibreOffice 7.4.7.2 40(Build:2) soffice", "fonts")
    fits = worker("w", soffice.resource, OURS.resource)
    members.update({"tcp://a:1": fits, "tcp://b:1": fits})
    assert members.jobs == 4
    members.update({"tcp://b:1": fits})
    assert members.jobs == 2
    assert not members.told


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (Equipment("program", OURS.office, "others"), "its fonts are others, those of this"),
        (Equipment("older", OURS.office, "fonts"), "its program is older, that of this"),
        (Equipment("program", "LibreOffice 25.2 kit", "fonts"), "it has LibreOffice 25.2 kit, "),
    ],
)
def test_of_a_worker_that_differs_the_difference_is_told(other: Equipment, told: str) -> None:
    """By name and address, in a sentence for each difference."""
    (message,) = told_of(other.resource)
    assert message.startswith("the worker w (tcp://a:1) does nothing for this build: ")
    assert told in message


def test_of_two_engines_the_nearer_says_what_differs() -> None:
    """A worker without LibreOfficeKit is not blamed for another engine as well as other fonts."""
    kit = Equipment("program", OURS.office, "others")
    soffice = Equipment("program", OURS.office.replace("kit", "soffice"), "others")
    assert len(told_of(soffice.resource, kit.resource)) == 1


def test_a_worker_of_somebody_else_is_told() -> None:
    """A plain worker of Dask, or one with resources of other programs, does nothing."""
    assert told_of() == ["the worker w (tcp://a:1) is not one of kefu-docs"]
    assert told_of("GPU", "kefu-docs|x") == told_of()


def test_each_worker_is_told_of_once() -> None:
    """However often the build looks, and where the worker comes back with another address."""
    members = Membership(OURS)
    for address in ("tcp://a:1", "tcp://a:1", "tcp://a:2"):
        members.update({address: worker("w")})
    assert len(members.told) == 1


def test_equipment_is_read_from_its_resource() -> None:
    """What a worker offers is what the build reads."""
    assert Equipment.read(OURS.resource) == OURS
