"""Loans, holds, kinds and pieces of one invented station in November 2026, made by hand."""

from datetime import date, timedelta

from stationdesk.domain.ids import new_uid
from stationdesk.domain.lending.holds import Hold
from stationdesk.domain.lending.kinds import Audience, Contact, LoanKind, LoanMode, LoanPart
from stationdesk.domain.lending.loans import (
    ContactAttempt,
    ContactWay,
    Extension,
    LoanEntry,
    Return,
)
from stationdesk.domain.lending.pieces import (
    KindLine,
    LoanUnit,
    PartState,
    PieceLine,
    PieceState,
    Pool,
)
from stationdesk.domain.places import Place
from stationdesk.domain.stock import Item

TODAY = date(2026, 11, 22)
DESK = Place(id=1, uid="p", code="KW-001", name="前台", shelf_order=10)


def ago(days):
    return TODAY - timedelta(days=days)


def item(name, unit, number=1):
    return Item(
        id=number,
        uid=f"i{number}",
        code=f"WZ-{number:05d}",
        name=name,
        spec="",
        unit=unit,
        category="借用物品",
        used_for="umbrella",
        place=DESK,
        minimum=0,
        target=0,
        tracks_expiry=False,
        warn_days=30,
        note="",
        since=date(2024, 1, 1),
        archived_on=None,
        version=1,
    )


def kind(name="雨伞", code="YS", number=1, **fields):
    fields.setdefault("mode", LoanMode.POOL)
    fields.setdefault("item", item(name, "把", number))
    usual = {
        "audience": Audience.VISITORS,
        "default_days": 3,
        "most_per_person": 2,
        "contact": Contact.TAIL,
        "deposit": "",
        "terms": "",
        "since": date(2024, 1, 1),
        "archived_on": None,
        "version": 1,
    }
    return LoanKind(id=number, uid=f"k{number}", code=code, name=name, **(usual | fields))


def part(name, quantity, number, item_id=None):
    return LoanPart(
        id=number,
        uid=f"t{number}",
        name=name,
        quantity=quantity,
        item_id=item_id,
        since=date(2024, 1, 1),
        ended_on=None,
    )


UMBRELLA = kind()
GLASSES = kind("老花镜", "LH", 2, item=item("老花镜", "副", 2), default_days=0)
WHEELCHAIR = kind(
    "轮椅",
    "LY",
    3,
    mode=LoanMode.SERIAL,
    item=None,
    contact=Contact.PHONE,
    default_days=1,
    deposit="押金 100 元",
    terms="仅限本街道范围内使用，使用前请检查刹车与轮胎，雨雪天请勿上坡道。",
    parts=(part("脚踏板", 2, 1), part("坐垫", 1, 2)),
)
KIT = kind(
    "百宝箱",
    "BX",
    4,
    mode=LoanMode.SERIAL,
    item=None,
    audience=Audience.DUTY,
    default_days=0,
    parts=(part("创可贴", 10, 3, item_id=7), part("签字笔", 3, 4), part("针线包", 1, 5)),
)


def unit(of, number):
    return LoanUnit(
        id=number,
        uid=f"u{number}",
        kind_id=of.id,
        code=f"{of.code}-{number:03d}",
        amenity_id=None,
        place_id=DESK.id,
        note="",
        since=date(2024, 1, 1),
        retired_on=None,
        retire_reason="",
        version=1,
    )


def came_back(on, good=0, damaged=0, lost=0, condition=""):
    return Return(
        id=1,
        uid=new_uid(),
        on=on,
        good=good,
        damaged=damaged,
        lost=lost,
        condition=condition,
        handled_by="周敏",
        recorded_by="周敏",
        recorded_at=f"{on}T15:00:00+08:00",
        document_id=None,
        fault_id=None,
    )


def put_off(on, old, new, number=1):
    return Extension(
        id=number,
        on=on,
        old_due_on=old,
        new_due_on=new,
        reason="还要用",
        recorded_by="周敏",
        recorded_at=f"{on}T15:00:00+08:00",
    )


def tried(on, way=ContactWay.PHONE, *, reached=False):
    return ContactAttempt(
        id=1,
        way=way,
        reached=reached,
        on=on,
        recorded_at=f"{on}T15:00:00+08:00",
        recorded_by="周敏",
        note="",
    )


