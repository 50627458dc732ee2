"""The campaign at a glance, read from the tables of all slices with a fixed number of queries."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F, Q, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linqiao.bulletins import figures, rules
from linqiao.bulletins.glance import (
    BridgePier,
    BuildingZone,
    EventRow,
    Figures,
    Glance,
    GroupRow,
    MedicineRow,
    RoundRow,
    StricterZone,
    StripCell,
)
from linqiao.bulletins.strip import Reconciliation, reconciliation
from linqiao.core import policy
from linqiao.core.units import parse_yuan
from linqiao.core.words import gettext_noop
from linqiao.intake import queries as intake
from linqiao.journal.facts import reading
from linqiao.journal.models import Compound, Entry
from linqiao.journal.scope import current
from linqiao.ledger import accounts
from linqiao.ledger.models import GoodsBalance, GoodsPosting
from linqiao.medicine.models import Need
from linqiao.people import queries as people
from linqiao.places import queries as places
from linqiao.places.rules import building_of
from linqiao.supply.models import Account, Due, OrderLine, Round, RoundItem

EVENTS_SHOWN: Final = 12
REFUSALS_SHOWN: Final = 5
RUNNING: Final = "running"
NO_LEVEL: Final = "none"
_KEPT: Final[OrderedDict[Hashable, Any]] = OrderedDict()  # each place holds its work's result
_KEPT_MAX: Final = 32
T = TypeVar("T")


@dataclass
class RoundSums:
    """What the tables of supply hold of a round, in thousandths and fen."""

    requests: int = 0
    amount_fen: int = 0
    wished_milli: int = 0
    ordered_milli: int = 0
    good_milli: int = 0
    lost_milli: int = 0
    in_hands_milli: int = 0
    delivered_milli: int = 0
    waiting_milli: int = 0
    refunded_fen: int = 0
    has_arrived: bool = False


def glance(handover_state: str = RUNNING, erase_on: date | None = None) -> Glance:
    """Everything the first page shows; how far the hand-over has come is told by the caller,
    who sees it.
    """
    head = Compound.objects.get(pk=current().compound_id)
    with reading():
        seen = _while_unchanged(head, f"glance {get_language()}", lambda: _seen(head))
    return replace(seen, handover_state=handover_state, erase_on=erase_on)


def _seen(head: Compound) -> Glance:
    books = reconciled(head)
    campaign = places.campaign()
    rounds = list(Round.objects.order_by("seq"))
    sums = _round_sums()
    today = head.last_at.astimezone(ZoneInfo(head.timezone)).date() if head.last_at else None
    level = places.zone_levels().get("compound", NO_LEVEL)
    zones = _zones()
    rule = _rule(campaign, level, today, zones)
    return Glance(
        code=head.code,
        compound_name=head.name,
        campaign_name=campaign.name if campaign else "",
        hazard=campaign.hazard if campaign else "",
        day_number=(today - campaign.starts).days + 1 if campaign and today else 0,
        starts=campaign.starts if campaign else None,
        level=level,
        level_label=rule.label,
        level_label_zh=rule.label_zh,
        measures=rule.measures,
        measures_zh=rule.measures_zh,
        zones=zones,
        exit_date=rule.exit_date,
        figures=_figures(),
        strip=[StripCell(c.rule, c.label, c.left, c.right, c.ok) for c in books.cells],
        discrepancies=[_(one.words) % _masked(one.params) for one in books.discrepancies],
        bridge=_bridge(rounds, sums),
        rounds=[_round_row(row, sums.get(row.code, RoundSums())) for row in rounds],
        medicines=_medicines(),
        groups=[GroupRow(g.code, g.lead, g.members, g.open_tasks) for g in people.groups()],
        events=_events(),
        as_of=head.last_at,
        handover_state=RUNNING,
        erase_on=None,
        refused=Entry.objects.exclude(reason="").count(),
        refusals=_refusals(),
        stricter=rule.stricter,
    )


def reconciled(head: Compound) -> Reconciliation:
    """The reconciliation of the books as they stand; kept until the next event, because only events
    change books.

    ``linqiao reconcile`` always computes it anew, and ``linqiao verify`` finds what was changed
    past the journal.
    """
    return _while_unchanged(head, "books", reconciliation)


def _while_unchanged(head: Compound, what: str, work: Callable[[], T]) -> T:
    """The result of ``work`` as long as the journal has no new entry."""
    place = (str(connection.settings_dict["NAME"]), head.pk, head.head_hash, what)
    if place not in _KEPT:
        _KEPT[place] = work()
        if len(_KEPT) > _KEPT_MAX:
            _KEPT.popitem(last=False)
    found: T = _KEPT[place]
    return found


def _masked(params: dict[str, str]) -> dict[str, str]:
    """Parameters of a sentence for everybody's eyes: of a household only its building is left."""
    return {name: _mask(value) for name, value in params.items()}


