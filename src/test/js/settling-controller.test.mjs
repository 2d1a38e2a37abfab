// A button is inert for a moment after its meaning has changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SettlingController } from '../../main/resources/web/presenter/settling-controller.js';

function settling() {
  const clock = { ms: 0 };
  const controller = new SettlingController({ addController: () => {}, requestUpdate: () => {} }, () => clock.ms);
  controller.setMeaning('main', 'open');
  return { clock, controller };
}

test('a button can be pressed as soon as it is there', () => {
  assert.ok(!settling().controller.isSettling('main'));
});

test('the second tap of two does not do what the button means since the first', () => {
  const { clock, controller } = settling();
  controller.setMeaning('main', 'close');
  clock.ms = 399;
  assert.ok(controller.isSettling('main'));
  clock.ms = 400;
  assert.ok(!controller.isSettling('main'));
  controller.hostDisconnected();
});

test('the same meaning again and the change of another button hold nobody up', () => {
  const { controller } = settling();
  controller.setMeaning('show', 'hide');
  controller.setMeaning('show', 'reveal');
  controller.setMeaning('main', 'open');
  assert.ok(!controller.isSettling('main'));
  controller.hostDisconnected();
});
