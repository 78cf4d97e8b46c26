"""The cover of each day as the strip under the grid draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.cover import causes, rules_on
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.words import hole_line, hole_words, short_day, stretch_words
from stationdesk.ui.widgets.cover_strip import CoverDay

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.ui.roster.reading import Reading


def cover_shown(read: Reading) -> list[CoverDay]:
    """Return each day read: what is wanted, where too few are there, and why."""
    return [_day(read, day) for day in read.days()]


def cause_words(read: Reading, hole: Hole) -> str:
    """Return what causes a hole, each cause said once."""
    told = dict.fromkeys(str(Phrase(each.phrase, each.values)) for each in causes(read.facts, hole))
    return _("; ").join(told)


def _day(read: Reading, day: date) -> CoverDay:
    rules = rules_on(read.facts, day)
    past = day < read.facts.today
    if not rules:
        return CoverDay(
            words=_("no cover wanted"), tone=Tone.NEUTRAL, said=short_day(day), past=past
        )
    midnight = absolute(day, 0)
    found = [hole for hole in read.holes if _is_of(hole, day)]
    return CoverDay(
        starts=min(rule.from_minute for rule in rules),
        ends=max(rule.to_minute for rule in rules),
        gaps=tuple((hole.starts - midnight, hole.ends - midnight, tone_of(hole)) for hole in found),
        when=stretch_words(found[0].starts, found[0].ends) if found else "",
        words=_words(read, found),
        tone=tone_of(found[0]) if found else Tone.GOOD,
        said=_said(read, day, found),
        past=past,
    )


def tone_of(hole: Hole) -> Tone:
    """Return how bad a hole is: nobody where somebody must be is worst."""
    return Tone.BAD if hole.weight is Weight.BLOCK and not hole.present else Tone.WARNING


def _is_of(hole: Hole, day: date) -> bool:
    return absolute(day, 0) <= hole.starts < absolute(day, 1440)


def _words(read: Reading, found: list[Hole]) -> str:
    if not found:
        return _("covered")
    first = hole_words(found[0], read.facts)
    if len(found) == 1:
        return first
    return _("{hole} +{more}").format(hole=first, more=len(found) - 1)


def _said(read: Reading, day: date, found: list[Hole]) -> str:
    if not found:
        return _("{day}: covered").format(day=short_day(day))
    lines = [f"{hole_line(hole, read.facts)} · {cause_words(read, hole)}" for hole in found]
    return "\n".join((short_day(day), *lines))
