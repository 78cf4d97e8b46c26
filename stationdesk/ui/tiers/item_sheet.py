"""One service in full: each demand, what was found, the records, the rule's source, the looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stationdesk.domain.tiers.states import State
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import (
    EVIDENCE_WORDS,
    STATE_TONES,
    basis_words,
    passed_mark,
    state_mark,
)
from stationdesk.ui.icons import Icon
from stationdesk.ui.theme import px
from stationdesk.ui.tiers.photos import PhotoStrip
from stationdesk.ui.tiers.remedies import CHECK, remedies_of, subjects_of
from stationdesk.ui.tiers.said import asked_words
from stationdesk.ui.tiers.tone_picture import TonePicture
from stationdesk.ui.widgets.basics import (
    Elide,
    Pill,
    button,
    clear,
    column,
    icon_button,
    keep_shown,
    label,
    row,
    rule,
)
from stationdesk.ui.widgets.detail_pane import Facts, scrolling
from stationdesk.ui.widgets.notes import InlineNote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.tiers.assess import Finding, RuleFinding
    from stationdesk.domain.tiers.evidence import Evidence
    from stationdesk.domain.tiers.records import HandCheckLine
    from stationdesk.services.attachments import Attachments

SHOWN_LOOKS = 5
LEADS_NOWHERE = frozenset({"exemption"})


class ItemSheet(QWidget):
    """What the drawer shows of a service. It asks its page for every deed by a signal."""

    stepped = pyqtSignal(int)
    remedy_wanted = pyqtSignal(object, object)
    evidence_wanted = pyqtSignal(object)
    check_wanted = pyqtSignal(object)
    exempting_wanted = pyqtSignal(object)
    exemption_ended = pyqtSignal(object)
    look_wanted = pyqtSignal(object)

    def __init__(self, attachments: Attachments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attachments = attachments
        self.finding: Finding | None = None
        self._can_act = True
        self.mark = Pill()
        self.asked = Elide("", "caption")
        self.before = icon_button(Icon.CHEVRON_UP, _("Previous service"), shortcut="Alt+Up")
        self.after = icon_button(Icon.CHEVRON_DOWN, _("Next service"), shortcut="Alt+Down")
        self.todo = InlineNote(closable=False)
        self._verbs = row()
        self._rules, self._evidence, self._looks = column(gap=10), column(gap=4), column(gap=8)
        self._evidence_title = label("", "strong")
        self._looks_title = label(_("Checks by hand"), "strong")
        self.basis = Facts()
        self.check = button(_("Record a check"), Icon.CLIPBOARD_CHECKMARK, shortcut="Ctrl+E")
        self.exempt = button(_("Does not apply…"))
        self.end_exemption = button(_("Applies again"))
        self._build()
        self._connect()

    def show_finding(
        self, finding: Finding, looks: Sequence[HandCheckLine], *, can_act: bool
    ) -> None:
        """Show a service with the looks taken at it; no deeds while a past day is shown."""
        self.finding, self._can_act = finding, can_act
        self.mark.show_mark(state_mark(finding.state))
        self.asked.setText(asked_words(finding))
        self._show_todo(finding)
        clear(self._rules)
        for part in finding.rules:
            self._rules.addWidget(_rule_line(part))
        self._show_evidence(finding)
        self._show_looks(looks)
        self._show_basis(finding)
        exempt = finding.state is State.NOT_APPLICABLE
        keep_shown(self.check, shown=can_act and not exempt and bool(subjects_of(finding)))
        keep_shown(self.exempt, shown=can_act and not exempt)
        keep_shown(self.end_exemption, shown=can_act and exempt)

    def _build(self) -> None:
        head = row(self.mark, self.asked, self.before, self.after, gap=6)
        head.setStretchFactor(self.asked, 1)
        inner = QWidget()
        inner.setProperty("look", "scrolled")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, px(6), 0)
        body.setSpacing(px(8))
        body.addWidget(self.todo)
        body.addLayout(self._verbs)
        body.addWidget(label(_("Each demand"), "strong"))
        body.addLayout(self._rules)
        for title, part in (
            (self._evidence_title, self._evidence),
            (self._looks_title, self._looks),
        ):
            body.addWidget(rule())
            body.addWidget(title)
            body.addLayout(part)
        body.addWidget(rule())
        body.addWidget(label(_("Where the rule comes from"), "strong"))
        body.addWidget(self.basis)
        body.addStretch(1)
        foot = row(self.check, self.exempt, self.end_exemption, None)
        layout = column(head, scrolling(inner), foot)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.before.clicked.connect(partial(self.stepped.emit, -1))
        self.after.clicked.connect(partial(self.stepped.emit, 1))
        self.check.clicked.connect(self._on_check)
        self.exempt.clicked.connect(self._on_exempt)
        self.end_exemption.clicked.connect(self._on_end_exemption)
        for keys, by in (("PgUp", -1), ("PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.stepped.emit, by))

    def _show_todo(self, finding: Finding) -> None:
        clear(self._verbs)
        words = finding.todo or finding.reason
        if words is None:
            self.todo.hide()
            return
        self.todo.say(str(words), STATE_TONES[finding.state])
        if not self._can_act:
            return
        for remedy in remedies_of(finding):
            if remedy.place == CHECK:
                continue
            made = button(remedy.verb, look="chip")
            made.clicked.connect(partial(self.remedy_wanted.emit, finding, remedy))
            self._verbs.addWidget(made)
        self._verbs.addStretch(1)

    def _show_evidence(self, finding: Finding) -> None:
        clear(self._evidence)
        count = len(finding.evidence)
        self._evidence_title.setText(_("Records that prove it: {count}").format(count=count))
        for one in finding.evidence:
            self._evidence.addWidget(self._evidence_line(one))
        if not count:
            self._evidence.addWidget(label(_("No record speaks for it."), "caption"))

    def _evidence_line(self, one: Evidence) -> QWidget:
        kind = _(EVIDENCE_WORDS.get(one.what, one.what))
        told = label(str(one.text), wrap=True)
        opener = button(_("Open the record"), look="link")
        opener.setAccessibleName(f"{_('Open')} {one.text}")
        opener.clicked.connect(partial(self.evidence_wanted.emit, one))
        keep_shown(opener, shown=one.what not in LEADS_NOWHERE)
        line = QWidget()
        words = column(told, label(kind, "caption"), gap=0)
        laid = row(words, opener, gap=6)
        laid.setStretch(0, 1)
        line.setLayout(laid)
        return line

    def _show_looks(self, looks: Sequence[HandCheckLine]) -> None:
        clear(self._looks)
        for look in looks[:SHOWN_LOOKS]:
            self._looks.addWidget(self._look_line(look))
        if not looks:
            self._looks.addWidget(label(_("Nobody has looked yet."), "caption"))
        elif len(looks) > SHOWN_LOOKS:
            more = button(_("All checks of this service"), look="link")
            more.clicked.connect(partial(self.look_wanted.emit, None))
            self._looks.addLayout(row(more, None))

    def _look_line(self, look: HandCheckLine) -> QWidget:
        check = look.check
        name = Elide(str(look.name))
        amount = "" if check.amount is None else f"{check.amount} {look.unit}".strip()
        opener = button(_("Look"), look="link")
        opener.setAccessibleName(f"{_('Look')} {look.name} {check.on}")
        opener.clicked.connect(partial(self.look_wanted.emit, look))
        head = row(Pill(passed_mark(look)), name, label(amount, "muted"), opener, gap=6)
        head.setStretchFactor(name, 1)
        lines = column(head, gap=2)
        told = " · ".join(part for part in (f"{check.on}", check.checked_by, check.note) if part)
        lines.addWidget(label(told, "caption", wrap=True))
        photos = self._attachments.of("hand_check", check.uid)
        if photos:
            lines.addWidget(PhotoStrip(self._attachments, photos))
        line = QWidget()
        line.setLayout(lines)
        return line

    def _show_basis(self, finding: Finding) -> None:
        criterion = finding.criterion
        facts = [
            (_("Basis"), basis_words(criterion.stated)),
            (_("Source"), str(criterion.source)),
        ]
        if str(criterion.explanation):
            facts.append((_("Explanation"), str(criterion.explanation)))
        if finding.until is not None:
            facts.insert(0, (_("Met until"), finding.until.isoformat()))
        self.basis.show_facts(facts)

    def _on_check(self) -> None:
        self.check_wanted.emit(self.finding)

    def _on_exempt(self) -> None:
        self.exempting_wanted.emit(self.finding)

    def _on_end_exemption(self) -> None:
        self.exemption_ended.emit(self.finding)


def _rule_line(part: RuleFinding) -> QWidget:
    """Return a demand with its state: what is asked, and what was found."""
    advised = part.rule.advisory and not part.state.counts
    tone = Tone.NEUTRAL if advised else STATE_TONES[part.state]
    found: QLabel = label(str(part.found), wrap=True)
    words = column(label(str(part.required), "caption", wrap=True), found, gap=1)
    if part.until is not None and part.state is State.DUE_SOON:
        words.addWidget(label(_("to {day}").format(day=part.until), "caption"))
    picture = TonePicture(tone)
    picture.setAccessibleName(str(state_mark(part.state)))
    picture.setToolTip(str(state_mark(part.state)))
    line = QWidget()
    laid = row(picture, words, gap=8)
    laid.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    laid.setStretch(1, 1)
    line.setLayout(laid)
    return line
