"""The kinds of amenities a station has, and how a kind is told from a hand-kept name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stationdesk.i18n import N_


class Agent(StrEnum):
    """What an extinguisher is filled with; its service and scrap days hang on it."""

    POWDER = "powder"
    CO2 = "co2"
    WATER = "water"


AGENT_WORDS = {
    Agent.POWDER: N_("Dry powder"),
    Agent.CO2: N_("Carbon dioxide"),
    Agent.WATER: N_("Water-based"),
}


class CapacityUnit(StrEnum):
    """What the capacity of one piece counts."""

    SEATS = "seats"
    OUTLETS = "outlets"
    UMBRELLAS = "umbrellas"
    COMPARTMENTS = "compartments"
    LITRES = "litres"
    PLACES = "places"


CAPACITY_WORDS = {
    CapacityUnit.SEATS: N_("Seats per piece"),
    CapacityUnit.OUTLETS: N_("Outlets per piece"),
    CapacityUnit.UMBRELLAS: N_("Umbrellas per stand"),
    CapacityUnit.COMPARTMENTS: N_("Compartments per piece"),
    CapacityUnit.LITRES: N_("Litres per piece"),
    CapacityUnit.PLACES: N_("Places per piece"),
}


@dataclass(frozen=True, slots=True)
class AmenityKind:
    """A kind: its key for ever, its word, what its capacity counts, and the names it goes by.

    ``capacity`` is what one piece usually offers. ``names`` are fragments of hand-kept names,
    in lower case and half width; the longest one found decides.
    """

    key: str
    word: str
    names: tuple[str, ...]
    capacity_unit: CapacityUnit | None = None
    capacity: int | None = None


_SEATS, _OUTLETS = CapacityUnit.SEATS, CapacityUnit.OUTLETS
KINDS: tuple[AmenityKind, ...] = (
    AmenityKind(
        "first_aid_kit",
        N_("First-aid kit"),
        ("急救箱", "急救药箱", "医药箱", "药箱", "急救包", "急救柜", "急救", "药品箱", "first aid"),
    ),
    AmenityKind("aed", N_("AED"), ("aed", "除颤")),
    AmenityKind("extinguisher", N_("Extinguisher"), ("灭火器", "灭火瓶", "extinguisher")),
    AmenityKind(
        "water_dispenser",
        N_("Water dispenser"),
        (
            "饮水机",
            "直饮机",
            "直饮水",
            "净水器",
            "净水机",
            "开水器",
            "热水器",
            "饮水设备",
            "保温桶",
        ),
    ),
    AmenityKind("microwave", N_("Microwave oven"), ("微波炉", "光波炉", "microwave")),
    AmenityKind("fridge", N_("Fridge"), ("冰箱", "冰柜", "冷藏柜", "冷柜", "fridge")),
    AmenityKind("air_conditioner", N_("Air conditioner"), ("空调", "挂机", "柜机")),
    AmenityKind("fan", N_("Fan"), ("电风扇", "风扇", "吊扇", "落地扇", "壁扇")),
    AmenityKind("cooler", N_("Air cooler"), ("冷气扇", "空调扇", "冷风扇", "冷风机", "水冷扇")),
    AmenityKind(
        "heater",
        N_("Heater"),
        ("取暖器", "电暖器", "暖风机", "油汀", "小太阳", "电暖", "取暖", "暖气"),
    ),
    AmenityKind(
        "charging_strip",
        N_("Charging strip"),
        ("充电插排", "插排", "排插", "插线板", "接线板", "插座", "充电站", "充电器", "充电"),
        _OUTLETS,
        6,
    ),
    AmenityKind(
        "charging_cabinet",
        N_("Charging cabinet"),
        ("充电柜", "充电桩", "换电柜", "手机充电柜", "充电宝柜"),
        _OUTLETS,
        12,
    ),
    AmenityKind("wheelchair", N_("Wheelchair"), ("轮椅", "wheelchair")),
    AmenityKind(
        "table_chairs",
        N_("Table and chairs"),
        ("桌椅", "餐桌", "桌凳", "椅子", "座椅", "凳子", "长椅", "椅", "凳"),
        _SEATS,
        4,
    ),
    AmenityKind("sofa", N_("Sofa"), ("沙发", "sofa"), _SEATS, 3),
    AmenityKind("bed", N_("Bed"), ("折叠床", "行军床", "躺椅", "午休床", "床铺", "床"), _SEATS, 1),
    AmenityKind(
        "bookshelf", N_("Bookshelf"), ("书报架", "书架", "书柜", "阅读架", "报架", "杂志架", "图书")
    ),
    AmenityKind(
        "nursing_table",
        N_("Nursing table"),
        ("母婴护理台", "护理台", "尿布台", "护理床", "婴儿床", "换尿布"),
    ),
    AmenityKind("nursing_room", N_("Nursing room"), ("母婴室", "哺乳室", "母婴间", "育婴室")),
    AmenityKind(
        "toilet", N_("Toilet"), ("卫生间", "厕所", "洗手间", "公厕", "坐便器", "马桶", "蹲便")
    ),
    AmenityKind(
        "toilet_sign",
        N_("Sign to the toilet"),
        ("厕所指引", "公厕指引", "卫生间指引", "如厕指引", "厕所标识", "公厕标识", "厕所指示牌"),
    ),
    AmenityKind(
        "feedback_book",
        N_("Visitors' feedback book"),
        ("我有话说", "意见簿", "意见箱", "留言本", "留言簿", "意见本", "微心愿", "心愿墙"),
    ),
    AmenityKind(
        "service_board",
        N_("Service notice board"),
        ("服务公示", "公示牌", "公示栏", "服务清单", "公告栏", "宣传栏", "展板", "指示牌"),
    ),
    AmenityKind(
        "umbrella_stand",
        N_("Umbrella stand"),
        ("雨伞架", "伞架", "伞桶", "雨伞柜", "借伞机", "共享雨伞", "爱心雨伞"),
        CapacityUnit.UMBRELLAS,
        20,
    ),
    AmenityKind(
        "locker",
        N_("Locker"),
        ("储物柜", "寄存柜", "更衣柜", "存包柜", "保管柜", "文件柜", "柜子"),
        CapacityUnit.COMPARTMENTS,
        12,
    ),
    AmenityKind("washing_machine", N_("Washing machine"), ("洗衣机", "烘干机", "洗鞋机")),
    AmenityKind("printer", N_("Printer"), ("打印机", "复印机", "一体机", "打印", "printer")),
    AmenityKind("computer", N_("Computer"), ("电脑", "自助终端", "自助机", "平板", "笔记本电脑")),
    AmenityKind("wifi", N_("Wireless network"), ("wifi", "wi-fi", "无线网", "路由器", "无线网络")),
    AmenityKind("television", N_("Television"), ("电视", "显示屏", "大屏", "投影")),
    AmenityKind("tool_kit", N_("Tool kit"), ("工具箱", "工具包", "维修工具", "百宝箱", "五金")),
    AmenityKind("pump", N_("Pump"), ("打气筒", "充气泵", "打气泵", "气泵", "充气工具")),
    AmenityKind("sewing_kit", N_("Sewing kit"), ("针线包", "针线盒", "针线")),
    AmenityKind(
        "emergency_light", N_("Emergency light"), ("应急灯", "应急照明", "疏散指示", "安全出口")
    ),
    AmenityKind("ramp", N_("Ramp"), ("无障碍坡道", "坡道", "轮椅坡道", "无障碍通道")),
    AmenityKind("other", N_("Other amenity"), ()),
)
KIND = {kind.key: kind for kind in KINDS}
"""Every kind by its key."""

_POWDER_MARKS = ("干粉", "mfz", "mft", "abc", "mf/")
_CO2_MARKS = ("二氧化碳", "co2", "mt/", "mtt", "mtz")
_WATER_MARKS = ("水基", "msz", "msj", "mswz", "mpz", "泡沫")
_HAN_DIGITS = {"单": 1, "一": 1, "二": 2, "双": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_HAN_DIGITS |= {"七": 7, "八": 8, "九": 9, "十": 10}
_CAPACITY = re.compile(r"(\d{1,3}|[单一二双两三四五六七八九十])\s*(?:人|位|孔|口|格|门|把|座|升|l)")


def kind_of(name: str, model: str = "") -> str:
    """Return the key of the kind that a hand-kept name and model speak of, else ``"other"``.

    The name decides; the model is asked only where the name says nothing.
    """
    return _longest_match(_plain(name)) or _longest_match(_plain(model)) or "other"


def agent_of(name: str, model: str = "") -> Agent | None:
    """Return what an extinguisher of this name and model is filled with, None where unsaid."""
    text = _plain(f"{name} {model}")
    marks = ((Agent.CO2, _CO2_MARKS), (Agent.WATER, _WATER_MARKS), (Agent.POWDER, _POWDER_MARKS))
    return next((agent for agent, signs in marks if any(sign in text for sign in signs)), None)


def capacity_of(kind: str, name: str, model: str = "") -> int | None:
    """Return what one piece offers: as written (三人位, 8位), else as usual for the kind.

    None for kinds whose pieces offer nothing that is counted.
    """
    known = KIND.get(kind, KIND["other"])
    if known.capacity_unit is None:
        return None
    found = _CAPACITY.search(_plain(f"{model} {name}"))
    if found is None:
        return known.capacity
    written = found.group(1)
    return (_HAN_DIGITS.get(written) or int(written)) or known.capacity


def _longest_match(text: str) -> str:
    matches = [(len(part), kind.key) for kind in KINDS for part in kind.names if part in text]
    return max(matches, key=lambda match: match[0])[1] if matches else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
