"""The text of an entry; a picture that is pasted or dropped onto it goes to the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.ui.widgets.fields import LongTextField

if TYPE_CHECKING:
    from PyQt6.QtCore import QMimeData


class BodyField(LongTextField):
    """Several lines; ``picture_given`` hands on a picture or files, which are no text."""

    picture_given = pyqtSignal(object)

    def canInsertFromMimeData(self, source: QMimeData | None) -> bool:
        return _is_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData | None) -> None:
        if _is_picture(source):
            self.picture_given.emit(source)
        else:
            super().insertFromMimeData(source)


def _is_picture(source: QMimeData | None) -> bool:
    return source is not None and (
        source.hasImage() or any(url.isLocalFile() for url in source.urls())
    )
