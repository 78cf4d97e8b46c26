"""Editing an own copy of a standard; what is kept is its next version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QVBoxLayout, QWidget

from stationdesk.domain.problems import Refused
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.standard import with_criterion, without_criterion
from stationdesk.i18n import _
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.columns import CRITERIA
from stationdesk.ui.tiers.criterion_fields import CriterionFields
from stationdesk.ui.tiers.hand_item_form import HandItemForm
from stationdesk.ui.widgets.basics import Card, button, clear, label, row
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.fields import CountField, DayField, TextField
from stationdesk.ui.widgets.forms import FormGrid
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.tiers.standard import Criterion, Standard
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs

LONGEST_WARNING = 365


class StandardEditor(Panel):
    """Head fields above, services left, the chosen service right."""

    def __init__(
        self,
        tiers: Tiers,
        standard: Standard,
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Edit the standard"), 1060, 650, parent)
        self.subtitle.setText(f"{standard.key} · {standard.version}")
        self._tiers, self._dialogs = tiers, dialogs
        self._standard, self._dirty = standard, False
        self.fields: CriterionFields | None = None
        self.facts = FormGrid(4)
        self.name = self.facts.add("title", _("Name in Chinese"), TextField(standard.title.zh))
        self.english = self.facts.add(
            "title_en", _("Name in English"), TextField(standard.title.en)
        )
        self.warn = self.facts.add(
            "warn_days",
            _("Tell it is ending soon"),
            CountField(standard.warn_days, least=1, most=LONGEST_WARNING),
            unit=_("days before"),
        )
        self.first = self.facts.add("valid_from", _("Holds from"), DayField(today, today))
        self.table: RecordTable[Criterion] = RecordTable(
            CRITERIA,
            _("Services of the standard"),
            key=lambda one: one.code,
            header=False,
            footer=False,
        )
        self._room = QVBoxLayout()
        self._build()
        self._connect()
        self.table.show_records(standard.criteria)
        self.table.choose_first()
        self._dirty = False

    def edited(self) -> Standard:
        """Return the standard with everything that stands in the fields."""
        self._take_fields()
        return replace(
            self._standard,
            title=Words(self.name.value(), self.english.value()),
            warn_days=self.warn.value() or self._standard.warn_days,
        )

    def keep(self) -> None:
        """Keep the next version, or show what stands against it."""
        unreadable = self._unreadable()
        if unreadable:
            self.note.say("\n".join(unreadable))
            return
        try:
            self._tiers.standards.keep_edited(self.edited(), self.first.value())
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self._dirty = False
            self.accept()

    def reject(self) -> None:
        """Leave; ask first where something was changed."""
        if not self._dirty or self._dialogs.confirm(
            self,
            _("Leave without saving?"),
            _("What you changed in this standard will be lost."),
            yes=_("Discard"),
            no=_("Keep editing"),
        ):
            super().reject()

    def _build(self) -> None:
        self.add_item = self.add_aside(button(_("Add a service…"), Icon.ADD))
        self.remove_item = self.add_aside(button(_("Remove the service"), Icon.DELETE))
        self.save = self.add_deed(button(_("Save as the next version"), Icon.SAVE, look="primary"))
        self.save.setToolTip(_("Save as the next version") + "  Ctrl+Enter")
        self.close_button.setText(_("Cancel"))
        self.table.setFixedWidth(px(300))
        card = Card()
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner.setLayout(self._room)
        self._room.setContentsMargins(0, 0, px(8), 0)
        card.body.addWidget(scrolling(inner))
        middle = row(self.table, card, gap=12)
        middle.setStretch(1, 1)
        told = _("Assessments of earlier days go on by the version that held then.")
        self.body.addWidget(self.facts)
        self.body.addWidget(label(told, "caption", wrap=True))
        self.body.addLayout(middle, 1)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.add_item.clicked.connect(self._on_add)
        self.remove_item.clicked.connect(self._on_remove)
        self.save.clicked.connect(self.keep)
        for field in (self.name, self.english, self.warn, self.first):
            field.edited.connect(self._on_edited)

    def _on_chosen(self, criterion: Criterion | None) -> None:
        self._take_fields()
        self.fields = None
        clear(self._room)
        if criterion is None:
            return
        kept = self._standard.criterion(criterion.code)
        self.fields = CriterionFields(kept or criterion)
        self.fields.edited.connect(self._on_edited)
        self._room.addWidget(self.fields)

    def _take_fields(self) -> None:
        """Take over what was typed on the service shown, before another one is."""
        if self.fields is None:
            return
        edited = self.fields.criterion()
        if self._standard.criterion(edited.code) is not None:
            self._standard = with_criterion(self._standard, edited)

    def _unreadable(self) -> list[str]:
        own = [field.unreadable() for field in (self.warn, self.first) if field.unreadable()]
        return own + (self.fields.unreadable() if self.fields is not None else [])

    def _on_add(self) -> None:
        self._take_fields()
        form = HandItemForm(self._standard, self._dialogs, self)
        if form.exec():
            self._show_changed(form.standard, form.standard.criteria[-1].code)

    def _on_remove(self) -> None:
        criterion = self.table.current()
        if criterion is None or len(self._standard.criteria) == 1:
            return
        self._take_fields()
        self.fields = None
        self._show_changed(without_criterion(self._standard, criterion.code), None)

    def _show_changed(self, standard: Standard, code: str | None) -> None:
        self._standard, self._dirty = standard, True
        self.table.show_records(standard.criteria)
        if code is None or not self.table.choose_where(lambda one: one.code == code):
            self.table.choose_first()

    def _on_edited(self) -> None:
        self._dirty = True
