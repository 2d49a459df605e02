"""Fields that Word draws and stores no result of are text, or refused."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from kefu_docs.render.preparing.undrawn_fields import drawn_text
from kefu_docs.render.preparing.word_fields import own_values
from tests.support.word import field, paragraph, run, typed, word


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (" eq \\o\\ac(○,1)", "①"),
        ("EQ \\o\\ac(○, 12 )", "⑫"),
        ("EQ \\o\\ac(○,印)", "㊞"),
        ("EQ \\o\\ac(□,印)", None),
        ("EQ \\o\\ac(○,禾)", None),
        ("EQ \\f(1,2)", None),
        (' SYMBOL 254 \\f "Wingdings" \\s 12 ', "☑"),
        ("SYMBOL 0x2605 \\u", "★"),
        ("SYMBOL 65", "A"),
        ("SYMBOL 169", "©"),
        ("SYMBOL 200 \\f 符号", None),
        ("SYMBOL x", None),
        ("MACROBUTTON NoMacro [单击 此处] ", "[单击 此处]"),
        ("GOTOBUTTON b", ""),
        ("LISTNUM", None),
        ("AUTONUM", None),
        ('DISPLAYBARCODE "1" QR', None),
    ],
)
def test_what_word_draws_is_text(instruction: str, shown: str | None) -> None:
    """None where no text says it: another sign around a word, a fraction, a number, a barcode."""
    assert drawn_text(instruction) == shown


OWN = own_values("t", dt.date(2026, 4, 1))


def template(instruction: str, result: str = "") -> Template:
    """A template with a field."""
    return Template("t.docx", word(paragraph(run("前"), field(instruction, result), run("后"))))


def test_such_a_field_is_printed_or_refused() -> None:
    """It was lost, and told as printed as Word stored it; what is stored is printed."""
    assert typed(template("eq \\o\\ac(○,1)").render(OWN).docx) == "前①后"
    assert typed(template("EQ \\f(1,2)", run("1/2")).render(OWN).docx) == "前1/2后"
    with pytest.raises(TemplateError, match=r"the field EQ .* is drawn by Word alone"):
        template("EQ \\f(1,2)")
