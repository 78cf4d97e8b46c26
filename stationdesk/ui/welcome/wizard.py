"""The first minutes with the program: how to begin, and four short steps to a new station."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from stationdesk import paths
from stationdesk.i18n import N_, _
from stationdesk.ui.drives import other_drives
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import TEXT_PERCENTS, px
from stationdesk.ui.welcome.backup_step import BackupStep
from stationdesk.ui.welcome.choice_list import ChoiceList
from stationdesk.ui.welcome.first_run import Beginning, FirstRun
from stationdesk.ui.welcome.ledgers_step import LedgersStep
from stationdesk.ui.welcome.station_step import ENDING, StationStep
from stationdesk.ui.widgets.basics import Segmented, column, label
from stationdesk.ui.widgets.step_wizard import Step, StepWizard
from stationdesk.ui.widgets.text_sample import TEXT_WORDS, TextSample

if TYPE_CHECKING:
    from pathlib import Path

    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.preferences import Preferences

__all__ = ["FirstRun", "FirstRunWizard"]

WIDTH, HEIGHT = 880, 620
STATION_FILES = "StationDesk (*.station)"
_COPY_STAMP = re.compile(r"-(replaced-)?\d{8}-\d{6}$")
_WAYS = {
    Beginning.NEW: (
        N_("Set up a new station"),
        N_("Begin with its name; ledgers kept in Excel can be brought in."),
        Icon.ADD,
    ),
    Beginning.DEMO: (
        N_("Look at the demo station"),
        N_("An invented station with a year of records, to try everything out."),
        Icon.SPARKLE,
    ),
    Beginning.OPEN: (
        N_("Open a station file"),
        N_("The records are on this PC or on a drive already."),
        Icon.FOLDER_OPEN,
    ),
    Beginning.RESTORE: (
        N_("Restore from a backup"),
        N_("After a change of PC, or when the file was lost."),
        Icon.HISTORY,
    ),
}


class FirstRunWizard(StepWizard):
    """Asks how to begin. It touches no file: ``first_run`` tells what was asked for."""

    def __init__(
        self,
        preferences: Preferences,
        dialogs: Dialogs,
        today: date | None = None,
        folder: Path | None = None,
    ) -> None:
        """``today`` and ``folder`` are the clock's day and the data folder unless given."""
        super().__init__(_("Welcome to StationDesk"), _("Begin"))
        self._dialogs = dialogs
        self._folder = folder or paths.data_folder()
        self._other: FirstRun | None = None
        ways = {way.value: (_(name), _(hint), icon) for way, (name, hint, icon) in _WAYS.items()}
        self.ways = ChoiceList(ways, _("How do you want to begin?"))
        self.facts = StationStep(self._folder, dialogs, today or date.today())
        sizes = {str(percent): _(TEXT_WORDS[percent]) for percent in TEXT_PERCENTS}
        self.text = Segmented(sizes, _("Text size"))
        self.sample = TextSample()
        self.ledgers = LedgersStep(dialogs)
        self.backup = BackupStep(other_drives(self._folder), dialogs)
        self._preferences = preferences
        self._add_steps()
        self.ways.chosen.connect(self._on_way)
        self.text.chosen.connect(self._on_text)
        self.text.choose(str(preferences.text_percent))
        self._on_text()
        self._take_size()

    def first_run(self) -> FirstRun:
        """Return what was asked for; ask only after the wizard was accepted."""
        if self._other is not None:
            return self._other
        return FirstRun(
            kind=Beginning.NEW,
            path=self.facts.path(),
            station=self.facts.station(),
            timetable=self.facts.timetable(),
            ledgers=self.ledgers.ledgers(),
            backup_folder=self.backup.backup_folder(),
            text_percent=int(self.text.current()),
        )

    def go_on(self) -> None:
        """Go on; what is no new station needs one answer and no further step."""
        way = Beginning(self.ways.current())
        if self.current() or way is Beginning.NEW:
            self._other = None
            super().go_on()
            return
        self._other = self._asked_for(way)
        if self._other is not None:
            self.accept()

    def go_back(self) -> None:
        """Go back; the first step's button says again what it leads to."""
        super().go_back()
        self._on_way()

    def skip(self) -> None:
        """Pass over the ledgers: none is brought in, though some were chosen before."""
        self.ledgers.forget_all()
        super().skip()

    def _add_steps(self) -> None:
        text = QWidget()
        hint = label(_("You can change this at any time under Settings, Display."), "caption")
        text.setLayout(column(self.text, self.sample, hint, None, gap=14))
        text.setFocusProxy(self.text)
        for step in (
            Step(_("How do you want to begin?"), self.ways),
            Step(_("The station"), self.facts, leave=self.facts.leave),
            Step(_("Text size"), text),
            Step(_("Ledgers in Excel"), self.ledgers, skippable=True),
            Step(_("Backup"), self.backup),
        ):
            self.add_step(step)

    def _asked_for(self, way: Beginning) -> FirstRun | None:
        """Return the wish to open, to see the demo or to restore; None where it was let go."""
        percent = int(self.text.current())
        if way is Beginning.DEMO:
            stem = _("Demo station")
            path = self._folder / f"{stem}{ENDING}"
            return FirstRun(kind=way, path=path, text_percent=percent)
        title = _("Station file to open") if way is Beginning.OPEN else _("Copy to restore")
        chosen = self._dialogs.open_paths(self, title, STATION_FILES)
        if not chosen:
            return None
        if way is Beginning.OPEN:
            return FirstRun(kind=way, path=chosen[0], text_percent=percent)
        target = self._folder / f"{_COPY_STAMP.sub('', chosen[0].stem)}{ENDING}"
        if not self._may_restore(target):
            return None
        return FirstRun(kind=way, path=target, copy=chosen[0], text_percent=percent)

    def _may_restore(self, target: Path) -> bool:
        """Ask before a copy takes the place of a file that is there."""
        if not target.exists():
            return True
        return self._dialogs.confirm(
            self,
            _("There is a file “{file}” already. Put the copy in its place?").format(
                file=target.name
            ),
            _("The file that is there now is kept beside it under another name."),
            yes=_("Restore"),
        )

    def _take_size(self) -> None:
        """Be high enough for the fields of the station, but never higher than the screen."""
        screen = self.screen()
        most = screen.availableGeometry().height() - px(60) if screen else px(HEIGHT)
        self.resize(px(WIDTH), min(px(HEIGHT), most))

    def _on_way(self, _key: str = "") -> None:
        if self.current():
            return
        verbs = {
            Beginning.NEW: _("Next"),
            Beginning.DEMO: _("Open the demo station"),
            Beginning.OPEN: _("Choose the file…"),
            Beginning.RESTORE: _("Choose the copy…"),
        }
        verb = verbs[Beginning(self.ways.current())]
        self.next_button.setText(verb)
        self.next_button.setAccessibleName(verb)

    def _on_text(self, _key: str = "") -> None:
        self.sample.show_look(self._preferences.dress, int(self.text.current()))
