"""Filling an inspection in, line by line: one key an answer, words where something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QWidget

from stationdesk.domain.inspections.kinds import Result
from stationdesk.domain.problems import Refused
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Tone
from stationdesk.listings.inspections import kind_words, result_mark
from stationdesk.listings.tiers import evidence_words
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.asking import Over, ask
from stationdesk.ui.inspections.line_form import LineForm
from stationdesk.ui.inspections.result_field import ResultField, result_of_key
from stationdesk.ui.inspections.submit_form import SubmitForm, owed_before
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import (
    Card,
    Pill,
    button,
    column,
    keep_shown,
    label,
    row,
)
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import Facts, scrolling
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import InspectionId, InspectionLineId
    from stationdesk.domain.inspections.lines import InspectionLine
    from stationdesk.domain.problems import Problem
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.inspections.asking import InspectionServices

SIZE = (1080, 640)
ENTITY = "inspection_line"
_LINES: tuple[Column[InspectionLine], ...] = (
    Column("item", N_("Item inspected"), Kind.TEXT, lambda e: f"{e.position}. {e.name}", 4, True),
    Column("result", N_("Result of the line"), Kind.STATE, lambda e: result_mark(e.result), 5),
)


class CheckWindow(Panel):
    """The lines at the left, the one that is looked at on the right.

    1 in order, 2 partly, 3 not, 4 not applicable, 0 not checked: an answer is kept at once and
    leads to the next line; where words are owed, the note gets the keyboard first.
    """

    def __init__(
        self,
        services: InspectionServices,
        inspection_id: InspectionId,
        feed: ChangeFeed,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Fill the inspection in"), *SIZE, parent)
        self._services, self._id, self._dialogs = services, inspection_id, dialogs
        self._lines: dict[InspectionLineId, InspectionLine] = {}
        self._line: InspectionLine | None = None
        self.table: RecordTable[InspectionLine] = RecordTable(
            _LINES,
            _("Lines of the inspection"),
            key=lambda line: line.id,
            header=False,
            footer=False,
        )
        self.name = label("", "card_title", wrap=True)
        self._suggests, self.suggested = label(_("What the records suggest"), "muted"), Pill()
        self.facts = Facts()
        self.results = ResultField()
        self.words = TextField()
        self.photos = PhotoStrip(services.attachments, dialogs)
        self.bar, self.told = Bar(_("Lines checked")), label("", "strong")
        self.prove = button(_("Answer what the records prove"), Icon.SPARKLE, shortcut="Ctrl+R")
        self.more = button(_("Add an item…"), Icon.ADD, shortcut="Ctrl+N")
        self.remove = button(_("Take the item out"), Icon.DELETE)
        self.submit = button(_("Submit…"), Icon.CHECKMARK, look="primary")
        self._build()
        self._connect(feed)
        self._read()
        self._go_to_first_open()

    def answer(self, result: Result) -> None:
        """Keep an answer of the line that is seen, and go where something is owed next."""
        line = self._line
        if line is None or not self._keep(line, result):
            return
        self._read()
        if result is Result.UNCHECKED:
            self._stay()
        elif result is Result.PASS or self.words.value():
            self.go_on()
        else:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self) -> None:
        """Go to the next line that is not checked, or to the button that submits."""
        lines = list(self._lines.values())
        start = lines.index(self._line) + 1 if self._line in lines else 0
        ahead = (*lines[start:], *lines[:start])
        following = next((each for each in ahead if each.result is Result.UNCHECKED), None)
        if following is None:
            self._keep_words()
            self.submit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._show_line(following.id)

    def reject(self) -> None:
        self._keep_words()
        super().reject()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.words:
            return self._on_key_in_words(event)
        if (result := result_of_key(event)) is not None:
            self.answer(result)
            return True
        return False

    def _build(self) -> None:
        left = Card()
        left.body.addWidget(self.table, 1)
        right = Card()
        self.words.setAccessibleName(_("Note on the line"))
        self._asked = label(_("Note on the line"), "field")
        self._asked.setBuddy(self.words)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        inner.setLayout(
            column(
                self.name,
                self.facts,
                row(self._suggests, self.suggested, None),
                8,
                self.results,
                self._asked,
                self.words,
                4,
                label(_("Photos"), "field"),
                self.photos,
                None,
            )
        )
        right.body.addWidget(scrolling(inner), 1)
        both = row(left, right, gap=12)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        self.body.addLayout(both, 1)
        self.bar.setFixedWidth(px(160))
        self.head.addWidget(self.bar)
        self.head.addWidget(self.told)
        for made in (self.prove, self.more, self.remove):
            self.add_aside(made)
        self.add_deed(self.submit)
        self.submit.setToolTip(_("Submit…") + "  Ctrl+Enter")
        self.close_button.setText(_("Go on later"))

    def _connect(self, feed: ChangeFeed) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.view.installEventFilter(self)
        self.words.installEventFilter(self)
        self.results.answered.connect(self.answer)
        self.photos.viewed.connect(self._on_viewed)
        self.photos.refused.connect(self._on_refused)
        self.prove.clicked.connect(self._on_prove)
        self.more.clicked.connect(self._on_more)
        self.remove.clicked.connect(self._on_remove)
        self.submit.clicked.connect(self._on_submit)
        feed.changed.connect(self._on_changed)

    def _read(self) -> None:
        """Read the inspection again; the line that is seen stays."""
        whole = self._services.inspections.inspection(self._id)
        head = whole.inspection
        self._lines = {line.id: line for line in whole.lines}
        progress = whole.progress
        self.bar.show_share(progress.checked, progress.lines)
        self.told.setText(f"{progress.checked}/{progress.lines}")
        told = (head.number, kind_words(head), head.on.isoformat(), head.inspectors)
        self.subtitle.setText(" · ".join(told))
        self.prove.setEnabled(
            any(line.proved and line.result is Result.UNCHECKED for line in whole.lines)
        )
        self.table.show_records(whole.lines)
        self._show()

    def _show(self) -> None:
        """Show the line on which the cursor stands."""
        current = self.table.current()
        self._line = self._lines.get(current.id) if current else None
        line = self._line
        if line is None:
            return
        code = f" {line.code}" if line.code else ""
        self.name.setText(f"{line.position}. {line.name}{code}")
        self.suggested.show_mark(result_mark(line.suggested) if line.suggested else None)
        keep_shown(self._suggests, shown=bool(line.suggested))
        facts = [
            (_("Inspected against"), str(line.required or "")),
            (_("Found by the records"), str(line.found or "")),
            (_("Evidence"), evidence_words(line.evidence)),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        self.results.show_result(line.result)
        self.words.set_value(line.note)
        self.words.setPlaceholderText(_hint(line.result))
        self.photos.show_of(ENTITY, line.uid)
        keep_shown(self.remove, shown=line.added)

    def _keep(self, line: InspectionLine, result: Result) -> bool:
        """Keep an answer with the words beside it; return whether that was possible."""
        return self._try(
            lambda: self._services.inspections.answer(line.id, result, self.words.value())
        )

    def _keep_words(self) -> None:
        """Keep words that were typed and not kept yet."""
        line = self._line
        if line is None or self.words.value() == line.note:
            return
        if self._keep(line, line.result):
            whole = self._services.inspections.inspection(self._id)
            self._lines = {each.id: each for each in whole.lines}

    def _try(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except Refused as refusal:
            self._on_refused(list(refusal.problems))
            return False
        self.note.hide()
        return True

    def _show_line(self, line_id: InspectionLineId) -> None:
        self.table.choose_where(lambda line: line.id == line_id)
        self._stay()

    def _stay(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_first_open(self) -> None:
        first = next(iter(self._lines.values()), None)
        lines = self._lines.values()
        wanted = next((each for each in lines if each.result is Result.UNCHECKED), first)
        if wanted is not None:
            self._show_line(wanted.id)

    def _on_key_in_words(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep_words()
            self.go_on()
            return True
        return False

    def _on_chosen(self, record: InspectionLine | None) -> None:
        """Show another line; words typed for the one before are kept first."""
        if record is None or (self._line is not None and record.id == self._line.id):
            return
        self._keep_words()
        self._show()

    def _on_opened(self, _line: InspectionLine) -> None:
        self.words.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_prove(self) -> None:
        self._keep_words()
        if self._try(lambda: self._services.inspections.answer_suggested(self._id)):
            self._read()
            self._go_to_first_open()

    def _on_more(self) -> None:
        self._keep_words()
        form = LineForm(self._services.inspections, self._id, **self._over_it())
        ask(form)
        if form.line_id is not None:
            self._read()
            self._show_line(form.line_id)

    def _on_remove(self) -> None:
        line = self._line
        if line is not None and self._try(lambda: self._services.inspections.remove_line(line.id)):
            self._line = None
            self._read()
            self._stay()

    def _on_submit(self) -> None:
        """Submit, or show which lines still owe something and go to the first of them."""
        self._keep_words()
        self._read()
        whole = self._services.inspections.inspection(self._id)
        owed = owed_before(self._services, whole)
        if owed:
            self.note.say("\n".join(words for _line, words in owed[:_MOST_TOLD]), Tone.WARNING)
            self._show_line(owed[0][0])
        elif whole.progress.wanting:
            if ask(SubmitForm(self._services, whole, **self._over_it())):
                self.accept()
        elif self._dialogs.confirm(
            self,
            _("Submit the inspection?"),
            _("Nothing is wanting; no action follows from it."),
            yes=_("Submit it"),
            no=_("Go on checking"),
        ) and self._try(lambda: self._services.inspections.submit(self._id, {})):
            self.accept()

    def _on_viewed(self, photo: Attachment) -> None:
        ask(PhotoViewer(self._services.attachments, self.photos.photos(), photo, self))

    def _on_refused(self, problems: list[Problem]) -> None:
        self.note.say_problems(problems)

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        if Topic.INSPECTIONS in topics and self._line is not None:
            self.photos.show_of(ENTITY, self._line.uid)

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self}


_MOST_TOLD = 4
"""So many lines are named that owe something; a longer list would hide the form."""


def _hint(result: Result) -> str:
    if result is Result.NOT_APPLICABLE:
        return _("Why it does not apply")
    return _("What is wrong: it becomes the finding") if result.wanting else ""
