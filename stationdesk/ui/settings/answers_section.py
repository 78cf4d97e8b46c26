"""How long answers of the feedback book may take, in working days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import EXTENSION_DAYS
from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, FeedbackKind
from stationdesk.domain.feedback.policies import (
    COMPLEX_FINAL_DAYS,
    MOST_FINAL_DAYS,
    MOST_FIRST_DAYS,
    Policy,
)
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.settings.calendar_columns import POLICIES, PolicyLine, policy_lines
from stationdesk.ui.settings.typed_section import TypedSection
from stationdesk.ui.widgets.basics import Card, button, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import CountField, DayField
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stationdesk.services.answer_times import AnswerTimes


class AnswersSection(TypedSection):
    """Two numbers of days for each kind, from when they hold, and what was chosen so far."""

    def __init__(self, times: AnswerTimes, today: Callable[[], date]) -> None:
        super().__init__(columns=2)
        self._times, self._today = times, today
        self.fields: dict[FeedbackKind, tuple[CountField, CountField]] = {}
        self.withdraw = button(_("Withdraw"), Icon.ARROW_UNDO)
        self.table: RecordTable[PolicyLine] = RecordTable(
            POLICIES,
            _("Limits chosen so far"),
            key=lambda line: (line.policy.kind, line.policy.valid_from),
            footer=False,
        )
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the limits again; what was typed and not kept stays."""
        super().refresh()
        self.table.show_records(policy_lines(self._times.chosen(), self._today()))

    def show_kept(self) -> None:
        for policy in self._times.policies():
            first, final = self.fields[policy.kind]
            first.set_value(policy.first_days)
            final.set_value(policy.final_days)
        self.valid_from.set_value(self._today())

    def keep(self) -> None:
        self._times.keep_policies(self._wishes())

    def own_problems(self) -> dict[str, str]:
        return {**self._left_empty(), **super().own_problems()}

    def _build(self) -> None:
        limits = Card(_("Working days until the answer"))
        limits.body.addWidget(label(_told(), "muted", wrap=True))
        for kind in FeedbackKind:
            self.fields[kind] = (
                self._add(kind, "first_days", _("{kind}: first reply"), MOST_FIRST_DAYS),
                self._add(kind, "final_days", _("{kind}: final answer"), MOST_FINAL_DAYS),
            )
        self.valid_from = self.grid.add(
            "valid_from",
            _("New limits hold from"),
            DayField(self._today()),
            required=True,
            hint=_("Entries made before keep the limits they had."),
        )
        limits.body.addWidget(self.grid)
        limits.body.addLayout(row(None, self.discard))
        chosen = Card(_("Limits chosen so far"))
        chosen.title_row.addWidget(self.withdraw)
        chosen.body.addWidget(self.table)
        self.table.fit_rows()
        self.table.say_when_empty(
            EmptyState(
                Nothing.ALL_DONE,
                _("The usual limits hold."),
                _("Limits that the station chooses itself are listed here."),
            )
        )
        self.body.addWidget(limits)
        self.body.addWidget(chosen)

    def _add(self, kind: FeedbackKind, about: str, name: str, most: int) -> CountField:
        words = name.format(kind=_(FEEDBACK_KIND_WORDS[kind]))
        field = CountField(least=0, most=most)
        return self.grid.add(f"{kind}.{about}", words, field)

    def _connect(self) -> None:
        self.hear_fields()
        self.withdraw.clicked.connect(self._on_withdraw)
        self.table.chosen.connect(self._on_chosen)
        self.table.add_action(_("Withdraw"), self._withdraw, Icon.ARROW_UNDO, "Del")
        self._on_chosen(None)

    def _left_empty(self) -> dict[str, str]:
        """Return the fields that hold no number; "required" beside each would drown the words."""
        return {
            f"{kind}.{about}": _("This is required.")
            for kind, pair in self.fields.items()
            for about, field in zip(("first_days", "final_days"), pair, strict=True)
            if field.is_empty()
        }

    def _wishes(self) -> list[Policy]:
        valid_from = self.valid_from.value()
        assert valid_from is not None, "the form itself asks for it"
        return [
            Policy(
                kind=kind,
                first_days=_days(first),
                final_days=_days(final),
                valid_from=valid_from,
            )
            for kind, (first, final) in self.fields.items()
        ]

    def _withdraw(self, lines: list[PolicyLine]) -> None:
        try:
            for line in lines:
                self._times.withdraw(line.policy.kind, line.policy.valid_from)
        except Refused as refusal:
            self.refused.emit(refusal)
        else:
            self.settled.emit()
        self.refresh()

    def _on_withdraw(self) -> None:
        self._withdraw(self.table.selected())

    def _on_chosen(self, line: PolicyLine | None) -> None:
        today = self._today()
        self.withdraw.setEnabled(line is not None and line.policy.valid_from > today)


def _days(field: CountField) -> int:
    days = field.value()
    assert days is not None, "the section itself asks for it"
    return days


def _told() -> str:
    phrase = _(
        "The day of entry does not count; the last day ends when the station closes. Danger is"
        " answered the same day, a complex matter may take {complex} working days, and all"
        " extensions together reach {more} working days further."
    )
    return phrase.format(complex=COMPLEX_FINAL_DAYS, more=EXTENSION_DAYS)
