"""The one style sheet, written from the theme.

Widgets say what they are by the property ``look``; the focus ring shows only while ``kbd`` is
true, which ``KeyboardFocus`` sees to. Families are not named here: they stand on the font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.ui.icons import Icon, svg_text

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.ui.theme import Theme


def style_sheet(theme: Theme, picture_folder: Path) -> str:
    """Return the style sheet of ``theme``; its few pictures are kept in ``picture_folder``."""
    parts = (_GROUND, _TEXT, _BUTTONS, _FIELDS, _TABLES, _SCROLLING, _CHOICES, _REST)
    return _filled("".join(parts), theme, _pictures(theme, picture_folder))


def _filled(template: str, theme: Theme, pictures: dict[str, str]) -> str:
    """Replace ``@name`` by colours and pictures, and ``14px`` by the length at this text size."""
    t = theme.tokens
    words: dict[str, str] = dict(pictures)
    for name in t.__slots__:
        value = getattr(t, name)
        if isinstance(value, str):
            words[name] = value
    for name in ("success", "warning", "danger", "info", "neutral"):
        tone = getattr(t, name)
        words |= {f"{name}_text": tone.text, f"{name}_soft": tone.soft, f"{name}_solid": tone.solid}
    for name in sorted(words, key=len, reverse=True):
        template = template.replace(f"@{name};", f"{words[name]};")
    # A radius of more than half the side is ignored by Qt, and the circle becomes a square.
    half = (theme.px(16) + 2) // 2
    return _scaled(template, theme).replace("@round;", f"{half}px;")


def _scaled(template: str, theme: Theme) -> str:
    """Let every length but the hair lines (1px) and focus rings (2px) grow with the text."""
    pieces = template.split("px")
    for number, piece in enumerate(pieces[:-1]):
        digits = len(piece) - len(piece.rstrip("0123456789"))
        length = int(piece[-digits:])
        grown = theme.px(length) if length > 2 else length
        pieces[number] = f"{piece[:-digits]}{grown}"
    return "px".join(pieces)


def _pictures(theme: Theme, folder: Path) -> dict[str, str]:
    t = theme.tokens
    drawings = {
        "pic_down": (Icon.CHEVRON_DOWN, t.text2),
        "pic_down_off": (Icon.CHEVRON_DOWN, t.line2),
        "pic_up": (Icon.CHEVRON_UP, t.text2),
        "pic_left": (Icon.CHEVRON_LEFT, t.text2),
        "pic_right": (Icon.CHEVRON_RIGHT, t.text2),
        "pic_check": (Icon.CHECKMARK, t.on_primary),
        "pic_some": (Icon.SUBTRACT, t.on_primary),
        "pic_menu_check": (Icon.CHECKMARK, t.primary),
    }
    folder.mkdir(parents=True, exist_ok=True)
    return {
        name: f"url({_picture(folder, drawn, colour)})"
        for name, (drawn, colour) in drawings.items()
    }


def _picture(folder: Path, name: Icon, colour: str) -> str:
    file = folder / f"{name.value}-{colour[1:]}.svg"
    if not file.is_file():
        file.write_text(svg_text(name, colour), encoding="utf-8")
    return f'"{file.as_posix()}"'


_GROUND = """
QMainWindow, QWidget[look="ground"] { background: @bg; }
QDialog { background: @surface; }
QWidget[look="nav"] { background: @nav; border: 0; border-right: 1px solid @line; }
QFrame[look="card"], QFrame[look="drawer"] {
  background: @surface; border: 1px solid @line; border-radius: 10px; }
QFrame[look="drawer"] { border-radius: 0; border-width: 0 0 0 1px; border-color: @line2; }
QPushButton[look="kpi"] { background: @surface; border: 1px solid @line; border-radius: 10px;
  padding: 0; text-align: left; min-height: 112px; }
QPushButton[look="kpi"]:hover { border-color: @line2; background: @surface; }
QPushButton[look="kpi"][kbd="true"]:focus { border: 2px solid @primary; padding: 0;
  min-height: 110px; }
