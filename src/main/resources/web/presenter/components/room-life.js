/**
 * For how long the hub keeps the room. Empty if rooms are kept forever, and until the hub has answered.
 * Hooks: data-testid="room-life".
 */
import { LitElement, css, html, nothing } from 'lit';
import { readRoom } from '../../hub/api.js';
import { t } from '../../i18n/index.js';
import { shared } from '../../components/shared-styles.js';

class VhRoomLife extends LitElement {
  static properties = { code: {}, token: {}, days: { state: true } };

  static styles = [
    shared,
    css`
      p {
        padding-top: var(--s3);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
    `,
  ];

  render() {
    return this.days ? html`<p data-testid="room-life">${t('room.life', { n: this.days })}</p>` : nothing;
  }

  async firstUpdated() {
    try {
      this.days = (await readRoom(this.code, this.token)).keepDays;
    } catch {
      // Not essential, and the page shows connection problems elsewhere.
    }
  }
}

customElements.define('vh-room-life', VhRoomLife);
