"""Whether imports that differ are such as nothing in the text needs."""

from medtrace.expressions import expression

_ALIAS = expression(r"\bas\s+(\w+)\Z")
_WORD = expression(r"[\w$]+")
_INCLUDE = expression(r'#\s*include\s*["<]([^">]*)[">]')
# Their names are not seen in the import: every name of the text may come from them.
_WHOLE = frozenset(("tree_sitter_c_sharp", "tree_sitter_swift"))
_OF_THE_SYSTEM = expression(r"(?:global\s+)?using\s+(?:System|Microsoft)\b")


def only_unused_differ(before: list[str], after: list[str], words: frozenset[str], package: str) -> bool:
    """Whether no name of the text (`words`) comes from an import that one side alone has.

    A header, a module of Swift and a namespace of C# name nothing: one more or one less is taken for unused, for what
    needs it would not compile without; one instead of another is a difference unless both belong to the system.
    """
    gone, new = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    if not gone and not new:
        return False
    if package in {"tree_sitter_c", "tree_sitter_cpp", "tree_sitter_cuda"}:
        return _headers(gone, new)
    if package in _WHOLE:
        swift = package == "tree_sitter_swift"
        return swift or not (gone and new) or all(map(_OF_THE_SYSTEM.match, (*gone, *new)))
    return not any(_binds(one) & words or "*" in one for one in (*gone, *new))


def _headers(gone: list[str], new: list[str]) -> bool:
    """Headers gone or new; in exchange only where they bear one name in another folder."""
    names = [[found[1] for one in side for found in (_INCLUDE.match(one),) if found] for side in (gone, new)]
    if len(names[0]) != len(gone) or len(names[1]) != len(new):
        return False
    ends = [{one.rpartition("/")[2] for one in side} for side in names]
    own = [any('"' in one for one in side) for side in (gone, new)]
    return not all(own) or ends[0] == ends[1]


def _binds(text: str) -> frozenset[str]:
    """The names that an import gives to the text; all words where it cannot be told."""
    alias = _ALIAS.search(text.strip(" ;"))
    if alias:
        return frozenset((alias[1],))
    if "{" in text:
        return frozenset(_WORD.findall(text))
    words = _WORD.findall(text)
    if text.startswith("import ") and "." in text and not text.rstrip().endswith(";"):
        return frozenset((words[1], words[-1]))  # Python binds the first part, Kotlin the last
    return frozenset(words[-1:])
