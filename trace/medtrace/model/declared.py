"""What the configuration of one end says of the product, as far as a rule may compare it with the other end."""

from dataclasses import dataclass
from typing import TypeAlias

from medtrace.model.project import ComponentMap, ControlledDocument, EnvironmentItem, Product, Registration
from medtrace.model.versions import NamingRule
from medtrace.words import Localized

Signer: TypeAlias = tuple[str, str, str]
"""Name, role and key of a person who may sign."""


@dataclass(frozen=True)
class Declared:
    """One end's configuration; `is_own` is false where the revision holds none and that of the newer end stands in.

    `path` is the configuration, `records` the folder of people's records, `template` that of the project's own tables.
    """

    product: Product = Product(Localized("", ""))
    naming: NamingRule | None = None
    registrations: tuple[Registration, ...] = ()
    environment: tuple[EnvironmentItem, ...] = ()
    documents: tuple[ControlledDocument, ...] = ()
    components: ComponentMap = ComponentMap()
    approvers: tuple[Signer, ...] = ()
    profiles: tuple[str, ...] = ()
    template: str = ""
    records: str = ".trace"
    path: str = "trace.yaml"
    is_own: bool = False
