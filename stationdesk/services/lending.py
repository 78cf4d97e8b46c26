"""Everything a person can do at the lending desk, behind one door."""

from __future__ import annotations

from stationdesk.services.loan_desk.figures import Figures
from stationdesk.services.loan_desk.history import History
from stationdesk.services.loan_desk.kinds import Kinds
from stationdesk.services.loan_desk.reminders import Reminders
from stationdesk.services.loan_desk.returns import Returns


class Lending(Kinds, Returns, Reminders, History, Figures):
    """Kinds and pieces, borrowers, loans, returns, holds, and what is told of them."""
