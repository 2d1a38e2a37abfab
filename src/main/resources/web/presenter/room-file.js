/** Reads an exported file of polls, and formats the hub's errors if it is not accepted. Uses no DOM. */
import { letter } from '../i18n/format.js';
import { t } from '../i18n/index.js';

const MAX_BYTES = 1024 * 1024;
const MAX_ERRORS = 3;

/** The content of a chosen file, which the hub validates; throws an Error with a text for the presenter if it cannot be an exported file. */
export async function readRoomFile(file) {
  if (file.size > MAX_BYTES) throw new Error(t('file.too-large'));
  try {
    const content = JSON.parse(await file.text());
    if (content && typeof content === 'object' && !Array.isArray(content)) return content;
  } catch {
    // Not JSON: handled like JSON of another form.
  }
  throw new Error(t('file.not-one'));
}

/** The errors in a file as text, each with the poll it is in; '' if the hub named none. */
export function importErrorText(errors = []) {
  const texts = errors.slice(0, MAX_ERRORS).map(({ pointer, detail }) => `${[...locationOf(pointer), detail].join(': ')}.`);
  if (errors.length > MAX_ERRORS) texts.push(t('file.more-faults', { n: errors.length - MAX_ERRORS }));
  return texts.length ? [t('file.nothing'), ...texts].join(' ') : '';
}

/** A JSON pointer as text: the poll, and the field. */
function locationOf(pointer) {
  const [first, at, field, ...rest] = pointer.split('/').slice(1);
  if (first !== 'polls' || at === undefined) return first ? [first] : [];
  return [t('file.poll', { n: Number(at) + 1 }), ...(field ? [fieldName(field, rest)] : [])];
}

function fieldName(field, [first]) {
  if (field === 'options' && first !== undefined) return t('editor.option', { letter: letter(Number(first)) });
  if (field === 'settings' && first !== undefined) return first;
  const known = { question: 'editor.question', method: 'editor.method', options: 'editor.options', settings: 'editor.settings' }[field];
  return known ? t(known) : field;
}
