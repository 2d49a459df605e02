"""Identity numbers as documents show them."""

from __future__ import annotations


def masked_id(number: str) -> str:
    """Keep the first six and last four characters: 330106********0024; short ones hide wholly."""
    if len(number) <= 10:
        return "*" * len(number)
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
