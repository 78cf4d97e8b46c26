"""What a person can do with found things."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.found import FOUND_KINDS, NewFoundThing
from stationdesk.domain.keeping.found_rules import (
    claim_problems,
    found_change_problems,
    found_erased_problems,
    found_problems,
    outcome_back_problems,
    pass_on_problems,
    still_there_problems,
    usual_pass_on_day,
)
from stationdesk.domain.problems import refuse_if_any
from stationdesk.domain.settings import settings_from
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_, _
from stationdesk.services.changes import Topic
from stationdesk.services.keeping_desk.desk import (
    MOST_FOUND,
    Desk,
    in_ledger,
    is_found_in,
    places_in_use,
    plain_text,
    refuse_without_reason,
    with_reason,
)
from stationdesk.store import found_things as store
from stationdesk.store import settings as chosen

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import FoundThingId
    from stationdesk.domain.keeping.found import Claim, FoundThing, PassOn

ENTITY = "found_thing"
TOPICS = (Topic.KEEPING, Topic.TIERS)
"""A standard may ask that found things are looked after."""


class FoundThings(Desk):
    """Lost property from the finding to its owner, or to the police."""

    def found_things(
        self, first: date | None = None, last: date | None = None, *, only_open: bool = False
    ) -> list[FoundThing]:
        """Return the things found from ``first`` through ``last``, the newest first."""
        return store.things(first, last, only_open=only_open)

    def found_thing(self, thing_id: FoundThingId) -> FoundThing:
        """Return one thing.

        Raises:
            Refused: where there is none of that id, or it was voided.
        """
        return in_ledger(store.thing(thing_id))

    def find_found(self, text: str) -> list[FoundThing]:
        """Return the things that ``text`` may mean, those still here first.

        A number is found whole or in part, whatever became of the thing; those still here also by
        what they are and where they were found, or the pinyin of it.
        """
        wanted = plain_text(text)
        if not wanted:
            return []
        still_here = [
            thing
            for thing in store.things(only_open=True)
            if wanted in plain_text(thing.number)
            or is_found_in(wanted, thing.description, thing.found_where, _(FOUND_KINDS[thing.kind]))
        ]
        gone = [each for each in store.numbered(wanted) if each.outcome is not None]
        return [*still_here, *gone][:MOST_FOUND]

    def usual_pass_on(self, kind: str, on: date | None = None) -> date:
        """Return the last day on which a thing found ``on`` (None: today) usually waits."""
        days = settings_from(chosen.stored()).found_days
        return usual_pass_on_day(kind, on or self._context.today(), days)

    def enter_found(self, wish: NewFoundThing) -> FoundThingId:
        """Keep a found thing; the same request key twice keeps it once.

        Raises:
            Refused: naming every reason.
        """
        if (known := store.find_by_key(wish.request_key)) is not None:
            return known
        refuse_if_any(found_problems(wish, self._context.today(), places_in_use()))
        with self._context.deed(*TOPICS):
            kept = store.add(wish, self._pass_on_after(wish), **self._recorded())
            self._note_found(kept, "enter", kind=kept.kind, on=kept.on, until=kept.pass_on_after)
        phrase = N_("{number} ({thing}) was entered as found.")
        self._offer_found(phrase, kept, partial(self._void_found, kept.id, ""))
        return kept.id

    def change_found(self, thing_id: FoundThingId, wish: NewFoundThing) -> None:
        """Correct what was entered; the number stays.

        Raises:
            Refused: naming every reason.
        """
        before = self.found_thing(thing_id)
        self._change_found(thing_id, wish)
        take_back = partial(self._change_found, thing_id, _entered(before))
        self._offer_found(N_("{number} ({thing}) was changed."), before, take_back)

    def claim(self, thing_id: FoundThingId, wish: Claim) -> None:
        """Give a thing to whoever proved that it is theirs.

        Raises:
            Refused: naming every reason, such as questions that were answered wrongly.
        """
        thing = self.found_thing(thing_id)
        refuse_if_any(claim_problems(thing, wish, self._context.today()))
        with self._context.deed(*TOPICS):
            store.claim(thing_id, wish, **self._now())
            told = {"on": wish.on, "asked": len(thing.questions), "right": sum(wish.answers)}
            self._note_found(thing, "claim", **told)
        phrase = N_("{number} ({thing}) was given to {to}, who claimed it.")
        self._offer_left(phrase, thing_id)

    def pass_on(self, thing_id: FoundThingId, wish: PassOn) -> None:
        """Hand a thing to the police or a lost-property office, or dispose of it.

        Raises:
            Refused: naming every reason.
        """
        thing = self.found_thing(thing_id)
        refuse_if_any(pass_on_problems(thing, wish, self._context.today()))
        with self._context.deed(*TOPICS):
            store.pass_on(thing_id, wish, **self._now())
            self._note_found(thing, "dispose" if wish.disposed else "pass on", on=wish.on)
        passed = N_("{number} ({thing}) was passed on to {to}.")
        disposed = N_("{number} ({thing}) was disposed of: {to}.")
        self._offer_left(disposed if wish.disposed else passed, thing_id)

    def take_back_outcome(self, thing_id: FoundThingId) -> None:
        """Let a thing be here again that was given away by mistake.

        Raises:
            Refused: when it is still here, or its personal data is erased.
        """
        thing = self.found_thing(thing_id)
        refuse_if_any(outcome_back_problems(thing))
        with self._context.deed(*TOPICS):
            store.take_back_outcome(thing_id)
            self._note_found(thing, "take back outcome")

    def void_found(self, thing_id: FoundThingId, reason: str) -> None:
        """Let an entry made by mistake count no more.

        Raises:
            Refused: without a reason, or when the thing left.
        """
        refuse_without_reason(reason)
        thing = self.found_thing(thing_id)
        self._void_found(thing_id, reason)
        take_back = partial(self._reinstate_found, thing_id, thing.note)
        self._offer_found(N_("{number} ({thing}) was voided."), thing, take_back)

    def _pass_on_after(self, wish: NewFoundThing) -> date:
        return wish.pass_on_after or self.usual_pass_on(wish.kind, wish.on)

    def _change_found(self, thing_id: FoundThingId, wish: NewFoundThing) -> None:
        before = self.found_thing(thing_id)
        lies = before.place.id if before.place else None
        refuse_if_any(
            [
                *found_change_problems(before, wish),
                *found_problems(wish, self._context.today(), places_in_use(lies)),
            ]
        )
        until = self._pass_on_after(wish)
        with self._context.deed(*TOPICS):
            store.change(thing_id, wish, until)
            self._note_found(before, "change", kind=wish.kind, on=wish.on, until=until)

    def _void_found(self, thing_id: FoundThingId, reason: str) -> None:
        thing = self.found_thing(thing_id)
        refuse_if_any(still_there_problems(thing))
        note = with_reason(thing.note, reason)
        with self._context.deed(*TOPICS):
            store.void(thing_id, **self._now(), note=note)
            self._note_found(thing, "void")

    def _reinstate_found(self, thing_id: FoundThingId, note: str) -> None:
        refuse_if_any(found_erased_problems(store.thing(thing_id, voided=True)))
        with self._context.deed(*TOPICS):
            store.void(thing_id, at=None, by=None, note=note)
            self._note_found(self.found_thing(thing_id), "reinstate")

    def _offer_left(self, phrase: str, thing_id: FoundThingId) -> None:
        thing = self.found_thing(thing_id)
        take_back = partial(self.take_back_outcome, thing_id)
        self._offer_found(phrase, thing, take_back, to=thing.outcome_to_shown)

    def _offer_found(
        self, phrase: str, thing: FoundThing, take_back: partial[None], **values: object
    ) -> None:
        told = {"number": thing.number, "thing": Phrase(FOUND_KINDS[thing.kind])}
        self._offer(phrase, take_back, **told, **values)

    def _note_found(self, thing: FoundThing, action: str, **after: object) -> None:
        self._context.note(ENTITY, thing.uid, action, after={"number": thing.number, **after})


def _entered(thing: FoundThing) -> NewFoundThing:
    return NewFoundThing(
        kind=thing.kind,
        description=thing.description,
        found_where=thing.found_where,
        on=thing.on,
        questions=thing.questions,
        finder_name=thing.finder_name,
        finder_phone=thing.finder_phone,
        place_id=thing.place.id if thing.place else None,
        pass_on_after=thing.pass_on_after,
        note=thing.note,
    )
