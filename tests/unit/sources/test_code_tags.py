"""Tags of code in any language, tests with what they verify, and what is neither."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.model.items import LinkKind
from medtrace.sources import code_tags as module
from tests.support.costs import within
from tests.support.source_readings import Reading, read

pytestmark = pytest.mark.requirement("REQ-022", "REQ-025")
TESTS = module.Options(tests=True, test_id=re.compile(r"TC-\d{3}"))


def code(text: str | bytes, options: module.Options | None = None, *, path: str = "src/a.c") -> Reading:
    return read(module.code_tags, text, path=path, kind="test", options=options)


def cited(text: str, options: module.Options | None = None) -> list[tuple[str, str]]:
    return [(kind, target) for _, kind, target in code(text, options).cited]


BOTH = [("implements", "SRS-001"), ("implements", "SRS-002")]


def numbers(text: str, options: module.Options) -> list[int]:
    """The numbers of the ids that tags of a text cite, in their order."""
    return [int(target.removeprefix("SRS-")) for _, target in cited(text, options)]


@pytest.mark.parametrize(
    ("text", "ends", "whole"),
    [
        ("# verifies: SRS-001 to SRS-004", [1, 4], [1, 2, 3, 4]),
        ("# verifies: SRS-001 through SRS-004", [1, 4], [1, 2, 3, 4]),
        ("# verifies: SRS-001–SRS-004", [1, 4], [1, 2, 3, 4]),
        ("# verifies: SRS-001 - SRS-004, SRS-009", [1, 4, 9], [1, 2, 3, 4, 9]),
        ("# verifies: SRS-001..SRS-004", [1, 4], [1, 2, 3, 4]),
        ("# verifies: SRS-001..004, SRS-009", [1, 9], [1, 2, 3, 4, 9]),
        ("# 验证：SRS-001 至 SRS-004、SRS-009", [1, 4, 9], [1, 2, 3, 4, 9]),
        ("# 验证：SRS-001～SRS-004", [1, 4], [1, 2, 3, 4]),
        ("// Verifies SRS-001 to SRS-003 and SRS-007 to SRS-009.", [1, 3, 7, 9], [1, 2, 3, 7, 8, 9]),
        ('@pytest.mark.requirement("SRS-001 to SRS-003", "SRS-009")', [1, 3, 9], [1, 2, 3, 9]),
        ('partially_verifies=["SRS-001..003", "SRS-007 to SRS-009"]', [1, 7, 9], [1, 2, 3, 7, 8, 9]),
        ("# verifies: SRS-004 to SRS-001", [4, 1], [4, 1]),
        ("# verifies: SRS-001 to URS-003", [1], [1]),
        ("# verifies: SRS-001 to SRS-999999999", [1, 999999999], [1, 999999999]),
        ("# verifies: SRS-001 to the end", [1], [1]),
        ("/*\n * verifies:\n *  - SRS-001\n *  - SRS-004\n */", [1, 4], [1, 4]),
        ("# verifies: SRS-001, SRS-004", [1, 4], [1, 4]),
    ],
)
def test_a_range_names_what_lies_between_only_where_that_is_declared(
    text: str, ends: list[int], whole: list[int]
) -> None:
    assert numbers(text, module.Options()) == ends
    assert numbers(text, module.Options(ranges=True)) == whole


def test_a_range_of_which_only_the_ends_are_read_is_told_behind_a_word_alone() -> None:
    text = "// SRS-009 to SRS-001 of old\n// verifies: SRS-004 to SRS-001\nx = [SRS-3..1]\n// tests SRS-007..002"
    assert code(text, module.Options(ranges=True)).told == [
        ("ids-not-read", 3),
        ("ids-not-ranged", 2),
        ("ids-not-ranged", 4),
    ]
    assert code(text).told == [("ids-not-read", 3)]


def test_what_a_range_names_is_no_mention_too() -> None:
    options = module.Options(ranges=True, mentions=True)
    assert cited("# verifies: SRS-001..003, SRS-004 to SRS-006\n# SRS-002 SRS-007", options) == [
        *(("verifies", f"SRS-{number:03}") for number in range(1, 7)),
        ("mentions", "SRS-007"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# implements: SRS-001, SRS-002",
        "// Implements SRS-001 and SRS-002.",
        "/* IMPLEMENTS: SRS-001 SRS-002 */",
        "-- implements SRS-001/SRS-002",
        "; implements = SRS-001; SRS-002",
        "<!-- implements: SRS-001 & SRS-002 -->",
        "实现：SRS-001、SRS-002",
        "本函数实现SRS-001和SRS-002",
        "@implements SRS-001, SRS-002",
        "\\implements SRS-001, SRS-002",
        "@implements({SRS-001, SRS-002})",
        '@implements("SRS-001", "SRS-002")',
        '[Implements("SRS-001"), Implements("SRS-002")]',
        '@Implements(value = {"SRS-001", "SRS-002"})',
        'set_property("implements", "SRS-001 SRS-002")',
        'add(implements=["SRS-001", "SRS-002"])',
        '{"implements": ["SRS-001", "SRS-002"]}',
        "**Implements:** [SRS-001](a.md), SRS-002".replace("(a.md)", ""),
        "implements -> SRS-001, SRS-002",
        "# implements: SRS-001,\n#             SRS-002",
        "# not only implements SRS-001, SRS-002",
        "# It never fails. Implements SRS-001, SRS-002",
        "# does not\n# implements: SRS-001, SRS-002",
        "没有缺陷。实现：SRS-001、SRS-002",
        "# notes: implements SRS-001, SRS-002",
        "/**\n * Implements:\n *  - SRS-001\n *  - SRS-002\n */",
        'implements(\n    "SRS-001",  # why\n    # and\n    "SRS-002",\n)',
        "implements: SRS-001\nimplements: SRS-002",
    ],
)
def test_a_word_right_before_ids_is_a_tag(text: str) -> None:
    assert cited(text) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "this implements the thing of SRS-001",
        "see SRS-001",
        "reimplements: SRS-001",
        "implementsSRS-001",
        "未实现：SRS-001",
        "待验证：SRS-001",
        "does not implement SRS-001, nor verifies SRS-001",
        "# It does not verifies SRS-001",
        "// doesn't yet verifies SRS-001",
        "// cannot implements: SRS-001",
        "# no longer satisfies SRS-001",
        "// NEVER really verifies SRS-001",
        "不验证 SRS-001",
        "没有验证：SRS-001",
        "// 不再由本用例验证 SRS-001",
        "无法完全验证 SRS-001",
        "implements: SRS-001x",
        "implements: XYZ-001, SRS-001",
        "the requirement SRS-001 says",
        "the requirement (SRS-001) says",
        "implements\n\nSRS-001",
        '[Category("SRS-001")]',
        "",
    ],
)
def test_prose_other_words_and_parts_of_tokens_are_no_tags(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("satisfies", "satisfies"),
        ("Tests", "verifies"),
        ("covers", "verifies"),
        ("验证", "verifies"),
        ("FullyVerifies", "verifies"),
        ("mitigates", "mitigates"),
        ("控制", "mitigates"),
        ("derives", "derives"),
        ("uses", "uses"),
        ("mentions", "mentions"),
    ],
)
def test_words_have_their_kind_of_link(word: str, kind: str) -> None:
    (link,) = code(f"x\n// {word}: RC-001\n").links
    assert (link.source, link.kind, link.target, link.location.line) == ("src/a.c", kind, "RC-001", 2)
    assert link.attributes == (("word", word),)


@pytest.mark.parametrize(
    "text",
    [
        'partially_verifies=[\n    "SRS-001",\n    "SRS-002",\n],\n"SRS-003"',
        'partially_verifies = ("SRS-001",  # SRS-003 "SRS-003"\n  "SRS-002")',
        'partially_verifies += ["SRS-001", "SRS-002"]',
        '{"PartiallyVerifies": ["SRS-001",\n  "SRS-002"],\n "SRS-003": 1}',
        '{ "PartiallyVerifies" , {"SRS-001", "SRS-002"} }',
        "'PartiallyVerifies' => ['SRS-001', 'SRS-002']",
        '@pytest.mark.PartiallyVerifies(["SRS-001",\n    "SRS-002"])',
        'RecordProperty("PartiallyVerifies", "SRS-001, SRS-002");',
        '#[record_property("PartiallyVerifies", &["SRS-001", "SRS-002"])]',
        'fully_verifies = vec!["SRS-001", "SRS-002"]',
        'fully_verifies: &["SRS-001, SRS-002"]',
        'verifies: ["XYZ-1", "SRS-001", "see SRS-003", "SRS-003x", "SRS-002"]',
    ],
)
def test_a_list_of_quoted_ids_ends_at_its_bracket(text: str) -> None:
    assert cited(text) == [("verifies", "SRS-001"), ("verifies", "SRS-002")]


@pytest.mark.parametrize(
    "text",
    ['verifies=["SRS-001', 'verifies: [\n"SRS-001"(', "verifies=[]", 'verifies=[""]', 'verifies\n: ["SRS-003"]'],
)
def test_an_open_list_cites_at_most_what_follows_its_word(text: str) -> None:
    assert cited(text) in ([], [("verifies", "SRS-001")])


def test_a_configuration_adds_words_and_changes_kinds() -> None:
    options = module.Options(words=(("traces", LinkKind.DERIVES), ("实现", LinkKind.SATISFIES)))
    assert cited("traces: SRS-001\n实现：SRS-002\nimplements: SRS-003", options) == [
        ("derives", "SRS-001"),
        ("satisfies", "SRS-002"),
        ("implements", "SRS-003"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'RecordProperty("trace-to", "SRS-001 [SRS-002]");',
        '::testing::Test::RecordProperty("trace-to",\n    "SRS-001, SRS-002");',
        "// trace-to: SRS-001, SRS-002",
        "# trace-to SRS-001 and SRS-002",
        "// Trace-To: SRS-001\n// trace-to-do: SRS-003\n  x.trace-to: SRS-002",
    ],
)
def test_a_word_of_a_configuration_may_hold_a_hyphen(text: str) -> None:
    words = (("trace", LinkKind.DERIVES), ("trace-to", LinkKind.VERIFIES))
    assert cited(text, module.Options(words=words)) == [("verifies", "SRS-001"), ("verifies", "SRS-002")]
    test = f"TEST(Suite, Name) {{\n  {text}\n}}\n"
    found = code(test, module.Options(words=words, tests=True, comments=False), path="a_test.cpp")
    assert found.cited == [("a_test.cpp::Suite::Name", "verifies", one) for one in ("SRS-001", "SRS-002")]


def test_a_named_requirement_is_verified_by_marks_and_in_tests_and_else_only_mentioned() -> None:
    assert cited("# Requirement: SRS-001") == [("mentions", "SRS-001")]
    assert cited("# Requirement: SRS-001", TESTS) == [("verifies", "SRS-001")]
    assert cited('RecordProperty("requirement", "SRS-001")') == [("verifies", "SRS-001")]


def test_other_ids_are_mentions_where_asked_for() -> None:
    text = "# implements: SRS-001\n# see SRS-002, SRS-001\n# SRS-002\n"
    assert cited(text) == [("implements", "SRS-001")]
    found = code(text, module.Options(mentions=True))
    assert [(link.kind, link.target, link.location.line) for link in found.links] == [
        ("implements", "SRS-001", 1),
        ("mentions", "SRS-002", 2),
    ]


PYTHON = '''\
"""Tests of windows. Verifies: SRS-090."""

import pytest

pytestmark = [
    pytest.mark.requirement("SRS-091"),
    pytest.mark.integration,
]


def helper():
    """Implements: SRS-092"""


# verifies: SRS-001

@pytest.mark.parametrize(
    "n", [
        1,
    ],
)
@pytest.mark.requirement("SRS-002",
    "SRS-003")
def test_rate(
    n,
):
    """TC-001 字段完整的记录被读取

    第二段。
    """
    sample = """
