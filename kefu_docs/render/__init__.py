"""Context to document: what a template is given, and the docx it becomes."""
