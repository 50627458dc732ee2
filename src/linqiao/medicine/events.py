"""What can happen to a need for medicine; who is ill and with what is sealed for the household."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from linqiao.journal.events import Event, Stamp
from linqiao.journal.fields import (
    Code,
    Day,
    Instant,
    OptionalSealedValue,
    PositiveCount,
    PositiveFen,
    PositiveMilli,
    Sealed,
)
from linqiao.journal.rights import COORDINATOR, RESIDENT, SELF, member, partner
from linqiao.medicine.queries import owner_of

DAYS_LEFT_MAX = 3650
MEDICINE = (COORDINATOR, member("medicine"))


class MedicineNeed(Event, event="medicine.need", may=(*MEDICINE, RESIDENT)):
    """A household needs a medicine of the catalogue (S8).

    ``qty`` in boxes; ``days_left`` says for how many days the patient still has some; with
    ``prescription`` ``needed`` nothing can be bought before a prescription came.
    """

    code: Code
    household: Code
    patient: Sealed
    item: Sealed
    qty: PositiveMilli
    days_left: OptionalSealedValue = None
    prescription: Literal["none", "have", "needed"]
    urgent: Annotated[bool, Field(strict=True)] | None = None

    @field_validator("days_left")
    @classmethod
    def _whole_days(cls, days: Sealed | None) -> Sealed | None:
        # A value that is sealed already was checked when it came.
        if days is None or days.token:
            return days
        if type(days.value) is not int or not 0 <= days.value <= DAYS_LEFT_MAX:
            raise ValueError(f"whole days from 0 to {DAYS_LEFT_MAX}")
        return days

    def owner(self, stamp: Stamp) -> str:
        return f"household:{self.household}"


class MedicinePrescription(
    Event, event="medicine.prescription", may=(*MEDICINE, partner("hospital"))
):
    """A hospital prescribes; quantities of several prescriptions add up (ruling 11)."""

    need: Code
    hospital: Code
    valid_until: Day
    qty: PositiveMilli


class MedicineSource(Event, event="medicine.source", may=(*MEDICINE, partner("pharmacy"))):
    """A partner is asked, or says whether it has the medicine, or when it will."""

    need: Code
    partner: Code
    status: Literal["asked", "has", "has_not", "promised"]
    eta: Instant | None = None


class MedicineEscalate(Event, event="medicine.escalate", may=MEDICINE):
    """Nobody nearby has it: the need goes up.  ``to`` may be somebody who is no partner here."""

    need: Code
    to: Code
    note: Sealed

    def owner(self, stamp: Stamp) -> str:
        return owner_of(self.need)


class MedicineBuy(Event, event="medicine.buy", may=MEDICINE):
    """Boxes are bought; they and the amount in yuan stand in a book of their own (ruling 5)."""

    need: Code
    partner: Code
    boxes: PositiveCount
    amount: PositiveFen


class MedicineDeliver(Event, event="medicine.deliver", may=(*MEDICINE, SELF)):
    """A volunteer hands boxes to the household."""

    need: Code
    member: Code
    boxes: PositiveCount


class MedicineClose(Event, event="medicine.close", may=MEDICINE):
    """The need is met, or is none any more."""

    need: Code
    reason: Sealed

    def owner(self, stamp: Stamp) -> str:
        return owner_of(self.need)
