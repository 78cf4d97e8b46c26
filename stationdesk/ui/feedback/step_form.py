"""One move of an entry: who, why, until when. Which of these is asked depends on the move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.feedback.moment_fields import MomentFields
from stationdesk.ui.feedback.words import kind_words, short_body
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.ui.dialogs import Dialogs

LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of a step: what a ``Problem`` calls it, its words, and what is offered.

    ``value`` stands there already; ``long`` asks in several lines.
    """

    about: str
    says: str
    value: str = ""
    offered: Sequence[str] = ()
    required: bool = True
    long: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was filled in: the words by question, and the moment, None for now."""

    words: dict[str, str]
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAsked:
    """All that a step asks, and who keeps the answers; ``dated`` asks when it happened."""

    title: str
    verb: str
    questions: Sequence[Asked]
    keep: Callable[[Answered], object]
    hint: str = ""
    dated: bool = True


class StepForm(Form):
    """Asks what a move needs; what is refused is shown under the questions."""

    def __init__(
        self,
        entry: Entry,
        asked: StepAsked,
        now: datetime,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(asked.title, asked.verb, columns=2, dialogs=dialogs, parent=parent)
        self._asked = asked
        self.grid.add_wide(entry_head(entry))
        if asked.hint:
            self.grid.add_wide(label(asked.hint, "caption", wrap=True))
        self.fields = {each.about: self._add_question(each) for each in asked.questions}
        self.moment = MomentFields(self, "at", now, _("Happened on")) if asked.dated else None
        self.set_clean()

    def keep(self) -> None:
        words = {about: field.value() for about, field in self.fields.items()}
        self._asked.keep(Answered(words=words, at=self.moment.typed() if self.moment else None))

    def _add_question(self, asked: Asked) -> TextField | LongTextField:
        field: TextField | LongTextField
        if asked.long:
            field = LongTextField(asked.value, lines=2)
        else:
            field = TextField(asked.value)
            if asked.offered:
                field.offer(list(asked.offered))
        return self.add(
            asked.about,
            asked.says,
            field,
            required=asked.required,
            hint=asked.hint,
            wide=True,
        )


def entry_head(entry: Entry) -> QWidget:
    """Return what a form says of the entry that it is about: its number, kind and beginning."""
    told = f"{entry.number} · {kind_words(entry)}\n{short_body(entry.body, LONGEST_SHOWN)}"
    return label(told, "muted", wrap=True)
