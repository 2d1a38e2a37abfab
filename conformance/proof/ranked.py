"""ranked: points by place (Borda), comparisons of pairs (Schulze, ranked pairs), and counts in rounds (see rounds)."""

from . import rounds
from .errors import Fault


def counting(poll):
    """What counts the rankings of a poll."""
    count = poll.settings.get("count")
    if len(poll.ids) > 100:
        raise Fault("the manifest has too many options to rank")
    if count in ("irv", "stv"):
        return rounds.Rounds(poll)
    if count == "borda":
        return Borda(poll)
    if count in ("schulze", "rankedpairs"):
        return Pairs(poll)
    raise Fault("the setting count is missing or unknown")


def places(poll, ballot, ties):
    """The places of a ranking, each a list of options, as indexes."""
    if list(ballot) != ["ranking"]:
        raise ValueError
    ranking = ballot["ranking"]
    if not isinstance(ranking, list) or not ranking:
        raise ValueError
    listed = [place if isinstance(place, list) and ties else [place] for place in ranking]
    ranked = [option for place in listed for option in place]
    if not all(isinstance(option, str) for option in ranked) or len(set(ranked)) != len(ranked) or not all(listed):
        raise ValueError
    index = {option: i for i, option in enumerate(poll.ids)}
    return [[index[option] for option in place] for place in listed]


class Borda:
    """Points in halves, since a shared place may give half a point."""

    def __init__(self, poll):
        self.poll = poll
        self.halves = [0] * len(poll.ids)
        self.all = 0

    def add(self, ballot, weight):
        listed = places(self.poll, ballot, True)
        ranked = {option for place in listed for option in place}
        best = len(self.halves) - 1
        for place in [*listed, [option for option in range(len(self.halves)) if option not in ranked]]:
            for option in place:
                self.halves[option] += (2 * best - (len(place) - 1)) * weight
            best -= len(place)
        self.all += weight

    def result(self):
        most = max(self.halves)
        winners = [i for i, halves in zip(self.poll.ids, self.halves) if self.all and halves == most]
        points = {i: halves // 2 if halves % 2 == 0 else halves / 2 for i, halves in zip(self.poll.ids, self.halves)}
        return {"winners": winners, "points": points}


class Pairs:
    """How many ballots rank one option above another, and the order that follows."""

    def __init__(self, poll):
        self.poll = poll
        self.size = len(poll.ids)
        self.above = [[0] * self.size for _ in range(self.size)]
        self.all = 0

    def add(self, ballot, weight):
        place_of = [self.size] * self.size
        for number, place in enumerate(places(self.poll, ballot, True)):
            for option in place:
                place_of[option] = number
        for i, place in enumerate(place_of):
            row = self.above[i]
            for j, other in enumerate(place_of):
                if place < other:
                    row[j] += weight
        self.all += weight

    def _winning(self, i, j):
        return self.above[i][j] if self.above[i][j] > self.above[j][i] else 0

    def _schulze(self):
        options = range(self.size)
        path = [[self._winning(i, j) for j in options] for i in options]
        for by in options:
            for i in options:
                for j in options:
                    path[i][j] = max(path[i][j], min(path[i][by], path[by][j]))
        return [[path[i][j] > path[j][i] for j in options] for i in options]

    def _ranked_pairs(self):
        options = range(self.size)
        beats = [[False] * self.size for _ in options]
        majorities = [(-self.above[i][j], self.above[j][i], i, j) for i in options for j in options if self._winning(i, j)]
        for _, _, winner, loser in sorted(majorities):
            if beats[loser][winner]:
                continue
            over = [i for i in options if i == winner or beats[i][winner]]
            under = [j for j in options if j == loser or beats[loser][j]]
            for i in over:
                for j in under:
                    beats[i][j] = True
        return beats

    def result(self):
        ids, ranking = self.poll.ids, []
        if self.all:
            beats = self._schulze() if self.poll.settings["count"] == "schulze" else self._ranked_pairs()
            rest = list(range(self.size))
            while rest:
                place = [i for i in rest if not any(beats[j][i] for j in rest)]
                ranking.append([ids[i] for i in place])
                rest = [i for i in rest if i not in place]
        pairwise = {a: {b: self.above[i][j] for j, b in enumerate(ids) if i != j} for i, a in enumerate(ids)}
        return {"winners": ranking[0] if ranking else [], "ranking": ranking, "pairwise": pairwise}
