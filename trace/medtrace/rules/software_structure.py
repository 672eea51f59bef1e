"""Parts that the product consists of come or go: services, programs, and beside them modules and commands.

What it reads, at both ends: compose files (services with `build:`), systemd units, Procfile and supervisord, CMake,
Meson and Xcode targets, solutions and projects of .NET, Gradle and Maven builds, entries of Python, Node and Rust
packages. A new program or a service that is gone fires; libraries, modules, commands of a script and what only has
another name are one question, for they move with every refactoring.

Tests, samples, vendored folders and `not_product` say nothing; what only files of developers, tools or scripts say,
and what is stated by a kind of file that one end does not have, is never more than a question. Without any such file
nothing was compared.
"""

from collections.abc import Iterator

from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Hit
from medtrace.rules._deployment import compose, managed, native, scripted, units
from medtrace.rules._deployment._ends import Ends, Step, deployed, evidence, steps
from medtrace.rules._deployment._hits import blind, fate, question, told_in, unread
from medtrace.rules._rule import NoOptions, Sight, rule
from medtrace.words import Localized

_READERS = (compose.READER, managed.READER, native.READER, scripted.READER, units.READER)
_GLOBS = tuple(sorted({glob for reader in _READERS for glob in reader.globs}))
_FIRES = {
    "service": Localized("服务（进程）", "service"),
    "executable": Localized("可执行程序", "program"),
}
_ASKS = {
    "module": Localized("模块", "module"),
    "command": Localized("命令行入口", "command"),
}
_NAMES = {**_FIRES, **_ASKS}


@rule("software-structure", options=NoOptions, reads=_GLOBS, sees=Sight.READ)
def software_structure(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit per service or program that came or went, and one question for everything else."""
    del options
    ends = deployed(changes, _READERS)
    if ends.is_blind:
        yield blind(
            "structure",
            Localized(
                "两端均未读到构建或部署清单，体系结构未评估",
                "Neither end has a build or deployment file that is read: the architecture was not assessed",
            ),
        )
    found = tuple(_steps(ends))
    fires = tuple(one for one in found if one.name in _FIRES and one.sure and not one.renamed)
    for step in fires:
        yield _hit(step, changes)
    if rest := tuple(one for one in found if one not in fires):
        told = told_in(rest, _NAMES)
        asked = Localized(f"{told.zh}；是否改变体系结构待判定", f"{told.en}; whether the architecture changes is open")
        yield question("structure:open", asked, rest, changes)
    yield from unread(
        ends, changes, "structure:unread", Localized("其中的软件组成", "the parts that they declare were")
    )


def _steps(ends: Ends) -> Iterator[Step]:
    """What came or went; a program whose sources differ is the same program."""
    for name in _NAMES:
        yield from (one for one in steps(ends, name) if not (one.before and one.after))


def _hit(step: Step, changes: ChangeSet) -> Hit:
    name, what, pieces = _FIRES[step.name], fate(step), evidence(step, changes)
    return Hit(
        f"{step.name}:{step.key}",
        Localized(f"软件组成变化：{name.zh}{what.zh}", f"Parts of the software changed: {name.en} {what.en}"),
        pieces,
        Confidence.LIKELY,
    )
