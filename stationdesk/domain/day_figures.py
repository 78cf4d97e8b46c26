"""The numbers of the first page: what is short, what can be used, what went out, who did what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.stock import DocumentKind, StockState
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.opening import OpeningException
    from stationdesk.domain.outages import Availability
    from stationdesk.domain.stock import StockDocument, StockLine


@dataclass(frozen=True, slots=True, kw_only=True)
class StockWarnings:
    """How many items are out, low, expired or expiring; one item may count in several.

    ``items`` are the items in use, ``concerned`` those that count at least once.
    """

    items: int
    out: int
    low: int
    expired: int
    expiring: int
    concerned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmenityCounts:
    """How many lines of the register are in service, and of how many a piece works.

    ``percent`` is the share of opening time of the last days in which their pieces could be used,
    0 to 100; None where the station was not open.
    """

    in_service: int
    usable: int
    percent: float | None

    @property
    def stopped(self) -> int:
        """How many have no piece that works."""
        return self.in_service - self.usable


@dataclass(frozen=True, slots=True)
class Issued:
    """What was handed out from ``first`` to ``last``, in pieces, whatever their units.

    ``per_day`` has every day of the period; ``by_item`` names the goods, the most wanted first.
    """

    per_day: tuple[tuple[date, int], ...]
    by_item: tuple[tuple[str, int], ...]

    @property
    def pieces(self) -> int:
        """All pieces together."""
        return sum(pieces for _day, pieces in self.per_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedChange:
    """A line of the audit trail as far as the first page needs it.

    ``kind`` tells stock documents apart; it is empty for everything else.
    """

    entity: str
    action: str
    kind: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did in one go: the local time ``HH:MM`` of the last of it, and the words."""

    at: str
    by: str
    what: Phrase


def stock_warnings(lines: Iterable[StockLine]) -> StockWarnings:
    """Count what the quick filters of the ledger would show."""
    used = [line for line in lines if line.state is not StockState.ARCHIVED]
    out = {line.item.id for line in used if line.usable == 0}
    low = {line.item.id for line in used if 0 < line.usable < line.item.minimum}
    expired = {line.item.id for line in used if line.expired}
    expiring = {line.item.id for line in used if line.expiring}
    return StockWarnings(
        items=len(used),
        out=len(out),
        low=len(low),
        expired=len(expired),
        expiring=len(expiring),
        concerned=len(out | low | expired | expiring),
    )


def share_of_use(availabilities: Iterable[Availability]) -> float | None:
    """Return the share of opening time in which the pieces of all lines could be used.

    It weighs each line by its pieces and its own time in service; None where that is no time.
    """
    told = list(availabilities)
    whole = sum(each.open_minutes * each.pieces for each in told)
    if not whole:
        return None
    return 100.0 * (1 - sum(each.piece_minutes_out for each in told) / whole)


def issued(documents: Iterable[StockDocument], first: date, last: date, most: int = 6) -> Issued:
    """Return what stands of the issues of a period; what was reversed was not handed out.

    ``most`` is how many goods are named at most.
    """
    days: Counter[date] = Counter()
    goods: Counter[str] = Counter()
    for document in documents:
        if document.kind is not DocumentKind.ISSUE or document.reversed_by_id is not None:
            continue
        for line in document.lines:
            days[document.business_date] -= line.quantity
            goods[line.item.title()] -= line.quantity
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Issued(tuple((day, days[day]) for day in span), tuple(goods.most_common(most)))


def most_of(counts: Sequence[tuple[str, int]], most: int) -> tuple[list[tuple[str, int]], int]:
    """Return the first ``most`` of ``counts``, or one less and the sum of all that follow.

    The second value is that sum, 0 where nothing was left out.
    """
    if len(counts) <= most:
        return list(counts), 0
    return list(counts[: most - 1]), sum(number for _name, number in counts[most - 1 :])


def next_exception(
    exceptions: Iterable[OpeningException], after: date, within_days: int = 60
) -> OpeningException | None:
    """Return the first days with other hours that begin after ``after``, if they are near."""
    last = after + timedelta(days=within_days)
    coming = [each for each in exceptions if after < each.first_day <= last]
    return min(coming, key=lambda each: (each.first_day, each.id), default=None)


