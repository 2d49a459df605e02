"""The pages of sections, counted in LibreOffice's PDF by marks."""

from __future__ import annotations

from kefu_docs.finish import section_pages
from kefu_docs.render import for_libreoffice, section_start, with_section_totals
from tests.render.composing.test_section_totals import two_sections
from tests.support.builds import Office

START = section_start(1)


def test_pages_are_counted_from_mark_to_mark(office: Office) -> None:
    """Whatever number is written there."""
    pdf = office(for_libreoffice(with_section_totals(two_sections(), (9, 9))))
    assert section_pages(pdf, [START]) == (2, 3)


def test_what_has_no_mark_is_not_counted(office: Office) -> None:
    """Nor a section that has no page of its own, nor what is no PDF."""
    pdf = office(for_libreoffice(with_section_totals(two_sections(), (9, 9))))
    assert section_pages(pdf, [START, "nowhere"]) == ()
    assert section_pages(pdf, [START, START]) == ()
    assert section_pages(b"no PDF", [START]) == ()
