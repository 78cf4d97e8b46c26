"""What of the feedback book waits for a hand on a day, and how the first page says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.domain.feedback.kinds import Urgency as Pressing
from stationdesk.domain.feedback.tasks import TaskState
from stationdesk.domain.masking import masked
from stationdesk.domain.reminders import Area, Reminder, Urgency, nearness, urgency_of
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.tasks import Task

MOST_LINES = 3
"""So many entries of one heading are told one by one; more are one line."""
MOST_CHARACTERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBook:
    """The entries that are not closed, by what they wait for; one may stand under two headings.

    ``overdue`` and ``due_today`` wait for a reply, of which the deadline is over or falls on the
    day. ``ready`` wait for an answer, and all that was begun for them is done. Those under
    ``to_call_back``, ``to_post`` (on the board) and ``to_close`` are answered.
    """

    waiting: int = 0
    overdue: tuple[Entry, ...] = ()
    due_today: tuple[Entry, ...] = ()
    ready: tuple[Entry, ...] = ()
    to_call_back: tuple[Entry, ...] = ()
    to_post: tuple[Entry, ...] = ()
    to_close: tuple[Entry, ...] = ()
    tasks: tuple[Task, ...] = field(default=())


def next_due(entry: Entry) -> datetime | None:
    """Return when the next reply is due: the first, or the final one; None while none is."""
    first = entry.first_due_at if entry.first_reply_at is None else None
    return min((each for each in (first, entry.final_due_at) if each is not None), default=None)


def owed_by(entries: Iterable[Entry], now: datetime) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the open entries whose reply is late at ``now``, and those due later that day."""
    late: list[tuple[datetime, Entry]] = []
    today: list[tuple[datetime, Entry]] = []
    for entry in entries:
        due = next_due(entry)
        if due is not None and due < now:
            late.append((due, entry))
        elif due is not None and due.date() == now.date():
            today.append((due, entry))
    return _by_due(late), _by_due(today)


def book_reminders(book: DayBook, day: date) -> Iterator[Reminder]:
    """Give what waits, the late first; under one heading few by name, many in one line."""
    yield from _told("overdue", book.overdue, day)
    yield from _told("due_today", book.due_today, day)
    yield from _told("ready", book.ready, day)
    yield from _told("call_back", book.to_call_back, day)
    yield from _gathered("to_post", book.to_post)
    yield from _gathered("to_close", book.to_close)
    yield from task_reminders(book.tasks, day)


def task_reminders(tasks: Sequence[Task], day: date) -> Iterator[Reminder]:
    """Give the tasks that are late or of the day; many are one line, which opens the first."""
    late = [task for task in tasks if task.state(day) is TaskState.OVERDUE]
    today = [task for task in tasks if task.is_open and task.due_on == day]
    for found, word in ((late, N_("Tasks overdue")), (today, N_("Tasks due today"))):
        if len(found) <= MOST_LINES:
            yield from (_task(task, day) for task in found)
        else:
            urgency = Urgency.OVERDUE if found is late else Urgency.TODAY
            values = {"count": len(found), "names": names(tuple(each.title for each in found), 2)}
            yield Reminder(
                area=Area.FEEDBACK,
                urgency=urgency,
                state=Phrase(word),
                what=Phrase(N_("{count} tasks to be done: {names}"), values),
                day=min((each.due_on for each in found if each.due_on), default=None),
                opens=("task", found[0].id),
            )


_HEADINGS: dict[str, tuple[Urgency, str, str, str]] = {
    "overdue": (
        Urgency.OVERDUE,
        N_("Reply overdue"),
        N_("{kind} {number}: {said}"),
        N_("{count} entries wait for a reply past its deadline: {names}"),
    ),
    "due_today": (
        Urgency.TODAY,
        N_("Reply due today"),
        N_("{kind} {number}: {said}"),
        N_("{count} entries wait for a reply today: {names}"),
    ),
    "ready": (
        Urgency.TODAY,
        N_("Ready to answer"),
        N_("{kind} {number}: all that was begun is done"),
        N_("{count} entries can be answered, all that was begun is done: {names}"),
    ),
    "call_back": (
        Urgency.TODAY,
        N_("To be called back"),
        N_("{kind} {number}: call the author back"),
        N_("{count} authors wait for a call-back: {names}"),
    ),
    "to_post": (
        Urgency.TODAY,
        N_("To be posted"),
        N_("Hang the answer to {number} on the board"),
        N_("{count} answers are to hang on the board: {names}"),
    ),
    "to_close": (
        Urgency.LATER,
        N_("To be filed"),
        N_("{number} can be closed and filed"),
        N_("{count} entries can be closed and filed: {names}"),
    ),
}
"""By the heading: how long it can wait, its word, the words for one entry, those for several."""


def _told(heading: str, entries: Sequence[Entry], day: date) -> Iterator[Reminder]:
    if len(entries) > MOST_LINES:
        yield from _gathered(heading, entries)
        return
    urgency, word, phrase, _many = _HEADINGS[heading]
    for entry in entries:
        due = next_due(entry) if heading in ("overdue", "due_today") else None
        late = due is not None and due.date() < day
        yield Reminder(
            area=Area.FEEDBACK,
            urgency=urgency,
            state=nearness(due.date(), day) if due is not None and late else Phrase(word),
            what=Phrase(phrase, _values(entry)),
            where=entry.handler or entry.place,
            day=due.date() if due else None,
            grave=entry.urgency is Pressing.DANGER and due is not None,
            opens=("entry", entry.id),
        )


def _gathered(heading: str, entries: Sequence[Entry]) -> Iterator[Reminder]:
    """Give all entries of a heading as one line, however many they are."""
    if not entries:
        return
    urgency, word, one, many = _HEADINGS[heading]
    opens: object = heading
    if len(entries) == 1:
        what, opens = Phrase(one, _values(entries[0])), ("entry", entries[0].id)
    else:
        called = names(tuple(each.number for each in entries), shown=2)
        what = Phrase(many, {"count": len(entries), "names": called})
    dues = [due.date() for each in entries if (due := next_due(each)) is not None]
    yield Reminder(
        area=Area.FEEDBACK,
        urgency=urgency,
        state=Phrase(word),
        what=what,
        day=min(dues, default=None) if urgency is Urgency.OVERDUE else None,
        opens=opens,
    )


def _task(task: Task, day: date) -> Reminder:
    due = task.due_on or day
    return Reminder(
        area=Area.FEEDBACK,
        urgency=urgency_of(due, day),
        state=nearness(due, day),
        what=Phrase(N_("Task {number}: {title}"), {"number": task.number, "title": task.title}),
        where=task.assigned_to,
        day=due,
        opens=("task", task.id),
    )


def _values(entry: Entry) -> dict[str, object]:
    """Return what a line says of an entry: a few of its words, numbers in them hidden."""
    said = " ".join(masked(entry.body).split())
    short = said if len(said) <= MOST_CHARACTERS else f"{said[:MOST_CHARACTERS].rstrip()}…"
    kind = Phrase(FEEDBACK_KIND_WORDS[entry.kind])
    return {"kind": kind, "number": entry.number, "said": short}


def _by_due(found: list[tuple[datetime, Entry]]) -> tuple[Entry, ...]:
    ordered = sorted(found, key=lambda each: (each[0], each[1].id))
    return tuple(entry for _due, entry in ordered)
