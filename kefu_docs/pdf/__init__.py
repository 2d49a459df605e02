"""What is known of PDF: fonts, outlines, metadata, streams."""
