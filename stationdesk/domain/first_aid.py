"""What a first-aid kit holds where nobody said otherwise; a station changes it as it likes.

The quantities for dressings are those of the Hong Kong regulation Cap. 509A for 10 to 49 workers,
the only list with numbers that could be confirmed (mainland GBZ 1-2010 8.3.3 asks for a kit
"according to need"). What Chinese stations keep beside it is marked as customary. Medicines to
swallow are not part of the kit: staff hand none out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stationdesk.i18n import N_


class Origin(StrEnum):
    """Where a line of the template comes from."""

    CAP_509A = "cap_509a"
    OPTIONAL = "optional"
    CUSTOMARY = "customary"


ORIGIN_WORDS: dict[Origin, str] = {
    Origin.CAP_509A: N_("Hong Kong Cap. 509A, 10 to 49 workers (for reference)"),
    Origin.OPTIONAL: N_("Optional in Cap. 509A"),
    Origin.CUSTOMARY: N_("Usual in stations"),
}
SOURCE_NOTE = N_(
    "Suggested contents, to be changed as the station needs: dressings after Hong Kong Cap. 509A "
    "(10 to 49 workers), with what stations usually keep. No mainland list of quantities is "
    "binding; GBZ 1-2010 8.3.3 asks for contents according to need."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    """One line: the item as it is usually named and counted, and how much of it."""

    name: str
    spec: str
    unit: str
    quantity: int
    expires: bool
    origin: Origin


def _line(
    name: str, spec: str, unit: str, quantity: int, origin: Origin, *, expires: bool = True
) -> TemplateLine:
    return TemplateLine(
        name=name, spec=spec, unit=unit, quantity=quantity, expires=expires, origin=origin
    )


FIRST_AID_KIT: tuple[TemplateLine, ...] = (
    _line("急救指引", "", "份", 1, Origin.CAP_509A, expires=False),
    _line("无菌纱布敷料", "小号", "片", 6, Origin.CAP_509A),
    _line("无菌纱布敷料", "中号", "片", 3, Origin.CAP_509A),
    _line("创可贴", "混合规格", "片", 12, Origin.CAP_509A),
    _line("三角巾", "", "条", 2, Origin.CAP_509A),
    _line("氧化锌胶布", "", "卷", 1, Origin.CAP_509A),
    _line("医用棉花", "30g", "包", 3, Origin.CAP_509A),
    _line("压力绷带", "", "卷", 3, Origin.CAP_509A),
    _line("安全别针", "", "包", 1, Origin.CAP_509A, expires=False),
    _line("医用剪刀", "", "把", 1, Origin.OPTIONAL, expires=False),
    _line("一次性医用手套", "", "双", 4, Origin.OPTIONAL),
    _line("碘伏消毒液", "100ml", "瓶", 1, Origin.CUSTOMARY),
    _line("医用酒精棉片", "50片/盒", "盒", 1, Origin.CUSTOMARY),
    _line("医用棉签", "", "包", 2, Origin.CUSTOMARY),
    _line("退热贴", "", "片", 4, Origin.CUSTOMARY),
    _line("体温计", "电子", "支", 1, Origin.CUSTOMARY, expires=False),
    _line("一次性医用口罩", "", "个", 10, Origin.CUSTOMARY),
)
KIT_NAME = N_("First-aid kit")
