"""What of the lending desk waits for a hand: late loans, holds, pieces unmended or incomplete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.lending.holds import HOLD_STATE_WORDS, HoldState
from stationdesk.domain.lending.loans import LOAN_STATE_WORDS, LoanState
from stationdesk.domain.reminders import Area, Reminder, Urgency
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.lending.pieces import PieceLine

LONG_UNFIT_DAYS = 14
"""What was set aside longer ago should be mended or scrapped by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongUnfit:
    """Pieces of a kind that have been set aside for longer than usual."""

    kind: LoanKind
    pieces: int


def long_unfit_pieces(changes: Sequence[tuple[date, int]], today: date) -> int:
    """Return how many pieces have been set aside all the time for more than the usual days.

    ``changes`` tell by how many the pieces set aside grew or shrank, by day. Which piece came
    and which went is not known of a pool, so it is the least that lay there at any time.
    """
    since = today - timedelta(days=LONG_UNFIT_DAYS)
    days = [since, *(day for day, _change in changes if since < day <= today)]
    return max(0, min(_until(day, changes) for day in days))


def overdue_reminders(entries: Iterable[LoanEntry], today: date) -> Iterator[Reminder]:
    """Give what is past its due day, one line for each kind: how many, and the worst of them."""
    kinds: dict[int, list[LoanEntry]] = {}
    for entry in entries:
        if entry.state(today) is LoanState.OVERDUE:
            kinds.setdefault(entry.kind.id, []).append(entry)
    for late in kinds.values():
        worst = min(late, key=lambda entry: entry.due_on)
        values: dict[str, object] = {
            "thing": worst.kind.name,
            "count": sum(entry.open for entry in late),
            "days": worst.days_late(today),
        }
        what = Phrase(N_("{thing}: {count} not given back, the worst {days} days late"), values)
        yield Reminder(
            area=Area.LENDING,
            urgency=Urgency.OVERDUE,
            state=Phrase(LOAN_STATE_WORDS[LoanState.OVERDUE]),
            what=what,
            day=worst.due_on,
            opens=("overdue", worst.line_id),
        )


def hold_reminders(holds: Iterable[Hold], today: date) -> Iterator[Reminder]:
    """Give the holds that wait to be picked up today."""
    for hold in holds:
        if hold.state(today) is not HoldState.WAITING:
            continue
        who = " ".join(each for each in (hold.borrower_shown, hold.tail) if each)
        thing = f"{hold.kind.name} {hold.unit.code}" if hold.unit else hold.kind.name
        values: dict[str, object] = {"thing": thing, "count": hold.quantity, "who": who}
        yield Reminder(
            area=Area.LENDING,
            urgency=Urgency.TODAY,
            state=Phrase(HOLD_STATE_WORDS[HoldState.WAITING]),
            what=Phrase(N_("{thing} ×{count} is held for {who}"), values),
            where=hold.number,
            day=hold.lapses_on,
            opens=("holds", hold.id),
        )


def unfit_reminders(found: Iterable[LongUnfit]) -> Iterator[Reminder]:
    """Give what was set aside long ago and is neither mended nor scrapped."""
    for each in found:
        if each.pieces > 0:
            values = {"thing": each.kind.name, "count": each.pieces, "days": LONG_UNFIT_DAYS}
            phrase = N_("{thing}: {count} set aside for more than {days} days, mend or scrap")
            yield Reminder(
                area=Area.LENDING,
                urgency=Urgency.TODAY,
                state=Phrase(N_("Unfit for long")),
                what=Phrase(phrase, values),
                opens=("things", each.kind.id),
            )


def refill_reminders(lines: Iterable[PieceLine]) -> Iterator[Reminder]:
    """Give the pieces in service that lack parts, with the names of what is missing."""
    for line in lines:
        missing = tuple(state.part.name for state in line.parts if state.short)
        if missing:
            thing = f"{line.kind.name} {line.unit.code}"
            values: dict[str, object] = {"thing": thing, "parts": names(missing, shown=3)}
            yield Reminder(
                area=Area.LENDING,
                urgency=Urgency.TODAY,
                state=Phrase(N_("To be refilled")),
                what=Phrase(N_("{thing} lacks {parts}"), values),
                where=line.place.name if line.place else "",
                opens=("refill", line.unit.id),
            )


def _until(day: date, changes: Sequence[tuple[date, int]]) -> int:
    return sum(change for when, change in changes if when <= day)
