"""Inspections, corrective actions, notices and what hangs on the wall, behind one door."""

from __future__ import annotations

from stationdesk.services.inspection_desk.reminders import Reminders


class Inspections(Reminders):
    """From the first look to the striking off (销号), each part resting on the one before.

    Photos hang on ``inspection``, ``inspection_line``, ``corrective_action`` and
    ``posted_document`` with the record's uid.
    """
