"""The process that holds LibreOffice; it loads nothing else, so that LibreOffice starts at once."""
