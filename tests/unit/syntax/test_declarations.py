"""What texts of each language declare to their surroundings."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medtrace.syntax.declarations import declarations

pytestmark = pytest.mark.requirement("REQ-053")

CASES = [
    (
        "python: classes, fields with types, members",
        "fields.py",
        """
        class OutputType(Enum):
            RATE = "heart_rate"

        @dataclass(frozen=True)
        class Report:
            rate: int | None
            outputs: dict = field(default_factory=dict)
            _cache: int = 0
            unit = "1/min"

            def render(self) -> str:
                local = 1
                return inner(local)

            def _private(self): ...
        """,
        [
            "class OutputType",
            "class Report",
            "field Report.outputs: dict",
            "field Report.rate: int | None",
            "field Report.unit",
            "function Report.render",
            "member OutputType.RATE = 'heart_rate'",
            'unit unit = "1/min"',
        ],
    ),
    (
        "python: tables of constants",
        "routes.py",
        """
        ROUTES = {"/login": "ui.login"}
        NAVIGATION = {"/login": ("/list", "/about")}
        FIELDS: list = ["rate"]
        lower = {"a": 1}
        """,
        [
            "key FIELDS: rate",
            "key NAVIGATION: /login",
            "key ROUTES: /login",
            "relation NAVIGATION: /login → /about",
            "relation NAVIGATION: /login → /list",
            "relation ROUTES: /login → ui.login",
        ],
    ),
    (
        "python: routes, options, serialised names",
        "api.py",
        """
        @router.get("/infer/{model}")
        def infer(x=Field(alias="patientId")): return cache.get("a")
        parser.add_argument("--output")
        """,
        ["function infer", "route add_argument --output", "route get /infer/{model}", "serialised patientId"],
    ),
    (
        "json schema",
        "report.schema.json",
        """
        {"required": ["rate"],
         "properties": {"rate": {"type": "integer", "description": "x"}, "hint": {"enum": ["a", "b"]}}}
        """,
        [
            "key properties",
            "key properties.hint",
            "key properties.hint.enum",
            "key properties.rate",
            "key properties.rate.type",
            "key required",
            "value properties.hint.enum = a",
            "value properties.hint.enum = b",
            "value properties.rate.type = integer",
            "value required = rate",
        ],
    ),
    (
        "openapi",
        "openapi.yaml",
        "paths:\n  /a:\n    get: {operationId: x}\n",
        [
            "key paths",
            "key paths./a",
            "key paths./a.get",
            "key paths./a.get.operationId",
            "value paths./a.get.operationId = x",
        ],
    ),
    (
        "c#",
        "Api.cs",
        """
        [Route("api/[controller]")]
        public class InferController : ControllerBase {
            // public void Old() {}
            [HttpGet("{id}")]
            public async Task<ActionResult<Model>> Get(string id) { if (a) { return b(); } }
            [JsonPropertyName("patient_id")] public string PatientId { get; set; } = "";
            private int hidden;
            public enum Mode { Fast, Exact = 2 }
        }
        """,
        [
            "class InferController",
            "class Mode",
            "field PatientId",
            "function Get",
            "member Mode.Exact",
            "member Mode.Fast",
            "response ActionResult<Model>",
            "route api/[controller]",
            "route {id}",
            "serialised patient_id",
            "type PatientId: text",
        ],
    ),
    (
        "java",
        "A.java",
        """
        public final class A { @JsonProperty("b") public int b; @GetMapping("/x")
        public List<String> load(int a) { return run(a); }
        private void hidden() {} }
        enum Kind { ONE, TWO; int x; }
        """,
        [
            "class A",
            "function load",
            "internal class Kind",
            "member Kind.ONE",
            "member Kind.TWO",
            "route /x",
            "serialised b",
        ],
    ),
    (
        "kotlin",
        "A.kt",
        """
        data class A(
          @SerialName("n") val name: String,
          private val x: Int
        )
        fun load(a: Int) = 1
        private fun hidden() {}
        """,
        ["class A", "field name", "function load", "serialised n", "type name: text"],
    ),
    (
        "swift",
        "A.swift",
        """
        struct A: View {
          var name: String
          private var x: Int
          func load() {}
          var body: some View { NavigationLink("a") {} }
        }
        enum B {
          case one
        }
        """,
        [
            *("class A", "class B", "element NavigationLink", "field body", "field name", "function load"),
            *("member one", "screen A", "type name: text"),
        ],
    ),
    (
        "typescript",
        "a.tsx",
        """
        export interface A {
          name?: string;
        }
        export const load = 1;
        function run() { return 1 }
        app.get('/x', run)
        const r = [{ path: '/list', component: List }]
        const v = <Chart data={a}/>
        """,
        [
            *("class A", "element Chart", "export load", "field name", "function run", "key r.component"),
            *("key r.path", "route /list", "route get('/x", "type name: text"),
        ],
    ),
    (
        "javascript: keys of objects that others see",
        "a.js",
        """
        const LIMITS = { max: 1, 'min-rate': 2, nested: { a: [{ b: 2 }] } };
        function defaults() {
          const own = { hidden: 1 };
          return { max_rate: own };
        }
        module.exports = { run, stop: function (a) { return { hidden: 1 }; }, go: (a) => 3 };
        handler = function () { profile.out = { rate: 2 }; call({ hidden: 3 }); };
        const Report = new Schema({ when: { type: Date } });
        const f = ({ hidden, other }) => ({ hidden: other });
        """,
        [
            *("function defaults", "function module.exports.go", "function module.exports.stop"),
            *("key LIMITS.max", "key LIMITS.min-rate", "key LIMITS.nested", "key LIMITS.nested.a"),
            *("key LIMITS.nested.a.b", "key Schema.when", "key Schema.when.type", "key defaults.max_rate"),
            *("key module.exports.run", "key profile.out.rate"),
        ],
    ),
    (
        "typescript: no element but in a view, no class but what is exported",
        "a.ts",
        """
        import { B } from 'b'
        class Inner {}
        export class A extends React.Component<Props> {}
        const a: Promise<Foo> = run()
        """,
        ["class A", "internal class Inner", "screen A"],
    ),
    (
        "c++: screens",
        "a.cpp",
        "class Editor : public QDialog {};\nclass Model : public QAbstractItemModel {};\n",
        ["class Editor", "class Model", "screen Editor"],
    ),
    (
        "python: screens and inner classes",
        "a.py",
        "class Main(QMainWindow): ...\nclass _Inner:\n    x = 1\nclass Rows(pandas.DataFrame): ...\n",
        ["class Main", "class Rows", "internal class _Inner", "internal field _Inner.x", "screen Main"],
    ),
    (
        "go",
        "a.go",
        'type A struct {\n\tB int `json:"b,omitempty"`\n}\nfunc (a A) Load() {}\nfunc hidden() {}\n',
        ["class A", "function Load", "serialised b"],
    ),
    (
        "rust",
        "a.rs",
        """
        #[serde(rename = "b")]
        pub struct A {
            pub c: u8,
            d: u8,
        }
        pub async fn load() {}
        fn hidden() {}
        """,
        ["class A", "field c", "function load", "serialised b", "type c: whole number"],
    ),
    (
        "c++",
        "a.h",
        """
        #define LIMIT 3
        class A {
        public:
          virtual int run(int a) = 0;
        };
        int load(const char *name);
        void A::stop() {
          if (a) { b(c); }
        }
        enum Mode { On, Off };
        """,
        [
            "class A",
            "class Mode",
            "function stop",
            "function load",
            "function run",
            "macro LIMIT",
            "member Mode.Off",
            "member Mode.On",
        ],
    ),
    (
        "c++: templates on a line of their own or not, with brackets in brackets",
        "a.h",
        """
        template <class A> class B {};
        template <typename T = X,
                  std::enable_if_t<is_real<T>, int> = 0>
        struct C {};
        template <typename T, std::enable_if_t<is_real<T>, int> = 0> constexpr D load(float a) {}
        template <>
        struct E<int> {};
        """,
        ["class B", "class C", "class E", "function load"],
    ),
    (
        "c++: what is called or used is not declared",
        "a.cpp",
        """
        int load(char *a) {
            memset(a, 0, 1);
            CRIT("no {}", a);
            throw std::error("no");
            PB_UNUSED(a);
            switch (b) {
                case 1: stop(a);
                default: PB_RETURN_ERROR(a);
            }
        }
        struct A {
            bool (*callback)(int a);
        };
        """,
        ["class A", "function load"],
    ),
    (
        "c: a guard against reading a header twice",
        "a.h",
        """
        /* Licence. */
        #ifndef A_H
        #define A_H

        #ifndef LIMIT
        #define LIMIT
        #endif
        #endif
        """,
        ["macro LIMIT"],
    ),
    (
        "protobuf",
        "a.proto",
        "message A {\n  repeated string name = 1;\n}\nservice S { rpc Load (A) returns (A); }\n",
        ["class A", "class S", "field repeated string name = 1", "route Load"],
    ),
    (
        "qml",
        "a.qml",
        "Item {\n  id: root\n  property int rate: 1\n  Button { }\n}\n",
        ["element Button", "element Item", "property rate", "property root"],
    ),
    (
        "sql",
        "a.sql",
        "CREATE TABLE a (\n  id int,\n  name text\n);\nALTER TABLE a ADD COLUMN rate int;\n",
        ["column a ADD COLUMN rate int", "column id int", "column name text", "table a"],
    ),
    (
        "qt form",
        "a.ui",
        """
        <ui>
        <widget class="QPushButton" name="save">
        <property name="text">
        <string>保存</string>
        </property>
        </widget>
        </ui>
        """,
        ["element ui", "element widget QPushButton #save"],
    ),
    (
        "xaml",
        "a.xaml",
        '<Window><Button x:Name="save" Content="a" Command="{Binding Save}"/><Button/></Window>',
        ["element Button", "element Button #save", "element Window", "target Button command → {Binding Save}"],
    ),
    (
        "html",
        "a.html",
        """
        <div>
        <p>text</p>
        <input name="age">
        <a href="/list">x</a>
        <my-chart>
        </my-chart>
        </div>
        <script>function run() {}</script>
        """,
        ["element a", "element input #age", "element my-chart", "function run", "target a href → /list"],
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_declarations(path: str, text: str, expected: list[str]) -> None:
    found = declarations(dedent(text), path)
    assert found is not None
    assert [f"{one.kind} {one.name}" for one in found] == sorted(expected)


SAME = [
    ("a body", "a.py", "def f():\n    return 1", "def f():\n    return 2"),
    (
        "a local name",
        "A.java",
        "public class A { public int f() { int a = 1; return a; } }",
        "public class A { public int f() { int b = 2; return b; } }",
    ),
    ("text and style", "a.html", '<button style="a">x</button>', '<button style="b">y</button>'),
    ("a translation", "a.ui", "<ui><string>a</string></ui>", "<ui><string>b</string></ui>"),
    ("a comment", "a.ts", "// export const a = 1\n", "// export const b = 1\n"),
    ("a value in data", "a.json", '{"a": 1}', '{"a": 2}'),
    ("words that explain a schema", "a.json", '{"properties": {}}', '{"properties": {}, "description": "b"}'),
]


@pytest.mark.parametrize(("path", "one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_what_is_no_declaration(path: str, one: str, other: str) -> None:
    names = [[(d.kind, d.name) for d in declarations(text, path) or ()] for text in (one, other)]
    assert names[0] == names[1]


def test_a_property_may_be_called_like_an_explanation() -> None:
    found = declarations('{"properties": {"description": {}}}', "a.json")
    assert [one.name for one in found or ()] == ["properties", "properties.description"]


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.xyz", "x"), ("a.md", "# x"), ("a.py", "def ("), ("a.json", "{"), ("a.yaml", "a: [1"), ("a.css", "a {}")],
)
def test_what_is_not_known(path: str, text: str) -> None:
    assert declarations(text, path) is None


def test_lines_are_those_of_the_names() -> None:
    found = declarations("\n\npublic class A {\n  public void f() {}\n}\n", "A.java")
    assert [(one.name, one.line) for one in found or ()] == [("A", 3), ("f", 4)]


SUFFIXES = (
    "py",
    "cs",
    "java",
    "kt",
    "swift",
    "tsx",
    "go",
    "rs",
    "cpp",
    "proto",
    "qml",
    "sql",
    "xaml",
    "html",
    "json",
    "yaml",
)
PIECES = (
    "public ",
    "class ",
    "a",
    "A",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "[",
    "]",
    ";",
    ":",
    "=",
    "'",
    '"',
    "\n",
    "enum ",
    "@",
    " ",
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SUFFIXES), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_text_makes_a_reader_raise(suffix: str, text: str) -> None:
    found = declarations(text, f"a.{suffix}")
    assert found is None or all(one.line >= 0 for one in found)


@pytest.mark.parametrize("suffix", ["cs", "java", "cpp", "ts", "kt", "swift", "html"])
def test_a_long_line_of_odd_signs_is_read_in_time(suffix: str) -> None:
    assert declarations("public a <b, c> " * 4000, f"a.{suffix}") is not None
