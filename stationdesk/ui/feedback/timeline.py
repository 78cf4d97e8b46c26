"""Everything that happened with an entry, as rows: the newest first, what was taken back too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.call_back_rules import is_poor
from stationdesk.domain.feedback.entries import (
    METHOD_WORDS,
    OUTCOME_WORDS,
    RATING_WORDS,
    SOLVED_WORDS,
)
from stationdesk.domain.feedback.states import MOVE_WORDS, Move
from stationdesk.domain.masking import masked
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Tone
from stationdesk.ui.feedback.words import moment_words
from stationdesk.ui.widgets.told_rows import Told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.feedback.chains import Chain
    from stationdesk.domain.feedback.entries import CallBack, Event, Reply

_BY = (Move.ACCEPT, Move.ASSIGN, Move.START)
_TONES = {
    Move.REPLY: Tone.GOOD,
    Move.INTERIM: Tone.INFO,
    Move.CLOSE: Tone.GOOD,
    Move.REOPEN: Tone.WARNING,
    Move.ESCALATE: Tone.WARNING,
    Move.VOID: Tone.BAD,
}
_FACTS = {
    "body": N_("text"),
    "kind": N_("kind"),
    "urgency": N_("urgency"),
    "channel": N_("way it came"),
    "visitor_group": N_("visitor group"),
    "place": N_("place"),
    "about_person": N_("whom it is about"),
    "praised": N_("whom it praises"),
    "praise_form": N_("form of praise"),
}


def timeline(chain: Chain, today: date) -> list[Told]:
    """Return the rows of an entry's history, the newest first."""
    undone = {event.undoes for event in chain.events if event.undoes is not None}
    replies, calls = iter(chain.replies), iter(chain.call_backs)
    rows = []
    for event in chain.events:
        if event.move is Move.UNDO:
            continue
        taken_back = event.id in undone
        row = _row(event, today, taken_back)
        if not taken_back and event.move in (Move.REPLY, Move.INTERIM):
            row = _with_reply(row, next(replies, None))
        elif not taken_back and event.move is Move.CALL_BACK:
            row = _with_call(row, next(calls, None))
        rows.append(row)
    return rows[::-1]


def _row(event: Event, today: date, taken_back: bool) -> Told:
    what = _(MOVE_WORDS[event.move])
    if event.move in _BY and event.person:
        what = _("{move} {person}").format(move=what, person=event.person)
    if event.move is Move.ESCALATE and event.told.get("to"):
        what = _("{move} {person}").format(move=what, person=event.told["to"])
    if taken_back:
        what = _("{move} (taken back)").format(move=what)
    who = event.recorded_by if event.move in _BY else event.person or event.recorded_by
    how = " · ".join(filter(None, (moment_words(event.happened_at, today), who)))
    tone = Tone.NEUTRAL if taken_back else _TONES.get(event.move)
    return Told(what, how, tone, "" if taken_back else "\n".join(_notes(event)))


def _notes(event: Event) -> Iterator[str]:
    """Tell what belongs to an event besides who and when."""
    told = event.told
    yield from (str(told[key]) for key in ("reason", "note") if told.get(key))
    if event.move is Move.CORRECT:
        yield _corrected(event)
    if event.move is Move.EXTEND and told.get("final_due_at"):
        due = str(told["final_due_at"]).replace("T", " ")
        yield _("Now due {moment}").format(moment=due)
    if told.get("repeats"):
        yield _("Repeats {number}").format(number=told["repeats"])
    if told.get("loosened"):
        yield _("Stands for itself again")
    if told.get("what"):
        phrase = _("{what} was begun") if told.get("begun") else _("{what} belongs to it")
        yield phrase.format(what=told["what"])
    if told.get("second"):
        yield _("Agreed to by {person}").format(person=told["second"])
    for key, phrase in (
        ("posted_on", N_("On the board since {day}")),
        ("taken_down_on", N_("Off the board on {day}")),
    ):
        if told.get(key):
            yield _(phrase).format(day=told[key])
    if told.get("imported"):
        yield _("From a register kept by hand")


def _corrected(event: Event) -> str:
    before = event.told.get("before")
    names = [_(_FACTS[key]) for key in before if key in _FACTS] if isinstance(before, dict) else []
    if event.told.get("author"):
        names.append(_("author"))
    return _("Changed: {facts}").format(facts=_(", ").join(names))


def _with_reply(row: Told, reply: Reply | None) -> Told:
    if reply is None:
        return row
    parts = [_(METHOD_WORDS[reply.method])]
    if not reply.interim:
        parts.insert(0, _(OUTCOME_WORDS[reply.outcome]))
    if reply.planned_on is not None:
        parts.append(reply.planned_on.isoformat())
    if reply.referred_to:
        parts.append(reply.referred_to)
    how = " · ".join((row.how, *parts))
    return Told(row.what, how, row.tone, masked(reply.body))


def _with_call(row: Told, call: CallBack | None) -> Told:
    if call is None:
        return row
    if not call.reached:
        return Told(_("Call-back: not reached"), row.how, Tone.WARNING, masked(call.note))
    said = [_(SOLVED_WORDS[call.solved])] if call.solved else []
    if call.rating is not None:
        said.append(_(RATING_WORDS[call.rating]))
    words = _(", ").join(said) or _("reached")
    tone = Tone.BAD if is_poor(call) else Tone.GOOD
    return Told(_("Call-back: {said}").format(said=words), row.how, tone, masked(call.note))
