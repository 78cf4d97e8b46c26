"""The columns of things kept for somebody, of found things, and of what was erased.

No column says more of a person than the masked name and the last four digits of the phone, and
none repeats a remark or a check question: the first may name people, the second helps a cheat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.found import FOUND_KINDS, FOUND_STATE_WORDS, FoundState, Outcome
from stationdesk.domain.keeping.kept import KEPT_KINDS, KEPT_STATE_WORDS, KeptState
from stationdesk.domain.keeping.retention import RECORD_KINDS
from stationdesk.domain.masking import masked_words
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.domain.keeping.retention import RetentionLine, RetentionRun

KEPT_TONES = {
    KeptState.KEPT: Tone.INFO,
    KeptState.DUE: Tone.WARNING,
    KeptState.OVERDUE: Tone.BAD,
    KeptState.HANDED: Tone.GOOD,
}
FOUND_TONES = {
    FoundState.KEPT: Tone.INFO,
    FoundState.TO_PASS_ON: Tone.BAD,
    FoundState.CLAIMED: Tone.GOOD,
    FoundState.PASSED_ON: Tone.GOOD,
    FoundState.DISPOSED: Tone.NEUTRAL,
}


def kept_mark(thing: KeptThing, day: date) -> Mark:
    """Return how a kept thing stands on ``day``, as shown."""
    state = thing.state(day)
    return Mark(KEPT_STATE_WORDS[state], KEPT_TONES[state])


def found_mark(thing: FoundThing, day: date) -> Mark:
    """Return how a found thing stands on ``day``, as shown."""
    state = thing.state(day)
    return Mark(FOUND_STATE_WORDS[state], FOUND_TONES[state])


def kept_text(thing: KeptThing, text: str) -> str:
    """Return a free text about ``thing`` as it may be shown: no phone, and no name known of it."""
    return masked_words(text, thing.owner_name, thing.handed_to)


def found_text(thing: FoundThing, text: str) -> str:
    """Return a free text about ``thing`` as it may be shown: no phone, and no name known of it."""
    claimant = thing.outcome_to if thing.outcome is Outcome.CLAIMED else ""
    return masked_words(text, thing.finder_name, claimant)


def kept_things(day: date) -> tuple[Column[KeptThing], ...]:
    """Return the columns of the safekeeping ledger (代管物品登记表) as it stands on ``day``."""
    return (
        Column("tag", N_("Tag of the thing"), Kind.TEXT, lambda e: e.tag, 8),
        Column("kind", N_("Kind of thing kept"), Kind.TEXT, lambda e: _kept_kind(e.kind), 4),
        Column(
            "description",
            N_("Thing kept"),
            Kind.TEXT,
            lambda e: kept_text(e, e.description),
            14,
            grows=True,
        ),
        Column(
            "owner", N_("Kept for"), Kind.TEXT, lambda e: _person(e.owner_shown, e.erased_on), 4
        ),
        Column("tail", N_("Phone, last four"), Kind.TEXT, lambda e: e.tail, 4),
        Column("place", N_("Shelf of the thing"), Kind.TEXT, _place, 4),
        Column("on", N_("Brought on"), Kind.DAY, lambda e: e.on, 6),
        Column("keep_until", N_("To be fetched by"), Kind.DAY, lambda e: e.keep_until, 6),
        Column("state", N_("State of safekeeping"), Kind.STATE, lambda e: kept_mark(e, day), 5),
        Column("handed_on", N_("Handed over on"), Kind.DAY, lambda e: e.handed_on, 6),
        Column("handed_to", N_("Handed over to"), Kind.TEXT, _handed_to, 4),
        Column("proof", N_("Proof of ownership"), Kind.TEXT, lambda e: kept_text(e, e.proof), 6),
        Column("recorded_by", N_("Taken in by"), Kind.TEXT, lambda e: e.recorded_by, 4),
        Column("handed_by", N_("Handed over by"), Kind.TEXT, lambda e: e.handed_by, 4),
    )


def found_things(day: date) -> tuple[Column[FoundThing], ...]:
    """Return the columns of the lost-property ledger (失物招领登记表) as it stands on ``day``."""
    return (
        Column("number", N_("Found number"), Kind.TEXT, lambda e: e.number, 8),
        Column("kind", N_("Kind of thing found"), Kind.TEXT, lambda e: _found_kind(e.kind), 5),
        Column(
            "description",
            N_("Thing found"),
            Kind.TEXT,
            lambda e: found_text(e, e.description),
            10,
            grows=True,
        ),
        Column(
            "found_where", N_("Found where"), Kind.TEXT, lambda e: found_text(e, e.found_where), 6
        ),
        Column("on", N_("Found on"), Kind.DAY, lambda e: e.on, 6),
        Column("finder", N_("Finder"), Kind.TEXT, lambda e: e.finder_shown, 4),
        Column("place", N_("Shelf of the thing"), Kind.TEXT, _place, 4),
        Column("pass_on_after", N_("Waits until"), Kind.DAY, lambda e: e.pass_on_after, 6),
        Column(
            "state", N_("State of the found thing"), Kind.STATE, lambda e: found_mark(e, day), 5
        ),
        Column("outcome_on", N_("Left on"), Kind.DAY, lambda e: e.outcome_on, 6),
        Column("outcome_to", N_("Given to"), Kind.TEXT, _outcome_to, 5),
        Column("tail", N_("Phone, last four"), Kind.TEXT, lambda e: e.outcome_tail, 4),
        Column("proof", N_("Proof of ownership"), Kind.TEXT, _proven, 6),
        Column("recorded_by", N_("Entered by"), Kind.TEXT, lambda e: e.recorded_by, 4),
        Column("outcome_by", N_("Given out by"), Kind.TEXT, lambda e: e.outcome_by, 4),
    )


def erased_fields(line: RetentionLine) -> str:
    """Return what is erased of a kind of record, in the user's language."""
    return _(", ").join(_(phrase) for phrase in line.fields)


