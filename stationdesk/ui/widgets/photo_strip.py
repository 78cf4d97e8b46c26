"""The photos of a record as small pictures; more are opened, dropped or pasted onto them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIcon, QImage, QImageReader, QKeySequence, QPixmap
from PyQt6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QSizePolicy

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.ui.icons import Icon, icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import clear

if TYPE_CHECKING:
    from PyQt6.QtCore import QMimeData
    from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import AttachmentId
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs

IN_A_ROW = 4
SIDE = 52
SUFFIXES = ("jpg", "jpeg", "png", "webp")
MOST_BYTES = 40 * 1024 * 1024


class PhotoStrip(QFrame):
    """Small pictures and a button that adds one; it takes dropped files and pasted pictures.

    ``viewed`` carries the photo to be seen large, ``refused`` the problems of one that cannot be
    kept. The service announces what was added; whoever shows the strip reads it again then.
    """

    viewed = pyqtSignal(object)
    refused = pyqtSignal(object)

    def __init__(
        self, attachments: Attachments, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._attachments, self._dialogs = attachments, dialogs
        self._entity, self._uid = "", ""
        self._drawn: dict[AttachmentId, QIcon] = {}
        self.add = _Tile(_("Add a photo: choose, drop or paste it"), icon(Icon.CAMERA), 20)
        self.thumbs: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(6))
        self._grid.setColumnStretch(IN_A_ROW, 1)
        self.setAcceptDrops(True)
        self.add.clicked.connect(self._on_add)

    def show_of(self, entity: str, uid: str) -> None:
        """Show the photos of one record."""
        self._entity, self._uid = entity, uid
        self._grid.removeWidget(self.add)
        clear(self._grid)
        self.thumbs = [self._thumb(photo) for photo in self.photos()]
        for number, made in enumerate([*self.thumbs, self.add]):
            line, place = divmod(number, IN_A_ROW)
            self._grid.addWidget(made, line, place)

    def photos(self) -> list[Attachment]:
        """Return the photos of the record shown, the newest first."""
        return self._attachments.of(self._entity, self._uid) if self._uid else []

    def take_file(self, path: Path) -> None:
        """Keep the picture in a file."""
        try:
            large = path.stat().st_size > MOST_BYTES
            content = b"" if large else path.read_bytes()
        except OSError:
            phrase = N_("“{file}” cannot be read.")
            self.refused.emit([Problem("photo", phrase, {"file": path.name})])
            return
        if large:
            phrase = N_("The picture “{file}” is too large.")
            self.refused.emit([Problem("photo", phrase, {"file": path.name})])
        else:
            self._keep(path.name, content)

    def paste(self) -> None:
        """Keep what is on the clipboard."""
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            self._take(clipboard.mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        given = event.mimeData() if event is not None else None
        if event is not None and given is not None and (given.hasImage() or given.hasUrls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is not None:
            self._take(event.mimeData())
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Hear Ctrl+V, which a small picture or the button hands up."""
        if event is not None and event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def _thumb(self, photo: Attachment) -> QPushButton:
        told = photo.note or photo.file_name
        made = _Tile(_("Photo {file}").format(file=told), self._icon(photo.id), SIDE - 6)
        made.setToolTip(f"{told}\n{photo.business_date} {photo.recorded_by}")
        made.clicked.connect(partial(self._on_viewed, photo))
        return made

    def _icon(self, photo_id: AttachmentId) -> QIcon:
        if photo_id not in self._drawn:
            side = round(px(SIDE) * self.devicePixelRatioF())
            drawn = QPixmap.fromImage(decoded(self._attachments.content(photo_id), side))
            self._drawn[photo_id] = QIcon(drawn)
        return self._drawn[photo_id]

    def _on_viewed(self, photo: Attachment, _checked: bool = False) -> None:
        self.viewed.emit(photo)

    def _on_add(self) -> None:
        kinds = _("Photos") + " (" + " ".join(f"*.{suffix}" for suffix in SUFFIXES) + ")"
        for path in self._dialogs.open_paths(self, _("Choose a photo"), kinds):
            self.take_file(path)

    def _take(self, given: QMimeData | None) -> None:
        if given is None:
            return
        files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        for file in files:
            self.take_file(file)
        if not files and given.hasImage():
            self._keep("photo.png", _as_png(given.imageData()))

    def _keep(self, name: str, content: bytes) -> None:
        if not self._uid:
            return
        try:
            self._attachments.add(self._entity, self._uid, name, content)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))


class _Tile(QPushButton):
    """A square button with a picture on it."""

    def __init__(self, says: str, picture: QIcon, side: int) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("look", "tile")
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setIcon(picture)
        self.setIconSize(QSize(px(side), px(side)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(SIDE), px(SIDE))


def decoded(content: bytes, side: int) -> QImage:
    """Return a kept photo no larger than ``side`` px; an empty image where it cannot be shown."""
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _as_png(picture: object) -> bytes:
    image = picture if isinstance(picture, QImage) else QImage()
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())