def test_inner():
    pass
"""
# a comment at the edge
    record_property("requirement", "SRS-004")
    def test_local():
        pass


@pytest.mark.requirement("SRS-005")
class TestThing:
    """Verifies: SRS-006"""

    pytestmark = pytest.mark.verifies("SRS-007")

    async def test_tc(self):
        """A method."""

    class TestInner:
        def test_TC_002_deep(self): pass


class Client:
    def test_connection(self):
        """Verifies: SRS-093"""
'''


def test_python_tests_are_items() -> None:
    found = code(PYTHON, TESTS, path="tests/unit/test_windows.py")
    node = "tests/unit/test_windows.py::"
    assert [(item.id, item.title, item.text, item.location.line) for item in found.items] == [
        ("TC-001", "字段完整的记录被读取", "第二段。", 24),
        (f"{node}TestThing::test_tc", "A method.", "", 47),
        ("TC-002", "test_TC_002_deep", "", 51),
    ]
    assert [item.attribute("node") for item in found.items] == [
        f"{node}test_rate",
        f"{node}TestThing::test_tc",
        f"{node}TestThing::TestInner::test_TC_002_deep",
    ]
    assert {item.attribute("level") for item in found.items} == {"integration"}, "a mark goes before the folder"


def test_python_tests_cite_what_stands_around_them() -> None:
    found = code(PYTHON, TESTS, path="tests/unit/test_windows.py")
    by_source: dict[str, set[str]] = {}
    for source, _, target in found.cited:
        by_source.setdefault(source.rpartition("::")[2], set()).add(target)
    assert by_source == {
        "TC-001": {"SRS-091", "SRS-001", "SRS-002", "SRS-003", "SRS-004"},
        "test_tc": {"SRS-091", "SRS-005", "SRS-006", "SRS-007"},
        "TC-002": {"SRS-091", "SRS-005", "SRS-006", "SRS-007"},
        "tests/unit/test_windows.py": {"SRS-090", "SRS-092", "SRS-093"},
    }


def test_without_tests_the_path_cites() -> None:
    found = code(PYTHON, path="tests/test_a.py")
    assert not found.items
    assert {source for source, _, _ in found.cited} == {"tests/test_a.py"}


CPP = """\
// TC-014: rejects
// verifies: SRS-001
TEST(Suite, Name) {
#ifdef X
  // Verifies SRS-002
#endif
}

