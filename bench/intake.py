"""``linqiao bench intake``: long chains and long threads, read by one core in a fresh process.

``python -m bench.intake`` prints its figures as JSON.  Compound, goods and texts are made here, the
same ones every time; no database is needed.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from linqiao.core.intake import (
    Building,
    Context,
    Item,
    Message,
    Resident,
    Round,
    Thread,
    Unit,
    read,
)

SIZES = (200, 500, 1000, 2000, 4000)
GROWTH = (200, 2000)
POSTS = 500
TIMES = 3  # of which the quickest counts: what else runs on the machine only ever slows down
RATE_LEAST, GROWTH_MOST, POST_MS_MOST, PEAK_MB_MOST = 1500, 11, 5, 200
OPENS = datetime(2022, 4, 10, tzinfo=UTC)
TITLE = "#接龙\n【4月10日 蔬菜】今晚8点截单，明天下午到\n例 1-1-101 王女士 青菜2斤\n"
ADDRESSES = ("{b}-{u}-{r}", "{b}号楼{u}单元{r}", "{b}#{u}-{r}", "{b}栋{u}单元{r}室", "{b}.{u}.{r}")
REMARKS = ("", "", "", "，谢谢", " 辛苦了", "（放门口）", "，谢谢团长")
GOODS = (
    ("青菜", "上海青|小青菜", "斤"),
    ("土豆", "洋芋|马铃薯", "斤"),
    ("西红柿", "番茄|洋柿子", "斤"),
    ("黄瓜", "青瓜", "斤"),
    ("五花肉", "猪五花", "斤"),
    ("鸡蛋", "鲜鸡蛋", "板"),
    ("豆腐", "老豆腐", "盒"),
    ("东北大米", "大米|珍珠米", "袋"),
    ("挂面", "面条|龙须面", "把"),
    ("纯牛奶", "牛奶|纯奶", "箱"),
    ("酱油", "生抽", "瓶"),
    ("馒头", "白馒头", "袋"),
)
Note = Callable[[str], None]


def compound() -> tuple[Context, Round]:
    """Ten buildings of four hundred flats, one resident in each, and twelve things to order."""
    floors = [f"{floor}{door:02}" for floor in range(1, 26) for door in range(1, 5)]
    buildings = [
        Building(str(b), (), tuple(Unit(str(u), tuple(floors)) for u in range(1, 5)))
        for b in range(1, 11)
    ]
    homes = [f"{b.code}-{u.code}-{room}" for b in buildings for u in b.units for room in u.rooms]
    names = [one + two for one in "赵钱孙李周吴郑王冯陈" for two in "建国丽华志强秀英桂兰"]
    items = [
        Item(f"I{n}", "", name, tuple(aliases.split("|")), "", unit, 500, {}, 500, None, False)
        for n, (name, aliases, unit) in enumerate(GOODS)
    ]
    residents = [Resident(home, names[n % len(names)] + "安") for n, home in enumerate(homes)]
    context = Context.build(buildings, residents, [*items, *_packed()])
    round_ = Round("R1", tuple(item.code for item in items), OPENS, OPENS + timedelta(days=9))
    return context, round_


def _packed() -> list[Item]:
    """Things outside the round, so that the catalogue is as long as a real one."""
    return [
        Item(
            f"X{n}", "", f"备用物资{n}", (), "", "份", 100, {"箱": Fraction(12)}, 1000, None, False
        )
        for n in range(60)
    ]


def entry_lines(context: Context, size: int) -> list[str]:
    """So many numbered entries of different households, in several ways of writing."""
    chance = random.Random(4)
    homes = sorted(context.households)
    chance.shuffle(homes)
    found = []
    for number, home in enumerate(homes[:size], 1):
        building, unit, room = home.split("-")
        address = chance.choice(ADDRESSES).format(b=building, u=unit, r=room)
        name = chance.choice(("", " " + context.people[home][0]))
        wishes = [
            f"{chance.choice((goods, *aliases.split('|')))}{chance.choice('12两一')}{measure}"
            for goods, aliases, measure in chance.sample(GOODS, chance.randint(1, 3))
        ]
        said = chance.choice("， 、").join(wishes) + chance.choice(REMARKS)
        found.append(f"{number}. {address}{name} {said}")
    return found


def chain(context: Context, size: int) -> str:
    """A chain of so many entries."""
    return TITLE + "\n".join(entry_lines(context, size))


def _message(place: int, text: str, sender: str) -> Message:
    return Message(f"M{place}", "R1", "jielong", sender, OPENS + timedelta(minutes=place), text)


def chain_figures(context: Context, round_: Round, size: int) -> dict[str, Any]:
    """Seconds for a chain of so many entries, and how many of them are certain."""
    message, seconds, found = _message(0, chain(context, size), "团长"), [], None
    for _ in range(TIMES):
        began = time.process_time()
        found = read(context, round_, message, {})
        seconds.append(time.process_time() - began)
    assert found is not None
    assert len(found.entries) == size
    return {
        "entries": size,
        "seconds": round(min(seconds), 4),
        "entries_per_second": round(size / min(seconds)),
        "accepted": sum(entry.accepted for entry in found.entries),
    }


def thread_figures(context: Context, round_: Round) -> dict[str, Any]:
    """A chain that grows by a line with each of 500 posts; milliseconds for one post more."""
    lines, thread = entry_lines(context, POSTS + 20), Thread(context, round_)
    spent = []
    for size in range(1, len(lines) + 1):
        message = _message(size, TITLE + "\n".join(lines[:size]), f"邻居{size}")
        began = time.process_time()
        thread.post(message)
        spent.append(time.process_time() - began)
    assert len(thread.orders) == len(lines)
    return {
        "posts": POSTS,
        "seconds": round(sum(spent[:POSTS]), 3),
        "next_post_ms": round(statistics.median(spent[POSTS:]) * 1000, 2),
    }


def figures(sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Everything, in this process."""
    context, round_ = compound()
    read(context, round_, _message(0, chain(context, 20), "团长"), {})  # patterns and dictionary
    growth = [chain_figures(context, round_, size) for size in sorted({*sizes, *GROWTH})]
    seconds = {one["entries"]: one["seconds"] for one in growth}
    thread = thread_figures(context, round_)
    few, many = GROWTH
    found = {
        "growth": growth,
        "entries_per_second": min(one["entries_per_second"] for one in growth),
        "times_the_time_for_ten_times_the_entries": round(seconds[many] / seconds[few], 2),
        "thread": thread,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    found["targets_met"] = (
        found["entries_per_second"] >= RATE_LEAST
        and found["times_the_time_for_ten_times_the_entries"] <= GROWTH_MOST
        and thread["next_post_ms"] < POST_MS_MOST
        and found["peak_mb"] < PEAK_MB_MOST
    )
    return found


def measure(sizes: Sequence[int], note: Note) -> dict[str, Any]:
    """The figures of a fresh process."""
    from bench.replay import run

    note("chains and threads")
    return run("bench.intake", *map(str, sizes))


def table(growth: Sequence[dict[str, Any]]) -> list[str]:
    """The growth as a table with a bar of the seconds beside each size."""
    most = max(one["seconds"] for one in growth)
    rows = ["entries   seconds  entries/s  accepted"]
    for one in growth:
        bar = "█" * max(1, round(40 * one["seconds"] / most))
        rows.append(
            f"{one['entries']:7} {one['seconds']:9.3f} {one['entries_per_second']:10} "
            f"{one['accepted']:9}  {bar}"
        )
    return rows


def shown(found: dict[str, Any]) -> list[str]:
    """All figures beside their targets."""
    few, many = GROWTH
    thread = found["thread"]
    return [
        *table(found["growth"]),
        "",
        f"entries a second, at least     {found['entries_per_second']:8}  (target {RATE_LEAST})",
        f"time of {many} to that of {few}    "
        f"{found['times_the_time_for_ten_times_the_entries']:8}  (at most {GROWTH_MOST})",
        f"one post after {thread['posts']}, ms         "
        f"{thread['next_post_ms']:8}  (under {POST_MS_MOST})",
        f"peak memory, MB                {found['peak_mb']:8}  (under {PEAK_MB_MOST})",
    ]


def main() -> None:
    sizes = [*SIZES, *(int(word) for word in sys.argv[1:])]
    print(json.dumps(figures(sizes)))


if __name__ == "__main__":
    main()
