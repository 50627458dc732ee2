"""The world of the tests, built through the door: no row is written by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from linqiao.journal.compounds import open_compound
from linqiao.journal.record import Answer, record
from linqiao.journal.rights import REPLAY, Actor

CHINA = timezone(timedelta(hours=8))
START = datetime(2022, 8, 25, 8, tzinfo=CHINA)
OPENS = "2022-08-26T08:00:00+08:00"
CLOSES = "2022-08-26T18:00:00+08:00"
ITEMS = (
    # code, label, name, aliases, unit, price, packs, step, max, rx
    ("EGG", "", "鸡蛋", "鲜鸡蛋", "板", "24.00", "个=1/30|箱=12", "1", "4", "0"),
    ("TOFU", "", "豆腐", "水豆腐", "块", "2.50", "", "1", "6", "0"),
    ("CABB", "", "大白菜", "白菜", "斤", "1.20", "", "0.5", "20", "0"),
    ("PORK", "A", "五花肉", "", "斤", "16.80", "", "0.5", "6", "0"),
    ("AMLO", "", "氨氯地平片", "", "盒", "21.50", "", "1", "", "1"),
    ("COLD", "", "感冒灵颗粒", "", "盒", "13.90", "", "1", "", "0"),
)
PARTNERS = (
    ("S1", "supplier"),
    ("S2", "supplier"),
    ("PH1", "pharmacy"),
    ("PH2", "pharmacy"),
    ("HO1", "hospital"),
    ("CM1", "community"),
    ("CT1", "committee"),
    ("LB1", "lab"),
)
ROOMS = ("101", "102", "201", "202", "301", "302")


@dataclass
class World:
    """A small compound and its door."""

    code: str
    count: int = 0
    now: datetime = field(default=START)

    def raw(
        self, type_: str, *, by: str = "V01", at: str | datetime | None = None, **fields: Any
    ) -> dict[str, Any]:
        """An event with the next id; a minute after the one before unless ``at`` is given."""
        self.count += 1
        self.now += timedelta(minutes=1)
        when = at.isoformat() if isinstance(at, datetime) else at or self.now.isoformat()
        return {
            "id": fields.pop("id", f"T{self.count:05d}"),
            "at": when,
            "by": by,
            "type": type_,
            **fields,
        }

    def take(self, type_: str, *, actor: Actor = REPLAY, **fields: Any) -> Answer:
        """Record an event and return the door's answer."""
        return record(self.code, self.raw(type_, **fields), actor)

    def must(self, type_: str, **fields: Any) -> Answer:
        """Record an event that has to be accepted."""
        answer = self.take(type_, **fields)
        assert answer.accepted, (answer.reason, answer.words % answer.params)
        return answer


def world(code: str = "test", *, hazard: str = "epidemic") -> World:
    """Two buildings of two units, six items of every kind, partners, three volunteers,
    two special households.
    """
    open_compound(code, "测试小区", "Asia/Shanghai")
    made = World(code)
    units = [{"code": unit, "rooms": list(ROOMS)} for unit in "12"]
    buildings = [{"code": b, "aliases": ["东楼"] if b == "1" else [], "units": units} for b in "12"]
    made.must("compound.define", by="system", name="测试小区", buildings=buildings)
    names = {"community": "社区", "subdistrict": "街道", "district": "区", "city": "市"}
    made.must(
        "campaign.define",
        by="system",
        name="测试活动",
        compound="测试小区",
        starts="2022-08-25",
        timezone="Asia/Shanghai",
        hazard=hazard,
        **names,
    )
    keys = ("code", "label", "name", "aliases", "unit", "price", "packs", "step", "max", "rx")
    for row in ITEMS:
        made.must("item.set", by="system", category="货", **dict(zip(keys, row, strict=True)))
    for partner, kind in PARTNERS:
        made.must(
            "partner.set", by="system", code=partner, kind=kind, name=partner, phone="", note=""
        )
    resident(made, "1-1-101", "甲一一", "")
    resident(made, "1-2-301", "乙二二", "elder_alone")
    resident(made, "2-1-202", "丙三三", "dialysis")
    for number in range(1, 4):
        volunteer(made, f"V{number:02d}", f"1-1-{number}01")
    return made


def resident(made: World, household: str, name: str, flags: str) -> None:
    """A person of a household."""
    made.must(
        "resident.set", by="system", household=household, name=name, phone="000-0000", flags=flags
    )


def volunteer(made: World, code: str, household: str) -> None:
    """A volunteer who reports."""
    made.must(
        "volunteer.report",
        by=code,
        code=code,
        name=f"志愿{code}",
        household=household,
        roles=["resident"],
        skills=[],
        phone="000-0001",
    )


def opened_round(
    made: World, code: str = "R1", items: tuple[str, ...] = ("EGG", "TOFU", "CABB")
) -> None:
    """A round that takes wishes."""
    made.must(
        "round.open",
        at=OPENS,
        code=code,
        items=list(items),
        opens=OPENS,
        closes=CLOSES,
        kind="supply",
    )


def wish(
    made: World,
    household: str,
    text: str,
    *,
    round_code: str = "R1",
    at: str = "2022-08-26T09:00:00+08:00",
) -> str:
    """A chat line of a household; returns the message's id."""
    raw = made.raw(
        "message",
        by=household,
        at=at,
        round=round_code,
        channel="chat",
        sender=household,
        text=text,
    )
    answer = record(made.code, raw, REPLAY)
    assert answer.accepted, answer
    return str(raw["id"])


def ordered_round(
    made: World,
    wishes: dict[str, dict[str, str]],
    *,
    code: str = "R1",
    supplier: str = "S1",
    **prices: str,
) -> None:
    """A round from the wishes (quantities as text by item) to one order for all of them."""
    opened_round(made, code)
    for household, lines in wishes.items():
        rows = [{"code": item, "qty": qty} for item, qty in lines.items()]
        made.must(
            "request.change", round=code, household=household, lines=rows, reason="note", at=OPENS
        )
    made.must("round.close", at=CLOSES, code=code)
    made.must("round.report", at=CLOSES, round=code, to="CM1")
    made.must(
        "purchase.order",
        at=CLOSES,
        code=f"PO-{code}",
        round=code,
        supplier=supplier,
        lines=_totals(wishes, prices),
    )
    made.now = datetime.fromisoformat(CLOSES)


def _totals(wishes: dict[str, dict[str, str]], prices: dict[str, str]) -> list[dict[str, str]]:
    from linqiao.core.units import format_quantity, parse_quantity

    total: dict[str, int] = {}
    for lines in wishes.values():
        for item, qty in lines.items():
            total[item] = total.get(item, 0) + parse_quantity(qty)
    usual = {row[0]: row[5] for row in ITEMS}
    return [
        {"code": item, "qty": format_quantity(quantity), "price": prices.get(item, usual[item])}
        for item, quantity in total.items()
    ]


def received(made: World, code: str = "R1", **good: str) -> None:
    """The round's order arrives: ``good`` by item, the rest is short."""
    rows = [{"code": item, "good": quantity, "damaged": "0"} for item, quantity in good.items()]
    made.must("goods.receive", order=f"PO-{code}", lines=rows)
