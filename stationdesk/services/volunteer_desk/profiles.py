"""Volunteers on record: entered, changed, found again, and taken out where it was a mistake."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_code, new_uid
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.volunteers.identity_numbers import Identity
from stationdesk.domain.volunteers.profile_rules import (
    CARD_LENGTH,
    CARD_PREFIX,
    CARD_SIGNS,
    as_wish,
    known_problems,
    plain_name,
    plain_volunteer,
    referred_problems,
    void_reason_problems,
    volunteer_problems,
)
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.search_words import search_words
from stationdesk.services.versions import refuse_if_changed
from stationdesk.services.volunteer_desk.desk import ENTITY, VolunteerDesk
from stationdesk.store import volunteers as store
from stationdesk.store import volunteers_private, volunteers_standing

if TYPE_CHECKING:
    from stationdesk.domain.ids import ImportId, VolunteerId
    from stationdesk.domain.volunteers.people import NewVolunteer, Volunteer


class Profiles(VolunteerDesk):
    """Who the volunteers are."""

    def add(self, wish: NewVolunteer, import_id: ImportId | None = None) -> VolunteerId:
        """Enter a volunteer, standing as wished since the day of joining (without one, today).

        A sound identity number completes the birth and the sex. The same ``request_key`` a second
        time changes nothing and returns the first one.

        Raises:
            Refused: naming every field that cannot stay so, or the number of the same person.
        """
        tidy = plain_volunteer(wish)
        with self._context.deed():
            if (known := store.find_by_key(tidy.request_key)) is not None:
                return known
            self._refuse(tidy, None)
            volunteer = self._add(tidy, import_id)
        self._offer(
            N_("{name} was entered as {number}."),
            partial(self._take_out, volunteer),
            name=volunteer.name,
            number=volunteer.number,
        )
        return volunteer.id

    def change(self, volunteer_id: VolunteerId, wish: NewVolunteer, version: int) -> None:
        """Write a volunteer anew, if nobody else did since ``version`` was read.

        An empty identity number keeps the one that is known. How the volunteer stands is changed
        by ``set_standing`` alone.

        Raises:
            Refused: naming every field that cannot stay so, or who changed it meanwhile.
        """
        before = self._known(volunteer_id)
        identity = volunteers_private.identity_of(volunteer_id)
        refuse_if_changed(ENTITY, before.uid, seen=version, stored=before.version)
        tidy = plain_volunteer(wish)
        self._refuse(tidy, before)
        self._write(before, tidy)
        take_back = partial(
            self._write_back, before, identity, self.volunteer(volunteer_id).version
        )
        self._offer(N_("What is known of {name} was changed."), take_back, name=tidy.name)

    def forget_identity(self, volunteer_id: VolunteerId) -> None:
        """Keep the identity number no longer; nothing else changes."""
        volunteer = self.volunteer(volunteer_id)
        identity = volunteers_private.identity_of(volunteer_id)
        if identity is None:
            return
        self._keep_identity(volunteer, None)
        take_back = partial(self._keep_identity, volunteer, identity)
        phrase = N_("The identity number of {name} was removed.")
        self._offer(phrase, take_back, name=volunteer.name)

    def void(self, volunteer_id: VolunteerId, reason: str) -> None:
        """Take an entry out that was made by mistake; somebody who served leaves instead.

        Raises:
            Refused: without a reason, or when shifts, hours or trainings refer to it.
        """
        volunteer = self.volunteer(volunteer_id)
        referred = store.is_referred_to(volunteer_id)
        refuse_if_any([*referred_problems(is_referred_to=referred), *void_reason_problems(reason)])
        self._set_voided(volunteer, voided=True)
        take_back = partial(self._bring_back, volunteer)
        self._offer(N_("The entry {number} was taken out."), take_back, number=volunteer.number)

    def known_like(self, wish: NewVolunteer, itself: VolunteerId | None = None) -> Volunteer | None:
        """Return who on record is the same person: same name and phone, or identity number."""
        tidy = plain_volunteer(wish)
        same = store.same_person(tidy.name, tidy.phone, tidy.identity)
        return next((each for each in same if each.id != itself), None)

    def named(self, name: str) -> list[Volunteer]:
        """Return the volunteers of exactly that name, the earliest entered first."""
        return store.named(plain_name(name))

    def by_card(self, code: str) -> Volunteer | None:
        """Return whose card says ``code``; None for an old card, or none of this station."""
        return store.by_card(code.strip().upper())

    def new_card(self, volunteer_id: VolunteerId) -> str:
        """Return a new code for the card; the old card opens nothing any more."""
        volunteer, code = self._known(volunteer_id), _drawn_code()
        self._set_card(volunteer, code)
        take_back = partial(self._set_card, volunteer, volunteer.card_code)
        phrase = N_("{name} has a new card; the old one counts no more.")
        self._offer(phrase, take_back, name=volunteer.name)
        return code

    def _refuse(self, tidy: NewVolunteer, itself: Volunteer | None) -> None:
        """Refuse what cannot be entered; ``itself`` is on record and not in its own way."""
        known_identity = None if itself is None else volunteers_private.identity_of(itself.id)
        same = self.known_like(tidy, None if itself is None else itself.id)
        wrong = volunteer_problems(tidy, self._context.today(), known_identity)
        refuse_if_any([*wrong, *known_problems(same)])

    def _add(self, tidy: NewVolunteer, import_id: ImportId | None) -> Volunteer:
        with self._context.deed(Topic.VOLUNTEERS):
            stamp = self._stamp()
            volunteer_id = store.add(
                tidy,
                uid=new_uid(),
                card_code=_drawn_code(),
                search_words=search_words(tidy.name),
                import_id=import_id,
                **stamp,
            )
            since = tidy.joined_on or self._context.today()
            volunteers_standing.add(volunteer_id, tidy.standing, since, "", **stamp)
            if tidy.identity:
                identity = Identity(tidy.identity_document, tidy.identity)
                volunteers_private.keep_identity(volunteer_id, identity, **stamp)
            volunteer = self.volunteer(volunteer_id)
            self._note(volunteer, "add", standing=tidy.standing.value, since=since)
        return volunteer

    def _write(self, before: Volunteer, tidy: NewVolunteer) -> None:
        changed = _changed(as_wish(before), tidy)
        with self._deed(before, "change", changed=changed) as stamp:
            store.change(before.id, tidy, search_words(tidy.name))
            if tidy.identity:
                identity = Identity(tidy.identity_document, tidy.identity)
                volunteers_private.keep_identity(before.id, identity, **stamp)

    def _write_back(self, before: Volunteer, identity: Identity | None, version: int) -> None:
        now = self.volunteer(before.id)
        refuse_if_changed(ENTITY, now.uid, seen=version, stored=now.version)
        wish = as_wish(before)
        with self._deed(now, "change back", changed=_changed(as_wish(now), wish)) as stamp:
            store.change(before.id, wish, search_words(wish.name))
            volunteers_private.keep_identity(before.id, identity, **stamp)

    def _keep_identity(self, volunteer: Volunteer, identity: Identity | None) -> None:
        self._known(volunteer.id)
        action = "remove identity" if identity is None else "keep identity"
        with self._deed(volunteer, action) as stamp:
            volunteers_private.keep_identity(volunteer.id, identity, **stamp)

    def _take_out(self, volunteer: Volunteer) -> None:
        refuse_if_any(referred_problems(is_referred_to=store.is_referred_to(volunteer.id)))
        self._set_voided(volunteer, voided=True)

    def _set_voided(self, volunteer: Volunteer, *, voided: bool) -> None:
        with self._deed(volunteer, "void" if voided else "bring back"):
            at, by = self._voiding() if voided else (None, None)
            store.set_voided(volunteer.id, at, by)

    def _bring_back(self, volunteer: Volunteer) -> None:
        refuse_if_any(known_problems(self.known_like(as_wish(volunteer), volunteer.id)))
        self._set_voided(volunteer, voided=False)

    def _set_card(self, volunteer: Volunteer, code: str) -> None:
        self._known(volunteer.id)
        with self._deed(volunteer, "new card"):
            store.set_card_code(volunteer.id, code)


def _drawn_code() -> str:
    return f"{CARD_PREFIX}{new_code(CARD_SIGNS, CARD_LENGTH)}"


def _changed(before: NewVolunteer, after: NewVolunteer) -> list[str]:
    """Return the names of the fields that differ; what stood in them is nobody's business."""
    old, new = asdict(before), asdict(after)
    kept = {"standing", "request_key"}
    if not after.identity:
        kept.add("identity_document")
    return [name for name in new if name not in kept and old[name] != new[name]]
