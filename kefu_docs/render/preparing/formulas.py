"""Formulas of Word, written as text where one line can say the same.

LibreOffice draws a formula by its program Math, which servers do not have: without it nothing is
drawn. With Math (tried with 7.4.7's package libreoffice-math-nogui) it takes faces that belong to
no document, Liberation Serif and OpenSymbol, and its parts stand on the page in an order that no
proof can follow. So letters, numbers, indices, brackets, fractions, roots and sums become runs of
text: limits beside their sign, as printers set them within a line, and the rows of a matrix with
semicolons between. What has more is refused by name.
Elements: ISO/IEC 29500-1, 22.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from unicodedata import normalize

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.word.word_xml import PREFIXES, W

M = f"{{{PREFIXES['m']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_Runs = Iterator[etree._Element]


class FormulaError(ValueError):
    """A formula has what no line of text says: `what` that is, `formula` its letters."""

    def __init__(self, element: etree._Element) -> None:
        name = etree.QName(element).localname
        super().__init__(name)
        self.what = _REFUSED.get(name) or Message("the element <m:{name}>", {"name": name})
        around = next(element.iterancestors(f"{M}oMath"), element)
        self.formula = "".join(map(str, around.itertext(f"{M}t")))[:_EXCERPT]


_EXCERPT = 40
_REFUSED = {
    "acc": Message("an accent over it"),
    "bar": Message("a line over or under it"),
    "groupChr": Message("a brace over or under it"),
    "borderBox": Message("a box around it"),
    "phant": Message("an invisible part"),
}


def write_formulas(root: etree._Element) -> int:
    """Turn the formulas of a part into runs of text; say how many. Raises FormulaError."""
    formulas = [*root.iter(f"{M}oMath")]
    for formula in formulas:
        runs = [*_line(formula)]
        place = formula
        around = formula.getparent()
        if around is not None and around.tag == f"{M}oMathPara":
            place = around
        _replace(place, runs)
    return len(formulas)


def _replace(place: etree._Element, runs: list[etree._Element]) -> None:
    parent = place.getparent()
    if parent is None:  # a paragraph of several formulas went with the first of them
        return
    if parent.tag != f"{W}p":
        paragraph = etree.Element(f"{W}p")
        paragraph.extend(runs)
        runs = [paragraph]
    index = parent.index(place)
    parent[index : index + 1] = runs


def _line(parent: etree._Element | None) -> _Runs:
    """The runs that say in one line what stands in an element."""
    for child in () if parent is None else parent:
        if child.tag == f"{M}r":
            yield _run(child)
        elif child.tag in _WRITTEN:
            yield from _WRITTEN[str(child.tag)](child)
        elif child.tag == f"{W}r":
            yield child
        elif str(child.tag).startswith(M) and not str(child.tag).endswith("Pr"):
            raise FormulaError(child)


def _run(source: etree._Element) -> etree._Element:
    """A run of text from one of a formula, in the face of the text around it."""
    properties = source.find(f"{W}rPr")
    text = "".join(map(str, source.itertext(f"{M}t", f"{W}t")))
    run = _text(text)
    if properties is not None:
        copy = deepcopy(properties)
        for fonts in copy.findall(f"{W}rFonts"):  # Cambria Math, which draws no text
            copy.remove(fonts)
        run.insert(0, copy)
    return run


def _text(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    element = etree.SubElement(run, f"{W}t", {_SPACE: "preserve"})
    element.text = text
    return run


def _at_height(runs: _Runs, height: str) -> _Runs:
    for run in runs:
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}vertAlign").set(f"{W}val", height)
        yield run


def _in_brackets(runs: _Runs, opening: str = "(", closing: str = ")") -> _Runs:
    yield _text(opening)
    yield from runs
    yield _text(closing)


def _unless_single(parent: etree._Element | None) -> _Runs:
    """The line of an element, in brackets unless it is a single number or name."""
    runs = [*_line(parent)]
    text = "".join("".join(map(str, run.itertext(f"{W}t"))) for run in runs)
    is_single = text.strip().replace(".", "", 1).isalnum()
    return iter(runs) if is_single else _in_brackets(iter(runs))


def _fraction(element: etree._Element) -> _Runs:
    yield from _unless_single(element.find(f"{M}num"))
    yield _text("/")
    yield from _unless_single(element.find(f"{M}den"))


def _root(element: etree._Element) -> _Runs:
    yield from _at_height(_line(element.find(f"{M}deg")), "superscript")
    yield _text("√")
    yield from _unless_single(element.find(f"{M}e"))


def _indexed(element: etree._Element) -> _Runs:
    yield from _line(element.find(f"{M}e"))
    yield from _at_height(_line(element.find(f"{M}sub")), "subscript")
    yield from _at_height(_line(element.find(f"{M}sup")), "superscript")


def _prescribed(element: etree._Element) -> _Runs:
    yield from _at_height(_line(element.find(f"{M}sub")), "subscript")
    yield from _at_height(_line(element.find(f"{M}sup")), "superscript")
    yield from _line(element.find(f"{M}e"))


def _limited(element: etree._Element) -> _Runs:
    """What stands under or over another, such as x → 0 under lim."""
    height = "subscript" if element.tag == f"{M}limLow" else "superscript"
    yield from _line(element.find(f"{M}e"))
    yield from _at_height(_line(element.find(f"{M}lim")), height)


def _sum(element: etree._Element) -> _Runs:
    """A sum, product or integral; without a sign of its own it is an integral (22.1.2.20)."""
    sign = element.find(f"{M}naryPr/{M}chr")
    yield _text("∫" if sign is None else str(sign.get(f"{M}val", "")))
    yield from _at_height(_line(element.find(f"{M}sub")), "subscript")
    yield from _at_height(_line(element.find(f"{M}sup")), "superscript")
    yield from _line(element.find(f"{M}e"))


def _rows(element: etree._Element) -> _Runs:
    """The rows of a matrix, or the lines of several equations: a, b; c, d."""
    rows = [*element.iterfind(f"{M}mr")] or [element]
    cells = [row.findall(f"{M}e") for row in rows]
    if element.tag == f"{M}eqArr":
        cells = [[cell] for cell in cells[0]]
    for number, row in enumerate(cells):
        for place, cell in enumerate(row):
            if number or place:
                yield _text(", " if place else "; ")
            yield from _line(cell)


def _accented(element: etree._Element) -> _Runs:
    """A letter with an accent that is a character of its own, such as ō."""
    mark = element.find(f"{M}accPr/{M}chr")
    letter = "".join(map(str, element.itertext(f"{M}t")))
    joined = normalize("NFC", letter + ("\u0302" if mark is None else mark.get(f"{M}val", "")))
    if len(joined) != 1:
        raise FormulaError(element)
    yield _text(joined)


def _delimited(element: etree._Element) -> _Runs:
    properties = element.find(f"{M}dPr")
    marks = {"begChr": "(", "endChr": ")", "sepChr": "|"}
    for name in marks:
        mark = None if properties is None else properties.find(f"{M}{name}")
        if mark is not None:
            marks[name] = str(mark.get(f"{M}val", ""))
    yield _text(marks["begChr"])
    for number, inner in enumerate(element.findall(f"{M}e")):
        if number:
            yield _text(marks["sepChr"])
        yield from _line(inner)
    yield _text(marks["endChr"])


_WRITTEN: Mapping[str, Callable[[etree._Element], _Runs]] = {
    f"{M}f": _fraction,
    f"{M}rad": _root,
    f"{M}sSup": _indexed,
    f"{M}sSub": _indexed,
    f"{M}sSubSup": _indexed,
    f"{M}d": _delimited,
    f"{M}acc": _accented,
    f"{M}eqArr": _rows,
    f"{M}limLow": _limited,
    f"{M}limUpp": _limited,
    f"{M}m": _rows,
    f"{M}nary": _sum,
    f"{M}sPre": _prescribed,
    f"{M}box": lambda element: _line(element.find(f"{M}e")),
    f"{M}func": lambda element: (
        run for part in ("fName", "e") for run in _line(element.find(f"{M}{part}"))
    ),
}
