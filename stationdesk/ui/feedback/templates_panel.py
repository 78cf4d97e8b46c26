"""All ready-made answers: looked through, written, changed, put away and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import OUTCOME_WORDS
from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.feedback.template_form import TemplateForm
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import button, keep_shown, label
from stationdesk.ui.widgets.detail_pane import scrolling
from stationdesk.ui.widgets.fields import TickField
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.panel import Panel
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.templates import Template
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

TEXT_HEIGHT = 96


def _mark(template: Template) -> Mark:
    if template.archived_on is not None:
        return Mark(N_("Put away"), Tone.NEUTRAL)
    if template.ready_made:
        return Mark(N_("Ready-made"), Tone.INFO)
    return Mark(N_("Our own"), Tone.GOOD)


COLUMNS: tuple[Column[Template], ...] = (
    Column(
        "kind",
        N_("For which kind"),
        Kind.TEXT,
        lambda each: _(FEEDBACK_KIND_WORDS[each.kind]) if each.kind else _("Every kind"),
        5,
    ),
    Column(
        "outcome",
        N_("For which outcome"),
        Kind.TEXT,
        lambda each: _(OUTCOME_WORDS[each.outcome]) if each.outcome else _("Every outcome"),
        7,
    ),
    Column("title", N_("Name of the template"), Kind.TEXT, lambda each: each.title, 9, grows=True),
    Column("blanks", N_("Blanks"), Kind.TEXT, lambda each: "、".join(each.blanks), 8, grows=True),
    Column("source", N_("Origin"), Kind.STATE, _mark, 5),
)


class TemplatesPanel(Panel):
    """The ready-made answers with the text of the chosen one below them."""

    def __init__(self, feedback: Feedback, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(_("Ready-made answers"), 920, 600, parent)
        self._feedback, self._dialogs = feedback, dialogs
        kinds = {"": _("All kinds")}
        kinds |= {str(key): _(words) for key, words in FEEDBACK_KIND_WORDS.items()}
        self.filters = FilterBar(_("Name or words of the text"))
        self.filters.add_choice("kind", _("Kind of entry"), kinds)
        self.table: RecordTable[Template] = RecordTable(
            COLUMNS, _("Ready-made answers"), key=lambda each: (each.id, each.place)
        )
        self.text = label("", wrap=True)
        self.put_away = TickField(_("Show what was put away"))
        self.add = button(_("New one"), Icon.ADD, shortcut="Ins")
        self.change = button(_("Change it"), Icon.EDIT, shortcut="F4")
        self.archive = button(_("Put away"), Icon.ARCHIVE)
        self.bring_back = button(_("Bring back"), Icon.ARROW_UNDO)
        self._build()
        self._connect()
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the templates again."""
        templates = self._feedback.templates(archived=self.put_away.value())
        self.table.show_records(templates)
        self._narrow()

    def _build(self) -> None:
        self.table.set_hints(_("↑↓ choose"), _("Enter change"))
        shown = scrolling(self.text)
        shown.setFixedHeight(px(TEXT_HEIGHT))
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(shown)
        self.body.addWidget(self.put_away)
        self.add_aside(self.add)
        for made in (self.change, self.archive, self.bring_back):
            self.add_deed(made)

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.table.clear_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_change)
        self.put_away.edited.connect(self.refresh)
        self.add.clicked.connect(self._on_add)
        self.change.clicked.connect(self._on_change)
        self.archive.clicked.connect(self._on_archive)
        self.bring_back.clicked.connect(self._on_bring_back)

    def _narrow(self) -> None:
        query, kind = self.filters.query().casefold(), self.filters.choice("kind")

        def accepts(each: Template) -> bool:
            said = f"{each.title} {each.body}".casefold()
            return kind in ("", str(each.kind or "")) and all(x in said for x in query.split())

        self.table.narrow(accepts, told=self.filters.query())

    def _on_chosen(self, template: Template | None) -> None:
        away = template is not None and template.archived_on is not None
        self.text.setText(template.body if template else "")
        for made in (self.change, self.archive):
            made.setEnabled(template is not None and not away)
        keep_shown(self.archive, shown=not away)
        keep_shown(self.bring_back, shown=away)

    def _on_add(self) -> None:
        TemplateForm(self._feedback, dialogs=self._dialogs, parent=self).exec()
        self.refresh()

    def _on_change(self, *_pressed: object) -> None:
        template = self.table.current()
        if template is not None and template.archived_on is None:
            TemplateForm(self._feedback, template, dialogs=self._dialogs, parent=self).exec()
            self.refresh()

    def _on_archive(self) -> None:
        if (template := self.table.current()) is not None:
            self._feedback.archive_template(template)
            self.refresh()

    def _on_bring_back(self) -> None:
        if (template := self.table.current()) is not None:
            self._feedback.bring_template_back(template)
            self.refresh()
