"""What one does on the roster, with what must be asked before, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import NewShift
from stationdesk.domain.roster.swaps import NewSwap, SwapKind
from stationdesk.i18n import N_, _
from stationdesk.ui.roster.pass_form import USUAL_REASONS, PassForm, only_warnings
from stationdesk.ui.roster.put_in_dialog import PutInDialog
from stationdesk.ui.roster.reason_form import ReasonForm
from stationdesk.ui.roster.shift_form import ShiftForm
from stationdesk.ui.roster.words import person_breach, place_words, shift_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AssignmentId, ShiftId, SkillId, SwapId, VolunteerId
    from stationdesk.domain.roster.rules import Breach, Rule
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.services.working_calendar import WorkingCalendar
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.roster.reading import Reading
    from stationdesk.ui.widgets.roster_shown import Carried

ABSENCES = (N_("Did not come, no word"), N_("Called off on the day"))
EXCUSES = (N_("Told beforehand"), N_("Family matters"), N_("Work or study"))
DROPS = (N_("Not needed on this day"), N_("Entered by mistake"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterServices:
    """What the page works with."""

    roster: Roster
    volunteers: Volunteers
    calendar: WorkingCalendar
    station: StationFacts


class RosterDeeds(QObject):
    """Deeds on shifts and on people; the services judge them, a warning asks for a reason."""

    refused = pyqtSignal(object)
    """The problems of a deed that was refused."""

    def __init__(self, services: RosterServices, dialogs: Dialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._roster, self._volunteers = services.roster, services.volunteers
        self._dialogs, self._over = dialogs, parent

    def put_in(self, shift_id: ShiftId, volunteer_id: VolunteerId) -> bool:
        """Put a volunteer on a shift; tell whether it was done."""

        def run(passing: Mapping[Rule, str]) -> object:
            return self._roster.assign(shift_id, volunteer_id, passing=passing)

        return self.judged(run)

    def replace(self, assignment_id: AssignmentId, volunteer_id: VolunteerId) -> bool:
        """Let somebody serve in another's place, as a shift that is covered once."""
        wish = NewSwap(
            kind=SwapKind.COVER_ONCE, assignment_id=assignment_id, to_volunteer_id=volunteer_id
        )
        return self.judged(partial(self._roster.swap_now, wish))

    def swap_now(self, wish: NewSwap) -> None:
        """Hand a shift over at once.

        Raises:
            Refused: by what blocks, or where the question about a warning was left.
        """
        if not self._asked(partial(self._roster.swap_now, wish)):
            raise Refused([Problem("passing", N_("Nothing was changed."))])

    def apply_swap(self, swap_id: SwapId) -> bool:
        """Apply an approved swap; tell whether it was done."""
        return self.judged(partial(self._roster.apply_swap, swap_id))

    def drop_on(self, carried: Carried, shift_id: ShiftId) -> bool:
        """Put whom one carried on a shift: moved from where they were, or as one more."""
        if carried.chip is None:
            return self.put_in(shift_id, cast("VolunteerId", carried.who))
        chip = cast("AssignmentId", carried.chip)

        def run(passing: Mapping[Rule, str]) -> object:
            return self._roster.move(chip, shift_id, passing)

        return self.judged(run)

    def take_out(self, assignment_id: AssignmentId) -> bool:
        """Take somebody off a shift."""

        def run(passing: Mapping[Rule, str]) -> None:
            self._roster.unassign(assignment_id, passing=passing)

        return self.judged(run)

    def pin(self, assignment_id: AssignmentId, *, pinned: bool) -> bool:
        """Let the proposals leave somebody where they are, or not any more."""
        return self.run(lambda: self._roster.pin(assignment_id, pinned))

    def mark_absent(self, read: Reading, assignment_id: AssignmentId, *, excused: bool) -> None:
        """Write down that somebody did not come, or told so beforehand."""
        row = read.row(assignment_id)
        if row is None:
            return
        name, place = read.person(row.volunteer_id).shown, place_words(read.shift(row.shift_id))
        form = ReasonForm(
            _("Told beforehand") if excused else _("Did not come"),
            _("Write it down"),
            f"{name} · {place}",
            lambda reason: self._roster.mark_absent(assignment_id, reason, excused),
            offered=[_(words) for words in (EXCUSES if excused else ABSENCES)],
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def warnings_of(self, read: Reading, assignment_id: AssignmentId) -> list[Breach]:
        """Return the warnings about a row that nobody passed yet."""
        return [
            each
            for each in read.breaches
            if assignment_id in each.assignment_ids and each.weight is Weight.WARN
        ]

    def pass_warnings(self, read: Reading, assignment_id: AssignmentId) -> None:
        """Ask why the warnings about a row are passed, and keep the reason."""
        warnings = self.warnings_of(read, assignment_id)
        form = ReasonForm(
            _("Pass the warning"),
            _("Pass the warning"),
            "\n".join(person_breach(each, read.facts) for each in warnings),
            lambda reason: self._roster.pass_warnings(
                assignment_id, {each.rule: reason for each in warnings}
            ),
            offered=[_(words) for words in USUAL_REASONS],
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def which(self, question: str, options: Mapping[str, str]) -> str | None:
        """Ask which of several is meant; return its key, None where the question was left."""
        return self._dialogs.choose(self._over, question, options)

    def mark_served(self, assignment_id: AssignmentId) -> None:
        """Write down that somebody was there after all."""
        self.run(lambda: self._roster.mark_served(assignment_id))

    def ask_whom(self, read: Reading, shift: Shift, typed: str = "") -> bool:
        """Look for somebody to put on a shift; tell whether anybody was."""
        names = {who: person.shown for who, person in read.facts.people.items()}
        dialog = PutInDialog(
            shift,
            self._roster.suggestions(shift.id),
            names,
            self.find,
            lambda who: self.put_in(shift.id, who),
            typed,
            self._over,
        )
        return bool(dialog.exec())

    def ask_instead(self, read: Reading, assignment_id: AssignmentId) -> bool:
        """Look for somebody to serve in another's place."""
        row = read.row(assignment_id)
        if row is None:
            return False
        shift = read.shift(row.shift_id)
        names = {who: person.shown for who, person in read.facts.people.items()}
        suggestions = [
            each
            for each in self._roster.suggestions(shift.id)
            if each.volunteer_id != row.volunteer_id
        ]
        dialog = PutInDialog(
            shift,
            suggestions,
            names,
            self.find,
            lambda who: self.replace(assignment_id, who),
            parent=self._over,
        )
        return bool(dialog.exec())

    def find(self, typed: str) -> list[VolunteerId]:
        """Return who is meant by a name, its pinyin or its initials."""
        return [line.volunteer.id for line in self._volunteers.find(typed, limit=1000)]

    def add_shift(self, shown: NewShift) -> None:
        """Add one more shift."""
        form = ShiftForm(
            shown,
            self._skills(),
            self._roster.add_shift,
            new=True,
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def change_shift(self, shift: Shift) -> None:
        """Change a shift; a warning about those who are on it asks for a reason."""

        def keep(wish: NewShift) -> None:
            def run(passing: Mapping[Rule, str]) -> None:
                self._roster.change_shift(shift.id, wish, shift.version, passing=passing)

            if not self._asked(run):
                raise Refused([Problem("passing", N_("Nothing was changed."))])

        form = ShiftForm(
            new_like(shift, shift.day),
            self._skills(),
            keep,
            new=False,
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def drop_shift(self, shift: Shift) -> None:
        """Take a shift out of its roster."""
        form = ReasonForm(
            _("Drop the shift"),
            _("Drop the shift"),
            shift_words(shift),
            lambda reason: self._roster.drop_shift(shift.id, reason),
            offered=[_(words) for words in DROPS],
            dialogs=self._dialogs,
            parent=self._over,
        )
        form.exec()

    def run(self, deed: Callable[[], object]) -> bool:
        """Do something that asks nothing; what is refused is told."""
        try:
            deed()
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return False
        return True

    def judged(self, run: Callable[[Mapping[Rule, str]], object]) -> bool:
        """Do it; where only warnings stand against it, ask for the reason and do it with that."""
        try:
            return self._asked(run)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))
            return False

    def _asked(self, run: Callable[[Mapping[Rule, str]], object]) -> bool:
        try:
            run({})
        except Refused as refusal:
            problems: list[Problem] = list(refusal.problems)
            if not only_warnings(problems):
                raise
            form = PassForm(problems, run, dialogs=self._dialogs, parent=self._over)
            return bool(form.exec())
        return True

    def _skills(self) -> dict[SkillId, str]:
        return {skill.id: skill.name for skill in self._volunteers.skills()}


def new_like(shift: Shift, day: date) -> NewShift:
    """Return a shift as it would be entered again on ``day``."""
    return NewShift(
        day=day,
        name=shift.name,
        post=shift.post,
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        needed=shift.needed,
        most=shift.most,
        at_desk=shift.at_desk,
        skill_id=shift.skill_id,
        skilled=shift.skilled,
        template_id=shift.template_id,
    )
