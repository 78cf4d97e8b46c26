"""Invented hours, trainings and certificates of June 2026, for the tests of their papers."""

from dataclasses import replace
from datetime import date, datetime

from stationdesk.documents.forms.service_hours import Served
from stationdesk.documents.forms.trainings import Trained
from stationdesk.domain.attendance.certificates import (
    CertificateKind,
    CertificateState,
    IssuingBody,
    ServedLine,
    ServiceCertificate,
    Snapshot,
)
from stationdesk.domain.attendance.hours import HOURS_RULE, HoursKind, HoursLine
from stationdesk.domain.attendance.lines import HoursByPerson, LedgerLine, PresenceLine
from stationdesk.domain.attendance.presence import Attendance, Means
from stationdesk.domain.ids import (
    AssignmentId,
    AttendanceId,
    CertificateId,
    HoursLineId,
    TrainingId,
    VolunteerId,
)
from stationdesk.domain.volunteers.training import Training, TrainingKind, TrainingResult
from tests.documents.roster_stories import FIRST, LAST, NAMES

IDENTITY = "61011319900101001X"
WORK = "窗口引导、雨伞借还登记，协助老人使用自助终端"


def attendance(number, day, minutes=150, **fields):
    came = datetime(2026, 6, day, 8, 30)
    known = {
        "id": AttendanceId(number),
        "uid": f"p{number:07d}",
        "volunteer_id": VolunteerId(1),
        "assignment_id": AssignmentId(number),
        "business_date": came.date(),
        "came_at": came,
        "left_at": came.replace(hour=8 + (30 + minutes) // 60, minute=(30 + minutes) % 60),
        "away_minutes": 0,
        "work": WORK,
        "came_by": Means.CARD,
        "left_by": Means.CARD,
        "reviewed_at": None,
        "reviewed_by": None,
        "is_void": False,
        "void_reason": "",
        "recorded_by": "王芳",
        "version": 1,
    }
    return Attendance(**known | fields)


def presence(number, day, name="张建国", **fields):
    shift = fields.pop("shift", "早班")
    kept = attendance(number, day, **fields)
    return PresenceLine(
        attendance=kept,
        number=f"V-{number:04d}",
        name=name,
        group="社区志愿服务队",
        shift=shift,
        post="",
        starts=None,
        ends=None,
        credited=kept.minutes,
        corrections=0,
    )


def presences():
    return [
        presence(1, 1),
        presence(2, 2, "欧阳明珠", minutes=177, away_minutes=10),
        presence(3, 3, "Elizabeth Montgomery-Wallace", shift="", assignment_id=None),
        presence(4, 4, "张丽", left_at=None, left_by=None),
        presence(5, 5, "马㛃", left_by=Means.AUTO, left_at=datetime(2026, 6, 6, 0, 30)),
        presence(6, 6, "王芳", is_void=True, void_reason="重复登记"),
    ]


def hours_line(number, day, minutes=150, kind=HoursKind.ATTEND, **fields):
    known = {
        "id": HoursLineId(number),
        "uid": f"{number:08x}-0000",
        "volunteer_id": VolunteerId(1),
        "kind": kind,
        "minutes": minutes,
        "business_date": date(2026, 6, day),
        "served_on": date(2026, 6, day),
        "attendance_id": None,
        "cites_id": None,
        "work": WORK,
        "reason": "",
        "rule": HOURS_RULE,
        "recorded_at": "2026-06-01T11:00",
        "recorded_by": "王芳",
        "digest": "",
    }
    return HoursLine(**known | fields)


def hours_lines():
    return [
        hours_line(1, 1),
        hours_line(2, 2, 177),
        hours_line(3, 3, -177, HoursKind.REVERSAL, cites_id=HoursLineId(2), reason="签退时间更正"),
        hours_line(4, 3, 167, served_on=date(2026, 6, 2)),
        hours_line(5, 8, 24 * 60, HoursKind.BROUGHT, work="", reason="纸质台账转入"),
    ]


def ledger_lines():
    uids = {line.id: line.uid for line in hours_lines()}
    return [
        LedgerLine(
            line=line, number="V-0001", name="张建国", group="", cites=uids.get(line.cites_id, "")
        )
        for line in hours_lines()
    ]


def by_person():
    return [
        HoursByPerson(
            volunteer_id=VolunteerId(at),
            number=f"V-{at:04d}",
            name=name,
            group="社区志愿服务队" if at % 2 else "",
            services=at,
            minutes=at * 155,
            total_minutes=at * 9_000,
            stars=min(5, at // 2),
        )
        for at, name in enumerate(NAMES, start=1)
    ]


def served(lines=None):
    lines = hours_lines() if lines is None else lines
    return Served(
        name="阿卜杜热合曼·买买提",
        number="V-0007",
        national_number="610113202600017",
        group="社区志愿服务队",
        first=FIRST,
        last=LAST,
        lines=lines,
        minutes=sum(line.minutes for line in lines),
        total_minutes=7 * 9_000,
        stars=4,
    )


def training(**fields):
    known = {
        "id": TrainingId(1),
        "uid": "t1",
        "number": "T-2026-004",
        "kind": TrainingKind.FIRST_AID,
        "title": "心肺复苏与AED使用",
        "business_date": date(2026, 6, 12),
        "from_minute": 840,
        "to_minute": 960,
        "trainer": "区红十字会 李老师",
        "place": "驿站二楼活动室",
        "content": "成人心肺复苏步骤、AED开机与贴片、异物梗阻处理，分组练习并考核。",
        "results": {
            VolunteerId(1): TrainingResult.PASSED,
            VolunteerId(2): TrainingResult.FAILED,
            VolunteerId(3): TrainingResult.ABSENT,
            VolunteerId(4): TrainingResult.CAME,
        },
        "recorded_by": "王芳",
        "version": 1,
    }
    return Training(**known | fields)


def trained():
    results = [*TrainingResult, None]
    return [
        Trained(f"V-{at:04d}", name, results[at % len(results)])
        for at, name in enumerate(NAMES, start=1)
    ]


def snapshot(**fields):
    lines = fields.pop("lines", None) or tuple(
        ServedLine(
            served_on=date(2026, 6, day), work=WORK, minutes=150 + day, line_uids=(f"l{day}",)
        )
        for day in (2, 5, 9, 12, 16)
    )
    known = {
        "name": "阿卜杜热合曼·买买提",
        "sex": "male",
        "born": "1990-01-01",
        "document": "",
        "document_number": "",
        "volunteer_number": "V-0007",
        "national_number": "610113202600017",
        "first_day": FIRST,
        "last_day": LAST,
        "minutes": sum(line.minutes for line in lines),
        "services": len(lines),
        "lines": lines,
        "issuer": IssuingBody(),
        "station": "枫桥路便民服务驿站",
        "drawn_up_on": date(2026, 7, 1),
        "rounding": 6,
    }
    return Snapshot(**known | fields)


ISSUER = IssuingBody(
    name="雁塔区志愿服务联合会",
    person_in_charge="赵明",
    handler="钱静",
    phone="029-85556666",
    number_prefix="YT",
)


def record(**fields):
    frozen = fields.pop("snapshot", None) or snapshot()
    known = {
        "id": CertificateId(1),
        "uid": "c1",
        "number": "JL-2026-0012",
        "kind": CertificateKind.RECORD,
        "volunteer_id": VolunteerId(7),
        "first_day": frozen.first_day,
        "last_day": frozen.last_day,
        "minutes": frozen.minutes,
        "snapshot": frozen,
        "digest": "",
        "state": CertificateState.ISSUED,
        "issued_on": date(2026, 7, 1),
        "notice_from": None,
        "notice_until": None,
        "void_reason": "",
        "copies": 0,
        "drawn_up_by": "王芳",
        "reviewed_by": "",
    }
    return ServiceCertificate(**known | fields)


def certificate(**fields):
    frozen = snapshot(document="resident_card", document_number=IDENTITY, issuer=ISSUER)
    made = record(
        number="YT-2026-0003",
        kind=CertificateKind.CERTIFICATE,
        snapshot=frozen,
        issued_on=date(2026, 7, 12),
        reviewed_by="李强",
    )
    return replace(made, **fields)
