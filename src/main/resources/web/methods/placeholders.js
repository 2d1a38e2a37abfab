/** What stands in a poll's place while its method is on its way, and for a method that this page does not know. */
import { html } from 'lit';
import { t } from '../i18n/index.js';

const PLACE = {
  hint: () => '',
  describe: () => '',
};

/** The place of a control; after several failures in vain it says so, and offers what helps: after an update of the hub, a new page. */
export const loadingControl = (failed) => ({
  ...PLACE,
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

/** For a method this page has no module for: its options. Voting needs a newer page. */
export const generic = {
  ...PLACE,
  hint: () => t('generic.hint'),
  audience: (poll) => html`<ul>${(poll.options ?? []).map(({ label }) => html`<li dir="auto">${label}</li>`)}</ul>`,
};
