"""Asking for the password of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLineEdit

from stationdesk.i18n import _
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget


class PasswordForm(Form):
    """One field whose letters are not shown; the password is used once and kept nowhere."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Password of the file"), _("Open the file"), parent=parent)
        self.password = ""
        self.field = TextField()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.add("password", _("Password"), self.field, required=True, hint=sentence)
        self.set_clean()

    def keep(self) -> None:
        """Hand back what was typed."""
        self.password = self.field.text()


def ask_password(parent: QWidget, sentence: str) -> str | None:
    """Return the password typed, None where the person gave up."""
    form = PasswordForm(sentence, parent)
    agreed = form.exec()
    form.deleteLater()
    return form.password if agreed else None
