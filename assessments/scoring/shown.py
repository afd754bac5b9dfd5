"""How a score is printed: two decimals, half up, from the exact value and never from a printed one."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Number = Decimal | Fraction | int

_HUNDREDTH = Decimal("0.01")
_LONG = Context(prec=30)
_MOST_PEOPLE = 100_000  # whose answers a stored mean may be of
_LOST = Fraction(1, 2 * 10**12)  # at most, where a mean was stored with twelve decimals


def exact(value: Number | None) -> Fraction | None:
    """The value as a fraction; what is not there stays so."""
    return None if value is None else Fraction(value)


def shown(value: Number) -> str:
    """``97.5757…`` as ``97.58``; exact, so that 94.995 is 95.00 and nothing below it is."""
    return str(as_shown(value))


def as_shown(value: Number) -> Decimal:
    """The number that is printed, for what is compared and subtracted as people read it."""
    hundredths = abs(Fraction(value)) * 100
    rounded = (2 * hundredths.numerator + hundredths.denominator) // (2 * hundredths.denominator)
    return Decimal(rounded if value >= 0 else -rounded).scaleb(-2).quantize(_HUNDREDTH)


def full(value: Number) -> str:
    """The value with thirty digits at most, without zeros at its end."""
    fraction = Fraction(value)
    text = f"{_LONG.divide(Decimal(fraction.numerator), Decimal(fraction.denominator)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal_12(value: Number) -> Decimal:
    """The value as results are stored: twelve decimals, half up."""
    fraction = Fraction(value)
    exact = Context(prec=60).divide(Decimal(fraction.numerator), Decimal(fraction.denominator))
    return exact.quantize(Decimal(1).scaleb(-12), ROUND_HALF_UP)


def undecimal_12(value: Decimal) -> Fraction:
    """The mean that was stored as these twelve decimals: 93.333333333333 is 93⅓ again.

    Three such scores of which the mean is exactly 95 would else fall below it, and take its rating away.
    A number with fewer decimals is what it says.
    """
    typed = Fraction(value)
    mean = typed.limit_denominator(_MOST_PEOPLE)
    return mean if abs(mean - typed) <= _LOST else typed
