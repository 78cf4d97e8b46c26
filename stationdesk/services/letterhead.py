"""What a person can do with the head and foot of the station's papers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.documents.photos import MEDIA_TYPE, shrunk_photo
from stationdesk.domain.letterhead import (
    KEYS,
    Letterhead,
    letterhead_from,
    letterhead_problems,
    setting_of,
    tidied,
)
from stationdesk.domain.problems import refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import attachments
from stationdesk.store import settings as store

if TYPE_CHECKING:
    from stationdesk.domain.ids import AttachmentId
    from stationdesk.services.context import Context

ENTITY, LOGO = "letterhead", "logo"
"""The record to which the logo's stored file belongs."""


class Letterheads:
    """The letterhead of one station's file."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def letterhead(self) -> Letterhead:
        """Return what papers bear now; blank lines and no logo before anything was chosen."""
        kept = attachments.of(ENTITY, LOGO)
        logo = attachments.content(kept[0].id) if kept else b""
        return letterhead_from(store.stored(), logo)

    def keep(self, wish: Letterhead) -> None:
        """Keep the lines of ``wish``; its logo is kept by ``keep_logo``.

        Raises:
            Refused: naming every line that is too long.
        """
        wish = tidied(wish)
        refuse_if_any(letterhead_problems(wish))
        before = letterhead_from(store.stored())
        if _lines(before) == _lines(wish):
            return
        self._keep(before, wish)
        take_back = partial(self._keep, wish, before)
        self._context.offer_undo(Undo(N_("The letterhead was changed."), {}, take_back))

    def keep_logo(self, file_name: str, content: bytes) -> None:
        """Put a picture at the head of papers, in the place of the one before.

        Raises:
            Refused: when ``content`` is no JPEG, PNG or WebP picture, or too large.
        """
        photo = shrunk_photo(content, file_name)
        before = self._ids()
        with self._context.deed(Topic.STATION):
            self._archive(before)
            kept = attachments.add(
                ENTITY,
                LOGO,
                content=photo.content,
                file_name="logo.jpg",
                media_type=MEDIA_TYPE,
                note="",
                business_date=self._context.today(),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._context.note(ENTITY, LOGO, "change", after={"photo": kept.uid})
        self._offer([kept.id], before)

    def remove_logo(self) -> None:
        """Leave papers without a logo; its file stays."""
        before = self._ids()
        if before:
            self._exchange(before, [])
            self._offer([], before)

    def _keep(self, before: Letterhead, after: Letterhead) -> None:
        with self._context.deed(Topic.STATION):
            for key, value in _lines(after).items():
                store.keep(setting_of(key), value)
            self._context.note(
                "setting", ENTITY, "change", before=_lines(before), after=_lines(after)
            )

    def _ids(self) -> list[AttachmentId]:
        return [each.id for each in attachments.of(ENTITY, LOGO)]

    def _offer(self, away: list[AttachmentId], back: list[AttachmentId]) -> None:
        take_back = partial(self._exchange, away, back)
        self._context.offer_undo(Undo(N_("The logo was changed."), {}, take_back))

    def _exchange(self, away: list[AttachmentId], back: list[AttachmentId]) -> None:
        with self._context.deed(Topic.STATION):
            self._archive(away)
            for logo in back:
                attachments.set_archived(logo, None)
            self._context.note(ENTITY, LOGO, "change", after={"logo": bool(back)})

    def _archive(self, logos: list[AttachmentId]) -> None:
        for logo in logos:
            attachments.set_archived(logo, self._context.today())


def _lines(letterhead: Letterhead) -> dict[str, str]:
    return {key: str(getattr(letterhead, key)) for key in KEYS}
