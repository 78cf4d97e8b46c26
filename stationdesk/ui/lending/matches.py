"""What somebody at the desk may mean by a label, a code, four digits or a few letters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.lending.holds import HoldState
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.listings.lending import hold_mark, loan_mark
from stationdesk.ui.lending.loan_words import (
    day_words,
    lateness_words,
    person_words,
    pieces_words,
)

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import LoanUnitId
    from stationdesk.domain.labels import Found
    from stationdesk.domain.lending.holds import Hold
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.lending.pieces import KindLine
    from stationdesk.services.labels import Labels
    from stationdesk.services.lending import Lending

TAIL_DIGITS = 4
OTHER_PAGES = {"amenity": "amenities", "place": "inventory", "item": "inventory"}
"""Where things lead that are not of the lending desk."""


class Deed(StrEnum):
    """What is done about a match."""

    GIVE_BACK = "give_back"
    HAND_OVER = "hand_over"
    LEND_PIECE = "lend_piece"
    LEND_KIND = "lend_kind"
    LEND_TO = "lend_to"
    FETCH_KEPT = "fetch_kept"
    SHOW_FOUND = "show_found"
    TURN_TO = "turn_to"


DEED_WORDS = {
    Deed.GIVE_BACK: N_("Give back"),
    Deed.HAND_OVER: N_("Hand over"),
    Deed.LEND_PIECE: N_("Lend"),
    Deed.LEND_KIND: N_("Lend"),
    Deed.LEND_TO: N_("Lend"),
    Deed.FETCH_KEPT: N_("Hand over"),
    Deed.SHOW_FOUND: N_("Show"),
    Deed.TURN_TO: N_("Show"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One thing that may be meant, and the deed that follows.

    ``about`` is the id of the record, for ``LEND_TO`` the digits; ``page`` where it leads;
    ``found_by`` are words by which it is looked for besides those shown.
    """

    deed: Deed
    about: object
    what: str
    how: str = ""
    mark: Mark | None = None
    page: str = ""
    found_by: str = ""

    def said(self) -> str:
        """Return all words by which it is looked for."""
        return f"{self.what} {self.how} {self.found_by}"


