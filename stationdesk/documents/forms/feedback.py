"""The feedback book's ledgers on paper: 意见登记表, 未办结清单, 三率统计表, 表扬登记表.

Authors stand on all of them masked, with the last four digits of their phones at most.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import column, span_key, span_words, without
from stationdesk.documents.papers import (
    Block,
    Fact,
    Facts,
    Group,
    Note,
    Origin,
    Paper,
    SignatureLine,
    Table,
    table,
    usual_signers,
)
from stationdesk.domain.feedback.lines import is_overdue, praise_counts
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind
from stationdesk.listings.feedback import (
    NOTHING_TO_COUNT,
    PRAISE,
    PRAISE_COUNTS,
    RATES,
    WORDS,
    call_words,
    entries,
    minute_words,
    next_due,
    rating_words,
    state_mark,
    statistics,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.feedback.lines import EntryLine
    from stationdesk.domain.feedback.rates import Rate, Rates, Waiting
    from stationdesk.domain.feedback.statistics import Statistics, StatLine
    from stationdesk.domain.station import Station
    from stationdesk.listings.columns import Column

_IN_REGISTER = (
    "number",
    "on",
    "channel",
    "kind",
    "body",
    "author",
    "handler",
    "final_due",
    "answer",
    "answered_on",
)
"""The columns that ledgers of the field have, before the call-back and the closing."""
MOST_WORDS = 10
_IN_OPEN_LIST = ("number", "on", "kind", "body", "urgency", "state", "handler", "due", "days_late")


def feedback_register(
    station: Station,
    lines: Sequence[EntryLine],
    first: date,
    last: date,
    now: datetime,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the entries of a period with what came of them until ``now`` (意见登记表)."""
    columns = (*_only(entries(now), _IN_REGISTER), *_ENDINGS)
    shown = table(columns, lines, numbered=True, dense=True)
    as_of = _("State and deadlines are those of {moment}.").format(moment=f"{now:%Y-%m-%d %H:%M}")
    return Paper(
        title=_("Feedback register"),
        unit=station.name,
        period=span_words(first, last),
        blocks=(shown, Note(_masked()), Note(as_of), SignatureLine(usual_signers())),
        landscape=True,
        origin=Origin("feedback", station.code, station.name, span_key(first, last)),
        printed_at=printed_at,
    )


