"""The few words that renderers add of their own: heads of the sign-off table, the contents, marks of a note."""

from medtrace.words import Localized

NOTE = Localized("注", "Note")
COVER_CONTINUED = Localized("文件信息（续）", "About this document (continued)")
CONTENTS = Localized("目录", "Contents")
ITEM = Localized("项目", "Item")
CONTENT = Localized("内容", "Content")
SIGN_OFF = (
    Localized("职责", "Role"),
    Localized("姓名", "Name"),
    Localized("签名", "Signature"),
    Localized("日期", "Date"),
)
TO_TEXT = Localized("跳到正文", "Skip to the text")
DIFF_SIGNS = Localized("“-”为变更前，“+”为变更后", "“-” is before, “+” is after")
TABLE = Localized("表格，可左右滚动", "Table, scrolls sideways")
