"""A template, compiled once and printed many times.

sandbox            the names that a template may reach
limits             what a template may take of the machine
limited_filters    filters of Jinja's that make text longer, held to them
sub_documents      documents that records name, put into others
inserted_sections  the pages, headers and footers of documents that are put in
jinja_environment  filters, escaping, printed values
template           a template, compiled once and printed many times
compiled_part      one XML part of a template, compiled: values in, the part's XML out
trimmed_tags       {%- … -%} in the middle of a paragraph
kept_literals      whether patching kept all text that is no tag
lost_text          whether a document holds all text of its template that must be in it
literal_paths      which text of a template conditions and loops leave in
gapped_values      a template's syntax with gaps for its values
template_errors    errors told by their paragraph
jinja_reasons      why a tag does not compile, in words that can be translated
repeated_notes     footnotes in loops, one for each round
docxtpl_finish     docxtpl's last steps, done once for many documents
docxtpl_parts      what docxtpl fills of a template it has read
value_reasons      why an expression fails on its values
"""
