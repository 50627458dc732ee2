"""Tables of supply."""

from django.db import models
from django.db.models import F, Q

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Plan(CompoundModel):
    """A round as it is planned."""

    code = models.CharField(max_length=CODE_LENGTH)
    items = models.JSONField()
    opens = models.CharField(max_length=40)
    closes = models.CharField(max_length=40)
    place = models.BigIntegerField()

    class Meta:
        db_table = "supply_plan"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="supply_plan_code")
        ]


class Round(CompoundModel):
    """A round and its state; ``reported`` keeps the demand as it went up, thousandths by item."""

    code = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16)
    items = models.JSONField()
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    mode = models.CharField(max_length=4000)
    reported = models.JSONField(null=True)
    reported_to = models.CharField(max_length=4000)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "supply_round"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="supply_round_code")
        ]


class RoundItem(CompoundModel):
    """Prices of an item in a round: as first ordered, and as charged;
    whether all of it has arrived.
    """

    round = models.CharField(max_length=CODE_LENGTH)
    item = models.CharField(max_length=CODE_LENGTH)
    first_price_fen = models.BigIntegerField()
    charged_price_fen = models.BigIntegerField()
    is_ordered = models.BooleanField()
    has_arrived = models.BooleanField(default=False)

    class Meta:
        db_table = "supply_round_item"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "item"], name="supply_round_item_once"
            )
        ]


class Order(CompoundModel):
    """A purchase order; amounts in fen."""

    code = models.CharField(max_length=CODE_LENGTH)
    round = models.CharField(max_length=CODE_LENGTH)
    supplier = models.CharField(max_length=CODE_LENGTH)
    state = models.CharField(max_length=16)
    paid_fen = models.BigIntegerField(default=0)
    credited_fen = models.BigIntegerField(default=0)
    sent_back_fen = models.BigIntegerField(default=0)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "supply_order"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="supply_order_code")
        ]
        indexes = [models.Index(fields=["compound", "round"], name="supply_order_round")]


class OrderLine(CompoundModel):
    """Ordered, good and damaged stand apart and are never overwritten by one another."""

    order = models.CharField(max_length=CODE_LENGTH)
    round = models.CharField(max_length=CODE_LENGTH)
    item = models.CharField(max_length=CODE_LENGTH)
    quantity_milli = models.BigIntegerField()
    price_fen = models.BigIntegerField()
    good_milli = models.BigIntegerField(default=0)
    damaged_milli = models.BigIntegerField(default=0)
    sent_back_milli = models.BigIntegerField(default=0)
    is_received = models.BooleanField(default=False)

    class Meta:
        db_table = "supply_order_line"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "order", "item"], name="supply_order_line_once"
            ),
            models.CheckConstraint(
                condition=Q(good_milli__gte=0, damaged_milli__gte=0, price_fen__gt=0)
                & Q(quantity_milli__gte=F("good_milli") + F("damaged_milli"))
                & Q(sent_back_milli__gte=0, good_milli__gte=F("sent_back_milli")),
                name="supply_order_line_sums",
            ),
        ]
        indexes = [
            models.Index(fields=["compound", "round", "item"], name="supply_order_line_item")
        ]


class Due(CompoundModel):
    """What a household is due of an item: wished, shared out, forgone again, in hands,
    delivered.
    """

    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    item = models.CharField(max_length=CODE_LENGTH)
    wish_milli = models.BigIntegerField()
    allotted_milli = models.BigIntegerField()
    forgone_milli = models.BigIntegerField(default=0)
    # Its turn at the first share-out holds for later ones: nothing given is asked back.
    was_special = models.BooleanField(null=True)
    in_hands_milli = models.BigIntegerField(default=0)
    delivered_milli = models.BigIntegerField(default=0)

    class Meta:
        db_table = "supply_due"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "household", "item"], name="supply_due_once"
            ),
            models.CheckConstraint(
                condition=Q(wish_milli__gte=F("allotted_milli"))
                & Q(forgone_milli__gte=0, in_hands_milli__gte=0, delivered_milli__gte=0),
                name="supply_due_sums",
            ),
        ]
        indexes = [models.Index(fields=["compound", "round", "item"], name="supply_due_item")]

    @property
    def kept_milli(self) -> int:
        """What the household is charged for."""
        return self.allotted_milli - self.forgone_milli

    @property
    def waiting_milli(self) -> int:
        """What is due and neither in hands nor delivered."""
        return self.kept_milli - self.in_hands_milli - self.delivered_milli


class Account(CompoundModel):
    """A household's money in a round, in fen."""

    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    charged_fen = models.BigIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)
    refunded_fen = models.BigIntegerField(default=0)

    class Meta:
        db_table = "supply_account"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "household"], name="supply_account_once"
            )
        ]

    @property
    def owed_back_fen(self) -> int:
        """Above zero: the household gets this back; below zero: it still has to pay."""
        return self.paid_fen - self.refunded_fen - self.charged_fen


class Receipt(CompoundModel):
    """A payment or a refund as it was noted, with its sealed reference."""

    seq = models.BigIntegerField()
    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    kind = models.CharField(max_length=16)
    method = models.CharField(max_length=16)
    amount_fen = models.BigIntegerField()
    reference = SealedField()

    class Meta:
        db_table = "supply_receipt"
        indexes = [
            models.Index(fields=["compound", "round", "household"], name="supply_receipt_household")
        ]
