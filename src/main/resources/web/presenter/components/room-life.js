/**
 * Until when the hub keeps the room if nobody uses it from now on. Empty if rooms are kept forever, and until the hub has answered.
 * Hooks: data-testid="room-life".
 */
import { LitElement, css, html, nothing } from 'lit';
import { readRoom } from '../../hub/api.js';
import { locale, t } from '../../i18n/index.js';
import { shared } from '../../components/shared-styles.js';

const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

class VhRoomLife extends LitElement {
  static properties = { code: {}, token: {}, until: { state: true } };

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
    return this.until ? html`<p data-testid="room-life">${t('room.life', { day: date.format(this.until) })}</p>` : nothing;
  }

  async firstUpdated() {
    try {
      this.until = (await readRoom(this.code, this.token)).keptUntil;
    } catch {
      // Not essential, and the page shows connection problems elsewhere.
    }
  }
}

customElements.define('vh-room-life', VhRoomLife);
