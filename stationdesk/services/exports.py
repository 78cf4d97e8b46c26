"""Plain listings for other programs: the same columns as on screen, as a workbook or CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import day_words, span_words
from stationdesk.documents.forms.ledgers import station_ledger
from stationdesk.documents.letterheads import on_letterhead
from stationdesk.documents.papers import Group
from stationdesk.documents.saving import file_name
from stationdesk.documents.workbooks.writing import write_csv, write_workbook
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.listings.amenities import REGISTER
from stationdesk.listings.attendance import attendance as attendances
from stationdesk.listings.attendance import certificates, hours_by_person, hours_ledger
from stationdesk.listings.columns import Column, Kind
from stationdesk.listings.feedback import BOARD, PRAISE, entries
from stationdesk.listings.inventory import (
    DOCUMENTS,
    MOVEMENTS,
    REPLENISHMENT,
    STOCK,
    balances,
)
from stationdesk.listings.keeping import found_things, kept_things
from stationdesk.listings.lending import KINDS, PIECES, holds, loans, overdue
from stationdesk.listings.roster import ROSTER
from stationdesk.listings.tiers import FINDINGS
from stationdesk.listings.upkeep import DUE, FAULTS, RUNS
from stationdesk.listings.volunteers import TRAININGS, register
from stationdesk.services.letterhead import Letterheads
from stationdesk.services.roster_papers import lines_of
from stationdesk.services.service_papers import drawn_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.context import Context
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.keeping import Keeping
    from stationdesk.services.lending import Lending
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.services.volunteers import Volunteers


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing that can be exported: its name on the command line, its title, its columns."""

    key: str
    title: str
    columns: Callable[[date], Sequence[Column[Any]]]
    """The columns as of a day: whether goods are in date depends on it."""
    of_today: bool = False
    """Whether the columns tell how things stand today, whatever the period."""


def _always(columns: Sequence[Column[Any]]) -> Callable[[date], Sequence[Column[Any]]]:
    return lambda _day: columns


def _entries(day: date) -> Sequence[Column[Any]]:
    """Return the columns of the feedback book: late is what was due before ``day``."""
    return entries(datetime.combine(day, time()))


_MOVED: tuple[Column[Any], ...] = (
    Column("item_code", N_("Item code"), Kind.TEXT, lambda line: line.item.code, 5),
    Column("item_name", N_("Item"), Kind.TEXT, lambda line: line.item.title(), 7),
)
"""What tells the movements of one item from another's, where a listing holds all of them."""

LISTINGS: tuple[Listing, ...] = (
    Listing("inventory", N_("Inventory ledger"), _always(STOCK)),
    Listing("batches", N_("Batches on the shelves"), balances),
    Listing("movements", N_("Stock movements"), _always((*_MOVED, *MOVEMENTS))),
    Listing("documents", N_("Stock documents"), _always(DOCUMENTS)),
    Listing("replenishment", N_("Replenishment list"), _always(REPLENISHMENT)),
    Listing("amenities", N_("Amenity register"), _always(REGISTER)),
    Listing("upkeep-due", N_("Upkeep work list"), _always(DUE)),
    Listing("upkeep-record", N_("Upkeep record"), _always(RUNS)),
    Listing("faults", N_("Fault and repair record"), _always(FAULTS)),
    Listing("tiers", N_("Tier items"), _always(FINDINGS)),
    Listing("loans", N_("Loan register"), loans, of_today=True),
    Listing("overdue", N_("Overdue loans"), overdue),
    Listing("holds", N_("Register of holds"), holds, of_today=True),
    Listing("lent-things", N_("What is lent, at a glance"), _always(KINDS)),
    Listing("pieces", N_("Numbered pieces"), _always(PIECES)),
    Listing("feedback", N_("Feedback register"), _entries, of_today=True),
    Listing("answers", N_("Answers to what you told us"), _always(BOARD)),
    Listing("praise", N_("Praise register"), _always(PRAISE)),
    Listing("kept-things", N_("Safekeeping ledger"), kept_things),
    Listing("lost-property", N_("Lost-property ledger"), found_things),
    Listing("volunteers", N_("Volunteer register"), _always(register(masked=True))),
    Listing("roster", N_("Roster, line by line"), _always(ROSTER)),
    Listing("attendance", N_("Attendance ledger of volunteers"), _always(attendances(masked=True))),
    Listing("hours", N_("Ledger of service hours"), _always(hours_ledger(masked=True))),
    Listing(
        "hours-by-person", N_("Hours of service by person"), _always(hours_by_person(masked=True))
    ),
    Listing("trainings", N_("Register of trainings"), _always(TRAININGS)),
    Listing(
        "certificates",
        N_("Register of service certificates"),
        _always(certificates(masked=True)),
    ),
)


