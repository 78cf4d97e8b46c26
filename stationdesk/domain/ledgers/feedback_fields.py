"""One row of a feedback register: every cell read as the field that its column holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, LONGEST_BODY
from stationdesk.domain.ledgers.cells import cell_text, tidy_text
from stationdesk.domain.ledgers.feedback_cells import (
    Done,
    is_nobody,
    is_only_a_group,
    kind_of_text,
    read_answer,
    read_channel,
    read_judgement,
    read_kind,
)
from stationdesk.domain.ledgers.personal_cells import read_person, read_phone
from stationdesk.domain.ledgers.register_days import WrittenDay, joined_day, read_day
from stationdesk.domain.ledgers.register_rows import Told
from stationdesk.domain.ledgers.register_years import day_after
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.problems import Problem
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.domain.written_dates import NOT_A_DATE, is_blank_mark
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ledgers.feedback_cells import JudgementReading
    from stationdesk.domain.ledgers.tables import LedgerColumn, Value
    from stationdesk.domain.sheets import Cell

NOTHING_SAID = N_("Nothing is written of what was said.")
TOO_LONG = N_("The text has more than {most} characters; shorten it first.")
KIND_GUESSED = N_("No kind is written; by its words it was taken for: {kind}.")
KIND_UNKNOWN = N_("“{value}” is no kind known here; by its words it was taken for: {kind}.")
CHANNEL_UNKNOWN = N_("“{value}” is no way known here; a page of the book was taken.")
RATING_UNKNOWN = N_("“{value}” does not say how satisfied the author was; it was left out.")
ANSWERED_BEFORE = N_("“{value}” lies before the day on which it was said.")
ANSWERED_OR_NOT = N_("“{value}” says that there is no answer yet, but it is marked as answered.")
ANSWER_NOT_DATED = N_("It was answered, but no day is written; the day of the entry was taken.")
RATED_UNANSWERED = N_("It was rated, but no answer is written; it counts as answered.")

_ANSWERED = re.compile(r"已.{0,6}|[√✓✔☑]|是|均已.{0,6}")
_SAME_DAY = re.compile(r"当[天日场]|即[时日]|现场|同日")


class FeedbackFields:
    """``values`` has every field that the row tells, ``problems`` what is wrong with it.

    ``answered`` is None only where the row contradicts itself.
    """

    def __init__(
        self,
        columns: Mapping[str, tuple[LedgerColumn, ...]],
        cells: Mapping[int, Cell],
        said_on: date | None,
        label: str,
    ) -> None:
        self._columns = columns
        self._cells = cells
        self._said_on = said_on
        self.values: dict[str, Value] = {}
        self.problems: list[Told] = []
        self._answer_day_wrong = False
        self.values["date"] = printed_day(said_on) if said_on else None
        self._read_text()
        self._read_kind(label)
        self._read_person()
        for field in ("code", "about_person", "praised", "place", "handler", "note"):
            self.values[field] = self._words(field)
        self._read_channel()
        self._read_answer()
        self._read_judgement()

    def _read_text(self) -> None:
        column = self._column("text")
        text = _lines(cell_text(self._cells[column.index]) if column else "")
        self.values["text"] = None if is_blank_mark(text) else text or None
        if not self.values["text"]:
            self._tell("text", Problem("text", NOTHING_SAID), Severity.ERROR)
        elif len(text) > LONGEST_BODY:
            problem = Problem("text", TOO_LONG, {"most": LONGEST_BODY})
            self._tell("text", problem, Severity.ERROR)

    def _read_kind(self, label: str) -> None:
        written = self._words("kind") or label
        self.values["kind"] = written or None
        if read_kind(written) is None and self.values["text"]:
            sound = Phrase(FEEDBACK_KIND_WORDS[kind_of_text(str(self.values["text"]))])
            phrase = KIND_UNKNOWN if written else KIND_GUESSED
            values = {"value": written, "kind": sound}
            self._tell("kind", Problem("kind", phrase, values), Severity.WARNING)

    def _read_person(self) -> None:
        column = self._column("author")
        person = read_person(self._cells[column.index] if column else None)
        phone_column = self._column("phone")
        phone = read_phone(self._cells[phone_column.index] if phone_column else None)
        group = self._words("author_group")
        known = not is_nobody(person.name) and not is_only_a_group(person.name)
        self.values["author"] = person.name if known and person.name else None
        self.values["phone"] = phone.phone or person.phone or None
        self.values["author_group"] = group or (
            person.name if is_only_a_group(person.name) else None
        )
        if phone.doubt is not None:
            self._tell("phone", phone.doubt, Severity.WARNING)

    def _read_channel(self) -> None:
        written = self._words("channel")
        self.values["channel"] = written
        if written and read_channel(written) is None:
            problem = Problem("channel", CHANNEL_UNKNOWN, {"value": written})
            self._tell("channel", problem, Severity.WARNING)

    def _read_answer(self) -> None:
        told = [read_answer(text) for text in self._texts("answer")]
        words = "\n".join(each.words for each in told if each.done is Done.YES and each.words)
        not_yet = next((each.words for each in told if each.done is Done.NOT_YET), "")
        self.values["answer"] = words or not_yet or None
        self.values["settled"] = settled = self._settled()
        dated = self._read_answer_day()
        if not_yet and not words and (dated or settled):
            self.values["answered"] = None
            problem = Problem("answer", ANSWERED_OR_NOT, {"value": not_yet})
            self._tell("answer", problem, Severity.ERROR)
        else:
            said = any(each.done is Done.YES for each in told)
            self.values["answered"] = bool(said or settled or dated)

    def _settled(self) -> bool | None:
        """Return whether it is struck off, None where no column says so."""
        texts = self._texts("settled")
        marks = [read_answer(text).done for text in texts if not _is_day(text)]
        if Done.YES in marks or any(map(_is_day, texts)):
            return True
        return False if Done.NOT_YET in marks else None

    def _read_answer_day(self) -> bool:
        """Read when it was answered, and return whether anything tells of a day at all."""
        written = self._day("answered_on")
        self.values["answered_on"] = None
        if self._said_on is None or written.is_blank:
            return False
        if written.words and not written.tells_a_day:
            return self._read_words_for_day(written, self._said_on)
        found = day_after(written, self._said_on, ANSWERED_BEFORE)
        if found.error is not None:
            self._answer_day_wrong = True
            self._tell("answered_on", found.error, Severity.ERROR)
        elif found.doubt is not None:
            self._tell("answered_on", found.doubt, Severity.WARNING)
        self.values["answered_on"] = printed_day(found.day, written.text) if found.day else None
        return True

    def _read_words_for_day(self, written: WrittenDay, said_on: date) -> bool:
        """Return whether words in the place of a day say that it was answered: 当天, 已回复."""
        if _SAME_DAY.fullmatch(written.words):
            self.values["answered_on"] = printed_day(said_on, written.text)
            return True
        if _ANSWERED.fullmatch(written.words):
            return True
        if read_answer(written.words).done is not Done.NOT_YET:
            problem = Problem("answer_day", NOT_A_DATE, {"value": written.text})
            self._tell("answered_on", problem, Severity.WARNING)
        return False

    def _read_judgement(self) -> None:
        readings = {
            field: read_judgement(text)
            for field in ("rating", "call_back")
            for text in self._texts(field)
            if not _is_day(text)
        }
        told = [each for each in readings.values() if each.reached]
        self.values["rating"] = next((r.rating for r in told if r.rating is not None), None)
        solved = next((r.solved for r in told if r.solved), None)
        self.values["solved"] = solved.value if solved else None
        self.values["call_back"] = self._called_back(list(readings.values()))
        for field, reading in readings.items():
            if not reading.understood:
                value = self._words(field) or ""
                problem = Problem(field, RATING_UNKNOWN, {"value": value})
                self._tell(field, problem, Severity.WARNING)
        self._finish_answer()

    def _called_back(self, readings: list[JudgementReading]) -> bool | None:
        called = any(_is_day(text) for text in self._texts("call_back"))
        if called or any(reading.reached for reading in readings):
            return True
        return False if any(reading.reached is False for reading in readings) else None

    def _finish_answer(self) -> None:
        """Take what was rated for answered, and an answer without a day for that of the entry."""
        if self.values["answered"] is False and self.values["rating"] is not None:
            self.values["answered"] = True
            self._tell("rating", Problem("answered", RATED_UNANSWERED), Severity.WARNING)
        if not self.values["answered"] or self.values["answered_on"] is not None:
            return
        if self._answer_day_wrong:
            self.values["answered"] = None
        elif self._said_on is not None:
            self._tell("answered_on", Problem("answered_on", ANSWER_NOT_DATED), Severity.WARNING)
            self.values["answered_on"] = printed_day(self._said_on)

    def _column(self, field: str) -> LedgerColumn | None:
        return next(iter(self._columns.get(field, ())), None)

    def _texts(self, field: str) -> list[str]:
        return [cell_text(self._cells[column.index]) for column in self._columns.get(field, ())]

    def _words(self, field: str) -> str | None:
        column = self._column(field)
        text = tidy_text(self._cells[column.index]) if column else ""
        return None if is_blank_mark(text) else text or None

    def _day(self, field: str) -> WrittenDay:
        columns = self._columns.get(field, ())
        if columns and columns[0].part:
            return read_day(joined_day(columns, self._cells))
        read = [read_day(self._cells[column.index]) for column in columns]
        return next(
            (day for day in read if day.tells_a_day or day.error or day.words), WrittenDay()
        )

    def _tell(self, field: str, message: Problem, severity: Severity) -> None:
        self.problems.append(Told(self._column(field), message, severity))


def _lines(text: str) -> str:
    return "\n".join(line for part in text.splitlines() if (line := part.strip()))


def _is_day(text: str) -> bool:
    """Return whether a whole day stands in a cell that may hold a word or a mark as well."""
    return read_day(text).day is not None
