"""The second step: what was found, how it is read, and what each row becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSignalBlocker, Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.columns import JOINED
from stationdesk.domain.ledgers.kinds import KIND_NAMES, READABLE, fields_of
from stationdesk.domain.ledgers.tables import Corrections
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.icons import Icon
from stationdesk.ui.imports.find_list import FindLine, FindList
from stationdesk.ui.imports.ledger_grid import LedgerGrid
from stationdesk.ui.imports.preview_rows import (
    NO_RECORD,
    OUTCOME_MARKS,
    PROBLEMS,
    PreviewRow,
    bare_rows,
    field_words,
    ledger_columns,
    preview_rows,
    sheet_columns,
)
from stationdesk.ui.imports.thing_choices import ThingChoices
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import Card, Elide, button, column, keep_shown, label
from stationdesk.ui.widgets.detail_pane import Facts
from stationdesk.ui.widgets.fields import ChoiceField, CountField, DayField, TickField
from stationdesk.ui.widgets.flow import FlowLayout
from stationdesk.ui.widgets.notes import InlineNote
from stationdesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ledgers.kinds import LedgerKind
    from stationdesk.domain.ledgers.tables import LedgerColumn, LedgerProblem
    from stationdesk.domain.problems import Problem
    from stationdesk.services.bringing_in.import_plans import ImportPlan
    from stationdesk.ui.imports.tray import Find

LIST_WIDTH = 252
SETTLE_MS = 500
"""How long a heading row must rest before the sheet is read anew by it."""
ALL, DOUBTFUL = "all", "doubtful"


class CheckSheet(QWidget):
    """Shows one find at a time; what a person changes it only tells."""

    chosen = pyqtSignal(object)
    """The key of the find to be shown."""
    wanted_changed = pyqtSignal(bool)
    corrected = pyqtSignal(object)
    """``Corrections`` of the ledger shown."""
    pointed_out = pyqtSignal(object, int)
    """A kind and a heading row (from 1) for a sheet in which no ledger was found."""
    all_wanted_changed = pyqtSignal(bool)
    """Whether all parts of the register shown are to be brought in."""
    year_told = pyqtSignal(int)
    """The year of the days that are written without one in the book shown."""
    thing_chosen = pyqtSignal(str, object)
    """The name of a thing, and what it is taken for."""
    save_left_wanted = pyqtSignal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Find | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._year_settle = QTimer(self)
        self._year_settle.setSingleShot(True)
        self._year_settle.setInterval(SETTLE_MS)
        self._build(today)
        self._connect()

    def show_finds(self, lines: Sequence[FindLine], current: object) -> None:
        """Show the list of finds with the cursor on ``current``."""
        self.finds.show_lines(lines, current)

    def show_plan(
        self, find: Find, plan: ImportPlan, warnings: Iterable[Problem], *, wanted: bool
    ) -> None:
        """Show a ledger, what its rows become and what is doubtful about it."""
        table = plan.ledger.table
        self._take(find, table.kind, table.header_row)
        self.wanted.setEnabled(find.can_come_in)
        with QSignalBlocker(self.wanted):
            self.wanted.set_value(wanted)
        rows = preview_rows(plan)
        fields: list[tuple[str, object]] = [
            (column.heading, column.field) for column in table.columns
        ]
        self.grid.show_rows(
            ledger_columns(table),
            rows,
            fields if find.can_come_in else (),
            _field_options(table.kind),
        )
        self._offer_filters(rows)
        self._show_problems(plan.problems())
        self._say_warnings(warnings)

    def show_register(self, parts: int, *, all_wanted: bool) -> None:
        """Offer what goes for a register as a whole; ``parts`` 0 is no register."""
        told = _("Bring in all {count} parts of this register").format(count=parts)
        self.all_wanted.setText(told)
        with QSignalBlocker(self.all_wanted):
            self.all_wanted.set_value(all_wanted)
        keep_shown(self.all_wanted, shown=parts > 1)
        keep_shown(self.above_wanted, shown=parts <= 1)
        keep_shown(self.year_cell, shown=parts > 0)

    def show_bare(self, find: Find) -> None:
        """Show a sheet in which no ledger was found, so that its heading can be pointed out."""
        self._take(find, None, None)
        with QSignalBlocker(self.wanted):
            self.wanted.set_value(False)
        self.wanted.setEnabled(False)
        rows = bare_rows(find.sheet)
        self.grid.show_rows(sheet_columns(find.sheet), rows, (), {})
        self._offer_filters(rows)
        self._show_problems(())
        told = _(
            "No ledger was recognised here. Say what it is, and write or double-click the row"
            " of its headings."
        )
        self.warning.say(told, Tone.INFO)

    def show_totals(self, counts: Mapping[Outcome, int], left: int) -> None:
        """Tell what all wanted ledgers together become; ``left`` rows cannot be brought in."""
        facts = [
            (str(OUTCOME_MARKS[each]), str(counts.get(each, 0)))
            for each in Outcome
            if each is not Outcome.LEFT and (counts.get(each) or each is Outcome.NEW)
        ]
        self.totals.show_facts(facts)
        self.leave_out.setText(_("Leave out {count} rows").format(count=left))
        for part in (self.leave_out, self.leave_out_why, self.save_left):
            keep_shown(part, shown=left > 0)

    def ask_day(self, asked: bool) -> None:
        """Ask of which day the figures are; loans bear their own days."""
        for part in (self.day_label, self.day):
            keep_shown(part, shown=asked)

    def may_leave_out(self) -> bool:
        """Return whether the person agreed that rows stay behind."""
        return self.leave_out.value()

    def go_to(self, problem: LedgerProblem) -> None:
        """Show the row a problem is about."""
        if not self.grid.go_to(problem.row, problem.column):
            self.filter.set_value(ALL)
            self.grid.go_to(problem.row, problem.column)

    def _take(self, find: Find, kind: LedgerKind | None, header_row: int | None) -> None:
        self._settle.stop()
        self._year_settle.stop()
        self._find = find
        self.name.setText(f"{find.file.name} · {find.sheet.name}")
        kinds = [*READABLE, *([kind] if kind not in (None, *READABLE) else [])]
        options: dict[object, str] = {} if kind else {None: _("Choose what it is")}
        options |= {each: _(KIND_NAMES[each]) for each in kinds if each is not None}
        year = find.ledger.table.year if find.ledger else None
        with QSignalBlocker(self.year):
            self.year.set_value(year)
        with QSignalBlocker(self.kind), QSignalBlocker(self.header_row):
            self.kind.set_options(options)
            self.kind.set_value(kind)
            self.header_row.set_bounds(1, max(1, len(find.sheet.rows)))
            self.header_row.set_value(header_row)

    def _build(self, today: date) -> None:
        self.finds = FindList()
        self.things = ThingChoices()
        self.day = DayField(today, today)
        self.totals = Facts()
        self.leave_out = TickField("")
        self.leave_out_why = label(
            _("Each of them says on the right what is missing or wrong."), "caption", wrap=True
        )
        self.save_left = button(_("Save them to correct…"), Icon.DOCUMENT_TABLE, look="link")
        self.name = Elide("", "card_title")
        self.wanted = TickField(_("Bring in this table"))
        self.all_wanted = TickField("")
        self.year = CountField(least=2000, most=2100)
        self.year.setPlaceholderText(_("as written"))
        self.kind = ChoiceField()
        self.header_row = CountField(least=1)
        self.filter = ChoiceField()
        self.warning = InlineNote(closable=False)
        self.grid = LedgerGrid()
        self.problems: RecordTable[LedgerProblem] = RecordTable(
            PROBLEMS, _("What is doubtful"), footer=False
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self._left_card())
        layout.addWidget(self._right_card(), 1)

    def _left_card(self) -> Card:
        card = Card(_("Ledgers found"))
        card.setFixedWidth(px(LIST_WIDTH))
        self.day_label = label(_("The figures are of (day)"), "field")
        self.day_label.setBuddy(self.day)
        self.day.setAccessibleName(self.day_label.text())
        card.body.addWidget(self.finds, 1)
        card.body.addWidget(self.things)
        card.body.addWidget(self.day_label)
        card.body.addWidget(self.day)
        card.body.addWidget(self.totals)
        for part in (self.leave_out, self.leave_out_why, self.save_left):
            card.body.addWidget(part)
        card.body.setAlignment(self.save_left, Qt.AlignmentFlag.AlignLeft)
        return card

    def _right_card(self) -> Card:
        card = Card()
        choices = FlowLayout(gap=12, line_gap=6)
        choices.addWidget(_named(_("Kind of ledger"), self.kind, 190))
        choices.addWidget(_named(_("Row of the headings"), self.header_row, 96))
        choices.addWidget(_named(_("Rows shown"), self.filter, 180))
        self.year_cell = _named(_("Year of the days"), self.year, 96)
        choices.addWidget(self.year_cell)
        choices.addWidget(self._wanted_cell())
        for part in (self.year_cell, self.all_wanted):
            part.hide()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(self.problems)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([px(300), px(130)])
        self.grid.setMinimumHeight(px(150))
        self.problems.setMinimumHeight(px(84))
        card.body.addWidget(self.name)
        card.body.addLayout(choices)
        card.body.addWidget(self.warning)
        card.body.addWidget(self.split, 1)
        return card

    def _wanted_cell(self) -> QWidget:
        """Return what is brought in: this table, and above it all parts of its register."""
        self.above_wanted = label("", "field")
        cell = QWidget()
        cell.setLayout(column(self.above_wanted, self.all_wanted, self.wanted, gap=4))
        return cell

    def _connect(self) -> None:
        self.finds.chosen.connect(self.chosen)
        self.wanted.toggled.connect(self.wanted_changed)
        self.all_wanted.toggled.connect(self.all_wanted_changed)
        self.things.chosen.connect(self.thing_chosen)
        self.year.edited.connect(self._year_settle.start)
        self._year_settle.timeout.connect(self._on_year)
        self.kind.edited.connect(self._on_table_corrected)
        self.header_row.edited.connect(self._settle.start)
        self._settle.timeout.connect(self._on_table_corrected)
        self.filter.edited.connect(self._on_filter)
        self.grid.field_chosen.connect(self._on_field)
        self.grid.row_opened.connect(self._on_row_opened)
        self.problems.chosen.connect(self._on_problem)
        self.problems.opened.connect(self._on_problem_opened)
        self.save_left.clicked.connect(self.save_left_wanted)

    def _offer_filters(self, rows: Sequence[PreviewRow]) -> None:
        """Offer to see only the rows that become one thing, with how many there are."""
        options: dict[object, str] = {ALL: _("All rows: {count}").format(count=len(rows))}
        for mark in (*OUTCOME_MARKS.values(), NO_RECORD):
            if count := sum(row.mark is mark for row in rows):
                options[mark.phrase] = f"{mark} {count}"
        if doubtful := sum(row.doubtful for row in rows):
            options[DOUBTFUL] = _("Rows to look at: {count}").format(count=doubtful)
        with QSignalBlocker(self.filter):
            self.filter.set_options(options)
        self._on_filter()

    def _show_problems(self, problems: Sequence[LedgerProblem]) -> None:
        with QSignalBlocker(self.problems):
            self.problems.show_records(problems)
        keep_shown(self.problems, shown=bool(problems))

    def _say_warnings(self, warnings: Iterable[Problem]) -> None:
        told = list(dict.fromkeys(map(str, warnings)))
        if told:
            self.warning.say("\n".join(told), Tone.WARNING)
        else:
            self.warning.hide()

    def _on_filter(self) -> None:
        self.grid.narrow(_accepts(str(self.filter.value())))

    def _on_field(self, place: int, field: object) -> None:
        ledger = self._find.ledger if self._find else None
        if ledger is None:
            return
        chosen = str(field) if field else None
        columns = ledger.table.columns
        fields = {columns[place].index: chosen} | _given_up(columns, place, chosen)
        self.corrected.emit(Corrections(fields=fields))

    def _on_table_corrected(self) -> None:
        """Read the sheet anew by the kind and the heading row that stand in the fields."""
        self._settle.stop()
        kind, row = self.kind.value(), self.header_row.value()
        if self._find is None or row is None or kind is None:
            return
        if self._find.ledger is None:
            self.pointed_out.emit(kind, row)
            return
        table = self._find.ledger.table
        if (kind, row) != (table.kind, table.header_row):
            self.corrected.emit(Corrections(kind=kind, header_row=row))  # type: ignore[arg-type]

    def _on_year(self) -> None:
        year = self.year.value()
        table = self._find.ledger.table if self._find and self._find.ledger else None
        if year is not None and table is not None and year != table.year:
            self.year_told.emit(year)

    def _on_row_opened(self, _place: int) -> None:
        """Take the row the cursor stands on as the row of the headings."""
        row = self.grid.current_row()
        if row is not None and self._find is not None and self._find.ledger is None:
            self.header_row.set_value(row.number)

    def _on_problem(self, problem: LedgerProblem | None) -> None:
        if problem is not None and problem.row:
            self.go_to(problem)

    def _on_problem_opened(self, problem: LedgerProblem) -> None:
        self.go_to(problem)
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)


def _field_options(kind: LedgerKind) -> dict[object, str]:
    return {name: field_words(kind, name) for name in (None, *fields_of(kind))}


def _given_up(
    columns: Sequence[LedgerColumn], place: int, field: str | None
) -> dict[int, str | None]:
    """Return the columns that no longer hold ``field``, because another one does now."""
    if field is None or field in JOINED:
        return {}
    return {
        column.index: None
        for number, column in enumerate(columns)
        if number != place and column.field == field
    }


def _accepts(key: str) -> Callable[[PreviewRow], bool] | None:
    if key == ALL:
        return None
    if key == DOUBTFUL:
        return lambda row: row.doubtful
    return lambda row: row.mark.phrase == key


def _named(name: str, field: QWidget, width: int) -> QWidget:
    """Return a field under its name; a ``width`` of 0 is that of its words."""
    if width:
        field.setFixedWidth(px(width))
    if name:
        field.setAccessibleName(name)
    said = label(name, "field")
    said.setBuddy(field)
    cell = QWidget()
    cell.setLayout(column(said, field, gap=4))
    return cell
