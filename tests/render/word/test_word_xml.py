"""A part's XML is read by a parser that reaches nothing else, and written in one form."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kefu_docs.render.word.word_xml import (
    PREFIXES,
    WordXmlError,
    canonical,
    parsed,
    quoted,
    twips,
    value,
    written,
)

W_URI = PREFIXES["w"]
FORM = f'<w:p xmlns:w="{W_URI}"><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t> 甲 </w:t></w:r></w:p>'


def form(text: str, encoding: str = "utf-8") -> str:
    """What is behind the declaration once `text` has the one form."""
    made = written(canonical(text.encode(encoding))).decode()
    head, _, rest = made.partition("\n")
    assert head == '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return rest


@pytest.mark.parametrize(
    "other",
    [
        FORM,
        FORM.replace('"', "'"),
        FORM.replace("w:", "x0:").replace("xmlns:w", "xmlns:x0"),
        f'<p xmlns="{W_URI}" xmlns:w="{W_URI}"><pPr><jc w:val="both"/></pPr><r><t> 甲 </t></r></p>',
        FORM.replace("<w:pPr>", "\n\t<w:pPr>\n").replace("</w:pPr>", "</w:pPr><!-- a -->\n"),
        FORM.replace('<w:jc w:val="both"/>', '<w:jc  w:val = "both" ></w:jc>'),
        FORM.replace(W_URI, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "<?mso-application progid='Word.Document'?>" + FORM,
    ],
)
def test_what_programs_write_otherwise_gets_one_form(other: str) -> None:
    """Quotes, prefixes, indents, comments, end tags, the strict namespace."""
    assert form(other) == FORM


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_any_encoding_becomes_utf_8(encoding: str) -> None:
    """By the byte order mark or by the declaration."""
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    assert form(f'<?xml version="1.0" encoding="{name}"?>{FORM}', encoding) == FORM


def test_inner_declarations_move_to_the_root() -> None:
    """Tags are then the same wherever they stand; lists of prefixes follow."""
    mc, w14 = PREFIXES["mc"], PREFIXES["w14"]
    text = (
        f'<w:p xmlns:w="{W_URI}" xmlns:mc="{mc}" xmlns:q="{w14}" mc:Ignorable="q">'
        f'<w:r xmlns:w="{W_URI}" xmlns:k="urn:k" k:a="1"/></w:p>'
    )
    assert form(text) == (
        f'<w:p xmlns:w="{W_URI}" xmlns:mc="{mc}" xmlns:w14="{w14}" xmlns:k="urn:k" '
        'mc:Ignorable="w14"><w:r k:a="1"/></w:p>'
    )


def test_a_usual_prefix_means_what_it_usually_means() -> None:
    """A foreign namespace under Word's prefix gets another."""
    text = f'<w:a xmlns:w="urn:foreign"><b xmlns="{W_URI}"/></w:a>'
    assert form(text) == f'<n1:a xmlns:n1="urn:foreign" xmlns:w="{W_URI}"><w:b/></n1:a>'


_NAMES = st.sampled_from(["p", "r", "t", "tbl"])
_Tree = tuple[str, str, list[Any]]
_TREES: st.SearchStrategy[_Tree] = st.recursive(
    st.tuples(_NAMES, st.text("甲 \n<&\"'a", max_size=5), st.just([])),
    lambda inner: st.tuples(_NAMES, st.just(""), st.lists(inner, max_size=3)),
    max_leaves=12,
)


@given(_TREES, st.sampled_from(["w", "", "ns0"]))
def test_the_form_of_the_form_is_itself(tree: _Tree, prefix: str) -> None:
    """And it says what was said."""

    def built(node: _Tree) -> etree._Element:
        element = etree.Element(f"{{{W_URI}}}{node[0]}", nsmap={prefix or None: W_URI})
        element.text = node[1] or None
        element.extend([built(child) for child in node[2]])
        return element

    root = built(tree)
    once = written(canonical(etree.tostring(root)))
    assert written(canonical(once)) == once
    assert [e.tag for e in parsed(once).iter()] == [e.tag for e in root.iter()]
    assert ["".join(e.itertext()) for e in parsed(once).iter() if not len(e)] == [
        "".join(e.itertext()) for e in root.iter() if not len(e)
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a c="&c;"/>',
        "<a>" * 5000 + "</a>" * 5000,
        "<a/>" * 1_000_001,
        "<a><b></a>",
        "",
        "<a>\x01</a>",
    ],
)
def test_what_reaches_out_or_bursts_is_no_part(hostile: str) -> None:
    """Entities, document types, depth, a million tags, and what is no XML."""
    with pytest.raises(WordXmlError):
        parsed(hostile.encode())


def test_values_are_found_by_names_without_prefix() -> None:
    """Of the element itself, or below; empty where there is none."""
    root = parsed(FORM.encode())
    assert (value(root, "pPr", "jc"), value(root, "pPr", "ind")) == ("both", "")
    assert value(root[0][0]) == "both"


@given(st.text(st.sampled_from("甲a \"'<>&\n\r\t")))
def test_a_quoted_value_is_that_of_the_standard_library(text: str) -> None:
    """Files that were written before the one took the other's place keep their bytes."""
    assert quoted(text) == quoteattr(text)


@pytest.mark.parametrize(
    ("length", "wanted"),
    [
        *(("612", 612), ("612pt", 12240), ("8.5in", 12240), ("2.54cm", 1440), ("25.4mm", 1440)),
        *(("6pc", 1440), ("6pi", 1440), ("-36pt", -720), ("10.5", 10), ("", 0), (None, 0)),
        *(("auto", 0), ("10px", 0)),
    ],
)
def test_lengths_may_have_a_unit(length: str | None, wanted: int) -> None:
    """Documents of the strict form write 612pt; a page of that had no table of contents."""
    assert twips(length) == wanted
