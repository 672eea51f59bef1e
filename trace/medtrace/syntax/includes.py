"""What a compiler of C reads alike: headers in any order, texts side by side as one, directives however wrapped."""

from medtrace.expressions import expression

_INCLUDE = expression(r"[^\S\n]*#[^\S\n]*include\b")
_DIRECTIVE = expression(r"(?m)^[^\S\n]*#(?:[^\n\\]|\\\r?\n|\\(?!\r?\n))*")
_WRAPPED = expression(r"[^\S\n]*\\\r?\n")
_HASH = expression(r"#[^\S\n]+(?=\w)")
_TEXT = expression(r'"(?!").*"\Z')
_OPEN_ESCAPE = expression(r"\\(?:x[0-9a-fA-F]*|[0-7]{1,2})\"\Z")


def joined_directives(text: str) -> str:
    """The text with each directive on one line, its `#` before its name: how it is wrapped says nothing."""
    return _DIRECTIVE.sub(lambda found: _HASH.sub("#", _WRAPPED.sub(" ", found.group()), count=1), text)


def sorted_includes(text: str) -> str:
    """The text with every run of `#include` lines in alphabetical order, each once; blank lines do not end a run."""
    found: list[str] = []
    run: list[str] = []
    for line in text.split("\n"):
        if _INCLUDE.match(line):
            run.append(" ".join(line.split()))
        elif line.strip() or not run:
            found += [*sorted(set(run)), line]
            run = []
    return "\n".join((*found, *sorted(set(run))))


def joined_texts(stream: list[str]) -> list[str]:
    """The signs with texts in double quotes that stand side by side joined; an open number as escape stays apart."""
    found: list[str] = []
    for sign in stream:
        last = found[-1] if found else ""
        if _TEXT.match(sign) and _TEXT.match(last) and not _OPEN_ESCAPE.search(last):
            found[-1] = last[:-1] + sign[1:]
        else:
            found.append(sign)
    return found
