/**
 * Asks which number is meant if a typed one is ambiguous ("1.234"): each reading is a button, formatted unambiguously.
 * Hooks: data-testid="reading-0", "reading-1".
 */
import { css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { formatForInput } from './number-parsing.js';

export const readingsStyles = css`
  .readings {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s2);
  }
  .readings button {
    min-width: 5rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
`;

/** @param {[number, number]=} either the two readings; without them nothing is rendered */
export const renderReadings = (either, choose, question = t('number.which')) =>
  either
    ? html`<div class="readings" role="group" aria-labelledby="which">
        <span id="which">${question}</span>
        ${either.map((number, i) => html`<button type="button" data-testid="reading-${i}" @click=${() => choose(number)}>${formatForInput(number)}</button>`)}
      </div>`
    : nothing;
