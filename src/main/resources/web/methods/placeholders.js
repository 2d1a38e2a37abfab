/** Placeholders for methods whose modules are being loaded, and for methods that this page does not know. */
import { html } from 'lit';
import { t } from '../i18n/index.js';

const EMPTY = {
  hint: () => '',
  describe: () => '',
};

/** The placeholder of a control. After several failures it offers to reload the page, which helps after an update of the hub. */
export const loadingControl = (failed) => ({
  ...EMPTY,
  loading: true,
  audience: () =>
    failed
      ? html`<p role="alert">${t('method.failed')}</p>
          <button data-testid="load-again" @click=${() => location.reload()}>${t('method.load-again')}</button>`
      : html`<p class="soft" role="status" data-testid="method-loading">${t('method.loading')}</p>`,
});

export const loadingResult = {
  show: () => html`<p class="soft small">${t('method.loading')}</p>`,
  table: (poll) => ({ caption: t('table.caption', { question: poll.question }), head: [], rows: [] }),
  summary: () => '',
};

/** For an unknown method: shows the options. Voting needs a newer version of the page. */
export const unknownMethodControl = {
  ...EMPTY,
  hint: () => t('generic.hint'),
  audience: (poll) => html`<ul>${(poll.options ?? []).map(({ label }) => html`<li dir="auto">${label}</li>`)}</ul>`,
};
