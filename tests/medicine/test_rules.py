"""Decisions of medicine, with values alone."""

import pytest

from linqiao.core.refusal import Refusal
from linqiao.medicine.rules import (
    NEED,
    SOURCE_STEP,
    STAGES,
    Boxes,
    check_open,
    check_purchase,
    delivery_step,
    next_stage,
)


def reason_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.reason


def test_a_need_goes_from_open_to_closed_by_the_usual_steps() -> None:
    stages = ["open"]
    for step in ("prescribe", "source", "promise", "buy", "deliver_all", "close"):
        stages.append(next_stage(stages[-1], step, "M1"))
    assert stages == ["open", "open", "sourcing", "promised", "bought", "delivered", "closed"]


@pytest.mark.parametrize("step", sorted({step for _, step in NEED}))
def test_nothing_happens_to_a_closed_need(step: str) -> None:
    with pytest.raises(Refusal) as refused:
        next_stage("closed", step, "M1")
    assert reason_of(refused) == "wrong_state"


def test_every_stage_of_the_table_is_a_known_one_and_closed_is_the_only_end() -> None:
    starts, ends = {stage for stage, _ in NEED}, set(NEED.values())
    assert starts | ends == set(STAGES)
    assert ends - starts == {"closed"}


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "closed"])
def test_a_pharmacy_can_be_asked_and_boxes_bought_at_every_stage_but_the_last(stage: str) -> None:
    assert all((stage, step) in NEED for step in SOURCE_STEP.values())
    assert next_stage(stage, "buy", "M1") == "bought"


def test_a_refused_promise_takes_a_need_back_to_sourcing() -> None:
    assert next_stage("promised", SOURCE_STEP["has_not"], "M1") == "sourcing"


def test_asking_again_does_not_forget_that_boxes_were_bought() -> None:
    assert next_stage("bought", "source", "M1") == "bought"


def test_a_need_that_is_not_closed_is_open_to_anything() -> None:
    for stage in STAGES[:-1]:
        check_open(stage, "M1")


def test_a_needed_prescription_that_never_came_is_not_allowed_rather_than_too_much() -> None:
    with pytest.raises(Refusal) as refused:
        check_purchase(Boxes("needed", None, bought=0, delivered=0), 1)
    assert reason_of(refused) == "not_allowed"


def test_boxes_up_to_what_all_prescriptions_allow_can_be_bought() -> None:
    check_purchase(Boxes("needed", 3000, bought=1, delivered=0), 2)


def test_one_box_more_than_the_prescriptions_allow_exceeds() -> None:
    with pytest.raises(Refusal) as refused:
        check_purchase(Boxes("needed", 3000, bought=1, delivered=0), 3)
    assert reason_of(refused) == "exceeds"
    assert refused.value.params == {"boxes": "4", "allowed": "3"}


def test_half_a_box_prescribed_does_not_allow_a_whole_one() -> None:
    with pytest.raises(Refusal) as refused:
        check_purchase(Boxes("needed", 1500, bought=1, delivered=0), 1)
    assert refused.value.params["allowed"] == "1.5"


@pytest.mark.parametrize("prescription", ["have", "none"])
def test_other_needs_have_no_limit_even_with_a_prescription_noted(prescription: str) -> None:
    check_purchase(Boxes(prescription, 1000, bought=5, delivered=0), 5)


def test_a_delivery_of_some_boxes_leaves_the_need_bought() -> None:
    assert delivery_step(Boxes("none", None, bought=3, delivered=0), 2) == "deliver_part"


def test_the_last_boxes_make_the_delivery_whole() -> None:
    assert delivery_step(Boxes("none", None, bought=3, delivered=2), 1) == "deliver_all"


def test_more_boxes_than_were_bought_cannot_be_delivered() -> None:
    with pytest.raises(Refusal) as refused:
        delivery_step(Boxes("none", None, bought=3, delivered=2), 2)
    assert reason_of(refused) == "exceeds"
    assert refused.value.params == {"boxes": "2", "left": "1"}
