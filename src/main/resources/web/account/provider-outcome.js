/**
 * What happened at a provider, as the hub wrote it into the address of the account page. Anybody may write such a link, so only known words and
 * providers of this hub count, and nothing of the address is shown.
 */
import { t } from '../i18n/index.js';

const WORDS = new Set(['away', 'denied', 'refused', 'unlinked', 'taken', 'late']);

/** Returns {problem, told, second}, and takes it out of the address. */
export function takeOutcome(providers) {
  const query = new URLSearchParams(location.search);
  if (!['problem', 'linked', 'second'].some((key) => query.has(key))) return { problem: '', told: '', second: false };
  history.replaceState(null, '', location.pathname + location.hash);
  const called = (id) => providers.find((each) => each.id === id)?.name;
  const word = query.get('problem');
  const name = called(query.get('provider')) ?? t('provider.someone');
  const linked = called(query.get('linked'));
  return {
    problem: WORDS.has(word) ? t(`provider.${word}`, { name }) : '',
    told: linked ? t('provider.linked', { name: linked }) : '',
    second: query.has('second'),
  };
}
