"""Profiles as data: read whole, held against shapes of rules and blocks, replaced file by file."""

import pytest

from medtrace.config.profiles import Overlay, load_profile, load_words, profile_names
from medtrace.errors import ProfileError
from medtrace.model.profile import OutlineSection, Profile
from medtrace.model.verdict import Escalation, RuleUse, Severity
from medtrace.words import Localized
from tests.unit.config.shapes_of_tests import Needy, Options, Shapes

pytestmark = pytest.mark.requirement("REQ-012")

PROFILE = """
id: own
title: {zh: 甲, en: A}
guideline: G9
ladder: [none, build, corrective, minor, depends, major, recall]
categories: [perfective, adaptive, corrective]
report_forms: {none: {zh: 无, en: none}}
words: {severity: {major: {zh: 重大, en: major}}}
statements: {draft: {zh: 草稿, en: DRAFT}}
documents: [page]
"""
TRIGGERS = """
- id: P-04
  zh: 核心算法改变
  en: Core algorithm changed
  topic: core-algorithm
  category: perfective
  severity: major
  unless: null
  condition: {zh: 条件, en: condition}
  escalate_if: [{when: seen, severity: recall}]
  source: {document: G9, section: "二(六)"}
  mark: A
  rules: [{rule: mapped-files, options: {tag: core-algorithm}}]
"""
PAGE = """
id: page
title: {zh: 页, en: Page}
purpose: record
sections:
  - heading: {zh: 一, en: One}
    text: {zh: 文, en: Text}
    only: [严重]
    sections:
      - {block: table, options: {levels: [1]}, empty: {zh: 无, en: none}, landscape: true}
  - text: [{zh: 甲, en: A}, {zh: 乙, en: B}]
    signature: {zh: 审核, en: Reviewed by}
"""
SEVERITIES = "none, build, corrective, minor, depends, major or recall"
RULES = Shapes((("mapped-files", Needy), ("version-field", Options)))
BLOCKS = Shapes((("table", Options),))


def own(**changed: str) -> Profile:
    """A profile of the project's own, with some files replaced."""
    held = {"profile.yaml": PROFILE, "triggers.yaml": TRIGGERS, "page.yaml": PAGE}
    held |= {f"{name}.yaml": text for name, text in changed.items()}
    overlay = Overlay("regime", {name: text.encode() for name, text in held.items()})
    return load_profile("own", rules=RULES, blocks=BLOCKS, overlay=overlay)


def told(**changed: str) -> list[tuple[str, str]]:
    """Every problem as place and English words."""
    with pytest.raises(ProfileError) as caught:
        own(**changed)
    return [(place.removeprefix("regime/"), words.en) for place, words in caught.value.problems]


def test_a_profile_becomes_nouns() -> None:
    profile = own()
    (trigger,) = profile.triggers
    assert (trigger.severity, trigger.unless, trigger.clause.mark) == (Severity.MAJOR, None, "A")
    assert trigger.condition == Localized("条件", "condition")
    assert trigger.escalate_if == (Escalation("seen", Severity.RECALL),)
    assert trigger.rules == (RuleUse("mapped-files", (("tag", "core-algorithm"),)),)
    assert profile.word("severity", "major") == Localized("重大", "major")
    assert profile.source_by_key["G9"].mark == "A"
    (outline,) = profile.outlines
    assert outline.purpose == "record"
    first, second = outline.sections
    assert first.only == ("严重",)
    assert first.sections == (
        OutlineSection(block="table", options=(("levels", (1,)),), empty=Localized("无", "none"), landscape=True),
    )
    assert second.text == (Localized("甲", "A"), Localized("乙", "B"))
    assert second.signature == (Localized("审核", "Reviewed by"),)


