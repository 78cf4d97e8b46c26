"""The register of records and certificates of service: each with its way and its copies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.attendance.certificates import (
    CERTIFICATE_KIND_WORDS,
    CERTIFICATE_MOVE_WORDS,
    CertificateKind,
    CertificateState,
    ServiceCertificate,
)
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.attendance import certificate_mark, certificates
from stationdesk.ui.icons import Icon
from stationdesk.ui.volunteers.certificate_forms import DrawUpForm, NoticeForm, ReviewForm
from stationdesk.ui.volunteers.deeds import Over, ask
from stationdesk.ui.volunteers.empty_volunteers import nothing_yet
from stationdesk.ui.volunteers.reason_form import ReasonForm
from stationdesk.ui.volunteers.words import days_words, hours_words
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, rename, rule
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PyQt6.QtWidgets import QDialog

    from stationdesk.domain.attendance.certificates import CertificateStep
    from stationdesk.domain.ids import CertificateId, VolunteerId
    from stationdesk.listings.columns import Column
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.volunteers.deeds import VolunteerServices

PAPERS = {
    CertificateKind.RECORD: "service-record",
    CertificateKind.CERTIFICATE: "service-certificate",
}
IN_HAND = (CertificateState.DRAFT, CertificateState.REVIEWED, CertificateState.NOTICED)
STATES = {
    "all": tuple(CertificateState),
    "in_hand": IN_HAND,
    "issued": (CertificateState.ISSUED,),
    "void": (CertificateState.VOID,),
}
PANE_WIDTH = 320


class CertificatePane(DetailPane):
    """One paper: what it proves, and what happened to it."""

    def __init__(self) -> None:
        super().__init__(_("Choose a paper at the left."))
        self.facts, self.steps = Facts(), ToldRows()
        self.next = button("", Icon.ARROW_ENTER)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this paper"))
        title = label(_("What happened to it"), "strong")
        for part in (self.facts, rule(), title, self.steps):
            self.body.addWidget(part)
        self.foot.addWidget(self.next, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def show_paper(
        self, paper: ServiceCertificate, steps: Sequence[CertificateStep], verb: str
    ) -> None:
        """Show a paper; ``verb`` is what comes next with it, empty where nothing does."""
        told = paper.snapshot
        self.show_head(told.name, certificate_mark(paper.state), paper.number)
        notice = ""
        if paper.notice_from is not None and paper.notice_until is not None:
            notice = days_words(paper.notice_from, paper.notice_until)
        facts = [
            (_("Kind of paper"), _(CERTIFICATE_KIND_WORDS[paper.kind])),
            (_("Days of service"), days_words(paper.first_day, paper.last_day)),
            (_("Hours served"), hours_words(paper.minutes, told.rounding)),
            (_("Times of service"), str(told.services)),
            (_("Identity number"), told.document_number),
            (_("Issuing body"), told.issuer.name),
            (_("Notice"), notice),
            (_("Copies printed"), str(paper.copies)),
            (_("Why void"), paper.void_reason),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        self.steps.show_rows([_told(step) for step in reversed(steps)])
        keep_shown(self.next, shown=bool(verb))
        if verb:
            rename(self.next, verb)


class CertificateView(RecordView[ServiceCertificate]):
    """The papers, the newest first; Enter does what comes next: review, hang out, issue, print.

    ``turn_to`` asks for another page, ``refused`` carries problems that no form shows.
    """

    turn_to = pyqtSignal(str, object)
    refused = pyqtSignal(object)
    detail: CertificatePane

    def __init__(self, services: VolunteerServices, dialogs: Dialogs) -> None:
        segments = {
            "all": _("All papers"),
            "in_hand": _("In hand"),
            "issued": _("Issued"),
            "void": _("Void"),
        }
        super().__init__(
            FilterBar(_("Name or number"), segments, _("Which papers")),
            RecordTable(
                _columns(), _("Papers of service"), key=lambda each: each.id, verb_of=verb_of
            ),
            CertificatePane(),
        )
        self._services, self._dialogs = services, dialogs
        self._attendance = services.attendance
        self._build()

    def refresh(self) -> None:
        """Read the register again."""
        papers = self._attendance.certificates()
        self.filters.set_counts(
            {key: sum(each.state in states for each in papers) for key, states in STATES.items()}
        )
        self.show_records(papers)

    def narrow(self) -> None:
        words = self.filters.query().casefold().split()
        states = STATES[self.filters.segment()]

        def accepts(each: ServiceCertificate) -> bool:
            said = f"{each.number} {each.snapshot.name} {each.snapshot.volunteer_number}".casefold()
            return each.state in states and all(word in said for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, paper: ServiceCertificate) -> None:
        steps = self._attendance.certificate_steps(paper.id)
        self.detail.show_paper(paper, steps, verb_of(paper))

    def open_record(self, paper: ServiceCertificate) -> None:
        self.go_on(paper)

    def show_paper(self, certificate_id: CertificateId) -> None:
        """Put the cursor on a paper."""
        self.find_record(lambda each: each.id == certificate_id, "all")
        self.open_pane()

    def draw_up(self, volunteer_id: VolunteerId | None = None) -> None:
        """Draw a paper up, for somebody or for whom the form chooses."""
        services = self._services
        form = DrawUpForm(
            self._attendance,
            services.volunteers,
            services.today(),
            services.rounding(),
            volunteer_id,
            **self._over_it(),
        )
        form.issuer_wanted.connect(partial(self.turn_to.emit, "settings", "volunteers"))
        ask(form)
        if form.certificate_id is not None:
            self.refresh()
            self.show_paper(form.certificate_id)

    def go_on(self, paper: ServiceCertificate) -> None:
        """Do what comes next with a paper."""
        runs: dict[CertificateState, Callable[[ServiceCertificate], object]] = {
            CertificateState.DRAFT: self._review,
            CertificateState.REVIEWED: self._notice,
            CertificateState.NOTICED: self._issue,
            CertificateState.ISSUED: self._print,
        }
        if (run := runs.get(paper.state)) is not None:
            run(paper)
        else:
            self.open_pane()

    def _build(self) -> None:
        table = self.table
        table.view.verb_width = 5
        table.view.fold("void_reason", "copies", "volunteer", "issued_on", "first_day")
        table.set_hints(_("↑↓ choose"), _("Enter what comes next"), _("Space details"))
        table.say_when_empty(
            nothing_yet(
                _("No record or certificate was drawn up yet."),
                _("Choose somebody and the days; the hours come from the ledger by themselves."),
                _("Draw up a paper…"),
                self.draw_up,
                Icon.CERTIFICATE,
            )
        )
        rows: tuple[tuple[str, Icon, Callable[[ServiceCertificate], object], str], ...] = (
            (_("Print or preview"), Icon.PRINT, self._print, "F6"),
            (_("Make void…"), Icon.DELETE, self._void, "Del"),
            (_("Show the volunteer"), Icon.PERSON, self._on_person, ""),
            (_("Details"), Icon.OPEN, self.open_pane, "Space"),
        )
        for words, name, run, keys in rows:
            table.add_action(words, self.for_row(run), name, keys)
        self.detail.more.setMenu(self.menu([(words, name, run) for words, name, run, _k in rows]))
        self.detail.next.clicked.connect(self.for_current(self.go_on))
        self.lay_out(pane_width=PANE_WIDTH)

    def _review(self, paper: ServiceCertificate) -> None:
        people = self._services.station.people()
        self._ask(ReviewForm(self._attendance, paper, people, **self._over_it()))

    def _notice(self, paper: ServiceCertificate) -> None:
        today = self._services.today()
        self._ask(NoticeForm(self._attendance, paper, today, **self._over_it()))

    def _issue(self, paper: ServiceCertificate) -> None:
        try:
            self._attendance.issue(paper.id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def _print(self, paper: ServiceCertificate) -> None:
        self.turn_to.emit("reports", (PAPERS[paper.kind], paper.id))

    def _void(self, paper: ServiceCertificate) -> None:
        form = ReasonForm(
            _("Make {number} void").format(number=paper.number),
            _("Make void"),
            _("It stays in the register with its number and its reason."),
            partial(self._attendance.void_certificate, paper.id),
            **self._over_it(),
        )
        self._ask(form)

    def _on_person(self, paper: ServiceCertificate) -> None:
        self.turn_to.emit("volunteers", ("volunteer", paper.volunteer_id))

    def _ask(self, form: QDialog) -> None:
        if ask(form):
            self.refresh()

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self}


def verb_of(paper: ServiceCertificate) -> str:
    """Return what comes next with a paper, empty where it is void."""
    return {
        CertificateState.DRAFT: _("Review"),
        CertificateState.REVIEWED: _("Hang out"),
        CertificateState.NOTICED: _("Issue it"),
        CertificateState.ISSUED: _("Print"),
        CertificateState.VOID: "",
    }[paper.state]


def _columns() -> tuple[Column[ServiceCertificate], ...]:
    return chosen(
        certificates(),
        "name",
        "state",
        "kind",
        "hours",
        "last_day",
        "first_day",
        "issued_on",
        "number",
        "volunteer",
        "copies",
        "void_reason",
        grows=("kind",),
        name=5,
        state=6,
        hours=5,
        number=8,
        void_reason=6,
    )


def _told(step: CertificateStep) -> Told:
    until = _("hangs until {day}").format(day=step.until) if step.until else ""
    how = " · ".join(filter(None, (str(step.day), until, step.person)))
    return Told(_(CERTIFICATE_MOVE_WORDS[step.move]), how, note=step.reason)
