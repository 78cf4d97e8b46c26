"""The feedback book: what was said, and the rates with their numerators and denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, FeedbackKind
from stationdesk.domain.feedback.rates import RATE_FORMULAS, RATE_WORDS, RateKey, judged_by
from stationdesk.domain.reporting.figures import Record, TraceLine, count, rate, section
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.store import feedback, feedback_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.feedback.rates import Judged
    from stationdesk.domain.feedback.rounds import Round
    from stationdesk.domain.ids import EntryId
    from stationdesk.domain.reporting.figures import Figure, Section
    from stationdesk.services.feedback import Feedback

PAGE = "feedback"
ENTRIES = N_("entries")
KIND, RATE = "kind.", "rate."
_ENTRY = N_("Feedback entry")


class FeedbackFigures:
    """What people said, and what came of it."""

    key = "feedback"
    title = N_("Feedback of visitors")
    at_end = False

    def __init__(self, book: Feedback) -> None:
        self._book = book

    def section(self, first: date, last: date) -> Section:
        """Return the figures of days, as known now."""
        rounds = feedback_figures.rounds_between(first, last)
        judged = {key: self._judged(key, rounds, first, last) for key in RateKey}
        said = _first_rounds(rounds, first, last)
        told = [
            count("registered", N_("Entries registered"), ENTRIES, len(said)),
            *_by_kind(said),
            count("closed", N_("Entries closed"), ENTRIES, len(judged[RateKey.ECHOED])),
            count(
                "open",
                N_("Entries not closed at the end"),
                ENTRIES,
                len(_open_at(rounds, last)),
                at_end=True,
            ),
            *(_rate(key, judged[key]) for key in RateKey),
        ]
        return section(self.key, self.title, told)

    def trace(self, key: str, first: date, last: date) -> list[TraceLine]:
        """Return the entries behind a figure; of a rate also those that do not count.

        Raises:
            KeyError: where there is no figure of that key.
        """
        rounds = feedback_figures.rounds_between(first, last)
        if key.startswith(RATE):
            judged = self._judged(RateKey(key.removeprefix(RATE)), rounds, first, last)
            told = [(each.entry_id, each.day, int(each.counted), 1) for each in judged]
        else:
            told = [
                (entry_id, day, 1, 0) for entry_id, day in self._counted(key, rounds, first, last)
            ]
        return _lines(told)

    def _counted(
        self, key: str, rounds: Sequence[Round], first: date, last: date
    ) -> list[tuple[EntryId, date]]:
        if key == "closed":
            closed = self._judged(RateKey.ECHOED, rounds, first, last)
            return [(each.entry_id, each.day) for each in closed]
        if key == "open":
            still = _open_at(rounds, last)
        elif key == "registered":
            still = _first_rounds(rounds, first, last)
        elif key.startswith(KIND):
            kind = FeedbackKind(key.removeprefix(KIND))
            still = [each for each in _first_rounds(rounds, first, last) if each.kind is kind]
        else:
            raise KeyError(key)
        return [(each.entry_id, each.began_at.date()) for each in still]

    def _judged(
        self, key: RateKey, rounds: Sequence[Round], first: date, last: date
    ) -> list[Judged]:
        return judged_by(key, rounds, first, last, self._book.this_minute())


def _first_rounds(rounds: Iterable[Round], first: date, last: date) -> list[Round]:
    return [each for each in rounds if each.number == 1 and first <= each.began_at.date() <= last]


def _open_at(rounds: Iterable[Round], day: date) -> list[Round]:
    return [
        each
        for each in rounds
        if each.began_at.date() <= day and (each.closed_at is None or each.closed_at.date() > day)
    ]


def _by_kind(said: Sequence[Round]) -> list[Figure]:
    return [
        count(f"{KIND}{kind.value}", title, ENTRIES, sum(each.kind is kind for each in said))
        for kind, title in FEEDBACK_KIND_WORDS.items()
    ]


def _rate(key: RateKey, judged: Sequence[Judged]) -> Figure:
    counted = sum(each.counted for each in judged)
    return rate(f"{RATE}{key.value}", RATE_WORDS[key], counted, len(judged), RATE_FORMULAS[key])


def _lines(told: Sequence[tuple[EntryId, date, int, int]]) -> list[TraceLine]:
    entries = feedback.entries_by_id(entry_id for entry_id, *_rest in told)
    lines = [
        TraceLine(
            day=day,
            what=Phrase(_ENTRY),
            text=entries[entry_id].number,
            amount=amount,
            among=among,
            page_key=PAGE,
            record=Record("feedback_entry", entry_id),
            more=Phrase(FEEDBACK_KIND_WORDS[entries[entry_id].kind]),
        )
        for entry_id, day, amount, among in told
    ]
    return sorted(lines, key=lambda line: (line.day, line.text))
