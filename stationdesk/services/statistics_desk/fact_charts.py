"""Charts that count facts: over time, by hour, by weekday and hour, by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import Record, TraceLine
from stationdesk.domain.statistics import hours_of_day
from stationdesk.domain.statistics.charts import (
    BEFORE,
    LAST_YEAR,
    NOW,
    THESE_DAYS,
    Chart,
    Point,
    Series,
    Shape,
    named,
    scaled,
    sentence,
)
from stationdesk.domain.statistics.stretches import (
    WEEKDAY_WORDS,
    long_name,
    name_of,
    step_for,
    stretches,
    summed,
    year_before,
)
from stationdesk.domain.tiers.phrases import NOTHING, Phrase
from stationdesk.i18n import N_, _
from stationdesk.services.statistics_desk.fact_kinds import FACT_CHARTS, By, FactChart
from stationdesk.store import statistics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.reporting.spans import Days
    from stationdesk.domain.statistics.charts import Value
    from stationdesk.store.statistics import Fact

_NO_HOUR = N_("{count} visits whose hour nobody noted are not in it.")
_NOT_NAMED = N_("Only volunteers who agreed to the ranking are named.")


def fact_chart(key: str, title: str, days: Days, *, compared: bool, part: str = "") -> Chart:
    """Return one of ``FACT_CHARTS`` of days; ``part`` narrows it to one part."""
    told = _Told(FACT_CHARTS[key], days, part, compared=compared)
    making = {
        By.DAYS: told.over_time,
        By.HOURS: told.by_hour,
        By.WEEKDAYS: told.by_weekday,
        By.PARTS: told.by_part,
    }[told.kind.by]
    return making(key, title)


def parts_of(key: str, days: Days) -> dict[str, str]:
    """Return what a chart can be narrowed to, key → words, all of them first."""
    kind = FACT_CHARTS[key]
    if not kind.narrowed:
        return {}
    known = statistics.names(kind.fact, days)
    ordered = sorted(known, key=lambda part: _order(part, kind, known[part]))
    return {"": _(kind.narrowed)} | {part: _part_words(part, kind, known) for part in ordered}


def records_behind(chart: Chart, point: str, series: str) -> list[TraceLine]:
    """Return the records behind one value of a chart."""
    kind = FACT_CHARTS[chart.key]
    days: Days | None = chart.days
    if series == BEFORE or series.endswith(f".{BEFORE}"):
        days = year_before(chart.days)
    stretch = _stretch_of(chart, point, is_before=days is not chart.days)
    looked = stretch if kind.by is By.DAYS else days
    if looked is None:
        return []
    part = chart.part
    if kind.by is By.PARTS:
        part = point
    elif kind.series:
        part = series.removesuffix(f".{BEFORE}")
    found = statistics.records(kind.fact, looked, part)
    return [_line(each, kind) for each in found if _is_asked(each, kind.by, point, series)]


class _Told:
    """One kind of chart over days, with the year before where that is wanted."""

    def __init__(self, kind: FactChart, days: Days, part: str, *, compared: bool) -> None:
        self.kind = kind
        self._days = days
        self._part = part
        self._before = year_before(days) if compared else None
        self._compared = compared

    def over_time(self, key: str, title: str) -> Chart:
        """Return a value for each stretch of the days."""
        step = step_for(self._days)
        cut = stretches(self._days, step)
        rows: list[tuple[Series, list[Value]]] = []
        for part, words in (self.kind.series or {self._part: ""}).items():
            now = statistics.by_day(self.kind.fact, self._days, part)
            rows.append((self._series(part, words), [self._sum(now, each) for each in cut]))
        if self._before is not None:
            rows += self._rows_before(self._before, cut)
        points = [
            Point(each.first.isoformat(), name_of(each, step), long_name(each), values)
            for each, *values_ in zip(cut, *(values for _series, values in rows), strict=True)
            for values in [tuple(values_)]
        ]
        return self._chart(key, title, Shape.COLUMNS, [each for each, _values in rows], points)

    def _rows_before(self, before: Days, cut: Sequence[Days]) -> list[tuple[Series, list[Value]]]:
        """Return the same series over the days a year before those of ``cut``."""
        rows: list[tuple[Series, list[Value]]] = []
        for part, words in (self.kind.series or {self._part: ""}).items():
            then = statistics.by_day(self.kind.fact, before, part)
            values = [self._sum(then, year_before(each)) for each in cut]
            rows.append((self._series(part, words, is_before=True), values))
        return rows

    def by_hour(self, key: str, title: str) -> Chart:
        """Return a value for each hour of the day."""
        now = self._by_hour(self._days)
        then = self._by_hour(self._before) if self._before else {}
        shown = hours_of_day.shown([*now, *then])
        points = [
            Point(
                str(hour),
                hours_of_day.name(hour),
                hours_of_day.long_name(hour),
                (now.get(hour, 0), then.get(hour, 0))[: 1 + self._has_before],
            )
            for hour in shown
        ]
        return self._chart(key, title, Shape.COLUMNS, self._two(), points, _no_hour(now))

    def by_weekday(self, key: str, title: str) -> Chart:
        """Return a value for each weekday and hour; never beside the year before."""
        found = statistics.sums(self.kind.fact, self._days, "day", "hour", part=self._part)
        counted: dict[tuple[int, int], int] = {}
        for day, hour, people in found:
            place = (day.isoweekday(), hour)
            counted[place] = counted.get(place, 0) + people
        shown = hours_of_day.shown([hour for _weekday, hour in counted])
        points = [
            Point(str(weekday), Phrase(words), Phrase(words), values)
            for weekday, words in WEEKDAY_WORDS.items()
            for values in [tuple(counted.get((weekday, hour), 0) for hour in shown)]
        ]
        unknown = sum(people for (_day, hour), people in counted.items() if hour < 0)
        chart = self._chart(
            key,
            title,
            Shape.HEAT,
            [Series(str(hour), hours_of_day.name(hour)) for hour in shown],
            points,
            _no_hour({-1: unknown}),
        )
        return hours_of_day.with_peak(chart)

    def by_part(self, key: str, title: str) -> Chart:
        """Return a value for each part, the largest first."""
        now = dict(statistics.sums(self.kind.fact, self._days, "part"))
        then = dict(statistics.sums(self.kind.fact, self._before, "part")) if self._before else {}
        known = statistics.names(self.kind.fact, self._days)
        if self._before:
            known = statistics.names(self.kind.fact, self._before) | known
        points = [
            Point(part, words, words, values)
            for part in sorted(known, key=lambda each: (-now.get(each, 0), -then.get(each, 0)))
            for words in [_part_phrase(part, self.kind, known)]
            for values in [self._pair(now.get(part, 0), then.get(part, 0))]
        ]
        note = Phrase(_NOT_NAMED) if statistics.UNNAMED in known else NOTHING
        return self._chart(key, title, Shape.BARS, self._two(), points, note)

    @property
    def _has_before(self) -> int:
        return int(self._before is not None)

    def _two(self) -> list[Series]:
        return [Series(NOW, THESE_DAYS), Series(BEFORE, LAST_YEAR, is_before=True)][
            : 1 + self._has_before
        ]

    def _pair(self, now: int, then: int) -> tuple[Value, ...]:
        both = (scaled(now, self.kind.scale), scaled(then, self.kind.scale))
        return both[: 1 + self._has_before]

    def _series(self, part: str, words: str, *, is_before: bool = False) -> Series:
        if not words:
            return self._two()[int(is_before)]
        if not is_before:
            return Series(part, Phrase(words))
        title = Phrase(N_("{title}, last year"), {"title": Phrase(words)})
        return Series(f"{part}.{BEFORE}", title, is_before=True)

    def _sum(self, by_day: Mapping[date, int], stretch: Days | None) -> Value:
        return scaled(summed(by_day, stretch), self.kind.scale)

    def _by_hour(self, days: Days) -> dict[int, int]:
        return dict(statistics.sums(self.kind.fact, days, "hour", part=self._part))

    def _chart(
        self,
        key: str,
        title: str,
        shape: Shape,
        series: Sequence[Series],
        points: Sequence[Point],
        note: Phrase = NOTHING,
    ) -> Chart:
        total = self._total(self._days)
        before = self._total(self._before) if self._before else None
        return Chart(
            key=key,
            title=title,
            unit=self.kind.unit,
            axis=self.kind.axis,
            shape=shape,
            days=self._days,
            series=tuple(series),
            points=tuple(points),
            told=sentence(
                total,
                before,
                points,
                self.kind.unit,
                self.kind.places,
                compared=self._compared and shape is not Shape.HEAT,
            ),
            note=note,
            places=self.kind.places,
            scale=self.kind.scale,
            part=self._part,
        )

    def _total(self, days: Days) -> Value:
        """Return all of the days; where parts are rows of their own, of the first one."""
        part = next(iter(self.kind.series), self._part)
        return scaled(sum(statistics.by_day(self.kind.fact, days, part).values()), self.kind.scale)


def _no_hour(by_hour: Mapping[int, int]) -> Phrase:
    count = by_hour.get(-1, 0)
    return Phrase(_NO_HOUR, {"count": count}) if count else NOTHING


def _stretch_of(chart: Chart, point: str, *, is_before: bool) -> Days | None:
    step = step_for(chart.days)
    for each in stretches(chart.days, step):
        if each.first.isoformat() == point:
            return year_before(each) if is_before else each
    return None


def _is_asked(fact: Fact, by: By, point: str, series: str) -> bool:
    if by is By.HOURS:
        return fact.hour == int(point)
    if by is By.WEEKDAYS:
        return fact.hour == int(series) and fact.day.isoweekday() == int(point)
    return True


def _line(fact: Fact, kind: FactChart) -> TraceLine:
    is_told = kind.by is By.PARTS or fact.part not in kind.words
    beside = [] if is_told else [_phrase(fact.part, kind.words)]
    if fact.other:
        beside.append(_phrase(fact.other, kind.others))
    if len(beside) > 1:
        more = Phrase(N_("{one} · {other}"), {"one": beside[0], "other": beside[1]})
    else:
        more = beside[0] if beside else NOTHING
    return TraceLine(
        day=fact.day,
        what=Phrase(kind.kept.what),
        text=fact.text,
        amount=fact.amount,
        page_key=kind.kept.page,
        record=Record(kind.kept.opens, fact.record_id) if kind.kept.opens else None,
        more=more,
    )


def _phrase(key: str, words: Mapping[str, str]) -> Phrase:
    return Phrase(words[key]) if key in words else named(key)


def _part_phrase(part: str, kind: FactChart, known: Mapping[str, str]) -> Phrase:
    return Phrase(kind.words[part]) if part in kind.words else named(known[part])


def _part_words(part: str, kind: FactChart, known: Mapping[str, str]) -> str:
    return str(_part_phrase(part, kind, known))


def _order(part: str, kind: FactChart, name: str) -> tuple[int, str]:
    """Return what sorts parts: those with words as these stand, the others by their names."""
    known = list(kind.words)
    return (known.index(part), "") if part in known else (-1, name)
