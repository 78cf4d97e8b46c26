"""The words above the columns of loan registers (借用登记表) and of issue records (领用登记表).

They share most words. What makes a loan is that the thing comes back: 借 or 还 stands in at least
one heading, or in the title; 领 says that it does not. The weights of such headings reach
``SPEAKING``.
"""

from __future__ import annotations

from stationdesk.domain.ledgers.wording import wordings

SPEAKING = 4
"""The least weight of a heading that says by itself what the register is about."""

_LEND = r"(?:借用|借出|出借|外借|租借|借伞|借物|借阅|借取|借)"
_BACK = r"(?:归还|返还|退还|交还|送还|收回|还伞|还物|归|还)"
_DAY = r"(?:日期|时间|年月日|日)"
_PEOPLE = r"(?:人员|人|者|方)"
_SIGNED = r"(?:签字|签名|签收|确认)"
_STAFF = r"(?:经办|经手|值班|登记|发放|工作|管理|办理|负责|当班|值守|审批|保管|责任)"

LOAN_WORDINGS = wordings(
    (None, 0, 1, r"序号?|no\.?|№|#|项次|编号|照片|图片"),
    ("due_on", 5, 4, rf"(?:应|预计|预定|约定|计划|拟|最晚|最迟){_BACK}的?{_DAY}?"),
    ("due_on", 5, 4, rf"(?:归还|借用|到)(?:期限|期{_DAY}?)|due(?:on|date)?"),
    ("condition", 5, 4, rf"{_BACK}时?(?:物品)?(?:完好)?(?:状况|程度|完好情况)|归还时?是否完好"),
    ("condition", 4, 1, r"(?:物品)?(?:是否完好|完好(?:情况|程度|与否)|损坏情况|状况)"),
    (None, 0, 1, rf"(?:{_STAFF}|{_BACK}经办|{_BACK}经手){_PEOPLE}?(?:的)?(?:联系)?(?:电话|方式)"),
    ("returned", 4, 5, rf"是否已?{_BACK}.*|已还|归还与否|{_BACK}(?:情况|状态|标记|登记|确认)"),
    (
        "returned",
        4,
        5,
        rf"{_BACK}(?:(?:{_PEOPLE}|经办人|经手人)(?:姓名|{_SIGNED})?|{_SIGNED}|数量?|件数)",
    ),
    ("returned_on", 6, 5, rf"(?:实际|实)?{_BACK}的?(?:日期|年月日|日)|return(?:ed)?(?:on|date)"),
    ("returned_on", 5, 5, rf"(?:实际|实)?{_BACK}的?(?:具体)?时间"),
    ("returned_on", 4, 5, r"归还|还|归|returned"),
    ("lent_on", 6, 4, rf"{_LEND}的?(?:日期|年月日|日)|lent(?:on)?|borrowedon|loandate"),
    ("lent_on", 5, 4, rf"{_LEND}的?(?:具体)?时间"),
    ("lent_on", 5, 2, rf"领用{_DAY}"),
    ("lent_on", 4, 1, r"(?:登记)?(?:日期|时间|年月日)|月日|date|day"),
    ("borrower", 6, 5, rf"{_LEND}用?{_PEOPLE}(?:姓名|名字|及?(?:联系)?电话)?|borrower(?:name)?"),
    ("borrower", 3, 5, rf"{_LEND}用?(?:{_PEOPLE}|单位)?{_SIGNED}|{_LEND}单位"),
    ("borrower", 5, 2, r"领用(?:人员|人)(?:姓名)?"),
    ("borrower", 4, 1, r"(?:使用人|用户|群众|居民|职工|人员)?姓名|使用人|名字|name"),
    (
        "phone",
        5,
        1,
        rf"(?:{_LEND}用?{_PEOPLE}?的?)?(?:联系|手机|移动)?(?:电话|手机|方式|号码?)(?:号码?)?"
        r"(?:[及或]?(?:尾号|后四位|后4位|末四位))?|手机尾号|电话尾号|尾号|phone|mobile|tel",
    ),
    (
        "code",
        5,
        1,
        r"(?:物品|物资|雨伞|爱心伞|伞|工具|轮椅|设备|器材|充电宝|老花镜)(?:编号|号码|号)",
    ),
    (
        "item",
        6,
        4,
        rf"(?:所)?{_LEND}(?:的)?(?:物品|物资|用品|工具|设备|设施|内容|东西|物件|物|品|项目)"
        r"(?:名称|品名|及数量|种类)?|借何物",
    ),
    ("item", 5, 1, r"(?:物品|物资|用品|工具|器材|器具|设备|设施)(?:名称|品名|名|种类)?"),
    ("item", 5, 1, r"名称|品名|物名|领用物品|item|thing"),
    ("pieces", 5, 1, rf"(?:{_LEND}|领用)?(?:数量|件数|把数|个数|数目|数)|qty\.?|quantity|pieces"),
    ("handled_by", 5, 1, rf"{_STAFF}(?:人员|人|员|志愿者)(?:姓名|{_SIGNED})?|志愿者|handledby"),
    ("group", 4, 1, r"(?:人员|借用人|群体|人群|服务对象)(?:类别|类型|身份|职业|群体|分类)"),
    ("group", 4, 1, r"身份|职业|工种"),
    ("deposit", 4, 1, r"押金.*|抵押.*|质押.*"),
    (
        "note",
        4,
        0,
        r"备\s*注|备注.{0,4}|说明|附注|用途|借用(?:原因|事由)|事由|其他|remarks?|notes?",
    ),
    (None, 0, 1, r"单位|规格|规格型号|.*证件.*|.*身份证.*|.*地址|住址|签[字名]|签收|年龄|性别"),
)

_TAKE = r"(?:领用|领取|受领|发放)"
ISSUE_WORDINGS = wordings(
    (None, 0, 1, r"序号?|no\.?|编号|备注|说明|照片"),
    ("item", 5, 1, rf"{_TAKE}?(?:物品|物资|用品|工具)(?:名称)?|名称|品名|{_TAKE}内容"),
    ("receiver", 5, 5, r"(?:领用|领取|领|受领|使用)(?:人|者|方)(?:员|姓名|签字|签名|单位)?"),
    ("receiver", 4, 1, r"(?:使用人|群众|居民)?姓名|名字"),
    ("pieces", 5, 1, rf"{_TAKE}?(?:数量|件数)|数"),
    ("issued_on", 5, 4, rf"{_TAKE}{_DAY}"),
    ("phone", 5, 1, r"(?:联系)?(?:电话|方式)|联系电话|手机号?码?|联系方式"),
    (None, 0, 1, r"单位|规格|规格型号|日期|时间|用途|经办人|发放人|押金|证件.*|身份证.*"),
)
