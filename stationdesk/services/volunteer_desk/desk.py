"""What all deeds about volunteers share."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.profile_rules import erased_problems
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import volunteers as store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.context import Context

ENTITY = "volunteer"
"""The name under which a volunteer stands in the audit trail. No note there tells who it is."""


class Stamp(TypedDict):
    """When a record is made, and by whom."""

    recorded_at: str
    recorded_by: str


class VolunteerDesk:
    """A part of the deeds about volunteers; ``Volunteers`` is made of all of them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def volunteer(self, volunteer_id: VolunteerId) -> Volunteer:
        """Return one volunteer, also one who left or was erased.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.get(volunteer_id)
        if found is None:
            raise Refused([Problem("volunteer", N_("This volunteer is not on record."))])
        return found

    def _known(self, volunteer_id: VolunteerId) -> Volunteer:
        """Return somebody of whom it is still known who it is.

        Raises:
            Refused: where there is none of that id, or the data was erased.
        """
        volunteer = self.volunteer(volunteer_id)
        refuse_if_any(erased_problems(volunteer))
        return volunteer

    @contextmanager
    def _deed(self, volunteer: Volunteer, action: str, **told: object) -> Iterator[Stamp]:
        """Keep a change about a volunteer with its audit line; ``told`` names no person."""
        with self._context.deed(Topic.VOLUNTEERS):
            yield self._stamp()
            self._note(volunteer, action, **told)

    def _note(self, volunteer: Volunteer, action: str, **told: object) -> None:
        after = {"number": volunteer.number, **told}
        self._context.note(ENTITY, volunteer.uid, action, after=after)

    def _stamp(self) -> Stamp:
        return Stamp(recorded_at=self._context.recorded_at(), recorded_by=self._context.who())

    def _voiding(self) -> tuple[str, str]:
        """Return the moment and the person of a voiding."""
        return self._context.recorded_at(), self._context.who()

    def _offer(self, phrase: str, take_back: Callable[[], object], **values: object) -> None:
        """Offer to take a deed back, unless it was only a part of a larger one."""
        self._context.offer_undo(Undo(phrase, values, take_back))

    def _moment(self) -> int:
        """Return this minute as an absolute one; the start of a day that a run fixed."""
        today, now = self._context.today(), self._context.now()
        minute = now.hour * 60 + now.minute if now.date() == today else 0
        return absolute(today, minute)
