"""What can be done with volunteers: each deed opens its form over the page, or is done at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict, cast

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.rules import Rule
from stationdesk.i18n import N_, _
from stationdesk.ui.volunteers.availability_form import AvailabilityForm
from stationdesk.ui.volunteers.day_forms import AwayForm, OtherDaysForm
from stationdesk.ui.volunteers.honour_form import HonourForm
from stationdesk.ui.volunteers.person_forms import (
    ConsentForm,
    LimitForm,
    PairForm,
    PinForm,
    StandingForm,
)
from stationdesk.ui.volunteers.reason_form import ReasonForm
from stationdesk.ui.volunteers.skill_form import SkillForm
from stationdesk.ui.volunteers.unmask_forms import UnmaskIdentityForm, UnmaskPhoneForm
from stationdesk.ui.volunteers.volunteer_form import VolunteerForm
from stationdesk.ui.volunteers.words import person_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PyQt6.QtWidgets import QDialog, QWidget

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.lines import SkillLine
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.roster import Roster
    from stationdesk.services.settings import StationSettings
    from stationdesk.services.station import StationFacts
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

VOIDS = (N_("Entered twice"), N_("Somebody else was meant"))
ERASURES = (N_("The volunteer asked for it"), N_("Not needed any more"))


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerServices:
    """What the page works with; ``who`` is at the desk, ``now`` a local minute."""

    volunteers: Volunteers
    attendance: AttendanceDesk
    roster: Roster
    station: StationFacts
    settings: StationSettings
    who: Callable[[], str]
    now: Callable[[], datetime]

    def today(self) -> date:
        """Return the day it is."""
        return self.now().date()

    def rounding(self) -> int:
        """Return the minutes to which hours are rounded where they are shown."""
        return self.settings.settings().hours_rounding

    def people(self) -> list[Volunteer]:
        """Return everybody who did not leave, in the order of their numbers."""
        return [line.volunteer for line in self.volunteers.lines()]


class Over(TypedDict):
    """What every form is handed: who answers its questions, and what it stands before."""

    dialogs: Dialogs
    parent: QWidget


class VolunteerDeeds(QObject):
    """Opens the forms about volunteers over one page.

    ``turn_to`` asks for another page, ``entered`` tells which volunteer is to be shown, ``refused``
    carries problems that no form shows, ``view_wanted`` a view of the page and what it shows.
    """

    turn_to = pyqtSignal(str, object)
    entered = pyqtSignal(object)
    refused = pyqtSignal(object)
    view_wanted = pyqtSignal(str, object)

    def __init__(self, services: VolunteerServices, dialogs: Dialogs, over: QWidget) -> None:
        """``over`` is the page the forms stand before."""
        super().__init__(over)
        self._services, self._dialogs, self._over = services, dialogs, over
        self._volunteers = services.volunteers
        self._runs = self._by_key()

    def enter(self, name: str = "") -> None:
        """Enter a volunteer."""
        form = VolunteerForm(self._volunteers, self._services.today(), name=name, **self._over_it())
        ask(form)
        if form.volunteer_id is not None:
            self.entered.emit(form.volunteer_id)

    def run(self, volunteer_id: VolunteerId, wanted: object) -> None:
        """Do what is wanted with a volunteer: a key, or a key with what it is about."""
        key, about = wanted if isinstance(wanted, tuple) else (wanted, None)
        try:
            volunteer = self._volunteers.volunteer(volunteer_id)
            self._runs[str(key)](volunteer, about)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def honour(self, volunteer: Volunteer | None = None, _about: object = None) -> None:
        """Give an honour."""
        services = self._services
        station = services.station.station()
        form = HonourForm(
            self._volunteers,
            services.people(),
            services.today(),
            station.name if station else "",
            volunteer.id if volunteer else None,
            **self._over_it(),
        )
        ask(form)

    def _by_key(self) -> dict[str, Callable[[Volunteer, object], object]]:
        return {
            **self._forms(),
            **self._at_once(),
            **self._elsewhere(),
            "void": self._void,
            "erase": self._erase,
        }

    def _forms(self) -> dict[str, Callable[[Volunteer, object], object]]:
        return {
            "change": self._change,
            "standing": self._standing,
            "skill": self._skill,
            "change_skill": self._skill,
            "availability": self._availability,
            "exception": partial(self._simple, OtherDaysForm),
            "leave": partial(self._simple, AwayForm),
            "consent": partial(self._simple, ConsentForm),
            "pair": self._pair,
            "limit": self._limit,
            "honour": self.honour,
            "pin": lambda who, _about: ask(PinForm(self._volunteers, who, **self._over_it())),
            "phone": lambda who, _about: ask(
                UnmaskPhoneForm(self._volunteers, who, **self._over_it())
            ),
            "identity": lambda who, _about: ask(
                UnmaskIdentityForm(self._volunteers, who, **self._over_it())
            ),
        }

    def _at_once(self) -> dict[str, Callable[[Volunteer, object], object]]:
        book = self._volunteers
        return {
            "verify": self._verify,
            "drop_exception": _of_record(book.drop_exception),
            "withdraw_leave": _of_record(book.withdraw_leave),
            "drop_consent": _of_record(book.drop_consent),
            "drop_pair": lambda who, about: book.drop_pair(who.id, cast("VolunteerId", about)),
            "take_back_honour": _of_record(book.take_back_honour),
            "clear_pin": _of_person(book.clear_pin),
            "card": _of_person(book.new_card),
            "forget_identity": _of_person(book.forget_identity),
            "sign": self._sign,
        }

    def _elsewhere(self) -> dict[str, Callable[[Volunteer, object], object]]:
        return {
            "decide_leave": lambda _who, about: self.turn_to.emit("roster", ("leave", about)),
            "print_card": lambda who, _about: self.turn_to.emit(
                "reports", ("volunteer-cards", who.id)
            ),
            "shifts": lambda who, _about: self.turn_to.emit("reports", ("my-shifts", who.id)),
            "statement": lambda who, _about: self.turn_to.emit(
                "reports", ("hours-statement", who.id)
            ),
            "hours": lambda who, _about: self.view_wanted.emit("hours", who.id),
            "training": lambda _who, about: self.view_wanted.emit("trainings", about),
            "draw_up": lambda who, _about: self.view_wanted.emit("draw_up", who.id),
        }

    def _change(self, volunteer: Volunteer, _about: object) -> None:
        today = self._services.today()
        ask(VolunteerForm(self._volunteers, today, volunteer, **self._over_it()))

    def _standing(self, volunteer: Volunteer, _about: object) -> None:
        now = self._volunteers.line(volunteer.id).standing
        today = self._services.today()
        ask(StandingForm(self._volunteers, volunteer, now, today, **self._over_it()))

    def _skill(self, volunteer: Volunteer, about: object) -> None:
        line = cast("SkillLine | None", about)
        today, who = self._services.today(), self._services.who()
        ask(SkillForm(self._volunteers, volunteer, today, who, line, **self._over_it()))

    def _verify(self, volunteer: Volunteer, about: object) -> None:
        """Note that the proof was looked at; where its number is missing, ask for that first."""
        line = cast("SkillLine", about)
        try:
            self._volunteers.verify_skill(line.held.id)
        except Refused:
            self._skill(volunteer, line)

    def _availability(self, volunteer: Volunteer, _about: object) -> None:
        rules, _exceptions = self._volunteers.availability(volunteer.id)
        today = self._services.today()
        ask(AvailabilityForm(self._volunteers, volunteer, rules, today, **self._over_it()))

    def _simple(
        self,
        form: type[OtherDaysForm | AwayForm | ConsentForm],
        volunteer: Volunteer,
        _about: object,
    ) -> None:
        ask(form(self._volunteers, volunteer, self._services.today(), **self._over_it()))

    def _pair(self, volunteer: Volunteer, _about: object) -> None:
        ask(PairForm(self._volunteers, volunteer, self._services.people(), **self._over_it()))

    def _limit(self, volunteer: Volunteer, about: object) -> None:
        rule = about if isinstance(about, Rule) else Rule.SHIFTS_A_WEEK
        rules = self._services.roster.rules()
        ask(LimitForm(self._volunteers, volunteer, rules, rule, **self._over_it()))

    def _sign(self, volunteer: Volunteer, _about: object) -> None:
        self._services.attendance.toggle(volunteer.id)

    def _void(self, volunteer: Volunteer, _about: object) -> None:
        form = ReasonForm(
            _("Take an entry out"),
            _("Take it out"),
            person_words(volunteer),
            partial(self._volunteers.void, volunteer.id),
            offered=[_(words) for words in VOIDS],
            **self._over_it(),
        )
        ask(form)

    def _erase(self, volunteer: Volunteer, _about: object) -> None:
        agreed = self._dialogs.confirm(
            self._over,
            _("Erase who {number} was, for good?").format(number=volunteer.number),
            _("Name, phone, birth and identity go; hours, shifts and certificates stay."),
            yes=_("Erase…"),
            no=_("Keep"),
            dangerous=True,
        )
        if agreed:
            form = ReasonForm(
                _("Erase personal data"),
                _("Erase for good"),
                person_words(volunteer),
                partial(self._volunteers.erase, volunteer.id),
                offered=[_(words) for words in ERASURES],
                **self._over_it(),
            )
            ask(form)

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self._over}


def _of_record(run: Callable[[Any], object]) -> Callable[[Volunteer, object], object]:
    """Return a deed on the record that a row of the pane is about."""
    return lambda _who, about: run(about)


def _of_person(run: Callable[[VolunteerId], object]) -> Callable[[Volunteer, object], object]:
    """Return a deed that needs to know only who it is about."""
    return lambda who, _about: run(who.id)


def ask(form: QDialog) -> bool:
    """Let a form be filled in and let it go; return whether something was kept."""
    try:
        return bool(form.exec())
    finally:
        form.deleteLater()
