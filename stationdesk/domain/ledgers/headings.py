"""What a heading means: the words that station keepers write above their columns.

A heading is first brought to a plain form (half-width signs, no spaces or line breaks, what stands
in brackets apart) and then held against the wordings of every field of a kind. The rank says how
well the wording fits: of two columns for one field the higher rank is taken.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.printed_dates import LifeUnit

LONGEST_HEADING = 24
"""Signs in the longest heading; longer texts are sentences."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to write a field: ``field`` is None for columns that are known but not read."""

    field: str | None
    rank: int
    weight: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a heading was taken for; ``weight`` is how strongly it speaks for the kind."""

    field: str | None
    rank: int
    weight: int


@dataclass(frozen=True, slots=True)
class PlainHeading:
    """A heading without spaces, line breaks and marks; ``bracket`` is what stood in brackets."""

    base: str
    bracket: str


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> PlainHeading:
    """Return ``text`` in its plain form: ``数 量\\n（个）`` is 数量 with the bracket 个."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = plain.strip("*★☆●:;,.。、-_#")
    bracket = re.search(r"[(\[【〔{](.*?)[)\]】〕}]?$", plain)
    if not bracket:
        return PlainHeading(plain.lower(), "")
    base = plain[: bracket.start()].strip("*:;") or bracket[1]
    return PlainHeading(base.lower(), bracket[1])


def looks_like_heading(text: str) -> bool:
    """Return whether ``text`` could stand above a column at all."""
    plain = plain_heading(text)
    if not plain.base or len(plain.base) > LONGEST_HEADING:
        return False
    digits = sum(sign.isdigit() for sign in plain.base)
    return 2 * digits < len(plain.base) and not re.search(r"[:;。!?=]", plain.base)


@lru_cache(maxsize=16384)
def match_heading(text: str, kind: LedgerKind) -> HeadingMatch | None:
    """Return what ``text`` means above a column of ``kind``, None where it means nothing known."""
    if not looks_like_heading(text):
        return None
    plain = plain_heading(text)
    for wording in _WORDINGS[kind]:
        if wording.pattern.fullmatch(plain.base):
            return _told_by_bracket(plain, wording)
    return None


def heading_unit(text: str) -> str:
    """Return the unit told in a quantity's heading (``数量（个）``), else an empty text."""
    bracket = plain_heading(text).bracket
    known = re.fullmatch(r"(?:单位:?)?([^\W\d_]{1,3}(?:/[^\W\d_]{1,2})?)", bracket)
    return known[1] if known and known[1] not in _NOT_UNITS else ""


def heading_life_unit(text: str) -> LifeUnit | None:
    """Return what a shelf life is counted in where its heading tells it (``保质期（月）``)."""
    return _LIFE_UNITS.get(plain_heading(text).bracket.removeprefix("单位:"))


def date_part(text: str) -> str:
    """Return ``year``, ``month`` or ``day`` for a sub-heading 年, 月 or 日, else an empty text."""
    return _DATE_PARTS.get(plain_heading(text).base, "")


def status_part(text: str) -> str:
    """Return ``good`` or ``bad`` for a tick column below 状态 (完好 | 损坏), else an empty text."""
    base = plain_heading(text).base
    if re.fullmatch(_GOOD, base):
        return "good"
    return "bad" if re.fullmatch(_BAD, base) else ""


_LIFE_UNITS = {
    "年": LifeUnit.YEAR,
    "月": LifeUnit.MONTH,
    "个月": LifeUnit.MONTH,
    "天": LifeUnit.DAY,
    "日": LifeUnit.DAY,
    "周": LifeUnit.WEEK,
}
_DATE_PARTS = {"年": "year", "月": "month", "日": "day", "年份": "year", "月份": "month"}
_NOT_UNITS = frozenset(
    {"必填", "选填", "实有", "合计", "元", "年", "月", "日", "天", "见注", "账面", "实盘"}
)
_GOOD = r"完好|正常|良好|好|是|在用|能用|可用|合格"
_BAD = r"损坏|故障|停用|坏|否|报废|维修|待修|异常|不合格|不能用|不可用"


def _told_by_bracket(plain: PlainHeading, wording: Wording) -> HeadingMatch:
    if wording.field == "expires" and plain.bracket.removeprefix("单位:") in _LIFE_UNITS:
        return HeadingMatch("shelf_life", 4, wording.weight)
    if wording.field == "quantity" and re.search(r"账面|期初|应有", plain.bracket):
        return HeadingMatch("quantity", 1, wording.weight)
    return HeadingMatch(wording.field, wording.rank, wording.weight)


