/** Reading a file of polls, and the hub's word on one that it did not take. Knows no DOM. */
import { letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';

const MOST_BYTES = 1024 * 1024;
const MOST_FAULTS = 3;

/** What a chosen file holds, for the hub to judge; throws an Error in the presenter's words where it cannot be such a file. */
export async function readRoomFile(file) {
  if (file.size > MOST_BYTES) throw new Error(t('file.too-large'));
  try {
    const content = JSON.parse(await file.text());
    if (content && typeof content === 'object' && !Array.isArray(content)) return content;
  } catch {
    // It is no JSON: the same words.
  }
  throw new Error(t('file.not-one'));
}

/** The faults of a file, each with the poll it is in; '' where the hub named none. */
export function faultsInWords(errors = []) {
  const words = errors.slice(0, MOST_FAULTS).map(({ pointer, detail }) => `${[...placeOf(pointer), detail].join(': ')}.`);
  if (errors.length > MOST_FAULTS) words.push(t('file.more-faults', { n: errors.length - MOST_FAULTS }));
  return words.length ? [t('file.nothing'), ...words].join(' ') : '';
}

/** A pointer as a person would say it: the poll, and what of it. */
function placeOf(pointer) {
  const [first, at, field, ...rest] = pointer.split('/').slice(1);
  if (first !== 'polls' || at === undefined) return first ? [first] : [];
  return [t('file.poll', { n: Number(at) + 1 }), ...(field ? [fieldOf(field, rest)] : [])];
}

function fieldOf(field, [first]) {
  if (field === 'options' && first !== undefined) return t('editor.option', { letter: letter(Number(first)) });
  if (field === 'settings' && first !== undefined) return first;
  const known = { question: 'editor.question', method: 'editor.method', options: 'editor.options', settings: 'editor.settings' }[field];
  return known ? t(known) : field;
}
