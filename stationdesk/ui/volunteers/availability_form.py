"""When somebody can come: said in a sentence, painted in a week, or with dates in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.volunteers.availability import WISH_WORDS, NewAvailability, Wish
from stationdesk.domain.volunteers.availability_words import rules_from, told
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.volunteers.rule_rows import RuleRow
from stationdesk.ui.volunteers.week_cells import cells_of, is_painted
from stationdesk.ui.volunteers.week_picture import KEYS, SIGNS, WeekPicture
from stationdesk.ui.widgets.basics import Segmented, button, column, keep_shown, label, row
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form
from stationdesk.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.volunteers.availability import Availability
    from stationdesk.domain.volunteers.people import Volunteer
    from stationdesk.services.volunteers import Volunteers
    from stationdesk.ui.dialogs import Dialogs

RUB = "rub"
WIDTH = 820


class AvailabilityForm(Form):
    """Replaces the weekly rules of a volunteer by what is said, painted and written in rows."""

    def __init__(
        self,
        volunteers: Volunteers,
        volunteer: Volunteer,
        rules: tuple[Availability, ...],
        today: date,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("When {name} can come").format(name=volunteer.name)
        super().__init__(title, _("Save"), dialogs=dialogs, parent=parent)
        self._volunteers, self._volunteer = volunteers, volunteer
        self.setMinimumWidth(px(WIDTH))
        self.said = self.add(
            "said",
            _("In one sentence"),
            TextField(hint=_("e.g. Monday mornings, all of Wednesday, not at weekends")),
            hint=_("Enter takes it into the picture below."),
        )
        self._taken = ""
        self.unclear = label("", "error", wrap=True)
        self.grid.add_wide(self.unclear)
        self.unclear.hide()
        self._build_picture()
        self.rows = self.add(
            "rules",
            _("By the working calendar, or for some time only"),
            RowList(lambda: RuleRow(today), _("Add a row")),
        )
        self.summary = label("", "muted", wrap=True)
        self.grid.add_wide(self.summary)
        self._fill(rules)
        self._hear_parts()
        self._tell()
        self.set_clean()

    def rules(self) -> list[NewAvailability]:
        """Return all weekly rules as they stand in the form."""
        rows = [each.rule() for each in self.rows.filled()]
        return [*self.picture.cells.rules(), *rows]

    def keep(self) -> None:
        self._volunteers.set_availability(self._volunteer.id, self.rules())

    def _build_picture(self) -> None:
        brushes = {wish.value: f"{SIGNS[wish]} {_(WISH_WORDS[wish])}" for wish in KEYS.values()}
        self.brushes = Segmented(brushes | {RUB: _("Rub out")}, _("What is painted"))
        self.brushes.choose(Wish.CAN.value)
        self.clear = button(_("Clear the week"), look="link")
        self.picture = WeekPicture(to_paint=True)
        keys = _("Drag to paint. Keys: arrows, Shift+arrows, 1 2 3 4 paint, 0 rubs out.")
        sheet = QWidget()
        head = row(self.brushes, None, self.clear)
        sheet.setLayout(column(head, self.picture, label(keys, "caption", wrap=True)))
        self.grid.add_wide(sheet)

    def _fill(self, rules: tuple[Availability, ...]) -> None:
        self.picture.show_cells(cells_of(rules))
        for each in rules:
            if not is_painted(each):
                self.rows.add_row().fill(each)

    def _hear_parts(self) -> None:
        self.brushes.chosen.connect(self._on_brush)
        self.clear.clicked.connect(self._on_clear)
        self.picture.edited.connect(self._on_changed)
        self.rows.edited.connect(self._tell)
        self.said.editingFinished.connect(self._on_said)

    def _on_brush(self, key: str) -> None:
        self.picture.brush = None if key == RUB else Wish(key)
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clear(self) -> None:
        self.picture.show_cells(cells_of(()))
        self._on_changed()

    def _on_said(self) -> None:
        """Take a sentence into the picture, as the whole week, when one leaves its field."""
        sentence = self.said.value()
        if sentence == self._taken:
            return
        self._taken = sentence
        said = rules_from(sentence)
        if said is None:
            unclear = _("This was not understood. Paint the week below instead.")
            self.unclear.setText(unclear if sentence else "")
            keep_shown(self.unclear, shown=bool(sentence))
            return
        self.unclear.hide()
        self.picture.show_cells(cells_of(said))
        self.rows.clear_rows()
        for each in said:
            if not is_painted(each):
                self.rows.add_row().fill(each)
        self._on_changed()

    def _on_changed(self) -> None:
        self._on_edited()
        self._tell()

    def _tell(self) -> None:
        rules = self.rules()
        nothing = _("Nothing is said yet: whoever says nothing can always be asked.")
        self.summary.setText(told(rules) if rules else nothing)
