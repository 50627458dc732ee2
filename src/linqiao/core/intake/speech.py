"""Plain speech beside a wish: what is certainly no goods, and what nobody has explained.

A piece of text is cut into the words of a dictionary.  A word is explained when its part of speech
cannot name goods (a particle, an adverb, a time, a verb of everyday life) or when it stands among
the things, people and places that remarks speak of.  Every other word may be goods that somebody
wants, and makes the entry uncertain: a needless tap costs less than goods that never come.
"""

import re
from functools import lru_cache
from typing import Final

import rjieba

from linqiao.core.intake import lexicon

# Parts of speech that never name goods: adverb, preposition, conjunction, particle, pronoun,
# numeral, direction, time, place, onomatopoeia, interjection, prefix, suffix.
_GRAMMAR: Final = frozenset("dpcuyrmftseohk")
# Parts of speech that seldom do: verbs, adjectives, phrases.  The characters below tell when.
_SPOKEN: Final = frozenset("vail")
_GOODS: Final = frozenset(
    "肉菜蛋鱼虾蟹糕饼糖酒粉米油盐酱醋茶果瓜豆药片丸膏胶囊液剂冲颗粒奶酪乐汁酸面包馒饺饭粥汤羹"
    "鸡鸭鹅猪牛羊排肠肝腿翅爪蹄笋菇菌藕芋薯葱姜蒜椒茄萝卜芹菠韭苗藻参枣梨桃李杏梅橙柑橘柚莓蕉"
    "蔬餐脊葡萄椰荔枝樱栗核桃仁花纸巾皂膜布袜鞋裤衣帽帕刷剪灯池绳桶盆锅碗筷勺杯瓶罐炉炭烟"
)
# What remarks speak of: places, people, the body, time, the work of the neighbours.
_KNOWN: Final = frozenset(
    """
    书记 座机 双胞胎 花样 换个花样 识字 不识字 讲话 大声 响亮 太多 太多了 花得 冤 催 催催 帮忙催催
    通行证 门口 门外 门前 门边 门上 门卫 大门 家门 单元门 大门口 楼下 楼上 楼道 楼梯 楼梯口 楼层
    电梯 电梯口 大厅 大堂 过道 走廊 前台 岗亭 保安亭 传达室 值班室 快递柜 快递 柜 柜子 鞋柜 鞋架
    架子 台子 桌子 桌上 凳子 椅子 篮子 箱子 袋子 塑料袋 把手 门把手 钩子 挂钩 门铃 门禁 密码 窗口
    窗台 阳台 院子 车库 车棚 南门 北门 东门 西门 旁边 对门 隔壁 附近 地方 位置 地址 房号 门牌
    门牌号 楼号 室号 单元 户号 小区 社区 居委 居委会 街道 物业 医院 药店 超市 商店 菜场 学校 单位
    公司 外地 老家 家里 家中 屋里 厨房 冰箱 团长 群主 团购 志愿者 大白 老师 师傅 医生 护士 保安
    管家 楼长 楼组长 组长 负责人 联系人 邻居 街坊 大家 各位 亲们 亲们好 朋友 亲戚 亲友 同事 姐妹
    兄弟 兄弟姐妹 父母 爸妈 爸爸 妈妈 老爸 老妈 儿子 女儿 儿女 子女 孩子 小孩 小朋友 宝宝 宝贝
    娃娃 孙子 孙女 外孙 老人 老人家 老年人 老公 老婆 爱人 丈夫 妻子 先生 太太 女士 阿姨 大爷 大妈
    奶奶 爷爷 外婆 外公 婆婆 公公 岳父 岳母 姐姐 哥哥 弟弟 妹妹 叔叔 租客 房东 保姆 家人 全家 人家
    本人 别人 有人 病人 产妇 孕妇 姓名 名字 人口 人数 户主 电话 手机 微信 支付宝 现金 红包 零钱 钱
    费用 款 账 付款 转账 收款 收据 发票 截图 群里 本群 群 信息 消息 通知 名单 清单 表格 订单 单子
    接龙 登记 记录 备注 链接 二维码 时间 日期 时候 今天 明天 昨天 后天 今晚 明晚 昨晚 今早 明早
    上午 下午 中午 晚上 早上 傍晚 半夜 周末 星期 礼拜 月份 号 点钟 分钟 小时 眼睛 耳朵 腿 腿脚 手
    脚 腰 身体 身子 牙 牙口 牙齿 胃 肠胃 血压 血糖 心脏 高血压 糖尿病 哮喘 过敏 感冒 咳嗽 发烧
    发热 毛病 病 手术 核酸 抗原 身份证 医保卡 轮椅 拐杖 视力 听力 记性 胃口 口味 味道 质量 个头
    品种 品牌 牌子 包装 数量 规格 份数 斤两 重量 价格 单价 总价 差价 金额 多余 情况 问题 意思 事
    事情 办法 机会 关系 麻烦 辛苦 方便 心意 心情 平安 健康 福气 爱心 好人 功劳 谢意 谢谢 感谢 谢
    谢啦 谢谢您 谢谢你 谢谢团长 谢谢大家 多谢 不好意思 对不起 抱歉 打扰 拜托 劳驾 有劳 费心 字 话
    声 声音 动静 天气 雨 太阳 语音 照片 图片 文字 口音 普通话 名 姓 自家 自己 上门 新鲜 行 嗯 哦
    哈 哈哈 哈哈哈 嘻嘻 呵呵 嘿嘿 啦 喽 咯 噢 喔 哟 呀 哇 嘛 呗 吗 呢 吧 啊 哎 唉 诶 欸 唔 喂 您好
    你好 早安 晚安 好的 好滴 收到 完毕 同意 支持 加油 点赞 棒 给力 感恩 赞 亲 急 送 收 请 祝 挑 选
    代 帮 垫 记 放 敲 按 打 喊 叫 等 问 写 报 补 漏 改 内 人 家 门 楼 室 户 数 条 老 小 大 其他
    其它 其余 别的 东西 货 物资 商品 总共 一共 合计 ok okay thx thanks thank you hi hello pls
    please 3q 自提 自取 代收 代拿 代领 代买 代付 代订 跑腿 用微信 用手机 做饭 烧饭 吃饭 开饭 买菜
    吃药 喝药 送药 喝奶 喂奶 断奶 做菜 烧菜 炒菜 送菜 打包 拿菜 取菜 领菜 收菜 开门 敲门 下楼 上楼
    上班 下班 值班 夜班 白班 加班 睡觉 午休 休息 隔离 居家 封控 老妹儿 妹儿 老铁 妥了 那份 阿拉 侬
    屋里厢 伲 纸箱 泡沫箱 收纳箱 纸箱里 不变 照旧 保留 留着 不动 照样 对面 够 够了 弟 妹 哥 姐 爸
    妈 爷 奶 姨 叔 舅 姑 婆 公 顶楼 底楼 天 年 月 人多 人手 联系 联系电话 打电话 回电话 发微信
    在线 注意安全 小伙子 小姑娘 前面 漏报 漏写 漏登 结果 封 封楼 封了 热 冷 耳背 患者 租户 在家
    不太会 第一次 头一次 安全 防疫 疫情 吃菜 没吃 接送 加急 红码 绿码 黄码 阳性 阴性 密接 确诊
    网课 上学 上网课 付出 难关 婴儿 狗 猫 台风 洪水 积水 高温 停水 停电 消防栓 电表箱 水表箱 奶箱
    信箱 报箱 楼栋 同楼 同楼栋 本楼 本单元 一楼 二楼 三楼 四楼 五楼 六楼 解封 静默 出门 出院 住院
    看病 配药 排队 消毒 手抖 me hhh hh haha 眼花 行动 不便 独居 孤老 老伴 老伴儿 老头 老头子 老太
    老太婆 娃儿 娃 孙孙 孙 小家伙 媳妇 女婿 儿媳 老两口 小两口 室友 妯娌 亲家 奶娃 月子 坐月子
    孕期 满月 周岁 满 生日 过生 过生日 腿疼 腰疼 头疼 头痛 牙疼 包涵 多包涵 响 久 久点 晚点 早点
    快点 慢点 尺寸 影子 灶头 灶台 外包装 包装上 说法 没力气 力气 体力 电梯间 单子上 表格上 眼里
    看在眼里 不大会 不大会用 不太会用 老花眼 手头 手边 手里 小板凳 板凳 台阶 楼口 路口 小票 好几天
    卡点 掐点 踩点 冒泡 报到 路过 冲完 喝完 吃完 用完 末班车 车 尾号 暖气 口述 一下子 完事儿 完事
    备 提前备 胯骨 排不上号 补个 幼儿园 大学 生意 工地 单位里 医院里 病房 门诊 三轮车 电瓶车 推车
    拖车 大会 平平安安 健健康康 年纪 岁数 样子 心里 家属 长辈 侄子 侄女 外甥 肾病 痛风 尿毒症 癌症
    肿瘤 骨折 伤口 晚饭 早饭 午饭 中饭 早餐 晚餐 午餐 夜宵
    """.split()
)
# Parts of speech that make a sentence: verb, preposition, pronoun, particle; and some adverbs.
_PREDICATES: Final = frozenset("vpry")
_ADVERBS: Final = frozenset(
    "不 没 没有 别 刚 刚刚 刚才 才 正 正在 已 已经 太 很 最 真 非常 一直 总是 常常".split()
)
# What is said of things and people at the end of a sentence: ``锅小``, ``虫多``.
_STATES: Final = frozenset(
    "小 少 差 疼 痛 远 高 陡 多 慢 忙 吵 累 重 老 弱 不便 不好 不方便".split()
)
# Words of that kind that stand in a bare list as well: and, also, one more, please, thanks.
_LISTING: Final = frozenset(
    """
    和 跟 与 及 以及 还 还有 另外 再 再来 也 都 要 想要 我要 来 来点 加 加上 买 带 订 定 拿
    给 报 需要 需 求 缺 弄 搞 整 配 团 补 购 我 我家 我们 咱 俺 他 她 它 您 你 这 那
    各 每 就 只 先 又 麻烦 请 帮 代 替 帮忙
    """.split()
)
_WANTED: Final = (
    r"(?:要|买|带|订|定|来|需|求|加|补|购|弄|搞|整|缺|配|团)"
    r"(?:购|点儿?|些|一点儿?|一些|的是|个|上)?\s*"
)
# Goods whose names are made of other words.
NAMED: Final = frozenset(
    "老干妈 下水 可乐 雪碧 芬达 红牛 拿铁 旺旺 娃哈哈 脉动 士力架 好丽友".split()
)
_LETTERS: Final = re.compile(r"[^\u4e00-\u9fffa-z]+")