def _days_kept(run: RetentionRun) -> str:
    return _(", ").join(map(str, sorted({line.days for line in run.lines})))


NOTICE: tuple[Column[FoundThing], ...] = (
    Column("number", N_("Found number"), Kind.TEXT, lambda e: e.number, 8),
    Column("kind", N_("Kind of thing found"), Kind.TEXT, lambda e: _found_kind(e.kind), 7),
    Column(
        "found_where",
        N_("Found where"),
        Kind.TEXT,
        lambda e: found_text(e, e.found_where),
        8,
        grows=True,
    ),
    Column("on", N_("Found on"), Kind.DAY, lambda e: e.on, 6),
    Column("pass_on_after", N_("Waits until"), Kind.DAY, lambda e: e.pass_on_after, 6),
)
"""What hangs on the wall: too little to describe the thing, enough to ask for it."""

ERASED: tuple[Column[RetentionLine], ...] = (
    Column(
        "kind", N_("Kind of records"), Kind.TEXT, lambda e: _(RECORD_KINDS.get(e.kind, e.kind)), 9
    ),
    Column("count", N_("How many records"), Kind.COUNT, lambda e: e.count, 4),
    Column("first", N_("Closed from"), Kind.DAY, lambda e: e.first, 6),
    Column("last", N_("Closed until"), Kind.DAY, lambda e: e.last, 6),
    Column("days", N_("Days kept"), Kind.COUNT, lambda e: e.days, 4),
    Column("fields", N_("What is erased"), Kind.TEXT, erased_fields, 18, grows=True),
)
"""What a run erases, or erased."""

RUNS_OF_ERASING: tuple[Column[RetentionRun], ...] = (
    Column("number", N_("Number of the erasing"), Kind.TEXT, lambda e: e.number, 8),
    Column("on", N_("Erased on"), Kind.DAY, lambda e: e.on, 6),
    Column("count", N_("How many records"), Kind.COUNT, lambda e: sum(x.count for x in e.lines), 4),
    Column("days", N_("Days kept"), Kind.TEXT, _days_kept, 4),
    Column("recorded_by", N_("Erased by"), Kind.TEXT, lambda e: e.recorded_by, 5),
    Column("witness", N_("Witness"), Kind.TEXT, lambda e: e.witness, 5),
)
"""Every run there was."""


def _person(shown: str, erased_on: date | None) -> str:
    return _("(erased)") if erased_on is not None and not shown else shown


def _handed_to(thing: KeptThing) -> str:
    return "" if thing.handed_on is None else _person(thing.handed_to_shown, thing.erased_on)


def _outcome_to(thing: FoundThing) -> str:
    return "" if thing.outcome is None else _person(thing.outcome_to_shown, thing.erased_on)


def _proven(thing: FoundThing) -> str:
    """Return how many questions were answered rightly, and what else proved the claim."""
    asked, right = len(thing.questions), sum(thing.answers)
    answered = _("{right} of {count} answers right").format(right=right, count=asked)
    told = [answered if thing.answers else "", found_text(thing, thing.proof)]
    return _("; ").join(filter(None, told))


def _place(thing: KeptThing | FoundThing) -> str:
    return thing.place.name if thing.place else ""


def _kept_kind(kind: str) -> str:
    return _(KEPT_KINDS.get(kind, kind))


def _found_kind(kind: str) -> str:
    return _(FOUND_KINDS.get(kind, kind))
