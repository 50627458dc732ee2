"""What a clause tells: a wish, a question, a complaint, a call for help, what was had, a remark."""

import re
from typing import Final

from linqiao.core.intake import lexicon
from linqiao.core.intake.clause import DONE, Clause, blank

TOKENS_MAX: Final = 200  # things in one clause; a person reads what holds more
BREATH_LENGTH: Final = 30  # characters; a clause so long without a mark was dictated
_RECEIVED: Final = re.compile(r"收到|领到|拿到|取到|送到了|已取|已领|到货")
_HAD: Final = re.compile(
    r"(?:还有|已有|有了|家里有|家中有|有的是|够了|够吃|没吃完|没用完|没喝完|"
    r"吃不完)[了呢的,，。;；\s]*$"
)
_PAST: Final = re.compile(
    r"才吃|吃了|寄了|送了我|给了我|上礼拜|上星期|上周|寄来|刚在|翻出|上次|上回|上一?[批轮]|昨天|"
    r"前天|昨晚|早上|刚才|收到|发来|"
    r"送来|拿到|"
    r"领到|到手"
)
_TOLD: Final = re.compile(
    r"收到|领到|拿到|取到|寄了|送了我|给了我|寄来|翻出来|找到|送来|发来|发的|给的|吃|说|够|少了|"
    r"多了"
)
_SAME_KIND: Final = re.compile(r"那种|那个|那款|同样|一样|牌子|包装|再")
_DATE: Final = re.compile(
    r"(?<!\d)(?:1[0-2]|0?[1-9])[/.月-](?:3[01]|[12]\d|0?[1-9])[日号]?\s*(?:周.|星期.)?\s*"
    r"(?:早上?|上午|中午|下午|晚上?|\d{1,2}[:点])"
)
# What is at home already: 家里还有一桶没开封.
_STOCKED: Final = re.compile(
    r"(?:家里|家中|屋里|屋头|手头|手里|手上|冰箱里?|柜子?里|阳台上?)[^,，。]{0,4}(?:有|剩|存|囤|"
    r"放着)|"
    r"没开封|没拆封|没动过"
)
_ASKED: Final = re.compile(r"要|订|买|来|加|再|给我|帮|带")
_CARRIED: Final = re.compile(r"把[^,，。]{2,16}?[扛搬送拎提背抬](?:上|到|来|下|进)")
_JOKE: Final = re.compile(r"开玩笑|逗你|闹着玩")
_NOTED: Final = re.compile(r"(?<=[\s,，])收到[了哦啦]?\s*$")  # 收到 at the end: understood
_WISHES: Final = re.compile(r"要|订|买|来|加|再|带|报|登记")
_EMERGENCY: Final = frozenset({110, 119, 120, 122, 12345, 12320})


def told_together(clauses: list[Clause]) -> None:
    """``上次买的土豆5斤、青菜2斤都收到啦``, ``鸡蛋已收到，一个没碎``: what is told of one thing is
    told of what stands beside it in the line.
    """
    for place, clause in enumerate(clauses):
        if clause.kind != "had" or clause.text.endswith("\n"):
            continue
        for later in clauses[place + 1 : place + 2]:
            if later.kind == "wish" and not later.has("goods") and not _WISHES.search(later.text):
                later.kind, later.tokens = "had", []
    for place in range(len(clauses) - 1, 0, -1):
        clause, before = clauses[place], clauses[place - 1]
        if clause.kind == "had" and before.kind == "wish" and before.text[-1:] in ("、", ","):
            told = [one for one in clauses[:place] if _PAST.search(one.text)]
            if told and before.has("goods") and not before.text.endswith("\n"):
                before.kind, before.tokens = "had", []


