/**
 * The page that verifies proofs: `/verify`. It asks the hub for nothing, and works without a network once it was loaded.
 *
 * Hooks: data-testid="verify-file", "verify-key", "verify-tag", "verify-more", "verdict" with data-kind, "finding" with data-code and data-ok.
 */
import { LitElement, html, nothing } from 'lit';
import '../i18n/verify.js';
import '../components/language-switch.js';
import '../components/theme-switch.js';
import { shared } from '../components/shared-styles.js';
import { keepLoadedFiles, registerWorker } from '../hub/service-worker.js';
import { t } from '../i18n/index.js';
import { sealOf } from '../proof/note.js';
import { findingText } from '../verify/finding-text.js';
import { readFile, verifyGiven } from '../verify/given-files.js';
import { verifyStyles } from '../verify/verify-styles.js';

const SIGNS = { true: ['', '✓'], false: ['fault', '✗'], null: ['note', '–'] };
/** A page that has just been opened has better things to load. */
const KEEP_AFTER_MS = 1_000;

class VhVerify extends LitElement {
  static properties = { name: { state: true }, outcome: { state: true }, over: { state: true } };
  static styles = [shared, verifyStyles];

  /** What is being verified */
  #given = null;
  #bytes = null;
  #key = '';
  #tag = '';

  connectedCallback() {
    super.connectedCallback();
    document.title = `${t('verify.title')} · Votehub`;
    this.keepTimer = setTimeout(async () => {
      const registration = await registerWorker();
      if (registration) keepLoadedFiles(registration);
    }, KEEP_AFTER_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.keepTimer);
  }

  render() {
    return html`<header>
        <a class="name" href="/"><img src=${new URL('../icon.svg', import.meta.url)} alt="" width="32" height="32" />Votehub</a>
        <vh-theme-switch></vh-theme-switch>
      </header>
      <main>
        <h1>${t('verify.title')}</h1>
        <p>${t('verify.lead')}</p>
        <div class="drop ${this.over ? 'over' : ''}" @dragover=${this.#dragOver} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
          <label class="button" for="file">${t('verify.choose')}</label>
          <input id="file" type="file" data-testid="verify-file" @change=${(event) => this.#take(event.target.files[0])} />
          <p class="soft">${this.name ? html`<bdi>${this.name}</bdi>` : t('verify.drop')}</p>
        </div>
        <details data-testid="verify-more">
          <summary>${t('verify.more')}</summary>
          <div class="fields">
            ${this.#renderField('key', (text) => (this.#key = text))} ${this.#renderField('tag', (text) => (this.#tag = text))}
          </div>
        </details>
        ${this.outcome ? this.#renderOutcome(this.outcome) : nothing}
        <p class="soft small">${t('verify.alone')}</p>
      </main>
      <footer><vh-language-switch></vh-language-switch></footer>`;
  }

  /** What somebody has opened stays open. */
  updated() {
    if (this.outcome?.kind === 'tag') this.renderRoot.querySelector('details').open = true;
  }

  #renderField(name, set) {
    const changed = (event) => {
      set(event.target.value);
      this.#verify();
    };
    return html`<label
      >${t(`verify.${name}-label`)} <span>${t(`verify.${name}-hint`)}</span>
      <input type="text" spellcheck="false" autocomplete="off" autocapitalize="off" data-testid="verify-${name}" @change=${changed} />
    </label>`;
  }

  #renderOutcome({ kind, findings, manifest, checkpoint }) {
    const shown = findings.filter(({ ok, code }) => !(ok && code === 'key'));
    const seal = checkpoint && sealOf(checkpoint);
    return html`<section class="verdict" role="status" data-testid="verdict" data-kind=${kind}>
      <h2>${t(`verify.${kind}`)}</h2>
      ${manifest ? html`<p dir="auto"><b>${manifest.question}</b></p>` : nothing}
      ${seal ? html`<p class="soft small">${t('verify.seal', { hub: seal.hub, n: seal.seal })}</p>` : nothing}
      ${kind === 'false' ? html`<p>${t('verify.false-do')}</p>` : nothing}
      <ul>
        ${shown.map((finding) => {
          const [className, sign] = SIGNS[finding.ok];
          return html`<li class=${className} data-testid="finding" data-code=${finding.code} data-ok=${String(finding.ok)}><span aria-hidden="true">${sign}</span><span>${findingText(finding)}</span></li>`;
        })}
      </ul>
      ${kind === 'true' ? html`<p class="soft small">${t('verify.not')}</p>` : nothing}
    </section>`;
  }

  #dragOver = (event) => {
    event.preventDefault();
    this.over = true;
  };

  #drop = (event) => {
    event.preventDefault();
    this.over = false;
    this.#take(event.dataTransfer.files[0]);
  };

  async #take(file) {
    if (!file) return;
    this.name = file.name;
    try {
      this.#bytes = await readFile(file);
    } catch {
      this.#bytes = null;
      this.outcome = { kind: 'unreadable', findings: [] };
      return;
    }
    await this.#verify();
  }

  async #verify() {
    if (!this.#bytes) return;
    const given = { bytes: this.#bytes, key: this.#key, tag: this.#tag };
    this.#given = given;
    this.outcome = null;
    await this.updateComplete;
    const outcome = await verifyGiven(given);
    if (this.#given === given) this.outcome = outcome;
  }
}

customElements.define('vh-verify', VhVerify);
