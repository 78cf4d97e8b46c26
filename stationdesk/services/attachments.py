"""What a person can do with photos of records: add them, look at them, put them away."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from stationdesk.documents.photos import MEDIA_TYPE, shrunk_photo
from stationdesk.domain.keeping.photos import photo_problems
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import attachments as store
from stationdesk.store import found_things, inspections, kept_things

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import AttachmentId
    from stationdesk.services.context import Context

TOPICS = {
    "station": Topic.STATION,
    "item": Topic.INVENTORY,
    "stock document": Topic.INVENTORY,
    "required set": Topic.INVENTORY,
    "hand_check": Topic.TIERS,
    "exemption": Topic.TIERS,
    "kept_thing": Topic.KEEPING,
    "found_thing": Topic.KEEPING,
    "feedback_entry": Topic.FEEDBACK,
    "feedback_page": Topic.FEEDBACK,
    "inspection": Topic.INSPECTIONS,
    "inspection_line": Topic.INSPECTIONS,
    "corrective_action": Topic.INSPECTIONS,
    "posted_document": Topic.INSPECTIONS,
}
"""What a photo touches, by the record it belongs to; amenities, faults and runs otherwise."""

_KINDS_OF = {"kept_thing": kept_things.uid_kind, "found_thing": found_things.uid_kind}
"""Things of people, and how their kind is known."""

_WRITTEN_BY_PEOPLE = frozenset({"feedback_entry", "feedback_page"})
"""Pictures of what somebody wrote; of these, too, only the picture is kept."""


class Attachments:
    """Photos that belong to records."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def add(
        self, entity: str, uid: str, file_name: str, content: bytes, note: str = ""
    ) -> AttachmentId:
        """Keep a photo with a record, made small and freed of what the camera wrote into it.

        Of kept and found things, and of the feedback book, neither the file's own name nor a note
        is kept: both may name people, and a photo is for good.

        Raises:
            Refused: when ``content`` is no picture that can be kept, or shows somebody's papers;
                when it is for an inspection that is signed.
        """
        of_people = entity in _KINDS_OF or entity in _WRITTEN_BY_PEOPLE
        if entity in _KINDS_OF:
            refuse_if_any(photo_problems(_KINDS_OF[entity](uid) or ""))
        _refuse_signed(entity, uid)
        photo = shrunk_photo(content, file_name)
        stem = "" if of_people else PurePath(file_name).stem
        with self._context.deed(_topic(entity)):
            kept = store.add(
                entity,
                uid,
                content=photo.content,
                file_name=f"{stem or 'photo'}.jpg",
                media_type=MEDIA_TYPE,
                note="" if of_people else note,
                business_date=self._context.today(),
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            after = {"photo": kept.uid, "file_name": kept.file_name, "note": kept.note}
            self._context.note(entity, uid, "add photo", after=after)
        self._offer(N_("Photo “{file}” was added."), kept, self._context.today())
        return kept.id

    def of(self, entity: str, uid: str) -> list[Attachment]:
        """Return a record's photos, the newest first."""
        return store.of(entity, uid)

    def content(self, attachment_id: AttachmentId) -> bytes:
        """Return the bytes of a photo (JPEG)."""
        return store.content(attachment_id)

    def archive(self, attachment_id: AttachmentId) -> None:
        """Put a photo away; it stays in the file.

        Raises:
            Refused: where there is none of that id, or the inspection it belongs to is signed.
        """
        kept = store.attachment(attachment_id)
        if kept is None:
            raise Refused([Problem("photo", N_("This photo is no longer there."))])
        _refuse_signed(kept.entity, kept.entity_uid)
        self._set_archived(kept, self._context.today())
        self._offer(N_("Photo “{file}” was put away."), kept, None)

    def _set_archived(self, kept: Attachment, day: date | None) -> None:
        with self._context.deed(_topic(kept.entity)):
            store.set_archived(kept.id, day)
            action = "bring back photo" if day is None else "put away photo"
            self._context.note(kept.entity, kept.entity_uid, action, after={"photo": kept.uid})

    def _offer(self, phrase: str, kept: Attachment, take_back_to: date | None) -> None:
        take_back = partial(self._set_archived, kept, take_back_to)
        self._context.offer_undo(Undo(phrase, {"file": kept.file_name}, take_back))


def _topic(entity: str) -> Topic:
    return TOPICS.get(entity, Topic.AMENITIES)


def _refuse_signed(entity: str, uid: str) -> None:
    """Refuse to touch the photos of what was signed: it never changes."""
    if inspections.is_signed(entity, uid):
        phrase = N_("The inspection is signed; put photos with its corrective action instead.")
        raise Refused([Problem("photo", phrase)])
