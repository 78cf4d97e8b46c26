"""A photo: dropped, pasted or opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, Qt, pyqtSignal
from PyQt6.QtGui import QImage, QImageReader, QKeySequence, QPixmap
from PyQt6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, label, row, set_look

if TYPE_CHECKING:
    from PyQt6.QtCore import QMimeData
    from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

    from stationdesk.ui.dialogs import Dialogs

SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
MOST_BYTES = 40 * 1024 * 1024
SHOWN = (240, 150)
MOST_PIXELS = 80_000_000


class PhotoField(QFrame):
    """Holds one photo as the bytes of its file; a pasted picture becomes PNG."""

    edited = pyqtSignal()

    def __init__(
        self,
        dialogs: Dialogs,
        shown: tuple[int, int] = SHOWN,
        parent: QWidget | None = None,
    ) -> None:
        """``shown`` is the room in px of the design within which the photo is seen."""
        super().__init__(parent)
        self._dialogs = dialogs
        self._room = shown
        self._bytes = b""
        self._name = ""
        self._wrong = ""
        self.setProperty("look", "well")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumHeight(px(90))
        self._words = label("", "caption", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._open = button(_("Choose a photo"), Icon.IMAGE)
        self._take_out = button(_("Take out"), Icon.DISMISS)
        self._build()
        self._show()

    def value(self) -> bytes:
        """Return the photo's bytes, empty where there is none."""
        return self._bytes

    def file_name(self) -> str:
        """Return the name of the file it came from; a pasted picture is ``photo.png``."""
        return self._name

    def set_value(self, content: bytes, name: str = "") -> None:
        """Show a photo by its bytes; none where they are empty."""
        self._wrong = "" if not content or _decoded(content) else _not_a_photo()
        self._bytes, self._name = (b"", "") if self._wrong else (content, name)
        self._show()
        self.edited.emit()

    def take_file(self, path: Path) -> None:
        """Take the photo in a file, or say why it cannot be taken."""
        self._wrong = _wrong_with(path)
        if self._wrong:
            self._show()
        else:
            self.set_value(path.read_bytes(), path.name)

    def take(self, given: QMimeData | None) -> None:
        """Take the photo that was dropped or pasted, where there is one."""
        if given is None:
            return
        files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
        elif given.hasImage():
            self.set_value(_as_png(given.imageData()), "photo.png")

    def is_empty(self) -> bool:
        """Return whether there is no photo."""
        return not self._bytes

    def unreadable(self) -> str:
        """Return why what was given last is no photo."""
        return self._wrong

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and _offers_photo(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is not None:
            self.take(event.mimeData())
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        clipboard = QApplication.clipboard()
        if event is not None and event.matches(QKeySequence.StandardKey.Paste) and clipboard:
            self.take(clipboard.mimeData())
        elif event is not None and event.key() == Qt.Key.Key_Space:
            self._on_open()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(6))
        layout.addWidget(self._picture, 1)
        layout.addWidget(self._words)
        layout.addLayout(row(None, self._open, self._take_out, None))
        self._open.clicked.connect(self._on_open)
        self._take_out.clicked.connect(self._on_take_out)

    def _on_open(self) -> None:
        kinds = _("Photos") + " (" + " ".join(f"*{suffix}" for suffix in SUFFIXES) + ")"
        for path in self._dialogs.open_paths(self, _("Choose a photo"), kinds)[:1]:
            self.take_file(path)

    def _on_take_out(self) -> None:
        self.set_value(b"")

    def _show(self) -> None:
        drawn = _decoded(self._bytes) if self._bytes else None
        self._picture.setVisible(drawn is not None)
        if drawn is not None:
            self._picture.setPixmap(_shrunk(drawn, self._room, self.devicePixelRatioF()))
        self._words.setText(
            self._wrong or self._name or _("Drop a photo here, paste it, or choose a file.")
        )
        set_look(self._words, tone="bad" if self._wrong else None)
        self._take_out.setVisible(bool(self._bytes))


def _not_a_photo() -> str:
    return _("This is no photo that can be shown. Take a JPG or PNG file.")


def _wrong_with(path: Path) -> str:
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return _not_a_photo()
    if path.stat().st_size > MOST_BYTES:
        return _("This photo is larger than {most} MB.").format(most=MOST_BYTES // 1024 // 1024)
    return ""


def _decoded(content: bytes) -> QImage | None:
    """Return the picture, turned as the camera was held; None where it is none or far too big."""
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if max(size.width(), size.height()) > 1600:
        reader.setScaledSize(size.scaled(1600, 1600, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _shrunk(image: QImage, room: tuple[int, int], scale: float) -> QPixmap:
    shown = image.scaled(
        round(px(room[0]) * scale),
        round(px(room[1]) * scale),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    shown.setDevicePixelRatio(scale)
    return QPixmap.fromImage(shown)


def _as_png(picture: object) -> bytes:
    image = picture if isinstance(picture, QImage) else QImage()
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())


def _offers_photo(given: QMimeData | None) -> bool:
    return given is not None and (given.hasImage() or given.hasUrls())
