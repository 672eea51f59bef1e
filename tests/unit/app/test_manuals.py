"""Manual pages of plug-ins: what a module says of itself, and its options."""

import pytest

from medtrace.app.explaining import explanation
from medtrace.app.manuals import manual_names
from medtrace.errors import UsageError
from medtrace.words import Language


def page(name: str) -> str:
    return "\n".join(explanation(name, Language.EN))


def test_a_source_is_explained_by_its_manual_and_its_options() -> None:
    said = page("xlsx-table")
    assert said.startswith("xlsx-table  (source)\n\nItems as rows of the sheets of an Excel workbook")
    assert "\noption    type           default\ncolumns   mapping        empty\n" in said
    assert "\nhidden    true or false  False" in said


@pytest.mark.parametrize("name", manual_names())
def test_every_plug_in_has_a_page(name: str) -> None:
    assert len(page(name).splitlines()) > 3
    assert "option" in page(name)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as fault:
        page("xlsx-tabel")
    assert fault.value.hint is not None
    assert "xlsx-table" in fault.value.hint.en
