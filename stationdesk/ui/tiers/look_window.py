"""One check by hand as it was recorded, with its photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.tiers import passed_mark
from stationdesk.ui.icons import Icon
from stationdesk.ui.tiers.photo_form import PhotoForm
from stationdesk.ui.tiers.photos import PhotoStrip
from stationdesk.ui.widgets.basics import Pill, button, clear, column, keep_shown, label, row
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.tiers.records import HandCheckLine
    from stationdesk.services.attachments import Attachments
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs


class LookWindow(Panel):
    """Shows a check; lets it be voided, and a photo be added."""

    def __init__(
        self,
        tiers: Tiers,
        attachments: Attachments,
        line: HandCheckLine,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(str(line.name), 620, 440, parent)
        self._tiers, self._attachments = tiers, attachments
        self._line, self._dialogs = line, dialogs
        check = line.check
        self.facts = Facts()
        amount = "" if check.amount is None else f"{check.amount} {line.unit}".strip()
        self.facts.show_facts(
            [
                (_("Checked on"), check.on.isoformat()),
                (_("Checked by"), check.checked_by),
                (_("Counted"), amount),
                (_("Note on the check"), check.note),
                (
                    _("Entered on"),
                    f"{check.recorded_at[:16].replace('T', ' ')}  {check.recorded_by}",
                ),
            ]
        )
        self._photos = column()
        self.body.addLayout(row(Pill(passed_mark(line)), None))
        self.body.addWidget(self.facts)
        self.body.addWidget(label(_("Photos"), "strong"))
        self.body.addLayout(self._photos)
        self.body.addStretch(1)
        self.void = self.add_aside(button(_("Void this check"), Icon.DELETE))
        self.photo = self.add_deed(button(_("Add a photo"), Icon.CAMERA))
        keep_shown(self.void, shown=not check.voided)
        self.void.clicked.connect(self._on_void)
        self.photo.clicked.connect(self._on_photo)
        self._show_photos()

    def _show_photos(self) -> None:
        clear(self._photos)
        photos = self._attachments.of("hand_check", self._line.check.uid)
        if photos:
            self._photos.addWidget(PhotoStrip(self._attachments, photos))
        else:
            self._photos.addWidget(label(_("No photo was taken."), "caption"))

    def _on_photo(self) -> None:
        form = PhotoForm((b"", ""), self._dialogs, self)
        if not form.exec() or form.photo.is_empty():
            return
        try:
            self._attachments.add(
                "hand_check", self._line.check.uid, form.photo.file_name(), form.photo.value()
            )
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self._show_photos()

    def _on_void(self) -> None:
        try:
            self._tiers.void_hand_check(self._line.check.uid)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.accept()
