"""The roster page: week and month, gaps, swaps, leave, fairness, and the shifts behind it all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QTimer

from stationdesk.domain.roster.periods import PeriodState
from stationdesk.i18n import _
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.page import Page
from stationdesk.ui.roster.deeds import RosterDeeds, RosterServices
from stationdesk.ui.roster.empty_roster import EmptyRoster
from stationdesk.ui.roster.fair_view import FairView
from stationdesk.ui.roster.gap_view import GapView
from stationdesk.ui.roster.head_tools import BY_MONTH, HeadTools
from stationdesk.ui.roster.leave_view import LeaveView
from stationdesk.ui.roster.mark_strip import MarkStrip
from stationdesk.ui.roster.marks_shown import marks_shown, places_words
from stationdesk.ui.roster.month_view import MonthView
from stationdesk.ui.roster.period_deeds import PeriodDeeds
from stationdesk.ui.roster.proposing import Proposing, Reach
from stationdesk.ui.roster.reading import Reading, read_roster
from stationdesk.ui.roster.rules_view import RulesView
from stationdesk.ui.roster.shown_days import ShownDays
from stationdesk.ui.roster.swap_view import SwapView
from stationdesk.ui.roster.week_view import WeekView
from stationdesk.ui.roster.words import month_words, span_words, state_words, week_words
from stationdesk.ui.widgets.view_stack import ViewStack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PyQt6.QtWidgets import QMenu, QPushButton, QWidget

    from stationdesk.domain.ids import LeaveId, ShiftId, SwapId
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.jobs import JobRunner
    from stationdesk.ui.roster.proposing import ShownProposal

    View = WeekView | MonthView | GapView | SwapView | LeaveView | FairView | RulesView

BODY_HEIGHT = 590
REPORTS = {"week": "roster-week", "month": "roster-month"}
"""Which paper each view prints; the others print the week."""
TOPICS = (Topic.ROSTER, Topic.VOLUNTEERS, Topic.ATTENDANCE, Topic.STATION)
BY_WEEK = frozenset({"week"})


class RosterPage(Page):
    """Seven views over one roster; one week and one month is shown by all of them.

    It turns to ``reports`` and ``volunteers``. It is opened with a view's key (``week``,
    ``month``, ``gaps``, ``swaps``, ``leave``, ``fair``, ``rules``), a ``date``, or a record:
    ``("shift", id)``, ``("swap", id)``, ``("leave", id)``, ``("day", date)``.
    """

    def __init__(
        self,
        services: RosterServices,
        jobs: JobRunner,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
    ) -> None:
        super().__init__(_("Volunteer roster"), body_height=BODY_HEIGHT)
        self._services, self._dialogs = services, dialogs
        self.days = ShownDays(today, self)
        self.deeds = RosterDeeds(services, dialogs, self)
        self.period_deeds = PeriodDeeds(services, self.days, dialogs, self)
        self.proposing = Proposing(services.roster, self.deeds, jobs, self)
        self._build_views()
        self.tools = HeadTools(self.head, self)
        self._connect()
        self.listen(feed, *TOPICS)

    def refresh(self) -> None:
        """Read the view that is seen; the others are read when one turns there.

        What was refused before is forgotten: the roster is another one now.
        """
        self.note.hide()
        self.views.read_again()
        self._count()

    def first_stop(self) -> QWidget:
        return self.week.grid if self.views.current() == "week" else super().first_stop()

    def help_anchor(self) -> str:
        return self.views.current()

    def view(self) -> View:
        """Return the view that is seen."""
        return self.views.seen()

    def open_with(self, argument: object) -> None:
        """Show a view, a day or a record."""
        if isinstance(argument, tuple) and len(argument) == 2:
            QTimer.singleShot(0, partial(self._show_record, *argument))
        elif isinstance(argument, str) and argument in self._keys:
            self.views.choose(argument)
        elif argument is not None and hasattr(argument, "toordinal"):
            self.days.go_to(cast("date", argument))

    def week_reading(self) -> Reading:
        """Read the week shown."""
        return self._read(*self.days.week())

    def period_reading(self) -> Reading:
        """Read the whole roster that the day shown belongs to; its week where there is none."""
        period = self._services.roster.period_on(self.days.day())
        if period is None:
            return self.week_reading()
        return self._read(period.first_day, period.last_day)

    def month_reading(self) -> Reading:
        """Read the month shown."""
        return self._read(*self.days.month())

    def _read(self, first: date, last: date) -> Reading:
        names = self._occasions(first, last)
        return read_roster(self._services.roster, first, last, names)

    def _occasions(self, first: date, last: date) -> Mapping[date, str]:
        calendar = self._services.calendar.calendar()
        return {
            each.day: each.name
            for year in range(first.year, last.year + 1)
            for each in calendar.days_of(year)
            if first <= each.day <= last
        }

    def _build_views(self) -> None:
        deeds, roster = self.deeds, self._services.roster
        self.week = WeekView(deeds, self.week_reading, self._empty())
        self.month = MonthView(deeds, self.month_reading, self._empty())
        self.gaps = GapView(deeds, self.period_reading)
        self.swaps = SwapView(self._services, deeds, self._dialogs, self.days)
        self.leave = LeaveView(self._services, deeds, self._dialogs, self.days)
        self.fair = FairView(roster, self.days)
        self.rules = RulesView(self._services, deeds, self._dialogs, self.days)
        views: dict[str, tuple[str, View]] = {
            "week": (_("Week view"), self.week),
            "month": (_("Month view"), self.month),
            "gaps": (_("Gaps"), self.gaps),
            "swaps": (_("Swaps"), self.swaps),
            "leave": (_("Leave"), self.leave),
            "fair": (_("Fairness"), self.fair),
            "rules": (_("Shift rules"), self.rules),
        }
        self._keys = frozenset(views)
        self.views = _Views(views, _("View of the roster"))
        self.marks = MarkStrip()
        self.views.head.insertWidget(1, self.marks, 1)
        self.body.addWidget(self.proposing.bar)
        self.body.addWidget(self.views, 1)

    def _empty(self) -> EmptyRoster:
        empty = EmptyRoster(lambda: bool(self._services.roster.templates()))
        empty.usual_wanted.connect(self.period_deeds.choose_usual)
        empty.open_wanted.connect(self.period_deeds.open_period)
        empty.shift_wanted.connect(self._on_add_shift)
        return empty

    def _connect(self) -> None:
        self.days.moved.connect(self._on_moved)
        for view in (self.week, self.month):
            view.was_read.connect(self._on_read)
            view.step_wanted.connect(self._step)
            view.gap_wanted.connect(self._on_gap)
            view.menu.swap_wanted.connect(self._on_swap)
            view.menu.replan_wanted.connect(self._on_replan)
        for source in (self.deeds, self.period_deeds, self.proposing, self.swaps, self.leave):
            source.refused.connect(self._on_refused)
        self.rules.refused.connect(self._on_refused)
        self.gaps.place_wanted.connect(self._on_place)
        self.period_deeds.told.connect(self._on_told)
        self.proposing.shown.connect(self._on_proposal)
        self.proposing.told.connect(self.tell)
        self.marks.pressed.connect(self._on_mark)
        self.views.turned.connect(self._on_turned)
        self.views.keyed.connect(self._on_keyed)
        tools = self.tools
        runs: dict[QPushButton, Callable[[], object]] = {
            tools.back: partial(self._step, -1),
            tools.forth: partial(self._step, 1),
            tools.now: self._on_today,
            tools.print: self._on_print,
            tools.copy: self.period_deeds.copy_last_week,
            tools.publish: self._on_publish,
            tools.first: self._on_first,
        }
        for made, run in runs.items():
            made.clicked.connect(partial(_run, run))
        tools.menu.aboutToShow.connect(self._fill_menu)

    def _on_read(self) -> None:
        """Tell in the head what the view that was read shows."""
        if self.views.current() in ("week", "month"):
            self._show_head()

    def _show_head(self) -> None:
        view, key, days = self.view(), self.views.current(), self._days_words()
        if isinstance(view, WeekView | MonthView):
            if not view.is_read():
                return
            read = view.reading()
            told = [each for each in (days, state_words(read.period()), places_words(read)) if each]
            self.head.set_subtitle(" · ".join(told), " · ".join(told[:2]), days)
            self.marks.show_marks(marks_shown(read))
            self._follow(read)
        else:
            self.head.set_subtitle(days)
            self.marks.show_marks([])
        first, last = self.days.month() if key in BY_MONTH else self.days.week()
        self.tools.follow_view(key, is_now=first <= self.days.today() <= last)

    def _follow(self, read: Reading) -> None:
        """Let the buttons be what comes next: a roster, its gaps, or publishing it."""
        period, deeds = read.period(), self.period_deeds
        self.tools.follow_roster(
            deeds.next_step(read),
            publishes=deeds.can_publish(read),
            copies=period is not None and period.state is not PeriodState.CLOSED,
        )

    def _days_words(self) -> str:
        """Return in words which days the view that is seen is about; nothing where it is all."""
        key = self.views.current()
        if key in BY_MONTH:
            return month_words(self.days.day())
        if key in BY_WEEK:
            return week_words(*self.days.week())
        period = self._services.roster.period_on(self.days.day())
        if key != "gaps" or period is None:
            return ""
        return f"{period.number} · {span_words(period.first_day, period.last_day)}"

    def _count(self) -> None:
        """Count what waits in the views, where there is anything to count."""
        self.views.set_counts({"swaps": self.swaps.waiting(), "leave": self.leave.waiting()})

    def _fill_menu(self) -> None:
        menu, read = self.tools.menu, self._any_reading()
        menu.clear()
        self.period_deeds.fill_menu(menu, read)
        if read.period() is not None:
            self._offer_searches(menu, read)
        menu.addSeparator()
        action = menu.addAction(icon(Icon.ADD), _("Add a shift…"))
        if action is not None:
            action.triggered.connect(partial(_run, self._on_add_shift))

    def _offer_searches(self, menu: QMenu, read: Reading) -> None:
        """Offer searches that may also move people; the primary button only adds."""
        menu.addSeparator()
        for words, reach in (
            (_("Fill the gaps, nobody moves"), Reach.ADD),
            (_("Rearrange where it is better"), Reach.MOVE),
            (_("All anew but who is pinned"), Reach.ANEW),
        ):
            action = menu.addAction(icon(Icon.SPARKLE), words)
            if action is not None:
                action.triggered.connect(partial(_run, partial(self._propose, read, reach)))

    def _propose(self, read: Reading, reach: Reach) -> None:
        self.views.choose("week")
        self.proposing.begin(read, reach)

    def _any_reading(self) -> Reading:
        view = self.view()
        if isinstance(view, WeekView | MonthView) and view.is_read():
            return view.reading()
        return self.week_reading()

    def _show_record(self, what: str, about: object) -> None:
        if what in ("day", "week"):
            self.days.go_to(cast("date", about))
        elif what == "shift":
            self._show_shift(cast("ShiftId", about))
        elif what == "swap":
            self.views.choose("swaps")
            self.swaps.show_swap(cast("SwapId", about))
        elif what == "leave":
            self.views.choose("leave")
            self.leave.show_leave(cast("LeaveId", about))

    def _show_shift(self, shift_id: ShiftId) -> None:
        self.views.choose("week")
        if self.deeds.run(lambda: self.days.go_to(self._services.roster.shift(shift_id).day)):
            self.views.read_seen()
            self.week.show_place("spot", shift_id)

    def _on_moved(self) -> None:
        self.proposing.put_away()
        self.views.read_again()
        self._show_head()

    def _step(self, count: int) -> None:
        if self.views.current() in BY_MONTH:
            self.days.step_months(count)
        else:
            self.days.step_weeks(count)

    def _on_today(self) -> None:
        self.days.go_to(self.days.today())

    def _on_turned(self, _key: str) -> None:
        self._show_head()

    def _on_keyed(self) -> None:
        view = self.view()
        if isinstance(view, WeekView | MonthView):
            view.grid.setFocus()
        elif isinstance(view, RulesView):
            view.setFocus()
        else:
            view.table.setFocus()

    def _on_gap(self, about: object) -> None:
        self.views.choose("gaps")
        self.views.read_seen()
        self.gaps.show_gap(about)

    def _on_place(self, shift_id: int) -> None:
        self._show_shift(cast("ShiftId", shift_id))

    def _on_mark(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        kind, about = key
        if kind == "gaps":
            self._on_gap(about)
        elif kind == "changes":
            self.period_deeds.show_changes(self._any_reading())
        else:
            self.views.choose("week")
            self.week.show_place(kind, about)

    def _on_swap(self, assignment: object) -> None:
        self.swaps.ask(assignment)

    def _on_replan(self, row: Assignment) -> None:
        """Look for who serves instead of somebody missing; the week shows what was found."""
        read = self._any_reading()
        if self.views.current() != "week":
            self.days.go_to(read.shift(row.shift_id).day)
            self.views.choose("week")
        self.proposing.begin_instead(read, row)

    def _on_add_shift(self) -> None:
        self.period_deeds.add_shift(self.deeds)

    def _on_first(self) -> None:
        steps: dict[str, Callable[[], object]] = {
            "open": self.period_deeds.open_period,
            "fill": self._on_fill,
            "publish": self._on_publish,
            "swap": self.swaps.ask,
            "leave": self.leave.ask,
        }
        steps[self.tools.step()]()

    def _on_fill(self) -> None:
        self._propose(self._any_reading(), Reach.ADD)

    def _on_publish(self) -> None:
        self.period_deeds.publish(self._any_reading())

    def _on_proposal(self, proposal: ShownProposal | None) -> None:
        self.week.show_ghosts(proposal.ghosts() if proposal is not None else None)

    def _on_print(self) -> None:
        self.turn_to.emit("reports", REPORTS.get(self.views.current(), REPORTS["week"]))

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)

    def _on_told(self, words: str) -> None:
        self.note.hide()
        self.tell(words)


class _Views(ViewStack["View"]):
    """The views; they scroll by themselves and ask for no more height than there is."""

    def hasHeightForWidth(self) -> bool:
        return False


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
