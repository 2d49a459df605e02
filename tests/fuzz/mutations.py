"""Inputs that are nearly right: a file of the corpus with a few changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

CORPUS = Path(__file__).parent / "corpus"

_NUMBERS = (b"0", b"-1", b"9" * 30, b"1e999", b"2147483648", b"0.5", b"NaN", b"\xef\xbc\x91")
_WORDS = {
    "record": ": |- |> |&a |*a |!!python |<<: |[|]|{|}|# |? |\t|---|%YAML 9\n|'|\"|\n\n|\r|- - -"
    "|no|~|2026-02-30|.inf|<<: *a|\u3000|：|\0|\u0085|\u2028",
    "package": "<w:p/>|<w:tbl/>|<w:tc>|</w:tc>|<w:r>|<w:t>|</w:t>|{{ name }}|{% for i in items %}"
    "|{% endfor %}|<w:sectPr/>|<w:fldChar w:fldCharType='begin'/>|w:val=''|w:val='-1'|r:id='rId1'"
    "|<w:ins>|<w:del>|<w:sdt/>|<!--|<![CDATA[|<?x?>|&amp;|&#0;|Target='../x'|xmlns:w='x'"
    "|w:gridSpan|<w:vMerge/>|<m:oMath/>|mc:AlternateContent|\0",
    "template": "{{|}}|{%|%}|{#|#}|{%p |{%tr |{%tc |{{r |name|items|loop.index|person.age|| |~|(|)"
    "|[|]|for i in items|endfor|if|else|endif|macro m()|endmacro|set x =|filter upper|endfilter"
    "|range(9)|'%d' % 1|9**9|join|first|groupby('x')|.__class__|day.year|｛｛|\n|raw|endraw"
    "|include 'x'|call m()|is defined|namespace()|do|import",
    "content": "\nBT\n|\nET\n|q |Q\n|Tf|Td|Tm|Tj|TJ|<01>|<0|[<01>-9<02>]|/F1 12|BDC\n|EMC\n|Tr|Tz"
    "|/Span<</ActualText<FEFF4E00>>>|Do|cm|re\nW* n\n|/|(|)|% x\n|Tw|Tc|rg|0 1 -1 0",
    "packet": "obj|endobj|stream\n|endstream|<<|>>|[|]|1 0 R|3 0 R|99 0 R|/Kids|/Count|/Parent"
    "|/Annots|/Dest|/A|/Names|/AcroForm|/Fields|/Contents|/Resources|/Type|/Length|null|true"
    "|(x)|<FE|/Rect|/AP|/OCProperties|xref|trailer|startxref|/Encrypt|/XFA|/JS",
}
_TOKENS = {
    name: [*(word.encode() for word in words.split("|")), *_NUMBERS]
    for name, words in _WORDS.items()
}
"""What a reader takes notice of, by law."""


@cache
def corpus(name: str) -> tuple[bytes, ...]:
    """The saved inputs of a law, in the order of their names."""
    return tuple(path.read_bytes() for path in sorted((CORPUS / name).iterdir()))


def mutated(name: str, seed: int) -> bytes:
    """An input for a law, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - the same input for the same seed
    data = random.choice(corpus(name))
    if name == "package" and random.random() < 0.9:
        return _in_a_part(data, random)
    return _changed(name, data, random)


def _in_a_part(docx: bytes, random: Random) -> bytes:
    """Change one part, or the list of parts, and pack the file again."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
    except (ValueError, zipfile.BadZipFile):  # an input that is no zip, on purpose
        return _changed("package", docx, random)
    part = random.choice([*parts, *["word/document.xml"] * 8])
    kind = random.randrange(10)
    if kind == 0:
        del parts[part]
    elif kind == 1:
        parts[random.choice([*parts])] = parts[part]
    else:
        parts[part] = _changed("package", parts[part], random)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    return packed.getvalue()


def _changed(name: str, data: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        data = random.choice(_CHANGES)(name, data, random)
    return data


def _place(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 40)))


def _token(name: str, data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    token = random.choice(_TOKENS[name])
    return data[:start] + token + data[random.choice((start, end)) :]


def _flipped(_name: str, data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:start] + bytes(random.randrange(256) for _ in data[start:end]) + data[end:]


def _left_out(_name: str, data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:start] + data[end:]


def _cut_off(_name: str, data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeated(_name: str, data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:start] + data[start:end] * random.choice((2, 3, 50)) + data[end:]


def _swapped(_name: str, data: bytes, random: Random) -> bytes:
    """A line, or what stands between two tags, in another's place."""
    mark = b"\n" if b"\n" in data else b"<"
    lines = data.split(mark)
    lines[random.randrange(len(lines))] = random.choice(lines)
    return mark.join(lines)


def _spliced(name: str, data: bytes, random: Random) -> bytes:
    """The beginning of one input and the end of another."""
    other = random.choice(corpus(name))
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


_CHANGES: tuple[Callable[[str, bytes, Random], bytes], ...] = (
    _token,
    _token,
    _token,
    _flipped,
    _left_out,
    _cut_off,
    _repeated,
    _swapped,
    _swapped,
    _spliced,
)
