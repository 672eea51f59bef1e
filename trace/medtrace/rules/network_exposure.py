"""The network environment that the product meets: who may reach it, and which networks it needs.

What it reads, at both ends: settings and deployment files (listening addresses, published ports, ingresses, network
policies, origins that may call, addresses of public hosts), `environment:` items of the kind `network`, and addresses
that changed code listens on.

Options:
  seen: what a row asks for, one or several of
    listening  a listener lets more callers in than before (`127.0.0.1` → `0.0.0.0`), or fewer
    door       an ingress, load balancer or route from outside came or went
    wide       a public host or a door where there was none: local area network or wide area network is a question
    opened     every origin may call (`*`), a network policy is gone
    declared   an `environment:` item of the kind network differs
    lan-wan, closed-open, wired-wireless   the declared network changed just so

What a template fills in, what only files of developers say, and what is stated by a kind of file that one end does not
have, is never more than a question.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment import compose, kubernetes, settings, terraform
from medtrace.rules._deployment._declared import declared
from medtrace.rules._deployment._ends import Ends, Step, deployed, evidence, steps
from medtrace.rules._deployment._hits import blind, question, told_in, unread
from medtrace.rules._deployment._listening import Opened, code_listeners, listeners, opened, public
from medtrace.rules._rule import rule
from medtrace.words import Localized

_READERS = (compose.READER, kubernetes.READER, terraform.READER)
_SETTINGS = (settings.READER,)
_GLOBS = tuple(sorted({glob for reader in (*_READERS, *_SETTINGS) for glob in reader.globs}))
_NAMES = {"door": Localized("对外入口", "entry from outside"), "fence": Localized("网络策略", "network policy")}
_ASKED = {
    "listening": Localized("监听范围变化", "What a listener lets in changed"),
    "wide": Localized("出现公网地址", "Addresses of the public network came"),
    "opened": Localized("对外限制放开", "A restriction towards outside was lifted"),
}
_OPEN = {
    "listening": Localized("是否改变网络环境待判定", "whether the network environment changes is open"),
    "wide": Localized("是否由局域网变为广域网待判定", "whether a local area network became a wide one is open"),
    "opened": Localized("是否由封闭变为开放网络环境待判定", "whether a closed network environment became open is open"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """Which changes a row asks for."""

    seen: tuple[str, ...]


@rule("network-exposure", options=Options, reads=_GLOBS)
def network_exposure(changes: ChangeSet, options: Options) -> Iterator[Hit]:
    """One hit per listener or declared network that changed as asked, and one question for each kind of the rest."""
    ends, configured = deployed(changes, _READERS), deployed(changes, _SETTINGS)
    for kind in options.seen:
        yield from declared(changes, kind)
    if "listening" in options.seen:
        yield from _listening(changes, (*listeners(ends), *listeners(configured), *code_listeners(changes)))
    yield from _doors(ends, changes, options)
    if "wide" in options.seen:
        yield from _asked("wide", tuple(public(configured)), changes)
    if "opened" in options.seen:
        yield from _asked("opened", tuple(opened(configured)), changes)
        yield from _fences(ends, changes)
    if "listening" in options.seen:
        yield from _not_read(ends, configured, changes)


def _listening(changes: ChangeSet, found: tuple[Opened, ...]) -> Iterator[Hit]:
    for one in found:
        if one.sure:
            yield Hit(
                f"listener:{one.key}",
                Localized(
                    f"监听地址放宽：{one.key}（{one.before} → {one.after}）",
                    f"A listener lets more callers in: {one.key} ({one.before} → {one.after})",
                ),
                (_piece(one, changes),),
                Confidence.LIKELY,
            )
    yield from _asked("listening", tuple(one for one in found if not one.sure), changes)


def _asked(kind: str, found: tuple[Opened, ...], changes: ChangeSet) -> Iterator[Hit]:
    if found:
        what, open_ = _ASKED[kind], _OPEN[kind]
        told = "；".join(f"{one.key}（{one.shown}）" for one in found[:3])
        told_en = "; ".join(f"{one.key} ({one.shown})" for one in found[:3])
        yield Hit(
            f"network:{kind}",
            Localized(f"{what.zh}：{told}；{open_.zh}", f"{what.en}: {told_en}; {open_.en}"),
            tuple(_piece(one, changes) for one in found[:20]),
            Confidence.QUESTION,
            unknown="depends",
        )


def _piece(one: Opened, changes: ChangeSet) -> Evidence:
    return Evidence(one.path, one.line, changes.commits_touching(one.path), one.before, one.after)


def _doors(ends: Ends, changes: ChangeSet, options: Options) -> Iterator[Hit]:
    found = tuple(one for one in steps(ends, "door") if not (one.before and one.after))
    if "door" in options.seen:
        for step in (one for one in found if one.sure and not one.renamed):
            told = told_in((step,), _NAMES)
            summary = Localized(f"网络环境变化：{told.zh}", f"The network environment changed: {told.en}")
            yield Hit(f"door:{step.key}", summary, evidence(step, changes), Confidence.LIKELY)
        if rest := tuple(one for one in found if not one.sure or one.renamed):
            yield _question("network:door", rest, changes, "listening")
    elif "wide" in options.seen and (came := tuple(one for one in found if one.after and not one.renamed)):
        yield _question("network:door", came, changes, "wide")


def _fences(ends: Ends, changes: ChangeSet) -> Iterator[Hit]:
    gone = tuple(one for one in steps(ends, "fence") if not one.after and not one.renamed)
    if gone:
        yield _question("network:fence", gone, changes, "opened")


def _question(subject: str, found: tuple[Step, ...], changes: ChangeSet, kind: str) -> Hit:
    told, open_ = told_in(found, _NAMES), _OPEN[kind]
    return question(subject, Localized(f"{told.zh}；{open_.zh}", f"{told.en}; {open_.en}"), found, changes)


def _not_read(ends: Ends, configured: Ends, changes: ChangeSet) -> Iterator[Hit]:
    """That nothing was compared, and files that cannot be read: told once, by the row that asks for listeners."""
    network = any(one.kind == "network" for one in (*changes.environment_before, *changes.environment_after))
    if ends.is_blind and configured.is_blind and not network:
        yield blind(
            "network",
            Localized(
                "两端均未读到部署描述文件或配置文件，也未声明网络条件，网络环境未评估",
                "Neither end has a deployment or configuration file that is read, and no network is declared: "
                "the network environment was not assessed",
            ),
        )
    what = Localized("其中的网络设置", "the network settings in it were")
    yield from unread(configured, changes, "network:unread", what)
