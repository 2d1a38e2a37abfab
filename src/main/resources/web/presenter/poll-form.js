/** Converts polls to the editor's form and back. Uses no DOM. */
import { METHODS } from '../methods/index.js';
import { optionsAsWritten, quizFormOf } from './quiz-form.js';

let lastKey = 0;

/** A new option, with a key that identifies it when it is moved. */
export const newOption = (label = '', picture = {}) => ({ key: ++lastKey, label, ...picture });

const pictureOf = ({ image, imageSize, alt }) => ({ image, imageSize, alt });

/** The form of a poll, or of a new one: the common settings, and the values by method, so that switching methods loses nothing. */
export function formOf(poll) {
  if (!poll) {
    return {
      question: '',
      method: 'single',
      picture: {},
      options: [newOption(), newOption()],
      electorate: null,
      settings: { change: true, results: 'live', peek: false, graceMs: 0, marks: true, abstain: false, secret: false, proof: 'receipts' },
      own: {},
      quiz: null,
    };
  }
  const { change, results, peek = false, graceMs, marks = true, abstain = false, secret = false, proof = 'receipts' } = poll.settings;
  const given = optionsAsWritten(poll);
  const options = given.length ? given.map((option) => newOption(option.label, pictureOf(option))) : [newOption(), newOption()];
  return {
    question: poll.question,
    method: METHODS.includes(poll.method) ? poll.method : 'single',
    options,
    picture: pictureOf(poll),
    electorate: poll.electorate ?? null,
    settings: { change, results, peek, graceMs, marks, abstain, secret, proof },
    own: {},
    quiz: quizFormOf(poll, options),
  };
}

/** The method's own settings for the API. In an update, an emptied field is sent as null, because the hub keeps omitted settings. */
export function ownSettings(editor, values, isChange) {
  const settings = editor.toSettings?.(values) ?? values;
  const names = editor.settings.filter((name) => isChange || settings[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
}
