"""What draws what, from the character maps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts import Coverage, clusters, find_fonts
from kefu_docs.fonts.font_file import characters_in

FONTS = find_fonts(None)
COVERAGE = Coverage(FONTS)
PRIVATE = "\ue863"  # one of GBK's private-use characters, now U+4DAE


def test_the_face_of_a_character_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text in letters that its face lacks asks for each of them a thousand times."""
    asked: list[str] = []
    draws = Coverage.draws

    def counted(coverage: Coverage, family: str, cluster: str) -> bool:
        asked.append(cluster)
        return draws(coverage, family, cluster)

    monkeypatch.setattr(Coverage, "draws", counted)
    coverage = Coverage(FONTS)
    assert {coverage.family_for("黑体", "ң") for _ in range(9)} == {"HanaMinA"}
    assert asked == ["ң"] * 3
    assert [coverage.family_for("黑体", PRIVATE) for _ in range(2)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "䶮",
            "\U00020164",
            "\U0002a6d6",
            "张三 ￥800.00\n\t　",
            "a\u200b",
            "e\u0301",
            "葛\U000e0101",
        ),
        *("太好了👍😊❤️！✅ ✔ ✘ ➢ ➤", "1️⃣ 👨‍👩‍👧 🇨🇳 👍🏻"),
    ],
)
def test_what_people_write_is_drawn(text: str) -> None:
    """Rare ideographs, signs, what nobody sees, marks that make one glyph, variants, emoji."""
    assert list(COVERAGE.missing(text)) == []


def test_what_is_missing_is_given_once_and_in_order() -> None:
    """Missing are code points of no character, characters without a glyph, unknown marks."""
    text = f"张\U00031350{PRIVATE}三\U00031350三\u0f39"
    assert list(COVERAGE.missing(text)) == ["\U00031350", PRIVATE, "\u0f39"]


def test_of_decorated_text_the_mark_alone_is_missing() -> None:
    """As people decorate reviews with a Tibetan mark on each character: not each pair is told."""
    assert list(COVERAGE.missing("送༵来༵不༵是༵很༵凉༵")) == ["\u0f35"]


def test_a_cluster_that_no_face_has_whole_is_missing_as_such() -> None:
    """Its characters each have a face."""
    assert list(COVERAGE.missing("\U00020000\u0301")) == ["\U00020000\u0301"]


@pytest.mark.parametrize(
    ("asked", "cluster", "family"),
    [
        ("宋体", "䶮", "Noto Serif CJK SC"),
        ("黑体", "䶮", "Noto Sans CJK SC"),
        ("楷体", "䶮", "LXGW WenKai"),
        ("仿宋_GB2312", "䶮", "LXGW WenKai Light"),
        ("仿宋", "\U00020000", "HanaMinA"),
        ("楷体", "\U0002a6d6", "HanaMinB"),
        ("楷体", "䶮\U000e0101", "LXGW WenKai"),
        ("宋体", "\U00020000\U000e0101", "HanaMinA"),
        ("黑体", "x\u0327", "LXGW WenKai"),
        ("楷体", "龍\u302e", "Noto Serif CJK SC"),
        ("宋体", "★", "Noto Serif CJK SC"),
        ("黑体", "😂", "Symbola"),
        ("宋体", "1\ufe0f\u20e3", "Symbola"),
        ("宋体", PRIVATE, None),
    ],
)
def test_the_first_of_the_chain_that_can_draws(asked: str, cluster: str, family: str) -> None:
    """The face asked for comes first, then the order of fallback; one draws letter and mark."""
    assert COVERAGE.family_for(asked, cluster) == family


def test_variants_that_a_face_lacks_are_known() -> None:
    """礼 in its compatibility form is in Noto alone, a registered form of 葛 in no text face."""
    noto = ("Noto Serif CJK SC", "Noto Sans CJK SC")
    wenkai = ("LXGW WenKai", "LXGW WenKai Light")
    assert COVERAGE.plain_variants("礼", "\ufe00") == wenkai
    assert COVERAGE.plain_variants("葛", "\U000e0100") == noto + wenkai


def test_texts_are_set_in_no_face_of_pictures() -> None:
    """It draws what the others lack, and nothing that they have."""
    assert "Symbola" not in FONTS.text_families
    assert FONTS.families[-1] == "Symbola"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=8))
def test_plain_is_drawn_by_each(text: str) -> None:
    """The quick look agrees with the look at each character."""
    families = ("Noto Serif CJK SC", "LXGW WenKai")
    each = all(COVERAGE.draws(family, c) for family in families for c in clusters(text))
    assert COVERAGE.is_plain(text, families) <= each
    if COVERAGE.is_plain(text, families):
        assert list(COVERAGE.missing(text)) == []


def test_every_face_of_a_family_has_what_the_family_draws() -> None:
    """A bold heading is drawn by the family that draws the text."""
    bold = next(f for f in FONTS.files if f.path.name == "NotoSerifCJK-Bold.ttc")
    known = characters_in(bold.path, "Noto Serif CJK SC")
    assert ord("䶮") in known
    assert not COVERAGE.draws("Noto Serif CJK SC", "\U0002a6d6")
    assert 0x2A6D6 not in known
