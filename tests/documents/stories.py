"""One invented station in November 2026, for the tests of its papers."""

from datetime import date, timedelta

from stationdesk import paths
from stationdesk.domain.places import Place
from stationdesk.domain.printed_dates import Precision, PrintedDate
from stationdesk.domain.required_sets import RequiredLine, RequiredSet, findings_of
from stationdesk.domain.station import MonthExpiryRule, Station, StationKind
from stationdesk.domain.stock import Balance, Batch, BatchSum, Item, stock_line
from stationdesk.domain.stocktake import Stocktake, StocktakeLine, StocktakeState
from stationdesk.domain.tiers.facts import (
    AmenityFact,
    Facts,
    HandCheckFact,
    HoursFact,
    LoanFact,
    LostPropertyFact,
    SetCheckFact,
    SetFact,
    SetLineFact,
    Span,
    StockFact,
    UpkeepFact,
)
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.standard_file import read_standard

TODAY = date(2026, 11, 22)
ALWAYS = Span(date(2024, 1, 1), None)
STATION = Station(
    uid="s",
    code="610113002-07",
    name="枫桥路便民服务驿站",
    kind=StationKind.STREET,
    street="枫桥路街道",
    district="雁塔区",
    address="枫桥路 18 号临街一层",
    area_square_metres=86,
    phone="029-85550123",
    keeper="马㛃",
    tier_applied_for=2,
    standard_key="yanta-2023",
    month_expiry_rule=MonthExpiryRule.MONTH_END,
    version=1,
)


def standard():
    text = (paths.resources() / "standards" / "yanta-2023.toml").read_text(encoding="utf-8")
    return read_standard(text)


def facts(**fields):
    """What a station that is nearly of tier 2 has on record."""
    amenities = [
        ("first_aid_kit", "急救箱", 1, None),
        ("tool_kit", "工具箱", 1, None),
        ("water_dispenser", "饮水机", 1, None),
        ("charging_strip", "充电插排", 1, 8),
        ("microwave", "微波炉", 1, None),
        ("air_conditioner", "空调", 1, None),
        ("table_chairs", "桌椅", 1, 4),
        ("toilet_sign", "公厕指引牌", 1, None),
        ("service_board", "公示栏", 1, None),
    ]
    stock = [
        ("umbrella", "晴雨两用伞", "把", 12, None),
        ("reading_glasses", "老花镜", "副", 3, None),
        ("magnifier", "放大镜", "个", 1, None),
        ("sewing", "针线包", "盒", 4, None),
        ("stationery", "签字笔", "支", 20, None),
        ("tool", "多功能钳", "把", 1, None),
        ("pump", "打气筒", "个", 1, None),
        ("tissue", "抽纸", "包", 30, None),
        ("drinking_water", "桶装水", "桶", 3, date(2026, 12, 10)),
        ("cups", "一次性纸杯", "个", 200, None),
        ("first_aid", "碘伏消毒液 100ml", "瓶", 2, date(2026, 12, 14)),
        ("first_aid", "创可贴", "片", 24, date(2027, 8, 31)),
    ]
    checks = [
        (subject.key, TODAY - timedelta(days=2 + number % 3))
        for number, subject in enumerate(standard().subjects)
    ]
    usual = {
        "amenities": tuple(
            AmenityFact(
                uid=kind,
                code=f"SS-{number:04d}",
                name=name,
                kind=kind,
                pieces=pieces,
                capacity=capacity,
                in_service=ALWAYS,
            )
            for number, (kind, name, pieces, capacity) in enumerate(amenities, start=1)
        ),
        "stock": tuple(
            StockFact(
                batch_uid=f"b{number}",
                batch_no="",
                item_uid=f"i{number}",
                item_name=name,
                unit=unit,
                used_for=used_for,
                place="前台",
                quantity=quantity,
                expires_on=expires_on,
            )
            for number, (used_for, name, unit, quantity, expires_on) in enumerate(stock)
        ),
        "sets": (
            SetFact(
                uid="kit",
                name="急救箱",
                used_for="first_aid",
                place="",
                check_every_days=31,
                lines=(
                    SetLineFact(item_uid="i10", item_name="碘伏消毒液", unit="瓶", quantity=1),
                    SetLineFact(item_uid="i11", item_name="创可贴", unit="片", quantity=12),
                ),
                checks=(
                    SetCheckFact(uid="c", on=date(2026, 11, 3), complete=True, checked_by="王芳"),
                ),
            ),
        ),
        "upkeep": tuple(
            UpkeepFact(
                plan_uid=f"p-{amenity}-{purpose}",
                amenity_uid=amenity,
                task="清洗" if purpose == "clean" else "检查",
                purpose=purpose,
                run_uid=f"r-{amenity}-{purpose}",
                done_on=date(2026, 11, 10),
                done_by="王芳",
                next_due=date(2026, 12, 10),
            )
            for amenity in ("water_dispenser", "microwave", "air_conditioner", "first_aid_kit")
            for purpose in ("clean", "check", "replace")
        ),
        "loans": tuple(
            LoanFact(
                kind_uid=f"k-{used_for}",
                name=name,
                audience="visitors",
                used_for=used_for,
                amenity_kinds=(),
                size=size,
                unfit=0,
                incomplete=0,
                out=out,
                overdue=late,
                since=date(2025, 1, 6),
                last_entry_on=TODAY,
                last_by="王芳",
            )
            for used_for, name, size, out, late in (
                ("umbrella", "晴雨两用伞", 12, 5, 2),
                ("reading_glasses", "老花镜", 3, 0, 0),
                ("magnifier", "放大镜", 1, 0, 0),
            )
        ),
        "lost_property": LostPropertyFact(
            last_on=TODAY, last_by="周静", last_what="desk_check", last_uid="look"
        ),
        "hours": (HoursFact(uid="h", name="冬季开放时间", days=ALWAYS),),
        "hand_checks": tuple(
            HandCheckFact(
                uid=f"h-{key}", subject=key, on=on, passed=True, amount=95, checked_by="李建国"
            )
            for key, on in checks
            if key != "posted_lists"
        ),
    }
    return Facts(on=TODAY, **{**usual, **fields})


