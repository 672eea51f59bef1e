"""`trace.yaml` as our nouns: product, naming rule, sources, links, components, and every glob with its place.

Every mistake is told at once, as file:line:column with the nearest valid name: of the YAML, of single values, between
values, and of the options of each source, which are held against the dataclass of the plug-in that reads them.
"""

import hashlib

from medtrace.config.mistakes import refuse
from medtrace.config.nouns import Config
from medtrace.config.options import OptionShapes
from medtrace.config.trees import read_tree


def load_config(text: str | bytes, *, path: str, shapes: OptionShapes) -> Config:
    """Read a configuration; `path` stands in every message, `shapes` knows the options of the sources.

    Raises:
        ConfigError: with every mistake in `problems`, each as (file:line:column, words).
    """
    tree = read_tree(text, path=path)
    # Pydantic costs start-up time, so commands that read no configuration never load it.
    from medtrace.config.building import build
    from medtrace.config.checks import cross_checks
    from medtrace.config.plugged import plug_in
    from medtrace.config.shape import TraceFile
    from medtrace.config.validate import read_shape

    file, wrong = read_shape(tree, TraceFile)
    plugged = plug_in(tree, shapes)
    mistakes = (*tree.mistakes, *wrong, *cross_checks(tree), *plugged.mistakes)
    if file is None or mistakes:
        refuse(path, mistakes)
    return build(file, tree, plugged, digest(text))


def digest(text: str | bytes) -> str:
    """SHA-256 in hex over the bytes of a file."""
    return hashlib.sha256(text.encode("utf-8") if isinstance(text, str) else text).hexdigest()
