/** Pictures of results for the presenter. What draws them is loaded with the first one. */
import { methods } from '../methods/index.js';
import { t } from '../i18n/index.js';
import { PUBLIC_STATES, sortEntries } from '../questions/question-order.js';
import { isQuestions } from '../questions/questions-poll.js';
import { withApprovedEntries } from '../screen/approved-entries.js';

/**
 * Saves the picture of a poll, as its audience may see it.
 *
 * @param {import('../hub/room-store.js').RoomStore} store
 * @param {object} poll
 * @param {'image/png'|'image/svg+xml'} type
 */
export async function saveResultPicture(store, poll, type) {
  const pictures = await import('../pictures/save-picture.js');
  const tally = withApprovedEntries(poll, store.tallies.get(poll.id));
  while (!pictures.isPictureReady(poll)) await new Promise((done) => methods.addEventListener('change', done, { once: true }));
  const about = {
    title: poll.question,
    room: store.room,
    votes: t('votes', { n: tally?.ballots ?? 0 }),
    at: poll.closedAt ?? store.clock.now(),
    name: `votehub-${store.room.code}-${poll.id}`,
  };
  await pictures.savePicture(isQuestions(poll) ? pictures.questionsPicture(publicEntries(store, poll)) : pictures.pollPicture(poll, tally), about, type);
}

/**
 * Saves the picture of the quiz's leaderboard.
 *
 * @param {import('../hub/room-store.js').RoomStore} store
 * @param {{of: number, entries: object[], teams: object[]}} board
 * @param {'image/png'|'image/svg+xml'} type
 */
export async function saveLeaderboardPicture({ room, clock }, { of, entries, teams }, type) {
  const pictures = await import('../pictures/save-picture.js');
  const nameOf = (team) => room.players?.teams.find(({ id }) => id === team)?.name;
  const picture = pictures.leaderboardPicture(
    entries.map((entry) => ({ ...entry, team: nameOf(entry.team) })),
    teams.map((team) => ({ ...team, name: nameOf(team.id) ?? team.id, points: Math.round(team.points) })),
    of,
  );
  const about = { title: t('report.leaderboard'), room, votes: t('report.players', { n: of }), at: clock.now(), name: `votehub-${room.code}-leaderboard` };
  await pictures.savePicture(picture, about, type);
}

/**
 * Saves the picture of a comparison of rules.
 *
 * @param {import('../hub/room-store.js').RoomStore} store
 * @param {object} poll
 * @param {object} comparison as `GET …/compare` has it
 * @param {'image/png'|'image/svg+xml'} type
 */
export async function saveComparisonPicture({ room }, poll, comparison, type) {
  const [{ savePicture }, { comparisonPicture }] = await Promise.all([import('../pictures/save-picture.js'), import('../compare/compare-drawing.js')]);
  const about = { title: poll.question, room, votes: t('votes', { n: comparison.ballots }), at: poll.closedAt, name: `votehub-${room.code}-${poll.id}-rules` };
  await savePicture(comparisonPicture(poll, comparison), about, type);
}

function publicEntries(store, poll) {
  const counts = new Map((store.tallies.get(poll.id)?.result?.entries ?? []).map((count) => [count.id, count]));
  const entries = [...(store.entries.get(poll.id)?.values() ?? [])].filter(({ state }) => PUBLIC_STATES.includes(state));
  return sortEntries(
    entries.map((entry) => ({ score: 0, up: 0, down: 0, ...entry, ...counts.get(entry.id) })),
    'votes',
  );
}
