"""`trace snapshot [REV]`: the traceability graph of a revision."""

import click

from medtrace.cli.console import Console, record, shared


@click.command("snapshot", short_help="the traceability graph of a revision")
@click.argument("rev", default="HEAD")
@click.option("--format", "form", type=click.Choice(["json", "graphml", "mermaid", "dot", "csv"]), default="json")
@shared
def command(console: Console, rev: str, form: str) -> None:
    """Write items, links and problems of REV (default HEAD) to stdout."""
    from medtrace import plugins
    from medtrace.app.look import look

    seen = look(console.root, rev, console.config_file)
    record(plugins.record(f"snapshot-{form}").render(seen.snapshot_with_problems))
