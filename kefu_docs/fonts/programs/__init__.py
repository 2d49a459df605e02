"""Faces as font programs: outlines of glyphs, and subsets.

open_faces       the set's faces, by the names that engines print
face             which glyph a code is, and a subset of these
cff              CFF programs read, glyph by glyph
cff_subset       small CFF programs written
cff_data         INDEX and DICT
charstring       outlines with their subroutines written out
truetype         TrueType programs read
truetype_subset  small TrueType programs, by HarfBuzz
type1            Type 1 programs, as LibreOffice 7.4 writes them
"""

import struct

# CffError, CharstringError, GlyfError and Type1Error are ValueErrors.
OUTLINE_ERRORS = (ValueError, struct.error, IndexError, KeyError)
"""What reading a font program raises where the program is damaged, or of another kind."""
