// A quiz asks for an order: voters must not get the options in the order in which the presenter wrote them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsAsWritten, optionsForVoters, quizFormOf, quizSetting } from '../../main/resources/web/presenter/quiz-form.js';
import { publicQuizPoll, rightAnswer } from '../../main/resources/web/quiz/revealed-answer.js';

const written = ['Larch', 'Spruce', 'Ash', 'Elm'].map((label, key) => ({ key, label }));
const form = (more = {}) => ({ quiz: { right: [], fast: true, more: {} }, method: 'ranked', electorate: null, ...more });

test('voters never get the options in the right order', () => {
  for (let i = 0; i < 200; i++) {
    const shuffled = optionsForVoters(form(), written.slice(0, 2 + (i % 3)));
    assert.notDeepEqual(shuffled, written.slice(0, shuffled.length));
    assert.deepEqual([...shuffled].sort((a, b) => a.key - b.key), written.slice(0, shuffled.length));
  }
  assert.deepEqual(optionsForVoters(form(), written, () => 0.999), [...written.slice(1), written[0]]);
});

test('other polls keep their order', () => {
  for (const other of [{ quiz: null }, { method: 'multiple' }, { electorate: 'roll', settings: { secret: true } }]) assert.equal(optionsForVoters(form(other), written), written);
});

test('the right order is that in which the presenter wrote the options, and comes back so into the form', () => {
  const sent = optionsForVoters(form(), written);
  const { correct } = quizSetting(form(), sent, written);
  const options = sent.map(({ label }, i) => ({ id: 'abcd'[i], label }));
  const poll = { method: 'ranked', options, settings: { quiz: { correct } } };

  assert.deepEqual(correct.map((id) => options.find((option) => option.id === id).label), written.map(({ label }) => label));
  assert.deepEqual(optionsAsWritten(poll).map(({ label }) => label), written.map(({ label }) => label));
  assert.deepEqual(quizFormOf(poll, []).right, []);
});

test('the presenter\'s own form of a poll tells no right answer before it is revealed', () => {
  const poll = { method: 'number', state: 'closed', visible: false, settings: { quiz: { correct: 7, tolerance: 1 } } };

  assert.equal(rightAnswer(publicQuizPoll(poll)), null);
  assert.deepEqual(publicQuizPoll(poll).settings.quiz, { tolerance: 1 });
  assert.deepEqual(rightAnswer(publicQuizPoll({ ...poll, visible: true })), { number: 7, tolerance: 1 });
  assert.equal(rightAnswer(publicQuizPoll({ ...poll, state: 'open', visible: true })), null);
});
