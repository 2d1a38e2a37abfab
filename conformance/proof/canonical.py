"""Canonical JSON (RFC 8785) and canonical base64: one spelling for each value."""

import base64
import binascii
import json
from decimal import Decimal

from .errors import Fault

EXACT = 2**53
ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def read(content, what):
    """The value of JSON that is in canonical form; else a Fault that names it."""
    try:
        value = json.loads(content.decode("utf-8"), parse_constant=_reject)
        if write(value) == content:
            return value
    except (ValueError, OverflowError, RecursionError):
        pass
    raise Fault(f"{what} is not canonical JSON")


def _reject(name):
    raise ValueError(name)


def write(value):
    """The bytes of a value in canonical form."""
    return _text(value).encode("utf-8")


def _text(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(_quoted(name) + ":" + _text(value[name]) for name in names) + "}"


def _quoted(text):
    return '"' + "".join(ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in text) + '"'


def number(value):
    """A number as ECMAScript writes it."""
    if isinstance(value, int) and abs(value) <= EXACT:
        return str(value)
    value = float(value)
    if value in (float("inf"), float("-inf")) or value != value:
        raise ValueError("not finite")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, digits))
    point = len(digits) + exponent
    digits = digits.rstrip("0")
    return "-" * sign + _placed(digits, point)


def _placed(digits, point):
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    mantissa = digits[0] + ("." + digits[1:] if count > 1 else "")
    return f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def decimal(exact):
    """A Decimal as a value of JSON: as text where a double would tell another number."""
    if exact == exact.to_integral_value() and abs(exact) <= EXACT:
        return int(exact)
    near = float(exact)
    if Decimal(number(near)) == exact:
        return near
    return format(exact.normalize(), "f")


def is_whole(value):
    """Whether a value of JSON is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def from_base64(text, what):
    """The bytes of base64 with padding; another spelling of the same bytes is a Fault."""
    try:
        content = base64.b64decode(text, validate=True)
        if base64.b64encode(content).decode() == text:
            return content
    except (ValueError, binascii.Error):
        pass
    raise Fault(f"{what} is not base64")


def from_base64url(text, what):
    """As above, of base64url without padding."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if base64.urlsafe_b64encode(content).decode().rstrip("=") == text:
            return content
    except (ValueError, binascii.Error):
        pass
    raise Fault(f"{what} is not base64url")
