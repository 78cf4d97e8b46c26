"""A deed that needs one reason and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.dialogs import Dialogs


class ReasonForm(Form):
    """Says what it is about, asks why, and hands the reason to ``keep``."""

    def __init__(
        self,
        title: str,
        verb: str,
        about: str,
        keep: Callable[[str], object],
        *,
        offered: Sequence[str] = (),
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, dialogs=dialogs, parent=parent)
        self._keep = keep
        self.grid.add_wide(label(about, "muted", wrap=True))
        self.reason = self.add("reason", _("Reason"), TextField(), required=True)
        self.reason.offer(list(offered))
        self.set_clean()

    def keep(self) -> None:
        self._keep(self.reason.value())
