"""What was built: build/manifest.json and build/index.html.

Takes entries, gives text.

entries   files, packets and acknowledgements, as values
manifest  for programs and audits
index     for people, from index.html.j2
"""

from kefu_docs.report.entries import (
    SHEET_KIND,
    Acknowledgement,
    PacketReport,
    Report,
    ReportEntry,
    Stale,
    Unbuilt,
)
from kefu_docs.report.index import index_html, page_template
from kefu_docs.report.manifest import EntryLines, manifest, manifest_pieces, read_manifest

__all__ = [
    "SHEET_KIND",
    "Acknowledgement",
    "EntryLines",
    "PacketReport",
    "Report",
    "ReportEntry",
    "Stale",
    "Unbuilt",
    "index_html",
    "manifest",
    "manifest_pieces",
    "page_template",
    "read_manifest",
]
