"""Libraries that a short run may never ask are imported at their first use, wherever they are named."""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

# Most merges bring no file that these read; together they cost a tenth of what a hook may.
LIBRARIES = ("configparser", "tempfile", "tomllib", "yaml")


class _Late(ModuleType):
    """Stands for a module until it is asked for something.

    The library's own `LazyLoader` loads at the second `import` already, for that looks at `__spec__`.
    """

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module holds
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[self.__name__]
        self.__dict__.update(vars(import_module(self.__name__)))
        object.__setattr__(self, "__class__", ModuleType)
        return getattr(self, name)


def import_late(names: tuple[str, ...] = LIBRARIES) -> None:
    """Put a module that loads itself when it is asked under each name that is not imported yet."""
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = _Late
            sys.modules[name] = module
