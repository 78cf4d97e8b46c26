"""The chosen found thing: what, where, until when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.found import FOUND_KINDS, Outcome
from stationdesk.domain.keeping.photos import photo_problems
from stationdesk.i18n import _
from stationdesk.listings.keeping import found_mark, found_text
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.found_form import ENTITY
from stationdesk.ui.lending.kept_words import waiting_words
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs


class FoundDetail(DetailPane):
    """Shows one found thing; its buttons say what is wanted with it."""

    def __init__(
        self, attachments: Attachments, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Choose a found thing at the left."), parent)
        self.facts = Facts()
        self.outcome_title = label(_("What became of it"), "strong")
        self.outcome = Facts()
        self.photos_title = label(_("Photos"), "strong")
        self.photos = PhotoStrip(attachments, dialogs)
        self.claim = button(_("Claim"), Icon.CHECKMARK)
        self.pass_on = button(_("Pass on"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this found thing"))
        self._fill()

    def show_thing(self, thing: FoundThing, today: date) -> None:
        """Show a thing; nobody's name is shown whole, and no answer to its questions at all."""
        kind = _(FOUND_KINDS.get(thing.kind, thing.kind))
        self.show_head(
            found_text(thing, thing.description),
            found_mark(thing, today),
            f"{thing.number} · {kind}",
        )
        waits = thing.outcome is None
        questions = _("{count} kept").format(count=len(thing.questions))
        self.facts.show_facts(
            [
                (_("Found where"), found_text(thing, thing.found_where)),
                (_("Found on"), f"{thing.on.isoformat()} {thing.recorded_by}"),
                (_("Finder"), thing.finder_shown),
                (_("Waits until"), waiting_words(thing.pass_on_after, today) if waits else ""),
                (_("Questions"), questions if thing.questions else ""),
                (_("Where it lies"), thing.place.name if thing.place else ""),
                (_("Note"), found_text(thing, thing.note)),
            ]
        )
        self._show_outcome(thing)
        shown = not any(photo_problems(thing.kind))
        keep_shown(self.photos_title, shown=shown)
        keep_shown(self.photos, shown=shown)
        if shown:
            self.photos.show_of(ENTITY, thing.uid)
        for part in (self.claim, self.pass_on):
            keep_shown(part, shown=waits)

    def _fill(self) -> None:
        body = self.body
        body.addWidget(self.facts)
        body.addWidget(self.outcome_title)
        body.addWidget(self.outcome)
        body.addWidget(rule())
        body.addWidget(self.photos_title)
        body.addWidget(self.photos)
        self.foot.addWidget(self.pass_on)
        self.foot.addWidget(self.claim, 1)
        self.foot.addWidget(self.more)

    def _show_outcome(self, thing: FoundThing) -> None:
        for part in (self.outcome_title, self.outcome):
            keep_shown(part, shown=thing.outcome is not None)
        if thing.outcome is None or thing.outcome_on is None:
            return
        to = f"{thing.outcome_to_shown} {thing.outcome_tail}".strip()
        asked = _("{right} of {count} answered rightly").format(
            right=sum(thing.answers), count=len(thing.answers)
        )
        claimed = thing.outcome is Outcome.CLAIMED
        self.outcome.show_facts(
            [
                (_("Claimed by") if claimed else _("Passed on to"), to or _("(erased)")),
                (_("On the day"), thing.outcome_on.isoformat()),
                *([(_("Questions"), asked)] if claimed and thing.answers else []),
                (_("What proved it"), found_text(thing, thing.proof)),
                (_("Handled by"), thing.outcome_by),
            ]
        )
