"""What the strip above a week or a month tells: places, gaps, limits, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import Weight
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.mark_strip import ToldMark
from stationdesk.ui.roster.words import hole_line, person_breach, place_words, short_day, weekday

if TYPE_CHECKING:
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.ui.roster.reading import Reading

MOST_NAMED = 2
MOST_BREACHES = 2


def marks_shown(read: Reading) -> list[ToldMark]:
    """Return the strip for the days read; nothing where they have no shifts."""
    if not read.shifts():
        return []
    return [*_gaps(read), *_holes(read), *_changes(read), *_breaches(read)]


def places_words(read: Reading) -> str:
    """Return how many places of the days read are filled; nothing where there are none."""
    if not read.shifts():
        return ""
    count = sum(len(read.live(shift.id)) for shift in read.shifts())
    return _("{count} places filled").format(count=count)


def _gaps(read: Reading) -> list[ToldMark]:
    short = read.open_shifts()
    if not short:
        return [ToldMark(words=_("Every shift has its people"), tone=Tone.GOOD)]
    count = sum(read.missing(shift) for shift in short)
    named = _(", ").join(f"{weekday(each.day)} {each.name}" for each in short[:MOST_NAMED])
    more = "" if len(short) <= MOST_NAMED else "…"
    told = _("{count} missing: {where}").format(count=count, where=named + more)
    whole = "\n".join(f"{place_words(each)} {read.missing(each)}" for each in short)
    return [ToldMark(words=told, tone=Tone.WARNING, key=("spot", short[0].id), more=whole)]


def _holes(read: Reading) -> list[ToldMark]:
    coming = [hole for hole in read.holes if hole.starts // 1440 >= read.facts.today.toordinal()]
    if not coming:
        return []
    first = coming[0]
    day = type(read.facts.today).fromordinal(first.starts // 1440)
    told = _("{count} holes by the clock").format(count=len(coming))
    whole = "\n".join(
        f"{short_day(type(day).fromordinal(hole.starts // 1440))} {hole_line(hole, read.facts)}"
        for hole in coming
    )
    worst = any(hole.weight is Weight.BLOCK and not hole.present for hole in coming)
    tone = Tone.BAD if worst else Tone.WARNING
    return [ToldMark(words=told, tone=tone, key=("gaps", day), more=whole)]


def _breaches(read: Reading) -> list[ToldMark]:
    """Tell what is broken on days that can still be mended."""
    found = [each for each in read.breaches if each.assignment_ids and not read.is_still(each.day)]
    if not found:
        return [ToldMark(words=_("No rule broken"), tone=Tone.GOOD)]
    told = [_breach(read, each) for each in found[:MOST_BREACHES]]
    if len(found) > MOST_BREACHES:
        more = "\n".join(person_breach(each, read.facts) for each in found)
        words = _("{count} more").format(count=len(found) - MOST_BREACHES)
        told.append(ToldMark(words=words, tone=Tone.WARNING, more=more))
    return told


def _breach(read: Reading, breach: Breach) -> ToldMark:
    tone = Tone.BAD if breach.weight is Weight.BLOCK else Tone.WARNING
    words = person_breach(breach, read.facts)
    return ToldMark(words=words, tone=tone, key=("chip", breach.assignment_ids[-1]))


def _changes(read: Reading) -> list[ToldMark]:
    if not read.changes:
        return []
    told = _("{count} changes not published").format(count=len(read.changes))
    return [ToldMark(words=told, tone=Tone.WARNING, key=("changes", None))]
