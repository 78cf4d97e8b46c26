"""The records that papers can be about, as one can choose from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Records:
    """The records one can choose from, as id → words; each has a first choice of its own."""

    stocktakes: Mapping[object, str] = field(default_factory=dict)
    kits: Mapping[object, str] = field(default_factory=dict)
    assessments: Mapping[object, str] = field(default_factory=dict)
    standards: Mapping[object, str] = field(default_factory=dict)
    erasings: Mapping[object, str] = field(default_factory=dict)
    loans: Mapping[object, str] = field(default_factory=dict)
    entries: Mapping[object, str] = field(default_factory=dict)
    volunteers: Mapping[object, str] = field(default_factory=dict)
    trainings: Mapping[object, str] = field(default_factory=dict)
    service_records: Mapping[object, str] = field(default_factory=dict)
    certificates: Mapping[object, str] = field(default_factory=dict)
    inspections: Mapping[object, str] = field(default_factory=dict)
    notices: Mapping[object, str] = field(default_factory=dict)
    sent: Mapping[object, str] = field(default_factory=dict)
