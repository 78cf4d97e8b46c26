"""Numbered pieces and pieces set aside: what may be entered, retired, mended and refilled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.lending.pieces import PartState, PieceState
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId, LoanPartId, LoanUnitId, PlaceId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit, NewUnit, Pool
    from stationdesk.domain.places import Place

LONGEST_CODE = 20
CODE_DIGITS = 3
MOST_COUNTED = 1_000_000
"""More pieces on one shelf is a slip of the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rules of a piece may look at.

    ``codes`` are those of all other pieces there ever were. ``lent_amenities`` are the lines of
    the register that are pieces already; ``amenity`` is the one that the wish names, None where
    there is none of that id.
    """

    today: date
    codes: Collection[str]
    amenity: Amenity | None
    lent_amenities: Collection[AmenityId]
    places: Mapping[PlaceId, Place]


def plain_code(code: str) -> str:
    """Return the code of a piece as it is kept: capital letters, no spaces."""
    return "".join(code.split()).upper()


def next_code(letters: str, taken: Collection[str]) -> str:
    """Return the code after the highest one of a kind: LY-004 after LY-003.

    ``taken`` holds the codes of all pieces there ever were: no number is given twice.
    """
    start = f"{letters}-"
    numbers = [code.removeprefix(start) for code in taken if code.startswith(start)]
    highest = max((int(each) for each in numbers if each.isdecimal()), default=0)
    return f"{start}{highest + 1:0{CODE_DIGITS}d}"


def unit_problems(wish: NewUnit, kind: LoanKind, there: Surroundings) -> Iterator[Problem]:
    """Yield every reason why a piece cannot be entered."""
    if kind.is_pool:
        phrase = N_("The pieces of “{kind}” bear no numbers; the stock ledger counts them.")
        yield Problem("kind_id", phrase, {"kind": kind.name})
        return
    if kind.archived_on is not None:
        yield Problem("kind_id", N_("“{kind}” is archived."), {"kind": kind.name})
    yield from code_problems(wish.code, there.codes)
    yield from _problems_of_amenity(wish, kind, there)
    yield from place_problems(wish, there.places)


def code_problems(code: str, taken: Collection[str]) -> Iterator[Problem]:
    """Yield why a piece cannot bear ``code``; an empty one takes the next."""
    plain = plain_code(code)
    if len(plain) > LONGEST_CODE:
        phrase = N_("The code of a piece has {limit} characters at most.")
        yield Problem("code", phrase, {"limit": LONGEST_CODE})
    elif plain in taken:
        yield Problem("code", N_("Another piece bears the code {code}."), {"code": plain})


def place_problems(wish: NewUnit, places: Mapping[PlaceId, Place]) -> Iterator[Problem]:
    """Yield why a piece cannot be kept at the place that was chosen."""
    if wish.place_id is None:
        return
    place = places.get(wish.place_id)
    if wish.amenity_id is not None:
        yield Problem("place_id", N_("The piece stands where the register says; change it there."))
    elif place is None or place.archived_on is not None:
        yield Problem("place_id", N_("Choose a place that is in use."))


def change_problems(
    before: LoanUnit, wish: NewUnit, codes: Collection[str], *, out: bool
) -> Iterator[Problem]:
    """Yield what of a piece cannot be changed; ``codes`` are those of all other pieces."""
    if before.retired_on is not None:
        yield Problem("unit_id", N_("{code} is retired."), {"code": before.code})
    if (wish.kind_id, wish.amenity_id) != (before.kind_id, before.amenity_id):
        phrase = N_("{code} stays the piece that it is; retire it and enter another.")
        yield Problem("kind_id", phrase, {"code": before.code})
    if not plain_code(wish.code):
        yield Problem("code", N_("A piece keeps a code."))
    yield from code_problems(wish.code, codes)
    if out and wish.place_id != before.place_id:
        phrase = N_("{code} is on loan; it can be put elsewhere when it is back.")
        yield Problem("place_id", phrase, {"code": before.code})


def retire_problems(
    unit: LoanUnit, reason: str, *, out: bool, waiting: Sequence[str]
) -> Iterator[Problem]:
    """Yield why a piece cannot be retired; ``waiting`` are the numbers of holds for it."""
    if unit.retired_on is not None:
        yield Problem("unit_id", N_("{code} is retired already."), {"code": unit.code})
    if not reason.strip():
        yield Problem("reason", N_("Write why it is retired."))
    if out:
        yield out_problem(unit)
    yield from waited_for_problems(unit, waiting)


def waited_for_problems(unit: LoanUnit, waiting: Iterable[str]) -> Iterator[Problem]:
    """Say for whom a piece cannot leave for good; ``waiting`` are the numbers of holds for it."""
    for number in waiting:
        phrase = N_("{code} is held for somebody ({number}); cancel the hold first.")
        yield Problem("unit_id", phrase, {"code": unit.code, "number": number})


def out_problem(unit: LoanUnit) -> Problem:
    """Say that a piece cannot be retired while somebody has it."""
    return Problem("unit_id", N_("{code} is on loan; retire it when it is back."), _named(unit))


def unfit_problems(
    kind: LoanKind, pool: Pool, quantity: int, unit: LoanUnit | None, state: PieceState | None
) -> Iterator[Problem]:
    """Yield why pieces cannot be set aside; ``pool`` stands as on the day meant.

    ``unit`` and its ``state`` are those of a numbered piece, None for a pool.
    """
    yield from _problems_of_choice(kind, quantity, unit)
    if unit is None and kind.is_pool and quantity > pool.in_station:
        phrase = N_("Only {there} of “{kind}” are in the station and not set aside yet.")
        yield Problem("quantity", phrase, {"there": max(0, pool.in_station), "kind": kind.name})
    if unit is None:
        return
    if state is PieceState.RETIRED:
        yield Problem("unit_id", N_("{code} is retired."), _named(unit))
    elif state is PieceState.OUT:
        phrase = N_("{code} is on loan; say at its return that it is damaged.")
        yield Problem("unit_id", phrase, _named(unit))
    elif state is PieceState.UNFIT:
        yield Problem("unit_id", N_("{code} is set aside already."), _named(unit))


def fit_problems(
    kind: LoanKind, unfit: int, quantity: int, unit: LoanUnit | None, *, unit_unfit: bool
) -> Iterator[Problem]:
    """Yield why pieces that were set aside cannot be mended or scrapped.

    ``unfit`` is how many of the kind are set aside now.
    """
    yield from _problems_of_choice(kind, quantity, unit)
    if unit is not None and not unit_unfit:
        yield Problem("unit_id", N_("{code} is not set aside."), _named(unit))
    elif unit is None and quantity > unfit:
        phrase = N_("Only {unfit} of “{kind}” are set aside.")
        yield Problem("quantity", phrase, {"unfit": unfit, "kind": kind.name})


def part_states(kind: LoanKind, changes: Mapping[LoanPartId, int]) -> tuple[PartState, ...]:
    """Return the parts of a piece; ``changes`` says by how many each differs from whole."""
    return tuple(
        PartState(part=part, there=part.quantity + changes.get(part.id, 0)) for part in kind.parts
    )


def newly_missing(
    told: Mapping[LoanPartId, int], changes: Mapping[LoanPartId, int]
) -> dict[LoanPartId, int]:
    """Return how many parts are missing that were there before.

    ``told`` is how many of each are missing at a look, ``changes`` by how many each differed from
    whole before it. A part of which fewer are told than were missing is left out: only putting
    parts back tells that they are there again.
    """
    more = {part_id: missing + changes.get(part_id, 0) for part_id, missing in told.items()}
    return {part_id: missing for part_id, missing in more.items() if missing > 0}


def refill_problems(
    states: Sequence[PartState], wanted: Mapping[LoanPartId, int]
) -> Iterator[Problem]:
    """Yield why parts cannot be put back as told."""
    if not wanted:
        yield Problem("parts", N_("Write how many parts are put back."))
    known = {state.part.id: state for state in states}
    for part_id, quantity in wanted.items():
        state = known.get(part_id)
        if state is None:
            yield Problem("parts", N_("This part does not belong to the piece."))
            continue
        values = {"part": state.part.name, "short": state.short}
        if quantity < 1:
            phrase = N_("{part}: write how many are put back, at least one.")
            yield Problem(f"parts.{part_id}", phrase, values)
        elif quantity > state.short:
            phrase = N_("{part}: only {short} are missing.")
            yield Problem(f"parts.{part_id}", phrase, values)


def check_problems(counted: int) -> Iterator[Problem]:
    """Yield why a look at the shelf cannot be written down."""
    if not 0 <= counted <= MOST_COUNTED:
        yield Problem("counted", N_("Count zero pieces or more."))


def state_of(
    unit: LoanUnit,
    day: date,
    *,
    out: Collection[LoanUnitId],
    unfit: Collection[LoanUnitId],
    held: Collection[LoanUnitId],
    stopped: Collection[AmenityId],
) -> PieceState:
    """Return how a piece stands on ``day``, the first that is true.

    ``stopped`` are the lines of the register that cannot be used: a piece that is one of them is
    as good as set aside.
    """
    if unit.retired_on is not None and unit.retired_on <= day:
        return PieceState.RETIRED
    if unit.id in out:
        return PieceState.OUT
    if unit.id in unfit or (unit.amenity_id is not None and unit.amenity_id in stopped):
        return PieceState.UNFIT
    return PieceState.HELD if unit.id in held else PieceState.IN


def _problems_of_amenity(wish: NewUnit, kind: LoanKind, there: Surroundings) -> Iterator[Problem]:
    if kind.item is not None:
        if wish.amenity_id is not None:
            phrase = N_("The pieces of “{kind}” are goods of the stock, not lines of the register.")
            yield Problem("amenity_id", phrase, {"kind": kind.name})
        return
    amenity = there.amenity
    if amenity is None:
        phrase = N_("Choose the line of the amenity register that the piece is.")
        yield Problem("amenity_id", phrase)
        return
    values = {"code": amenity.code, "name": amenity.name, "pieces": amenity.pieces}
    if not amenity.in_service_on(there.today):
        yield Problem("amenity_id", N_("{code} {name} is not in service."), values)
    if amenity.id in there.lent_amenities:
        yield Problem("amenity_id", N_("{code} {name} is a numbered piece already."), values)
    if amenity.pieces != 1:
        phrase = N_(
            "{code} {name} stands for {pieces} pieces. Enter each one as a line of its own."
        )
        yield Problem("amenity_id", phrase, values)


def _problems_of_choice(kind: LoanKind, quantity: int, unit: LoanUnit | None) -> Iterator[Problem]:
    values = {"kind": kind.name}
    if unit is not None and unit.kind_id != kind.id:
        phrase = N_("{code} is not a piece of “{kind}”.")
        yield Problem("unit_id", phrase, {**values, "code": unit.code})
    elif unit is None and not kind.is_pool:
        yield Problem("unit_id", N_("Choose which piece of “{kind}” is meant."), values)
    if quantity < 1:
        yield Problem("quantity", N_("Write how many pieces, at least one."))
    elif unit is not None and quantity > 1:
        yield Problem("quantity", N_("A numbered piece is one piece."))


def _named(unit: LoanUnit) -> dict[str, object]:
    return {"code": unit.code}
