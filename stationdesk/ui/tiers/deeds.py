"""What can be done from the tiers page: each deed opens its form or window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.tiers.check_form import CheckForm
from stationdesk.ui.tiers.day_form import DayForm
from stationdesk.ui.tiers.exemption_form import ExemptionForm
from stationdesk.ui.tiers.history_window import HistoryWindow
from stationdesk.ui.tiers.look_window import LookWindow
from stationdesk.ui.tiers.remedies import CHECK, subjects_of
from stationdesk.ui.tiers.round_window import RoundWindow
from stationdesk.ui.tiers.sign_form import SignForm
from stationdesk.ui.tiers.standards_window import StandardsWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.evidence import Evidence
    from stationdesk.domain.tiers.records import HandCheckLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.tiers.remedies import Remedy

_PLACES = {
    "amenity": "amenities",
    "item": "inventory",
    "required_set": "inventory",
    "timetable": "settings",
    "loan_kind": "lending",
    "found_thing": "lending",
    "found_things": "lending",
    "feedback_entry": "feedback",
    "roster_day": "roster",
    "volunteer": "volunteers",
}
"""The page on which a record behind a piece of evidence is shown."""


class TierDeeds(QObject):
    """Opens the forms and windows of the tiers over one page.

    ``turn_to`` asks for another page; ``day_wanted`` and ``standard_wanted`` for another view of
    this one; ``refused`` carries the reasons of a refusal.
    """

    turn_to = pyqtSignal(str, object)
    day_wanted = pyqtSignal(object)
    standard_wanted = pyqtSignal(str)
    refused = pyqtSignal(object)

    def __init__(
        self,
        tiers: Tiers,
        attachments: Attachments,
        station: StationFacts,
        today: Callable[[], date],
        dialogs: Dialogs,
        over: QWidget,
    ) -> None:
        """``over`` is the page the windows stand before."""
        super().__init__(over)
        self._tiers, self._attachments, self._station = tiers, attachments, station
        self._today, self._dialogs, self._over = today, dialogs, over
        self._person = ""

    def begin_round(self) -> None:
        """Look at everything that is due."""
        window = RoundWindow(
            self._tiers,
            self._attachments,
            self._today(),
            people=self._station.people(),
            person=self._proposed(),
            dialogs=self._dialogs,
            parent=self._over,
        )
        if window.exec():
            self._person = window.person.value()

    def check(self, finding: Finding, subject: str = "") -> None:
        """Record one look at what belongs to a service, ``subject`` first."""
        wanted = subjects_of(finding)
        lines = [line for line in self._tiers.subjects() if line.subject.key in wanted]
        if not lines:
            return
        lines.sort(key=lambda line: line.subject.key != subject)
        form = CheckForm(
            self._tiers,
            self._attachments,
            lines,
            self._today(),
            people=self._station.people(),
            person=self._proposed(),
            dialogs=self._dialogs,
            parent=self._over,
        )
        if form.exec():
            self._person = form.person.value()

    def put_right(self, finding: Finding, remedy: Remedy) -> None:
        """Do what a remedy says: look by hand, or go where the records are."""
        if remedy.place == CHECK:
            self.check(finding, remedy.subject)
        elif remedy.record is None or not self._turn_to_record(*remedy.record):
            self.turn_to.emit(remedy.place, remedy.argument)

    def exempt(self, finding: Finding, standard_key: str) -> None:
        """Record that a service does not apply."""
        ExemptionForm(
            self._tiers,
            finding.criterion,
            standard_key,
            self._today(),
            people=self._station.people(),
            dialogs=self._dialogs,
            parent=self._over,
        ).exec()

    def end_exemption(self, finding: Finding) -> None:
        """Let a service apply again."""
        try:
            for one in finding.evidence:
                if one.what == "exemption":
                    self._tiers.void_exemption(one.id)
        except Refused as refusal:
            self.refused.emit(refusal.problems)

    def sign(self, assessment: Assessment) -> None:
        """Freeze the assessment shown."""
        form = SignForm(
            self._tiers,
            assessment,
            people=self._station.people(),
            person=self._proposed(),
            dialogs=self._dialogs,
            parent=self._over,
        )
        if form.exec() and form.signed is not None:
            self._person = form.person.value()
            if self._dialogs.confirm(
                self._over,
                _("The self-assessment is signed."),
                _("It can be printed now, or later from the history."),
                yes=_("Print the report"),
                no=_("Not now"),
            ):
                self.turn_to.emit("reports", ("assessment", form.signed))

    def show_history(self, view: str = "signed", subjects: Iterable[str] = ()) -> None:
        """Show what was signed, looked at, and exempted."""
        window = HistoryWindow(
            self._tiers, self._attachments, self._dialogs, view, subjects, self._over
        )
        window.turn_to.connect(self.turn_to)
        window.exec()

    def show_look(self, look: HandCheckLine) -> None:
        """Show one check by hand."""
        LookWindow(self._tiers, self._attachments, look, self._dialogs, self._over).exec()

    def show_standards(self) -> None:
        """Show the standards, to copy, edit or choose one."""
        window = StandardsWindow(
            self._tiers, self._station, self._today(), self._dialogs, self._over
        )
        window.view_wanted.connect(self.standard_wanted)
        window.exec()

    def pick_day(self, shown: date) -> None:
        """Ask for the day to show."""
        form = DayForm(self._today(), shown, self._dialogs, self._over)
        if form.exec():
            self.day_wanted.emit(form.day.value())

    def open_evidence(self, evidence: Evidence) -> None:
        """Show the record that proves something, here or on its own page."""
        if evidence.what == "hand_check":
            lines = self._tiers.hand_check_lines()
            look = next((line for line in lines if line.check.uid == evidence.id), None)
            if look is not None:
                self.show_look(look)
            return
        self._turn_to_record(evidence.what, evidence.id)

    def _turn_to_record(self, what: str, uid: str) -> bool:
        """Open the page of a record; False where the record is no longer there."""
        behind = self._tiers.record_behind(what, uid)
        if behind is None:
            return False
        kind, number = behind
        arguments: dict[str, object] = {
            "required_set": "required_sets",
            "timetable": "hours",
            "loan_kind": ("kind", number),
            "found_thing": ("found", number),
            "found_things": "found",
            "feedback_entry": ("entry", number),
            "roster_day": date.fromordinal(number) if kind == "roster_day" else None,
            "volunteer": ("volunteer", number),
        }
        self.turn_to.emit(_PLACES[kind], arguments.get(kind, number))
        return True

    def _proposed(self) -> str:
        """Return who did the last deed here, else the station's keeper."""
        station = self._station.station()
        return self._person or (station.keeper if station else "")
