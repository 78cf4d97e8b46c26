"""The feedback book's papers, made from its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.feedback import (
    feedback_register,
    figures_report,
    open_list,
    praise_register,
)
from stationdesk.documents.forms.feedback_sheet import handling_sheet
from stationdesk.documents.forms.feedback_wall import answers_notice, blank_pages, echo_poster
from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.ids import EntryId
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.usual_periods import week_of
from stationdesk.i18n import N_
from stationdesk.services.feedback_desk.desk import ENTITY
from stationdesk.services.feedback_desk.entries import PAGE_ENTITY
from stationdesk.store import attachments
from stationdesk.store.feedback_lines import plain_chain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from stationdesk.documents.papers import Paper
    from stationdesk.domain.feedback.chains import Chain
    from stationdesk.domain.station import Station
    from stationdesk.services.context import Context
    from stationdesk.services.drafts import Choice
    from stationdesk.services.feedback import Feedback

MOST_PAGES = 50


class FeedbackPapers:
    """Makes them from the records."""

    def __init__(self, context: Context, feedback: Feedback) -> None:
        self._context = context
        self._feedback = feedback

    def makers(self) -> dict[str, Callable[[Station, Choice], Paper]]:
        """Return what makes each paper, by the paper's key."""
        return {
            "feedback": self._register,
            "feedback-sheet": self._sheet,
            "feedback-open": self._open,
            "answers-board": self._answers,
            "echo-poster": self._poster,
            "feedback-blank": self._blank,
            "feedback-figures": self._figures,
            "praise": self._praise,
        }

    def _now(self) -> datetime:
        return self._context.now().replace(tzinfo=None)

    def _register(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        lines = self._feedback.entry_lines(first, last)
        now = self._feedback.this_minute()
        return feedback_register(station, lines, first, last, now, printed_at=self._now())

    def _sheet(self, station: Station, choice: Choice) -> Paper:
        chain = plain_chain(self._feedback.chain(self._entry(choice)))
        return handling_sheet(station, chain, photos=_photos(chain), printed_at=self._now())

    def _open(self, station: Station, _choice: Choice) -> Paper:
        lines, now = self._feedback.open_lines(), self._feedback.this_minute()
        return open_list(station, lines, now, printed_at=self._now())

    def _answers(self, station: Station, choice: Choice) -> Paper:
        day = choice.on or self._context.today()
        board = self._feedback.board(day)
        lines = [*board.hanging, *board.waiting]
        return answers_notice(station, lines, day, older=board.older, printed_at=self._now())

    def _poster(self, station: Station, choice: Choice) -> Paper:
        first, last = week_of(choice.on or self._context.today())
        answers = self._feedback.answers(first, last)
        rates = self._feedback.rates(first, last)
        return echo_poster(station, answers, rates, printed_at=self._now())

    def _blank(self, station: Station, choice: Choice) -> Paper:
        if not 1 <= choice.pages <= MOST_PAGES:
            phrase = N_("Print 1 to {most} pages at once.")
            raise Refused([Problem("pages", phrase, {"most": MOST_PAGES})])
        return blank_pages(station, choice.pages, self._now(), printed_at=self._now())

    def _figures(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        rates = self._feedback.rates(first, last)
        told = self._feedback.statistics(first, last)
        return figures_report(station, rates, told, printed_at=self._now())

    def _praise(self, station: Station, choice: Choice) -> Paper:
        first, last = choice.period(self._context.today())
        lines = self._feedback.praise(first, last)
        return praise_register(station, lines, first, last, printed_at=self._now())

    def _entry(self, choice: Choice) -> EntryId:
        """Return the chosen entry; without one, the newest that is in the book."""
        if choice.record is not None:
            return EntryId(choice.record)
        newest = self._feedback.lines(EntryQuery(), limit=1)
        if not newest:
            raise Refused([Problem("record", N_("Nothing is entered in the feedback book yet."))])
        return newest[0].entry.id


def _photos(chain: Chain) -> int:
    """Return how many pictures are kept with an entry and with the page it stands on."""
    count = len(attachments.of(ENTITY, chain.entry.uid))
    return count + (len(attachments.of(PAGE_ENTITY, chain.page.uid)) if chain.page else 0)
