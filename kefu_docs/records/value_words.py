"""What is said of a value that a record's field does not take."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic_core import ErrorDetails

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.diagnostics.nearest import nearest
from kefu_docs.model.columns import names_of
from kefu_docs.records.normal_forms import half_width
from kefu_docs.records.typed_slips import no_entry
from kefu_docs.records.value_remedies import value_message

NO_GROUP = frozenset(("model_type", "model_attributes_type", "dict_type"))
"""Types of pydantic's errors on what is no group of keys."""
NO_GROUP_SAID = Message("expected a group of keys, indented under this one")
IN_CHINESE = {
    "文字": "text",
    "文本": "text",
    "日期": "date",
    "月份": "month",
    "时间": "time",
    "金额": "yuan",
    "元": "yuan",
    "比例": "rate",
    "数目": "count",
    "数字": "count",
    "是否": "yes/no",
    "选项": "choice",
    "列表": "list",
    "组": "group",
    "图片": "picture",
    "照片": "picture",
    "文件": "file",
    "人员": "employee",
    "员工": "employee",
    "合同": "contract",
    "团队": "team",
    "公司": "company",
    "总是": "always",
}
"""What people call the words of documents.yaml."""
_PACKETS = {
    "合同": "contracts",
    "总结": "summaries",
    "文件": "documents",
    "文书": "documents",
    "全部": "all",
    "所有": "all",
    "月度总结": "summaries",
    "工作总结": "summaries",
    "summary": "summaries",
}
"""What people call the kinds of packets.yaml."""
_SAME = {
    **dict.fromkeys(("m", "male", "man", "boy", "先生", "♂"), "男"),
    **dict.fromkeys(("f", "female", "woman", "girl", "小姐", "♀"), "女"),
    **dict.fromkeys(("labour", "employment"), "labor"),
    **dict.fromkeys(("劳务", "劳务合同", "劳务协议"), "service"),
    **dict.fromkeys(("标准工时", "标准工时工作制"), "standard"),
    **dict.fromkeys(("综合工时", "综合工时制"), "comprehensive"),
    **dict.fromkeys(("不定时工时", "不定时工时制"), "flexible"),
    **dict.fromkeys(("辞退", "解雇"), "dismissal"),
    **dict.fromkeys(("离职", "主动离职"), "resignation"),
    **dict.fromkeys(("无", "没有", "0", "无投诉"), "none"),
    **dict.fromkeys(("未罚款", "无罚款", "有投诉未罚款", "有投诉无罚款"), "without_fine"),
    **dict.fromkeys(("罚款", "有罚款", "有投诉有罚款"), "with_fine"),
}
"""What people write in place of the words of records."""
_MARK = late("[：＝]")
_WORDS = late(r"[A-Za-z\d][\w-]*", re.ASCII)
_PARTING = " ,;、，；"
"""What people put between ids and months, which are words of letters and digits."""
_BRACKETS = "[]［］【】()（）"
_BETWEEN = late(r" *[,;、，；/] *| +")
_PLAIN = late(r"[^\s,\[\]{}:#&*!|>'\"%@`-][^,\[\]{}]*")
_RANGE = late(r"[~～至到]|^\d{1,2}[-－—]\d{1,2}$")
_NUMBER = late(r"\d+\.\d+")
_NO_ENTRIES = frozenset(("全部", "所有", "全体", "所有人", "不限", "无", "没有", "/", "-"))
"""What people write where a list is to be left out."""
_MOST_KEYS = 4
"""How many keys of a group an example shows."""


def said_of(error: ErrorDetails) -> Message:
    """The plain words for an error: the model's own, in full, or those for pydantic's type."""
    said = error.get("ctx", {}).get("said")
    return said if isinstance(said, Message) else _value_message(error)


