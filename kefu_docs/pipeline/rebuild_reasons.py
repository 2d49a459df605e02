"""Why something is built again, in words: the fields, templates and tools that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.printable import masked_value

Inputs = Mapping[str, object]
"""What a document was made from: `template` and `program` by digest, `context` as JSON values."""

_MOST = 8
# The contract is there under other names, too, of which its own is the shortest.
_REPEATED = ("employee.contract.", "employee.contracts[", "contracts[")


def reasons_of(
    before: Inputs | None,
    now: Inputs | None,
    template: str,
    tools_before: Mapping[str, str],
    tools_now: Mapping[str, str],
) -> list[Message]:
    """Say what is different from the last time.

    `before` and `now` are None where nothing is known; `template` is the template's file name.
    """
    found: list[Message] = []
    if before and now:
        found += _changed_fields(before["context"], now["context"])
        if before["template"] != now["template"]:
            found.append(Message("the template {file} changed", {"file": template}))
        elif not found and before["program"] != now["program"]:
            found.append(Message("kefu-docs itself changed"))
    for tool, version in tools_now.items():
        old = tools_before.get(tool, version)
        if old != version:
            values = {"tool": tool, "old": _short(old), "new": _short(version)}
            found.append(Message("{tool} changed: {old} → {new}", values))
    return found or [Message("the store does not have it")]


def packet_reasons_of(before: Mapping[str, str] | None, now: Mapping[str, str]) -> list[Message]:
    """Say which documents of a packet are not the last time's, by path and digest."""
    if before is None:
        return [Message("it is new")]
    changed = [d for d in now if d in before and before[d] != now[d]]
    found = [
        *(Message("{file} changed", {"file": d}) for d in changed),
        *(Message("{file} was added", {"file": d}) for d in now if d not in before),
        *(Message("{file} was taken out", {"file": d}) for d in before if d not in now),
    ]
    return found[:_MOST] or [Message("its cover, order or attachments changed")]


def _changed_fields(before: object, now: object) -> list[Message]:
    """A message for each field, the first few."""
    old, new = dict(_fields(before)), dict(_fields(now))
    changed = [
        Message(
            "{field}: {old} → {new}",
            {"field": name, "old": _shown(name, old), "new": _shown(name, new)},
        )
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name) and not name.startswith(_REPEATED)
    ]
    if len(changed) > _MOST:
        more = Message("and {count} more {count:field|fields}", {"count": len(changed) - _MOST})
        return [*changed[:_MOST], more]
    return changed


def _fields(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """The single values in a tree, by their paths: `contract.duties[0]`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _fields(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _fields(inner, f"{name}[{number}]")
    else:
        yield name, value


def _shown(name: str, fields: Mapping[str, object]) -> object:
    """A field's value for a reader; ID numbers, phones and accounts are masked."""
    value = fields.get(name)
    if value is None or value == "":
        return Message("nothing")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return masked_value(name.rpartition(".")[2], text)


def _short(version: str) -> str:
    """A version as it is; of a digest the beginning."""
    return version[:12] if len(version) == 64 else version
