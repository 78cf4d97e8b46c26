"""What a person does about a finding: which verb it has, and where that leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.tiers.assess import Finding, RuleFinding
    from stationdesk.domain.tiers.standard import Rule

CHECK = "check"
"""The place of a remedy that is a look by hand, done on this page."""

_URGENT = (State.NOT_MET, State.NOT_CHECKED, State.DUE_SOON)

_PLACES: dict[RuleKind, tuple[str, object, str]] = {
    RuleKind.STOCK_QUANTITY: ("inventory", "receive", N_("Fill up the stock")),
    RuleKind.STOCK_KINDS: ("inventory", "receive", N_("Fill up the stock")),
    RuleKind.REQUIRED_SET: ("inventory", "required_sets", N_("Open the set")),
    RuleKind.SET_CHECK: ("inventory", "required_sets", N_("Check the set")),
    RuleKind.AMENITY: ("amenities", None, N_("Go to amenities")),
    RuleKind.CAPACITY: ("amenities", None, N_("Go to amenities")),
    RuleKind.SEASON_DEVICE: ("amenities", None, N_("Go to amenities")),
    RuleKind.UPKEEP_DONE: ("amenities", "waiting", N_("Record upkeep")),
    RuleKind.EXTINGUISHERS: ("amenities", "waiting", N_("Go to amenities")),
    RuleKind.LOAN_LEDGER: ("lending", "things", N_("Go to the lending desk")),
    RuleKind.LOST_PROPERTY: ("lending", "found", N_("Go to lost property")),
    RuleKind.FEEDBACK_BOOK: ("feedback", "overdue", N_("Go to the feedback book")),
    RuleKind.DUTY_COVER: ("roster", None, N_("Go to the roster")),
    RuleKind.SKILL_ON_DUTY: ("roster", None, N_("Go to the roster")),
    RuleKind.VOLUNTEERS_ENOUGH: ("volunteers", None, N_("Go to the volunteers")),
    RuleKind.OPENING_HOURS: ("settings", "hours", N_("Enter the hours")),
}
"""By the kind of rule: the page that holds its records, what to open there, and the verb."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A verb, and the page (or ``CHECK``) with what to open there.

    Where a ``record`` is told (what proves something, and its uid), that is opened instead.
    """

    verb: str
    place: str
    argument: object
    subject: str = ""
    record: tuple[str, str] | None = None


def verb_of(finding: Finding) -> str:
    """Return the one verb that stands behind a service in the list."""
    urgent = next(_urgent_rules(finding), None)
    if urgent is None or finding.state not in _URGENT:
        return _("View")
    return _("Check it") if remedy_of(urgent).place == CHECK else _("Put right")


def remedies_of(finding: Finding) -> list[Remedy]:
    """Return what can be done about a finding, the most urgent first, each only once."""
    if finding.state not in _URGENT:
        return []
    return list(dict.fromkeys(remedy_of(part) for part in _urgent_rules(finding)))


def remedy_of(part: RuleFinding) -> Remedy:
    """Return where the records of a rule are kept; a look by hand is preferred where it does."""
    rule = _by_hand(part.rule) or next(part.rule.every_rule())
    if rule.kind is RuleKind.ANY_OF:
        rule = rule.alternatives[0]
    if rule.kind is RuleKind.HAND_CHECK:
        return Remedy(_("Record a check"), CHECK, None, rule.subject)
    page, argument, verb = _PLACES[rule.kind]
    return Remedy(_(verb), page, argument, record=_first_record(part, rule))


def subjects_of(finding: Finding) -> list[str]:
    """Return what must be looked at by hand for a service, in the standard's order."""
    keys = [
        rule.subject
        for outer in finding.criterion.rules
        for rule in outer.every_rule()
        if rule.kind is RuleKind.HAND_CHECK
    ]
    return list(dict.fromkeys(keys))


def _first_record(part: RuleFinding, rule: Rule) -> tuple[str, str] | None:
    """Return the kind that a finding about the lending desk speaks of; None for other rules."""
    if rule.kind is not RuleKind.LOAN_LEDGER:
        return None
    kinds = (one for one in part.evidence if one.what == "loan_kind")
    return next(((one.what, one.id) for one in kinds), None)


def _by_hand(rule: Rule) -> Rule | None:
    found = (one for one in rule.every_rule() if one.kind is RuleKind.HAND_CHECK)
    return next(found, None)


def _urgent_rules(finding: Finding) -> Iterator[RuleFinding]:
    """Give the binding rules that ask for something, the worst first."""
    for state in _URGENT:
        for part in finding.rules:
            if part.state is state and not part.rule.advisory:
                yield part
