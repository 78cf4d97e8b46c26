"""A line of the register, entered or changed; the kind is recognised from the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.amenity_kinds import AGENT_WORDS, CAPACITY_WORDS, KIND, Agent
from stationdesk.domain.places import NewPlace
from stationdesk.i18n import _
from stationdesk.ui.amenities.amenity_choice import NEW_PLACE, kind_field, place_field
from stationdesk.ui.amenities.template_ticks import TemplateTicks
from stationdesk.ui.widgets.basics import keep_shown
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId, PlaceId
    from stationdesk.domain.places import Place
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs

EXTINGUISHER = "extinguisher"


class AmenityForm(Form):
    """Enters a line, or changes one; ``amenity_id`` tells which one it became."""

    def __init__(
        self,
        amenities: Amenities,
        inventory: Inventory,
        today: date,
        *,
        amenity: Amenity | None = None,
        people: list[str] | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``people`` are names used before, offered for the keeper."""
        title = _("Edit {name}").format(name=amenity.name) if amenity else _("Enter an amenity")
        verb = _("Save") if amenity else _("Enter amenity")
        super().__init__(title, verb, columns=2, dialogs=dialogs, parent=parent)
        self._amenities, self._inventory = amenities, inventory
        self._before = amenity
        self._kind_by_hand = self._capacity_by_hand = self._agent_by_hand = amenity is not None
        self.amenity_id: AmenityId | None = amenity.id if amenity else None
        self._add_what(today)
        self._add_where(today, people or [])
        self._add_plans(today)
        if amenity is not None:
            self._fill(amenity.as_entered())
        self._connect_fields()
        self._on_kind()
        self._on_place()
        self.set_clean()

    def keep(self) -> None:
        wish = self._wish()
        if self._before is None:
            self.amenity_id = self._amenities.enter(
                wish, self.templates.value(), self.start.value()
            )
        else:
            day = self.from_day.value() if self._resized() else None
            self._amenities.change(self._before.id, wish, self._before.version, day)

    def _add_what(self, today: date) -> None:
        self.name = self.add("name", _("Amenity"), TextField(), required=True)
        self.kind = self.add("kind", _("Kind of amenity"), kind_field(), required=True)
        self.model = self.add("model", _("Brand and model"), TextField())
        self.serial_no = self.add("serial_no", _("Serial number"), TextField())
        agents: dict[object, str] = {None: _("Not known")}
        agents |= {each.value: _(AGENT_WORDS[each]) for each in Agent}
        self.agent = self.add("agent", _("Filling"), ChoiceField(agents))
        self.made_on = self.add("made_on", _("Made on"), DayField(today))
        self.pieces = self.add("pieces", _("Pieces"), CountField(1, least=1), required=True)
        self.capacity = self.add("capacity", _("Capacity"), CountField(None, least=1))
        self.from_day = self.add(
            "from_day",
            _("Number changed on"),
            DayField(today),
            hint=_("Leave it empty to correct what was written wrongly."),
            wide=True,
        )
        self.kind.set_value("other")

    def _add_where(self, today: date, people: list[str]) -> None:
        self.place = self.add("place_id", _("Where it stands"), place_field(self._places()))
        self.keeper = self.add("keeper", _("Person in charge"), TextField())
        self.keeper.offer(people)
        self.place_name = self.add("place_name", _("Name of the new place"), TextField(), wide=True)
        self.since = self.add(
            "since", _("In service since"), DayField(today, None if self._before else today)
        )
        self.warranty = self.add("warranty_until", _("Warranty until"), DayField(today))
        self.since_text = self.add(
            "since_text",
            _("Since, in words"),
            TextField(hint=_("e.g. 2019, where no day is known")),
            wide=True,
        )
        self.words = self.add("note", _("Note"), LongTextField(lines=2), wide=True)

    def _add_plans(self, today: date) -> None:
        """Offer the ready-made plans of the kind while a line is entered."""
        self.templates = TemplateTicks()
        self.templates_title = self.grid.add_heading(_("Upkeep plans to begin with"))
        self.add("templates", _("Ready-made plans"), self.templates, wide=True)
        self.start = self.add("start", _("The plans begin on"), DayField(today, today))

    def _fill(self, wish: NewAmenity) -> None:
        self.name.set_value(wish.name)
        self.kind.set_value(wish.kind)
        self.model.set_value(wish.model)
        self.serial_no.set_value(wish.serial_no)
        self.agent.set_value(wish.agent.value if wish.agent else None)
        self.made_on.set_value(wish.made_on)
        self.pieces.set_value(wish.pieces)
        self.capacity.set_value(wish.capacity)
        self.place.set_value(wish.place_id)
        self.since.set_value(wish.since)
        self.since_text.set_value(wish.since_text)
        self.keeper.set_value(wish.keeper)
        self.warranty.set_value(wish.warranty_until)
        self.words.set_value(wish.note)

    def _connect_fields(self) -> None:
        self.name.edited.connect(self._on_name)
        self.model.edited.connect(self._on_name)
        self.kind.activated.connect(self._on_kind_taken)
        self.kind.edited.connect(self._on_kind)
        self.capacity.textEdited.connect(self._on_capacity_typed)
        self.agent.activated.connect(self._on_agent_taken)
        self.place.edited.connect(self._on_place)
        self.pieces.edited.connect(self._on_size)
        self.capacity.edited.connect(self._on_size)
        self.since.edited.connect(self._on_since)

    def _wish(self) -> NewAmenity:
        kind = str(self.kind.value())
        agent = self.agent.value() if kind == EXTINGUISHER else None
        return NewAmenity(
            name=self.name.value(),
            kind=kind,
            model=self.model.value(),
            serial_no=self.serial_no.value(),
            place_id=self._place_id(),
            pieces=self.pieces.value() or 0,
            capacity=self.capacity.value() if KIND[kind].capacity_unit else None,
            since=self.since.value(),
            since_text="" if self.since.value() else self.since_text.value(),
            made_on=self.made_on.value() if kind == EXTINGUISHER else self._made_before(),
            agent=Agent(str(agent)) if agent else None,
            warranty_until=self.warranty.value(),
            keeper=self.keeper.value(),
            note=self.words.value(),
        )

    def _made_before(self) -> date | None:
        """Return the day of make that another kind has kept, which this form does not show."""
        return self._before.made_on if self._before else None

    def _place_id(self) -> PlaceId | None:
        """Return the place chosen; a new one is written down first."""
        chosen = self.place.value()
        if chosen != NEW_PLACE:
            return cast("PlaceId | None", chosen)
        if not self.place_name.value():
            return None
        place_id = self._inventory.add_place(NewPlace(name=self.place_name.value()))
        options: dict[object, str] = {None: _("No place")}
        self.place.set_options(options | {each.id: each.name for each in self._places()})
        self.place.set_value(place_id)
        return place_id

    def _places(self) -> list[Place]:
        return self._inventory.places()

    def _resized(self) -> bool:
        before = self._before
        if before is None:
            return False
        return (self.pieces.value(), self.capacity.value()) != (before.pieces, before.capacity)

    def _on_name(self) -> None:
        """Take over what name and model tell, unless it was chosen by hand."""
        told = self._amenities.suggest(self.name.value(), self.model.value())
        if not self._kind_by_hand:
            self.kind.set_value(told.kind)
        if not self._capacity_by_hand and self.kind.value() == told.kind:
            self.capacity.set_value(told.capacity)
        if not self._agent_by_hand:
            self.agent.set_value(told.agent.value if told.agent else None)

    def _on_kind_taken(self, _number: int) -> None:
        self._kind_by_hand = True

    def _on_agent_taken(self, _number: int) -> None:
        self._agent_by_hand = True

    def _on_capacity_typed(self, _text: str) -> None:
        self._capacity_by_hand = True

    def _on_kind(self) -> None:
        kind = KIND.get(str(self.kind.value()), KIND["other"])
        unit = kind.capacity_unit
        self.grid.show_field("capacity", shown=unit is not None)
        if unit is not None:
            self.grid.rename("capacity", _(CAPACITY_WORDS[unit]))
        for about in ("agent", "made_on"):
            self.grid.show_field(about, shown=kind.key == EXTINGUISHER)
        offered = [] if self._before else self._amenities.templates_for(kind.key)
        self.templates.show_templates(offered)
        keep_shown(self.templates_title, shown=bool(offered))
        for about in ("templates", "start"):
            self.grid.show_field(about, shown=bool(offered))
        self._on_size()
        self._on_since()

    def _on_size(self) -> None:
        self.grid.show_field("from_day", shown=self._resized())

    def _on_since(self) -> None:
        self.grid.show_field("since_text", shown=self.since.is_empty())

    def _on_place(self) -> None:
        self.grid.show_field("place_name", shown=self.place.value() == NEW_PLACE)
