"""Answers of the graph about one snapshot: what covers what, and what is missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chain:
    """One item of a requirement chain and everything tied to it, by natural id.

    `needs` are user needs above, `design`, `units` (component ids or paths), `tests`, `results` below, `risks` and
    `controls` beside it. Results are (test, passed, failed, …), under the item's own id where a result names the item
    and no test. Of the `units`, `direct_units` implement the item itself; `design_units` are the rest, by the design
    item through which they come.
    """

    item: str
    needs: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    results: tuple[tuple[str, str], ...] = ()
    risks: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    direct_units: tuple[str, ...] = ()
    design_units: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class RiskChain:
    """One risk, its controls, the requirements that implement them and the tests that verify them.

    Of the `tests`, `control_tests` are tied to the risk or a control itself; the rest only test a requirement.
    """

    risk: str
    controls: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    control_tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """A coverage figure with its denominator; `missing` are the items not covered. No percentage of nothing."""

    name: str
    covered: int
    total: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every chain of a snapshot and the figures over them."""

    requirements: tuple[Chain, ...] = ()
    risks: tuple[RiskChain, ...] = ()
    ratios: tuple[Ratio, ...] = ()

    def ratio(self, name: str) -> Ratio:
        """One figure by name.

        Raises:
            KeyError: where no figure has that name.
        """
        for ratio in self.ratios:
            if ratio.name == name:
                return ratio
        raise KeyError(name)
