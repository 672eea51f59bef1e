"""XML read as it comes: begin, text and end of each element with its line, no tree, nothing from outside the file.

Entities and external references are refused (`xml-refused`), bad XML ends the reading (`xml-unreadable`); what came
before is kept.
"""

from collections.abc import Iterable
from typing import Protocol
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from medtrace.model.items import Diagnostic, DiagnosticSeverity, Location
from medtrace.words import Localized

# What expat says of a text, without what follows in brackets.
_FAULTS = {
    "no element found": "内容不完整，缺少元素或结束标签",
    "mismatched tag": "开始标签与结束标签不匹配",
    "not well-formed": "含有不允许的字符或写法",
    "unclosed token": "标记未闭合",
    "unclosed CDATA section": "字符数据段未闭合",
    "undefined entity": "引用了未定义的实体",
    "duplicate attribute": "属性重复",
    "junk after document element": "根元素之后还有内容",
    "syntax error": "语法错误",
    "unknown encoding": "编码未知",
    "partial character": "字符不完整",
    "unbound prefix": "命名空间前缀未声明",
    "reference to invalid character number": "字符编号无效",
    "XML or text declaration not at start of entity": "文件声明不在文件开头",
}


class Listener(Protocol):
    """What is told of each element, by its name without a prefix."""

    def begin(self, name: str, said: dict[str, str], line: int) -> None:
        """An element begins; `said` holds its attributes."""

    def text(self, content: str) -> None:
        """Text, in as many parts as the parser likes."""

    def end(self, name: str) -> None:
        """An element ends."""


def listen(texts: Iterable[str], listener: Listener, path: str) -> Diagnostic | None:
    """Tell the listener of every element; what ended the reading early."""
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(_Handler(parser, listener))
    try:
        for text in texts:
            parser.feed(text)
        parser.close()
    except (DefusedXmlException, SAXParseException) as fault:
        return stopped(fault, path, max(1, parser.getLineNumber() or 1))
    return None


def stopped(fault: Exception, path: str, line: int) -> Diagnostic:
    """What ended the reading: an entity, or text that is no XML."""
    if isinstance(fault, SAXParseException):
        place = Location(path, max(1, fault.getLineNumber() or 1), (fault.getColumnNumber() or 0) + 1)
        text = fault.getMessage()
        zh = _FAULTS.get(text.partition(" (")[0], text)
        words = Localized(f"不是有效的 XML，其后内容未读取：{zh}", f"not valid XML, the rest was not read: {text}")
        return Diagnostic("xml-unreadable", DiagnosticSeverity.ERROR, words, place)
    words = Localized(
        "含有实体声明或外部引用，其后内容未读取", "entities or external references are declared; the rest was not read"
    )
    return Diagnostic("xml-refused", DiagnosticSeverity.ERROR, words, Location(path, line))


class _Attributes(Protocol):
    """Attributes of an element, as the parser hands them over."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Names and values."""


class _Handler(ContentHandler):
    """Hands the parser's events on under names without a prefix."""

    def __init__(self, parser: DefusedExpatParser, listener: Listener) -> None:
        super().__init__()
        self._parser, self._listener = parser, listener

    def startElement(self, name: str, attrs: _Attributes) -> None:  # noqa: N802 - the parser calls it so
        """An element begins."""
        self._listener.begin(name.rpartition(":")[2], dict(attrs.items()), max(1, self._parser.getLineNumber() or 1))

    def characters(self, content: str) -> None:
        """Text."""
        self._listener.text(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser calls it so
        """An element ends."""
        self._listener.end(name.rpartition(":")[2])
