"""Where the tables of the example stand in its tree."""

from collections.abc import Mapping
from types import MappingProxyType

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "urs": "docs/需求/URS.md",
        "srs": "docs/需求/SRS.md",
        "sdd": "docs/设计/SDD.md",
        "risks": "docs/风险/risk.csv",
        "manual": "docs/测试/手工测试.md",
        "defects": "docs/缺陷/defects.csv",
        "soup": "docs/soup.csv",
    }
)
