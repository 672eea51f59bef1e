"""What a model runs on differs: accelerator, its driver stack, the provider that executes it.

What it reads: both sides of every changed product file, for words of accelerators (CUDA with its version, ROCm,
TensorRT, OpenVINO, Core ML, DirectML, Ascend, TPU, execution providers, GPU variants of packages). Words that came or
went over all changed files together are one question for each accelerator, where the map has a component with the tag
`ai-model`.

Options:
  aids: whether the row stays a question for a person even where nothing was found
"""

import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import AI, Changed, changed, is_prose
from medtrace.rules._deltas import not_mapped
from medtrace.rules._rule import Aids, rule
from medtrace.words import Localized

_KINDS = {
    "CUDA": expression(
        r"\bnvidia/cuda:[\w.-]+|\bcuda(?:toolkit|-toolkit)?[-_=/: ]{1,2}v?\d+(?:\.\d+)*|(?<![a-z])cu(?:9|1[0-3])\d\b",
        re.IGNORECASE,
    ),
    "cuDNN": expression(r"\bcudnn[-_=]?\d*", re.IGNORECASE),
    "ROCm": expression(r"\brocm[-_=/:]?[\d.]*\b", re.IGNORECASE),
    "TensorRT": expression(r"\btensorrt\b|\btrtexec\b", re.IGNORECASE),
    "OpenVINO": expression(r"\bopenvino\b", re.IGNORECASE),
    "Core ML": expression(r"\bcoreml\w*\b|\bMLModelConfiguration\b", re.IGNORECASE),
    "DirectML": expression(r"\bdirectml\b", re.IGNORECASE),
    "Ascend": expression(r"\bascend(?:cl)?\b|\btorch_npu\b|\bcann[-_]\d[\w.]*", re.IGNORECASE),
    "TPU": expression(r"\bedgetpu\b|\btorch_xla\b|\btpu\b", re.IGNORECASE),
    "provider": expression(r"\b[A-Z]\w*ExecutionProvider\b"),
    "package": expression(
        r"\b(?:onnxruntime-(?:gpu|openvino|directml)|tensorflow-(?:gpu|cpu|metal|rocm)|cupy-\w+|faiss-(?:gpu|cpu))\b"
    ),
}


@rule("model-environment", options=Aids)
def model_environment(changes: ChangeSet, options: Aids) -> Iterator[Hit]:
    """One question per accelerator whose words differ."""
    del options
    yield from not_mapped(changes, AI)
    if AI in changes.components.known_tags:
        files = tuple(one for one in changed(changes) if not is_prose(one.path))
        for kind, pattern in _KINDS.items():
            yield from _kind(kind, pattern, files)


def _kind(kind: str, pattern: re.Pattern[str], files: tuple[Changed, ...]) -> Iterator[Hit]:
    sides = [(one, _words(pattern, one.before), _words(pattern, one.after)) for one in files]
    before = frozenset(word for _, old, _ in sides for word in old)
    after = frozenset(word for _, _, new in sides for word in new)
    where = [(one, old, new) for one, old, new in sides if (old - after) or (new - before)]
    if where:
        gone, come = (", ".join(sorted(side)) for side in (before - after, after - before))
        yield Hit(
            subject=f"accelerator:{kind}",
            summary=Localized(
                f"人工智能芯片或算力环境可能变化（{kind}）：{gone or '无'} → {come or '无'}",
                f"What a model runs on may differ ({kind}): {gone or 'none'} → {come or 'none'}",
            ),
            evidence=tuple(_piece(one, old, new) for one, old, new in where),
            confidence=Confidence.QUESTION,
            unknown="depends",
        )


def _words(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(" ".join(found.group().split()).lower() for found in pattern.finditer(text))


def _piece(one: Changed, old: frozenset[str], new: frozenset[str]) -> Evidence:
    return Evidence(one.path, 0, one.commits, ", ".join(sorted(old - new)), ", ".join(sorted(new - old)))
