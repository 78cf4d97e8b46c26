"""Choosing the place where a thing lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.places import Place


def place_field(places: Iterable[Place]) -> ChoiceField:
    """Return a field for one of ``places``, or for none."""
    options: dict[object, str] = {None: _("No place")}
    return ChoiceField(options | {each.id: each.name for each in places})
