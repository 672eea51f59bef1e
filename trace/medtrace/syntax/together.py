"""Several files of one language as one program: whether functions only stand in another one of them than before.

The texts are laid out in a row, before and after; where the whole holds the same functions and everything else is the
same, what differs is their place. Imports may differ by the functions that moved and by the files themselves.
"""

import re
from collections import Counter
from collections.abc import Sequence

from medtrace.expressions import expression
from medtrace.syntax.comparison import side_of
from medtrace.syntax.grammars import grammar_of
from medtrace.syntax.units import moved_functions

_WORD = expression(r"\w+")
_OF_THE_FILE = expression(r"^(?:(?:const|let|var|static|final) )*(\w+) ?(?::[^=\n]*)?=(?!=)", re.MULTILINE)
MOST_BYTES = 300_000


def only_moved_between(files: Sequence[tuple[str, str, str]], moved: frozenset[str]) -> bool:
    """Whether files (path, before, after) together do the same; `moved` are functions that left one for another.

    False where a text is too large or has a flaw, where the files are of several languages, and where two of them give
    a value of their own to one name: a function that moved would then see another one.
    """
    own = Counter(name for _, _, text in files for name in set(_OF_THE_FILE.findall(text)))
    if max(own.values(), default=0) > 1:
        return False
    before, after = ("\n".join(one[number] for one in files) for number in (1, 2))
    grammars = {grammar.package: grammar for path, old, new in files if (grammar := grammar_of(path, old + new))}
    if len(grammars) != 1 or len(before) + len(after) > MOST_BYTES:
        return False
    (grammar,) = grammars.values()
    one, other = side_of(before, grammar), side_of(after, grammar)
    if one is None or other is None:
        return False
    same = one.bound.keys == other.bound.keys or bool(moved_functions(one, other, order_counts=grammar.hoists)[0])
    known = moved | {path.rsplit("/", 1)[-1].partition(".")[0] for path, _, _ in files}
    differing = set(one.rows.imports) ^ set(other.rows.imports)
    return same and all(known & set(_WORD.findall(line)) for line in differing)
