"""The chosen inspection: how it came out, what was found, what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt

from stationdesk.domain.inspections.actions import ACTION_STATE_WORDS, ActionState
from stationdesk.domain.inspections.corrective import sheet_lines
from stationdesk.domain.inspections.kinds import RESULT_WORDS, InspectionState
from stationdesk.i18n import _
from stationdesk.listings.inspections import (
    RESULT_TONES,
    inspection_mark,
    kind_words,
    standard_words,
    times_words,
)
from stationdesk.listings.tiers import tier_words
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.words import progress_words
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rename,
    row,
    rule,
)
from stationdesk.ui.widgets.charts import Bar
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from stationdesk.domain.inspections.corrective import SheetLine, WholeInspection
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs

WIDTH = 320
ENTITY = "inspection"
_ENDED = (ActionState.VERIFIED, ActionState.VOID)


class InspectionPane(DetailPane):
    """Shows one inspection; ``wanting`` lists its findings, whose verb leads to the action."""

    def __init__(self, attachments: Attachments, dialogs: Dialogs) -> None:
        super().__init__(_("Choose an inspection at the left."))
        self.bar, self.told = Bar(_("Lines checked")), label("", "strong")
        self.came_out = label("", "muted", wrap=True)
        self.facts, self.wanting = Facts(), ToldRows()
        self.wanting_title = label(_("What was found wrong"), "strong")
        self.photos = PhotoStrip(attachments, dialogs)
        self.next = button(_("Fill in"), Icon.CLIPBOARD_CHECKMARK)
        self.notice = button(_("Notice…"), Icon.DOCUMENT)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this inspection"))
        body = self.body
        head = row(self.bar, self.told)
        head.setStretchFactor(self.bar, 1)
        body.addLayout(head)
        for part in (self.came_out, self.facts, rule(), self.wanting_title, self.wanting):
            body.addWidget(part)
        body.addWidget(label(_("Photos"), "strong"))
        body.addWidget(self.photos)
        self.foot.addWidget(self.next, 1)
        self.foot.addWidget(self.notice, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def show_inspection(self, whole: WholeInspection) -> None:
        """Show an inspection with all that hangs on it."""
        head, progress = whole.inspection, whole.progress
        self.show_head(head.number, inspection_mark(head), f"{kind_words(head)} · {head.on}")
        self.bar.show_share(progress.checked, progress.lines)
        self.told.setText(f"{progress.checked}/{progress.lines}")
        self.came_out.setText(progress_words(progress))
        self.facts.show_facts(_facts(whole))
        self.photos.show_of(ENTITY, head.uid)
        rows = [_told(each) for each in sheet_lines(whole) if each.line.result.wanting]
        self.wanting.show_rows(rows)
        keep_shown(self.wanting_title, shown=bool(rows))
        draft, submitted = head.is_draft, head.state is InspectionState.SUBMITTED
        rename(self.next, _("Fill in") if draft else _("Sign it"))
        keep_shown(self.next, shown=draft or submitted)
        left = any(each.action.state not in _ENDED for each in whole.actions)
        keep_shown(self.notice, shown=left)


def _facts(whole: WholeInspection) -> list[tuple[str, str]]:
    head = whole.inspection
    score = whole.progress.score
    notices = "、".join(each.number for each in whole.notices)
    signed = f"{head.signed_by} {head.signed_at[:10]}" if head.signed_at else ""
    facts = [
        (_("Score of the inspection"), "" if score is None else f"{score:.1f}%"),
        (_("Inspectors"), head.inspectors),
        (_("Went along"), head.escort),
        (_("Inspected for tier"), tier_words(head.tier)),
        (_("By the standard"), standard_words(head)),
        (_("Summary of the inspection"), head.summary),
        (_("Notices of it"), notices),
        (_("Signed by (inspection)"), signed),
        (_("Seal of the inspection"), head.digest[:12]),
    ]
    return [fact for fact in facts if fact[1]]


def _told(each: SheetLine) -> Told:
    """Return a wanting line with its action, to which its verb leads."""
    line = each.line
    action = next(iter(each.actions), None)
    how = [_(RESULT_WORDS[line.result])]
    if action is not None:
        how += [_(ACTION_STATE_WORDS[action.action.state]), times_words(action.times)]
    return Told(
        f"{line.code} {line.name}".strip(),
        " · ".join(filter(None, how)),
        RESULT_TONES[line.result],
        line.note,
        verb=_("Show") if action else "",
        key=action.action.id if action else None,
    )
