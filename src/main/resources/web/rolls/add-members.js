/**
 * The ways to add members to a voter roll: one by one, a pasted list, a CSV file that is chosen or dropped. Fires `vh-issued` {members} with
 * the members and their codes.
 * Hooks: data-testid="member-label", "member-mail", "member-weight", "member-add", "paste", "paste-add", "file", "drop", "add-problem".
 */
import { LitElement, css, html, nothing } from 'lit';
import { isTable, readPasted } from './pasted-list.js';
import { problemText } from '../hub/problem-text.js';
import { rollStyles } from './roll-styles.js';
import { shared } from '../components/shared-styles.js';
import { t } from '../i18n/index.js';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_SHOWN = 8;

class VhAddMembers extends LitElement {
  static properties = {
    /** The calls to the hub, a RollApi */
    api: { attribute: false },
    roll: { attribute: false },
    busy: { state: true },
    problems: { state: true },
    over: { state: true },
  };

  static styles = [
    shared,
    rollStyles,
    css`
      :host {
        container-type: inline-size;
        display: grid;
        gap: var(--s5);
      }
      .one {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 2fr) 6.5rem auto;
        align-items: end;
        gap: var(--s3);
      }
      .several {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        align-items: start;
        gap: var(--s5);
      }
      textarea {
        min-height: 8.5rem;
        resize: vertical;
      }
      .several button {
        justify-self: start;
        margin-top: var(--s2);
      }
      .drop {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--s2);
        min-height: 8.5rem;
        padding: var(--s4);
        border: 2px dashed var(--edge);
        border-radius: var(--radius-s);
        color: var(--ink-soft);
        text-align: center;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-wash);
        color: var(--ink);
      }
      .drop button {
        justify-self: center;
        margin: 0;
      }
      .problems li {
        list-style: disc;
        margin-inline-start: 1.2em;
      }
      @media (max-width: 45rem) {
        .one {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .one .wide {
          grid-column: 1 / -1;
        }
        .one button {
          padding-inline: min(var(--s3), 3vw);
        }
      }
      @container (max-width: 13rem) {
        .one {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.problems = [];
  }

  render() {
    return html`<form class="one" novalidate @submit=${this.#addOne}>
        <div class="field wide">
          <label for="label">${t('rolls.label')}</label>
          <input id="label" type="text" dir="auto" maxlength="200" autocomplete="off" data-testid="member-label" />
        </div>
        <div class="field wide">
          <label for="mail">${t('rolls.mail')}</label>
          <input id="mail" type="email" maxlength="254" autocomplete="off" data-testid="member-mail" />
        </div>
        <div class="field">
          <label for="weight">${t('rolls.weight')}</label>
          <input id="weight" type="number" min="1" max="1000000" step="1" inputmode="numeric" value="1" data-testid="member-weight" />
        </div>
        <button class="primary" data-testid="member-add" aria-disabled=${Boolean(this.busy)}>${t('rolls.add')}</button>
      </form>
      <div class="several">
        <form class="field" novalidate @submit=${this.#addPasted}>
          <label for="paste">${t('rolls.paste')}</label>
          <textarea id="paste" spellcheck="false" dir="auto" placeholder=${t('rolls.paste-example')} aria-describedby="paste-help" data-testid="paste"></textarea>
          <p id="paste-help" class="small soft">${t('rolls.paste-help')}</p>
          <button data-testid="paste-add" aria-disabled=${Boolean(this.busy)}>${t('rolls.paste-add')}</button>
        </form>
        <div class="field">
          <label for="file">${t('rolls.file')}</label>
          <div class="drop ${this.over ? 'over' : ''}" data-testid="drop" @dragover=${this.#dragOver} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
            <p>${t('rolls.drop')}</p>
            <button type="button" aria-disabled=${Boolean(this.busy)} @click=${() => !this.busy && this.renderRoot.querySelector('#file').click()}>${t('rolls.choose')}</button>
            <input id="file" type="file" accept=".csv,text/csv,text/plain" hidden data-testid="file" @change=${this.#chosen} />
          </div>
          <p class="small soft">${t('rolls.file-help')}</p>
        </div>
      </div>
      <div role="alert" data-testid="add-problem">${this.#renderProblems()}</div>
      ${this.busy ? html`<p class="small soft" role="status">${t('rolls.adding')}</p>` : nothing}`;
  }

  #renderProblems() {
    const { problems } = this;
    if (!problems.length) return nothing;
    if (problems.length === 1) return html`<p class="field-error">${problems[0]}</p>`;
    return html`<div class="field-error problems">
      <p>${t('rolls.nobody-added')}</p>
      <ul>
        ${problems.slice(0, MAX_SHOWN).map((problem) => html`<li>${problem}</li>`)}
        ${problems.length > MAX_SHOWN ? html`<li>${t('rolls.more-problems', { n: problems.length - MAX_SHOWN })}</li>` : nothing}
      </ul>
    </div>`;
  }

  #addOne(event) {
    event.preventDefault();
    const field = (id) => this.renderRoot.querySelector(`#${id}`);
    const label = field('label').value.trim();
    const mail = field('mail').value.trim();
    const weight = field('weight').value.trim();
    if (!label) {
      this.problems = [t('rolls.no-label')];
      return field('label').focus();
    }
    const member = { label, ...(mail && { mail }), ...(weight && { weight: Number(weight) }) };
    return this.#add(() => this.api.addMembers(this.roll.id, [member]), null, () => {
      field('label').value = '';
      field('mail').value = '';
      field('weight').value = '1';
      field('label').focus();
    });
  }

  #addPasted(event) {
    event.preventDefault();
    const area = this.renderRoot.querySelector('#paste');
    const text = area.value;
    if (!text.trim()) return area.focus();
    const done = () => (area.value = '');
    if (isTable(text)) return this.#add(() => this.api.addTable(this.roll.id, new Blob([text])), null, done);
    const { members, lines } = readPasted(text);
    return this.#add(() => this.api.addMembers(this.roll.id, members), lines, done);
  }

  #dragOver(event) {
    event.preventDefault();
    this.over = true;
  }

  #drop(event) {
    event.preventDefault();
    this.over = false;
    this.#addFile(event.dataTransfer.files[0]);
  }

  #chosen(event) {
    this.#addFile(event.target.files[0]);
    event.target.value = '';
  }

  #addFile(file) {
    if (!file) return undefined;
    if (file.size > MAX_BYTES) return (this.problems = [t('rolls.file-too-large')]);
    return this.#add(() => this.api.addTable(this.roll.id, file), null, () => {});
  }

  /** @param {number[]} lines the numbers of the lines of the members, if they were pasted */
  async #add(call, lines, done) {
    if (this.busy) return;
    this.busy = true;
    this.problems = [];
    try {
      const members = await call();
      done();
      this.dispatchEvent(new CustomEvent('vh-issued', { detail: { members } }));
    } catch (error) {
      this.problems = error.errors?.length ? error.errors.map((each) => located(each, lines)) : [problemText(error)];
    }
    this.busy = false;
  }
}

function located({ pointer, detail }, lines) {
  const at = Number(pointer.split('/')[1]);
  return lines?.length > 1 && Number.isInteger(at) ? t('rolls.in-line', { n: lines[at], problem: detail }) : detail;
}

customElements.define('vh-add-members', VhAddMembers);
