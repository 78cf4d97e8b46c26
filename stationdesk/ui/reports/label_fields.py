"""What can be chosen for labels: of what, on which label paper, from which place of a sheet on."""

from __future__ import annotations

from dataclasses import replace

from PyQt6.QtCore import QObject, pyqtSignal

from stationdesk.domain.label_papers import LAYOUT, LAYOUTS
from stationdesk.domain.labels import LABEL_KIND_WORDS, LabelKind
from stationdesk.i18n import _
from stationdesk.services.drafts import LabelChoice
from stationdesk.ui.widgets.fields import ChoiceField, CountField

SOME = "some"
"""The choice of those things only that another page asked labels for."""


class LabelFields(QObject):
    """Three fields that are one choice; emits ``edited`` when any of them was."""

    edited = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked = LabelChoice()
        self.of = ChoiceField()
        self.layout = ChoiceField({layout.key: layout.name() for layout in LAYOUTS})
        self.start = CountField(1, least=1)
        self._offer_kinds()
        self._take_paper()
        for field in (self.of, self.start):
            field.edited.connect(self.edited)
        self.layout.edited.connect(self._on_layout)

    def value(self) -> LabelChoice:
        """Return what is chosen."""
        layout = self.layout.value()
        chosen = LabelChoice(
            layout=layout if isinstance(layout, str) else LAYOUTS[0].key,
            start=self.start.value() or 1,
        )
        of = self.of.value()
        if of == SOME:
            return replace(chosen, of=self._asked.of, ids=self._asked.ids)
        return replace(chosen, of=of) if isinstance(of, LabelKind) else chosen

    def set_value(self, choice: LabelChoice) -> None:
        """Fill in a choice; things that were chosen one by one are offered as such."""
        self._asked = choice
        self._offer_kinds()
        self.of.set_value(choice.of if choice.ids is None else SOME)
        self.layout.set_value(choice.layout)
        self._take_paper()
        self.start.set_value(choice.start)

    def unreadable(self) -> str:
        """Return why the place on the sheet cannot be read, empty where it can."""
        if not self.start.isEnabled():
            return ""
        if self.start.is_empty():
            return _("Write the place of the first label on its sheet, from 1.")
        return self.start.unreadable()

    def _offer_kinds(self) -> None:
        offered: dict[object, str] = {}
        if self._asked.ids is not None:
            told = _("Those chosen before ({count})")
            offered[SOME] = told.format(count=len(self._asked.ids))
        offered |= {kind: _(words) for kind, words in LABEL_KIND_WORDS.items()}
        self.of.set_options(offered)

    def _on_layout(self) -> None:
        self._take_paper()
        self.edited.emit()

    def _take_paper(self) -> None:
        """Let the first place be chosen within one sheet; a roll has no places."""
        paper = LAYOUT[self.value().layout]
        self.start.setEnabled(paper.is_sheet)
        self.start.set_bounds(1, paper.on_a_page if paper.is_sheet else 1)
        if not paper.is_sheet:
            self.start.set_value(1)
