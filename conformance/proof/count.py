"""Counts ballots anew: the result of each method whose ballots may be public."""

from fractions import Fraction

from . import numbers, ranked
from .canonical import is_whole
from .errors import Fault

ABSTENTION = {"abstain": True}
MOST_OPTIONS = 1000
MOST_STEPS = 100


class Poll:
    """What of a manifest decides how ballots count."""

    def __init__(self, manifest):
        self.method = manifest["method"]
        self.settings = manifest["settings"]
        self.ids = [option.get("id") for option in manifest["options"] if isinstance(option, dict)]
        well = len(self.ids) == len(manifest["options"]) <= MOST_OPTIONS and all(isinstance(i, str) for i in self.ids)
        if not well or len(set(self.ids)) != len(self.ids):
            raise Fault("the manifest has no list of options")
        self.known = set(self.ids)

    def whole(self, name, least, most):
        """A setting that is a whole number."""
        value = self.settings.get(name)
        if not is_whole(value) or not least <= value <= most:
            raise Fault(f"the setting {name} is missing or wrong")
        return value

    def given(self, ballot, field):
        """The values that a ballot gives to options."""
        values = only(ballot, field)
        if not isinstance(values, dict) or not set(values) <= self.known:
            raise ValueError
        return values


def only(ballot, field):
    """The value of a ballot's only member."""
    if list(ballot) != [field]:
        raise ValueError
    return ballot[field]


def whole_value(value, least, most):
    """The value, if it is a whole number within bounds."""
    if not is_whole(value) or not least <= value <= most:
        raise ValueError
    return value


class Choices:
    """single and multiple"""

    def __init__(self, poll):
        self.poll = poll
        self.bounds = (0, 0)
        if poll.method == "multiple":
            most = poll.whole("max", 1, MOST_OPTIONS)
            self.bounds = (poll.whole("min", 0, most), most)
        self.votes = dict.fromkeys(poll.ids, 0)
        self.all = 0

    def add(self, ballot, weight):
        chosen = [only(ballot, "choice")] if self.poll.method == "single" else only(ballot, "choices")
        if self.poll.method == "multiple":
            if not isinstance(chosen, list) or not self.bounds[0] <= len(chosen) <= self.bounds[1]:
                raise ValueError
        if not all(isinstance(each, str) for each in chosen) or len(set(chosen)) != len(chosen):
            raise ValueError
        for option in chosen:
            if option not in self.votes:
                raise ValueError
            self.votes[option] += weight
        self.all += weight

    def result(self):
        most = max(self.votes.values(), default=0)
        rows = [{"id": i, "votes": n, "share": n / self.all if self.all else 0} for i, n in self.votes.items()]
        return {"options": rows, "winners": [i for i, n in self.votes.items() if n == most > 0]}


