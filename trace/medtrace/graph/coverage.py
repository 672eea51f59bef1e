"""Coverage of one snapshot along requirement → design → unit → test → result and risk → control → requirement → test.

Links L-1 to L-11 of the guideline's traceability analysis (G9 二(五), A43 3.1); source code is traced to the software
unit by name. A figure always carries its denominator and the ids that are missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from medtrace.graph.neighbours import Neighbours, in_order, neighbours
from medtrace.graph.outcomes import outcome_of, runs_by_target
from medtrace.model.coverage import Chain, Coverage, Ratio, RiskChain
from medtrace.model.items import ItemKind, LinkKind
from medtrace.model.project import ComponentMap
from medtrace.model.snapshot import Snapshot

NEEDS = (ItemKind.USER_NEED,)
REQUIREMENTS = (ItemKind.REQUIREMENT, ItemKind.SPECIFICATION)
RISKS = (ItemKind.RISK, ItemKind.HAZARD, ItemKind.HAZARDOUS_SITUATION)


def coverage(snapshot: Snapshot, components: ComponentMap) -> Coverage:
    """Every chain of the snapshot and the figures over them."""
    ties = neighbours(snapshot)
    outcomes = _outcomes(snapshot)
    requirements = tuple(_chain(name, ties, components, outcomes) for name in _of_kind(snapshot, *REQUIREMENTS))
    risks = tuple(_risk_chain(name, ties) for name in _of_kind(snapshot, *RISKS))
    return Coverage(requirements, risks, tuple(_ratios(snapshot, ties, requirements, risks, outcomes)))


def _of_kind(snapshot: Snapshot, *kinds: str) -> tuple[str, ...]:
    return in_order(item.id for item in snapshot.items if item.kind in kinds)


def _outcomes(snapshot: Snapshot) -> dict[str, str]:
    """Outcome by test, and by the item that a result names itself."""
    tests = frozenset(_of_kind(snapshot, ItemKind.TEST))
    found = runs_by_target(snapshot).items()
    return {target: outcome_of(runs, of_test=target in tests) for target, runs in found}


def _chain(name: str, ties: Neighbours, components: ComponentMap, outcomes: dict[str, str]) -> Chain:
    design = ties.of(name, ItemKind.DESIGN)
    tests = in_order([*ties.of(name, ItemKind.TEST), *ties.paths_citing(name, LinkKind.VERIFIES)])
    controls = ties.of(name, ItemKind.RISK_CONTROL)
    direct = _units(name, (), ties, components)
    risks = in_order([*ties.of(name, *RISKS), *(risk for control in controls for risk in ties.of(control, *RISKS))])
    return Chain(
        name,
        needs=ties.of(name, *NEEDS),
        design=design,
        units=_units(name, design, ties, components),
        tests=tests,
        results=tuple((test, outcomes[test]) for test in (*tests, name) if test in outcomes),
        risks=risks,
        controls=controls,
        direct_units=direct,
        design_units=tuple(_design_units(design, direct, ties, components)),
    )


def _units(name: str, design: tuple[str, ...], ties: Neighbours, components: ComponentMap) -> tuple[str, ...]:
    """Units by name: owners of the code that implements the requirement or its design, and those its design names."""
    named = [unit for item in (name, *design) for unit in ties.of(item, ItemKind.UNIT, ItemKind.COMPONENT)]
    paths = [path for item in (name, *design) for path in ties.code_citing(item, LinkKind.IMPLEMENTS)]
    owned = [owner.id if owner else path for path in paths for owner in (components.owner(path),)]
    declared = [part.id for part in components.components if set(part.design) & set(design)]
    return in_order([*named, *owned, *declared])


def _design_units(
    design: tuple[str, ...], direct: tuple[str, ...], ties: Neighbours, components: ComponentMap
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Units that come through a design item only, by that item."""
    for item in design:
        found = tuple(unit for unit in _units(item, (item,), ties, components) if unit not in direct)
        if found:
            yield item, found


def _risk_chain(name: str, ties: Neighbours) -> RiskChain:
    controls = ties.of(name, ItemKind.RISK_CONTROL)
    bearers = (name, *controls)
    requirements = in_order(found for bearer in bearers for found in ties.of(bearer, *REQUIREMENTS))
    own = in_order(test for bearer in bearers for test in ties.of(bearer, ItemKind.TEST))
    tests = in_order([*own, *(test for one in requirements for test in ties.of(one, ItemKind.TEST))])
    return RiskChain(name, controls, requirements, tests, own)


