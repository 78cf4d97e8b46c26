"""Inspections on paper: 检查表, 整改通知单 in two copies, 整改台账, and what hangs on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import (
    HAND_ROW_MM,
    column,
    day_words,
    span_key,
    span_words,
    to_fill_in,
    without,
)
from stationdesk.documents.papers import (
    Block,
    Fact,
    Facts,
    Group,
    Heading,
    NewSheet,
    Note,
    Origin,
    Paper,
    Paragraph,
    SignatureBox,
    SignatureBoxes,
    SignatureLine,
    Table,
    Verdict,
    table,
    usual_signers,
)
from stationdesk.domain.inspections.corrective import sheet_lines
from stationdesk.domain.inspections.kinds import INSPECTION_KIND_WORDS, Result
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind, Tone
from stationdesk.listings.inspections import (
    LINES,
    POSTED,
    RECHECKS,
    actions,
    kind_words,
    severity_mark,
    standard_words,
    times_words,
)
from stationdesk.listings.tiers import tier_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.inspections.corrective import ActionLine, WholeInspection
    from stationdesk.domain.inspections.notice_snapshot import NoticedFinding, NoticeSnapshot
    from stationdesk.domain.inspections.notices import Notice
    from stationdesk.domain.inspections.posted import PostedLine
    from stationdesk.domain.station import Station

_NOT_ON_THE_SHEET = ("position", "code", "suggested", "evidence")
_NOT_IN_THE_LEDGER = (
    "inspection",
    "notice",
    "code",
    "severity",
    "times",
    "cause",
    "extensions",
    "verified_by",
)
"""What a workbook has, and an A4 page has no room for."""
BLANK_FINDINGS, BLANK_RECHECKS = 5, 2
COPIES = (N_("First copy: kept by the inspectors"), N_("Second copy: for the unit concerned"))


def inspection_sheet(
    station: Station,
    whole: WholeInspection,
    *,
    for_print: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the checklist of one inspection: verdict, lines, what is decided, signatures."""
    shown = without(LINES, _NOT_ON_THE_SHEET) if for_print else LINES
    inspection = whole.inspection
    blocks: list[Block] = [
        _sheet_verdict(whole),
        table(shown, sheet_lines(whole), numbered=for_print, dense=True),
        Note(_score_note()),
    ]
    if inspection.summary:
        blocks.append(Paragraph(_("Overall: {summary}").format(summary=inspection.summary)))
    blocks.append(_sheet_signatures())
    return Paper(
        title=_("Inspection checklist"),
        subtitle=_("{kind} · {standard}").format(
            kind=kind_words(inspection), standard=standard_words(inspection)
        ),
        number=inspection.number,
        head=_sheet_head(station, whole),
        blocks=tuple(blocks),
        landscape=True,
        subject=day_words(inspection.on),
        origin=Origin("inspection-sheet", station.code, station.name, inspection.on.isoformat()),
        printed_at=printed_at,
    )


def corrective_notice(notice: Notice, *, printed_at: datetime | None = None) -> Paper:
    """Return a notice from what was frozen, in two copies, with the looks after it so far."""
    told = notice.snapshot
    first, second = map(_, COPIES)
    number = _("{number} · {copy}")
    return Paper(
        title=_("Corrective notice"),
        number=number.format(number=notice.number, copy=first),
        head=_notice_head(told),
        blocks=(
            *_notice_body(notice),
            NewSheet(number.format(number=notice.number, copy=second)),
            *_notice_body(notice),
        ),
        subject=_("Inspection {number}").format(number=told.inspection_number),
        origin=Origin(
            "corrective-notice", told.station_code, told.station_name, told.issued_on.isoformat()
        ),
        printed_at=printed_at,
    )


def blank_notice(station: Station, *, printed_at: datetime | None = None) -> Paper:
    """Return an empty notice to be filled in by hand on site, in two copies."""
    first, second = map(_, COPIES)
    number = _("____________ · {copy}")
    return Paper(
        title=_("Corrective notice"),
        number=number.format(copy=first),
        head=_blank_head(station),
        blocks=(*_blank_body(), NewSheet(number.format(copy=second)), *_blank_body()),
        subject=_("Blank form"),
        origin=Origin("corrective-notice-blank", station.code, station.name),
        printed_at=printed_at,
    )


