/** Why a vote was not counted; few voters ever see it. */
import { html } from 'lit';
import { formatSeconds } from '../i18n/format.js';
import { has, loadTexts, t } from '../i18n/index.js';

await loadTexts('refused');

/** The reason as text for the voter. */
export function refusalText({ code, lateMs }) {
  if (code === 'not-open') return lateMs >= 50 && lateMs < 60_000 ? t('refused.late', { s: formatSeconds(lateMs) }) : t('refused.not-open');
  return has(`refused.${code}`) ? t(`refused.${code}`) : t('refused.other');
}

/** The notice of a vote whose poll was removed before it was counted. */
export function lostVoteText({ question }) {
  return question ? t('room.lost', { question }) : t('room.lost-unnamed');
}

/** The notices of all of them. */
export function renderLost(store) {
  return html`<section class="lost" data-testid="lost">
    ${store.lost.map((lost) => html`<p dir="auto">${lostVoteText(lost)}</p>`)}
    <button @click=${() => store.clearLost()}>${t('room.lost-ok')}</button>
  </section>`;
}
