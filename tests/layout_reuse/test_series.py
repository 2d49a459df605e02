"""Series of paragraphs of one form: of which documents may have more or fewer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse.lines import GlyphRun, Item, TypesetParagraph
from kefu_docs.layout_reuse.series import (
    UNKNOWN,
    aligned,
    differing_part,
    divided_anew,
    guessed_lines,
)
from tests.support.builds import Office
from tests.support.kinds import Outcome, outcome, word
from tests.support.word import paragraph, run

CLIP = b"0 0 595 842"
CLOSE = '<w:spacing w:after="0"/>'
FORMS = {
    "plain": CLOSE,
    "indented": f'{CLOSE}<w:ind w:firstLine="480"/><w:jc w:val="both"/>',
    "spaced": '<w:spacing w:before="60" w:after="60"/>',
    "one and a half": '<w:spacing w:after="0" w:line="360" w:lineRule="auto"/>',
    "shrunk": '<w:spacing w:after="0" w:line="200" w:lineRule="auto"/>',
    "exact": '<w:spacing w:after="0" w:line="440" w:lineRule="exact"/>',
    "a twip apart": '<w:spacing w:after="1"/>',
    "kept": f"<w:keepNext/><w:keepLines/>{CLOSE}",
    "loose": f'<w:widowControl w:val="0"/>{CLOSE}',
    "boxed": '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1"/>'
    f'<w:between w:val="single" w:sz="4" w:space="1"/></w:pBdr>{CLOSE}',
    "centered": f'{CLOSE}<w:jc w:val="center"/>',
}
ITEM = "核对发件信息，发现延误件和大笔错写及时处理，"


def listed(form: str, before: int = 1) -> bytes:
    """A template of a list behind so many paragraphs."""
    return word(
        paragraph(run("前文"), form="<w:keepLines/>") * before
        + paragraph(run("{%p for n in a %}"))
        + paragraph(run("{{ n }}"), form=form)
        + paragraph(run("{%p endfor %}"))
    )


def of_lists(
    office: Office, fonts: FontSet, template: bytes, lists: list[tuple[int, ...]]
) -> Outcome:
    """What becomes of documents of items, of about so many lines each."""
    records = [
        {"a": [f"{letter}{n}、{ITEM * (2 * lines - 1)}" for n, lines in enumerate(counts)]}
        for letter, counts in zip("甲乙丙丁戊己庚辛壬癸", lists, strict=False)
    ]
    return outcome(office, fonts, template, records)


@pytest.mark.parametrize("form", ["plain", "indented", "exact", "one and a half"])
def test_a_list_of_as_many_lines_is_set(office: Office, fonts: FontSet, form: str) -> None:
    """Items of one line and of two are set after a model that divides its lines otherwise."""
    lists: list[tuple[int, ...]] = [(1, 2), (2, 1), (1, 1, 1), (1, 2), (2, 1)]
    found = of_lists(office, fonts, listed(FORMS[form]), lists)
    assert (found.set, found.wrong) == ([2, 3, 4], [])


@pytest.mark.parametrize("form", ["spaced", "boxed", "a twip apart"])
def test_what_stands_apart_is_not_divided_anew(office: Office, fonts: FontSet, form: str) -> None:
    """Where space or a border stands between paragraphs, it matters how many there are."""
    lists: list[tuple[int, ...]] = [(1, 2), (2, 1), (1, 1, 1), (1, 2), (2, 1), (1, 2)]
    found = of_lists(office, fonts, listed(FORMS[form]), lists)
    assert 2 in found.laid_out
    assert found.wrong == []


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(
    form=st.sampled_from(sorted(FORMS)),
    before=st.integers(20, 34),
    lists=st.lists(
        st.sampled_from([(1, 2), (2, 1), (1, 1, 1), (3,), (2, 2), (4,), (1, 3), (1, 1, 2)]),
        min_size=5,
        max_size=9,
    ),
)
@example("plain", 27, [(1, 2), (2, 1), (1, 1, 1), (3,), (3,), (3,)])
@example("kept", 28, [(2, 2), (1, 1, 2), (4,), (4,), (1, 3), (2, 2)])
@example("loose", 29, [(2, 1), (1, 2), (1, 1, 1), (1, 1, 1), (2, 1)])
def test_a_list_that_is_set_is_as_libreoffice_lays_it_out(
    office: Office, fonts: FontSet, form: str, before: int, lists: list[tuple[int, ...]]
) -> None:
    """Wherever the page ends, and whatever the form, what is set has LibreOffice's bytes."""
    assert of_lists(office, fonts, listed(FORMS[form], before), lists).wrong == []