def corrective_ledger(
    station: Station,
    lines: Sequence[ActionLine],
    first: date,
    last: date,
    today: date,
    *,
    for_print: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the actions that inspections of a period asked for, as they stand on ``today``."""
    columns = actions(today)
    shown = without(columns, _NOT_IN_THE_LEDGER) if for_print else columns
    overdue = sum(line.action.is_overdue(today) for line in lines)
    open_still = sum(line.standing.verified_on is None for line in lines)
    note = _("Actions: {count}; not verified yet: {open}; overdue: {overdue}. As of {day}.")
    words = note.format(count=len(lines), open=open_still, overdue=overdue, day=day_words(today))
    return Paper(
        title=_("Ledger of corrective actions"),
        unit=station.name,
        period=span_words(first, last),
        blocks=(
            table(shown, lines, numbered=True, dense=True),
            Note(words),
            SignatureLine(usual_signers()),
        ),
        landscape=True,
        origin=Origin("corrective-ledger", station.code, station.name, span_key(first, last)),
        printed_at=printed_at,
    )


def posted_ledger(
    station: Station,
    lines: Sequence[PostedLine],
    day: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what hangs on the wall, how fresh it is, and what must be put up anew."""
    return Paper(
        title=_("Ledger of posted papers"),
        unit=station.name,
        period=day_words(day),
        blocks=(
            table(POSTED, lines, numbered=True, dense=True),
            Note(
                _(
                    "A paper is looked at again within its days; one that is copied from records "
                    "is put up anew when these change. The days are the program's proposals."
                )
            ),
            SignatureLine(usual_signers()),
        ),
        landscape=True,
        origin=Origin("posted", station.code, station.name, day.isoformat()),
        printed_at=printed_at,
    )


# the checklist


def _sheet_head(station: Station, whole: WholeInspection) -> tuple[Fact, ...]:
    inspection = whole.inspection
    return (
        Fact(_("Station name"), station.name),
        Fact(_("Station code"), station.code),
        Fact(_("Inspected on"), day_words(inspection.on)),
        Fact(_("Tier inspected for"), tier_words(inspection.tier)),
        Fact(_("Inspectors"), inspection.inspectors),
        Fact(_("Along for the station"), inspection.escort),
    )


def _sheet_verdict(whole: WholeInspection) -> Verdict:
    """Return what the inspection comes to; one that is not finished has no verdict yet."""
    progress = whole.progress
    if progress.unchecked:
        phrase = _("Not finished: {count} of {lines} lines are not checked yet.")
        return Verdict(phrase.format(count=progress.unchecked, lines=progress.lines), Tone.INFO)
    reasons = tuple(_wanting(whole))
    counts = {
        "passed": progress.passed,
        "judged": progress.judged,
        "score": "—" if progress.score is None else f"{progress.score:.1f}%",
    }
    if not progress.wanting:
        phrase = _("Verdict: all {judged} lines judged are in order.")
        return Verdict(phrase.format(**counts), Tone.GOOD)
    phrase = _("Verdict: {passed} of {judged} lines in order, score {score}.")
    tone = Tone.BAD if progress.failed else Tone.WARNING
    return Verdict(phrase.format(**counts), tone, reasons)


def _wanting(whole: WholeInspection) -> Iterator[str]:
    words = {
        Result.FAIL: _("Not in order: {items}"),
        Result.PARTIAL: _("Partly in order: {items}"),
    }
    for result, phrase in words.items():
        names = [str(line.name) for line in whole.lines if line.result is result]
        if names:
            yield phrase.format(items=_(", ").join(names))


def _score_note() -> str:
    return _(
        "Points: 1 in order, 0.5 partly, 0 not in order; lines not applicable do not count. "
        "The score is the program's own; no public rule names one."
    )


def _sheet_signatures() -> SignatureBoxes:
    signature = _("Signature:")
    return SignatureBoxes(
        (
            SignatureBox(_("Inspectors (two)"), (signature, signature)),
            SignatureBox(_("Station manager"), (signature,)),
            SignatureBox(_("Street office"), (_("Handled by:"),), _("(Seal)")),
        )
    )


# the notice


def _notice_head(told: NoticeSnapshot) -> tuple[Fact, ...]:
    kind = _(INSPECTION_KIND_WORDS[told.inspection_kind])
    inspected = _("{kind} {number}, {day}").format(
        kind=kind, number=told.inspection_number, day=day_words(told.inspected_on)
    )
    return (
        Fact(_("Addressed to"), told.addressed_to, wide=True),
        Fact(_("Station name"), told.station_name),
        Fact(_("Notice of"), day_words(told.issued_on)),
        Fact(_("Inspected on"), inspected, wide=True),
        Fact(_("Inspectors"), told.inspectors),
        Fact(_("To be put right by"), day_words(told.deadline)),
        Fact(
            _("Standard used"),
            f"{told.standard_title} {told.standard_version}",
            wide=True,
        ),
    )


def _notice_body(notice: Notice) -> Iterator[Block]:
    told = notice.snapshot
    yield Paragraph(
        _("The following was found wanting. Put it right until {day}.").format(
            day=day_words(told.deadline)
        )
    )
    yield table(NOTICED, told.findings, numbered=True, dense=True)
    yield Facts(
        (
            Fact(_("Way of the re-check"), told.recheck_method, wide=True),
            Fact(
                _("Objections"),
                _("May be raised in writing with the inspectors until {day}.").format(
                    day=day_words(told.objection_until)
                ),
                wide=True,
            ),
        ),
        across=1,
    )
    yield _notice_signatures()
    yield Heading(_("Re-checks and striking off"))
    blank = 0 if notice.struck_off_on else BLANK_RECHECKS
    yield Table(RECHECKS, (Group("", notice.rechecks),), blank_rows=blank, row_mm=HAND_ROW_MM - 1)
    struck = notice.struck_off_on
    words = day_words(struck) if struck else _("Year      Month      Day")
    yield Facts((Fact(_("Struck off on"), words),), across=1)


def _notice_signatures() -> SignatureBoxes:
    signature = _("Signature:")
    return SignatureBoxes(
        (
            SignatureBox(_("Inspectors (two)"), (signature, signature)),
            SignatureBox(_("Received by the unit concerned"), (signature,), _("(Seal)")),
        )
    )


def _blank_head(station: Station) -> tuple[Fact, ...]:
    blank_day = _("Year      Month      Day")
    return (
        Fact(_("Addressed to"), "", wide=True),
        Fact(_("Station name"), station.name),
        Fact(_("Notice of"), blank_day),
        Fact(_("Inspectors"), ""),
        Fact(_("To be put right by"), blank_day),
        Fact(_("Standard used"), "", wide=True),
    )


def _blank_body() -> Iterator[Block]:
    yield Table(
        BLANK_NOTICED,
        (Group("", ()),),
        numbered=True,
        blank_rows=BLANK_FINDINGS,
        row_mm=HAND_ROW_MM + 2,
    )
    yield Facts(
        (
            Fact(_("Way of the re-check"), "", wide=True),
            Fact(_("Objections"), "", wide=True),
        ),
        across=1,
    )
    yield _notice_signatures()
    yield Heading(_("Re-checks and striking off"))
    yield Table(RECHECKS, (Group("", ()),), blank_rows=BLANK_RECHECKS, row_mm=HAND_ROW_MM - 1)
    yield Facts((Fact(_("Struck off on"), _("Year      Month      Day")),), across=1)


def _item(finding: NoticedFinding) -> str:
    times = times_words(finding.times)
    return "\n".join(filter(None, (" ".join((finding.code, str(finding.item))).strip(), times)))


def _clause(finding: NoticedFinding) -> str:
    clause = finding.clause()
    return "" if clause is None else str(clause)


def _measures(finding: NoticedFinding) -> str:
    told = _("{measure} ({owner}, until {day})")
    return "\n".join(
        told.format(measure=each.measure, owner=each.owner, day=each.due_on.isoformat())
        for each in finding.actions
    )


def _where(finding: NoticedFinding) -> str:
    photos = _("Photos: {names}").format(names="、".join(finding.photos)) if finding.photos else ""
    return "\n".join(filter(None, (finding.place, photos)))


def _noticed(key: str, title: str, read: Callable[[Any], str], width: int) -> Any:
    return column(key, title, read, width, grows=True)


NOTICED = (
    _noticed("item", N_("Item inspected"), _item, 6),
    _noticed("what", N_("What was found wrong"), lambda finding: finding.what, 9),
    _noticed("place", N_("Place and photos"), _where, 5),
    _noticed("clause", N_("Clause of the standard"), _clause, 8),
    column(
        "severity",
        N_("How grave"),
        lambda finding: severity_mark(finding.severity),
        4,
        kind=Kind.STATE,
    ),
    _noticed("measures", N_("Measures asked for"), _measures, 9),
)
"""What stands on a notice: each problem with its place, its clause and what is to be done."""
BLANK_NOTICED = (
    to_fill_in("what", N_("What was found wrong"), 9, grows=True),
    to_fill_in("place", N_("Place and photos"), 5),
    to_fill_in("clause", N_("Clause of the standard"), 6),
    to_fill_in("measures", N_("Measures asked for"), 8, grows=True),
    to_fill_in("due", N_("To be put right by"), 4),
)
