"""One look by hand: what was looked at, what was found, how much, by whom, with a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.tiers.verdict_field import VerdictField
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
)
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.photo_field import PhotoField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.records import HandCheck, SubjectLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs


class CheckForm(Form):
    """Records one check; ``check`` is what was kept."""

    def __init__(
        self,
        tiers: Tiers,
        attachments: Attachments,
        subjects: Sequence[SubjectLine],
        today: date,
        *,
        people: list[str],
        person: str,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``subjects`` are what may be looked at, the one taken first; ``person`` is proposed."""
        super().__init__(_("Record a check"), _("Record"), dialogs=dialogs, parent=parent)
        self._tiers, self._attachments = tiers, attachments
        self._lines = {line.subject.key: line for line in subjects}
        self.check: HandCheck | None = None
        names: dict[object, str] = {
            key: str(line.subject.name) for key, line in self._lines.items()
        }
        self.subject = self.add("subject", _("What was looked at"), ChoiceField(names))
        self.question = label("", "muted", wrap=True)
        self.grid.add_wide(self.question)
        self.verdict = self.add("passed", _("Finding of the check"), VerdictField(), required=True)
        self.amount = self.add("amount", _("How many were counted"), CountField())
        self.words = self.add(
            "note",
            _("Note"),
            LongTextField(lines=2),
            hint=_("Where it is not in order: what is wrong."),
        )
        self.person = self.add("checked_by", _("Who looked"), TextField(person), required=True)
        self.person.offer(people)
        self.on = self.add("on", _("Day of the check"), DayField(today, today), required=True)
        self.photo = self.add("photo", _("Photo"), PhotoField(dialogs))
        self.subject.edited.connect(self._on_subject)
        self._on_subject()
        self.set_clean()

    def keep(self) -> None:
        """Record the check, then its photo."""
        self.check = self._tiers.record_hand_check(
            str(self.subject.value()),
            passed=bool(self.verdict.value()),
            checked_by=self.person.value(),
            amount=self.amount.value(),
            note=self.words.value(),
            on=self.on.value(),
        )
        if not self.photo.is_empty():
            self._keep_photo(self.check)

    def _keep_photo(self, check: HandCheck) -> None:
        try:
            self._attachments.add(
                "hand_check", check.uid, self.photo.file_name(), self.photo.value()
            )
        except Refused as refusal:
            self._dialogs.tell(self, _("The check was recorded without its photo."), str(refusal))

    def _on_subject(self) -> None:
        line = self._lines.get(str(self.subject.value()))
        if line is None:
            return
        unit = str(line.subject.unit)
        self.question.setText(
            f"{line.subject.question}  ({unit})" if unit else str(line.subject.question)
        )
        self.grid.show_field("amount", shown=line.amount_wanted or bool(unit))
