"""A whole address in one cell, taken apart."""

from __future__ import annotations

import re

# 省, 自治区 or one of the four cities; down to the last 市, 县, 区 or 旗; 街道, 镇 or 乡; the rest.
_PARTS = re.compile(
    r"(?P<province>.{1,8}?(?:省|自治区|特别行政区)|(?:北京|天津|上海|重庆)市)"
    r"(?P<county>.{1,24}?(?:自治州|地区|盟|市|县|区|旗)(?:.{1,12}?(?:市|县|区|旗))?)"
    r"(?P<street>.{1,16}?(?:街道|镇|乡|苏木))"
    r"(?P<village>.*)"
)


def taken_apart(address: str) -> dict[str, str] | None:
    """The parts of an address by the keys of a household; None where they cannot be told."""
    found = _PARTS.fullmatch("".join(address.split()))
    if found is None:
        return None
    return {f"household.{key}": part for key, part in found.groupdict().items() if part}
