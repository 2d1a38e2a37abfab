/**
 * Shown when another presenter has changed the poll that is being edited: lists the changes and asks which version to keep. Fires
 * `vh-theirs` and `vh-mine`.
 * Hooks: data-testid="conflict", "conflict-theirs", "conflict-mine".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { describeChanges } from '../poll-changes.js';
import { shared } from '../../components/shared-styles.js';

class VhEditConflict extends LitElement {
  static properties = {
    /** The poll as it was when editing began */
    before: { attribute: false },
    /** The other presenter's version */
    theirs: { attribute: false },
  };

  static styles = [
    shared,
    css`
      :host {
        position: sticky;
        bottom: var(--s2);
        z-index: 3;
        display: block;
        max-width: 44rem;
        margin-top: var(--s4);
      }
      section {
        display: grid;
        gap: var(--s3);
        padding: var(--s4) var(--s5);
        border: 2px solid var(--accent);
        border-radius: var(--radius);
        background: var(--card);
        box-shadow: var(--shadow);
      }
      h3 {
        font-weight: 650;
      }
      ul {
        display: grid;
        gap: var(--s1);
        max-height: 30vh;
        padding-inline-start: 1.2em;
        overflow: auto;
        list-style: disc;
      }
      li {
        overflow-wrap: anywhere;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
    `,
  ];

  render() {
    const isDraft = this.theirs.state === 'draft';
    return html`<section role="alert" data-testid="conflict">
      <h3>${t('conflict.title')}</h3>
      <ul>
        ${describeChanges(this.before, this.theirs).map(
          ([key, values]) => html`<li dir="auto">${t(key, values.method ? { to: t(`method.${values.method}`) } : values)}</li>`,
        )}
      </ul>
      <p class="soft small">${t(isDraft ? 'conflict.more' : 'conflict.too-late')}</p>
      <div class="buttons">
        <button type="button" data-testid="conflict-theirs" @click=${() => this.#fire('vh-theirs')}>${t(isDraft ? 'conflict.theirs' : 'conflict.leave')}</button>
        ${isDraft
          ? html`<button type="button" data-testid="conflict-mine" @click=${() => this.#fire('vh-mine')}>${t('conflict.mine')}</button>`
          : nothing}
      </div>
    </section>`;
  }

  #fire(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define('vh-edit-conflict', VhEditConflict);
