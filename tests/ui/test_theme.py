from itertools import combinations

import pytest
from PyQt6.QtWidgets import QRadioButton, QStyle, QStyleOptionButton

from stationdesk.ui.stylesheet import style_sheet
from stationdesk.ui.theme import DARK, LIGHT, Theme

DRESSES = pytest.mark.parametrize("t", [LIGHT, DARK], ids=["light", "dark"])
TONES = ("success", "warning", "danger", "info", "neutral")


def _linear(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    def light(colour):
        return sum(
            weight * part
            for weight, part in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True)
        )

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@DRESSES
def test_words_stand_out_from_every_ground_they_are_written_on(t):
    for ground in (t.bg, t.surface, t.subtle, t.nav, t.selected, t.hover):
        assert contrast(t.text, ground) >= 7
        assert contrast(t.text2, ground) >= 4.5
    for ground in (t.bg, t.surface):
        assert contrast(t.text3, ground) >= 4.5
    assert contrast(t.primary, t.surface) >= 4.5
    assert contrast(t.on_primary, t.primary) >= 4.5
    assert contrast(t.on_primary, t.primary_hover) >= 4.5
    assert contrast(t.primary, t.primary_soft) >= 4.5


@DRESSES
@pytest.mark.parametrize("name", TONES)
def test_a_state_can_be_read_on_its_own_ground_and_on_a_card(t, name):
    tone = getattr(t, name)
    assert contrast(tone.text, tone.soft) >= 4.5
    assert contrast(tone.text, t.surface) >= 4.5


@DRESSES
def test_a_name_on_the_roster_can_be_read_on_the_colour_of_its_person(t):
    for colours in t.people:
        assert contrast(colours.text, colours.soft) >= 4.5
        assert contrast(colours.text, t.surface) >= 4.5
        assert contrast(colours.solid, t.surface) >= 3


@DRESSES
def test_borders_of_fields_and_chart_marks_are_seen(t):
    assert contrast(t.line2, t.surface) >= 3
    for name in TONES:
        assert contrast(getattr(t, name).solid, t.surface) >= 3


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
MACHADO = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _lab(linear):
    matrix = (
        (0.4124, 0.3576, 0.1805),
        (0.2126, 0.7152, 0.0722),
        (0.0193, 0.1192, 0.9505),
    )
    white = (0.95047, 1.0, 1.08883)
    xyz = [
        sum(w * p for w, p in zip(row, linear, strict=True)) / n
        for row, n in zip(matrix, white, strict=True)
    ]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen_apart(one, other, sight):
    def seen(colour):
        linear = _linear(colour)
        mixed = [sum(w * p for w, p in zip(row, linear, strict=True)) for row in MACHADO[sight]]
        return _lab([min(1.0, max(0.0, part)) for part in mixed])

    return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5


@DRESSES
@pytest.mark.parametrize("sight", MACHADO)
def test_states_differ_for_every_kind_of_sight(t, sight):
    words = [getattr(t, name).text for name in TONES]
    assert min(seen_apart(a, b, sight) for a, b in combinations(words, 2)) >= 10


@pytest.mark.parametrize("percent", [100, 115, 130])
@DRESSES
def test_the_style_sheet_has_no_hole_left(t, percent, tmp_path):
    sheet = style_sheet(Theme(t, percent), tmp_path / "pictures")
    assert "@" not in sheet
    assert "font-family" not in sheet
    assert f"font-size: {round(14 * percent / 100)}px" in sheet


def test_lengths_grow_with_the_text_and_hair_lines_do_not(tmp_path):
    sheet = style_sheet(Theme(LIGHT, 130), tmp_path)
    assert "border: 1px solid" in sheet
    assert "border: 2px solid" in sheet
    assert Theme(LIGHT, 130).px(36) == 47
    assert Theme(LIGHT, 130).px(0) == 0


@pytest.mark.parametrize("percent", [100, 115, 130])
def test_a_radio_button_is_round_at_every_text_size(qtbot, wear, percent):
    wear(text_percent=percent)
    choice = QRadioButton("大")
    qtbot.addWidget(choice)
    choice.show()
    option = QStyleOptionButton()
    choice.initStyleOption(option)
    for chosen in (False, True):
        choice.setChecked(chosen)
        mark = choice.style().subElementRect(
            QStyle.SubElement.SE_RadioButtonIndicator, option, choice
        )
        drawn = choice.grab().toImage()
        corner = drawn.pixelColor(mark.left() + 1, mark.top() + 1)
        ground = drawn.pixelColor(drawn.width() - 1, drawn.height() - 1)
        assert corner == ground
