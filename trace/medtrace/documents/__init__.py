"""From an assessment and an outline to a document; one file per question that a block answers.

What a plug-in needs stands here.
"""

from medtrace.documents._block import BlockBuilder, NoOptions, Request, block

__all__ = ["BlockBuilder", "NoOptions", "Request", "block"]
