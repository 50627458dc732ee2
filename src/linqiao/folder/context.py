"""The reader's context from the files of a folder, for reading messages without a database."""

from pathlib import Path
from typing import Any

from linqiao.catalogue.rules import parse_max, parse_packs, parse_step, split_aliases
from linqiao.core.intake import Building, Context, Item, Resident, Round, Unit
from linqiao.core.refusal import Refusal
from linqiao.core.units import parse_yuan
from linqiao.folder import reading, shapes
from linqiao.folder.faults import FolderFault


def read_context(folder: Path) -> tuple[Context, dict[str, Round]]:
    """Compound, residents, catalogue and rounds of a folder; ``FolderFault`` names file,
    line and field.
    """
    compound = reading.read_json(folder, "compound.json", ("name", "buildings"))
    buildings = _buildings(compound)
    residents = [
        Resident(row.fields["household"], row.fields["name"])
        for row in reading.read_residents(folder)
    ]
    items = [_item(row) for row in reading.read_table(folder, "catalogue.csv", reading.CATALOGUE)]
    known = {item.code for item in items}
    rounds = {
        code: Round(code, event.items, event.opens, event.closes)
        for code, (_, event) in shapes.read_rounds(folder, known).items()
    }
    return Context.build(buildings, residents, items), rounds


def _buildings(compound: dict[str, Any]) -> list[Building]:
    try:
        return [
            Building(
                str(one["code"]),
                tuple(one["aliases"]),
                tuple(
                    Unit(str(unit["code"]), tuple(map(str, unit["rooms"]))) for unit in one["units"]
                ),
            )
            for one in compound["buildings"]
        ]
    except (KeyError, TypeError) as fault:
        raise FolderFault(
            "compound.json", f"buildings with code, aliases and units ({fault})"
        ) from None


def _item(row: reading.Row) -> Item:
    fields = row.fields
    try:
        return Item(
            code=fields["code"],
            label=fields["label"],
            name=fields["name"],
            aliases=split_aliases(fields["aliases"]),
            category=fields["category"],
            unit=fields["unit"],
            price_fen=parse_yuan(fields["price"]),
            packs=parse_packs(fields["packs"]),
            step_milli=parse_step(fields["step"]),
            max_milli=parse_max(fields["max"]),
            rx=fields["rx"] == "1",
        )
    except Refusal as refusal:
        field, right = refusal.params["field"], refusal.params["right"]
        raise FolderFault("catalogue.csv", right, line=row.line, field=field) from None
    except ValueError as fault:
        raise FolderFault("catalogue.csv", str(fault), line=row.line, field="price") from None
