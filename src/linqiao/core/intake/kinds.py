"""What a message holds beside its entries: question, thanks, complaint, help."""

import re
from typing import Final

from linqiao.core.intake import lexicon

# Wider than what keeps a clause from being read as a wish: a call for help is never to be lost.
_HELP: Final = re.compile(
    r"摔[着伤得倒]|跌[倒伤]|扭伤|(?:腿|手|胳膊|脚|腰|骨头?)断|断了?(?:腿|手|胳膊|肋骨)|骨裂|"
    r"(?:药|奶粉|尿不湿|尿布|粮|米面?|菜|氧|胰岛素|喷雾|吃的|喝的)[^,，。;；\n]{0,6}"
    r"(?:没有了|没了|用完|吃完|吃光|喝完|断了|断顿|见底|不够了?|最后一|快没|告急)|"
    r"断顿|只够(?:今|明|一|两|半)|停药|药停|晕[过倒了]|昏[过倒迷]|见红|破水|宫缩|阵痛|早产|难产|"
    r"流产|"
    r"用完了|吃光了|没(?:开门|动静|声音|应门)|呼救|漏水|漏电|漏气|煤气|燃气|起火|着火|冒烟|火灾|"
    r"困(?:住|在)|(?:头|牙|肚子|胃|腰|腿|浑身|胸口?|心口)疼|疼得|疼死|痛得|烫[了着伤]|割[了破]|"
    r"癫痫|抽风|咬[伤了]|两道杠|阳了|聋哑|盲人|失明|低保户|特困|需要帮助|帮帮|救救|走不了路|"
    r"不能走路?|误[吞食服]|吞了|中毒|噎[着住]|卡(?:住|在)喉|窒息|心梗|脑梗|脑溢血|中风|心绞痛|支架|"
    r"起搏器|造[口瘘]|导尿|褥疮|精神病|自杀|不想活|活不下去|孤身|空巢|痴呆|帕金森|尿毒症|癌|肿瘤|"
    r"喘|窒|虚脱|中暑|脱水|吐血|便血|上吐下泻|吐了|拉肚子|没奶|奶不够|没水喝|"
    r"走[失丢]|失联|联系不上|急诊|救急|性命|危重|病危|发病|发作|没人(?:看|照)|照顾不了|大小便|失禁"
)
_COMPLAINT: Final = re.compile(
    r"少[送拿装称][了我]|少给|离谱|负责[点些]|负点责|缺斤|短两|斤两不|不够(?:秤|斤|数)|有虫|"
    r"还没[到收送来发]|(?:一直|怎么|迟迟|都)没[到收送来发]|太次|全是(?:泥|肥|烂|黄|水|虫|皮)|"
    r"(?<![急气烦累热冷渴饿])死了|拿走了|拿错|丢了|不合理|[压挤踩]扁|扁了|黄叶|馊|变味|异味|"
    r"有味儿?了?|变质|霉|破了|"
    r"漏液|弄错|搞错|别人家的|不满|气人|气愤|无语|失望|差评|坑|骗|乱收|乱涨|哄抬|推卸|不作为|"
    r"不负责|没人(?:管|理|回)|不理|赔|给个?说法|凭啥|凭什么|搞什么|什么态度|态度|太过分|不像话|"
    r"贵了|太贵|宰人|不能吃|不敢吃|难吃|质量(?:太|不|差|问题)|有问题|数量不对|对不上"
)


def kinds_of(text: str, *, has_order: bool, has_amendment: bool) -> tuple[str, ...]:
    """The kinds of a normalised text, in the contract's order; ``other`` when there is no other."""
    found = []
    if has_order:
        found.append("order")
    if has_amendment:
        found.append("amend")
    if lexicon.QUESTION.search(text):
        found.append("question")
    if lexicon.THANKS.search(text):
        found.append("thanks")
    angry = (lexicon.COMPLAINT, lexicon.GRIEVANCE, _COMPLAINT)
    if any(words.search(text) for words in angry):
        found.append("complaint")
    if lexicon.HELP.search(text) or _HELP.search(text):
        found.append("help")
    return tuple(found) or ("other",)
