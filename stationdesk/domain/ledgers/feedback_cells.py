"""Cells of a feedback register: what kind of word it is, whether it was answered, how it was rated.

People write these in their own words; what is read here is told in the preview, so that a person
sees what the program took it for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from stationdesk.domain.feedback.entries import Method, Outcome, Solved
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm
from stationdesk.domain.written_dates import is_blank_mark


class Done(Enum):
    """What a cell says about an answer."""

    NOTHING = "nothing"
    YES = "yes"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """Whether an answer was given, and in which words; a mark such as √ has none."""

    done: Done
    words: str = ""


@dataclass(frozen=True, slots=True)
class JudgementReading:
    """What an author said at the call-back; ``reached`` is None where no call-back is told of.

    ``rating`` is 1 to 5, None where none is told; ``understood`` is False for words that tell
    nothing known.
    """

    reached: bool | None = None
    rating: int | None = None
    solved: Solved = Solved.NOT_ASKED
    understood: bool = True


def read_kind(words: str) -> FeedbackKind | None:
    """Return the kind that a register's word means (表扬, 意见建议), None where it means none."""
    plain = _plain(words)
    return next((kind for kind, wording in _KINDS.items() if wording.search(plain)), None)


def kind_of_text(text: str) -> FeedbackKind:
    """Return the kind that what was said sounds like; what sounds like none is a suggestion."""
    plain = _plain(text)
    sounds = (kind for kind, wording in _SOUNDS.items() if wording.search(plain))
    return next(sounds, FeedbackKind.SUGGESTION)


def read_channel(words: str) -> Channel | None:
    """Return the way that a register's word means (留言簿, 便利贴, 12345转办), None if none."""
    plain = _plain(words)
    return next((channel for channel, wording in _CHANNELS.items() if wording.search(plain)), None)


def read_answer(text: str) -> AnswerReading:
    """Read what was done or answered: 已处理, 待办, √, or the answer in its own words."""
    shown = "\n".join(line for part in text.splitlines() if (line := part.strip()))
    plain = _plain(shown).strip(".,;!")
    if _NOT_YET.fullmatch(plain) or _GOING_ON.fullmatch(plain):
        return AnswerReading(Done.NOT_YET, shown)
    if not plain or is_blank_mark(shown) or _EMPTY_MARK.fullmatch(plain):
        return AnswerReading(Done.NOTHING)
    return AnswerReading(Done.YES, "" if _TICK.fullmatch(plain) else shown)


def read_judgement(text: str) -> JudgementReading:
    """Read how satisfied an author was, or what a call-back brought: 基本满意, 未接通, 4分."""
    plain = _plain(text).strip(".,;!")
    if not plain or is_blank_mark(text) or _NOT_CALLED.fullmatch(plain):
        return JudgementReading()
    if _UNREACHED.search(plain):
        return JudgementReading(reached=False)
    rating, solved = _rating_in(plain), _solved_in(plain)
    known = rating is not None or solved is not Solved.NOT_ASKED
    if known or _CALLED.fullmatch(plain):
        return JudgementReading(reached=True, rating=rating, solved=solved)
    return JudgementReading(understood=False)


def outcome_told(kind: FeedbackKind, answer: str) -> Outcome:
    """Return what an answer says was done; without a telling word it was done."""
    if kind is FeedbackKind.PRAISE:
        return Outcome.THANKS
    plain = _plain(answer)
    told = (outcome for outcome, wording in _OUTCOMES.items() if wording.search(plain))
    usual = Outcome.EXPLAINED if kind is FeedbackKind.ENQUIRY else Outcome.DONE
    return next(told, usual)


def method_told(answer: str) -> Method:
    """Return how an answer reached its author; without a telling word it was told at the desk."""
    plain = _plain(answer)
    told = (method for method, wording in _METHODS.items() if wording.search(plain))
    return next(told, Method.IN_PERSON)


def praise_form_told(text: str) -> PraiseForm:
    """Return in which form praise came: a silk banner, a letter, else words."""
    plain = _plain(text)
    told = (form for form, wording in _PRAISE_FORMS.items() if wording.search(plain))
    return next(told, PraiseForm.WORDS)


def is_nobody(name: str) -> bool:
    """Return whether a name only says that the author is not known: 匿名, 无名氏, 不详."""
    return bool(_NOBODY.fullmatch(_plain(name)))


