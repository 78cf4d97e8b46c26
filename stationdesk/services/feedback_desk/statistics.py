"""The feedback book in figures: rates, statistics, the board and praise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.flow import book_flow
from stationdesk.domain.feedback.lines import BoardQuery, by_urgency
from stationdesk.domain.feedback.rates import rates_of
from stationdesk.domain.feedback.red_lines import red_lines_from
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.feedback.statistics import statistics_of
from stationdesk.domain.feedback.topics import topics_from
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, language
from stationdesk.paths import resources
from stationdesk.services.feedback_desk.desk import BookDesk
from stationdesk.store import feedback, feedback_board, feedback_figures, feedback_lines
from stationdesk.store import settings as choices

if TYPE_CHECKING:
    from datetime import date, datetime

    from stationdesk.domain.feedback.flow import BookFlow
    from stationdesk.domain.feedback.lines import BoardLine, EntryLine
    from stationdesk.domain.feedback.rates import RateKey, Rates
    from stationdesk.domain.feedback.statistics import Statistics
    from stationdesk.domain.feedback.topics import Topic

TOPICS_FILE = ("templates", "topics.toml")


MOST_ON_BOARD = 300
"""Answers that are told as hanging there; a board of paper holds far fewer."""


@dataclass(frozen=True, slots=True)
class Board:
    """The answers that hang on the board, the longest there first, and those still to be put up.

    ``older`` tells how many more hang there: were put up long ago, and nobody took them down.
    """

    hanging: list[BoardLine]
    waiting: list[BoardLine]
    older: int = 0


class BookFigures(BookDesk):
    """Reading only."""

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

    def flow(self, first: date, last: date) -> BookFlow:
        """Return what was said and answered, day by day, from ``first`` to ``last``.

        Raises:
            Refused: when the period ends before it begins.
        """
        _refuse_if_backwards(first, last)
        rounds = feedback_figures.rounds_between(first, last)
        rates = rates_of(rounds, first, last, self._this_minute(), self.red_lines())
        return book_flow(feedback.entries_between(first, last), rounds, rates, first, last)

    def entry_lines(self, first: date, last: date) -> list[EntryLine]:
        """Return the entries of a period with their answers and call-backs, the oldest first."""
        return feedback_lines.lines_between(first, last)

    def open_lines(self) -> list[EntryLine]:
        """Return what is not closed yet: the overdue first, then by what is due next."""
        return by_urgency(feedback_lines.open_lines(), self._this_minute())

    def board(self, on: date | None = None) -> Board:
        """Return the board (公示板) on a day, None for today, in words that name nobody."""
        day = on or self._context.today()
        query = BoardQuery(on=day)
        newest = feedback_board.hung(query, MOST_ON_BOARD)
        older = feedback_board.count_hung(query) - len(newest)
        return Board(newest[::-1], feedback_board.board_waiting(day), older)

    def board_lines(self, query: BoardQuery, limit: int, offset: int = 0) -> list[BoardLine]:
        """Return at most ``limit`` answers of the board that fit, the last put up first."""
        return feedback_board.hung(query, limit, offset)

    def board_count(self, query: BoardQuery) -> int:
        """Return how many answers of the board fit."""
        return feedback_board.count_hung(query)

    def waiting_for_board(self) -> list[BoardLine]:
        """Return the answers that are still to be put up; quick however many hang there."""
        return feedback_board.board_waiting(self._context.today())

    def board_between(self, first: date, last: date) -> list[BoardLine]:
        """Return the answers that hung on the board at any time of a period."""
        return feedback_board.board_between(first, last)

    def answers(self, first: date, last: date) -> list[BoardLine]:
        """Return the final answers given in a period, in words that name nobody."""
        return feedback_board.answers_between(first, last)

    def praise(self, first: date, last: date) -> list[EntryLine]:
        """Return the praise of a period, the oldest first."""
        return feedback_lines.praise_between(first, last)

    def this_minute(self) -> datetime:
        """Return the local minute as of which the book is told; a fixed day's is its last."""
        return self._this_minute()

    def red_lines(self) -> dict[RateKey, int]:
        """Return the least percentages that the station set itself, by rate."""
        return red_lines_from(choices.stored())


def subjects() -> tuple[Topic, ...]:
    """Return what entries are known to speak of, as the program's file lists it."""
    return topics_from(resources().joinpath(*TOPICS_FILE).read_text(encoding="utf-8"))


def _name_of(subject: Topic) -> str:
    return subject.name if language() == "zh_CN" else subject.english


def _refuse_if_backwards(first: date, last: date) -> None:
    if last < first:
        raise Refused([Problem("last", N_("The period ends before it begins."))])
