"""A mapping that a person hands back is checked against the sheet."""

from typing import Any

import pytest

from linqiao.core.sheets import MappingFault, confirmed, mapping_fields
from tests.core.intake.world import world
from tests.core.sheets.paper import proposed, rows_of, sheet, shown

PAPER = sheet("房号|大米|鸡蛋", "3-2-501|1|2")


def fields() -> dict[str, Any]:
    return mapping_fields(proposed(PAPER))


def test_what_was_uncertain_is_certain_once_a_person_says_so() -> None:
    context, _ = world()
    said = fields()
    said["columns"][1]["item"] = "RIC2"
    mapping = confirmed(context, proposed(PAPER), PAPER, said)
    assert mapping.is_certain
    assert shown(rows_of(PAPER, mapping=mapping)[2]) == [("3-2-501", "RIC2=1 EGG=2", ())]


WRONG: dict[str, tuple[str, Any]] = {
    "columns[0].role": ("role", "house"),
    "columns[0].header": ("header", "地址"),
    "columns[0].column": ("column", "Z"),
    "columns[1].item": ("item", "RICE"),
    "columns[1].unit": ("unit", "筐筐"),
}


@pytest.mark.parametrize("where", WRONG)
def test_a_wrong_column_names_its_field(where: str) -> None:
    context, _ = world()
    said = fields()
    name, value = WRONG[where]
    said["columns"][int(where[8])][name] = value
    with pytest.raises(MappingFault) as fault:
        confirmed(context, proposed(PAPER), PAPER, said)
    assert fault.value.field == where


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("header_rows", [9]),
        ("header_rows", "1"),
        ("first_row", 0),
        ("first_row", 1),
        ("fill_down", "yes"),
        ("columns", {}),
        ("columns", []),
    ],
)
def test_a_wrong_field_is_named(name: str, value: Any) -> None:  # any JSON value
    context, _ = world()
    with pytest.raises(MappingFault) as fault:
        confirmed(context, proposed(PAPER), PAPER, {**fields(), name: value})
    assert fault.value.field == name


def test_a_mapping_tells_the_household_and_what_is_wanted() -> None:
    context, _ = world()
    for role, why in (("ignore", "household"), ("address", "wanted")):
        said = fields()
        for column in said["columns"]:
            is_address = column["column"] == "A"
            column["role"] = (
                ("ignore" if role == "ignore" else "address")
                if is_address
                else ("quantity" if role == "ignore" else "ignore")
            )
        with pytest.raises(MappingFault, match=why):
            confirmed(context, proposed(PAPER), PAPER, said)


def test_a_missing_field_and_a_column_left_out_are_named() -> None:
    context, _ = world()
    said = fields()
    del said["columns"][1]
    with pytest.raises(MappingFault, match="also B"):
        confirmed(context, proposed(PAPER), PAPER, said)
    del said["sheet"]
    with pytest.raises(MappingFault, match="missing"):
        confirmed(context, proposed(PAPER), PAPER, said)
