/**
 * The root of a poll's seal and that of the hub's log, in small print: whoever takes a picture of the screen can compare them with what the hub
 * shows to others, and later.
 *
 * Hooks: data-testid="seal-root", "log-root".
 */
import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { ChangeController } from '../hub/change-controller.js';
import { LogHead } from '../hub/log-head.js';
import { t } from '../i18n/index.js';
import '../i18n/roots.js';
import '../i18n/sealed.js';

class VhScreenRoots extends LitElement {
  static properties = {
    /** {number, root} */
    seal: { attribute: false },
  };

  static styles = [
    shared,
    css`
      p {
        color: var(--ink-soft);
        font-size: calc(var(--u) * 1.7);
        line-height: 1.3;
      }
      p + p {
        margin-top: calc(var(--u) * 0.5);
      }
      code {
        display: block;
        font-family: var(--mono);
        word-break: break-all;
      }
    `,
  ];

  constructor() {
    super();
    this.log = new LogHead();
    new ChangeController(this, this.log);
  }

  willUpdate(changed) {
    if (changed.has('seal') && this.seal.root !== changed.get('seal')?.root) this.log.follow(this.seal.root);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.log.stop();
  }

  render() {
    const { size, root } = this.log.head ?? {};
    return html`<p data-testid="seal-root">${t('sealed.number', { n: this.seal.number })} <code dir="ltr">${this.seal.root}</code></p>
      ${root ? html`<p data-testid="log-root">${t('roots.log', { n: size })} <code dir="ltr">${root}</code></p>` : nothing}`;
  }
}

customElements.define('vh-screen-roots', VhScreenRoots);
