"""Postings, which are never changed, and the balances kept with them in the same transaction."""

from django.db import models

from linqiao.journal.models import CODE_LENGTH, CompoundModel

ACCOUNT_LENGTH = 2 * CODE_LENGTH


class Posting(CompoundModel):
    """An amount that moved from one account to another, and the journal entry that moved it."""

    seq = models.BigIntegerField()
    round = models.CharField(max_length=CODE_LENGTH)
    source = models.CharField(max_length=ACCOUNT_LENGTH)
    target = models.CharField(max_length=ACCOUNT_LENGTH)
    cause = models.CharField(max_length=32)
    corrects = models.CharField(max_length=CODE_LENGTH, default="")

    class Meta:
        abstract = True


class GoodsPosting(Posting):
    """Goods of one item and round that changed place or owner."""

    item = models.CharField(max_length=CODE_LENGTH)
    quantity_milli = models.BigIntegerField()

    class Meta:
        db_table = "ledger_goods_posting"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity_milli__gt=0), name="goods_posting_moves"
            )
        ]
        indexes = [models.Index(fields=["compound", "round", "item"], name="goods_posting_place")]


class MoneyPosting(Posting):
    """Money of one round: the source is credited, the target debited (debit is positive)."""

    amount_fen = models.BigIntegerField()

    class Meta:
        db_table = "ledger_money_posting"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="money_posting_moves")
        ]
        indexes = [models.Index(fields=["compound", "round"], name="money_posting_round")]


class GoodsBalance(CompoundModel):
    """How much of an item of a round stands at an account; below zero only outside the compound."""

    round = models.CharField(max_length=CODE_LENGTH)
    item = models.CharField(max_length=CODE_LENGTH)
    account = models.CharField(max_length=ACCOUNT_LENGTH)
    quantity_milli = models.BigIntegerField()

    class Meta:
        db_table = "ledger_goods_balance"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "item", "account"], name="goods_balance_once"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity_milli__gte=0) | models.Q(account="origin"),
                name="goods_balance_real",
            ),
        ]
        indexes = [
            models.Index(fields=["compound", "account", "item"], name="goods_balance_account")
        ]


class MoneyBalance(CompoundModel):
    """What stands at a money account in a round, in fen; debit is positive."""

    round = models.CharField(max_length=CODE_LENGTH)
    account = models.CharField(max_length=ACCOUNT_LENGTH)
    amount_fen = models.BigIntegerField()

    class Meta:
        db_table = "ledger_money_balance"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "account"], name="money_balance_once"
            )
        ]
