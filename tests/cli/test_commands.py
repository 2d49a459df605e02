"""The command line: notations, exit codes, languages."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from kefu_docs.pipeline import queries
from tests.support.builds import ROOT, copy_sample

DAY = "1777550000"
"""30 April 2026, as SOURCE_DATE_EPOCH gives it."""


MANY = """
import json, os, sys
from click.testing import CliRunner
from kefu_docs.cli.commands import main
for line in sys.stdin:
    root, *arguments = json.loads(line)
    os.chdir(root)
    done = CliRunner().invoke(main, arguments, prog_name="kefu-docs")
    print(json.dumps([done.exit_code, done.stdout, done.stderr]), flush=True)
"""
"""A program that gives what each command line it reads prints: the language is one a process."""


@dataclass(frozen=True)
class Printed:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def environment(locale: str) -> dict[str, str]:
    """The environment of a process whose messages are in this locale, on a day of the sample."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    return environ | {
        "LC_ALL": locale,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "SOURCE_DATE_EPOCH": DAY,
    }


def run_alone(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a project folder, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kefu_docs", *arguments],
        cwd=root,
        env=environment("C.UTF-8"),
        capture_output=True,
        text=True,
        check=False,
    )


def run(root: Path, *arguments: str) -> Printed:
    """The command in a project folder, in this process."""
    with contextlib.chdir(root):
        done = CliRunner(env={"SOURCE_DATE_EPOCH": DAY}).invoke(main, arguments)
    return Printed(done.exit_code, done.stdout, done.stderr)


InChinese = Callable[..., Printed]


@pytest.fixture(scope="module")
def in_chinese() -> Iterator[InChinese]:
    """Run a command in a project folder in a Chinese locale: one process for all tests."""
    command = [sys.executable, "-c", MANY]
    environ = environment("zh_CN.UTF-8")
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        questions, answers = process.stdin, process.stdout

        def in_chinese(root: Path, *arguments: str) -> Printed:
            questions.write(json.dumps([str(root), *arguments]) + "\n")
            questions.flush()
            return Printed(*json.loads(answers.readline()))

        yield in_chinese


def project(tmp_path: Path) -> Path:
    """The sample project."""
    copy_sample(tmp_path)
    return tmp_path


def break_record(root: Path) -> None:
    """Give E001 a gender that does not exist."""
    record = root / "data/employees/E001.yaml"
    record.write_text(record.read_text("utf-8").replace("gender: 女", "gender: 女性"), "utf-8")


def test_check_passes_and_strict_fails_on_warnings(tmp_path: Path) -> None:
    """The sample has warnings and no errors: `check` exits with 0, `check --strict` with 1."""
    root = project(tmp_path)
    assert run_alone(root, "check").returncode == 0
    strict = run_alone(root, "check", "--strict")
    assert strict.returncode == 1
    assert strict.stderr.splitlines()[-1].startswith("0 errors, ")


def test_a_finding_has_the_notation_editors_know(tmp_path: Path) -> None:
    """A broken record is told on stderr as path:line:column, the path as the user types it.

    Exit 1.
    """
    root = project(tmp_path)
    break_record(root)
    result = run(root, "check")
    assert result.returncode == 1
    line = next(text for text in result.stderr.splitlines() if ": error: " in text)
    assert line == (
        "data/employees/E001.yaml:4:9: error: '女性' is not allowed; write 女 [record-value]"
    )


def test_json_goes_to_stdout_and_github_marks_lines(tmp_path: Path) -> None:
    """`--format json` gives rows for programs, `--format github` marks a line of a pull request."""
    root = project(tmp_path)
    break_record(root)
    rows = json.loads(run(root, "check", "--format", "json").stdout)
    assert {"file", "line", "column", "severity", "rule", "message", "yuan"} == set(rows[0])
    assert (
        "::error file=data/employees/E001.yaml,line="
        in run(root, "check", "--format", "github").stdout
    )


def test_output_is_chinese_where_the_locale_is(tmp_path: Path, in_chinese: InChinese) -> None:
    """In a Chinese locale findings, counts and help are in Chinese."""
    root = project(tmp_path)
    break_record(root)
    assert "女性" in in_chinese(root, "check").stderr
    assert "警告" in in_chinese(root, "check").stderr.splitlines()[-1]
    assert "合同" in in_chinese(root, "--help").stdout


CLICK = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示本帮助并退出。",
    "Show the version and exit.": "显示版本并退出。",
}


