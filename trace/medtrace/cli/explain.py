"""`trace explain CODE`: a trigger row or a message with its clause, or the manual page of a source, rule or block."""

import click

from medtrace.cli.console import Console, result, shared


@click.command("explain", short_help="explain a trigger or a message, with its clause")
@click.argument("code")
@shared
def command(console: Console, code: str) -> None:
    """Explain a trigger id (P-08), the code of a problem (dangling-link), or a source, rule or block (xlsx-table)."""
    from medtrace.app.explaining import explanation

    result("\n".join([*explanation(code, console.language), ""]))
