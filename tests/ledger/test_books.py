"""The two books: balances go with postings, real places never fall below nothing."""

import pytest
from django.db import IntegrityError, transaction

from linqiao.journal.compounds import inside
from linqiao.journal.events import Stamp
from linqiao.ledger.books import GoodsMove, MoneyMove, post_goods, post_money
from linqiao.ledger.models import MoneyBalance, MoneyPosting
from linqiao.ledger.queries import goods_balances, money_balances
from tests import make

pytestmark = pytest.mark.django_db
STAMP = Stamp(1, "E1", make.START, "V01")


def test_a_move_takes_from_one_account_what_it_gives_to_the_other() -> None:
    with inside(make.world().code):
        post_goods(STAMP, [GoodsMove("R1", "EGG", "origin", "supplier:S1", 3000, "ordering")])
        post_goods(STAMP, [GoodsMove("R1", "EGG", "supplier:S1", "store", 2000, "receiving")])
        assert goods_balances() == {"store": {"EGG": 2000}, "supplier:S1": {"EGG": 1000}}


def test_more_than_there_is_cannot_be_moved() -> None:
    with inside(make.world().code), pytest.raises(IntegrityError), transaction.atomic():
        post_goods(STAMP, [GoodsMove("R1", "EGG", "store", "hands:V01", 1000, "handing_out")])


def test_money_below_zero_is_written_the_other_way_round() -> None:
    with inside(make.world().code):
        post_money(STAMP, [MoneyMove("R1", "fund", "household:1-1-101", -250, "charging")])
        posting = MoneyPosting.objects.get()
        assert (posting.source, posting.target, posting.amount_fen) == (
            "household:1-1-101",
            "fund",
            250,
        )
        assert sum(MoneyBalance.objects.values_list("amount_fen", flat=True)) == 0
        assert money_balances() == {"fund": 250, "households": -250}
