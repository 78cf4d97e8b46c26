"""Whether an inspection may begin, be filled in, be submitted, signed, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.people import plain_person
from stationdesk.domain.inspections.kinds import InspectionState, Result
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import InspectionLineId
    from stationdesk.domain.inspections.actions import NewAction
    from stationdesk.domain.inspections.findings import Remedy
    from stationdesk.domain.inspections.inspections import Inspection, NewInspection
    from stationdesk.domain.inspections.lines import InspectionLine, NewLine

LONGEST_NOTE = 1000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What rests on a submitted inspection, each by its number; nothing is in the way of undoing.

    ``notices`` were handed over for it, ``moved`` actions were gone on with, and ``repeated``
    findings of later inspections repeat one of its own.
    """

    notices: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def begin_problems(wish: NewInspection, today: date) -> Iterator[Problem]:
    """Tell every reason why an inspection cannot begin."""
    if wish.on > today:
        yield Problem("on", N_("An inspection cannot lie in the future."))
    yield from head_problems(wish.inspectors, wish.escort)


def head_problems(inspectors: str, escort: str, summary: str = "") -> Iterator[Problem]:
    """Tell every reason why these names and words cannot stand at the head of an inspection."""
    if not plain_person(inspectors):
        yield Problem("inspectors", N_("Write who inspects."))
    for about, text in (("inspectors", inspectors), ("escort", escort)):
        if len(text.strip()) > LONGEST_NAME:
            phrase = N_("The name may have {limit} characters at most.")
            yield Problem(about, phrase, {"limit": LONGEST_NAME})
    if len(summary) > LONGEST_NOTE:
        yield _too_long("summary")


def draft_problems(inspection: Inspection) -> Iterator[Problem]:
    """Tell why an inspection cannot be filled in any more."""
    if inspection.voided:
        phrase = N_("Inspection {number} is void; nothing more can be done with it.")
        yield Problem("state", phrase, {"number": inspection.number})
    elif inspection.state is InspectionState.SUBMITTED:
        phrase = N_("Inspection {number} was submitted; its lines stay as they are.")
        yield Problem("state", phrase, {"number": inspection.number})
    elif inspection.state is InspectionState.SIGNED:
        phrase = N_("Inspection {number} is signed; it never changes.")
        yield Problem("state", phrase, {"number": inspection.number})


def line_problems(wish: NewLine, lines: Iterable[InspectionLine]) -> Iterator[Problem]:
    """Tell every reason why an item cannot be added; each stands in an inspection once."""
    name, code = wish.name.strip(), wish.code.strip()
    if not says_something(name):
        yield Problem("name", N_("Write what is looked at."))
    elif len(name) > LONGEST_NAME:
        phrase = N_("The name may have {limit} characters at most.")
        yield Problem("name", phrase, {"limit": LONGEST_NAME})
    if len(wish.required) > LONGEST_NOTE:
        yield _too_long("required")
    for line in lines:
        same_code = bool(code) and line.code == code
        if same_code or (not code and not line.code and name in (line.name.zh, line.name.en)):
            phrase = N_("“{name}” is line {position} of this inspection already.")
            yield Problem("name", phrase, {"name": line.name, "position": line.position})


def answer_problems(note: str) -> Iterator[Problem]:
    """Tell why a line cannot be answered so; that words are missing is told at submission."""
    if len(note) > LONGEST_NOTE:
        yield _too_long("note")


def submit_problems(
    inspection: Inspection,
    lines: Iterable[InspectionLine],
    remedies: Mapping[InspectionLineId, Remedy],
) -> list[Problem]:
    """Return every reason why an inspection cannot be submitted.

    ``about`` is the line's id as text, with ``.measure``, ``.owner``, ``.due_on``, ``.what`` or
    ``.note`` behind it where one field is meant.
    """
    if wrong := list(draft_problems(inspection)):
        return wrong
    known = list(lines)
    problems = [one for line in known for one in _line_owes(line)]
    for line in known:
        remedy = remedies.get(line.id)
        if line.result.wanting:
            problems.extend(_remedy_problems(line, remedy, inspection))
        elif remedy is not None and line.result is not Result.UNCHECKED:
            phrase = N_("Line {position} is not wanting; it needs no action.")
            problems.append(Problem(f"{line.id}", phrase, {"position": line.position}))
    strangers = set(remedies) - {line.id for line in known}
    if strangers:
        problems.append(Problem("actions", N_("An action is meant for another inspection's line.")))
    if not known:
        problems.append(Problem("lines", N_("An inspection without any line says nothing.")))
    return problems


