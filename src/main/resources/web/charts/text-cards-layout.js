/**
 * Distributes texts over pages of the big screen, in columns that are filled one after the other, the newest text first. Few texts are set
 * large; those that would be too small to read go to further pages. A text that is longer than a page is cut.
 */
/** The size of letters in hundredths of the screen's height, and the number of columns; the first that fits is used. */
const SIZES = [
  { units: 6, columns: 1 },
  { units: 4.6, columns: 1 },
  { units: 4, columns: 2 },
  { units: 3.3, columns: 2 },
  { units: 2.8, columns: 2 },
  { units: 2.6, columns: 3 },
];
const LETTER_EMS = 0.54;
const LINE_EMS = 1.3;
const PAD_EMS = 1.15;
const SIDES_EMS = 2;
const GAP_EMS = 0.6;

/**
 * @param {{lengths: number[], width: number, height: number, unit: number}} given the length of each text, the box in px, and a hundredth
 *     of the screen's height in px
 * @returns {{pages: number[][][], columns: number, size: number, most: number}} indices of texts by page and column, the size of letters in
 *     px, and the maximum number of lines of a text
 */
export function planCards({ lengths, width, height, unit }) {
  // In a narrow window, columns must not be only a few words wide.
  const sizes = SIZES.filter(({ units, columns }) => columns === 1 || width / columns >= 14 * units * unit);
  let plan = null;
  for (const { units, columns } of sizes) {
    const place = { columns, size: units * unit, width, height };
    plan = placed(lengths, place);
    if (plan.pages.length === 1) return balanced(lengths, place, plan);
  }
  return plan;
}

/** Balances the heights of the columns of a single page. */
function balanced(lengths, place, plan) {
  for (let part = 1 / place.columns; part < 1; part += 0.05) {
    const lower = placed(lengths, { ...place, room: place.height * part });
    if (lower.pages.length === 1) return lower;
  }
  return plan;
}

function placed(lengths, { columns, size, width, height, room: deep = height }) {
  const line = (width - (columns - 1) * GAP_EMS * size) / columns - SIDES_EMS * size;
  const most = Math.max(1, Math.floor((height / size - PAD_EMS) / LINE_EMS));
  const pages = [];
  let column = null;
  let room = -1;
  lengths.forEach((length, i) => {
    const lines = Math.min(most, Math.max(1, Math.ceil((length * LETTER_EMS * size) / line)));
    const tall = (lines * LINE_EMS + PAD_EMS) * size;
    // A text that is higher than a column has one of its own.
    if (tall > room) {
      if (!pages.length || pages.at(-1).length === columns) pages.push([]);
      column = [];
      pages.at(-1).push(column);
      room = deep;
    }
    column.push(i);
    room -= tall + GAP_EMS * size;
  });
  return { pages, columns, size, most };
}
