"""Who comes to a station: the groups that its figures are told by."""

from __future__ import annotations

from stationdesk.i18n import N_

VISITOR_GROUPS: dict[str, str] = {
    "rider": N_("Delivery riders"),
    "courier": N_("Couriers"),
    "sanitation": N_("Sanitation workers"),
    "driver": N_("Drivers for hire"),
    "builder": N_("Building workers"),
    "resident": N_("Residents"),
    "elder": N_("Older people"),
    "disabled": N_("People with disabilities"),
    "child": N_("Children and students"),
    "passer_by": N_("Passers-by"),
    "staff": N_("Staff and volunteers"),
    "other": N_("Other visitors"),
}
"""Keys as they are stored, each with its words; the outdoor workers a station is made for first."""

USUAL_GROUP = "passer_by"
"""Whoever was not asked."""