def _wordings(*lines: tuple[str | None, int, int, str]) -> tuple[Wording, ...]:
    return tuple(
        Wording(field, rank, weight, re.compile(pattern)) for field, rank, weight, pattern in lines
    )


_GOODS = (
    r"(?:爱心|便民|应急|防疫|防汛|防暑|防寒|急救|医疗|医用|办公|日常|生活|库存|储备|消耗|低值易耗|捐赠|入库|盘点|服务)*"
    r"(?:物资|物品|货品|商品|产品|药品|药械|药物|用品|材料|物料|耗材|器材|器械|食品|备品|品|货物|东西|项目)"
)
_THINGS = (
    r"(?:服务|便民|固定|主要|现有|配套|办公|公共|驿站|消防|电器|智能|硬件)*"
    r"(?:设施设备|设备设施|设施|设备|资产|器材|家具|家电|电器|装备|器具|机器|物品|物资|产品|项目|用具|配置)"
)
_DATE = r"(?:日期|时间|年月日?|年份|日|期)"
_UNREAD: tuple[tuple[str | None, int, int, str], ...] = (
    (None, 0, 1, r"序号?|次序|顺序号?|行号|no\.?|№|#|项次|编次|排序"),
    (None, 0, 0, r".*(?:单价|金额|总价|合价|价格|价值|原值|净值|残值|折旧|费用).*|.*元"),
    (None, 0, 0, r".*(?:图片|照片|二维码|签名|签字|盖章|签收).*"),
)

