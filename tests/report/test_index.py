"""The page of the build: what it links to, what it says, and that it says it safely."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.records import shipped_kinds
from kefu_docs.report import index
from kefu_docs.report.entries import Report, Stale, Unbuilt
from tests.support.report_values import document, sample

_KINDS = shipped_kinds()


def index_html(*arguments: Any, **how: Any) -> str:
    """The page as one text."""
    return "".join(index.index_html(*arguments, **{"kinds": _KINDS, **how}))


HOSTILE = "<script>alert('1')</script>\"&"


def parsed(text: str) -> etree._Element:
    """Parse a page."""
    return etree.HTML(text)


def tables(page: etree._Element) -> dict[str, list[list[str]]]:
    """Rows of cell texts under each heading."""
    return {
        str(table.xpath("string((preceding::h2|preceding::h3)[last()])")): [
            [" ".join("".join(cell.itertext()).split()) for cell in row.iter("td")]
            for row in table.xpath("tbody/tr")
        ]
        for table in page.iter("table")
    }


def finding(line: int, severity: Severity, text: str) -> Diagnostic:
    """Give a finding about a record."""
    return Diagnostic(
        Location("employees/E001.yaml", line, 5), severity, "name.rare", Message("{t}", {"t": text})
    )


def test_every_file_has_one_link_and_every_link_a_file() -> None:
    """Each output has one link on the page, relative and percent-encoded, and no other link
    is there.
    """
    report = sample()
    links = [
        str(link) for link in parsed(index_html("客服", report)).xpath("//@href") if link[0] != "#"
    ]
    paths = [entry.path for entry in report.entries] + [packet.path for packet in report.packets]
    assert sorted(unquote(link) for link in links) == sorted([*paths, "manifest.json"])
    assert "packets/%E5%90%88%E5%90%8C%2050%25.pdf" in links


def test_the_digests_at_the_foot_may_break() -> None:
    """A digest is one word of 64 letters: unbroken, it makes the page wider than a phone."""
    (style,) = parsed(index_html("客服", sample())).xpath("//style")
    assert "footer { margin-top: 3rem; overflow-wrap: anywhere; }" in str(style.text)


def test_a_place_is_broken_between_words() -> None:
    """Where a word may break anywhere, a table makes its column narrower than the word."""
    (style,) = parsed(index_html("客服", sample())).xpath("//style")
    assert ".place { overflow-wrap: break-word;" in str(style.text)


def test_nothing_is_loaded_from_elsewhere() -> None:
    """The page loads nothing, so that it works from a folder without a network."""
    page = parsed(index_html("客服", sample()))
    assert page.xpath("//@src | //link | //img | //iframe") == []
    assert page.get("lang") == "zh-CN"


def test_the_files_of_a_document_share_a_row() -> None:
    """Contracts in one table, summaries by month, the latest month first."""
    found = tables(parsed(index_html("客服", sample())))
    assert found["合同"] == [
        ["张三", "劳动合同", "2026-03", "4", "DOCX PDF"],
        ["李四", "聘用合同", "2026-04", "4", "DOCX PDF"],
    ]
    assert list(found)[2:4] == ["2026-04", "2026-03"]
    assert found["2026-04"][1] == ["团队", "客服团队总结", "2026-04", "4", "DOCX PDF"]
    assert found["合订本"][0] == ["2026年4月总结合订本", "2", "9", "1.3 MB"]
    assert found["已确认事项"][0] == ["name.rare", "employees/E001.yaml:3", "", "已与身份证核对"]


def test_the_counts_stand_on_top() -> None:
    """The page begins with the counts of people, contracts, summaries, packets, pages and
    findings.
    """
    page = parsed(index_html("客服", sample(), [finding(3, Severity.ERROR, "x")]))
    counts = dict(zip(page.xpath("//dt/text()"), page.xpath("//dd"), strict=True))
    assert {name: "".join(value.itertext()) for name, value in counts.items()} == {
        "人员": "2",
        "合同": "2",
        "月度总结": "3",
        "合订本": "2",
        "页数": "20",
        "待处理": "1",
    }


def test_findings_are_listed_by_place_in_the_readers_language() -> None:
    """Findings come by place, each with severity, file, line and column, in the reader's
    language.
    """
    findings = [finding(9, Severity.WARNING, "二"), finding(3, Severity.ERROR, "一")]
    page = parsed(index_html("客服", Report(), findings, lambda pattern: f"译：{pattern}"))
    assert tables(page)["检查结果"] == [
        ["错误", "employees/E001.yaml:3:5", "译：一", "", "name.rare"],
        ["警告", "employees/E001.yaml:9:5", "译：二", "", "name.rare"],
    ]


def acknowledged() -> Diagnostic:
    """Give the finding that the sample's record answers."""
    values = {"finding": Message("a rare name"), "reason": "已与身份证核对"}
    message = Message("{finding} (acknowledged: {reason})", values)
    place = Location("employees/E001.yaml", 3, 5)
    return Diagnostic(place, Severity.NOTICE, "name.rare", message)


