"""The settings of volunteers: how hours are shown, the grace, and who issues certificates."""

from datetime import date

import pytest

from stationdesk.domain.attendance.shown_hours import HALF
from stationdesk.domain.station import NewStation
from stationdesk.services.desk import open_desk
from stationdesk.ui.settings.volunteers_section import VolunteersSection


@pytest.fixture
def desk():
    opened = open_desk(":memory:", today=date(2026, 6, 30))
    opened.station.set_up(NewStation(name="枫桥路驿站", keeper="骆清平"))
    yield opened
    opened.close()


@pytest.fixture
def section(desk, qtbot):
    made = VolunteersSection(desk.settings, desk.attendance)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    return made


def test_the_products_defaults_are_shown_first(section):
    assert (section.grace.value(), section.years.value()) == (30, 5)
    assert not section.can_run_primary()


def test_what_is_typed_is_kept_together(section, desk):
    section.rounding.set_value(HALF)
    section.grace.set_value(45)
    section.years.set_value(3)
    section.name.set_value("枫桥路街道志愿服务队")
    section.in_charge.set_value("骆清平")
    section.handler.set_value("周敏")
    section.phone.set_value("029-85251234")
    section.run_primary()
    chosen = desk.settings.settings()
    assert (chosen.hours_rounding, chosen.attendance_grace_minutes) == (HALF, 45)
    assert chosen.volunteer_retention_days == 1096
    assert desk.attendance.issuing_body().is_whole
    assert section.years.value() == 3


def test_a_phone_that_is_none_is_told_under_its_field_and_nothing_is_kept(section, desk):
    section.phone.set_value("12")
    section.grace.set_value(45)
    section.run_primary()
    assert section.phone.accessibleDescription()
    assert desk.settings.settings().attendance_grace_minutes == 30
