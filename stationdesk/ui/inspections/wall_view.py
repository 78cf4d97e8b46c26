"""上墙公示: what hangs on the wall, what is old or no longer holds first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import Qt, pyqtSignal

from stationdesk.domain.inspections.posted import POSTED_KIND_WORDS, PostedLine, PostedState
from stationdesk.domain.problems import Refused
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.inspections import POSTED, posted_mark
from stationdesk.ui.icons import Icon
from stationdesk.ui.inspections.asking import Over, ask
from stationdesk.ui.inspections.wall_forms import LookForm, PostedForm, UsualForm
from stationdesk.ui.inspections.words import day_words, near_words, room
from stationdesk.ui.widgets.basics import (
    button,
    icon_button,
    keep_shown,
    label,
    rule,
    set_look,
)
from stationdesk.ui.widgets.chosen_columns import chosen
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.empty_state import EmptyState, Nothing
from stationdesk.ui.widgets.filter_bar import FilterBar
from stationdesk.ui.widgets.photo_strip import PhotoStrip
from stationdesk.ui.widgets.photo_viewer import PhotoViewer
from stationdesk.ui.widgets.record_table import RecordTable
from stationdesk.ui.widgets.record_view import RecordView
from stationdesk.ui.widgets.told_rows import Told, ToldRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from stationdesk.domain.attachments import Attachment
    from stationdesk.domain.ids import PostedDocumentId
    from stationdesk.domain.inspections.posted import PostedLook
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices

WIDTH = 320
ENTITY = "posted_document"
_ORDER = (PostedState.WRONG, PostedState.STALE, PostedState.DUE_SOON, PostedState.FRESH)
"""What is seen to first."""
_SOON = (PostedState.WRONG, PostedState.STALE, PostedState.DUE_SOON)


class PostedPane(DetailPane):
    """One paper on the wall: why it no longer holds, who sees to it, and the looks at it."""

    def __init__(self, attachments: Attachments, dialogs: Dialogs) -> None:
        super().__init__(_("Choose a posted paper at the left."))
        self.reasons = label("", wrap=True)
        self.facts, self.looks = Facts(), ToldRows()
        self.photos = PhotoStrip(attachments, dialogs)
        self.look = button(_("Looked at…"), Icon.EYE)
        self.renew = button(_("Put up anew…"), Icon.ARROW_CLOCKWISE)
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this posted paper"))
        self._looks_title = label(_("Looks at it"), "strong")
        set_look(self.reasons, tone=Tone.BAD.value)
        for part in (
            self.reasons,
            self.facts,
            label(_("Photos"), "strong"),
            self.photos,
            rule(),
            self._looks_title,
            self.looks,
        ):
            self.body.addWidget(part)
        self.foot.addWidget(self.look, 1)
        self.foot.addWidget(self.renew, 1)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)

    def show_posted(self, line: PostedLine, looks: Sequence[PostedLook], today: date) -> None:
        """Show a paper on the wall."""
        posted = line.posted
        self.show_head(posted.title, posted_mark(line), _(POSTED_KIND_WORDS[posted.kind]))
        self.reasons.setText("\n".join(str(each) for each in line.reasons))
        keep_shown(self.reasons, shown=bool(line.reasons))
        period = _("every {days} days").format(days=posted.review_days)
        facts = [
            (_("To be looked at by"), near_words(line.due_on, today)),
            (_("How often"), period),
            (_("Where it hangs"), posted.place),
            (_("Who looks after it"), posted.keeper),
            (_("Last put up on"), day_words(line.renewed_on, today)),
            (_("Hangs there since"), day_words(posted.since, today)),
        ]
        self.facts.show_facts([fact for fact in facts if fact[1]])
        self.photos.show_of(ENTITY, posted.uid)
        self.looks.show_rows([_told(each, today) for each in looks])
        keep_shown(self._looks_title, shown=bool(looks))


class WallView(RecordView[PostedLine]):
    """Papers on the wall; Enter notes a look, or a new one where it no longer holds.

    ``refused`` carries problems that no form shows.
    """

    refused = pyqtSignal(object)
    detail: PostedPane

    def __init__(self, services: InspectionServices, dialogs: Dialogs) -> None:
        segments = {"all": _("All"), "soon": _("To be seen to")}
        super().__init__(
            FilterBar(_("Title, place or person"), segments, _("Which papers to show")),
            RecordTable(
                chosen(
                    POSTED,
                    *("state", "title", "due_on", "reasons", "place", "keeper", "looked_on"),
                    *("renewed_on", "review_days"),
                    grows=("title", "reasons"),
                    title=8,
                    reasons=8,
                    state=room(6),
                ),
                _("Papers on the wall"),
                key=lambda line: line.posted.id,
                verb_of=_verb,
            ),
            PostedPane(services.attachments, dialogs),
        )
        self._services, self._dialogs = services, dialogs
        self.usual = button(_("The usual ones…"), Icon.TEXT_BULLET_LIST)
        self._build()

    def refresh(self) -> None:
        """Read what hangs there again, the most pressing first."""
        desk = self._services.inspections
        lines = sorted(desk.posted(), key=lambda line: (_ORDER.index(line.state), line.due_on))
        self.filters.set_counts({"soon": sum(line.state in _SOON for line in lines)})
        keep_shown(self.usual, shown=bool(desk.usual_posted()))
        self.show_records(lines)

    def narrow(self) -> None:
        words, segment = self.filters.query().casefold().split(), self.filters.segment()

        def accepts(line: PostedLine) -> bool:
            posted = line.posted
            said = f"{posted.title} {posted.place} {posted.keeper}".casefold()
            return (segment == "all" or line.state in _SOON) and all(word in said for word in words)

        self.table.narrow(accepts, told=self.filters.query())

    def show_chosen(self, line: PostedLine) -> None:
        looks = self._services.inspections.looks(line.posted.id)
        self.detail.show_posted(line, looks, self._services.today())

    def open_record(self, line: PostedLine) -> None:
        if line.state is PostedState.WRONG:
            self._renew(line)
        else:
            self._look(line)

    def show_posted(self, document_id: PostedDocumentId) -> None:
        """Put the cursor on a paper."""
        self.find_record(lambda line: line.posted.id == document_id, "all")
        self.open_pane()

    def add_posted(self) -> None:
        """Enter a paper that hangs there."""
        form = PostedForm(self._services, **self._over_it())
        ask(form)
        if form.document_id is not None:
            self.show_posted(form.document_id)

    def add_usual(self) -> None:
        """Enter those of the usual papers that hang there."""
        ask(UsualForm(self._services, **self._over_it()))

    def _build(self) -> None:
        table, detail = self.table, self.detail
        table.view.fold("review_days", "renewed_on", "looked_on", "place", "keeper", "reasons")
        table.set_hints(_("↑↓ choose"), _("Enter looked at"), _("F7 put up anew"))
        usual = button(_("Enter the usual ones…"), Icon.TEXT_BULLET_LIST)
        usual.clicked.connect(self.add_usual)
        table.say_when_empty(
            EmptyState(
                Nothing.NEVER_USED,
                _("Nothing is entered as hanging on the wall."),
                _("Inspectors look for old rosters and lists first; here none is forgotten."),
                (usual,),
                name=Icon.IMAGE,
            )
        )
        runs: tuple[tuple[str, Icon, Callable[[PostedLine], object], str], ...] = (
            (_("Looked at…"), Icon.EYE, self._look, "F6"),
            (_("Put up anew…"), Icon.ARROW_CLOCKWISE, self._renew, "F7"),
            (_("Change the paper…"), Icon.EDIT, self._change, "F4"),
            (_("It was taken down"), Icon.ARCHIVE, self._take_down, "Del"),
            (_("Details"), Icon.OPEN, self.open_pane, "Space"),
        )
        for words, name, run, keys in runs:
            table.add_action(words, self.for_row(run), name, keys)
        detail.more.setMenu(self.menu([(words, name, run) for words, name, run, _k in runs[2:4]]))
        self.lay_out(self.usual, pane_width=WIDTH)
        self.usual.clicked.connect(self.add_usual)
        detail.look.clicked.connect(self.for_current(self._look))
        detail.renew.clicked.connect(self.for_current(self._renew))
        detail.photos.viewed.connect(self._on_viewed)
        detail.photos.refused.connect(self.refused)

    def _look(self, line: PostedLine) -> None:
        ask(LookForm(self._services, line, renewed=False, **self._over_it()))

    def _renew(self, line: PostedLine) -> None:
        ask(LookForm(self._services, line, renewed=True, **self._over_it()))

    def _change(self, line: PostedLine) -> None:
        ask(PostedForm(self._services, line.posted, **self._over_it()))

    def _take_down(self, line: PostedLine) -> None:
        try:
            self._services.inspections.archive_posted(line.posted.id)
        except Refused as refusal:
            self.refused.emit(list(refusal.problems))

    def _on_viewed(self, photo: object) -> None:
        attachments, photos = self._services.attachments, self.detail.photos.photos()
        ask(PhotoViewer(attachments, photos, cast("Attachment", photo), self))

    def _over_it(self) -> Over:
        return {"dialogs": self._dialogs, "parent": self}


def _told(look: PostedLook, today: date) -> Told:
    what = _("Put up anew then") if look.renewed else _("Looked at then")
    tone = Tone.GOOD if look.renewed else None
    return Told(what, f"{day_words(look.on, today)} · {look.looked_by}", tone, look.note)


def _verb(line: PostedLine) -> str:
    return _("Renew it") if line.state is PostedState.WRONG else _("See it")