_STOCK = _wordings(
    *_UNREAD,
    (None, 0, 0, r".*(?:期初|上期|上月|上年|年初|月初|累计).*"),
    (
        None,
        0,
        0,
        r".*(?:出库|领用|领取|发放|消耗|支出|借出|使用|减少|报损|损耗|发出|调出|损坏|过期)(?:数量?|量|件数)?",
    ),
    (None, 0, 0, r"(?:本[月期])?(?:盘盈|盘亏|盈亏|差异)(?:数量?|情况)?|差额|相差"),
    (
        None,
        0,
        1,
        r"(?:入库|购入|采购|购买|购置|接收|登记|盘点|检查|领用|出库|发放|到货|验收|捐赠|更新|统计|填报)"
        + _DATE,
    ),
    (
        None,
        0,
        0,
        r"(?:生产|制造|供货?|供应|生产制造)?(?:厂家|厂商|企业|供应商|供货商|品牌|产地)(?:名称)?|供[货应]单位|生产单位",
    ),
    (
        None,
        0,
        0,
        r"(?:经办|登记|领用|领取|保管|责任|负责|管理|盘点|验收|检查|采购|发放)(?:人|人员|员)|.*电话",
    ),
    ("name", 5, 3, rf"(?!单位|人员){_GOODS}名(?:称|字)?"),
    ("name", 5, 3, rf"{_GOODS}"),
    (
        "name",
        5,
        2,
        r"(?:名称|品名|物名|货名|药名|品种|品项|种类名称|通用名称?|item(?:name)?|name|goods|product)",
    ),
    ("name", 4, 3, rf"(?:{_GOODS})?(?:名称|品名|名)(?:[及与和/、]?(?:规格|型号)+)"),
    ("name", 3, 3, r"(?:物资|物品|药品|用品|品种|品目)(?:内容|明细|清单|种类|类型名称)"),
    ("name", 2, 1, r".{0,6}(?:物资|物品|药品|用品|耗材)名称?"),
    (
        "spec",
        5,
        1,
        r"(?:包装|产品|物品|商品|药品|物资)?规格(?:[、/及和与]?(?:型号|尺寸|参数|包装|容量|单位))?|型号规格|规格等级",
    ),
    ("spec", 4, 1, r"型号|尺码|尺寸|款式|型号/规格|容量|剂型|spec(?:ification)?|model|size|参数"),
    ("unit", 5, 2, r"(?:计量|数量|计数|最小|包装|物品|库存|基本)?单位|unit(?:s|ofcount)?|量词"),
    ("minimum", 5, 2, r".*(?:最低|最少|最小|下限|预警|警戒|安全|低限|报警|补货).*"),
    ("minimum", 5, 2, r"min(?:imum)?(?:stock)?|reorderlevel"),
    (
        "target",
        5,
        1,
        r".*(?:最高|最大|最多|上限|目标|应配|应备|应有|定额).*|(?:配备|配置)(?:标准|数量?)|标准(?:数量?|配置|配备|库存)",
    ),
    ("target", 5, 1, r"target(?:stock)?|max(?:imum)?(?:stock)?"),
    (
        "batch_no",
        5,
        1,
        r"(?:生产|产品|药品)?(?:批号|批次号?|批次编号)|lot(?:no\.?)?|batch(?:no\.?|number)?",
    ),
    (
        "made_on",
        5,
        2,
        rf"(?:生产|出厂|制造|灭菌|生产/出厂|出厂/生产){_DATE}|(?:production|manufacture)date|madeon",
    ),
    (
        "shelf_life",
        5,
        2,
        r"保质期(?:限|时间|天数|月数)|保存期限?|保质时[间长]|有效期(?:限|天数|月数)|有效年限|shelflife|保质(?:年限|月数|天数)",
    ),
    (
        "expires",
        6,
        3,
        r".*(?:有效期?|保质期|使用期限?|效期|质保期?|截止)(?:截?止|至|到|截止至?|到期)(?:日期?|时间)?",
    ),
    (
        "expires",
        6,
        3,
        rf"(?:最近|最早|近)?(?:失效|到期|过期|有效|截止|限用|效期|最迟使用)(?:{_DATE})",
    ),
    (
        "expires",
        5,
        3,
        r"(?:产品|药品|最近|最早)?(?:有效期|效期|失效期|使用期)|expir(?:y|es|ation)(?:date)?(?:on)?|bestbefore|useby",
    ),
    ("expires", 3, 2, r"保质期"),
    ("quantity", 9, 2, r".*(?:实盘|实际盘点|盘点|实点|清点)(?:数量?|结果|库存|存量)"),
    ("quantity", 8, 2, r".*(?:期末|月末|本[月期])?(?:结存|结余|余存|余额)(?:数量?|库存|量)?"),
    (
        "quantity",
        7,
        2,
        r".*(?:现存|现有|实有|实存|剩余|剩|在库|实际|目前|期末|月末|年末|现)(?:库存)?(?:数量?|量|件数)|.*现存|.*剩余|.*余量",
    ),
    (
        "quantity",
        6,
        2,
        r".*(?:当前|现有|现|实际|目前|可用|期末)?(?:库存|存量|存货|储备|储存)(?:数量?|总数|总量|量|情况|数目)?",
    ),
    (
        "quantity",
        5,
        2,
        r"(?:物资|物品|药品|总|件|个|合计)?(?:数量|数目|个数|件数|总数|总量|数)|qty\.?|quantity(?:onhand)?|onhand|balance|stock|count",
    ),
    ("quantity", 3, 2, r"(?:账面|帐面|账存|帐存|系统)(?:库存)?(?:数量?|量|结存)?|账面库存"),
    (
        "quantity",
        2,
        1,
        r".*(?:入库|购入|采购|购买|接收|捐赠|收到|领入|到货|配发|收入|增加|购进)(?:数量?|量|件数)",
    ),
    (
        "place",
        5,
        1,
        r"(?:存放|放置|摆放|存储|储存|库存|所在|保管|物品|存货|贮存|仓储|放|存)*(?:位置|地点|地址|场所|处|库位|货位|货架|区域|柜号|仓库|库房|架位|地)",
    ),
    (
        "place",
        5,
        1,
        r"(?:存放|放置|摆放|存储|储存|保管)(?:于|在|情况)?|(?:药|储物)?[柜箱架](?:号|位)|place|location|stored(?:at)?|where",
    ),
    (
        "note",
        5,
        1,
        r"备\s*注|备注.{0,4}|说明|附注|注|其他|其它|情况说明|remarks?|notes?|comments?|memo",
    ),
    ("note", 3, 0, r"用途|使用说明|适用.*|注意事项|状态|状况|完好情况|备考"),
    ("category", 5, 1, r".{0,4}(?:类别|分类|大类|品类|类型|种类|科目|小类)|类|category|class|type"),
    (
        "donor",
        5,
        1,
        r"捐赠(?:单位|人|方|者|来源|企业|人/单位|单位/人|单位或个人)(?:名称)?|捐助.*|donor|donatedby",
    ),
    (
        "source",
        5,
        1,
        r"(?:物资|物品)?(?:来源|来处|获取|取得|获得|配置|入库|购置|采购)?(?:来源|方式|渠道|途径)|source",
    ),
    (
        "code",
        5,
        1,
        r".{0,4}(?:编码|编号|条码|条形码|货号|代码|料号|品号)|code|barcode|sku|itemno\.?",
    ),
)

