"""The ready-made answers that come with the program, read from their file."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.entries import Outcome
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.templates import Template
from stationdesk.paths import resources

if TYPE_CHECKING:
    from pathlib import Path

FILE = ("templates", "replies.toml")


@cache
def ready_made(language: str) -> tuple[Template, ...]:
    """Return the ready-made answers in a language (``zh_CN``, ``en``), in the file's own order."""
    return read_templates(resources().joinpath(*FILE), language)


def read_templates(path: Path, language: str) -> tuple[Template, ...]:
    """Read the answers of one file in one language; each fits one kind and outcome, or any."""
    with path.open("rb") as file:
        body = tomllib.load(file)
    tongue = "zh" if language.startswith("zh") else "en"
    return tuple(_template(fields, tongue) for fields in body["replies"])


def _template(fields: dict[str, Any], tongue: str) -> Template:
    kind, outcome = fields.get("kind"), fields.get("outcome")
    return Template(
        id=None,
        title=fields[f"title_{tongue}"],
        body=fields[f"body_{tongue}"].strip(),
        kind=FeedbackKind(kind) if kind else None,
        outcome=Outcome(outcome) if outcome else None,
    )
