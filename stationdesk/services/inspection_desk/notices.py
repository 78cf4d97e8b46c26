"""整改通知单: handed over, looked at again, struck off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.due_days import USUAL_OBJECTION_DAYS, due_after
from stationdesk.domain.inspections.frozen import said_text
from stationdesk.domain.inspections.notice_snapshot import (
    NoticedAction,
    NoticedFinding,
    NoticeSnapshot,
    notice_text,
)
from stationdesk.domain.inspections.notices import (
    NewNotice,
    NoticeLine,
    RecheckOutcome,
    all_verified,
    notice_problems,
    recheck_problems,
)
from stationdesk.domain.inspections.numbers import NOTICE_PREFIX, number_after, number_start
from stationdesk.domain.inspections.replay import replay
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.station import UNNAMED
from stationdesk.domain.tiers.snapshot import digest_of
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.inspection_desk.desk import LINE, NOTICE
from stationdesk.services.inspection_desk.reading import Reading
from stationdesk.store import attachments, corrective_actions, findings
from stationdesk.store import notices as store
from stationdesk.store import station as station_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ids import FindingId, InspectionId, NoticeId
    from stationdesk.domain.inspections.findings import Finding
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.notices import Notice
    from stationdesk.domain.tiers.phrases import Words


class Notices(Reading):
    """A notice never changes once it was handed over; there is no undo for it."""

    def issue_notice(
        self,
        inspection_id: InspectionId,
        addressed_to: str,
        deadline: date,
        recheck_method: str,
        *,
        on: date | None = None,
        finding_ids: Iterable[FindingId] | None = None,
    ) -> Notice:
        """Hand over a notice of the findings that are not put right yet, or of those named.

        What stands on its two copies is frozen. The notice bears a number such as TZ-2026-001.

        Raises:
            Refused: naming every reason.
        """
        head = self._head(inspection_id)
        wish = NewNotice(
            addressed_to=addressed_to,
            issued_on=self._day(on),
            deadline=deadline,
            recheck_method=recheck_method,
        )
        named = self._to_be_named(inspection_id, finding_ids)
        refuse_if_any(notice_problems(wish, head, len(named), self._context.today()))
        text = notice_text(self._snapshot(head, wish, named))
        start = number_start(NOTICE_PREFIX, wish.issued_on.year)
        with self._context.deed(Topic.INSPECTIONS):
            notice_id = store.add(
                inspection_id,
                wish,
                number=number_after(store.newest_number(start), NOTICE_PREFIX, wish.issued_on.year),
                text=text,
                digest=digest_of(text),
                **self._recorded(),
            )
            notice = self._notice(notice_id)
            told = {"number": notice.number, "inspection": head.number, "digest": notice.digest}
            self._context.note(NOTICE, notice.uid, "issue", after=told)
        return notice

    def recheck(
        self,
        notice_id: NoticeId,
        by: str,
        outcome: RecheckOutcome,
        note: str = "",
        on: date | None = None,
    ) -> None:
        """Keep a second look after a notice; “done” strikes it off (销号), for good.

        Raises:
            Refused: naming every reason; while an action was not verified.
        """
        line, day = self._notice_line(self._notice(notice_id)), self._day(on)
        steps = corrective_actions.steps_by_action(each.id for each in line.actions)
        standings = [(each.number, replay(steps[each.id])) for each in line.actions]
        refuse_if_any(
            recheck_problems(
                line,
                standings,
                on=day,
                by=by,
                outcome=outcome,
                note=note,
                today=self._context.today(),
            )
        )
        with self._context.deed(Topic.INSPECTIONS):
            store.add_recheck(
                notice_id, on=day, by=by, outcome=outcome, note=note, **self._recorded()
            )
            told = {"number": line.notice.number, "outcome": outcome.value, "by": by.strip()}
            self._context.note(NOTICE, line.notice.uid, "recheck", after=told)

    def notices(self, *, only_running: bool = False) -> list[NoticeLine]:
        """Return the notices with their actions as they stand now, the newest first.

        The running ones come by their deadline.
        """
        found = store.running() if only_running else store.all_notices()
        return [self._notice_line(each) for each in found]

    def notice(self, notice_id: NoticeId) -> NoticeLine:
        """Return one notice with its actions as they stand now.

        Raises:
            Refused: where there is none of that id, or its text is not what was handed over.
        """
        notice = self._notice(notice_id)
        if digest_of(notice.text) != notice.digest:
            phrase = N_("Notice {number} is not what was handed over: the file was altered.")
            raise Refused([Problem("notice", phrase, {"number": notice.number})])
        return self._notice_line(notice)

    def _notice_line(self, notice: Notice) -> NoticeLine:
        actions = corrective_actions.of_findings(store.finding_ids(notice))
        return NoticeLine(notice=notice, actions=tuple(actions))

    def _to_be_named(
        self, inspection_id: InspectionId, wanted: Iterable[FindingId] | None
    ) -> list[Finding]:
        """Return the findings for a notice: those wanted of which an action is not verified."""
        chosen = None if wanted is None else set(wanted)
        return [
            each
            for each in findings.of_inspection(inspection_id)
            if (chosen is None or each.id in chosen)
            and not all_verified(corrective_actions.of_findings([each.id]))
        ]

    def _snapshot(
        self, head: Inspection, wish: NewNotice, named: Sequence[Finding]
    ) -> NoticeSnapshot:
        station = station_store.station() or UNNAMED
        work = self._calendar.work_time()
        return NoticeSnapshot(
            station_code=station.code,
            station_name=station.name,
            inspection_number=head.number,
            inspection_kind=head.kind,
            inspected_on=head.on,
            inspectors=head.inspectors,
            escort=head.escort,
            standard_key=head.standard_key,
            standard_version=head.standard_version,
            standard_title=self._standard_title(head),
            addressed_to=wish.addressed_to.strip(),
            issued_on=wish.issued_on,
            deadline=wish.deadline,
            recheck_method=wish.recheck_method.strip(),
            objection_until=due_after(wish.issued_on, USUAL_OBJECTION_DAYS, work),
            findings=tuple(self._noticed(named)),
        )

    def _noticed(self, named: Sequence[Finding]) -> Iterable[NoticedFinding]:
        times = self.times_of(named)
        for finding in named:
            line = self._line(finding.line_id)
            photos = [each.file_name for each in attachments.of(LINE, line.uid)]
            yield NoticedFinding(
                uid=finding.uid,
                number=finding.number,
                code=finding.code,
                item=line.name,
                required=said_text(line.required),
                what=finding.what,
                place=finding.place,
                severity=finding.severity,
                times=times[finding.id],
                photos=tuple(reversed(photos)),
                actions=tuple(
                    NoticedAction(
                        uid=each.uid,
                        number=each.number,
                        measure=each.measure,
                        owner=each.owner,
                        due_on=each.due_on,
                    )
                    for each in corrective_actions.of_findings([finding.id])
                ),
            )

    def _standard_title(self, head: Inspection) -> Words:
        return self._tiers.standard_in_force(head.on, head.standard_key).title
