"""How LibreOffice exports a PDF: every option by name, so that nothing is left to a profile.

One option given makes LibreOffice ignore all configured ones, hence the whole list. Names and
meaning: LibreOffice API, com.sun.star.document.PDFExport and filter/source/pdf/pdfexport.cxx.
"""

from __future__ import annotations

import json

PDF_FILTER = "writer_pdf_Export"

_OPTIONS: dict[str, bool | int | str] = {
    "SelectPdfVersion": 0,  # plain PDF, no archive flavour: those force tags
    "UseTaggedPDF": False,  # six times the size and twice the time
    "PDFUACompliance": False,
    "EmbedStandardFonts": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,  # a batch is split at these destinations
    "OpenBookmarkLevels": -1,
    "ConvertOOoTargetToPDFTarget": False,
    "ExportLinksRelativeFsys": False,
    "PDFViewSelection": 0,
    "UseLosslessCompression": True,
    "Quality": 90,
    "ReduceImageResolution": False,
    "MaxImageResolution": 300,
    "UseReferenceXObject": False,
    "IsSkipEmptyPages": True,  # a document of a batch that starts on an even page brings one
    "ExportFormFields": False,
    "FormsType": 0,
    "AllowDuplicateFieldNames": False,
    "ExportNotes": False,
    "ExportNotesPages": False,
    "ExportNotesInMargin": False,
    "ExportOnlyNotesPages": False,
    "ExportHiddenSlides": False,
    "ExportPlaceholders": False,
    "UseTransitionEffects": False,
    "SinglePageSheets": False,
    "IsAddStream": False,
    "IsRedactMode": False,
    "Watermark": "",
    "EncryptFile": False,
    "RestrictPermissions": False,
    "SignPDF": False,
    "HideViewerToolbar": False,
    "HideViewerMenubar": False,
    "HideViewerWindowControls": False,
    "ResizeWindowToInitialPage": False,
    "CenterWindow": False,
    "OpenInFullScreenMode": False,
    "DisplayPDFDocumentTitle": True,
    "InitialView": 0,
    "InitialPage": 1,
    "Magnification": 0,
    "Zoom": 100,
    "PageLayout": 0,
    "FirstPageOnLeft": False,
}


def _typed(value: bool | int | str) -> dict[str, str]:
    if isinstance(value, bool):
        return {"type": "boolean", "value": str(value).lower()}
    return {"type": "long" if isinstance(value, int) else "string", "value": str(value)}


PDF_OPTIONS = json.dumps({name: _typed(value) for name, value in _OPTIONS.items()})
