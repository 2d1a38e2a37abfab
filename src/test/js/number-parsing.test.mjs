// Numbers as people type them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateNumber, toAsciiDigits, parseNumber, stepNumber } from '../../main/resources/web/methods/number-parsing.js';

const number = (typed, decimalSign = '.', accepts = undefined) => parseNumber(typed, accepts, decimalSign).number;

test('a comma or a point may be the decimal separator, whatever the language', () => {
  for (const sign of ['.', ',', '٫']) {
    assert.equal(number('42.5', sign), 42.5);
    assert.equal(number('12,5', sign), 12.5);
    assert.equal(number('.5', sign), 0.5);
    assert.equal(number('0,125', sign), 0.125);
    assert.equal(number('1234,567', sign), 1234.567);
    assert.equal(number('12,', sign), 12);
  }
});

test('a sign is read in any of its forms, and never lost', () => {
  for (const typed of ['-5', '−5', '–5', '－５', '- 5', '\u200e-5', '\u061c-٥']) assert.equal(number(typed), -5, typed);
  assert.equal(number('+5'), 5);
  assert.equal(number(' −3 '), -3);
  assert.equal(number('5-'), undefined);
  assert.equal(number('--5'), undefined);
});

test('digits of all scripts are digits', () => {
  assert.equal(number('３０'), 30);
  assert.equal(number('३०'), 30);
  assert.equal(number('٣٠'), 30);
  assert.equal(number('۳۰٫۵'), 30.5);
  assert.equal(number('๓๐'), 30);
  assert.equal(number('１２．５'), 12.5);
  assert.equal(number('𝟙𝟚'), 12);
});

test('times are typed in the digits of all scripts, too', () => {
  assert.equal(toAsciiDigits(' １：３０ '), '1:30');
  assert.equal(toAsciiDigits('٩٠'), '90');
});

test('thousands may be grouped in any unambiguous way', () => {
  assert.equal(number('1,234,567.25'), 1234567.25);
  assert.equal(number('1.234.567,25'), 1234567.25);
  assert.equal(number('1.234,5'), 1234.5);
  assert.equal(number('1 234 567'), 1234567);
  assert.equal(number('1\u202f234,567'), 1234.567);
  assert.equal(number('1’234’567.25'), 1234567.25);
  assert.equal(number('12,34,567'), 1234567);
  assert.equal(number('١٬٢٣٤٫٥'), 1234.5);
});

test('an ambiguous number has two readings, that of the browser’s language first', () => {
  assert.deepEqual(parseNumber('1.234', undefined, '.').either, [1.234, 1234]);
  assert.deepEqual(parseNumber('1.234', undefined, ',').either, [1234, 1.234]);
  assert.deepEqual(parseNumber('-1,500', undefined, ',').either, [-1.5, -1500]);
});

test('two readings are one if the field accepts only one of them', () => {
  assert.equal(number('1.234', '.', Number.isInteger), 1234);
  assert.equal(number('1,234', '.', (value) => value < 10), 1.234);
  assert.equal(number('1,234', '.', () => false), 1234);
});

test('other text is no number', () => {
  for (const typed of ['', '-', '.', 'ten', '1e5', '0x10', '1.2.3', '1,5.2', '12 5', 'NaN', 'Infinity', '5 people', '5²', '½', '1 2,3 4']) {
    assert.equal(number(typed), undefined, typed);
  }
});

test('bounds are inclusive', () => {
  assert.equal(validateNumber(0, { min: 0, max: 10 }), null);
  assert.equal(validateNumber(10, { min: 0, max: 10 }), null);
  assert.deepEqual(validateNumber(-1, { min: 0 }), { why: 'less' });
  assert.deepEqual(validateNumber(10.1, { max: 10 }), { why: 'greater' });
  assert.deepEqual(validateNumber(1e16), { why: 'far' });
  assert.deepEqual(validateNumber(1e-10), { why: 'decimals' });
});

test('steps are computed in decimals, from the minimum', () => {
  assert.equal(validateNumber(0.3, { step: 0.1 }), null);
  assert.equal(validateNumber(7, { min: 1, step: 3 }), null);
  assert.equal(validateNumber(-0.7, { step: 0.1 }), null);
  assert.deepEqual(validateNumber(6, { min: 1, step: 3 }), { why: 'step', below: 4, above: 7 });
  assert.deepEqual(validateNumber(0.25, { step: 0.1 }), { why: 'step', below: 0.2, above: 0.3 });
  assert.deepEqual(validateNumber(-4, { step: 5 }), { why: 'step', below: -5, above: 0 });
});

test('stepping goes to the next multiple of the step, and never out of bounds', () => {
  assert.equal(stepNumber(0.2, 1, { step: 0.1 }), 0.3);
  assert.equal(stepNumber(6, 1, { min: 1, step: 3 }), 7);
  assert.equal(stepNumber(6, -1, { min: 1, step: 3 }), 4);
  assert.equal(stepNumber(9, 1, { max: 10, step: 5 }), 10);
  assert.equal(stepNumber(0, -1, { min: 0, step: 5 }), 0);
  assert.equal(stepNumber(null, 1, { min: 20, step: 5 }), 20);
});
