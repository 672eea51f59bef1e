"""One file per way of writing items: text in, items out. What a plug-in needs stands here; `_source` is furniture."""

from medtrace.sources._source import FieldLink, Files, NoOptions, Parsed, Setup, Source, source

__all__ = ["FieldLink", "Files", "NoOptions", "Parsed", "Setup", "Source", "source"]