def action_problems(wish: NewAction, inspected_on: date) -> Iterator[Problem]:
    """Tell every reason why an action cannot be decided on."""
    if not says_something(wish.measure):
        yield Problem("measure", N_("Write what is to be put right."))
    elif len(wish.measure) > LONGEST_NOTE:
        yield _too_long("measure")
    if not plain_person(wish.owner):
        yield Problem("owner", N_("Write who answers for it."))
    if len(wish.cause) > LONGEST_NOTE:
        yield _too_long("cause")
    if wish.due_on is not None and wish.due_on < inspected_on:
        phrase = N_("It would be due before the inspection of {day}.")
        yield Problem("due_on", phrase, {"day": inspected_on})


def sign_problems(inspection: Inspection, signer: str) -> Iterator[Problem]:
    """Tell why an inspection cannot be signed."""
    if not inspection.voided and inspection.state is InspectionState.DRAFT:
        phrase = N_("Inspection {number} is still being filled in; submit it first.")
        yield Problem("state", phrase, {"number": inspection.number})
    elif inspection.voided or inspection.state is InspectionState.SIGNED:
        yield from draft_problems(inspection)
    if not plain_person(signer):
        yield Problem("signer", N_("Write who signs."))


def void_problems(inspection: Inspection, reason: str) -> Iterator[Problem]:
    """Tell why an inspection cannot be voided; only one that is being filled in can."""
    yield from draft_problems(inspection)
    if not says_something(reason):
        yield Problem("reason", N_("Write why it is voided."))


def unsubmit_problems(inspection: Inspection, bound: Bound) -> Iterator[Problem]:
    """Tell why a submission cannot be taken back."""
    number = {"number": inspection.number}
    if inspection.state is not InspectionState.SUBMITTED or inspection.voided:
        if inspection.state is InspectionState.SIGNED:
            yield from draft_problems(inspection)
        else:
            phrase = N_("Inspection {number} was not submitted; nothing is to be taken back.")
            yield Problem("state", phrase, number)
    if bound.notices:
        phrase = N_("Notice {notices} was handed over for inspection {number}.")
        yield Problem("notices", phrase, number | {"notices": "、".join(bound.notices)})
    if bound.moved:
        phrase = N_("Actions of inspection {number} were gone on with: {actions}.")
        yield Problem("actions", phrase, number | {"actions": "、".join(bound.moved)})
    if bound.repeated:
        phrase = N_("Later findings repeat those of inspection {number}: {findings}.")
        yield Problem("findings", phrase, number | {"findings": "、".join(bound.repeated)})


def _line_owes(line: InspectionLine) -> Iterator[Problem]:
    where = {"position": line.position, "name": line.name}
    if line.result is Result.UNCHECKED:
        phrase = N_("Line {position} “{name}” is not checked yet.")
        yield Problem(f"{line.id}", phrase, where)
    elif line.result is Result.NOT_APPLICABLE and not says_something(line.note):
        phrase = N_("Write why line {position} “{name}” does not apply.")
        yield Problem(f"{line.id}.note", phrase, where)
    elif line.result.wanting and not says_something(line.note):
        phrase = N_("Write what is not in order in line {position} “{name}”.")
        yield Problem(f"{line.id}.note", phrase, where)


def _remedy_problems(
    line: InspectionLine, remedy: Remedy | None, inspection: Inspection
) -> Iterator[Problem]:
    where = {"position": line.position, "name": line.name}
    if remedy is None:
        phrase = N_("Decide what is done about line {position} “{name}”.")
        yield Problem(f"{line.id}", phrase, where)
        return
    if not says_something(remedy.measure):
        phrase = N_("Write what is to be done about line {position} “{name}”.")
        yield Problem(f"{line.id}.measure", phrase, where)
    if not plain_person(remedy.owner):
        phrase = N_("Write who answers for line {position} “{name}”.")
        yield Problem(f"{line.id}.owner", phrase, where)
    if remedy.due_on is not None and remedy.due_on < inspection.on:
        phrase = N_("The action for line {position} “{name}” is due before the inspection.")
        yield Problem(f"{line.id}.due_on", phrase, where)
    for field in ("measure", "cause", "what", "place"):
        if len(getattr(remedy, field)) > LONGEST_NOTE:
            yield _too_long(f"{line.id}.{field}")


def _too_long(about: str) -> Problem:
    phrase = N_("A note has at most {limit} characters.")
    return Problem(about, phrase, {"limit": LONGEST_NOTE})
