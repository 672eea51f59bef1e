"""Steps before and after a model: code of pre-processing and post-processing differs.

What it reads: both sides of every changed file of components with the tag `ai-model`, where their meaning differs. A
file or a function whose name speaks of pre- or post-processing is likely; one whose changed lines or names speak of
resampling, normalising, cropping, windowing, inverse transforms, suppression and the like is a question. In JSON and
YAML the keys say it (`preprocessing`, `postprocessing`, `pre_transforms`).

Where no component carries the tag, the answer is not assessable.
"""

import ast
import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import AI
from medtrace.rules._ai._literals import literals
from medtrace.rules._deltas import Content, Delta, commits_of, not_mapped, units
from medtrace.rules._rule import NoOptions, rule
from medtrace.syntax.lines import Hunk, hunks
from medtrace.syntax.meaning import Sameness
from medtrace.syntax.python_tree import read_python
from medtrace.words import Localized

_STEP = expression(
    r"(?:^|[^a-z])(?:pre|post)[-_]?(?:proc(?:ess(?:ing|or|ed)?)?|transforms?|trans)(?![a-z])"
    r"|(?<=[a-z])(?:Pre|Post)(?:[pP]roc(?:ess(?:ing|or)?)?|[tT]ransforms?)(?![a-z])",
    re.IGNORECASE,
)
_LIKE = expression(
    r"resampl|resiz|normali[sz]|standardi[sz]|crop|pad(?:ded|ding)\b|window(?:ing|_level|_width)|intensity|spacing|orientation"
    r"|invert|inverse|transforms?\b|non_?max|nms\b|argmax|softmax|sigmoid|connected_component|largest_component|smooth|filter2d",
    re.IGNORECASE,
)
_FUNCTION = expression(
    r"(?P<name>[A-Za-z_]\w*)\s*\([^;{]*\)\s*(?:const\s*|throws\s+\w+\s*|->\s*\S+\s*|:\s*\S+\s*)?\{?\s*$"
)
LONGEST = 300


@rule("processing-steps", options=NoOptions)
def processing_steps(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit per changed file that speaks of a step before or after a model."""
    del options
    yield from not_mapped(changes, AI)
    for unit in units(changes, AI):
        for delta in unit.deltas:
            if delta.content is Content.TEXT and delta.sameness is Sameness.DIFFERENT:
                yield from _look(changes, delta)


def _look(changes: ChangeSet, delta: Delta) -> Iterator[Hit]:
    found = hunks(delta.before, delta.after)
    named = delta.path if _STEP.search(delta.path) else next(iter(_steps(delta, found)), "")
    if named or any(_LIKE.search(f"{one.before}\n{one.after}") for one in found):
        yield _hit(changes, delta, found, named)


def _steps(delta: Delta, found: tuple[Hunk, ...]) -> Iterator[str]:
    """Names of changed functions or keys that speak of a step."""
    if delta.path.endswith((".json", ".yaml", ".yml")):
        before, after = (
            {(one.scope, one.name, one.value) for one in literals(text, delta.path)}
            for text in (delta.before, delta.after)
        )
        yield from sorted(
            {name for scope, key, _ in before ^ after for name in (f"{scope}.{key}".lstrip("."),) if _STEP.search(name)}
        )
    elif delta.path.endswith(".py"):
        old, new = (_functions(text) for text in (delta.before, delta.after))
        yield from sorted(
            name for name in old.keys() | new.keys() if old.get(name) != new.get(name) and _STEP.search(name)
        )
    else:
        lines = delta.after.split("\n")
        around = (name for one in found for name in (_enclosing(lines, one.new_line),))
        yield from (name for name in around if _STEP.search(name))


def _functions(text: str) -> dict[str, str]:
    """Functions of a Python text by qualified name, without their docstrings' and layout's weight."""
    tree = read_python(text)
    found: dict[str, str] = {}
    waiting: list[tuple[ast.AST, str]] = [(tree, "")] if tree else []
    while waiting:
        node, scope = waiting.pop()
        for child in ast.iter_child_nodes(node):
            inner = scope
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = f"{scope}.{child.name}".lstrip(".")
                if not isinstance(child, ast.ClassDef):
                    found[inner] = ast.dump(child)
            waiting.append((child, inner))
    return found


def _enclosing(lines: list[str], number: int) -> str:
    """The name of the nearest line above that looks like the head of a function."""
    for line in reversed(lines[:number]):
        if (
            len(line) <= LONGEST
            and (found := _FUNCTION.search(line))
            and not line.lstrip().startswith(("if", "for", "while", "return"))
        ):
            return found["name"]
    return ""


def _hit(changes: ChangeSet, delta: Delta, found: tuple[Hunk, ...], named: str) -> Hit:
    told = Localized(f"（{named}）", f" ({named})") if named and named != delta.path else Localized("", "")
    sure = bool(named)
    return Hit(
        subject=f"processing:{delta.path}",
        summary=Localized(
            f"{delta.path} 的前后处理{'已' if sure else '可能'}变化{told.zh}",
            f"Pre- or post-processing {'changed' if sure else 'may have changed'} in {delta.path}{told.en}",
        ),
        evidence=tuple(
            Evidence(delta.path, one.new_line, commits_of(changes, delta), one.before[:LONGEST], one.after[:LONGEST])
            for one in found[:10]
        ),
        confidence=Confidence.LIKELY if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )
