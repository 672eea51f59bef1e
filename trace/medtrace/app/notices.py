"""What a reader has to know before the rest: a range that runs backwards, unfilled roles, contents not at hand."""

from medtrace.gitio.repository import Repository
from medtrace.model.decision import Approver, SigningRule
from medtrace.model.ids import Range
from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.model.project import ComponentMap
from medtrace.rules._decided import SERIOUS
from medtrace.words import Localized

SHOWN = 5


def backwards(repository: Repository, span: Range) -> tuple[Diagnostic, ...]:
    """A range whose newer end lies before the older one: everything that came would be told as gone."""
    older, newer = span.old, span.new
    if older.sha == newer.sha or not repository.is_ancestor(newer.sha, older.sha):
        return ()
    words = Localized(
        f"范围方向相反：{newer.name} 早于 {older.name}，新增会显示为删除；应为 {newer.name}..{older.name}",
        f"the range runs backwards: {newer.name} lies before {older.name}, so what came is told as gone; "
        f"give {newer.name}..{older.name}",
    )
    same = "the newer end lies before the older one"
    return (Diagnostic("range-backwards", DiagnosticSeverity.WARNING, words, identity=same),)


def unfilled_roles(
    rule: SigningRule, approvers: tuple[Approver, ...], components: ComponentMap, safety_class: str, path: str
) -> tuple[Diagnostic, ...]:
    """Roles that a decision will need and no approver has; nothing where the configuration names no approvers at all.

    Roles of serious units count where the product or one of its units is of class 严重.
    """
    if not approvers:
        return ()
    classes = {safety_class, *(one.safety_class for one in components.components)}
    asked = {*rule.always, *rule.major, *rule.lowered, *(rule.serious if SERIOUS in classes else ())}
    held = {role.id for one in approvers if (role := rule.role_of(one.role))}
    missing = [role.name for role in rule.roles if role.id in asked - held]
    if not missing:
        return ()
    zh, en = "、".join(one.zh for one in missing), ", ".join(one.en for one in missing)
    words = Localized(
        f"签署规则要求的角色在 approvers 中无人担任：{zh}；须由其签署的判定（重大、降级或级别严重的单元）无法完成",
        f"no approver of the configuration has a role that the sign-off asks for: {en}; decisions that need it (heavy "
        f"or lowered ones, units of class {SERIOUS}) cannot be completed",
    )
    return (Diagnostic("role-without-approver", DiagnosticSeverity.NOTE, words, Location(path)),)


def not_at_hand(paths: set[str]) -> tuple[Diagnostic, ...]:
    """Changed files that could not be read at an end of a range: neither there nor absent, but not assessed."""
    if not paths:
        return ()
    shown, count = sorted(paths)[:SHOWN], len(paths)
    words = Localized(
        f"本地克隆缺少 {count} 个已变更文件的内容，未评估：{'、'.join(shown)}{' 等' if count > SHOWN else ''}；"
        "请补全：git fetch --refetch --no-filter",
        f"the contents of {count} changed files are not in this clone and were not assessed: {', '.join(shown)}"
        f"{', …' if count > SHOWN else ''}; complete it: git fetch --refetch --no-filter",
    )
    return (Diagnostic("missing-blob", DiagnosticSeverity.ERROR, words),)
