"""Foreign sheets to changes of records.

Takes the cells of a file and the records there are; gives new files, new texts of known ones, and
the cells that are refused. Nothing is written here.

headings      what a heading means
find_table    where in a sheet the table is
cell_text     a cell to the text that a record would have
proposal      what an import would do, as values
household     an address in one cell, taken apart
people        whose row it is
group_places  where groups of a record stand that a sheet has columns for
row_checks    rows that are nobody's, numbers that cannot be
updates       the new text of a record that is there
unfinished    the new text of a month's record that is not filled in yet
creation      the text of a record that is not
sheet_words   what is wrong with a record, by the headings of a sheet
propose       rows to a proposal
mapping       imports.yaml as it is proposed for unknown headings
"""

from kefu_docs.imports.proposal import Proposal, RecordChange, RefusedCell
from kefu_docs.imports.propose import ImportOf, propose

__all__ = ["ImportOf", "Proposal", "RecordChange", "RefusedCell", "propose"]
