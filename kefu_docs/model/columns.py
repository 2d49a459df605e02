"""The single values of a record type, as columns of a sheet: path, heading, kind.

They come from the model's fields, so a new key has a column by itself. Free groups (`acknowledged`,
`extra`) have none, nor lists of groups that hold more than single values.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kefu_docs.model.document_values import DocumentValues
from kefu_docs.model.employee import Path
from kefu_docs.model.scalars import ScalarKind

ColumnKind = Literal[
    "text", "day", "time", "money", "decimal", "count", "choice", "texts", "groups"
]
"""What a cell holds; the others as in scalars.py.

`texts` is a list of texts, a line each, `groups` one of groups, whose values stand in a line.
"""

_KINDS: tuple[ColumnKind, ...] = ("day", "time", "money", "decimal", "count")
_YES_NO = (("是", "yes"), ("否", "no"))
_CHOICES = {
    ("kind", "labor"): "劳动合同",
    ("kind", "service"): "聘用合同",
    ("wording", "current"): "现行文本",
    ("wording", "original"): "范本原文",
    ("system", "standard"): "标准工时制",
    ("system", "comprehensive"): "综合计算工时工作制",
    ("system", "flexible"): "不定时工作制",
    ("withholding", "standard"): "一般",
    ("withholding", "first_job"): "当年首次就业",
    ("withholding", "under_60000"): "上年不超过六万元",
    ("withholding", "student"): "实习学生",
    ("taxed", "apart"): "单独计税",
    ("taxed", "with_wages"): "并入综合所得",
    ("reason", "resignation"): "辞职",
    ("reason", "agreement"): "协商解除",
    ("reason", "expiry"): "合同到期",
    ("reason", "dismissal"): "单位解除",
    ("reason", "retirement"): "退休",
    ("reason", "death"): "死亡",
    ("complaints", "none"): "无投诉",
    ("complaints", "without_fine"): "有投诉无罚款",
    ("complaints", "with_fine"): "有投诉有罚款",
    ("kind", "contracts"): "合同",
    ("kind", "summaries"): "总结",
    ("kind", "documents"): "自己的文件",
    ("kind", "all"): "全部",
    ("kind", "damage"): "赔偿",
    ("kind", "advance"): "借支",
    ("kind", "union"): "工会会费",
    ("kind", "other"): "其他",
    ("made", "named"): "记录写了才生成",
    ("made", "always"): "一律生成",
    ("for", "employee"): "人员",
    ("for", "contract"): "合同",
    ("for", "month"): "个人的一个月",
    ("for", "team"): "团队的一个月",
    ("for", "company"): "甲方",
    ("type", "text"): "文字",
    ("type", "date"): "日期",
    ("type", "month"): "月份",
    ("type", "time"): "时间",
    ("type", "yuan"): "金额",
    ("type", "rate"): "比例",
    ("type", "count"): "整数",
    ("type", "yes/no"): "是否",
    ("type", "choice"): "选择",
    ("type", "picture"): "图片",
    ("type", "file"): "文件",
    ("type", "list"): "列表",
    ("type", "group"): "一组字段",
}
"""What people call the words of a record; one that is not here is called what it is."""


def called(key: str, word: str) -> str:
    """What people call a word that may stand behind a key."""
    return _CHOICES.get((key, word), word)


class RecordColumn(Struct, frozen=True):
    """A value of a record type.

    `path` is its key path, `heading` its Chinese name, `choices` the words it may be, by what
    people call them, `parts` the values of a group in a list. `required`: a record has it, or its
    group, in any case.
    """

    path: Path
    heading: str
    kind: ColumnKind
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[RecordColumn, ...] = ()

    @property
    def key(self) -> str:
        """The key path in one word: `household.province`."""
        return ".".join(map(str, self.path))

    def called(self, word: str) -> str:
        """What people call a word of a choice."""
        return next((name for name, value in self.choices if value == word), word)


@lru_cache
def columns_of(model: type[BaseModel]) -> tuple[RecordColumn, ...]:
    """The single values of a record type in the order of its fields, groups in their place.

    Where a group is one of several kinds (a contract), it has the values of all, each once.
    """
    found: dict[Path, RecordColumn] = {}
    for column in _of_model(model, (), required=True):
        known = found.get(column.path)
        if known is None:
            found[column.path] = column
        else:
            choices = tuple(dict.fromkeys((*known.choices, *column.choices)))
            required = known.required and column.required
            found[column.path] = replace(known, required=required, choices=choices)
    return tuple(found.values())


def _of_model(model: type[BaseModel], path: Path, *, required: bool) -> Iterator[RecordColumn]:
    for name, info in model.model_fields.items():
        if name == "documents" and path:  # of a contract: each of its renewals has its own
            continue
        here = (*path, info.alias or name)
        needed = required and info.is_required()
        yield from _of_type(info.annotation, here, info, tuple(info.metadata), needed)


def _of_type(
    annotation: object, path: Path, info: FieldInfo, told: tuple[object, ...], required: bool
) -> Iterator[RecordColumn]:
    """The columns of a value of this type; `told` is what Annotated says of it."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _of_type(inner[0], path, info, (*told, *inner[1:]), required)
    elif origin in {Union, UnionType}:
        for one in inner:
            if one is not type(None):
                yield from _of_type(one, path, info, told, required and type(None) not in inner)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _of_model(annotation, path, required=required)
    elif (group := _listed_group(annotation)) and issubclass(group, DocumentValues):
        for column in _of_model(group, path, required=False):
            yield replace(column, heading=f"{info.title or path[-1]}：{column.heading}")
    elif kind := _kind(annotation, told):
        heading = info.description or ".".join(map(str, path))
        parts = tuple(_of_model(group, (), required=True)) if group else ()
        choices = _choices(annotation, str(path[-1]))
        yield RecordColumn(path, heading, kind, required, choices, parts)


def _listed_group(annotation: object) -> type[BaseModel] | None:
    """The type of the groups in a list; None where it is another list, or none."""
    inner = get_args(annotation)[0] if get_origin(annotation) is tuple else None
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _kind(annotation: object, told: tuple[object, ...]) -> ColumnKind | None:
    if get_origin(annotation) is Literal or annotation is bool:
        return "choice"
    if group := _listed_group(annotation):
        inner = _of_model(group, (), required=True)
        singles = [c.path for c in inner if c.kind not in {"texts", "groups"}]
        return "groups" if len(singles) == len(group.model_fields) else None
    if get_origin(annotation) is tuple and _is_text(get_args(annotation)[0]):
        return "texts"
    named = {fact.name for fact in told if isinstance(fact, ScalarKind)}
    is_text = "month" in named or (isinstance(annotation, type) and issubclass(annotation, str))
    return next((kind for kind in _KINDS if kind in named), "text" if is_text else None)


def _is_text(annotation: object) -> bool:
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return inner is str


def names_of(word: str) -> tuple[str, ...]:
    """What sheets call a word of the records: 标准工时制 for `standard`, for each of its keys."""
    return tuple(name for (_, named), name in _CHOICES.items() if named == word)


def _choices(annotation: object, key: str) -> tuple[tuple[str, str], ...]:
    if annotation is bool:
        return _YES_NO
    if get_origin(annotation) is not Literal:
        return ()
    return tuple((called(key, word), word) for word in get_args(annotation))
