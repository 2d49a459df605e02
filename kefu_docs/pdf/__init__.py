"""What is known of PDF, for finish, proof and packets.

cid_font    one composite font per face
to_unicode  which text a code stands for
deflate     equal parts compressed once
inflate     equal parts inflated once
outline     bookmarks read and written
metadata    document information, XMP, PDF/A; srgb.icc is its colour profile
"""
