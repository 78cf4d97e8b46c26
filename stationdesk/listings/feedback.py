"""The columns of the feedback book: entries, answers, praise, rates and statistics.

No column says more of an author than the masked name and the last four digits of the phone, and
phones and ID numbers that stand in a text are masked there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import (
    METHOD_WORDS,
    OUTCOME_WORDS,
    RATING_WORDS,
    SOLVED_WORDS,
    Outcome,
)
from stationdesk.domain.feedback.kinds import (
    CHANNEL_WORDS,
    FEEDBACK_KIND_WORDS,
    PRAISE_FORM_WORDS,
    URGENCY_WORDS,
)
from stationdesk.domain.feedback.lines import is_overdue
from stationdesk.domain.feedback.rates import RATE_FORMULAS, RATE_WORDS
from stationdesk.domain.feedback.states import ENTRY_STATE_WORDS, OPEN_STATES, EntryState
from stationdesk.domain.masking import masked
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import Entry, Reply
    from stationdesk.domain.feedback.lines import BoardLine, EntryLine, PraiseCount
    from stationdesk.domain.feedback.rates import Rate
    from stationdesk.domain.feedback.statistics import StatLine
    from stationdesk.domain.feedback.topics import WordCount

NOTHING_TO_COUNT = "—"
"""What stands for a share of nothing; never 0 or 100 %."""

STATE_TONES = {
    EntryState.RECEIVED: Tone.WARNING,
    EntryState.ACCEPTED: Tone.INFO,
    EntryState.DOING: Tone.INFO,
    EntryState.WAITING: Tone.NEUTRAL,
    EntryState.ESCALATED: Tone.WARNING,
    EntryState.ANSWERED: Tone.INFO,
    EntryState.CONFIRMED: Tone.INFO,
    EntryState.CLOSED: Tone.GOOD,
    EntryState.VOID: Tone.NEUTRAL,
}


def state_mark(entry: Entry) -> Mark:
    """Return where an entry stands, as shown."""
    return Mark(ENTRY_STATE_WORDS[entry.state], STATE_TONES[entry.state])


def due_mark(entry: Entry, now: datetime) -> Mark:
    """Return how an entry stands to its deadlines at ``now``, as shown."""
    if entry.state is EntryState.WAITING:
        return Mark(N_("Clock stopped"), Tone.NEUTRAL)
    if entry.state not in OPEN_STATES:
        return Mark(N_("No answer owed"), Tone.GOOD)
    if is_overdue(entry, now):
        return Mark(N_("Past its deadline"), Tone.BAD)
    due = next_due(entry)
    if due is not None and due.date() == now.date():
        return Mark(N_("Due before the day ends"), Tone.WARNING)
    return Mark(N_("Within its time"), Tone.INFO)


def next_due(entry: Entry) -> datetime | None:
    """Return the next moment at which a reply of any kind is owed; None where none is."""
    if entry.state not in OPEN_STATES:
        return None
    owed = [entry.final_due_at, None if entry.first_reply_at else entry.first_due_at]
    return min((each for each in owed if each is not None), default=None)


def kind_words(entry: Entry) -> str:
    """Return what an entry is, in the user's language."""
    return _(FEEDBACK_KIND_WORDS[entry.kind])


def group_words(key: str) -> str:
    """Return a visitor group in the user's language; a key nobody knows as it is."""
    return _(VISITOR_GROUPS.get(key, key))


def author_words(entry: Entry) -> str:
    """Return the masked author with the last four digits; who left no name is anonymous."""
    return " ".join(filter(None, (entry.author_shown, entry.tail))) or _("Anonymous author")


def outcome_words(reply: Reply) -> str:
    """Return what an answer says was done, with the day or the office that belongs to it."""
    words = _(OUTCOME_WORDS[reply.outcome])
    if reply.outcome is Outcome.PLANNED and reply.planned_on is not None:
        return _("{outcome} ({day})").format(outcome=words, day=reply.planned_on.isoformat())
    if reply.outcome is Outcome.REFERRED and reply.referred_to:
        return _("{outcome} ({office})").format(outcome=words, office=reply.referred_to)
    return words


def rating_words(rating: int | None) -> str:
    """Return a rating in words, nothing for none."""
    return _(RATING_WORDS[rating]) if rating is not None else ""


def call_words(line: EntryLine) -> str:
    """Return what came of calling back: whether it is solved, or how often nobody was reached."""
    call = line.last_call
    if call is None:
        return ""
    if not call.reached:
        days = len({each.at.date() for each in line.call_backs if not each.reached})
        return _("Not reached on {days} days").format(days=days)
    return _(SOLVED_WORDS[call.solved]) if call.solved else _("Reached")


def minute_words(moment: datetime | None) -> str:
    """Return a moment as ``11-24 17:00``; nothing for None."""
    return f"{moment:%m-%d %H:%M}" if moment is not None else ""


def percent_or_dash(percent: float | None) -> float | str:
    """Return a share, or what stands for one of nothing."""
    return NOTHING_TO_COUNT if percent is None else percent


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _body(line: EntryLine) -> str:
    return masked(line.entry.body)


