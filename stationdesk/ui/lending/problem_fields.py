"""What the services call a field, and what the forms of the desk do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.problems import Problem

FIELDS = {"kind_id": "thing", "unit_id": "thing", "lines": "thing", "business_date": "on"}


def refer_to_fields(problems: Iterable[Problem], line: int = 0) -> list[Problem]:
    """Return problems as about the fields of a form; ``line`` is the one being chosen now.

    What is wrong with another line of the loan is about no field, and is shown at the top.
    """
    told = []
    for problem in problems:
        about = problem.about.removeprefix(f"lines.{line}.")
        told.append(replace(problem, about=FIELDS.get(about, about)))
    return told
