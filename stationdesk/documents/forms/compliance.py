"""The tier inspection form (检查表): verdict, reasons, every service, forecast, evidence, seal.

Laid out after the forms township service centres are inspected with: head, one line for each
item with standard, finding and verdict, two inspectors, the manager and the street office's seal.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import (
    HAND_ROW_MM,
    column,
    day_words,
    station_facts,
    to_fill_in,
)
from stationdesk.documents.forms.tier_report import ReportItem, TierReport, tier_words
from stationdesk.documents.papers import (
    BLANK_BOX,
    Block,
    Fact,
    Group,
    Heading,
    Note,
    Origin,
    PageBreak,
    Paper,
    Paragraph,
    SignatureBox,
    SignatureBoxes,
    Table,
    Verdict,
    table,
)
from stationdesk.domain.tiers.forecast import DAYS_AHEAD
from stationdesk.domain.tiers.standard import TIERS
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from stationdesk.documents.forms.tier_report import ReportStep
    from stationdesk.domain.station import Station

_REASONS = {
    State.NOT_MET: N_("{count} not met: {services}"),
    State.NOT_CHECKED: N_("{count} not checked, not counted: {services}"),
    State.DUE_SOON: N_("{count} still met, but due soon: {services}"),
}

_NAME = column("name", N_("Service"), attrgetter("name"), 5)
_REQUIRED = column("required", N_("Standard (required)"), attrgetter("required"), 11, grows=True)
_FOUND = column("found", N_("Finding (actual)"), attrgetter("found"), 11, grows=True)
_TODO = column("todo", N_("Problem / what to do"), attrgetter("todo"), 10, grows=True)

ITEM_COLUMNS = (
    _NAME,
    _REQUIRED,
    _FOUND,
    column("state", N_("Verdict"), attrgetter("mark"), 4, kind=Kind.STATE),
    column("until", N_("Holds until"), attrgetter("until"), 5, kind=Kind.DAY),
    column("basis", N_("Basis"), attrgetter("basis"), 4),
    _TODO,
    column("remark", N_("Inspection remark"), attrgetter("remark"), 5, grows=True),
)
SELF_ASSESSMENT_COLUMNS = (
    column("code", N_("Service code"), attrgetter("code"), 3),
    *ITEM_COLUMNS,
    column("source", N_("Source of the criterion"), attrgetter("source"), 8, grows=True),
)
BLANK_COLUMNS = (
    _NAME,
    _REQUIRED,
    to_fill_in("found", N_("Finding (actual)"), 9, grows=True),
    column("state", N_("Verdict"), lambda _item: _choices(), 5),
    to_fill_in("todo", N_("Problem / what to do"), 9, grows=True),
    to_fill_in("deadline", N_("To be put right by"), 4),
    to_fill_in("remark", N_("Inspection remark"), 4),
)


def compliance_report(
    station: Station, report: TierReport, *, number: str = "", printed_at: datetime | None = None
) -> Paper:
    """Return the inspection form filled in from the records, with its evidence as an annex."""
    blocks: list[Block] = [
        _verdict(report),
        Heading(_("1. Item by item")),
        _items(report, ITEM_COLUMNS),
        Note(_states_note()),
        *_missing(report),
        *_forecast(report),
        _signatures(),
        PageBreak(),
        *_evidence(report),
        *_sources(report),
    ]
    return Paper(
        title=_("Service tier inspection form"),
        subtitle=_scale(report),
        number=number,
        head=_head(station, report),
        blocks=tuple(blocks),
        landscape=True,
        subject=day_words(report.on),
        origin=_origin("compliance", station, report),
        printed_at=printed_at,
    )


def inspection_form(
    station: Station, report: TierReport, *, printed_at: datetime | None = None
) -> Paper:
    """Return the same form empty, to be filled in by hand on site."""
    head = (
        *station_facts(station),
        Fact(_("Tier applied for"), _applied_words(report)),
        Fact(_("Inspection date"), _("Year      Month      Day")),
        Fact(_("Standard used"), _standard_words(report), wide=True),
    )
    total = Paragraph(
        _("Result: ____ items met, ____ not met, ____ not applicable. Tier found: ________."),
        indented=False,
    )
    return Paper(
        title=_("Service tier inspection form"),
        subtitle=_scale(report),
        head=head,
        blocks=(_items(report, BLANK_COLUMNS, row_mm=HAND_ROW_MM), total, _signatures()),
        landscape=True,
        subject=_("Blank form"),
        origin=_origin("inspection-form", station, report),
        printed_at=printed_at,
    )


def self_assessment_table(
    station: Station, report: TierReport, *, printed_at: datetime | None = None
) -> Paper:
    """Return the self-assessment (服务等级自评表) as it goes into a workbook."""
    return Paper(
        title=_("Service tier self-assessment"),
        unit=station.name,
        period=day_words(report.on),
        head=_head(station, report),
        blocks=(
            _verdict(report),
            table(SELF_ASSESSMENT_COLUMNS, report.items, numbered=True, dense=True),
            Note(_states_note()),
            _signatures(),
        ),
        landscape=True,
        origin=_origin("self-assessment", station, report),
        printed_at=printed_at,
    )


def verdict_words(report: TierReport) -> str:
    """Return in one sentence which tier is attained, and whether it is the one applied for."""
    attained, applied = report.attained, report.applied_for
    if applied is not None and not report.attains(applied):
        met, needed = report.counts.get(applied, (0, 0))
        phrase = _("Verdict: {tier} is not attained ({met} of {needed} services). Now: {attained}.")
        return phrase.format(
            tier=tier_words(applied), met=met, needed=needed, attained=tier_words(attained)
        )
    if attained is None:
        return _("Verdict: no tier is attained.")
    _met, needed = report.counts.get(attained, (0, 0))
    if applied is None:
        phrase = _("Verdict: {tier} is attained ({needed} services).")
    else:
        phrase = _("Verdict: {tier} is attained ({needed} services), as applied for.")
    return phrase.format(tier=tier_words(attained), needed=needed)


# the parts of the report


def _verdict(report: TierReport) -> Verdict:
    reached = report.attained is not None
    if report.applied_for is not None:
        reached = report.attains(report.applied_for)
    soon = any(step.lost for step in _told_steps(report))
    tone = (Tone.WARNING if soon else Tone.GOOD) if reached else Tone.BAD
    return Verdict(verdict_words(report), tone, tuple(_reasons(report)))


def _reasons(report: TierReport) -> Iterator[str]:
    """Name what is lacking for the tier that counts, what ends soon, and what comes."""
    wanted = report.applied_for or report.attained
    for state, phrase in _REASONS.items():
        names = [item.name for item in report.items if item.states.get(wanted or 0) is state]
        if names:
            yield _(phrase).format(count=len(names), services=_(", ").join(names))
    if report.attained is not None:
        yield _outlook(report)


def _told_steps(report: TierReport) -> tuple[ReportStep, ...]:
    """Return the forecast that the report tells first: with the usual checks going on."""
    return report.steps if report.routine_steps is None else report.routine_steps


def _outlook(report: TierReport) -> str:
    """Tell in one sentence what is to come.

    Daily checks lapse within a day or two where nobody makes them, which says little; so the
    report supposes that they go on, where that was computed.
    """
    if report.routine_steps is None:
        holds = _("If nothing is done, the tier still holds for the next {days} days.")
        is_lost = _("If nothing is done, {tier} is lost on {day}, through: {services}.")
    else:
        holds = _("If the usual checks go on, the tier holds for the next {days} days.")
        is_lost = _("Even if the usual checks go on, {tier} is lost on {day}, through: {services}.")
    lost = next((step for step in _told_steps(report) if step.lost), None)
    if lost is not None:
        causes = _(", ").join(lost.causes)
        tier, day = tier_words(lost.tier_from), day_words(lost.day)
        return is_lost.format(tier=tier, day=day, services=causes)
    if report.attained is None:
        return _("No tier is attained now, so none can be lost.")
    return holds.format(days=DAYS_AHEAD)


def _items(
    report: TierReport, columns: tuple[Column[Any], ...], *, row_mm: float = 0.0
) -> Table[ReportItem]:
    groups = []
    for tier in TIERS:
        own = [item for item in report.items if item.tier == tier]
        if own:
            groups.append(Group(_group_words(tier, len(own)), own))
    return Table(columns, tuple(groups), numbered=True, row_mm=row_mm, dense=True)


def _group_words(tier: int, count: int) -> str:
    if tier == TIERS[0]:
        phrase = _("{tier}: basic services ({count})")
    else:
        phrase = _("{tier}: services added ({count})")
    return phrase.format(tier=tier_words(tier), count=count)


def _missing(report: TierReport) -> Iterator[Block]:
    yield Heading(_("2. What is missing for the next tier"))
    wanted = report.wanted
    if wanted is None:
        yield Paragraph(_("The highest tier is attained."))
        return
    if not report.missing:
        phrase = _("Nothing is missing for {tier}.")
        yield Paragraph(phrase.format(tier=tier_words(wanted)))
        return
    phrase = _("{count} services keep the station from {tier}:")
    yield Paragraph(phrase.format(count=len(report.missing), tier=tier_words(wanted)))
    columns = (
        _NAME,
        _REQUIRED,
        _FOUND,
        column("state", N_("Verdict"), attrgetter("mark"), 4, kind=Kind.STATE),
        _TODO,
    )
    yield table(columns, report.missing, numbered=True, dense=True)


def _forecast(report: TierReport) -> Iterator[Block]:
    yield Heading(_("3. Forecast for the next {days} days").format(days=DAYS_AHEAD))
    steps = _told_steps(report)
    if not steps:
        yield Paragraph(_outlook(report))
    else:
        yield table(FORECAST_COLUMNS, steps, dense=True)
    if report.routine_steps is None:
        yield Note(
            _("The forecast supposes that nothing new is recorded: no purchase, check or repair.")
        )
        return
    yield Note(
        _("The forecast supposes that the usual checks go on, but no purchase or repair is made.")
    )
    stopped = next((step for step in report.steps if step.lost), None)
    if stopped is not None:
        phrase = _("If the checks stopped as well, {tier} would be lost on {day}.")
        yield Note(phrase.format(tier=tier_words(stopped.tier_from), day=day_words(stopped.day)))


def _change(step: ReportStep) -> str:
    phrase = _("{before} to {after}")
    return phrase.format(before=tier_words(step.tier_from), after=tier_words(step.tier_to))


def _evidence(report: TierReport) -> Iterator[Block]:
    groups = tuple(
        Group(f"{item.code}  {item.name}", item.evidence) for item in report.items if item.evidence
    )
    yield Heading(_("Annex A: records that prove each item"))
    columns = (
        column("kind", N_("Kind of record"), lambda record: record[0], 7),
        column("text", N_("What the record says"), lambda record: record[1], 30, grows=True),
    )
    yield Table(columns, groups, dense=True, empty=_("No record proves any item."))


def _sources(report: TierReport) -> Iterator[Block]:
    yield Heading(_("Annex B: where the items of the standard come from"))
    yield Paragraph(report.standard_note)
    columns = (
        column("code", N_("Service code"), attrgetter("code"), 3),
        _NAME,
        column("basis", N_("Basis"), attrgetter("basis"), 5),
        column("source", N_("Source of the criterion"), attrgetter("source"), 26, grows=True),
    )
    yield table(columns, report.items, dense=True)


def _signatures() -> SignatureBoxes:
    signature = _("Signature:")
    return SignatureBoxes(
        (
            SignatureBox(_("Inspectors (two)"), (signature, signature)),
            SignatureBox(_("Station manager"), (signature,)),
            SignatureBox(_("Street office"), (_("Handled by:"),), _("(Seal)")),
        )
    )


# the head


def _head(station: Station, report: TierReport) -> tuple[Fact, ...]:
    facts = [
        *station_facts(station),
        Fact(_("Tier applied for"), _applied_words(report)),
        Fact(_("Tier attained"), tier_words(report.attained)),
        Fact(_("Inspection date"), day_words(report.on)),
        Fact(_("Assessed by"), report.assessor or _("Computed from the records")),
        Fact(_("Standard used"), _standard_words(report), wide=True),
    ]
    return tuple(facts)


def _applied_words(report: TierReport) -> str:
    if report.applied_for is None:
        return _("None applied for")
    _met, needed = report.counts.get(report.applied_for, (0, 0))
    phrase = _("{tier} ({needed} services)")
    return phrase.format(tier=tier_words(report.applied_for), needed=needed)


def _standard_words(report: TierReport) -> str:
    phrase = _("{title}, version {version}; source: {source}")
    return phrase.format(
        title=report.standard_title,
        version=report.standard_version,
        source=report.standard_source,
    )


def _scale(report: TierReport) -> str:
    needed = " / ".join(
        str(report.counts[tier][1]) for tier in reversed(TIERS) if tier in report.counts
    )
    return _("(by the lists of {numbers} services)").format(numbers=needed)


def _states_note() -> str:
    return _(
        "√ met  △ met, but due soon  × not met  ○ not checked (never counts as met)  "
        "· not applicable (approved, with reason). “Stated by the source”: the source names the "
        "service; “inferred by the standard”: it does not, see annex B."
    )


FORECAST_COLUMNS: tuple[Column[Any], ...] = (
    column("day", N_("From day"), attrgetter("day"), 5, kind=Kind.DAY),
    column("change", N_("Change of tier"), _change, 7),
    column(
        "causes",
        N_("Cause of the change"),
        lambda step: _(", ").join(step.causes),
        8,
        grows=True,
    ),
    column("todos", N_("What to do before"), lambda s: _("; ").join(s.todos), 14, grows=True),
)


def _choices() -> str:
    return "\n".join(
        f"{BLANK_BOX} {words}" for words in (_("Met"), _("Not met"), _("Not applicable"))
    )


def _origin(listing: str, station: Station, report: TierReport) -> Origin:
    return Origin(listing, station.code, station.name, report.on.isoformat())
