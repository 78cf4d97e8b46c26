"""Bringing in the ledgers a station kept by hand: choose, look through, bring in, or take back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QStackedWidget

from stationdesk import paths
from stationdesk.domain.importing import plain
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.services.changes import Topic
from stationdesk.ui.icons import Icon
from stationdesk.ui.imports.check_sheet import CheckSheet
from stationdesk.ui.imports.find_list import FindLine
from stationdesk.ui.imports.keeping import KeepingDialog
from stationdesk.ui.imports.password_form import ask_password
from stationdesk.ui.imports.plans import Plans
from stationdesk.ui.imports.reading import Unread, read_files
from stationdesk.ui.imports.result_sheet import Result, ResultSheet
from stationdesk.ui.imports.start_sheet import StartSheet
from stationdesk.ui.imports.tray import Find, Tray
from stationdesk.ui.jobs import Cancelled
from stationdesk.ui.page import Page
from stationdesk.ui.widgets.basics import keep_shown, rename
from stationdesk.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from typing import Any

    from PyQt6.QtGui import QDragEnterEvent, QDropEvent
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ledgers.kinds import LedgerKind
    from stationdesk.domain.ledgers.tables import Corrections
    from stationdesk.domain.loan_importing import Taken
    from stationdesk.services.bringing_in.ledger_files import LedgerFile
    from stationdesk.services.imports import Imports
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.feed import ChangeFeed
    from stationdesk.ui.jobs import Job, JobRunner

LEDGER_KINDS = "*.xlsx *.xlsm *.xls *.et *.ods *.csv"
EXCEL = "Excel (*.xlsx)"


class Step(Enum):
    """Where one is."""

    START = auto()
    CHECK = auto()
    RESULT = auto()


class ImportsPage(Page):
    """Three steps in one page; nothing is kept before the button of the second is pressed."""

    def __init__(
        self,
        imports: Imports,
        jobs: JobRunner,
        feed: ChangeFeed,
        dialogs: Dialogs,
        today: Callable[[], date],
        *,
        password_of: Callable[[QWidget, str], str | None] = ask_password,
    ) -> None:
        super().__init__(_("Import"), body_height=420)
        self._imports = imports
        self._jobs = jobs
        self._dialogs = dialogs
        self._today = today
        self._password_of = password_of
        self._tray = Tray()
        self._plans = Plans(imports)
        self._choices: dict[str, Taken | None] = {}
        self._passwords: dict[Path, str] = {}
        self._shown: object = None
        self._results: list[Result] = []
        self._step = Step.START
        self._job: Job[Any] | None = None
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._go(Step.START)
        self.listen(
            feed,
            Topic.IMPORTS,
            Topic.INVENTORY,
            Topic.AMENITIES,
            Topic.LENDING,
            Topic.FEEDBACK,
            Topic.VOLUNTEERS,
            Topic.ROSTER,
            Topic.ATTENDANCE,
        )

    def refresh(self) -> None:
        """Look again at what the rows would become, and whether the import still stands."""
        self._plans.forget()
        if self._step is Step.CHECK:
            self._show_finds()
        elif self._step is Step.RESULT:
            self._show_results()

    def open_with(self, argument: object) -> None:
        """Read files that were chosen elsewhere: a path, or several."""
        chosen = [argument] if isinstance(argument, str | Path) else argument
        if isinstance(chosen, list | tuple):
            self.read([Path(path) for path in chosen])

    def is_waiting(self) -> bool:
        """Return whether files are still being read."""
        return self._job is not None

    def read(self, files: Sequence[Path]) -> None:
        """Read files and lay them on the table; the files themselves are only read."""
        if not files or self._job is not None:
            return
        self.note.hide()
        self.strip.begin(_("The files are being read…"))
        self._job = self._jobs.start(
            partial(read_files, list(files), dict(self._passwords)),
            self._on_read,
            self._on_failed,
            self.strip.show_progress,
        )

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Take files that are dragged over the page."""
        if event is not None and (said := event.mimeData()) is not None and said.hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Read the files that were let go over the page."""
        said = event.mimeData() if event is not None else None
        if event is None or said is None:
            return
        event.acceptProposedAction()
        local = [Path(url.toLocalFile()) for url in said.urls() if url.isLocalFile()]
        self.read([path for path in local if path.is_file()])

    def _build(self) -> None:
        self.again = self.head.add_button(_("Start over"), Icon.ARROW_COUNTERCLOCKWISE)
        self.more = self.head.add_button(_("More files…"), Icon.ADD, "Ctrl+O")
        self.primary = self.head.set_primary("", shortcut="Ctrl+Return")
        self.strip = ProgressStrip()
        self.start = StartSheet(paths.resources() / "samples")
        self.check = CheckSheet(self._today())
        self.result = ResultSheet()
        self._steps = QStackedWidget()
        self._sheets = {
            Step.START: self.start,
            Step.CHECK: self.check,
            Step.RESULT: self.result,
        }
        for sheet in self._sheets.values():
            self._steps.addWidget(sheet)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._steps, 1)

    def _connect(self) -> None:
        self.primary.clicked.connect(self._on_primary)
        self.again.clicked.connect(self._on_again)
        self.more.clicked.connect(self._on_choose)
        self.strip.cancel_pressed.connect(self._on_stop)
        self.start.choose_wanted.connect(self._on_choose)
        self.start.template_wanted.connect(self._on_template)
        self.start.sample_wanted.connect(self._on_sample)
        check = self.check
        check.chosen.connect(self._on_chosen)
        check.wanted_changed.connect(self._on_wanted)
        check.corrected.connect(self._on_corrected)
        check.pointed_out.connect(self._on_pointed_out)
        check.save_left_wanted.connect(self._on_save_left)
        check.all_wanted_changed.connect(self._on_all_wanted)
        check.year_told.connect(self._on_year)
        check.thing_chosen.connect(self._on_thing)
        self.result.undo_wanted.connect(self._on_undo)
        self.result.inventory_wanted.connect(partial(self.turn_to.emit, "inventory", None))
        self.result.amenities_wanted.connect(partial(self.turn_to.emit, "amenities", None))
        self.result.lending_wanted.connect(partial(self.turn_to.emit, "lending", None))
        self.result.feedback_wanted.connect(partial(self.turn_to.emit, "feedback", None))
        self.result.volunteers_wanted.connect(partial(self.turn_to.emit, "volunteers", None))
        self.result.roster_wanted.connect(partial(self.turn_to.emit, "roster", None))

    def _go(self, step: Step) -> None:
        """Turn to a step: its sheet, its words, and what the primary button says there."""
        self._step = step
        self._steps.setCurrentWidget(self._sheets[step])
        subtitle, verb = {
            Step.START: (_("1 of 3: choose the files"), ""),
            Step.CHECK: (_("2 of 3: look through what was read"), _("Bring in")),
            Step.RESULT: (_("3 of 3: done"), _("More ledgers")),
        }[step]
        self.head.set_subtitle(subtitle)
        rename(self.primary, verb)
        keep_shown(self.primary, shown=bool(verb))
        for made in (self.again, self.more):
            keep_shown(made, shown=step is Step.CHECK)

    def _on_primary(self) -> None:
        if self._step is Step.CHECK:
            self._bring_in()
        elif self._step is Step.RESULT:
            self._on_again()

    def _on_again(self) -> None:
        self._tray.clear()
        self._choices.clear()
        self._plans.forget()
        self._passwords.clear()
        self._shown = None
        self.note.hide()
        self._go(Step.START)
        self.start.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        kinds = _("Ledgers ({endings})").format(endings=LEDGER_KINDS)
        self.read(self._dialogs.open_paths(self, _("Choose the ledgers"), kinds))

    def _on_sample(self, file: Path) -> None:
        self.read([file])

    def _on_template(self, file: Path) -> None:
        path = self._dialogs.save_path(self, file.name, EXCEL)
        if path is None:
            return
        try:
            shutil.copyfile(file, path)
        except OSError as error:
            told = _("{name} could not be saved: {reason}")
            self.note.say(told.format(name=path.name, reason=error.strerror or str(error)))
        else:
            self.tell(_("Saved: {file}").format(file=path.name))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_read(self, found: list[LedgerFile | Unread]) -> None:
        self._end_job()
        unread = [each for each in found if isinstance(each, Unread)]
        files = [each for each in found if not isinstance(each, Unread)]
        self._tray.put(files)
        if files:
            self._shown = self._first_of(files)
            self._go(Step.CHECK)
            self._show_finds()
            self.check.finds.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_unread(unread)

    def _first_of(self, files: Iterable[LedgerFile]) -> object:
        hashes = {file.sha256 for file in files}
        return next((f.key for f in self._tray.finds() if f.file.sha256 in hashes), None)

    def _tell_unread(self, unread: Sequence[Unread]) -> None:
        """Say which files could not be read; for those with a password ask it and try again."""
        locked = [each for each in unread if each.wants_password]
        self._say([str(each) for each in unread if not each.wants_password])
        again = []
        for each in locked:
            password = self._password_of(self, str(each))
            if password:
                self._passwords[each.path] = password
                again.append(each.path)
        told = self.note.words.text() if not self.note.isHidden() else ""
        self.read(again)
        given_up = [str(each) for each in locked if each.path not in again]
        self._say([*([told] if told else []), *given_up])

    def _say(self, sentences: Sequence[str]) -> None:
        if sentences:
            self.note.say("\n".join(sentences))

    def _on_failed(self, error: Exception) -> None:
        self._end_job()
        if isinstance(error, Refused):
            self.note.say_problems(error.problems)
        elif not isinstance(error, Cancelled):
            raise error

    def _end_job(self) -> None:
        self._job = None
        self.strip.finish()

    def _show_finds(self) -> None:
        """Show what lies on the table, the find one is at, and what all of it becomes."""
        finds = self._tray.finds()
        self._plans.lay_out(self._wanted(), self._choices)
        self.check.show_finds([FindLine(find, self._tone(find)) for find in finds], self._shown)
        self._shown = self.check.finds.current_key()
        self.check.things.show_things(self._plans.things, self._imports.lent_here().values())
        self.check.ask_day(any(find.is_of_a_day for find in finds))
        self._show_find()
        self._show_totals()

    def _show_find(self) -> None:
        find = self._find()
        if find is None:
            return
        if find.ledger is None:
            self.check.show_bare(find)
        else:
            warnings = self._tray.warnings(find)
            wanted = self._tray.wants(find)
            self.check.show_plan(find, self._plans.of(find), warnings, wanted=wanted)
        parts = self._tray.registers_beside(find)
        self.check.show_register(len(parts), all_wanted=all(map(self._tray.wants, parts)))

    def _show_totals(self) -> None:
        self.check.show_totals(*self._plans.totals(self._wanted()))

    def _tone(self, find: Find) -> Tone:
        if find.ledger is None:
            return Tone.BAD
        if not self._tray.wants(find):
            return Tone.NEUTRAL
        return Tone.WARNING if self._plans.of(find).problems() else Tone.GOOD

    def _find(self) -> Find | None:
        return next((f for f in self._tray.finds() if f.key == self._shown), None)

    def _wanted(self) -> list[Find]:
        return [find for find in self._tray.finds() if self._tray.wants(find)]

    def _on_chosen(self, key: object) -> None:
        self._shown = key
        self._show_find()

    def _on_wanted(self, wanted: bool) -> None:
        find = self._find()
        if find is not None:
            self._tray.set_wanted(find, wanted=wanted)
            self._show_finds()

    def _on_all_wanted(self, wanted: bool) -> None:
        find = self._find()
        if find is not None:
            for part in self._tray.registers_beside(find):
                self._tray.set_wanted(part, wanted=wanted)
            self._show_finds()

    def _on_thing(self, name: str, taken: Taken | None) -> None:
        """Take a thing of the registers for what a person says it is."""
        self._choices[plain(name)] = taken
        self._show_finds()

    def _on_year(self, year: int) -> None:
        find = self._find()
        if find is not None:
            self._read_anew(partial(find.file.in_year, year))

    def _on_corrected(self, corrections: Corrections) -> None:
        """Read the ledger shown as a person set it right; a long one takes its time."""
        find = self._find()
        if find is not None and find.place is not None:
            self._read_anew(partial(find.file.corrected, find.place, corrections))

    def _on_pointed_out(self, kind: LedgerKind, header_row: int) -> None:
        find = self._find()
        if find is not None:
            self._shown = (find.file.sha256, len(find.file.ledgers), find.sheet.name)
            self._read_anew(partial(find.file.with_table_at, find.sheet, kind, header_row))

    def _read_anew(self, reading: Callable[[], LedgerFile]) -> None:
        if self._job is not None:
            return
        self.strip.begin(_("The ledger is being read anew…"))
        self._job = self._jobs.start(reading, self._on_read_anew, self._on_failed)

    def _on_read_anew(self, file: LedgerFile) -> None:
        self._end_job()
        self._tray.put([file])
        self._show_finds()

    def _bring_in(self) -> None:
        wanted = self._tray.wanted()
        day = self.check.day.value()
        if self._job is not None:
            return
        if not wanted:
            self.note.say(_("There is no table to bring in."), Tone.WARNING)
        elif day is None:
            self.note.say(self.check.day.unreadable() or _("Write a day."))
            self.check.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stands_against():
            told = _(
                "Some rows cannot be brought in as they stand. Look through them, or tick that"
                " they are left out."
            )
            self.note.say(told, Tone.WARNING)
            self.check.leave_out.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._keep(wanted, day)

    def _stands_against(self) -> bool:
        """Return whether rows would be lost to which nobody has agreed."""
        if self.check.may_leave_out():
            return False
        _counts, left = self._plans.totals(self._wanted())
        return left > 0

    def _keep(self, wanted: Sequence[tuple[LedgerFile, int]], day: date) -> None:
        self.note.hide()
        progress = KeepingDialog(self)
        try:
            brought = self._imports.bring_in_chosen(
                wanted,
                on=day,
                leave_out=self.check.may_leave_out(),
                things=self._choices,
                tell=progress.tell,
            )
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        except Cancelled:
            self.note.say(_("The import was stopped; nothing was kept."), Tone.INFO)
        else:
            self._results = [Result(plan, run) for plan, run in brought]
            self._go(Step.RESULT)
            self._show_results()
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        finally:
            progress.close()

    def _show_results(self) -> None:
        undone = {run.id for run in self._imports.runs() if run.undone_at is not None}
        self._results = [
            replace(each, undone=each.run is not None and each.run.id in undone)
            for each in self._results
        ]
        self.result.show_results(self._results)

    def _on_undo(self) -> None:
        came = (each.run.id for each in self._results if each.run and not each.undone)
        runs = list(dict.fromkeys(came))
        try:
            self._imports.undo_all(runs)
        except Refused as refusal:
            self.note.say_problems(refusal.problems)
        else:
            self.note.hide()
            self.tell(_("The import was taken back as a whole."))

    def _on_save_left(self) -> None:
        """Write the rows that stay behind as a workbook, ledger by ledger."""
        for find in self._wanted():
            left = self._plans.of(find).left_rows()
            if not left.rows:
                continue
            path = self._dialogs.save_path(self, left.file_name(".xlsx"), EXCEL)
            if path is None:
                return
            path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
            self._jobs.start(
                partial(left.write, path), partial(self._on_left_saved, path), self._on_failed
            )

    def _on_left_saved(self, path: Path, _nothing: object) -> None:
        self.tell(_("Saved: {file}").format(file=path.name))
