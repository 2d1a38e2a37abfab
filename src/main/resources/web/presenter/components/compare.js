/**
 * On the presenter's page, below the result of a closed ranked poll: what every other rule makes of the same ballots, if it is asked for.
 * Fires `vh-stage`, and `vh-picture` {type, comparison}.
 *
 * Hooks: data-testid="compare-open", "compare-stage", "compare-png", "compare-svg"; see compare/compare.js.
 */
import { LitElement, css, html, nothing } from 'lit';
import '../../i18n/compare.js';
import '../../compare/compare.js';
import { shared } from '../../components/shared-styles.js';
import { t } from '../../i18n/index.js';

class VhComparePart extends LitElement {
  static properties = {
    poll: { attribute: false },
    /** {code, token} */
    access: { attribute: false },
    opened: { state: true },
    comparison: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
        margin-block: var(--s4);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
        margin-block: var(--s3);
      }
    `,
  ];

  willUpdate(changed) {
    // Another poll begins closed.
    if (changed.get('poll') && changed.get('poll').id !== this.poll.id) this.opened = false;
  }

  render() {
    const { access, opened, poll } = this;
    return html`<button data-testid="compare-open" aria-expanded=${Boolean(opened)} @click=${() => (this.opened = !opened)}>${t(opened ? 'compare.hide' : 'compare.do')}</button>
      ${opened
        ? html`<section aria-label=${t('compare.title')}>
            <div class="row">${this.comparison ? this.#actions() : nothing}</div>
            <vh-compare .poll=${poll} .code=${access.code} .token=${access.token} @vh-compared=${({ detail }) => (this.comparison = detail.comparison)}></vh-compare>
          </section>`
        : nothing}`;
  }

  #actions() {
    const { visible } = this.poll;
    const picture = (id, type) => html`<button class="quiet" data-testid="compare-${id}" @click=${() => this.#fire('vh-picture', { type, comparison: this.comparison })}>${t(`do.export-picture-${id}`)}</button>`;
    return html`<button data-testid="compare-stage" aria-disabled=${!visible} title=${visible ? nothing : t('compare.unseen')} @click=${() => visible && this.#fire('vh-stage')}>${t('compare.show')}</button>
      ${picture('png', 'image/png')} ${picture('svg', 'image/svg+xml')}`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-compare-part', VhComparePart);
