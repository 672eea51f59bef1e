"""Providers of a cloud and the way in which the product is deployed differ.

What it reads, at both ends: providers and resources of Terraform, serverless files, templates of AWS, off-the-shelf
libraries that speak to one provider, and which kinds of deployment file there are (compose, Kubernetes, Terraform,
serverless). A provider that gives way to another in what is deployed fires; a provider or a way of deployment that came
or went by itself, and what libraries alone show, is a question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._deployment import compose, kubernetes, serverless, terraform
from medtrace.rules._deployment._ends import End, deployed
from medtrace.rules._parts._ends import GLOBS as PART_GLOBS
from medtrace.rules._parts._ends import End as PartEnd
from medtrace.rules._parts._ends import part_ends
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized

_READERS = (terraform.READER, serverless.READER)
_FORMS = {"compose": (compose.READER,), "Kubernetes": (kubernetes.READER,), "Terraform": (terraform.READER,)}
_GLOBS = {glob for reader in (*_READERS, compose.READER, kubernetes.READER) for glob in reader.globs}
_LIBRARIES = (
    ("aws", r"^boto3$|^aioboto3$|aws-sdk|^awssdk\.|software\.amazon\.awssdk|com\.amazonaws|^@aws-sdk/"),
    ("azure", r"^azure[.-]|^@azure/|com\.azure[:.]|^microsoft\.azure"),
    ("google", r"^google-cloud|^@google-cloud/|com\.google\.cloud|^google\.cloud\."),
    ("firebase", r"firebase"),
    ("alicloud", r"aliyun|alibabacloud"),
    ("tencent", r"tencentcloud|qcloud"),
    ("huawei", r"huaweicloud"),
)
MOST_PIECES = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A provider or way of deployment, and where it stands."""

    name: str
    path: str
    line: int
    text: str


@rule("cloud-services", options=NoOptions, reads=tuple(sorted({*_GLOBS, *PART_GLOBS})))
def cloud_services(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit where providers in what is deployed differ, one for libraries, one for ways of deployment."""
    del options
    ends = deployed(changes, _READERS)
    deployed_at = tuple(_providers(ends.before)), tuple(_providers(ends.after))
    yield from _differing("provider", Localized("云服务商", "Cloud provider"), *deployed_at, changes)
    older, newer = part_ends(changes)
    libraries = tuple(_libraries(older)), tuple(_libraries(newer))
    yield from _differing(
        "library", Localized("云服务组件所指的服务商", "Provider of cloud libraries"), *libraries, changes
    )
    yield from _differing("form", Localized("部署方式", "Way of deployment"), *_forms(changes), changes)


def _differing(
    subject: str, what: Localized, before: tuple[Seen, ...], after: tuple[Seen, ...], changes: ChangeSet
) -> Iterator[Hit]:
    old, new = {one.name for one in before}, {one.name for one in after}
    if old == new or (subject == "form" and not (old and new)):
        return
    sure = subject == "provider" and bool(old - new and new - old)
    pieces = (
        *((one, True) for one in before if one.name not in new),
        *((one, False) for one in after if one.name not in old),
    )
    step = Localized(
        f"{'、'.join(sorted(old)) or '无'} → {'、'.join(sorted(new)) or '无'}",
        f"{', '.join(sorted(old)) or 'none'} → {', '.join(sorted(new)) or 'none'}",
    )
    doubt = (
        Localized("", "") if sure else Localized("；云计算服务是否变化待判定", "; whether the service changes is open")
    )
    yield Hit(
        f"cloud:{subject}",
        Localized(f"{what.zh}变化：{step.zh}{doubt.zh}", f"{what.en} differs: {step.en}{doubt.en}"),
        tuple(_piece(one, changes, gone=gone) for one, gone in pieces[:MOST_PIECES]),
        Confidence.LIKELY if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _piece(one: Seen, changes: ChangeSet, *, gone: bool) -> Evidence:
    sides = (one.text, "") if gone else ("", one.text)
    return Evidence(one.path, one.line, changes.commits_touching(one.path), *sides)


def _providers(end: End) -> Iterator[Seen]:
    for one in end.told:
        if one.fact.name == "cloud" and not one.weak:
            yield Seen(one.fact.key, one.path, one.fact.line, one.fact.shown)


def _libraries(end: PartEnd) -> Iterator[Seen]:
    for (_, name), declared in sorted(end.parts.items()):
        for provider, pattern in _LIBRARIES:
            if re.search(pattern, name, re.IGNORECASE):
                yield from (Seen(provider, one.path, one.part.line, f"{name} {one.part.version}") for one in declared)


def _forms(changes: ChangeSet) -> tuple[tuple[Seen, ...], tuple[Seen, ...]]:
    """Ways of deployment that each end has files for."""
    sides: tuple[list[Seen], list[Seen]] = ([], [])
    for name, readers in _FORMS.items():
        ends = deployed(changes, readers)
        for side, end in zip(sides, (ends.before, ends.after), strict=True):
            side.extend(Seen(name, one.path, 0, one.path) for one in end.told[:1] if not one.weak)
    return tuple(sides[0]), tuple(sides[1])
