/** ranked: points by place (Borda), comparisons of pairs (Schulze, ranked pairs); counts in rounds are in rounds.js. */
import { decimal } from './canonical.js';
import { Fault } from './fault.js';
import { plain } from './poll.js';
import { placesOf } from './ranking.js';
import { roundsCount } from './rounds.js';

const MOST_OPTIONS = 100;

export function rankedCount(poll) {
  const { count } = poll.settings;
  if (poll.ids.length > MOST_OPTIONS || poll.ids.length < 1) throw new Fault('settings', { name: 'options' });
  if (count === 'irv' || count === 'stv') return roundsCount(poll);
  if (count === 'borda') return bordaCount(poll);
  if (count === 'schulze' || count === 'rankedpairs') return pairsCount(poll);
  throw new Fault('settings', { name: 'count' });
}

function bordaCount(poll) {
  const size = poll.ids.length;
  const halves = poll.ids.map(() => 0n);
  let all = 0n;
  return {
    add(ballot, weight) {
      const places = placesOf(poll, ballot, true);
      const ranked = new Set(places.flat());
      let best = size - 1;
      for (const place of [...places, poll.ids.map((_, i) => i).filter((i) => !ranked.has(i))]) {
        for (const option of place) halves[option] += BigInt(2 * best - (place.length - 1)) * weight;
        best -= place.length;
      }
      all += weight;
    },
    result() {
      const most = halves.reduce((a, b) => (b > a ? b : a));
      return {
        winners: poll.ids.filter((_, i) => all && halves[i] === most),
        points: Object.fromEntries(poll.ids.map((id, i) => [id, decimal(halves[i] * 5n, 1)])),
      };
    },
  };
}

function pairsCount(poll) {
  const options = poll.ids.map((_, i) => i);
  const above = options.map(() => options.map(() => 0n));
  let all = 0n;
  return {
    add(ballot, weight) {
      const placeOf = options.map(() => options.length);
      placesOf(poll, ballot, true).forEach((place, number) => place.forEach((option) => (placeOf[option] = number)));
      for (const i of options) for (const j of options) if (placeOf[i] < placeOf[j]) above[i][j] += weight;
      all += weight;
    },
    result() {
      const beats = poll.settings.count === 'schulze' ? schulze(above) : rankedPairs(above);
      const ranking = [];
      for (let rest = all ? options : []; rest.length; ) {
        const place = rest.filter((i) => !rest.some((j) => beats[j][i]));
        ranking.push(place.map((i) => poll.ids[i]));
        rest = rest.filter((i) => !place.includes(i));
      }
      const row = (i) => Object.fromEntries(options.filter((j) => j !== i).map((j) => [poll.ids[j], plain(above[i][j])]));
      return { winners: ranking[0] ?? [], ranking, pairwise: Object.fromEntries(options.map((i) => [poll.ids[i], row(i)])) };
    },
  };
}

const winning = (above, i, j) => (above[i][j] > above[j][i] ? above[i][j] : 0n);

function schulze(above) {
  const options = above.map((_, i) => i);
  const path = options.map((i) => options.map((j) => winning(above, i, j)));
  for (const by of options) {
    for (const i of options) {
      for (const j of options) {
        const through = path[i][by] < path[by][j] ? path[i][by] : path[by][j];
        if (through > path[i][j]) path[i][j] = through;
      }
    }
  }
  return options.map((i) => options.map((j) => path[i][j] > path[j][i]));
}

function rankedPairs(above) {
  const options = above.map((_, i) => i);
  const beats = options.map(() => options.map(() => false));
  const majorities = options.flatMap((winner) => options.filter((loser) => winning(above, winner, loser)).map((loser) => ({ winner, loser, votes: above[winner][loser], against: above[loser][winner] })));
  const order = (a, b) => (a.votes !== b.votes ? (a.votes > b.votes ? -1 : 1) : a.against !== b.against ? (a.against < b.against ? -1 : 1) : a.winner - b.winner || a.loser - b.loser);
  for (const { winner, loser } of majorities.sort(order)) {
    if (beats[loser][winner]) continue;
    const over = options.filter((i) => i === winner || beats[i][winner]);
    const under = options.filter((j) => j === loser || beats[loser][j]);
    for (const i of over) for (const j of under) beats[i][j] = true;
  }
  return beats;
}
