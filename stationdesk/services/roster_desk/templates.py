"""Shift templates: what comes back on days of a kind."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster import usual
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.roster.template_rules import template_problems
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS, RosterDesk
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import shifts as store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.ids import ShiftTemplateId
    from stationdesk.domain.opening import Interval
    from stationdesk.domain.roster.shifts import ShiftTemplate

TEMPLATE = "shift_template"


class Templates(RosterDesk):
    """A template never changes the shifts that were made from it."""

    def templates(self, *, archived: bool = False) -> list[ShiftTemplate]:
        """Return the templates in use, or those that are not used any more, in order."""
        return store.templates(archived=archived)

    def template(self, template_id: ShiftTemplateId) -> ShiftTemplate:
        """Return one template, also an archived one.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.template(template_id)
        if found is None:
            raise Refused([Problem("template", N_("There is no such shift template."))])
        return found

    def usual_templates(self) -> list[NewShiftTemplate]:
        """Return templates that fit the opening hours of the next seven days; nothing is kept."""
        return usual.usual_templates(self._week())

    def add_template(self, wish: NewShiftTemplate) -> ShiftTemplateId:
        """Keep a template.

        Raises:
            Refused: naming every reason.
        """
        refuse_if_any(template_problems(wish, store.templates()))
        with self._context.deed(*TOPICS):
            template_id = store.add_template(wish)
            self._note_template(template_id, "add", _told(wish))
        take_back = partial(self._set_archived, template_id, archived=True)
        self._offer(N_("Shift template “{name}” was kept."), {"name": wish.name}, take_back)
        return template_id

    def change_template(
        self, template_id: ShiftTemplateId, wish: NewShiftTemplate, version: int
    ) -> None:
        """Keep a template anew; shifts that were made from it stay as they are.

        Raises:
            Refused: naming every reason, and who changed it meanwhile.
        """
        before = self.template(template_id)
        refuse_if_changed(TEMPLATE, before.uid, seen=version, stored=before.version)
        refuse_if_any(template_problems(wish, store.templates(), template_id))
        with self._context.deed(*TOPICS):
            store.change_template(template_id, wish)
            self._note_template(template_id, "change", _told(wish))
        take_back = partial(self.change_template, template_id, _entered(before), version + 1)
        self._offer(N_("Shift template “{name}” was changed."), {"name": wish.name}, take_back)

    def archive_template(self, template_id: ShiftTemplateId) -> None:
        """Make no more shifts from a template."""
        name = self.template(template_id).name
        self._set_archived(template_id, archived=True)
        take_back = partial(self.bring_template_back, template_id)
        self._offer(N_("Shift template “{name}” is not used any more."), {"name": name}, take_back)

    def bring_template_back(self, template_id: ShiftTemplateId) -> None:
        """Use an archived template again.

        Raises:
            Refused: when another one took its name on its days meanwhile.
        """
        before = self.template(template_id)
        refuse_if_any(template_problems(_entered(before), store.templates(), template_id))
        self._set_archived(template_id, archived=False)

    def _set_archived(self, template_id: ShiftTemplateId, *, archived: bool) -> None:
        with self._context.deed(*TOPICS):
            store.set_archived(template_id, archived=archived)
            self._note_template(template_id, "archive" if archived else "bring back", {})

    def _note_template(
        self, template_id: ShiftTemplateId, action: str, after: Mapping[str, object]
    ) -> None:
        self._context.note(TEMPLATE, self.template(template_id).uid, action, after=after)

    def _week(self) -> dict[int, tuple[Interval, ...]]:
        """Return the hours of the next seven days, by ISO weekday."""
        today = self._context.today()
        days = self._station.opening_days(today, today + timedelta(days=6))
        return {day.isoweekday(): tuple(intervals) for day, intervals in days}


def _told(wish: NewShiftTemplate) -> dict[str, object]:
    kinds = sorted(each.value for each in wish.day_kinds)
    return {**asdict(wish), "day_kinds": kinds, "weekdays": sorted(wish.weekdays)}


def _entered(template: ShiftTemplate) -> NewShiftTemplate:
    return NewShiftTemplate(
        name=template.name,
        from_minute=template.from_minute,
        to_minute=template.to_minute,
        day_kinds=template.day_kinds,
        weekdays=template.weekdays,
        post=template.post,
        needed=template.needed,
        most=template.most,
        at_desk=template.at_desk,
        skill_id=template.skill_id,
        skilled=template.skilled,
        sort_order=template.sort_order,
    )