def _value_message(error: ErrorDetails) -> Message:
    """The plain words for one of pydantic's error types, or our own decoder's."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in {"tuple_type", "list_type"}:
        return _no_list(error["input"])
    if kind in NO_GROUP:
        mark = _MARK.search(str(error["input"]))
        return marked_key(mark[0]) if mark else NO_GROUP_SAID
    if kind in {"literal_error", "union_tag_invalid"}:
        value = error["input"] if kind == "literal_error" else context["tag"]
        allowed = re.findall(
            r"'([^']*)'", str(context.get("expected") or context.get("expected_tags"))
        )
        return _several(error, allowed) or _choice_message(value, allowed)
    if kind == "too_short":
        return Message(
            "at least {least} {least:entry is|entries are} needed", {"least": context["min_length"]}
        )
    if kind == "too_long":
        return Message(
            "at most {most} {most:entry is|entries are} allowed", {"most": context["max_length"]}
        )
    pattern = error["msg"]  # that of the model's own decoder, see model/scalars.py
    message = Message(pattern, context)
    return _numbers(error) or value_message(kind, error["input"], message)


def marked_key(mark: str) -> Message:
    """What is said of a key with another mark than a half-width colon behind it."""
    return Message(
        "{character!r} stands behind the key; write `:` and a space", {"character": mark}
    )


def group_message(key: str, keys: Sequence[str]) -> Message:
    """What to write in place of a single value: the group with its required keys, or entries."""
    if not keys:
        return NO_GROUP_SAID
    inside = ", ".join(k if ": " in k else f"{k}: …" for k in keys[:_MOST_KEYS])
    values = {"key": key, "keys": inside if len(keys) <= _MOST_KEYS else f"{inside}, …"}
    return Message("expected a group of keys: write {key}: {{{keys}}}", values)


def _no_list(written: object) -> Message:
    if isinstance(written, dict):
        return Message("expected a list: write a hyphen and a space before the group, `- `")
    if isinstance(written, str):
        if written.strip() in _NO_ENTRIES:
            return Message("{value!r} is no list; delete the line", {"value": written})
        slip = None if _NUMBER.fullmatch(written) else no_entry(written)
        if slip:
            return slip[1]
        if entries := _entries(written):
            return Message("expected a list; write [{entries}]", {"entries": ", ".join(entries)})
    return Message("expected a list, each entry on a line of its own after a hyphen")


def _entries(written: str) -> list[str]:
    """What was meant as the entries of a list; nothing where that is not certain.

    Chinese text may hold any mark, so that it is parted only between brackets of some kind.
    """
    if _RANGE.search(written) or _NUMBER.fullmatch(written):
        return []
    words = _WORDS.findall(written)
    if words and not _WORDS.sub("", written).strip(_PARTING):
        return words
    inner = written.strip(_BRACKETS)
    parts = [inner] if inner == written else _BETWEEN.split(inner)
    is_certain = len(parts) > 1 or not re.search(r"[,;、，；。\s]", written)
    return parts if is_certain and all(map(_PLAIN.fullmatch, parts)) else []


def _is_entry(error: ErrorDetails) -> bool:
    return any(isinstance(step, int) for step in error["loc"][-1:])


def _several(error: ErrorDetails, allowed: Sequence[str]) -> Message | None:
    """What is said of an entry of a list that holds several of the words that are allowed."""
    written = error["input"]
    if not isinstance(written, str) or not _is_entry(error):
        return None
    parts = [_meant(half_width(part), allowed) for part in _BETWEEN.split(written)]
    if len(parts) < 2 or not all(parts):
        return None
    return _parted(written, parts)


def _parted(written: str, parts: Sequence[str]) -> Message:
    values = {"value": written, "entries": ", ".join(parts)}
    return Message("{value!r} is several entries: write {entries}", values)


def _numbers(error: ErrorDetails) -> Message | None:
    """What is said of an entry of a list that holds several numbers: [1，2，3]."""
    written = error["input"]
    if not isinstance(written, str) or not _is_entry(error):
        return None
    parts = _BETWEEN.split(half_width(written))
    form = r"\d{4}[.-]?\d{1,2}" if error["type"] == "month" else r"[\d.-]+"
    is_several = len(parts) > 1 and all(re.fullmatch(form, part) for part in parts)
    return _parted(written, parts) if is_several else None


def _choice_message(value: object, allowed: Sequence[str]) -> Message:
    meant = _meant(half_width(value), allowed) if isinstance(value, str) else ""
    if meant:
        return Message(
            "{value!r} is not allowed; write {meant}", {"value": str(value), "meant": meant}
        )
    values = {"value": value, "allowed": ", ".join(allowed)}
    return Message("{value!r} is not allowed; write one of: {allowed}", values)


def _meant(written: str, allowed: Sequence[str]) -> str:
    """The one word that is allowed and was meant; empty where that is not certain."""
    word = written.casefold()
    others = (IN_CHINESE.get(word), _PACKETS.get(word), _SAME.get(word), word)
    meant = next((o for o in others if o in allowed), None) or IN_CHINESE.get(word, word)
    if meant in allowed:
        return meant
    if word.isascii() and len(word) > 2:  # without-fine, contract
        return nearest(word, allowed) or ""
    if len(word) > 2 and (close := nearest(word, allowed)):  # 荣誉证
        return close
    # 男性 for 男, where no other word begins so; 综合 for 综合计算工时工作制.
    begun = {word for word in allowed if meant.startswith(word)} or {
        word for word in allowed if meant and any(n.startswith(meant) for n in names_of(word))
    }
    begun = begun or {other for other in allowed if len(other) > 2 and other in meant}  # 员工花名册
    return begun.pop() if len(begun) == 1 else ""
