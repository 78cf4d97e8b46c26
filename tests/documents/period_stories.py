"""A month's report as the services make it, with invented figures."""

import io
from dataclasses import replace
from datetime import date, datetime

from PIL import Image

from stationdesk.documents.forms.period_report import ToldReport
from stationdesk.domain.reporting import figures as made
from stationdesk.domain.reporting.comparing import Report, put_beside
from stationdesk.domain.reporting.figures import Record, TraceLine
from stationdesk.domain.reporting.snapshots import Letter
from stationdesk.domain.reporting.spans import Beside, Span, beside_of, days_of
from stationdesk.domain.tiers.phrases import Phrase

AS_OF = datetime(2026, 7, 1, 9, 30)
LETTER = Letter(
    number="YB-2026-06",
    issue=1,
    issued_on=date(2026, 7, 3),
    station_name="枫桥路便民服务驿站",
    station_code="610113-07",
    street="小寨路街道",
    phone="029-85550000",
    head="骆清平",
    statistician="王芳",
    filled_by="司徒文轩",
    reason="",
)
GROUPS = {"环卫工人": 412, "快递外卖骑手": 655, "老年人": 238, "儿童": 71, "其他群众": 120}
SERVICES = {"休息": 530, "饮水": 402, "手机充电": 288, "微波热饭": 61, "如厕": 215}


def sections(scale=1.0):
    """Return the parts of a report; ``scale`` makes those of other days."""

    def of(number):
        return round(number * scale)

    visits = [
        made.count("people", "服务总人次", "人次", of(1496)),
        made.average(
            "per_day", "日均服务人次", "人次", of(1496), of(30), "服务人次 ÷ 有记录的天数"
        ),
        *(made.count(f"group.{at}", g, "人次", of(n)) for at, (g, n) in enumerate(GROUPS.items())),
        *(
            made.count(f"service.{at}", s, "人次", of(n))
            for at, (s, n) in enumerate(SERVICES.items())
        ),
    ]
    return [
        made.section(
            "opening",
            "开放情况",
            [
                made.count("days_open", "实际开放天数", "天", of(29)),
                made.hours("hours_open", "实际开放时长", of(20880)),
                made.rate("kept_rate", "开放履约率", of(20520), of(21600), "履约分钟 ÷ 公示分钟"),
            ],
        ),
        made.section("visits", "服务人次", visits),
        made.section(
            "lending",
            "借用与归还",
            [
                made.count("loans", "借出件次", "件", of(86)),
                made.rate("on_time_rate", "按时归还率", of(80), of(83), "按时归还件数 ÷ 归还件数"),
                made.count("overdue", "期末逾期未还", "件", of(2), at_end=True),
            ],
        ),
        made.section("keeping", "寄存与失物招领", [made.count("kept", "寄存件数", "件", 0)]),
        made.section(
            "feedback",
            "意见与建议",
            [
                made.count("registered", "收到意见", "件", of(27)),
                made.rate("rate.responded", "答复率", of(26), of(27)),
                made.rate("rate.solved", "按时办结率", of(25), of(26)),
                made.rate("rate.satisfied", "满意率", 0, 0),
            ],
        ),
        made.section("amenities", "设施维护", [made.money("cost", "维护费用", of(123450))]),
    ]


def report(span=Span.MONTH, day=date(2026, 6, 1), *, empty=False):
    """Return a report of June 2026, or of the span around it."""
    scales = {Beside.LAST: 0.9, Beside.YEAR_AGO: 0.0, Beside.TO_DATE: 6.0}
    others = {each: sections(0.0 if empty else scales[each]) for each in beside_of(span)}
    now = sections(0.0 if empty else 1.0)
    days = days_of(span, day)
    told = tuple(
        put_beside(span, section, {each: others[each][at] for each in others})
        for at, section in enumerate(now)
    )
    return Report(span=span, first=days.first, last=days.last, as_of=AS_OF, sections=told)


def told(span=Span.MONTH, *, sent=False, empty=False):
    """Return the report with the records behind two of its figures."""
    trace = {
        ("visits", "people"): [line(at, at * 10 + 1) for at in range(1, 31)],
        ("opening", "hours_open"): [line(at, 720) for at in range(1, 30)],
        ("feedback", "rate.responded"): [line(at, 1, among=1) for at in range(1, 27)],
    }
    made_report = report(span, empty=empty)
    if span is not Span.MONTH:
        made_report = replace(made_report, as_of=datetime(2027, 1, 4, 8, 0))
    return ToldReport(
        report=made_report,
        letter=LETTER if sent else None,
        trace=trace,
        visits=() if empty else course(span),
    )


def course(span):
    """Return visits day by day, or month by month."""
    if span is Span.MONTH:
        return tuple((str(day), 30 + day * 7 % 41) for day in range(1, 31))
    return tuple((f"{month}月", 1200 + month * 37 % 400) for month in range(1, 13))


def line(day, amount, among=0):
    return TraceLine(
        day=date(2026, 6, day),
        what=Phrase("服务计数"),
        text=f"6月{day}日",
        amount=amount,
        among=among,
        page_key="statistics",
        record=Record("visit", day),
    )


def photo(colour="teal", size=(320, 240)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()
