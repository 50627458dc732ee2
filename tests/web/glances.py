"""A glance of made-up figures, for what the pages do with it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from linqiao.bulletins.glance import (
    BridgePier,
    BuildingZone,
    EventRow,
    Figures,
    Glance,
    GroupRow,
    MedicineRow,
    RoundRow,
    StripCell,
)

AT = datetime(2022, 9, 6, 11, 50, tzinfo=UTC)
PIERS = (
    BridgePier("demand", "Demand", 20_000),
    BridgePier("reported", "Reported", 20_000),
    BridgePier("ordered", "Ordered", 20_000),
    BridgePier("received", "Received good", 17_500, 2_500),
    BridgePier("handed_out", "Handed out", 17_500),
    BridgePier("delivered", "Delivered", 12_000, 500),
)
FIGURES = Figures(
    559,
    2290170,
    57,
    153850,
    6,
    28,
    5,
    12,
    301,
    566,
    38180,
    79,
    "815",
    6,
    1818,
    38,
    47,
    21,
    6,
    8,
    39,
    0,
)


def round_row(code: str = "R1", **changes: Any) -> RoundRow:
    """A round that is delivered, but for the changes."""
    return replace(
        RoundRow(code, "supply", "delivered", 8, 38, 59545, 231500, 226500, 213500, 3380), **changes
    )


def made_up(**changes: Any) -> Glance:
    """Everything in order, but for the changes."""
    glance = Glance(
        code="abc",
        compound_name="桥南里小区",
        campaign_name="桥南里志愿服务",
        hazard="epidemic",
        day_number=13,
        starts=date(2022, 8, 25),
        level="medium",
        level_label="Medium risk",
        level_label_zh="中风险区",
        measures=["Stay in the area."],
        measures_zh=["人不出区"],
        zones=[BuildingZone("1", "medium"), BuildingZone("8", "high")],
        exit_date=date(2022, 9, 8),
        figures=FIGURES,
        strip=[
            StripCell("goods", "Goods", "17.5", "17.5", True),
            StripCell("demand", "Demand", "20", "17.5", True),
        ],
        discrepancies=[],
        bridge=PIERS,
        rounds=[round_row()],
        medicines=[
            MedicineRow("M001", "sourcing", "urgent", 2),
            MedicineRow("M002", "closed", "normal", 1),
        ],
        groups=[GroupRow("purchase", "V02", 4, 1)],
        events=[
            EventRow(2, AT, "message", "7-1-802", False, ""),
            EventRow(1, AT, "volunteer.report", "system", True, ""),
        ],
        as_of=AT,
        handover_state="running",
        erase_on=None,
        refused=0,
    )
    return replace(glance, **changes)
