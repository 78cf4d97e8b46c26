"""What an entry must say before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import LONGEST_BODY, FeedbackKind, PraiseForm
from stationdesk.domain.masking import masked, masked_name
from stationdesk.domain.phones import is_whole_phone, phone_problems, tail_of
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import says_something, without_unseen
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from stationdesk.domain.feedback.entries import NewEntry

LONGEST_NAME = 40
LONGEST_PLACE = 100
HANDWRITTEN = N_("Written by hand, see the picture.")
"""What stands for the text of an entry that is an image."""


def entry_problems(wish: NewEntry, now: datetime) -> Iterator[Problem]:
    """Tell every reason why an entry cannot be kept so; ``now`` is a local minute."""
    if not says_something(wish.body) and not wish.handwritten:
        yield Problem("body", N_("Write what was said."))
    elif len(wish.body.strip()) > LONGEST_BODY:
        phrase = N_("The text has at most {most} characters.")
        yield Problem("body", phrase, {"most": LONGEST_BODY})
    if wish.said_at > now:
        yield Problem("said_at", N_("It cannot have been said later than now."))
    if wish.visitor_group not in VISITOR_GROUPS:
        yield Problem("visitor_group", N_("Choose a group of visitors."))
    yield from phone_problems("author_phone", wish.author_phone)
    yield from _length_problems(wish)
    yield from _praise_problems(wish)


def can_be_reached(name: str, phone: str) -> bool:
    """Tell whether an author can be told an answer: a name, and a phone one can call."""
    return says_something(name) and is_whole_phone(phone)


def body_of(wish: NewEntry, handwritten: str) -> str:
    """Return the text that is kept; of an image without words the phrase ``handwritten``."""
    return without_unseen(wish.body).strip() or handwritten


def praise_form_of(wish: NewEntry) -> PraiseForm:
    """Return in which form praise came, words unless said otherwise; none for other kinds."""
    if wish.kind is not FeedbackKind.PRAISE:
        return PraiseForm.NONE
    return PraiseForm.WORDS if wish.praise_form is PraiseForm.NONE else wish.praise_form


def without_author(text: str, name: str, phone: str) -> str:
    """Return a note without its author: whole phones, ID numbers and the author's name masked."""
    plain = masked(text.strip())
    if len(name) > 1:
        plain = plain.replace(name, masked_name(name))
    return plain.replace(phone, f"****{tail_of(phone)}") if is_whole_phone(phone) else plain


def _length_problems(wish: NewEntry) -> Iterator[Problem]:
    names = {
        "author_name": wish.author_name,
        "about_person": wish.about_person,
        "praised": wish.praised,
    }
    for about, name in names.items():
        if len(name.strip()) > LONGEST_NAME:
            phrase = N_("A name has at most {most} characters.")
            yield Problem(about, phrase, {"most": LONGEST_NAME})
    if len(wish.place.strip()) > LONGEST_PLACE:
        phrase = N_("A place has at most {most} characters.")
        yield Problem("place", phrase, {"most": LONGEST_PLACE})


def _praise_problems(wish: NewEntry) -> Iterator[Problem]:
    if wish.kind is not FeedbackKind.PRAISE and wish.praise_form is not PraiseForm.NONE:
        yield Problem("praise_form", N_("Only praise comes as a banner or a letter of praise."))
