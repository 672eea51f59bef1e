"""Reference data of the product differ: norms, atlases, look-up tables and databases that results are held against.

What it reads: changed product files of data (CSV, JSON, NIfTI, NumPy, SQLite and the like) whose name or folder speaks
of reference, normative or atlas data, percentiles, growth charts or look-up tables. Always a question: the number of
rows before and after is shown where the file is text.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import Changed, changed
from medtrace.rules._rule import Aids, rule
from medtrace.words import Localized

_DATA = expression(
    r"\.(?:csv|tsv|json|ya?ml|xml|xlsx|parquet|npz?|nii(?:\.gz)?|nrrd|mha|mhd|db|sqlite3?|h5|hdf5|mat|dat|bin|dvc)$",
    re.IGNORECASE,
)
_NAMED = expression(
    r"(?:^|[/_.-])(?:reference[-_]?(?:data\w*|db|values?|ranges?|intervals?|population)|normative(?:[-_]\w+)?|norm[-_]?data"
    r"|atlas(?:es)?|percentiles?|growth[-_]?charts?|look[-_]?up[-_]?tables?|z[-_]?scores?|参考数据库?|常模)(?=[/_.-]|\d)",
    re.IGNORECASE,
)


@rule("reference-data", options=Aids)
def reference_data(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One question per changed file of reference data."""
    del options
    for one in changed(changes):
        if _DATA.search(one.path) and _NAMED.search(one.path):
            yield _hit(one)


def _hit(one: Changed) -> Hit:
    return Hit(
        subject=f"reference:{one.path}",
        summary=Localized(
            f"参考数据 {one.path} 变化，数据种类和样本量是否改变待判定",
            f"The reference data {one.path} changed: whether their kind or sample size differs is open",
        ),
        evidence=(Evidence(one.path, 0, one.commits, _size(one.before), _size(one.after)),),
        confidence=Confidence.QUESTION,
        unknown="depends",
    )


def _size(text: str) -> str:
    lines = sum(1 for line in text.split("\n") if line.strip())
    return f"n = {lines}" if lines else ""
