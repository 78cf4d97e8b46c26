"""The roster behind one door: shifts, who serves on them, and what is published."""

from __future__ import annotations

from stationdesk.services.roster_desk.cover_rules import CoverRules
from stationdesk.services.roster_desk.rule_choices import RuleChoices
from stationdesk.services.roster_desk.shifts import Shifts


class Roster(CoverRules, RuleChoices, Shifts):
    """Templates and rules, rosters and shifts, hand edits, planner, swaps, leave and handover."""
