"""The photos of a record, one after the other, as large as the screen allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPixmap
from PyQt6.QtWidgets import QLabel, QSizePolicy

from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.widgets.basics import button, icon_button
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.photo_strip import decoded

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.attachments import Attachment
    from stationdesk.services.attachments import Attachments

LARGEST = 2560


class PhotoViewer(Panel):
    """Shows photos large; ← and → turn, Del puts one away."""

    def __init__(
        self,
        attachments: Attachments,
        photos: list[Attachment],
        first: Attachment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Photos"), 860, 620, parent)
        self._attachments = attachments
        self._photos = list(photos)
        self._place = self._photos.index(first)
        self._whole = QPixmap()
        self.picture = _Picture()
        self.back = self.add_aside(icon_button(Icon.CHEVRON_LEFT, _("Earlier photo")))
        self.forth = self.add_aside(icon_button(Icon.CHEVRON_RIGHT, _("Next photo")))
        self.put_away = self.add_deed(button(_("Put the photo away"), Icon.ARCHIVE))
        self.body.addWidget(self.picture, 1)
        self._connect()
        self._show()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        for made, keys in ((self.back, "Left"), (self.forth, "Right"), (self.put_away, "Del")):
            made.setShortcut(keys)
        self.back.clicked.connect(self._on_back)
        self.forth.clicked.connect(self._on_forth)
        self.put_away.clicked.connect(self._on_put_away)

    def _show(self) -> None:
        photo = self._photos[self._place]
        self._whole = QPixmap.fromImage(decoded(self._attachments.content(photo.id), LARGEST))
        told = (photo.note or photo.file_name, str(photo.business_date), photo.recorded_by)
        number = _("{number} of {count}").format(number=self._place + 1, count=len(self._photos))
        self.subtitle.setText(" · ".join(part for part in (number, *told) if part))
        self.picture.setAccessibleName(_("Photo {file}").format(file=told[0]))
        self.back.setEnabled(self._place > 0)
        self.forth.setEnabled(self._place + 1 < len(self._photos))
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            return
        scale = self.devicePixelRatioF()
        room = self.picture.size() * scale
        shown = self._whole
        if shown.width() > room.width() or shown.height() > room.height():
            shown = shown.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        shown.setDevicePixelRatio(scale)
        self.picture.setPixmap(shown)

    def _on_back(self) -> None:
        self._place = max(0, self._place - 1)
        self._show()

    def _on_forth(self) -> None:
        self._place = min(len(self._photos) - 1, self._place + 1)
        self._show()

    def _on_put_away(self) -> None:
        self._attachments.archive(self._photos.pop(self._place).id)
        if not self._photos:
            self.accept()
            return
        self._place = min(self._place, len(self._photos) - 1)
        self._show()


class _Picture(QLabel):
    """A picture that never asks for more room than there is."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 80)