@pytest.mark.parametrize(
    "file, old, new, expected",
    [
        (
            "triggers",
            "mapped-files",
            "maped-files",
            ("triggers.yaml:13:18", 'unknown rule "maped-files"; did you mean "mapped-files"?'),
        ),
        ("triggers", "{tag:", "{tga:", ("triggers.yaml:13:42", 'unknown option "tga"; did you mean "tag"?')),
        (
            "triggers",
            ", options: {tag: core-algorithm}",
            "",
            ("triggers.yaml:13:18", 'required option "tag" is missing'),
        ),
        (
            "triggers",
            "document: G9",
            "document: G99",
            ("triggers.yaml:11:22", 'unknown cited document "G99"; did you mean "G9"?'),
        ),
        (
            "triggers",
            "severity: major",
            "severity: mayor",
            ("triggers.yaml:7:13", f'severity: expected {SEVERITIES}, got "mayor"; did you mean "major"?'),
        ),
        ("triggers", "mark: A", "mark: E", ("triggers.yaml:12:9", 'mark: expected A, B, C or D, got "E"')),
        ("triggers", "  en: Core algorithm changed\n", "", ("triggers.yaml:2:3", 'required key "en" is missing')),
        ("triggers", ", en: condition}", "}", ("triggers.yaml:9:14", 'condition: translation "en" is missing')),
        (
            "triggers",
            "{zh: 条件, en: condition}",
            "条件",
            ("triggers.yaml:9:14", 'condition: expected {zh, en}, got "条件"'),
        ),
        (
            "triggers",
            "mark: A",
            "mark: A\n  marks: B",
            ("triggers.yaml:13:3", 'unknown key "marks"; did you mean "mark"?'),
        ),
        ("page", "block: table", "block: tabel", ("page.yaml:10:17", 'unknown block "tabel"; did you mean "table"?')),
        ("page", "levels: [1]", "levels: [one]", ("page.yaml:10:43", 'levels[0]: expected a whole number, got "one"')),
        (
            "page",
            ", empty: {zh: 无, en: none}",
            "",
            ("page.yaml:10:9", "a block needs `empty`: a blank must say why it is blank"),
        ),
        ("page", "block: table, ", "", ("page.yaml:10:19", "`options` means nothing without a block")),
        ("page", "id: page", "id: pages", ("page.yaml:2:5", "id: expected the file's name page")),
        ("page", "{zh: 乙, en: B}", "{zh: 乙}", ("page.yaml:11:28", 'text[1]: translation "en" is missing')),
        (
            "page",
            "text: {zh: 文, en: Text}",
            "text: {zh: 文}",
            ("page.yaml:7:11", 'text[0]: translation "en" is missing'),
        ),
        (
            "page",
            "only: [严重]",
            "only: [重]",
            ("page.yaml:8:12", 'only[0]: expected 轻微, 中等 or 严重, got "重"; did you mean "严重"?'),
        ),
        (
            "profile",
            "documents: [page]",
            "documents: [pages]",
            ("profile.yaml:10:13", 'unknown document "pages.yaml"; did you mean "page.yaml"?'),
        ),
        (
            "profile",
            "documents: [page]",
            "documents: [page, page]",
            ("profile.yaml:10:19", 'id: "page" stands twice; first at line 10, column 13'),
        ),
        ("profile", "id: own", "id: other", ("profile.yaml:2:5", 'id: expected the folder\'s name own, got "other"')),
        (
            "profile",
            "build, corrective",
            "corrective, build",
            ("profile.yaml:5:9", "ladder: expected none, build, corrective, minor, depends, major, recall"),
        ),
        ("profile", "guideline: G9", "guideline: X", ("profile.yaml:4:12", None)),
        ("profile", "en: DRAFT", "en: ''", ("profile.yaml:9:34", 'en: must not be empty, got ""')),
    ],
)
def test_a_mistake_is_told_at_its_place(file: str, old: str, new: str, expected: tuple[str, str | None]) -> None:
    text = {"profile": PROFILE, "triggers": TRIGGERS, "page": PAGE}[file]
    assert old in text
    place, words = expected
    found = told(**{file: text.replace(old, new, 1)})
    assert (place, words) in found or (words is None and place == found[0][0])


def test_an_id_used_twice_names_both_places() -> None:
    assert told(triggers=TRIGGERS + TRIGGERS) == [
        ("triggers.yaml:15:7", 'id: "P-04" stands twice; first at line 2, column 7')
    ]


