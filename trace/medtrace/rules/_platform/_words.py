"""Differences of the platform in two languages."""

from medtrace.model.ids import natural_key
from medtrace.rules._platform._compare import Difference, Side
from medtrace.rules._platform._fact import Fact
from medtrace.words import Localized

_FACTS = {
    "os-family": Localized("操作系统", "Operating system"),
    "os-release": Localized("操作系统版本", "Operating-system release"),
    "architecture": Localized("处理器架构", "Processor architecture"),
    "hardware": Localized("目标硬件", "Target hardware"),
    "runtime": Localized("运行时", "Runtime"),
    "minimum": Localized("最低版本要求", "Least version asked for"),
    "database": Localized("数据库", "Database"),
    "middleware": Localized("中间件", "Middleware"),
    "browser-kernel": Localized("浏览器内核", "Browser kernel"),
    "required-software": Localized("必备软件", "Required software"),
    "package": Localized("镜像中安装的软件包", "Package installed in the image"),
    "image-digest": Localized(
        "镜像内容（名称和标签不变，摘要不同）", "Content of an image (same name and tag, another digest)"
    ),
}
_LEAST = {
    "device-features": Localized("必备的设备特性", "Required features of the device"),
    "instruction-set": Localized("处理器指令集要求", "Instruction set of the processor"),
}
_IMAGE = Localized(
    "容器镜像（不在已知镜像之列，其操作系统未知）",
    "Container image (none that is known: its operating system is not known)",
)
MOST_FILES = 5
_NOTHING = Localized("未声明", "not stated")


def summary(difference: Difference, files: int, staying: tuple[str, ...]) -> Localized:
    """What differs, from what to what, in how many files, and which operating system stays beside it."""
    name = _IMAGE if _is_image(difference) else _name(difference)
    before, after = _listed(difference.before), _listed(difference.after)
    stays = (
        Localized(
            f"；操作系统版本不变：{'、'.join(staying)}", f"; operating-system release unchanged: {', '.join(staying)}"
        )
        if staying
        else Localized("", "")
    )
    doubt = (
        Localized("", "")
        if difference.sure
        else Localized("，是否改变运行环境待判定", "; whether the platform changes is open")
    )
    step = Localized(f"{before.zh} → {after.zh}", f"{before.en} → {after.en}")
    if before == after:
        step = _by_file(difference)
    return Localized(
        f"{name.zh}：{step.zh}（{files} 个文件）{stays.zh}{doubt.zh}",
        f"{name.en}: {step.en} ({files} file{'' if files == 1 else 's'}){stays.en}{doubt.en}",
    )


def _name(difference: Difference) -> Localized:
    return _LEAST.get(difference.key) or _FACTS.get(difference.fact, Localized(*[difference.fact] * 2))


def _is_image(difference: Difference) -> bool:
    return any(one.fact.name == "base-image" for one in (*difference.before, *difference.after))


def _by_file(difference: Difference) -> Localized:
    """Each file with its own step, where all files together say the same at both ends."""
    told = []
    for origin in difference.origins[:MOST_FILES]:
        old, new = (
            _listed(tuple(one for one in side if one.origin == origin))
            for side in (difference.before, difference.after)
        )
        told.append(Localized(f"{origin} {old.zh} → {new.zh}", f"{origin} {old.en} → {new.en}"))
    return Localized("；".join(one.zh for one in told), "; ".join(one.en for one in told))


def _listed(side: Side) -> Localized:
    names = sorted({_named(one.fact) for one in side}, key=natural_key)
    return Localized("、".join(names), ", ".join(names)) if names else _NOTHING


def _named(fact: Fact) -> str:
    if fact.name == "base-image":
        return f"{fact.key}:{fact.value}".rstrip(":")
    # The key of a family, architecture or board only says where it stands; some keys are told in words.
    return (
        fact.value
        if fact.name in {"os-family", "architecture", "hardware"} or fact.key in _LEAST
        else f"{fact.key} {fact.value}".strip()
    )
