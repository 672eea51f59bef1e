"""One file per way of looking at a change; no severities in here. What a plug-in needs stands here."""

from medtrace.rules._rule import NoOptions, Rule, rule

__all__ = ["NoOptions", "Rule", "rule"]
