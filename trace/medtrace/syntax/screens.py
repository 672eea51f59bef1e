"""Classes that are screens: those that derive from a view, dialog, activity, page or window of their toolkit."""

from collections.abc import Iterator

from medtrace.expressions import expression

_HEADER = expression(
    r"\b(?:class|struct|object)\s+(?P<name>\w+)(?P<bases>\s*(?:<[^{};]{0,100}>)?\s*(?:extends\b|:|\()[^{};]{0,300})"
)
_VIEW = expression(
    r"\b\w*(?:View|ViewController|Dialog|Activity|Fragment|Page|Window|Screen|Form|Panel|Pane|Widget|UserControl"
    r"|Menu|Popup|Modal|Toolbar|ToolBar|Scene|Wizard)\b"
    r"|\b(?:J|JInternal)?Frame\b|\b(?:React\.)?(?:Pure)?Component\b|\bQ(?:MainWindow|WizardPage)\b"
)


def is_view(bases: str) -> bool:
    """Whether one of the names after `extends`, after a colon or in brackets is a view: `QDialog`, `JPanel`."""
    return bool(_VIEW.search(bases))


def screen_names(text: str) -> Iterator[tuple[str, int]]:
    """Name and place of every class of a text without comments that derives from a view."""
    for found in _HEADER.finditer(text):
        if is_view(found["bases"]):
            yield found["name"], found.start("name")
