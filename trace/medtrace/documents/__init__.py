"""From an assessment and an outline to a document; one file per question that a block answers."""
