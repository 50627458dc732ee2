"""The table of items."""

from django.db import models

from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Item(CompoundModel):
    """An item; texts stay as they were written, so that an export writes the same file."""

    code = models.CharField(max_length=CODE_LENGTH)
    label = models.CharField(max_length=4000)
    name = models.CharField(max_length=4000)
    aliases = models.CharField(max_length=4000)
    category = models.CharField(max_length=4000)
    unit = models.CharField(max_length=4000)
    price_fen = models.BigIntegerField()
    packs = models.CharField(max_length=4000)
    step = models.CharField(max_length=40)
    max = models.CharField(max_length=40)
    rx = models.BooleanField()
    place = models.BigIntegerField()

    class Meta:
        db_table = "catalogue_item"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="catalogue_item_code"),
            models.CheckConstraint(
                condition=models.Q(price_fen__gt=0), name="catalogue_item_price"
            ),
        ]
