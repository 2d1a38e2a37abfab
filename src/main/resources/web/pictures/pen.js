/**
 * Draws the body of a picture. Positions are from where reading starts: in right-to-left pictures everything is mirrored, so that those who
 * draw need not know. Lengths are in units of the picture, which are px at its natural size. Uses no DOM.
 */
import { directionOf } from '../i18n/text-direction.js';
import { CARD, INK } from './palette.js';
import { el } from './svg.js';
import { cut, estimate, wrap } from './text.js';

const OPPOSITE = { start: 'end', end: 'start', middle: 'middle' };
export const LINE_HEIGHT = 1.3;
/** The baseline of a line of text below its top, and of text in the middle of a row. */
const ASCENT = 0.98;
const MIDDLE = 0.36;
const isRightToLeft = (text) => directionOf([{ label: text }]) === 'rtl';

export class Pen {
  nodes = [];

  /** @param {{width: number, rtl?: boolean, measure?: (text: string, size: number, bold: boolean) => number}} options */
  constructor({ width, rtl = false, measure = estimate }) {
    this.width = width;
    this.rtl = rtl;
    this.measure = measure;
  }

  x(at, wide = 0) {
    return this.rtl ? this.width - at - wide : at;
  }

  rect(x, y, width, height, attributes = {}) {
    this.nodes.push(el('rect', { x: this.x(x, width), y, width: Math.max(0, width), height: Math.max(0, height), ...attributes }));
  }

  line(x1, y1, x2, y2, attributes = {}) {
    this.nodes.push(el('line', { x1: this.x(x1), y1, x2: this.x(x2), y2, stroke: INK, ...attributes }));
  }

  /** A path of commands with coordinates: [['M', x, y], ['C', x, y, …], ['Z']]. */
  path(commands, attributes = {}) {
    const d = commands.map(([name, ...at]) => name + at.map((value, i) => Math.round((i % 2 ? value : this.x(value)) * 100) / 100).join(' ')).join('');
    this.nodes.push(el('path', { d, ...attributes }));
  }

  /**
   * A line of text whose baseline is at `y`.
   *
   * @param {{size?: number, bold?: boolean, anchor?: string, fill?: string, figure?: boolean, halo?: boolean}} style `figure` for numbers, which
   *     are never right-to-left; with `halo` the text can be read on whatever is behind it
   */
  text(x, y, text, { size = 17, bold = false, anchor = 'start', fill = INK, figure = false, halo = false, ...attributes } = {}) {
    const mirrored = this.rtl && figure;
    this.nodes.push(
      el(
        'text',
        {
          x: this.x(x),
          y,
          'font-size': size,
          'font-weight': bold ? 700 : undefined,
          'text-anchor': anchor === 'start' && !mirrored ? undefined : mirrored ? OPPOSITE[anchor] : anchor,
          direction: this.rtl && !figure ? 'rtl' : undefined,
          fill,
          ...(halo && { stroke: CARD, 'stroke-width': size / 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
          ...attributes,
        },
        // Its words keep their order where the picture runs the other way; the position does not change.
        !this.rtl && isRightToLeft(text) ? `\u2068${text}\u2069` : text,
      ),
    );
  }

  /** A line of text in the vertical middle of a row. */
  middle(x, y, height, text, style = {}) {
    this.text(x, y + height / 2 + (style.size ?? 17) * MIDDLE, text, style);
  }

  /** Lines of text below `y`; returns where they end. */
  lines(x, y, lines, style = {}) {
    const size = style.size ?? 17;
    lines.forEach((line, i) => this.text(x, y + i * size * LINE_HEIGHT + size * ASCENT, line, style));
    return y + lines.length * size * LINE_HEIGHT;
  }

  widthOf(text, size = 17, bold = false) {
    return this.measure(text, size, bold);
  }

  wrap(text, width, { size = 17, bold = false, most } = {}) {
    return wrap(text, (part) => this.measure(part, size, bold), width, most);
  }

  cut(text, width, { size = 17, bold = false } = {}) {
    return cut(text, (part) => this.measure(part, size, bold), width);
  }

  /** Draws as one group, with attributes that tell its numbers. */
  group(attributes, draw) {
    const before = this.nodes;
    this.nodes = [];
    draw();
    this.nodes = [...before, el('g', attributes, this.nodes)];
  }
}
