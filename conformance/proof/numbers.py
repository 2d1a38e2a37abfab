"""number: exact decimals."""

from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction

from .canonical import decimal
from .canonical import number as spelled
from .errors import Fault

MOST_BINS = 20
MOST_ABSOLUTE = 10**15
MOST_DECIMALS = 9
UNIT = 10**MOST_DECIMALS


def units(value):
    """A number in units of the ninth decimal; ValueError if that is not exact or out of bounds."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError
    try:
        exact = Fraction(Decimal(value if isinstance(value, str) else spelled(value))) * UNIT
    except (InvalidOperation, OverflowError):
        raise ValueError from None
    if exact.denominator != 1 or abs(exact) > MOST_ABSOLUTE * UNIT:
        raise ValueError
    return int(exact)


def plain(number, parts=UNIT):
    """Units as a value of JSON."""
    with localcontext() as context:
        context.prec = 40
        return decimal(Decimal(number) / parts)


class Numbers:
    """Counts numbers in units."""

    def __init__(self, poll):
        self.least, self.most, self.step = (self._setting(poll, name) for name in ("min", "max", "step"))
        if self.step is not None and self.step <= 0:
            raise Fault("the setting step is wrong")
        self.base = self.least if self.step is not None and self.least is not None else 0
        self.counts = {}

    @staticmethod
    def _setting(poll, name):
        value = poll.settings.get(name)
        try:
            return None if value is None else units(value)
        except ValueError:
            raise Fault(f"the setting {name} is wrong") from None

    def add(self, ballot, weight):
        if list(ballot) != ["number"]:
            raise ValueError
        value = ballot["number"]
        if isinstance(value, str) and not is_needed_text(value):
            raise ValueError
        number = units(value)
        if self.least is not None and number < self.least or self.most is not None and number > self.most:
            raise ValueError
        if self.step is not None and (number - self.base) % self.step:
            raise ValueError
        self.counts[number] = self.counts.get(number, 0) + weight

    def result(self):
        numbers = sorted(self.counts.items())
        count = sum(n for _, n in numbers)
        if not count:
            return {"count": 0, "mean": None, "median": None, "min": None, "max": None, "histogram": [], "exact": True}
        middle = self._at(numbers, (count - 1) // 2) + self._at(numbers, count // 2)
        return {
            "count": count,
            "mean": float(Fraction(sum(number * n for number, n in numbers), count * UNIT)),
            "median": plain(middle, 2 * UNIT),
            "min": plain(numbers[0][0]),
            "max": plain(numbers[-1][0]),
            "histogram": self._histogram(numbers),
            "exact": True,
        }

    @staticmethod
    def _at(numbers, position):
        for number, n in numbers:
            if position < n:
                return number
            position -= n
        raise AssertionError("no such position")

    def _unit(self, numbers):
        unit = UNIT
        while any(number % unit for number, _ in numbers):
            unit //= 10
        return unit

    def _histogram(self, numbers):
        unit = self.step or self._unit(numbers)
        first, last = numbers[0][0] - self.base, numbers[-1][0] - self.base
        power = 1
        while True:
            for times in (power, 2 * power, 5 * power):
                width = unit * times
                start = first // width
                end = last // width + 1 if times == 1 else max(-(-last // width), start + 1)
                if end - start <= MOST_BINS:
                    return self._filled(numbers, width, start, end)
            power *= 10

    def _filled(self, numbers, width, start, end):
        counts = [0] * (end - start)
        for number, n in numbers:
            counts[min((number - self.base) // width - start, len(counts) - 1)] += n
        return [
            {"from": plain(self.base + (start + i) * width), "to": plain(self.base + (start + i + 1) * width), "count": n}
            for i, n in enumerate(counts)
        ]


def is_needed_text(text):
    """Whether a number has to be text, and is: canonical JSON has it so only where a double would tell another number."""
    try:
        with localcontext() as context:
            context.prec = 40
            return len(text) <= 40 and decimal(Decimal(text)) == text
    except (ArithmeticError, ValueError):
        return False