def loan(of=UMBRELLA, lent_on=TODAY, quantity=1, days=3, number=1, **fields):
    usual = {
        "unit": None,
        "borrower_id": number,
        "borrower_shown": "张*",
        "tail": "5678",
        "visitor_group": "rider",
        "recorded_at": f"{lent_on}T09:30:00+08:00",
        "handled_by": "周敏",
        "deposit": "",
        "note": "张三，住三号楼",
        "despite": "",
        "imported": False,
        "due_on": lent_on + timedelta(days=days),
    }
    return LoanEntry(
        line_id=number,
        uid=f"l{number}",
        loan_id=number,
        number=f"JY-{lent_on:%Y%m%d}-{number:03d}",
        line=1,
        kind=of,
        quantity=quantity,
        lent_on=lent_on,
        **(usual | fields),
    )


def month_of_loans():
    """Loans in every state there is."""
    chair = unit(WHEELCHAIR, 3)
    return [
        loan(lent_on=ago(20), quantity=2, number=1, returns=(came_back(ago(18), good=2),)),
        loan(
            lent_on=ago(15),
            quantity=3,
            number=2,
            borrower_shown="王阿姨",
            tail="0031",
            visitor_group="elder",
            returns=(came_back(ago(9), good=1, damaged=1, lost=1, condition="伞骨折断"),),
        ),
        loan(
            WHEELCHAIR,
            ago(9),
            days=1,
            number=3,
            unit=chair,
            borrower_shown="欧阳*",
            tail="8899",
            visitor_group="disabled",
            deposit="押金 100 元",
            extensions=(put_off(ago(8), ago(8), ago(4)),),
            due_on=ago(4),
            contacts=(tried(ago(3)), tried(ago(1), reached=True)),
        ),
        loan(lent_on=ago(6), number=4, borrower_shown="J***", tail="", visitor_group="passer_by"),
        loan(GLASSES, TODAY, days=0, number=5, borrower_shown="李师傅", visitor_group="sanitation"),
        loan(lent_on=ago(1), number=6, quantity=2, borrower_shown="", tail=""),
        loan(lent_on=ago(12), number=7, returns=(came_back(ago(2), lost=1),)),
        loan(
            KIT,
            ago(2),
            days=0,
            number=8,
            unit=unit(KIT, 1),
            borrower_shown="周*",
            tail="",
            visitor_group="staff",
            returns=(came_back(ago(2), good=1),),
        ),
    ]


def kind_lines():
    pool = Pool(size=20, unfit=2, out=5, held=1, overdue=1)
    return [
        KindLine(kind=UMBRELLA, pool=pool, checked_on=ago(7)),
        KindLine(
            kind=GLASSES, pool=Pool(size=3, unfit=0, out=1, held=0, overdue=0), checked_on=None
        ),
        KindLine(
            kind=WHEELCHAIR, pool=Pool(size=2, unfit=0, out=1, held=0, overdue=1), checked_on=ago(1)
        ),
        KindLine(
            kind=KIT, pool=Pool(size=2, unfit=0, out=0, held=0, overdue=0), checked_on=ago(30)
        ),
    ]


def piece_lines():
    return [
        PieceLine(
            unit=unit(WHEELCHAIR, 3),
            kind=WHEELCHAIR,
            state=PieceState.OUT,
            amenity=None,
            place=DESK,
            with_whom="欧阳* 8899",
            due_on=ago(4),
            parts=(PartState(part=WHEELCHAIR.parts[0], there=2),),
        ),
        PieceLine(
            unit=unit(KIT, 1),
            kind=KIT,
            state=PieceState.IN,
            amenity=None,
            place=DESK,
            with_whom="",
            due_on=None,
            parts=(
                PartState(part=KIT.parts[0], there=4),
                PartState(part=KIT.parts[1], there=3),
                PartState(part=KIT.parts[2], there=0),
            ),
        ),
    ]


def hold(**fields):
    usual = {
        "unit": None,
        "quantity": 2,
        "borrower_shown": "赵*",
        "tail": "2468",
        "on": ago(1),
        "pick_up_on": TODAY,
        "lapses_on": TODAY + timedelta(days=2),
        "note": "赵六的朋友来取",
        "recorded_by": "周敏",
        "cancelled_on": None,
        "cancel_reason": "",
        "loan_id": None,
    }
    return Hold(
        id=1, uid="h", number="YY-20261121-001", kind=UMBRELLA, borrower_id=9, **(usual | fields)
    )
