"""The buttons at the top of the roster page: they go with the view and with what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QMenu

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import tokens
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, rename, row

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QPushButton, QWidget

    from stationdesk.ui.widgets.page_head import PageHead

ROSTER_VIEWS = frozenset({"week", "month"})
BY_MONTH = frozenset({"month", "fair"})
OWN_STEPS = {"swaps": "swap", "leave": "leave", "rules": "open"}
"""Views that are not about a week, and what the primary button does there."""


class HeadTools:
    """Arrows through the weeks, more, print, copy, publish, and the one primary button."""

    def __init__(self, head: PageHead, parent: QWidget) -> None:
        self.back = icon_button(Icon.CHEVRON_LEFT, _("Week before"))
        self.now = button(_("This week"), tip=_("Go to today"))
        self.forth = icon_button(Icon.CHEVRON_RIGHT, _("Week after"))
        self.more = head.add_tool(Icon.MORE_HORIZONTAL, _("More about this roster"))
        self.print = head.add_tool(Icon.PRINT, _("Print the roster"), "Ctrl+P")
        self.copy = head.add_button(_("Copy last week"), Icon.COPY)
        self.publish = head.add_button(_("Publish"), Icon.CHECKMARK_CIRCLE)
        self.first: QPushButton = head.set_primary(_("Fill the gaps"), Icon.SPARKLE)
        head.add_before_tools(row(self.back, self.now, self.forth, gap=2))
        self.menu = QMenu(parent)
        self.more.setMenu(self.menu)
        self._step = self._roster_step = "open"
        self._offers_publishing = False

    def step(self) -> str:
        """Return what the primary button does: open, fill, publish, swap or leave."""
        return self._step

    def follow_roster(self, step: str, *, publishes: bool, copies: bool) -> None:
        """Take what comes next in the roster shown, and whether it can be published or copied to.

        Where publishing is what comes next it has no second button.
        """
        self._roster_step = step
        self._offers_publishing = publishes and step != "publish"
        self.copy.setEnabled(copies)

    def follow_view(self, key: str, *, is_now: bool) -> None:
        """Offer what goes with a view; ``is_now`` tells that today is among its days."""
        self._show_step(OWN_STEPS.get(key, self._roster_step))
        for made in (self.back, self.now, self.forth):
            keep_shown(made, shown=key not in OWN_STEPS)
        keep_shown(self.copy, shown=key in ROSTER_VIEWS)
        keep_shown(self.publish, shown=key in ROSTER_VIEWS and self._offers_publishing)
        self.now.setEnabled(not is_now)
        self._name_switch(by_month=key in BY_MONTH)

    def _show_step(self, step: str) -> None:
        words, name = {
            "open": (_("New roster"), Icon.ADD),
            "fill": (_("Fill the gaps"), Icon.SPARKLE),
            "publish": (_("Publish"), Icon.CHECKMARK_CIRCLE),
            "swap": (_("Swap a shift"), Icon.ARROW_SWAP),
            "leave": (_("Write a leave down"), Icon.CALENDAR_CLOCK),
        }[step]
        self._step = step
        rename(self.first, words)
        self.first.setIcon(icon(name, tokens().on_primary))

    def _name_switch(self, *, by_month: bool) -> None:
        rename(self.now, _("This month") if by_month else _("This week"))
        before = _("Month before") if by_month else _("Week before")
        after = _("Month after") if by_month else _("Week after")
        for made, words, key in ((self.back, before, "←"), (self.forth, after, "→")):
            made.setAccessibleName(words)
            made.setToolTip(f"{words}  Ctrl+{key}")