def rules_of(kind: RuleKind):
    return [rule for one in standard().criteria for rule in one.rules if rule.kind is kind]


SHELVES = (
    Place(id=1, uid="p1", code="A", name="前台柜", shelf_order=1),
    Place(id=2, uid="p2", code="B", name="东侧货架第二层", shelf_order=2),
)
GOODS = (
    ("藿香正气水", "10ml×10支", "盒", "药品", 12, date(2026, 12, 14)),
    ("一次性医用口罩", "50只/盒", "盒", "防护", 4, date(2028, 1, 31)),
    ("晴雨两用伞", "黑胶 8 骨", "把", "便民用品", 15, None),
    ("碘伏消毒液", "100ml", "瓶", "药品", 0, None),
    ("老花镜", "+200 度", "副", "便民用品", 3, None),
    ("桶装水", "18.9L", "桶", "饮水", 2, date(2026, 12, 1)),
)


def item(number):
    name, spec, unit, category, _quantity, expires_on = GOODS[number]
    return Item(
        id=number + 1,
        uid=f"i{number}",
        code=f"WZ-{number + 1:05d}",
        name=name,
        spec=spec,
        unit=unit,
        category=category,
        used_for="other",
        place=SHELVES[number % 2],
        minimum=5,
        target=10,
        tracks_expiry=expires_on is not None,
        warn_days=30,
        note="爱心企业捐赠" if number == 0 else "",
        since=date(2024, 1, 1),
        archived_on=None,
        version=1,
    )


def batch(number):
    expires_on = GOODS[number][5]
    return Batch(
        id=number + 1,
        uid=f"b{number}",
        item_id=number + 1,
        batch_no=f"2026{number:02d}A" if expires_on else "",
        made_on=None,
        shelf_life=None,
        shelf_life_unit=None,
        expiry=PrintedDate(
            expires_on.isoformat() if expires_on else "",
            Precision.DAY if expires_on else Precision.NONE,
            expires_on,
        ),
        expires_on=expires_on,
        received_on=date(2026, 1, 5),
        opened_on=None,
    )


def stock_lines():
    return [
        stock_line(
            item(number), [BatchSum(GOODS[number][4], GOODS[number][5], date(2026, 11, 1))], TODAY
        )
        for number in range(len(GOODS))
    ]


def stocktake(**counted):
    """A count of all goods; ``counted`` maps ``line_N`` to what was counted there."""
    lines = []
    order = sorted(range(len(GOODS)), key=lambda number: (number % 2, number))
    for place_in_sheet, number in enumerate(order, start=1):
        found = counted.get(f"line_{place_in_sheet}")
        book = GOODS[number][4]
        lines.append(
            StocktakeLine(
                id=place_in_sheet,
                uid=f"l{place_in_sheet}",
                line=place_in_sheet,
                item=item(number),
                batch=batch(number),
                place=SHELVES[number % 2],
                book=book,
                counted=found,
                counted_on=None if found is None else TODAY,
                counted_at=None if found is None else "2026-11-22T10:00:00+08:00",
                counted_by=None if found is None else "王芳",
                book_at_count=None if found is None else book,
                reason="领用未登记" if found is not None and found < book else "",
            )
        )
    return Stocktake(
        id=1,
        uid="t",
        number="PD-2026-0003",
        business_date=TODAY,
        started_at="2026-11-22T09:00:00+08:00",
        started_by="王芳",
        scope_place=None,
        scope_category=None,
        note="",
        state=StocktakeState.OPEN,
        document_id=None,
        closed_at=None,
        closed_by=None,
        lines=tuple(lines),
    )


def kit():
    return RequiredSet(
        id=1,
        uid="kit",
        name="急救箱",
        used_for="first_aid",
        place=SHELVES[0],
        check_every_days=31,
        since=date(2024, 1, 1),
        archived_on=None,
        version=1,
        lines=tuple(
            RequiredLine(
                id=number,
                item=item(number),
                quantity=5,
                valid_from=date(2024, 1, 1),
                valid_to=None,
            )
            for number in (0, 2, 4)
        ),
    )


def kit_findings():
    balances = [
        Balance(item=item(number), batch=batch(number), place=SHELVES[0], quantity=GOODS[number][4])
        for number in (0, 2, 4)
    ]
    return findings_of(kit(), balances, TODAY)
