"""Reading how far the work is that was begun for entries, however many links at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.works import Work, link_to_fault, link_to_goods, link_to_task
from stationdesk.store import amenities, faults, goods_wishes, tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from stationdesk.domain.feedback.chains import Link
    from stationdesk.domain.ids import EntryId
    from stationdesk.store.feedback_links import KeptLink


def told(links: Iterable[KeptLink], today: date) -> list[tuple[EntryId, Link]]:
    """Return each link's entry, and how its work stands on ``today``; in the order of ``links``."""
    kept = list(links)
    found: dict[str, Link] = {}
    for work, read in _READ.items():
        mine = [each for each in kept if each.entity == work.value]
        if mine:
            found |= {link.uid: link for link in read(mine, today)}
    return [(each.entry_id, found[each.uid]) for each in kept if each.uid in found]


def _faults(links: Sequence[KeptLink], _today: date) -> list[Link]:
    known = faults.by_uid(each.entity_uid for each in links)
    names = {each.id: each.name for each in amenities.all_amenities()}
    return [
        link_to_fault(each.uid, fault, names.get(fault.amenity_id, ""), each.on)
        for each in links
        if (fault := known.get(each.entity_uid)) is not None
    ]


def _tasks(links: Sequence[KeptLink], today: date) -> list[Link]:
    known = tasks.by_uid(each.entity_uid for each in links)
    return [
        link_to_task(each.uid, task, each.on, today)
        for each in links
        if (task := known.get(each.entity_uid)) is not None
    ]


def _goods(links: Sequence[KeptLink], _today: date) -> list[Link]:
    known = {each.uid: each for each in goods_wishes.all_wishes()}
    return [
        link_to_goods(each.uid, wish, each.on)
        for each in links
        if (wish := known.get(each.entity_uid)) is not None
    ]


_READ: dict[Work, Callable[[Sequence[KeptLink], date], list[Link]]] = {
    Work.FAULT: _faults,
    Work.TASK: _tasks,
    Work.GOODS: _goods,
}
"""One more kind of work is one more line here, and one in ``Work``."""
