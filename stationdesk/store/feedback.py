"""Entries of the feedback book in the station's file, and the pages they were written on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stationdesk.domain.feedback.chains import Page
from stationdesk.domain.feedback.duplicates import Said
from stationdesk.domain.feedback.entries import Entry
from stationdesk.domain.feedback.entry_rules import can_be_reached, praise_form_of
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.ids import EntryId, FeedbackPageId, new_uid
from stationdesk.domain.masking import masked_name
from stationdesk.domain.phones import plain_phone, tail_of
from stationdesk.store.plain_sql import as_day, in_portions, insert, marks, must_be_day, rows, value
from stationdesk.store.tables import FeedbackPageRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.feedback.entries import NewEntry
    from stationdesk.domain.feedback.replay import Standing
    from stationdesk.domain.ids import ImportId


def add_page(
    channel: Channel, on: date, note: str, *, number: str, recorded_at: str, recorded_by: str
) -> tuple[FeedbackPageId, str]:
    """Keep a page, and return its id and uid."""
    row = FeedbackPageRow.create(
        number=number,
        channel=channel.value,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        note=note.strip(),
    )
    return FeedbackPageId(row.id), str(row.uid)


def page(page_id: FeedbackPageId) -> Page | None:
    """Return one page, None where there is none of that id."""
    row = FeedbackPageRow.get_or_none(FeedbackPageRow.id == page_id)
    if row is None:
        return None
    return Page(
        id=FeedbackPageId(row.id),
        uid=row.uid,
        number=row.number,
        channel=Channel(row.channel),
        on=row.business_date,
        note=row.note,
    )


def add(
    wish: NewEntry,
    *,
    body: str,
    number: str,
    search_words: str,
    standing: Standing,
    recorded_at: str,
    recorded_by: str,
    import_id: ImportId | None = None,
) -> EntryId:
    """Keep an entry that was accepted, standing as its first event leaves it."""
    fields = {
        **_facts(wish, body, search_words),
        **_author(wish),
        **stored_standing(standing),
        "uid": new_uid(),
        "number": number,
        "page_id": wish.page_id,
        "handwritten": int(wish.handwritten),
        "business_date": wish.said_at.date().isoformat(),
        "said_at": stored_minute(wish.said_at),
        "recorded_at": recorded_at,
        "recorded_by": recorded_by,
        "request_key": wish.request_key,
        "import_run_id": import_id,
        "version": 1,
    }
    return EntryId(insert("feedback_entry", fields))


def correct(entry_id: EntryId, wish: NewEntry, *, body: str, search_words: str) -> None:
    """Write what the entry says anew; when it was said, and how it stands, remain."""
    _update(entry_id, **_facts(wish, body, search_words))


def set_author(entry_id: EntryId, name: str, phone: str) -> None:
    """Write anew who said it; whoever is named after an erasing is not erased any more."""
    fields: dict[str, object] = {
        "author_name": name.strip(),
        "author_phone": plain_phone(phone),
    }
    if any(fields.values()):
        fields["erased_on"] = None
    _update(entry_id, **fields)


def set_standing(entry_id: EntryId, standing: Standing) -> None:
    """Write down how the entry stands by its events."""
    _update(entry_id, **stored_standing(standing))


def entry(entry_id: EntryId) -> Entry | None:
    """Return one entry, None where there is none of that id."""
    return entries_by_id([entry_id]).get(entry_id)


def entries_by_id(ids: Iterable[EntryId]) -> dict[EntryId, Entry]:
    """Return the entries of ``ids``; unknown ids are left out."""
    return {
        each.id: each
        for portion in in_portions(ids)
        for each in entries_where(f"WHERE e.id IN ({marks(portion)})", portion)
    }


def entries_between(first: date, last: date) -> list[Entry]:
    """Return the entries that were made on the days from ``first`` to ``last``, oldest first."""
    where = "WHERE e.business_date BETWEEN ? AND ? ORDER BY e.said_at, e.id"
    return entries_where(where, [first.isoformat(), last.isoformat()])


def open_entries() -> list[Entry]:
    """Return the entries that are neither closed nor void, the first due first.

    Those whose clock stands still, and those that are answered already, come at their due day or
    at the end.
    """
    states = [state.value for state in EntryState if state not in _DONE]
    order = "ORDER BY e.final_due_at IS NULL, e.final_due_at, e.id"
    return entries_where(f"WHERE e.state IN ({marks(states)}) {order}", states)


def of_page(page_id: FeedbackPageId) -> list[Entry]:
    """Return the entries of one page, in their order."""
    return entries_where("WHERE e.page_id = ? ORDER BY e.id", [page_id])


def entries_where(where: str, values: Sequence[object] = ()) -> list[Entry]:
    """Return the entries that ``where`` selects: SQL from WHERE on, the entry being ``e``."""
    return [entry_of(row) for row in rows(f"{SELECT} {where}", values)]


def find_by_key(request_key: str) -> EntryId | None:
    """Return the entry that was made under a request's key, None where there is none."""
    found = value("SELECT id FROM feedback_entry WHERE request_key = ?", [request_key])
    return None if found is None else EntryId(found)


def author(entry_id: EntryId) -> tuple[str, str]:
    """Return the whole name and phone of an entry's author."""
    where = "SELECT author_name, author_phone FROM feedback_entry WHERE id = ?"
    ((name, phone),) = rows(where, [entry_id])
    return name, phone


