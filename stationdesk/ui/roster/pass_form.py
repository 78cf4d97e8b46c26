"""The one question about a warning: why it is done all the same. The reason is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.roster.rules import ALWAYS_BLOCKS, Rule
from stationdesk.i18n import N_, _
from stationdesk.ui.roster.words import head_day
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.problems import Problem
    from stationdesk.ui.dialogs import Dialogs

PASSING = "passing"
"""What problems are about that a reason lets through."""
USUAL_REASONS = (
    N_("The volunteer agreed"),
    N_("Nobody else can come"),
    N_("Agreed with the keeper"),
)
MOST_SHOWN = 8


class PassForm(Form):
    """Names every warning and asks for one reason; the deed is tried with it."""

    def __init__(
        self,
        problems: Sequence[Problem],
        run: Callable[[Mapping[Rule, str]], object],
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Go on all the same?")
        super().__init__(title, _("Do it all the same"), dialogs=dialogs, parent=parent)
        self._run = run
        self.outcome: object = None
        told = list(dict.fromkeys(_said(problem) for problem in problems))
        for words in told[:MOST_SHOWN]:
            self.grid.add_wide(label(words, "strong", wrap=True))
        if len(told) > MOST_SHOWN:
            more = _("and {count} more").format(count=len(told) - MOST_SHOWN)
            self.grid.add_wide(label(more, "muted"))
        hint = _("The reason is kept with the roster. Write nothing about anybody's health.")
        self.reason = self.add(PASSING, _("Reason"), TextField(), required=True, hint=hint)
        self.reason.offer([_(words) for words in USUAL_REASONS])
        self.set_clean()

    def keep(self) -> None:
        reason = self.reason.value()
        self.outcome = self._run({rule: reason for rule in Rule if rule not in ALWAYS_BLOCKS})


def _said(problem: Problem) -> str:
    """Return a warning without the request for a reason, which the form makes itself."""
    values = problem.values
    if not isinstance(day := values.get("day"), date):
        return str(problem)
    phrase = _("{who}{day}: {what} ({rule})")
    return phrase.format(**{**values, "day": head_day(day)})


def only_warnings(problems: Sequence[Problem]) -> bool:
    """Tell whether a reason would let everything through."""
    return bool(problems) and all(problem.about == PASSING for problem in problems)
