"""The station's list of skills: added, renamed, offered no longer and again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.deeds import Over, ask
from stationdesk.ui.widgets.basics import button, keep_shown
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.fields import TextField, TickField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.volunteers.skills import Skill
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

OFFERED = Mark(N_("Skill offered"), Tone.GOOD)
PUT_AWAY = Mark(N_("Skill put away"), Tone.NEUTRAL)


def _columns() -> tuple[Column[Skill], ...]:
    return (
        Column("name", N_("Skill"), Kind.TEXT, lambda each: each.name, 6, True),
        Column("proof", N_("Proven by"), Kind.TEXT, _proof, 8, True),
        Column("state", N_("State"), Kind.STATE, _mark, 5),
    )


class NamedSkillForm(Form):
    """A skill's name, and whether a certificate proves it."""

    def __init__(
        self,
        volunteers: Volunteers,
        skill: Skill | None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add to the list of skills") if skill is None else _("Change a skill")
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._volunteers, self._skill = volunteers, skill
        self.name = self.add("name", _("Skill"), TextField(), required=True)
        self.certified = self.add(
            "certified", _("Proof"), TickField(_("Counts only with a certificate's number"))
        )
        if skill is not None:
            self.name.set_value(skill.name)
            self.certified.set_value(skill.certified)
        self.set_clean()

    def keep(self) -> None:
        wish = NewSkill(name=self.name.value(), certified=self.certified.value())
        if self._skill is None:
            self._volunteers.add_skill(wish)
        else:
            self._volunteers.change_skill(self._skill.id, wish, self._skill.version)


class SkillsPanel(Panel):
    """All skills, also those put away; who has one keeps it."""

    def __init__(
        self, volunteers: Volunteers, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("List of skills"), 660, 480, parent)
        self._volunteers, self._dialogs = volunteers, dialogs
        self.table: RecordTable[Skill] = RecordTable(
            _columns(), _("List of skills"), key=lambda each: each.id
        )
        self.add = button(_("Add a skill to the list"), Icon.ADD, shortcut="Ins")
        self.usual = button(_("Add the usual ones"), Icon.SPARKLE)
        self.change = button(_("Rename or amend"), Icon.EDIT, shortcut="F4")
        self.put_away = button(_("Put away"), Icon.ARCHIVE)
        self.bring_back = button(_("Bring back"), Icon.ARROW_UNDO)
        self._build()
        self._connect()
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the skills again."""
        self.table.show_records(self._volunteers.skills(include_archived=True))
        keep_shown(self.usual, shown=bool(self._volunteers.usual_skills()))

    def _build(self) -> None:
        self.table.set_hints(_("↑↓ choose"), _("Enter change"))
        self.table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No skill is listed yet."),
                _("The usual ones, first aid among them, can be added at once."),
                name=Icon.CERTIFICATE,
            )
        )
        self.body.addWidget(self.table, 1)
        self.add_aside(self.add)
        self.add_aside(self.usual)
        for made in (self.change, self.put_away, self.bring_back):
            self.add_deed(made)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_change)
        self.add.clicked.connect(partial(self._on_form, None))
        self.usual.clicked.connect(self._on_usual)
        self.change.clicked.connect(self._on_change)
        self.put_away.clicked.connect(partial(self._on_archive, archived=True))
        self.bring_back.clicked.connect(partial(self._on_archive, archived=False))

    def _on_chosen(self, skill: Skill | None) -> None:
        away = skill is not None and skill.archived
        for made in (self.change, self.put_away):
            made.setEnabled(skill is not None and not away)
        keep_shown(self.put_away, shown=not away)
        keep_shown(self.bring_back, shown=away)

    def _on_form(self, skill: Skill | None, _checked: bool = False) -> None:
        over: Over = {"dialogs": self._dialogs, "parent": self}
        ask(NamedSkillForm(self._volunteers, skill, **over))
        self.refresh()

    def _on_change(self, *_pressed: object) -> None:
        skill = self.table.current()
        if skill is not None and not skill.archived:
            self._on_form(skill)

    def _on_usual(self) -> None:
        for wish in self._volunteers.usual_skills():
            self._run(partial(self._volunteers.add_skill, wish))
        self.refresh()

    def _on_archive(self, _checked: bool = False, *, archived: bool) -> None:
        if (skill := self.table.current()) is not None:
            self._run(partial(self._volunteers.archive_skill, skill.id, archived=archived))
            self.refresh()

    def _run(self, run: Callable[[], object]) -> None:
        try:
            run()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)


def _proof(skill: Skill) -> str:
    told = _("A certificate") if skill.certified else _("Looking at it")
    return (
        _("{proof}, first aid of the tiers").format(proof=told) if skill.key == FIRST_AID else told
    )


def _mark(skill: Skill) -> Mark:
    return PUT_AWAY if skill.archived else OFFERED
