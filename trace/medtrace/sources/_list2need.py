"""Needs of a list: each entry of a `list2need` directive is one, of the type that its depth names.

    .. list2need::
       :types: req, spec
       :links-down: satisfied_by

       * (REQ_001) Alarm on fibrillation. The alarm sounds within 10 s.
         ((status="open"))

         * (SPEC_001) Detector

The title ends at the delimiter (`.`), the rest is the text; two blanks are one level. `((name="value"))` gives fields,
`list_global_options` those of every entry, and `links-down` the field in which an entry cites those one level below.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from medtrace.expressions import expression
from medtrace.sources._directives import Head, indent_of

_ENTRY = expression(r"[ ]*\*[ ]+(.*)")
_ID = expression(r"\(([^\"'=\n()]{1,100})\)[ \t]*")
_AREA = expression(r"\(\(([^()]{0,2000})\)\)")
_FIELD = expression(r"([\w-]{1,60})=[\"']([^\"']{0,1000})[\"']")


@dataclass(slots=True)
class Entry:
    """One need of a list; `above` is the place in the list of the entry that it stands below, -1 for none."""

    id: str
    type: str
    line: int
    above: int
    depth: int
    title: str = ""
    text: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)


def entries(head: Head, body: str, lines: list[str]) -> list[Entry]:
    """The entries of a directive in their order; `lines` are those of the whole file, from which places are taken."""
    types = [one.strip() for one in (head.said("types") or "").split(",") if one.strip()]
    delimiter = head.said("delimiter") or "."
    common = [(name, value) for name, value in _FIELD.findall(head.said("list_global_options") or "")]
    found: list[Entry] = []
    at = head.line
    for depth, said in _said(body) if types else ():
        above = next((place for place in reversed(range(len(found))) if found[place].depth < depth), -1)
        first = said.partition("\n")[0].strip()
        at = next((number for number in range(at, len(lines)) if first in lines[number]), at - 1) + 1
        one = Entry("", types[min(depth, len(types) - 1)], max(at, head.line), above, depth)
        _read(one, said, delimiter)
        one.fields += common
        found.append(one)
    _link_down(found, [word.strip() for word in (head.said("links-down") or "").split(",")])
    return found


def _said(body: str) -> Iterator[tuple[int, str]]:
    """Depth and text of each entry; further lines of an entry belong to it."""
    depth, said = 0, list[str]()
    for line in body.split("\n"):
        if begun := _ENTRY.fullmatch(line):
            if said:
                yield depth, "\n".join(said)
            depth, said = indent_of(line) // 2, [begun.group(1)]
        elif said:
            said.append(line.strip())
    if said:
        yield depth, "\n".join(said)


def _read(one: Entry, said: str, delimiter: str) -> None:
    for area in _AREA.findall(said):
        one.fields += _FIELD.findall(area)
    rest = _AREA.sub("", said).strip()
    if named := _ID.match(rest):
        one.id, rest = named.group(1).strip(), rest[named.end() :]
    title, _, text = rest.partition(delimiter)
    one.title, one.text = " ".join(title.split()), text.strip()


def _link_down(found: list[Entry], words: list[str]) -> None:
    below: dict[int, list[str]] = {}
    for one in found:
        if one.above >= 0 and one.id:
            below.setdefault(one.above, []).append(one.id)
    for place, names in below.items():
        depth = found[place].depth
        word = words[depth] if depth < len(words) else ""
        if word:
            found[place].fields.append((word, ", ".join(names)))
