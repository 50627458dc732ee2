"""The table of bulletins."""

from django.db import models

from linqiao.journal.models import CompoundModel


class Issue(CompoundModel):
    """The figures of a day as they stood when the bulletin was made."""

    seq = models.BigIntegerField()
    date = models.DateField()
    at = models.DateTimeField()
    figures = models.JSONField()

    class Meta:
        db_table = "bulletins_issue"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="bulletins_issue_seq")
        ]
