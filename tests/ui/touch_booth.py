"""A touch page over a file in memory, and how a visitor handles it."""

from datetime import date

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest

from stationdesk.domain.feedback.visits import Visit
from stationdesk.domain.station import NewStation
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.services.desk import open_desk

PIN = "2580"
VOLUNTEER_PIN = "7391"
STATION = NewStation(name="枫桥路便民服务驿站", keeper="王芳")


def open_booth(today):
    """Return an open desk with a station, a PIN, and a volunteer who may sign in."""
    desk = open_desk(":memory:", today=today)
    desk.station.set_up(STATION)
    desk.touch_pin.keep(PIN, PIN)
    joined = NewVolunteer(name="赵晓蕾", phone="13812345678", joined_on=date(2026, 1, 5))
    desk.volunteers.set_pin(desk.volunteers.add(joined), VOLUNTEER_PIN, VOLUNTEER_PIN)
    return desk


def said(desk, kind, body):
    """Leave a word and return its number."""
    return desk.touch_page.keep(Visit(kind=kind, body=body)).number


def tap(widget):
    """Tap the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def scribble(pad, start=(60, 60), end=(200, 120)):
    """Draw a line on a pad."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*start))
    middle = QPoint((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    QTest.mouseMove(pad, middle)
    QTest.mouseMove(pad, QPoint(*end))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*end))
