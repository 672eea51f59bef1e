"""Names under which code in braces writes data: keys of JSON, elements of XML, columns of a record, segments of HL7.

`writer.WriteString("keyword", …)`, `generator.writeStringField("c", …)`, `json.put("c", …)`, `j["x"] = …`, the raw
values of Swift's CodingKeys, fields of a Rust structure that derives Serialize, and keys of an object of JavaScript
that is handed to `res.json`, `JSON.stringify` or `Object.assign`, on one line or on several. Calls that many classes
share (`put`, `insert`, `Add`) count only in a text that speaks of the classes which write. Each name counts once for
its text.
"""

from collections.abc import Iterator
from itertools import islice

from medtrace.expressions import expression
from medtrace.syntax.languages import Language
from medtrace.syntax.tokens import Sign, signs

MOST_SIGNS = 300_000
_TEXT = r"(?:QStringLiteral\s*\(\s*|QLatin1String(?:View)?\s*\(\s*|QString\s*\(\s*|u8|L)?\"(?P<name>[^\"\\\n]{1,100})\""
_SET = rf"(?<=[\w)\]])\s*\[\s*{_TEXT}\s*\)?\s*\]\s*=(?!=)"
_SEGMENT = (expression(r""), expression(rf"\badd\w*Segment\s*\(\s*{_TEXT}"))
# For each language: what a text must speak of, and how the name is then written.
_WAYS = {
    "csharp": (
        (expression(r""), expression(rf"\.\s*Write(?:String|Number|Boolean|Base64String)\s*\(\s*{_TEXT}\s*,")),
        (
            expression(r""),
            expression(
                rf"\.\s*Write(?:PropertyName|StartObject|StartArray|Null|ElementString|StartElement|AttributeString)\s*\(\s*{_TEXT}"
            ),
        ),
        (expression(r""), expression(rf"\bnew\s+(?:JProperty|XElement|XAttribute)\s*\(\s*{_TEXT}")),
        (expression(r"\b(?:JObject|JToken|JsonObject|JsonNode)\b"), expression(_SET)),
        (expression(r"\b(?:JObject|JsonObject)\b"), expression(rf"\.\s*Add\s*\(\s*{_TEXT}\s*,")),
        _SEGMENT,
    ),
    "java": (
        (
            expression(r""),
            expression(
                rf"\.\s*(?:write\w*Field\w*|write(?:Start|Empty)Element|writeAttribute|writeStart(?:Object|Array)|writeKey|addProperty)"
                rf"\s*\(\s*{_TEXT}"
            ),
        ),
        (
            expression(
                r"\b(?:JSON(?:Object|Stringer)|JsonObject\w*|ObjectNode|ContentValues|Map<String, ?(?:Object|Any\??)>)"
            ),
            expression(rf"\b(?:put|add|putPOJO|put(?:Array|Object))\s*\(\s*{_TEXT}\s*[,)]"),
        ),
        (expression(r"\bJsonObject\b|\bContentValues\b|\bJSONObject\b"), expression(_SET)),
        (
            expression(r"\bJ(?:son|SON)(?:Writer|Generator|Stringer)\b"),
            expression(rf"\.\s*(?:name|key)\s*\(\s*{_TEXT}\s*\)"),
        ),
        (expression(r"\bJsonGenerator\b"), expression(rf"\.\s*write\s*\(\s*{_TEXT}\s*,")),
        _SEGMENT,
    ),
    "swift": (
        (
            expression(r""),
            expression(r"\bencode(?:IfPresent)?\s*\([^()\n]{0,200}(?:\([^()\n]*\)[^()\n]*)?forKey:\s*\.(?P<name>\w+)"),
        ),
        (expression(r"\[\s*String\s*:\s*Any\??\s*\]|\bJSONSerialization\b"), expression(_SET)),
    ),
    "rust": (
        (expression(r"\bjson!"), expression(r"\"(?P<name>[^\"\\\n]{1,100})\"\s*:(?!:)")),
        (expression(r"\bserde_json\b"), expression(rf"\.\s*insert\s*\(\s*{_TEXT}")),
        (expression(r"\bserde_json\b"), expression(_SET)),
    ),
    "c": (
        (expression(r"(?i)json"), expression(_SET)),
        (expression(r"\bQJsonObject\b|\bQVariantMap\b"), expression(rf"(?:\.|->)\s*insert\s*\(\s*{_TEXT}")),
        (expression(r"\bWriter\b|\brapidjson\b|(?i:json)"), expression(rf"(?:\.|->)\s*Key\s*\(\s*{_TEXT}")),
        (
            expression(r""),
            expression(rf"(?:\.|->)\s*write(?:TextElement|StartElement|EmptyElement|Attribute)\s*\(\s*{_TEXT}"),
        ),
        (expression(r""), expression(rf"\bcJSON_Add\w+ToObject\s*\(\s*[\w.>-]+\s*,\s*{_TEXT}")),
    ),
}
_WAYS["kotlin"] = _WAYS["java"]
_CODING_KEYS = expression(r"\benum\s+\w*CodingKeys?\b[^{}]*\{(?P<body>[^{}]*)\}")
_CASE = expression(r"\bcase\s+(?P<cases>[^\n;]+)")
_RAW = expression(r"\A\s*`?(?P<case>\w+)`?\s*(?:=\s*\"(?P<raw>[^\"\n]+)\")?")
_DERIVED = expression(
    r"#\[derive\([^)]*\b(?:Serialize|Deserialize)\b[^)]*\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?"
    r"struct\s+\w+[^{};(]*\{(?P<body>[^{}]*)\}"
)
_FIELD = expression(r"(?:^|,)\s*(?P<marks>(?:#\[[^\]]*\]\s*)*)(?:pub(?:\([^)]*\))?\s+)?(?P<name>\w+)\s*:(?!:)")
# Calls whose objects are written or become part of what is; the last word of the call, and whose it must be.
_HANDED = expression(r"JSON\.stringify\Z|(?:(?:Object|_|lodash)\.)?assign\Z|(?:_|lodash)\.(?:extend|defaults)\Z")
_ANSWERS = {"json", "jsonp", "send"}
# How an object says what another may hold: `interval: OPTIONAL`.
_SCHEMA_WORDS = {"REQUIRED", "OPTIONAL"}
_WORD = expression(r"[A-Za-z_$][\w$-]*\Z")
_DOTTED = 3  # signs of a call of a member before its bracket: `res`, `.`, `json`
_BEFORE_OBJECT = {"(", ",", ":", "[", "?", "|", "||", "&&"}


