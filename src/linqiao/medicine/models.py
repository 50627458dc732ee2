"""Tables of medicine."""

from django.db import models
from django.db.models import F, Q

from linqiao.journal.fields import SealedField
from linqiao.journal.models import CODE_LENGTH, CompoundModel


class Need(CompoundModel):
    """A need and its stage; prescriptions allow ``allowed_milli`` thousandths of a box in all."""

    code = models.CharField(max_length=CODE_LENGTH)
    household = models.CharField(max_length=CODE_LENGTH)
    patient = SealedField()
    item = SealedField()
    days_left = SealedField(default="")
    quantity_milli = models.BigIntegerField()
    prescription = models.CharField(max_length=16)
    is_urgent = models.BooleanField()
    stage = models.CharField(max_length=16)
    allowed_milli = models.BigIntegerField(null=True)
    bought_boxes = models.IntegerField(default=0)
    delivered_boxes = models.IntegerField(default=0)
    escalated_to = models.CharField(max_length=CODE_LENGTH, default="")
    reason = SealedField(default="")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    seq = models.BigIntegerField()

    class Meta:
        db_table = "medicine_need"
        constraints = [
            models.UniqueConstraint(fields=["compound", "code"], name="medicine_need_code"),
            models.CheckConstraint(
                condition=Q(delivered_boxes__gte=0, bought_boxes__gte=F("delivered_boxes")),
                name="medicine_need_sums",
            ),
        ]
        indexes = [
            models.Index(fields=["compound", "stage"], name="medicine_need_stage"),
            models.Index(fields=["compound", "household"], name="medicine_need_household"),
        ]


class Prescription(CompoundModel):
    """A prescription for a need, in thousandths of a box."""

    seq = models.BigIntegerField()
    need = models.CharField(max_length=CODE_LENGTH)
    hospital = models.CharField(max_length=CODE_LENGTH)
    valid_until = models.DateField()
    quantity_milli = models.BigIntegerField()

    class Meta:
        db_table = "medicine_prescription"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="medicine_prescription_seq"),
        ]
        indexes = [models.Index(fields=["compound", "need"], name="medicine_prescription_need")]


class Sourcing(CompoundModel):
    """What a partner said when it was asked."""

    seq = models.BigIntegerField()
    need = models.CharField(max_length=CODE_LENGTH)
    partner = models.CharField(max_length=CODE_LENGTH)
    status = models.CharField(max_length=16)
    eta = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "medicine_sourcing"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="medicine_sourcing_seq"),
        ]
        indexes = [models.Index(fields=["compound", "need"], name="medicine_sourcing_need")]


class Escalation(CompoundModel):
    """A need that went up."""

    seq = models.BigIntegerField()
    need = models.CharField(max_length=CODE_LENGTH)
    to = models.CharField(max_length=CODE_LENGTH)
    note = SealedField()
    at = models.DateTimeField()

    class Meta:
        db_table = "medicine_escalation"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="medicine_escalation_seq"),
        ]
        indexes = [models.Index(fields=["compound", "need"], name="medicine_escalation_need")]


class MedicinePurchase(CompoundModel):
    """The small book: boxes bought and what they cost, in fen."""

    seq = models.BigIntegerField()
    need = models.CharField(max_length=CODE_LENGTH)
    partner = models.CharField(max_length=CODE_LENGTH)
    boxes = models.IntegerField()
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "medicine_purchase"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="medicine_purchase_seq"),
            models.CheckConstraint(
                condition=Q(boxes__gt=0, amount_fen__gt=0), name="medicine_purchase_amounts"
            ),
        ]
        indexes = [models.Index(fields=["compound", "need"], name="medicine_purchase_need")]


class MedicineDelivery(CompoundModel):
    """Boxes that a volunteer handed over."""

    seq = models.BigIntegerField()
    need = models.CharField(max_length=CODE_LENGTH)
    member = models.CharField(max_length=CODE_LENGTH)
    boxes = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "medicine_delivery"
        constraints = [
            models.UniqueConstraint(fields=["compound", "seq"], name="medicine_delivery_seq"),
        ]
        indexes = [models.Index(fields=["compound", "need"], name="medicine_delivery_need")]
