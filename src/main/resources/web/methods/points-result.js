/** Points: what each option got of all that were given. */
import { html } from 'lit';
import { formatNumber, formatShare } from '../format.js';
import { t } from '../i18n/index.js';
import '../pictures/point-bars.js';
import { byId, optionRows, pictured } from './plain.js';

const NOTHING = { sum: 0, share: 0 };

function picture(poll, tally, fit, winners) {
  const options = byId(tally.result.options);
  const counts = new Map(
    poll.options.map(({ id }) => {
      const { sum, share } = options.get(id) ?? NOTHING;
      return [id, { votes: sum, share, of: share }];
    }),
  );
  return html`<vh-point-bars .options=${poll.options} .counts=${counts} .winners=${winners} ?fit=${fit}></vh-point-bars>`;
}

export const result = pictured(picture, (poll, tally) => {
  const options = byId(tally.result.options);
  return {
    head: [t('table.option'), t('table.points'), t('table.share')],
    rows: optionRows(poll, tally, (id) => {
      const { sum, share } = options.get(id) ?? NOTHING;
      return [formatNumber(sum), formatShare(share)];
    }),
  };
});
