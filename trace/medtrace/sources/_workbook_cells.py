"""openpyxl's parser of cells, which also says where a formula has no value; loaded when a workbook is read."""

from typing import Any

from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser


class Cells(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """Cells as openpyxl parses them, with the key `uncomputed`."""

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401 - an element of whatever XML library
        """One cell; a program that saved the workbook without computing leaves the formula alone."""
        cell: dict[str, Any] = super().parse_cell(element)
        cell["uncomputed"] = cell["value"] is None and element.find(FORMULA_TAG) is not None
        return cell
