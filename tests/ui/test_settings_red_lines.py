import pytest
from PyQt6.QtCore import Qt

from stationdesk.domain.feedback.rates import RateKey
from stationdesk.services.settings import StationSettings
from stationdesk.ui.settings.red_lines_section import RedLinesSection


@pytest.fixture
def settings(context):
    return StationSettings(context)


@pytest.fixture
def section(settings, qtbot):
    made = RedLinesSection(settings)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    made.refresh()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_no_red_line_holds_before_one_is_set(section, settings):
    assert all(field.is_empty() for field in section.fields.values())
    assert not section.can_run_primary()
    assert settings.red_lines() == {}


def test_the_proposed_ones_are_filled_in_and_kept_only_by_saving(section, settings, qtbot, undos):
    press(qtbot, section.propose)
    assert settings.red_lines() == {}
    section.run_primary()
    assert settings.red_lines() == {RateKey.ANSWERED: 92, RateKey.SATISFIED: 85}
    undos[-1].take_back()
    assert settings.red_lines() == {}


def test_an_emptied_field_takes_the_red_line_away(section, settings, undos):
    settings.keep_red_lines({RateKey.SOLVED: 80})
    section.refresh()
    assert section.fields[RateKey.SOLVED].value() == 80
    section.fields[RateKey.SOLVED].clear()
    section.run_primary()
    assert settings.red_lines() == {}
    assert len(undos) == 2


def test_what_is_no_percentage_is_shown_at_its_field_and_not_kept(section, settings):
    section.fields[RateKey.IN_TIME].setText("120")
    section.run_primary()
    assert settings.red_lines() == {}
    assert section.grid.own_problems()
    assert section.can_run_primary()


def test_what_was_typed_can_be_discarded(section, qtbot):
    section.fields[RateKey.ECHOED].setText("50")
    press(qtbot, section.discard)
    assert section.fields[RateKey.ECHOED].is_empty()
    assert not section.can_run_primary()