TEST_F(Suite,
       Other)
{
  RecordProperty("requirement", "SRS-003");
}
TEST_CASE("does x", "[a]") {}
// Verifies: SRS-004
BOOST_AUTO_TEST_CASE(boost)
{
}
"""

CSHARP = """\
namespace N {
  [Trait("requirement", "SRS-001")]
  public class ATests : B {
    [Fact]
    [Trait("requirement", "SRS-002")]
    public async Task Reads() {
    }

    [Theory]
    [InlineData(F.G(1),
      H(2))]
    /// <summary>TC-009 Title</summary>
    [Category("Test"), Trait("requirement", "SRS-003")]
    public void Other(int a)
    {
    }
    // implements: SRS-004
    public void Helper() { }
  }
}
"""

JAVA = """\
@Tag("x")
class ATest {
    /** Verifies: SRS-001 */
    @Test
    @DisplayName("TC-001 (a)")
    void reads() throws E {
        Assert.that(x);
    }

    @ParameterizedTest(name = "f(x)")
    @MethodSource
    // Verifies: SRS-002
    public void other(int a) {}

    void helper() {}
}
"""

KOTLIN = """\
class ATest {
    // verifies: SRS-001
    @Test
    fun `reads the file`() {
    }
}
"""

TYPESCRIPT = """\
describe("outer", () => {
  // verifies: SRS-001
  describe("inner", () => {
    it("TC-003: does x", async () => {
      // tests SRS-002
    });
    it.each([[1]])('works (%d)', () => {});
  });
  // verifies: SRS-003
  test(`plain`, () => {})
});
"""

RUST = """\
mod tests {
    // verifies: SRS-001
    #[test]
    fn rate() {
    }

