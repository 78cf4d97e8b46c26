"""The standards on the shelf: where each comes from, which is in use, and own copies of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal

from stationdesk.domain.problems import Refused
from stationdesk.domain.station import NewStation
from stationdesk.i18n import _
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.columns import STANDARDS
from stationdesk.ui.tiers.copy_form import CopyForm
from stationdesk.ui.tiers.standard_editor import StandardEditor
from stationdesk.ui.widgets.basics import Card, button, keep_shown, label, row, rule
from stationdesk.ui.widgets.detail_pane import Facts, scrolling
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.station import Station
    from stationdesk.domain.tiers.records import StandardLine
    from stationdesk.domain.tiers.standard import Standard
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.ui.dialogs import Dialogs


class StandardsWindow(Panel):
    """A list left, the chosen standard right. ``view_wanted`` asks the page to judge by a key."""

    view_wanted = pyqtSignal(str)

    def __init__(
        self,
        tiers: Tiers,
        station: StationFacts,
        today: date,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Standards"), 1000, 600, parent)
        self._tiers, self._station = tiers, station
        self._today, self._dialogs = today, dialogs
        self.table: RecordTable[StandardLine] = RecordTable(
            STANDARDS, _("Standards"), key=lambda line: line.key, header=False, footer=False
        )
        self.name = label("", "card_title", wrap=True)
        self.facts = Facts()
        self.services = label("", wrap=True)
        self._build()
        self._connect()
        self.refresh()
        in_use = self.table.choose_where(lambda line: line.in_use)
        if not in_use:
            self.table.choose_first()

    def refresh(self) -> None:
        """Read the shelf again."""
        self.table.show_records(self._tiers.standards.all())

    def _build(self) -> None:
        self.copy = self.add_aside(button(_("Keep a copy…"), Icon.COPY))
        self.edit = self.add_aside(button(_("Edit…"), Icon.EDIT))
        self.archive = self.add_aside(button(_("Put away"), Icon.ARCHIVE))
        self.restore = self.add_aside(button(_("Offer it again"), Icon.ARROW_UNDO))
        self.view = self.add_deed(button(_("View the page by it"), Icon.EYE))
        self.use = self.add_deed(
            button(_("Make it the station's standard"), Icon.CHECKMARK_CIRCLE, look="primary")
        )
        card = Card()
        inner = Card()
        inner.setProperty("look", "scrolled")
        inner.body.addWidget(self.name)
        inner.body.addWidget(self.facts)
        inner.body.addWidget(rule())
        inner.body.addWidget(label(_("What each tier asks for"), "strong"))
        inner.body.addWidget(self.services)
        inner.body.addStretch(1)
        card.body.addWidget(scrolling(inner))
        self.table.setFixedWidth(px(330))
        middle = row(self.table, card, gap=12)
        middle.setStretch(1, 1)
        self.body.addLayout(middle, 1)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.copy.clicked.connect(self._on_copy)
        self.edit.clicked.connect(self._on_edit)
        self.archive.clicked.connect(self._on_archive)
        self.restore.clicked.connect(self._on_restore)
        self.view.clicked.connect(self._on_view)
        self.use.clicked.connect(self._on_use)

    def _on_chosen(self, line: StandardLine | None) -> None:
        if line is None:
            return
        standard = self._standard(line.key)
        self.name.setText(str(line.title))
        self.facts.show_facts(self._facts(line, standard))
        self.services.setText(_services_told(standard))
        own = not line.is_preset
        keep_shown(self.edit, shown=own and not line.archived)
        keep_shown(self.archive, shown=own and not line.archived)
        keep_shown(self.restore, shown=own and line.archived)
        self.archive.setEnabled(not line.in_use)
        self.use.setEnabled(not line.in_use and not line.archived)

    def _facts(self, line: StandardLine, standard: Standard) -> list[tuple[str, str]]:
        stated = sum(one.stated for one in standard.criteria)
        facts = [
            (_("Version"), line.version),
            (_("Source"), str(standard.source)),
            (
                _("Basis"),
                _(
                    "{stated} of {whole} services are stated by the source, the rest is inferred"
                ).format(stated=stated, whole=len(standard.criteria)),
            ),
            (_("About it"), str(standard.note)),
        ]
        if line.based_on:
            facts.insert(1, (_("Copied from"), line.based_on))
        versions = self._tiers.standards.versions(line.key)
        if versions:
            told = (f"{one.version} ({one.recorded_by})" for one in reversed(versions))
            facts.append((_("Versions"), "\n".join(told)))
        return facts

    def _standard(self, key: str) -> Standard:
        return self._tiers.standards.newest(key)

    def _on_opened(self, line: StandardLine) -> None:
        if not line.is_preset and not line.archived:
            self._on_edit()

    def _on_copy(self) -> None:
        line = self.table.current()
        if line is None:
            return
        taken = {each.key for each in self._tiers.standards.all()}
        form = CopyForm(self._tiers, line, taken, self._today, self._dialogs, self)
        if form.exec():
            self.refresh()
            self.table.choose_where(lambda each: each.key == form.key.value())

    def _on_edit(self) -> None:
        line = self.table.current()
        if line is None or line.is_preset:
            return
        editor = StandardEditor(
            self._tiers, self._standard(line.key), self._today, self._dialogs, self
        )
        if editor.exec():
            self.refresh()

    def _on_archive(self) -> None:
        if (line := self.table.current()) is not None:
            self._try(lambda: self._tiers.standards.archive(line.key))

    def _on_restore(self) -> None:
        if (line := self.table.current()) is not None:
            self._try(lambda: self._tiers.standards.restore(line.key))

    def _on_view(self) -> None:
        if (line := self.table.current()) is not None:
            self.view_wanted.emit(line.key)
            self.accept()

    def _on_use(self) -> None:
        if (line := self.table.current()) is not None:
            self._try(lambda: self._use(line.key))

    def _use(self, key: str) -> None:
        station = self._station.known_station()
        self._station.change(_judged_by(station, key), station.version)

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.note.hide()
            self.refresh()


def _judged_by(station: Station, key: str) -> NewStation:
    """Return the station's facts with another standard."""
    entered = asdict(station)
    del entered["uid"], entered["version"]
    return NewStation(**{**entered, "standard_key": key})


def _services_told(standard: Standard) -> str:
    lines = []
    for tier, codes in standard.tiers.items():
        added = [one for one in standard.criteria if one.tier == tier]
        names = _(", ").join(f"{one.code} {one.name}" for one in added)
        said = _("{tier}, {count} services; from here on: {names}")
        lines.append(said.format(tier=tier_words(tier), count=len(codes), names=names))
    return "\n".join(lines)
