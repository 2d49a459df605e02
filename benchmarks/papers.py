"""The sample's labour contract with what other people's papers have, against the one without.

A cover behind which pages are numbered from 1, headers of their own on the first page, a watermark,
a seal. Each is made of the template here, as Word writes it; people differ in duties and addresses
of any length. Measured by the processor time of all processes. `python -m benchmarks.papers`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from benchmarks.kinds import Cost, cost, reap_orphans
from benchmarks.people import TEMPLATES, write_people
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT

PEOPLE, ROUNDS = 120, 3
_TEMPLATE = "contract_labor.docx"
_COMMAND = Path(sys.executable).with_name("kefu-docs")
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference[^>]*/>")
_HEADER = "word/header1.xml"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WATERMARK = (
    f'<w:r><w:pict><v:shapetype {_VML} id="_x0000_t136" coordsize="1600,21600" adj="10800" '
    'path="m@7,0l@8,0m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t" '
    f'fitshape="t"/></v:shapetype><v:shape {_VML} id="w" type="#_x0000_t136" '
    'style="position:absolute;width:412pt;height:137pt;rotation:315;z-index:-9;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver" '
    'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:宋体;font-size:1pt" '
    'string="内部资料"/></v:shape></w:pict></w:r>'
)
SEAL = (
    f'<w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
    f'xmlns:a="{_DRAWING}/main" xmlns:wps="{_WPS}" distT="0" distB="0" distL="0" distR="0" '
    'simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>900000'
    '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
    '</wp:posOffset></wp:positionV><wp:extent cx="1440000" cy="1440000"/><wp:wrapNone/>'
    '<wp:docPr id="9" name="章"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
    f'uri="{_WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="1440000" cy="1440000"/></a:xfrm><a:prstGeom prst="ellipse"><a:avLst/>'
    '</a:prstGeom><a:ln w="38100"><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></a:ln>'
    "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)


def _section(parts: Mapping[str, str]) -> str:
    xml = parts[DOCUMENT]
    return xml[xml.rindex("<w:sectPr") : xml.rindex("</w:body>")]


def _cover(parts: dict[str, str]) -> None:
    section = _section(parts)
    title = "<w:p><w:r><w:t>劳动合同书</w:t></w:r></w:p>"
    cover = f"{title}<w:p><w:pPr>{_REFERENCE.sub('', section)}</w:pPr></w:p>"
    anew = section.replace("<w:cols", '<w:pgNumType w:start="1"/><w:cols')
    parts[DOCUMENT] = parts[DOCUMENT].replace(section, anew).replace("<w:body>", f"<w:body>{cover}")


def _first_page(parts: dict[str, str]) -> None:
    section = _section(parts)
    changed = section.replace("<w:docGrid", "<w:titlePg/><w:docGrid")
    parts[DOCUMENT] = parts[DOCUMENT].replace(section, changed)


def _watermark(parts: dict[str, str]) -> None:
    parts[_HEADER] = parts[_HEADER].replace("</w:p>", f"{WATERMARK}</w:p>", 1)


def _seal(parts: dict[str, str]) -> None:
    begin, found, end = parts[DOCUMENT].rpartition("<w:tbl>")
    parts[DOCUMENT] = begin.removesuffix("</w:p>") + f"{SEAL}</w:p>{found}{end}"


PAPERS: Mapping[str, Callable[[dict[str, str]], None]] = {
    "as it is": lambda _: None,
    "a cover": _cover,
    "no header on the first page": _first_page,
    "a watermark": _watermark,
    "a seal": _seal,
}


def paper(name: str) -> bytes:
    """The template with one of these."""
    parts = read_parts((TEMPLATES / _TEMPLATE).read_bytes())
    texts = {part: data.decode() for part, data in parts.items() if part.startswith("word/")}
    PAPERS[name](texts)
    return stored({**parts, **{part: text.encode() for part, text in texts.items()}})


def measured(folder: Path) -> Iterator[str]:
    """The lines of a table, papers in turns."""
    reap_orphans()
    costs: dict[str, list[Cost]] = {name: [] for name in PAPERS}
    for number in range(ROUNDS):
        for place, (name, found) in enumerate(costs.items()):
            project = folder / f"paper{number}-{place}"
            write_people(project / "data", PEOPLE, varied=True)
            shutil.copytree(TEMPLATES, project / "templates")
            (project / "templates" / _TEMPLATE).write_bytes(paper(name))
            _build(project, "P00001")
            found.append(cost(lambda project=project: _build(project)))
            shutil.rmtree(project)
    usual = median(spent.processor for spent in costs["as it is"])
    yield f"| {PEOPLE} contracts, 2 workers | seconds | processor seconds | times |"
    yield "|---|---|---|---|"
    for name, found in costs.items():
        clock, processor = (median(values) for values in zip(*found, strict=True))
        yield f"| {name} | {clock:.1f} | {processor:.1f} | {processor / usual:.1f} |"


def _build(project: Path, *ids: str) -> None:
    subprocess.run([_COMMAND, "contracts", *ids], cwd=project, check=True, capture_output=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
