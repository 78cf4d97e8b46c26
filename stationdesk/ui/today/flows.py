"""What the charts of the first page tell of a period: goods, loans, or the feedback book."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.day_figures import most_of
from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.domain.feedback.rates import RATE_FORMULAS, RATE_WORDS, RateKey
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon
from stationdesk.ui.today.day_chart import Days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.day_figures import Issued
    from stationdesk.domain.feedback.flow import BookFlow
    from stationdesk.domain.feedback.rates import Rate
    from stationdesk.domain.lending.flow import LoanFlow

MOST_BARS = 6


class Subject(StrEnum):
    """What the charts can tell of."""

    GOODS = "goods"
    LENDING = "lending"
    FEEDBACK = "feedback"


SUBJECT_WORDS = {
    Subject.GOODS: N_("Handed out"),
    Subject.LENDING: N_("Lent"),
    Subject.FEEDBACK: N_("Voices"),
}


@dataclass(frozen=True, slots=True)
class Most:
    """What there was most of: bars under a title."""

    title: str
    unit: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """What is shown of a period.

    ``sums`` stand beside samples of the lines, ``words`` after them, or ``short`` ones; ``more`` is
    told in the tooltip. ``most`` are one or two charts of bars by the words of their tab.
    """

    days: Days
    sums: tuple[str, ...]
    words: str
    short: str
    more: str
    most: dict[str, Most]
    nothing: str
    icon: Icon


def flow_of_goods(issued: Issued, days: int) -> Flow:
    """Tell what was handed out, and what most of all."""
    title, unit = _("Goods handed out"), _("pcs")
    told = _named([(day, (pieces,)) for day, pieces in issued.per_day])
    return Flow(
        days=Days(title, unit, (), told),
        sums=(),
        words=_("last {days} days, {count} pcs").format(days=days, count=issued.pieces),
        short="",
        more="",
        most={"": Most(_("Most wanted goods"), unit, issued.by_item)},
        nothing=_("Nothing was issued in these days."),
        icon=Icon.BOX,
    )


def flow_of_loans(lent: LoanFlow) -> Flow:
    """Tell what went out and came back, what came late or never, what was lent and to whom."""
    unit, total = _("pcs"), lent.total
    lines = (_("lent"), _("brought back"))
    groups = [(_(phrase), count) for phrase, count in lent.groups]
    return Flow(
        days=Days(_("Lent and brought back"), unit, lines, _named(_pairs(lent.per_day))),
        sums=(
            _("{count} pcs lent").format(count=total.pieces),
            _("{count} pcs back").format(count=lent.returned),
        ),
        words=_loan_words(lent),
        short="",
        more=_loan_formula(lent),
        most={
            _("Things"): Most(_("Lent most often"), unit, lent.kinds[:MOST_BARS]),
            _("Borrowers"): Most(_("Lent to whom"), unit, _with_rest(groups)),
        },
        nothing=_("Nothing was lent in these days."),
        icon=Icon.UMBRELLA,
    )


def flow_of_book(heard: BookFlow) -> Flow:
    """Tell what was said and answered, how the rates are, and what kind of things were said."""
    unit = _("entries")
    kinds = [(_(FEEDBACK_KIND_WORDS[kind]), count) for kind, count in heard.kinds]
    lines = (_("said"), _("answered"))
    rates = _rates_shown(heard)
    return Flow(
        days=Days(_("Said and answered"), unit, lines, _named(_pairs(heard.per_day))),
        sums=(
            _("{count} said").format(count=heard.entries),
            _("{count} answered").format(count=heard.answers),
        ),
        words=" · ".join(_rate_words(rate) for rate in rates),
        short=" · ".join(_rate_in_short(rate) for rate in rates),
        more="\n".join(_rate_formula(rate) for rate in rates),
        most={"": Most(_("Feedback by kind"), unit, _with_rest(kinds))},
        nothing=_("Nothing was said in these days."),
        icon=Icon.COMMENT,
    )


def _named(days: Sequence[tuple[date, tuple[int, ...]]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Name the days of the lines; the last one is today."""
    named = [(f"{day.month}/{day.day}", numbers) for day, numbers in days]
    return (*named[:-1], *((_("today"), numbers) for _name, numbers in named[-1:]))


def _pairs(days: Sequence[tuple[date, int, int]]) -> list[tuple[date, tuple[int, ...]]]:
    return [(day, (first, second)) for day, first, second in days]


def _with_rest(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    shown, rest = most_of(counts, MOST_BARS)
    return (*shown, (_("all others"), rest)) if rest else tuple(shown)


def _loan_words(lent: LoanFlow) -> str:
    told, total = [], lent.total
    if total.on_time_percent is not None:
        told.append(_("{percent}% in time").format(percent=_percent(total.on_time_percent)))
    told.append(_("{count} pcs overdue").format(count=total.overdue))
    told.append(_("{count} pcs lost").format(count=total.lost))
    return " · ".join(told)


def _loan_formula(lent: LoanFlow) -> str:
    total = lent.total
    words = _("In time: {counted} of {among} pieces whose loan ended in these days")
    return words.format(counted=total.on_time, among=total.closed)


def _rates_shown(heard: BookFlow) -> list[Rate]:
    """Return the rates that there was anything to count for."""
    if heard.rates is None:
        return []
    shown = [heard.rates.rate(key) for key in (RateKey.IN_TIME, RateKey.SATISFIED)]
    return [rate for rate in shown if rate.among]


def _rate_words(rate: Rate) -> str:
    words = _("{rate} ({counted}/{among})")
    return words.format(rate=_rate_in_short(rate), counted=rate.counted, among=rate.among)


def _rate_in_short(rate: Rate) -> str:
    words = _("{rate} {percent}%")
    return words.format(rate=_(RATE_WORDS[rate.key]), percent=_percent(rate.percent))


def _rate_formula(rate: Rate) -> str:

    words = _("{rate}: {formula}")
    return words.format(rate=_(RATE_WORDS[rate.key]), formula=_(RATE_FORMULAS[rate.key]))


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{round(share, 1):g}"
