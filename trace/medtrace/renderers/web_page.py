"""HTML (`html`): a document as one file that needs nothing else, for reading on a screen and for printing.

No script, no network, no font from elsewhere: a content security policy allows the file's own style and nothing more.
The page has landmarks, a skip link, a contents list, table heads with a scope, and each text names its language. States
are a word on a light ground, never a colour alone. Printed, it is A4 with landscape pages where the document asks for
them, the head of a table repeats on every page, and ids do not wrap. A figure is drawn as SVG.
"""

from medtrace.model.document import Document
from medtrace.renderers._outline import places
from medtrace.renderers._renderer import renderer
from medtrace.words import Language

_TEMPLATE = "html/document.html.j2"


@renderer("html")
def web_page(document: Document, language: Language) -> bytes:
    """The document as UTF-8 HTML with its style inside."""
    from base64 import b64encode
    from hashlib import sha256

    from markupsafe import Markup

    from medtrace.renderers import _terms
    from medtrace.renderers._environment import resource, write

    style = resource("styles", "page.css")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    text = write(
        _TEMPLATE,
        document,
        language,
        places=places(document.sections),
        style=Markup(style),  # noqa: S704 - our own file, and its digest stands in the policy
        digest=f"sha256-{digest}",
        terms=_terms,
    )
    return text.encode()