def deeds_of(changes: Iterable[NotedChange], most: int = 5) -> tuple[Deed, ...]:
    """Fold noted changes, the newest first, into what each person did of each kind.

    What is only a part of another deed is left out.
    """
    folded: dict[tuple[str, str], tuple[str, int]] = {}
    for change in changes:
        phrase = _phrase_of(change)
        if phrase is not None:
            at, count = folded.get((phrase, change.by), (change.at[11:16], 0))
            folded[phrase, change.by] = (at, count + 1)
    deeds = [
        Deed(at, by, Phrase(phrase, {"count": count}))
        for (phrase, by), (at, count) in folded.items()
    ]
    return tuple(deeds[:most])


_OF_DOCUMENTS: Mapping[str, str] = {
    "Goods received": N_("Received goods ({count})"),
    "Goods issued": N_("Issued goods ({count})"),
    "Goods scrapped": N_("Scrapped goods ({count})"),
    "Goods moved": N_("Moved goods ({count})"),
    "Stocktake": N_("Posted a stocktake ({count})"),
    "Reversal": N_("Reversed stock documents ({count})"),
}
_DONE: Mapping[tuple[str, str], str] = {
    ("run", "carry out"): N_("Carried out upkeep ({count})"),
    ("run", "skip"): N_("Skipped upkeep ({count})"),
    ("hand_check", "add"): N_("Recorded checks ({count})"),
    ("set_check", "record"): N_("Looked through sets ({count})"),
    ("assessment", "sign"): N_("Signed the self-assessment ({count})"),
    ("import", "bring in"): N_("Brought in ledgers ({count})"),
    ("import", "undo"): N_("Took back an import ({count})"),
    ("kept_thing", "take in"): N_("Took things into safekeeping ({count})"),
    ("kept_thing", "hand over"): N_("Handed over things kept ({count})"),
    ("found_thing", "enter"): N_("Entered found things ({count})"),
    ("found_thing", "claim"): N_("Gave found things to their owners ({count})"),
    ("found_thing", "pass on"): N_("Passed on found things ({count})"),
    ("desk_check", "look through"): N_("Looked through the shelves ({count})"),
    ("loan", "lend"): N_("Lent things ({count})"),
    ("loan", "contact"): N_("Reminded borrowers ({count})"),
    ("loan_return", "give back"): N_("Took things back from loan ({count})"),
    ("loan_line", "extend"): N_("Extended loans ({count})"),
    ("loan_hold", "hold"): N_("Held things for visitors ({count})"),
    ("feedback_entry", "register"): N_("Entered feedback ({count})"),
    ("feedback_entry", "reply"): N_("Answered feedback ({count})"),
    ("feedback_entry", "call_back"): N_("Called authors back ({count})"),
    ("feedback_entry", "post"): N_("Posted answers on the board ({count})"),
    ("feedback_entry", "close"): N_("Closed feedback ({count})"),
    ("task", "add"): N_("Gave out tasks ({count})"),
    ("task", "finish"): N_("Finished tasks ({count})"),
    ("attendance", "sign in"): N_("Signed volunteers in ({count})"),
    ("attendance", "sign out"): N_("Signed volunteers out ({count})"),
    ("attendance", "write down"): N_("Wrote attendances down ({count})"),
    ("attendance", "correct"): N_("Corrected attendances ({count})"),
    ("attendance", "review"): N_("Looked at forgotten sign-outs ({count})"),
    ("assignment", "absent"): N_("Wrote absences down ({count})"),
    ("handover_note", "add"): N_("Handed notes over ({count})"),
    ("handover_note", "take over"): N_("Took handover notes over ({count})"),
    ("handover_note", "finish"): N_("Finished handover notes ({count})"),
    ("roster", "open"): N_("Opened rosters ({count})"),
    ("roster", "publish"): N_("Published rosters ({count})"),
    ("leave", "decide"): N_("Decided about leave ({count})"),
    ("month_lock", "lock"): N_("Locked the hours of months ({count})"),
    ("service_certificate", "draft"): N_("Drew up papers of service ({count})"),
    ("service_certificate", "issue"): N_("Issued papers of service ({count})"),
    ("volunteer", "add"): N_("Entered volunteers ({count})"),
    ("volunteer", "give honour"): N_("Gave honours ({count})"),
    ("volunteer", "unmask phone"): N_("Looked at whole numbers of volunteers ({count})"),
    ("volunteer", "unmask identity"): N_("Looked at whole numbers of volunteers ({count})"),
    ("training", "add"): N_("Recorded trainings ({count})"),
    ("inspection", "begin"): N_("Began inspections ({count})"),
    ("inspection", "submit"): N_("Submitted inspections ({count})"),
    ("inspection", "sign"): N_("Had inspections signed ({count})"),
    ("corrective_action", "claim"): N_("Did corrective actions ({count})"),
    ("corrective_action", "verify"): N_("Verified corrective actions ({count})"),
    ("rectification_notice", "issue"): N_("Handed over rectification notices ({count})"),
    ("rectification_notice", "recheck"): N_("Looked again after notices ({count})"),
    ("posted_document", "look"): N_("Looked at papers on the wall ({count})"),
    ("posted_document", "renew"): N_("Renewed papers on the wall ({count})"),
    ("visit", "tap"): N_("Counted visits ({count})"),
    ("visit", "write down"): N_("Entered tally sheets ({count})"),
    ("opening_log", "open"): N_("Opened the station ({count})"),
    ("opening_log", "close"): N_("Closed the station ({count})"),
    ("sent_report", "send"): N_("Sent reports ({count})"),
    ("retention_run", "erase"): N_("Erased personal data ({count})"),
    ("stocktake", "start"): N_("Began a stocktake ({count})"),
    ("fault", "report"): N_("Reported faults ({count})"),
    ("station", "set up"): N_("Set up the station ({count})"),
    ("item", "add"): N_("Entered goods ({count})"),
    ("amenity", "add"): N_("Entered amenities ({count})"),
    ("amenity", "retire"): N_("Retired amenities ({count})"),
    ("plan", "add"): N_("Entered upkeep plans ({count})"),
}
_CHANGED: Mapping[str, str] = {
    "item": N_("Changed goods in the ledger ({count})"),
    "amenity": N_("Changed amenities ({count})"),
    "plan": N_("Changed upkeep plans ({count})"),
    "run": N_("Corrected upkeep records ({count})"),
    "fault": N_("Handled faults ({count})"),
    "hand_check": N_("Corrected checks ({count})"),
    "exemption": N_("Changed exemptions ({count})"),
    "required_set": N_("Changed required sets ({count})"),
    "loan_kind": N_("Looked after the things to lend ({count})"),
    "loan_unit": N_("Looked after the things to lend ({count})"),
    "kept_thing": N_("Corrected the safekeeping ledger ({count})"),
    "found_thing": N_("Corrected the lost-property ledger ({count})"),
    "feedback_entry": N_("Handled feedback ({count})"),
    "task": N_("Changed tasks ({count})"),
    "assignment": N_("Changed who serves when ({count})"),
    "shift": N_("Changed shifts ({count})"),
    "swap_request": N_("Handled swaps of shifts ({count})"),
    "volunteer": N_("Looked after the volunteers ({count})"),
    "volunteer_skill": N_("Looked after the volunteers ({count})"),
    "inspection": N_("Changed inspections ({count})"),
    "corrective_action": N_("Went on with corrective actions ({count})"),
    "posted_document": N_("Changed the papers on the wall ({count})"),
    "place": N_("Changed places ({count})"),
    "station": N_("Changed the station's facts ({count})"),
    "timetable": N_("Changed the opening hours ({count})"),
    "opening exception": N_("Changed the opening hours ({count})"),
    "standard_copy": N_("Changed a standard ({count})"),
    "attachment": N_("Added or removed photos ({count})"),
    "visit": N_("Corrected visits counted ({count})"),
    "opening_log": N_("Wrote into the opening log ({count})"),
    "setting": N_("Changed settings ({count})"),
}
"""What is told of an entity where no words are kept for the action itself."""


def _phrase_of(change: NotedChange) -> str | None:
    if change.entity == "stock_document":
        return _OF_DOCUMENTS.get(change.kind)
    return _DONE.get((change.entity, change.action)) or _CHANGED.get(change.entity)
