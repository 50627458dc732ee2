"""How much stock goes into a litre of disinfectant, and what must never be done with it.

Exact arithmetic in fractions; a volunteer's measure is rounded up: never too weak a mixture.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from linqiao.core.words import gettext_noop

ML_PER_LITRE: Final = 1000
# One percent of available chlorine is 10 g, or 10 000 mg, in a litre.
MG_PER_L_PER_PERCENT: Final = 10_000
# One cap of a bottle of 84 for a litre makes about 500 mg/L (Beijing CDC, May 2022): some 10 ml.
BOTTLE_CAP_ML: Final = 10


@dataclass(frozen=True)
class Caution:
    """What must not be done: a sentence, and where it comes from."""

    code: str
    words: str
    reference: str


@dataclass(frozen=True)
class Mix:
    """A mixture: millilitres of stock and of water, exactly, and how many caps about."""

    stock_ml: Fraction
    water_ml: Fraction

    @property
    def measure_ml(self) -> int:
        """Whole millilitres of stock to measure out, rounded up."""
        return -(-self.stock_ml.numerator // self.stock_ml.denominator)

    @property
    def bottle_caps(self) -> int:
        """Whole bottle caps of stock, rounded up."""
        return -(-self.measure_ml // BOTTLE_CAP_ML)

    @property
    def parts(self) -> Fraction:
        """One part of stock in how many parts of the mixture: 100 is said as 1:100."""
        return (self.stock_ml + self.water_ml) / self.stock_ml


def stock_ml_per_litre(target_mg_per_l: int, stock_percent: Fraction) -> Fraction:
    """Millilitres of stock in a litre of mixture: the target divided by ten times the percentage.

    ``ValueError`` for a target or a stock of nothing, and for a stock weaker than the target.
    Source: domain facts 1.6; 84 of 5 % holds 50 000 mg/L, so 500 mg/L is 1:100.

    >>> stock_ml_per_litre(500, Fraction(5))
    Fraction(10, 1)
    """
    if target_mg_per_l <= 0:
        raise ValueError("a concentration above zero, in mg/L")
    if not 0 < stock_percent <= 100:
        raise ValueError("the stock's available chlorine in percent, above 0 and up to 100")
    if stock_percent * MG_PER_L_PER_PERCENT < target_mg_per_l:
        raise ValueError("a stock that is stronger than the mixture")
    return Fraction(target_mg_per_l) / (stock_percent * 10)


def mix(target_mg_per_l: int, stock_percent: Fraction, mixture_ml: int = ML_PER_LITRE) -> Mix:
    """The mixture of some millilitres; errors as ``stock_ml_per_litre``.

    >>> bucket = mix(500, Fraction(5), 5000)
    >>> bucket.measure_ml, int(bucket.water_ml), int(bucket.parts), bucket.bottle_caps
    (50, 4950, 100, 5)
    """
    if mixture_ml <= 0:
        raise ValueError("millilitres of the mixture above zero")
    stock_ml = stock_ml_per_litre(target_mg_per_l, stock_percent) * mixture_ml / ML_PER_LITRE
    return Mix(stock_ml, mixture_ml - stock_ml)


# Shown with every mixture.  Sources as in domain facts 1.6 and 8.10.
CAUTIONS: Final = (
    Caution(
        "no_acid",
        gettext_noop("Never mix chlorine (84) with acid toilet cleaner: poisonous gas forms."),
        "common safety rule",
    ),
    Caution(
        "no_alcohol",
        gettext_noop("Never mix chlorine (84) with alcohol."),
        "common safety rule",
    ),
    Caution(
        "make_fresh",
        gettext_noop("Make the solution fresh every day, and wear gloves."),
        "common safety rule",
    ),
    Caution(
        "no_people",
        gettext_noop("Never spray people, and do not spray wide outdoor places."),
        "全国精准消毒要求；兰州市（2021-11-09）",
    ),
    Caution(
        "no_food",
        gettext_noop("Never put it on food: food is washed with water."),
        "社区物资消毒指引（地方）",
    ),
    Caution(
        "no_alcohol_spray",
        gettext_noop("Do not spray alcohol on parcels or cartons: they catch fire."),
        "社区物资消毒指引（地方）",
    ),
)
