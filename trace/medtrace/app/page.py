"""What a page about an assessment shows, on the console as in the documents: the same entries, the same sentence."""

from medtrace.documents._hands import seal
from medtrace.documents._regimes import Answer, Change, Question, changes, questions
from medtrace.documents._seen import Entry, all_entries, all_unknown
from medtrace.documents.verdict import sentence

__all__ = [
    "Answer",
    "Change",
    "Entry",
    "Question",
    "all_entries",
    "all_unknown",
    "changes",
    "questions",
    "seal",
    "sentence",
]
