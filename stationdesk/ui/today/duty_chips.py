"""People on duty: those one can sign in or out with a click, and those one cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QWidget

from stationdesk.i18n import _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.ui.icons import icon
from stationdesk.ui.theme import px, tokens
from stationdesk.ui.today.duty_said import STATE_TONES, here_tip, place_tip, place_words
from stationdesk.ui.widgets.basics import TONE_ICONS, Pill, button

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.attendance.duty_day import DutyPlace
    from stationdesk.domain.attendance.lines import PresenceLine


def place_chip(
    place: DutyPlace,
    sign_in: Callable[[DutyPlace], None],
    sign_out: Callable[[PresenceLine], None],
) -> QWidget:
    """Return somebody on a shift, as a button where a click signs them in or out."""
    words, tip = place_words(place), place_tip(place)
    if place.may_sign_out and place.presence is not None:
        presence = place.presence
        made = _pressed(_("{name} · sign out").format(name=words), Tone.GOOD, tip)
        made.clicked.connect(lambda _checked: sign_out(presence))
    elif place.may_sign_in:
        tone = STATE_TONES[place.state]
        made = _pressed(_("{name} · sign in").format(name=words), tone, tip)
        made.clicked.connect(lambda _checked: sign_in(place))
    else:
        return _told(words, STATE_TONES[place.state], tip)
    made.setObjectName(_name_of(place))
    return made


def other_chip(line: PresenceLine, sign_out: Callable[[PresenceLine], None]) -> QPushButton:
    """Return somebody who is there without a place on a shift of the day."""
    words = _("{name} · sign out").format(name=line.name)
    made = _pressed(words, Tone.GOOD, here_tip(line))
    made.setObjectName(f"other {line.attendance.id}")
    made.clicked.connect(lambda _checked: sign_out(line))
    return made


def _name_of(place: DutyPlace) -> str:
    """Return by what a button is found again after the page was read anew."""
    return f"place {place.line.assignment_id}"


def _pressed(words: str, tone: Tone, tip: str) -> QPushButton:
    made = button(words, look="chip", tip=tip)
    made.setText(f" {words}")
    colours = tokens().tone(tone)
    made.setIcon(icon(TONE_ICONS[tone], colours.text, filled=tone is not Tone.NEUTRAL))
    made.setIconSize(QSize(px(14), px(14)))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def _told(words: str, tone: Tone, tip: str) -> QWidget:
    made = Pill(Mark(words, tone))
    made.setToolTip(tip)
    return made
