"""A station with two volunteers, for tests; and short ways at them."""

from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.domain.volunteers.skills import FIRST_AID, NewSkill
from stationdesk.services.context import Context
from stationdesk.services.volunteers import Volunteers

TODAY = date(2026, 6, 30)
REN = NewVolunteer(
    name="任涛",
    phone="18542834335",
    identity="610113196810259136",
    group="退休党员",
    note="住在枫桥路",
    joined_on=date(2024, 7, 26),
)
LU = NewVolunteer(name="陆怡雨", phone="17946858501", born="2001-11-05")
SECRETS = (
    "任涛",
    "陆怡雨",
    "18542834335",
    "610113196810259136",
    "1968",
    "枫桥路",
    "父亲",
    "13812345678",
)
"""What no audit line may tell."""


class VolunteerBook:
    """任涛 with an identity number and 陆怡雨 without; ``day`` may be moved."""

    def __init__(self, database):
        self.database, self.day = database, TODAY
        self.undos, self.announced = [], []
        self.context = Context(
            database=database,
            today=lambda: self.day,
            now=lambda: datetime.combine(self.day, datetime.min.time()) + timedelta(hours=9),
            who=lambda: "王芳",
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.volunteers = Volunteers(self.context)
        self.ren, self.lu = self.volunteers.add(REN), self.volunteers.add(LU)
        self.aid = self.volunteers.add_skill(NewSkill(name="急救", certified=True, key=FIRST_AID))
        self.undos.clear()
        self.announced.clear()

    def plan(self, volunteer_id, day, start=510, end=690, state="confirmed"):
        """Put somebody on a shift, as rows of the roster; return the assignment."""
        run = self.database.raw().execute
        stamp = "'2026-06-01T09:00:00', '王芳'"
        period = run(
            "INSERT INTO roster_period (uid, number, first_day, last_day, state, revision, "
            f"recorded_at, recorded_by, version) VALUES (lower(hex(randomblob(8))), "
            f"lower(hex(randomblob(8))), '{day}', '{day}', 'published', 1, {stamp}, 1)"
        ).lastrowid
        shift = run(
            "INSERT INTO shift (uid, period_id, day, name, post, from_minute, to_minute, needed, "
            "most, at_desk, skilled, recorded_at, recorded_by, version) VALUES "
            f"(lower(hex(randomblob(8))), {period}, '{day}', '早班', '', {start}, {end}, 1, 4, 1, "
            f"0, {stamp}, 1)"
        ).lastrowid
        base = day.toordinal() * 1440
        return run(
            "INSERT INTO assignment (uid, shift_id, volunteer_id, state, source, pinned, starts, "
            "ends, reason, recorded_at, recorded_by, version) VALUES "
            f"(lower(hex(randomblob(8))), {shift}, {volunteer_id}, '{state}', 'hand', 0, "
            f"{base + start}, {base + end}, '', {stamp}, 1)"
        ).lastrowid

    def credit(self, volunteer_id, minutes, day=TODAY):
        """Write minutes into the ledger, as a row."""
        self.database.raw().execute(
            "INSERT INTO hours_line (uid, volunteer_id, kind, minutes, business_date, served_on, "
            "work, reason, rule, recorded_at, recorded_by, digest) VALUES "
            f"(lower(hex(randomblob(8))), {volunteer_id}, 'brought', {minutes}, '{day}', '{day}', "
            "'', '', '2026-1', '', '', '')"
        )

    def take_back(self):
        self.undos[-1].take_back()

    def audit_text(self):
        found = self.database.raw().execute("SELECT action, before, after FROM audit_event")
        return " ".join(str(row) for row in found)

    def problems(self, deed, *args, **more):
        """Return what a refusal is about, and see that it changed nothing."""
        before = self.database.raw().total_changes
        with pytest.raises(Refused) as refused:
            deed(*args, **more)
        assert self.database.raw().total_changes == before
        return [problem.about for problem in refused.value.problems]

    def reason(self, deed, *args, **more):
        with pytest.raises(Refused) as refused:
            deed(*args, **more)
        return str(refused.value)
