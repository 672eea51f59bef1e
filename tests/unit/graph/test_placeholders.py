"""Words that were left for later, and texts that only look so."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medtrace.graph.placeholders import placeholder

pytestmark = pytest.mark.requirement("REQ-031")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Response time: TBD.", "TBD"),
        ("TODO: name the limit", "TODO"),
        ("The limit is XXXX ms.", "XXXX"),
        ("阈值待定。", "待定"),
        ("内容待补充", "待补充"),
        ("响应时间不超过××××秒", "××××"),
        ("<describe the alarm>", "<describe the alarm>"),
        ("<Please enter the purpose here>", "<Please enter the purpose here>"),
        ("As <your role> I want …", "<your role>"),
        ("[Insert product name] is a monitor", "[Insert product name]"),
        ("[Describe how the alarm is raised.]", "[Describe how the alarm is raised.]"),
        ("Purpose: {{purpose}}", "{{purpose}}"),
        ("a\n{{ product name }}\nb", "{{ product name }}"),
        ("{{PRODUCT_NAME}}", "{{PRODUCT_NAME}}"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ("Click or tap here to enter text.", "Click or tap here to enter text"),
        ("Click here to enter a date.", "Click here to enter a date"),
        ("单击或点击此处输入文字。", "单击或点击此处输入文字"),
        ("单击此处输入文本", "单击此处输入文本"),
        ("在此处填写需求描述", "在此处填写"),
        ("请填写验收准则", "请填写"),
        ("请输入内容", "请输入"),
        ("此处填写", "此处填写"),
        ("报警延迟（请填写）", "（请填写）"),
        ("【填写产品名称】的报警", "【填写产品名称】"),
        ("验收准则：待确认", "待确认"),
        ("待确认。", "待确认。"),
        ("响应时间（待确认）", "（待确认）"),
        ("N/A – to be completed", "N/A – to be completed"),
        ("To be defined.", "To be defined."),
        ("Limit (to be confirmed)", "(to be confirmed)"),
        ("The system shall ...", "The system shall ..."),
        ("The system shall", "The system shall"),
        ("The alarm unit shall …\n", "The alarm unit shall …"),
        ("Some words.\nThe device must ...", "The device must ..."),
        ("系统应……", "系统应……"),
        ("本软件应当", "本软件应当"),
        ("〈此处填写〉", "〈此处填写〉"),
        ("范围：〔请填写范围〕", "〔请填写范围〕"),
        ("???", "???"),
        (" ？？ ", "？？"),
        ("XX", "XX"),
        ("XXX", "XXX"),
        ("……", "……"),
        ("...", "..."),
        ("……\n……\n", "…… ……"),
        ("1. ……\n2. ……\n", "1. …… 2. ……"),
        ("- ...\n\n- ...", "- ... - ..."),
        ("。。。", "。。。"),
        ("处理：\n报警：……\n", "……"),
        ("待补充\n\n……\n", "待补充"),
        ("（略）", "（略）"),
        ("暂缺。", "暂缺。"),
        ("【待细化】", "【待细化】"),
    ],
)
def test_what_was_left_for_later(text: str, found: str) -> None:
    assert placeholder("", text) == found
    assert placeholder(text, "whole") == found


@pytest.mark.parametrize(
    "text",
    [
        "The system shall sound an alarm.",
        "The system shall\nsound an alarm.",
        "The system shall:\n- sound an alarm",
        "The screen shall show what it must",
        "The report names the number of TBD/TBC.",
        "A comment `TODO` or ``FIXME`` is listed.",
        "```\nTODO: x\n```\nExample of a comment",
        "Fields to be completed are marked.",
        "Each value is to be confirmed by the operator.",
        "The operator has a value\nto be confirmed before use.",
        "Press <Enter> or [Insert key].",
        "[Enter]",
        "[Insert a device](docs/insert.md)",
        '<input type="text" placeholder="insert your name">',
        "std::vector<Insert> and Map<Describe, Your>",
        "The value {{max}} of {{FindService}} shall be used.",
        "When {{OfferService}} has returned, the service is visible.",
        "The class is:\n\n{{GetNewSamples}}\n\nIt returns {{score::Result}}",
        "x = {{1, 2}, {3, 4}}",
        "系统应提示“请输入密码”。",
        "界面显示：“请填写姓名”",
        "用户可在备注栏填写说明。",
        "护士站显示待确认报警的数量。",
        "报警状态包括待确认、已确认。",
        "系统应在 10 s 内报警。",
        "分辨率 512×512×16",
        "点击此处查看帮助",
        "（输入电压 220 V）",
        "MAXXX and atodo",
        "显示 XX mmHg",
        "依次执行……",
        "1. 报警\n2. ……",
        "暂缺数据时显示空白",
        "待更新的列表应变灰",
        "略高于阈值时报警",
        "The alarm ends and so on ...",
        "真的吗??",
        "《填充器说明》",
        "",
    ],
)
def test_what_only_speaks_of_it(text: str) -> None:
    assert placeholder("", text) == ""


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text(title: str, text: str) -> None:
    assert placeholder(title, text) == placeholder(title, text)


@pytest.mark.parametrize(
    "part",
    [
        "<",
        "<your ",
        "[Insert ",
        "{{a",
        "`",
        "``",
        "```\n",
        "the a ",
        "the ",
        " ",
        "\n",
        "请",
        "<please ",
        "- ",
        "（填写",
        "单击",
        "〈此处填写",
        "?",
    ],
)
def test_long_texts_take_no_long_time(part: str) -> None:
    started = time.process_time()
    placeholder("", part * (300_000 // len(part)))
    assert time.process_time() - started < 5
