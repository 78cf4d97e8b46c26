"""Loan registers as people keep them, and a lending desk to bring them to."""

import openpyxl

from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.feedback import Feedback
from stationdesk.services.imports import Imports
from stationdesk.services.lending import Lending
from stationdesk.services.roster import Roster
from stationdesk.services.station import StationFacts
from stationdesk.services.volunteers import Volunteers
from stationdesk.services.working_calendar import WorkingCalendar

HEADINGS = ["序号", "日期", "姓名", "电话", "物品", "数量", "归还日期", "经办人"]


def lending_desk(context, inventory, amenities):
    """Return the lending desk over the same records."""
    return Lending(context, StationFacts(context), inventory, amenities)


def import_desk(context, inventory, amenities, lending=None, feedback=None):
    """Return what brings ledgers into the same records."""
    station = StationFacts(context)
    volunteers = Volunteers(context)
    return Imports(
        context,
        inventory,
        amenities,
        lending or lending_desk(context, inventory, amenities),
        feedback or feedback_book(context, inventory, amenities),
        volunteers,
        Roster(context, station, WorkingCalendar(context, station), volunteers),
        AttendanceDesk(context, volunteers),
    )


def feedback_book(context, inventory, amenities):
    """Return the feedback book over the same records."""
    return Feedback(context, StationFacts(context), inventory, amenities)


def loan(lent, returned=None, name="张三", phone="13800000001", thing="雨伞", pieces=1):
    """Return a line of a register."""
    return [None, lent, name, phone, thing, pieces, returned, "卫连山"]


def register(path, sheets, headings=HEADINGS):
    """Write a book, sheet name → lines, and return it as it is read."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        sheet.append(["枫桥路便民服务驿站物品借用登记表"])
        for row in (headings, *lines):
            sheet.append(row)
    made.save(path)
    return read_ledger_file(path)
