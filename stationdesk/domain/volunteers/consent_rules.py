"""What a guardian's consent must tell, and which pairs and limits can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.domain.phones import is_whole_phone, plain_phone
from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.profile_rules import plain_name
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.volunteers.people import NewConsent

LONGEST_NAME = 60
LONGEST_RELATION = 20


def plain_consent(wish: NewConsent) -> NewConsent:
    """Return a consent as it is kept."""
    return replace(
        wish,
        guardian=plain_name(wish.guardian),
        relation=plain_name(wish.relation),
        phone=plain_phone(wish.phone),
    )


def consent_problems(wish: NewConsent, today: date) -> Iterator[Problem]:
    """Tell why a consent, tidied by ``plain_consent``, cannot be written down."""
    if not wish.guardian:
        yield Problem("guardian", N_("Write the name of the guardian."))
    if not wish.relation:
        yield Problem("relation", N_("Write what the guardian is to the volunteer."))
    if wish.phone and not is_whole_phone(wish.phone):
        yield Problem("phone", N_("Write a whole phone number of the guardian."))
    if wish.signed_on > today:
        yield Problem("signed_on", N_("The consent cannot be signed in the future."))
    if wish.valid_until is not None and wish.valid_until < wish.signed_on:
        yield Problem("valid_until", N_("The consent ends before it was signed."))
    limits = (
        ("guardian", wish.guardian, LONGEST_NAME),
        ("relation", wish.relation, LONGEST_RELATION),
    )
    for about, text, most in limits:
        if len(text) > most:
            phrase = N_("This text has at most {most} characters.")
            yield Problem(about, phrase, {"most": most})
