"""Small forms that ask for nothing but a reason: block, lift a block, cancel a hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.lending.loan_words import has_out_words, person_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.lending.borrowers import BorrowerLine
    from stationdesk.domain.lending.holds import Hold
    from stationdesk.services.lending import Lending
    from stationdesk.ui.dialogs import Dialogs


class ReasonForm(Form):
    """Asks why, and hands the answer on; what is refused is shown under the field."""

    def __init__(
        self,
        title: str,
        verb: str,
        told: str,
        keep: Callable[[str], object],
        *,
        offered: list[str],
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``told`` says about whom or what it is; ``offered`` are usual reasons."""
        super().__init__(title, verb, dialogs=dialogs, parent=parent)
        self._keep = keep
        self.grid.add_wide(label(told, "muted", wrap=True))
        self.reason = self.add("reason", _("Reason"), TextField(), required=True)
        self.reason.offer(offered)
        self.set_clean()

    def keep(self) -> None:
        self._keep(self.reason.value())


def block_form(
    lending: Lending, line: BorrowerLine, dialogs: Dialogs, parent: QWidget
) -> ReasonForm:
    """Return the form after which nothing more is lent to somebody, until it is lifted."""
    told = _("{who}: {has}. Nothing more is lent to them until this is lifted.")
    return ReasonForm(
        _("Block the borrower"),
        _("Block"),
        told.format(who=person_words(line.shown, line.tail), has=has_out_words(line)),
        partial(lending.block, line.borrower.id),
        offered=[_("Did not bring things back"), _("Brought things back damaged more than once")],
        dialogs=dialogs,
        parent=parent,
    )


def lift_form(
    lending: Lending, line: BorrowerLine, dialogs: Dialogs, parent: QWidget
) -> ReasonForm:
    """Return the form that lifts a block."""
    return ReasonForm(
        _("Lift the block"),
        _("Lift"),
        "\n".join((person_words(line.shown, line.tail), *line.against)),
        partial(lending.lift_block, line.borrower.id),
        offered=[_("Has brought everything back"), _("Blocked by mistake")],
        dialogs=dialogs,
        parent=parent,
    )


def cancel_form(lending: Lending, hold: Hold, dialogs: Dialogs, parent: QWidget) -> ReasonForm:
    """Return the form that cancels a hold."""
    who = person_words(hold.borrower_shown, hold.tail)
    return ReasonForm(
        _("Cancel the hold"),
        _("Cancel the hold"),
        _("{number} for {who}: what was held can be lent to others again.").format(
            number=hold.number, who=who
        ),
        partial(lending.cancel_hold, hold.id),
        offered=[_("No longer wanted"), _("Held by mistake")],
        dialogs=dialogs,
        parent=parent,
    )
