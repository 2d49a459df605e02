"""Why a part of a document is no XML, in words that are translated; libxml2's own are English."""

from __future__ import annotations

from typing import Any

from lxml import etree
from msgspec.structs import replace

from kefu_docs.diagnostics import Message

_ERRORS: Any = etree.ErrorTypes
# By libxml2's numbers of errors (xmlerror.h), of which documents in the wild show these.
_REASONS = {
    _ERRORS.ERR_DOCUMENT_EMPTY: Message("it is empty"),
    _ERRORS.ERR_DOCUMENT_END: Message("it breaks off in line {line}"),
    _ERRORS.ERR_TAG_NOT_FINISHED: Message("it breaks off in line {line}"),
    _ERRORS.ERR_TAG_NAME_MISMATCH: Message("what line {line} closes is not what was opened last"),
    _ERRORS.ERR_INVALID_CHAR: Message("line {line} holds a character that XML does not have"),
    _ERRORS.ERR_INVALID_ENCODING: Message("line {line} is not in the encoding that it names"),
    _ERRORS.ERR_UNSUPPORTED_ENCODING: Message("it names an encoding that is not known"),
    _ERRORS.ERR_UNDECLARED_ENTITY: Message("line {line} names an entity that is not declared"),
    _ERRORS.ERR_ENTITY_LOOP: Message("its entities hold each other"),
    _ERRORS.NS_ERR_UNDEFINED_NAMESPACE: Message("line {line} has a prefix that is not declared"),
}


def xml_reason(error: Exception) -> Message:
    """Why it is no XML; of what is not known the number that libxml2 gives it."""
    if not isinstance(error, etree.XMLSyntaxError):
        return Message("it is no XML")
    line = {"line": error.lineno or 1}
    found: Message | None = _REASONS.get(error.code)
    if found is not None:
        return replace(found, values=line)
    return Message("line {line} is no XML (libxml2 {code})", {**line, "code": error.code})