def written_names(text: str, language: Language) -> Iterator[tuple[str, int]]:
    """Name and place of everything that a text without comments writes under a name, each name once."""
    seen: set[str] = set()
    for name, place in _found(text, language):
        if name not in seen:
            seen.add(name)
            yield name, place


def _found(text: str, language: Language) -> Iterator[tuple[str, int]]:
    for speaks, pattern in _WAYS.get(language.name, ()):
        if speaks.search(text):
            yield from ((one["name"], one.start("name")) for one in pattern.finditer(text))
    if language.name == "swift":
        yield from _coding_keys(text)
    elif language.name == "rust":
        yield from _derived(text)
    elif language.name == "script":
        yield from _objects(text, language)


def _coding_keys(text: str) -> Iterator[tuple[str, int]]:
    """What an enumeration of keys calls each of its cases outside: the raw value, else the name of the case."""
    for enumeration in _CODING_KEYS.finditer(text):
        for cases in _CASE.finditer(text, enumeration.start("body"), enumeration.end("body")):
            for piece in cases["cases"].split(","):
                if found := _RAW.match(piece):
                    yield found["raw"] or found["case"], cases.start("cases")


def _derived(text: str) -> Iterator[tuple[str, int]]:
    """Fields of structures that serde writes; one that is skipped is not."""
    for structure in _DERIVED.finditer(text):
        for field in _FIELD.finditer(structure["body"]):
            if "skip" not in field["marks"].replace("skip_serializing_if", ""):
                yield field["name"], structure.start("body") + field.start("name")


def _objects(text: str, language: Language) -> Iterator[tuple[str, int]]:
    """Keys of the objects that calls hand on, and of objects that say what others hold."""
    stream = [one for one in islice(signs(text, language), MOST_SIGNS) if one.kind not in {"comment", "newline"}]
    frames = [""]
    for place, sign in enumerate(stream):
        before = stream[place - 1].text if place else ""
        if sign.text == "(":
            frames.append("call" if _is_handed(stream, place) else "")
        elif sign.text == "{" and sign.kind != "string":
            frames.append("object" if frames[-1] and before in _BEFORE_OBJECT else "")
        elif sign.text == "[":
            frames.append("list" if frames[-1] and before in _BEFORE_OBJECT else "")
        elif sign.text in {")", "}", "]"}:
            frames = frames[:-1] or [""]
        elif before in {"{", ","} and _is_key(stream, place, seen=frames[-1] == "object"):
            yield sign.text.strip("\"'`"), sign.start


def _is_key(stream: list[Sign], place: int, *, seen: bool) -> bool:
    sign = stream[place]
    follower = stream[place + 1].text if place + 1 < len(stream) else ""
    value = stream[place + 2].text if place + 2 < len(stream) else ""
    if not (sign.kind == "string" or _WORD.match(sign.text)):
        return False
    return (seen and follower in {":", ",", "}"}) or (follower == ":" and value in _SCHEMA_WORDS)


def _is_handed(stream: list[Sign], place: int) -> bool:
    """Whether the call that opens here writes the objects that it is given."""
    name = stream[place - 1].text if place else ""
    dot, owner = (one.text for one in stream[place - 3 : place - 1][::-1]) if place >= _DOTTED else ("", "")
    owner = owner if dot == "." else ""
    if name in _ANSWERS:
        return bool(owner)
    return bool(_HANDED.match(f"{owner}.{name}" if owner else name))