QPushButton[look="figure"] { background: @surface; border: 1px solid @line; border-radius: 8px;
  padding: 0; text-align: left; min-height: 48px; }
QPushButton[look="figure"]:hover { border-color: @line2; background: @surface; }
QPushButton[look="figure"][kbd="true"]:focus { border: 2px solid @primary; padding: 0;
  min-height: 46px; }
QFrame[look="rule"] { background: @grid; border: 0; max-height: 1px; min-height: 1px; }
QFrame[look="note"] { border-radius: 8px; border: 1px solid @line; background: @subtle; }
QFrame[look="note"][tone="bad"] { background: @danger_soft; border-color: @danger_solid; }
QFrame[look="note"][tone="warning"] { background: @warning_soft; border-color: @warning_solid; }
QFrame[look="note"][tone="good"] { background: @success_soft; border-color: @success_solid; }
QFrame[look="note"][tone="info"] { background: @info_soft; border-color: @info_solid; }
QFrame[look="toast"] { background: @text; border: 0; border-radius: 8px; }
QFrame[look="toast"] QLabel { color: @surface; }
QFrame[look="toast"] QPushButton { background: transparent; border: 0; color: @primary_soft;
  font-weight: bold; padding: 4px 8px; min-height: 24px; }
QFrame[look="toast"] QPushButton[kbd="true"]:focus { border: 2px solid @primary_soft; }
QFrame[look="well"] { background: @subtle; border: 1px dashed @line2; border-radius: 8px; }
"""

_TEXT = """
QLabel { background: transparent; color: @text; }
QLabel[look="title"] { font-size: 22px; font-weight: bold; }
QLabel[look="subtitle"] { color: @text2; }
QLabel[look="card_title"] { font-size: 16px; font-weight: bold; }
QLabel[look="caption"] { font-size: 13px; color: @text3; }
QLabel[look="muted"] { color: @text2; }
QLabel[look="strong"] { font-weight: bold; }
QLabel[look="kpi"] { font-size: 30px; font-weight: bold; }
QLabel[look="kpi_small"] { font-size: 24px; font-weight: bold; }
QLabel[look="number"] { font-size: 30px; font-weight: bold; }
QLabel[look="field"] { color: @text2; font-size: 13px; }
QLabel[look="brand"] { font-size: 16px; font-weight: bold; }
QLabel[look="error"] { color: @danger_text; font-size: 13px; }
QLabel[tone="good"] { color: @success_text; }
QLabel[tone="warning"] { color: @warning_text; }
QLabel[tone="bad"] { color: @danger_text; }
QLabel[tone="info"] { color: @info_text; }
QLabel[tone="neutral"] { color: @neutral_text; }
"""

_BUTTONS = """
QPushButton { background: @surface; color: @text; border: 1px solid @line2; border-radius: 6px;
  padding: 0 14px; min-height: 34px; font-size: 14px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @grid; }
