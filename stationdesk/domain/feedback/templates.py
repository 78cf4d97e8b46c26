"""Ready-made answers: what they are for, and the blanks in them that must be filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import LONGEST_BODY
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from stationdesk.domain.feedback.entries import Outcome
    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.ids import TemplateId

LONGEST_TITLE = 60
_BLANK = re.compile(r"\{([^{}\n]{1,20})\}|｛([^｛｝\n]{1,20})｝")
"""``{处理日期}``, also in the wide braces that a Chinese keyboard gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTemplate:
    """A template as it is typed in; ``kind`` and ``outcome`` None mean that it fits any."""

    title: str
    body: str
    kind: FeedbackKind | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A ready-made answer. ``id`` is None for those that come with the program."""

    id: TemplateId | None
    title: str
    body: str
    kind: FeedbackKind | None
    outcome: Outcome | None
    archived_on: date | None = None
    version: int = 0

    @property
    def ready_made(self) -> bool:
        """Whether it came with the program and was not changed here."""
        return self.id is None

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of its blanks, each once, in the order of the text."""
        return blanks(self.body)

    @property
    def place(self) -> tuple[FeedbackKind | None, Outcome | None, str]:
        """What makes it this template: a station's own one stands in for a ready-made one."""
        return self.kind, self.outcome, self.title

    def fits(self, kind: FeedbackKind | None, outcome: Outcome | None) -> bool:
        """Tell whether it may be offered for a kind and an outcome; None asks for any."""
        of_kind = kind is None or self.kind in (None, kind)
        return of_kind and (outcome is None or self.outcome in (None, outcome))


def blanks(text: str) -> tuple[str, ...]:
    """Return the names of the blanks in ``text``, each once, in their order."""
    found = ((one or other).strip() for one, other in _BLANK.findall(text))
    return tuple(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with its blanks filled; a blank without a value stays and is seen."""

    def value(found: re.Match[str]) -> str:
        name = (found[1] or found[2]).strip()
        return values.get(name, "").strip() or found[0]

    return _BLANK.sub(value, text)


def blank_problems(about: str, text: str) -> Iterator[Problem]:
    """Tell which blanks of a text are still to be filled."""
    if names := blanks(text):
        phrase = N_("Fill the blanks first: {names}.")
        yield Problem(about, phrase, {"names": "、".join(names)})


def template_problems(wish: NewTemplate) -> Iterator[Problem]:
    """Tell why a template cannot be kept so."""
    if not wish.title.strip():
        yield Problem("title", N_("Write by what name the template is found."))
    elif len(wish.title.strip()) > LONGEST_TITLE:
        phrase = N_("The name of a template has at most {most} characters.")
        yield Problem("title", phrase, {"most": LONGEST_TITLE})
    if not wish.body.strip():
        yield Problem("body", N_("Write the text of the template."))
    elif len(wish.body) > LONGEST_BODY:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("body", phrase, {"most": LONGEST_BODY})