@dataclass(frozen=True, slots=True)
class _Question:
    """One figure: over which items it runs, and what covers one of them; asked where there is an item to ask of."""

    name: str
    over: tuple[str, ...]
    covered: Callable[[str], object]


def _ratios(
    snapshot: Snapshot,
    ties: Neighbours,
    requirements: tuple[Chain, ...],
    risks: tuple[RiskChain, ...],
    outcomes: dict[str, str],
) -> Iterable[Ratio]:
    chain = {one.item: one for one in requirements}
    tests = _of_kind(snapshot, ItemKind.TEST)
    questions = [*_upper_questions(snapshot, ties, chain), *_risk_questions(snapshot, ties, chain, risks)]
    questions.append(_Question("test-requirement", tests, lambda one: _verified(ties, one)))
    if any(item.kind == ItemKind.TEST_RESULT for item in snapshot.items):
        questions.append(_Question("requirement-passed", tuple(chain), lambda one: _all_passed(chain[one])))
        questions.append(_Question("test-result", tests, outcomes.get))
    for question in questions:
        if question.over:
            missing = tuple(name for name in question.over if not question.covered(name))
            yield Ratio(question.name, len(question.over) - len(missing), len(question.over), missing)


def _upper_questions(snapshot: Snapshot, ties: Neighbours, chain: dict[str, Chain]) -> Iterable[_Question]:
    """Need → requirement → design → unit → test; a level that is not read at all is not asked for."""
    needs, designs = _of_kind(snapshot, *NEEDS), _of_kind(snapshot, ItemKind.DESIGN)
    names = tuple(chain)
    yield _Question("need-requirement", needs, lambda one: ties.of(one, *REQUIREMENTS))
    yield _Question("need-test", needs, lambda one: ties.of(one, ItemKind.TEST))
    if needs:
        yield _Question("requirement-need", names, lambda one: chain[one].needs)
    if designs:
        yield _Question("requirement-design", names, lambda one: chain[one].design)
    yield _Question("design-requirement", designs, lambda one: ties.of(one, *REQUIREMENTS))
    yield _Question("requirement-unit", names, lambda one: chain[one].units)
    yield _Question("requirement-test", names, lambda one: chain[one].tests)


def _risk_questions(
    snapshot: Snapshot, ties: Neighbours, chain: dict[str, Chain], risks: tuple[RiskChain, ...]
) -> Iterable[_Question]:
    """Risk → control → requirement → test."""
    risk = {one.risk: one for one in risks}
    controls = _of_kind(snapshot, ItemKind.RISK_CONTROL)
    known = snapshot.item_by_id
    tied = {link.target for link in snapshot.links if link.kind == LinkKind.CONTROLS and link.source in known}
    # A row may name a requirement as the control. Where nobody keeps controls as items of their own, the requirement
    # that mitigates a risk is its control.
    yield _Question(
        "risk-control",
        tuple(risk),
        lambda one: one in tied or risk[one].controls or (not controls and risk[one].requirements),
    )
    yield _Question("control-requirement", controls, lambda one: ties.of(one, *REQUIREMENTS))
    yield _Question("control-verification", controls, lambda one: ties.of(one, ItemKind.TEST))
    yield _Question("control-test", controls, lambda one: _control_tests(ties, chain, one))


def _verified(ties: Neighbours, test: str) -> tuple[str, ...]:
    """What a test verifies: a requirement, a user need, a design item or a risk control."""
    return ties.of(test, *REQUIREMENTS, *NEEDS, ItemKind.DESIGN, ItemKind.RISK_CONTROL, *RISKS)


def _control_tests(ties: Neighbours, chain: dict[str, Chain], control: str) -> tuple[str, ...]:
    """Tests of a control: its own, or those of the requirements that implement it."""
    through = [test for name in ties.of(control, *REQUIREMENTS) if name in chain for test in chain[name].tests]
    return in_order([*ties.of(control, ItemKind.TEST), *through])


def _all_passed(chain: Chain) -> bool:
    """Whether the requirement has tests and the last result of each, and each that names it itself, is a pass."""
    outcomes = dict(chain.results)
    needed = {*chain.tests, *outcomes}
    return bool(chain.tests) and all(outcomes.get(test) == "passed" for test in needed)
