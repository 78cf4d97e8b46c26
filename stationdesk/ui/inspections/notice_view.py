"""通知单: the notices that were handed over, those that run before those struck off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.inspections.actions import ACTION_STATE_WORDS
from stationdesk.domain.inspections.notices import RECHECK_WORDS, NoticeLine, NoticeState
from stationdesk.i18n import _
from stationdesk.listings import inspections as listing
from stationdesk.listings.columns import Tone
from stationdesk.listings.inspections import (
    ACTION_TONES,
    RECHECK_TONES,
    notice_mark,
    severity_mark,
    times_words,
)
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.asking import ask
from stationdesk.ui.inspections.notice_forms import RecheckForm
from stationdesk.ui.inspections.papers import NOTICE, is_offered
from stationdesk.ui.inspections.words import day_words, near_words, room
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, rule
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import NoticeId
    from stationdesk.domain.inspections.actions import Action
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices
    from stationdesk.ui.inspections.inspection_deeds import InspectionDeeds

WIDTH = 320


class NoticePane(DetailPane):
    """One notice: what it names, how far its actions are, and the second looks after it."""

    def __init__(self) -> None:
        super().__init__(_("Choose a notice at the left."))
        self.facts, self.findings = Facts(), ToldRows()
        self.answered, self.rechecks = ToldRows(), ToldRows()
        self.recheck = button(_("Look again…"), Icon.EYE)
        self.print = button(_("Print"), Icon.PRINT)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this notice"))
        self._rechecks_title = label(_("Re-checks"), "strong")
        body = self.body
        body.addWidget(self.facts)
        body.addWidget(rule())
        body.addWidget(label(_("What was found wrong"), "strong"))
        body.addWidget(self.findings)
        body.addWidget(label(_("Corrective actions"), "strong"))
        body.addWidget(self.answered)
        body.addWidget(self._rechecks_title)
        body.addWidget(self.rechecks)
        self.foot.addWidget(self.recheck, 1)
        self.foot.addWidget(self.print, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def show_notice(self, line: NoticeLine, today: date) -> None:
        """Show a notice as it was handed over, and as it stands."""
        notice, snapshot = line.notice, line.notice.snapshot
        self.show_head(notice.number, notice_mark(line, today), notice.addressed_to)
        running = notice.struck_off_on is None
        deadline = near_words if running else day_words
        facts = [
            (_("Of the inspection"), f"{snapshot.inspection_number} {snapshot.inspected_on}"),
            (_("Notice of"), day_words(notice.issued_on, today)),
            (_("To be put right by"), deadline(notice.deadline, today)),
            (_("Way of the re-check"), notice.recheck_method),
            (_("Objections until"), day_words(snapshot.objection_until, today)),
            (_("Struck off on"), str(notice.struck_off_on or "")),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        self.findings.show_rows(
            [
                Told(
                    f"{each.code} {each.item}".strip(),
                    " · ".join(
                        filter(None, (str(severity_mark(each.severity)), times_words(each.times)))
                    ),
                    Tone.BAD if each.times > 1 else None,
                    each.what,
                )
                for each in snapshot.findings
            ]
        )
        self.answered.show_rows([_told_action(each, today) for each in line.actions])
        self.rechecks.show_rows(
            [
                Told(
                    _(RECHECK_WORDS[each.outcome]),
                    f"{day_words(each.on, today)} · {each.checked_by}",
                    RECHECK_TONES[each.outcome],
                    each.note,
                )
                for each in reversed(notice.rechecks)
            ]
        )
        keep_shown(self._rechecks_title, shown=bool(notice.rechecks))
        keep_shown(self.recheck, shown=running)


class NoticeView(RecordView[NoticeLine]):
    """The notices; Enter looks again after one, once all its actions are verified it is struck off.

    ``turn_to`` asks for another page, ``action_wanted`` for an action, ``inspection_wanted`` for
    an inspection.
    """

    turn_to = pyqtSignal(str, object)
    action_wanted = pyqtSignal(object)
    inspection_wanted = pyqtSignal(object)
    detail: NoticePane

    def __init__(
        self, services: InspectionServices, deeds: InspectionDeeds, dialogs: Dialogs
    ) -> None:
        segments = {
            "running": _("Running notices"),
            "closed": _("Struck off"),
            "all": _("All"),
        }
        super().__init__(
            FilterBar(_("Number or addressee"), segments, _("Which notices to show")),
            RecordTable(
                chosen(
                    listing.notices(services.today()),
                    *("state", "deadline", "to", "inspection", "findings", "verified"),
                    *("rechecks", "issued_on", "number"),
                    grows=("to",),
                    state=room(5),
                ),
                _("Rectification notices"),
                key=lambda line: line.notice.id,
                verb_of=_verb,
            ),
            NoticePane(),
        )
        self._services, self._deeds, self._dialogs = services, deeds, dialogs
        self._build()

    def refresh(self) -> None:
        """Read the notices again: the running ones by their deadline, then the others."""
        lines, today = self._services.inspections.notices(), self._services.today()
        running = [line for line in lines if line.state(today) is not NoticeState.CLOSED]
        closed = [line for line in lines if line.state(today) is NoticeState.CLOSED]
        self.filters.set_counts({"running": len(running)})
        self.show_records([*sorted(running, key=lambda line: line.notice.deadline), *closed])

    def narrow(self) -> None:
        words, segment = self.filters.query().casefold().split(), self.filters.segment()

        def accepts(line: NoticeLine) -> bool:
            notice = line.notice
            closed = notice.struck_off_on is not None
            said = f"{notice.number} {notice.addressed_to} {notice.snapshot.inspection_number}"
            return (segment == "all" or closed == (segment == "closed")) and all(
                word in said.casefold() for word in words
            )

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, line: NoticeLine) -> None:
        self.detail.show_notice(line, self._services.today())

    def open_record(self, line: NoticeLine) -> None:
        if line.notice.struck_off_on is None:
            ask(RecheckForm(self._services, line, dialogs=self._dialogs, parent=self))
        else:
            self.open_pane()

    def show_notice(self, notice_id: NoticeId) -> None:
        """Put the cursor on a notice."""
        self.find_record(lambda line: line.notice.id == notice_id, "running", "all")
        self.open_pane()

    def _build(self) -> None:
        table, detail = self.table, self.detail
        table.view.fold("number", "rechecks", "issued_on", "findings")
        table.set_hints(_("↑↓ choose"), _("Enter look again"), _("Space details"))
        first = button(_("Hand over a notice…"), Icon.DOCUMENT)
        first.clicked.connect(self._on_issue)
        table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("No notice was handed over yet."),
                _("A notice names what is to be put right, with a deadline, in two copies."),
                (first,),
                name=Icon.DOCUMENT,
            )
        )
        table.add_action(_("Look again…"), self.for_row(self.open_record), Icon.EYE, "F6")
        table.add_action(_("Details"), self.for_row(self.open_pane), Icon.OPEN, "Space")
        menu = self.menu(
            [(_("Show the inspection"), Icon.CLIPBOARD_CHECKMARK, self._show_inspection)]
        )
        detail.more.setMenu(menu)
        self.lay_out(pane_width=WIDTH)
        keep_shown(detail.print, shown=is_offered(NOTICE))
        detail.recheck.clicked.connect(self.for_current(self.open_record))
        detail.print.clicked.connect(self.for_current(self._print))
        detail.answered.pressed.connect(self.action_wanted)

    def _show_inspection(self, line: NoticeLine) -> None:
        self.inspection_wanted.emit(line.notice.inspection_id)

    def _print(self, line: NoticeLine) -> None:
        self.turn_to.emit("reports", (NOTICE, line.notice.id))

    def _on_issue(self) -> None:
        self._deeds.issue_notice()


def _told_action(action: Action, today: date) -> Told:
    told = (_(ACTION_STATE_WORDS[action.state]), action.owner, day_words(action.due_on, today))
    how = " · ".join(told)
    tone = Tone.BAD if action.is_overdue(today) else ACTION_TONES[action.state]
    return Told(action.measure, how, tone, verb=_("Show"), key=action.id)


def _verb(line: NoticeLine) -> str:
    return _("Revisit") if line.notice.struck_off_on is None else _("Show")
