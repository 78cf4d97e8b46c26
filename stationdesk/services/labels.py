"""Labels for what is in the station, and what a scanned or typed code names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.labels import LabelSheet
from stationdesk.domain.amenity_kinds import KIND
from stationdesk.domain.goods import USED_FOR
from stationdesk.domain.label_papers import LAYOUT, LAYOUTS, LabelLayout
from stationdesk.domain.labels import (
    LARGEST_NUMBER,
    Found,
    LabelKind,
    Labelled,
    plain_code,
    read_label,
)
from stationdesk.domain.lending.kinds import Audience
from stationdesk.domain.masking import shown_with_tail
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.i18n import N_
from stationdesk.services.drafts import Draft, LabelChoice
from stationdesk.services.report_catalogue import REPORT
from stationdesk.store import (
    amenities,
    goods,
    loan_kinds,
    loan_pieces,
    places,
    scanned_numbers,
    volunteers,
    volunteers_standing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit
    from stationdesk.domain.stock import Item
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.context import Context
    from stationdesk.services.station import StationFacts

PLACE, HANDY_KIT, VOLUNTEER = "Storage place", "Handy kit", "Volunteer"
"""What stands in English on labels of things that have no kind to name."""
_UNTOLD = ("other",)
"""Kinds whose word would say nothing on a label."""


class Labels:
    """Makes label sheets, and finds the record that a scanned label or a typed code names."""

    def __init__(self, context: Context, station: StationFacts) -> None:
        self._context = context
        self._station = station
        self._readers: dict[LabelKind, Callable[[], Iterator[tuple[Labelled, bool]]]] = {
            LabelKind.PIECE: self._pieces,
            LabelKind.AMENITY: self._amenities,
            LabelKind.PLACE: self._places,
            LabelKind.ITEM: self._items,
            LabelKind.VOLUNTEER: self._volunteers,
        }

    def choices(self) -> dict[LabelKind, list[Labelled]]:
        """Return what can be labelled now, by kind: retired and archived things are left out."""
        return {kind: self.things(kind) for kind in LabelKind}

    def things(self, kind: LabelKind) -> list[Labelled]:
        """Return everything of ``kind`` that is in use, by code; places in walking order."""
        return [thing for thing, in_use in self._readers[kind]() if in_use]

    def layouts(self) -> tuple[LabelLayout, ...]:
        """Return the label papers there are."""
        return LAYOUTS

    def draft(
        self, things: Sequence[Labelled], layout: str = LAYOUTS[0].key, start: int = 1
    ) -> Draft:
        """Return labels of ``things`` ready to be written.

        ``start`` is the place of the first label on the first sheet, from 1; a label printer has
        one label a page and takes no start.

        Raises:
            Refused: when there is nothing to label, no such paper, or no such place on it.
        """
        return Draft(REPORT["labels"], self._sheet(things, layout, start))

    def sheet(self, choice: LabelChoice) -> LabelSheet:
        """Return the labels of a choice; see ``draft``."""
        wanted = choice.ids
        things = [thing for thing in self.things(choice.of) if wanted is None or thing.id in wanted]
        return self._sheet(things, choice.layout, choice.start)

    def resolve(self, scanned: str) -> Found | None:
        """Return the record that a scanned label, or a code typed by hand, names.

        A code is any that stands on a label, slip or tag: a piece (LY-003), an amenity, an item, a
        place, a volunteer (V-…), a loan (JY-…), a kept thing (DG-…), a found thing (SW-…). A
        volunteer's card in force names whose it is. Case, blanks and hyphens
        do not matter; full-width signs are read. What is retired or archived is found as well: its
        label is still about. A loan is named by its masked borrower.
        """
        label = read_label(scanned)
        if label is not None and (named := self._labelled(*label)) is not None:
            return named
        bare = plain_code(scanned)
        if not bare:
            return None
        return _card_of(bare) or self._coded(scanned, bare) or _numbered(bare)

    def _sheet(self, things: Sequence[Labelled], layout: str, start: int) -> LabelSheet:
        chosen = LAYOUT.get(layout)
        refuse_if_any(_problems_of(things, chosen, layout, start))
        paper = chosen or LAYOUTS[0]
        station = self._station.for_papers()
        begun = start if paper.is_sheet else 1
        return LabelSheet(
            labels=tuple(things),
            layout=paper,
            start=begun,
            unit=station.name,
            phone=station.phone,
        )

    def _labelled(self, kind: LabelKind, number: int) -> Found | None:
        known = (thing for thing, _in_use in self._readers[kind]() if thing.id == number)
        return next((_found(thing) for thing in known), None)

    def _coded(self, typed: str, bare: str) -> Found | None:
        """Return the thing of a code; of several that differ in hyphens only the exact one."""
        alike = [
            (thing.code != typed.strip(), not in_use, place, thing)
            for place, kind in enumerate(LabelKind)
            for thing, in_use in self._readers[kind]()
            if plain_code(thing.code) == bare
        ]
        return _found(min(alike, key=lambda each: each[:3])[3]) if alike else None

    def _pieces(self) -> Iterator[tuple[Labelled, bool]]:
        kinds, register = loan_kinds.kinds_by_id(), _register()
        today = self._context.today()
        for unit in sorted(loan_pieces.units_by_id().values(), key=lambda each: each.code):
            kind = kinds[unit.kind_id]
            thing = Labelled(
                kind=LabelKind.PIECE,
                id=unit.id,
                code=unit.code,
                name=kind.name,
                english=_english_of_piece(unit, kind, register),
            )
            yield thing, not _is_over(unit.retired_on, today)

    def _amenities(self) -> Iterator[tuple[Labelled, bool]]:
        today = self._context.today()
        for amenity in sorted(amenities.all_amenities(), key=lambda each: each.code):
            thing = Labelled(
                kind=LabelKind.AMENITY,
                id=amenity.id,
                code=amenity.code,
                name=amenity.name,
                english=_english_of_amenity(amenity),
            )
            yield thing, not _is_over(amenity.retired_on, today)

    def _places(self) -> Iterator[tuple[Labelled, bool]]:
        today = self._context.today()
        for place in places.by_id().values():
            thing = Labelled(
                kind=LabelKind.PLACE,
                id=place.id,
                code=place.code,
                name=place.name,
                english=PLACE,
            )
            yield thing, not _is_over(place.archived_on, today)

    def _volunteers(self) -> Iterator[tuple[Labelled, bool]]:
        today, statuses = self._context.today(), volunteers_standing.all_statuses()
        for each in volunteers.everybody():
            standing = standing_on(statuses.get(each.id, ()), today)
            yield _card(each), standing is Standing.ACTIVE and each.erased_on is None

    def _items(self) -> Iterator[tuple[Labelled, bool]]:
        today = self._context.today()
        for item in goods.items().values():
            thing = Labelled(
                kind=LabelKind.ITEM,
                id=item.id,
                code=item.code,
                name=item.title(),
                english=_english_of_item(item),
            )
            yield thing, not _is_over(item.archived_on, today)


def _problems_of(
    things: Sequence[Labelled], layout: LabelLayout | None, asked: str, start: int
) -> Iterator[Problem]:
    if not things:
        yield Problem("things", N_("There is nothing of this kind to label."))
    if any(thing.id > LARGEST_NUMBER for thing in things):
        yield Problem("things", N_("There are more records than labels can name."))
    if layout is None:
        phrase = N_("There is no label paper “{name}”; there are: {names}.")
        names = ", ".join(each.key for each in LAYOUTS)
        yield Problem("layout", phrase, {"name": asked, "names": names})
    elif layout.is_sheet and not 1 <= start <= layout.on_a_page:
        phrase = N_("A sheet has the places 1 to {count}.")
        yield Problem("start", phrase, {"count": layout.on_a_page})


def _is_over(ended_on: date | None, today: date) -> bool:
    return ended_on is not None and ended_on <= today


def _register() -> dict[AmenityId, Amenity]:
    return {amenity.id: amenity for amenity in amenities.all_amenities()}


def _english_of_piece(unit: LoanUnit, kind: LoanKind, register: dict[AmenityId, Amenity]) -> str:
    if unit.amenity_id is not None:
        return _english_of_amenity(register[unit.amenity_id])
    if kind.audience is Audience.DUTY:
        return HANDY_KIT
    return _english_of_item(kind.item) if kind.item is not None else ""


def _english_of_amenity(amenity: Amenity) -> str:
    """Return the English of its kind: the phrases of the code are English."""
    return "" if amenity.kind in _UNTOLD else KIND[amenity.kind].word


def _english_of_item(item: Item) -> str:
    return "" if item.used_for in _UNTOLD else USED_FOR.get(item.used_for, "")


def _found(thing: Labelled) -> Found:
    return Found(kind=thing.kind.value, id=thing.id, code=thing.code, name=thing.name)


def _card(volunteer: Volunteer) -> Labelled:
    return Labelled(
        kind=LabelKind.VOLUNTEER,
        id=volunteer.id,
        code=volunteer.number,
        name=volunteer.name,
        english=VOLUNTEER,
        card_code=volunteer.card_code,
        group=volunteer.group,
    )


def _card_of(bare: str) -> Found | None:
    volunteer = volunteers.by_card(bare)
    return None if volunteer is None else _found(_card(volunteer))


def _numbered(bare: str) -> Found | None:
    """Return the loan, kept thing or found thing of a number."""
    if (loan := scanned_numbers.loan(bare)) is not None:
        name = " ".join(filter(None, (loan.what, shown_with_tail(loan.name, loan.tail))))
        return Found(kind="loan", id=loan.id, code=loan.number, name=name)
    for kind, look in (
        ("kept", scanned_numbers.kept_thing),
        ("found", scanned_numbers.found_thing),
    ):
        if (thing := look(bare)) is not None:
            return Found(kind=kind, id=thing.id, code=thing.number, name=thing.what)
    return None
