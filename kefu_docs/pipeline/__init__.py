"""The order of a build, from settings to published outputs.

Start with `run`, then `build`: the other modules are the steps it takes, in this order.

run                  the build commands; nothing is done where nothing changed
unchanged            what a command left behind, and whether it is still so
input_digest         the files that a build reads, as one digest
toolchain            fonts and LibreOffice, by digest and version
office_habits        how this LibreOffice lays out, as a probe shows it
office_patterns      what it makes of a template's markup, from earlier builds
settings             what a build is asked to do
build_date           the day from which notices count
build                the stages in order
begin                the one document asked for, with LibreOffice while rules are applied
rest_of_build        what follows when the records are read
check                records read, rules applied
rule_case            what the rules look at beside the records
findings_by_person   what the rules find, kept by person
law_changes          what the law changes on a day
template_notices     what is told of the templates in use
attachment_examiner  attachments examined in a process of their own
stopped_files        which files an error stops
wanted               what a command asks for
shard                a part of a build
join                 what shards made, put together
plan                 which documents the records ask for
record_digests       what documents and findings of a person follow from, by digests
plan_packets         which packets these make
pay_of_person        what a person's months pay
severance            what the end of a person's contract costs
template_values      what a document's template is given
pdf_jobs             documents printed, and known by all that their PDFs follow from
make_documents       planned documents to built ones, from the store or made now
rebuild_reasons      why something is made again, by field
built_document       a finished document, whose bytes stay in the store
publish              built documents and packets to build/
output_path          an output's name as a path
output_files         files below build/, written where they differ
build_report         the report over what lies in build/, of this run and earlier ones
output_digests       outputs that need not be read again
packet_contents      what is in a packet, attachments without their bytes
make_packets         covers, and packets bound
make_sheets          workbooks, from packets.yaml or a command
export_sheets        workbooks written on demand, without LibreOffice
forgetting           what is kept of people no longer than their records
format_records       records rewritten in standard form
renewal              the last contract once more, with days of its own
new_records          new records to be filled in
new_shop             a folder for a new shop
make_forms           blank forms for Excel
import_sheets        a foreign sheet imported
sheet_reader         a workbook read in a process of its own
outcome              what became of a build
wipe                 a person taken out of build/
fault_copies   copies of templates with a comment at each fault
queries              what is asked without building
template_law         what a template's own text agrees on that does not hold
template_coverage    what a template uses, and what the records have of it
doctor               what documents are made with, and what is amiss
trial_page           one page converted and read back, for the doctor
"""
