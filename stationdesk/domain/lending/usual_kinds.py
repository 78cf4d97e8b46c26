"""Ready-made kinds for what stations lend most, each for goods or amenities that are there.

The days and limits are those seen at stations: an umbrella for three days, glasses and pumps for
use at the station, a wheelchair against a whole phone number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.lending.kinds import Audience, Contact, LoanMode, NewLoanKind, NewPart
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.stock import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualPart:
    """A part that usually belongs; with ``used_for`` it is refilled from goods of that use."""

    name: str
    quantity: int = 1
    used_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualKind:
    """How things of one sort are usually lent.

    A thing is of the sort where its name holds one of ``words``. ``name`` and ``terms`` are
    phrases; without a ``name`` a kind is called as its goods are.
    """

    words: tuple[str, ...]
    code: str
    days: int
    most: int = 1
    name: str = ""
    contact: Contact = Contact.TAIL
    audience: Audience = Audience.VISITORS
    terms: str = ""
    parts: tuple[UsualPart, ...] = ()


USUAL_POOLS = (
    UsualKind(
        words=("雨伞", "伞", "umbrella"),
        code="YS",
        days=3,
        terms=N_(
            "Open it to dry, then bring it back. Lost or broken beyond repair: tell the desk."
        ),
    ),
    UsualKind(words=("老花镜", "花镜", "老花眼镜", "老光镜", "reading glasses"), code="LH", days=0),
    UsualKind(words=("放大镜", "magnif"), code="FDJ", days=0),
    UsualKind(
        words=("充电宝", "移动电源", "power bank"),
        code="CDB",
        days=1,
        contact=Contact.PHONE,
        terms=N_("Do not drop, wet or heat it; stop using it when it swells or grows hot."),
    ),
    UsualKind(words=("充电线", "数据线", "charging cable"), code="CDX", days=0),
    UsualKind(words=("打气筒", "充气泵", "打气", "pump"), code="DQT", days=0),
    UsualKind(words=("雨衣", "雨披", "raincoat"), code="YY1", days=3),
    UsualKind(words=("雨鞋", "雨靴"), code="YX", days=3),
    UsualKind(words=("毛毯", "毯子", "blanket"), code="MT", days=0),
    UsualKind(words=("手电", "电筒", "torch"), code="SDT", days=1),
    UsualKind(words=("拐杖", "助行器", "手杖"), code="GZ", days=3, contact=Contact.PHONE),
    UsualKind(
        words=("螺丝刀", "扳手", "钳", "锤", "卷尺", "电钻", "铁锹", "锄头"), code="", days=1
    ),
)
"""Goods of the stock, the first that fits."""
NOT_LENT = ("一次性", "伞架", "伞袋", "伞套", "电池", "补胎")
"""What is used up, or is no thing to borrow, although its name holds such a word."""

USUAL_PIECES: dict[str, UsualKind] = {
    "wheelchair": UsualKind(
        words=(),
        name=N_("Wheelchair"),
        code="LY",
        days=1,
        contact=Contact.PHONE,
        terms=N_(
            "Try the brakes before use and push slowly on slopes. Fold it only when nobody sits."
        ),
        parts=(
            UsualPart(name=N_("Footrests (pair)")),
            UsualPart(name=N_("Seat cushion")),
            UsualPart(name=N_("Safety belt")),
        ),
    ),
    "tool_kit": UsualKind(
        words=(),
        name=N_("Toolbox"),
        code="GJX",
        days=1,
        contact=Contact.PHONE,
        parts=(
            UsualPart(name=N_("Screwdriver"), quantity=2),
            UsualPart(name=N_("Adjustable spanner")),
            UsualPart(name=N_("Pliers")),
            UsualPart(name=N_("Hammer")),
            UsualPart(name=N_("Tape measure")),
        ),
    ),
    "pump": UsualKind(words=(), name=N_("Bicycle pump"), code="DQT", days=0),
}
"""Lines of the amenity register, by the key of their kind; each is a numbered piece."""

DUTY_KIT = UsualKind(
    words=("百宝箱", "随身包", "巡查包"),
    name=N_("Pocket kit of the person on duty"),
    code="BBX",
    days=0,
    audience=Audience.DUTY,
    parts=(
        UsualPart(name=N_("Sewing kit"), used_for="sewing"),
        UsualPart(name=N_("Sticking plasters"), quantity=10, used_for="first_aid"),
        UsualPart(name=N_("Paper tissues"), quantity=2, used_for="tissue"),
        UsualPart(name=N_("Masks"), quantity=5, used_for="mask"),
        UsualPart(name=N_("Ballpoint pen"), quantity=2, used_for="stationery"),
        UsualPart(name=N_("Charging cable"), used_for="cable"),
    ),
)
"""百宝箱: a line of the register of that name is carried on duty, not lent to visitors."""
PART_WORDS = {"first_aid": ("创可贴", "创口贴"), "stationery": ("笔",), "cable": ("线",)}
"""Goods of these uses refill a part only where their name says the right thing."""


def proposed_pools(
    items: Iterable[Item], code_of: Callable[[str], str], say: Callable[[str], str]
) -> Iterator[NewLoanKind]:
    """Yield a pool for each of the goods that are usually lent.

    ``code_of`` gives a free code for letters or a name; ``say`` a phrase in the user's language.
    """
    for item in items:
        usual = usual_pool(item.title())
        if usual is not None:
            yield _kind_of(usual, item.title(), code_of, say, item=item)


def proposed_pieces(
    amenities: Sequence[Amenity],
    items: Sequence[Item],
    code_of: Callable[[str], str],
    say: Callable[[str], str],
) -> Iterator[NewLoanKind]:
    """Yield a numbered kind for each sort of amenity that is usually lent or carried.

    ``items`` are the goods from which parts can be refilled.
    """
    kits = [each for each in amenities if is_duty_kit(each)]
    sorts = dict.fromkeys(each.kind for each in amenities if each not in kits)
    for sort in sorts:
        if usual := USUAL_PIECES.get(sort):
            yield _kind_of(usual, say(usual.name), code_of, say, refills=items)
    if kits:
        yield _kind_of(DUTY_KIT, say(DUTY_KIT.name), code_of, say, refills=items)


def usual_pool(name: str) -> UsualKind | None:
    """Return how goods of that name are usually lent, None where they are not."""
    lowered = name.casefold()
    if any(word in lowered for word in NOT_LENT):
        return None
    fitting = (kind for kind in USUAL_POOLS if any(word in lowered for word in kind.words))
    return next(fitting, None)


def is_duty_kit(amenity: Amenity) -> bool:
    """Tell whether a line of the register is a kit that somebody on duty carries."""
    return any(word in amenity.name for word in DUTY_KIT.words)


def _kind_of(
    usual: UsualKind,
    name: str,
    code_of: Callable[[str], str],
    say: Callable[[str], str],
    *,
    item: Item | None = None,
    refills: Sequence[Item] = (),
) -> NewLoanKind:
    return NewLoanKind(
        name=name,
        mode=LoanMode.SERIAL if item is None else LoanMode.POOL,
        code=code_of(usual.code or name),
        audience=usual.audience,
        item_id=None if item is None else item.id,
        default_days=usual.days,
        most_per_person=usual.most,
        contact=usual.contact,
        terms=say(usual.terms) if usual.terms else "",
        parts=tuple(_part_of(part, refills, say) for part in usual.parts),
    )


def _part_of(part: UsualPart, refills: Sequence[Item], say: Callable[[str], str]) -> NewPart:
    plain = NewPart(name=say(part.name), quantity=part.quantity)
    words = PART_WORDS.get(part.used_for, ("",))
    for item in refills:
        if item.used_for == part.used_for and any(word in item.name for word in words):
            return replace(plain, item_id=item.id)
    return plain
