"""Identity numbers as documents show them."""

from __future__ import annotations

# From so many characters on, so many stay in front and at the end: those that messages leave, too.
_KEPT = ((15, 6, 4), (11, 3, 4), (8, 2, 2), (0, 0, 0))


def masked_id(number: str) -> str:
    """Mask the middle of an identity number: 330106********0024, H12****7801, E1*****78.

    The Taiwan permit of 8 digits is the shortest of which something stays; a passport's number may
    be shorter.
    """
    first, last = next((first, last) for least, first, last in _KEPT if len(number) >= least)
    end = len(number) - last
    return f"{number[:first]}{'*' * (end - first)}{number[end:]}"
