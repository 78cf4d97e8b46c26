"""The goods of a station: what they are for, and what an item of the ledger must say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from stationdesk.domain.ids import ItemId, PlaceId

USED_FOR: dict[str, str] = {
    "umbrella": N_("Umbrellas"),
    "reading_glasses": N_("Reading glasses"),
    "magnifier": N_("Magnifiers"),
    "sewing": N_("Sewing things"),
    "stationery": N_("Stationery"),
    "tool": N_("Tools"),
    "pump": N_("Pumps"),
    "cable": N_("Charging cables"),
    "first_aid": N_("First-aid goods"),
    "medicine": N_("Medicines"),
    "drinking_water": N_("Drinking water"),
    "cups": N_("Cups"),
    "reading": N_("Books and papers to read"),
    "mask": N_("Masks"),
    "tissue": N_("Paper tissues"),
    "cleaning": N_("Cleaning and hygiene"),
    "cooling": N_("Against the heat"),
    "warming": N_("Against the cold"),
    "raincoat": N_("Raincoats"),
    "other": N_("Other goods"),
}
"""What goods are for: the keys that rules and standards name, each with its words."""

HANDY_KIT = frozenset(
    {"sewing", "stationery", "tool", "pump", "cable", "tissue", "mask", "raincoat", "magnifier"}
)
"""百宝箱: the kinds a handy kit is made of where a standard names no list of its own."""

_KEYWORDS: dict[str, str] = {
    "medicine": "藿香正气 风油精 清凉油 花露水 仁丹 人丹 十滴水 感冒 退烧药 布洛芬 速效救心 "
    "硝酸甘油 晕车 云南白药 红花油 止泻 蒙脱石 药膏 胶囊 颗粒 口服液 板蓝根 含片 润喉 驱蚊 药品",
    "first_aid": "创可贴 创口贴 绷带 纱布 棉签 碘伏 碘伏消毒液 碘酒 碘酊 酒精 双氧水 三角巾 止血 "
    "胶布 医用胶带 体温计 体温枪 额温 血压 退热贴 退烧贴 冰袋 急救 敷料 敷贴 镊子 医用手套 烧伤膏 "
    "烫伤膏 生理盐水 急救毯 棉球 脱脂棉 血氧 血糖 医用剪刀 冷敷 呼吸面罩 医用别针",
    "mask": "口罩",
    "umbrella": "雨伞 伞",
    "raincoat": "雨衣 雨披 雨鞋 雨靴",
    "reading_glasses": "老花镜 花镜 老花眼镜 老光镜",
    "magnifier": "放大镜",
    "sewing": "针线 缝纫 纽扣 缝衣 别针 顶针",
    "stationery": "签字笔 笔 橡皮擦 便签 便利贴 本子 胶水 胶带 订书 剪刀 文具 信封 打印纸 复印纸 "
    "A4 计算器 印泥 印台 回形针 文件夹 文件袋 档案盒 固体胶 直尺",
    "tool": "螺丝刀 螺丝批 起子 扳手 钳 锤 工具 卷尺 手电 电筒 内六角 手套 补胎 撬胎 美工刀 指甲刀 "
    "指甲剪 绝缘 电笔",
    "pump": "打气筒 充气泵 气筒 打气",
    "cable": "充电线 数据线 充电宝 充电器 充电头 转接头 移动电源",
    "drinking_water": "桶装水 矿泉水 纯净水 饮用水 瓶装水 山泉水 苏打水 饮用",
    "cups": "纸杯 水杯 杯子 一次性杯 杯",
    "cleaning": "消毒湿巾 酒精湿巾 消毒液 消毒片 消毒水 84 垃圾袋 洗手液 免洗 洗洁精 肥皂 香皂 "
    "洗衣 抹布 毛巾 拖把 扫帚 扫把 簸箕 清洁 洁厕 橡胶手套 消毒 除臭 杀虫 玻璃水",
    "tissue": "抽纸 纸巾 湿巾 卫生纸 卷纸 面巾 手帕纸 餐巾纸 擦手纸",
    "reading": "图书 书籍 报纸 杂志 期刊 绘本 读本 书刊 读物",
    "cooling": "绿豆 冰块 扇子 蒲扇 折扇 防暑 清凉 降温 盐汽水 冰袖 小风扇 电解质 凉茶 冰巾 酸梅",
    "warming": "暖宝宝 暖贴 热水袋 毛毯 棉衣 围巾 棉帽 暖手 姜茶 姜汤 保暖 棉手套 大衣 护膝 防寒",
}
_NOT_GOODS = ("伞架", "伞袋", "伞套")
_MEANINGS = {word: key for key, words in _KEYWORDS.items() for word in words.split()}

_CATEGORIES: dict[str, str] = {
    "umbrella": N_("Goods to borrow"),
    "reading_glasses": N_("Goods to borrow"),
    "magnifier": N_("Goods to borrow"),
    "raincoat": N_("Goods to borrow"),
    "sewing": N_("Handy kit"),
    "stationery": N_("Handy kit"),
    "tool": N_("Handy kit"),
    "pump": N_("Handy kit"),
    "cable": N_("Handy kit"),
    "first_aid": N_("First aid and medicines"),
    "medicine": N_("First aid and medicines"),
    "drinking_water": N_("Drinking water and cups"),
    "cups": N_("Drinking water and cups"),
    "mask": N_("Cleaning and hygiene"),
    "tissue": N_("Cleaning and hygiene"),
    "cleaning": N_("Cleaning and hygiene"),
    "reading": N_("Books and papers to read"),
    "cooling": N_("Goods of the season"),
    "warming": N_("Goods of the season"),
    "other": N_("Other goods"),
}
_WARN_DAYS = {"first_aid": 90, "medicine": 90}
USUAL_WARN_DAYS = 30
LONGEST_NAME = 100
LONGEST_WARNING_DAYS = 3650


def used_for_of(name: str, spec: str = "", category: str = "") -> str:
    """Return the key of ``USED_FOR`` that fits best, ``"other"`` where nothing does.

    The name speaks first, then the spec, then the category; within one of them the longest word
    that is known wins, so that 消毒湿巾 is for cleaning although 湿巾 are tissues.
    """
    for text in (name, spec, category):
        if key := _meaning_of(text):
            return key
    return "other"


def usual_category(used_for: str) -> str:
    """Return the phrase of the category under which goods for ``used_for`` are usually kept."""
    return _CATEGORIES[used_for]


def usual_warn_days(used_for: str) -> int:
    """Return how many days ahead an expiry is usually told: 90 for first aid, else 30."""
    return _WARN_DAYS.get(used_for, USUAL_WARN_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item as it was typed in.

    What is left open is filled in when the item is kept: ``code`` the next free one,
    ``used_for`` from the name, ``category`` and ``warn_days`` the usual ones, ``since`` today.
    """

    name: str
    unit: str
    spec: str = ""
    category: str = ""
    used_for: str | None = None
    place_id: PlaceId | None = None
    minimum: int = 0
    target: int = 0
    tracks_expiry: bool = False
    warn_days: int | None = None
    note: str = ""
    code: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What other items bear already: codes, and name with spec and unit of those in use."""

    codes: Collection[str]
    identities: Mapping[tuple[str, str, str], str]
    """(name, spec, unit) of an item that is not archived, and its code."""


def identity(name: str, spec: str, unit: str) -> tuple[str, str, str]:
    """Return what must be different between two items."""
    return (name.strip(), spec.strip(), unit.strip())


def problems_of_item(wish: NewItem, taken: Taken, *, itself: ItemId | None) -> Iterator[Problem]:
    """Tell why ``wish`` cannot be kept; ``taken`` leaves out the item that is being changed.

    ``itself`` is None for a new item.
    """
    yield from _problems_of_name(wish, taken)
    if not wish.unit.strip():
        yield Problem("unit", N_("Write the unit in which the item is counted."))
    if wish.code.strip() in taken.codes:
        phrase = N_("The code {code} belongs to another item.")
        yield Problem("code", phrase, {"code": wish.code.strip()})
    elif itself is not None and not wish.code.strip():
        yield Problem("code", N_("An item keeps its code."))
    if wish.used_for is not None and wish.used_for not in USED_FOR:
        yield Problem("used_for", N_("Choose what the item is for."))
    yield from _problems_of_levels(wish)


def _problems_of_name(wish: NewItem, taken: Taken) -> Iterator[Problem]:
    name = wish.name.strip()
    if not name:
        yield Problem("name", N_("Write the name of the item."))
    elif len(name) > LONGEST_NAME:
        phrase = N_("The name of an item has at most {most} characters.")
        yield Problem("name", phrase, {"most": LONGEST_NAME})
    elif code := taken.identities.get(identity(wish.name, wish.spec, wish.unit)):
        phrase = N_("{code} has the same name, spec and unit.")
        yield Problem("name", phrase, {"code": code})


def _problems_of_levels(wish: NewItem) -> Iterator[Problem]:
    if wish.minimum < 0 or wish.target < 0:
        yield Problem("minimum", N_("Minimum and target are zero or more."))
    elif 0 < wish.target < wish.minimum:
        yield Problem("target", N_("The target is at least the minimum."))
    if wish.warn_days is not None and not 0 <= wish.warn_days <= LONGEST_WARNING_DAYS:
        phrase = N_("Warn between 0 and {most} days ahead.")
        yield Problem("warn_days", phrase, {"most": LONGEST_WARNING_DAYS})


def _meaning_of(text: str) -> str | None:
    if any(word in text for word in _NOT_GOODS):
        return None
    upper = text.upper()
    known = [word for word in _MEANINGS if word in upper]
    return _MEANINGS[max(known, key=len)] if known else None
