"""What a roster is made of and judged by: shift templates, cover rules, named rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget, QWidget

from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.rules import Rule
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.roster.usual import USUAL_KINDS
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.roster.cover_rule_form import CoverRuleForm
from stationdesk.ui.roster.rule_columns import COVER, RULES, TEMPLATES, RuleLine
from stationdesk.ui.roster.rule_form import RuleForm
from stationdesk.ui.roster.template_form import TemplateForm
from stationdesk.ui.roster.usual_form import UsualForm
from stationdesk.ui.widgets.basics import Card, Segmented, button, keep_shown, label, row
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QPushButton

    from stationdesk.domain.ids import SkillId
    from stationdesk.domain.roster.cover_rules import CoverRule
    from stationdesk.domain.roster.shifts import ShiftTemplate
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.roster.deeds import RosterDeeds, RosterServices
    from stationdesk.ui.roster.shown_days import ShownDays

MORNING, EVENING = 480, 1080


class RulesView(QWidget):
    """Three lists, of which one is seen; Enter changes what the cursor is on, Del ends it."""

    refused = pyqtSignal(object)

    def __init__(
        self, services: RosterServices, deeds: RosterDeeds, dialogs: Dialogs, days: ShownDays
    ) -> None:
        super().__init__()
        self._roster, self._services = services.roster, services
        self._deeds, self._dialogs, self._days = deeds, dialogs, days
        self.parts = Segmented(
            {
                "templates": _("Shift templates"),
                "cover": _("Cover by the clock"),
                "rules": _("Rules for people"),
            },
            _("What to show of the rules"),
        )
        self.usual = button(_("Propose usual ones"), Icon.SPARKLE)
        self.add = button(_("Add"), Icon.ADD)
        self.hint = label("", "caption", wrap=True)
        self._make_tables()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the three lists again."""
        in_time = sorted(self._roster.templates(), key=lambda each: each.from_minute)
        self.templates.show_records(in_time)
        today = self._days.today()
        holding = [
            rule
            for rule in self._roster.cover_rules()
            if rule.valid_until is None or rule.valid_until >= today
        ]
        self.cover.show_records(holding)
        choices = self._roster.rules()
        self.rules.show_records([RuleLine(rule=rule, choice=choices[rule]) for rule in Rule])
        self._on_part()

    def setFocus(self, *_reason: object) -> None:
        table = self._pages.currentWidget()
        if isinstance(table, RecordTable):
            table.setFocus()

    def _make_tables(self) -> None:
        self.templates: RecordTable[ShiftTemplate] = RecordTable(
            TEMPLATES, _("Shift templates"), key=lambda each: each.id
        )
        self.cover: RecordTable[CoverRule] = RecordTable(
            COVER, _("Cover rules"), key=lambda each: each.id
        )
        self.rules: RecordTable[RuleLine] = RecordTable(
            RULES, _("Rules for people"), key=lambda each: each.rule
        )
        self.templates.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No shifts are set up yet."),
                _("“Propose usual ones” reads your opening hours."),
                name=Icon.CALENDAR_CLOCK,
            )
        )
        self.cover.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("Nothing is asked for by the clock yet."),
                _("For example: at least two people from 8:00 to 20:00, one over lunch."),
                name=Icon.CLOCK,
            )
        )
        self.templates.view.fold("place", "people")
        self.cover.view.fold("holds", "days", "weight")
        for table in (self.templates, self.cover):
            table.set_hints(_("↑↓ choose"), _("Enter change"), _("Del end"))
        self.rules.set_hints(_("↑↓ choose"), _("Enter change"))

    def _build(self) -> None:
        card = Card()
        card.body.addLayout(row(self.parts, None, self.usual, self.add))
        card.body.addWidget(self.hint)
        self._pages = QStackedWidget()
        for table in (self.templates, self.cover, self.rules):
            self._pages.addWidget(table)
        card.body.addWidget(self._pages, 1)
        layout = row(card)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.parts.chosen.connect(self._on_part)
        self.templates.opened.connect(self._on_template)
        self.cover.opened.connect(self._on_cover)
        self.rules.opened.connect(self._on_rule)
        self.templates.add_action(_("Not used any more"), self._on_archive, Icon.ARCHIVE, "Del")
        self.cover.add_action(_("End the rule"), self._on_end, Icon.ARCHIVE, "Del")
        runs: dict[QPushButton, Callable[[], object]] = {
            self.usual: self.choose_usual,
            self.add: self._on_add,
        }
        for made, run in runs.items():
            made.clicked.connect(partial(_run, run))

    def choose_usual(self) -> None:
        """Propose what fits the opening hours."""
        form = UsualForm(self._roster, dialogs=self._dialogs, parent=self)
        form.exec()

    def _on_part(self, _key: str = "") -> None:
        keys = ("templates", "cover", "rules")
        key = self.parts.current()
        self._pages.setCurrentIndex(keys.index(key))
        hints = {
            "templates": _("A roster is made from these; shifts made before stay as they are."),
            "cover": _("Swept over the real times of everybody at the desk, to the minute."),
            "rules": _("What blocks cannot be passed; a warning is passed with a reason."),
        }
        self.hint.setText(hints[key])
        for made in (self.usual, self.add):
            keep_shown(made, shown=key != "rules")

    def _on_add(self) -> None:
        if self.parts.current() == "templates":
            self._ask_template(
                NewShiftTemplate(
                    name="",
                    from_minute=MORNING,
                    to_minute=MORNING + 240,
                    day_kinds=USUAL_KINDS,
                    needed=2,
                ),
                self._roster.add_template,
                new=True,
            )
        else:
            shown = NewCoverRule(
                name="",
                day_kinds=USUAL_KINDS,
                from_minute=MORNING,
                to_minute=EVENING,
                valid_from=self._days.today(),
            )
            self._ask_cover(shown, self._roster.add_cover_rule, new=True)

    def _on_template(self, template: ShiftTemplate) -> None:
        def keep(wish: NewShiftTemplate) -> None:
            self._roster.change_template(template.id, wish, template.version)

        self._ask_template(template, keep, new=False)

    def _on_cover(self, rule: CoverRule) -> None:
        def keep(wish: NewCoverRule) -> None:
            self._roster.change_cover_rule(rule.id, wish, rule.version)

        self._ask_cover(rule, keep, new=False)

    def _on_rule(self, line: RuleLine) -> None:
        form = RuleForm(
            line.rule,
            line.choice,
            self._roster.choose_rule,
            self._days.today(),
            dialogs=self._dialogs,
            parent=self,
        )
        form.exec()

    def _on_archive(self, chosen: list[ShiftTemplate]) -> None:
        self._deeds.run(partial(self._roster.archive_template, chosen[0].id))

    def _on_end(self, chosen: list[CoverRule]) -> None:
        """Let a rule hold through today; one that begins later is not needed at all."""
        self._deeds.run(partial(self._roster.end_cover_rule, chosen[0].id, self._days.today()))

    def _ask_template(
        self,
        shown: ShiftTemplate | NewShiftTemplate,
        keep: Callable[[NewShiftTemplate], object],
        *,
        new: bool,
    ) -> None:
        form = TemplateForm(
            shown, self._skills(), keep, new=new, dialogs=self._dialogs, parent=self
        )
        form.exec()

    def _ask_cover(
        self,
        shown: CoverRule | NewCoverRule,
        keep: Callable[[NewCoverRule], object],
        *,
        new: bool,
    ) -> None:
        form = CoverRuleForm(
            shown,
            self._skills(),
            keep,
            self._days.today(),
            new=new,
            dialogs=self._dialogs,
            parent=self,
        )
        form.exec()

    def _skills(self) -> dict[SkillId, str]:
        skills = self._services.volunteers.skills()
        return {skill.id: skill.name for skill in skills}


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()
