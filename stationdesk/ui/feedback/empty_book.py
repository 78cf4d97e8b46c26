"""What stands where no entry stands: nothing yet, nothing left to do, nothing that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing

if TYPE_CHECKING:
    from collections.abc import Callable

ALL_DONE = {
    "todo": N_("Every word has its answer."),
    "overdue": N_("Nothing is late."),
    "answered": N_("Everything answered is closed."),
}


def nothing_yet(enter: Callable[[], object]) -> EmptyState:
    """Return what invites to begin the book."""
    first = button(_("Enter what was said"), Icon.ADD)
    first.clicked.connect(lambda _checked: enter())
    return EmptyState(
        Nothing.NEVER_USED,
        _("Nothing stands in the book yet."),
        _("Whatever visitors write, say or stick to the wall is entered here and answered."),
        (first,),
        name=Icon.COMMENT,
    )


def nothing_fits(query: str, clear: Callable[[], object]) -> EmptyState:
    """Return what says that filters hide everything; ``query`` is what was looked for."""
    cleared = button(_("Clear the filters"))
    cleared.clicked.connect(lambda _checked: clear())
    told = _("Nothing matches “{query}”.").format(query=query) if query else _("Nothing matches.")
    return EmptyState(Nothing.NO_MATCH, told, "", (cleared,))


def nothing_left(segment: str) -> EmptyState:
    """Return what says that nothing is left to be done in a quick filter."""
    return EmptyState(Nothing.ALL_DONE, _(ALL_DONE[segment]))