def _mask(value: str) -> str:
    kind, colon, address = value.rpartition(":")
    return f"{kind}{colon}{building_of(address)}-…" if address in places.households() else value


def _figures() -> Figures:
    counted: dict[str, Any] = figures.counted()
    for name in ("supplies", "medicine", "refunds"):
        counted[f"{name}_fen"] = parse_yuan(counted.pop(f"{name}_yuan"))
    counted["shift_hours"] = str(counted["shift_hours"])
    return Figures(**counted, waiting_entries=intake.waiting_count())


@dataclass(frozen=True)
class Rule:
    """What the rule pack in force says of the compound's level, empty where no level is in force,
    and of buildings on which a stricter one holds.
    """

    label: str = ""
    label_zh: str = ""
    measures: tuple[str, ...] = ()
    measures_zh: tuple[str, ...] = ()
    exit_date: date | None = None
    stricter: tuple[StricterZone, ...] = ()


def _rule(
    campaign: places.CampaignFacts | None,
    level: str,
    today: date | None,
    zones: list[BuildingZone],
) -> Rule:
    if campaign is None or today is None:
        return Rule()
    pack = policy.pack_for(campaign.hazard, today)
    stricter = _stricter(pack, level, zones)
    if level == NO_LEVEL:
        return Rule(stricter=stricter)
    rules_ = policy.level_rules(pack, level)
    since = next(zone.since for zone in places.zones() if zone.scope == "compound")
    outlook = policy.earliest_exit(
        pack, level, since.astimezone(ZoneInfo(campaign.timezone)).date()
    )
    return Rule(
        rules_.label,
        rules_.label_zh,
        (rules_.measures, *(duty.words for duty in pack.duties)),
        (rules_.measures_zh, *(duty.words_zh for duty in pack.duties)),
        outlook.day if outlook else None,
        stricter,
    )


def _stricter(
    pack: policy.RulePack, level: str, zones: list[BuildingZone]
) -> tuple[StricterZone, ...]:
    above = {zone.level for zone in zones} - {level}
    found = []
    for one in sorted(above, key=policy.strictness, reverse=True):
        if policy.strictness(one) > policy.strictness(level):
            rules_ = policy.level_rules(pack, one)
            codes = tuple(zone.building for zone in zones if zone.level == one)
            words = (rules_.label, rules_.label_zh, rules_.measures, rules_.measures_zh)
            found.append(StricterZone(one, *words, codes))
    return tuple(found)


def _zones() -> list[BuildingZone]:
    """The strictest level on each building: its own, the compound's, or that of any part of it."""
    levels = places.zone_levels()
    found = []
    for code, _aliases, _units in places.buildings():
        inside = [level for scope, level in levels.items() if _touches(scope, code)]
        found.append(BuildingZone(code, policy.strictest(inside)))
    return found


def _touches(scope: str, building: str) -> bool:
    node = scope.partition(":")[2]
    return scope == "compound" or node == building or node.startswith(f"{building}-")


def _round_sums() -> dict[str, RoundSums]:
    """Sums by round, each table read once."""
    sums: dict[str, RoundSums] = {}
    prices = figures.first_prices()
    for code, _household, lines in intake.all_requests():
        one = sums.setdefault(code, RoundSums())
        one.requests += 1
        one.wished_milli += sum(lines.values())
        one.amount_fen += rules.value_fen(lines, prices.get(code, {}))
    ordered = OrderLine.objects.values_list("round").order_by()
    missing = F("quantity_milli") - F("good_milli")
    for code, quantity, good, lost in ordered.annotate(
        Sum("quantity_milli"),
        Sum("good_milli"),
        lost=Sum(missing, filter=Q(is_received=True), default=0),
    ):
        one = sums.setdefault(code, RoundSums())
        one.ordered_milli, one.good_milli, one.lost_milli = quantity, good, lost
    due = Due.objects.values_list("round").order_by()
    kept = Sum(F("allotted_milli") - F("forgone_milli"))
    for code, held, delivered, kept_milli in due.annotate(
        Sum("in_hands_milli"), Sum("delivered_milli"), kept=kept
    ):
        one = sums.setdefault(code, RoundSums())
        one.in_hands_milli, one.delivered_milli = held, delivered
        one.waiting_milli = kept_milli - held - delivered
    for code, refunded in (
        Account.objects.values_list("round").order_by().annotate(Sum("refunded_fen"))
    ):
        sums.setdefault(code, RoundSums()).refunded_fen = refunded
    coming = set(
        RoundItem.objects.filter(is_ordered=True, has_arrived=False).values_list("round", flat=True)
    )
    for code, one in sums.items():
        one.has_arrived = one.ordered_milli > 0 and code not in coming
    return sums


