"""Regular expressions that are compiled at their first use: a hook imports some six hundred and asks a few of them."""

import re
from typing import Any, AnyStr, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_ASKED = (*_METHODS, "flags", "groups", "groupindex")


class Expression:
    """An expression not compiled yet; once asked it holds what was compiled as its own, so later calls cost no more."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        """As `re.compile` takes them."""
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a compiled expression has
        """What the compiled expression answers; reached only while this one does not hold it."""
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given)
        self.__dict__.update((one, getattr(compiled, one)) for one in _ASKED)
        return self.__dict__[name]


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The expression of a module's constant, or of escaped words, said to be what it behaves as.

    One made of a configuration's words belongs to `re.compile`, which refuses a wrong one at once.
    """
    return cast("re.Pattern[AnyStr]", Expression(pattern, flags))
