/**
 * The reactions that the room offers: which, whether voters see them, and how people react now. Fires `vh-reactions` with {reactions}.
 * Hooks: data-testid="reaction-settings", "reactions-on", "reactions-emoji", "reactions-to-voters", "reactions-now" with data-n.
 */
import { LitElement, css, html, nothing } from 'lit';
import { disclosureStyles } from './disclosure-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { formatNumber } from '../../i18n/format.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';

const DEFAULT = ['👏', '🎉', '❤️', '😂', '😮'];
const MOST = 5;
const SHOWN_MS = 3_000;

/** The single emoji of a text, as people see them. */
export function emojiOf(text) {
  const all = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment.trim());
  return [...new Set(all.filter(Boolean))];
}

class VhReactions extends LitElement {
  static properties = {
    /** {emoji, toVoters}; undefined until known */
    reactions: { attribute: false },
    api: { attribute: false },
    /** How often people reacted within the last second, by emoji */
    counts: { attribute: false },
    busy: { state: true },
    error: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    css`
      :host {
        display: block;
        padding-top: var(--s2);
      }
      label.check {
        display: flex;
        gap: var(--s3);
        align-items: center;
        min-height: var(--target);
        cursor: pointer;
      }
      label.check input {
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        align-items: end;
      }
      form label {
        flex: 1 1 10rem;
      }
      form input {
        width: 100%;
        font-size: 1.25rem;
      }
      .now {
        min-height: 1.5em;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  updated(changed) {
    if (!changed.has('counts') || !this.counts) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.counts = null), SHOWN_MS);
  }

  render() {
    const { emoji = [], toVoters = false } = this.reactions ?? {};
    const now = Object.entries(this.counts ?? {});
    return html`<details data-testid="reaction-settings">
      <summary>${t('reactions')}:&nbsp;<b>${emoji.length ? emoji.join(' ') : t('reactions.off')}</b></summary>
      <p class="now soft small" data-testid="reactions-now" data-n=${now.reduce((sum, [, n]) => sum + n, 0)}>
        ${now.length ? now.map(([each, n]) => html`${each}&nbsp;${formatNumber(n)} `) : emoji.length ? t('reactions.now-none') : nothing}
      </p>
      <label class="check">
        <input
          type="checkbox"
          data-testid="reactions-on"
          .checked=${emoji.length > 0}
          ?disabled=${!this.reactions}
          @change=${(event) => this.#change({ emoji: event.target.checked ? DEFAULT : [] })}
        />
        <span>${t('reactions.on')}</span>
      </label>
      ${emoji.length
        ? html`<form @submit=${this.#choose}>
              <label
                ><span class="label">${t('reactions.which')}</span>
                <input name="emoji" data-testid="reactions-emoji" autocomplete="off" maxlength="80" .value=${emoji.join(' ')} />
              </label>
              <button aria-disabled=${Boolean(this.busy)}>${t('reactions.choose')}</button>
            </form>
            <label class="check">
              <input type="checkbox" data-testid="reactions-to-voters" .checked=${toVoters} @change=${(event) => this.#change({ toVoters: event.target.checked })} />
              <span>${t('reactions.to-voters')}</span>
            </label>`
        : nothing}
      <p class="field-error" role="alert">${this.error}</p>
    </details>`;
  }

  #choose = (event) => {
    event.preventDefault();
    const emoji = emojiOf(new FormData(event.target).get('emoji'));
    if (emoji.length > MOST || !emoji.length) this.error = t('reactions.number');
    else this.#change({ emoji });
  };

  /** One after the other: what is chosen while the hub is still answering is not lost. */
  #change(change) {
    this.changes = (this.changes ?? Promise.resolve()).then(() => this.#send(change));
  }

  async #send(change) {
    this.busy = true;
    this.error = '';
    try {
      this.dispatchEvent(new CustomEvent('vh-reactions', { detail: { reactions: await this.api.changeReactions(change) } }));
    } catch (error) {
      this.error = problemText(error);
    }
    this.busy = false;
  }
}

customElements.define('vh-reactions', VhReactions);
