"""Libraries through which an algorithm computes, from the table `algorithm-libraries.yaml`."""

import re
from fnmatch import translate
from functools import cache, lru_cache

import yaml


@cache
def _pattern() -> re.Pattern[str]:
    from importlib.resources import files

    text = files("medtrace.templates").joinpath("algorithm-libraries.yaml").read_text(encoding="utf-8")
    names = (str(name) for group in yaml.safe_load(text).values() for name in group)
    return re.compile("|".join(f"(?:{translate(name)})" for name in names), re.IGNORECASE)


@lru_cache(maxsize=4096)
def computes(name: str) -> bool:
    """Whether a component is one of the table, by its whole name or the last part of it."""
    return bool(_pattern().match(name) or _pattern().match(re.split(r"[/:]", name)[-1]))
