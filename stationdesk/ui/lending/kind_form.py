"""A kind of thing that is lent: what it is, for how long, to whom, against what."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.lending.kinds import (
    AUDIENCE_WORDS,
    CONTACT_WORDS,
    MODE_WORDS,
    Audience,
    Contact,
    LoanMode,
    NewLoanKind,
    NewPart,
)
from stationdesk.i18n import _
from stationdesk.ui.lending.first_goods import NEW_GOODS, FirstGoods
from stationdesk.ui.lending.goods_on_shelf import GoodsOnShelf
from stationdesk.ui.lending.parts_field import PartsField
from stationdesk.ui.widgets.fields import ChoiceField, CountField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import ItemId, LoanKindId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs

LONGEST_LOAN_DAYS = 365


class KindForm(Form):
    """Sets up a kind, or changes one; ``kind_id`` tells which one it became."""

    def __init__(
        self,
        lending: Lending,
        inventory: Inventory,
        today: date,
        *,
        kind: LoanKind | None = None,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Rules of lending {name}").format(name=kind.name) if kind else _("Lend something")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._lending, self._inventory = lending, inventory
        self._before = kind
        self.kind_id: LoanKindId | None = kind.id if kind else None
        self._goods = GoodsOnShelf(inventory)
        self._add_what(today)
        self._add_rules()
        self.fill(_as_entered(kind) if kind else _USUAL)
        self._connect_fields()
        self._on_source()
        self.set_clean()

    def fill(self, wish: NewLoanKind) -> None:
        """Write a kind into the fields."""
        self.name.set_value(wish.name)
        self.code.set_value(wish.code)
        self.mode.set_value(wish.mode.value)
        self.item.set_value(wish.item_id)
        self.audience.set_value(wish.audience.value)
        self.days.set_value(wish.default_days)
        self.most.set_value(wish.most_per_person)
        self.contact.set_value(wish.contact.value)
        self.deposit.set_value(wish.deposit)
        self.terms.set_value(wish.terms)
        self.parts.set_value(wish.parts)

    def begin_with_new(self, name: str) -> None:
        """Begin with goods of that name which are not in the ledger yet."""
        self.item.set_value(NEW_GOODS)
        self.name.set_value(name)
        self.set_clean()
        self.new_goods.count.setFocus()

    def keep(self) -> None:
        item_id = self._item_id()
        wish = self._wish(item_id)
        if self._before is None:
            self.kind_id = self._lending.add_kind(wish)
        else:
            self._lending.change_kind(self._before.id, wish, self._before.version)

    def _add_what(self, today: date) -> None:
        self.name = self.add("name", _("What is lent"), TextField(), required=True)
        modes: dict[object, str] = {mode.value: _(words) for mode, words in MODE_WORDS.items()}
        self.mode = self.add("mode", _("Way of lending"), ChoiceField(modes))
        self.item = self.add(
            "item_id",
            _("Goods of the stock"),
            self._goods.item_field("", {NEW_GOODS: _("Not in the ledger yet…")}),
            wide=True,
            hint=_("The ledger of goods says how many there are; lending never counts twice."),
        )
        audiences: dict[object, str] = {each.value: _(AUDIENCE_WORDS[each]) for each in Audience}
        self.audience = self.add("audience", _("For whom"), ChoiceField(audiences))
        self.code = self.add(
            "code",
            _("Letters in front of the numbers"),
            TextField(hint=_("empty: initials of the name")),
        )
        self.new_goods = FirstGoods(self, self._inventory, today)

    def _add_rules(self) -> None:
        self.grid.add_heading(_("Rules"))
        self.days = self.add(
            "default_days",
            _("Usual days of a loan"),
            CountField(3, least=0, most=LONGEST_LOAN_DAYS),
            required=True,
            unit=_("days"),
            hint=_("0: back on the same day"),
        )
        self.most = self.add(
            "most_per_person",
            _("Most pieces for one person"),
            CountField(1, least=1),
            required=True,
            unit=_("pieces"),
        )
        contacts: dict[object, str] = {each.value: _(CONTACT_WORDS[each]) for each in Contact}
        self.contact = self.add("contact", _("What a borrower tells"), ChoiceField(contacts))
        self.deposit = self.add(
            "deposit", _("Deposit"), TextField(hint=_("e.g. none, or 50 yuan, given back"))
        )
        self.terms = self.add("terms", _("Terms on the slip"), LongTextField(lines=2), wide=True)
        self.parts = self.add(
            "parts", _("Parts looked at when it comes back"), PartsField(self._goods), wide=True
        )

    def _connect_fields(self) -> None:
        self.mode.edited.connect(self._on_source)
        self.item.edited.connect(self._on_source)
        self.item.edited.connect(self._on_item)
        self.name.edited.connect(self._on_name)

    def _wish(self, item_id: ItemId | None) -> NewLoanKind:
        serial = self.mode.value() == LoanMode.SERIAL.value
        return NewLoanKind(
            name=self.name.value(),
            mode=LoanMode(str(self.mode.value())),
            code=self.code.value(),
            audience=Audience(str(self.audience.value())),
            item_id=item_id,
            default_days=self.days.value() or 0,
            most_per_person=self.most.value() or 0,
            contact=Contact(str(self.contact.value())),
            deposit=self.deposit.value(),
            terms=self.terms.value(),
            parts=self.parts.value() if serial else (),
        )

    def _item_id(self) -> ItemId | None:
        """Return the goods chosen; new ones are written into the ledger first."""
        chosen = self.item.value()
        if chosen != NEW_GOODS:
            return cast("ItemId | None", chosen)
        item_id = self.new_goods.enter(self.name.value())
        self._goods = GoodsOnShelf(self._inventory)
        options: dict[object, str] = {None: ""}
        self.item.set_options(options | self._goods.options())
        self.item.set_value(item_id)
        return item_id

    def _on_source(self) -> None:
        serial = self.mode.value() == LoanMode.SERIAL.value
        self.grid.show_field("parts", shown=serial)
        self.new_goods.show(shown=self.item.value() == NEW_GOODS)

    def _on_item(self) -> None:
        """Name the kind after its goods while it has no name."""
        item = self._goods.item(self.item.value())
        if item is not None and self.name.is_empty():
            self.name.set_value(item.name)

    def _on_name(self) -> None:
        if self.item.value() == NEW_GOODS:
            self.new_goods.suggest_unit(self.name.value())


_USUAL = NewLoanKind(name="", mode=LoanMode.POOL)


def _as_entered(kind: LoanKind) -> NewLoanKind:
    return NewLoanKind(
        name=kind.name,
        mode=kind.mode,
        code=kind.code,
        audience=kind.audience,
        item_id=kind.item.id if kind.item else None,
        default_days=kind.default_days,
        most_per_person=kind.most_per_person,
        contact=kind.contact,
        deposit=kind.deposit,
        terms=kind.terms,
        parts=tuple(
            NewPart(name=part.name, quantity=part.quantity, item_id=part.item_id)
            for part in kind.parts
        ),
    )
