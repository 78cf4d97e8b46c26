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


def hand_check(subject, on):
    """A look that was kept under an earlier version of the standard."""
    return t.HandCheckRow.create(
        **_recorded(on), subject=subject, passed=True, amount=None, checked_by="李敏", note=""
    )


def _recorded(on):
    return {
        "business_date": on,
        "recorded_at": f"{on}T10:30:00+08:00",
        "recorded_by": "王芳",
    }


def loan_kind(name, *, goods=None, since=None, **fields):
    """A kind of the lending desk: a pool of ``goods`` (an item), else numbered pieces."""
    usual = {
        "mode": "pool" if goods else "serial",
        "audience": "visitors",
        "default_days": 3,
        "most_per_person": 1,
        "contact": "tail",
        "deposit": "",
        "terms": "",
        "search_words": "",
        "version": 1,
    }
    return t.LoanKindRow.create(
        **{**usual, **fields},
        code=f"K{next(NUMBERS)}",
        name=name,
        item=goods,
        since=since or days(-300),
    )


def piece(kind, *, amenity=None, since=None, retired_on=None):
    return t.LoanUnitRow.create(
        loan_kind=kind,
        code=f"LY-{next(NUMBERS):03d}",
        amenity=amenity,
        note="",
        since=since or days(-300),
        retired_on=retired_on,
        retire_reason="",
        version=1,
    )


def lend(kind, quantity=1, *, on=None, due_on=None, unit=None, voided=False):
    """Lend pieces to 张女士; return the line."""
    on = on or TODAY
    who = t.BorrowerRow.get_or_none() or t.BorrowerRow.create(
        name="张女士",
        phone="",
        tail="5678",
        visitor_group="",
        search_words="",
        since=days(-300),
        version=1,
    )
    loan = t.LoanRow.create(
        **_recorded(on),
        number=f"JY-{next(NUMBERS)}",
        borrower=who,
        visitor_group="",
        handled_by="赵强",
        deposit="",
        note="",
        despite="",
        request_key=new_uid(),
        voided_at="2026" if voided else None,
    )
    return t.LoanLineRow.create(
        loan=loan,
        line=1,
        loan_kind=kind,
        loan_unit=unit,
        quantity=quantity,
        due_on=due_on or on + timedelta(days=3),
    )


def give_back(line, on, *, good=0, damaged=0, lost=0, voided=False):
    return t.LoanReturnRow.create(
        **_recorded(on),
        loan_line=line,
        handled_by="周静",
        good=good,
        damaged=damaged,
        lost=lost,
        condition="",
        request_key=new_uid(),
        voided_at="2026" if voided else None,
    )


def extend(line, on, new_due_on):
    return t.LoanExtensionRow.create(
        **_recorded(on),
        loan_line=line,
        old_due_on=line.due_on,
        new_due_on=new_due_on,
        reason="雨未停",
    )


def set_aside(kind, quantity=1, *, on=None, unit=None, voided=False):
    return t.FitnessEventRow.create(
        **_recorded(on or TODAY),
        loan_kind=kind,
        loan_unit=unit,
        quantity=quantity,
        cause="found" if quantity > 0 else "repaired",
        reason="伞骨断",
        voided_at="2026" if voided else None,
    )


def part(kind, name, quantity=1, *, since=None, ended_on=None):
    return t.LoanPartRow.create(
        loan_kind=kind,
        name=name,
        quantity=quantity,
        since=since or days(-300),
        ended_on=ended_on,
    )


def lack(unit, of, quantity=-1, *, on=None, voided=False):
    """Parts of a piece are missing; with a plus sign they are put back."""
    return t.PartEventRow.create(
        **_recorded(on or TODAY),
        loan_unit=unit,
        loan_part=of,
        quantity=quantity,
        note="",
        voided_at="2026" if voided else None,
    )


def desk_check(on, kind=None, *, missing=0, voided=False):
    """A look whether the pieces of a kind are there; without one, at the things found."""
    return t.DeskCheckRow.create(
        **_recorded(on),
        subject="loan_kind" if kind else "found_things",
        loan_kind=kind,
        expected=20 if kind else None,
        counted=20 - missing if kind else None,
        note="",
        voided_at="2026" if voided else None,
    )


def found_thing(on, *, pass_on_after=None, outcome_on=None, voided=False):
    return t.FoundThingRow.create(
        **_recorded(on),
        number=f"SW-{next(NUMBERS)}",
        kind="key",
        description="一串钥匙",
        found_where="门口",
        questions="[]",
        finder_name="",
        finder_phone="",
        pass_on_after=pass_on_after or on + timedelta(days=30),
        note="",
        request_key=new_uid(),
        outcome="claimed" if outcome_on else None,
        outcome_on=outcome_on,
        outcome_to="",
        outcome_phone="",
        answers="[]",
        proof="",
        outcome_at=f"{outcome_on}T16:00:00+08:00" if outcome_on else None,
        outcome_by="周静" if outcome_on else "",
        voided_at="2026" if voided else None,
    )


def lending_desk(*, used_on=None):
    """Kinds for the umbrellas, glasses and magnifiers in stock, and found things looked through.

    All of it was looked at on ``used_on`` (None: today).
    """
    on = used_on or TODAY
    for each in t.ItemRow.select().where(
        t.ItemRow.used_for.in_(("umbrella", "reading_glasses", "magnifier"))
    ):
        desk_check(on, loan_kind(each.name, goods=each))
    desk_check(on)
