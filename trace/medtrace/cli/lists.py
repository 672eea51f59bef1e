"""Options that take a comma list, and may be given several times."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

CommandT = TypeVar("CommandT", bound=Callable[..., Any] | click.Command)


def comma(_: click.Context, __: click.Parameter, value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The words of one comma list or of several."""
    lists = (value,) if isinstance(value, str) else value or ()
    return tuple(word.strip() for one in lists for word in one.split(",") if word.strip())


def profiles(command: CommandT) -> CommandT:
    """The regimes to judge under; the first leads, the others stand beside it."""
    option = click.option(
        "--profile",
        "profiles",
        multiple=True,
        callback=comma,
        help="Regimes to judge under, such as nmpa-2022,fda; the first leads. Default: those of the configuration.",
    )
    return option(command)
