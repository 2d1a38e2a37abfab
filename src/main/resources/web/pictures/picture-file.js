/**
 * Pictures as files: an SVG document with title and source line, whose text is text in the fonts of the reader's system, and the same as a
 * PNG of twice the size. Also the parts of a picture as elements of a page.
 */
import { directionOf } from '../i18n/text-direction.js';
import { CARD, FONT, INK, SOFT } from './palette.js';
import { LINE_HEIGHT, Pen } from './pen.js';
import { drawParts } from './poll-picture.js';
import { el, toElement, toText } from './svg.js';
import { measureWith } from './text.js';

const WIDTH = 960;
const PAD = 40;
const TITLE = 28;
const SOURCE = 14;
/** Browsers draw no larger canvas. */
const MAX_PIXELS = 16_000_000;
const MAX_SIDE = 16_000;
const SCALE = 2;

let context;
/** Widths as this browser's fonts have them. */
export const measure = (text, size, bold) => measureWith((context ??= document.createElement('canvas').getContext('2d')))(text, size, bold);

// Texts that run from right to left say so; the others must not take the direction of the page around them.
const rootOf = (width, height, attributes, ...children) =>
  el('svg', { viewBox: `0 0 ${width} ${Math.ceil(height)}`, width, height: Math.ceil(height), direction: 'ltr', 'font-family': FONT, ...attributes }, ...children);

/** The parts of a picture as elements, each of which stays whole; `label` is read out for the first. */
export function pictureElements(picture, { width, most, label }) {
  return drawParts(picture, { width, most, measure }).map(({ height, nodes }, i) =>
    toElement(rootOf(width, height, { role: 'img', ...(i ? { 'aria-hidden': 'true' } : { 'aria-label': label }) }, nodes)),
  );
}

/**
 * A picture as an SVG document.
 *
 * @param {object} picture
 * @param {{title: string, source: string}} words above and below it
 * @returns {{text: string, width: number, height: number}}
 */
export function pictureDocument(picture, { title, source }) {
  const inner = WIDTH - 2 * PAD;
  const [{ nodes, height }] = drawParts(picture, { width: inner, measure });
  const head = new Pen({ width: inner, rtl: directionOf([{ label: title }]) === 'rtl', measure });
  const top = head.lines(0, 0, head.wrap(title, inner, { size: TITLE, bold: true, most: 6 }), { size: TITLE, bold: true }) + 24;
  const foot = new Pen({ width: inner, measure });
  const bottom = foot.lines(0, 0, foot.wrap(source, inner, { size: SOURCE }), { size: SOURCE, fill: SOFT });
  const all = Math.ceil(PAD + top + height + 28 + bottom + PAD - SOURCE * (LINE_HEIGHT - 1));
  const root = rootOf(
    WIDTH,
    all,
    { fill: INK },
    el('title', {}, title),
    el('rect', { width: WIDTH, height: all, fill: CARD }),
    el('g', { transform: `translate(${PAD} ${PAD})` }, head.nodes),
    el('g', { transform: `translate(${PAD} ${PAD + top})` }, nodes),
    el('g', { transform: `translate(${PAD} ${PAD + top + height + 28})` }, foot.nodes),
  );
  return { text: toText(root), width: WIDTH, height: all };
}

/** The document as a PNG blob of twice its size, of less if a browser could not draw that. */
export async function pngOf({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(SCALE, MAX_SIDE / height, Math.sqrt(MAX_PIXELS / width / height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'));
}

/** The document as an SVG blob. */
export const svgBlob = ({ text }) => new Blob([text], { type: 'image/svg+xml' });
