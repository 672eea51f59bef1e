"""The kind of item that a type word means: `CompReq`, `feat_saf_fmea`, `TEST_CASE`, `System Requirement`."""

from medtrace.config.survey import kind_of_head
from medtrace.expressions import expression
from medtrace.model.items import ItemKind

_PARTS = expression(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
# The first that a word holds decides: a test requirement is a requirement, the measure of a control no test.
_MEANT = (
    (ItemKind.RISK_CONTROL, "control controls measure measures mitigation mitigations 控制 措施"),
    (
        ItemKind.RISK,
        (
            "risk risks hazard hazards hazardous fmea dfa fta failure failures error errors fault faults malfunction "
            "malfunctions threat threats vulnerability vulnerabilities 风险 危害 失效 故障"
        ),
    ),
    (ItemKind.DEFECT, "bug bugs defect anomaly 缺陷"),
    (ItemKind.CHANGE_REQUEST, "change 变更"),
    (ItemKind.USER_NEED, "need needs stakeholder stkh userneed 用户"),
    (ItemKind.REQUIREMENT, "req reqs requirement requirements sysreq swreq hwreq usecase 需求 要求"),
    (ItemKind.TEST, "test tests testcase tc utest itest stest verification validation tst 测试 用例"),
    (ItemKind.DESIGN, "design designs dsn arch arc architecture dd sdd decision component interface 设计"),
    (ItemKind.SPECIFICATION, "spec specs specification specifications 规格"),
    (ItemKind.UNIT, "impl implementation unit 实现"),
    (ItemKind.REQUIREMENT, "feature features feat story stories goal goals"),
    (ItemKind.REQUIREMENT, "aou assumption assumptions constraint constraints constr"),
)
_KINDS = {word: (rank, kind.value) for rank, (kind, words) in enumerate(_MEANT) for word in words.split()}


def kind_of_type(word: str) -> str:
    """The item kind that a type word names by one of its parts, empty where it names none."""
    own = word.rpartition(".")[2].strip("_- ").casefold()
    parts = {own, *(part.casefold() for part in _PARTS.findall(word.rpartition(".")[2]))}
    named = [_KINDS[part] for part in parts if part in _KINDS]
    # Chinese words stand without blanks between them.
    named += [meant for sign, meant in _KINDS.items() if not sign.isascii() and sign in own]
    return min(named)[1] if named else kind_of_head(own)
