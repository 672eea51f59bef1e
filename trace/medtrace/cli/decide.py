"""`trace decide FINDING`: what a person makes of a finding, as a record that others sign too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medtrace.cli.console import Console, problem_line, record, result, shared
from medtrace.errors import UsageError
from medtrace.words import Localized, same

if TYPE_CHECKING:
    from medtrace.app.decide import Decided, Written
    from medtrace.model.decision import SignOff

OUTCOMES = ["confirmed", "raised", "lowered", "not-applicable", "conditional", "open"]
SEVERITIES = ["none", "build", "corrective", "minor", "major", "recall"]


@click.command("decide", short_help="record what a person makes of a finding, or sign what another wrote")
@click.argument("words", nargs=-1, required=True, metavar="FINDING... [RANGE]")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="What follows; left out when signing an existing record.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="The severity decided, where it is not the finding's.")
@click.option("--reason", default="", help="Why.")
@click.option("--by", default="", help="Who decides.")
@click.option("--role", default="", help="In which role: a title of the sign-off, such as 法规 or quality.")
@click.option("--on", default="", metavar="DAY", help="When (2026-03-02); today if not given.")
@click.option("--evidence", multiple=True, help="A report or record on which a lowering rests; several times.")
@click.option("--until", default="", help="conditional: until which evidence.")
@click.option("--due", default="", metavar="DAY", help="conditional: due when.")
@click.option("--replace", is_flag=True, help="Replace what a record says otherwise about the same evidence.")
@click.option("--range", "range_", default="", metavar="RANGE", help="Default: since the registered version, to HEAD.")
@click.option("--step", default="", metavar="RELEASE", help="Decide on what this released step shows.")
@click.option("--approval-system", default="", help="The quality system that holds the approval.")
@click.option("--approval-record", default="", help="Number of its approval record.")
@click.option("--approval-file", type=click.Path(path_type=Path), help="The approved file, for its digest.")
@click.option("--approval-signer", "approval_signers", multiple=True, help="Who signed there; several times.")
@click.option("--approval-on", default="", metavar="DAY", help="When.")
@click.option("--records", default="", metavar="REV", help="Revision whose decisions of people count.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@shared
def command(
    console: Console,
    words: tuple[str, ...],
    range_: str,
    step: str,
    form: str,
    **said: Any,  # noqa: ANN401
) -> None:
    """Record what you make of FINDING: its id, the beginning of one, a trigger that only one finding has.

    A row that no rule serves is FINDING too (`P-01-no-rule`). Where a record says the same of the same evidence, your
    sign-off is added to it; where one says otherwise, --replace lets yours stand in its place. The record is a file; it
    counts once it is committed and every role has signed.
    """
    from medtrace.app.assess import Asked
    from medtrace.app.decide import Said, decide

    ranges = [word for word in words if ".." in word]
    names = tuple(word for word in words if ".." not in word)
    if not names or len(ranges) > 1:
        raise UsageError(Localized("请给出检出项，至多一个范围", "name findings, and at most one range"))
    asked = Asked(range_ or next(iter(ranges), "HEAD"), console.config_file, records=said["records"])
    texts = {name: (said[name] or "").strip() for name in ("outcome", "severity", "reason", "until", "due")}
    evidence = tuple(one.strip() for one in said["evidence"] if one.strip())
    word = Said(_signoff(said), evidence=evidence, replace=said["replace"], **texts)
    _tell(console, decide(console.root, asked, names, step, word), form)


def _tell(console: Console, written: Written, form: str) -> None:
    if form == "json":
        from medtrace import plugins

        record(plugins.record("decided-json").render(written))
    else:
        result("".join(f"{one.path}\n" for one in written.decided))
    for one in written.decided:
        console.say(Localized(*_told(one)))
    for problem in written.problems:
        console.say(same(problem_line(problem, console.language)))


def _signoff(said: dict[str, Any]) -> SignOff:
    """The person, the role and the day, with the approval of the quality system.

    Raises:
        UsageError: the name or role is missing, a day is none, or the file of the approval cannot be read.
    """
    from medtrace.cli.signing_day import signing_day
    from medtrace.model.decision import ExternalApproval, SignOff

    for name in ("by", "role"):
        if not said[name].strip():
            raise UsageError(Localized(f"判定记录需要 --{name}", f"a decision needs --{name}"))
    system, number = said["approval_system"].strip(), said["approval_record"].strip()
    if bool(system) != bool(number):
        raise UsageError(
            Localized("体系签批须同时给出系统和记录编号", "--approval-system and --approval-record go together")
        )
    external = None
    if system:
        day = signing_day(said["approval_on"]) if said["approval_on"] else ""
        external = ExternalApproval(system, number, _digest(said["approval_file"]), said["approval_signers"], day)
    return SignOff(said["by"].strip(), said["role"].strip(), signing_day(said["on"]), "", external)


def _digest(file: Path | None) -> str:
    if file is None:
        return ""
    import hashlib

    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as fault:
        raise UsageError(Localized(f"无法读取 {file.name}", f"cannot read {file.name}: {fault.strerror}")) from fault


def _told(one: Decided) -> tuple[str, str]:
    """Whether it counts once committed, and what is missing."""
    from medtrace.app.vocabulary import vocabulary

    ruling, older = one.ruling, ", ".join(one.ruling.decision.replaces)
    more = (f"（替代 {older}）", f" (replaces {older})") if older else ("", "")
    if ruling.is_complete:
        return f"{one.finding.id}：提交后生效{more[0]}", f"{one.finding.id}: counts once it is committed{more[1]}"
    open_ones = [*(vocabulary().word("lacking", name) for name in ruling.lacking), *one.missing]
    zh, en = "、".join(word.zh for word in open_ones), ", ".join(word.en for word in open_ones)
    head = f"{one.finding.id}：尚未完成，还缺{zh}{more[0]}"
    return head, f"{one.finding.id}: not complete, still needs {en}{more[1]}"
