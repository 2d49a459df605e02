"""What each template is given.

context        what each template is given, by name
values         records as plain values
value_names    which names a value holds, by its type
context_names  the names that each template is given, as data
"""