    #[tokio::test]
    // verifies: SRS-002
    async fn other() {}
}
"""

GO = """\
// Verifies: SRS-001
func TestRate(t *testing.T) {
	x()
}
func helper() {
// uses: SRS-002
}
"""

SWIFT = """\
final class ATests: XCTestCase {
    /// Verifies: SRS-001
    func testRate() throws {
    }
}
"""

RUBY = """\
describe "Rate" do
  # verifies: SRS-001
  it "is read" do
  end
end
"""

OTHER = """\
# verifies: SRS-001
Test One
"""

LANGUAGES: list[tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]] = [
    (
        "a.cpp",
        CPP,
        [("TC-014", "rejects"), ("Suite::Other", "Suite::Other"), ("does x", "does x"), ("boost", "boost")],
        [("TC-014", "SRS-001"), ("TC-014", "SRS-002"), ("Suite::Other", "SRS-003"), ("boost", "SRS-004")],
    ),
    (
        "A.cs",
        CSHARP,
        [("ATests::Reads", "Reads"), ("TC-009", "Title")],
        [
            ("ATests::Reads", "SRS-001"),
            ("TC-009", "SRS-001"),
            ("ATests::Reads", "SRS-002"),
            ("TC-009", "SRS-003"),
            ("", "SRS-004"),
        ],
    ),
    (
        "ATest.java",
        JAVA,
        [("TC-001", "reads"), ("ATest::other", "other")],
        [("TC-001", "SRS-001"), ("ATest::other", "SRS-002")],
    ),
    ("a.kt", KOTLIN, [("ATest::reads the file", "reads the file")], [("ATest::reads the file", "SRS-001")]),
    (
        "a.test.ts",
        TYPESCRIPT,
        [("TC-003", "does x"), ("outer::inner::works (%d)", "works (%d)"), ("outer::plain", "plain")],
        [
            ("TC-003", "SRS-001"),
            ("outer::inner::works (%d)", "SRS-001"),
            ("TC-003", "SRS-002"),
            ("outer::plain", "SRS-003"),
        ],
    ),
    ("a.rs", RUST, [("rate", "rate"), ("other", "other")], [("rate", "SRS-001"), ("other", "SRS-002")]),
    ("a_test.go", GO, [("TestRate", "TestRate")], [("TestRate", "SRS-001"), ("", "SRS-002")]),
    ("a.swift", SWIFT, [("ATests::testRate", "testRate")], [("ATests::testRate", "SRS-001")]),
    ("a_spec.rb", RUBY, [("Rate::is read", "is read")], [("Rate::is read", "SRS-001")]),
    ("a.robot", OTHER, [], [("", "SRS-001")]),
]


@pytest.mark.parametrize(("path", "text", "items", "links"), LANGUAGES, ids=[row[0] for row in LANGUAGES])
def test_tests_of_other_languages(
    path: str, text: str, items: list[tuple[str, str]], links: list[tuple[str, str]]
) -> None:
    found = code(text, TESTS, path=path)
    assert [(item.id.removeprefix(f"{path}::"), item.title) for item in found.items] == items
    sources = [(source.removeprefix(f"{path}::"), target) for source, _, target in found.cited]
    assert sources == [(source or path, target) for source, target in links]


TITLED = {
    "a.test.ts": """
