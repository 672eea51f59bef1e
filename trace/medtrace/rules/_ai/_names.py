"""Words of names, and what they tell: thresholds, weights, steps of processing."""

from itertools import pairwise

from medtrace.expressions import expression

_WORD = expression(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_THRESHOLD = {"threshold", "thresholds", "thresh", "cutoff", "cutoffs", "cutpoint"}
_PAIRS = {
    *(("cut", "off"), ("cut", "point"), ("operating", "point"), ("decision", "boundary"), ("decision", "level")),
    *(("min", "score"), ("score", "min"), ("min", "confidence"), ("min", "probability"), ("min", "prob")),
    *(("confidence", "level"), ("alarm", "limit"), ("alert", "limit")),
}
# Thresholds of the machinery around a decision.
_MACHINERY = {
    *("log", "logging", "memory", "disk", "storage", "cache", "queue", "retry", "retries", "time", "timeout", "size"),
    *("rate", "upload", "network", "cpu", "gpu", "early", "stopping", "patience", "warn", "warning", "file", "files"),
    *("watermark", "space", "usage", "bytes", "interval", "duration", "latency", "slow", "scroll", "coverage", "lr"),
}


def words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case: `minScore_2` is `min`, `score`, `2`."""
    return tuple(word.lower() for word in _WORD.findall(name))


def is_threshold(name: str) -> bool:
    """Whether a name speaks of a decision threshold, whatever it decides."""
    said = words(name)
    return bool(_THRESHOLD & set(said)) or bool(_PAIRS & set(pairwise(said)))


def is_machinery(name: str) -> bool:
    """Whether a threshold is one of memory, time, logs and the like."""
    return bool(_MACHINERY & set(words(name)))
