"""Controls and dialogs that code makes, in the toolkits of each language; what only bears a like name is none."""

import pytest

from medtrace.syntax.declarations import declarations

pytestmark = pytest.mark.requirement("REQ-053")

CASES = [
    ("A.java", 'JOptionPane.showOptionDialog(frame, "too old");', ["JOptionPane.showOptionDialog"]),
    ("A.java", "JButton save = new JButton(text); Object a = new ArrayList<String>();", ["JButton"]),
    ("A.java", "PasswordField p = new javafx.scene.control.PasswordField();", ["javafx.scene.control.PasswordField"]),
    ("A.java", "TableView<Row> t = new TableView<>();", ["TableView"]),
    ("A.java", "Tree tree = new Tree(); Segment s = new SegmentLabel(1);", []),
    ("A.kt", "MaterialAlertDialogBuilder(context).show()", ["MaterialAlertDialogBuilder"]),
    ("A.kt", "val d = AlertDialog.Builder(this)", ["AlertDialog.Builder"]),
    ("A.cs", 'MessageBox.Show("stop"); new SettingsWindow().ShowDialog();', ["MessageBox.Show", "ShowDialog"]),
    (
        "a.cpp",
        "auto* b = new QPushButton(this); QMessageBox::warning(this, t, m);",
        ["QMessageBox::warning", "QPushButton"],
    ),
    ("a.cpp", "auto* f = new RoundButton(this); // new QLabel(this)", ["RoundButton"]),
    ("a.cpp", 'menu->addAction("a"); menu->addAction("b");', ["addAction", "addAction"]),
    ("a.swift", "let b = UIButton(); view.addSubview(b)", ["UIButton"]),
    ("a.py", "menu.addAction('a'); m.Append(wx.ID_ANY, 'b'); rows.Append(1)", ["addAction", "Append"]),
    ("a.swift", "let a = UIAlertController(title: t, message: m, preferredStyle: .alert)", ["UIAlertController"]),
    ("a.js", "if (!confirm('sure?')) { window.alert(x); }", ["confirm", "alert"]),
    ("a.js", "service.alert(x); dialog.confirm(y);", []),
    ("a.py", "b = QtWidgets.QPushButton(self)", ["QtWidgets.QPushButton"]),
    ("a.py", "b = wx.TextCtrl(self); c = wx.MessageBox('a')", ["wx.TextCtrl", "wx.MessageBox"]),
    ("a.py", "QMessageBox.warning(self, 'a', 'b')", ["QMessageBox.warning"]),
    ("a.py", "QtWidgets.QFileDialog.getOpenFileName(self)", ["QFileDialog.getOpenFileName"]),
    ("a.py", "messagebox.showerror('a'); slicer.util.errorDisplay('b')", ["messagebox.showerror", "util.errorDisplay"]),
    ("a.py", "wx.CallAfter(f); tree = Tree(); box = BoundingBox()", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), CASES)
def test_widgets(path: str, text: str, expected: list[str]) -> None:
    found = declarations(text, path)
    assert found is not None
    assert sorted(one.name for one in found if one.kind == "widget") == sorted(expected)


def test_a_second_element_on_one_line_counts() -> None:
    found = declarations("const A = () => <div><button>x</button><button>y</button></div>;", "A.jsx") or ()
    assert [one.name for one in found if one.kind == "element"] == ["button", "button"]


def test_of_a_manifest_only_screens_are_shown() -> None:
    text = (
        '<manifest xmlns:android="a"><uses-permission android:name="p"/><application><activity android:name=".A"/>'
        '<service android:name=".S"/></application></manifest>'
    )
    assert [one.name for one in declarations(text, "AndroidManifest.xml") or ()] == ["activity"]


def test_what_a_preference_is_before_anybody_sets_it_counts() -> None:
    text = '<PreferenceScreen><CheckBoxPreference android:key="a" android:defaultValue="true"/></PreferenceScreen>'
    found = declarations(text, "res/xml/p.xml") or ()
    assert [one.name for one in found if one.kind == "value"] == ["CheckBoxPreference #a defaultValue = true"]
