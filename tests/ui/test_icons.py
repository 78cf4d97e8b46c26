import pytest
from PyQt6.QtCore import QSize
from PyQt6.QtGui import QIcon

from stationdesk import paths
from stationdesk.ui.icons import Icon, icon, pixmap

FOLDER = paths.resources() / "icons"


@pytest.mark.parametrize("name", Icon)
def test_every_icon_is_there_outlined_and_filled(name):
    for style in ("regular", "filled"):
        assert (FOLDER / f"{name}_20_{style}.svg").is_file()


def test_no_drawing_is_shipped_that_nobody_names():
    shipped = {file.name.rsplit("_20_", 1)[0] for file in FOLDER.glob("*.svg")}
    assert shipped == {name.value for name in Icon}


def test_the_licence_of_the_drawings_lies_beside_them():
    assert "MIT License" in (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")


def _colours(image):
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_a_drawing_is_as_sharp_as_the_screen(scale):
    drawn = pixmap(Icon.HOME, 20, "#1A5FB4", scale)
    assert drawn.width() == round(20 * scale)
    assert drawn.devicePixelRatio() == scale


def test_a_drawing_takes_the_colour_asked_for():
    assert _colours(pixmap(Icon.WARNING, 40, "#a8123e", 1, filled=True).toImage()) == {"#a8123e"}


def test_a_checked_button_shows_the_filled_drawing_in_its_own_colour():
    drawn = icon(Icon.HOME, "#4a5666", "#1a5fb4")
    on = drawn.pixmap(QSize(40, 40), QIcon.Mode.Normal, QIcon.State.On).toImage()
    off = drawn.pixmap(QSize(40, 40), QIcon.Mode.Normal, QIcon.State.Off).toImage()
    assert _colours(on) == {"#1a5fb4"}
    assert "#1a5fb4" not in _colours(off)
