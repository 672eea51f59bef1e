"""What differs between two texts of a screen: words, looks, or what it is made of, in each form of a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.syntax.facets import Facet, screen_change

pytestmark = pytest.mark.requirement("REQ-053")

W, L, S = "wording", "looks", "structure"
QT = (
    '<ui version="4.0"><widget class="QPushButton" name="s"><property name="text"><string>保存</string></property>'
    '<property name="geometry"><rect><x>1</x></rect></property><property name="enabled"><bool>true</bool></property>'
    "</widget></ui>"
)
HTML = '<div class="a"><p>Hello {{ name }}</p><button class="b" @click="go" title="Tip">Save</button></div>'
XAML = '<Window><Grid><Button x:Name="save" Content="Save" Margin="1" Command="{Binding Save}"/></Grid></Window>'
ANDROID = (
    '<LinearLayout android:layout_width="1dp"><Button android:id="@+id/a" android:text="Save" android:textSize="3sp"/>'
    "</LinearLayout>"
)
MENU = '<menu><item android:id="@+id/open" android:title="Open" android:onClick="go"/></menu>'
SWIFT = 'struct V: View { var body: some View { VStack(spacing: 3) { Text("Hello you").padding(3) } } }'
COMPOSE = '@Composable fun V() { Column(Modifier.padding(3.dp)) { Text("Hello you", fontSize = 3.sp) } }'
TSX = 'export const A = () => { return <div className="a"><Button onClick={go}>Save it</Button><b>Hi {x}</b></div> }'
QML = 'Item {\n  width: 3\n  Text {\n    text: qsTr("Hello you")\n    anchors.left: parent.left\n  }\n}'
BOARD = (
    '<document toolsVersion="1"><scene sceneID="a"><viewController id="b"><label text="Hello" id="c">'
    '<rect key="frame" x="1"/></label><connections><segue destination="d"/></connections></viewController></scene>'
    "</document>"
)
FXML = '<VBox spacing="3"><Button text="Save" fx:id="a" onAction="#go"/></VBox>'
JAVA = 'class A extends JPanel { void f() { add(new JButton("Save it")); setPreferredSize(new Dimension(1, 2)); } }'
FORM = 'partial class A { void f() { this.b.Location = new Point(1, 2); this.b.Text = "Save it"; } }'
PYTHON = '# why\nbutton = QPushButton("Save it")\nbutton.clicked.connect(go)\n'
CASES = [
    ("a.ui", QT, "保存", "存储", {W}),
    ("a.ui", QT, "<x>1", "<x>2", {L}),
    ("a.ui", QT, "true", "false", {S}),
    ("a.ui", QT, "QPushButton", "QLabel", {S}),
    ("a.ui", QT, "<widget", "<!-- why --><widget", set()),
    ("a.html", HTML, "Hello", "Hi", {W}),
    ("a.html", HTML, "Tip", "Hint", {W}),
    ("a.html", HTML, 'class="b"', 'class="c"', {L}),
    ("a.html", HTML, "<p>", '<p class="x">', {L}),
    ("a.html", HTML, "{{ name }}", "{{ first }}", {S}),
    ("a.vue", HTML, "go", "stop", {S}),
    ("a.vue", HTML, "<div", "<!-- why --><div", set()),
    ("a.xaml", XAML, '"Save"', '"Store"', {W}),
    ("a.xaml", XAML, '"1"', '"2"', {L}),
    ("a.xaml", XAML, "Grid", "DockPanel", {L}),
    ("a.xaml", XAML, "Binding Save", "Binding Store", {S}),
    ("res/layout/a.xml", ANDROID, "Save", "Store", {W}),
    ("res/layout/a.xml", ANDROID, "3sp", "4sp", {L}),
    ("res/layout/a.xml", ANDROID, "LinearLayout", "FrameLayout", {L}),
    ("res/layout/a.xml", ANDROID, "@+id/a", "@+id/b", {S}),
    ("res/menu/a.xml", MENU, '"Open"', '"Load"', {W}),
    ("A.swift", SWIFT, "Hello you", "Hi you", {W}),
    ("A.swift", SWIFT, "padding(3)", "padding(4)", {L}),
    ("A.swift", SWIFT, "spacing: 3", "spacing: 4", {L}),
    ("A.swift", SWIFT, "Text", "Label", {S}),
    ("A.swift", SWIFT, "struct", "/* why */ struct", set()),
    ("A.kt", COMPOSE, "Hello you", "Hi you", {W}),
    ("A.kt", COMPOSE, "padding(3", "padding(4", {L}),
    ("A.kt", COMPOSE, "fontSize = 3", "fontSize = 4", {L}),
    ("A.kt", COMPOSE, "Text", "Label", {S}),
    ("a.tsx", TSX, "Save it", "Store it", {W}),
    ("a.tsx", TSX, "Hi", "Hey", {W}),
    ("a.tsx", TSX, '"a"', '"b"', {L}),
    ("a.tsx", TSX, "go", "stop", {S}),
    ("a.qml", QML, "Hello you", "Hi you", {W}),
    ("a.qml", QML, "width: 3", "width: 4", {L}),
    ("a.qml", QML, "parent.left", "parent.right", {L}),
    ("a.qml", QML, "Text", "Label", {S}),
    ("a.storyboard", BOARD, "Hello", "Hi", {W}),
    ("a.storyboard", BOARD, 'x="1"', 'x="2"', {L}),
    ("a.storyboard", BOARD, 'toolsVersion="1"', 'toolsVersion="2"', {L}),
    ("a.storyboard", BOARD, 'destination="d"', 'destination="e"', {S}),
    ("a.fxml", FXML, "Save", "Store", {W}),
    ("a.fxml", FXML, '"3"', '"4"', {L}),
    ("a.fxml", FXML, "#go", "#stop", {S}),
    ("A.java", JAVA, "Save it", "Store it", {W}),
    ("A.java", JAVA, "(1, 2)", "(1, 3)", {L}),
    ("A.java", JAVA, "JButton", "JLabel", {S}),
    ("A.Designer.cs", FORM, "Save it", "Store it", {W}),
    ("A.Designer.cs", FORM, "(1, 2)", "(1, 3)", {L}),
    ("a.py", PYTHON, "Save it", "Store it", {W}),
    ("a.py", PYTHON, "go", "stop", {S}),
    ("a.py", PYTHON, '"Save it"', '"save_it"', {W, S}),
    ("a.py", PYTHON, '"Save it"', '"SELECT a FROM b"', {W, S}),
    ("a.css", "a { b: 1 }", "1", "2", {L}),
    ("res/values/colors.xml", "<resources><color name='a'>1</color></resources>", "1", "2", {L}),
    ("messages.properties", "a=b", "b", "c", {W}),
    ("messages.properties", "a=b", "a", "c", {S}),
]


@pytest.mark.parametrize(("path", "text", "old", "new", "facets"), CASES)
def test_sides_that_differ(path: str, text: str, old: str, new: str, facets: set[str]) -> None:
    assert old in text
    found = screen_change(text, text.replace(old, new, 1), path)
    assert found is not None
    assert {one.value for one in found.facets} == facets


def test_texts_stand_side_by_side() -> None:
    found = screen_change("<p>one</p><p>two</p><p>three</p>", "<p>one</p><p>2</p><p>three</p><b>four</b>", "a.html")
    assert found is not None
    assert [(one.before, one.after) for one in found.texts] == [("two", "2"), ("", "four")]
    assert found.is_structure is False  # a bold word is words


def test_a_language_that_is_not_known_is_not_taken_apart() -> None:
    assert screen_change("a", "b", "a.tpl") is None
    assert screen_change("a", "b", "a.md") is None
    assert screen_change("class (", "x = 1", "a.py") is None


MARKUP = st.text(alphabet=st.sampled_from("<>/ab=\"' {}!-\n%@甲"), max_size=120)


@pytest.mark.parametrize("path", ["a.html", "a.xaml", "a.tsx", "a.swift", "a.py", "a.qml", "a.po"])
@given(text=MARKUP)
def test_a_text_does_not_differ_from_itself(path: str, text: str) -> None:
    found = screen_change(text, text, path)
    assert found is None or (not (found.facets - {Facet.LOOKS}) and not found.texts)
