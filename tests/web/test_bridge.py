"""What the reconciliation bridge says of a difference."""

import pytest
from django.utils.translation import override

from linqiao.bulletins.glance import BridgePier
from linqiao.web.bridge import drawn
from tests.web.glances import PIERS


def test_every_arch_names_its_difference() -> None:
    with override("en"):
        arches = drawn(PIERS).arches
    assert [(a.kind, a.amount, a.words, a.rest) for a in arches] == [
        ("equal", "=", "equal", ""),
        ("equal", "=", "equal", ""),
        ("gap", "−2.5", "short, damaged", ""),
        ("equal", "=", "equal", ""),
        ("gap", "−0.5", "door damage", "on the way 5"),
    ]


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (BridgePier("received", "Received good", 18_000), ("wait", "2", "to arrive", "")),
        (BridgePier("received", "Received good", 21_000), ("gap", "+1", "too many", "")),
        (BridgePier("unheard_of", "Other", 19_000), ("wait", "1", "fewer", "")),
    ],
)
def test_what_is_under_way_is_no_loss(right: BridgePier, expected: tuple[str, ...]) -> None:
    with override("en"):
        arch = drawn([BridgePier("ordered", "Ordered", 20_000), right]).arches[0]
    assert (arch.kind, arch.amount, arch.words, arch.rest) == expected


def test_the_drawing_is_read_out_in_both_languages() -> None:
    with override("en"):
        assert drawn(PIERS).spoken == (
            "Reconciliation bridge: Demand 20; equal; Reported 20; equal; Ordered 20; short, "
            "damaged 2.5; "
            "Received good 17.5; equal; Handed out 17.5; door damage 0.5, on the way 5; Delivered "
            "12."
        )
    with override("zh-hans"):
        assert drawn(PIERS).spoken.startswith("对账桥：需求 20; 相等; 上报 20;")


def test_a_campaign_without_goods_still_has_a_drawing() -> None:
    bridge = drawn([])
    assert (bridge.piers, bridge.arches) == ((), ())
    assert bridge.wide_width > 0
    assert bridge.tall_height > 0
