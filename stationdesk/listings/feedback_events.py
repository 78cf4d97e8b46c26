"""What was done with an entry, line by line: its events, what hangs on it, its call-backs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import METHOD_WORDS, OUTCOME_WORDS, SOLVED_WORDS, Solved
from stationdesk.domain.feedback.replay import told_moment
from stationdesk.domain.feedback.states import MOVE_WORDS, Move
from stationdesk.domain.masking import masked
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.listings.feedback import rating_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from stationdesk.domain.feedback.chains import Link
    from stationdesk.domain.feedback.entries import CallBack, Event

FACT_WORDS = {
    "body": N_("Words of the entry"),
    "kind": N_("Kind of entry"),
    "urgency": N_("Urgency"),
    "channel": N_("How it came"),
    "visitor_group": N_("Visitor group"),
    "place": N_("Place spoken of"),
    "about_person": N_("Who it is about"),
    "praised": N_("Who was praised"),
    "praise_form": N_("Form of praise"),
}
"""The facts of an entry that may be corrected, by the names under which events tell them."""


def event_words(event: Event) -> str:
    """Return what an event tells besides who moved what when; empty where it tells nothing."""
    told = _TOLD.get(event.move)
    return _("; ").join(each for each in told(event) if each) if told else _note(event)


def shown_events(events: Iterable[Event]) -> list[Event]:
    """Return the events as one reads them: those taken back say so, taking back is no line."""
    return [each for each in events if each.move is not Move.UNDO]


def moment_words(moment: datetime) -> str:
    """Return a moment as ``2026-11-24 17:00``."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _move_words(event: Event) -> str:
    words = _(MOVE_WORDS[event.move])
    return _("{move} (taken back)").format(move=words) if event.undone else words


def _text(event: Event, key: str) -> str:
    said = event.told.get(key)
    return masked(said.strip()) if isinstance(said, str) else ""


def _note(event: Event) -> str:
    return _text(event, "note") or _text(event, "reason")


def _limits(event: Event) -> Iterator[str]:
    yield _text(event, "reason")
    first, final = (told_moment(event.told, key) for key in ("first_due_at", "final_due_at"))
    if first is not None:
        yield _("first reply due {moment}").format(moment=moment_words(first))
    if final is not None:
        yield _("final answer due {moment}").format(moment=moment_words(final))


def _resumed(event: Event) -> Iterator[str]:
    yield _text(event, "note")
    yield from _limits(event)


def _passed_up(event: Event) -> Iterator[str]:
    if to := _text(event, "to"):
        yield _("to {office}").format(office=to)
    yield _text(event, "note")


def _answered(event: Event) -> Iterator[str]:
    for key, words in (("outcome", OUTCOME_WORDS), ("method", METHOD_WORDS)):
        known = {each.value: phrase for each, phrase in words.items()}
        yield _(known.get(_text(event, key), ""))


def _called(event: Event) -> Iterator[str]:
    if not event.told.get("reached"):
        yield _("nobody was reached")
        return
    solved, rating = _text(event, "solved"), event.told.get("rating")
    if solved:
        yield _(SOLVED_WORDS[Solved(solved)])
    if isinstance(rating, int):
        yield rating_words(rating)


def _posted(event: Event) -> Iterator[str]:
    yield _text(event, "posted_on") or _text(event, "taken_down_on")


def _voided(event: Event) -> Iterator[str]:
    yield _text(event, "reason")
    if second := _text(event, "second"):
        yield _("agreed to by {person}").format(person=second)


def _corrected(event: Event) -> Iterator[str]:
    after = event.told.get("after")
    if isinstance(after, dict):
        yield _(", ").join(_(FACT_WORDS[key]) for key in FACT_WORDS if key in after)
    if event.told.get("author"):
        yield _("name or phone of the author")
    yield from _limits(event)


def _linked(event: Event) -> Iterator[str]:
    yield _text(event, "what")
    if event.told.get("work_loosened"):
        yield _("the link was taken back")


_TOLD: dict[Move, Callable[[Event], Iterator[str]]] = {
    Move.REGISTER: _limits,
    Move.REOPEN: _limits,
    Move.EXTEND: _limits,
    Move.RESUME: _resumed,
    Move.ESCALATE: _passed_up,
    Move.INTERIM: _answered,
    Move.REPLY: _answered,
    Move.CALL_BACK: _called,
    Move.POST: _posted,
    Move.TAKE_DOWN: _posted,
    Move.VOID: _voided,
    Move.CORRECT: _corrected,
    Move.LINK: _linked,
}
"""What each move's event tells; the others have a note at most."""

EVENTS: tuple[Column[Event], ...] = (
    Column("at", N_("Date and time"), Kind.TEXT, lambda e: moment_words(e.happened_at), 8),
    Column("move", N_("Step taken"), Kind.TEXT, _move_words, 6),
    Column("person", N_("By whom"), Kind.TEXT, lambda event: event.person, 4),
    Column("told", N_("Told with it"), Kind.TEXT, event_words, 12, grows=True),
)
"""The moves of one entry, the oldest first."""

CALLS: tuple[Column[CallBack], ...] = (
    Column("at", N_("Date and time"), Kind.TEXT, lambda call: moment_words(call.at), 8),
    Column("by", N_("Called back by"), Kind.TEXT, lambda call: call.called_by, 4),
    Column("reached", N_("Author reached"), Kind.TEXT, lambda e: _yes_or_no(e.reached), 4),
    Column(
        "solved", N_("Solved or not"), Kind.TEXT, lambda e: _(SOLVED_WORDS.get(e.solved, "")), 4
    ),
    Column("rating", N_("Rating"), Kind.TEXT, lambda call: rating_words(call.rating), 4),
    Column("note", N_("Remark"), Kind.TEXT, lambda call: masked(call.note), 8, grows=True),
)
"""The call-backs of one entry."""


def _yes_or_no(told: bool) -> str:
    return _("Yes") if told else _("No")


def _progress(link: Link) -> Mark:
    return Mark(link.progress, Tone.GOOD if link.done else Tone.INFO)


LINKS: tuple[Column[Link], ...] = (
    Column("on", N_("Begun on"), Kind.DAY, lambda link: link.on, 6),
    Column("title", N_("What was begun"), Kind.TEXT, lambda link: link.title, 10, grows=True),
    Column("progress", N_("How far it is"), Kind.STATE, _progress, 6),
)
"""What was begun because of one entry."""
