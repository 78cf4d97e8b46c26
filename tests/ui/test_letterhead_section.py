"""The letterhead in the settings."""

import io

import pytest
from PIL import Image
from PyQt6.QtCore import Qt

from stationdesk.domain.station import NewStation
from stationdesk.services.desk import open_desk
from stationdesk.ui.settings.letterhead_section import LetterheadSection
from tests.stations import TODAY
from tests.ui.answers import Answers


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def desk():
    opened = open_desk(":memory:", today=TODAY)
    opened.station.set_up(NewStation(name="枫桥路便民服务驿站"))
    yield opened
    opened.close()


@pytest.fixture
def section(desk, answers, qtbot):
    made = LetterheadSection(desk.letterheads, desk.station, answers)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "标志.png"
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "red").save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


def test_lines_that_are_typed_are_kept_for_all_papers(section, desk):
    section.unit.set_value("枫桥路驿站")
    section.footer.set_value("便民利民")
    section.run_primary()
    assert desk.letterheads.letterhead().unit == "枫桥路驿站"
    assert desk.letterheads.letterhead().footer == "便民利民"
    section.refresh()
    assert section.unit.value() == "枫桥路驿站"


def test_a_logo_is_chosen_shown_and_taken_away(section, desk, answers, picture, qtbot):
    assert section.logo.text()
    answers.paths = [picture]
    qtbot.mouseClick(section.choose, Qt.MouseButton.LeftButton)
    assert desk.letterheads.letterhead().logo
    assert not section.logo.pixmap().isNull()
    qtbot.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    assert desk.letterheads.letterhead().logo == b""
    assert section.logo.text()


def test_a_file_that_is_no_picture_is_refused_in_words(section, tmp_path, qtbot):
    path = tmp_path / "a.png"
    path.write_bytes(b"words")
    with qtbot.waitSignal(section.refused):
        section.take_logo(path)
    with qtbot.waitSignal(section.refused):
        section.take_logo(tmp_path / "none.png")
