/**
 * The owner's page of voter rolls: `/rolls/CODE`. Who may vote in polls that name a roll: make rolls, add and remove members, hand out their
 * codes. Needs the owner's key, which the presenter's page keeps in this browser. The codes of members are shown once, right after they
 * were made; nothing of them is stored.
 *
 * Hooks: data-testid="roll-title", "roll-add", "roll-ID" (a roll's button), "roll-remove", "roll-remove-sure", "rolls-problem", "rolls-back", "mail"; see add-members, member-list, mail-links,
 * issued-codes, code-sheets.
 */
import { LitElement, css, html, nothing } from 'lit';
import '../i18n/present.js';
import '../i18n/rolls.js';
import '../components/language-switch.js';
import '../components/theme-switch.js';
import '../presenter/components/key-form.js';
import '../rolls/add-members.js';
import '../rolls/code-sheets.js';
import '../rolls/issued-codes.js';
import '../rolls/mail-links.js';
import '../rolls/member-list.js';
import { codeFromPath, formatCode } from '../hub/room-code.js';
import { isolated, t } from '../i18n/index.js';
import { keyFromAddress, presenterAddress, presenterKey } from '../presenter/presenter-key.js';
import { problemText } from '../hub/problem-text.js';
import { readKey, readRoom } from '../hub/api.js';
import { readStored } from '../hub/local-storage.js';
import { RollApi } from '../rolls/roll-api.js';
import { rollStyles } from '../rolls/roll-styles.js';
import { shared } from '../components/shared-styles.js';

const KEY_TEXTS = { title: 'rolls.key', words: 'rolls.key-words', label: 'key.label', go: 'key.go' };

