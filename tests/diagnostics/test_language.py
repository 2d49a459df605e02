"""The message catalogue is complete, and the locale chooses the language."""

from __future__ import annotations

import ast
import gettext
import io
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kefu_docs.diagnostics.language import CATALOGUE, LOCALE, translator, wants_chinese
from tests.support.builds import ROOT

PACKAGE = ROOT / "kefu_docs"
# Calls that take a pattern, and its place among their arguments: pydantic's errors reach the
# reader through Message, too.
TAKES_PATTERN = {"Message": 0, "PydanticCustomError": 1, "_scalar": 3}
# Files that pass on a pattern written elsewhere.
PASSED_ON = {"diagnostics/stored_findings.py", "records/value_words.py", "model/scalars.py"}


@cache
def patterns() -> tuple[tuple[str, ast.expr], ...]:
    """Every pattern argument in the package, with its file."""
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), node.args[TAKES_PATTERN[node.func.id]])
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in TAKES_PATTERN
    )


def literals() -> set[object]:
    """The patterns that stand in the source as they are."""
    return {argument.value for _, argument in patterns() if isinstance(argument, ast.Constant)}


@cache
def catalogue() -> Catalog:
    """The Chinese catalogue as it is written."""
    with CATALOGUE.with_suffix(".po").open("rb") as file:
        return read_po(file, locale="zh_CN")


def fields(pattern: str) -> set[str]:
    """The names a pattern asks for."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


@pytest.mark.slow
def test_every_pattern_is_a_literal() -> None:
    """What is computed cannot be extracted, so it cannot be translated."""
    assert {f for f, a in patterns() if not isinstance(a, ast.Constant)} == PASSED_ON


@pytest.mark.slow
def test_the_catalogue_holds_the_patterns_of_the_source_and_no_others() -> None:
    """`make messages` was run after the last change of a message."""
    assert {m.id for m in catalogue() if m.id} == literals()


@pytest.mark.slow
def test_every_pattern_is_in_chinese_with_the_same_fields() -> None:
    """A pattern has a translation that asks for the same values."""
    for pattern in sorted(map(str, literals())):
        message = catalogue().get(pattern)
        assert message is not None, pattern
        assert isinstance(message.string, str), pattern
        assert re.search("[\u4e00-\u9fff：；]", message.string), pattern
        assert not message.fuzzy, pattern
        assert fields(message.string) == fields(pattern), pattern


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    """The .mo file is the compiled .po file."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    assert CATALOGUE.read_bytes() == compiled.getvalue(), "run `make messages`"


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "zh_TW"])
def test_clicks_catalogue_is_compiled_and_found(language: str) -> None:
    """In every region; each word is in Chinese with the same fields."""
    (file,) = gettext.find("click", LOCALE, [language], all=True)
    with Path(file).with_suffix(".po").open("rb") as source:
        written = read_po(source, locale="zh")
    compiled = io.BytesIO()
    write_mo(compiled, written)
    assert Path(file).read_bytes() == compiled.getvalue(), "run `make messages`"
    for message in written:
        if message.id:
            pattern = message.id if isinstance(message.id, str) else message.id[-1]
            text = "".join(message.string or ())
            assert fields(text) <= fields(pattern)
            assert any("\u4e00" <= character <= "\u9fff" for character in text)


def test_messages_are_translated_where_the_locale_is_chinese() -> None:
    """The translation of the catalogue is printed, or the pattern itself."""
    message = catalogue().get("Check all records; build nothing.")
    assert message is not None
    assert translator({"LANG": "zh_CN.UTF-8"})(str(message.id)) == message.string
    assert translator({"LANG": "C.UTF-8"})(str(message.id)) == message.id


@pytest.mark.parametrize(
    ("environ", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW"}, True),
        ({"LANG": "zh-Hans"}, True),
        ({"LANG": "zha"}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, True),
        ({"LANG": "zh_CN", "LC_MESSAGES": "en_US"}, False),
        ({"LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "C"}, False),
        ({"LANG": "zh_CN", "LC_ALL": ""}, True),
        ({"LANG": "en_US", "LANGUAGE": "zh_CN:en"}, True),
        ({"LANG": "zh_CN", "LANGUAGE": "en:zh_CN"}, False),
        ({"LANG": "zh_CN", "LANGUAGE": "fr:zh_CN"}, True),
        ({"LANG": "zh_CN", "LANGUAGE": ""}, True),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, False),
        ({"LANG": "POSIX", "LANGUAGE": "zh_CN"}, False),
        ({"LANGUAGE": "zh_CN"}, False),
    ],
)
def test_the_locale_variables_count_in_gettext_order(
    environ: dict[str, str], chinese: bool
) -> None:
    """GNU gettext, "Locale Environment Variables"."""
    assert wants_chinese(environ) == chinese


# Things that are counted. A limit is never one: more than, at most, within so many.
_COUNTED = (
    "bits|bytes|calls at once|characters|days|digits|entries|files|hours|lines|minutes|months"
    "|others|pages|paragraphs|people|records|seconds|spaces|times|values|years"
)
_SEVERAL = re.compile(
    rf"(?<!more than )(?<!may have )(?<!within )\{{(\w+)(?::[^{{}}|]*)?\}} ({_COUNTED})\b"
)
# What is never one: how often a value stands that may stand once, days of a month, and so on.
_NEVER_ONE = {
    ("bytes", "bytes"),
    ("count", "others"),
    ("count", "pages"),
    ("count", "people"),
    ("count", "times"),
    ("daily", "hours"),
    ("days", "days"),
    ("digits", "digits"),
    ("hours", "hours"),
    ("month_days", "days"),
    ("months", "months"),
    ("pages", "pages"),
    ("week", "hours"),
}


def test_what_is_counted_is_one_or_several() -> None:
    """`{count:day|days}` stands where 1 may stand before it: 1 days is not English."""
    found = {pair for pattern in map(str, literals()) for pair in _SEVERAL.findall(pattern)}
    assert found == _NEVER_ONE
