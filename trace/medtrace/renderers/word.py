"""DOCX (`docx`): a document for editing and signing in Word, WPS or LibreOffice.

A4 upright with landscape pages where the document asks for them; SimSun and SimHei with Times New Roman, body text of
14 and tables of 10.5 points (eRPS format advice, notice 2019 No. 29, chapter 3). A cover with facts and sign-off whose
bottom-right quarter stays empty for the seal; a contents list of links (press F9 in Word for page numbers); real
headings; tables whose head repeats, whose rows do not break and whose ids do not wrap; a state is a word on a light
ground. Characters that XML cannot hold appear as U+FFFD. The same document gives the same bytes everywhere.
"""

from medtrace.model.document import Document
from medtrace.renderers._renderer import renderer
from medtrace.words import Language


@renderer("docx")
def word(document: Document, language: Language) -> bytes:
    """The document as the bytes of a DOCX."""
    # python-docx takes a tenth of a second to load: only a DOCX pays for it.
    from medtrace.renderers._docx_write import written

    return written(document, language)
