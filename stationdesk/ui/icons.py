"""The pictograms: Fluent System Icons, drawn sharp in any colour and at any scale."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PyQt6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer

from stationdesk import paths
from stationdesk.ui.theme import tokens


class Icon(StrEnum):
    """What a pictogram is called; each has an outlined and a filled drawing."""

    ADD = "add"
    ALERT = "alert"
    ARCHIVE = "archive"
    ARROW_AUTOFIT_WIDTH = "arrow_autofit_width"
    ARROW_CLOCKWISE = "arrow_clockwise"
    ARROW_COUNTERCLOCKWISE = "arrow_counterclockwise"
    ARROW_DOWNLOAD = "arrow_download"
    ARROW_ENTER = "arrow_enter"
    ARROW_EXPORT = "arrow_export"
    ARROW_IMPORT = "arrow_import"
    ARROW_LEFT = "arrow_left"
    ARROW_MOVE = "arrow_move"
    ARROW_RIGHT = "arrow_right"
    ARROW_SWAP = "arrow_swap"
    ARROW_UNDO = "arrow_undo"
    ARROW_UPLOAD = "arrow_upload"
    BARCODE_SCANNER = "barcode_scanner"
    BOOK = "book"
    BOX = "box"
    BOX_CHECKMARK = "box_checkmark"
    BOX_MULTIPLE = "box_multiple"
    BUILDING_SHOP = "building_shop"
    CALENDAR = "calendar"
    CALENDAR_CHECKMARK = "calendar_checkmark"
    CALENDAR_CLOCK = "calendar_clock"
    CALENDAR_LTR = "calendar_ltr"
    CAMERA = "camera"
    CERTIFICATE = "certificate"
    CHECKMARK = "checkmark"
    CHECKMARK_CIRCLE = "checkmark_circle"
    CHEVRON_DOWN = "chevron_down"
    CHEVRON_LEFT = "chevron_left"
    CHEVRON_RIGHT = "chevron_right"
    CHEVRON_UP = "chevron_up"
    CIRCLE = "circle"
    CLIPBOARD_CHECKMARK = "clipboard_checkmark"
    CLIPBOARD_EDIT = "clipboard_edit"
    CLIPBOARD_TASK = "clipboard_task"
    CLOCK = "clock"
    COMMENT = "comment"
    COPY = "copy"
    COUCH = "couch"
    DATA_TRENDING = "data_trending"
    DATABASE = "database"
    DELETE = "delete"
    DISMISS = "dismiss"
    DISMISS_CIRCLE = "dismiss_circle"
    DOCUMENT = "document"
    DOCUMENT_CHECKMARK = "document_checkmark"
    DOCUMENT_EDIT = "document_edit"
    DOCUMENT_PDF = "document_pdf"
    DOCUMENT_TABLE = "document_table"
    DRINK_COFFEE = "drink_coffee"
    DROP = "drop"
    EDIT = "edit"
    EYE = "eye"
    EYE_OFF = "eye_off"
    FILTER = "filter"
    FIRE = "fire"
    FLAG = "flag"
    FOLDER_OPEN = "folder_open"
    FOOD = "food"
    GIFT = "gift"
    GRID = "grid"
    HARD_DRIVE = "hard_drive"
    HEART = "heart"
    HEART_PULSE = "heart_pulse"
    HISTORY = "history"
    HOME = "home"
    IMAGE = "image"
    INFO = "info"
    LIGHTBULB = "lightbulb"
    LINK = "link"
    LOCAL_LANGUAGE = "local_language"
    LOCATION = "location"
    LOCK_CLOSED = "lock_closed"
    MORE_HORIZONTAL = "more_horizontal"
    NOTE = "note"
    OPEN = "open"
    PANEL_LEFT_CONTRACT = "panel_left_contract"
    PANEL_LEFT_EXPAND = "panel_left_expand"
    PEOPLE = "people"
    PEOPLE_TEAM = "people_team"
    PERSON = "person"
    PHONE = "phone"
    PLUG_CONNECTED = "plug_connected"
    PRINT = "print"
    QUESTION_CIRCLE = "question_circle"
    SAVE = "save"
    SEARCH = "search"
    SETTINGS = "settings"
    SHIELD_CHECKMARK = "shield_checkmark"
    SIGNATURE = "signature"
    SPARKLE = "sparkle"
    STAR = "star"
    SUBTRACT = "subtract"
    TABLE = "table"
    TABLE_SETTINGS = "table_settings"
    TAG = "tag"
    TEMPERATURE = "temperature"
    TEXT_BULLET_LIST = "text_bullet_list"
    TEXT_FONT_SIZE = "text_font_size"
    TOOLBOX = "toolbox"
    TROPHY = "trophy"
    TV = "tv"
    UMBRELLA = "umbrella"
    WARNING = "warning"
    WEATHER_MOON = "weather_moon"
    WEATHER_SUNNY = "weather_sunny"
    WIFI_1 = "wifi_1"
    WRENCH = "wrench"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"


def icon(
    name: Icon, colour: str | None = None, on_colour: str | None = None, *, filled: bool = False
) -> QIcon:
    """Return ``name`` for a button.

    ``colour`` is ``#RRGGBB``, without it the colour of secondary text. Where the button is
    checked, the filled drawing in ``on_colour`` (without it, in primary) is shown instead.
    """
    worn = tokens()
    return QIcon(
        _Drawing(name, colour or worn.text2, on_colour or worn.primary, worn.line2, filled)
    )


def pixmap(name: Icon, side: int, colour: str, scale: float, *, filled: bool = False) -> QPixmap:
    """Return ``name`` as a picture ``side`` logical pixels wide, sharp at ``scale``."""
    drawn = QPixmap.fromImage(_image(name, round(side * scale), colour, filled))
    drawn.setDevicePixelRatio(scale)
    return drawn


def paint_icon(
    painter: QPainter, name: Icon, where: QRectF, colour: str, *, filled: bool = False
) -> None:
    """Draw ``name`` into ``where``, sharp on the device painted on."""
    device = painter.device()
    scale = device.devicePixelRatioF() if device else 1.0
    image = _image(name, round(where.width() * scale), colour, filled)
    painter.drawImage(where, image)


def svg_text(name: Icon, colour: str, *, filled: bool = False) -> str:
    """Return the drawing itself, recoloured."""
    style = "filled" if filled else "regular"
    file = paths.resources() / "icons" / f"{name.value}_20_{style}.svg"
    return file.read_text(encoding="utf-8").replace("<svg ", f'<svg fill="{colour}" ', 1)


@lru_cache(maxsize=1024)
def _image(name: Icon, device_pixels: int, colour: str, filled: bool) -> QImage:
    image = QImage(device_pixels, device_pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _renderer(name, colour, filled).render(painter)
    painter.end()
    return image


@lru_cache(maxsize=512)
def _renderer(name: Icon, colour: str, filled: bool) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg_text(name, colour, filled=filled).encode()))


class _Drawing(QIconEngine):
    """Draws at the size and scale asked for, so that no screen shows a stretched picture."""

    def __init__(
        self, name: Icon, colour: str, on_colour: str, disabled_colour: str, filled: bool
    ) -> None:
        super().__init__()
        self._told = (name, colour, on_colour, disabled_colour, filled)

    def paint(
        self, painter: QPainter | None, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        if painter is not None:
            name, colour, filled = self._look(mode, state)
            side = min(rect.width(), rect.height())
            square = QRectF(0, 0, side, side)
            square.moveCenter(QRectF(rect).center())
            paint_icon(painter, name, square, colour, filled=filled)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        name, colour, filled = self._look(mode, state)
        side = min(size.width(), size.height())
        return QPixmap.fromImage(_image(name, side, colour, filled))

    def clone(self) -> QIconEngine:
        return _Drawing(*self._told)

    def _look(self, mode: QIcon.Mode, state: QIcon.State) -> tuple[Icon, str, bool]:
        name, colour, on_colour, disabled_colour, filled = self._told
        if mode is QIcon.Mode.Disabled:
            return name, disabled_colour, filled
        if state is QIcon.State.On:
            return name, on_colour, True
        return name, colour, filled
