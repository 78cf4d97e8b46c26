"""A station of the lowest tier whose clock can be moved, with everything a test presses."""

from datetime import date, datetime, timedelta, timezone

from stationdesk.domain.inspections.findings import Remedy
from stationdesk.domain.inspections.kinds import InspectionKind, Result
from stationdesk.domain.station import NewStation
from stationdesk.services.context import Context
from stationdesk.services.desk import Desk

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 6, 30, 10, 30)


class InspectionHouse:
    """``at`` is the local minute; ``who`` is at the desk."""

    def __init__(self, database, at=START, tier=3):
        self.database, self.at, self.who = database, at, "王芳"
        self.undos, self.announced = [], []
        self.context = Context(
            database=database,
            today=lambda: self.at.date(),
            now=lambda: self.at.replace(tzinfo=CHINA),
            who=lambda: self.who,
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.desk = Desk(self.context)
        self.inspections = self.desk.inspections
        self.desk.station.set_up(
            NewStation(name="枫桥路驿站", code="YT-01", keeper="王芳", tier_applied_for=tier)
        )
        self.undos.clear()
        self.announced.clear()

    @property
    def today(self):
        return self.at.date()

    def pass_days(self, days):
        self.at += timedelta(days=days)

    def take_back(self):
        self.undos.pop().take_back()

    def toilet_proved(self):
        """Record what proves S07: the sign hangs, the toilet is in order."""
        for subject in ("toilet_sign_posted", "toilet_in_order"):
            self.desk.tiers.record_hand_check(subject, passed=True, amount=100, checked_by="李强")

    def begin(self, kind=InspectionKind.STREET, on=None, inspectors="张敏、赵军"):
        return self.inspections.begin(kind, on, inspectors)

    def lines(self, inspection_id):
        return list(self.inspections.inspection(inspection_id).lines)

    def line(self, inspection_id, code):
        return next(each for each in self.lines(inspection_id) if each.code == code)

    def answer_all(self, inspection_id, wanting=("S01",), result=Result.FAIL):
        """Find all in order but the services of these codes."""
        for line in self.lines(inspection_id):
            if line.code in wanting:
                self.inspections.answer(line.id, result, f"{line.code} 有问题")
            else:
                self.inspections.answer(line.id, Result.PASS)

    def remedies(self, inspection_id, owner="李强", **fields):
        return {
            line.id: Remedy(measure="更换补齐", owner=owner, **fields)
            for line in self.lines(inspection_id)
            if line.result.wanting
        }

    def submitted(self, wanting=("S01",), on=None, **fields):
        """Make a submitted inspection in which these services are wanting."""
        inspection_id = self.begin(on=on)
        self.answer_all(inspection_id, wanting)
        self.inspections.submit(inspection_id, self.remedies(inspection_id, **fields))
        return inspection_id

    def actions(self, inspection_id):
        return [each.action for each in self.inspections.inspection(inspection_id).actions]

    def verified(self, action_id, by="王芳"):
        """Carry an action through to its end."""
        self.inspections.start(action_id)
        self.inspections.claim(action_id, "李强", "已更换")
        self.inspections.verify(action_id, by)

    def day(self, offset):
        return self.today + timedelta(days=offset)

    def sql(self, text, *values):
        return self.database.raw().execute(text, values).fetchall()


def day(text):
    return date.fromisoformat(text)
