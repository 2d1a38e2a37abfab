// What an overlay over a video shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlayOptions, throughOverlay } from '../../main/resources/web/screen/overlay-options.js';

const open = { shows: 'poll', poll: { id: 'p', state: 'open' } };
const closed = { shows: 'poll', poll: { id: 'p', state: 'closed' } };

test('a big screen that is no overlay takes no options', () => {
  assert.deepEqual(overlayOptions('?show=poll&qr=0&at=top&scale=2'), { overlay: false, only: null, qr: true, top: false, scale: 1 });
});

test('options are read from the address, and what makes no sense is passed over', () => {
  assert.deepEqual(overlayOptions('?overlay&show=questions&qr=0&at=top&scale=1.2'), { overlay: true, only: 'questions', qr: false, top: true, scale: 1.2 });
  assert.deepEqual(overlayOptions('?overlay&show=all&scale=big'), { overlay: true, only: null, qr: true, top: false, scale: 1 });
  assert.equal(overlayOptions('?overlay&scale=99').scale, 2);
  assert.equal(overlayOptions('?overlay&scale=0.01').scale, 0.5);
});

test('an overlay for polls draws nothing while none is live', () => {
  const options = overlayOptions('?overlay&show=poll');
  assert.equal(throughOverlay(options, open, null), open);
  assert.deepEqual(throughOverlay(options, closed, { follow: true }), { shows: 'nothing' });
  assert.equal(throughOverlay(options, closed, { poll: 'p' }), closed);
  assert.deepEqual(throughOverlay(options, { shows: 'lobby' }, null), { shows: 'nothing' });
});

test('an overlay for reactions shows nothing else', () => {
  assert.deepEqual(throughOverlay(overlayOptions('?overlay&show=reactions'), open, null), { shows: 'nothing' });
});

test('without how to join, the lobby is nothing', () => {
  assert.deepEqual(throughOverlay(overlayOptions('?overlay&qr=0'), { shows: 'lobby' }, null), { shows: 'nothing' });
  assert.deepEqual(throughOverlay(overlayOptions('?overlay'), { shows: 'lobby' }, null), { shows: 'lobby' });
});
