"""Which papers belong to which view; one that the program cannot make is not offered."""

from __future__ import annotations

from stationdesk.services.report_catalogue import REPORT

SHEET = "inspection-sheet"
NOTICE = "corrective-notice"
PAPERS = {
    "inspections": (SHEET, "inspection-form"),
    "actions": ("corrective-ledger", "inspection-form"),
    "notices": (NOTICE, "inspection-form"),
    "wall": ("posted", "inspection-form"),
}
"""The papers of a view by its key, the one that fits best first."""


def is_offered(key: str) -> bool:
    """Tell whether the program makes this paper."""
    return key in REPORT


def paper_of(view: str) -> str:
    """Return the paper that fits a view best."""
    return next(filter(is_offered, PAPERS[view]))
