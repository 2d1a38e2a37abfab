"""Counts in rounds: instant runoff, and the single transferable vote of the Scottish rules of 2007."""

from . import ranked

VOTE = 100_000
"""One vote of stv, in units of the fifth decimal."""


class Rounds:
    """Collects rankings, of which equal ones move together."""

    def __init__(self, poll):
        self.poll = poll
        self.counts = {}
        self.stv = poll.settings["count"] == "stv"
        self.seats = poll.whole("seats", 1, len(poll.ids)) if self.stv else 1

    def add(self, ballot, weight):
        ranking = tuple(place[0] for place in ranked.places(self.poll, ballot, False))
        self.counts[ranking] = self.counts.get(ranking, 0) + weight

    def result(self):
        count = Count(len(self.poll.ids), self.counts, VOTE if self.stv else 1)
        result = {}
        if self.stv:
            quota = sum(self.counts.values()) // (self.seats + 1) + 1
            result["quota"] = quota
            if self.counts:
                transferable_vote(count, quota * VOTE, self.seats)
        elif self.counts:
            instant_runoff(count)
        elected = sorted(option for each in count.rounds for option in each["elected"])
        result["winners"] = self._ids(elected)
        result["rounds"] = [self._json(each) for each in count.rounds]
        return result

    def _ids(self, options):
        return [self.poll.ids[option] for option in options]

    def _votes(self, votes):
        return {self.poll.ids[option]: self._plain(units) for option, units in votes.items()}

    def _plain(self, units):
        return units if not self.stv else units // VOTE if units % VOTE == 0 else units / VOTE

    def _json(self, each):
        return {
            "votes": self._votes(each["votes"]),
            "exhausted": self._plain(each["exhausted"]),
            "elected": self._ids(each["elected"]),
            "eliminated": self._ids(each["eliminated"]),
            "transfers": {self.poll.ids[option]: self._votes(to) for option, to in each["transfers"].items()},
        }


class Count:
    """The state of a count: where each ballot lies and what it is worth."""

    def __init__(self, options, rankings, worth):
        self.continuing = list(range(options))
        self.excluded = set()
        self.exhausted = 0
        self.rounds = []
        self.transfers = {}
        # A parcel is [ranking, how many ballots, value of one].
        self.piles = [[] for _ in range(options)]
        for ranking, n in rankings.items():
            self.piles[ranking[0]].append([ranking, n, worth])
        self.votes = [sum(n * value for _, n, value in pile) for pile in self.piles]

    def transfer(self, option, revalued, kept):
        """Moves all ballots of an option to their next continuing preferences."""
        moved = {}
        pile, self.piles[option] = self.piles[option], []
        continuing = set(self.continuing)
        for ranking, n, value in pile:
            worth = revalued(value)
            after = ranking[ranking.index(option) + 1 :]
            to = next((other for other in after if other in continuing), None)
            if to is None:
                self.exhausted += n * worth
            else:
                self.piles[to].append([ranking, n, worth])
                moved[to] = moved.get(to, 0) + n * worth
        for to, units in moved.items():
            self.votes[to] += units
        self.votes[option] = kept
        self.transfers[option] = {to: units for to, units in moved.items() if units}

    def exclude(self, options):
        """From now on these get no votes."""
        self.excluded.update(options)
        self.continuing = [option for option in self.continuing if option not in options]

    def end_round(self, elected, eliminated):
        """Writes a round down."""
        votes = {option: units for option, units in enumerate(self.votes) if option not in self.excluded}
        self.rounds.append({
            "votes": votes, "exhausted": self.exhausted, "elected": elected,
            "eliminated": eliminated, "transfers": self.transfers,
        })
        self.transfers = {}

    def tied_still(self, tied, pick, earlier):
        """Those that had the most or fewest votes in the latest earlier round in which they differ."""
        for each in reversed(earlier):
            if len(tied) == 1:
                break
            sought = pick(each["votes"][option] for option in tied)
            tied = [option for option in tied if each["votes"][option] == sought]
        return tied


def instant_runoff(count):
    while True:
        votes = {option: count.votes[option] for option in count.continuing}
        most, fewest = max(votes.values()), min(votes.values())
        if most == fewest or 2 * most > sum(votes.values()):
            count.end_round([option for option in votes if votes[option] == most], [])
            return
        last = [option for option in votes if votes[option] == fewest]
        gone = count.tied_still(last, min, count.rounds)
        count.end_round([], gone)
        count.exclude(gone)
        for option in gone:
            count.transfer(option, lambda value: value, 0)


def transferable_vote(count, quota, seats):
    surpluses = []

    def end_stage(eliminated):
        nonlocal seats
        elected = [option for option in count.continuing if count.votes[option] >= quota]
        if len(count.continuing) == seats:
            elected = list(count.continuing)
        count.continuing = [option for option in count.continuing if option not in elected]
        surpluses.extend(option for option in elected if count.votes[option] > quota)
        seats -= len(elected)
        count.end_round(elected, eliminated)

    end_stage([])
    while seats > 0:
        pick, among = (max, surpluses) if surpluses else (min, count.continuing)
        sought = pick(count.votes[option] for option in among)
        tied = [option for option in among if count.votes[option] == sought]
        option = max(count.tied_still(tied, pick, count.rounds[:-1]))
        if surpluses:
            surpluses.remove(option)
            votes = count.votes[option]
            count.transfer(option, lambda value: (votes - quota) * value // votes, quota)
            end_stage([])
        else:
            count.exclude([option])
            count.transfer(option, lambda value: value, 0)
            end_stage([option])
