"""What LibreOffice draws for each feature of Word is what the proof expects."""

from __future__ import annotations

import pytest

from kefu_docs.proof import Expected, prove
from kefu_docs.render import shown_text
from tests.support.builds import Office
from tests.support.word_features import FEATURES


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_is_drawn_as_expected(feature: str, office: Office) -> None:
    """The proof holds the PDF that LibreOffice makes of a document with the feature against it."""
    made = FEATURES[feature]
    proof = prove(office(made), Expected(shown_text(made)), feature)
    # Fonts are the finish's work, which this PDF has not seen.
    assert [str(f) for f in proof.faults if "font" not in str(f)] == []
