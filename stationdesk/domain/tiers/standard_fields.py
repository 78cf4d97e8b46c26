"""Which fields each kind of rule has in a standard's file, and the words some of them take."""

from __future__ import annotations

from stationdesk.domain.tiers.standard import ON_DUTY, VISITORS, RuleKind
from stationdesk.domain.volunteers.skills import FIRST_AID

AGENTS = ("powder", "co2", "water")
PURPOSES = ("check", "clean", "service", "replace", "scrap")
AUDIENCES = (VISITORS, ON_DUTY)
SKILLS = (FIRST_AID,)

_COUNTING = ("quantity", "unit_zh", "unit_en")
FIELDS_OF: dict[RuleKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    RuleKind.AMENITY: (("kinds", "quantity"), ("unit_zh", "unit_en")),
    RuleKind.CAPACITY: (("kinds", "quantity"), ("unit_zh", "unit_en")),
    RuleKind.STOCK_QUANTITY: (("used_for", "quantity"), ("unit_zh", "unit_en")),
    RuleKind.STOCK_KINDS: (("used_for", "quantity"), ("kinds", "unit_zh", "unit_en")),
    RuleKind.REQUIRED_SET: (("used_for", "quantity"), ("unit_zh", "unit_en")),
    RuleKind.SET_CHECK: (("used_for",), ("interval_days", *_COUNTING)),
    RuleKind.UPKEEP_DONE: (("kinds", "purposes"), ("interval_days", "templates", *_COUNTING)),
    RuleKind.EXTINGUISHERS: (("kinds", "quantity", "agents"), ("unit_zh", "unit_en")),
    RuleKind.OPENING_HOURS: ((), ()),
    RuleKind.HAND_CHECK: (("subject", "interval_days"), ("at_most", *_COUNTING)),
    RuleKind.SEASON_DEVICE: (("seasons", "quantity"), ("unit_zh", "unit_en")),
    RuleKind.LOAN_LEDGER: (
        ("interval_days",),
        ("used_for", "kinds", "audience", "least_in_station", *_COUNTING),
    ),
    RuleKind.LOST_PROPERTY: (("interval_days",), ()),
    RuleKind.FEEDBACK_BOOK: (("interval_days",), ()),
    RuleKind.DUTY_COVER: (("quantity", "interval_days"), ("unit_zh", "unit_en")),
    RuleKind.SKILL_ON_DUTY: (("skill", "quantity", "interval_days"), ("unit_zh", "unit_en")),
    RuleKind.VOLUNTEERS_ENOUGH: (("quantity",), ("unit_zh", "unit_en")),
    RuleKind.ANY_OF: (("alternatives",), ()),
}
"""Which fields each kind of rule must have, and which it may have beside its kind and names."""

ALWAYS_ALLOWED = ("kind", "name_zh", "name_en", "tiers", "advisory")
