"""What does not compile is told in words that are translated, at the tag that is at fault."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from tests.support.word import table
from tests.support.word_features import paragraph, run, word


def error_of(*paragraphs: str) -> str:
    """The message of a template of these paragraphs."""
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", word("".join(paragraph(run(text)) for text in paragraphs)))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% if a %}甲", "{% if %} is not closed; write {% endif %} behind what it is for"),
        ("甲{% endif %}", "{% endif %} has nothing before it that it belongs to"),
        ("{% for x in y %}{% endif %}", "{% endif %} stands where {% for %} must be closed first"),
        ("{% fro x in y %}", "{% fro %} is no tag"),
        ("{{ a b }}", "}} is expected where b stands"),
        ("{% if a = 1 %}{% endif %}", "%} is expected where = stands"),
        ("{{ a（b） }}", "the character （ is of full width; write ( in a tag"),
        ("{{ a，b }}", "the character ， is of full width; write , in a tag"),
        ("{{ 'a }}", "the quotation mark ' has no other that closes it"),
        ("{{ a ? b }}", "the character ? has no meaning in a tag"),
        ("{{ }}", "something is missing before }}"),
        ("{{ 1 + }}", "something is missing before }}"),
        ("{{ a. }}", "a name is missing behind the dot"),
        ("{{ a[1 }}", "] is expected where } stands"),
        ("{{ a", "nothing closes this tag; write }} or %} behind it"),
        ("{% if a", "nothing closes this tag; write }} or %} behind it"),
        ("{{ a|nope }}", "there is no filter nope"),
        ("{{ a|capitols }}", "there is no filter capitols; did you mean 'capitals'?"),
    ],
)
def test_reasons(text: str, told: str) -> None:
    """Each kind of Jinja's messages, with the paragraph."""
    message = error_of("首", text, "尾")
    assert told in message
    assert message.startswith(f"t.docx, paragraph “{text}")


def test_a_comment_that_nothing_ends_is_no_tag_that_nothing_closes() -> None:
    """Templates of another program begin their loops so."""
    told = "{# begins a comment that nothing ends; write #} behind it"
    assert told in error_of("{#people}{name}{/people}")


def test_what_is_not_closed_is_told_at_its_opening() -> None:
    """Jinja names the end of the template."""
    message = error_of("首", "甲{% if a %}乙", "{% for x in y %}丙{% endfor %}", "尾")
    assert message.startswith("t.docx, paragraph “甲{% if a %}乙”: {% if %} is not closed")


def test_a_tag_of_a_paragraph_is_quoted_as_it_is_written() -> None:
    """docxtpl takes the letter p away with the paragraph; the message puts it back."""
    message = error_of("首", "{%p if a %}", "尾")
    assert message.startswith(
        "t.docx, paragraph “{%p if a %}”: {%p if %} is not closed; write {%p "
    )


def test_a_tag_of_a_row_is_quoted_as_it_is_written() -> None:
    """A loop over rows whose end is missing."""
    rows = [[paragraph(run("{%tr for x in y %}"))], [paragraph(run("{{ x }}"))]]
    with pytest.raises(TemplateError, match=r"“{%tr for x in y %}”: {%tr for %} is not closed"):
        Template("t.docx", word(table(*rows)))


@pytest.mark.parametrize("tag", ["{%pif a %}", "{%pendif %}", "{%trfor x in y %}"])
def test_a_missing_space_behind_the_letter_is_told(tag: str) -> None:
    """`{%pif` is no tag of its own."""
    assert "a space is missing in " in error_of("首", tag, "尾")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ a.__class__ }}", "__class__ is none of the names that a template may use"),
        ("{{ a() }}", "this is a value, nothing follows it in parentheses"),
        ("{{ '%s' % a }}", "text is put together with ~, never with %"),
        ("{% for i in range(1000000) %}{% endfor %}", "range may count to 100000 at most"),
        ("{% include 'b' %}", "a template takes in no other file"),
    ],
)
def test_refusals(text: str, told: str) -> None:
    """What compiles and cannot be printed has its reason in words that are translated, too."""
    template = Template("t.docx", word(paragraph(run(text))))
    with pytest.raises(TemplateError) as caught:
        template.render({"a": "甲"}, "E001")
    assert told in str(caught.value)
    reason = caught.value.message.values["reason"]
    assert isinstance(reason, Message)


def test_an_undefined_name_says_where_the_names_are() -> None:
    """The list of names is what the reader needs."""
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", word(paragraph(run("{{ compny }}")))).render({"company": "甲"}, "E001")
    assert caught.value.hint == Message("names and filters are in docs/templates.md")
