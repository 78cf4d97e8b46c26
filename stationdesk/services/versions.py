"""Two people, one form: a change made meanwhile is told of, never written over."""

from __future__ import annotations

from stationdesk.domain.problems import Problem, Refused
from stationdesk.i18n import N_
from stationdesk.store import audit


def refuse_if_changed(entity: str, uid: str, *, seen: int, stored: int) -> None:
    """Refuse to save over a record that is no longer the version the person saw.

    Raises:
        Refused: naming who changed it and when.
    """
    if seen == stored:
        return
    events = audit.events_of(entity, uid)
    phrase = N_("{who} changed this at {when}; look at the newest values, then save again.")
    who = events[-1].recorded_by if events else "?"
    when = events[-1].recorded_at[:16].replace("T", " ") if events else "?"
    raise Refused([Problem("version", phrase, {"who": who, "when": when})])
