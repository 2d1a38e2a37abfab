// Numbers as people type them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fault, parse, stepped } from '../../main/resources/web/methods/numeral.js';

test('a comma or a point stands before the decimals, whatever the language', () => {
  assert.equal(parse('42.5', '.'), 42.5);
  assert.equal(parse('42,5', '.'), 42.5);
  assert.equal(parse('42,5', ','), 42.5);
  assert.equal(parse('42.5', ','), 42.5);
  assert.equal(parse(' −3 ', '.'), -3);
  assert.equal(parse('.5', '.'), 0.5);
});

test('thousands may be grouped in the way of the language', () => {
  assert.equal(parse('1,500', '.'), 1500);
  assert.equal(parse('1.500', ','), 1500);
  assert.equal(parse('1.500', '.'), 1.5);
  assert.equal(parse('1,234,567.25', '.'), 1234567.25);
  assert.equal(parse('1 234 567', ','), 1234567);
});

test('what is no number is none', () => {
  for (const typed of ['', '-', 'ten', '1e5', '0x10', '1.2.3', '1,5.2', 'NaN', 'Infinity', '5 people']) {
    assert.equal(parse(typed, '.'), null, typed);
  }
});

test('bounds include themselves', () => {
  assert.equal(fault(0, { min: 0, max: 10 }), null);
  assert.equal(fault(10, { min: 0, max: 10 }), null);
  assert.deepEqual(fault(-1, { min: 0 }), { why: 'less' });
  assert.deepEqual(fault(10.1, { max: 10 }), { why: 'greater' });
  assert.deepEqual(fault(1e16), { why: 'far' });
  assert.deepEqual(fault(1e-10), { why: 'decimals' });
});

test('steps are reckoned in decimals, from the least number', () => {
  assert.equal(fault(0.3, { step: 0.1 }), null);
  assert.equal(fault(7, { min: 1, step: 3 }), null);
  assert.equal(fault(-0.7, { step: 0.1 }), null);
  assert.deepEqual(fault(6, { min: 1, step: 3 }), { why: 'step', below: 4, above: 7 });
  assert.deepEqual(fault(0.25, { step: 0.1 }), { why: 'step', below: 0.2, above: 0.3 });
  assert.deepEqual(fault(-4, { step: 5 }), { why: 'step', below: -5, above: 0 });
});

test('stepping goes from where one is to the next step, and never out of bounds', () => {
  assert.equal(stepped(0.2, 1, { step: 0.1 }), 0.3);
  assert.equal(stepped(6, 1, { min: 1, step: 3 }), 7);
  assert.equal(stepped(6, -1, { min: 1, step: 3 }), 4);
  assert.equal(stepped(9, 1, { max: 10, step: 5 }), 10);
  assert.equal(stepped(0, -1, { min: 0, step: 5 }), 0);
  assert.equal(stepped(null, 1, { min: 20, step: 5 }), 20);
});
