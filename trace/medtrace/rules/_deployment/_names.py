"""Names of targets and services: which of them are those of tests, and which ports and images are known."""

from medtrace.expressions import expression

_TEST = expression(
    r"(?:^|[._\s-])(?:unit|integration|e2e|ui|smoke|perf)?_?(?:tests?|testing|benchmarks?|bench|fuzz(?:er|ers|ing)?|mocks?"
    r"|stubs?|examples?|samples?|demos?|tutorials?|fixtures?)(?:$|[._\s-])|^test[A-Z]|^ut[_-]|[a-z0-9]Tests?$|_ut$|tests?_?-?runner|header_?check",
)


def is_test_name(name: str) -> bool:
    """Whether the name of a target or service says that it is one of tests, samples or measurements."""
    return bool(_TEST.search(name) or _TEST.search(name.lower()))
