"""What a visitor can do alone at the touch page: say something, and read what was answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import RATING_WORDS, NewEntry
from stationdesk.domain.feedback.kinds import Channel
from stationdesk.domain.feedback.lines import BoardQuery
from stationdesk.domain.feedback.visits import Heard, Visit, visit_problems
from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.i18n import _
from stationdesk.services.attachments import Attachments
from stationdesk.services.changes import Topic
from stationdesk.services.feedback import Feedback
from stationdesk.services.feedback_desk.desk import ENTITY
from stationdesk.store import settings

if TYPE_CHECKING:
    from datetime import datetime

    from stationdesk.domain.feedback.lines import BoardLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.context import Context
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts

MOST_ANSWERS = 60
"""Answers shown at once; older ones hang on the board of paper."""


class TouchPage:
    """The visitors' own desk: it enters what they say, and never shows who said what.

    Whatever is kept here is recorded as the visitor's deed, not as that of whoever works at this
    PC, and offers no way back: the next Ctrl+Z of a keeper must not take a visitor's word away.
    """

    def __init__(
        self, context: Context, station: StationFacts, inventory: Inventory, amenities: Amenities
    ) -> None:
        self._context = replace(context, who=_visitor)
        self._station = station
        self._feedback = Feedback(self._context, station, inventory, amenities)
        self._attachments = Attachments(self._context)

    def station_name(self) -> str:
        """Return whose touch page it is, empty before the station was set up."""
        known = self._station.station()
        return known.name if known else ""

    def kept_days(self) -> int:
        """Return how many days after closing a name and a phone are still kept."""
        return settings_from(settings.stored()).feedback_retention_days

    def keep(self, visit: Visit) -> Heard:
        """Enter what was said, with the handwriting; twice with one key, once.

        Raises:
            Refused: naming everything that is missing.
        """
        refuse_if_any(visit_problems(visit))
        with self._context.deed(Topic.FEEDBACK):
            entry_id = self._feedback.register(self._entry_of(visit))
            entry = self._feedback.entry(entry_id)
            if visit.picture and not self._attachments.of(ENTITY, entry.uid):
                self._attachments.add(ENTITY, entry.uid, "handwriting.png", visit.picture)
        due = entry.final_due_at
        return Heard(entry.number, due.date() if due else None, called=entry.reachable)

    def answers(self) -> list[BoardLine]:
        """Return what hangs on the board, the newest first, in words that name nobody."""
        return self._feedback.board_lines(BoardQuery(on=self._context.today()), MOST_ANSWERS)

    def _entry_of(self, visit: Visit) -> NewEntry:
        return NewEntry(
            body=_body_of(visit),
            kind=visit.kind,
            said_at=self._this_minute(),
            channel=Channel.TOUCH,
            visitor_group=visit.visitor_group,
            author_name=visit.name.strip(),
            author_phone=visit.phone,
            praised=visit.praised,
            handwritten=bool(visit.picture),
            request_key=visit.request_key,
        )

    def _this_minute(self) -> datetime:
        """Return the local minute; the end of the day where a run fixed another one."""
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)


def _body_of(visit: Visit) -> str:
    """Return the text of the entry; a rating stands before what was said about it."""
    said = visit.body.strip()
    if visit.rating is None:
        return said
    rated = _("The service was rated {rating} of 5: {words}.")
    told = rated.format(rating=visit.rating, words=_(RATING_WORDS[visit.rating]))
    return f"{told}\n{said}" if said else told


def _visitor() -> str:
    return _("Visitor at the touch page")
