"""Keys that a record does not have: which key is meant, or which slip made the key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from pydantic import BaseModel

from kefu_docs.diagnostics import Location, Message
from kefu_docs.diagnostics.nearest import nearest
from kefu_docs.model import Path
from kefu_docs.records.fields import is_free_group, keys_at, words_at
from kefu_docs.records.parsed import Parsed

# The Chinese words of docs/records.zh-CN.md for keys, as headings of sheets have them.
IN_CHINESE = {
    "姓名": "name",
    "名称": "name",
    "性别": "gender",
    "出生日期": "birth_date",
    "证件类型": "id_type",
    "证件号码": "id_number",
    "身份证": "id_number",
    "身份证号": "id_number",
    "身份证号码": "id_number",
    "户籍": "household",
    "户籍地址": "household",
    "住址": "residence",
    "住所": "address",
    "地址": "address",
    "邮编": "postcode",
    "邮政编码": "postcode",
    "电话": "phone",
    "手机": "mobile",
    "手机号": "mobile",
    "手机号码": "mobile",
    "入职日期": "hired_on",
    "合同": "contract",
    "合同编号": "number",
    "签订日期": "signed_on",
    "开始日期": "starts_on",
    "结束日期": "ends_on",
    "工作地点": "workplace",
    "岗位": "position",
    "职位": "position",
    "省": "province",
    "市": "city",
    "县": "county",
    "街道": "street",
    "销售额": "sales",
    "中评": "neutral",
    "差评": "negative",
    "标题": "title",
    "金额": "amount",
    "原因": "reason",
    "基本工资": "base",
    "满勤奖": "full_attendance",
    "统一社会信用代码": "credit_code",
    "类型": "type",
    "字段": "fields",
    "标签": "label",
    "必填": "required",
    "默认值": "default",
    "文件名": "file",
    "合订本": "packets",
    "用于": "for",
    "法定代表人": "legal_representative",
    "公司名称": "name",
    "公司": "name",
    "单位名称": "name",
    "单位": "name",
    "法人": "legal_representative",
    "法人代表": "legal_representative",
    "经办人": "agent",
    "联系电话": "phone",
    "座机": "phone",
    "信用代码": "credit_code",
    "税号": "credit_code",
    "合集": "packets",
    "确认": "acknowledged",
    "已确认": "acknowledged",
    "知悉": "acknowledged",
    "社保": "insurance",
    "医保": "insurance",
    "投诉": "complaints",
    "考勤": "attendance",
    "迟到": "late",
    "旷工": "absent_days",
    "休息": "rest_days",
    "请假": "leave",
    "扣款": "deductions",
    "奖金": "bonus",
    "总结": "summary",
    "附件": "attachments",
    "其他": "extra",
    "备注": "extra",
    "省份": "province",
    "城市": "city",
    "档": "tier",
    "档次": "tier",
    "最低工资": "monthly",
    "月最低工资": "monthly",
    "月薪": "monthly",
    "生效日期": "effective_from",
    "执行日期": "effective_from",
    "来源": "source",
    "负责人": "owner",
    "事项": "item",
    "结果": "result",
    "任务": "task",
    "目标": "goal",
    "员工": "employees",
    "人员": "employees",
    "种类": "kind",
    "月份": "months",
}
_IN_ENGLISH = {
    "sex": "gender",
    "id": "id_number",
    "id_card": "id_number",
    "identity": "id_number",
    "birthday": "birth_date",
    "tel": "phone",
    "telephone": "phone",
    "cellphone": "mobile",
    "zip": "postcode",
    "zipcode": "postcode",
    "address": "residence",
    "title": "position",
    "job": "position",
    "start_date": "starts_on",
    "end_date": "ends_on",
    "entry_date": "hired_on",
    "salary": "monthly",
    "reasons": "acknowledged",
}
"""Words that people write for keys of records, where these are not allowed themselves."""
_GLUED = re.compile(r"(?P<key>[\w-]+) *(?P<mark>：|:|=|＝)")
_POINT = "."
_DIGITS = re.compile(r"\d[\d.]*")


class UnknownKey(Struct, frozen=True):
    """What is said of an unknown key.

    `explains` is the path of a key that is therefore not missing, or of the group whose other keys
    have the same slip.
    """

    place: Location
    message: Message
    explains: Path | None = None


def unknown_keys(parsed: Parsed, model: type[BaseModel]) -> Iterator[UnknownKey]:
    """Every key that the model does not allow, with something behind it or without."""
    numbers = dict(_numbers_in_brackets(parsed))
    covered = {path for paths in numbers.values() for path in paths}
    told: set[Path] = set()
    inside: set[Path] = set()  # unknown keys; of what is inside their groups nothing is known
    groups = _Groups(parsed)
    for path in parsed.keys:
        if path in numbers:
            yield _number(parsed, path, numbers[path])
        if path in covered or any(path[:length] in inside for length in range(1, len(path) + 1)):
            continue
        found = _unknown(parsed, model, path, groups)
        if found is None:
            groups.note(path)
            continue
        inside.add(path)
        if found.explains is None or found.explains not in told:
            yield found
            told |= {found.explains} if found.explains else set()


class _Groups:
    """What an unknown key may belong to. Of thousands of them none is looked for among the others:
    no key belongs to one that is unknown itself.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.empty = frozenset(parsed.empty)
        self._known: dict[Path, list[Path]] = {}
        self._last = {inner[:-1]: inner for inner in parsed.places if len(inner) > 1}

    def note(self, path: Path) -> None:
        """Note a key that is known; what stands behind it may belong to it."""
        self._known.setdefault(path[:-1], []).append(path)

    def before(self, path: Path) -> Iterator[tuple[Path, Path]]:
        """The known keys above a key, nearest first; of a list its last entry is the group."""
        for other in reversed(self._known.get(path[:-1], [])):
            last = self._last.get(other, other)
            yield other, last if isinstance(last[-1], int) else other