describe('SRS-001: rates', () => {
  it("SRS-002 shows the rate, see XSRS-003", async () => {
    expect(shown("SRS-004")).toBe(1);
  });
  test.each([1])(`TC-001 SRS-005 prints %s`, () => {});
});
""",
    "ATest.java": """
@Tag("SRS-001")
class ATest {
    @Test
    @Tags({@Tag("SRS-002"), @Tag("slow")})
    @CsvSource({"SRS-004"})
    void shows() { check("SRS-006"); }

    @DisplayName("SRS-005 prints") @ParameterizedTest
    void prints() {}
}
""",
    "ATest.kt": """
@Tag("SRS-001")
class ATest {
    @Test
    fun `SRS-002 shows`() { check("SRS-004") }

    @Test
    @DisplayName("SRS-005 prints")
    fun prints() {}
}
""",
    "ATest.cs": """
[Trait("Requirement","SRS-001")]
public class ATest
{
    [Fact(DisplayName = "SRS-002 shows"), Category("slow")]
    [InlineData("SRS-004")]
    public void Shows() { Check("SRS-006"); }

    [Test]
    [Category("SRS-005")]
    public void Prints() {}
}
""",
}


@pytest.mark.parametrize("path", TITLED)
def test_ids_in_titles_and_tags_of_tests_are_verified(path: str) -> None:
    reading = code(TITLED[path], TESTS, path=path)
    first, second = (item.id for item in reading.items)
    of_first = [(first, "verifies", target) for target in ("SRS-001", "SRS-002")]
    of_second = [(second, "verifies", target) for target in ("SRS-001", "SRS-005")]
    assert sorted(reading.cited) == sorted([*of_first, *of_second])
    off = code(TITLED[path], module.Options(tests=True, test_id=TESTS.test_id, titles=False), path=path)
    assert {target for _, _, target in off.cited} <= {"SRS-001"}
    assert not code(TITLED[path].replace("SRS", "QRS"), TESTS, path=path).cited


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.cpp", 'TEST_CASE("Rate", "[SRS-001][fast]") {\n  f("SRS-002");\n}\n', ["SRS-001"]),
        ("a.cpp", 'TEST_CASE_METHOD(Fix, "SRS-001 rate",\n  "[SRS-003]") {\n}\n', ["SRS-001", "SRS-003"]),
        ("a_test.go", 'func TestA(t *testing.T) {\n\tt.Run("SRS-001 shows", f)\n}\n', ["SRS-001"]),
        ("a.spec.js", 'it("SRS-001, SRS-002 and SRS-003x", () => {})', ["SRS-001", "SRS-002"]),
        ("a_spec.rb", "it 'SRS-001 shows' do\nend\n", ["SRS-001"]),
        ("a.js", 'log("SRS-001")', []),
        ("A.java", '@Tag("SRS-001")\nclass Holder {}\n', []),
    ],
)
def test_titles_of_other_runners(path: str, text: str, expected: list[str]) -> None:
    assert [target for _, _, target in code(text, TESTS, path=path).cited] == expected


def test_a_word_in_a_title_says_what_its_id_is_for() -> None:
    found = code('it("mitigates SRS-001 and shows SRS-002", () => {})', TESTS, path="a.ts").cited
    assert [(kind, target) for _, kind, target in found] == [("mitigates", "SRS-001"), ("verifies", "SRS-002")]


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("tests/unit/test_a.py", "unit"),
        ("tests/integration_tests/x/test_a.py", "integration"),
        ("tests/System/test_a.py", "system"),
        ("tests/acceptance/test_a.py", "user"),
        ("tests/unit/system/test_a.py", "system"),
        ("tests/unity/test_a.py", ""),
        ("unit.py", ""),
    ],
)
def test_the_level_is_that_of_the_innermost_folder_that_names_one(path: str, level: str) -> None:
    assert code("def test_a():\n    pass\n", TESTS, path=path).items[0].attribute("level") == level


def test_levels_are_an_option() -> None:
    options = module.Options(tests=True, levels=(("单元*", "单元测试"),))
    assert code("def test_a(): pass\n", options, path="tests/单元测试/a.py").items[0].attribute("level") == "单元测试"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("TC-001 特异度不低于 90.0%", "特异度不低于 90.0%"),
        ("特异度不低于 90.0% TC-001", "特异度不低于 90.0%"),
        ("TC-001 运算符为 C#", "运算符为 C#"),
        ("TC-001 通配符为 *", "通配符为 *"),
        ("TC-001 分隔符为 ;", "分隔符为 ;"),
    ],
)
def test_a_title_keeps_the_sign_at_its_end(words: str, title: str) -> None:
    for text, path in (
        (f'def test_a():\n    """{words}"""\n', "a.py"),
        (f"# {words}\ndef test_a():\n    pass\n", "a.py"),
        (f"/* {words} */\nfunc TestA(t *testing.T) {{}}\n", "a_test.go"),
    ):
        item = code(text, TESTS, path=path).items[0]
        assert (item.id, item.title) == ("TC-001", title), path


def test_a_test_without_an_id_of_its_own_is_named_by_its_node() -> None:
    found = code('def test_a():\n    """TC-001 x"""\n', module.Options(tests=True), path="a.py")
    assert [(item.id, item.title) for item in found.items] == [("a.py::test_a", "TC-001 x")]


@pytest.mark.parametrize("line", ["def test_a():", 'def test_a(a="""\n"""):', "class TestA:"])
def test_tests_within_tests_cost_no_more_than_their_lines(line: str) -> None:
    text = "".join(f"{' ' * depth}{line}\n" for depth in range(2_500))
    within(5, lambda: code(text, module.Options(tests=True), path="tests/a.py"))


def test_binary_files_are_left_alone() -> None:
    assert code(b"implements: SRS-001\x00") == Reading((), (), ())


PIECE = st.sampled_from(
    [
        "def test_x():\n",
        "class TestY:\n",
        "    ",
        "# verifies: SRS-001\n",
        '"""',
        "'",
        "@a(\n",
        ")\n",
        "\n",
        "pass\n",
        "}",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECE, max_size=15), st.sampled_from(["a.py", "a.cpp", "A.cs", "a.ts"]))
