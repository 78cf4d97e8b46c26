"""Opening hours of one day as people type them."""

from __future__ import annotations

import re

from stationdesk.domain.opening import AROUND_THE_CLOCK, Interval

_FULL_WIDTH = str.maketrans("０１２３４５６７８９：．", "0123456789:.")
_CLOSED_WORDS = {"", "休息", "休", "闭站", "不开放", "关闭", "closed"}
_ALL_DAY_WORDS = {"全天", "24小时", "24h", "全天24小时", "allday", "24hours"}
_CLOCK = r"(\d{1,2})(?:[:.点时]?(\d{2})分?|[点时])?"
_STRETCH = re.compile(rf"{_CLOCK}\s*(?:-|–|—|－|~|～|至|到|to)+\s*{_CLOCK}")
_BETWEEN = re.compile(r"[\s,，;；、/和及&]*")


def read_hours(typed: str) -> tuple[Interval, ...] | None:
    """Return the stretches meant by ``typed`` in order, or None where it means none.

    Understood: ``8:30-12:00 14-18``, ``0830至1200，1400至1800``, ``8点到17点``, ``全天``; nothing
    and ``休息`` mean closed and give no stretch. Whether the times make sense is a rule's matter.
    """
    plain = typed.strip().lower().translate(_FULL_WIDTH)
    joined = "".join(plain.split())
    if joined in _CLOSED_WORDS:
        return ()
    if joined in _ALL_DAY_WORDS:
        return (AROUND_THE_CLOCK,)
    stretches, place = [], 0
    for found in _STRETCH.finditer(plain):
        if not _BETWEEN.fullmatch(plain[place : found.start()]):
            return None
        opens, closes = _minute(found[1], found[2]), _minute(found[3], found[4])
        if opens is None or closes is None:
            return None
        stretches.append(Interval(opens, closes))
        place = found.end()
    if not stretches or not _BETWEEN.fullmatch(plain[place:]):
        return None
    return tuple(sorted(stretches))


def hours_text(intervals: tuple[Interval, ...]) -> str:
    """Return stretches as they are written into a field: ``08:30-12:00 14:00-18:00``."""
    return " ".join(str(interval) for interval in intervals)


def _minute(hour: str, minute: str | None) -> int | None:
    at = int(hour) * 60 + int(minute or 0)
    return at if int(minute or 0) < 60 and at <= 24 * 60 else None
