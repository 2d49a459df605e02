"""Word's fields: how they are written, and what LibreOffice shows for them.

complex_fields   fields as they are written in runs
contents_fields  tables of contents, and where their entries stand
fields_as_text   fields taken out, a text in the place of each
field_results    what LibreOffice shows for fields
"""
