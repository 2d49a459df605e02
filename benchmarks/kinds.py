"""A kind of one's own, built and measured: a photo, a table of thirty rows, automatic numbering.

The template is written here, as HR would in Word; the records differ in photo, texts and figures
from person to person. Both sides are measured by the processor time of all processes, besides the
clock, for other work on the machine does not count there (Linux). `python -m benchmarks.kinds`.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import docx
from docx.document import Document
from docx.shared import Mm
from PIL import Image

from benchmarks import free_text, peers
from benchmarks.people import write_people
from kefu_docs.fonts import find_fonts, fontconfig_xml

KIND = "入职登记表"
ROWS = 30
PEOPLE, OF_PEER, ROUNDS = 200, 40, 3
_COMMAND = Path(sys.executable).with_name("kefu-docs")
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): orphans become this process's children
_ENDING = 3.0  # seconds in which processes end that were told to
_OWN = ("学历", "专业", "毕业院校", "紧急联系人", "开户行", "技能")
_CHOICES = (
    ("高中", "大专", "本科"),
    ("电子商务", "市场营销", "汉语言文学", "物流管理", "无"),
    ("浙江工商职业技术学院", "杭州市中策职业学校", "宁波大学", "湖州师范学院"),
    ("父亲", "母亲", "配偶", "兄弟姐妹"),
    ("中国银行杭州城西支行", "中国工商银行西湖支行", "杭州联合银行蒋村支行"),
    ("打字每分钟八十字", "英语六级", "会用表格", "摄影"),
)
_RULES = (
    "本表所填内容属实，如有虚假，愿意承担由此产生的责任。",
    "联系方式和住址有变动时，在三日内告知公司；未告知的，公司按本表所填的地址送达文件。",
    "入职时已阅读规章制度，并对其内容没有异议。",
)


def write_kind(project: Path, count: int, *, photos: bool = True) -> None:
    """Write data/ and templates/ of a project in which `count` people have such a document.

    Without `photos` the template holds a picture that is the same for all.
    """
    data, templates = project / "data", project / "templates"
    write_people(data, count)
    templates.mkdir()
    (templates / f"{KIND}.docx").write_bytes(_template(photos=photos))
    (data / "photos").mkdir()
    for number in range(1, count + 1):
        id_ = f"P{number:05}"
        record = data / "employees" / f"{id_}.yaml"
        (data / "photos" / f"{id_}.jpg").write_bytes(photo(number))
        own = json.dumps({KIND: _values(number)}, ensure_ascii=False)
        added = f"photo: photos/{id_}.jpg\ndocuments: {own}\n"
        record.write_text(record.read_text("utf-8") + added, encoding="utf-8")


def photo(number: int) -> bytes:
    """A JPEG of 295 × 413 pixels, an inch in China, of a grain and colours of its own."""
    grain = Image.frombytes("L", (37, 52), Random(number).randbytes(37 * 52))  # noqa: S311
    faded = [grain.point(lambda v, s=s: (v + 3 * s) // 4) for s in (40, 90, number % 200)]
    written = io.BytesIO()
    Image.merge("RGB", faded).resize((295, 413)).save(written, "JPEG", quality=90)
    return written.getvalue()


def _values(number: int) -> dict[str, str]:
    random = Random(number)  # noqa: S311 - the same for the same number
    own = {name: random.choice(words) for name, words in zip(_OWN, _CHOICES, strict=True)}
    return {"signed_on": "2026-04-01", "address": free_text.address(random), **own}


def _rows() -> list[tuple[str, str]]:
    known = [
        ("姓名", "{{ employee.name }}"),
        ("性别", "{{ employee.gender }}"),
        ("民族", "汉族"),
        ("证件号码", "{{ employee.id_number }}"),
        ("住址", "{{ employee.residence }}"),
        ("邮编", "{{ employee.postcode }}"),
        ("手机", "{{ employee.mobile }}"),
        ("入职日期", "{{ employee.hired_on|date }}"),
        ("合同编号", "{{ contract.number }}"),
        ("岗位", "{{ contract.position }}"),
        ("工作地点", "{{ contract.workplace }}"),
        ("家庭住址", "{{ document.address }}"),
        *((name, f"{{{{ document['{name}'] }}}}") for name in _OWN),
    ]
    papers = "身份证 户口簿 毕业证 学位证 体检报告 离职证明 银行卡 照片 工位 门禁卡 耳机 电脑"
    return [*known, *((paper, "□ 已收　□ 未收") for paper in papers.split())]


def _template(*, photos: bool) -> bytes:
    document: Document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = "{{ company.name }}"
    document.add_paragraph(KIND, style="Title")
    if photos:
        document.add_paragraph("{{ employee.photo|picture(width='25mm') }}")
    else:
        document.add_picture(io.BytesIO(photo(0)), Mm(25))
    rows = _rows()
    assert len(rows) == ROWS
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    for rule in _RULES:
        document.add_paragraph(rule, style="List Number")
    document.add_paragraph("签名：{{ employee.name }}　{{ document.signed_on|date }}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


class Cost(NamedTuple):
    """Seconds on the clock, and of processors in all processes."""

    clock: float
    processor: float


def measured(folder: Path, workers: int) -> Iterator[str]:
    """The lines of a table: a build of the kind in turns with a warm unoserver pool."""
    reap_orphans()
    fontconfig = folder / "kind-fonts.conf"
    fontconfig.write_text(fontconfig_xml(find_fonts(None), folder / "kind-cache"), "utf-8")
    ours, theirs = [], []
    for number in range(ROUNDS):
        project = folder / f"kind{number}"
        project.mkdir()
        write_kind(project, PEOPLE)
        command = [_COMMAND, "documents", KIND]
        _run(command, "P00001", project)
        ours.append(cost(lambda command=command, project=project: _run(command, "", project)))
        files = sorted((project / "build/documents" / KIND).glob("*.docx"))[: 2 * OF_PEER]
        few, many = files[:OF_PEER], files
        less = cost(lambda few=few: peers.unoserver_pool(few, workers, fontconfig))
        more = cost(lambda many=many: peers.unoserver_pool(many, workers, fontconfig))
        # The pool's start, which both have, falls out of the difference.
        scale = PEOPLE / OF_PEER
        theirs.append(Cost(*((b - a) * scale for a, b in zip(less, more, strict=True))))
    mine, pool = (Cost(*map(median, zip(*costs, strict=True))) for costs in (ours, theirs))
    yield f"| {PEOPLE} × {KIND}, {workers} workers | seconds | processor seconds | times ours |"
    yield "|---|---|---|---|"
    yield _line("`kefu-docs documents`, YAML to proved PDFs", mine, mine)
    yield _line(f"warm unoserver pool, docx to PDF ({OF_PEER} measured)", pool, mine)


def _line(name: str, spent: Cost, mine: Cost) -> str:
    times = spent.processor / mine.processor
    return f"| {name} | {spent.clock:.1f} | {spent.processor:.1f} | {times:.1f} |"


def reap_orphans() -> None:
    """Become the parent of processes whose own has ended, so that their time counts."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def cost(work: Callable[[], object]) -> Cost:
    """What work costs, with all processes that it starts, when these have ended."""
    before, start = _spent(), time.perf_counter()
    work()
    clock = time.perf_counter() - start
    end = time.monotonic() + _ENDING
    while time.monotonic() < end and _reaped():
        time.sleep(0.05)
    return Cost(clock, _spent() - before)


def _spent() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _reaped() -> bool:
    """Take the processes that have ended; whether some still run."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _run(command: list[Path | str], id_: str, project: Path) -> None:
    own = [*command, id_] if id_ else command
    subprocess.run(own, cwd=project, check=True, capture_output=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(Path(folder), os.cpu_count() or 1):
            print(line, flush=True)


if __name__ == "__main__":
    main()
