"""A kept and a found thing for tests of rules, columns and papers; people are invented."""

from datetime import date

from stationdesk.domain.keeping.found import CheckQuestion, FoundThing
from stationdesk.domain.keeping.kept import KeptThing
from stationdesk.domain.keeping.retention import ERASED_FIELDS, RetentionLine, RetentionRun
from stationdesk.domain.places import Place

DAY = date(2026, 6, 30)
SHELF = Place(id=1, uid="p1", code="KW-001", name="前台抽屉", shelf_order=10)
KEPT = KeptThing(
    id=1,
    uid="k1",
    tag="DG-20260620-001",
    kind="key",
    description="绿色钥匙扣三把",
    owner_name="骆清平",
    owner_phone="13912345678",
    place=SHELF,
    on=date(2026, 6, 20),
    keep_until=date(2026, 6, 28),
    recorded_at="2026-06-20T09:00:00+08:00",
    recorded_by="王芳",
    note="",
    handed_on=None,
    handed_to="",
    proof="",
    handed_by="",
    erased_on=None,
)
FOUND = FoundThing(
    id=1,
    uid="f1",
    number="SW-20260601-001",
    kind="bag",
    description="黑色双肩包，内有课本",
    found_where="大厅东侧座椅",
    questions=(CheckQuestion(question="包里有什么？", answer="三本课本"),),
    finder_name="卓一鸣",
    finder_phone="13700001111",
    place=None,
    on=date(2026, 6, 1),
    pass_on_after=date(2026, 6, 29),
    recorded_at="2026-06-01T09:00:00+08:00",
    recorded_by="王芳",
    note="骆清平来问过",
    outcome=None,
    outcome_on=None,
    outcome_to="",
    outcome_phone="",
    answers=(),
    proof="",
    outcome_by="",
    erased_on=None,
)
RUN = RetentionRun(
    id=1,
    uid="r1",
    number="XH-20260630-001",
    on=DAY,
    recorded_at="2026-06-30T10:00:00+08:00",
    recorded_by="王芳",
    witness="郑晓",
    days=30,
    lines=tuple(
        RetentionLine(
            kind=kind,
            count=count,
            first=date(2026, 5, 1),
            last=date(2026, 5, 30),
            fields=ERASED_FIELDS[kind],
            days=30,
        )
        for kind, count in (("borrowers", 86), ("kept_things", 12), ("found_things", 3))
    ),
)
