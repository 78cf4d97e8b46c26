"""An upkeep plan: what is to be done, how often, counted from when."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.periods import UNIT_WORDS, PeriodUnit, later
from stationdesk.domain.plan_templates import plan_of, template_problems
from stationdesk.domain.upkeep import ANCHOR_WORDS, PURPOSE_WORDS, Anchor, NewPlan, Purpose
from stationdesk.i18n import _, language
from stationdesk.ui.amenities.template_ticks import TemplateTicks
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import PlanId
    from stationdesk.domain.upkeep import Plan
    from stationdesk.services.amenities import Amenities
    from stationdesk.ui.dialogs import Dialogs

FORESEEN = 3
"""How many of the coming due days the form shows."""


class PlanForm(Form):
    """Adds a plan to an amenity, or changes one; ``plan_id`` tells which one is in force then."""

    def __init__(
        self,
        amenities: Amenities,
        amenity: Amenity,
        today: date,
        *,
        plan: Plan | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Edit the upkeep plan") if plan else _("New upkeep plan for {name}")
        super().__init__(
            title.format(name=amenity.name),
            _("Save") if plan else _("Add the plan"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self._amenities, self._amenity, self._before = amenities, amenity, plan
        self._today = today
        self.plan_id: PlanId | None = plan.id if plan else None
        self._offered = {each.key: each for each in amenities.templates_for(amenity.kind)}
        self._template = plan.template if plan else ""
        self._add_fields(today)
        if plan is not None:
            self._fill(plan.as_entered())
        self._connect_fields()
        self._foresee()
        self.set_clean()

    def keep(self) -> None:
        wish = NewPlan(
            amenity_id=self._amenity.id,
            task=self.task.value(),
            every=self.every.value() or 0,
            every_unit=PeriodUnit(str(self.unit.value())),
            first_due_on=cast("date", self.first.value()),
            purpose=Purpose(str(self.purpose.value())),
            anchor=Anchor(str(self.anchor.value())),
            lead_days=self.lead.value() or 0,
            checklist=tuple(line.strip() for line in self.checklist.value().splitlines()),
            template=self._template,
        )
        if self._before is None:
            self.plan_id = self._amenities.add_plan(wish)
        else:
            self.plan_id = self._amenities.change_plan(self._before.id, wish, self._before.version)

    def _add_fields(self, today: date) -> None:
        tongue = "zh" if language().startswith("zh") else "en"
        ready: dict[object, str] = {None: _("Start from a blank plan")}
        ready |= {key: each.task[tongue] for key, each in self._offered.items()}
        self.ready = self.add("template", _("Ready-made plan"), ChoiceField(ready), wide=True)
        self.grid.show_field("template", shown=self._before is None and bool(self._offered))
        self.task = self.add("task", _("Task"), TextField(), required=True)
        purposes: dict[object, str] = {each.value: _(PURPOSE_WORDS[each]) for each in Purpose}
        self.purpose = self.add("purpose", _("Kind of upkeep"), ChoiceField(purposes))
        self.every = self.add("every", _("Every"), CountField(1, least=1), required=True)
        units: dict[object, str] = {each.value: _(UNIT_WORDS[each]) for each in PeriodUnit}
        self.unit = self.add("every_unit", _("Unit of the interval"), ChoiceField(units))
        self.unit.set_value(PeriodUnit.MONTH.value)
        anchors: dict[object, str] = {each.value: _(ANCHOR_WORDS[each]) for each in Anchor}
        self.anchor = self.add("anchor", _("Counted how"), ChoiceField(anchors))
        self.first = self.add(
            "first_due_on", _("First due on"), DayField(today, today), required=True
        )
        self.lead = self.add("lead_days", _("Remind in advance"), CountField(0), unit=_("days"))
        self.foreseen = label("", "caption", wrap=True)
        self.grid.add_wide(self.foreseen)
        self.checklist = self.add(
            "checklist",
            _("Checklist, one line each"),
            LongTextField(lines=5),
            hint=_("Each line is answered when the work is done."),
            wide=True,
        )

    def _fill(self, wish: NewPlan) -> None:
        self.task.set_value(wish.task)
        self.purpose.set_value(wish.purpose.value)
        self.every.set_value(wish.every)
        self.unit.set_value(wish.every_unit.value)
        self.anchor.set_value(wish.anchor.value)
        self.first.set_value(wish.first_due_on)
        self.lead.set_value(wish.lead_days)
        self.checklist.set_value("\n".join(wish.checklist))

    def _connect_fields(self) -> None:
        self.ready.edited.connect(self._on_ready)
        for field in (self.every, self.unit, self.anchor, self.first):
            field.edited.connect(self._foresee)

    def _on_ready(self) -> None:
        """Fill the form from a ready-made plan, or say what the amenity still lacks for it."""
        template = self._offered.get(str(self.ready.value()))
        if template is None:
            return
        problems = list(template_problems(template, self._amenity))
        if problems:
            self.note.say_problems(problems)
            return
        self.note.hide()
        self._template = template.key
        self._fill(plan_of(template, self._amenity, self._today, language()))

    def _foresee(self) -> None:
        every, first = self.every.value(), self.first.value()
        unit = PeriodUnit(str(self.unit.value()))
        if every is None or first is None or first.year + every > 9000:
            self.foreseen.setText("")
            return
        days = [later(first, every, unit, times) for times in range(FORESEEN)]
        told = _("Due on: {days} …")
        if self.anchor.value() == Anchor.COMPLETION.value:
            told = _("First due on {days}, then counted from the day it was done.")
            days = days[:1]
        self.foreseen.setText(told.format(days=_(", ").join(map(str, days))))


class ReadyPlansForm(Form):
    """Adds ready-made plans to an amenity, several at once."""

    def __init__(
        self,
        amenities: Amenities,
        amenity: Amenity,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Ready-made plans for {name}").format(name=amenity.name),
            _("Add the plans"),
            dialogs=dialogs,
            parent=parent,
        )
        self._amenities, self._amenity = amenities, amenity
        self.templates = self.add(
            "templates", _("Ready-made plans"), TemplateTicks(), required=True
        )
        taken = {plan.template for plan in amenities.plans(amenity.id)}
        self.templates.show_templates(amenities.templates_for(amenity.kind), taken)
        self.start = self.add("start", _("The plans begin on"), DayField(today, today))
        self.set_clean()

    def keep(self) -> None:
        self._amenities.add_plans_from_templates(
            self._amenity.id, self.templates.value(), self.start.value()
        )