@dataclass(frozen=True, slots=True)
class Extract:
    """A listing with its records read, ready to be written on any thread."""

    listing: Listing
    columns: Sequence[Column[Any]]
    records: Sequence[Any]
    write_book: Callable[[Path], None]

    def file_name(self, ending: str) -> str:
        """Return a name to propose."""
        return file_name(_(self.listing.title), ending)

    def write(self, path: Path) -> None:
        """Write the records as a workbook or as CSV, as the ending of ``path`` says.

        Raises:
            Refused: when the ending is another, or ``path`` cannot be written.
        """
        ending = path.suffix.lower()
        if ending == ".csv":
            write_csv(self.columns, self.records, path)
        elif ending == ".xlsx":
            self.write_book(path)
        else:
            phrase = N_("A listing is written as .xlsx or .csv, not as “{ending}”.")
            raise Refused([Problem("out", phrase, {"ending": ending})])


class Exports:
    """Takes listings out of the records."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        inventory: Inventory,
        amenities: Amenities,
        tiers: Tiers,
        keeping: Keeping,
        lending: Lending,
        feedback: Feedback,
        volunteers: Volunteers,
        roster: Roster,
        attendance: AttendanceDesk,
    ) -> None:
        self._context = context
        self._station = station
        self._inventory = inventory
        self._amenities = amenities
        self._tiers = tiers
        self._lending = lending
        self._readers: dict[str, Callable[[date | None, date], Sequence[Any]]] = {
            "inventory": lambda _first, last: inventory.stock(last),
            "batches": lambda _first, last: inventory.balances(None, last),
            "movements": self._movements,
            "documents": self._documents,
            "replenishment": lambda _first, _last: inventory.replenishment(),
            "amenities": lambda _first, last: amenities.register(last),
            "upkeep-due": lambda _first, _last: amenities.due_list(),
            "upkeep-record": lambda first, last: amenities.runs(None, first, last),
            "faults": self._faults,
            "tiers": lambda _first, last: tiers.assess(last).findings,
            "loans": lambda first, last: lending.loan_entries(first or date.min, last),
            "overdue": lambda _first, last: lending.overdue(last),
            "holds": self._holds,
            "lent-things": lambda _first, last: lending.kind_lines(last),
            "pieces": lambda _first, last: lending.pieces(on=last),
            "feedback": lambda first, last: feedback.entry_lines(first or date.min, last),
            "answers": lambda first, last: feedback.answers(first or date.min, last),
            "praise": lambda first, last: feedback.praise(first or date.min, last),
            "kept-things": keeping.kept_things,
            "lost-property": keeping.found_things,
            "volunteers": lambda _first, last: volunteers.lines(last),
            "roster": lambda first, last: lines_of(roster, volunteers, first, last),
            "attendance": lambda first, last: attendance.attendances(first or date.min, last),
            "hours": lambda first, last: attendance.ledger_lines(first or date.min, last),
            "hours-by-person": lambda first, last: attendance.hours_by_person(
                first or date.min, last
            ),
            "trainings": lambda first, last: volunteers.trainings(first or date.min, last),
            "certificates": lambda first, last: drawn_up(
                attendance.certificates(), first or date.min, last
            ),
        }

    def extract(self, key: str, first: date | None = None, last: date | None = None) -> Extract:
        """Read the records of a listing, of the days from ``first`` to ``last`` (None: today).

        Raises:
            Refused: when there is no such listing.
        """
        listing = next((each for each in LISTINGS if each.key == key), None)
        if listing is None:
            phrase = N_("There is no listing “{name}”; there are: {names}.")
            names = _(", ").join(each.key for each in LISTINGS)
            raise Refused([Problem("listing", phrase, {"name": key, "names": names})])
        until = last or self._context.today()
        records = self._readers[key](first, until)
        columns = listing.columns(self._context.today() if listing.of_today else until)
        station = self._station.for_papers()
        now = self._context.now().replace(tzinfo=None)
        letterhead = Letterheads(self._context).letterhead()

        def write_book(path: Path) -> None:
            paper = station_ledger(
                station,
                _(listing.title),
                listing.key,
                columns,
                [Group("", records)],
                period=span_words(first, until) if first else day_words(until),
                period_key=f"{first}/{until}" if first else until.isoformat(),
                printed_at=now,
            )
            write_workbook([on_letterhead(paper, letterhead)], path)

        return Extract(listing, columns, records, write_book)

    def _movements(self, first: date | None, last: date) -> Sequence[Any]:
        return [
            line
            for item in self._inventory.items(include_archived=True)
            for line in self._inventory.movements(item.id, first, last)
        ]

    def _documents(self, first: date | None, last: date) -> Sequence[Any]:
        return self._inventory.documents(first or date.min, last)

    def _holds(self, first: date | None, last: date) -> Sequence[Any]:
        return [
            hold
            for hold in self._lending.holds(only_open=False)
            if (first or date.min) <= hold.on <= last
        ]

    def _faults(self, first: date | None, last: date) -> Sequence[Any]:
        return [
            line
            for line in self._amenities.fault_lines()
            if (first or date.min) <= line.fault.reported_on <= last
        ]