class Matches:
    """Looks for what is meant in loans, holds, pieces, kinds and labels."""

    def __init__(self, lending: Lending, labels: Labels) -> None:
        self._lending, self._labels = lending, labels

    def unit_of(self, code: str) -> LoanUnitId | None:
        """Return the numbered piece whose label or code it is, None where it is another thing."""
        found = self._labels.resolve(code)
        if found is None:
            return None
        if found.kind == "amenity":
            return self._piece_of_amenity(found.id)
        return found.id if found.kind == "piece" else None  # type: ignore[return-value]

    def of(self, typed: str, today: date) -> list[Match]:
        """Return everything that may be meant by ``typed``, what is most likely first.

        A label or a whole code means exactly one thing. Four digits are a borrower's: loans to
        be given back, holds to be picked up, else somebody to lend to. Letters are initials of
        kinds, then of borrowers.
        """
        if _is_tail(typed):
            known = self._of_borrower(typed, today)
            return known or [_lend_to(typed)]
        if (found := self._labels.resolve(typed)) is not None:
            return self._of_found(found, today)
        return [*self._kinds(typed), *self._of_borrower(typed, today)]

    def of_code(self, code: str, today: date) -> list[Match]:
        """Return what a label or a code means; letters may be those of a kind, digits nobody's."""
        if (found := self._labels.resolve(code)) is not None:
            return self._of_found(found, today)
        return self._kinds(code) if code.isalpha() else []

    def all_open(self, today: date) -> list[Match]:
        """Return everything that may come back, what is due first before the rest."""
        entries = sorted(self._lending.open_entries(), key=lambda each: each.due_on)
        return [give_back_match(each, today) for each in entries]

    def _of_found(self, found: Found, today: date) -> list[Match]:
        unit_id = self.unit_of(found.code) if found.kind in ("piece", "amenity") else None
        if found.kind == "piece":
            unit_id = found.id  # type: ignore[assignment]
        if unit_id is not None:
            return [self._of_piece(unit_id, today)]
        if found.kind == "loan":
            entries = self._lending.entries_of_loan(found.id)  # type: ignore[arg-type]
            return [give_back_match(each, today) for each in entries if each.open]
        if found.kind == "item":
            return self._of_item(found)
        if found.kind == "volunteer":
            return []
        deeds = {"kept": Deed.FETCH_KEPT, "found": Deed.SHOW_FOUND}
        deed = deeds.get(found.kind, Deed.TURN_TO)
        page = OTHER_PAGES.get(found.kind, "")
        return [Match(deed=deed, about=found.id, what=found.name, how=found.code, page=page)]

    def _of_piece(self, unit_id: LoanUnitId, today: date) -> Match:
        out = self._lending.open_of_unit(unit_id)
        if out is not None:
            return give_back_match(out, today)
        line = self._lending.piece(unit_id)
        name = f"{line.kind.name} {line.unit.code}"
        return Match(deed=Deed.LEND_PIECE, about=unit_id, what=name)

    def _of_item(self, found: Found) -> list[Match]:
        """Return the kind that an item is lent as; an item that is not lent is shown."""
        for line in self._lending.kind_lines():
            if line.kind.item is not None and line.kind.item.id == found.id:
                return [_lend_kind(line)]
        return [Match(deed=Deed.TURN_TO, about=found.id, what=found.name, page="inventory")]

    def _of_borrower(self, typed: str, today: date) -> list[Match]:
        """Return what somebody has to give back, or to pick up, by tail, name or initials."""
        loans = [give_back_match(each, today) for each in self._lending.find_open(typed)]
        holds = [
            hand_over_match(each, today)
            for each in self._lending.holds()
            if each.tail == typed and each.state(today) is HoldState.WAITING
        ]
        return [*loans, *holds]

    def _kinds(self, typed: str) -> list[Match]:
        """Return the kinds that begin with what was typed: code, name, pinyin or initials."""
        wanted = typed.lower()
        return [
            _lend_kind(line)
            for line in self._lending.kind_lines()
            if any(
                word.startswith(wanted)
                for word in f"{line.kind.code} {line.kind.search_words}".lower().split()
            )
        ]

    def _piece_of_amenity(self, amenity_id: int) -> LoanUnitId | None:
        for line in self._lending.pieces():
            if line.unit.amenity_id == amenity_id:
                return line.unit.id
        return None


def give_back_match(entry: LoanEntry, today: date) -> Match:
    """Return an open loan as something to be given back."""
    who = person_words(entry.borrower_shown, entry.tail)
    pieces = "" if entry.unit else f" · {pieces_words(entry)}"
    return Match(
        deed=Deed.GIVE_BACK,
        about=entry.line_id,
        what=f"{entry.thing}{pieces} · {who}",
        how=lateness_words(entry, today),
        mark=loan_mark(entry, today),
        found_by=f"{entry.number} {entry.kind.code} {entry.kind.search_words}",
    )


def hand_over_match(hold: Hold, today: date) -> Match:
    """Return a hold as something to be handed over."""
    who = person_words(hold.borrower_shown, hold.tail)
    until = _("held until {day}").format(day=day_words(hold.lapses_on, today))
    return Match(
        deed=Deed.HAND_OVER,
        about=hold.id,
        what=f"{held_thing(hold)} ×{hold.quantity} · {who}",
        how=until,
        mark=hold_mark(hold, today),
    )


def held_thing(hold: Hold) -> str:
    """Return what is held, with the code of a numbered piece."""
    return f"{hold.kind.name} {hold.unit.code}" if hold.unit else hold.kind.name


def _lend_kind(line: KindLine) -> Match:
    told = _("{free} free, {out} out").format(free=line.pool.free, out=line.pool.out)
    tone = Tone.GOOD if line.pool.free else Tone.WARNING
    mark = Mark(N_("Can be lent") if line.pool.free else N_("None is free"), tone)
    return Match(
        deed=Deed.LEND_KIND,
        about=line.kind.id,
        what=f"{line.kind.name} {line.kind.code}",
        how=told,
        mark=mark,
    )


def _lend_to(tail: str) -> Match:
    return Match(deed=Deed.LEND_TO, about=tail, what=tail)


def _is_tail(typed: str) -> bool:
    return len(typed) == TAIL_DIGITS and typed.isdecimal()
