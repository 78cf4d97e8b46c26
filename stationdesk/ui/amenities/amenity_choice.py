"""Choosing an amenity, its kind or its place in a form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.amenity_kinds import KINDS
from stationdesk.i18n import _
from stationdesk.services.search_words import search_words
from stationdesk.ui.amenities.sentences import amenity_words
from stationdesk.ui.widgets.fields import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import AmenityId
    from stationdesk.domain.places import Place

NEW_PLACE = "new"
"""The choice of a place that is not in the list yet."""


def amenity_field(amenities: Iterable[Amenity], words: Mapping[AmenityId, str]) -> ChoiceField:
    """Return a field in which an amenity is found by name, code, pinyin or initials."""
    known = list(amenities)
    options: dict[object, str] = {None: ""}
    options |= {each.id: amenity_words(each) for each in known}
    found_by = {amenity_words(each): words.get(each.id, "") for each in known}
    field = ChoiceField(options, partial(_words_of, found_by))
    line = field.lineEdit()
    if line is not None:
        line.setPlaceholderText(_("Name, code or initials"))
    return field


def kind_field() -> ChoiceField:
    """Return a field for the kind; also found by pinyin, and by the other names it goes by."""
    found_by = {
        _(kind.word): " ".join((kind.key, search_words(_(kind.word), *kind.names)))
        for kind in KINDS
    }
    options: dict[object, str] = {kind.key: _(kind.word) for kind in KINDS}
    return ChoiceField(options, partial(_words_of, found_by))


def place_field(places: Iterable[Place]) -> ChoiceField:
    """Return a field for the place, with the choice to name a new one."""
    options: dict[object, str] = {None: _("No place")}
    options |= {each.id: each.name for each in places}
    return ChoiceField(options | {NEW_PLACE: _("A new place…")})


def _words_of(found_by: Mapping[str, str], told: str) -> str:
    return found_by.get(told, "")