class VhRolls extends LitElement {
  static properties = {
    key: { state: true },
    keyError: { state: true },
    checking: { state: true },
    title: { state: true },
    rolls: { state: true },
    selected: { state: true },
    issued: { state: true },
    pictures: { state: true },
    preparing: { state: true },
    sure: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [
    shared,
    rollStyles,
    css`
      :host {
        display: block;
        max-width: 72rem;
        min-height: 100vh;
        margin: 0 auto;
        padding: 0 var(--s4) var(--s8);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s4);
        min-height: 4rem;
      }
      header .back {
        display: flex;
        flex: 1;
        gap: 0.5ch;
        min-width: 0;
      }
      header .back span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      h1 {
        margin: var(--s4) 0 var(--s2);
        font: 600 var(--text-2xl) / 1.2 var(--serif);
      }
      .lead {
        max-width: 42rem;
        color: var(--ink-soft);
        line-height: 1.5;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 17rem) minmax(0, 1fr);
        align-items: start;
        gap: var(--s6);
        margin-top: var(--s6);
      }
      nav {
        display: grid;
        gap: var(--s4);
      }
      nav ul {
        display: grid;
        gap: var(--s2);
      }
      nav li button {
        display: grid;
        justify-content: stretch;
        gap: var(--s1);
        width: 100%;
        text-align: start;
      }
      nav li button span {
        overflow-wrap: anywhere;
      }
      nav [aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 3px 0 0 var(--accent);
      }
      nav form {
        display: grid;
        gap: var(--s2);
      }
      summary {
        min-height: var(--target);
        align-content: center;
        font-weight: 650;
        cursor: pointer;
      }
      details.card {
        display: block;
        padding-block: var(--s2);
      }
      details[open] {
        padding-bottom: var(--s5);
      }
      details > vh-mail-links {
        margin-top: var(--s3);
      }
      .roll {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s5);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--s2) var(--s4);
      }
      .none {
        display: grid;
        justify-items: center;
        gap: var(--s2);
        padding: 12vh var(--s4);
        border: 1px dashed var(--edge);
        border-radius: var(--radius);
        text-align: center;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        margin-top: var(--s8);
        border-top: 1px solid var(--line);
      }
      @media (max-width: 55rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media print {
        :host {
          max-width: none;
          margin: 0;
          padding: 0;
        }
        .page {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.rolls = null;
    this.problem = '';
    this.#start(keyFromAddress() ?? readStored(presenterKey(this.code)));
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.#beforeUnload);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.#beforeUnload);
  }

  async #start(key) {
    if (!key) return;
    this.checking = true;
    this.keyError = '';
    try {
      const { owner } = await readKey(this.code, key);
      if (!owner) this.keyError = t('rolls.not-owner');
      else await this.#open(key);
    } catch (error) {
      this.keyError = problemText(error);
    }
    this.checking = false;
  }

  async #open(key) {
    const api = new RollApi(this.code, key);
    const [room, rolls] = await Promise.all([readRoom(this.code, key), api.list()]);
    this.api = api;
    this.title = room.title;
    this.rolls = rolls;
    this.selected = rolls.at(-1)?.id;
    this.key = key;
  }

  render() {
    document.title = `${isolated(this.title || this.code)} · ${t('rolls.page')}`;
    if (!this.key) return this.#renderKeyForm();
    const roll = this.rolls.find(({ id }) => id === this.selected);
    return html`<div class="page">
        <header>
          <a class="back" data-testid="rolls-back" href=${presenterAddress(this.code)}>‹ <span dir="auto">${this.title || formatCode(this.code)}</span></a>
          <vh-theme-switch></vh-theme-switch>
        </header>
        <main>
          <h1>${t('rolls.page')}</h1>
          <p class="lead">${t('rolls.lead')}</p>
          <p class="field-error" role="alert" data-testid="rolls-problem">${this.problem}</p>
          <div class="columns">${this.#renderRolls()} ${roll ? this.#renderRoll(roll) : this.#renderNone()}</div>
        </main>
        <footer><vh-language-switch></vh-language-switch></footer>
      </div>
      ${this.issued && this.pictures
        ? html`<vh-code-sheets .members=${this.issued.members} .pictures=${this.pictures} .title=${this.issued.roll.title} .room=${this.title}></vh-code-sheets>`
        : nothing}`;
  }

  #renderKeyForm() {
    if (this.checking) return html`<main><p class="soft" role="status">${t('loading')}</p></main>`;
    return html`<main>
      <vh-key-form .code=${this.code} .texts=${KEY_TEXTS} .error=${this.keyError} @vh-key=${(event) => this.#start(event.detail.key)}></vh-key-form>
    </main>`;
  }

  #renderRolls() {
    return html`<nav aria-label=${t('rolls.page')}>
      ${this.rolls.length
        ? html`<ul>
            ${this.rolls.map(
              ({ id, title, members }) => html`<li>
                <button data-testid="roll-${id}" aria-pressed=${id === this.selected} @click=${() => this.#select(id)}>
                  <span dir="auto">${title}</span>
                  <span class="small soft">${t('rolls.members', { n: members })}</span>
                </button>
              </li>`,
            )}
          </ul>`
        : nothing}
      <form novalidate @submit=${this.#add}>
        <label for="title">${t('rolls.new')}</label>
        <input id="title" type="text" dir="auto" maxlength="200" autocomplete="off" placeholder=${t('rolls.new-example')} data-testid="roll-title" />
        <button class=${this.rolls.length ? nothing : 'primary'} data-testid="roll-add" aria-disabled=${Boolean(this.busy)}>${t('rolls.make')}</button>
      </form>
    </nav>`;
  }

  #renderNone() {
    return html`<div class="none">
      <h2>${t('rolls.none')}</h2>
      <p class="soft">${t('rolls.none-more')}</p>
    </div>`;
  }

  #renderRoll(roll) {
    return html`<section class="roll" aria-label=${roll.title}>
      <div class="head">
        <h2 dir="auto">${roll.title}</h2>
        <p class="soft small">${t('rolls.members', { n: roll.members })}${roll.weight > roll.members ? ` · ${t('rolls.votes', { n: roll.weight })}` : ''}</p>
      </div>
      ${this.issued?.roll.id === roll.id
        ? html`<vh-issued-codes
            .members=${this.issued.members}
            .title=${roll.title}
            ?preparing=${this.preparing}
            @vh-print=${this.#print}
            @vh-saved=${() => (this.issued.used = true)}
            @vh-forget=${() => this.#forget()}
          ></vh-issued-codes>`
        : nothing}
      <div class="card">
        <h3>${t('rolls.add-members')}</h3>
        <vh-add-members .api=${this.api} .roll=${roll} @vh-issued=${(event) => this.#issue(roll, event.detail.members, true)}></vh-add-members>
      </div>
      <details class="card" data-testid="mail">
        <summary>${t('rolls.mail-links')}</summary>
        <vh-mail-links .api=${this.api} .roll=${roll} @vh-mailed=${() => this.renderRoot.querySelector('vh-member-list')?.reload()}></vh-mail-links>
      </details>
      <vh-member-list
        .api=${this.api}
        .roll=${roll}
        @vh-renewed=${(event) => this.#issue(roll, [event.detail.member], false)}
        @vh-mail=${(event) => this.#mail(event.detail.member)}
        @vh-removed=${() => this.#refresh()}
      ></vh-member-list>
      <div class="row">
        ${this.sure
          ? html`<p>${t('rolls.delete-really', { title: roll.title })}</p>
              <button class="danger" data-testid="roll-remove-sure" @click=${() => this.#remove(roll)}>${t('rolls.delete')}</button>
              <button class="quiet" @click=${() => (this.sure = false)}>${t('rolls.keep')}</button>`
          : html`<button class="quiet danger" data-testid="roll-remove" @click=${() => (this.sure = true)}>${t('rolls.delete')}</button>`}
      </div>
    </section>`;
  }

  #select(id) {
    if (!this.#mayForget()) return;
    this.selected = id;
    this.sure = false;
    this.#forget();
  }

  /** Codes that are not handed out yet are lost with the page. */
  #mayForget() {
    return !this.issued || this.issued.used || window.confirm(t('rolls.forget-really'));
  }

  #beforeUnload = (event) => {
    if (this.issued && !this.issued.used) event.preventDefault();
  };

  #forget() {
    this.issued = null;
    this.pictures = null;
  }

  async #issue(roll, members, added) {
    // Those that were made before and are still shown stay.
    const before = this.issued?.roll.id === roll.id ? this.issued.members.filter(({ id }) => !members.some((member) => member.id === id)) : [];
    this.issued = { roll, members: [...members, ...before] };
    this.pictures = null;
    if (added) await this.#refresh();
    this.renderRoot.querySelector('vh-member-list')?.reload();
    await this.updateComplete;
    this.renderRoot.querySelector('vh-issued-codes')?.scrollIntoView({ block: 'nearest' });
  }

  async #print() {
    if (this.preparing) return;
    const { issued } = this;
    await this.#attempt(async () => {
      this.preparing = true;
      this.pictures ??= await this.api.pictures(
        issued.roll.id,
        issued.members.map(({ link }) => link),
      );
    });
    this.preparing = false;
    if (!this.pictures || this.issued !== issued) return;
    await this.updateComplete;
    await this.renderRoot.querySelector('vh-code-sheets').updateComplete;
    issued.used = true;
    window.print();
  }

  async #add(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('#title');
    const title = field.value.trim();
    if (!title) return field.focus();
    if (!this.#mayForget()) return undefined;
    return this.#attempt(async () => {
      const roll = await this.api.add(title);
      field.value = '';
      this.rolls = [...this.rolls, roll];
      this.selected = roll.id;
      this.#forget();
    });
  }

  #remove(roll) {
    return this.#attempt(async () => {
      this.sure = false;
      await this.api.remove(roll.id);
      this.#forget();
      this.rolls = this.rolls.filter(({ id }) => id !== roll.id);
      this.selected = this.rolls.at(-1)?.id;
    });
  }

  #mail(member) {
    this.renderRoot.querySelector('details').open = true;
    return this.renderRoot.querySelector('vh-mail-links').sendTo(member);
  }

  #refresh() {
    return this.#attempt(async () => (this.rolls = await this.api.list()));
  }

  async #attempt(call) {
    this.busy = true;
    this.problem = '';
    try {
      await call();
    } catch (error) {
      this.problem = problemText(error);
    }
    this.busy = false;
  }
}

customElements.define('vh-rolls', VhRolls);
