"""What the header of a column or the key of a field says: the id of an item, its text, a link to other items."""

from medtrace.expressions import expression

_CAMEL = expression(r"(?<=[a-z0-9])(?=[A-Z])")
_ID = expression(
    r"(?:.*[ (])?(?:u?id|identifier|key|标识符?|编号)(?:\(s\)|s)?\)?|(?:.*(?:编号|标识符?))"
    r"|no\.?|ref\.?|number|(?:.*[ (])?(?:req(?:uirement)?s?|risk|test|item|need)\.? ?(?:no\.?|number|#)\)?"
)
_EXACT = frozenset({"id", "uid", "编号", "标识", "标识符", "identifier"})
_LINKS = (
    ("verifies", expression(r"(?:verif(?:y|ies|ied)|tests|tested|covers|covered|validates?|validated)\b|.*验证.*")),
    ("satisfies", expression(r"(?:satisf(?:y|ies|ied)|fulfill?s?|fulfilled)\b|.*满足.*")),
    ("implements", expression(r"(?:implements|implemented|realizes)\b|.*(?:实现|实施).*")),
    (
        "mitigates",
        expression(r"(?:mitigat(?:es?|ed|ion)|risk control(?:s|led)?|controls|controlled)\b|.*(?:控制|缓解).*"),
    ),
    ("result-of", expression(r"(?:executes|executed|result of)\b|.*执行用例.*")),
    ("derives", expression(r"(?:trace[sd]?|derive[sd]?|parents?|source|upstream)\b|.*(?:追溯|来源|上级).*")),
)
_CONTROL_ID = expression(
    r"(?:风险)?控制(?:措施)?(?:编号|标识符?|号)"
    r"|(?:risk )?(?:control|mitigation)(?: measure)?s? (?:u?id|identifier|no\.?|number)"
)
_CONTROL = expression(
    r"(?:风险)?控制措施(?:描述|内容)?|措施|(?:risk )?(?:control|mitigation)(?: measure)?s?(?: (?:text|description))?"
)
_EXACT_LINKS = {
    "requirement": "verifies",
    "requirements": "verifies",
    "需求": "verifies",
    "system requirements": "derives",
}
_FILLERS = expression(r"^(?:(?:item|has|is|the|linked|link)\b ?)+")


def plain_words(header: str) -> str:
    """A header in small letters, its words apart, without emphasis: `itemHasParent` is `item has parent`."""
    bare = header.strip(" *`_")
    return " ".join(_CAMEL.sub(" ", bare).replace("_", " ").replace("-", " ").casefold().split())


def names_id(header: str) -> bool:
    """Whether a column is called like an id and not like a link to one."""
    words = plain_words(header)
    return bool(_ID.fullmatch(words)) and not link_of(header)


def is_plain_id(header: str) -> bool:
    """Whether a column is called just id."""
    return plain_words(header) in _EXACT


def names_control_id(header: str) -> bool:
    """Whether a column is called like the id of a risk control."""
    return bool(_CONTROL_ID.fullmatch(plain_words(header)))


def names_control(header: str) -> bool:
    """Whether a column is called like what a risk control says."""
    return bool(_CONTROL.fullmatch(plain_words(header)))


def link_of(header: str) -> tuple[str, bool] | None:
    """The link kind that a header means and whether the named item is the one that cites (`verified by`)."""
    words = plain_words(header)
    if words in _EXACT_LINKS:
        return _EXACT_LINKS[words], False
    words = _FILLERS.sub("", words)
    kind = next((kind for kind, sign in _LINKS if sign.match(words)), None)
    return (kind, words.endswith(" by")) if kind else None