def _unknown(
    parsed: Parsed, model: type[BaseModel], path: Path, groups: _Groups
) -> UnknownKey | None:
    allowed = keys_at(model, path[:-1], parsed.tree)
    key = str(path[-1])
    if allowed is None or key in allowed:
        return None
    place = parsed.key(path) or Location(parsed.file, 1, 1)
    return (
        _mistyped(path, place, key, allowed)
        or _elsewhere(parsed, model, path, place, groups)
        or _not_allowed(path, place, allowed, words_at(model, path[:-1], parsed.tree))
    )


def _numbers_in_brackets(parsed: Parsed) -> Iterator[tuple[Path, list[Path]]]:
    """The path of each number with the empty keys that its separators made.

    `{dispatched: 3,450}` is to YAML the number 3 and a key 450 with nothing behind it.
    """
    empty = {path for path in parsed.empty if _DIGITS.fullmatch(str(path[-1]))}
    if not empty:
        return
    runs: dict[Path, list[Path]] = {}
    before: dict[Path, Path] = {}  # the last key of each group that has a number behind it
    for path in parsed.keys:
        if path not in empty:
            before[path[:-1]] = path
        elif (number := before.get(path[:-1])) and _DIGITS.fullmatch(parsed.text_at(number)):
            runs.setdefault(number, []).append(path)
    for number, rest in parsed.split:
        runs.setdefault(number, []).append((*number[:-1], rest))
    yield from runs.items()


def _number(parsed: Parsed, path: Path, keys: list[Path]) -> UnknownKey:
    parts = [parsed.text_at(path), *(str(key[-1]) for key in keys)]
    thousands = all(re.fullmatch(r"\d{3}(\.\d+)?", part) for part in parts[1:])
    message = Message(
        "{written} is read as {number} and another key, because a comma parts the entries between "
        "brackets; write {meant}",
        {
            "written": ",".join(parts),
            "number": parts[0],
            "meant": (_POINT if not thousands and len(parts[-1]) < 3 else "").join(parts),
        },
    )
    return UnknownKey(parsed.place(path) or Location(parsed.file, 1, 1), message)


def _mistyped(path: Path, place: Location, key: str, allowed: set[str]) -> UnknownKey | None:
    """A key with a space of the wrong kind before it, or one glued to its value."""
    if key[0:1] in {"\u3000", "\xa0"}:
        message = Message("a full-width space stands before the key; indent with ordinary spaces")
        return UnknownKey(place, message, (*path[:-1], key.strip()))
    glued = _GLUED.match(key)
    if glued is None:
        return None
    message = Message(
        "{character!r} stands behind the key; write `:` and a space", {"character": glued["mark"]}
    )
    if glued["mark"] == ":":
        message = Message("a space is missing behind the colon; write `key: value`")
    at = Location(place.file, place.line, place.column + glued.start("mark"))
    meant = glued["key"] if glued["key"] in allowed else nearest(glued["key"], allowed)
    return UnknownKey(at, message, (*path[:-1], meant) if meant else None)


def _elsewhere(
    parsed: Parsed, model: type[BaseModel], path: Path, place: Location, groups: _Groups
) -> UnknownKey | None:
    """A key that belongs to the group above it, or to the one around it."""
    key = str(path[-1])
    for other, group in groups.before(path):
        # A group without any key of its own, where keys may have any name: those of packets.
        is_free = other in groups.empty and is_free_group(model, other)
        if is_free or key in (keys_at(model, group, parsed.tree) or ()):
            message = Message(
                "the key {key} belongs to {group}: indent it further than {group}",
                {"key": key, "group": str(other[-1])},
            )
            return UnknownKey(place, message, other if group == other else (*group, key))
    for depth in range(len(path) - 2, -1, -1):
        outer = keys_at(model, path[:depth], parsed.tree) or ()
        if isinstance(path[depth], str) and key in outer and key != path[depth]:
            message = Message(
                "the key {key} does not belong to {group}: indent it like {group}",
                {"key": key, "group": str(path[depth])},
            )
            return UnknownKey(place, message, (*path[:depth], key))
    return None


def _not_allowed(
    path: Path, place: Location, allowed: set[str], words: Mapping[str, str]
) -> UnknownKey:
    """A key of which no slip is known; `words` are what people call those that are allowed."""
    key = str(path[-1])
    word = key.strip()
    meant = (words.get(word), IN_CHINESE.get(word), _IN_ENGLISH.get(word.casefold()))
    close = next((w for w in meant if w in allowed), None) or nearest(key, allowed)
    if close:
        message = Message("unknown key {key}; did you mean {close}?", {"key": key, "close": close})
        return UnknownKey(place, message, (*path[:-1], close))
    values = {"key": key, "allowed": ", ".join(sorted(allowed))}
    if path[-2:-1] == ("documents",):
        message = Message(
            "there is no document {key} for this record: save its template as {key}.docx in the "
            "templates folder, or write it where it belongs, if it is for a contract, a month, the "
            "team or the company; there are: {allowed}",
            {**values, "allowed": values["allowed"] or Message("nothing")},
        )
        return UnknownKey(place, message)
    return UnknownKey(place, Message("unknown key {key}; allowed here: {allowed}", values))
