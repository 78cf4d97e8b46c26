"""The chosen kept thing: its tag, whose it is, where it lies, who fetched it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.keeping.kept import KEPT_KINDS
from stationdesk.domain.keeping.photos import photo_problems
from stationdesk.i18n import _
from stationdesk.listings.keeping import kept_mark, kept_text
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.kept_words import waiting_words
from stationdesk.ui.widgets.basics import button, icon_button, keep_shown, label, rule
from stationdesk.ui.widgets.detail_pane import DetailPane, Facts
from stationdesk.ui.widgets.photo_strip import PhotoStrip

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.services.attachments import Attachments
    from stationdesk.ui.dialogs import Dialogs

ENTITY = "kept_thing"
"""What photos call the record they belong to."""


class KeptDetail(DetailPane):
    """Shows one kept thing; its buttons say what is wanted with it."""

    def __init__(
        self, attachments: Attachments, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Choose a kept thing at the left."), parent)
        self.tag = label("", "strong")
        self.tag_hint = label(_("Write this tag on the thing."), "caption", wrap=True)
        self.facts = Facts()
        self.handed_title = label(_("How it was handed over"), "strong")
        self.handed = Facts()
        self.photos_title = label(_("Photos"), "strong")
        self.photos = PhotoStrip(attachments, dialogs)
        self.hand_over = button(_("Hand out"), Icon.CHECKMARK)
        self.edit = button(_("Correct"))
        self.more = icon_button(Icon.MORE_HORIZONTAL, _("More actions for this kept thing"))
        self._fill()

    def show_thing(self, thing: KeptThing, today: date) -> None:
        """Show a thing; nobody's name is shown whole."""
        kind = _(KEPT_KINDS.get(thing.kind, thing.kind))
        self.show_head(kept_text(thing, thing.description), kept_mark(thing, today), kind)
        self.tag.setText(thing.tag)
        waits = thing.handed_on is None
        self.facts.show_facts(
            [
                (_("Kept for"), f"{thing.owner_shown} {thing.tail}".strip() or _("(erased)")),
                (_("Since"), f"{thing.on.isoformat()} {thing.recorded_by}"),
                (_("To be fetched by"), waiting_words(thing.keep_until, today)),
                (_("Where it lies"), thing.place.name if thing.place else ""),
                (_("Note"), kept_text(thing, thing.note)),
            ]
        )
        self._show_handed(thing)
        shown = not any(photo_problems(thing.kind))
        keep_shown(self.photos_title, shown=shown)
        keep_shown(self.photos, shown=shown)
        if shown:
            self.photos.show_of(ENTITY, thing.uid)
        for part in (self.tag_hint, self.hand_over, self.edit):
            keep_shown(part, shown=waits)

    def _fill(self) -> None:
        body = self.body
        body.addWidget(self.tag)
        body.addWidget(self.tag_hint)
        body.addWidget(self.facts)
        body.addWidget(self.handed_title)
        body.addWidget(self.handed)
        body.addWidget(rule())
        body.addWidget(self.photos_title)
        body.addWidget(self.photos)
        self.foot.addWidget(self.edit)
        self.foot.addWidget(self.hand_over, 1)
        self.foot.addWidget(self.more)

    def _show_handed(self, thing: KeptThing) -> None:
        for part in (self.handed_title, self.handed):
            keep_shown(part, shown=thing.handed_on is not None)
        if thing.handed_on is not None:
            self.handed.show_facts(
                [
                    (_("Handed over on"), thing.handed_on.isoformat()),
                    (_("Handed to"), thing.handed_to_shown or _("(erased)")),
                    (_("What proved it"), kept_text(thing, thing.proof)),
                    (_("Handled by"), thing.handed_by),
                ]
            )