def open_list(
    station: Station,
    lines: Sequence[EntryLine],
    now: datetime,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what is not closed at ``now`` (未办结及超期清单): overdue, unanswered, answered.

    ``lines`` come in the order in which they are pressing.
    """
    late = [line for line in lines if is_overdue(line.entry, now)]
    owed = [line for line in lines if line not in late and line.answer is None]
    answered = [line for line in lines if line not in late and line.answer is not None]
    groups = (
        Group(_("Past the deadline"), late),
        Group(_("Not answered yet, within the time"), owed),
        Group(_("Answered, not closed yet"), answered),
    )
    told = {column.key: column for column in entries(now)}
    wanted = [told[key] for key in _IN_OPEN_LIST]
    wanted.insert(7, _due_column())
    blocks: list[Block] = [
        Facts(_open_figures(late, owed, answered), across=3),
        Table(
            tuple(wanted),
            tuple(each for each in groups if each.records),
            numbered=True,
            empty=_("Every entry is answered and closed."),
        ),
        Note(_("The overdue stand first, then what is due next. Deadlines are in working time.")),
        SignatureLine(usual_signers()),
    ]
    return Paper(
        title=_("Open and overdue entries"),
        unit=station.name,
        period=_("As of {moment}").format(moment=f"{now:%Y-%m-%d %H:%M}"),
        blocks=tuple(blocks),
        landscape=True,
        origin=Origin("feedback-open", station.code, station.name, now.date().isoformat()),
        printed_at=printed_at,
    )


def figures_report(
    station: Station,
    rates: Rates,
    told: Statistics,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the rates of a period with their formulas, and what was said (意见统计表)."""
    return Paper(
        title=_("Feedback figures"),
        unit=station.name,
        period=span_words(rates.first, rates.last),
        blocks=(
            Facts(tuple(_headline(rates))),
            table(_rate_columns(rates), rates.rates, title=_("Rates")),
            *map(Note, _rate_notes(rates)),
            *_statistics(told),
            SignatureLine(usual_signers()),
        ),
        origin=Origin(
            "feedback-figures", station.code, station.name, span_key(rates.first, rates.last)
        ),
        printed_at=printed_at,
    )


def praise_register(
    station: Station,
    lines: Sequence[EntryLine],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the praise of a period and who was praised how often (表扬登记表)."""
    counts = praise_counts(line.entry for line in lines)
    return Paper(
        title=_("Praise register"),
        unit=station.name,
        period=span_words(first, last),
        blocks=(
            table(PRAISE, lines, numbered=True),
            table(PRAISE_COUNTS, counts, title=_("Who was praised, for the honours list")),
            Note(_masked()),
            Note(_("Praise that names several people counts once for each of them.")),
            SignatureLine(usual_signers()),
        ),
        landscape=True,
        origin=Origin("praise", station.code, station.name, span_key(first, last)),
        printed_at=printed_at,
    )


def _only(columns: Iterable[Column[Any]], keys: Sequence[str]) -> tuple[Column[Any], ...]:
    return tuple(each for each in columns if each.key in keys)


def _call(line: EntryLine) -> str:
    return "\n".join(filter(None, (call_words(line), rating_words(line.entry.rating))))


def _closing(line: EntryLine) -> str:
    closed = line.entry.closed_at
    return closed.date().isoformat() if closed else str(state_mark(line.entry))


_ENDINGS = (
    column("call_back", N_("Call-back and rating"), _call, 4),
    column("closing", N_("Closed on, or state"), _closing, 5),
)
"""How an entry ended, in two columns where the screen has four."""


def _due_column() -> Column[Any]:
    return column("due_at", N_("Next reply due"), lambda e: minute_words(next_due(e.entry)), 5)


def _masked() -> str:
    return _("Authors are shown by surname and the last four digits of the phone at most.")


def _open_figures(
    late: Sequence[EntryLine], owed: Sequence[EntryLine], answered: Sequence[EntryLine]
) -> tuple[Fact, ...]:
    return (
        Fact(_("Past the deadline"), len(late)),
        Fact(_("Not answered yet"), len(late) + len(owed)),
        Fact(_("Not closed yet"), len(late) + len(owed) + len(answered)),
    )


def _headline(rates: Rates) -> Iterator[Fact]:
    yield Fact(_("Entries registered"), rates.registered)
    yield Fact(_("Entries closed"), rates.closed)
    yield Fact(_("Hours to the first reply"), _waiting(rates.to_first), wide=True)
    yield Fact(_("Hours to the final answer"), _waiting(rates.to_final), wide=True)
    yield Fact(_("Counted at"), f"{rates.as_of:%Y-%m-%d %H:%M}", wide=True)


def _waiting(told: Waiting) -> str:
    if told.median is None or told.ninetieth is None:
        return NOTHING_TO_COUNT
    phrase = _("median {median}, nine of ten within {ninetieth} ({count} replies)")
    return phrase.format(
        median=f"{told.median:.1f}", ninetieth=f"{told.ninetieth:.1f}", count=told.count
    )


def _rate_columns(rates: Rates) -> tuple[Column[Rate], ...]:
    """Return the columns of the rates, those of red lines only where one is set."""
    if any(each.red_line is not None for each in rates.rates):
        return RATES
    return without(RATES, ("red_line", "mark"))


def _rate_notes(rates: Rates) -> Iterator[str]:
    yield _(
        "“—” means that there was nothing to count; it is neither 0 nor 100 %. Void entries count "
        "nowhere; a reopened entry counts once more, with limits of its own."
    )
    yield _(
        "A limit falls in the period when its moment does and is over; while an author is waited "
        "for, the clock stands still. Limits are those that held when an entry was made."
    )
    yield _("Hours run by the clock, also at night and on holidays; nine of ten by nearest rank.")
    if any(each.red_line is not None for each in rates.rates):
        yield _("Red lines are the station's own.")


def _statistics(told: Statistics) -> Iterator[Block]:
    parts: tuple[tuple[str, str, Sequence[StatLine]], ...] = (
        (_("By kind of entry"), N_("Kind of entry"), (*told.kinds, *_sum_of(told))),
        (_("By group of visitors"), N_("Visitor group"), (*told.groups, *_sum_of(told))),
        (_("By how it came"), N_("How it came"), (*told.channels, *_sum_of(told))),
        (_("By topic"), N_("Topic"), told.topics),
        (_("By place"), N_("Place spoken of"), told.places),
    )
    for title, heading, lines in parts:
        yield table(statistics(heading), lines, title=title)
    yield Note(_("An entry may speak of several topics, or of none."))
    if told.words:
        yield table(WORDS, told.words[:MOST_WORDS], title=_("Words that come up often"))
    if hours := [each for each in enumerate(told.hours) if each[1]]:
        yield table(_HOURS, hours, title=_("By hour of the day"))
    if told.without_hour:
        without = _("{count} entries came from registers on paper, which tell no hour.")
        yield Note(without.format(count=told.without_hour))


def _sum_of(told: Statistics) -> tuple[StatLine, ...]:
    total = replace(told.total, name=N_("All together"), is_phrase=True)
    return (total,) if told.total.entries else ()


def _hour_words(line: tuple[int, int]) -> str:
    return f"{line[0]:02d}:00–{line[0]:02d}:59"


_HOURS = (
    column("hour", N_("Hour of the day"), _hour_words, 8, grows=True),
    column("entries", N_("Entries"), lambda line: line[1], 4, kind=Kind.COUNT),
)
