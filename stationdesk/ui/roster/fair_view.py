"""Who serves how much beside what would be fair, for a month, with three months carried over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.roster.breach_words import hours_text
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.words import hours_words, month_words
from stationdesk.ui.widgets.basics import label, rule
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView

if TYPE_CHECKING:
    from stationdesk.domain.roster.fairness import FairnessLine
    from stationdesk.services.roster import Roster
    from stationdesk.ui.roster.shown_days import ShownDays

NEAR_MINUTES = 120
"""Within two hours of a month somebody serves as much as is fair; the product's default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FairLine:
    """Somebody's share of a month beside what they serve."""

    name: str
    line: FairnessLine

    @property
    def mark(self) -> Mark:
        """Whether it is too little, about right, or too much."""
        if self.line.deviation < -NEAR_MINUTES:
            return Mark(N_("Below the fair share"), Tone.INFO)
        if self.line.deviation > NEAR_MINUTES:
            return Mark(N_("Above the fair share"), Tone.WARNING)
        return Mark(N_("About fair"), Tone.GOOD)


def _signed(minutes: int) -> str:
    sign = "−" if minutes < 0 else "+" if minutes else ""
    return f"{sign}{hours_text(abs(minutes))}"


COLUMNS: tuple[Column[FairLine], ...] = (
    Column("name", N_("Volunteer"), Kind.TEXT, lambda each: each.name, 6, True),
    Column("shifts", N_("Shifts"), Kind.COUNT, lambda each: each.line.shifts, 4),
    Column(
        "hours",
        N_("Hours planned"),
        Kind.COUNT,
        lambda each: hours_text(each.line.minutes),
        4,
        False,
        lambda each: each.line.minutes,
    ),
    Column(
        "target",
        N_("Fair hours"),
        Kind.COUNT,
        lambda each: hours_text(each.line.target_minutes),
        5,
        False,
        lambda each: each.line.target_minutes,
    ),
    Column(
        "deviation",
        N_("Difference in hours"),
        Kind.COUNT,
        lambda each: _signed(each.line.deviation),
        5,
        False,
        lambda each: each.line.deviation,
    ),
    Column("weekends", N_("Weekends"), Kind.COUNT, lambda each: each.line.weekends, 4),
    Column("evenings", N_("Evenings"), Kind.COUNT, lambda each: each.line.evenings, 4),
    Column(
        "carried",
        N_("Carried over"),
        Kind.COUNT,
        lambda each: _signed(each.line.carried),
        5,
        False,
        lambda each: each.line.carried,
    ),
    Column("state", N_("State"), Kind.STATE, lambda each: each.mark, 8),
)


class FairPane(DetailPane):
    """Somebody's month in numbers, and what the months before carry over."""

    def __init__(self) -> None:
        super().__init__(_("Choose somebody at the left."))
        self.bar = Bar(_("Hours beside what would be fair"), Tone.INFO)
        self.facts = Facts()
        self.how = label(
            _(
                "Fair is what was promised for the month; whoever promised nothing takes an equal "
                "share of what is left. What is owed from the last three months is added, at most "
                "the share itself."
            ),
            "caption",
            wrap=True,
        )
        for part in (self.bar, self.facts, rule(), self.how):
            self.body.addWidget(part)

    def show_line(self, each: FairLine) -> None:
        """Tell of somebody."""
        line = each.line
        self.show_head(each.name, each.mark)
        whole = max(line.target_minutes, line.minutes, 1)
        self.bar.show_share(line.minutes, whole, each.mark.tone)
        self.facts.show_facts(
            [
                (_("Hours this month"), hours_words(line.minutes)),
                (_("Would be fair"), hours_words(line.target_minutes)),
                (_("Carried over"), hours_words(abs(line.carried)) if line.carried else "0"),
                (_("Weekends before"), str(line.carried_weekends)),
                (_("Evenings before"), str(line.carried_evenings)),
            ]
        )


class FairView(RecordView[FairLine]):
    """The month shown, those most below their fair share first."""

    detail: FairPane

    def __init__(self, roster: Roster, days: ShownDays) -> None:
        segments = {"all": _("Everybody"), "below": _("Too little"), "above": _("Too much")}
        super().__init__(
            FilterBar(_("Part of a name"), segments, _("Whom to show")),
            RecordTable(COLUMNS, _("Fairness"), key=lambda each: each.line.volunteer_id),
            FairPane(),
        )
        self._roster, self._days = roster, days
        nobody = _("Nobody could serve in this month.")
        self.table.say_when_empty(EmptyState(Nothing.NEVER_USED, nobody, name=Icon.PEOPLE))
        self.table.view.fold("carried", "evenings", "weekends", "shifts", "deviation", "target")
        self.lay_out(pane_width=300)

    def refresh(self) -> None:
        """Read the month again."""
        first, last = self._days.month()
        people = self._roster.facts(first, last).people
        lines = [
            FairLine(name=people[line.volunteer_id].shown, line=line)
            for line in self._roster.fairness(first, last)
        ]
        self.filters.set_counts(
            {
                "all": len(lines),
                "below": sum(each.mark.tone is Tone.INFO for each in lines),
                "above": sum(each.mark.tone is Tone.WARNING for each in lines),
            }
        )
        self.table.view.setAccessibleName(
            _("Fairness in {month}").format(month=month_words(self._days.day()))
        )
        self.show_records(lines)

    def narrow(self) -> None:
        query, segment = self.filters.query(), self.filters.segment()
        tone = {"below": Tone.INFO, "above": Tone.WARNING}.get(segment)
        self.table.narrow(
            lambda each: query in each.name and tone in (None, each.mark.tone), told=query
        )

    def show_chosen(self, record: FairLine) -> None:
        self.detail.show_line(record)

    def open_record(self, record: FairLine) -> None:
        """Let the pane be seen."""
        self.open_pane(record)
