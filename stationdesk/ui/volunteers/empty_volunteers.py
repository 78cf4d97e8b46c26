"""What stands where nothing stands yet: the first volunteers, the first training, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.ui.volunteers.deeds import VolunteerDeeds


def no_volunteers(deeds: VolunteerDeeds) -> EmptyState:
    """Return what invites to bring a list in, or to enter the first one."""
    bring = button(_("Bring a list of volunteers in"), Icon.ARROW_IMPORT)
    bring.clicked.connect(lambda _checked: deeds.turn_to.emit("imports", None))
    first = button(_("Add the first volunteer"), Icon.ADD)
    first.clicked.connect(lambda _checked: deeds.enter())
    return EmptyState(
        Nothing.NEVER_USED,
        _("No volunteer is on record yet."),
        _("A list kept in Excel comes in as it is; names, phones and skills are recognised."),
        (bring, first),
        name=Icon.PEOPLE_TEAM,
    )


def nothing_yet(
    sentence: str, hint: str, verb: str, run: Callable[[], object], name: Icon
) -> EmptyState:
    """Return an invitation with one deed."""
    first = button(verb, Icon.ADD)
    first.clicked.connect(lambda _checked: run())
    return EmptyState(Nothing.NEVER_USED, sentence, hint, (first,), name=name)
