"""Outlines of the faces, and subsets of them."""
