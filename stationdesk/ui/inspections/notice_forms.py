"""整改通知单: handing one over, and looking again after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from stationdesk.domain.inspections.actions import ActionState
from stationdesk.domain.inspections.kinds import InspectionState
from stationdesk.domain.inspections.notices import RECHECK_WORDS, RecheckOutcome
from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_, _
from stationdesk.listings.inspections import kind_words
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import InspectionId
    from stationdesk.domain.inspections.notices import Notice, NoticeLine
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices

_LEFT = (ActionState.OPEN, ActionState.DOING, ActionState.CLAIMED)


class NoticeForm(Form):
    """Hands a notice over; ``notice`` is the one that was issued."""

    def __init__(
        self,
        services: InspectionServices,
        inspection_id: InspectionId | None = None,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """Without ``inspection_id`` it is asked; only those with something left are offered."""
        super().__init__(
            _("Hand over a rectification notice"),
            _("Hand the notice over"),
            columns=2,
            dialogs=dialogs,
            parent=parent,
        )
        self._services = services
        self.notice: Notice | None = None
        self.inspection = self.add(
            "inspection",
            _("Of the inspection"),
            ChoiceField(self._with_something_left()),
            required=True,
            wide=True,
        )
        if inspection_id is not None:
            self.inspection.set_value(inspection_id)
        self.named = label("", "muted", wrap=True)
        self.grid.add_wide(self.named)
        station = services.station.station()
        self.to = self.add(
            "addressed_to",
            _("Addressed to"),
            TextField(station.name if station else ""),
            required=True,
            wide=True,
        )
        today = services.today()
        self.on = self.add("issued_on", _("Notice of"), DayField(today, today), required=True)
        self.deadline = self.add(
            "deadline", _("To be put right by"), DayField(today), required=True
        )
        self.method = self.add(
            "recheck_method",
            _("Way of the re-check"),
            TextField(_("Re-check on the spot")),
            required=True,
            wide=True,
        )
        self.method.offer(
            [
                _("Re-check on the spot"),
                _("By photos and records"),
                _("At the next spot check"),
            ]
        )
        told = _("Handed over, it never changes. It has two copies: one for each side.")
        self.grid.add_wide(label(told, "caption", wrap=True))
        self.inspection.edited.connect(self._on_inspection)
        self._on_inspection()
        self.set_clean()

    def keep(self) -> None:
        inspection_id = cast("InspectionId | None", self.inspection.value())
        if inspection_id is None:
            phrase = N_("Nothing is left to be put right.")
            raise Refused([Problem("inspection", phrase)])
        self.notice = self._services.inspections.issue_notice(
            inspection_id,
            self.to.value(),
            cast("date", self.deadline.value()),
            self.method.value(),
            on=self.on.value(),
        )

    def _with_something_left(self) -> dict[object, str]:
        looks = self._services.inspections.inspections()
        return {
            look.inspection.id: " ".join(
                (look.inspection.number, kind_words(look.inspection), str(look.inspection.on))
            )
            for look in looks
            if look.inspection.state is not InspectionState.DRAFT and look.verified < look.actions
        }

    def _on_inspection(self) -> None:
        """Say what the notice would name, and propose the last day of its actions."""
        inspection_id = cast("InspectionId | None", self.inspection.value())
        if inspection_id is None:
            self.named.setText(_("Nothing is left to be put right."))
            return
        whole = self._services.inspections.inspection(inspection_id)
        left = [each for each in whole.actions if each.action.state in _LEFT]
        told = _("What is not put right yet: {items}")
        self.named.setText(told.format(items="、".join(str(each.item) for each in left)))
        last = max((each.action.due_on for each in left), default=self._services.today())
        self.deadline.set_value(max(last, self._services.today()))


class RecheckForm(Form):
    """Keeps a second look after a notice; one that finds all done strikes it off (销号)."""

    def __init__(
        self,
        services: InspectionServices,
        line: NoticeLine,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Look again after notice {number}").format(number=line.notice.number)
        super().__init__(title, _("Record it"), columns=2, dialogs=dialogs, parent=parent)
        self._services, self._line = services, line
        told = _("{verified} of {all} actions verified; a notice struck off stays so.")
        told = told.format(verified=line.verified, all=len(line.actions))
        self.grid.add_wide(label(told, "muted", wrap=True))
        outcomes: dict[object, str] = {
            outcome: _(words) for outcome, words in RECHECK_WORDS.items()
        }
        self.outcome = self.add(
            "outcome", _("Outcome of the re-check"), ChoiceField(outcomes), wide=True
        )
        if line.verified < len(line.actions):
            self.outcome.set_value(RecheckOutcome.NOT_DONE)
        self.by = self.add("by", _("Re-checked by"), TextField(), required=True)
        self.by.offer(services.people())
        today = services.today()
        self.on = self.add("on", _("Day of the re-check"), DayField(today, today), required=True)
        self.words = self.add("note", _("Note on the re-check"), LongTextField(lines=2), wide=True)
        self.set_clean()

    def keep(self) -> None:
        self._services.inspections.recheck(
            self._line.notice.id,
            self.by.value(),
            cast("RecheckOutcome", self.outcome.value()),
            self.words.value(),
            self.on.value(),
        )
