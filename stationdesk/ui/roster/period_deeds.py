"""What is done with a whole roster: opened, copied, put forward, published, closed, voided."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.roster.open_period_panel import OpenPeriodPanel
from stationdesk.ui.roster.publish_form import PublishForm, change_told, names_by_uid
from stationdesk.ui.roster.reading import WEEK_DAYS
from stationdesk.ui.roster.reason_form import ReasonForm
from stationdesk.ui.roster.told_panel import ToldPanel
from stationdesk.ui.roster.usual_form import UsualForm
from stationdesk.ui.roster.words import place_words, span_words
from stationdesk.ui.widgets.told_rows import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PyQt6.QtWidgets import QMenu, QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.outcomes import CopyOutcome, LeftOut
    from stationdesk.domain.roster.periods import Period
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.roster.deeds import RosterDeeds, RosterServices
    from stationdesk.ui.roster.reading import Reading
    from stationdesk.ui.roster.shown_days import ShownDays

MORNING, NOON = 540, 720


class PeriodDeeds(QObject):
    """``refused`` carries problems, ``told`` what was done where no undo says it."""

    refused = pyqtSignal(object)
    told = pyqtSignal(str)

    def __init__(
        self, services: RosterServices, days: ShownDays, dialogs: Dialogs, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._roster, self._days = services.roster, days
        self._dialogs, self._over = dialogs, parent

    def next_step(self, read: Reading) -> str:
        """Return what comes next in the days read: ``open``, ``fill`` or ``publish``."""
        period = read.period()
        if period is None or period.state is PeriodState.CLOSED:
            return "open"
        if read.open_shifts():
            return "fill"
        return "publish" if self.can_publish(read) else "fill"

    def can_publish(self, read: Reading) -> bool:
        """Tell whether a roster of these days was never published, or changed since."""
        return read.to_publish() is not None

    def choose_usual(self) -> None:
        """Propose shifts and cover that fit the opening hours; then the first roster."""
        form = UsualForm(self._roster, dialogs=self._dialogs, parent=self._over)
        if form.exec() and self._roster.templates() and not self._roster.periods():
            self.open_period()

    def open_period(self) -> None:
        """Make a new roster, and show its first days; without any shifts they come first."""
        if not self._roster.templates():
            self.choose_usual()
            return
        panel = OpenPeriodPanel(self._roster, self._days.day(), self._days.today(), self._over)
        if panel.exec() and panel.opened is not None:
            inside = self._roster.period_on(self._days.day())
            if inside is None or inside.first_day != panel.opened:
                self._days.go_to(panel.opened)

    def copy_last_week(self) -> None:
        """Put everybody of the week before on the shifts of the week shown."""
        monday = self._days.week()[0]
        try:
            outcome = self._roster.copy_week(monday - timedelta(days=WEEK_DAYS), monday)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return
        if not outcome.kept and not outcome.left_out:
            self.told.emit(_("Nobody was on the roster last week, or all are on this one already."))
        if outcome.left_out:
            self._show_left_out(outcome)

    def publish(self, read: Reading) -> None:
        """Look once more, then publish the roster of the days read that waits for it."""
        period = read.to_publish()
        if period is None:
            return
        facts = self._roster.facts(period.first_day, period.last_day)
        form = PublishForm(
            period,
            self._roster.before_publishing(period.id),
            facts,
            partial(self._roster.publish, period.id),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def show_changes(self, read: Reading) -> None:
        """Show what changed since the last revision, and the revisions there were."""
        period = (read.to_publish() if read.changes else None) or read.period()
        if period is None:
            return
        names = names_by_uid(self._roster.facts(period.first_day, period.last_day))
        changes = [change_told(each, names) for each in self._roster.changes_since(period.id)]
        revisions = [
            Told(
                what=_("Revision {number}").format(number=each.revision),
                how=f"{each.recorded_at[:16].replace('T', ' ')} {each.recorded_by}",
                note=each.reason,
            )
            for each in reversed(self._roster.revisions(period.id))
        ]
        nothing = [Told(what=_("Nothing changed since it was published."))]
        parts = [(_("Not published yet"), changes or nothing), (_("Published"), revisions)]
        panel = ToldPanel(_("Changes of the roster"), parts, period.number, self._over)
        panel.exec()

    def add_shift(self, deeds: RosterDeeds) -> None:
        """Add a shift on the day shown."""
        first, last = self._days.week()
        day = min(max(self._days.today(), first), last)
        deeds.add_shift(NewShift(day=day, name="", from_minute=MORNING, to_minute=NOON))

    def fill_menu(self, menu: QMenu, read: Reading) -> None:
        """Offer what can be done with the roster of the days read."""
        period = read.period()
        self._offer(menu, _("New roster…"), Icon.ADD, self.open_period)
        if period is None:
            return
        if self.can_publish(read):
            publish = partial(self.publish, read)
            self._offer(menu, _("Publish…"), Icon.CHECKMARK_CIRCLE, publish)
        if period.revision:
            changes = partial(self.show_changes, read)
            self._offer(menu, _("Changes and revisions"), Icon.HISTORY, changes)
        if period.state is PeriodState.DRAFT:
            forward = partial(self._run, partial(self._roster.propose_state, period.id))
            self._offer(menu, _("Put forward for a look"), Icon.EYE, forward)
            void = partial(self._void, period)
            self._offer(menu, _("Void the draft…"), Icon.DELETE, void)
        elif period.state is PeriodState.PROPOSED:
            back = partial(self._run, partial(self._roster.back_to_draft, period.id))
            self._offer(menu, _("Back to the draft"), Icon.ARROW_UNDO, back)
        elif period.state is PeriodState.PUBLISHED:
            close = partial(self._run, partial(self._roster.close, period.id))
            self._offer(menu, _("Close the roster"), Icon.LOCK_CLOSED, close)

    def _offer(self, menu: QMenu, words: str, name: Icon, run: Callable[[], object]) -> None:
        action = menu.addAction(icon(name), words)
        if action is not None:
            action.triggered.connect(partial(_run, run))

    def _run(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def _void(self, period: Period) -> None:
        form = ReasonForm(
            _("Void the draft"),
            _("Void the draft"),
            f"{period.number} · {span_words(period.first_day, period.last_day)}",
            partial(self._roster.void_period, period.id),
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def _show_left_out(self, outcome: CopyOutcome) -> None:
        monday, sunday = self._days.week()
        people = self._roster.facts(monday - timedelta(days=WEEK_DAYS), sunday).people
        names = {who: person.shown for who, person in people.items()}
        rows = [self._left_out(each, names) for each in outcome.left_out]
        kept = _("{count} places were copied.").format(count=len(outcome.kept))
        title = _("Not everybody could be copied")
        ToldPanel(title, [("", rows)], kept, self._over).exec()

    def _left_out(self, each: LeftOut, names: Mapping[VolunteerId, str]) -> Told:
        where = ""
        if each.shift_id is not None:
            where = place_words(self._roster.shift(each.shift_id))
        why = "\n".join(str(problem) for problem in each.problems)
        return Told(what=names.get(each.volunteer_id, ""), how=where, note=why)


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
