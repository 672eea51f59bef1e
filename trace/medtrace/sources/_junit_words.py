"""Words of test results: names of properties in both languages, and of outcomes."""

import unicodedata

TEST_ID = "test_id"
_NAMES = {
    TEST_ID: ("test_id", "testid", "test_case_id", "tc_id", "用例号", "用例编号", "测试用例号", "测试用例编号"),
    "executor": ("executor", "executed_by", "tester", "执行人", "执行者", "执行人员", "测试人", "测试人员"),
    "tested_version": ("tested_version", "version_under_test", "被测版本", "被测完整版本", "被测软件版本"),
    "environment": ("environment", "test_environment", "环境", "测试环境"),
    "defect": ("defect", "defects", "缺陷号", "缺陷编号"),
    "date": ("date", "executed_on", "日期", "执行日期", "测试日期"),
    "record": ("record", "record_number", "原始记录号", "记录号", "记录编号"),
    "evidence": ("evidence", "证据", "证据文件"),
    "level": ("level", "test_level", "级别", "测试级别"),
    "method": ("method", "test_method", "方法", "测试方法"),
    "outcome": ("outcome", "结果", "测试结果"),
}
_BY_WORD = {word: name for name, words in _NAMES.items() for word in words}
# From good to bad: of several things said about one test the worst counts.
_OUTCOMES = {
    "passed": ("passed", "pass", "ok", "通过", "合格"),
    "skipped": (
        *("skipped", "skip", "notrun", "notexecuted", "disabled", "suppressed", "ignored", "pending", "todo"),
        *("inconclusive", "跳过", "未执行"),
    ),
    "blocked": ("blocked", "阻塞", "受阻"),
    "error": ("error", "aborted", "timeout", "notrunnable", "错误"),
    "failed": ("failed", "fail", "failure", "不通过", "未通过", "失败", "不合格"),
}
_BY_OUTCOME = {word: name for name, words in _OUTCOMES.items() for word in words}
_RANK = {name: rank for rank, name in enumerate(_OUTCOMES)}
# Elements below a test case that say how it ended. Others tell of earlier attempts: a flaky one passed in the end.
ENDINGS = {"failure": "failed", "error": "error", "skipped": "skipped", "disabled": "skipped"}
FLAKY = frozenset({"flakyFailure", "flakyError", "rerun"})


def property_name(word: str) -> str:
    """Our name of a property; its own word where we have none."""
    key = "_".join(unicodedata.normalize("NFKC", word).casefold().replace("-", " ").split())
    return _BY_WORD.get(key, word.strip())


def is_known(name: str) -> bool:
    """Whether a name is one of ours."""
    return name in _NAMES


def outcome(word: str) -> str:
    """The outcome that a word of a report stands for; empty for any other word."""
    return _BY_OUTCOME.get(word.strip().casefold(), "")


def worse(one: str, other: str) -> str:
    """The worse of two outcomes; an empty one says nothing."""
    return max(one, other, key=lambda name: _RANK.get(name, -1))
