"""The station's own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.station import (
    KIND_WORDS,
    LARGEST_AREA,
    LONGEST_NAME,
    MONTH_EXPIRY_WORDS,
    MonthExpiryRule,
    NewStation,
    StationKind,
)
from stationdesk.domain.tiers.standard import TIER_WORDS, TIERS
from stationdesk.i18n import _
from stationdesk.ui.settings.typed_section import TypedSection
from stationdesk.ui.widgets.basics import Card, keep_shown, label, row
from stationdesk.ui.widgets.fields import ChoiceField, CountField, TextField

if TYPE_CHECKING:
    from stationdesk.domain.station import Station
    from stationdesk.services.settings import StationSettings
    from stationdesk.services.station import StationFacts


class StationSection(TypedSection):
    """Shows the facts in fields and keeps what was typed."""

    def __init__(self, station: StationFacts, settings: StationSettings) -> None:
        super().__init__(columns=2)
        self._station, self._settings = station, settings
        self._seen: Station | None = None
        self._state = label("", "caption")
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the facts again; what was typed and not kept stays."""
        self.standard.set_options(
            {line.key: str(line.title) for line in self._settings.standards()}
        )
        people = self._station.people()
        self.keeper.offer(people)
        super().refresh()

    def show_kept(self) -> None:
        """Write the facts into the fields; an empty form where there are none yet."""
        self._seen = station = self._station.station()
        shown: Station | NewStation = station or NewStation(name="")
        self.name.set_value(shown.name)
        self.kind.set_value(shown.kind)
        self.code.set_value(shown.code)
        self.keeper.set_value(shown.keeper)
        self.phone.set_value(shown.phone)
        self.district.set_value(shown.district)
        self.street.set_value(shown.street)
        self.address.set_value(shown.address)
        self.area.set_value(shown.area_square_metres)
        self.tier.set_value(shown.tier_applied_for)
        self.standard.set_value(shown.standard_key)
        self.months.set_value(shown.month_expiry_rule)
        for field in (self.name, self.address):
            field.setCursorPosition(0)

    def keep(self) -> None:
        wish = self._wish()
        if self._seen is None:
            self._station.set_up(wish)
            self.said.emit(_("The station's facts were entered."))
        else:
            self._settings.change_station(wish, self._seen.version)

    def tell_state(self) -> None:
        super().tell_state()
        unsaved, saved = _("Not saved yet. Ctrl+Enter saves."), _("Everything is saved.")
        self._state.setText(unsaved if self.can_run_primary() else saved)

    def _build(self) -> None:
        card = Card(_("The station"))
        self._add_who()
        self._add_where()
        self._add_rules()
        keep_shown(self.discard, shown=False)
        card.body.addWidget(self.grid)
        card.body.addLayout(row(self._state, None, self.discard))
        self.body.addWidget(card)

    def _add_who(self) -> None:
        add = self.grid.add
        self.name = add("name", _("Station name"), TextField(), required=True, wide=True)
        self.name.setMaxLength(LONGEST_NAME)
        kinds: dict[object, str] = {kind: _(words) for kind, words in KIND_WORDS.items()}
        self.kind = add("kind", _("Kind of station"), ChoiceField(kinds))
        self.code = add("code", _("Station code"), TextField())
        self.keeper = add("keeper", _("Station keeper"), TextField())
        self.phone = add("phone", _("Station phone"), TextField())

    def _add_where(self) -> None:
        add = self.grid.add
        self.district = add("district", _("District"), TextField())
        self.street = add("street", _("Street or town"), TextField())
        self.address = add("address", _("Address"), TextField(), wide=True)
        area = CountField(least=1, most=LARGEST_AREA)
        self.area = add("area_square_metres", _("Floor area"), area, unit=_("m²"))
        tiers: dict[object, str] = {None: _("Not applying yet")}
        tiers |= {tier: _(TIER_WORDS[tier]) for tier in TIERS}
        self.tier = add("tier_applied_for", _("Tier applied for"), ChoiceField(tiers))

    def _add_rules(self) -> None:
        self.standard = self.grid.add(
            "standard_key",
            _("Standard the station is judged by"),
            ChoiceField(),
            wide=True,
            hint=_("Copies of a standard are made and edited under Service tiers."),
        )
        rules: dict[object, str] = {rule: _(words) for rule, words in MONTH_EXPIRY_WORDS.items()}
        self.months = self.grid.add(
            "month_expiry_rule",
            _("Where only a month is printed as expiry"),
            ChoiceField(rules),
            wide=True,
            hint=_(
                "“Best before 2027-03”: by the first rule the goods may be given out through "
                "31 March 2027, by the second only through 28 February. A change applies to all "
                "goods on the shelves at once."
            ),
        )

    def _connect(self) -> None:
        self.hear_fields()

    def _wish(self) -> NewStation:
        return NewStation(
            name=self.name.value(),
            code=self.code.value(),
            kind=cast("StationKind", self.kind.value()),
            street=self.street.value(),
            district=self.district.value(),
            address=self.address.value(),
            area_square_metres=self.area.value(),
            phone=self.phone.value(),
            keeper=self.keeper.value(),
            tier_applied_for=cast("int | None", self.tier.value()),
            standard_key=str(self.standard.value() or ""),
            month_expiry_rule=cast("MonthExpiryRule", self.months.value()),
        )
