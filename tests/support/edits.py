"""Edits of a shop's folder, as people make them between two builds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.builds import SAMPLE_TEMPLATES

Edit = Callable[[Path, int], None]
"""Changes something in a project's folder; the number chooses whose or what."""

_ABOVE_ACKNOWLEDGED = re.compile(r"^acknowledged:\n", re.MULTILINE)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.yaml") if file.stem != "team")


def _chosen(folder: Path, number: int) -> Path | None:
    files = _files(folder)
    return files[number % len(files)] if files else None


def _person(root: Path, number: int) -> Path | None:
    return _chosen(root / "data/employees", number)


def _month(root: Path, number: int) -> Path | None:
    return _chosen(root / "data/months/2026-04", number)


def _replaced(file: Path | None, pattern: str, text: str) -> None:
    if file is not None and file.exists():  # an edit before may have taken it away
        written = file.read_text("utf-8")
        file.write_text(re.sub(pattern, text, written, count=1, flags=re.MULTILINE), "utf-8")


def another_address(root: Path, number: int) -> None:
    """Somebody has moved."""
    _replaced(_person(root, number), "^residence: .*", f"residence: 浙江省杭州市新路{number}号")


def another_name(root: Path, number: int) -> None:
    """Somebody is called like the first person of all, which the team's records may name."""
    _replaced(_person(root, number), "^name: .*", "name: 张晓宇")


def a_shared_number(root: Path, number: int) -> None:
    """Two people have one mobile number."""
    _replaced(_person(root, number), "^mobile: .*", "mobile: 19900000001")


def a_wrong_number(root: Path, number: int) -> None:
    """An ID number's last digit is mistyped."""
    _replaced(_person(root, number), r"^id_number: (\d{17}).", r"id_number: \g<1>1")


def other_sales(root: Path, number: int) -> None:
    """Somebody sold something else, which the team's total does not say."""
    _replaced(_month(root, number), "^sales: .*", f"sales: {number}000.00")


def a_comment(root: Path, number: int) -> None:
    """A line of comment moves all places of a record by one."""
    file = _person(root, number)
    if file is not None:
        file.write_text(f"# 备注\n{file.read_text('utf-8')}", "utf-8")


def a_new_person(root: Path, number: int) -> None:
    """Somebody new has the record of somebody else to begin with."""
    file = _person(root, number)
    if file is not None:
        file.with_name(f"E10{number % 3}.yaml").write_bytes(file.read_bytes())


def a_person_gone(root: Path, number: int) -> None:
    """A record is deleted, while its months stay."""
    file = _person(root, number)
    if file is not None:
        file.unlink()


def another_id(root: Path, number: int) -> None:
    """A record has another name, which the months do not follow."""
    file = _person(root, number)
    if file is not None:
        file.rename(file.with_name(f"F00{number % 3}.yaml"))


def a_month_gone(root: Path, number: int) -> None:
    """A person's month is deleted."""
    file = _month(root, number)
    if file is not None:
        file.unlink()


def a_month_more(root: Path, number: int) -> None:
    """The next month begins with one person's record."""
    file = _month(root, number)
    if file is not None:
        later = root / "data/months/2026-05" / file.name
        later.parent.mkdir(exist_ok=True)
        later.write_bytes(file.read_bytes())


def an_empty_month(root: Path, number: int) -> None:
    """A month has a folder and nothing in it."""
    (root / f"data/months/2026-0{number % 4 + 5}").mkdir(exist_ok=True)


def another_city(root: Path, number: int) -> None:
    """The company is elsewhere, or has another telephone."""
    key = ("city: 杭州", "city: 宁波", "city: 无此城")[number % 3]
    _replaced(root / "data/company.yaml", "city: [^,}]+", key)


def another_pay(root: Path, number: int) -> None:
    """A pay scheme pays less or more."""
    scheme = ("sample", "standard")[number % 2]
    _replaced(root / f"data/pay/{scheme}.yaml", "^base: .*", f"base: {1000 + 700 * number}.00")


def a_pay_scheme_gone(root: Path, number: int) -> None:
    """A pay scheme that contracts name is no more, or is back."""
    file, away = root / "data/pay/standard.yaml", root / "standard.yaml"
    (file if file.exists() else away).rename(away if file.exists() else file)
    del number


def a_minimum_wage(root: Path, number: int) -> None:
    """A newer minimum wage is written down."""
    monthly = 2500 + 100 * number
    text = f"- {{province: 浙江, city: 杭州, effective_from: 2026-03-01, monthly: {monthly}.00}}\n"
    (root / "data/minimum_wage.yaml").write_text(text, "utf-8")


def another_template(root: Path, number: int) -> None:
    """A template is another one's text, or as it was."""
    names = ("contract_labor", "contract_service")
    source = SAMPLE_TEMPLATES / f"{names[number % 2]}.docx"
    shutil.copy(source, root / f"templates/{names[number // 2 % 2]}.docx")


def an_answer(root: Path, number: int) -> None:
    """A finding is answered, or one that is none, or by a rule that is not."""
    rule = ("minimum-wage", "rest-days-missed", "no-rule", "mobile-shared")[number % 4]
    file = _person(root, number)
    if file is not None:
        text = file.read_text("utf-8")
        line = f"acknowledged:\n  {rule}: 已经谈过{number}\n"
        put = _ABOVE_ACKNOWLEDGED.sub(line, text, count=1)
        file.write_text(text + line if put == text else put, "utf-8")


def no_answer(root: Path, number: int) -> None:
    """An answer to a finding is taken out."""
    _replaced(_person(root, number), r"^acknowledged:\n(  .*\n)+", "")


def an_unread_record(root: Path, number: int) -> None:
    """A record cannot be read."""
    file = _person(root, number) if number % 2 else _month(root, number)
    if file is not None:
        file.write_text(file.read_text("utf-8") + "name: [\n", "utf-8")


def another_total(root: Path, number: int) -> None:
    """The team's total is another."""
    team = root / "data/months/2026-04/team.yaml"
    _replaced(team, "^total_sales: .*", f"total_sales: {number}.00")


def another_packet(root: Path, number: int) -> None:
    """A packet names somebody who may not be there."""
    _replaced(root / "data/packets.yaml", r"employees: \[.*", f"employees: [E00{number}, E009]")


def a_photo(root: Path, number: int) -> None:
    """Somebody has a photo, whose file may be missing."""
    _replaced(_person(root, number), "^hired_on:", "photo: photos/one.png\nhired_on:")
    if number % 2:
        (root / "data/photos").mkdir(exist_ok=True)
        (root / "data/photos/one.png").write_bytes(b"\x89PNG%d" % number)


def another_kind(root: Path, number: int) -> None:
    """The shop has a kind of documents of its own, with one template or another."""
    names = ("contract_labor", "contract_service")
    shutil.copy(SAMPLE_TEMPLATES / f"{names[number % 2]}.docx", root / "templates/告知书.docx")
    rule = "always" if number % 2 else "asked"
    text = f"告知书:\n  for: contract\n  title: 告知书{number}\n  made: {rule}\n"
    (root / "data/documents.yaml").write_text(text, "utf-8")


EDITS: Mapping[str, Edit] = {
    edit.__name__: edit
    for edit in (
        *(another_address, another_name, a_shared_number, a_wrong_number, other_sales),
        *(a_comment, a_new_person, a_person_gone, another_id, a_month_gone, a_month_more),
        *(an_empty_month, another_city, another_pay, a_pay_scheme_gone, a_minimum_wage),
        *(another_template, an_answer, no_answer, an_unread_record, another_total),
        *(another_packet, a_photo, another_kind),
    )
}
