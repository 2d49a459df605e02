"""The optional lane: documents set after a model that LibreOffice laid out."""
