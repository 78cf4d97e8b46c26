"""A ready-made answer written or changed: what it is for, and its text with blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.entries import OUTCOME_WORDS, Outcome
from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS, FeedbackKind
from stationdesk.domain.feedback.templates import NewTemplate, blanks
from stationdesk.i18n import _
from stationdesk.ui.theme import px
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.feedback.templates import Template
    from stationdesk.services.feedback import Feedback
    from stationdesk.ui.dialogs import Dialogs

WIDTH = 720


class TemplateForm(Form):
    """Keeps a template; one that came with the program gets one of the station in its place."""

    def __init__(
        self,
        feedback: Feedback,
        template: Template | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Change the ready-made answer") if template else _("New ready-made answer")
        super().__init__(title, _("Save"), columns=2, dialogs=dialogs, parent=parent)
        self.setMinimumWidth(px(WIDTH))
        self._feedback, self._before = feedback, template
        self.name = self.add(
            "title", _("Name of the template"), TextField(), required=True, wide=True
        )
        kinds: dict[object, str] = {"": _("Every kind")}
        kinds |= {str(key): _(words) for key, words in FEEDBACK_KIND_WORDS.items()}
        self.kind = self.add("kind", _("For which kind"), ChoiceField(kinds))
        outcomes: dict[object, str] = {"": _("Every outcome")}
        outcomes |= {str(key): _(words) for key, words in OUTCOME_WORDS.items()}
        self.outcome = self.add("outcome", _("For which outcome"), ChoiceField(outcomes))
        self.body = self.add(
            "body", _("Text of the template"), LongTextField(lines=7), required=True, wide=True
        )
        self.told = label("", "caption", wrap=True)
        self.grid.add_wide(self.told)
        self.body.edited.connect(self._tell_blanks)
        if template is not None:
            self._fill(template)
        self._tell_blanks()
        self.set_clean()

    def keep(self) -> None:
        kind, outcome = str(self.kind.value()), str(self.outcome.value())
        wish = NewTemplate(
            title=self.name.value(),
            body=self.body.value(),
            kind=FeedbackKind(kind) if kind else None,
            outcome=Outcome(outcome) if outcome else None,
        )
        self._feedback.keep_template(wish, self._before.id if self._before else None)

    def _fill(self, template: Template) -> None:
        self.name.set_value(template.title)
        self.kind.set_value(str(template.kind or ""))
        self.outcome.set_value(str(template.outcome or ""))
        self.body.set_value(template.body)

    def _tell_blanks(self) -> None:
        names = blanks(self.body.value())
        hint = _("What stands in braces is a blank, for instance {example}.")
        found = _("Blanks: {names}").format(names="、".join(names))
        example = _("day of repair")
        self.told.setText(found if names else hint.format(example=f"{{{example}}}"))
