"""What code says of the data that it exchanges: tags of DICOM, resources of FHIR, units, kinds of types."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration

_UNITS = (
    r"(?:[mµμuk]?V|mmHg|kPa|hPa|cmH2O|mbar|mg/dL|mmol/L|[µμu]mol/L|g/L|g/dL|ng/mL|bpm|BPM|1/min|/min|br/min|次/分"
    r"|[mµμun]?s|sec|min|h|[mµμunc]?m|[mkµμu]?g|[mµμu]?L|mL/min|L/min|mL/kg|%|°C|Cel|℃|°F|k?Hz|MHz|c?Gy|mSv|HU|SUV|IU"
    r"|U|U/h|U/mL|IU/mL|mA|mAs|kV|kVp|Bq|MBq|Bq/mL|W|J|N|deg|rad|mm2|cm2|mm3|cm3|m2|kg/m2|mm/s|cm/s|m/s)"
)
# Units that are no words of another meaning, as they stand in a text that is written out: `f"{p:.0f} mmHg"`.
_PLAIN_UNITS = (
    r"(?:mmHg|kPa|hPa|cmH2O|mg/dL|mmol/L|[µμu]mol/L|g/dL|ng/mL|ng/dL|mL/min|mL/kg|次/分|°C|°F|℃|mSv|cGy|kVp|MBq|IU/mL)"
)
# Writing a tag: dcm4che, fo-dicom, DCMTK, GDCM, pydicom by number. Reading it: the same libraries.
_WRITES = (
    r"(?:set(?:String|Int|Double|Float|Date|Bytes|Null|Value|Long|UnsignedInt)?|newSequence|AddOrUpdate|Add"
    r"|putAndInsert\w*|insert\w*|Replace|add_new)"
)
_READS = (
    r"(?:get(?:String|Strings|Int|Ints|Double|Doubles|Float|Floats|Date|Bytes|Sequence|NestedDataset)?|contains"
    r"|GetSingleValue\w*|TryGet\w*|GetString|GetValue\w*|findAndGet\w*|containsValue)"
)
_TAG = r"(?:Tag\.|DicomTag\.|DCM_|DcmTag\.)(?P<name>[A-Z]\w+)"
_VR = r"(?:\s*,\s*(?:VR\.)?(?P<vr>[A-Z]{2})\b)?"
_CLASSES = "(?:Storage|SOPClass|Classification|FIND|MOVE|GET)"
_PATTERNS = (
    ("dicom", expression(rf"\b{_WRITES}\s*(?:<[^<>()]*>)?\(\s*{_TAG}{_VR}")),
    ("dicom read", expression(rf"\b{_READS}\s*(?:<[^<>()]*>)?\(\s*{_TAG}")),
    (
        "dicom class",
        expression(r"\b(?:UID|DicomUID|UIDs?)[._](?P<name>\w+(?:Storage|SOPClass|Classification|FIND|MOVE|GET)\w*)"),
    ),
    ("unit", expression(rf"(?P<name>\b\w{{0,40}}(?:[uU]nit|UNIT)\w{{0,40}}[\"']?\s*[:=]\s*[\"']{_UNITS}[\"'])")),
    (
        "unit text",
        expression(rf"[\"'`](?:[^\"'`\n]{{0,80}}?[\s(\[}}\d/（])?(?P<name>{_PLAIN_UNITS})(?![\w/])"),
    ),
    ("resource", expression(r"\bresourceType[\"']?\s*[:=]{1,3}\s*[\"'](?P<name>[A-Z]\w+)[\"']")),
)
_FAMILIES = {
    "whole number": (
        "int integer long short byte int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 ulong ushort i8 i16 i32 "
        "i64 u8 u16 u32 u64 usize isize sbyte size_t biginteger"
    ),
    "real number": "float double float32 float64 f32 f64 cgfloat",
    "decimal": "decimal bigdecimal",
    "number": "number",
    "text": "string str char character nsstring qstring",
    "boolean": "bool boolean",
    "time": (
        "date datetime datetimeoffset localdate localdatetime zoneddatetime offsetdatetime instant timestamp time "
        "timespan duration dateonly timeonly"
    ),
    "bytes": "bytes data bytearray uint8array",
    "identifier": "guid uuid",
}
_FAMILY = {word: family for family, words in _FAMILIES.items() for word in words.split()}
_AFTER = expression(r"\s*\??\s*:?\s*([\w.]+)(\s*[<\[]|\s*\[\])?")
_BEFORE = expression(r"([\w.]+)(\??)(\s*\[\]|\s*<[^;=(){}]*>)?\??\s+\Z")


def clinical_names(text: str, starts: list[int]) -> Iterator[Declaration]:
    """Tags written and read, classes of objects, resources and units, each once; a tag is written with its kind."""
    found: dict[tuple[str, str], Declaration] = {}
    for kind, pattern in _PATTERNS:
        for one in pattern.finditer(text):
            vr = one.groupdict().get("vr")
            name = " ".join(one["name"].split()) + (f" {vr}" if vr else "")
            found.setdefault((kind, name), Declaration(kind, name, bisect_right(starts, one.start("name"))))
    yield from found.values()


def type_family(found: re.Match[str], language: str) -> str:
    """What kind of value a declared field holds, where its type is one of the plain ones; empty otherwise."""
    if language in {"csharp", "java"}:
        typed = _BEFORE.search(found.string, max(found.start(), found.start("name") - 100), found.start("name"))
        word, more = (typed[1], typed[3]) if typed else ("", None)
    elif language in {"kotlin", "swift", "script", "rust"}:
        after = _AFTER.match(found.string, found.end("name"), found.end("name") + 100)
        word, more = (after[1], after[2]) if after else ("", None)
    else:
        return ""
    return "" if more else _FAMILY.get(word.rpartition(".")[2].lower(), "")
