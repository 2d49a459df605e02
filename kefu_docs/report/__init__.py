"""build/manifest.json and build/index.html."""

from kefu_docs.report.entries import (
    Acknowledgement,
    PacketReport,
    Report,
    ReportEntry,
    Stale,
    Unbuilt,
)
from kefu_docs.report.index import index_html
from kefu_docs.report.manifest import manifest, read_manifest

__all__ = [
    "Acknowledgement",
    "PacketReport",
    "Report",
    "ReportEntry",
    "Stale",
    "Unbuilt",
    "index_html",
    "manifest",
    "read_manifest",
]
