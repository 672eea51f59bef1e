"""The kinds of value a configuration holds, as pydantic types: checked text, never guessed.

Every value arrives as the text that was written; numbers and switches are parsed here from their text, and only from
`12` and `true` or `false`.
"""

import codecs
import difflib
import re
import warnings
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from medtrace.config.mistakes import nearest, unknown_name
from medtrace.config.runaway import runs_away
from medtrace.expressions import expression
from medtrace.model.globs import glob_pattern
from medtrace.model.ids import whole_token
from medtrace.words import Localized

OWN_ERROR = "medtrace"
"""Says what was expected; what was found is added."""
SPOKEN_ERROR = "medtrace-spoken"
"""Says all there is to say."""
_WHOLE = expression(r"[-+]?[0-9]{1,15}")
_DAY = expression(r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")
_BRACES = expression(r"\{[^{}]*,[^{}]*\}")
_BACKREFERENCE = expression(r"(?<!\\)(?:\\\\)*(?:\\[1-9]|\(\?P=|\(\?\()")
_ENCODINGS = ("utf-8", "gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "utf-16", "windows-1252")
# Encodings of texts; Python knows others that turn text into text or bytes into bytes.
_ENCODING = expression(
    r"utf[-_]?(?:8|16|32)(?:[-_]?(?:le|be|sig))?|us-ascii|ascii|latin[-_]?1|iso[-_]?8859[-_]\d+|windows[-_]\d+|cp\d+"
    r"|gb[-_]?(?:k|2312|18030)|hz|big[-_]?5(?:[-_]?hkscs)?|s(?:hift)?[-_]?jis(?:[-_]?\w+)?|euc[-_]\w+|koi8[-_][rut]"
)
_SHA256 = expression(r"[0-9a-f]{64}")


def own_error(zh: str, en: str) -> PydanticCustomError:
    """An error that carries its words; braces of the text are data, not placeholders."""
    return PydanticCustomError(OWN_ERROR, "{en}", {"zh": zh, "en": en})


def not_blank(value: str) -> str:
    """The text itself, which must hold more than blanks."""
    if not value.strip():
        raise own_error("不能为空", "must not be empty")
    return value


Name: TypeAlias = Annotated[str, AfterValidator(not_blank), WithJsonSchema({"type": "string", "minLength": 1})]
Default: TypeAlias = Any
"""What pydantic takes for the value of a key: a field, which has no type of its own."""


class Shape(BaseModel):
    """A mapping of a configuration: unknown keys are mistakes, a key without a value counts as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: one for key, one in value.items() if one is not None}


class Pair(Shape):
    """One text in both languages; a missing translation is a mistake."""

    zh: Name = Field(title="中文 / Chinese", description="中文文字。 / The text in Chinese.")
    en: Name = Field(title="英文 / English", description="英文文字。 / The text in English.")

    @property
    def localized(self) -> Localized:
        """As our noun."""
        return Localized(self.zh, self.en)


class Words(Pair):
    """One text in both languages; plain text is the same in both."""

    @model_validator(mode="before")
    @classmethod
    def _both(cls, value: object) -> object:
        return {"zh": value, "en": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text or a mapping."""
        schema = handler.resolve_ref_schema(handler(core))
        schema.pop("title", None)
        return {"anyOf": [{"type": "string", "minLength": 1}, schema]}


def key(title: str, description: str, default: object = ...) -> Default:
    """A key of a mapping, with the words that an editor shows: `中文 / English`."""
    return Field(default, title=title, description=description)


def _whole(value: object) -> object:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise own_error("应为整数", "expected a whole number")


def _flag(value: object) -> object:
    if isinstance(value, str) and value.casefold() in {"true", "false"}:
        return value.casefold() == "true"
    raise own_error("应为 true 或 false", "expected true or false")


def _glob(value: str) -> str:
    parts = value.split("/")
    if not value or value.startswith(("/", "!")) or ".." in parts or "\\" in value or re.match(r"[A-Za-z]:", value):
        raise own_error(
            "应为相对于仓库根目录的路径模式，以“/”分隔，不含“..”；排除请写在 exclude 中",
            "expected a glob from the root of the repository, with / and without ..; exclusions stand in exclude",
        )
    if value.endswith("/"):
        raise own_error(f"目录下的文件应写作“{value}**”", f'files below a folder are written "{value}**"')
    if _BRACES.search(value):
        raise own_error("不支持花括号展开，请分成多个模式", "braces are not expanded; write one glob for each")
    try:
        glob_pattern(value)
    except re.error as fault:
        raise own_error(
            f"路径模式中的字符集无效（{fault.msg}）", f"the set in this glob is not valid ({fault.msg})"
        ) from fault
    return value


def _expression(value: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(value)
            whole_token(value)
    except (re.error, RecursionError, OverflowError) as fault:
        raise own_error(*_bad_expression(fault)) from fault
    if compiled.groupindex or _BACKREFERENCE.search(value):
        raise own_error(
            "不能使用命名组或反向引用：各模式会合并为一个表达式；请用 (?:…)",
            "named groups and back-references cannot be used, for patterns are joined into one; write (?:…)",
        )
    if runs_away(value):
        raise own_error(
            "正则表达式重复嵌套（如 (a+)+），遇到长行会无法结束；请去掉一层重复",
            "a repetition of a repetition, such as (a+)+, may never end on a long line; take one of them away",
        )
    if compiled.match(""):
        raise own_error(
            "正则表达式会匹配空文字，因而处处匹配", "the expression matches the empty text and so matches everywhere"
        )
    return value


def _bad_expression(fault: Exception) -> tuple[str, str]:
    if isinstance(fault, re.error):
        at = fault.pos
        where = ("", "") if at is None else (f"，位于第 {at + 1} 个字符", f" at character {at + 1}")
        if "global flags" in fault.msg:
            return ("标志应写作 (?i:…)", "write flags as (?i:…)")
        return (f"正则表达式无效：{fault.msg}{where[0]}", f"not a valid expression: {fault.msg}{where[1]}")
    return ("正则表达式过于复杂", "the expression is too complex")


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise own_error("应为日期 YYYY-MM-DD 或 YYYY-MM", "expected a date, YYYY-MM-DD or YYYY-MM")
    return value


def _sha256(value: str) -> str:
    if not _SHA256.fullmatch(value):
        raise own_error("应为 64 位小写十六进制的 SHA-256", "expected a SHA-256 of 64 lower-case hexadecimal digits")
    return value


def _folder(value: str) -> str:
    if not value or value.startswith("/") or "\\" in value or ".." in value.split("/") or ":" in value:
        raise own_error(
            "应为仓库内的相对目录，以“/”分隔", "expected a folder relative to the root of the repository, with /"
        )
    return value.strip("/")


@dataclass(frozen=True, slots=True)
class OneOfOrOwn:
    """A word of ours or one of the project's own: a word that nearly is one of ours is a mistake, not a new one."""

    known: tuple[str, ...]

    def check(self, value: str) -> str:
        """The word itself."""
        if value not in self.known and (near := _typing_error(value, self.known)):
            words = unknown_name(Localized("词", "word"), value, (near,))
            raise PydanticCustomError(SPOKEN_ERROR, "{en}", {"zh": words.zh, "en": words.en})
        return not_blank(value)

    def __get_pydantic_core_schema__(self, source: type[object], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text, then our check."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Our words for completion, any other text too."""
        return {"anyOf": [{"enum": list(self.known)}, {"type": "string", "minLength": 1}]}


def _typing_error(value: str, known: tuple[str, ...]) -> str:
    folded = nearest(value, [one for one in known if one.casefold() == value.casefold().replace("_", "-")])
    close = difflib.get_close_matches(value[:100], known, n=1, cutoff=0.84)
    return folded or (close[0] if close else "")


def _encoding(value: str) -> str:
    """Python's name of an encoding of texts."""
    name = value.strip().casefold().replace(" ", "_")
    try:
        found = codecs.lookup(name).name if _ENCODING.fullmatch(name) else ""
    except LookupError:
        found = ""
    if not found:
        near = difflib.get_close_matches(name, _ENCODINGS, n=1)
        known = ", ".join(_ENCODINGS)
        zh, en = (
            (f"是否为 {near[0]}？", f"did you mean {near[0]}?") if near else (f"常用：{known}", f"usual are {known}")
        )
        said = {"zh": f"未知的文字编码“{value}”；{zh}", "en": f"unknown encoding “{value}”; {en}"}
        raise PydanticCustomError(SPOKEN_ERROR, "{en}", said)
    return found


Whole: TypeAlias = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer"})]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Glob: TypeAlias = Annotated[str, AfterValidator(_glob), WithJsonSchema({"type": "string", "minLength": 1})]
Encoding: TypeAlias = Annotated[
    str, AfterValidator(_encoding), WithJsonSchema({"type": "string", "examples": ["big5", "shift_jis", "gb18030"]})
]
Regex: TypeAlias = Annotated[
    str, AfterValidator(_expression), WithJsonSchema({"type": "string", "format": "regex", "minLength": 1})
]
Day: TypeAlias = Annotated[
    str, AfterValidator(_day), WithJsonSchema({"type": "string", "pattern": f"^{_DAY.pattern}$"})
]
Sha256: TypeAlias = Annotated[
    str, AfterValidator(_sha256), WithJsonSchema({"type": "string", "pattern": f"^{_SHA256.pattern}$"})
]
Folder: TypeAlias = Annotated[str, AfterValidator(_folder), WithJsonSchema({"type": "string", "minLength": 1})]
