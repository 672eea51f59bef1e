"""The names that a text declares to its surroundings: what a screen, an output or an interface consists of.

Classes, public functions and fields, members of enumerations, keys of tables such as ROUTES, routes, serialised names,
elements of a screen, columns of a table. Bodies do not count. Python is read as a syntax tree, JSON, YAML and XML as
data; the rest is scanned line by line, which a later form may replace: `declarations` stays.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from medtrace.expressions import expression
from medtrace.syntax.declaration import Declaration, Declarations
from medtrace.syntax.declared_code import code_declarations
from medtrace.syntax.declared_data import data_declarations
from medtrace.syntax.declared_markup import markup_declarations, place_holders
from medtrace.syntax.declared_python import python_declarations
from medtrace.syntax.languages import Language, language_of

_NUMBER = expression(r"[-+]?\d+(?:[.,]\d+)?\Z")
_READERS: dict[str, Callable[[str, Language], Declarations | None]] = {
    "python": python_declarations,
    "json": data_declarations,
    "yaml": data_declarations,
    "markup": markup_declarations,
    "braces": code_declarations,
    "sql": code_declarations,
}
_TABLES = {"csv": ",", "tsv": "\t"}
_TEMPLATES = {
    *("j2", "jinja", "jinja2", "hbs", "mustache", "handlebars", "ftlh", "vm", "liquid", "erb", "ejs", "tmpl", "tpl"),
    *("mako", "twig", "njk"),
}


# Several rules and rows ask for the same texts.
@lru_cache(maxsize=64)
def declarations(text: str, path: str) -> Declarations | None:
    """What a text declares, sorted by kind and name, a name as often as it stands there.

    None where the language of the path is not known or the text cannot be read in it: then nothing is known of its
    declarations.
    """
    suffix = path.rsplit("/", 1)[-1].lower().rpartition(".")[2]
    if suffix in _TABLES:
        return tuple(sorted(_head(text, _TABLES[suffix]), key=_order))
    if suffix in _TEMPLATES:
        return tuple(sorted(place_holders(text), key=_order))
    language = language_of(path)
    reader = _READERS.get(language.family) if language else None
    found = reader(text, language) if reader and language else None
    return None if found is None else tuple(sorted(found, key=_order))


def _head(text: str, comma: str) -> Iterator[Declaration]:
    """The columns that the first line of a table names; a line that holds a number names none."""
    cells = [cell.strip().strip('"') for cell in text.removeprefix("\ufeff").partition("\n")[0].split(comma)]
    if not any(_NUMBER.match(cell) for cell in cells):
        yield from (Declaration("column", cell, 1) for cell in cells if cell)


def _order(one: Declaration) -> tuple[str, str, int]:
    return one.kind, one.name, one.line
