"""How a figure's boxes fall into rows, and that its drawing covers nothing."""

from itertools import combinations

import pytest

from medtrace.model.document import Figure
from medtrace.renderers._drawing import Box, drawing
from medtrace.renderers._flow import arrows, rows
from medtrace.words import Language, Localized, same
from tests.support.documents import FLOW


def _chain(count: int) -> Figure:
    return Figure(same("caption"), tuple(same(f"step {number}") for number in range(count)))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (_chain(1), ((0,),)),
        (_chain(4), ((0, 1, 2, 3),)),
        (_chain(5), ((0, 1, 2), (3, 4))),
        (_chain(9), ((0, 1, 2), (3, 4, 5), (6, 7, 8))),
        (_chain(0), ()),
        (FLOW, ((0, 1, 2), (3, 4, 5), (6, 7))),
    ],
)
def test_boxes_fall_into_even_rows(figure: Figure, expected: tuple[tuple[int, ...], ...]) -> None:
    assert rows(figure) == expected


def test_without_edges_each_box_leads_to_the_next() -> None:
    assert [(arrow.start, arrow.end) for arrow in arrows(_chain(3))] == [(0, 1), (1, 2)]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("figure", [FLOW, _chain(1), _chain(9)], ids=["flow", "one", "nine"])
def test_nothing_lies_outside_or_over_another(figure: Figure, language: Language) -> None:
    picture = drawing(figure, language)
    assert len(picture.boxes) == len(figure.steps)
    for box in picture.boxes:
        assert 0 <= box.x < box.x + box.width <= picture.width
        assert 0 <= box.y < box.y + box.height <= picture.height
        assert all(box.y < words.y < box.y + box.height for words in box.words)
    for path in picture.paths:
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in path.points)
        assert all(words.y > 10 for words in path.words)
    assert not [pair for pair in combinations(picture.boxes, 2) if _overlap(*pair)]


def _overlap(one: Box, other: Box) -> bool:
    apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y)


def test_an_arrow_ends_at_its_box() -> None:
    picture = drawing(FLOW, Language.BOTH)
    for arrow, path in zip(arrows(FLOW), picture.paths, strict=True):
        start, end = picture.boxes[arrow.start], picture.boxes[arrow.end]
        (out_x, out_y), (in_x, in_y) = path.points[0], path.points[-1]
        assert start.x <= out_x <= start.x + start.width
        assert start.y <= out_y <= start.y + start.height
        assert end.x <= in_x <= end.x + end.width
        assert end.y <= in_y <= end.y + end.height


def test_an_arrow_to_itself_or_back_in_the_row_is_drawn() -> None:
    figure = Figure(
        same("c"), (same("a"), same("b")), ((0, 1, same("on")), (1, 0, same("back")), (1, 1, Localized("再", "again")))
    )
    picture = drawing(figure, Language.BOTH)
    assert len(picture.paths) == 3
    assert max(y for path in picture.paths for _, y in path.points) <= picture.height
