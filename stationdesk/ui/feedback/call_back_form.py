"""A call-back: whether the author was reached, found it solved, and is content."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtWidgets import QWidget

from stationdesk.domain.feedback.entries import (
    RATING_WORDS,
    SOLVED_WORDS,
    NewCallBack,
    Solved,
)
from stationdesk.domain.feedback.kinds import JUDGED_KINDS
from stationdesk.i18n import _
from stationdesk.ui.feedback.moment_fields import MomentFields
from stationdesk.ui.feedback.step_form import entry_head
from stationdesk.ui.feedback.words import author_words, short_body
from stationdesk.ui.widgets.basics import button, label, row
from stationdesk.ui.widgets.fields import ChoiceField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from stationdesk.domain.feedback.chains import Chain
    from stationdesk.domain.feedback.entries import Reply
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

LONGEST_SHOWN = 160


class CallBackForm(Form):
    """Keeps one call-back; the number to call is shown on asking, for a reason that is kept."""

    def __init__(
        self,
        feedback: Feedback,
        chain: Chain,
        now: datetime,
        show_phone: Callable[[], object],
        *,
        called_by: str,
        people: Sequence[str],
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Call back"), _("Note the call-back"), columns=2, dialogs=dialogs, parent=parent
        )
        self._feedback, self._chain = feedback, chain
        self._add_heads(show_phone)
        self._add_said()
        self.by = self.add("called_by", _("Called by"), TextField(called_by), required=True)
        self.by.offer(list(people))
        self.words = self.add("note", _("What the author said"), LongTextField(lines=2), wide=True)
        self.moment = MomentFields(self, "at", now, _("Called on"))
        self.reached.edited.connect(self._on_reached)
        self._on_reached()
        self.set_clean()

    def keep(self) -> None:
        reached = self.reached.value() == "yes"
        judged = reached and self._chain.entry.kind in JUDGED_KINDS
        wish = NewCallBack(
            reached=reached,
            called_by=self.by.value(),
            at=self.moment.value(),
            solved=Solved(str(self.solved.value())) if judged else Solved.NOT_ASKED,
            rating=cast("int | None", self.rating.value()) if reached else None,
            note=self.words.value(),
        )
        self._feedback.call_back(self._chain.entry.id, wish)

    def _add_heads(self, show_phone: Callable[[], object]) -> None:
        entry, answer = self._chain.entry, _final_answer(self._chain)
        self.grid.add_wide(entry_head(entry))
        if answer is not None:
            told = _("Answered by {person}: {text}")
            words = told.format(person=answer.replied_by, text=short_body(answer.body, 160))
            self.grid.add_wide(label(words, "caption", wrap=True))
        self.phone = button(
            _("Show the number of {who}…").format(who=author_words(entry)), look="link"
        )
        self.phone.clicked.connect(lambda _checked: show_phone())
        line = QWidget()
        line.setLayout(row(self.phone, None))
        self.grid.add_wide(line)

    def _add_said(self) -> None:
        reached: dict[object, str] = {"yes": _("Reached"), "no": _("Not reached")}
        self.reached = self.add("reached", _("Was the author reached?"), ChoiceField(reached))
        solved: dict[object, str] = {"": ""}
        solved |= {str(key): _(words) for key, words in SOLVED_WORDS.items()}
        self.solved = self.add("solved", _("Is it solved?"), ChoiceField(solved), required=True)
        ratings: dict[object, str] = {None: _("Not rated")}
        ratings |= {key: _(words) for key, words in RATING_WORDS.items()}
        self.rating = self.add("rating", _("How content is the author?"), ChoiceField(ratings))

    def _on_reached(self) -> None:
        reached = self.reached.value() == "yes"
        judged = self._chain.entry.kind in JUDGED_KINDS
        self.grid.show_field("solved", shown=reached and judged)
        self.grid.show_field("rating", shown=reached)


def _final_answer(chain: Chain) -> Reply | None:
    number = chain.entry.round_number
    final = (each for each in chain.replies[::-1] if not each.interim)
    return next((each for each in final if each.round_number == number), None)
