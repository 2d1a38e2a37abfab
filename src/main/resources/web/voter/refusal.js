/** Why a vote was not counted; few voters ever see it. */
import { formatSeconds } from '../i18n/format.js';
import { has, loadTexts, t } from '../i18n/index.js';

await loadTexts('refused');

/** The reason as text for the voter. */
export function refusalText({ code, lateMs }) {
  if (code === 'not-open') return lateMs >= 50 && lateMs < 60_000 ? t('refused.late', { s: formatSeconds(lateMs) }) : t('refused.not-open');
  return has(`refused.${code}`) ? t(`refused.${code}`) : t('refused.other');
}
