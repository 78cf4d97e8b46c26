"""What hangs on the wall: entering it, looking at it, entering the usual papers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.inspections.posted import (
    POSTED_KIND_WORDS,
    USUAL_REVIEW_DAYS,
    NewPosted,
    PostedKind,
)
from stationdesk.i18n import _
from stationdesk.ui.inspections.words import day_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
    TickField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import PostedDocumentId
    from stationdesk.domain.inspections.posted import Posted, PostedLine
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices


class PostedForm(Form):
    """Enters a paper on the wall, or corrects one; ``document_id`` is the one kept."""

    def __init__(
        self,
        services: InspectionServices,
        posted: Posted | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Enter a paper on the wall") if posted is None else _("Change the paper")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self._services, self._posted = services, posted
        self.document_id: PostedDocumentId | None = posted.id if posted else None
        kinds: dict[object, str] = {kind: _(words) for kind, words in POSTED_KIND_WORDS.items()}
        self.kind = self.add("kind", _("Kind of posted paper"), ChoiceField(kinds), wide=True)
        self.title = self.add(
            "title", _("Paper on the wall"), TextField(), required=True, wide=True
        )
        today = services.today()
        self.since = self.add("since", _("Hangs there since"), DayField(today), required=True)
        self.days = self.add(
            "review_days",
            _("Looked at every"),
            CountField(least=1),
            required=True,
            unit=_("days (posted papers)"),
            hint=_("Proposed by the program; no public rule names these periods."),
        )
        self.place = self.add("place", _("Where it hangs"), TextField())
        self.keeper = self.add("keeper", _("Who looks after it"), TextField())
        self.keeper.offer(services.people())
        self._fill()
        self.kind.edited.connect(self._on_kind)
        self.set_clean()

    def keep(self) -> None:
        wish = NewPosted(
            kind=cast("PostedKind", self.kind.value()),
            title=self.title.value(),
            since=cast("date", self.since.value()),
            review_days=self.days.value() or 0,
            place=self.place.value(),
            keeper=self.keeper.value(),
        )
        desk = self._services.inspections
        if self._posted is None:
            self.document_id = desk.add_posted(wish)
        else:
            desk.change_posted(self._posted.id, wish, self._posted.version)

    def _fill(self) -> None:
        posted = self._posted
        if posted is None:
            self.since.set_value(self._services.today())
            self.place.set_value(_("Notice board"))
            self.keeper.set_value(self._services.keeper())
            self._on_kind()
            return
        self.kind.set_value(posted.kind)
        self.title.set_value(posted.title)
        self.since.set_value(posted.since)
        self.days.set_value(posted.review_days)
        self.place.set_value(posted.place)
        self.keeper.set_value(posted.keeper)

    def _on_kind(self) -> None:
        """Propose the usual name and period of a kind, where none of one's own was typed."""
        kind = cast("PostedKind", self.kind.value())
        usual = {_(words) for words in POSTED_KIND_WORDS.values()}
        if self.title.is_empty() or self.title.value() in usual:
            own = kind is PostedKind.OTHER
            self.title.set_value("" if own else _(POSTED_KIND_WORDS[kind]))
        if self.days.value() in (None, *USUAL_REVIEW_DAYS.values()):
            self.days.set_value(USUAL_REVIEW_DAYS[kind])


class LookForm(Form):
    """Notes that a paper was seen there, whole and readable, or that a new one was put up."""

    def __init__(
        self,
        services: InspectionServices,
        line: PostedLine,
        *,
        renewed: bool,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("A new one was put up") if renewed else _("It was looked at")
        super().__init__(title, _("Record it"), columns=2, dialogs=dialogs, parent=parent)
        self._services, self._id, self._renewed = services, line.posted.id, renewed
        today = services.today()
        said = [line.posted.title, _("Last put up on {day}").format(day=line.renewed_on)]
        said += [str(reason) for reason in line.reasons]
        self.grid.add_wide(label("\n".join(said), "muted", wrap=True))
        if line.reasons and not renewed:
            told = _("What it says no longer holds: a look is not enough, a new one is needed.")
            self.grid.add_wide(label(told, "caption", wrap=True))
        self.by = self.add("by", _("Who looked"), TextField(services.who()), required=True)
        self.by.offer(services.people())
        self.on = self.add("on", _("Day of the look"), DayField(today, today), required=True)
        self.words = self.add("note", _("Note on the look"), LongTextField(lines=2), wide=True)
        self.set_clean()

    def keep(self) -> None:
        desk = self._services.inspections
        keep = desk.renew if self._renewed else desk.look
        keep(self._id, self.by.value(), self.on.value(), self.words.value())


class UsualForm(Form):
    """Enters those of the usual papers that hang there, in one go."""

    def __init__(
        self,
        services: InspectionServices,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("What inspectors expect on the wall"),
            _("Enter the ticked ones"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self._services = services
        told = _("Tick what hangs there. Each is told of when it has to be looked at again.")
        self.grid.add_wide(label(told, "muted", wrap=True))
        today = services.today()
        self.ticks: dict[PostedKind, TickField] = {}
        for each in services.inspections.usual_posted():
            words = _("every {days} days").format(days=each.review_days)
            tick = TickField(words, value=True)
            self.ticks[each.kind] = self.add(each.kind.value, _(POSTED_KIND_WORDS[each.kind]), tick)
        self.place = self.add("place", _("Where it hangs"), TextField(_("Notice board")))
        self.keeper = self.add("keeper", _("Who looks after it"), TextField(services.keeper()))
        self.keeper.offer(services.people())
        hint = _("Today, {day}: put right what hangs longer.").format(day=day_words(today, today))
        self.since = self.add(
            "since", _("Hangs there since"), DayField(today, today), required=True, hint=hint
        )
        self.set_clean()

    def keep(self) -> None:
        self._services.inspections.add_usual_posted(
            [kind for kind, tick in self.ticks.items() if tick.value()],
            keeper=self.keeper.value(),
            place=self.place.value(),
            since=self.since.value(),
        )
