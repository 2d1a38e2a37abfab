/** The colours and fonts of pictures: the light ones of tokens.css, because pictures are printed and pasted onto white. */
export const INK = '#1b1a17';
export const SOFT = '#6b665d';
export const LINE = '#e2dccf';
export const EDGE = '#8c867b';
export const SUNKEN = '#f1ede4';
export const CARD = '#ffffff';
export const ACCENT = '#0e5a52';
export const ON_ACCENT = '#ffffff';

/** Colours of options, and of letters on them; they repeat. */
export const HUES = ['#0072b2', '#b87f00', '#009e73', '#c0729d', '#4590ba', '#d55e00', '#958d29', '#000000'];
const ON_HUES = ['#ffffff', '#14130f', '#14130f', '#14130f', '#14130f', '#14130f', '#14130f', '#ffffff'];

export const hueOf = (index) => HUES[index % HUES.length];
export const onHueOf = (index) => ON_HUES[index % HUES.length];

/** From the best grade to the worst, as in charts/grade-bars.js. */
const SHADES = ['#00517f', '#4590ba', '#a9d3e8', '#f3ddb0', '#e0904a', '#8f3f00'];
const ON_SHADES = ['#ffffff', '#14130f', '#14130f', '#14130f', '#14130f', '#ffffff'];

/** The colour of a grade, and of text on it. */
export function shadeOf(index, grades) {
  const n = Math.round((index * (SHADES.length - 1)) / Math.max(1, grades - 1));
  return { fill: SHADES[n], on: ON_SHADES[n] };
}

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
