/**
 * Computes how many rows of bars a page of the big screen has, and their sizes. Letters are never smaller than can be read from ten metres;
 * rows that do not fit go to further pages. A label is beside its bar, or above it if labels are long or rows are few.
 *
 * All lengths are in px, except those in ems, which are relative to the letters.
 */
/** The smallest and the largest letters, in hundredths of the screen's height. */
const MIN_SIZE = 2.1;
const MAX_SIZE_BESIDE = 3.4;
const MAX_SIZE_ABOVE = 6.2;
const MAX_SIZE_ASIDE = 4.2;
/** If labels are above bars, letters are reduced down to this size to leave half of a row to the bar. */
const PREFERRED_SIZE_ABOVE = 2.6;
/** The average width of letters: a single line may have many wide ones, over several lines they even out. */
const LETTER_EMS = 0.62;
const LONG_LETTER_EMS = 0.57;
const LONG = 60;
const CHIP_EMS = 2.4;
/** A picture beside a label of several lines, with its gap; see charts/bars-styles.js. */
const PICTURE_EMS = 3.1;
const LINE_EMS = 1.2;
const GAP_EMS = 1;
const COLUMN_GAP = 4;
const STEP = 0.97;
/** The factor down to which letters are reduced to avoid breaking a long word. */
const MIN_FACTOR_FOR_WHOLE_WORDS = 0.6;
const MAX_NAME_PART = 0.44;
const MIN_BAR_PART = 0.28;

/**
 * @param {{n: number, width: number, height: number, unit: number, chars: number, word?: number, figuresEms: number, badgeEms: number, pictures?: boolean,
 *     aside: boolean, bare: boolean}} given `n` rows in a box, `unit` a hundredth of the screen's height, `chars` the length of the longest label, `word` that of
 *     the longest word of any, `figuresEms` and `badgeEms` what else a row has to say, `pictures` whether rows have pictures, `aside` whether the figures have a place of their own and do not follow the bar, `bare`
 *     for rows without bars
 * @returns {{pages: number, perPage: number, columns: number, rows: number, above: boolean, size: number, lines: number, row: number, bar:
 *     number, name: number}} `name` is the width of labels beside bars
 */
export function planBars(given) {
  const n = Math.max(1, given.n);
  for (let pages = 1; ; pages++) {
    const perPage = Math.ceil(n / pages);
    const best = bestOf(perPage, given, perPage === 1);
    if (best) return { pages: Math.ceil(n / perPage), perPage, ...best };
  }
}

function bestOf(perPage, given, last) {
  let best = null;
  for (const columns of given.bare ? [1, 2, 3] : [1, 2]) {
    const rows = Math.ceil(perPage / columns);
    const place = {
      ...given,
      row: given.height / rows,
      width: (given.width - (columns - 1) * COLUMN_GAP * given.unit) / columns,
      last,
    };
    for (const [fit, worth] of [[above, 1], [beside, 0.85]]) {
      const made = fit(place);
      const score = made && made.size * worth;
      if (made && (!best || score > best.score)) best = { ...made, columns, rows, row: place.row, score };
    }
    // One column is preferred, because bars with a common start are compared best.
    if (best) return best;
  }
  return null;
}

/** The largest letters from `most` down for which `fits` returns a layout, preferably one that breaks no word; null if there are none. */
function largest(most, unit, fits) {
  let broken = null;
  for (let size = most; size >= Math.max(MIN_SIZE * unit * 0.999, (broken?.size ?? 0) * MIN_FACTOR_FOR_WHOLE_WORDS); size *= STEP) {
    const made = fits(size);
    if (made?.whole) return { size, ...made };
    if (made && !broken) broken = { size, ...made };
  }
  return broken;
}

/** The number of lines of a label. Lines break between words, so all but the last lose on average half of the longest word. */
function linesOf({ chars, word = 0 }, size, width) {
  if (width <= 0) return Infinity;
  const letter = (chars > LONG ? LONG_LETTER_EMS : LETTER_EMS) * size;
  if (chars * letter <= width) return 1;
  const lost = Math.min((word * letter) / 2, width * 0.25);
  return Math.max(2, Math.ceil((chars * letter - lost) / (width - lost)));
}

const keepsWords = ({ word = 0 }, size, width) => word * LETTER_EMS * size <= width;

/** The width of what is beside a label. */
const headEms = ({ badgeEms, pictures }) => CHIP_EMS + badgeEms + (pictures ? PICTURE_EMS : 0);

function beside(place) {
  const { row, width, unit, chars, figuresEms, bare } = place;
  if (bare) return null;
  return largest(Math.min(MAX_SIZE_BESIDE * unit, row / 1.5), unit, (size) => {
    const rest = headEms(place) * size;
    const name = Math.min(width * MAX_NAME_PART, chars * LETTER_EMS * size + rest + size * 0.5);
    const lines = linesOf(place, size, name - rest);
    const bar = width - name - figuresEms * size;
    if (lines > 2 || lines * LINE_EMS * size > row * 0.92 || bar < width * MIN_BAR_PART) return null;
    // The estimate may be too low, so a high row allows another line.
    return { above: false, lines: Math.max(lines, Math.min(3, Math.floor((row * 0.92) / (LINE_EMS * size)))), whole: keepsWords(place, size, name - rest), name, bar: row * 0.62 };
  });
}

function above(place) {
  const { row, width, unit, figuresEms, aside, bare, last } = place;
  const good = bare ? row / 2 : Math.max(row * 0.22, Math.min(PREFERRED_SIZE_ABOVE * unit, row / 3.5));
  const most = Math.max(Math.min((aside ? MAX_SIZE_ASIDE : MAX_SIZE_ABOVE) * unit, width * 0.06, good), MIN_SIZE * unit);
  const fits = (size, clamped) => {
    const label = width - (headEms(place) + (aside ? figuresEms : 0)) * size;
    const lines = clamped ? 3 : linesOf(place, size, label);
    const words = Math.max(1.5, lines * LINE_EMS) * size;
    const bar = bare ? 0 : row - words - GAP_EMS * size;
    if (lines > 3 || (bare ? words > row * 0.92 : bar < size)) return null;
    return { above: true, lines, whole: keepsWords(place, size, label), name: width, bar };
  };
  return largest(most, unit, fits) ?? (last ? { size: MIN_SIZE * unit, ...(fits(MIN_SIZE * unit, true) ?? { above: true, lines: 1, name: width, bar: row / 3 }) } : null);
}
