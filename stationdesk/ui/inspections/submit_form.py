"""Submitting an inspection: for each line that is wanting, what is done by whom until when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from stationdesk.domain.inspections.findings import Remedy
from stationdesk.domain.inspections.kinds import RESULT_WORDS, Result, Severity
from stationdesk.i18n import _
from stationdesk.ui.inspections.words import severity_options
from stationdesk.ui.widgets.basics import label
from stationdesk.ui.widgets.fields import ChoiceField, DayField, LongTextField, TextField
from stationdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PyQt6.QtWidgets import QWidget

    from stationdesk.domain.ids import InspectionLineId
    from stationdesk.domain.inspections.corrective import WholeInspection
    from stationdesk.domain.inspections.lines import InspectionLine
    from stationdesk.ui.dialogs import Dialogs
    from stationdesk.ui.inspections.asking import InspectionServices

PROPOSED_SEVERITY = {Result.PARTIAL: Severity.MINOR, Result.FAIL: Severity.SERIOUS}


class SubmitForm(Form):
    """Asks for a remedy for each wanting line and submits; measure, owner and day are proposed."""

    def __init__(
        self,
        services: InspectionServices,
        whole: WholeInspection,
        *,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Submit inspection {number}").format(number=whole.inspection.number)
        super().__init__(title, _("Submit it"), columns=2, dialogs=dialogs, parent=parent)
        self._services, self._head = services, whole.inspection
        wanting = [line for line in whole.lines if line.result.wanting]
        told = _("Lines that are wanting: {count}. Each becomes a finding with its action.")
        self.grid.add_wide(label(told.format(count=len(wanting)), "muted", wrap=True))
        self.parts = [_RemedyPart(self, services, whole, line) for line in wanting]
        self.set_clean()

    def keep(self) -> None:
        remedies = {part.line.id: part.remedy() for part in self.parts}
        self._services.inspections.submit(self._head.id, remedies)


class _RemedyPart:
    """The fields for one line; a problem names them by the line's id."""

    def __init__(
        self,
        form: Form,
        services: InspectionServices,
        whole: WholeInspection,
        line: InspectionLine,
    ) -> None:
        self.line, self._services, self._on = line, services, whole.inspection.on
        heading = _("{position}. {name}: {result}")
        form.grid.add_heading(
            heading.format(
                position=line.position, name=line.name, result=_(RESULT_WORDS[line.result])
            )
        )
        add = partial(form.add, wide=True)
        about = f"{line.id}"
        self.what = add(
            f"{about}.what", _("What was found wrong"), LongTextField(line.note, lines=2)
        )
        self.measure = add(
            f"{about}.measure",
            _("Measure"),
            LongTextField(proposed_measure(line), lines=2),
            required=True,
        )
        self.owner = form.add(
            f"{about}.owner",
            _("Who answers for the action"),
            TextField(services.keeper()),
            required=True,
        )
        self.cause = form.add(f"{about}.cause", _("Cause of it"), TextField())
        self.severity = form.add(
            f"{about}.severity", _("How grave"), ChoiceField(severity_options())
        )
        self.severity.set_value(PROPOSED_SEVERITY[line.result])
        self.due = form.add(
            f"{about}.due_on",
            _("To be put right by"),
            DayField(services.today(), self._proposed_due()),
            required=True,
        )
        self._offer(services.people())
        self._last_proposed = self.due.value()
        self.severity.edited.connect(self._on_severity)

    def remedy(self) -> Remedy:
        """Return what was decided."""
        return Remedy(
            measure=self.measure.value(),
            owner=self.owner.value(),
            cause=self.cause.value(),
            due_on=self.due.value(),
            severity=cast("Severity", self.severity.value()),
            what=self.what.value(),
        )

    def _offer(self, people: Sequence[str]) -> None:
        self.owner.offer(list(people))
        self.cause.offer(
            [
                _("Used up and not refilled"),
                _("Worn out or broken"),
                _("Nobody was told to look after it"),
                _("Not known that it is required"),
                _("No money for it yet"),
            ]
        )

    def _proposed_due(self) -> date:
        severity = cast("Severity", self.severity.value())
        return self._services.inspections.due_on(severity, self._on)

    def _on_severity(self) -> None:
        """Propose the day of another severity, unless one was typed."""
        if self.due.value() == self._last_proposed:
            self._last_proposed = self._proposed_due()
            self.due.set_value(self._last_proposed)


def proposed_measure(line: InspectionLine) -> str:
    """Return a first wording of what is to be done, to be made plainer by whoever submits."""
    return _("Put “{name}” in order: {what}").format(name=line.name, what=line.note)


def owed_before(
    services: InspectionServices, whole: WholeInspection
) -> list[tuple[InspectionLineId, str]]:
    """Return what keeps the lines themselves from being submitted: line by line, in words."""
    proposed = {
        line.id: Remedy(measure=proposed_measure(line), owner=services.keeper())
        for line in whole.lines
        if line.result.wanting
    }
    ids = {f"{line.id}": line.id for line in whole.lines}
    told = services.inspections.problems_of_submitting(whole.inspection.id, proposed)
    return [
        (ids[line], str(each))
        for each in told
        if (line := each.about.partition(".")[0]) in ids
        and each.about.partition(".")[2] in ("", "note")
    ]
