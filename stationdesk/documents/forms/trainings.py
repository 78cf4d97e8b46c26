"""Trainings on paper: the record of one to sign, and the register of a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import (
    HAND_ROW_MM,
    column,
    day_words,
    span_key,
    span_words,
    to_fill_in,
)
from stationdesk.documents.papers import (
    Fact,
    Facts,
    Note,
    Origin,
    Paper,
    SignatureBox,
    SignatureBoxes,
    SignatureLine,
    table,
    usual_signers,
)
from stationdesk.domain.volunteers.training import (
    TRAINING_KIND_WORDS,
    Training,
    TrainingResult,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind
from stationdesk.listings.roster import times_words, weekday_words
from stationdesk.listings.volunteers import TRAININGS, result_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.station import Station
    from stationdesk.listings.columns import Mark

BLANK_LINES = 4
"""Lines for those who came without being on the list."""
CAME = frozenset({TrainingResult.CAME, TrainingResult.PASSED, TrainingResult.FAILED})


@dataclass(frozen=True, slots=True)
class Trained:
    """Somebody on the list of a training, and what became of it; None while nobody wrote it."""

    number: str
    name: str
    result: TrainingResult | None


def training_record(
    station: Station,
    training: Training,
    people: Sequence[Trained],
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the record of one training (培训记录表) with the column to sign in."""
    listed = table(PEOPLE, people, numbered=True, blank_rows=BLANK_LINES, row_mm=HAND_ROW_MM)
    return Paper(
        title=_("Training record"),
        number=training.number,
        unit=station.name,
        period=day_words(training.business_date),
        head=tuple(_head(training, people)),
        blocks=(
            Facts((Fact(_("What was taught"), training.content, wide=True),), across=1),
            listed,
            SignatureBoxes(
                (
                    SignatureBox(_("Trainer"), (_("Signature:"),)),
                    SignatureBox(_("Station manager"), (_("Signature:"),), _("(Seal)")),
                )
            ),
        ),
        subject=training.title,
        origin=Origin(
            "training-record", station.code, station.name, training.business_date.isoformat()
        ),
        printed_at=printed_at,
    )


def training_register(
    station: Station,
    trainings: Sequence[Training],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the trainings of a period (培训台账) with how many came and passed."""
    minutes = sum(each.to_minute - each.from_minute for each in trainings)
    told = _("{count} trainings, {hours} hours of training in all.")
    return Paper(
        title=_("Register of trainings"),
        unit=station.name,
        period=span_words(first, last),
        blocks=(
            table(TRAININGS, trainings, numbered=True),
            Note(told.format(count=len(trainings), hours=f"{minutes / 60:.1f}")),
            SignatureLine(usual_signers()),
        ),
        landscape=True,
        origin=Origin("trainings", station.code, station.name, span_key(first, last)),
        printed_at=printed_at,
    )


def _head(training: Training, people: Sequence[Trained]) -> Iterator[Fact]:
    yield Fact(_("Training"), training.title)
    yield Fact(_("Kind of training"), _(TRAINING_KIND_WORDS[training.kind]))
    day = f"{training.business_date.isoformat()} {weekday_words(training.business_date)}"
    yield Fact(_("Day of training"), day)
    yield Fact(_("Time of training"), times_words(training.from_minute, training.to_minute))
    yield Fact(_("Trainer"), training.trainer)
    yield Fact(_("Place of training"), training.place)
    yield Fact(_("On the list"), len(people))
    came = sum(each.result in CAME for each in people)
    yield Fact(_("Came"), came if any(each.result for each in people) else "")


def _mark(result: TrainingResult | None) -> Mark | None:
    return result_mark(result) if result else None


PEOPLE = (
    column("number", N_("Volunteer no."), lambda each: each.number, 5),
    column("name", N_("Volunteer's name"), lambda each: each.name, 6, grows=True),
    to_fill_in("signed", N_("Signed in (by hand)"), 8, grows=True),
    column("result", N_("Result of training"), lambda each: _mark(each.result), 6, kind=Kind.STATE),
    to_fill_in("note", N_("Remarks"), 5),
)
