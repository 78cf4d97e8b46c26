"""What a person can do with things kept for somebody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.kept import KEPT_KINDS, NewKeptThing
from stationdesk.domain.keeping.kept_rules import (
    hand_over_back_problems,
    hand_over_problems,
    kept_change_problems,
    kept_erased_problems,
    kept_problems,
    still_kept_problems,
)
from stationdesk.domain.problems import refuse_if_any
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
from stationdesk.store import kept_things as store

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import KeptThingId
    from stationdesk.domain.keeping.kept import HandOver, KeptThing

ENTITY = "kept_thing"


class KeptThings(Desk):
    """Keys, parcels and bags kept until they are fetched."""

    def kept_things(
        self, first: date | None = None, last: date | None = None, *, only_open: bool = False
    ) -> list[KeptThing]:
        """Return the things taken in from ``first`` through ``last``, the newest first."""
        return store.things(first, last, only_open=only_open)

    def kept_thing(self, thing_id: KeptThingId) -> KeptThing:
        """Return one thing.

        Raises:
            Refused: where there is none of that id, or it was voided.
        """
        return in_ledger(store.thing(thing_id))

    def find_kept(self, text: str) -> list[KeptThing]:
        """Return the things that ``text`` may mean, those still here first.

        A tag is found whole or in part, whatever became of the thing; those still here also by
        what they are, by the owner's name or its pinyin, and by the last digits of the phone.
        """
        wanted = plain_text(text)
        if not wanted:
            return []
        still_here = [
            thing
            for thing in store.things(only_open=True)
            if wanted in plain_text(thing.tag)
            or thing.tail.startswith(wanted)
            or is_found_in(wanted, thing.owner_name, thing.description, _(KEPT_KINDS[thing.kind]))
        ]
        gone = [each for each in store.tagged(wanted) if each.handed_on is not None]
        return [*still_here, *gone][:MOST_FOUND]

    def take_in(self, wish: NewKeptThing) -> KeptThingId:
        """Take a thing into safekeeping; the same request key twice keeps it once.

        Raises:
            Refused: naming every reason.
        """
        if (known := store.find_by_key(wish.request_key)) is not None:
            return known
        refuse_if_any(kept_problems(wish, self._context.today(), places_in_use()))
        with self._context.deed(Topic.KEEPING):
            kept = store.add(wish, **self._recorded())
            self._note_kept(kept, "take in", kind=kept.kind, on=kept.on, keep_until=kept.keep_until)
        phrase = N_("{tag} ({thing}) was taken into safekeeping for {owner}.")
        self._offer_kept(
            phrase, kept, partial(self._void_kept, kept.id, ""), owner=kept.owner_shown
        )
        return kept.id

    def change_kept(self, thing_id: KeptThingId, wish: NewKeptThing) -> None:
        """Correct what was entered; the tag stays.

        Raises:
            Refused: naming every reason.
        """
        before = self.kept_thing(thing_id)
        self._change_kept(thing_id, wish)
        take_back = partial(self._change_kept, thing_id, _entered(before))
        self._offer_kept(N_("{tag} ({thing}) was changed."), before, take_back)

    def hand_over(self, thing_id: KeptThingId, wish: HandOver) -> None:
        """Hand a thing over; who has it, and why they may, is kept until it is erased.

        Raises:
            Refused: naming every reason.
        """
        thing = self.kept_thing(thing_id)
        refuse_if_any(hand_over_problems(thing, wish, self._context.today()))
        with self._context.deed(Topic.KEEPING):
            store.hand_over(thing_id, wish, **self._now())
            self._note_kept(thing, "hand over", on=wish.on)
        handed = self.kept_thing(thing_id)
        phrase = N_("{tag} ({thing}) was handed over to {to}.")
        take_back = partial(self.take_back_hand_over, thing_id)
        self._offer_kept(phrase, handed, take_back, to=handed.handed_to_shown)

    def take_back_hand_over(self, thing_id: KeptThingId) -> None:
        """Let a thing be here again that was handed over by mistake.

        Raises:
            Refused: when it was not handed over, or its personal data is erased.
        """
        thing = self.kept_thing(thing_id)
        refuse_if_any(hand_over_back_problems(thing))
        with self._context.deed(Topic.KEEPING):
            store.take_back_hand_over(thing_id)
            self._note_kept(thing, "take back hand-over")

    def void_kept(self, thing_id: KeptThingId, reason: str) -> None:
        """Let an entry made by mistake count no more.

        Raises:
            Refused: without a reason, or when the thing was handed over.
        """
        refuse_without_reason(reason)
        thing = self.kept_thing(thing_id)
        self._void_kept(thing_id, reason)
        take_back = partial(self._reinstate_kept, thing_id, thing.note)
        self._offer_kept(N_("{tag} ({thing}) was voided."), thing, take_back)

    def _change_kept(self, thing_id: KeptThingId, wish: NewKeptThing) -> None:
        before = self.kept_thing(thing_id)
        lies = before.place.id if before.place else None
        refuse_if_any(
            [
                *kept_change_problems(before, wish),
                *kept_problems(wish, self._context.today(), places_in_use(lies)),
            ]
        )
        with self._context.deed(Topic.KEEPING):
            store.change(thing_id, wish)
            self._note_kept(
                before, "change", kind=wish.kind, on=wish.on, keep_until=wish.keep_until
            )

    def _void_kept(self, thing_id: KeptThingId, reason: str) -> None:
        thing = self.kept_thing(thing_id)
        refuse_if_any(still_kept_problems(thing))
        note = with_reason(thing.note, reason)
        with self._context.deed(Topic.KEEPING):
            store.void(thing_id, **self._now(), note=note)
            self._note_kept(thing, "void")

    def _reinstate_kept(self, thing_id: KeptThingId, note: str) -> None:
        refuse_if_any(kept_erased_problems(store.thing(thing_id, voided=True)))
        with self._context.deed(Topic.KEEPING):
            store.void(thing_id, at=None, by=None, note=note)
            self._note_kept(self.kept_thing(thing_id), "reinstate")

    def _offer_kept(
        self, phrase: str, thing: KeptThing, take_back: partial[None], **values: object
    ) -> None:
        told = {"tag": thing.tag, "thing": Phrase(KEPT_KINDS[thing.kind])}
        self._offer(phrase, take_back, **told, **values)

    def _note_kept(self, thing: KeptThing, action: str, **after: object) -> None:
        self._context.note(ENTITY, thing.uid, action, after={"tag": thing.tag, **after})


def _entered(thing: KeptThing) -> NewKeptThing:
    return NewKeptThing(
        kind=thing.kind,
        description=thing.description,
        owner_name=thing.owner_name,
        on=thing.on,
        owner_phone=thing.owner_phone,
        keep_until=thing.keep_until,
        place_id=thing.place.id if thing.place else None,
        note=thing.note,
    )