def test_a_tag_is_never_lost_whoever_speaks_it(pieces: list[str], path: str) -> None:
    text = "".join(pieces)
    expected = {number for number, line in enumerate(text.split("\n"), 1) if "verifies: SRS-001" in line}
    found = code(text, TESTS, path=path)
    assert bool(found.links) == bool(expected)
    assert {link.location.line for link in found.links} <= expected


@pytest.mark.parametrize(
    "above",
    [
        "// SRS-001",
        "/// @test SRS-001",
        "// @req SRS-001",
        "// [SRS-001] shows the rate",
        "// Traces to SRS-001",
        "// Requirements tested: SRS-001",
        "// Reqs: SRS-001",
        "// 需求：SRS-001",
        "// 测试SRS-001",
        "// 覆盖需求：SRS-001",
        "/*\n * Shows the rate (SRS-001)\n */",
    ],
)
def test_an_id_in_a_comment_above_a_test_is_verified(above: str) -> None:
    text = f"{above}\nTEST(A, B) {{}}\n"
    found = code(text, module.Options(tests=True), path="a_test.cc")
    assert found.cited == [("a_test.cc::A::B", "verifies", "SRS-001")]
    off = code(text, module.Options(tests=True, comments=False), path="a_test.cc")
    assert {one.target for one in off.links} <= {"SRS-001"}
    assert bool(off.links) != (("ids-not-read", text[: text.index("SRS")].count("\n") + 1) in off.told)


