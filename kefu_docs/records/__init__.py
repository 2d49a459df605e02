"""YAML text to model: parsing with locations, decoding, selection, JSON Schema."""

from kefu_docs.records.attachments import attachment_findings, read_attachments
from kefu_docs.records.load import load_dataset
from kefu_docs.records.schema import RECORD_TYPES, json_schema
from kefu_docs.records.select import choose, choose_month

__all__ = [
    "RECORD_TYPES",
    "attachment_findings",
    "choose",
    "choose_month",
    "json_schema",
    "load_dataset",
    "read_attachments",
]
