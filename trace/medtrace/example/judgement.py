"""What a correct judge of the example must see between two of its worlds, from their values alone."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medtrace.example.links import links
from medtrace.example.world import World
from medtrace.expressions import expression

CORE = ("src/ecg/filter.py", "src/ecg/qrs.py", "src/ecg/rhythm.py")
CORE_UNITS = frozenset({"滤波", "QRS检测", "节律判读"})
SERIOUS_UNITS = CORE_UNITS | {"分析调度", "房颤判读模型"}
ROUTES = "src/ui/routes.py"
OUTPUTS = ("src/report/fields.py", "src/report/report.schema.json")

_THRESHOLD = expression(r"^(\w*THRESHOLD\w* = [\d.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Triggers that must fire as major or minor, that must stay a question, and the field that had to move.

    The lists say what must be seen at least: a tool may ask more questions, but it may not see another major.
    """

    major: tuple[str, ...]
    minor: tuple[str, ...]
    questions: tuple[str, ...]
    moved_field: str
    expected_field: str


def judge(before: World, after: World) -> Judgement:
    """The judgement of one range, end to end."""
    major = tuple(sorted(set(_major(before, after))))
    questions = tuple(sorted(set(_questions(before, after))))
    minor = ("A-10",) if _patched(before, after) else ()
    return Judgement(major, minor, questions, _moved(before, after), _due(before, after, major=bool(major)))


def _major(before: World, after: World) -> Iterator[str]:
    if _family(before) != _family(after):
        yield "A-01"
    if any(_code(before, path) != _code(after, path) for path in CORE):
        yield "P-04"
    if before.facts.get("model") != after.facts.get("model"):
        yield "D-01"
    if _thresholds(before) != _thresholds(after):
        yield "D-06"
    if _code(before, ROUTES) != _code(after, ROUTES):
        yield "P-08"
    if any(_code(before, path) != _code(after, path) for path in OUTPUTS):
        yield "P-06"
    if _open_risks(before, after):
        yield "P-16"


def _open_risks(before: World, after: World) -> set[str]:
    """Risks that are new and that nothing controls."""
    controlled = {link.target for link in links(after) if link.kind == "controls"}
    return {item.id for item in after.table("risks") if item.id not in before.items} - controlled


def _questions(before: World, after: World) -> Iterator[str]:
    if before.facts["platform"] != after.facts["platform"] and _family(before) == _family(after):
        yield "A-09"
    if after.facts.get("ptr_edition") != after.facts.get("ptr_baseline"):
        yield "M-01"
    if any(_touches_safety(after, key) for key in _mended(before, after)):
        yield "C-03"
    fresh = (item for item in after.table("srs") if item.id not in before.items)
    if any(not CORE_UNITS & set(item.named("软件单元")) for item in fresh):
        yield "P-33"


def _patched(before: World, after: World) -> bool:
    """Whether the database got a patch release."""
    return before.items["SOUP-05"] != after.items["SOUP-05"]


def _family(world: World) -> str:
    return world.facts["platform"].partition(" ")[0]


def _code(world: World, path: str) -> str:
    """A file without comments and layout: what it does."""
    text = world.files.get(path, "")
    return ast.dump(ast.parse(text)) if path.endswith(".py") else text


def _thresholds(world: World) -> list[str]:
    """What the core algorithm holds its values against."""
    return _THRESHOLD.findall("\n".join(world.files.get(path, "") for path in CORE))


def _mended(before: World, after: World) -> Iterator[str]:
    """Requirements whose defects were closed on the way."""
    for defect in after.table("defects"):
        old = before.items.get(defect.id)
        if defect["状态"] == "已关闭" and (old is None or old["状态"] != "已关闭"):
            yield from defect.named("关联需求")


def _touches_safety(world: World, requirement: str) -> bool:
    serious = SERIOUS_UNITS & set(world.items[requirement].named("软件单元"))
    return bool(serious) or any(requirement in control.named("实施位置") for control in world.table("controls"))


def _fields(world: World) -> Mapping[str, str]:
    return dict(zip("XYZB", world.facts["version"].removeprefix("V").split("."), strict=True))


def _moved(before: World, after: World) -> str:
    old, new = _fields(before), _fields(after)
    return next((name for name in "XYZB" if old[name] != new[name]), "")


def _due(before: World, after: World, *, major: bool) -> str:
    """X for a major update, Y for a new requirement, Z for a mended defect; empty where the values do not tell."""
    if major:
        return "X"
    if any(item.id not in before.items for item in after.table("srs")):
        return "Y"
    return "Z" if any(_mended(before, after)) else ""
