"""Photos of a look: small ones in a row, and one large in a window of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QIcon, QPixmap
from PyQt6.QtWidgets import QLabel, QPushButton, QWidget

from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import row
from stationdesk.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.attachments import Attachment
    from stationdesk.services.attachments import Attachments

THUMBNAIL = QSize(76, 56)
LARGE = (860, 600)
SHOWN = 4


class PhotoStrip(QWidget):
    """A few thumbnails; pressing one shows it large."""

    def __init__(self, attachments: Attachments, photos: Sequence[Attachment]) -> None:
        super().__init__()
        self._attachments = attachments
        laid = row(gap=6)
        for photo in photos[:SHOWN]:
            laid.addWidget(self._thumbnail(photo))
        laid.addStretch(1)
        self.setLayout(laid)

    def _thumbnail(self, photo: Attachment) -> QPushButton:
        made = QPushButton()
        made.setAutoDefault(False)
        made.setProperty("look", "photo")
        side = QSize(px(THUMBNAIL.width()), px(THUMBNAIL.height()))
        made.setIcon(QIcon(_picture(self._attachments.content(photo.id), side)))
        made.setIconSize(side)
        made.setFixedSize(side + QSize(px(10), px(10)))
        made.setStyleSheet("padding: 0")
        says = _("Photo {file}").format(file=photo.file_name)
        made.setAccessibleName(says)
        made.setToolTip(says)
        made.clicked.connect(partial(self._on_thumbnail, photo))
        return made

    def _on_thumbnail(self, photo: Attachment) -> None:
        PhotoWindow(photo.file_name, self._attachments.content(photo.id), self.window()).exec()


class PhotoWindow(Panel):
    """One photo as large as the window lets it be."""

    def __init__(self, name: str, content: bytes, parent: QWidget | None = None) -> None:
        super().__init__(name, *LARGE, parent)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(name)
        room = QSize(px(LARGE[0] - 60), px(LARGE[1] - 140))
        self.picture.setPixmap(_picture(content, room))
        self.body.addWidget(self.picture, 1)


def _picture(content: bytes, room: QSize) -> QPixmap:
    drawn = QPixmap()
    drawn.loadFromData(content)
    if drawn.isNull():
        return drawn
    smooth = Qt.TransformationMode.SmoothTransformation
    return drawn.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
