/** What a finding says to whoever leads a meeting. */
import { has, t } from '../i18n/index.js';

/** Faults that need no text of their own. */
const SAME = {
  format: 'manifest',
  settings: 'manifest',
  method: 'manifest',
  'number-of-tags': 'tags',
  'other-seal': 'checkpoint',
  'number-of-ballots': 'ballots',
  'no-ballots': 'ballots',
  'unexpected-ballots': 'ballots',
  weight: 'ballots',
  proof: 'included',
};

/** @param {{ok: ?boolean, code: string, values: object}} finding */
export function findingText({ ok, code, values }) {
  if (code === 'signature' && ok === null) return t('verify.signature-unknown');
  const fault = code.startsWith('false.') ? code.slice('false.'.length) : null;
  const key = fault ? `verify.false.${SAME[fault] ?? fault}` : `verify.${code}`;
  return has(key) ? t(key, values) : t(fault ? 'verify.false' : 'verify.true');
}