def test_mistakes_of_several_files_are_told_together() -> None:
    found = told(triggers=TRIGGERS.replace("mark: A", "mark: E"), page=PAGE.replace("block: table", "block: x"))
    assert [place for place, _ in found] == ["page.yaml:10:17", "triggers.yaml:12:9"]


def test_without_shapes_options_stay_as_written() -> None:
    overlay = Overlay("regime", {name: text.encode() for name, text in (
        ("profile.yaml", PROFILE), ("triggers.yaml", TRIGGERS.replace("tag: core-algorithm", "facts: [a, b]")),
        ("page.yaml", PAGE),
    )})  # fmt: skip
    profile = load_profile("own", overlay=overlay)
    assert profile.triggers[0].rules == (RuleUse("mapped-files", (("facts", ("a", "b")),)),)


def test_digests_follow_the_files() -> None:
    first, same, other = own(), own(), own(page=PAGE.replace("Page", "Sheet"))
    assert first.digest == same.digest
    assert first.digest != other.digest
    assert first.trigger_table_digest == other.trigger_table_digest
    assert first.trigger_table_digest != own(triggers=TRIGGERS.replace("major", "minor")).trigger_table_digest
    assert first.digest.endswith("+page.yaml+profile.yaml+triggers.yaml"), "replaced files are named"


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile("nmpa-2202")
    assert caught.value.hint == Localized("是否想写“nmpa-2022”？", 'did you mean "nmpa-2022"?')
    with pytest.raises(ProfileError) as caught:
        load_profile("../x")
    assert caught.value.hint is not None
    assert "nmpa-2022" in caught.value.hint.en


@pytest.mark.requirement("REQ-050")
@pytest.mark.parametrize("name", profile_names())
def test_each_packaged_profile_is_whole(name: str) -> None:
    profile = load_profile(name)
    assert profile.id == name
    assert profile.triggers
    assert profile.outlines
    assert {trigger.clause.document for trigger in profile.triggers} <= set(profile.source_by_key)
    assert len(profile.digest) == 64


def test_words_are_flattened() -> None:
    assert load_words("a: {b: {zh: 甲, en: A}}", path="w.yaml") == {"a.b": Localized("甲", "A")}
    with pytest.raises(ProfileError) as caught:
        load_words("a: {b: {zh: 甲}, c: x}", path="w.yaml")
    assert [place for place, _ in caught.value.problems] == ["w.yaml:1:8", "w.yaml:1:20"]


def test_a_profile_takes_from_its_base_what_it_does_not_say() -> None:
    small = "\n".join(line for line in PROFILE.splitlines() if not line.startswith(("report_forms", "statements")))
    profile = own(profile=f"{small}\nbase: nmpa-2022\n", page=PAGE)
    base = load_profile("nmpa-2022")
    assert profile.word("severity", "major") == Localized("重大", "major")
    assert profile.word("severity", "minor") == base.word("severity", "minor")
    assert (profile.report_forms, profile.statements) == (base.report_forms, base.statements)
    assert [one.id for one in profile.outlines] == ["page"]
    assert [row.id for row in profile.triggers] == ["P-04"]


def test_an_unknown_base_is_told_with_the_nearest() -> None:
    assert ("profile.yaml:11:7", 'unknown profile "nmpa-202"; did you mean "nmpa-2022"?') in told(
        profile=f"{PROFILE}base: nmpa-202\n"
    )


def test_without_a_base_a_profile_says_its_own_words() -> None:
    small = "\n".join(line for line in PROFILE.splitlines() if not line.startswith("statements"))
    assert told(profile=f"{small}\n") == [("profile.yaml:2:5", "required field statements is missing")]


@pytest.mark.parametrize("name", profile_names())
def test_every_packaged_profile_reads_and_says_how_sure_each_row_is(name: str) -> None:
    profile = load_profile(name)
    assert profile.id == name
    assert profile.triggers
    for row in profile.triggers:
        assert row.clause.document in profile.source_by_key
        assert row.clause.mark in "ABCD"
        assert row.clause.section
        assert row.name.zh != row.name.en
    routes = {route for _, route in profile.routes}
    assert all(profile.word("route", route).zh != route for route in routes)
