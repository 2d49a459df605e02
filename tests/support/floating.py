"""Runs with drawings that float beside text and move none of it."""

from __future__ import annotations

from kefu_docs.render.word_xml import PREFIXES

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_SIDE = 360_000  # English Metric Units


def floating_area(wrap: str = "wrapNone", relative: str = "column") -> str:
    """A grey square, a centimetre wide, in front of the text."""
    names = f'xmlns:wp="{PREFIXES["wp"]}" xmlns:a="{_DRAWING}/main" xmlns:wps="{_WPS}"'
    return (
        f'<w:r><w:drawing><wp:anchor {names} distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{relative}"><wp:posOffset>900000</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{_SIDE}" cy="{_SIDE}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/><wp:docPr id="9" name="章"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_SIDE}" cy="{_SIDE}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="CCCCCC"/>'
        "</a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )


def watermark(text: str) -> str:
    """What Word writes for a watermark: text as half transparent areas across the page."""
    names = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:412pt;height:137pt;rotation:315;"
        "z-index:-251657216;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:pict><v:shapetype {names} id="_x0000_t136" coordsize="1600,21600" o:spt="136" '
        'adj="10800" path="m@7,0l@8,0m@5,21600l@6,21600e"><v:path textpathok="t" '
        'o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape {names} id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="{place}" '
        'o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="{text}"/>'
        "</v:shape></w:pict></w:r>"
    )
