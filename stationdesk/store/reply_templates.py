"""The station's own ready-made answers in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import Outcome
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.templates import Template
from stationdesk.domain.ids import TemplateId
from stationdesk.store.plain_sql import as_day, rows
from stationdesk.store.tables import ReplyTemplateRow

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.feedback.templates import NewTemplate


def add(wish: NewTemplate) -> tuple[TemplateId, str]:
    """Keep a template, and return its id and uid."""
    row = ReplyTemplateRow.create(**_fields(wish), archived_on=None, version=1)
    return TemplateId(row.id), str(row.uid)


def change(template_id: TemplateId, wish: NewTemplate) -> None:
    """Write a template anew."""
    _update(template_id, **_fields(wish))


def set_archived(template_id: TemplateId, on: date | None) -> None:
    """Offer a template no longer; None offers it again."""
    _update(template_id, archived_on=on)


def all_templates() -> list[Template]:
    """Return every template of the station, archived ones too, in the order of their entry."""
    sql = "SELECT id, title, body, kind, outcome, archived_on, version FROM reply_template"
    return [
        Template(
            id=TemplateId(template_id),
            title=title,
            body=body,
            kind=FeedbackKind(kind) if kind else None,
            outcome=Outcome(outcome) if outcome else None,
            archived_on=as_day(archived_on),
            version=version,
        )
        for template_id, title, body, kind, outcome, archived_on, version in rows(
            f"{sql} ORDER BY id"
        )
    ]


def uid_of(template_id: TemplateId) -> str:
    """Return the uid of a template."""
    return str(ReplyTemplateRow.get_by_id(template_id).uid)


def _update(template_id: TemplateId, **fields: object) -> None:
    ReplyTemplateRow.update(**fields, version=ReplyTemplateRow.version + 1).where(
        ReplyTemplateRow.id == template_id
    ).execute()


def _fields(wish: NewTemplate) -> dict[str, object]:
    return {
        "kind": wish.kind.value if wish.kind else "",
        "outcome": wish.outcome.value if wish.outcome else "",
        "title": wish.title.strip(),
        "body": wish.body.strip(),
    }
