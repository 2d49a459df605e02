"""Checks on the model; RULES is the immutable tuple of them all."""
