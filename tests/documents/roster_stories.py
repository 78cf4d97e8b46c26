"""An invented station's volunteers and roster of June 2026, for the tests of its papers."""

from datetime import date, timedelta

from stationdesk.domain.ids import AssignmentId, PeriodId, ShiftId, SkillId, VolunteerId
from stationdesk.domain.roster.assignments import Assignment, AssignmentSource, AssignmentState
from stationdesk.domain.roster.facts import Person, RosterFacts
from stationdesk.domain.roster.shifts import Shift
from stationdesk.domain.working_days import DayKind, days_from, plain_kind

TODAY = date(2026, 6, 17)
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
MONDAY, SUNDAY = date(2026, 6, 15), date(2026, 6, 21)
DRAGON_BOAT = (date(2026, 6, 19), date(2026, 6, 20), date(2026, 6, 21))
NAMES = (
    "张建国",
    "张丽",
    "欧阳明珠",
    "王芳",
    "马㛃",
    "陈志远",
    "阿卜杜热合曼·买买提",
    "孙丽华",
    "周敏",
    "吴桐",
    "刘洋",
    "Elizabeth Montgomery-Wallace",
)
PEOPLE = {VolunteerId(at): name for at, name in enumerate(NAMES, start=1)}
NUMBERS = {who: f"V-{who:04d}" for who in PEOPLE}
TEMPLATES = (
    ("早班", "", 390, 660, 2),
    ("午班", "", 660, 930, 2),
    ("晚班", "服务台", 930, 1200, 2),
    ("夜间巡查", "外勤", 1320, 1560, 1),
)
FIRST_AID = SkillId(1)


def kinds(first=FIRST, last=LAST):
    known = {day: plain_kind(day) for day in days_from(first, last)}
    known |= {day: DayKind.HOLIDAY for day in DRAGON_BOAT if first <= day <= last}
    if first <= date(2026, 6, 8) <= last:
        known[date(2026, 6, 8)] = DayKind.MARKET
    if first <= date(2026, 6, 29) <= last:
        known[date(2026, 6, 29)] = DayKind.CLOSED
    if first <= date(2026, 6, 28) <= last:
        known[date(2026, 6, 28)] = DayKind.WORKED_WEEKEND
    return known


def shift(number, day, name="早班", post="", start=390, end=660, needed=2, **fields):
    known = {
        "id": ShiftId(number),
        "uid": f"s{number}",
        "period_id": PeriodId(1),
        "template_id": None,
        "day": day,
        "name": name,
        "post": post,
        "from_minute": start,
        "to_minute": end,
        "needed": needed,
        "most": 8,
        "at_desk": True,
        "skill_id": None,
        "skilled": 0,
        "version": 1,
    }
    return Shift(**known | fields)


def assignment(number, on, who, state=AssignmentState.CONFIRMED, **fields):
    known = {
        "id": AssignmentId(number),
        "uid": f"a{number:04d}",
        "shift_id": on.id,
        "volunteer_id": VolunteerId(who),
        "state": state,
        "source": AssignmentSource.PLANNER,
        "pinned": False,
        "starts": on.starts,
        "ends": on.ends,
        "reason": "",
        "replaces_id": None,
        "version": 1,
    }
    return Assignment(**known | fields)


def facts(shifts=(), assignments=(), first=FIRST, last=LAST, **fields):
    return RosterFacts(
        first=first,
        last=last,
        read_from=first - timedelta(days=35),
        today=TODAY,
        people={who: Person(id=who, uid=f"v{who}", shown=name) for who, name in PEOPLE.items()},
        shifts={each.id: each for each in shifts},
        assignments=tuple(assignments),
        kinds=kinds(first, last),
        **fields,
    )


def month():
    """Every day but the closed one, two shifts short of people, six people on one of them."""
    shifts, rows = [], []
    for day in days_from(FIRST, LAST):
        if kinds()[day] is DayKind.CLOSED:
            continue
        for at, (name, post, start, end, needed) in enumerate(TEMPLATES):
            if at == 3 and day.isoweekday() not in (5, 6):
                continue
            late = 60 if at == 0 and day.isoweekday() > 5 else 0
            made = shift(len(shifts) + 1, day, name, post, start + late, end, needed)
            shifts.append(made)
            crowd = 6 if (day, at) == (date(2026, 6, 18), 1) else needed
            short = 1 if day.day % 9 == 4 and at == 2 else 0
            for place in range(crowd - short):
                who = (day.day * 5 + at * 3 + place * 2) % len(NAMES) + 1
                rows.append(assignment(len(rows) + 1, made, who))
    return facts(shifts, rows)
