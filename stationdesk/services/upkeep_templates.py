"""The ready-made upkeep plans that come with the program, read from their file."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.plan_templates import FirstDue, PlanTemplate
from stationdesk.domain.upkeep import Anchor, Purpose
from stationdesk.paths import resources

if TYPE_CHECKING:
    from pathlib import Path

FILE = ("templates", "upkeep.toml")


@cache
def plan_templates() -> tuple[PlanTemplate, ...]:
    """Return all ready-made plans, in the file's own order."""
    return read_templates(resources().joinpath(*FILE))


def read_templates(path: Path) -> tuple[PlanTemplate, ...]:
    """Read the plans of one file."""
    with path.open("rb") as file:
        body = tomllib.load(file)
    return tuple(_template(key, fields) for key, fields in body["plans"].items())


def _template(key: str, fields: dict[str, Any]) -> PlanTemplate:
    return PlanTemplate(
        key=key,
        kinds=tuple(fields["kinds"]),
        task={"zh": fields["task_zh"], "en": fields["task_en"]},
        purpose=Purpose(fields["purpose"]),
        every=fields["every"],
        every_unit=PeriodUnit(fields["unit"]),
        anchor=Anchor(fields["anchor"]),
        lead_days=fields["lead_days"],
        first=FirstDue(fields["first"]),
        month_day=fields.get("month_day", ""),
        checklist={
            "zh": tuple(fields.get("checklist_zh", ())),
            "en": tuple(fields.get("checklist_en", ())),
        },
        source={"zh": fields["source_zh"], "en": fields["source_en"]},
    )