def authors(ids: Iterable[EntryId]) -> dict[EntryId, str]:
    """Return the whole names of the authors of entries, to be left out of what is shown."""
    return {
        EntryId(entry_id): name
        for portion in in_portions(ids)
        for entry_id, name in rows(
            f"SELECT id, author_name FROM feedback_entry WHERE id IN ({marks(portion)})", portion
        )
    }


def said_since(day: date) -> list[Said]:
    """Return the texts of the entries that are still open, or were made from ``day`` on."""
    states = [state.value for state in OPEN_STATES]
    sql = f"""SELECT id, kind, body FROM feedback_entry
        WHERE state <> ? AND handwritten = 0
        AND (business_date >= ? OR state IN ({marks(states)}))"""
    found = rows(sql, [EntryState.VOID.value, day.isoformat(), *states])
    return [Said(EntryId(entry_id), FeedbackKind(kind), body) for entry_id, kind, body in found]


def newest_entry_number(start: str) -> str | None:
    """Return the highest number that begins with ``start``, None before the first."""
    return _newest("feedback_entry", start)


def newest_page_number(start: str) -> str | None:
    """Return the highest page number that begins with ``start``, None before the first."""
    return _newest("feedback_page", start)


def stored_minute(moment: datetime) -> str:
    """Return a local minute as it is stored: ``2026-06-30T10:30``."""
    return moment.isoformat(timespec="minutes")


def read_minute(stored: str | None) -> datetime | None:
    """Return the local minute of a column, None of an empty one."""
    return datetime.fromisoformat(stored) if stored else None


def stored_standing(standing: Standing) -> dict[str, object]:
    """Return how an entry stands, by the columns that keep it."""
    return {
        "state": standing.state.value,
        "round_number": standing.round_number,
        "handler": standing.handler,
        "first_due_at": _moment(standing.first_due_at),
        "first_reply_at": _moment(standing.first_reply_at),
        "final_due_at": _moment(standing.final_due_at),
        "closed_at": _moment(standing.closed_at),
        "rating": standing.rating,
    }


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Return the entry of a row of ``SELECT``."""
    (entry_id, uid, number, page_id, channel, kind, urgency, group, name, phone, *rest) = row
    body, place, about, praised, praise_form, on, said_at, recorded_at, recorded_by, *rest = rest
    handwritten, import_id, state, round_number, handler, first_due, first_reply, *rest = rest
    final_due, closed_at, rating, erased_on, version, master_id = rest
    return Entry(
        id=EntryId(entry_id),
        uid=uid,
        number=number,
        page_id=None if page_id is None else FeedbackPageId(page_id),
        channel=Channel(channel),
        kind=FeedbackKind(kind),
        urgency=Urgency(urgency),
        visitor_group=group,
        author_shown=masked_name(name),
        tail=tail_of(phone),
        reachable=can_be_reached(name, phone),
        body=body,
        place=place,
        about_person=about,
        praised=praised,
        praise_form=PraiseForm(praise_form),
        on=must_be_day(on),
        said_at=datetime.fromisoformat(said_at),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        handwritten=bool(handwritten),
        imported=import_id is not None,
        state=EntryState(state),
        round_number=round_number,
        handler=handler,
        first_due_at=read_minute(first_due),
        first_reply_at=read_minute(first_reply),
        final_due_at=read_minute(final_due),
        closed_at=read_minute(closed_at),
        rating=rating,
        erased_on=as_day(erased_on),
        version=version,
        master_id=None if master_id is None else EntryId(master_id),
    )


SELECT = """
    SELECT e.id, e.uid, e.number, e.page_id, e.channel, e.kind, e.urgency, e.visitor_group,
        e.author_name, e.author_phone, e.body, e.place, e.about_person, e.praised, e.praise_form,
        e.business_date, e.said_at, e.recorded_at, e.recorded_by, e.handwritten, e.import_run_id,
        e.state, e.round_number, e.handler, e.first_due_at, e.first_reply_at, e.final_due_at,
        e.closed_at, e.rating, e.erased_on, e.version, d.master_id
    FROM feedback_entry e
    LEFT JOIN feedback_duplicate d ON d.entry_id = e.id AND d.voided_at IS NULL"""
"""What ``entry_of`` reads; the entry is ``e``."""

_DONE = (EntryState.CLOSED, EntryState.VOID)


def _update(entry_id: EntryId, **fields: object) -> None:
    """Write columns of an entry anew; plain, because every move of every entry passes here."""
    told = ", ".join(f"{name} = ?" for name in fields)
    sql = f"UPDATE feedback_entry SET {told}, version = version + 1 WHERE id = ? RETURNING id"
    rows(sql, [*fields.values(), entry_id])


def _newest(table: str, start: str) -> str | None:
    sql = f"""SELECT number FROM {table} WHERE number >= ? AND number < ?
        ORDER BY LENGTH(number) DESC, number DESC LIMIT 1"""
    found: str | None = value(sql, [start, f"{start}:"])
    return found


def _facts(wish: NewEntry, body: str, search_words: str) -> dict[str, object]:
    return {
        "channel": wish.channel.value,
        "kind": wish.kind.value,
        "urgency": wish.urgency.value,
        "visitor_group": wish.visitor_group,
        "body": body,
        "place": wish.place.strip(),
        "about_person": wish.about_person.strip(),
        "praised": wish.praised.strip(),
        "praise_form": praise_form_of(wish).value,
        "search_words": search_words,
    }


def _author(wish: NewEntry) -> dict[str, object]:
    return {
        "author_name": wish.author_name.strip(),
        "author_phone": plain_phone(wish.author_phone),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else stored_minute(moment)