QPushButton:disabled { color: @line2; border-color: @line; background: @surface; }
QPushButton[kbd="true"]:focus { border: 2px solid @primary; padding: 0 13px; min-height: 32px; }
QPushButton::menu-indicator { image: @pic_down; width: 14px; height: 14px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPushButton[has_menu="true"] { padding-right: 28px; }
QPushButton[look="primary"] { background: @primary; color: @on_primary; border: 1px solid @primary;
  font-weight: bold; }
QPushButton[look="primary"]:hover { background: @primary_hover; border-color: @primary_hover; }
QPushButton[look="primary"]:pressed { background: @primary_down; border-color: @primary_down; }
QPushButton[look="primary"]:disabled { background: @grid; border-color: @grid; color: @text3; }
QPushButton[look="primary"][kbd="true"]:focus { border: 2px solid @text; }
QPushButton[look="danger"] { background: @danger_text; color: @surface; font-weight: bold;
  border: 1px solid @danger_text; }
QPushButton[look="danger"]:hover { background: @danger_solid; }
QPushButton[look="danger"][kbd="true"]:focus { border: 2px solid @text; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: @primary;
  font-weight: bold; padding: 0 6px; min-height: 26px; }
QPushButton[look="link"]:hover { background: @hover; }
QPushButton[look="link"]:disabled { color: @line2; }
QPushButton[look="link"][kbd="true"]:focus { border: 2px solid @primary; padding: 0 5px;
  min-height: 24px; }
QPushButton[look="icon"] { background: transparent; border: 1px solid transparent; padding: 0;
  min-width: 34px; max-width: 34px; min-height: 34px; max-height: 34px; }
QPushButton[look="icon"]::menu-indicator { image: none; width: 0; }
QPushButton[look="tile"] { padding: 0; }
QPushButton[look="tap"] { padding: 0; outline: 0; min-height: 34px; }
QPushButton[look="tap"][kbd="true"]:focus { border: 2px solid @primary; padding: 0;
  min-height: 32px; }
QPushButton[look="pill"] { background: transparent; border: 0; padding: 0; min-height: 28px; }
QPushButton[look="link"][quiet="true"] { color: @text2; font-weight: normal; }
QPushButton[look="icon"]:hover { background: @hover; }
QPushButton[look="icon"]:pressed { background: @grid; }
QPushButton[look="icon"][kbd="true"]:focus { border: 2px solid @primary; min-width: 32px;
  max-width: 32px; min-height: 32px; max-height: 32px; }
QPushButton[look="segment"] { border: 1px solid @line2; border-left-width: 0; border-radius: 0;
  padding: 0 12px; color: @text2; }
QPushButton[look="segment"][end="first"] { border-left-width: 1px; border-top-left-radius: 6px;
  border-bottom-left-radius: 6px; }
QPushButton[look="segment"][end="last"] { border-top-right-radius: 6px;
  border-bottom-right-radius: 6px; }
QPushButton[look="segment"][end="only"] { border-left-width: 1px; border-radius: 6px; }
QPushButton[look="segment"]:checked { background: @primary_soft; color: @primary;
  font-weight: bold; }
QPushButton[look="segment"][kbd="true"]:focus { border: 2px solid @primary; padding: 0 11px; }
QPushButton[look="nav"] { background: transparent; border: 1px solid transparent; text-align: left;
  padding: 0 12px; min-height: 38px; font-size: 15px; color: @text2; }
QPushButton[look="nav"]:hover { background: @hover; }
QPushButton[look="nav"]:checked { background: @surface; border-color: @line; color: @primary;
  font-weight: bold; }
QPushButton[look="nav"][kbd="true"]:focus { border: 2px solid @primary; padding: 0 11px;
  min-height: 36px; }
QPushButton[look="nav"][narrow="true"] { text-align: center; padding: 0; }
QPushButton[look="chip"] { border-radius: 14px; min-height: 26px; padding: 0 12px;
  font-size: 13px; }
QPushButton[look="chip"]:checked { background: @primary_soft; color: @primary; font-weight: bold;
  border-color: @primary; }
QPushButton[look="chip"][ring="true"]:checked { border: 2px solid @primary; min-height: 24px;
  padding: 0 11px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit {
  background: @surface; color: @text; border: 1px solid @line2; border-radius: 6px;
  selection-background-color: @primary; selection-color: @on_primary; font-size: 14px; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit { min-height: 34px; padding: 0 10px; }
QPlainTextEdit, QTextEdit { padding: 6px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid @primary; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { padding: 0 9px; min-height: 32px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 6px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid @danger_solid; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { padding: 0 9px; min-height: 32px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: @subtle; color: @text3; border-color: @line; }
QLineEdit:read-only { background: @subtle; }
QLineEdit[look="desk"] { min-height: 48px; font-size: 16px; border-radius: 8px; }
QLineEdit[look="desk"]:focus { min-height: 46px; }
QLineEdit > QToolButton { min-height: 0; padding: 0; border: 0; background: transparent; }
QComboBox { padding-right: 26px; }
QComboBox:focus { padding-right: 25px; }
QComboBox::drop-down { border: 0; width: 28px; subcontrol-position: center right; }
QComboBox::down-arrow { image: @pic_down; width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: @pic_down_off; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; min-height: 0;
  background: transparent; }
QComboBox QAbstractItemView, QListView[look="popup"] { background: @surface; color: @text;
  border: 1px solid @line2; outline: 0; padding: 4px; selection-background-color: @selected;
  selection-color: @text; }
QComboBox QAbstractItemView::item, QListView[look="popup"]::item { min-height: 32px;
  padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover,
QListView[look="popup"]::item:selected, QListView[look="popup"]::item:hover {
  background: @selected; color: @text; }
"""

_TABLES = """
QTableView, QListView, QTreeView { background: @surface; color: @text; border: 0; outline: 0;
  gridline-color: transparent; selection-background-color: @selected; selection-color: @text; }
QHeaderView { background: @subtle; border: 0; }
QHeaderView::section { background: @subtle; color: @text2; border: 0; padding: 0 10px;
  min-height: 38px; font-size: 14px; font-weight: bold; border-bottom: 1px solid @line; }
QHeaderView::section:hover { background: @hover; }
QHeaderView::up-arrow { image: @pic_up; width: 12px; height: 12px;
  subcontrol-position: center right; right: 4px; }
QHeaderView::down-arrow { image: @pic_down; width: 12px; height: 12px;
  subcontrol-position: center right; right: 4px; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: @subtle; border: 0; }
"""

_SCROLLING = """
QScrollArea, QScrollArea > QWidget > QWidget[look="scrolled"] { background: transparent;
  border: 0; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; border: 0; }
QScrollBar::handle { background: @line2; border-radius: 4px; margin: 3px; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_CHOICES = """
QCheckBox, QRadioButton { color: @text; spacing: 8px; min-height: 26px; font-size: 14px;
  border: 2px solid transparent; border-radius: 6px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @line2; }
QCheckBox[kbd="true"]:focus, QRadioButton[kbd="true"]:focus { border-color: @primary; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @line2; border-radius: 4px;
  background: @surface; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @primary; }
QCheckBox::indicator:checked { background: @primary; border-color: @primary; image: @pic_check; }
QCheckBox::indicator:indeterminate { background: @primary; border-color: @primary;
  image: @pic_some; }
QCheckBox::indicator:disabled { background: @subtle; border-color: @line; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid @line2;
  border-radius: @round; background: @surface; }
QRadioButton::indicator:checked { border: 5px solid @primary; width: 8px; height: 8px;
  border-radius: @round; }
QTabBar { background: transparent; border: 0; }
QTabWidget::pane { border: 0; }
QTabBar::tab { background: transparent; color: @text2; padding: 0 12px; min-height: 34px;
  border: 0; border-bottom: 2px solid transparent; font-size: 14px; }
QTabBar::tab:selected { color: @primary; border-bottom: 2px solid @primary; font-weight: bold; }
QTabBar::tab:hover { background: @hover; }
"""

_REST = """
QMessageBox QLabel#qt_msgbox_label { font-size: 16px; font-weight: bold; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: @text2; min-width: 320px; }
QMessageBox QPushButton { min-width: 64px; }
QToolTip { background: @text; color: @surface; border: 1px solid @text; padding: 4px 8px;
  font-size: 13px; }
QMenu { background: @surface; color: @text; border: 1px solid @line2; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: 4px; min-height: 22px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @line2; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @grid; margin: 4px 6px; }
QProgressBar { background: @neutral_soft; border: 0; border-radius: 3px; min-height: 8px;
  max-height: 8px; color: transparent; }
QProgressBar::chunk { background: @info_solid; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QCalendarWidget QWidget { alternate-background-color: @subtle; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @subtle; }
QCalendarWidget QToolButton { color: @text; background: transparent; border: 0; padding: 4px 8px;
  min-height: 28px; border-radius: 6px; font-weight: bold; }
QCalendarWidget QToolButton:hover { background: @hover; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: @pic_left; }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: @pic_right; }
QFrame[look="popup"] { background: @surface; border: 1px solid @line2; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: @surface; color: @text;
  selection-background-color: @primary; selection-color: @on_primary; outline: 0; }
QCalendarWidget QAbstractItemView:disabled { color: @line2; }
QTextBrowser { background: @surface; border: 0; color: @text; padding: 0; }
QTextBrowser:focus { border: 0; padding: 0; }
"""
