// Pictures of results: what is written into SVG files, and how text is set in them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as palette from '../../main/resources/web/pictures/palette.js';
import { partsOf } from '../../main/resources/web/pictures/bars-picture.js';
import { drawHistogram } from '../../main/resources/web/pictures/histogram-picture.js';
import { Pen } from '../../main/resources/web/pictures/pen.js';
import { el, toText } from '../../main/resources/web/pictures/svg.js';
import { cut, estimate, wrap } from '../../main/resources/web/pictures/text.js';

const widthOf = (text) => estimate(text, 10);

test('whatever people write stays text in a well-formed document', () => {
  const text = toText(el('svg', { width: 1 / 3 }, el('text', { 'data-word': '"<&' }, '<script>alert("&")</script>\u0000\ud800')));

  assert.equal(
    text,
    '<svg xmlns="http://www.w3.org/2000/svg" width="0.33"><text data-word="&quot;&lt;&amp;">&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;\ufffd\ufffd</text></svg>',
  );
});

test('numbers of the result are written as they are', () => {
  assert.equal(toText(el('g', { 'data-share': 2 / 3, x: 2 / 3 })), `<g data-share="${2 / 3}" x="0.67"/>`);
});

test('lines break between words, and within those that are longer than a line', () => {
  for (const text of ['one two three four five six', 'Donaudampfschifffahrtsgesellschaft und mehr', '这是一个没有空格的很长的句子', '👩‍👩‍👧‍👦'.repeat(9)]) {
    const lines = wrap(text, widthOf, 60);
    assert.ok(lines.every((line) => widthOf(line) <= 60 || [...new Intl.Segmenter().segment(line)].length === 1), lines.join('|'));
    assert.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
  }
  assert.deepEqual(wrap('won ★\u00a0Winner', widthOf, widthOf('★\u00a0Winner') + 1), ['won', '★\u00a0Winner']);
});

test('what does not fit ends with an ellipsis', () => {
  assert.equal(wrap('one two three four', widthOf, 40, 2).length, 2);
  assert.match(wrap('one two three four', widthOf, 40, 2)[1], /…$/);
  assert.ok(widthOf(cut('a very long name', widthOf, 50)) <= 50);
});

test('rows are set in parts of the height that a page has', () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ label: `Option ${i}`, mark: '', figures: ['1'] }));
  const parts = partsOf(new Pen({ width: 880 }), rows, 300);

  assert.ok(parts.length > 2 && parts.every(({ height }) => height <= 300));
  assert.equal(parts.flatMap((part) => part.rows).length, 50);
});

test('right-to-left pictures are mirrored, their numbers are not', () => {
  const pen = new Pen({ width: 100, rtl: true });
  pen.rect(10, 0, 20, 5);
  pen.text(10, 0, 'שלום');
  pen.text(90, 0, '42', { anchor: 'end', figure: true });

  const [rect, label, figure] = pen.nodes.map(({ attributes }) => attributes);
  assert.equal(rect.x, 70);
  assert.deepEqual([label.x, label.direction, label['text-anchor']], [90, 'rtl', undefined]);
  assert.deepEqual([figure.x, figure.direction, figure['text-anchor']], [10, undefined, 'start']);
});

test('a right-to-left line keeps its order in a picture from left to right', () => {
  const pen = new Pen({ width: 100 });
  pen.text(0, 0, 'المقياس: حتى 50%');
  pen.text(0, 0, 'Scale: up to 50%');

  assert.deepEqual(pen.nodes.map(({ children }) => children), [['\u2068المقياس: حتى 50%\u2069'], ['Scale: up to 50%']]);
});

test('a histogram without numbers says so', () => {
  const pen = new Pen({ width: 400 });
  drawHistogram(pen, { bins: [], none: 'Nothing yet' }, { number: String, count: String, mean: '', median: '' });

  assert.deepEqual(pen.nodes[0].children, ['Nothing yet']);
});

test('the colours are those of the light theme', async () => {
  const tokens = await readFile(new URL('../../main/resources/web/tokens.css', import.meta.url), 'utf8');
  const light = new Map([...tokens.slice(0, tokens.indexOf('@media')).matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));

  palette.HUES.forEach((hue, i) => assert.deepEqual([hue, palette.onHueOf(i)], [light.get(`hue-${i + 1}`), light.get(`on-${i + 1}`)]));
  assert.deepEqual([palette.INK, palette.SOFT, palette.LINE, palette.EDGE, palette.ACCENT], ['ink', 'ink-soft', 'line', 'edge', 'accent'].map((name) => light.get(name)));
});
