"""What LibreOffice draws for each feature of Word is what the proof expects."""

from __future__ import annotations

import pytest

from kefu_docs.convert.probe import find_office, office_version
from kefu_docs.proof import Expected, prove
from kefu_docs.render import shown_text
from tests.support.builds import Office
from tests.support.word_features import FEATURES

DRAWN_WRONG = {"two lines in one": " 26.2"}
"""What a LibreOffice draws over other text, by its version; the proof refuses such a page."""


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_is_drawn_as_expected(feature: str, office: Office) -> None:
    """The proof holds the PDF that LibreOffice makes of a document with the feature against it."""
    made = FEATURES[feature]
    proof = prove(office(made), Expected(shown_text(made)), feature)
    # Fonts are the finish's work, which this PDF has not seen.
    faults = [str(f) for f in proof.faults if "font" not in str(f)]
    assert faults == [] or DRAWN_WRONG.get(feature, "none") in office_version(find_office())
