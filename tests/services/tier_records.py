"""Records for the tests of tiers, written straight into the file."""

from datetime import date, timedelta
from itertools import count

from stationdesk.domain.ids import new_uid
from stationdesk.store import tables as t

TODAY = date(2026, 6, 30)
NUMBERS = count(1)


def days(n):
    return TODAY + timedelta(days=n)


def station(**fields):
    usual = {
        "code": "YT-01",
        "name": "枫桥路驿站",
        "kind": "street",
        "street": "",
        "district": "",
        "address": "",
        "phone": "",
        "keeper": "李敏",
        "tier_applied_for": 1,
        "standard_key": "yanta-2023",
        "month_expiry_rule": "month_end",
        "version": 1,
    }
    return t.StationRow.create(**{**usual, **fields})


def place(name="前台"):
    found = t.PlaceRow.get_or_none(t.PlaceRow.name == name)
    return found or t.PlaceRow.create(code=f"KW-{next(NUMBERS)}", name=name, shelf_order=1)


def item(name, used_for, unit="件"):
    found = t.ItemRow.get_or_none(t.ItemRow.name == name)
    return found or t.ItemRow.create(
        code=f"WZ-{next(NUMBERS):05d}",
        name=name,
        spec="",
        unit=unit,
        category="",
        used_for=used_for,
        minimum=0,
        target=0,
        tracks_expiry=False,
        warn_days=30,
        note="",
        search_words="",
        since=days(-2000),
        version=1,
    )


def stock(name, used_for, quantity, *, on=None, expires_on=None, at="前台", batch=None):
    """Receive (or with a minus sign issue) goods; return the batch."""
    on = on or days(-100)
    what, where = item(name, used_for), place(at)
    batch = batch or t.BatchRow.create(
        item=what,
        batch_no="",
        expiry_text=str(expires_on or ""),
        expiry_precision="day" if expires_on else "none",
        expiry_day=expires_on,
        expires_on=expires_on,
        received_on=on,
    )
    document = t.StockDocumentRow.create(
        number=f"D-{next(NUMBERS)}",
        kind="receive" if quantity > 0 else "issue",
        business_date=on,
        recorded_at="2026-06-30T10:30:00+08:00",
        recorded_by="王芳",
        request_key=new_uid(),
        donor="",
        receiver="",
        reason="",
        note="",
        digest="",
    )
    t.MovementRow.create(
        document=document,
        business_date=on,
        line=1,
        item=what,
        batch=batch,
        place=where,
        quantity=quantity,
        reason="",
    )
    return batch


def amenity(name, kind, *, since=None, pieces=1, **fields):
    usual = {
        "model": "",
        "serial_no": "",
        "since_text": "",
        "keeper": "",
        "note": "",
        "search_words": "",
        "registered_on": days(-1000),
        "retire_reason": "",
        "version": 1,
    }
    return t.AmenityRow.create(
        **{**usual, **fields},
        code=f"SS-{next(NUMBERS):04d}",
        name=name,
        kind=kind,
        pieces=pieces,
        since=since or days(-1000),
    )


def plan(of, purpose, *, every=1, unit="month", template="", ended_on=None):
    return t.UpkeepPlanRow.create(
        amenity=of,
        task=purpose,
        purpose=purpose,
        every=every,
        every_unit=unit,
        anchor="schedule",
        first_due_on=days(-900),
        lead_days=0,
        checklist="[]",
        template=template,
        since=days(-1000),
        ended_on=ended_on,
        version=1,
    )


def run(of, on, result="normal", voided=False):
    return t.PlanRunRow.create(
        plan=of,
        due_on=on,
        business_date=on,
        recorded_at="",
        recorded_by="王芳",
        done_by="赵强",
        result=result,
        answers="[]",
        reason="",
        cost_fen=0,
        request_key=new_uid(),
        voided_at="2026" if voided else None,
    )


def outage(of, started_on, ended_on=None, pieces=None):
    return t.OutageRow.create(
        amenity=of,
        started_at=f"{started_on}T09:00",
        ended_at=f"{ended_on}T09:00" if ended_on else None,
        pieces=pieces,
        reason="",
    )


def first_aid_set(lines, *, checked_on=None, complete=True, at=None):
    made = t.RequiredSetRow.create(
        name="急救箱备品",
        used_for="first_aid",
        place=place(at) if at else None,
        check_every_days=31,
        since=days(-1000),
        version=1,
    )
    for name, quantity in lines:
        t.RequiredLineRow.create(
            required_set=made,
            item=item(name, "first_aid"),
            quantity=quantity,
            valid_from=days(-1000),
        )
    if checked_on:
        t.SetCheckRow.create(
            required_set=made,
            business_date=checked_on,
            recorded_at="",
            recorded_by="周静",
            complete=complete,
            lines="[]",
            note="",
        )
    return made


def hours(week=range(1, 8), **fields):
    usual = {"name": "全年", "valid_from": days(-1000), "version": 1}
    made = t.TimetableRow.create(**{**usual, **fields})
    for weekday in week:
        t.OpeningIntervalRow.create(
            timetable_id=made.id, weekday=weekday, opens_minute=510, closes_minute=1020
        )
    return made
