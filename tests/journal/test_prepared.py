"""Statements whose text is kept do what Django's own do."""

import pytest
from django.db import DatabaseError
from django.db.models import Model

from linqiao.intake.models import EntryRead, Message
from linqiao.intake.models import Request as Wish
from linqiao.journal.compounds import inside
from linqiao.journal.models import CompoundModel
from linqiao.journal.scope import ScopeMissing
from linqiao.people.models import Volunteer
from linqiao.places.models import Resident
from linqiao.supply.models import Account, Round
from tests import make

pytestmark = pytest.mark.django_db
HOME = "1-1-101"


def values(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def lived() -> make.World:
    world = make.world()
    make.opened_round(world)
    make.wish(world, HOME, f"{HOME} 鸡蛋1板")
    world.must(
        "payment", round="R1", household=HOME, amount="24.00", method="cash", reference="收据"
    )
    return world


@pytest.mark.parametrize("model", [Message, EntryRead, Wish, Round, Account, Resident, Volunteer])
def test_a_row_is_read_as_django_reads_it(model: type[CompoundModel]) -> None:
    world = lived()
    with inside(world.code):
        expected = [values(row) for row in model.objects.order_by("id")]
        assert expected
        assert [values(row) for row in model.objects.rows()] == expected
        assert values(model.objects.find(id=expected[0]["id"])) == expected[0]
        assert not model.objects.rows()[0]._state.adding


def test_a_row_of_another_compound_is_not_found() -> None:
    world = lived()
    make.world("other")
    with inside("other"):
        assert Account.objects.find(round="R1", household=HOME) is None
        assert Account.objects.rows() == []
    with inside(world.code):
        assert Account.objects.find(round="R1", household=HOME) is not None


def test_nothing_is_found_without_a_scope() -> None:
    with pytest.raises(ScopeMissing):
        Account.objects.find(round="R1")


def test_a_row_is_added_written_back_and_written_in_part() -> None:
    world = lived()
    with inside(world.code):
        account = Account(round="R9", household=HOME, paid_fen=3)
        account.save()
        assert account.pk
        account.paid_fen, account.charged_fen = 5, 7
        account.save(update_fields=["charged_fen"])
        assert Account.objects.get(pk=account.pk).paid_fen == 3
        account.save()
        assert values(Account.objects.get(pk=account.pk)) == values(account)


def test_a_row_that_is_gone_is_not_written_back() -> None:
    world = lived()
    with inside(world.code):
        account = Account.objects.find(round="R1", household=HOME)
        assert account is not None
        Account.objects.all().delete()
        with pytest.raises(DatabaseError, match="is gone"):
            account.save()
