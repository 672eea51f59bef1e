"""How languages in braces and SQL declare names: one expression for each way, its group `name` is the name."""

_TYPES = r"(?:class|interface|struct|enum|record|protocol|trait|union|extension|object|actor)"
_VISIBLE = r"(?:public|protected|internal|open)"
_MORE = (
    r"(?:static|final|abstract|sealed|partial|virtual|override|async|readonly|const|required|new|unsafe|extern|data)"
)
_MARKS = r"(?:(?:\[[^\]\n]*\]|@\w+(?:\([^)\n]*\))?)[^\S\n]*)*"
_NAME = r"(?P<name>\w+)"
_RETURN = r"[\w<>\[\],.?&:\s]+?"
_STRING = r"[\"'`](?P<name>[^\"'`\n]+)[\"'`]"
_MAPPED = r"(?:Get|Post|Put|Patch|Delete|Request)Mapping|Path|Route|Http(?:Get|Post|Put|Patch|Delete|Head)"
_SERIAL = r"JsonProperty(?:Name)?|SerializedName|SerialName|DataMember|XmlElement|XmlAttribute|ColumnInfo|Column|Json"

COMMON = (
    (
        "class",
        rf"(?m)^[^\S\n]*(?:(?:{_VISIBLE}|{_MORE}|export|default|pub(?:\([^)]*\))?|typedef)\s+)*{_TYPES}\s+(?:class\s+)?{_NAME}",
    ),
    ("route", rf"[@\[](?:{_MAPPED})\s*\(\s*(?:(?:value|path|template)\s*=\s*)?\{{?\s*{_STRING}"),
    ("serialised", rf"[@\[](?:\w+:)?(?:{_SERIAL})\s*\(\s*(?:\w+\s*=\s*)?{_STRING}"),
)
BY_LANGUAGE: dict[str, tuple[tuple[str, str], ...]] = {
    "csharp": (
        (
            "function",
            rf"(?m)^[^\S\n]*{_MARKS}{_VISIBLE}\s+(?:{_MORE}\s+)*(?!{_TYPES}\b)(?:{_RETURN}\s)?{_NAME}\s*(?:<[^>(]*>)?\s*\(",
        ),
        (
            "field",
            rf"(?m)^[^\S\n]*{_MARKS}{_VISIBLE}\s+(?:{_MORE}\s+)*(?!{_TYPES}\b)[\w<>\[\],.?\s]+?\s{_NAME}\s*(?:\{{|=>|=|;)",
        ),
    ),
    "java": (
        (
            "function",
            rf"(?m)^[^\S\n]*{_MARKS}{_VISIBLE}\s+(?:{_MORE}\s+|<[^>]*>\s*)*(?!{_TYPES}\b)(?:{_RETURN}\s)?{_NAME}\s*\(",
        ),
        ("field", rf"(?m)^[^\S\n]*{_MARKS}{_VISIBLE}\s+(?:{_MORE}\s+)*(?!{_TYPES}\b)[\w<>\[\],.?\s]+?\s{_NAME}\s*[=;]"),
    ),
    "kotlin": (
        ("function", rf"(?m)^[^\S\n]*(?!.*\bprivate\b)(?:\w+\s+)*fun\s+(?:<[^>]*>\s*)?(?:[\w<>?]+\.)?{_NAME}\s*\("),
        (
            "field",
            rf"(?m)^[^\S\n]*(?!.*\bprivate\b){_MARKS}(?:(?:{_VISIBLE}|override|lateinit|const)\s+)*va[lr]\s+{_NAME}\s*:",
        ),
        ("screen", rf"@Composable\s+(?:(?:{_VISIBLE}|{_MARKS})\s+)*fun\s+{_NAME}"),
        ("route", rf"\b(?:composable|navigate|get|post|put|delete|route)\s*\(\s*{_STRING}"),
    ),
    "swift": (
        ("function", rf"(?m)^[^\S\n]*(?!.*\bprivate\b)(?:@?\w+\s+)*func\s+{_NAME}"),
        ("field", rf"(?m)^[^\S\n]*(?!.*\bprivate\b)(?:@\w+(?:\([^)]*\))?\s+|\w+\s+)*(?:var|let)\s+{_NAME}\s*:"),
        ("member", rf"(?m)^[^\S\n]*case\s+{_NAME}(?=\s*(?:=|,|\(|$))"),
        ("element", r"\b(?P<name>NavigationLink|Button|TextField|Toggle|Picker|TabView|Alert)\s*[({]"),
    ),
    "script": (
        ("function", rf"(?m)^[^\S\n]*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*{_NAME}"),
        ("export", rf"(?m)^[^\S\n]*export\s+(?:declare\s+)?(?:const|let|var)\s+{_NAME}"),
        ("class", rf"(?m)^[^\S\n]*export\s+(?:declare\s+)?type\s+{_NAME}"),
        ("export", rf"\b(?:module\.)?exports\.{_NAME}\s*="),
        ("field", rf"(?m)^[^\S\n]+(?:readonly\s+|public\s+)?{_NAME}\??\s*:\s*[\w<>\[\]|{{ .]+;"),
        ("route", r"\b\w+\.(?P<name>(?:get|post|put|patch|delete|use|route)\s*\(\s*[\"'`]/[^\"'`\n]*)"),
        ("route", rf"\b(?:path|component|redirect)\s*:\s*{_STRING}"),
        ("element", r"(?<![\w)\]])<(?P<name>[A-Z][\w.]*)(?=[\s/>])"),
    ),
    "go": (
        ("function", r"(?m)^func\s+(?:\([^)]*\)\s*)?(?P<name>[A-Z]\w*)"),
        ("class", r"(?m)^type\s+(?P<name>[A-Z]\w*)"),
        ("serialised", r"\b(?:json|yaml|xml|db):\"(?P<name>[^\",]+)"),
        ("route", rf"\.(?:HandleFunc|Handle|GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Delete)\(\s*{_STRING}"),
    ),
    "rust": (
        ("function", rf"(?m)^[^\S\n]*pub(?:\([^)]*\))?\s+(?:async\s+|unsafe\s+|const\s+)*fn\s+{_NAME}"),
        ("field", rf"(?m)^[^\S\n]*pub(?:\([^)]*\))?\s+{_NAME}\s*:"),
        ("serialised", rf"serde\([^)]*\brename\s*=\s*{_STRING}"),
    ),
    "c": (
        (
            "function",
            (
                r"(?m)^(?!\s*(?:static|return|else|typedef|using|#))[\w:<>,&*~ ]+?[ *&](?P<name>(?:\w+::)*~?\w+)"
                r"\s*\([^;{}]{0,1000}\)\s*(?:const|noexcept|override|\s)*[;{]"
            ),
        ),
        ("function", rf"(?m)^[^\S\n]+virtual\s+[\w:<>,&* ]+?[ *&]{_NAME}\s*\("),
        ("macro", rf"(?m)^#\s*define\s+{_NAME}"),
        ("field", rf"Q_PROPERTY\(\s*\S+\s+{_NAME}"),
    ),
    "protobuf": (
        ("class", rf"\b(?:message|enum|service)\s+{_NAME}"),
        ("route", rf"\brpc\s+{_NAME}"),
        ("field", r"(?m)^[^\S\n]*(?P<name>(?:(?:repeated|optional|required)\s+)?[\w.<>, ]+\s+\w+\s*=\s*\d+)\s*[;\[]"),
    ),
    "qml": (
        ("element", r"(?m)^[^\S\n]*(?P<name>[A-Z]\w*)\s*\{"),
        ("field", rf"(?m)^[^\S\n]*(?:readonly\s+|default\s+)?property\s+[\w<>]+\s+{_NAME}"),
        ("field", rf"(?m)^[^\S\n]*id\s*:\s*{_NAME}"),
        ("function", rf"(?m)^[^\S\n]*(?:function|signal)\s+{_NAME}"),
    ),
    "sql": (
        (
            "table",
            r"(?i)\bcreate\s+(?:or\s+replace\s+)?(?:table|view)\s+(?:if\s+not\s+exists\s+)?(?P<name>[\w.\"`\[\]]+)",
        ),
        (
            "column",
            r"(?im)\balter\s+table\s+(?P<name>[\w.\"`\[\]]+\s+(?:add|drop|rename|alter)\s+(?:column\s+)?[\w\"`\[\]]+)",
        ),
        (
            "column",
            r"(?im)^[^\S\n]*(?!(?:primary|foreign|unique|constraint|check|create|alter|insert|update|drop|select|key)\b)(?P<name>[\w\"`\[\]]+\s+(?:int|bigint|smallint|serial|text|varchar|char|nvarchar|real|float|double|decimal|numeric|bool|boolean|date|timestamp|datetime|blob|uuid|json|jsonb)\w*)",
        ),
    ),
}
