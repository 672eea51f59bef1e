"""`trace assess RANGE`: triggers, evidence, verdict, next version."""

import click

from medtrace.cli.console import Console, record, result, shared
from medtrace.cli.gate import ending, fail_on, gates
from medtrace.cli.lists import profiles as regimes


@click.command("assess", short_help="triggers, evidence, verdict and next version")
@click.argument("range_", metavar="RANGE")
@click.option("--format", "form", type=click.Choice(["text", "json", "md", "sarif", "github"]), default="text")
@click.option("--all", "whole", is_flag=True, help="Shorten no list.")
@regimes
@click.option("--records", default="", metavar="REV", help="Revision whose decisions of people count.")
@fail_on("none")
@shared
def command(
    console: Console, range_: str, form: str, profiles: tuple[str, ...], records: str, fail_on: str, whole: bool
) -> int:
    """Say which triggers fired in RANGE, on what evidence and under which clause, and what is open."""
    from medtrace.app.assess import Asked, assess
    from medtrace.app.failing import failing
    from medtrace.cli.telling import show_page
    from medtrace.gitio.repository import open_repository

    asked = gates(fail_on)
    with open_repository(console.root) as repository:
        assessment = assess(repository, Asked(range_, console.config_file, profiles, records))
    if form in {"text", "md"}:
        show_page(console, assessment, form=form, whole=whole)
    else:
        from medtrace import plugins

        # Annotations are lines of a log that people read.
        write = result if form == "github" else record
        write(plugins.record(f"assessment-{form}").render(assessment))
    return int(ending(console, failing(asked, assessment.problems, assessment.verdict)))
