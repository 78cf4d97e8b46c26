"""The words that station keepers write above the columns of their ledgers, for every field.

A wording is a pattern for a whole heading in its plain form. Of two columns for one field the one
with the higher rank is read; the weight says how strongly the heading speaks for its kind. Where
several patterns fit, the first one counts, so the narrow ones stand above the wide ones.
"""

from __future__ import annotations

from stationdesk.domain.ledgers.feedback_wordings import FEEDBACK_WORDINGS
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.loan_wordings import ISSUE_WORDINGS, LOAN_WORDINGS
from stationdesk.domain.ledgers.roster_wordings import ROSTER_WORDINGS
from stationdesk.domain.ledgers.volunteer_wordings import VOLUNTEER_WORDINGS
from stationdesk.domain.ledgers.wording import Wording, wordings

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

_STOCK = wordings(
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
        r"(?:产品|药品|最近|最早)?(?:有效期|效期|失效期|使用期)|expir(?:y|es|ation)(?:date)?(?:on)?|lastdayofuse|bestbefore|useby",
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
        r"(?:物资|物品|药品|总|件|个|合计)?(?:数量|数目|个数|件数|总数|总量|数)(?:[/及和与、]单位)?|在库|qty\.?|quantity(?:onhand)?|onhand|instock|balance|stock|count",
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
        r"(?:存放|放置|摆放|存储|储存|保管)(?:于|在|情况)?|.{0,3}[柜箱架仓](?:号|位)|place|location|stored(?:at)?|where",
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

_AMENITY = wordings(
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
        r"使用人|领用人|keeper|personincharge|owner",
    ),
    ("keeper", 2, 1, r"责任单位|管理部门|使用部门|责任部门"),
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

WORDINGS: dict[LedgerKind, tuple[Wording, ...]] = {
    LedgerKind.STOCK: _STOCK,
    LedgerKind.AMENITY: _AMENITY,
    LedgerKind.VOLUNTEER: VOLUNTEER_WORDINGS,
    LedgerKind.FEEDBACK: FEEDBACK_WORDINGS,
    LedgerKind.LOAN: LOAN_WORDINGS,
    LedgerKind.ROSTER: ROSTER_WORDINGS,
    LedgerKind.ISSUE: ISSUE_WORDINGS,
}
