"""The roster behind one door: shifts, who serves on them, and what is published."""

from __future__ import annotations

from stationdesk.services.roster_desk.copying import Copying
from stationdesk.services.roster_desk.cover_rules import CoverRules
from stationdesk.services.roster_desk.history import History
from stationdesk.services.roster_desk.leaving import Leaving
from stationdesk.services.roster_desk.proposals import Proposals
from stationdesk.services.roster_desk.reminders import Reminders
from stationdesk.services.roster_desk.rule_choices import RuleChoices


class Roster(CoverRules, RuleChoices, Copying, History, Proposals, Leaving, Reminders):
    """Templates and rules, rosters and shifts, hand edits, planner, swaps, leave and handover."""
