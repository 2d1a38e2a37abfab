/**
 * The pictures of results as SVG: the same numbers as in charts and tables, since they come from the same modules. Loaded by those who make
 * pictures only; needs the texts of `report` and, as all results do, those of `methods`.
 */
import { drawLegend, drawNote, drawRows, partsOf } from './bars-picture.js';
import { drawHistogram } from './histogram-picture.js';
import { drawLeaderboard, drawQuestions, drawTexts } from './list-picture.js';
import { drawPairwise } from './pairwise-picture.js';
import { drawRounds } from './rounds-picture.js';
import { drawShift } from './shift-picture.js';
import { drawWords } from './words-picture.js';
import { Pen } from './pen.js';
import { formatDecimal, formatNumber, formatShare, formatSignedDecimal, letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { directionOf } from '../i18n/text-direction.js';
import { withoutAbstentions } from '../methods/abstention.js';
import { gradeName } from '../methods/grades/grade-names.js';
import { methods } from '../methods/index.js';
import { countsOf } from '../methods/option-counts.js';
import { roundsOf } from '../methods/rounds.js';
import { movesText } from '../methods/rounds-result.js';
import { winnersOf } from '../methods/winners.js';
import { isQuestions } from '../questions/questions-poll.js';

/** Up to this number of options the scale of bars ends at 100 %. */
const MAX_ON_FULL_SCALE = 3;
const MAX_TEXTS = 24;
const MAX_QUESTIONS = 12;
const MAX_PLAYERS = 20;
const SMALL_PARTS = 4;
/** Above the first row, for the ticks that reach over it. */
const TOP = 5;

/** What a picture consists of: rows that may be set in parts, or one drawing that stays whole. */
const whole = (draw) => ({ draw });
const rowsOf = (rows, more = {}) => ({ rows, ...more });

/** The options with what a row says of each, `of` returns its figures and its length. */
function optionRows(poll, tally, of) {
  const winners = winnersOf(poll, tally);
  return poll.options.map((option, index) => ({
    id: option.id,
    index,
    letter: letter(index),
    label: option.label,
    // Without a space at which a line may break.
    mark: winners.has(option.id) ? `${winners.sign}\u00a0${winners.mark}` : '',
    ...of(option.id, index),
  }));
}

/** Bars whose scale ends near the longest one, as on the big screen. */
function scaledBars(poll, tally, counts, figuresOf, scales = true) {
  const all = [...counts.values()];
  const longest = all.reduce((most, count) => ((count.share ?? 0) > (most.share ?? 0) ? count : most), {});
  const scaled = scales && longest.share > 0 && (all.length > MAX_ON_FULL_SCALE || longest.percent === undefined);
  const full = scaled ? longest.share : 1;
  const rows = optionRows(poll, tally, (id) => {
    const count = counts.get(id);
    return { share: (count.share ?? 0) / full, figures: figuresOf(count), data: { 'data-option': id, 'data-votes': count.votes, 'data-share': count.share } };
  });
  return rowsOf(rows, { note: scaled && longest.percent < 100 ? t('bars.scale', { share: formatShare(longest.share, longest.percent) }) : '' });
}

const votesBars = (poll, tally, counts) => scaledBars(poll, tally, counts, ({ votes, share, percent }) => [formatShare(share, percent), formatNumber(votes)]);

function pointsBars(poll, tally, sums) {
  const counts = new Map([...sums].map(([id, { sum, share, percent }]) => [id, { votes: sum, share, percent }]));
  return scaledBars(poll, tally, counts, ({ votes, share, percent }) => [formatDecimal(votes), formatShare(share, percent)]);
}

function scoreRows(poll, tally, scores) {
  const none = { value: null, from: 0, width: 0, axis: 0, others: '' };
  return rowsOf(
    optionRows(poll, tally, (id) => {
      const { value, signed, others, from, width, axis } = scores.get(id) ?? none;
      return { bar: { from, width, axis }, figures: [value === null ? '–' : (signed ? formatSignedDecimal : formatDecimal)(value), others], data: { 'data-option': id, 'data-value': value ?? undefined } };
    }),
    { aside: true },
  );
}

function gradeRows(poll, tally, grades) {
  return rowsOf(
    optionRows(poll, tally, (id) => {
      const { grade, place, shares, percents } = grades.get(id);
      const segments = shares.map((share, i) => ({ share, text: share > 0 ? formatShare(share, percents[i]) : '' }));
      return { segments, figures: [grade, place], data: { 'data-option': id, 'data-shares': shares.join(' ') } };
    }),
    { aside: true, grades: poll.settings.grades.map(gradeName) },
  );
}

function ranked(poll, tally, module) {
  const { result } = tally;
  const options = optionRows(poll, tally, () => ({}));
  if (result.rounds) {
    const rounds = module.roundsOf(poll, tally);
    if (rounds.length < 2) return votesBars(poll, tally, module.firstChoicesOf(poll, rounds[0]?.votes ?? {}));
    const say = {
      round: (n) => t('table.round', { n }),
      number: formatDecimal,
      exhausted: `⊘ ${t('table.exhausted')}`,
      rest: (n) => t('flow.rest', { n }),
      later: (n) => t('report.later-rounds', { n }),
    };
    return whole((pen) => drawRounds(pen, options, rounds, say));
  }
  if (result.points) return scaledBars(poll, tally, module.bordaOf(poll, tally), ({ votes }) => [formatDecimal(votes)], false);
  const say = { place: (n) => `${formatNumber(n)}.`, number: formatNumber, note: t('report.pairwise') };
  return whole((pen) => drawPairwise(pen, options, result.pairwise ?? {}, result.ranking ?? [], say));
}

function numbers(poll, tally) {
  const { mean, median, max, histogram: bins = [] } = tally.result;
  const unit = poll.settings?.unit ? ` ${poll.settings.unit}` : '';
  const figure = (name, value) => `${t(`table.${name}`)} ${formatDecimal(value)}${unit}`;
  const say = { number: formatDecimal, count: formatNumber, mean: figure('mean', mean ?? 0), median: figure('median', median ?? 0) };
  return whole((pen) => drawHistogram(pen, { bins, mean, median, max, none: t('picture.none') }, say));
}

const moreOf = (n) => (n > 0 ? t('picture.more', { n }) : '');

function texts(poll, tally) {
  const entries = tally.result.entries ?? [];
  const shown = entries.slice(0, MAX_TEXTS).map(({ text, state }) => ({ text, starred: state === 'starred' }));
  return whole((pen) => drawTexts(pen, shown, moreOf(entries.length - shown.length + (tally.result.more ?? 0))));
}

/** Both rounds of a question that was asked twice; null for others. */
function bothRounds(poll, tally) {
  const rounds = roundsOf(poll, tally);
  if (!rounds) return null;
  const figures = ({ votes, share, percent }) => (percent === undefined ? formatNumber(votes) : `${formatShare(share, percent)} · ${formatNumber(votes)}`);
  const rows = rounds.rows.map((row) => ({ ...row, figures: [figures(row.first), figures(row.second)] }));
  const say = { first: t('rounds.first'), second: t('rounds.second'), abstained: t('abstained.word'), moves: movesText(rounds) };
  return whole((pen) => drawShift(pen, { ...rounds, rows }, say));
}

const BODIES = {
  single: (poll, tally) => bothRounds(poll, tally) ?? votesBars(poll, tally, countsOf(poll, tally)),
  multiple: (poll, tally) => votesBars(poll, tally, countsOf(poll, tally)),
  points: (poll, tally, module) => pointsBars(poll, tally, module.sumsOf(poll, tally)),
  score: (poll, tally, module) => scoreRows(poll, tally, module.scoresOf(poll, tally)),
  grades: (poll, tally, module) => gradeRows(poll, tally, module.gradesOf(poll, tally)),
  ranked,
  number: numbers,
  words: (poll, tally) => whole((pen) => drawWords(pen, tally.result.words ?? [], t('picture.none'))),
  text: texts,
};

/** The states of questions that are told, as text. */
const aboutQuestion = ({ state, name }) => [name, t(`report.state.${state}`)].filter(Boolean).join(' · ');

/** The picture of questions from the floor, the best first; entries as `GET …/report` has them. */
export function questionsPicture(entries) {
  const shown = entries.slice(0, MAX_QUESTIONS).map((entry) => ({ ...entry, about: aboutQuestion(entry), reply: entry.reply ?? '' }));
  return whole((pen) => drawQuestions(pen, shown, moreOf(entries.length - shown.length), { number: formatNumber }));
}

/** The picture of a leaderboard: its players, and its teams below. `rows` are {rank, name, points, team?}. */
export function leaderboardPicture(rows, teams, of = rows.length) {
  return whole((pen) => {
    const shown = rows.slice(0, MAX_PLAYERS);
    const say = { number: formatNumber };
    const end = drawLeaderboard(pen, shown, moreOf(of - shown.length), say);
    if (!teams.length) return end;
    pen.text(0, end + 38, t('report.teams'), { bold: true, size: 18 });
    return drawLeaderboard(pen, teams, '', say, end + 52);
  });
}

/** Starts loading what the picture of a poll needs; whether it is there. */
export const isPictureReady = (poll) => isQuestions(poll) || Boolean(methods.get(`${poll.method}/result`));

/** The picture of a poll with a result; null while its module is being loaded, or if its method is unknown. */
export function pollPicture(poll, tally) {
  const module = methods.get(`${poll.method}/result`);
  const body = BODIES[poll.method];
  return module && body ? { rtl: directionOf(poll.options) === 'rtl', ...body(poll, withoutAbstentions(tally), module) } : null;
}

/**
 * Draws a picture.
 *
 * @param {object} picture
 * @param {{width: number, most?: number, measure?: Function}} space `most` is the height up to which rows are set together
 * @returns {{width: number, height: number, nodes: object[], rtl: boolean}[]} one part, or several of rows that are higher together
 */
export function drawParts(picture, { width, most = Infinity, measure }) {
  const rtl = Boolean(picture.rtl);
  const penOf = () => new Pen({ width, rtl, measure });
  if (picture.draw) {
    const pen = penOf();
    const height = picture.draw(pen);
    return [{ width, height, nodes: pen.nodes, rtl }];
  }
  const legend = picture.grades ? 34 : 0;
  const parts = partsOf(penOf(), picture.rows, most, legend);
  // Rows that do not fit together are set in small parts, which leave less of a page empty.
  if (parts.length > 1) parts.splice(0, parts.length, ...partsOf(penOf(), picture.rows, most / SMALL_PARTS, legend));
  return parts.map(({ rows }, i) => {
    const pen = penOf();
    const top = picture.grades && !i ? drawLegend(pen, picture.grades, 0) + TOP : TOP;
    let height = drawRows(pen, rows, picture.rows, top, picture.aside);
    if (picture.note && i === parts.length - 1) height = drawNote(pen, picture.note, height);
    return { width, height, nodes: pen.nodes, rtl };
  });
}