@pytest.mark.parametrize(
    "above",
    [
        "// see SRS-001",
        "// see SRS-002 and SRS-001",
        "// TODO: SRS-001",
        "// does not cover SRS-001",
        "// 未覆盖 SRS-001",
        "// 参见 SRS-001",
        "// xSRS-001 SRS-001a",
        "// SRS-001\n\nint shared;\n",
    ],
)
def test_an_id_that_is_denied_pointed_at_or_apart_is_not_verified(above: str) -> None:
    assert not code(f"{above}\nTEST(A, B) {{}}\n", module.Options(tests=True), path="a_test.cc").links


def test_ids_in_docstrings_and_comments_inside_a_test_are_verified() -> None:
    text = (
        'def test_a():\n    """SRS-001: does it."""\n    x = "# SRS-005"\n    assert x  # SRS-004\n'
        "# SRS-002\ndef test_b(): pass\n"
    )
    assert code(text, module.Options(tests=True), path="test_x.py").cited == [
        ("test_x.py::test_a", "verifies", "SRS-001"),
        ("test_x.py::test_a", "verifies", "SRS-004"),
        ("test_x.py::test_b", "verifies", "SRS-002"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "ids"),
    [
        ("src/a.c", "/* SRS-001: rate\n * see SRS-002 */\nint f(void);\n// of SRS-003\n", ["SRS-001"]),
        ("src/a.c", "/** Rate.\n * \\req SRS-001, SRS-002\n */\nint f(void);\n", ["SRS-001", "SRS-002"]),
        ("src/a.c", "// the rate of\n// SRS-001 is shown\n", []),
        ("src/a.c", "// SRS-001 is not done here\n", []),
        ("src/a.c", 's = "// SRS-001";\n', []),
        ("src/a.c", "// SRS-001\n// SRS-002\nint f(void);\n", ["SRS-001", "SRS-002"]),
        ("src/a.c", "int a; // SRS-001\nint b; // SRS-002\n", ["SRS-001", "SRS-002"]),
        ("src/b.m", "% SRS-001\nfunction y=f(x)\n", ["SRS-001"]),
        ("src/c.rs", "/// SRS-001\nfn a<'b>() {}\n", ["SRS-001"]),
        ("src/d.py", "# 需求：SRS-001\nx = 'SRS-002'\n", []),
        ("tests/a_test.c", "// SRS-001\n", []),
    ],
)
def test_a_comment_of_the_code_that_begins_with_an_id_implements_it(path: str, text: str, ids: list[str]) -> None:
    found = code(text, path=path)
    assert [link.target for link in found.links if link.kind == LinkKind.IMPLEMENTS] == ids
    assert not [link for link in found.links if link.kind == LinkKind.VERIFIES]


