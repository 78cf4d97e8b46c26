"""Ready-made answers: those that come with the program, and the station's own in their place."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.templates import (
    NewTemplate,
    Template,
    filled,
    template_problems,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_, language
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import BookDesk
from stationdesk.services.reply_templates import ready_made
from stationdesk.store import reply_templates as store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.feedback.entries import Outcome
    from stationdesk.domain.feedback.kinds import FeedbackKind
    from stationdesk.domain.ids import EntryId, TemplateId

TEMPLATE_ENTITY = "reply_template"


class Templates(BookDesk):
    """A template of the station's own stands in for a ready-made one of the same name and place."""

    def templates(
        self,
        kind: FeedbackKind | None = None,
        outcome: Outcome | None = None,
        *,
        archived: bool = False,
    ) -> list[Template]:
        """Return what may be offered for a kind and an outcome, None for any.

        The closer fits come first: those for just this kind before those for all. ``archived``
        gives those that are offered no longer instead.
        """
        own = store.all_templates()
        taken = {each.place for each in own}
        ready = [each for each in ready_made(language()) if each.place not in taken]
        found = [
            each
            for each in (*own, *ready)
            if (each.archived_on is not None) == archived and each.fits(kind, outcome)
        ]
        return sorted(found, key=lambda each: (each.kind is None, each.outcome is None))

    def keep_template(self, wish: NewTemplate, template_id: TemplateId | None = None) -> TemplateId:
        """Keep a template, a new one or in place of the station's own of that id.

        Raises:
            Refused: naming every reason, also that another one has the same name and place.
        """
        own = store.all_templates()
        same = next((each for each in own if each.place == _place(wish)), None)
        before = next((each for each in own if each.id == template_id), None)
        if before is None and same is not None and same.archived_on is not None:
            before = same
        problems = list(template_problems(wish))
        if same is not None and same is not before:
            problems.append(Problem("title", N_("There is a template of this name already.")))
        refuse_if_any(problems)
        with self._context.deed(Topic.FEEDBACK):
            kept = self._keep_template(wish, None if before is None else before.id)
        take_back = partial(self._take_template_back, kept, before)
        phrase = N_("Template “{title}” was kept.")
        self._context.offer_undo(Undo(phrase, {"title": wish.title.strip()}, take_back))
        return kept

    def archive_template(self, template: Template) -> None:
        """Offer a template no longer; a ready-made one is hidden by one of the station's own."""
        with self._context.deed(Topic.FEEDBACK):
            template_id = template.id or self._keep_template(_wish_of(template), None)
            self._set_archived(template_id, archived=True)
        take_back = partial(self._set_archived, template_id, archived=False)
        phrase = N_("Template “{title}” is offered no longer.")
        self._context.offer_undo(Undo(phrase, {"title": template.title}, take_back))

    def bring_template_back(self, template: Template) -> None:
        """Offer an archived template again.

        Raises:
            Refused: where it is not one of the station's own.
        """
        if template.id is None:
            raise Refused([Problem("template", N_("This template is offered already."))])
        self._set_archived(template.id, archived=False)

    def fill_template(self, template: Template, values: Mapping[str, str]) -> str:
        """Return a template's text; a blank without a value stays, and blocks sending."""
        return filled(template.body, values)

    def values_for(self, entry_id: EntryId, replied_by: str = "") -> dict[str, str]:
        """Return what is known for the blanks: number, days, place, station, who answers.

        Each under its Chinese and its English name; nothing that tells the author.
        """
        entry, station = self.entry(entry_id), self._station.for_papers()
        known = {
            ("编号", "number"): entry.number,
            ("留言日期", "day said"): _long_day(entry.on),
            ("今天", "today"): _long_day(self._context.today()),
            ("地点", "place"): entry.place,
            ("驿站", "station"): station.name,
            ("电话", "telephone"): station.phone,
            ("答复人", "answered by"): replied_by.strip(),
            ("受表扬人", "praised"): entry.praised,
        }
        return {name: text for names, text in known.items() for name in names if text}

    def _keep_template(self, wish: NewTemplate, template_id: TemplateId | None) -> TemplateId:
        if template_id is None:
            template_id, _uid = store.add(wish)
        else:
            store.change(template_id, wish)
            store.set_archived(template_id, None)
        self._note_template(template_id, "keep", asdict(wish))
        return template_id

    def _take_template_back(self, template_id: TemplateId, before: Template | None) -> None:
        if before is None or before.archived_on is not None:
            self._set_archived(template_id, archived=True)
            return
        with self._context.deed(Topic.FEEDBACK):
            self._keep_template(_wish_of(before), template_id)

    def _set_archived(self, template_id: TemplateId, *, archived: bool) -> None:
        with self._context.deed(Topic.FEEDBACK):
            store.set_archived(template_id, self._context.today() if archived else None)
            self._note_template(template_id, "archive" if archived else "bring back", {})

    def _note_template(
        self, template_id: TemplateId, action: str, after: Mapping[str, object]
    ) -> None:
        self._context.note(TEMPLATE_ENTITY, store.uid_of(template_id), action, after=after)


def _wish_of(template: Template) -> NewTemplate:
    return NewTemplate(
        title=template.title, body=template.body, kind=template.kind, outcome=template.outcome
    )


def _place(wish: NewTemplate) -> tuple[FeedbackKind | None, Outcome | None, str]:
    return wish.kind, wish.outcome, wish.title.strip()


def _long_day(day: date) -> str:
    """Return a day as a letter writes it: 2026年3月5日, or 2026-03-05 in English."""
    chinese = language().startswith("zh")
    return f"{day.year}年{day.month}月{day.day}日" if chinese else day.isoformat()
