"""The feedback book in figures: rates, statistics, the board, praise and the red lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.lines import by_urgency
from stationdesk.domain.feedback.rates import RATE_WORDS, rates_of
from stationdesk.domain.feedback.red_lines import red_line_problems, red_lines_from, setting_of
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.feedback.statistics import statistics_of
from stationdesk.domain.feedback.topics import topics_from
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_, _, language
from stationdesk.paths import resources
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.feedback_desk.desk import BookDesk
from stationdesk.store import feedback, feedback_figures, feedback_lines
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.feedback.lines import BoardLine, EntryLine
    from stationdesk.domain.feedback.rates import RateKey, Rates
    from stationdesk.domain.feedback.statistics import Statistics
    from stationdesk.domain.feedback.topics import Topic as Subject

TOPICS_FILE = ("templates", "topics.toml")


@dataclass(frozen=True, slots=True)
class Board:
    """The answers that hang on the board, the longest there first, and those still to be put up."""

    hanging: list[BoardLine]
    waiting: list[BoardLine]


class BookFigures(BookDesk):
    """Reading only, but for the red lines."""

    def rates(self, first: date, last: date) -> Rates:
        """Return the rates of the days from ``first`` to ``last``, as known now.

        Raises:
            Refused: when the period ends before it begins.
        """
        _refuse_if_backwards(first, last)
        rounds = feedback_figures.rounds_between(first, last)
        return rates_of(rounds, first, last, self._this_minute(), self.red_lines())

    def statistics(self, first: date, last: date) -> Statistics:
        """Return what was said in a period, by kind, group, place, topic and hour.

        Raises:
            Refused: when the period ends before it begins.
        """
        _refuse_if_backwards(first, last)
        every = feedback.entries_between(first, last)
        return statistics_of(
            [each for each in every if each.state is not EntryState.VOID],
            feedback_figures.rounds_between(first, last),
            first,
            last,
            self._this_minute(),
            [(_name_of(subject), subject) for subject in subjects()],
        )

    def entry_lines(self, first: date, last: date) -> list[EntryLine]:
        """Return the entries of a period with their answers and call-backs, the oldest first."""
        return feedback_lines.lines_between(first, last)

    def open_lines(self) -> list[EntryLine]:
        """Return what is not closed yet: the overdue first, then by what is due next."""
        return by_urgency(feedback_lines.open_lines(), self._this_minute())

    def board(self, on: date | None = None) -> Board:
        """Return the board (公示板) on a day, None for today, in words that name nobody."""
        day = on or self._context.today()
        return Board(feedback_lines.board_between(day, day), feedback_lines.board_waiting(day))

    def board_between(self, first: date, last: date) -> list[BoardLine]:
        """Return the answers that hung on the board at any time of a period."""
        return feedback_lines.board_between(first, last)

    def answers(self, first: date, last: date) -> list[BoardLine]:
        """Return the final answers given in a period, in words that name nobody."""
        return feedback_lines.answers_between(first, last)

    def praise(self, first: date, last: date) -> list[EntryLine]:
        """Return the praise of a period, the oldest first."""
        return feedback_lines.praise_between(first, last)

    def this_minute(self) -> datetime:
        """Return the local minute as of which the book is told; a fixed day's is its last."""
        return self._this_minute()

    def red_lines(self) -> dict[RateKey, int]:
        """Return the least percentages that the station set itself, by rate."""
        return red_lines_from(choices.stored())

    def keep_red_line(self, key: RateKey, percent: int | None) -> None:
        """Set the red line of a rate; None takes it away.

        Raises:
            Refused: when it is no percentage.
        """
        refuse_if_any(red_line_problems(key, percent))
        before, after = choices.stored().get(setting_of(key), ""), str(percent or "")
        if before == after:
            return
        self._keep_red_line(key, before, after)
        take_back = partial(self._keep_red_line, key, after, before)
        phrase = N_("The red line of “{rate}” was changed.")
        self._context.offer_undo(Undo(phrase, {"rate": _(RATE_WORDS[key])}, take_back))

    def _keep_red_line(self, key: RateKey, before: str, after: str) -> None:
        with self._context.deed(Topic.STATION, Topic.FEEDBACK):
            choices.keep(setting_of(key), after)
            changed = {"before": {"value": before}, "after": {"value": after}}
            self._context.note("setting", setting_of(key), "change", **changed)


def subjects() -> tuple[Subject, ...]:
    """Return what entries are known to speak of, as the program's file lists it."""
    return topics_from(resources().joinpath(*TOPICS_FILE).read_text(encoding="utf-8"))


def _name_of(subject: Subject) -> str:
    return subject.name if language() == "zh_CN" else subject.english


def _refuse_if_backwards(first: date, last: date) -> None:
    if last < first:
        raise Refused([Problem("last", N_("The period ends before it begins."))])
