"""What a page about an assessment shows, on the console as in the documents: the same entries, the same sentence."""

from medtrace.documents._seen import Entry, all_entries, all_unknown
from medtrace.documents.verdict import sentence

__all__ = ["Entry", "all_entries", "all_unknown", "sentence"]
