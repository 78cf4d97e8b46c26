"""An answer, interim or final: from a ready-made one with its blanks filled, or written freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.feedback.entries import (
    METHOD_WORDS,
    OUTCOME_WORDS,
    Method,
    NewReply,
    Outcome,
)
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.templates import blank_problems, blanks, filled
from stationdesk.domain.problems import refuse_if_any
from stationdesk.i18n import _
from stationdesk.ui.feedback.blanks_field import BlanksField
from stationdesk.ui.feedback.moment_fields import MomentFields
from stationdesk.ui.feedback.step_form import entry_head
from stationdesk.ui.feedback.words import options_of
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    TextField,
    TickField,
)
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.chains import Chain
    from stationdesk.domain.feedback.templates import Template
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

WIDTH = 760
USUAL_OUTCOMES = {FeedbackKind.PRAISE: Outcome.THANKS, FeedbackKind.ENQUIRY: Outcome.EXPLAINED}


class ReplyForm(Form):
    """Gives one answer; a final one may at once go to those who said the same."""

    def __init__(
        self,
        feedback: Feedback,
        chain: Chain,
        now: datetime,
        *,
        interim: bool,
        replied_by: str,
        people: Sequence[str],
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Interim answer") if interim else _("Answer the entry")
        super().__init__(title, _("Give the answer"), columns=3, dialogs=dialogs, parent=parent)
        self.setMinimumWidth(px(WIDTH))
        self._feedback, self._chain, self._interim = feedback, chain, interim
        entry = chain.entry
        self._known = feedback.values_for(entry.id, replied_by)
        self._templates = feedback.templates(entry.kind)
        self._base = ""
        self.grid.add_wide(entry_head(entry))
        self._tell_work()
        self._add_text(now)
        self._add_how(now, replied_by, people)
        self._connect_fields()
        self._on_outcome()
        self.set_clean()
        self.template.setFocus()

    def keep(self) -> None:
        refuse_if_any(blank_problems("blanks", self.body.value()))
        entry_id, wish = self._chain.entry.id, self._wish()
        if self._interim:
            self._feedback.interim(entry_id, wish)
            return
        self._feedback.reply(entry_id, wish)
        if self.repeats.value() and self._chain.duplicates:
            self._feedback.answer_repeats(entry_id, wish.method, wish.replied_by)

    def _wish(self) -> NewReply:
        outcome = Outcome(str(self.outcome.value()))
        return NewReply(
            body=self.body.value(),
            outcome=outcome,
            method=Method(str(self.method.value())),
            replied_by=self.by.value(),
            at=self.moment.value(),
            planned_on=self.planned.value() if outcome is Outcome.PLANNED else None,
            referred_to=self.referred.value() if outcome is Outcome.REFERRED else "",
        )

    def _tell_work(self) -> None:
        """Say what was done because of the entry: the answer rests on it."""
        begun = _("{what}: {progress}")
        links = [
            begun.format(what=link.title, progress=_(link.progress)) for link in self._chain.links
        ]
        if links:
            self.grid.add_wide(label("\n".join(links), "caption", wrap=True))

    def _add_text(self, now: datetime) -> None:
        options: dict[object, str] = {None: _("Write freely")}
        options |= {place: each.title for place, each in enumerate(self._templates)}
        self.template = self.add("template", _("Ready-made answer"), ChoiceField(options))
        words = options_of({str(key): told for key, told in OUTCOME_WORDS.items()})
        self.outcome = self.add("outcome", _("Outcome of the matter"), ChoiceField(words))
        usual = USUAL_OUTCOMES.get(self._chain.entry.kind, Outcome.DONE)
        self.outcome.set_value(str(Outcome.PLANNED if self._interim else usual))
        self.planned = self.add("planned_on", _("Planned for"), DayField(now.date()))
        self.referred = self.add("referred_to", _("Referred to"), TextField())
        self.blanks = self.add("blanks", _("Fill the blanks"), BlanksField(), wide=True)
        self.body = self.add(
            "body", _("The answer"), LongTextField(lines=6), required=True, wide=True
        )

    def _add_how(self, now: datetime, replied_by: str, people: Sequence[str]) -> None:
        reachable = self._chain.entry.reachable
        methods = {str(key): told for key, told in METHOD_WORDS.items()}
        if not reachable:
            methods = {Method.BOARD.value: METHOD_WORDS[Method.BOARD]}
        self.method = self.add(
            "method",
            _("How it reaches the author"),
            ChoiceField(options_of(methods)),
            hint="" if reachable else _("Nobody can be reached: it is posted on the board."),
        )
        self.method.set_value(Method.PHONE.value)
        self.by = self.add("replied_by", _("Answered by"), TextField(replied_by), required=True)
        self.by.offer(list(people))
        self.moment = MomentFields(self, "at", now, _("Answered on"))
        count = len(self._chain.duplicates)
        words = _("Give it to the {count} who said the same, too").format(count=count)
        self.repeats = self.add("repeats", _("Said by others"), TickField(words, value=True))
        shown = bool(count) and not self._interim
        self.grid.show_field("repeats", shown=shown)

    def _connect_fields(self) -> None:
        self.template.edited.connect(self._on_template)
        self.outcome.edited.connect(self._on_outcome)
        self.blanks.edited.connect(self._on_blanks)
        self.body.edited.connect(self._on_body)
        self._show_blanks()

    def _on_template(self) -> None:
        place = self.template.value()
        if place is None:
            return
        template: Template = self._templates[cast("int", place)]
        if template.outcome is not None:
            self.outcome.set_value(str(template.outcome))
        self._base = filled(template.body, self._known)
        self.blanks.forget()
        self._write(self._base)
        self._show_blanks()
        if blanks(self._base):
            self.blanks.focus_first()
        else:
            self.body.setFocus()

    def _on_blanks(self) -> None:
        self._write(filled(self._base, self.blanks.value()))

    def _on_body(self) -> None:
        """Take what was written by hand as the text; only the blanks left in it are asked for."""
        self._base = self.body.value()
        self._show_blanks()

    def _write(self, text: str) -> None:
        self.body.blockSignals(True)
        self.body.set_value(text)
        self.body.blockSignals(False)

    def _show_blanks(self) -> None:
        names = blanks(self._base)
        self.blanks.ask(names)
        self.grid.show_field("blanks", shown=bool(names))
        self._take_size()

    def _on_outcome(self) -> None:
        outcome = Outcome(str(self.outcome.value()))
        self.grid.show_field("planned_on", shown=outcome is Outcome.PLANNED)
        self.grid.show_field("referred_to", shown=outcome is Outcome.REFERRED)
