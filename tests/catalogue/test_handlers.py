"""Items through the door."""

import pytest

from linqiao.catalogue import queries
from linqiao.journal.compounds import inside
from tests import make

pytestmark = pytest.mark.django_db
FIELDS = {
    "label": "",
    "aliases": "",
    "category": "x",
    "unit": "斤",
    "packs": "",
    "step": "0.5",
    "max": "",
    "rx": "0",
}


def test_the_same_code_replaces_an_item_and_keeps_its_place() -> None:
    world = make.world()
    world.must("item.set", code="EGG", name="土鸡蛋", price="30.00", **FIELDS)
    with inside(world.code):
        items = queries.items()
    assert next(iter(items)) == "EGG"
    assert (items["EGG"].name, items["EGG"].price_fen, items["EGG"].step_milli) == (
        "土鸡蛋",
        3000,
        500,
    )


@pytest.mark.parametrize(
    "broken",
    [{"price": "0.00"}, {"price": "3"}, {"step": "0"}, {"packs": "箱"}, {"rx": "2"}, {"name": ""}],
)
def test_a_broken_item_is_refused(broken: dict[str, str]) -> None:
    fields = {"code": "NEW", "name": "新", "price": "1.00", **FIELDS} | broken
    assert make.world().take("item.set", **fields).reason == "bad_fields"