def _round_row(row: Round, one: RoundSums) -> RoundRow:
    """A round that was ordered shows how far its goods have come."""
    state = row.state
    if state == "ordered" and one.has_arrived:
        state = "received" if one.waiting_milli or one.in_hands_milli else "delivered"
    return RoundRow(
        code=row.code,
        kind=row.kind,
        state=state,
        items=len(row.items),
        requests=one.requests,
        amount_fen=one.amount_fen,
        ordered_milli=one.ordered_milli,
        good_milli=one.good_milli,
        delivered_milli=one.delivered_milli,
        refunded_fen=one.refunded_fen,
    )


def _bridge(rounds: list[Round], sums: dict[str, RoundSums]) -> list[BridgePier]:
    """How far the goods of all rounds have come;
    each pier knows how much was lost for good before it.
    """
    live = [row for row in rounds if row.state != "cancelled"]
    known = [sums.get(row.code, RoundSums()) for row in live]
    reported = sum(sum(row.reported.values()) for row in live if row.reported)
    good = sum(one.good_milli for one in known)
    lost_in_store, lost_in_hands, sent_back = _losses()
    stock = (
        GoodsBalance.objects.filter(account=accounts.STORE).aggregate(total=Sum("quantity_milli"))[
            "total"
        ]
        or 0
    )
    here = GoodsBalance.objects.filter(account__startswith=accounts.household(""))
    delivered = here.aggregate(total=Sum("quantity_milli"))["total"] or 0
    lost = sum(one.lost_milli for one in known)
    return [
        BridgePier("demand", gettext_noop("Demand"), sum(one.wished_milli for one in known)),
        BridgePier("reported", gettext_noop("Reported"), reported),
        BridgePier("ordered", gettext_noop("Ordered"), sum(one.ordered_milli for one in known)),
        BridgePier("received", gettext_noop("Received good"), good, lost),
        BridgePier(
            "handed_out",
            gettext_noop("Handed out"),
            good - stock - lost_in_store - sent_back,
            lost_in_store + sent_back,
        ),
        BridgePier("delivered", gettext_noop("Delivered"), delivered, lost_in_hands),
    ]


def _losses() -> tuple[int, int, int]:
    """Thousandths written off in the store (less what counts found again),
    written off in the hands, sent back.
    """
    lost: Counter[str] = Counter()
    away = (
        Q(target=accounts.WRITTEN_OFF)
        | Q(source=accounts.WRITTEN_OFF)
        | Q(target__startswith=accounts.returned(""))
    )
    rows = GoodsPosting.objects.filter(away).values_list("source", "target")
    for source, target, quantity in rows.annotate(total=Sum("quantity_milli")).order_by():
        if source == accounts.WRITTEN_OFF:
            lost["store"] -= quantity
        elif target != accounts.WRITTEN_OFF:
            lost["back"] += quantity
        else:
            lost["store" if source == accounts.STORE else "hands"] += quantity
    return lost["store"], lost["hands"], lost["back"]


def _medicines() -> list[MedicineRow]:
    """Needs, the urgent ones first; boxes bought, or asked for while none is bought."""
    rows = Need.objects.order_by("-is_urgent", "seq")
    fields = rows.values_list("code", "stage", "is_urgent", "bought_boxes", "quantity_milli")
    return [
        MedicineRow(code, stage, "urgent" if urgent else "normal", bought or -(-quantity // 1000))
        for code, stage, urgent, bought, quantity in fields
    ]


_LINE: Final = ("seq", "at", "type", "by", "late", "reason")


def _events() -> list[EventRow]:
    rows = Entry.objects.order_by("-seq").values_list(*_LINE)
    return [EventRow(*row) for row in rows[:EVENTS_SHOWN]]


def _refusals() -> list[EventRow]:
    rows = Entry.objects.exclude(reason="").order_by("-seq").values_list(*_LINE)
    return [EventRow(*row) for row in rows[:REFUSALS_SHOWN]]
