"""What one can do alone at the touch page: say something, read what was answered, sign in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.lines import SignedAlone
from stationdesk.domain.feedback.entries import RATING_WORDS, NewEntry
from stationdesk.domain.feedback.kinds import Channel
from stationdesk.domain.feedback.lines import BoardQuery
from stationdesk.domain.feedback.visits import Heard, Visit, visit_problems
from stationdesk.domain.masking import masked_name
from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.i18n import _
from stationdesk.services.attachments import Attachments
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.changes import Topic
from stationdesk.services.feedback import Feedback
from stationdesk.services.feedback_desk.desk import ENTITY
from stationdesk.store import settings
from stationdesk.store import volunteers as volunteer_store

if TYPE_CHECKING:
    from datetime import datetime

    from stationdesk.domain.attendance.lines import Signed
    from stationdesk.domain.feedback.lines import BoardLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.context import Context, Undo
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts
    from stationdesk.services.volunteers import Volunteers

MOST_ANSWERS = 60
"""Answers shown at once; older ones hang on the board of paper."""


class TouchPage:
    """The visitors' own desk: it enters what they say, and never shows who said what.

    Whatever is kept here is recorded as the visitor's deed, not as that of whoever works at this
    PC, and offers no way back: the next Ctrl+Z of a keeper must not take a visitor's word away.
    """

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        inventory: Inventory,
        amenities: Amenities,
        volunteers: Volunteers,
    ) -> None:
        self._context = replace(context, who=_visitor)
        self._station = station
        self._feedback = Feedback(self._context, station, inventory, amenities)
        self._attachments = Attachments(self._context)
        by_themselves = replace(context, who=_volunteer, hear_undo=_offer_nothing)
        self._attendance = AttendanceDesk(by_themselves, volunteers)

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

    def serves_volunteers(self) -> bool:
        """Tell whether the station has volunteers who could sign in here."""
        return bool(volunteer_store.everybody())

    def sign_by_pin(self, number_or_tail: str, pin: str) -> SignedAlone:
        """Sign a volunteer in or out by number, or the end of the phone, and PIN.

        Raises:
            Refused: when nobody's PIN fits, too many were wrong shortly before, or signing in is
                not possible.
        """
        return self._told(self._attendance.by_pin(number_or_tail, pin))

    def sign_by_card(self, code: str) -> SignedAlone:
        """Sign the volunteer in or out whose card says ``code``.

        Raises:
            Refused: when it is nobody's card, or signing in is not possible.
        """
        return self._told(self._attendance.by_card(code))

    def _told(self, signed: Signed) -> SignedAlone:
        """Return what a screen in a public room may say of it: never a whole name."""
        line, day = signed.line, signed.line.attendance.business_date
        lines = self._attendance.attendances(day, day, line.attendance.volunteer_id)
        served = [each.attendance for each in lines if not each.attendance.is_void]
        left = line.attendance.left_at
        return SignedAlone(
            signed_in=signed.signed_in,
            name=masked_name(line.name),
            at=line.attendance.came_at if left is None else left,
            shift=line.shift,
            minutes_today=sum(each.minutes for each in served),
        )

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


def _volunteer() -> str:
    return _("Volunteer at the touch page")


def _offer_nothing(_undo: Undo) -> None:
    """Let no keeper's Ctrl+Z take back what a volunteer did alone."""