def kind_of(clause: Clause) -> str:
    """Why a clause holds no wish, or ``wish``, or ``doubt`` where it may be either."""
    text = clause.text
    if len(clause.tokens) > TOKENS_MAX:
        return "doubt"
    spoken = blank(
        text,
        [
            (t.start, t.end)
            for t in clause.tokens
            if t.kind == "quantity" and text[t.start : t.end].strip("?")
        ],
    )
    if (
        lexicon.QUESTION.search(spoken)
        and not _speaks_on(clause)
        and not (
            clause.has("goods")
            and (clause.has("quantity") or _asks_to_cancel(text))
            and _polite(text)
        )
    ):
        return "question"
    if _JOKE.search(text):
        return "doubt"
    if lexicon.BETWEEN_NEIGHBOURS.search(text):
        return "question"
    grieved = lexicon.GRIEVANCE.search(text) and not clause.has("quantity")
    if (lexicon.COMPLAINT.search(text) or grieved) and not clause.has("cancel"):
        return "doubt" if not grieved and _orders_before_complaining(clause) else "complaint"
    told = _PAST.search(text) and _TOLD.search(text) and not _SAME_KIND.search(text)
    if clause.has("quantity") and not clause.has("goods") and told:
        return "had"
    if clause.has("quantity") and _STOCKED.search(text) and not _ASKED.search(text):
        return "had"
    text = _NOTED.sub("", text)
    if clause.has("quantity") and _PAST.search(text) and _RECEIVED.search(text):
        return "had"
    if (
        not clause.has("quantity")
        and not clause.has("cancel")
        and (_RECEIVED.search(text) or (clause.has("goods") and _HAD.search(text)))
    ):
        return "had"
    if lexicon.HELP.search(text) and not clause.has("quantity") and not clause.has("cancel"):
        return "help"
    if not clause.has("goods") and _counts_nothing(clause):
        return "remark"
    if _told_of_goods(clause):
        return "had"
    return "wish"


def _asks_to_cancel(text: str) -> bool:
    """``油取消可以吗`` asks for it; ``可以取消吗`` asks about it."""
    return bool(re.search(r"(?:取消|不要|退掉?|退了)[^,，]{0,4}(?:可以|行|好|成)吗", text))


def _speaks_on(clause: Clause) -> bool:
    """A long breath without a mark, as it comes from dictation, asks and orders in one."""
    counted = clause.has("goods") and clause.has("quantity")
    wanted = re.search(r"给我|我要|我想要|帮我|替我|我订|我买", clause.text)
    return counted and bool(wanted) and len(clause.text) >= BREATH_LENGTH


def _told_of_goods(clause: Clause) -> bool:
    """``柚子好甜哦``, ``感谢志愿者把20斤土豆扛上六楼``: goods are praised, or were carried."""
    text = clause.text
    if not clause.has("goods") or any(
        clause.has(kind) for kind in ("cancel", "set", "add", "each")
    ):
        return False
    if _CARRIED.search(text):
        return not _WISHES.search(text)
    return (
        not clause.has("quantity")
        and bool(lexicon.PRAISE.search(text))
        and not re.search(r"要|订|买|来|加(?!油)|再|带|报|登记|记|份", text)
    )


def _orders_before_complaining(clause: Clause) -> bool:
    """``鸡蛋2板上次碎了3个``: a wish and a complaint in one breath, for a person to tell apart."""
    complaint = lexicon.COMPLAINT.search(clause.text)
    assert complaint is not None
    before = [token.kind for token in clause.tokens if token.end <= complaint.start()]
    past = _PAST.search(clause.text)
    first = next((t.start for t in clause.tokens if t.kind == "goods"), len(clause.text))
    return before[:2] in (["goods", "quantity"], ["quantity", "goods"]) and not (
        past and past.start() < first
    )


def _counts_nothing(clause: Clause) -> bool:
    """Bare numbers among other words (a temperature, a telephone number) count no goods."""
    numbers = [token.quantity for token in clause.tokens if token.quantity is not None]
    if not numbers or any(
        one.vague or one.sign or any(unit for _, unit in one.measures) for one in numbers
    ):
        return False
    if all(one.measures and one.measures[0][0] in _EMERGENCY for one in numbers):
        return True
    rest = blank(clause.text, [(token.start, token.end) for token in clause.tokens] + clause.passed)
    if _DATE.search(clause.text):
        return True
    left = lexicon.PUNCTUATION.sub("", lexicon.FILLER.sub("", rest)).replace(DONE, "")
    return len(left) >= 3 and not clause.has("set") and not clause.has("add")


def _polite(text: str) -> bool:
    """``可以吗`` after a wish asks for leave, not for news."""
    return not re.search(
        r"谁|有人|呢$|了[^,，。]{0,8}[吗么]|够|会不会|这个|那个|是.{0,9}吗|多少|几|什么|怎么|"
        r"有没有|是不是|还有没|还是|"
        r"哪|为啥|"
        r"为什么|多久",
        text,
    )
