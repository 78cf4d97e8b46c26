"""Beginning an inspection and filling it in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.inspections.inspections import NewInspection
from stationdesk.domain.inspections.kinds import InspectionKind, Result
from stationdesk.domain.inspections.lines import NewLine, added, prefilled
from stationdesk.domain.inspections.numbers import (
    INSPECTION_PREFIX,
    number_after,
    number_start,
)
from stationdesk.domain.inspections.rules import (
    answer_problems,
    begin_problems,
    draft_problems,
    head_problems,
    line_problems,
    void_problems,
)
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.tiers.standard import TIERS
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.inspection_desk.desk import INSPECTION, LINE, InspectionDesk
from stationdesk.store import attachments
from stationdesk.store import inspections as store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.ids import InspectionId, InspectionLineId
    from stationdesk.domain.inspections.lines import InspectionLine


class Drafts(InspectionDesk):
    """An inspection is a draft until it is submitted; only then do its lines count."""

    def begin(
        self,
        kind: InspectionKind,
        on: date | None = None,
        inspectors: str = "",
        escort: str = "",
        standard_key: str | None = None,
        *,
        request_key: str = "",
    ) -> InspectionId:
        """Begin an inspection of ``on`` (None: today), its lines filled from that day's records.

        It asks for the services of the tier that the station applies for, else of the one it
        attains, else of the lowest. Asked again under one ``request_key``, it is begun once.

        Raises:
            Refused: naming every reason; where there is no standard of that key.
        """
        wish = NewInspection(kind=kind, on=self._day(on), inspectors=inspectors, escort=escort)
        refuse_if_any(begin_problems(wish, self._context.today()))
        if request_key and (known := store.find_by_key(request_key)) is not None:
            return known
        assessment = self._tiers.assess(wish.on, standard_key)
        tier = assessment.applied_for or assessment.attained or TIERS[0]
        start = number_start(INSPECTION_PREFIX, wish.on.year)
        with self._context.deed(Topic.INSPECTIONS):
            inspection_id = store.add(
                wish,
                number=number_after(store.newest_number(start), INSPECTION_PREFIX, wish.on.year),
                standard_key=assessment.standard.key,
                standard_version=assessment.standard.version,
                tier=tier,
                request_key=request_key or new_uid(),
                **self._recorded(),
            )
            for text in prefilled(assessment, tier):
                store.add_line(inspection_id, text)
            head = self._head(inspection_id)
            told = {"number": head.number, "kind": kind.value, "on": wish.on}
            self._context.note(INSPECTION, head.uid, "begin", after=told)
        take_back = partial(self._set_voided, inspection_id)
        self._offer(N_("Inspection {number} was begun."), {"number": head.number}, take_back)
        return inspection_id

    def write_head(
        self, inspection_id: InspectionId, *, inspectors: str, escort: str = "", summary: str = ""
    ) -> None:
        """Write who inspects, who goes along, and what is said of the whole, on a draft.

        Raises:
            Refused: naming every reason.
        """
        head = self._head(inspection_id)
        refuse_if_any([*draft_problems(head), *head_problems(inspectors, escort, summary)])
        wanted = {"inspectors": inspectors, "escort": escort, "summary": summary}
        before = {name: getattr(head, name) for name in wanted}
        self._write_head(inspection_id, before, wanted)
        take_back = partial(self._write_head, inspection_id, wanted, before)
        phrase = N_("The head of inspection {number} was changed.")
        self._offer(phrase, {"number": head.number}, take_back)

    def answer(self, line_id: InspectionLineId, result: Result, note: str = "") -> None:
        """Write what was seen of a line; that words are missing is told at submission.

        Raises:
            Refused: when the inspection is no draft, or the note is too long.
        """
        line = self._draft_line(line_id)
        refuse_if_any(answer_problems(note))
        self._write_answers([(line, result, note)])
        phrase = N_("Line {position} was answered.")
        take_back = partial(self._take_answers_back, [line], [(result, note.strip())])
        self._offer(phrase, {"position": line.position}, take_back)

    def answer_suggested(self, inspection_id: InspectionId) -> int:
        """Answer “in order” where nothing was answered and the records prove it; return how many.

        What the records speak against, or cannot tell, is left for the inspectors' eyes.

        Raises:
            Refused: when the inspection is no draft.
        """
        head = self._head(inspection_id)
        refuse_if_any(draft_problems(head))
        proved = [
            line
            for line in store.lines_of(inspection_id)
            if line.result is Result.UNCHECKED and line.proved
        ]
        if proved:
            self._write_answers([(line, Result.PASS, line.note) for line in proved])
            answers = [(Result.PASS, line.note) for line in proved]
            take_back = partial(self._take_answers_back, proved, answers)
            phrase = N_("{count} lines of {number} that the records prove were answered.")
            self._offer(phrase, {"count": len(proved), "number": head.number}, take_back)
        return len(proved)

    def add_line(self, inspection_id: InspectionId, wish: NewLine) -> InspectionLineId:
        """Add an item that the records do not know of.

        Raises:
            Refused: naming every reason.
        """
        head = self._head(inspection_id)
        refuse_if_any(draft_problems(head))
        refuse_if_any(line_problems(wish, store.lines_of(inspection_id)))
        with self._context.deed(Topic.INSPECTIONS):
            line_id = store.add_line(inspection_id, added(wish))
            line = self._line(line_id)
            told = {"number": head.number, "name": wish.name.strip(), "code": line.code}
            self._context.note(LINE, line.uid, "add", after=told)
        values = {"name": wish.name.strip()}
        self._offer(N_("“{name}” was added."), values, partial(self._remove, line_id))
        return line_id

    def remove_line(self, line_id: InspectionLineId) -> None:
        """Take out a line of a draft that was added by hand and has no photos.

        Raises:
            Refused: naming the reason.
        """
        line = self._draft_line(line_id)
        self._remove(line_id)
        wish = NewLine(name=line.name.zh, required=f"{line.required or ''}", code=line.code)
        take_back = partial(self._add_again, line, wish)
        self._offer(N_("“{name}” was taken out."), {"name": line.name}, take_back)

    def void(self, inspection_id: InspectionId, reason: str) -> None:
        """Let a draft that was begun by mistake count no more; it stays readable.

        Raises:
            Refused: without a reason, or when it is no draft.
        """
        head = self._head(inspection_id)
        refuse_if_any(void_problems(head, reason))
        self._set_voided(inspection_id, reason)
        take_back = partial(self._reinstate, inspection_id)
        self._offer(N_("Inspection {number} was voided."), {"number": head.number}, take_back)

    def _draft_line(self, line_id: InspectionLineId) -> InspectionLine:
        line = self._line(line_id)
        refuse_if_any(draft_problems(self._head(line.inspection_id)))
        return line

    def _write_head(
        self, inspection_id: InspectionId, before: dict[str, str], wanted: dict[str, str]
    ) -> None:
        head = self._head(inspection_id)
        refuse_if_any(draft_problems(head))
        with self._context.deed(Topic.INSPECTIONS):
            store.set_head(inspection_id, **wanted)
            self._context.note(INSPECTION, head.uid, "change", before=before, after=wanted)

    def _write_answers(self, answers: Sequence[tuple[InspectionLine, Result, str]]) -> None:
        with self._context.deed(Topic.INSPECTIONS):
            for line, result, note in answers:
                store.set_answer(line.id, result, note)
                before = {"result": line.result.value, "note": line.note}
                after = {"result": result.value, "note": note.strip()}
                self._context.note(LINE, line.uid, "answer", before=before, after=after)

    def _take_answers_back(
        self, before: Sequence[InspectionLine], given: Sequence[tuple[Result, str]]
    ) -> None:
        """Put answers back, unless somebody answered anew since."""
        now = [self._draft_line(line.id) for line in before]
        if [(line.result, line.note) for line in now] != list(given):
            phrase = N_("These lines were answered anew since.")
            raise Refused([Problem("line", phrase)])
        self._write_answers(
            [(line, was.result, was.note) for line, was in zip(now, before, strict=True)]
        )

    def _remove(self, line_id: InspectionLineId) -> None:
        line = self._draft_line(line_id)
        if not line.added:
            phrase = N_("This line belongs to the standard; say that it does not apply.")
            raise Refused([Problem("line", phrase)])
        if attachments.of(LINE, line.uid):
            raise Refused([Problem("line", N_("Photos hang on this line; put them away first."))])
        with self._context.deed(Topic.INSPECTIONS):
            store.remove_line(line_id)
            told = {"name": line.name.zh, "result": line.result.value, "note": line.note}
            self._context.note(LINE, line.uid, "remove", before=told)

    def _add_again(self, line: InspectionLine, wish: NewLine) -> None:
        with self._context.deed(Topic.INSPECTIONS):
            line_id = self.add_line(line.inspection_id, wish)
            if line.result is not Result.UNCHECKED or line.note:
                self.answer(line_id, line.result, line.note)

    def _set_voided(self, inspection_id: InspectionId, reason: str = "") -> None:
        head = self._head(inspection_id)
        refuse_if_any(draft_problems(head))
        with self._context.deed(Topic.INSPECTIONS):
            store.set_voided(inspection_id, self._context.recorded_at(), self._context.who())
            told = {"number": head.number, "reason": reason.strip()}
            self._context.note(INSPECTION, head.uid, "void", after=told)

    def _reinstate(self, inspection_id: InspectionId) -> None:
        head = self._head(inspection_id)
        with self._context.deed(Topic.INSPECTIONS):
            store.set_voided(inspection_id, None, None)
            self._context.note(INSPECTION, head.uid, "reinstate", after={"number": head.number})
