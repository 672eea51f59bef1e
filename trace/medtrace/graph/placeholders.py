"""Words that a writer or a template left for later: TODO, `<describe the alarm>`, 待定, “Click here to enter text”.

A text that only speaks of such words is none: what stands in code, a prompt that a screen shows (提示“请输入密码”), an
alarm that waits for its confirmation (待确认报警), values that are “to be confirmed by the operator”.
"""

from medtrace.expressions import expression

_ASKED = r"(?:please[ \t]+)?(?:describe|insert|enter|specify|fill[ \t]+in|provide)\b(?![ \t]+(?:key|button|mode)\b)"
_DONE = r"(?:completed|defined|determined|confirmed|filled(?:[ \t]+(?:in|out))?|specified|decided|provided|written)"
_TO_BE = rf"to[ \t]+be[ \t]+{_DONE}(?:[ \t]+later)?"
_FILL = r"(?:请(?:在(?:此处?|这里))?|在?此处请?|在此)(?:填写|输入|描述|补充|说明|录入)"
_HERE = r"此处(?:填写|输入|描述|补充|说明)"
_NAME = r"[a-z][a-z0-9_.-]*|[A-Z][A-Z0-9]*_[A-Z0-9_]*|[A-Za-z][\w-]*(?:[ \t][\w-]+)+|[一-鿿][^{}\n]{0,60}"
_MODAL = r"(?:shall|must|should)"
_SUBJECT = rf"(?i:(?:(?!{_MODAL}\b)[\w-]+[ \t]+){{1,6}}{_MODAL})\b"
_OPEN, _CLOSE = r"[<\[【（(「]", r"[>\]】）)」]"
_PLACEHOLDER = expression(
    "|".join(
        (
            # “The number of TBD/TBC” counts them.
            r"(?<![A-Za-z])(?<!TB[CD]/)(?:TODO|TBD|TBC|FIXME|XXX+)(?![A-Za-z]|/TB[CD])|待定|待补充|待完善|待填写|×{2,}",
            r"(?i:lorem[ \t]+ipsum|click[ \t]+(?:or[ \t]+tap[ \t]+)?here[ \t]+to[ \t]+enter[ \t]+(?:text|a[ \t]+date))",
            r"(?:单击|点击|点按)[^，。“”\n]{0,6}(?:此处|这里)[^，。“”\n]{0,3}输入(?:文字|文本|日期)",
            # Markup has attributes and closing slashes; what asks for words has none.
            rf"<[ \t]*(?i:{_ASKED})[ \t][^<>=/\n]{{1,200}}>",
            r"<[^<>=/\n]{0,80}\b(?i:your|please)[ \t][^<>=/\n]{0,200}>",
            rf"\[[ \t]*(?i:{_ASKED}|your\b)[ \t][^\[\]\n]{{1,200}}\](?![(\[:])",
            # Within a sentence double braces are a typewriter face or code: they count as the whole of a value.
            rf"(?m:(?:^|[：:=|])[ \t]*)\{{\{{[ \t]*(?:{_NAME})[ \t]*\}}\}}(?m:[ \t]*(?:$|\|))",
            rf"{_OPEN}[ \t]*(?:{_FILL}|填写)[^<>\[\]【】（）()「」\n]{{0,60}}{_CLOSE}",
            rf"(?m:^[ \t]*{_FILL})",
            rf"[〈《〔［＜][ \t]*(?:{_FILL}|填写|{_HERE})[^〈〉《》〔〕［］＜＞\n]{{0,60}}[〉》〕］＞]",
            # As the whole of a value: before a unit (`XX mmHg`) it may be a pattern of what a screen shows.
            r"\A\s*+(?:(?:(?:[-*+]|\d{1,3}[.、)])[ \t]*+)?(?:[?？]{2,}+|[xX]{2,}+|…++|\.{3,}+|。{2,}+)\s*+)+\Z",
            r"(?m:[：:][ \t]*…+[ \t]*$)",
            rf"\A\s*+{_OPEN}?(?:待(?:编写|撰写|细化|明确|确定|更新|讨论|评审|提供|分析)|暂缺|暂略|略){_CLOSE}?[。.]?\s*\Z",
            rf"(?m:(?:^|[：:])[ \t]*|{_OPEN})待确认[。.]?(?m:[ \t]*$|{_CLOSE})",
            rf"(?im:(?:\bN/A[ \t]*[-–—,:;]|\A|[：:|(\[<]|^\n)[ \t]*{_TO_BE}[.)\]>]?[ \t]*$)",
            # A sentence that ends where it should begin.
            rf"(?im:^[ \t]*{_SUBJECT}[ \t]*(?:\.{{2,}}|…+)[ \t]*$)",
            rf"(?im:^[ \t]*){_SUBJECT}[ \t]*\.?\s*\Z",
            r"(?m:^)[ \t]*(?:本|该)?(?:系统|软件|产品|设备)应(?:当|能)?[ \t]*(?:…+|\.{2,}|。)?\s*\Z",
        )
    )
)
_CODE = expression(r"(?ms:^[ \t]*```.*?^[ \t]*```|^[ \t]*~~~.*?^[ \t]*~~~)|(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)")


def placeholder(*texts: str) -> str:
    """The first words of a text that were left for later; empty where there are none."""
    for text in texts:
        found = _PLACEHOLDER.search(_CODE.sub(" ", text))
        if found:
            return " ".join(found.group().strip(" \t\n：:=|").split())
    return ""
