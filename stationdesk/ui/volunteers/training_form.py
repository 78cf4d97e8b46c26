"""A training with who came: one form for the record of the day."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, cast

from stationdesk.domain.volunteers.training import (
    TRAINING_KIND_WORDS,
    NewTraining,
    TrainingKind,
)
from stationdesk.i18n import _
from stationdesk.ui.volunteers.results_field import ResultsField
from stationdesk.ui.volunteers.rule_rows import minute_of, time_of
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    TextField,
    TimeField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import TrainingId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.domain.volunteers.training import Training
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs


class TrainingForm(Form):
    """Writes a training down, or changes one; ``training_id`` tells which it became."""

    def __init__(
        self,
        volunteers: Volunteers,
        people: Sequence[Volunteer],
        today: date,
        training: Training | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Write a training down") if training is None else _("Change a training")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._volunteers, self._today, self._before = volunteers, today, training
        self.training_id: TrainingId | None = training.id if training else None
        kinds: dict[object, str] = {kind: _(words) for kind, words in TRAINING_KIND_WORDS.items()}
        self.kind = self.add("kind", _("Kind of training"), ChoiceField(kinds))
        self.title = self.add("title", _("Subject of the training"), TextField(), required=True)
        self.title.offer(
            [
                _("Manners and words of service"),
                _("First aid and the defibrillator"),
                _("Fire extinguishers and ways out"),
                _("Rules of the station"),
            ]
        )
        self.day = self.add(
            "business_date", _("Day of the training"), DayField(today, today), required=True
        )
        self.trainer = self.add("trainer", _("Trainer"), TextField())
        self.start = self.add("from_minute", _("Begins at"), TimeField(time(9)), required=True)
        self.end = self.add("to_minute", _("Ends at"), TimeField(time(10)), required=True)
        self.place = self.add("place", _("Place of the training"), TextField())
        self.content = self.add("content", _("Contents"), LongTextField(lines=2), wide=True)
        self.results = self.add("results", _("Who came"), ResultsField(people), wide=True)
        self._fill()
        self.set_clean()

    def keep(self) -> None:
        wish = NewTraining(
            kind=cast("TrainingKind", self.kind.value()),
            title=self.title.value(),
            business_date=self.day.value() or self._today,
            from_minute=minute_of(self.start.value(), 0),
            to_minute=minute_of(self.end.value(), 0),
            trainer=self.trainer.value(),
            place=self.place.value(),
            content=self.content.value(),
            results=self.results.value(),
        )
        if self._before is None:
            self.training_id = self._volunteers.add_training(wish)
        else:
            self._volunteers.change_training(self._before.id, wish, self._before.version)

    def _fill(self) -> None:
        if (before := self._before) is None:
            return
        self.kind.set_value(before.kind)
        self.title.set_value(before.title)
        self.day.set_value(before.business_date)
        self.trainer.set_value(before.trainer)
        self.start.set_value(time_of(before.from_minute))
        self.end.set_value(time_of(before.to_minute))
        self.place.set_value(before.place)
        self.content.set_value(before.content)
        self.results.set_value(before.results)
