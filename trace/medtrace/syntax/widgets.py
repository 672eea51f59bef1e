"""Controls and dialogs that code itself makes, by the names of the common toolkits.

Swing, JavaFX, Android, WinForms, WPF, Qt, wx, GTK, Tk, UIKit and the browser: `new JButton(`, `QMessageBox::question`,
`wx.TextCtrl(`, `JOptionPane.showOptionDialog`. A control under a name of the project's own counts where its name ends
as that of a control does (`RoundButton`).
"""

import ast
from collections.abc import Iterator

from medtrace.expressions import expression

_CONTROLS = (
    r"\w*(?:(?:Push|Toggle|Radio|Tool|Bitmap|Image|Icon|Spin|Check|Menu)?(?:Button|button)|Check(?:Box|box|edTextView)"
    r"|Combo(?:Box|box)|ChoiceBox|(?:Text|Password|Edit|Search)Field|TextArea|TextBox|PasswordBox|EditText|TextCtrl"
    r"|(?:Line|PlainText|Text|Date|Time|DateTime)Edit|Spin(?:Box|box|Ctrl|CtrlDouble)|NumericUpDown|SeekBar|ProgressBar"
    r"|(?:Table|Tree|List|Data[Gg]rid)(?:View|Widget|Ctrl|Box)|DataGrid|Menu(?:Item|Bar)|(?:Context|Popup|Option)Menu"
    r"|ToolBar|Toolbar|Tab(?:Pane|bedPane|Widget|Control|Layout)|(?:Date|Time|DateTime|Color|Colour|File)(?:Picker|PickerCtrl)"
    r"|(?:File|Directory|Color)Chooser|Dialog|Wizard)"
    r"|(?:J|Q|wx)?(?:Label|Slider|Spinner|StaticText|Gauge|Hyperlink)"
    r"|(?:J|Q|wx)(?:Table|Tree|List|Menu|Action|Dial|Choice|Notebook|Choicebook|RadioBox)"
)
_MADE = expression(rf"\bnew\s+(?P<name>(?:\w+(?:\.|::))*(?:{_CONTROLS}))(?:<[^<>;]{{0,80}}>)?\s*[({{]")
_ASKED = expression(
    r"\b(?P<name>JOptionPane\s*\.\s*show\w+|Dialogs\s*\.\s*show\w+|(?:Q(?:Message|Input|File|Color|Font)(?:Box|Dialog))\s*::\s*\w+"
    r"|wxMessageBox|AfxMessageBox|MessageBox\s*\.\s*Show\w*|(?:Material)?AlertDialog(?:\s*\.\s*)?Builder|Toast\s*\.\s*makeText"
    r"|Snackbar\s*\.\s*make|UIAlertController|NSAlert|Swal\s*\.\s*fire|(?:Open|Save)FileDialog)\s*(?:<[^<>;]{0,80}>)?\s*\("
    r"|\.\s*(?P<shown>ShowDialog|DisplayAlert|DisplayActionSheet)\s*\("
)
# An entry of a menu or a tool bar, and controls of UIKit; the text of one is wording and no part of its name.
_ENTERED = expression(
    r"(?:\.|->)\s*(?P<name>addAction|Append(?:CheckItem|RadioItem|SubMenu)?(?=\s*\(\s*wxID_))\s*\("
    r"|(?<![\w.])(?P<shown>UI(?:Button|Label|Text(?:Field|View)|Switch|Slider|Stepper|SegmentedControl|DatePicker"
    r"|PickerView|(?:Table|Collection|Image|Progress|ActivityIndicator)View|SearchBar|BarButtonItem|PageControl"
    r"|RefreshControl))\s*\("
)
_BROWSER = expression(r"(?<![\w.$])(?:window\s*\.\s*)?(?P<name>alert|confirm|prompt)\s*\(")
_APPENDED = expression(r"Append(?:CheckItem|RadioItem|SubMenu)?\Z")
_TOOLKITS = {"wx", "tk", "ttk", "tkinter", "Gtk", "gtk", "qt", "QtWidgets", "QtGui", "QtW", "ctk", "customtkinter"}
_CONTROL = expression(rf"(?:{_CONTROLS}|Entry|Checkbutton|Radiobutton|Scale|Listbox|Treeview|Spinbutton)\Z")
_QT = expression(r"Q(?:Message|Input|File|Color|Font)(?:Box|Dialog)\Z")
_TOLD = expression(r"(?:show|ask)(?:info|warning|error|question|okcancel|yesno\w*|retrycancel|string|integer|float)\Z")
_SLICER = expression(r"(?:info|warning|error|confirm\w*)Display\Z|(?:delay|message)\w*Box\Z")


def widget_names(text: str, *, browser: bool) -> Iterator[tuple[str, int]]:
    """Name and place of every control or dialog that code in braces makes; `browser` is whether pages may speak so."""
    for found in _MADE.finditer(text):
        yield found["name"], found.start("name")
    for pattern in (_ASKED, _ENTERED):
        for found in pattern.finditer(text):
            group = "name" if found["name"] else "shown"
            yield "".join(found[group].split()), found.start(group)
    if browser:
        yield from ((found["name"], found.start("name")) for found in _BROWSER.finditer(text))


def python_widget(call: ast.Call) -> str:
    """The control or dialog that a call makes, empty where it makes none."""
    return _entered(call) or _made(call)


def _entered(call: ast.Call) -> str:
    """An entry of a menu or a tool bar: `menu.addAction("b")`, `menu.Append(wx.ID_ANY, "b")`."""
    if not isinstance(call.func, ast.Attribute):
        return ""
    name = call.func.attr
    is_wx = bool(_APPENDED.match(name) and call.args and ast.unparse(call.args[0]).startswith("wx.ID_"))
    return name if name == "addAction" or is_wx else ""


def _made(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            if owner in _TOOLKITS and (_CONTROL.match(name) or name == "MessageBox"):
                return f"{owner}.{name}"
            if _QT.match(owner) or (owner == "messagebox" and _TOLD.match(name)):
                return f"{owner}.{name}"
        case ast.Attribute(value=ast.Attribute(attr=owner), attr=name):
            if (
                (owner == "util" and _SLICER.match(name))
                or (owner in _TOOLKITS and _CONTROL.match(name))
                or _QT.match(owner)
            ):
                return f"{owner}.{name}"
        case ast.Name(id=name) if name.startswith("Q") and _CONTROL.match(name):
            return name
    return ""
