"""How long people waited for an answer, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import Record, TraceLine
from stationdesk.domain.statistics.charts import BEFORE, Chart, Point, Series, Shape, number_words
from stationdesk.domain.statistics.stretches import (
    long_name,
    name_of,
    step_for,
    stretches,
    year_before,
)
from stationdesk.domain.statistics.waiting import answered_on, middle, ninetieth
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.store import feedback as feedback_store
from stationdesk.store.feedback_figures import rounds_between

if TYPE_CHECKING:
    from stationdesk.domain.feedback.rounds import Round
    from stationdesk.domain.reporting.spans import Days
    from stationdesk.domain.statistics.charts import Value
    from stationdesk.domain.statistics.waiting import Answered
    from stationdesk.services.feedback import Feedback

HOURS = N_("hours")
MINUTES_AN_HOUR = 60
_MEDIAN, _NINETIETH = N_("Median"), N_("Nine of ten within")
_TOLD = N_("{count} answers: half of them within {median} hours, nine of ten within {ninetieth}.")
_TOLD_BESIDE = N_(
    "{count} answers: half of them within {median} hours, nine of ten within {ninetieth}; "
    "a year before {median_before} and {ninetieth_before}."
)
_NOTE = N_("Hours from the entry to its final answer, by the clock on the wall.")


class AnswerCharts:
    """Median and ninetieth percentile of the hours to the final answer."""

    def __init__(self, book: Feedback) -> None:
        self._book = book

    def chart(self, key: str, title: str, days: Days, *, compared: bool) -> Chart:
        """Return the hours of each stretch of the days."""
        step, before = step_for(days), year_before(days) if compared else None
        now = rounds_between(days.first, days.last)
        then = rounds_between(before.first, before.last) if before else []
        series = [Series("median", Phrase(_MEDIAN)), Series("ninetieth", Phrase(_NINETIETH))]
        if before:
            series += [
                Series(f"{each.key}.{BEFORE}", _last_year(each), is_before=True) for each in series
            ]
        points = [
            Point(each.first.isoformat(), name_of(each, step), long_name(each), values)
            for each in stretches(days, step)
            for values in [
                (
                    *self._both(now, each),
                    *(self._both(then, year_before(each)) if before else ()),
                )
            ]
        ]
        return Chart(
            key=key,
            title=title,
            unit=HOURS,
            axis=N_("Period"),
            shape=Shape.LINES,
            days=days,
            series=tuple(series),
            points=tuple(points),
            told=self._told(now, days, then, before),
            note=Phrase(_NOTE),
            places=1,
            scale=MINUTES_AN_HOUR,
        )

    def records(self, chart: Chart, point: str, series: str) -> list[TraceLine]:
        """Return the entries answered in a stretch; the amount is the minutes waited."""
        cut = stretches(chart.days, step_for(chart.days))
        stretch: Days | None = next(each for each in cut if each.first.isoformat() == point)
        if series.endswith(BEFORE) and stretch is not None:
            stretch = year_before(stretch)
        if stretch is None:
            return []
        answers = self._answered(rounds_between(stretch.first, stretch.last), stretch)
        entries = feedback_store.entries_by_id(each.round.entry_id for each in answers)
        lines = [
            TraceLine(
                day=each.at.date(),
                what=Phrase(N_("Feedback entry")),
                text=entries[each.round.entry_id].number,
                amount=round(each.hours * MINUTES_AN_HOUR),
                page_key="feedback",
                record=Record("entry", each.round.entry_id),
            )
            for each in answers
        ]
        return sorted(lines, key=lambda line: -line.amount)

    def _answered(self, rounds: list[Round], days: Days) -> list[Answered]:
        return answered_on(rounds, days, self._book.this_minute())

    def _both(self, rounds: list[Round], days: Days | None) -> tuple[Value, Value]:
        answers = self._answered(rounds, days) if days else []
        return middle(answers), ninetieth(answers)

    def _told(self, now: list[Round], days: Days, then: list[Round], before: Days | None) -> Phrase:
        answers = self._answered(now, days)
        if not answers:
            return Phrase(N_("Nothing was answered on these days."))
        values: dict[str, object] = {"count": len(answers)} | _words(answers, "")
        if before is None:
            return Phrase(_TOLD, values)
        return Phrase(_TOLD_BESIDE, values | _words(self._answered(then, before), "_before"))


def _words(answers: list[Answered], which: str) -> dict[str, object]:
    return {
        f"median{which}": number_words(middle(answers), 1),
        f"ninetieth{which}": number_words(ninetieth(answers), 1),
    }


def _last_year(series: Series) -> Phrase:
    return Phrase(N_("{title}, last year"), {"title": series.title})
