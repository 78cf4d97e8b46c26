"""The words above the columns of hand-kept rosters (排班表, 值班表) and sign-in sheets (签到表)."""

from __future__ import annotations

from stationdesk.domain.ledgers.wording import wordings

_DUTY = r"(?:值班|值守|排班|上岗|当班|轮值|在岗|服务|志愿服务|活动|值日|站岗)"
_DAY = r"(?:日期|年月日|日)"
_WHO = r"(?:人员?|员|志愿者|安排|队员|成员)"

ROSTER_WORDINGS = wordings(
    (None, 0, 1, r"序号?|no\.?|№|#|项次|编号|周次|.*(?:电话|手机|联系方式).*|照片"),
    ("date", 5, 1, rf"{_DUTY}?{_DAY}|date"),
    ("weekday", 5, 1, r"星期[几]?|周几|week(?:day)?|dayofweek"),
    (
        "came",
        5,
        4,
        r"签到|到岗|签到时间|(?:到岗|上岗|到达|签到|开始服务|进站)时[间刻]|signedinat|came",
    ),
    (
        "left",
        5,
        4,
        r"签退|离岗|签退时间|(?:离岗|下岗|离开|签退|结束服务|离站)时[间刻]|signedoutat|left",
    ),
    (
        "minutes",
        5,
        3,
        rf"{_DUTY}?(?:服务)?(?:时长|工时|时数|小时数?)(?:\d|合计)?|服务小时|hours|minutes",
    ),
    ("from", 5, 2, rf"{_DUTY}?(?:开始|起始|起|自)(?:时间)?|from|begins"),
    ("to", 5, 2, rf"{_DUTY}?(?:结束|截止|终止|止|至)(?:时间)?|to|ends"),
    ("shift", 5, 4, r"(?:值班|排班)?班次(?:名称)?|班别|班种|(?:值班|值守)时段|班次时间|shift"),
    ("shift", 4, 2, r"时段|班"),
    ("time", 5, 2, rf"{_DUTY}?(?:起止|具体|班次)?时间段?|时间段|起止时间"),
    (
        "names",
        5,
        4,
        rf"{_DUTY}{_WHO}(?:姓名|名单|签[字名]|[一二三四五六\d])*|志愿者(?:姓名|名单)?[一二三四五六\d]?",
    ),
    ("names", 4, 1, r"(?:人员)?姓名|人员|名单|name"),
    ("names", 3, 4, r"值班|值守|带班|带班(?:人员?|领导|干部|站长|长)+"),
    ("post", 5, 2, r"(?:服务|值班|工作)?(?:岗位|点位|岗)(?:职责|安排|分工)?|分工|职责|post"),
    ("post", 4, 1, r"(?:服务|工作|值班)(?:内容|地点|项目|事项)|地点|work"),
    ("note", 4, 0, r"备\s*注|备注.{0,4}|说明|附注|其他|remarks?|notes?"),
    (None, 0, 1, r"签[字名]|签收|交接.*|值班记录|带班.*|审核.*|确认.*|性别|队伍|组别|单位"),
)