@pytest.mark.parametrize("command", ["", "packets"])
def test_help_is_chinese_with_clicks_own_words(command: str, in_chinese: InChinese) -> None:
    """In a Chinese locale headings and the options that click adds are in Chinese."""
    text = in_chinese(Path.cwd(), *command.split(), "--help").stdout
    assert {"用法：", "选项", "显示本帮助并退出。"} <= {
        word for word in CLICK.values() if word in text
    }
    assert [word for word in CLICK if word in text] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chek",), ["错误：没有命令 'chek'", "是否应为 'check'", "查看帮助"]),
        (("check", "--frmt"), ["错误：没有选项"]),
        (("check", "--format", "xml"), ["的值无效：'xml' 不是下列之一："]),
        (("show",), ["错误：缺少参数 'ID'"]),
        (("packets", "--jobs", "0"), ["0 不在范围 x>=1 内"]),
        (("packets", "--jobs", "两个"), ["'两个' 不是整数"]),
    ],
)
def test_wrong_calls_are_answered_in_chinese(
    arguments: tuple[str, ...], words: list[str], in_chinese: InChinese
) -> None:
    """In a Chinese locale what click says of a wrong call is in Chinese; exit code 2."""
    wrong = in_chinese(Path.cwd(), *arguments)
    assert wrong.returncode == 2
    assert [word for word in words if word not in wrong.stderr] == []
    assert "Error" not in wrong.stderr


def test_usage_errors_exit_2_with_a_hint(tmp_path: Path) -> None:
    """An id, a month or a folder that does not exist ends with exit code 2 and a hint."""
    root = project(tmp_path)
    result = run_alone(root, "contracts", "e001")
    assert result.returncode == 2
    assert "did you mean 'E001'?" in result.stderr
    assert run(root, "summaries", "--dry-run", "2026-13").returncode == 2
    assert run(root, "summaries", "--dry-run", "E0001").returncode == 2
    assert run(tmp_path, "--data", "nowhere", "check").returncode == 2


def test_schema_is_json(tmp_path: Path) -> None:
    """`schema employee` prints a JSON Schema, for an editor's YAML plug-in."""
    assert json.loads(run(tmp_path, "schema", "employee").stdout)["title"] == "人员及其合同"


@pytest.mark.parametrize("month", ["2026年4月", "2026/4", "2026.04", "2026－04"])
def test_a_month_written_otherwise_is_that_month(tmp_path: Path, month: str) -> None:
    """What is meant as a month is no person's id, and is read where it has one reading."""
    found = run(project(tmp_path), "summaries", "--dry-run", month)
    assert found.returncode == 0
    assert "summaries/2026-04/E001: it is new" in found.stdout


def test_a_month_may_stand_behind_the_people(tmp_path: Path) -> None:
    """As with `documents`: no person's id is written like a month."""
    found = run(project(tmp_path), "summaries", "--dry-run", "E001", "2026-04")
    assert found.returncode == 0
    assert found.stdout.startswith("summaries/2026-04/E001: it is new")


@pytest.mark.parametrize("month", ["2026年13月", "4月", "2026/4/1"])
def test_what_is_no_month_is_told_how_to_write_one(tmp_path: Path, month: str) -> None:
    """A month without its year, or a day: how months are written, not that nobody has the id."""
    wrong = run(project(tmp_path), "summaries", "--dry-run", month)
    assert wrong.returncode == 2
    assert f"'{month}' is not a month; write YYYY-MM" in wrong.stderr


@pytest.mark.office
def test_summaries_take_a_person_without_a_month(tmp_path: Path) -> None:
    """`summaries E004` builds that person's summaries of all months, and no other's."""
    root = project(tmp_path)
    assert run_alone(root, "summaries", "E004").returncode == 0
    assert [p.name for p in (root / "build/summaries/2026-04").iterdir() if p.suffix == ".pdf"] == [
        "E004.pdf"
    ]


def test_show_prints_the_statement_in_decimal_strings(tmp_path: Path) -> None:
    """`show --json` gives the sample's statement, two full years and everything counted, as
    strings.
    """
    shown = json.loads(run(project(tmp_path), "show", "E001", "2026-04", "--json").stdout)
    assert (shown["gross"], shown["tax"]) == ("2235.00", "0.00")
    assert [line["amount"] for line in shown["lines"]] == [
        "800.00",
        "100.00",
        "200.00",
        "100.00",
        "120.00",
        "60.00",
        "345.00",
        "300.00",
        "210.00",
    ]
    assert run(tmp_path, "show", "E001", "2026-05").returncode == 2


def test_show_prints_a_table_in_the_readers_language(tmp_path: Path, in_chinese: InChinese) -> None:
    """`show` takes the latest month by default; a person without a month is a usage error."""
    root = project(tmp_path)
    english = run(root, "show", "E001").stdout.splitlines()
    assert english[0] == "E001 张晓宇 2026-04"
    assert [line.split()[-1] for line in english if line.startswith(("gross", "net"))] == [
        "2235.00",
        "1729.74",
    ]
    assert "2026-01, 2026-02, 2026-03" in english[-1]
    chinese = in_chinese(root, "show", "E001").stdout
    assert "应发合计" in chinese
    assert "缺少 2026-01, 2026-02, 2026-03" in chinese
    warnings = json.loads(in_chinese(root, "show", "E001", "--json").stdout)
    assert "缺少 2026-01, 2026-02, 2026-03" in warnings["warnings"][0]
    nothing = run(root, "show", "E005")
    assert (nothing.returncode, "no month on record for E005" in nothing.stderr) == (2, True)


