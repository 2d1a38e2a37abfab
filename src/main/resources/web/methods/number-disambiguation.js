/**
 * The question that is asked where a typed number can be read in two ways: each as a button, written so that it has one reading.
 * Hooks: data-testid="reading-0", "reading-1".
 */
import { css, html, nothing } from 'lit';
import { t } from '../i18n/index.js';
import { spelled } from './number-parsing.js';

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

/** @param {[number, number]=} either nothing is shown without */
export const readings = (either, choose, question = t('number.which')) =>
  either
    ? html`<div class="readings" role="group" aria-labelledby="which">
        <span id="which">${question}</span>
        ${either.map((number, i) => html`<button type="button" data-testid="reading-${i}" @click=${() => choose(number)}>${spelled(number)}</button>`)}
      </div>`
    : nothing;
