"""Volunteers: the register, signing in, hours, certificates, trainings, honours and stars."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QTimer
from PyQt6.QtGui import QKeySequence, QShortcut

from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.page import Page
from stationdesk.ui.theme import tokens
from stationdesk.ui.volunteers.attendance_deeds import AttendanceDeeds
from stationdesk.ui.volunteers.certificate_view import CertificateView
from stationdesk.ui.volunteers.deeds import VolunteerDeeds, ask
from stationdesk.ui.volunteers.honour_view import HonourView
from stationdesk.ui.volunteers.hours_view import HoursView
from stationdesk.ui.volunteers.register_view import RegisterView
from stationdesk.ui.volunteers.sign_in_view import REVIEW, SignInView
from stationdesk.ui.volunteers.skills_panel import SkillsPanel
from stationdesk.ui.volunteers.training_view import TrainingView
from stationdesk.ui.widgets.basics import rename
from stationdesk.ui.widgets.view_stack import ViewStack

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import AttendanceId, CertificateId, TrainingId, VolunteerId
    from stationdesk.domain.problems import Problem
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.volunteers.deeds import VolunteerServices
    from stationdesk.ui.widgets.search_box import SearchBox

    View = RegisterView | SignInView | HoursView | CertificateView | TrainingView | HonourView

KEYS = ("register", "sign_in", "hours", "certificates", "trainings", "honours")
"""The views, in their order."""
TOPICS = (
    Topic.VOLUNTEERS,
    Topic.ATTENDANCE,
    Topic.ROSTER,
    Topic.IMPORTS,
    Topic.STATION,
)


class VolunteersPage(Page):
    """The people of the station, and what they serve.

    It turns to ``reports``, ``roster``, ``imports`` and ``settings``. It is opened with a view's
    key, with a deed (``enter``, ``walk_in``, ``sheet``, ``review``, ``lock``,
    ``draw_up``, ``train``, ``honour``), or with a record:
    ``("volunteer", id)``, ``("day", date)``, ``("hours", volunteer_id)``,
    ``("to_review", attendance_id)``, ``("month", "2026-05")``,
    ``("certificate", id)``, ``("draw_up", volunteer_id)``, ``("trainings", training_id)``.
    """

    def __init__(self, services: VolunteerServices, feed: ChangeFeed, dialogs: Dialogs) -> None:
        super().__init__(_("Volunteers"))
        self._services, self._dialogs = services, dialogs
        self.deeds = VolunteerDeeds(services, dialogs, self)
        self.at_desk = AttendanceDeeds(services, dialogs, self)
        self.register = RegisterView(services, self.deeds)
        self.sign_in = SignInView(services, self.at_desk)
        self.hours = HoursView(services, self.at_desk, dialogs)
        self.certificates = CertificateView(services, dialogs)
        self.trainings = TrainingView(services, dialogs)
        self.honours = HonourView(services, self.deeds)
        self._build()
        self._connect()
        self._on_turned()
        self.listen(feed, *TOPICS)

    def refresh(self) -> None:
        """Read the view that is seen; the others are read when one turns there."""
        self.views.read_again()
        self._count()

    def search_box(self) -> SearchBox | None:
        return self.view().filters.search

    def first_stop(self) -> QWidget:
        view = self.view()
        return view.field if isinstance(view, SignInView) else view.filters.search

    def help_anchor(self) -> str:
        return self.views.current()

    def view(self) -> View:
        """Return the view that is seen."""
        return self.views.seen()

    def open_with(self, argument: object) -> None:
        """Show a view or a record, or begin a deed."""
        openings = self._openings()
        if isinstance(argument, tuple) and len(argument) == 2:
            QTimer.singleShot(0, partial(self._show_record, *argument))
        elif isinstance(argument, str) and argument in openings:
            QTimer.singleShot(0, partial(_run, openings[argument]))
        elif isinstance(argument, str) and argument in KEYS:
            self.views.choose(argument)

    def show_volunteer(self, volunteer_id: object) -> None:
        """Show a volunteer in the register; the row takes the keyboard."""
        self._turn("register")
        self.register.show_volunteer(cast("VolunteerId", volunteer_id))
        QTimer.singleShot(0, self.register.table.setFocus)

    def _openings(self) -> dict[str, Callable[[], object]]:
        return {
            "enter": self.deeds.enter,
            "walk_in": self.at_desk.walk_in,
            "sheet": self._on_sheet,
            "review": self._on_review,
            "lock": self._on_lock,
            "draw_up": self._on_draw_up,
            "train": self._on_train,
            "honour": self.deeds.honour,
        }

    def _build(self) -> None:
        head = self.head
        self.print = head.add_tool(Icon.PRINT, _("Print or export"), "Ctrl+P")
        self.skills = head.add_tool(Icon.CERTIFICATE, _("List of skills"), "Ctrl+K")
        self.sheet = head.add_button(_("Write a sheet down"), Icon.CLIPBOARD_EDIT, "Ctrl+Shift+N")
        self.primary = head.set_primary(_("Add a volunteer"), Icon.ADD)
        views: dict[str, tuple[str, View]] = {
            "register": (_("Register of volunteers"), self.register),
            "sign_in": (_("Sign-in"), self.sign_in),
            "hours": (_("Hours of service"), self.hours),
            "certificates": (_("Papers of service"), self.certificates),
            "trainings": (_("Trainings"), self.trainings),
            "honours": (_("Honours and stars"), self.honours),
        }
        self.views: ViewStack[View] = ViewStack(views, _("View of the volunteers"))
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        deeds = self.deeds
        deeds.turn_to.connect(self.turn_to)
        deeds.refused.connect(self._on_refused)
        deeds.entered.connect(self.show_volunteer)
        deeds.view_wanted.connect(self._show_record)
        self.at_desk.refused.connect(self._on_refused)
        self.sign_in.volunteer_wanted.connect(self.show_volunteer)
        self.sign_in.not_found.connect(self._on_nobody)
        self.sign_in.taken.connect(self.note.hide)
        for view in (self.hours, self.certificates, self.trainings):
            view.turn_to.connect(self._on_turn)
        for judged in (self.hours, self.certificates, self.honours):
            judged.refused.connect(self._on_refused)
        self.honours.volunteer_wanted.connect(self.show_volunteer)
        self.hours.review_wanted.connect(self._on_review)
        self.print.clicked.connect(self._on_print)
        self.sheet.clicked.connect(self._on_sheet)
        self.skills.clicked.connect(self._on_skills)
        self.primary.clicked.connect(self._on_primary)
        self.views.turned.connect(self._on_turned)
        self.views.keyed.connect(self._on_keyed)
        QShortcut(QKeySequence("F2"), self).activated.connect(self._on_field)

    def _count(self) -> None:
        services = self._services
        waits = len(services.attendance.to_review())
        there = len(services.attendance.present())
        self.views.set_counts({"sign_in": waits} if waits else {})
        people = len(services.people())
        told = _("{people} volunteers, {there} on duty now").format(people=people, there=there)
        self.head.set_subtitle(told)

    def _turn(self, key: str) -> None:
        self.views.choose(key)
        self.views.read_seen()

    def _show_record(self, what: str, about: object) -> None:
        showers: dict[str, tuple[str, Callable[[], object]]] = {
            "volunteer": ("register", lambda: self.show_volunteer(about)),
            "to_review": ("sign_in", lambda: self._show_waiting(cast("AttendanceId", about))),
            "month": ("hours", lambda: self.hours.show_month(str(about))),
            "day": ("sign_in", lambda: self.sign_in.show_day(cast("date", about))),
            "hours": ("hours", lambda: self.hours.show_person(cast("VolunteerId", about))),
            "certificate": (
                "certificates",
                lambda: self.certificates.show_paper(cast("CertificateId", about)),
            ),
            "draw_up": (
                "certificates",
                lambda: self.certificates.draw_up(cast("VolunteerId", about)),
            ),
            "trainings": (
                "trainings",
                lambda: self.trainings.show_training(cast("TrainingId", about)),
            ),
        }
        if what in showers:
            key, show = showers[what]
            self._turn(key)
            show()

    def _show_waiting(self, attendance_id: AttendanceId) -> None:
        self.sign_in.show_segment(REVIEW)
        self.sign_in.show_attendance(attendance_id)

    def _on_turned(self, _key: str = "") -> None:
        """Offer what is done most often in the view that is seen."""
        verb, name, _run_it = self._primary()
        rename(self.primary, verb)
        self.primary.setIcon(icon(name, tokens().on_primary))

    def _on_primary(self) -> None:
        _verb, _name, run = self._primary()
        run()

    def _primary(self) -> tuple[str, Icon, Callable[[], object]]:
        deeds: dict[str, tuple[str, Icon, Callable[[], object]]] = {
            "register": (_("Add a volunteer"), Icon.ADD, self.deeds.enter),
            "sign_in": (_("Sign somebody in"), Icon.CHECKMARK_CIRCLE, self.at_desk.walk_in),
            "hours": (_("Write service down"), Icon.ADD, self.hours.write_service),
            "certificates": (_("Draw up a paper"), Icon.CERTIFICATE, self.certificates.draw_up),
            "trainings": (_("Write a training down"), Icon.ADD, self.trainings.add_training),
            "honours": (_("Give an honour"), Icon.TROPHY, self.deeds.honour),
        }
        return deeds[self.views.current()]

    def _on_keyed(self) -> None:
        """Let the rows of a view that was turned to by key take the keyboard."""
        self.view().table.setFocus()

    def _on_field(self) -> None:
        self._turn("sign_in")
        self.sign_in.go_to_field()

    def _on_sheet(self) -> None:
        self._turn("sign_in")
        self.sign_in.write_sheet()

    def _on_review(self) -> None:
        self._turn("sign_in")
        self.sign_in.show_segment(REVIEW)

    def _on_lock(self) -> None:
        self._turn("hours")
        self.hours.show_months()

    def _on_skills(self) -> None:
        ask(SkillsPanel(self._services.volunteers, self._dialogs, self))

    def _on_draw_up(self) -> None:
        self._turn("certificates")
        self.certificates.draw_up()

    def _on_train(self) -> None:
        self._turn("trainings")
        self.trainings.add_training()

    def _on_turn(self, page: str, argument: object) -> None:
        """Lead to another page; what is on this one is shown here."""
        if page == "volunteers":
            self.open_with(argument)
        else:
            self.turn_to.emit(page, argument)

    def _on_nobody(self, typed: str) -> None:
        told = _("No volunteer is called “{typed}”: no card, no number, no name.")
        self.note.say(told.format(typed=typed), Tone.WARNING)

    def _on_print(self) -> None:
        papers: dict[str, Callable[[], object]] = {
            "register": lambda: "volunteers",
            "sign_in": lambda: ("signin-sheet", self.sign_in.shown_day()),
            "hours": self.hours.report,
            "certificates": lambda: "certificates",
            "trainings": self.trainings.report,
            "honours": self.honours.report,
        }
        self.turn_to.emit("reports", papers[self.views.current()]())

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
