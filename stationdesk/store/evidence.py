"""Where the record that proves something about the tiers is kept: what a person opens to see it."""

from __future__ import annotations

from stationdesk.store import plain_sql

_ORDINAL = "CAST(julianday(first_day) - 1721424.5 AS INTEGER)"
_ORDINAL_OF_SHIFT = "CAST(julianday(day) - 1721424.5 AS INTEGER)"
"""A day as its number since the calendar's first day, as ``date.toordinal`` counts."""
_BEHIND = {
    "amenity": ("amenity", "SELECT id FROM amenity WHERE uid = ?"),
    "batch": ("item", "SELECT item_id FROM batch WHERE uid = ?"),
    "required_set": ("required_set", "SELECT id FROM required_set WHERE uid = ?"),
    "set_check": ("required_set", "SELECT required_set_id FROM set_check WHERE uid = ?"),
    "upkeep_plan": ("amenity", "SELECT amenity_id FROM upkeep_plan WHERE uid = ?"),
    "plan_run": (
        "amenity",
        "SELECT p.amenity_id FROM plan_run r JOIN upkeep_plan p ON p.id = r.plan_id"
        " WHERE r.uid = ?",
    ),
    "timetable": ("timetable", "SELECT id FROM timetable WHERE uid = ?"),
    "loan_kind": ("loan_kind", "SELECT id FROM loan_kind WHERE uid = ?"),
    "found_thing": ("found_thing", "SELECT id FROM found_thing WHERE uid = ?"),
    "feedback_entry": ("feedback_entry", "SELECT id FROM feedback_entry WHERE uid = ?"),
    "roster_period": ("roster_day", f"SELECT {_ORDINAL} FROM roster_period WHERE uid = ?"),
    "shift": ("roster_day", f"SELECT {_ORDINAL_OF_SHIFT} FROM shift WHERE uid = ?"),
    "volunteer": ("volunteer", "SELECT id FROM volunteer WHERE uid = ?"),
    "desk_check": ("found_things", "SELECT id FROM desk_check WHERE uid = ?"),
}
"""By the kind of evidence: what is opened for it, and how its number is found."""


def record_behind(what: str, uid: str) -> tuple[str, int] | None:
    """Return the kind and id of the record to open for a piece of evidence.

    The kind is ``amenity``, ``item``, ``required_set``, ``timetable``, ``loan_kind``,
    ``found_thing``, ``feedback_entry``, ``volunteer``, ``roster_day`` with the day's ordinal in
    the place of an id, or ``found_things`` for a look through all things found.
    None where nothing is to be opened elsewhere, or where the record is no longer there.
    """
    if what not in _BEHIND:
        return None
    kind, sql = _BEHIND[what]
    found = plain_sql.value(sql, (uid,))
    return None if found is None else (kind, int(found))
