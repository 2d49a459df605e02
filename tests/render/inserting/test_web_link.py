"""Links lead to the web, to mail and to a telephone, and nowhere on a machine."""

from __future__ import annotations

import pytest

from kefu_docs.render.inserting.inserts import InsertError
from kefu_docs.render.inserting.web_link import WebLink, link


def test_an_address_is_shown_or_stands_behind_words() -> None:
    """Without an address the value is one; nothing stays nothing."""
    assert link("https://example.com/店") == WebLink(
        "https://example.com/店", "https://example.com/%E5%BA%97"
    )
    assert link("店铺", " mailto:hr@example.com ") == WebLink("店铺", "mailto:hr@example.com")
    assert link(None) is None


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "C:\\店.docx",
        "javascript:alert(1)",
        "店铺",
        "",
        "http:[",
        "https://",
        "mailto:",
        "#x",
    ],
)
def test_what_is_no_address_of_the_net_is_refused(address: str) -> None:
    """With what may stand there."""
    with pytest.raises(InsertError, match="begins with https://"):
        link("甲", address)


def test_the_instruction_holds_one_address() -> None:
    """A quotation mark would end it, a backslash begin a switch of the field."""
    found = link('https://example.com/?a="b"&c=\\d%20e')
    assert found is not None
    assert ' HYPERLINK "https://example.com/?a=%22b%22&amp;c=%5Cd%20e" ' in found.runs("")