def _answer(line: EntryLine) -> str:
    return masked(line.answer.body) if line.answer else ""


def _outcome(line: EntryLine) -> str:
    return outcome_words(line.answer) if line.answer else ""


def _method(line: EntryLine) -> str:
    return _(METHOD_WORDS[line.answer.method]) if line.answer else ""


def entries(now: datetime) -> tuple[Column[EntryLine], ...]:
    """Return the columns of the book (意见登记), as it stands at ``now``."""
    return (
        Column("number", N_("Entry number"), Kind.TEXT, lambda line: line.entry.number, 7),
        Column("on", N_("Day of the entry"), Kind.DAY, lambda line: line.entry.on, 6),
        Column("kind", N_("Kind of entry"), Kind.TEXT, lambda line: kind_words(line.entry), 3),
        Column("body", N_("Words of the entry"), Kind.TEXT, _body, 9, grows=True),
        Column("place", N_("Place spoken of"), Kind.TEXT, lambda line: line.entry.place, 4),
        Column(
            "channel",
            N_("How it came"),
            Kind.TEXT,
            lambda line: _(CHANNEL_WORDS[line.entry.channel]),
            4,
        ),
        Column(
            "group",
            N_("Visitor group"),
            Kind.TEXT,
            lambda line: group_words(line.entry.visitor_group),
            4,
        ),
        Column("author", N_("Author"), Kind.TEXT, lambda line: line.entry.author_shown, 3),
        Column("tail", N_("Phone, last four"), Kind.TEXT, lambda line: line.entry.tail, 4),
        Column(
            "urgency",
            N_("Urgency"),
            Kind.TEXT,
            lambda line: _(URGENCY_WORDS[line.entry.urgency]),
            4,
        ),
        Column("state", N_("State of the entry"), Kind.STATE, lambda e: state_mark(e.entry), 5),
        Column("due", N_("Deadline"), Kind.STATE, lambda line: due_mark(line.entry, now), 5),
        Column("handler", N_("Who has it in hand"), Kind.TEXT, lambda line: line.entry.handler, 4),
        Column(
            "first_due",
            N_("First reply due"),
            Kind.TEXT,
            lambda line: minute_words(line.entry.first_due_at),
            5,
        ),
        Column(
            "final_due", N_("Final answer due"), Kind.DAY, lambda e: _day(e.entry.final_due_at), 6
        ),
        Column("days_late", N_("Days late"), Kind.COUNT, lambda e: e.days_late(now) or None, 3),
        Column(
            "first_reply", N_("First reply on"), Kind.DAY, lambda e: _day(e.entry.first_reply_at), 6
        ),
        Column("answer", N_("Answer"), Kind.TEXT, _answer, 9, grows=True),
        Column("outcome", N_("Outcome of the entry"), Kind.TEXT, _outcome, 4),
        Column(
            "answered_on",
            N_("Answered on"),
            Kind.DAY,
            lambda line: _day(line.answer.at if line.answer else None),
            6,
        ),
        Column(
            "answered_by",
            N_("Answered by"),
            Kind.TEXT,
            lambda line: line.answer.replied_by if line.answer else "",
            4,
        ),
        Column("method", N_("Way of the answer"), Kind.TEXT, _method, 4),
        Column("call_back", N_("Call-back"), Kind.TEXT, call_words, 4),
        Column("rating", N_("Rating"), Kind.TEXT, lambda e: rating_words(e.entry.rating), 4),
        Column("closed_on", N_("Closed on"), Kind.DAY, lambda e: _day(e.entry.closed_at), 6),
        Column(
            "rounds",
            N_("Times reopened"),
            Kind.COUNT,
            lambda line: line.entry.round_number - 1 or None,
            3,
        ),
    )


def board_number(line: BoardLine) -> str:
    """Return the entry's number, below it the one printed on the page of the book."""
    if not line.paper:
        return line.number
    return _("{number}\npage {paper}").format(number=line.number, paper=line.paper)


BOARD: tuple[Column[BoardLine], ...] = (
    Column("number", N_("Entry number"), Kind.TEXT, board_number, 7),
    Column("on", N_("Day of the entry"), Kind.DAY, lambda line: line.entry.on, 6),
    Column("kind", N_("Kind of entry"), Kind.TEXT, lambda line: kind_words(line.entry), 3),
    Column("said", N_("Words of the entry"), Kind.TEXT, lambda line: line.said, 9, grows=True),
    Column("answer", N_("Answer"), Kind.TEXT, lambda line: line.answer, 10, grows=True),
    Column(
        "outcome",
        N_("Outcome of the entry"),
        Kind.TEXT,
        lambda line: outcome_words(line.reply),
        4,
        grows=True,
    ),
    Column("answered_on", N_("Answered on"), Kind.DAY, lambda line: line.reply.at.date(), 6),
    Column("posted_on", N_("Put up on"), Kind.DAY, lambda line: line.reply.posted_on, 6),
    Column("taken_on", N_("Taken down on"), Kind.DAY, lambda line: line.reply.taken_down_on, 6),
)
"""Answers as they hang on the board: no name of an author, none of whom an entry is about."""