def test_lines_are_guessed_by_columns() -> None:
    """A Chinese character takes two columns; there is a line where there is no text."""
    assert [guessed_lines(text) for text in ("", "甲" * 36, "甲" * 37, "a" * 73)] == [1, 1, 2, 2]


def test_series_are_paired_with_what_stands_between() -> None:
    """What stands between two series is as long in both documents."""
    pairs = list(aligned((range(1, 3), range(5, 6)), (range(1, 5), range(7, 9)), 8))
    assert [tuple(pair) for pair in pairs] == [
        (range(1), range(1), False),
        (range(1, 3), range(1, 5), True),
        (range(3, 5), range(5, 7), False),
        (range(5, 6), range(7, 9), True),
        (range(6, 8), range(9, 11), False),
    ]


@given(
    st.lists(st.sampled_from("甲乙丙"), max_size=6), st.lists(st.sampled_from("甲乙丙"), max_size=6)
)
def test_what_is_alike_is_left_at_both_ends(own: list[str], other: list[str]) -> None:
    """What is left out on both sides is the same, and so is what stands behind."""
    part, others = differing_part(own, other)
    assert own[: part.start] == other[: others.start]
    assert own[part.stop :] == other[others.stop :]


def test_one_that_becomes_several_takes_its_neighbour() -> None:
    """One paragraph does not show how far apart two stand."""
    assert differing_part(["甲", "乙", "丙"], ["甲", "丁"]) == (range(3), range(2))
    assert differing_part(["乙", "丙", "甲"], ["丁", "甲"]) == (range(3), range(2))


def typeset(*heights: int) -> TypesetParagraph:
    """A paragraph of lines at these heights."""
    face = (GlyphRun("Song", b"12", b"\0\1", "字"),)
    return TypesetParagraph(
        tuple((Item(CLIP, (b"", b""), b"%d" % at, b"90", face, "字"),) for at in heights), CLIP
    )


def test_lines_go_to_other_paragraphs() -> None:
    """Two paragraphs of one and two lines become those of two and one; their falls are told."""
    now = [typeset(700), typeset(680, 660)]
    changes = divided_anew(now, [typeset(500, 480), typeset(460)])
    assert [[item.height for (item,) in change.now.lines] for change in changes] == [
        [b"700", b"680"],
        [b"660"],
    ]
    assert {change.falls for change in changes} == {(20.0,)}


@pytest.mark.parametrize(
    ("now", "was"),
    [
        ([(700,), (680,)], [(700,)]),
        ([(700,), (680,)], [(700, 680)]),
        ([(20, 800), (780,)], [(700,), (680, 660)]),
        ([(), (680, 670)], [(700,), (680,)]),
    ],
    ids=["another number", "one paragraph", "a page between", "not known"],
)
def test_lines_that_do_not_fit_are_not_known(
    now: list[tuple[int, ...]], was: list[tuple[int, ...]]
) -> None:
    """Nothing is set where lines are lacking, or do not show how far apart they stand."""
    changes = divided_anew([typeset(*t) for t in now], [typeset(*t) for t in was])
    assert all(change.now == UNKNOWN for change in changes)
