"""The first start: what the station has and could lend, ready to be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from stationdesk.domain.lending.kinds import CONTACT_WORDS, LoanMode
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.tick_list import TickList
from stationdesk.ui.widgets.basics import button, label, row
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import LoanKindId
    from stationdesk.domain.lending.kinds import NewLoanKind
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class ReadyKindsForm(Form):
    """Sets up the ticked kinds with their usual rules; ``kind_ids`` are those made.

    ``wants_another`` tells that something else is to be set up by hand.
    """

    def __init__(
        self,
        lending: Lending,
        there: Callable[[NewLoanKind], str],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``there`` tells in words what the station has of a proposal."""
        super().__init__(
            _("Lend what is there"), _("Begin lending"), dialogs=dialogs, parent=parent
        )
        self._lending = lending
        self.kind_ids: list[LoanKindId] = []
        self.wants_another = False
        told = _("Tick what visitors may borrow. Days, numbers and terms can be changed later.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        self._wishes = lending.proposals()
        words = [(_name(wish, there(wish)), rules_words(wish)) for wish in self._wishes]
        self.ticks = self.add("kinds", _("Things to lend"), TickList(words, [True] * len(words)))
        self.another = button(_("Something else, by hand…"), Icon.EDIT, look="link")
        self.another.clicked.connect(self._on_another)
        line = QWidget()
        line.setLayout(row(self.another, None))
        self.grid.add_wide(line)
        self.set_clean()

    def keep(self) -> None:
        wanted = [self._wishes[number] for number in self.ticks.value()]
        self.kind_ids = self._lending.add_kinds(wanted)

    def _on_another(self) -> None:
        self.wants_another = True
        self.set_clean()
        self.reject()


def _name(wish: NewLoanKind, there: str) -> str:
    return " · ".join(filter(None, (wish.name, there)))


def rules_words(wish: NewLoanKind) -> str:
    """Return the rules of a kind in one line."""
    mode = _("numbered pieces") if wish.mode is LoanMode.SERIAL else _("not numbered")
    days = (
        _("back within {days} days").format(days=wish.default_days)
        if wish.default_days
        else _("back on the same day")
    )
    most = _("at most {most} for one person").format(most=wish.most_per_person)
    return " · ".join((mode, days, most, _(CONTACT_WORDS[wish.contact])))
