"""A shelf of kept and found things for tests; all people are invented."""

from datetime import timedelta

from stationdesk.domain.keeping.found import CheckQuestion, Claim, NewFoundThing
from stationdesk.domain.keeping.kept import HandOver, NewKeptThing
from tests.conftest import TODAY

QUESTIONS = (
    CheckQuestion(question="钥匙扣是什么颜色？", answer="绿色"),
    CheckQuestion(question="一共几把？", answer="三把"),
)
SECRETS = ("骆清平", "13912345678", "5678", "luoqingping", "lqp")
"""What no audit line may ever tell of the people below."""


def ago(days):
    return TODAY - timedelta(days=days)


def key(on=TODAY, **fields):
    known = {
        "kind": "key",
        "description": "绿色钥匙扣三把",
        "owner_name": "骆清平",
        "owner_phone": "139 1234 5678",
        "on": on,
    }
    return NewKeptThing(**known | fields)


def fetched(on=TODAY, **fields):
    return HandOver(**{"on": on, "to": "骆清平", "proof": "手机尾号相符"} | fields)


def found(on=TODAY, **fields):
    known = {
        "kind": "bag",
        "description": "黑色双肩包",
        "found_where": "大厅东侧座椅",
        "on": on,
        "finder_name": "卓一鸣",
        "finder_phone": "13700001111",
    }
    return NewFoundThing(**known | fields)


def claimed(on=TODAY, **fields):
    known = {"on": on, "to": "骆清平", "proof": "说出包内物品", "phone": "13912345678"}
    return Claim(**known | fields)
