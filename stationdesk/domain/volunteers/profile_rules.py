"""Who can be entered as a volunteer, who is one already, and who can be taken out again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.phones import is_whole_phone, plain_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import without_unseen
from stationdesk.domain.volunteers.ages import birth_problems
from stationdesk.domain.volunteers.identity_numbers import (
    Identity,
    birth_of,
    disagreements,
    is_sound,
    number_problems,
    plain_identity,
    sex_of,
)
from stationdesk.domain.volunteers.people import NewVolunteer, Sex
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.volunteers.people import Volunteer

LONGEST_NAME = 60
LONGEST_GROUP = 40
LONGEST_NATIONAL_NUMBER = 30
LONGEST_NOTE = 500
MOST_PROMISED = 31 * 24 * 60
"""Minutes of the longest month."""
CARD_PREFIX = "SDV"
CARD_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a card's code is drawn from: nothing that is read as something else (0 O, 1 I L, U V)."""
CARD_LENGTH = 10


def plain_name(name: str) -> str:
    """Return a name as it is kept: no blanks at its ends, single ones within, nothing unseen."""
    return " ".join(without_unseen(name).split())


def plain_volunteer(wish: NewVolunteer) -> NewVolunteer:
    """Return somebody as they are kept: tidied, and with what a sound identity number tells.

    A month or year of birth becomes the whole day, and a sex that nobody told is filled in.
    """
    identity = plain_identity(wish.identity)
    tidy = replace(
        wish,
        name=plain_name(wish.name),
        born=wish.born.strip(),
        phone=plain_phone(wish.phone),
        group=plain_name(wish.group),
        national_number=plain_identity(wish.national_number),
        note=without_unseen(wish.note).strip(),
        identity=identity,
    )
    birth = birth_of(identity) if is_sound(wish.identity_document, identity) else None
    if birth is None:
        return tidy
    born = birth.isoformat() if birth.isoformat().startswith(tidy.born) else tidy.born
    sex = sex_of(identity) if tidy.sex is Sex.NOT_TOLD else tidy.sex
    return replace(tidy, born=born, sex=sex)


def volunteer_problems(
    wish: NewVolunteer, today: date, known: Identity | None = None
) -> Iterator[Problem]:
    """Tell why somebody, tidied by ``plain_volunteer``, cannot be entered.

    ``known`` is the identity on record, which holds where no number is typed.
    """
    if not wish.name:
        yield Problem("name", N_("Write the name of the volunteer."))
    yield from birth_problems(wish.born, today)
    if wish.phone and not is_whole_phone(wish.phone):
        yield Problem("phone", N_("Write a whole phone number of the volunteer."))
    if wish.joined_on is not None and wish.joined_on > today:
        yield Problem("joined_on", N_("The day of joining lies in the future."))
    if not 0 <= wish.promised_minutes <= MOST_PROMISED:
        yield Problem("promised_minutes", N_("So many hours are not in a month."))
    if wish.novice and wish.mentor:
        yield Problem("mentor", N_("A novice cannot be the mentor of novices."))
    yield from number_problems(wish.identity_document, wish.identity)
    identity = Identity(wish.identity_document, wish.identity) if wish.identity else known
    if identity is not None:
        yield from disagreements(identity.document, identity.number, wish.born, wish.sex)
    yield from _length_problems(wish)


def known_problems(known: Volunteer | None) -> Iterator[Problem]:
    """Tell that somebody is on record already."""
    if known is not None:
        phrase = N_("This person is on record already: {number}.")
        yield Problem("name", phrase, {"number": known.number})


def as_wish(volunteer: Volunteer) -> NewVolunteer:
    """Return somebody on record as a form would type them; the identity number stays untyped."""
    return NewVolunteer(
        name=volunteer.name,
        sex=volunteer.sex,
        born=volunteer.born,
        phone=volunteer.phone,
        group=volunteer.group,
        national_number=volunteer.national_number,
        joined_on=volunteer.joined_on,
        promised_minutes=volunteer.promised_minutes,
        novice=volunteer.novice,
        mentor=volunteer.mentor,
        in_ranking=volunteer.in_ranking,
        note=volunteer.note,
    )


def referred_problems(*, is_referred_to: bool) -> Iterator[Problem]:
    """Tell that an entry was no mistake: something was done with it."""
    if is_referred_to:
        phrase = N_(
            "There are shifts, hours or trainings of this volunteer; let them leave instead."
        )
        yield Problem("volunteer", phrase)


def void_reason_problems(reason: str) -> Iterator[Problem]:
    """Tell why an entry is not taken out as made by mistake."""
    if not reason.strip():
        yield Problem("reason", N_("Write why the entry is taken out."))


def erased_problems(volunteer: Volunteer) -> Iterator[Problem]:
    """Tell that it is known no more who somebody was: nothing private is written down again."""
    if volunteer.erased_on is not None:
        phrase = N_("The data of {number} was erased on {day}.")
        yield Problem("volunteer", phrase, {"number": volunteer.number, "day": volunteer.erased_on})


def erase_problems(
    volunteer: Volunteer, *, shifts_ahead: int, is_there: bool, reason: str
) -> Iterator[Problem]:
    """Tell why somebody's personal data cannot be erased now."""
    yield from erased_problems(volunteer)
    if shifts_ahead:
        phrase = N_(
            "{number} is still planned for {count} shifts; take these off the roster first."
        )
        yield Problem("volunteer", phrase, {"number": volunteer.number, "count": shifts_ahead})
    if is_there:
        phrase = N_("{number} is signed in; let them sign out first.")
        yield Problem("volunteer", phrase, {"number": volunteer.number})
    if not reason.strip():
        yield Problem("reason", N_("Write why the data is erased."))


def unmask_problems(volunteer: Volunteer, reason: str) -> Iterator[Problem]:
    """Tell why a number cannot be shown whole."""
    yield from erased_problems(volunteer)
    if not reason.strip():
        yield Problem("reason", N_("Write why the whole number must be seen."))


def _length_problems(wish: NewVolunteer) -> Iterator[Problem]:
    limits = (
        ("name", wish.name, LONGEST_NAME),
        ("group", wish.group, LONGEST_GROUP),
        ("national_number", wish.national_number, LONGEST_NATIONAL_NUMBER),
        ("note", wish.note, LONGEST_NOTE),
    )
    for about, text, most in limits:
        if len(text) > most:
            yield Problem(about, N_("This text has at most {most} characters."), {"most": most})