# What goods are wanted for: 炖汤喝, 包饺子, 炸酥肉用.
PURPOSE: Final = re.compile(
    r"[煮炖炒烧煲蒸炸拌熬泡腌做涮烫煎烤和擀][\u4e00-\u9fff]{0,4}[用吃喝](?:的|呢|呀|啊|哈)?$|"
    r"(?:^|就?想|准备|打算|拿来|用来|给.{1,3})(?:做|包|炖|煲|熬|烧|煮|涮|烫|吃)(?:个|点|一?锅|"
    r"一?顿)?"
    r"(?:饺子|馄饨|抄手|包子|馒头|汤|粥|火锅|面条?|红烧肉|酥肉|辅食|早饭|晚饭|中饭|饭|菜)(?:用|"
    r"吃|喝)?(?:的|呢|呀|啊|哈)?$"
)


def unexplained(piece: str, *, behind_goods: bool = False, before_goods: bool = False) -> str:
    """What of a piece may name goods, from its first unknown word on; nothing where all is plain.

    A word that touches the name of goods must be known: ``土豆丝`` and ``冻豆腐`` are other goods.

    >>> unexplained("麻烦放门口鞋柜上就行"), unexplained("孩子要大闸蟹")
    ('', '大闸蟹')
    >>> unexplained("丝", behind_goods=True), unexplained("要", before_goods=True)
    ('丝', '')
    """
    letters = _LETTERS.sub("", piece)
    if not letters or lexicon.FILLER.fullmatch(letters):
        return ""
    is_purpose = PURPOSE.search(letters) and not behind_goods
    if is_purpose and (not before_goods or letters.endswith("的")):
        return ""
    return _first_unexplained(
        letters,
        behind_goods and piece[:1] == letters[:1],
        before_goods and piece[-1:] == letters[-1:],
    )


