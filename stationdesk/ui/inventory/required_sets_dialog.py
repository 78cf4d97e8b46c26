"""Required sets: what is missing in them now, the monthly look, and the looks before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QMenu, QStackedWidget

from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.inventory.columns import FINDING_FOLDS, FINDINGS, SET_CHECKS, SETS, set_mark
from stationdesk.ui.inventory.required_set_form import RequiredSetForm
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Elide, Pill, Segmented, button, column, row, set_look
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import PlaceId, RequiredSetId
    from stationdesk.domain.required_sets import RequiredSet, SetCheck, SetFinding, SetStatus
    from stationdesk.services.inventory import Inventory
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inventory.goods_choice import GoodsOnOffer


class RequiredSetsDialog(Panel):
    """The sets at the left, the chosen one at the right."""

    def __init__(
        self,
        inventory: Inventory,
        offer_of: Callable[[], GoodsOnOffer],
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """``offer_of`` reads the goods to choose from; adding a set may add goods."""
        super().__init__(_("Required sets"), 1060, 580, parent)
        self._inventory, self._offer_of = inventory, offer_of
        self._today, self._dialogs = today, dialogs
        self.sets: RecordTable[SetStatus] = RecordTable(
            SETS, _("Required sets"), key=lambda each: each.required_set.id, footer=False
        )
        self.told = Elide("", "muted")
        self.mark = Pill()
        self.views = Segmented(
            {"now": _("As it is now"), "checks": _("Checks before")}, _("What to show")
        )
        self.findings: RecordTable[SetFinding] = RecordTable(
            FINDINGS, _("What is in the set"), key=lambda each: each.item.id, footer=False
        )
        self.checks: RecordTable[SetCheck] = RecordTable(
            SET_CHECKS, _("Checks before"), key=lambda each: each.id, footer=False
        )
        self._sheets = QStackedWidget()
        self._build_buttons()
        self._build()
        self._connect()
        self.refresh()
        self.sets.choose_first()

    def refresh(self) -> None:
        """Read the sets again."""
        self.sets.show_records(self._inventory.set_statuses())

    def choose(self, set_id: RequiredSetId) -> None:
        """Put the cursor on a set."""
        self.sets.choose_where(lambda each: each.required_set.id == set_id)

    def _build_buttons(self) -> None:
        self.new = self.add_aside(button(_("New set"), Icon.ADD))
        self.edit = self.add_aside(button(_("Edit the list"), Icon.EDIT))
        self.archive = self.add_aside(button(_("Archive"), Icon.ARCHIVE))
        self.print = self.add_deed(button(_("Check sheet"), Icon.PRINT))
        self.check = self.add_deed(
            button(
                _("Record the check"),
                Icon.CLIPBOARD_CHECKMARK,
                look="primary",
                tip=_("Writes down what is in the set today"),
            )
        )
        menu = QMenu(self)
        self.new_kit = menu.addAction(_("First-aid kit as suggested"))
        self.new_blank = menu.addAction(_("A set of my own"))
        self.new.setMenu(menu)
        set_look(self.new, has_menu=True)

    def _build(self) -> None:
        kit = button(_("Begin with the suggested first-aid kit"), Icon.HEART_PULSE)
        kit.clicked.connect(self._on_kit)
        self.sets.say_when_empty(EmptyState(Nothing.NEVER_USED, _("No sets yet."), "", (kit,)))
        self.findings.view.fold(*FINDING_FOLDS)
        self.sets.setFixedWidth(px(256))
        self.findings.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("Nothing belongs in it yet."))
        )
        self.checks.say_when_empty(
            EmptyState(Nothing.NEVER_USED, _("Nobody has recorded a check yet."))
        )
        for sheet in (self.findings, self.checks):
            self._sheets.addWidget(sheet)
        head = row(self.views, self.told, self.mark)
        head.setStretchFactor(self.told, 1)
        right = column(head, self._sheets)
        right.setStretchFactor(self._sheets, 1)
        middle = row(self.sets, right, gap=14)
        middle.setStretchFactor(right, 1)
        self.body.addLayout(middle, 1)

    def _connect(self) -> None:
        self.sets.chosen.connect(self._on_chosen)
        self.sets.opened.connect(self._on_edit)
        self.views.chosen.connect(self._on_view)
        if self.new_kit is not None and self.new_blank is not None:
            self.new_kit.triggered.connect(self._on_kit)
            self.new_blank.triggered.connect(self._on_new)
        self.edit.clicked.connect(self._on_edit)
        self.archive.clicked.connect(self._on_archive)
        self.print.clicked.connect(self._on_print)
        self.check.clicked.connect(self._on_check)

    def _on_chosen(self, status: SetStatus | None) -> None:
        for made in (self.edit, self.archive, self.print, self.check):
            made.setEnabled(status is not None)
        self.mark.show_mark(set_mark(status) if status else None)
        self.told.setText(_told(status) if status else "")
        self.findings.show_records(status.findings if status else ())
        checks = self._inventory.set_checks(status.required_set.id) if status else []
        self.checks.show_records(checks)

    def _on_view(self, view: str) -> None:
        self._sheets.setCurrentWidget(self.checks if view == "checks" else self.findings)

    def _on_kit(self) -> None:
        offer = self._offer_of()
        options = {"": _("Anywhere")} | {str(each.id): each.name for each in offer.places}
        chosen = self._dialogs.choose(self, _("Where does the kit lie?"), options)
        if chosen is None:
            return
        places = {str(each.id): each.id for each in offer.places}
        self._try(partial(self._add_kit, places.get(chosen)))

    def _add_kit(self, place_id: PlaceId | None) -> None:
        set_id = self._inventory.add_first_aid_kit(place_id)
        self.refresh()
        self.choose(set_id)

    def _on_new(self) -> None:
        self._edit(None)

    def _on_edit(self, *_news: object) -> None:
        if (status := self.sets.current()) is not None:
            self._edit(status.required_set)

    def _edit(self, required_set: RequiredSet | None) -> None:
        form = RequiredSetForm(
            self._inventory,
            self._offer_of(),
            self._today,
            required_set,
            dialogs=self._dialogs,
            parent=self,
        )
        if form.exec():
            self.refresh()
            if form.set_id is not None:
                self.choose(form.set_id)

    def _on_archive(self) -> None:
        if (status := self.sets.current()) is not None:
            self._try(partial(self._inventory.archive_required_set, status.required_set.id))
            self.sets.choose_first()

    def _on_check(self) -> None:
        if (status := self.sets.current()) is not None:
            self._try(partial(self._inventory.record_set_check, status.required_set.id))

    def _on_print(self) -> None:
        if (status := self.sets.current()) is not None:
            self.lead_to("reports", ("required_set", status.required_set.id))

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.note.hide()
            self.refresh()


def _told(status: SetStatus) -> str:
    required_set, last = status.required_set, status.last_check
    parts = [required_set.place.name if required_set.place else ""]
    if last is not None:
        parts.append(
            _("checked on {day} by {who}").format(day=last.business_date, who=last.recorded_by)
        )
    parts.append(_("next check by {day}").format(day=status.due_on))
    return " · ".join(part for part in parts if part)
