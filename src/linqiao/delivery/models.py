"""Tables of delivery."""

from django.db import models

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Holding(CompoundModel):
    """What a volunteer holds of an item for a household in a round."""

    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    item = models.CharField(max_length=CODE_LENGTH)
    member = models.CharField(max_length=CODE_LENGTH)
    quantity_milli = models.BigIntegerField()

    class Meta:
        db_table = "delivery_holding"
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "round", "household", "item", "member"],
                name="delivery_holding_once",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity_milli__gte=0), name="delivery_holding_real"
            ),
        ]
        indexes = [
            models.Index(fields=["compound", "round", "member"], name="delivery_holding_member")
        ]


class Undelivered(CompoundModel):
    """Goods that a household did not get and that stay in the hands: absent, refused, isolated."""

    seq = models.BigIntegerField()
    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    item = models.CharField(max_length=CODE_LENGTH)
    member = models.CharField(max_length=CODE_LENGTH)
    reason = models.CharField(max_length=16)
    remaining_milli = models.BigIntegerField()

    class Meta:
        db_table = "delivery_undelivered"
        indexes = [
            models.Index(
                fields=["compound", "round", "member", "item"], name="delivery_undelivered_held"
            )
        ]


class Delivered(CompoundModel):
    """A delivery as it was noted: who brought what to whom, thousandths by item."""

    seq = models.BigIntegerField()
    event_id = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()
    round = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    member = models.CharField(max_length=CODE_LENGTH)
    proof = models.CharField(max_length=16)
    lines = models.JSONField()

    class Meta:
        db_table = "delivery_delivered"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="delivery_delivered_seq")
        ]
        indexes = [
            models.Index(fields=["compound", "round", "household"], name="delivery_delivered_door")
        ]


class CountDifference(CompoundModel):
    """A difference between the store and its last count that is not explained yet."""

    item = models.CharField(max_length=CODE_LENGTH)
    difference_milli = models.BigIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        db_table = "delivery_count_difference"
        constraints = [
            models.UniqueConstraint(fields=["compound", "item"], name="delivery_count_item")
        ]


class Adjustment(CompoundModel):
    """An explained difference, with the words that explain it."""

    seq = models.BigIntegerField()
    item = models.CharField(max_length=CODE_LENGTH)
    quantity_milli = models.BigIntegerField()
    reason = SealedField()

    class Meta:
        db_table = "delivery_adjustment"
        indexes = [models.Index(fields=["compound", "seq"], name="delivery_adjustment_seq")]
