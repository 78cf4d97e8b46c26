"""Pieces set aside, mended, scrapped or retired: each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import CountField, TextField, TickField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


@dataclass(frozen=True, slots=True)
class Meant:
    """What a deed is about: pieces of a kind without numbers, or one numbered piece."""

    kind: LoanKind
    unit: LoanUnit | None = None

    @property
    def name(self) -> str:
        """What is meant, in words: the number of a piece beside its name."""
        return f"{self.kind.name} {self.unit.code}" if self.unit else self.kind.name

    @property
    def unit_id(self) -> LoanUnitId | None:
        """The numbered piece, None for pieces of a pool."""
        return self.unit.id if self.unit else None


class _PiecesForm(Form):
    """How many pieces, and a line of words; a numbered piece is always one."""

    def __init__(
        self,
        lending: Lending,
        meant: Meant,
        title: str,
        verb: str,
        dialogs: Dialogs,
        parent: QWidget | None,
    ) -> None:
        super().__init__(title.format(name=meant.name), verb, dialogs=dialogs, parent=parent)
        self._lending, self._meant = lending, meant

    def _tell(self, words: str) -> None:
        self.grid.add_wide(label(words, "muted", wrap=True))

    def _add_count(self, most: int) -> None:
        self.count = self.add(
            "quantity",
            _("How many pieces"),
            CountField(1, least=1, most=max(1, most)),
            required=True,
            unit=self._meant.kind.unit,
        )
        self.grid.show_field("quantity", shown=self._meant.unit is None)

    def _pieces(self) -> int:
        return 1 if self._meant.unit else self.count.value() or 0


class SetAsideForm(_PiecesForm):
    """Sets pieces aside that must not be lent: broken, dirty, incomplete."""

    def __init__(
        self,
        lending: Lending,
        meant: Meant,
        most: int,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``most`` is how many fit pieces are in the station."""
        super().__init__(lending, meant, _("Set {name} aside"), _("Set aside"), dialogs, parent)
        self._tell(_("What is set aside is not lent until it is mended or scrapped."))
        self._add_count(most)
        self.reason = self.add("reason", _("What is wrong with it"), TextField(), required=True)
        self.reason.offer(
            [_("Broken rib"), _("Torn"), _("Does not work"), _("Parts missing"), _("To be cleaned")]
        )
        self.set_clean()

    def keep(self) -> None:
        meant = self._meant
        self._lending.set_unfit(meant.kind.id, self._pieces(), self.reason.value(), meant.unit_id)


class MendedForm(_PiecesForm):
    """Puts mended pieces back among those that are lent."""

    def __init__(
        self,
        lending: Lending,
        meant: Meant,
        unfit: int,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``unfit`` is how many are set aside."""
        super().__init__(lending, meant, _("{name} is mended"), _("Lend it again"), dialogs, parent)
        self._add_count(unfit)
        self.words = self.add("note", _("How it was mended"), TextField())
        self.words.offer([_("Repaired"), _("Cleaned and disinfected"), _("Parts completed")])
        self.set_clean()

    def keep(self) -> None:
        meant = self._meant
        self._lending.make_fit(meant.kind.id, self._pieces(), self.words.value(), meant.unit_id)


class ScrapUnfitForm(_PiecesForm):
    """Scraps pieces that were set aside: they leave the stock, a numbered one its list too."""

    def __init__(
        self,
        lending: Lending,
        meant: Meant,
        unfit: int,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``unfit`` is how many are set aside."""
        super().__init__(lending, meant, _("Scrap {name}"), _("Scrap"), dialogs, parent)
        self._tell(_("They leave the ledger of goods by a scrap document, in the same step."))
        self._add_count(unfit)
        self.reason = self.add("reason", _("Reason"), TextField(), required=True)
        self.reason.offer([_("Broken beyond repair"), _("Worn out"), _("Not worth mending")])
        self.set_clean()

    def keep(self) -> None:
        meant = self._meant
        self._lending.scrap_unfit(meant.kind.id, self._pieces(), self.reason.value(), meant.unit_id)


class RetirePieceForm(_PiecesForm):
    """Takes a numbered piece off the list for good."""

    def __init__(
        self,
        lending: Lending,
        meant: Meant,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``meant`` names a numbered piece."""
        super().__init__(
            lending, meant, _("Retire piece {name}"), _("Retire the piece"), dialogs, parent
        )
        self._tell(_("Its loans stay on record; its number is not given again."))
        self.reason = self.add("reason", _("Why the piece is retired"), TextField(), required=True)
        self.reason.offer([_("Broken beyond repair"), _("Worn out"), _("No longer needed")])
        self.write_off = self.add(
            "write_off",
            _book(meant),
            TickField(_("Write it off the ledger as well"), False),
        )
        self.set_clean()

    def keep(self) -> None:
        if self._meant.unit is not None:
            self._lending.retire_unit(
                self._meant.unit.id, self.reason.value(), write_off=self.write_off.value()
            )


def _book(meant: Meant) -> str:
    """Return in which ledger a numbered piece stands."""
    in_register = meant.unit is not None and meant.unit.amenity_id is not None
    return _("Amenity register") if in_register else _("Ledger of goods")