_AMENITY = _wordings(
    *_UNREAD,
    (
        None,
        0,
        0,
        r".*(?:供应商|供货商|厂家|厂商|生产企业|产地|供货单位|维保单位|维修单位|电话|联系方式|使用年限|寿命).*",
    ),
    (
        None,
        0,
        1,
        r"(?:上次|下次|最近|最后|检查|巡检|检修|维修|维护|保养|盘点|登记|更新|检测|年检|报废|填报|统计).*"
        + _DATE,
    ),
    (
        None,
        0,
        0,
        r"(?:完好|正常|损坏|故障|在用|停用|报废|应配|标准|需求|缺少|缺口|配备)(?:台数|数量?|率|个数|要求|标准)",
    ),
    (
        None,
        0,
        0,
        r"(?:检查|维修|维护|保养|检修|巡检)(?:记录|内容|周期|频次|次数|情况|人|结果)|是否(?:达标|必备|需要.*)",
    ),
    ("name", 5, 4, rf"(?!单位|人员)(?:{_THINGS})(?:名称|名字|名|品名)"),
    (
        "name",
        5,
        4,
        r"(?:设施设备|设备设施|设施|设备|资产|器材|服务设施|便民设施|家具|家电|电器|装备|配套设施|固定资产)",
    ),
    (
        "name",
        5,
        1,
        r"名称|品名|物名|项目|项目名称|物品|物资|用品|item(?:name)?|name|equipment|asset|amenity|facility",
    ),
    (
        "name",
        4,
        4,
        r"(?:设施|设备|资产|器材|物品)(?:设备|设施)?(?:名称)?(?:[及与和/、](?:规格|型号|配置|内容)+)",
    ),
    (
        "name",
        3,
        3,
        r"(?:设施|设备)(?:设备|设施)?(?:明细|清单|内容|项目|种类)|配置(?:项目|内容|设施)",
    ),
    (
        "model",
        6,
        2,
        r"(?:设备)?(?:品牌|厂牌|牌号)(?:[、/及和与]?(?:规格|型号))+|(?:规格|型号)[、/及和与]?品牌",
    ),
    (
        "model",
        5,
        1,
        r"(?:设备|产品|资产)?(?:规格|型号)(?:[、/及和与]?(?:规格|型号|参数|尺寸|配置))?|参数|配置|spec(?:ification)?|(?:brand(?:and|/)?)?model",
    ),
    ("model", 4, 1, r"品牌|厂牌|牌子|brand|make"),
    (
        "serial",
        5,
        1,
        r".*(?:出厂编?号|序列号|机身号|机号|产品编号|sn码?|s/n)|serial(?:no\.?|number)?",
    ),
    ("code", 5, 1, r".{0,6}(?:编码|编号|条码|代码|标签号|卡号)|code|assetno\.?|assettag"),
    ("quantity", 7, 1, r"(?:现有|实有|实际|现存|在用|目前|盘点|实盘)(?:台数|数量?|件数|个数|总数)"),
    ("quantity", 6, 2, r"台数|台套数?|台件数|套数|台/套数?|台\(套\)数?"),
    (
        "quantity",
        5,
        1,
        r"(?:设施|设备|资产|总|件|配置|配备)?(?:数量|数目|个数|件数|总数|数)|qty\.?|quantity|count",
    ),
    ("quantity", 3, 1, r"账面(?:数量?|台数)|库存(?:数量?)?"),
    ("unit", 5, 1, r"(?:计量|数量|计数)?单位|unit(?:ofcount)?"),
    (
        "since",
        6,
        3,
        r"(?:启用|投用|投入使用|开始使用|使用|安装|投放|设置|启用/购置|购置/启用|上线|起用|运行)"
        + _DATE,
    ),
    (
        "since",
        5,
        3,
        r"(?:购置|购买|购入|采购|取得|入账|配备|配置|配发|到货|进场|入库|接收|购进|建成|登记入账)"
        + _DATE,
    ),
    (
        "since",
        4,
        2,
        r"inservicesince|since|installed(?:on)?|purchased(?:on)?|purchasedate|启用|购置年份|年份",
    ),
    (
        "working",
        6,
        3,
        r".*(?:使用|运行|完好|设备|设施|工作|当前|目前|现|运转|功能)(?:状态|状况|情况|程度|与否)",
    ),
    (
        "working",
        6,
        3,
        r"(?:目前|当前)?(?:状态|状况|现状|情况)|是否(?:完好|正常|可用|能用|在用|损坏|正常使用|好用).*|能否.*使用|完好|完好度|成色",
    ),
    ("working", 6, 3, r"working(?:ornot)?|status|condition|state"),
    (
        "warranty",
        5,
        2,
        r"(?:保修|质保|维保|三包)(?:期|期限|期至|至|到期|截止|截止日期|到期日|到期日期|期止|日期|有效期|期限至)|warranty(?:until)?",
    ),
    (
        "keeper",
        5,
        2,
        r"(?:第一|直接|管护|管理|保管|设备|维护|安全|日常|使用)?(?:责任人|负责人|管理人员?|管理员|保管人|保管员|管护人|维护人|责任到人|看护人|专管员)(?:员|姓名)?",
    ),
    (
        "keeper",
        3,
        1,
        r"使用人|领用人|keeper|personincharge|owner|责任单位|管理部门|使用部门|责任部门",
    ),
    ("place", 5, 2, r"(?:安装|放置|摆放|设置|布设|安放|所处)(?:位置|地点|地址|场所|区域|处|部位)?"),
    (
        "place",
        5,
        1,
        r"(?:存放|使用|所在|配置|设备|设施|投放|现放|具体|空间)*(?:位置|地点|区域|场所|房间|楼层|地址|方位|点位|部位|处)|place|location|room|where",
    ),
    ("place", 4, 1, r"存放.*"),
    (
        "category",
        5,
        1,
        r".{0,4}(?:类别|分类|大类|品类|类型|种类|功能区|小类)|类|category|class|type",
    ),
    (
        "source",
        5,
        1,
        r".{0,4}(?:来源|取得方式|获取方式|购置方式|配置方式|捐赠单位|捐赠人|资金来源)|source|donor",
    ),
    (
        "note",
        5,
        1,
        r"备\s*注|备注.{0,4}|说明|附注|注|其他|其它|情况说明|remarks?|notes?|comments?|memo",
    ),
    ("note", 3, 0, r"用途|功能|服务内容|使用说明|注意事项|备考"),
)