class Score:
    """score"""

    def __init__(self, poll):
        self.poll = poll
        self.least = poll.whole("min", -(10**6), 10**6)
        self.most = poll.whole("max", self.least, self.least + MOST_STEPS)
        self.given = {i: dict.fromkeys(range(self.least, self.most + 1), 0) for i in poll.ids}

    def add(self, ballot, weight):
        for option, score in self.poll.given(ballot, "scores").items():
            self.given[option][whole_value(score, self.least, self.most)] += weight

    def result(self):
        rows, ranks = [], {}
        for option, counts in self.given.items():
            count = sum(counts.values())
            total = sum(score * n for score, n in counts.items())
            if count:
                ranks[option] = Fraction(total, count) if self.poll.settings.get("rank") == "mean" else total
            elif self.poll.settings.get("rank") != "mean":
                ranks[option] = 0
            rows.append({
                "id": option, "count": count, "sum": total,
                "mean": total / count if count else None,
                "median": (self._at(counts, (count - 1) // 2) + self._at(counts, count // 2)) / 2 if count else None,
                "histogram": {str(score): n for score, n in counts.items()},
            })
        scored = any(row["count"] for row in rows)
        best = max(ranks.values(), default=0)
        return {"options": rows, "winners": [i for i, rank in ranks.items() if scored and rank == best]}

    @staticmethod
    def _at(counts, position):
        for score, n in counts.items():
            if position < n:
                return score
            position -= n
        raise AssertionError("no such position")


class Points:
    """points"""

    def __init__(self, poll):
        self.poll = poll
        self.total = poll.whole("total", 1, 10**6)
        self.sums = dict.fromkeys(poll.ids, 0)

    def add(self, ballot, weight):
        points = self.poll.given(ballot, "points")
        if sum(whole_value(some, 0, self.total) for some in points.values()) > self.total:
            raise ValueError
        for option, some in points.items():
            self.sums[option] += some * weight

    def result(self):
        most, everything = max(self.sums.values(), default=0), sum(self.sums.values())
        rows = [{"id": i, "sum": n, "share": n / everything if everything else 0} for i, n in self.sums.items()]
        return {"options": rows, "winners": [i for i, n in self.sums.items() if n == most > 0]}


class Grades:
    """grades: majority judgment"""

    def __init__(self, poll):
        self.poll = poll
        self.names = poll.settings.get("grades")
        well = isinstance(self.names, list) and 2 <= len(self.names) <= 100
        if not well or not all(isinstance(name, str) for name in self.names) or len(set(self.names)) != len(self.names):
            raise Fault("the setting grades is missing or wrong")
        self.counts = {i: [0] * len(self.names) for i in poll.ids}
        self.all = 0

    def add(self, ballot, weight):
        grades = self.poll.given(ballot, "grades")
        for option in self.poll.ids:
            self.counts[option][self.names.index(grades.get(option, self.names[-1]))] += weight
        self.all += weight

    def result(self):
        rows = [{
            "id": option, "histogram": dict(zip(self.names, counts)),
            "grade": self.names[median(counts)] if self.all else None,
        } for option, counts in self.counts.items()]
        ranking = self._ranking() if self.all else []
        return {"options": rows, "ranking": ranking, "winners": ranking[0] if ranking else []}

    def _ranking(self):
        """Best first; those with the same grades are tied."""
        rest, ranking = list(self.poll.ids), []
        while rest:
            best = rest[0]
            for option in rest[1:]:
                if is_better(self.counts[option], self.counts[best]):
                    best = option
            ranking.append([option for option in rest if self.counts[option] == self.counts[best]])
            rest = [option for option in rest if option not in ranking[-1]]
        return ranking


def median(counts):
    """The index of the lower median grade, counts being best first."""
    position = sum(counts) // 2
    grade = 0
    while position >= counts[grade]:
        position -= counts[grade]
        grade += 1
    return grade


def is_better(one, other):
    """Whether one option's grades are better than another's when median grades are taken away one by one.

    With the grades of an option in a row, best first, the places that are taken away are the same for all options: the lower median,
    then its neighbours in turn. The first such place at which two rows differ decides. Rows differ just where their running sums do.
    """
    everything, first, better = sum(one), None, False
    ones = others = 0
    for grade, count in enumerate(one):
        ones += count
        others += other[grade]
        if ones != others:
            turn = first_turn(min(ones, others), max(ones, others) - 1, everything)
            if first is None or turn < first:
                first, better = turn, ones > others
    return better


def first_turn(start, end, everything):
    """When the first of the places from start to end, counted from 0, is taken away."""
    middle = everything // 2
    if start <= middle <= end:
        return 0
    # An odd number leaves as many on both sides, of which the lower median is the worse one, after; an even number one more before.
    if start > middle:
        return 2 * (start - middle) - everything % 2
    return 2 * (middle - end) - (1 - everything % 2)


METHODS = {"single": Choices, "multiple": Choices, "score": Score, "points": Points, "grades": Grades}


def counting(poll):
    """What counts the ballots of a poll."""
    if poll.method == "ranked":
        return ranked.counting(poll)
    if poll.method == "number":
        return numbers.Numbers(poll)
    if poll.method not in METHODS:
        raise Fault(f"ballots of the method {poll.method} are never public")
    return METHODS[poll.method](poll)


def recount(poll, ballots):
    """The result of ballots, which are pairs of a ballot and its weight; a Fault names the first line that is none."""
    count = counting(poll)
    abstained = total = 0
    for line, (ballot, weight) in enumerate(ballots, 1):
        total += weight
        if poll.settings.get("abstain") is True and ballot == ABSTENTION and ballot["abstain"] is True:
            abstained += weight
            continue
        try:
            count.add(ballot, weight)
        except (ValueError, TypeError, KeyError):
            raise Fault(f"line {line} of the ballots is no ballot of this poll") from None
    result = {"method": poll.method, **count.result(), "weight": total}
    if poll.settings.get("abstain") is True:
        result["abstained"] = abstained
    return result
