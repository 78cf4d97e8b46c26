"""A photo for one look of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.photo_field import PhotoField

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.ui.dialogs import Dialogs


class PhotoForm(Form):
    """Holds a photo until the round is recorded."""

    def __init__(self, photo: tuple[bytes, str], dialogs: Dialogs, parent: QWidget | None) -> None:
        """``photo`` is what was taken before: bytes and file name, perhaps empty."""
        super().__init__(_("Photo"), _("Take over"), dialogs=dialogs, parent=parent)
        self.photo = self.add("photo", _("Photo"), PhotoField(dialogs))
        self.photo.set_value(*photo)
        self.set_clean()

    def keep(self) -> None:
        """Keep nothing yet: the photo goes with the round."""