def names_goods(word: str) -> bool:
    """Whether a word has a character of food, medicine or household goods in it."""
    return word in NAMED or any(one in _GOODS for one in word)


def says_something(text: str) -> bool:
    """Whether a text is a sentence about something, not a bare list of things.

    >>> says_something("家里有婴儿"), says_something("还有大闸蟹")
    (True, False)
    """
    letters = _LETTERS.sub("", text)
    parts = _cutter().tag(letters, False)
    if len(parts) > 1 and parts[-1][0] in _STATES:
        return True
    return any(tag[0] in _PREDICATES and word not in _LISTING for word, tag in parts)


def is_wanted(text: str, word: str) -> bool:
    """Whether a verb of wanting stands right before a word, or anywhere before what sounds like
    goods.
    """
    between = "[^,;]*?" if names_goods(word) else ""
    return bool(re.search(rf"{_WANTED}{between}{re.escape(word)}", text))


def is_common_word(word: str) -> bool:
    """Whether the dictionary has the word, and not as a name.

    >>> is_common_word("花生"), is_common_word("苗青")
    (True, False)
    """
    parts = _cutter().tag(word, False)
    return len(parts) == 1 and parts[0][1] != "nr"


def is_name_like(word: str) -> bool:
    """Whether a word is made of what the dictionary knows from names only.

    >>> is_name_like("晓梅"), is_name_like("剁椒酱")
    (True, False)
    """
    return all(tag == "nr" for _, tag in _cutter().tag(word, False))


@lru_cache(maxsize=1)
def _cutter() -> rjieba.Jieba:
    cutter = rjieba.Jieba()
    for word in sorted(_KNOWN):
        cutter.add_word(word, None, "known")
    return cutter


@lru_cache(maxsize=20_000)
def _first_unexplained(letters: str, behind_goods: bool, before_goods: bool) -> str:
    if any(name in letters for name in NAMED):
        return next(name for name in NAMED if name in letters)
    parts = _cutter().tag(letters, False)
    for place, (word, tag) in enumerate(parts):
        touches = (behind_goods and place == 0) or (before_goods and place == len(parts) - 1)
        if not _is_plain(word, tag, touches=touches):
            return "".join(part for part, _ in parts[place:])
    return ""


def _is_plain(word: str, tag: str, *, touches: bool) -> bool:
    if lexicon.FILLER.fullmatch(word):
        return True
    if touches and len(word) == 1:
        return False
    if word in _KNOWN or lexicon.HANDLING.fullmatch(word):
        return True
    if names_goods(word):
        return False
    if tag[0] in _GRAMMAR:
        return not word.isascii() and tag != "eng"
    return tag[0] in _SPOKEN and not touches
