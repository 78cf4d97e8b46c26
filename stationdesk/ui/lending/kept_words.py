"""Short words of the views of kept and found things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.i18n import _

if TYPE_CHECKING:
    from datetime import date


def unchanged(shown: str) -> str:
    """Return what stands in an empty field whose words, known but not shown, stay as they are."""
    return _("{shown} (unchanged if empty)").format(shown=shown) if shown else ""


def waiting_words(until: date | None, today: date) -> str:
    """Return until when a thing waits, and how near that is; empty without a day."""
    if until is None:
        return ""
    days = (until - today).days
    if days < 0:
        return _("{day}, {days} days ago").format(day=until.isoformat(), days=-days)
    if days == 0:
        return _("{day}, today").format(day=until.isoformat())
    return _("{day}, {days} days left").format(day=until.isoformat(), days=days)
