"""Questions that only the owner can answer, each with its right answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.found import CheckQuestion
from stationdesk.i18n import N_, _
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.row_list import FormRow, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PyQt6.QtWidgets import QWidget

USUAL_QUESTIONS: dict[str, tuple[str, ...]] = {
    "id_card": (N_("Which name stands on it?"), N_("What is the birth date?")),
    "bank_card": (N_("Of which bank is it?"), N_("What are the last four digits?")),
    "phone": (N_("Which make and colour is it?"), N_("What shows the locked screen?")),
    "cash": (N_("How much is it?"), N_("What else is in the purse?")),
    "key": (N_("How many keys are on the ring?"), N_("What hangs on the ring?")),
    "bag": (N_("What is in the bag?"), N_("Which make and colour is it?")),
    "clothes": (N_("Which make and size is it?"), N_("What is in the pockets?")),
    "other": (N_("By what does one know it?"),),
}
"""What is usually asked, by kind of thing."""


class QuestionRow(FormRow):
    """One question with its answer."""

    def __init__(self) -> None:
        super().__init__(_("Take this question out"))
        self.question = TextField(hint=_("Question"))
        self.question.setAccessibleName(_("Question to a claimant"))
        self.answer = TextField(hint=_("Right answer"))
        self.answer.setAccessibleName(_("Right answer"))
        line = row(self.question, self.answer, self.remove)
        line.setStretchFactor(self.question, 3)
        line.setStretchFactor(self.answer, 2)
        self.setLayout(line)
        for field in (self.question, self.answer):
            field.edited.connect(self.edited)

    def stops(self) -> Sequence[QWidget]:
        return (self.question, self.answer)

    def is_empty(self) -> bool:
        """Return whether it has no answer: a question only offered counts for nothing."""
        return self.answer.is_empty()


class QuestionsField(RowList[QuestionRow]):
    """The check questions of a found thing; a field of a form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QuestionRow, _("Add a question"), parent)

    def value(self) -> tuple[CheckQuestion, ...]:
        """Return the questions that have an answer, from top to bottom."""
        return tuple(
            CheckQuestion(question=each.question.value(), answer=each.answer.value())
            for each in self.filled()
        )

    def set_value(self, questions: Iterable[CheckQuestion]) -> None:
        """Show these questions and no others."""
        self.clear_rows()
        for one in questions:
            made = self.add_row()
            made.question.set_value(one.question)
            made.answer.set_value(one.answer)

    def offer(self, kind: str) -> None:
        """Offer what is usually asked of a kind of thing, in place of what was only offered."""
        for each in [each for each in self.rows if each.is_empty()]:
            self._drop(each)
        for phrase in USUAL_QUESTIONS.get(kind, ()):
            self.add_row().question.set_value(_(phrase))
