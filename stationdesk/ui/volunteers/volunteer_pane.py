"""The chosen volunteer: how to reach them, what they can, when they come, what they served."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QMenu

from stationdesk.domain.volunteers.availability_words import told as rules_told
from stationdesk.domain.volunteers.people import Standing
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.volunteers import minded, standing_mark
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.volunteers.pane_section import PaneSection
from stationdesk.ui.volunteers.volunteer_rows import (
    bond_rows,
    consent_rows,
    exception_rows,
    honour_rows,
    leave_rows,
    person_facts,
    skill_rows,
    status_rows,
    training_rows,
)
from stationdesk.ui.volunteers.week_cells import cells_of, is_painted
from stationdesk.ui.volunteers.week_picture import WeekPicture
from stationdesk.ui.volunteers.words import hours_words, star_level_words
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rename,
    rule,
    set_look,
)
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts

if TYPE_CHECKING:
    from PyQt6.QtGui import QAction

    from stationdesk.ui.volunteers.person_told import PersonTold
    from stationdesk.ui.widgets.told_rows import Told

WIDTH = 340


class VolunteerPane(DetailPane):
    """``wanted`` carries what is to be done about the volunteer: a key, or a key and a record."""

    wanted = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__(_("Choose a volunteer at the left."))
        self.minded = label("", wrap=True)
        self.contact = PaneSection(_("How to reach them"), (_("Whole number…"), "phone"))
        self.facts = Facts()
        self.consents = PaneSection(_("Guardian's consent"), (_("Write down…"), "consent"))
        self.skills = PaneSection(_("Skills"), (_("Add…"), "skill"))
        self.time = PaneSection(
            _("Times they come"),
            (_("Other days…"), "exception"),
            (_("Change…"), "availability"),
        )
        self.week = WeekPicture(to_paint=False)
        self.leaves = PaneSection(_("Leave"), (_("Write down…"), "leave"))
        self.hours = PaneSection(
            _("Hours and stars"), (_("Ledger"), "hours"), (_("Certify…"), "draw_up")
        )
        self.bonds = PaneSection(
            _("Limits and pairs"), (_("Limit…"), "limit"), (_("Pair…"), "pair")
        )
        self.trainings = PaneSection(_("Trainings"))
        self.honours = PaneSection(_("Honours"), (_("Give…"), "honour"))
        self.history = PaneSection(_("Standing so far"), (_("Change…"), "standing"))
        self.keys = PaneSection(_("Card, PIN and identity"))
        self.sign = button(_("Sign in"), Icon.CHECKMARK_CIRCLE)
        self.change = button(_("Edit the profile"), Icon.EDIT)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this volunteer"))
        self._actions = self._build_menu()
        self._fill()
        self._connect()

    def show_person(self, told: PersonTold, *, present: bool) -> None:
        """Show a volunteer; ``present`` is who signed in and did not leave yet."""
        line, who = told.line, told.line.volunteer
        self.show_head(who.name, standing_mark(line.standing), who.number)
        self.minded.setText(minded(line))
        set_look(self.minded, tone=Tone.WARNING.value)
        keep_shown(self.minded, shown=bool(line.marks))
        phone = line.phone_shown or _("No phone on record")
        self.contact.show_told(phone)
        self.facts.show_facts(person_facts(told))
        self._show_time(told)
        self._show_records(told)
        self._show_keys(told)
        self._offer(told, present=present)

    def _show_time(self, told: PersonTold) -> None:
        said = rules_told(told.rules) if told.rules else _("Nothing said: can always be asked.")
        self.time.show_told(said, exception_rows(told))
        self.week.show_cells(cells_of(told.rules))
        keep_shown(self.week, shown=any(is_painted(each) for each in told.rules))
        self.leaves.show_told(*_or_none(leave_rows(told), _("No leave.")))

    def _show_records(self, told: PersonTold) -> None:
        line = told.line
        minor = line.is_minor or bool(line.consents)
        keep_shown(self.consents, shown=minor)
        missing = _("Under 18 and no consent on record: cannot be planned.")
        self.consents.show_told(*_or_none(consent_rows(told), missing))
        self.skills.show_told(*_or_none(skill_rows(told), _("No skill on record.")))
        total = _("{hours} in all").format(hours=hours_words(line.minutes, told.rounding))
        self.hours.show_told(f"{total} · {star_level_words(told.stars)}")
        self.bonds.show_told(*_or_none(bond_rows(told), _("As the station plans everybody.")))
        self.trainings.show_told(*_or_none(training_rows(told), _("No training yet.")))
        self.honours.show_told(*_or_none(honour_rows(told), _("No honour yet.")))
        self.history.show_told("", status_rows(told))

    def _show_keys(self, told: PersonTold) -> None:
        pin = _("PIN is set") if told.line.has_pin else _("No PIN")
        identity = told.identity or _("No identity number")
        self.keys.show_told(f"{told.line.volunteer.card_code}\n{pin}\n{identity}")

    def _offer(self, told: PersonTold, *, present: bool) -> None:
        line = told.line
        erased = line.volunteer.erased_on is not None
        rename(self.sign, _("Sign out") if present else _("Sign in"))
        self.sign.setEnabled(line.standing is Standing.ACTIVE or present)
        self.change.setEnabled(not erased)
        self._actions["clear_pin"].setVisible(line.has_pin)
        for key in ("identity", "forget_identity"):
            self._actions[key].setVisible(line.has_identity)
        for key in ("pin", "card", "erase"):
            self._actions[key].setVisible(not erased)

    def _build_menu(self) -> dict[str, QAction]:
        menu = QMenu(self)
        made: dict[str, QAction] = {}
        groups: tuple[tuple[tuple[str, str, Icon], ...], ...] = (
            (
                ("print_card", _("Print the card"), Icon.PRINT),
                ("card", _("New card, the old one counts no more"), Icon.BARCODE_SCANNER),
                ("pin", _("Set a PIN…"), Icon.LOCK_CLOSED),
                ("clear_pin", _("Take the PIN away"), Icon.DISMISS),
            ),
            (
                ("shifts", _("Shifts of the month, also for the phone"), Icon.CALENDAR),
                ("statement", _("Statement of hours"), Icon.DOCUMENT),
            ),
            (
                ("identity", _("Show the identity number…"), Icon.EYE),
                ("forget_identity", _("Remove the identity number"), Icon.EYE_OFF),
                ("void", _("Entered by mistake…"), Icon.ARROW_UNDO),
                ("erase", _("Erase personal data…"), Icon.DELETE),
            ),
        )
        for group in groups:
            menu.addSeparator()
            for key, words, name in group:
                action = menu.addAction(icon(name), words)
                assert action is not None, "a menu takes every action"
                action.triggered.connect(partial(self._on_wanted, key))
                made[key] = action
        self.more.setMenu(menu)
        return made

    def _fill(self) -> None:
        body = self.body
        for part in (self.minded, self.contact, self.facts, self.consents, rule(), self.skills):
            body.addWidget(part)
        self.time.body.addWidget(self.week)
        parts = (self.time, self.leaves, self.bonds, self.hours)
        for part in (rule(), *parts, rule(), self.trainings, self.honours, self.history):
            body.addWidget(part)
        body.addWidget(self.keys)
        self.foot.addWidget(self.sign, 1)
        self.foot.addWidget(self.change, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def _connect(self) -> None:
        for section in self.findChildren(PaneSection):
            section.wanted.connect(self.wanted)
        self.sign.clicked.connect(partial(self._on_wanted, "sign"))
        self.change.clicked.connect(partial(self._on_wanted, "change"))

    def _on_wanted(self, key: str, _checked: bool = False) -> None:
        self.wanted.emit(key)


def _or_none(rows: list[Told], nothing: str) -> tuple[str, list[Told]]:
    """Return rows with no sentence above them, or the sentence that stands in their place."""
    return ("", rows) if rows else (nothing, [])
