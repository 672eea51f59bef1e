"""How languages in braces and SQL declare names: one expression for each way, its group `name` is the name."""

_TYPES = r"(?:class|interface|struct|enum|record|protocol|trait|union|extension|object|actor)"
_VISIBLE = r"(?:public|protected|internal|open)"
_MORE = (
    r"(?:static|final|abstract|sealed|partial|virtual|override|async|readonly|const|required|new|unsafe|extern|data)"
)
_MARKS = r"(?:(?:\[[^\]\n]*\]|@\w+(?:\([^)\n]*\))?)[^\S\n]*)*"
_NAME = r"(?P<name>\w+)"
_RETURN = r"[\w<>\[\],.?&:\s]+?"
# `template <…>` before what it declares; possessive, so that no line is read twice. Three levels of angle brackets.
_ANGLE = r"<(?:[^<>\n;{}]|<(?:[^<>\n;{}]|<[^<>\n;{}]*+>)*+>)*+>"
_TEMPLATE = rf"(?:template[^\S\n]*{_ANGLE}\s*)?"
_STRING = r"[\"'`](?P<name>[^\"'`\n]+)[\"'`]"
_MAPPED = r"(?:Get|Post|Put|Patch|Delete|Request)Mapping|Path|Route|Http(?:Get|Post|Put|Patch|Delete|Head)"
_SERIAL = r"JsonProperty(?:Name)?|SerializedName|SerialName|DataMember|XmlElement|XmlAttribute|ColumnInfo|Column|Json"

_INTENT = r"\bIntent\s*\([^,()\n]*,\s*(?P<name>\w+)(?:::class\.java|\.class)\s*\)"
# Elements that a user acts on, and what leads from screen to screen.
_COMPOSE = (
    r"(?:Button|IconButton|TextButton|OutlinedButton|FloatingActionButton|TextField|OutlinedTextField|Checkbox|Switch"
    r"|RadioButton|Slider|DropdownMenu|DropdownMenuItem|AlertDialog|Dialog|TopAppBar|NavigationBar|NavigationBarItem"
    r"|BottomNavigation|BottomNavigationItem|Tab|TabRow|NavHost|ModalBottomSheet|ModalDrawer|FilterChip|DatePicker)"
)
_SWIFTUI = (
    r"(?:NavigationLink|NavigationStack|NavigationView|NavigationSplitView|Button|TextField|SecureField|TextEditor|Toggle"
    r"|Picker|DatePicker|Slider|Stepper|TabView|Alert|ActionSheet|Menu|Link|List|Form|DisclosureGroup|UIAlertAction)"
)
_BOXES = "Box|Stack|Grid|Container|Flex|Row|Col|Spacer|Divider|VStack|HStack|Center|Wrap|Fragment|React.Fragment"

