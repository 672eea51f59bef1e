"""An element, entry or way from screen to screen that is added fires, in every form in which screens are written."""

import pytest

from medtrace.model.project import ComponentMap
from medtrace.rules.declared_shape import Options, declared_shape
from tests.support.changes import change_set, component

pytestmark = pytest.mark.requirement("REQ-053")

TAG = "user-interface"
MAP = ComponentMap((component("ui", "**", tags=(TAG,)),))

ADDED = [
    ("a.ui", "<ui>", '<ui><widget class="QPushButton" name="b"/>'),
    ("a.qml", "Item {\n", "Item {\n  Button {\n  }\n"),
    ("a.html", "<p>a</p>", '<p>a</p><input name="b">'),
    ("a.html.j2", "a", "a {{ b }}"),
    ("a.vue", "<template>", '<template><el-button @click="go">Go</el-button>'),
    ("a.component.html", "<p>a</p>", '<p>a</p><app-chart [data]="b"></app-chart>'),
    ("a.tsx", "<Page>", "<Page><Chart/>"),
    ("a.jsx", "<Page>", "<Page><button>Go</button>"),
    ("routes.ts", "[", "[{ path: '/b', component: B },"),
    ("nav.ts", "{", "{ router.push('/b');"),
    ("a.xaml", "<Window>", '<Window><Button Content="Go"/>'),
    ("res/layout/a.xml", "<LinearLayout>", '<LinearLayout><Button android:id="@+id/b"/>'),
    ("res/menu/a.xml", "<menu>", '<menu><item android:id="@+id/b" android:title="B"/>'),
    ("res/xml/preferences.xml", "<PreferenceScreen>", '<PreferenceScreen><SwitchPreference android:key="b"/>'),
    ("res/navigation/a.xml", "<navigation>", '<navigation><action app:destination="@id/b"/>'),
    ("A.kt", "Column {", "Column { Button(onClick = go) { }"),
    ("B.kt", "fun a() {", "fun a() { startActivity(Intent(this, Other::class.java))"),
    ("A.swift", "VStack {", "VStack { Toggle(isOn: b) { }"),
    ("B.swift", "VStack {", "VStack { a.sheet(isPresented: b)"),
    ("C.swift", "func a() {", 'func a() { performSegue(withIdentifier: "b", sender: self)'),
    ("a.storyboard", "<scene>", '<scene><segue destination="b"/>'),
    ("a.xib", "<view>", '<view><button id="b"/>'),
    ("Root.plist", "<plist><dict>", "<plist><dict><key>b</key><true/>"),
    ("a.fxml", "<VBox>", '<VBox><Button fx:id="b"/>'),
    ("A.java", "class A {", "class B extends JDialog {} class A {"),
    ("a.py", "x = 1", "x = 1\nclass B(QDialog): ..."),
]


@pytest.mark.parametrize(("path", "old", "new"), ADDED, ids=[one[0] for one in ADDED])
def test_an_element_that_is_added_fires(path: str, old: str, new: str) -> None:
    changes = change_set({path: f"{old}\n"}, {path: f"{new}\n"}, components=MAP)
    hits = list(declared_shape.look(changes, Options(TAG, words_apart=True)))
    assert [(one.subject, one.confidence.fires) for one in hits] == [("ui", not path.endswith(".j2"))]


QUIET = [
    ("a.ui", '<ui><item row="1"/></ui>', '<ui><item row="1"/><spacer/><item row="2"/></ui>'),
    ("a.storyboard", "<scene><rect/></scene>", '<scene><rect/><constraint id="a"/><color key="b"/></scene>'),
    ("a.xaml", "<Window><a/></Window>", "<Window><Grid><a/></Grid></Window>"),
    ("res/layout/a.xml", "<a><b/></a>", "<a><LinearLayout><b/></LinearLayout></a>"),
    ("a.svg", "<svg/>", '<svg><path d="1"/></svg>'),
    (
        "res/values-de/strings.xml",
        "<resources><string/></resources>",
        '<resources><string name="a">b</string></resources>',
    ),
    ("a.resx", "<root/>", '<root><data name="a"><value>b</value></data></root>'),
    ("locales/de.json", "{}", '{"a": "b"}'),
]


@pytest.mark.parametrize(("path", "old", "new"), QUIET, ids=[one[0] for one in QUIET])
def test_boxes_pictures_and_texts_do_not_fire(path: str, old: str, new: str) -> None:
    hits = list(declared_shape.look(change_set({path: old}, {path: new}, components=MAP), Options(TAG)))
    assert [one.confidence.value for one in hits] == ["question"]
