"""What is chosen for a paper, the paper ready to be written, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.documents.calendar_files import write_calendar
from stationdesk.documents.labels import LabelSheet
from stationdesk.documents.pdf.labels import write_labels
from stationdesk.documents.pdf.writing import write_pdf
from stationdesk.documents.saving import file_name
from stationdesk.documents.workbooks.writing import write_workbook
from stationdesk.domain.label_papers import LAYOUTS
from stationdesk.domain.labels import LabelKind
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from stationdesk.documents.calendar_files import DutyCalendar
    from stationdesk.documents.papers import Paper
    from stationdesk.domain.ids import AttachmentId
    from stationdesk.services.report_catalogue import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelChoice:
    """Which labels to print: of what, on which label paper, from which place of its first sheet.

    ``ids`` narrows them to some records of the kind; None takes all that are in use.
    """

    of: LabelKind = LabelKind.PIECE
    layout: str = LAYOUTS[0].key
    start: int = 1
    ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen for a report; None takes the usual: today, this month, the newest record.

    ``record`` is the id of a stocktake, required set, signed assessment, loan, erasing or entry
    of the feedback book, a volunteer, a training, a record or certificate of service, an
    inspection, a notice, or a report as it was sent.
    ``pages`` says how many blank pages of that book to print.
    ``blind`` leaves the book figures off a count sheet. ``within_days`` and ``item_ids`` narrow a
    replenishment list. ``reason`` tells why a call sheet is to have whole phone numbers; without
    one it has none; so it is with the register of volunteers.

    ``full_names`` shows whole names where they are masked as a rule, ``poster`` takes A3,
    ``by_people`` turns a roster so that people are its rows, ``week`` makes a sign-in sheet for
    the whole week. ``printed`` says that a record or certificate is printed for good: that is
    counted, and it has the whole identity number; without it there is only a preview.

    ``photos`` are those of a bulletin; None takes the newest of its days.
    """

    on: date | None = None
    first: date | None = None
    last: date | None = None
    standard: str | None = None
    record: int | None = None
    blind: bool = False
    within_days: int | None = None
    item_ids: frozenset[int] | None = None
    reason: str = ""
    labels: LabelChoice = LabelChoice()
    pages: int = 4
    full_names: bool = False
    poster: bool = False
    by_people: bool = False
    week: bool = False
    printed: bool = False
    photos: tuple[AttachmentId, ...] | None = None

    def period(self, today: date) -> tuple[date, date]:
        """Return the chosen period; without one, the month of the chosen day up to that day."""
        last = self.last or self.on or today
        return self.first or last.replace(day=1), last


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a paper; ``missing`` are the characters that no font could print."""

    path: Path
    pages: int
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A paper that is more than one document.

    ``book`` is what a workbook has in its place, ``calendar`` what a calendar file holds, and
    ``name`` what its file name says besides the title.
    """

    paper: Paper
    book: tuple[Paper, ...] = ()
    calendar: DutyCalendar | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper, or a sheet of labels, that has read all its records."""

    report: Report
    paper: Paper | LabelSheet
    made: Made | None = None
    """What else the paper is written as."""

    @classmethod
    def of(cls, report: Report, made: Paper | LabelSheet | Made) -> Draft:
        """Return what a maker of papers made as the draft of ``report``."""
        return cls(report, made.paper, made) if isinstance(made, Made) else cls(report, made)

    def changed(self, change: Callable[[Paper], Paper]) -> Draft:
        """Return the draft with ``change`` made to each of its papers; labels stay as they are."""
        if isinstance(self.paper, LabelSheet):
            return self
        made = self.made and replace(
            self.made, paper=change(self.made.paper), book=tuple(map(change, self.made.book))
        )
        return replace(self, paper=change(self.paper), made=made)

    def title(self) -> str:
        """Return the paper's title."""
        return self.paper.title

    def file_name(self, ending: str) -> str:
        """Return a name to propose, fit for every file system."""
        more = self.made.name if self.made else ""
        return file_name(" ".join(filter(None, (self._unit(), self.title(), more))), ending)

    def write(self, path: Path) -> Written:
        """Write it as PDF, workbook or calendar, as the ending of ``path`` says, or not at all.

        Raises:
            Refused: when it is not written in that form, or ``path`` cannot be written.
        """
        ending = path.suffix.lower().lstrip(".")
        if ending not in self.report.forms:
            phrase = N_("“{report}” is written as {forms}, not as “{ending}”.")
            forms = ", ".join(self.report.forms)
            values = {"report": self.report.name(), "forms": forms, "ending": ending}
            raise Refused([Problem("out", phrase, values)])
        if isinstance(self.paper, LabelSheet):
            told = write_labels(self.paper, path)
        elif ending == "xlsx":
            write_workbook((self.made and self.made.book) or [self.paper], path)
            return Written(path, 0, "")
        elif ending == "ics" and self.made is not None and self.made.calendar is not None:
            write_calendar(self.made.calendar, path)
            return Written(path, 0, "")
        else:
            told = write_pdf(self.paper, path)
        return Written(path, told.pages, told.missing_characters)

    def _unit(self) -> str:
        """Return the station's name; a paper for the wall says it without 填报单位."""
        paper = self.paper
        if paper.unit or isinstance(paper, LabelSheet) or not (paper.wall and paper.origin):
            return paper.unit
        return paper.origin.station_name
