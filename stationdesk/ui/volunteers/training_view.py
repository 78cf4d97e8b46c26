"""Trainings: what was taught when, who came and who passed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout

from stationdesk.domain.opening import clock
from stationdesk.domain.usual_periods import UsualPeriod
from stationdesk.domain.volunteers.training import (
    TRAINING_KIND_WORDS,
    TRAINING_RESULT_WORDS,
    Training,
    TrainingResult,
)
from stationdesk.i18n import _
from stationdesk.listings.volunteers import RESULT_TONES, TRAININGS
from stationdesk.services.drafts import Choice
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.volunteers.deeds import Over, ask
from stationdesk.ui.volunteers.empty_volunteers import nothing_yet
from stationdesk.ui.volunteers.reason_form import ReasonForm
from stationdesk.ui.volunteers.training_form import TrainingForm
from stationdesk.ui.widgets.basics import button, icon_button, label, row, rule
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.period_bar import PeriodBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stationdesk.domain.ids import TrainingId, VolunteerId
    from stationdesk.listings.columns import Column
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.volunteers.deeds import VolunteerServices

ORDER = (
    TrainingResult.FAILED,
    TrainingResult.ABSENT,
    TrainingResult.PASSED,
    TrainingResult.CAME,
)
"""Whom one has to see again first."""


class TrainingPane(DetailPane):
    """One training with what became of everybody."""

    def __init__(self) -> None:
        super().__init__(_("Choose a training at the left."))
        self.facts, self.people = Facts(), ToldRows()
        self.came = label("", "strong")
        self.change = button(_("Change…"), Icon.EDIT)
        self.print = button(_("Print"), Icon.PRINT)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this training"))
        for part in (self.facts, rule(), self.came, self.people):
            self.body.addWidget(part)
        self.foot.addWidget(self.change, 1)
        self.foot.addWidget(self.print, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def show_training(self, training: Training, names: Mapping[VolunteerId, str]) -> None:
        """Show a training; ``names`` of everybody in it."""
        times = f"{clock(training.from_minute)}–{clock(training.to_minute)}"
        self.show_head(training.title, None, training.number)
        facts = [
            (_("Kind of training"), _(TRAINING_KIND_WORDS[training.kind])),
            (_("Day of the training"), f"{training.business_date} {times}"),
            (_("Trainer"), training.trainer),
            (_("Place of the training"), training.place),
            (_("Contents"), training.content),
            (_("Recorded by"), training.recorded_by),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        absent = sum(each is TrainingResult.ABSENT for each in training.results.values())
        told = _("{there} came, {absent} did not")
        self.came.setText(told.format(there=len(training.results) - absent, absent=absent))
        self.people.show_rows(
            [
                Told(names[who], _(TRAINING_RESULT_WORDS[result]), RESULT_TONES[result])
                for who, result in sorted(
                    training.results.items(), key=lambda each: ORDER.index(each[1])
                )
            ]
        )


class TrainingView(RecordView[Training]):
    """The trainings of a period, the newest first; Enter changes the chosen one.

    ``turn_to`` asks for another page.
    """

    turn_to = pyqtSignal(str, object)
    detail: TrainingPane

    def __init__(self, services: VolunteerServices, dialogs: Dialogs) -> None:
        super().__init__(
            FilterBar(_("Subject or trainer")),
            RecordTable(_columns(), _("Trainings"), key=lambda each: each.id),
            TrainingPane(),
        )
        self._services, self._dialogs = services, dialogs
        self.period = PeriodBar(services.today, UsualPeriod.THIS_YEAR)
        self._build()

    def refresh(self) -> None:
        """Read the trainings of the period again."""
        first, last = self.period.days()
        self.show_records(self._services.volunteers.trainings(first, last)[::-1])

    def narrow(self) -> None:
        words, kind = self.filters.query().casefold().split(), self.filters.choice("kind")

        def accepts(each: Training) -> bool:
            said = f"{each.title} {each.trainer} {each.number}".casefold()
            return kind in ("", each.kind.value) and all(word in said for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, training: Training) -> None:
        volunteers = self._services.volunteers
        names = {who: volunteers.volunteer(who).name for who in training.results}
        self.detail.show_training(training, names)

    def open_record(self, training: Training) -> None:
        services = self._services
        people = {each.id: each for each in services.people()}
        for who in training.results:
            people.setdefault(who, services.volunteers.volunteer(who))
        ask(
            TrainingForm(
                services.volunteers,
                list(people.values()),
                services.today(),
                training,
                **self._over_it(),
            )
        )

    def add_training(self) -> None:
        """Write a training down."""
        services = self._services
        form = TrainingForm(
            services.volunteers, services.people(), services.today(), **self._over_it()
        )
        ask(form)
        if form.training_id is not None:
            self.show_training(form.training_id)

    def show_training(self, training_id: TrainingId) -> None:
        """Put the cursor on a training, in its year."""
        on = self._services.volunteers.training(training_id).business_date
        first, last = self.period.days()
        if not first <= on <= last:
            self.period.show_days(on.replace(month=1, day=1), on.replace(month=12, day=31))
        self.refresh()
        self.filters.clear()
        self.table.choose_where(lambda each: each.id == training_id)
        self.open_pane()

    def report(self) -> tuple[str, Choice]:
        """Return the register of the period that is shown."""
        first, last = self.period.days()
        return "trainings", Choice(first=first, last=last)

    def _build(self) -> None:
        kinds = {"": _("All kinds of training")}
        kinds |= {kind.value: _(words) for kind, words in TRAINING_KIND_WORDS.items()}
        self.filters.add_choice("kind", _("Kind of training"), kinds)
        table = self.table
        table.view.fold("number", "place", "times", "failed", "trainer", "absent")
        table.set_hints(_("↑↓ choose"), _("Enter change"), _("Space details"))
        table.say_when_empty(
            nothing_yet(
                _("No training was written down in these days."),
                _("A weekly training in the station's standards counts for the tier."),
                _("Write a training down…"),
                self.add_training,
                Icon.BOOK,
            )
        )
        rows: tuple[tuple[str, Icon, Callable[[Training], object], str], ...] = (
            (_("Change…"), Icon.EDIT, self.open_record, "F4"),
            (_("Training record"), Icon.PRINT, self._print, "F6"),
            (_("Take off the record…"), Icon.DELETE, self._void, "Del"),
            (_("Details"), Icon.OPEN, self.open_pane, "Space"),
        )
        for words, name, run, keys in rows:
            table.add_action(words, self.for_row(run), name, keys)
        self.detail.more.setMenu(self.menu([(words, name, run) for words, name, run, _k in rows]))
        self.detail.change.clicked.connect(self.for_current(self.open_record))
        self.detail.print.clicked.connect(self.for_current(self._print))
        self.period.changed.connect(self.refresh)
        self.lay_out()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout), "a view lays its parts out below each other"
        layout.setSpacing(px(12))
        layout.insertLayout(0, row(self.period, None))

    def _print(self, training: Training) -> None:
        self.turn_to.emit("reports", ("training-record", training.id))

    def _void(self, training: Training) -> None:
        form = ReasonForm(
            _("Take a training off the record"),
            _("Take it off"),
            f"{training.number} {training.title}",
            partial(self._services.volunteers.void_training, training.id),
            **self._over_it(),
        )
        ask(form)

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self}


def _columns() -> tuple[Column[Training], ...]:
    keys = ("day", "title", "kind", "came", "passed", "failed", "absent", "trainer", "times")
    return chosen(TRAININGS, *keys, "place", "number", grows=("title",), kind=7, passed=4, absent=4)
