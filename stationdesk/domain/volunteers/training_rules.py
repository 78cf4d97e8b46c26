"""Which trainings and honours can be written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.stars import STAR_HOURS, stars_held
from stationdesk.domain.volunteers.training import HonourKind
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.training import Honour, NewHonour, NewTraining

LONGEST_TITLE = 80
LONGEST_HONOUR = 60
LONGEST_TEXT = 500
DAY_MINUTES = 1440


def training_problems(
    wish: NewTraining, known: Collection[VolunteerId], today: date
) -> Iterator[Problem]:
    """Tell why a training cannot be written down; ``known`` are the volunteers on record.

    A training that is still to come has no results yet.
    """
    if not wish.title.strip():
        yield Problem("title", N_("Write what the training was about."))
    if not 0 <= wish.from_minute < wish.to_minute <= DAY_MINUTES:
        yield Problem("from_minute", N_("The times are no stretch of one day."))
    if wish.results and wish.business_date > today:
        yield Problem("results", N_("A training that is still to come has no results yet."))
    if any(each not in known for each in wish.results):
        yield Problem("results", N_("This volunteer is not on record."))
    yield from _too_long(
        ("title", wish.title, LONGEST_TITLE),
        ("trainer", wish.trainer, LONGEST_HONOUR),
        ("place", wish.place, LONGEST_HONOUR),
        ("content", wish.content, LONGEST_TEXT),
    )


def void_problems(reason: str) -> Iterator[Problem]:
    """Tell why a training cannot be taken off the record."""
    if not reason.strip():
        yield Problem("reason", N_("Write why the training is taken off the record."))


def honour_problems(
    wish: NewHonour, others: Iterable[Honour], today: date, *, is_praise: bool
) -> Iterator[Problem]:
    """Tell why an honour cannot be given to somebody who was given ``others``.

    ``is_praise`` tells whether the entry it names is a praise of the feedback book.
    """
    if not wish.title.strip():
        yield Problem("title", N_("Write the name of the honour."))
    if not wish.given_by.strip():
        yield Problem("given_by", N_("Write who gave the honour."))
    if wish.given_on > today:
        yield Problem("given_on", N_("An honour cannot be given in the future."))
    if wish.entry_uid and not is_praise:
        yield Problem("entry_uid", N_("This is no praise of the feedback book."))
    yield from _star_problems(wish, others)
    yield from _too_long(
        ("title", wish.title, LONGEST_HONOUR),
        ("given_by", wish.given_by, LONGEST_HONOUR),
        ("reason", wish.reason, LONGEST_TEXT),
    )


def _star_problems(wish: NewHonour, others: Iterable[Honour]) -> Iterator[Problem]:
    if wish.kind is not HonourKind.STAR:
        if wish.stars:
            yield Problem("stars", N_("Only a star volunteer has stars."))
    elif not 1 <= wish.stars <= len(STAR_HOURS):
        yield Problem("stars", N_("A star volunteer has one to five stars."))
    elif stars_held(others) >= wish.stars:
        yield Problem("stars", N_("As many stars were given already."))


def _too_long(*texts: tuple[str, str, int]) -> Iterator[Problem]:
    for about, text, most in texts:
        if len(text.strip()) > most:
            phrase = N_("This text has at most {most} characters.")
            yield Problem(about, phrase, {"most": most})
