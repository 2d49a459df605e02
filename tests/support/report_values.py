"""A small build, as the report sees it."""

from __future__ import annotations

from kefu_docs.report.entries import Acknowledgement, PacketReport, Report, ReportEntry

FONTS = (("NotoSansCJKsc-Regular", True), ("NotoSerifCJKsc-Regular", True))


def document(path: str, kind: str, person: str, month: str, title: str) -> list[ReportEntry]:
    """Give the docx and the PDF of one document."""
    inputs = {"templates/x.docx": "b" * 64, "employees/E001.yaml": "a" * 64}
    docx = ReportEntry(
        f"{path}.docx",
        kind,
        title,
        person,
        month,
        "1" * 64,
        41_000,
        inputs,
    )
    pdf = ReportEntry(
        f"{path}.pdf", docx.kind, title, person, month, "2" * 64, 140_000, inputs, 4, FONTS
    )
    return [docx, pdf]


def sample() -> Report:
    """Two contracts, three summaries, two packets."""
    entries = (
        *document("contracts/E002", "contract", "李四", "2026-04", "聘用合同"),
        *document("contracts/E001", "contract", "张三", "2026-03", "劳动合同"),
        *document("summaries/2026-03/E001", "summary", "张三", "2026-03", "三月工作总结"),
        *document("summaries/2026-04/E001", "summary", "张三", "2026-04", "四月工作总结"),
        *document("summaries/2026-04/team", "team", "", "2026-04", "客服团队总结"),
    )
    packets = (
        PacketReport(
            "packets/summaries-2026-04.pdf",
            "2026年4月总结合订本",
            "4" * 64,
            1_340_000,
            9,
            FONTS,
            ("summaries/2026-04/E001.pdf", "summaries/2026-04/team.pdf"),
            {"summaries/2026-04/E001.pdf": "2" * 64},
        ),
        PacketReport(
            "packets/合同 50%.pdf",
            "合同合订本",
            "3" * 64,
            370_000,
            5,
            FONTS,
            ("contracts/E001.pdf",),
            {"contracts/E001.pdf": "2" * 64},
        ),
    )
    acknowledgements = (
        Acknowledgement("wage.probation", "employees/E002.yaml", 14, "经双方书面确认"),
        Acknowledgement("name.rare", "employees/E001.yaml", 3, "已与身份证核对"),
    )
    tools = (("LibreOffice", "7.4.7"), ("kefu-docs", "0.1.0"))
    return Report(entries, packets, acknowledgements, tools)
