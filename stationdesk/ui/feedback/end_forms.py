"""How work that an entry began came to its end: goods that came, or are not bought."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.i18n import _
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField, LongTextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.wishes import GoodsWish
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

CAME, DECLINED = "came", "declined"


class GoodsEndForm(Form):
    """Notes that goods came which no receipt brought, or that they are not bought, and why."""

    def __init__(
        self,
        feedback: Feedback,
        wish: GoodsWish,
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Goods that visitors asked for"),
            _("Record it"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self._feedback, self._wish = feedback, wish
        self.grid.add_wide(label(f"{wish.title()} ×{wish.quantity}", "muted", wrap=True))
        if wish.item is not None:
            known = _("Once they are received in the ledger they count as there by themselves.")
            self.grid.add_wide(label(known, "muted", wrap=True))
        ends: dict[object, str] = {CAME: _("They came"), DECLINED: _("They are not bought")}
        self.ended = self.add("ended", _("How it ended"), ChoiceField(ends), required=True)
        self.day = self.add("on", _("Came on"), DayField(today, today), required=True)
        self.words = self.add("reason", _("How they came"), LongTextField(lines=2), wide=True)
        self.ended.edited.connect(self._on_ended)
        self.set_clean()

    def keep(self) -> None:
        if self.ended.value() == DECLINED:
            self._feedback.decline_wish(self._wish.id, self.words.value())
        else:
            day = cast("date", self.day.value())
            self._feedback.fulfil_wish(self._wish.id, day, self.words.value())

    def _on_ended(self) -> None:
        came = self.ended.value() == CAME
        self.grid.show_field("on", shown=came)
        self.grid.rename("reason", _("How they came") if came else _("Why they are not bought"))
