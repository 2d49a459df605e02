"""The headers and footers of a docx; :mod:`.word_package` knows them."""

from kefu_docs.render.word_package import DOCUMENT_RELATIONS as RELATIONS
from kefu_docs.render.word_package import Margin, margins_of

__all__ = ["RELATIONS", "Margin", "margins_of"]
