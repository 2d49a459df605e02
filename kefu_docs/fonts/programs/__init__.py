"""Outlines of the faces, and subsets of them."""

import struct

# CffError, CharstringError, GlyfError and Type1Error are ValueErrors.
OUTLINE_ERRORS = (ValueError, struct.error, IndexError, KeyError)
"""What reading a font program raises where the program is damaged, or of another kind."""