PRAISE: tuple[Column[EntryLine], ...] = (
    Column("number", N_("Entry number"), Kind.TEXT, lambda line: line.entry.number, 7),
    Column("on", N_("Day of the entry"), Kind.DAY, lambda line: line.entry.on, 6),
    Column(
        "form",
        N_("Form of praise"),
        Kind.TEXT,
        lambda e: _(PRAISE_FORM_WORDS.get(e.entry.praise_form, "")),
        4,
    ),
    Column("praised", N_("Who was praised"), Kind.TEXT, lambda line: line.entry.praised, 4),
    Column("body", N_("Words of the entry"), Kind.TEXT, _body, 9, grows=True),
    Column("author", N_("Author"), Kind.TEXT, lambda line: line.entry.author_shown, 3),
    Column(
        "group", N_("Visitor group"), Kind.TEXT, lambda e: group_words(e.entry.visitor_group), 4
    ),
    Column("channel", N_("How it came"), Kind.TEXT, lambda e: _(CHANNEL_WORDS[e.entry.channel]), 4),
    Column(
        "answered_on",
        N_("Thanked on"),
        Kind.DAY,
        lambda line: _day(line.answer.at if line.answer else None),
        6,
    ),
)
"""Praise with its form, whom it is for and when its author was thanked."""

PRAISE_COUNTS: tuple[Column[PraiseCount], ...] = (
    Column(
        "name",
        N_("Who was praised"),
        Kind.TEXT,
        lambda e: e.name or _("The station as a whole"),
        6,
        grows=True,
    ),
    Column("times", N_("Times praised"), Kind.COUNT, lambda line: line.times, 4),
    Column("banners", N_("Silk banners"), Kind.COUNT, lambda line: line.banners or None, 4),
    Column("letters", N_("Letters of praise"), Kind.COUNT, lambda line: line.letters or None, 4),
)


def _red_line(rate: Rate) -> str:
    return "" if rate.red_line is None else f"≥{rate.red_line}%"


def rate_mark(rate: Rate) -> Mark | None:
    """Return how a rate stands to its red line, as shown; None without one."""
    if rate.red_line is None:
        return None
    if rate.percent is None:
        return Mark(N_("Nothing to count"), Tone.NEUTRAL)
    if rate.below:
        return Mark(N_("Below the red line"), Tone.BAD)
    return Mark(N_("Red line kept"), Tone.GOOD)


RATES: tuple[Column[Rate], ...] = (
    Column("rate", N_("Rate"), Kind.TEXT, lambda rate: _(RATE_WORDS[rate.key]), 5),
    Column("formula", N_("Formula"), Kind.TEXT, lambda e: _(RATE_FORMULAS[e.key]), 12, grows=True),
    Column("counted", N_("Numerator"), Kind.COUNT, lambda rate: rate.counted, 3),
    Column("among", N_("Denominator"), Kind.COUNT, lambda rate: rate.among, 3),
    Column("percent", N_("Share"), Kind.PERCENT, lambda rate: percent_or_dash(rate.percent), 4),
    Column("red_line", N_("Red line"), Kind.TEXT, _red_line, 4),
    Column("mark", N_("Against the red line"), Kind.STATE, rate_mark, 5),
)
"""The rates of a period, each with its formula, numerator and denominator."""


def _own_name(line: StatLine) -> str:
    if line.is_phrase:
        return _(line.name)
    return line.name or _("Not told")


def statistics(title: str) -> tuple[Column[StatLine], ...]:
    """Return the columns of a statistic; ``title`` (a phrase) says what its lines are."""
    return (
        Column("name", title, Kind.TEXT, _own_name, 7, grows=True),
        Column("entries", N_("Entries"), Kind.COUNT, lambda line: line.entries, 3),
        Column("percent", N_("Share"), Kind.PERCENT, lambda e: percent_or_dash(e.percent), 4),
        Column("answered", N_("Entries answered"), Kind.COUNT, lambda line: line.answered, 3),
        Column("due", N_("Deadline over"), Kind.COUNT, lambda line: line.due, 4),
        Column("in_time", N_("Of these in time"), Kind.COUNT, lambda line: line.in_time, 4),
        Column(
            "in_time_percent",
            N_("In time (%)"),
            Kind.PERCENT,
            lambda line: percent_or_dash(line.in_time_percent),
            4,
        ),
        Column("rated", N_("Rated"), Kind.COUNT, lambda line: line.rated, 3),
        Column(
            "satisfied_percent",
            N_("Satisfied (%)"),
            Kind.PERCENT,
            lambda line: percent_or_dash(line.satisfied_percent),
            4,
        ),
    )


WORDS: tuple[Column[WordCount], ...] = (
    Column("word", N_("Word"), Kind.TEXT, lambda line: line.word, 6, grows=True),
    Column("entries", N_("Entries"), Kind.COUNT, lambda line: line.entries, 4),
)
"""Words that come up often and belong to no topic."""
