"""A weekly rule in a row: which days, from when to when, how willingly, and for how long."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, cast

from stationdesk.domain.volunteers.availability import WISH_WORDS, Days, NewAvailability, Wish
from stationdesk.domain.volunteers.availability_words import DAYS_WORDS
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.fields import ChoiceField, DayField, TimeField
from stationdesk.ui.widgets.row_list import FormRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.volunteers.availability import Availability

END = 1440
DAYS_FIRST = (Days.WORKDAYS, Days.FREE_DAYS, Days.EVERY)


class RuleRow(FormRow):
    """A rule; without times it is about the whole day, without days it holds for ever."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Take this row out"))
        order = [*DAYS_FIRST, *(each for each in Days if each not in DAYS_FIRST)]
        days: dict[object, str] = {each: _(DAYS_WORDS[each]) for each in order}
        wishes: dict[object, str] = {each: _(words) for each, words in WISH_WORDS.items()}
        self.days, self.wish = ChoiceField(days), ChoiceField(wishes)
        self.start, self.end = TimeField(), TimeField()
        self.first, self.last = DayField(today), DayField(today)
        self._dress()
        line = row(*self.stops(), self.remove, gap=6)
        line.setStretchFactor(self.days, 1)
        line.setStretchFactor(self.wish, 1)
        self.setLayout(line)

    def stops(self) -> Sequence[QWidget]:
        return (self.days, self.start, self.end, self.wish, self.first, self.last)

    def is_empty(self) -> bool:
        return False

    def unreadable(self) -> str:
        fields = (self.start, self.end, self.first, self.last)
        return next(filter(None, (each.unreadable() for each in fields)), "")

    def rule(self) -> NewAvailability:
        """Return the rule."""
        end = minute_of(self.end.value(), END)
        return NewAvailability(
            days=cast("Days", self.days.value()),
            from_minute=minute_of(self.start.value(), 0),
            to_minute=end or END,
            wish=cast("Wish", self.wish.value()),
            valid_from=self.first.value(),
            valid_until=self.last.value(),
        )

    def fill(self, rule: Availability | NewAvailability) -> None:
        """Write a rule into the fields."""
        self.days.set_value(rule.days)
        self.wish.set_value(rule.wish)
        if (rule.from_minute, rule.to_minute) != (0, END):
            self.start.set_value(time_of(rule.from_minute))
            self.end.set_value(time_of(rule.to_minute))
        self.first.set_value(rule.valid_from)
        self.last.set_value(rule.valid_until)

    def _dress(self) -> None:
        for field, name, hint in (
            (self.days, _("Which days"), ""),
            (self.wish, _("How willingly"), ""),
            (self.start, _("From what time"), _("from")),
            (self.end, _("Until what time"), _("until")),
            (self.first, _("From which day on"), _("from day")),
            (self.last, _("Until which day"), _("until day")),
        ):
            field.setAccessibleName(name)
            if isinstance(field, TimeField | DayField):
                field.setPlaceholderText(hint)
                field.setMaximumWidth(px(76 if isinstance(field, TimeField) else 128))
            field.edited.connect(self.edited)


def minute_of(moment: time | None, otherwise: int) -> int:
    """Return a time as a minute of its day."""
    return otherwise if moment is None else moment.hour * 60 + moment.minute


def time_of(minute: int) -> time:
    """Return a minute of a day as a time; the end of the day is midnight."""
    return time(minute // 60 % 24, minute % 60)
