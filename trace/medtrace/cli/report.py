"""`trace report RANGE`: the main job."""

from pathlib import Path

import click

from medtrace.cli.console import Console, record, shared
from medtrace.cli.gate import ending, fail_on, gates
from medtrace.cli.lists import comma
from medtrace.cli.lists import profiles as regimes
from medtrace.words import Language


@click.command("report", short_help="assess a range and write the document set")
@click.argument("range_", metavar="RANGE")
@click.option("--output", type=click.Path(path_type=Path), help="Folder to write (default trace-report/FROM..TO).")
@click.option("--documents-lang", "languages", callback=comma, help="zh, en, zh-en; a comma list.")
@click.option("--as", "formats", callback=comma, help="Formats: md, html, docx; a comma list.")
@click.option("--document", "documents", callback=comma, help="Only these documents of the profile.")
@regimes
@click.option("--results", multiple=True, type=click.Path(path_type=Path), help="JUnit results from outside git.")
@click.option(
    "--ci", "job", type=click.Path(path_type=Path), help="Folder for annotations, summary, SARIF and outputs."
)
@click.option(
    "--since",
    type=click.Choice(["registration", "release"]),
    default="registration",
    help="What one revision counts from: the registered version, or the release before it by version.tags.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--records", default="", metavar="REV", help="Revision whose decisions of people count.")
@fail_on("none")
@shared
def command(
    console: Console,
    range_: str,
    output: Path | None,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    documents: tuple[str, ...],
    profiles: tuple[str, ...],
    results: tuple[Path, ...],
    job: Path | None,
    since: str,
    form: str,
    records: str,
    fail_on: str,
) -> int:
    """Assess RANGE and write the update history, traceability analysis, test evidence and judgement record.

    RANGE is git's (v1.2..v1.3); one revision means "since the registered version, up to it", with `--since release`
    "since the release before it".
    """
    from medtrace.app.assess import Asked
    from medtrace.app.report import Order, report
    from medtrace.cli.telling import show_report

    asked = gates(fail_on)
    _known_languages(languages)
    found = tuple(console.root / one for one in results)
    wanted = Asked(range_, console.config_file, profiles, records, found)
    output, job = (console.root / one if one else None for one in (output, job))
    order = Order(languages, formats, documents, output, job, asked, since_release=since == "release")
    made = report(console.root, wanted, order)
    for note in made.notes:
        console.say(note)
    if form == "json":
        from medtrace import plugins

        record(plugins.record("assessment-json").render(made.assessment))
    else:
        show_report(console, made)
    return int(ending(console, made.failing))


def _known_languages(languages: tuple[str, ...]) -> None:
    known = [language.value for language in Language]
    for language in languages:
        if language not in known:
            raise click.BadParameter(f"“{language}” is none of {', '.join(known)}", param_hint="--documents-lang")