def test_an_acknowledged_finding_is_not_open() -> None:
    """It is neither counted nor listed as a finding; it stands with its reason."""
    page = parsed(index_html("客服", sample(), [acknowledged()]))
    assert page.xpath("string(//dt[. = '待处理']/following-sibling::dd)") == "0"
    found = tables(page)
    assert "检查结果" not in found
    answered = ["name.rare", "employees/E001.yaml:3", "a rare name", "已与身份证核对"]
    assert found["已确认事项"][0] == answered


def test_errors_come_first() -> None:
    """Before warnings in earlier lines, and before everything that was built."""
    findings = [finding(3, Severity.WARNING, "二"), finding(9, Severity.ERROR, "一")]
    found = tables(parsed(index_html("客服", sample(), findings)))
    assert [row[0] for row in found["检查结果"]] == ["错误", "警告"]
    assert next(iter(found)) == "检查结果"
    calm = tables(parsed(index_html("客服", sample(), findings[:1])))
    assert list(calm).index("检查结果") > list(calm).index("合同")


def test_errors_come_first_and_then_the_dearest() -> None:
    """What stops documents is looked at first, then what costs most, warnings before notices."""
    findings = [
        finding(2, Severity.NOTICE, "五"),
        finding(3, Severity.WARNING, "二"),
        finding(5, Severity.ERROR, "一"),
        replace(finding(7, Severity.WARNING, "三"), yuan=Decimal("1986.21")),
        replace(finding(9, Severity.WARNING, "四"), yuan=Decimal(29700)),
    ]
    rows = tables(parsed(index_html("客服", sample(), findings)))["检查结果"]
    assert [row[2] for row in rows] == ["一", "四", "三", "二", "五"]
    assert [row[3] for row in rows] == ["", "29,700.00", "1,986.21", "", ""]


def test_what_is_stale_says_from_which_build_and_why() -> None:
    """In a list of its own, and where it stands among the others; also what was never built."""
    stale = Stale("2026-04-30", "因 data/employees/E001.yaml 而未生成")
    whole = sample()
    old = {"contracts/E001.docx", "contracts/E001.pdf"}
    report = replace(
        whole,
        entries=tuple(replace(e, stale=stale) if e.path in old else e for e in whole.entries),
        packets=(replace(whole.packets[0], stale=Stale("", "等待")), whole.packets[1]),
        unbuilt=(Unbuilt("contracts/E001", stale.reason), Unbuilt("contracts/E007", "模板有误")),
    )
    page = parsed(index_html("客服", report))
    found = tables(page)
    assert page.xpath("string(//dt[. = '未更新']/following-sibling::dd)") == "3"
    assert found["未更新的文件"] == [
        ["张三 劳动合同", stale.reason, "2026-04-30 DOCX PDF"],
        ["contracts/E007", "模板有误", "无"],
        ["2026年4月总结合订本", "等待", "更早 PDF"],
    ]
    assert found["合同"][0][1] == "劳动合同 旧版 2026-04-30"
    assert found["合订本"][0][0] == "2026年4月总结合订本 旧版"


def test_a_document_without_pdf_has_no_pages() -> None:
    """A conversion may have failed while the docx was built."""
    docx, _ = document("contracts/E001", "contract", "张三", "2026-03", "劳动合同")
    rows = tables(parsed(index_html("客服", Report((docx,)))))["合同"]
    assert rows == [["张三", "劳动合同", "2026-03", "—", "DOCX"]]


def test_empty_parts_are_left_out() -> None:
    """The page of an empty build has its counts and no tables."""
    assert tables(parsed(index_html("客服", Report()))) == {}


def test_markup_in_values_stays_text() -> None:
    """A name with markup in it is shown as text, wherever it stands on the page."""
    report = sample()
    report = replace(
        report,
        entries=tuple(replace(e, person=HOSTILE, title=HOSTILE) for e in report.entries),
        packets=tuple(replace(p, title=HOSTILE) for p in report.packets),
        acknowledgements=tuple(replace(a, reason=HOSTILE) for a in report.acknowledgements),
        tools=((HOSTILE, HOSTILE),),
    )
    text = index_html(HOSTILE, report, [finding(3, Severity.NOTICE, HOSTILE)])
    page = parsed(text)
    assert len(page.xpath("//script")) == 1
    assert "alert" not in page.xpath("string(//script)")
    assert page.xpath("string(//h1)") == HOSTILE
    assert HOSTILE not in text


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1))
def test_names_are_shown_as_they_are(name: str) -> None:
    """Any name can be read back from the page as it was."""
    entries = tuple(document("contracts/E001", "contract", name, "2026-03", "劳动合同"))
    page = parsed(index_html("客服", Report(entries)))
    shown = page.xpath("string(//tbody/tr/td[1])")
    assert shown == name


def test_the_order_of_building_does_not_matter() -> None:
    """The same entries in another order give the same page."""
    report = sample()
    turned = Report(
        report.entries[::-1],
        report.packets[::-1],
        report.acknowledgements[::-1],
        report.tools[::-1],
    )
    assert index_html("客服", turned) == index_html("客服", report)
