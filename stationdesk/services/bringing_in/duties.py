"""Bringing the rows of hand-kept rosters and sign-in sheets into the records."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from stationdesk.domain.attendance.ledger_rules import NewService
from stationdesk.domain.attendance.presence import Means, NewAttendance
from stationdesk.domain.importing import ImportedRow, Outcome, plain
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import day_in
from stationdesk.domain.roster.passing import LONGEST_REASON
from stationdesk.domain.roster_importing import PlannedDuty, RosterPlanner, RosterRecords
from stationdesk.i18n import _
from stationdesk.store import attendance as attendance_store
from stationdesk.store import hours, imports, rosters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stationdesk.domain.ids import PeriodId
    from stationdesk.domain.imported_duties import Served
    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import LedgerRow
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.context import Context
    from stationdesk.services.roster import Roster
    from stationdesk.services.volunteers import Volunteers

ROSTER, ASSIGNMENT, ATTENDANCE, HOURS_LINE = "roster", "assignment", "attendance", "hours_line"


class DutyRecords:
    """The records that rosters come into: who there is, the roster, and who served."""

    def __init__(
        self,
        context: Context,
        volunteers: Volunteers,
        roster: Roster,
        attendance: AttendanceDesk,
    ) -> None:
        self._context = context
        self._volunteers = volunteers
        self._roster = roster
        self._attendance = attendance

    def planner(self, rows: Iterable[LedgerRow]) -> RosterPlanner:
        """Return what plans rosters one after the other; ``rows`` are all of theirs."""
        days = [day for row in rows if (day := day_in(row.values, "date")) is not None]
        first = min(days, default=self._context.today())
        last = max(days, default=first)
        now, today = self._context.now(), self._context.today()
        minute = datetime.combine(today, now.time().replace(second=0, microsecond=0))
        return RosterPlanner(
            RosterRecords(
                people=self._people(),
                facts=self._roster.facts(first, last),
                templates=self._roster.templates(),
                periods=self._roster.periods(),
                attendances=[line.attendance for line in self._attendance.attendances(first, last)],
                known_fingerprints=imports.known_fingerprints(LedgerKind.ROSTER),
                now=minute,
            )
        )

    def carry_out(
        self, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
    ) -> list[ImportedRow]:
        """Keep what the rows say, as a part of the import's deed; return what each became.

        Rosters that were opened come first, as rows of the number 0. ``tell`` is called for every
        row.
        """
        duties = [row.duty for row in rows if isinstance(row, PlannedDuty) and row.duty]
        reason = _("Brought in from “{file}”").format(file=run.file_name)
        brought = self._roster.bring_in_duties(duties, run.id, reason[:LONGEST_REASON])
        opened = [
            ImportedRow(0, "", Outcome.NEW, ROSTER, self._roster.period(each).uid)
            for each in brought.opened
        ]
        kept, assigned = [], iter(brought.assignment_ids)
        for row in rows:
            tell()
            entity, uid = "", ""
            if isinstance(row, PlannedDuty) and row.duty is not None:
                entity, uid = ASSIGNMENT, self._roster.assignment(next(assigned)).uid
            elif isinstance(row, PlannedDuty) and row.served is not None:
                entity, uid = self._serve(row.served, run)
            kept.append(ImportedRow(row.row.row, row.fingerprint, row.outcome, entity, uid))
        return [*opened, *kept]

    def take_out(self, run: ImportRun, reason: str) -> None:
        """Take the duties and services of an import out again.

        Raises:
            Refused: when a duty was gone on with since.
        """
        for attendance_id in attendance_store.of_import(run.id):
            self._attendance.void(attendance_id, reason)
        rows = imports.rows_of(run.id)
        for uid in (row.entity_uid for row in rows if row.entity == HOURS_LINE):
            line_id = hours.find_by_uid(uid)
            if line_id is not None:
                self._attendance.take_back_service(line_id, reason)
        uids = {row.entity_uid for row in rows if row.entity == ROSTER}
        self._roster.undo_imported(run.id, self._opened(uids), reason)

    def _opened(self, uids: set[str]) -> list[PeriodId]:
        return [each.id for each in rosters.all_periods() if each.uid in uids]

    def _people(self) -> dict[str, list[Volunteer]]:
        """Return the volunteers by their names in plain form; two of one name stay two."""
        people: dict[str, list[Volunteer]] = defaultdict(list)
        for line in self._volunteers.lines(include_left=True):
            if line.volunteer.erased_on is None:
                people[plain(line.volunteer.name)].append(line.volunteer)
        return dict(people)

    def _serve(self, served: Served, run: ImportRun) -> tuple[str, str]:
        """Keep a service with its times as an attendance, without them as a line of hours."""
        if served.came_at is None or served.left_at is None:
            wish = NewService(
                volunteer_id=served.volunteer_id,
                served_on=served.day,
                minutes=served.minutes,
                work=served.work,
            )
            line = hours.get(self._attendance.write_service(wish))
            return HOURS_LINE, line.uid if line else ""
        attendance_id = self._attendance.write_down(
            NewAttendance(
                volunteer_id=served.volunteer_id,
                came_at=served.came_at,
                left_at=served.left_at,
                away_minutes=served.away_minutes,
                work=served.work,
                by=Means.IMPORT,
            ),
            run.id,
        )
        return ATTENDANCE, self._attendance.attendance(attendance_id).uid
