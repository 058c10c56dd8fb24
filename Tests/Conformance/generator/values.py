"""States of values and the rules that join them, from section 1 of docs/semantics.md. No code of the engine is used."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

KNOWN, UNKNOWN, OPEN, NOT_APPLICABLE = range(4)
STATE_NAMES = {UNKNOWN: "unknown", OPEN: "open", NOT_APPLICABLE: "not applicable"}


@dataclass(frozen=True)
class Value:
    """A value with its state; `value` counts only where it is known."""

    state: int
    value: object = None

    @property
    def known(self):
        return self.state == KNOWN


U = Value(UNKNOWN)
O = Value(OPEN)
N = Value(NOT_APPLICABLE)


def K(value):
    return Value(KNOWN, value)


T, F = K(True), K(False)


def claimable(value):
    """An answer to a question that may not apply, as it is read: without an answer it is open."""
    return O if value == U else value


def highest(states):
    """The highest state, but open where something not applicable stands beside something else not known."""
    states = [state for state in states if state != KNOWN]
    if NOT_APPLICABLE in states and any(state != NOT_APPLICABLE for state in states):
        return OPEN
    return max(states)


def strict(function, *values):
    state = max(value.state for value in values)
    return Value(state) if state else K(function(*(value.value for value in values)))


def land(*values):
    if any(value == F for value in values):
        return F
    return T if all(value == T for value in values) else U


def lor(*values):
    if any(value == T for value in values):
        return T
    return F if all(value == F for value in values) else U


def lnot(value):
    return strict(lambda flag: not flag, value)


def tests(values, decisive):
    """Tests of a cell (`decisive` true) or cells of a row (`decisive` false)."""
    if K(decisive) in values:
        return K(decisive)
    if all(value.known for value in values):
        return K(not decisive)
    return Value(highest([value.state for value in values]))


def join(conditions, candidates):
    """Joins candidates; `conditions` are those that choose between them."""
    values = {value.value for value in candidates if value.known}
    if all(value == N for value in candidates):
        return N
    if all(value.known for value in candidates) and len(values) == 1:
        return candidates[0]
    chosen = [value.state for value in conditions if not value.known]
    chosen = highest(chosen) if chosen else UNKNOWN
    if chosen == NOT_APPLICABLE:
        may_agree = N not in candidates and len(values) < 2
        return O if may_agree else N
    if N in candidates:
        return O
    return Value(max([UNKNOWN, chosen] + [value.state for value in candidates]))


def conditional(condition, then, otherwise):
    if condition.known:
        return then if condition.value else otherwise
    return join([condition], [then, otherwise])


def at_least(count, values):
    true = sum(value == T for value in values)
    possible = sum(value.state in (UNKNOWN, OPEN) for value in values)
    if true >= count:
        return T
    return F if true + possible < count else U


def applicable(value):
    return {OPEN: U, NOT_APPLICABLE: F}.get(value.state, T)


def table(rows, hit="U"):
    """Rows of ([values of their cells], output); the row that matches."""
    conditions, candidates = [], []
    for cells, output in rows:
        match = tests(cells, False)
        if match == F:
            continue
        if match == T and hit in ("U", "A"):
            return output
        conditions.append(match)
        candidates.append(output)
        if match == T and hit == "F":
            break
    return join(conditions, candidates)


def decimal(number):
    """Text of an exact number: a decimal if it ends, else a quotient."""
    number = Fraction(number)
    rest, places = number.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places += max(twos, fives)
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def typed(value, unit=None):
    """The JSON of a value."""
    if isinstance(value, Value):
        if not value.known:
            return {"type": STATE_NAMES[value.state], "value": None}
        value = value.value
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, str):
        return {"type": "string", "value": value}
    if isinstance(value, date):
        return {"type": "date", "value": value.isoformat()}
    if isinstance(value, (list, tuple)):
        return {"type": "list", "value": [typed(item, unit) for item in value]}
    if isinstance(value, dict):
        return {"type": "context", "value": {key: typed(item) for key, item in value.items()}}
    result = {"type": "number", "value": decimal(value)}
    if unit:
        result["unit"] = unit
    return result
