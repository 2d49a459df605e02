"""What a file or a folder in the data folder is to be called that has another name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.nearest import nearest
from kefu_docs.records.normal_forms import standard_form

TEAM = "team"
FOLDERS = ("employees", "months", "pay")
"""The folders of a data folder in which records lie."""

_FILES = ("company", "documents", "imports", "minimum_wage", "packets")
_IN_CHINESE = {
    **dict.fromkeys(("公司", "单位", "用人单位"), "company"),
    **dict.fromkeys(("文件", "文件种类", "文书"), "documents"),
    **dict.fromkeys(("合集", "合订本"), "packets"),
    **dict.fromkeys(("最低工资", "最低工资标准"), "minimum_wage"),
    **dict.fromkeys(("导入", "导入设置"), "imports"),
    **dict.fromkeys(("员工", "人员", "人事", "staff", "people"), "employees"),
    **dict.fromkeys(("月份", "月度", "每月"), "months"),
    **dict.fromkeys(("工资", "薪酬", "薪酬方案", "工资体系", "salary"), "pay"),
}
"""What people call the files and folders."""
_TEAM_WORDS = frozenset((TEAM, "teams", "团队", "团队总结", "全体"))
# How Windows, macOS, WPS and browsers call a copy of a file.
_COPY = re.compile(r"(?P<id>\w[\w-]*?) *(?:[-－—]* *(?:副本|复制|copy).*|[(（]\d+[)）])", re.I)
_OTHER_DOCUMENTS = frozenset(("doc", "docm", "dot", "dotm", "dotx", "odt", "rtf", "wps", "wpt"))
_ID = re.compile(r"\w[\w-]*")


def record_name(name: str, beside: Collection[str]) -> Message | None:
    """What is wrong with the name of a record's file, which is an id; None where nothing is.

    `beside` are the names of the files in its folder.
    """
    if _ID.fullmatch(name):
        return None
    if copied := _COPY.fullmatch(name):
        return Message(
            "this looks like a copy of {name}.yaml; delete it, or give it an id of its own",
            {"name": copied["id"]},
        )
    plain = unicodedata.normalize("NFKC", name).strip()
    if _ID.fullmatch(plain):
        return _renamed(f"{plain}.yaml", beside)
    return Message("a record's file name is its id: letters, digits, - and _ only")


def month_name(name: str) -> Message:
    """What to do with a folder of a month that is not called so."""
    if meant := standard_form("month", name):
        return Message("a month's folder is named YYYY-MM; rename it to {name}", {"name": meant})
    return Message("a month's folder is named YYYY-MM, such as 2026-04")


def team_name(name: str, beside: Collection[str]) -> Message | None:
    """What to do with a file among those of a month, `beside`, that is meant for the team's."""
    is_team = unicodedata.normalize("NFKC", name).strip().casefold() in _TEAM_WORDS
    return _renamed(f"{TEAM}.yaml", beside) if is_team and name != TEAM else None


def folder_name(name: str) -> Message | None:
    """What to do with a folder of records of another name; None where it is no such folder."""
    meant = _meant(name, FOLDERS)
    if not meant or meant == name:
        return None
    return Message("this folder is not read; rename it to {name}", {"name": meant})


def unread_name(name: str, beside: Collection[str], *, is_outermost: bool) -> Message:
    """What to do with a file that looks like a record and is not read.

    `beside` are the names of the files in its folder; `is_outermost`: that is the data folder
    itself, where files have names of their own.
    """
    renamed = re.fullmatch(r"(.+?)\.ya?ml(\.\w+)?", name, re.IGNORECASE)
    if renamed is None:
        return Message("this file is not read; records are text files that end in .yaml")
    stem = (_meant(renamed[1], _FILES) if is_outermost else "") or renamed[1]
    if name != (right := f"{stem}.yaml"):
        return _renamed(right, beside)
    return Message(
        "this file is not read; people belong in employees/, pay schemes in pay/, months in "
        "months/YYYY-MM/"
    )


def template_name(name: str, names: Collection[str]) -> Message | None:
    """What to do with a file in the folder of templates from which nothing is printed.

    `names` are those of all files there; None where it is a template, or nothing of ours.
    """
    stem, _, ending = name.rpartition(".")
    if name.startswith((".", "~$")) or not stem:
        return None
    if ending == "docx":
        copied = _COPY.fullmatch(stem)
        if copied is None or f"{copied['id']}.docx" not in names:
            return None
        return Message(
            "this looks like a copy of {name}, which is printed instead; delete one of them",
            {"name": f"{copied['id']}.docx"},
        )
    if ending.lower() == "docx":
        return _renamed(f"{stem}.docx", names)
    if ending.lower() in _OTHER_DOCUMENTS:
        return Message(
            "this template is not read; open it in Word and save it as {name} (Save As, Word "
            "Document)",
            {"name": f"{stem}.docx"},
        )
    return None


def _renamed(name: str, beside: Collection[str]) -> Message:
    if name in beside:  # who renamed it would lose that file
        return Message(
            "this file is not read, but {name} beside it is; keep one of them", {"name": name}
        )
    return Message("this file is not read; rename it to {name}", {"name": name})


def _meant(name: str, known: tuple[str, ...]) -> str:
    """The name that is meant, by what people call it or by a slip; empty where none is."""
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    word = _IN_CHINESE.get(plain, "")
    return word if word in known else nearest(plain.replace(" ", "_"), known) or ""
