"""The first day of the demo: the station is set up, goods and amenities are entered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.amenity_kinds import agent_of
from stationdesk.domain.goods import NewItem
from stationdesk.domain.periods import add_months
from stationdesk.domain.places import NewPlace
from stationdesk.domain.required_sets import NewRequiredLine, NewRequiredSet
from stationdesk.domain.station import NewStation, StationKind

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ItemId, PlaceId, RequiredSetId
    from stationdesk.services.demo.script import Goods, Script, Thing
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts


def set_up_station(facts: StationFacts, script: Script) -> None:
    """Enter what the station is."""
    told = dict(script.station)
    facts.set_up(NewStation(kind=StationKind(told.pop("kind")), **told))


def enter_places(inventory: Inventory, script: Script) -> dict[str, PlaceId]:
    """Enter the places in the order in which one walks; return them by name."""
    return {name: inventory.add_place(NewPlace(name=name)) for name in script.places}


def enter_goods(
    inventory: Inventory, script: Script, places: dict[str, PlaceId]
) -> dict[ItemId, Goods]:
    """Enter every item of the script; return what the script says of each."""
    return {
        inventory.add_item(
            NewItem(
                name=goods.name,
                spec=goods.spec,
                unit=goods.unit,
                category=goods.category,
                used_for=goods.used_for,
                place_id=places[goods.place],
                minimum=goods.minimum,
                target=goods.target,
                tracks_expiry=goods.shelf_months > 0,
            )
        ): goods
        for goods in script.goods
    }


def amenity_wish(thing: Thing, places: dict[str, PlaceId], keeper: str, end: date) -> NewAmenity:
    """Return the register's line of ``thing``, its months counted back from ``end``."""
    is_extinguisher = thing.kind == "extinguisher"
    return NewAmenity(
        name=thing.name,
        kind=thing.kind,
        model=thing.model,
        serial_no=thing.serial,
        place_id=places[thing.place],
        pieces=thing.pieces,
        capacity=thing.capacity,
        since=add_months(end, -thing.in_service),
        made_on=_made_on(thing, end),
        agent=agent_of(thing.name, thing.model) if is_extinguisher else None,
        warranty_until=None if thing.warranty is None else add_months(end, -thing.warranty),
        keeper=keeper,
    )


def enter_set(
    inventory: Inventory, script: Script, goods: dict[ItemId, Goods], places: dict[str, PlaceId]
) -> RequiredSetId:
    """Enter what the first-aid kit must hold."""
    told = script.tiers["set"]
    lines = [
        NewRequiredLine(item_id=item_id, quantity=each.kit)
        for item_id, each in goods.items()
        if each.kit
    ]
    return inventory.add_required_set(
        NewRequiredSet(
            name=told["name"],
            used_for=told["used_for"],
            place_id=places[told["place"]],
            lines=tuple(lines),
        )
    )


def _made_on(thing: Thing, end: date) -> date | None:
    if thing.made is None:
        return None
    return add_months(end, -thing.made) + timedelta(days=thing.made_days)