def test_show_tells_a_month_that_cannot_be_read(tmp_path: Path) -> None:
    """It is on record: neither is it missing, nor is the month before it the latest."""
    root = project(tmp_path)
    later = root / "data/months/2026-05/E001.yaml"
    later.parent.mkdir()
    later.write_text(": [", "utf-8")
    for month in ((), ("2026-05",)):
        wrong = run(root, "show", "E001", *month)
        assert wrong.returncode == 2
        assert "months/2026-05/E001.yaml has errors and cannot be read" in wrong.stderr
    assert run(root, "show", "E001", "2026-04").returncode == 0


@pytest.mark.parametrize("command", [("show",), ("severance",), ("new", "contract")])
def test_one_person_is_one_whose_record_can_be_read(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Several are refused; and a file with errors is there, whatever its name says."""
    root = project(tmp_path)
    several = run(root, *command, "E001,E002")
    assert (several.returncode, "name one person at a time" in several.stderr) == (2, True)
    break_record(root)
    wrong = run(root, *command, "E001")
    assert wrong.returncode == 2
    assert "employees/E001.yaml has errors and cannot be read" in wrong.stderr


def test_due_lists_reminders_and_writes_a_calendar(tmp_path: Path) -> None:
    """The sample's probations that end within sixty days of 30 April 2026 are listed by date."""
    root = project(tmp_path)
    result = run(root, "due", "--within", "60d")
    assert result.returncode == 0
    assert [line[:15] for line in result.stdout.splitlines()] == [
        "2026-05-15 E004",
        "2026-05-31 E002",
    ]
    assert (root / "build/due.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
    assert run(root, "due", "--within", "soon").returncode == 2
    break_record(root)
    partly = run(root, "due", "--within", "60d")
    assert (partly.returncode, partly.stdout) == (1, result.stdout)
    assert "data/employees/E001.yaml:4:9: error: " in partly.stderr


def test_a_rule_is_explained(tmp_path: Path) -> None:
    """`check --explain` gives weight, reason and basis of a rule, and the nearest for an
    unknown one.
    """
    told = run(tmp_path, "check", "--explain", "minimum-wage").stdout
    assert told.startswith("minimum-wage (warning)")
    assert "劳动法 48" in told
    wrong = run(tmp_path, "check", "--explain", "minimum-wag")
    assert wrong.returncode == 2
    assert "did you mean" in wrong.stderr


def test_usage_is_in_the_readers_language(tmp_path: Path, in_chinese: InChinese) -> None:
    """Usage lines, headings, and what is missing, with the marks of the language."""
    help_page = in_chinese(tmp_path, "--help").stdout
    assert "kefu-docs [选项] 命令 [参数]..." in help_page
    assert "\n命令：\n" in help_page
    wrong = in_chinese(tmp_path, "show")
    assert wrong.returncode == 2
    assert wrong.stderr.endswith("错误：缺少参数 'ID'\n")
    assert run(tmp_path, "show").stderr.endswith("Error: 'ID' is missing\n")


def test_fonts_lists_the_set_and_what_draws_the_templates(
    tmp_path: Path, in_chinese: InChinese
) -> None:
    """`fonts` lists the set and the templates' fonts, with --text what draws a character, in
    the reader's language.
    """
    root = project(tmp_path)
    listed = run(root, "fonts")
    assert listed.returncode == 0
    assert "LXGW WenKai Light draws 仿宋, FangSong" in listed.stdout
    assert (
        "template templates/contract_labor.docx\n  Title: 黑体, drawn by Noto Sans CJK SC\n"
        in listed.stdout
    )
    drawn = in_chinese(root, "fonts", "--text", "䶮")
    assert "字符 䶮 码位 U+4DAE" in drawn.stdout
    assert "  宋体：由 Noto Serif CJK SC 写出\n" in drawn.stdout


def test_a_fault_of_the_program_ends_with_70_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user is told where it happened and which file to send; the file has the traceback."""

    def fail(_: object) -> None:
        raise ZeroDivisionError("13800000000")

    monkeypatch.setattr(queries, "check_records", fail)
    result = CliRunner().invoke(main, ["--build", str(tmp_path), "check"])
    assert result.exit_code == 70
    assert "[internal]" in result.output
    assert f"{tmp_path}/.store/log" in result.output
    assert "Traceback" not in result.output
    assert "13800000000" not in result.output
    assert "138****0000" in (tmp_path / ".store" / "log").read_text("utf-8")


def test_a_new_shops_folder_can_be_gone_to(tmp_path: Path) -> None:
    """The command that is proposed is one of the shell, whatever the folder is called."""
    folder = tmp_path / "店 铺's"
    told = CliRunner().invoke(main, ["init", "--empty", str(folder)]).stdout
    assert f"next: cd {shlex.quote(str(folder))}\n" in told
