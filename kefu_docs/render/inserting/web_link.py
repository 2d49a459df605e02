"""Words that lead to an address on the net, as Word's field HYPERLINK.

A field needs no relationship, so that documents with links are composed like any others.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlsplit

from kefu_docs.diagnostics import Message
from kefu_docs.render.inserting.inserts import Insert, InsertError, run

SCHEMES = ("http", "https", "mailto", "tel")
"""What a link in a document may lead to; a file or a folder is on one machine alone."""

_CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@dataclass(frozen=True)
class WebLink(Insert):
    """An insert of words and the address behind them."""

    shown: str
    address: str

    def words(self) -> str:
        """What stands on the page."""
        return self.shown

    def runs(self, properties: str) -> str:
        """The field, with the words as its result."""
        instruction = escape(f' HYPERLINK "{self.address}" ', quote=False)
        told = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        begin, separate, end = map(_CHAR.format, ("begin", "separate", "end"))
        return f"{begin}{told}{separate}{run(properties, self.shown)}{end}"


def link(value: object, address: object = None) -> WebLink | None:
    """Words that lead to `address`, or an address that is shown itself; None for None.

    InsertError where it is no address of the web, of mail or of a telephone.
    """
    if value is None:
        return None
    target = str(value if address is None else address).strip()
    if not _leads_to_the_net(target):
        raise InsertError(
            Message(
                "{address} is no address that a document may link to; it begins with {schemes}",
                {"address": target, "schemes": "https://, http://, mailto:, tel:"},
            )
        )
    # Word ends the instruction at a quotation mark, and reads a backslash as the start of another.
    return WebLink(str(value), quote(target, safe="!#$%&'()*+,/:;=?@[]~-._"))


def _leads_to_the_net(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() in ("http", "https"):
        return bool(parts.hostname)
    return parts.scheme.lower() in SCHEMES and bool(parts.path)
