"""`trace rules [NAME]`: the manual of a rule."""

import click

from medtrace.cli.console import Console, result, shared


@click.command("rules", short_help="the manual of a rule")
@click.argument("name", required=False)
@shared
def command(console: Console, name: str | None) -> None:
    """List the rules, or print the manual page of one with the trigger rows that it serves."""
    from medtrace import plugins
    from medtrace.app.explaining import packaged_profile

    profile = packaged_profile()
    known = plugins.own_names("rules")
    if name is None:
        lines = [f"{one}  {plugins.manual('rules', one).splitlines()[0]}" for one in known]
    else:
        if name not in known:
            raise plugins.unknown("rules", name, known)
        rows = [trigger for trigger in profile.triggers if any(use.rule == name for use in trigger.rules)]
        serves = [f"  {trigger.id} {trigger.name.get(console.language)}" for trigger in rows]
        lines = [
            plugins.manual("rules", name).rstrip(),
            "",
            console.word("所服务的触发项：", "Rows it serves:"),
            *serves,
        ]
    result("\n".join([*lines, ""]))
