"""Models themselves and what refers to them: files by hash, addresses of weights, bundle versions, trainer, framework.

What it reads: every changed product file. A model file (ONNX, PyTorch, safetensors, Keras, TFLite, Core ML, TensorRT …,
a pointer of Git LFS or DVC for one) with another content is certain; one that came or went, and a file that may hold
anything (pickle, HDF5) beside a word such as `model`, is likely. In texts: addresses of weights, names of model hubs,
versions and hashes of bundles, trainer and backbone, the metadata of a MONAI bundle. Another one is certain in
components with the tag `ai-model` or `core-algorithm` where the map knows `ai-model`, else a question, as is one that
only came or only went. A framework of learning (PyTorch, TensorFlow …) that the product declares in another major
version, or in another's place, is likely.

A model that moved with the same content says nothing. What a server hands out under an unchanged address is not seen.
"""

import hashlib
import re
from collections.abc import Iterator

from medtrace.expressions import expression
from medtrace.model.change import ChangeSet
from medtrace.model.snapshot import Blob
from medtrace.model.verdict import Confidence, Evidence, Hit
from medtrace.rules._ai._changed import AI, CORE, Changed, changed, is_prose
from medtrace.rules._ai._references import MAYBE, MODELS, TOLD, Reference, references
from medtrace.rules._parts._compare import part_changes
from medtrace.rules._parts._ends import GLOBS, part_ends
from medtrace.rules._rule import NoOptions, rule
from medtrace.words import Localized

_FRAMEWORKS = expression(
    r"(?:torch|pytorch|pytorch-lightning|lightning|tensorflow(?:-gpu|-cpu|-lite)?|keras|jax|flax|mxnet|paddlepaddle(?:-gpu)?"
    r"|monai|libtorch|torchsharp|microsoft\.ml|deeplearning4j-core)",
    re.IGNORECASE,
)
_KINDS = {
    "address": Localized("权重地址", "address of weights"),
    "hub": Localized("模型库名称", "name of a model hub"),
    "bundle": Localized("模型包版本或校验值", "version or hash of a model bundle"),
    "trainer": Localized("训练器或骨干网络", "trainer or backbone"),
}


@rule("model-references", options=NoOptions, reads=GLOBS)
def model_references(changes: ChangeSet, options: NoOptions) -> Iterator[Hit]:
    """One hit per model file, per file whose references differ, and per framework."""
    del options
    known = AI in changes.components.known_tags
    blobs = ({entry.id for entry in end.files} for end in (changes.before, changes.after))
    there, here = blobs
    for one in changed(changes):
        if _holds_model(one):
            moved = not one.stays and (one.file.change.new_blob in there or one.file.change.old_blob in here)
            if not moved:
                yield _file(one)
        elif not is_prose(one.path):
            yield from _references(one, known=known)
    if known:
        yield from _frameworks(changes)


def _holds_model(one: Changed) -> bool:
    maybe = MAYBE.search(one.path) and (one.has(AI) or TOLD.search(one.path))
    return bool(MODELS.search(one.path) or maybe)


def _file(one: Changed) -> Hit:
    old, new = (_content(side) for side in one.sides)
    sure = one.stays and bool(MODELS.search(one.path)) and bool(old and new)
    return Hit(
        subject=f"model:{one.path}",
        summary=Localized(
            f"模型文件 {one.path} 的内容变化：{old or '无'} → {new or '无'}",
            f"The model file {one.path} has another content: {old or 'none'} → {new or 'none'}",
        ),
        evidence=(Evidence(one.path, 0, one.commits, old, new),),
        confidence=Confidence.CERTAIN if sure else Confidence.LIKELY,
    )


def _content(side: Blob | None) -> str:
    """The hash that names a content: the one in a pointer, else that of the bytes; of a missing one git's own name."""
    if side is None:
        return ""
    if side.data is None:
        return f"git {side.id[:16]}"
    pointer = re.search(rb"(?:oid sha256:|md5: ?|sha256: ?)([0-9a-f]{32,64})", side.data[:2000])
    return f"pointer {pointer[1].decode()[:16]}" if pointer else f"sha256 {hashlib.sha256(side.data).hexdigest()[:16]}"


def _references(one: Changed, *, known: bool) -> Iterator[Hit]:
    before, after = references(one.before, one.file.change.before_path), references(one.after, one.path)
    for kind in _KINDS:
        old, new = ({(ref.name, ref.value): ref for ref in side if ref.kind == kind} for side in (before, after))
        gone = tuple(old[key] for key in sorted(old.keys() - new.keys()))
        come = tuple(new[key] for key in sorted(new.keys() - old.keys()))
        if gone or come:
            mapped = known and (one.has(AI) or one.has(CORE))
            yield _reference(one, kind, (gone, come), sure=mapped and bool(gone and come))


def _reference(
    one: Changed, kind: str, sides: tuple[tuple[Reference, ...], tuple[Reference, ...]], *, sure: bool
) -> Hit:
    old, new = ("\n".join(f"{ref.name} {ref.value}".strip()[:200] for ref in side[:10]) for side in sides)
    line = next((ref.line for side in sides[::-1] for ref in side), 0)
    words = _KINDS[kind]
    return Hit(
        subject=f"{kind}:{one.path}",
        summary=Localized(f"{one.path} 中的{words.zh}变化", f"Another {words.en} in {one.path}"),
        evidence=(Evidence(one.path, line, one.commits, old, new),),
        confidence=Confidence.CERTAIN if sure else Confidence.QUESTION,
        unknown="" if sure else "depends",
    )


def _frameworks(changes: ChangeSet) -> Iterator[Hit]:
    found = [one for one in part_changes(*part_ends(changes)) if one.direct and _FRAMEWORKS.fullmatch(one.name)]
    kinds = {one.kind for one in found}
    for one in found:
        if one.kind in {"added", "removed", "major"}:
            sure = one.kind == "major" or {"added", "removed"} <= kinds
            said = " → ".join(filter(None, (one.old, one.new)))
            yield Hit(
                subject=f"framework:{one.key[0]}:{one.name}",
                summary=Localized(
                    f"编程框架 {one.name} 变化：{said}", f"The framework of learning {one.name} changed: {said}"
                ),
                evidence=tuple(
                    Evidence(place.path, place.part.line, changes.commits_touching(place.path), one.old, one.new)
                    for place in one.places
                ),
                confidence=Confidence.LIKELY if sure else Confidence.QUESTION,
                unknown="" if sure else "depends",
            )
