"""The words over columns: which role they name, or which item and unit."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from linqiao.core.intake import Context, Round, lexicon
from linqiao.core.intake.amounts import find_amounts
from linqiao.core.intake.normalise import fold, normalise
from linqiao.core.intake.quantities import convert, find_quantities
from linqiao.core.intake.types import Item
from linqiao.core.intake.words import Word, find_words, near_words, vocabulary

_WORDS: Final = {
    "address": "(?:详细|家庭|住户|收货|送货|配送|居住|现住)?(?:地址|住址)|房号|门牌号?|户号|房屋|"
    "楼栋?[-/、+]?(?:单元)?[-/、+]?(?:室|房|门牌|户)号?|"
    "楼号[-/、+]?(?:单元号?)?[-/、+]?(?:房|室|门牌)号|"
    "楼栋号?[-/、+]?(?:单元号?)?[-/、+]?(?:房|室|门牌)号?|"
    "单元[-/、+]?(?:房|室)号?|家庭门牌",
    "building": "楼栋号?|楼号|栋号?|幢号?|楼|号楼|几号楼|几栋|座号?|楼宇|楼幢",
    "unit": "单元号?|门洞号?|几单元",
    "room": "室号?|房间号?|几室|房",
    "name": "(?:住户|户主|联系人|业主|居民|收货人|订购人|收件人|患者)?(?:姓名|名字)|称呼|"
    "联系人|户主|住户|业主|居民|订购人|下单人|申请人|收货人|收件人|姓氏|患者",
    "phone": "(?:联系|手机|家庭|收货人?|住户)?(?:电话|手机)(?:号码?)?|联系方式|联系号码|电话/?手机",
    "item_name": "(?:商品|物品|物资|货品|货物|药品|产品|套餐|菜品|订购商品)"
    "(?:名称?|名字|类型|种类)?|品名|品种|名称|药名|货名",
    "quantity": "(?:订购|购买|需求|需要|采购|团购|预订|订单)?"
    "(?:数量|份数|件数|数目|个数)|数|订数|需要几.",
    "measure": "(?:计量|数量)?单位",
    "specification": "(?:商品|药品|产品)?(?:规格|型号|包装)(?:型号)?",
    "amount": "(?:合计|总|应付|实付|已付|付款|支付|订单|小计|转账)(?:金额|价|额)?|"
    "金额|小计|总计|共计|金额合计|应收|实收|价格合计",
    "remark": "(?:其他|其它|特殊|订单|买家)?(?:备注|说明|要求|留言|情况)(?:说明)?|其他|其它|忌口|"
    "特殊需求|补充",
    "row_number": "序号?|编号|行号|no|№|id|(?:答卷|填写|记录|提交)(?:编号|序号|id)|序列号?",
    "time": "(?:提交|填写|下单|登记|订购|创建|提交答卷|报名|接龙|填表|答题结束|结束答题)"
    "(?:时间|日期)|时间|日期|时间戳记?|timestamp|submitted ?at",
    "text": "(?:订购|购买|订单|接龙|选购|采购|团购|需求)(?:内容|清单|明细)?|(?:物资|商品|采购|"
    "团购)(?:需求|清单|明细)|内容|清单|所需(?:物资|商品|物品)|需要的?(?:物资|商品|东西|物品|菜)?|"
    ".{0,6}(?:需要|想要|要订|购买|订购|所需|要买)[^数几]{0,6}(?:什么|哪些|物资|东西|内容|商品|菜|"
    "清单).{0,4}|(?:想)?要(?:什么|哪些|的(?:菜|东西|物资|商品))|其他需求",
    "ignore": "单价|价格|售价|所用时间|用时|来源|来源详情|来自ip|ip(?:地址)?|"
    "总分|提交(?:人|者)(?:昵称)?|"
    "微信昵称|群?昵称|微信(?:号|名)?|填写(?:人|者)|填表人|签收人?|"
    "签收时间|签名|签字|领取|领取(?:方式|人|时间)|"
    "付款方式?|支付方式|已付款|付款截图|家庭人[数口]|人[数口]|性别|年龄|"
    "身份证号?|状态|经办人|登记人|志愿者|团长|楼长|楼组长|缺货|退款|缺/错/坏|截单批次|批次|"
    "(?:修改|更新|开始答题|答题开始|审核)(?:人|时间)?|审核状态|地理位置|是否.+",
}
_ROLES: Final = {role: re.compile(words) for role, words in _WORDS.items()}
_BEFORE: Final = re.compile(
    r"^(?:(?:q|第)?\d{1,2}\s*[.、)::题]\s*)?[*★●\s]*(?:请(?:您)?(?:填写|输入|选择|留下|问)?|"
    r"填写)?(?:您|你)?(?:家)?(?:的)?"
)
_ASKED: Final = re.compile(
    r"\((?:必填|选填|单选|多选|填空|必选|可多选)[^)]*\)|\[[^\]]*题\]|[*★]|[:：?？]+$"
)
_BRACKET: Final = re.compile(r"[(\[【](?P<inner>[^()\[\]【】]*)[)\]】]")
_AROUND: Final = re.compile(
    r"订购|购买|需要|需求|想要|采购|团购|数量|份数|件数|个数|数|要|订|买|多少|几|单位|的|"
    r"[\s:：/、,，\-—_*]"
)
_PAID: Final = re.compile(r"单价|价格|价|金额|小计|合计|钱")
_ITEM_PRICE: Final = re.compile(r"(?:[¥￥]\s*)?(?P<yuan>\d+(?:\.\d{1,2})?)\s*(?:元|块)?")
_SUM: Final = re.compile("合计|总计|小计|共计|总")
_NUMBERED: Final = re.compile(r"(?P<word>\D+)\d{1,2}")


@dataclass(frozen=True)
class Named:
    """What the words over a column name."""

    role: str
    item: str | None = None
    unit: str | None = None
    certain: bool = True
    reason: str = ""


def clean(header: str) -> str:
    """The words of a heading in plain form, without a question's number and its asides.

    >>> clean("3、您的房號（必填）")
    '房号'
    """
    text = _ASKED.sub("", normalise(header).text.strip())
    return _BEFORE.sub("", text, count=1).strip()


def role_of(header: str) -> str | None:
    """The role that a heading names by its own words, without a look at the goods."""
    text = clean(header)
    bare = fold(_BRACKET.sub("", text))
    for word in (fold(text), bare):
        if match := _NUMBERED.fullmatch(word):  # 商品1, 数量2
            word = match["word"]
        if word:
            for role, pattern in _ROLES.items():
                if pattern.fullmatch(word):
                    return role
    return None


def named(context: Context, round_: Round, header: str) -> Named | None:
    """What a heading names: a role, an item with its unit, or nothing that is known."""
    text = clean(header)
    if lexicon.HELP.search(text):
        return Named("remark", reason="the heading speaks of people who need care")
    role = role_of(header)
    label = fold(text) in {fold(context.items[code].label) for code in round_.items} - {""}
    if role is not None and not label:
        if role == "amount" and _SUM.fullmatch(fold(text)):
            return Named(role, certain=False, reason="the sum of money, or of things?")
        unit = _counted(context, text) if role == "quantity" else None
        return Named(role, unit=unit, reason=f"the heading is a word for {role}")
    counted = _counted(context, text)
    if counted is not None:
        return Named("quantity", unit=counted, reason=f"the heading counts {counted}")
    return _item(context, round_, text)


def _counted(context: Context, text: str) -> str | None:
    """``袋数``, ``数量(板)``: the unit that a heading counts in."""
    match = re.fullmatch(r"(\S{1,2})数", text)
    if match and match[1] in context.units:
        return match[1]
    inner = _BRACKET.search(text)
    is_bare = bool(_ROLES["quantity"].fullmatch(fold(_BRACKET.sub("", text))))
    return inner["inner"] if is_bare and inner and inner["inner"] in context.units else None


def _item(context: Context, round_: Round, text: str) -> Named | None:
    words = vocabulary(context, round_)
    brackets = [match["inner"].strip() for match in _BRACKET.finditer(text)]
    body = _BRACKET.sub(" ", text)
    found = find_words(context, words, body)
    whole = find_words(context, words, text)
    if not found:
        return _unknown_item(context, round_, text, body)
    if any(word.codes != found[0].codes for word in [*found, *whole]):
        return Named("item", found[0].codes[0], certain=False, reason="it names several items")
    word, item = found[0], context.items[found[0].codes[0]]
    rest = body
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    rest = _AROUND.sub("", rest)
    if _PAID.fullmatch(rest):
        return Named("ignore", reason="it is the price or the amount of one item")
    unit, why = _unit(context, item, [*brackets, rest])
    reason = f"the heading names {item.name}"
    if word.flag:
        why = f"{_choices(context, word)} ({word.flag})"
    return Named("item", item.code, unit, certain=not why, reason=why or reason)


def _choices(context: Context, word: Word) -> str:
    return "the word fits " + ", ".join(
        f"{code} {context.items[code].name}" for code in word.codes if code in context.items
    )


def _unknown_item(context: Context, round_: Round, text: str, body: str) -> Named | None:
    near = near_words(context, vocabulary(context, round_), _AROUND.sub("", body))
    if len(near) == 1 and near[0]:
        name = context.items[near[0]].name
        return Named("item", near[0], certain=False, reason=f"one character away from {name}")
    return None


def _unit(context: Context, item: Item, asides: list[str]) -> tuple[str | None, str]:
    """The unit that stands beside an item's name, and what is doubtful about it."""
    unit: str | None = None
    for aside in asides:
        aside = re.sub(r"^(?:单位|计量单位|按)[::]?", "", aside.strip())
        if not aside:
            continue
        spec, slash, last = aside.rpartition("/")
        if aside in context.units:
            unit = aside
        elif slash and last in context.units:
            unit = last
            if why := _spec_doubt(context, item, spec, last):
                return unit, why
        elif price := _ITEM_PRICE.fullmatch(aside):
            if why := _price_doubt(item, price["yuan"], item.unit):
                return unit, why
        else:
            return unit, f"{aside!r} beside the item is not understood"
    if unit is not None and convert(item, Fraction(1), unit) is None:
        return unit, f"{item.name} is not sold by {unit}"
    return unit, ""


def _spec_doubt(context: Context, item: Item, spec: str, unit: str) -> str:
    price = _ITEM_PRICE.fullmatch(spec.strip())
    if price and (find_amounts(f"{spec}/{unit}", context.unit_pattern).spans or price["yuan"]):
        return _price_doubt(item, price["yuan"], unit)
    sizes = [
        convert(item, *one.measures[0])
        for one in find_quantities(context, spec)
        if len(one.measures) == 1
    ]
    if sizes and all(
        size is not None and size == convert(item, Fraction(1), unit) for size in sizes
    ):
        return ""
    return f"the size {spec}/{unit} is not that of {item.name} in the catalogue"


def _price_doubt(item: Item, yuan: str, unit: str) -> str:
    share = convert(item, Fraction(1), unit)
    if share is not None and Fraction(yuan) * 100 == item.price_fen * share:
        return ""
    return f"the price {yuan} is not that of {item.name} in the catalogue"