COMMON = (
    (
        "class",
        rf"(?m)^[^\S\n]*{_TEMPLATE}(?:(?:{_VISIBLE}|{_MORE}|export|default|pub(?:\([^)]*\))?|typedef)\s+)*{_TYPES}\s+(?:class\s+)?{_NAME}",
    ),
    ("route", rf"[@\[](?:{_MAPPED})\s*\(\s*(?:(?:value|path|template)\s*=\s*)?\{{?\s*{_STRING}"),
    ("response", r"ProducesResponseType\s*[<(]\s*(?:typeof\s*\(\s*)?(?P<name>[\w<>.\[\]]+)"),
    ("response", r"\b(?P<name>(?:ActionResult|ResponseEntity)<[^;{(\n]+?>)>*\s+\w+\s*\("),
    ("response", r"@(?P<name>(?:Produces|Consumes)\s*\([^)\n]*\))"),
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
        ("field", rf"(?<=[(,])[^\S\n]*va[lr]\s+{_NAME}\s*:"),
        ("function", rf"(?m)^[^\S\n]*+(?!.*\bprivate\b)(?:\w+\s+)*fun\s+(?:<[^>]*>\s*)?(?:[\w<>?]+\.)?{_NAME}\s*\("),
        (
            "field",
            rf"(?m)^[^\S\n]*+(?!.*\bprivate\b){_MARKS}(?:(?:{_VISIBLE}|override|lateinit|const)\s+)*va[lr]\s+{_NAME}\s*:",
        ),
        ("screen", rf"@Composable\s+(?:(?:{_VISIBLE}|{_MARKS})\s+)*fun\s+{_NAME}"),
        ("element", rf"(?<![\w.])(?P<name>{_COMPOSE})\s*[({{]"),
        ("relation", _INTENT),
        ("relation", r"\bnavigate\s*\(\s*(?P<name>R\.id\.\w+)"),
        ("route", rf"\b(?:composable|navigate|get|post|put|delete|route)\s*\(\s*{_STRING}"),
    ),
    "swift": (
        ("function", rf"(?m)^[^\S\n]*+(?!.*\bprivate\b)(?:@?\w+\s+)*func\s+{_NAME}"),
        ("field", rf"(?m)^[^\S\n]*+(?!.*\bprivate\b)(?:@\w+(?:\([^)]*\))?\s+|\w+\s+)*(?:var|let)\s+{_NAME}\s*:"),
        ("member", rf"(?m)^[^\S\n]*case\s+{_NAME}(?=\s*(?:=|,|\(|$))"),
        ("element", rf"(?<![\w.])(?P<name>{_SWIFTUI})\s*[({{]"),
        (
            "element",
            r"\.(?P<name>sheet|alert|fullScreenCover|popover|confirmationDialog|contextMenu|navigationDestination)\s*[({]",
        ),
        ("relation", rf"\b(?:performSegue|instantiateViewController)\s*\(\s*withIdentifier:\s*{_STRING}"),
        ("relation", r"\b(?:pushViewController|present)\s*\(\s*(?P<name>[A-Z]\w+)"),
    ),
    "script": (
        ("function", rf"(?m)^[^\S\n]*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*{_NAME}"),
        ("export", rf"(?m)^[^\S\n]*export\s+(?:declare\s+)?(?:const|let|var)\s+{_NAME}"),
        ("class", rf"(?m)^[^\S\n]*export\s+(?:declare\s+)?type\s+{_NAME}"),
        ("export", rf"\b(?:module\.)?exports\.{_NAME}\s*="),
        ("field", rf"(?m)^[^\S\n]+(?:readonly\s+|public\s+)?{_NAME}\??\s*:\s*[\w<>\[\]|{{ .]+;"),
        ("route", r"\b\w+\.(?P<name>(?:get|post|put|patch|delete|use|route)\s*\(\s*[\"'`]/[^\"'`\n]*)"),
        ("route", rf"\b(?:path|component|redirect)\s*:\s*{_STRING}"),
        ("element", rf"(?<![\w)\]])<(?P<name>(?!(?:{_BOXES})[\s/>])[A-Z][\w.]*)(?=[\s/>])"),
        ("element", r"(?<![\w)\]])<(?P<name>button|input|select|option|textarea|form|a|table|dialog|nav)(?=[\s/>])"),
        ("relation", rf"\b(?:router|navigation|history)\.(?:push|replace|navigate|navigateByUrl)\s*\(\s*{_STRING}"),
        ("relation", r"\bnavigate\s*\(\s*[\"'`](?P<name>/[^\"'`\n]*)"),
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
                # A word before the name, its type: without one it is a call, or a macro that is used.
                rf"(?m)^(?![^\S\n]*+(?:static|return|else|typedef|using|throw\b|delete\b|case\b|default\b|#))[^\S\n]*+{_TEMPLATE}"
                r"[\w:~][\w:<>,&*~ ]*?[ *&](?P<name>(?:\w+::)*~?\w+)"
                r"\s*\([^;{}]{0,1000}\)\s*(?:const|noexcept|override|\s)*[;{]"
            ),
        ),
        ("function", rf"(?m)^[^\S\n]+virtual\s+[\w:<>,&* ]+?[ *&]{_NAME}\s*\("),
        ("macro", rf"(?m)^#\s*define\s+{_NAME}"),
        ("property", rf"Q_PROPERTY\(\s*\S+\s+{_NAME}"),
    ),
    "protobuf": (
        ("class", rf"\b(?:message|enum|service)\s+{_NAME}"),
        ("route", rf"\brpc\s+{_NAME}"),
        (
            "field",
            (
                r"(?m)(?:^|(?<=[{};]))[^\S\n]*(?P<name>(?:(?:repeated|optional|required)[^\S\n]+)?"
                r"\w[\w.]*(?:<[\w., ]*>)?[^\S\n]+\w+"
                r"[^\S\n]*=[^\S\n]*\d+)[^\S\n]*[;\[]"
            ),
        ),
    ),
    "qml": (
        ("element", r"(?m)^[^\S\n]*(?P<name>[A-Z]\w*)\s*\{"),
        ("property", rf"(?m)^[^\S\n]*(?:readonly\s+|default\s+)?property\s+[\w<>]+\s+{_NAME}"),
        ("property", rf"(?m)^[^\S\n]*id\s*:\s*{_NAME}"),
        ("function", rf"(?m)^[^\S\n]*(?:function|signal)\s+{_NAME}"),
    ),
    "sql": (
        (
            "table",
            r"(?i)\bcreate\s+(?:or\s+replace\s+)?(?:table|view)\s+(?:if\s+not\s+exists\s+)?(?P<name>[\w.\"`\[\]]+)",
        ),
        ("table", r"(?i)\b(?P<name>drop\s+(?:table|view)\s+(?:if\s+exists\s+)?[\w.\"`\[\]]+)"),
        (
            "column",
            (
                r"(?im)\balter\s+table\s+(?P<name>(?:if\s+exists\s+|only\s+)?[\w.\"`\[\]]+\s+(?:add|drop|rename|alter|modify)\s+"
                r"(?:column\s+)?(?:if\s+(?:not\s+)?exists\s+)?[\w\"`\[\]]+(?:\s+(?:set\s+data\s+)?type\s+\w+|\s+to\s+\w+|\s+\w+)?)"
            ),
        ),
        (
            "column",
            r"(?im)^[^\S\n]*(?!(?:primary|foreign|unique|constraint|check|create|alter|insert|update|drop|select|key)\b)(?P<name>[\w\"`\[\]]+\s+(?:int|bigint|smallint|tinyint|serial|bigserial|bytea|clob|money|interval|time|binary|varbinary|text|varchar|char|nvarchar|real|float|double|decimal|numeric|bool|boolean|date|timestamp|datetime|blob|uuid|json|jsonb)\w*)",
        ),
    ),
}
