"""Lists of volunteers and rosters as people keep them, and a desk to bring them to."""

from datetime import date

import openpyxl

from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.desk import Desk

LIST = [
    "姓名",
    "性别",
    "出生年月",
    "身份证号",
    "联系电话",
    "特长",
    "可服务时间",
    "加入日期",
    "备注",
]
WEEK = ["班次", "周一", "周二", "周三", "周四", "周五", "周六", "周日"]
EARLY, LATE = "早班 8:30-11:30", "晚班 14:00-17:30"
THIS_WEEK = ["示例驿站值班表（2026年6月29日—7月5日）"]
"""The week of 30 June 2026, a Tuesday, which is today."""
LAST_WEEK = ["示例驿站值班表（2026年6月22日—6月28日）"]


def book(path, *rows, title=None, **sheets):
    """Write rows to a sheet, or sheets by name, and return the book as it is read."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in (sheets or {"Sheet1": rows}).items():
        sheet = made.create_sheet(name)
        for row in [title] if title else []:
            sheet.append(row)
        for row in lines:
            sheet.append(list(row))
    made.save(path)
    return read_ledger_file(path)


def person(name="张小三", phone="13800000001", **cells):
    """Return a line of a list."""
    told = {"姓名": name, "联系电话": phone} | cells
    return [told.get(heading) for heading in LIST]


def enter(desk, *names, joined=date(2026, 1, 1)):
    """Enter volunteers of these names; return their ids."""
    return [
        desk.volunteers.add(NewVolunteer(name=name, phone=f"1390000{at:04d}", joined_on=joined))
        for at, name in enumerate(names)
    ]


def bring_in(desk, *files, **how):
    """Bring files in; return (plan, import) of each ledger."""
    return desk.imports.bring_in(files, **how)


def whys(plan):
    """Return why rows are left, in the user's language."""
    return [str(row.why) for row in plan.rows if row.why is not None]


def outcomes(plan):
    """Return what each row becomes, in a word."""
    return [row.outcome.value for row in plan.rows]


def desk_over(context):
    """Return every deed over the records of ``context``."""
    return Desk(context)