_PERSON = (None, 0, 1, r"序号?|no\.?|编号|备注|说明|照片")
_VOLUNTEER = _wordings(
    _PERSON,
    ("name", 5, 2, r"(?:志愿者?|队员|成员|服务者)?姓名|志愿者(?:名称|名字)?|name"),
    ("sex", 5, 2, r"性别|sex|gender"),
    ("born", 5, 2, r"(?:出生|生日)(?:日期|年月日?|时间)?|年龄"),
    ("id_number", 5, 3, r"(?:居民)?(?:身份证|证件)(?:号码?|编号)?|身份证件号?码?"),
    (
        "phone",
        5,
        2,
        r"(?:联系|手机|移动)?(?:电话|手机|方式|号码?)(?:号码?)?|联系方式|手机号码?|phone|mobile",
    ),
    ("skills", 5, 2, r"(?:个人|专业|服务|技能)?(?:特长|技能|专长|技能证书|资质|服务类型|服务意向)"),
    (
        "availability",
        5,
        3,
        r"(?:可|可以|空闲|可提供)?(?:服务|空闲|志愿|参与)(?:时间|时段|日期|时长)|时间段",
    ),
    ("since", 5, 2, r"(?:加入|注册|入队|登记|报名)(?:日期|时间|年月)"),
    (
        None,
        0,
        1,
        r"政治面貌|民族|学历|文化程度|职业|住址|家庭住址|工作单位|所属.*|紧急联系人|志愿者编号|服务时长|是否党员|职务|籍贯",
    ),
)
_FEEDBACK = _wordings(
    _PERSON,
    ("date", 5, 1, r"(?:登记|反映|反馈|受理|留言|提出|接收|记录|来访)?(?:日期|时间)"),
    (
        "author",
        5,
        1,
        r"(?:反映|反馈|留言|来访|诉求|提出|投诉|登记|建议)(?:人|者)(?:姓名)?|姓名|群众姓名",
    ),
    ("author_group", 5, 2, r"(?:人员|反映人|群体|人群)?(?:身份|类别|群体|人群)|职业"),
    ("kind", 5, 2, r"(?:诉求|反映|意见|问题|反馈|事项|留言)(?:类别|类型|分类|性质)|类型|类别"),
    (
        "text",
        5,
        4,
        r"我有话说|(?:反映|诉求|意见|建议|反馈|留言|问题|投诉|心愿|事项)(?:建议|诉求)?(?:内容|事项|描述|问题|详情|情况)|意见建议|意见和建议|诉求|内容|心声|微心愿",
    ),
    (
        "answer",
        5,
        4,
        r"(?:办理|处理|处置|答复|回复|解决|落实|整改)(?:结果|情况|意见|内容|措施|进度|状态)|答复|回复|是否(?:办结|解决|答复|回复)",
    ),
    ("answered_on", 5, 3, r"(?:答复|回复|办结|处理|解决|办理|完成)(?:日期|时间|时限)"),
    ("rating", 5, 3, r"(?:群众)?满意(?:度|情况|与否)?|是否满意|评价|回访(?:情况|结果|评价)?"),
    (
        None,
        0,
        1,
        r"(?:联系)?(?:电话|方式)|联系电话|联系方式|承办人|处理人|受理人|登记人|责任人|经办人|地址|来源渠道",
    ),
)
_LOAN = _wordings(
    _PERSON,
    (
        "item",
        5,
        1,
        r"(?:借用|借出|出借|租借|领用|领取|发放)?(?:物品|物资|用品|工具|雨伞)(?:名称)?|名称|品名|领用内容|借用内容",
    ),
    (
        "borrower",
        5,
        5,
        r"(?:借用|借|领用|领取|借物|使用|受领|借伞)(?:人|者|方)(?:员|姓名|签字|签名|单位)?",
    ),
    ("pieces", 5, 1, r"(?:借用|借出|领用|领取|发放)?(?:数量|件数)|数"),
    ("lent_on", 5, 4, r"(?:借用|借出|出借|领用|领取|借|发放|外借)(?:日期|时间)"),
    ("due_on", 5, 4, r"(?:应|预计|约定|计划|拟)(?:归还|还|归还的)(?:日期|时间)"),
    (
        "returned_on",
        5,
        5,
        r"(?:实际)?(?:归还|还|归还入库|退还|交还)(?:日期|时间|情况|数量|签字|人|人签字|状态)|是否归还|归还",
    ),
    ("phone", 5, 1, r"(?:联系)?(?:电话|方式)|联系电话|手机号?码?|联系方式"),
    (None, 0, 1, r"单位|规格|规格型号|日期|时间|用途|经办人|发放人|押金|证件.*|身份证.*"),
)
_ROSTER = _wordings(
    ("date", 5, 1, r"(?:值班|值守|排班|上岗|服务|轮值)?(?:日期|时间|日)|星期|周次|week|date"),
    (
        "shift",
        5,
        4,
        r"班次|时段|值班时段|(?:早|中|晚|白|夜|上午|下午|正|副|全天|午)班?(?:\d{1,2}.*)?|上午|下午|晚上|时间段",
    ),
    (
        "person",
        5,
        4,
        r"(?:值班|值守|带班|值日|上岗|当班|轮值|站岗|排班)(?:人|人员|员|志愿者|领导|姓名|站长|干部|长|电话)+|值班|带班",
    ),
    ("weekday", 5, 4, r"(?:周|星期|礼拜)[一二三四五六日天]"),
    (None, 0, 1, r"序号|备注|联系电话|电话|签到|签字|签退|岗位|姓名|交接.*|值班记录|地点"),
)

_WORDINGS: dict[LedgerKind, tuple[Wording, ...]] = {
    LedgerKind.STOCK: _STOCK,
    LedgerKind.AMENITY: _AMENITY,
    LedgerKind.VOLUNTEER: _VOLUNTEER,
    LedgerKind.FEEDBACK: _FEEDBACK,
    LedgerKind.LOAN: _LOAN,
    LedgerKind.ROSTER: _ROSTER,
}
