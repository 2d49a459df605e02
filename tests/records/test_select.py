"""The people a command is about, as users name them."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Employee, Record
from kefu_docs.records import choose
from tests.support.rule_dataset import BASE

NAMES = {"E001": "张晓宇", "E002": "李小梅", "E003": "王芳", "E004": "王芳", "E005": "John Smith"}
PEOPLE = {
    id_: Record(
        f"employees/{id_}.yaml",
        Employee.model_validate({**BASE["employees/E001.yaml"], "name": name}),
        {},
    )
    for id_, name in NAMES.items()
}


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ([], tuple(NAMES)),
        (["E002"], ("E002",)),
        (["E004", "E002"], ("E002", "E004")),
        (["E002，E004"], ("E002", "E004")),
        (["E002、E004", "E002"], ("E002", "E004")),
        (["E002,", "E004"], ("E002", "E004")),
        (["李小梅"], ("E002",)),
        (["李小梅，张晓宇"], ("E001", "E002")),
        (["John Smith"], ("E005",)),
        (["E009"], ()),
    ],
)
def test_people_are_chosen_by_id_or_name(wanted: list[str], chosen: tuple[str, ...]) -> None:
    """Chinese commas part ids; whose record could not be read (E009) is passed over."""
    assert choose(wanted, PEOPLE, {"E009"}) == chosen


@pytest.mark.parametrize("words", [[""], ["，"], [" ", ""]])
def test_words_without_an_id_are_refused(words: list[str]) -> None:
    """An empty variable of a script asks for somebody, and neither for everybody nor nobody."""
    with pytest.raises(UsageError, match="no id is given"):
        choose(words, PEOPLE)


def test_a_name_of_two_people_is_refused_with_their_ids() -> None:
    """Nobody is chosen by chance."""
    with pytest.raises(UsageError, match="2 people are called 王芳") as caught:
        choose(["王芳"], PEOPLE)
    assert caught.value.hint is not None
    assert "E003, E004" in caught.value.hint.text()


def test_a_name_may_be_that_of_a_record_with_errors() -> None:
    """Which has no name until it is mended: the files are named, and the id serves meanwhile."""
    with pytest.raises(UsageError, match="no record has the id 李九") as caught:
        choose(["李九"], PEOPLE, {"E009"})
    assert caught.value.hint is not None
    assert "run check for E009, or name the person by the id" in caught.value.hint.text()


@pytest.mark.parametrize("word", ["E01", "E006", "E0001", "王方"])
def test_no_other_persons_id_is_proposed(word: str) -> None:
    """An id one character away is somebody else's."""
    with pytest.raises(UsageError, match=f"no record has the id {word}") as caught:
        choose([word], PEOPLE)
    told = caught.value.message.text() + (caught.value.hint or caught.value.message).text()
    assert not any(id_ in told for id_ in NAMES if id_ != word)


@pytest.mark.parametrize("word", ["e002", "Ｅ００２"])
def test_the_same_id_in_other_letters_is_proposed(word: str) -> None:
    """Small letters and full-width ones mean the same id."""
    with pytest.raises(UsageError, match="did you mean 'E002'"):
        choose([word], PEOPLE)
