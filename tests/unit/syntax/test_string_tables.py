"""Tables of texts in every common form: which file is one, and its texts by key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.syntax.string_tables import is_string_table, locale_of, string_table

pytestmark = pytest.mark.requirement("REQ-053")

TABLES = [
    ("locale/de/a.po", 'msgid ""\nmsgstr "x: y\\n"\n\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n"c"\n', {"a": "bc"}),
    (
        "a.po",
        'msgctxt "menu"\nmsgid "a"\nmsgstr "b"\nmsgid "n"\nmsgid_plural "ns"\nmsgstr[0] "1"\nmsgstr[1] "2"\n',
        {"menu: a": "b", "n": "1 | 2"},
    ),
    (
        "app_zh.ts",
        (
            '<?xml version="1.0"?>\n<!DOCTYPE TS>\n<TS><context><name>W</name><message><source>a</source>'
            "<translation>甲</translation></message>"
            "<message><source>b</source><translation type='unfinished'/></message>"
            "</context></TS>"
        ),
        {"W: a": "甲", "W: b": "b"},
    ),
    (
        "a.xlf",
        (
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body><trans-unit id="k"><source>a</source>'
            "<target>b</target></trans-unit></body></file></xliff>"
        ),
        {"k": "b"},
    ),
    (
        "app/res/values-zh-rCN/strings.xml",
        (
            '<resources><string name="a">甲 <b>乙</b></string><string-array name="l"><item>1</item></string-array>'
            '<plurals name="p"><item quantity="one">x</item></plurals></resources>'
        ),
        {"a": "甲 乙", "l.0": "1", "p.one": "x"},
    ),
    (
        "en.lproj/Localizable.strings",
        '/* "x" = "y"; */\n"a b" = "c \\"d\\"";\nkey = "e";\n',
        {"a b": 'c \\"d\\"', "key": "e"},
    ),
    (
        "a.stringsdict",
        "<plist><dict><key>a</key><dict><key>one</key><string>b</string></dict></dict></plist>",
        {"a.one": "b"},
    ),
    (
        "a.xcstrings",
        '{"strings": {"a": {"localizations": {"de": {"stringUnit": {"state": "x", "value": "b"}}}}}}',
        {"a": "a", "a de.stringUnit.value": "b"},
    ),
    (
        "Resources.resx",
        '<root><data name="a" xml:space="preserve"><value>b</value></data><data name="i" type="Icon"/></root>',
        {"a": "b"},
    ),
    (
        "messages_zh_CN.properties",
        "# c\na = \\u623f\\u98a4\nb: x \\\n   y\nempty\n",
        {"a": "房颤", "b": "x y", "empty": ""},
    ),
    ("src/locales/de.json", '{"a": {"b": "c"}, "n": 1}', {"a.b": "c", "n": "1"}),
    ("config/locales/de.yml", "de:\n  a: b\n", {"de.a": "b"}),
    ("lib/l10n/app_en.arb", '{"a": "b", "@a": {"description": "x"}}', {"a": "b"}),
    ("i18n/de/a.ftl", "# c\na = b\n    c\n-term = d\n", {"a": "b c", "-term": "d"}),
]


@pytest.mark.parametrize(("path", "text", "expected"), TABLES, ids=[one[0] for one in TABLES])
def test_table(path: str, text: str, expected: dict[str, str]) -> None:
    assert is_string_table(text, path)
    assert string_table(text, path) == expected


OTHERS = [
    ("a.ts", "export const a = 1"),
    ("application.properties", "a=b"),
    ("data/report.json", "{}"),
    ("res/layout/a.xml", "<string/>"),
    ("a.py", "x = 1"),
]


@pytest.mark.parametrize(("path", "text"), OTHERS, ids=[one[0] for one in OTHERS])
def test_other_files_are_no_tables(path: str, text: str) -> None:
    assert not is_string_table(text, path)
    assert string_table(text, path) is None


@pytest.mark.parametrize(
    ("path", "locale"),
    [
        ("messages_zh_CN.properties", "zh_CN"),
        ("messages.properties", ""),
        ("res/values-zh-rCN/strings.xml", "zh_CN"),
        ("res/values/strings.xml", ""),
        ("src/locales/pt-BR.json", "pt_BR"),
        ("de.lproj/a.strings", "de"),
        ("Base.lproj/a.strings", ""),
        ("locale/fr/LC_MESSAGES/a.po", "fr"),
        ("Resources.de.resx", "de"),
        ("lib/it/a.py", ""),
    ],
)
def test_language_of_a_path(path: str, locale: str) -> None:
    assert locale_of(path) == locale


@pytest.mark.parametrize("path", [one[0] for one in TABLES])
@given(text=st.text(alphabet=st.sampled_from('ab"=\\<>/{}:;|.,\n [](msgid_str)#@甲'), max_size=200))
def test_no_text_is_too_odd(path: str, text: str) -> None:
    found = string_table(text, path)
    assert found is None or all(isinstance(key, str) and isinstance(value, str) for key, value in found.items())
