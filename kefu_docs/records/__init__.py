"""YAML text to model, with the place of every value.

Takes a data folder, gives a `Dataset` and all that is wrong with its files.

file_names      what a file or folder of another name is to be called
files           which files of a folder are records
load            a folder to a Dataset
text            bytes to text, and what is no YAML
slips           why text is not YAML, in plain words
typed_slips     what an input method types in place of YAML's characters
list_slips      hyphens that are missing before entries of lists, or too many
bracket_slips   brackets that do not fit each other
indentation     which line is indented wrongly
parsed          a file's tree, its places, what is wrong with it
yaml_events     YAML text to events, by two parsers
unseen_places   where characters may go that nobody sees
tree            YAML events to a tree of text, with line and column
remarks         sound YAML that says something else than it seems to
decode          a tree to a model; errors back to their places
parted_entries  one entry of a list in two, by a hyphen too many
kept_records    records of people, small, decoded again where they are asked for
fields          what a model allows at a place
key_slips       keys that a record does not have, and which are meant
normal_forms    values as people write them, in the standard form
value_words     what is said of a value of the wrong form
value_remedies  values of the wrong form, and what may be meant
kinds           the kinds of documents: shipped, declared, dropped
kind_findings   what is wrong with declared kinds
sound_kinds     declared kinds that can be used beside others that cannot
kind_models     record types with the fields of kinds
files_below     files that records name, read below the data folder alone
missing_files   the file that is meant by a path which leads to none
data_files      the pictures and documents that records name
spans           where values begin and end in the text
edit            values replaced in the text of a record
append          a renewal added to a record
write_yaml      trees of text to YAML
attachments     the PDFs that records name
select          which people and months a command is about
schema          the record types as JSON Schema
"""

from kefu_docs.records.attachments import (
    attachment_findings,
    files_with_unbound_attachments,
    read_attachments,
    stops_packets_only,
)
from kefu_docs.records.data_files import (
    NamedFile,
    data_file,
    data_file_findings,
    named_files,
    named_templates,
)
from kefu_docs.records.kept_records import whose_places_are_lost
from kefu_docs.records.kinds import DECLARATIONS, kinds_of, shipped_kinds
from kefu_docs.records.load import load_dataset, load_models
from kefu_docs.records.normal_forms import standard_form
from kefu_docs.records.schema import (
    RECORD_TYPES,
    SCHEMAS,
    json_schema,
    schema_comment,
    shipped_models,
)
from kefu_docs.records.select import choose, choose_month, named_month

__all__ = [
    "DECLARATIONS",
    "RECORD_TYPES",
    "SCHEMAS",
    "NamedFile",
    "attachment_findings",
    "choose",
    "choose_month",
    "data_file",
    "data_file_findings",
    "files_with_unbound_attachments",
    "json_schema",
    "kinds_of",
    "load_dataset",
    "load_models",
    "named_files",
    "named_month",
    "named_templates",
    "read_attachments",
    "schema_comment",
    "shipped_kinds",
    "shipped_models",
    "standard_form",
    "stops_packets_only",
    "whose_places_are_lost",
]