def test_ids_that_stand_in_no_form_that_is_read_are_told_at_the_first() -> None:
    found = code('x = 1\ny = "SRS-003 SRS-002"\nz = "SRS-003"\n', path="src/a.py")
    assert found.told == [("ids-not-read", 2)]
    assert found.problems[0].message.en == (
        "2 ids stand in 1 file of this source in a form that is not read: SRS-002, SRS-003"
    )


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("src/a.rs", '#[requirement("SRS-001")]\nfn a() {}', "implements"),
        ("src/b.py", '@requirement("SRS-001")\ndef f(): pass', "implements"),
        ("src/A.java", 'class A { @Requirement("SRS-001") void f(){} }', "implements"),
        ("src/a.c", "REQ(SRS-001) int g(void) {}", "implements"),
        ("src/a.rs", '#[test]\n#[requirement("SRS-001")]\nfn a() {}', "verifies"),
        ("tests/b.py", '@requirement("SRS-001")\ndef f(): pass', "verifies"),
        ("src/b.py", '@pytest.mark.requirement("SRS-001")\ndef f(): pass', "verifies"),
        ("src/a.cpp", 'RecordProperty("requirement", "SRS-001");', "verifies"),
    ],
)
def test_a_mark_of_code_that_is_no_test_implements(path: str, text: str, kind: str) -> None:
    assert [(one[1], one[2]) for one in code(text, path=path).cited] == [(kind, "SRS-001")]