def is_only_a_group(name: str) -> bool:
    """Return whether a name says no more than what sort of visitor it was: 外卖小哥, 一位老人."""
    return bool(_GROUP_ONLY.fullmatch(_plain(name)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _rating_in(plain: str) -> int | None:
    if found := _STARS.match(plain):
        return found[0].count("★") or found[0].count("☆") or None
    if found := _POINTS.fullmatch(plain):
        return int(found["n"])
    return next((rating for rating, wording in _RATINGS if wording.search(plain)), None)


def _solved_in(plain: str) -> Solved:
    return next((solved for solved, words in _SOLVED if words.search(plain)), Solved.NOT_ASKED)


_KINDS = {
    FeedbackKind.PRAISE: re.compile(r"表扬|感谢|点赞|锦旗|好评|致谢|praise|thanks"),
    FeedbackKind.WISH: re.compile(r"心愿|愿望|wish"),
    FeedbackKind.REPORT: re.compile(r"举报|检举|report"),
    FeedbackKind.COMPLAINT: re.compile(r"投诉|抱怨|不满|批评|差评|complaint"),
    FeedbackKind.ENQUIRY: re.compile(r"咨询|询问|问询|查询|疑问|enquiry|inquiry|question"),
    FeedbackKind.HELP: re.compile(r"求助|求决|帮助|帮扶|困难|报修|维修|help"),
    FeedbackKind.SUGGESTION: re.compile(r"建议|意见|提议|建言|献策|suggest"),
}
_SOUNDS = {
    FeedbackKind.REPORT: re.compile(r"举报|检举"),
    FeedbackKind.COMPLAINT: re.compile(r"投诉|态度(?:不好|差|恶劣)|太差|不满|没人管|乱收费|骂人"),
    FeedbackKind.PRAISE: re.compile(r"表扬|感谢|谢谢|点赞|锦旗|真好|很暖心|太贴心|辛苦了"),
    FeedbackKind.WISH: re.compile(r"心愿|想要一|希望有一|想有一|梦想"),
    FeedbackKind.SUGGESTION: re.compile(r"建议|希望|能不能|能否|可不可以|最好"),
    FeedbackKind.ENQUIRY: re.compile(r"请问|咨询|怎么办理|如何|几点|哪里可以|[??]$"),
    FeedbackKind.HELP: re.compile(r"求助|帮忙|帮我|请帮|不会用|坏了|丢了|找不到|没气|没电"),
}
_CHANNELS = {
    Channel.STREET: re.compile(r"街道|街办|社区转|转办|交办|12345|热线|网格|street"),
    Channel.PHONE: re.compile(r"电话|来电|致电|phone"),
    Channel.LETTER: re.compile(r"来信|信件|书信|信函|邮件|letter"),
    Channel.TOUCH: re.compile(r"触摸|触屏|自助|扫码|二维码|小程序|微信|touch"),
    Channel.NOTE: re.compile(r"便利贴|便签|便条|贴纸|留言贴|留言墙|心愿墙|note"),
    Channel.SPOKEN: re.compile(r"口头|当面|现场|来访|面对面|接待|窗口|上门|锦旗|spoken"),
    Channel.BOOK: re.compile(r"留言|意见(?:簿|本|箱)|登记本|书面|本子|book"),
}
_EMPTY_MARK = re.compile(r"[□○_\-?？]+")
_TICK = re.compile(r"[√✓✔☑v●]|是|有|已|好|ok|y|yes|true|done")
_NOT_YET = re.compile(
    r"待.{0,12}|(?:尚|暂|还)?(?:未|没有?)(?:曾|能|予)?"
    r"(?:办|处|解|答|回|落实|完成|销|反馈|整改|受理|归档|联系)?.{0,6}"
    r"|(?:正在|正|拟|计划|已?转|已?上报|已受理|已登记).{0,14}(?:中|待.{0,8})"
    r"|(?:办理|处理|处置|解决|整改|联系|核实|协调|跟进|进行|推进|研究|维修|采购)中"
    r"|否|不|[×✗✘✕x]|n|no|false|open|pending"
)
_GOING_ON = re.compile(
    r"(?!.*(?:已|修好|好了|恢复|办结))(?:还在|仍在|正在|正|在|继续|持续|跟踪)"
    r"(?:办理|办|处理|处置|解决|整改|联系|核实|协调|跟进|推进|研究|维修|报修|采购|沟通|对接|落实|申请|安排"
    r"|督办|督促).{0,12}"
)
"""正在协调街道: what is being done is no answer, unless it tells that it was done."""
_NOT_CALLED = re.compile(
    r"(?:尚|暂|还)?(?:未|没有?|不|待|无需|无须|否)(?:回访|评价|表态|填|评)?|[×✗✘✕x]|no?"
)
_UNREACHED = re.compile(
    r"未接|无人接|没人接|打不通|未打通|关机|停机|空号|联系不上|无法(?:联系|接通)|未联系上|没接"
)
_CALLED = re.compile(
    r"(?:已|均已|当面|电话)*(?:回访|联系|告知|回电|致电|沟通)(?:完毕|过|了|到位|本人)*|[√✓✔☑v]|是|有|已|y|yes|ok"
)
_STARS = re.compile(r"★+|☆+")
_POINTS = re.compile(r"(?P<n>[1-5])(?:\.0+)?(?:分|星|级|颗星)?")
_RATINGS = (
    (1, re.compile(r"(?:很|非常|十分|极|极其|极度|特别|太)不满意|非常差|极差|verydissatisfied")),
    (2, re.compile(r"不(?:太|够|很|怎么)?满意|差评|较差|^差|dissatisfied")),
    (3, re.compile(r"(?:基本|比较|较为|较|还算|尚)满意|一般|还行|还可以|中评|rathersatisfied")),
    (5, re.compile(r"(?:很|非常|十分|特别|极|极其|最|太|相当)满意|非常好|很好|优秀|verysatisfied")),
    (4, re.compile(r"满意|好评|良好|^好$|^优$|satisfied")),
)
"""The narrow words first: 不满意 holds 满意."""
_SOLVED = (
    (Solved.NO, re.compile(r"(?:未|没有?|尚未|并未|不能|无法)(?:得到|予以|完全)?解决|notsolved")),
    (Solved.PARTLY, re.compile(r"(?:部分|基本|大部分)(?:得到)?解决|partlysolved")),
    (Solved.YES, re.compile(r"(?:已|得到|全部|圆满|完全|顺利)解决|^解决|solved")),
)
_OUTCOMES = {
    Outcome.REFERRED: re.compile(
        r"(?:转|移|报)(?:交|送|至|给|到|报)?.{0,8}(?:部门|街道|社区|物业|公司|单位|局|所|中心)"
    ),
    Outcome.CANNOT: re.compile(r"无法|不能|不便|不予|没有条件|暂不(?:具备|考虑|支持)|条件有限"),
    Outcome.PARTLY: re.compile(r"部分(?:解决|落实|采纳)|先行|暂时"),
    Outcome.DONE: re.compile(
        r"已(?:经|全部)?.{0,6}(?:处理|办理|解决|维修|更换|采购|购买|整改|落实|购置|补充|增加|延长|调整)|修好"
    ),
    Outcome.EXPLAINED: re.compile(r"解释|说明|答疑|已?告知|耐心|讲解|解答"),
}
_METHODS = {
    Method.PHONE: re.compile(r"电话|致电|来电|回电"),
    Method.MESSAGE: re.compile(r"短信|微信|信息"),
    Method.LETTER: re.compile(r"回信|书面|信函"),
    Method.BOARD: re.compile(r"公示|张贴|上墙|公告栏|回音壁"),
}
_PRAISE_FORMS = {
    PraiseForm.BANNER: re.compile(r"锦旗"),
    PraiseForm.LETTER: re.compile(r"(?:表扬|感谢)信"),
}
_NOBODY = re.compile(
    r"匿名.{0,3}|无名氏?|未?(?:留|具|署)名|未留(?:姓名|名)|不详|不明|未知|保密|anonymous"
)
_GROUP_ONLY = re.compile(
    r"(?:一位|一名|某|某位|某名|热心|附近|辖区|过路|路过)*"
    r"(?:外卖|快递|环卫|网约车|出租车|建筑|保洁|送餐|骑手|司机|群众|居民|市民|路人|行人|老人|老年人|志愿者|学生|游客|"
    r"业主|住户|阿姨|大爷|大妈|小哥|员工|工人|师傅|人员|员|工|朋友|的)+"
)
