/**
 * The running order of the room, as presenters write it. Fires `vh-steps` {steps} and `vh-agenda` {step, body}. Steps are reordered by
 * dragging, by buttons, or by Alt with the arrow keys.
 * Hooks: data-testid="agenda" with data-state, "agenda-step-N" with data-now, "agenda-edit-N", "agenda-seconds-N", "agenda-show-N",
 * "agenda-early-N", "agenda-break-N", "agenda-up-N", "agenda-down-N", "agenda-remove-N", "agenda-from-N", "agenda-add-all",
 * "agenda-add-break", "agenda-run", "agenda-total".
 */
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit-html/directives/repeat.js';
import '../../i18n/present-agenda.js';
import './agenda-bar.js';
import { agendaStyles } from './agenda-styles.js';
import { disclosureStyles } from './disclosure-styles.js';
import { iconStyles, icons } from './icons.js';
import { shared } from '../../components/shared-styles.js';
import { locale, t } from '../../i18n/index.js';
import { beginnings, formatStepTime, readSeconds, stepTitle, totalMs } from '../agenda-plan.js';
import { RowDrag, moveItem } from '../reorder.js';

const POLL_SECONDS = 60;
const SHOW_SECONDS = 8;
const BREAK_SECONDS = 600;
const MINUTE_MS = 60_000;

/** The id of a new step, so that it can be edited before the hub has answered. */
const newStepId = () => crypto.getRandomValues(new Uint32Array(3)).join('-');

class VhAgenda extends LitElement {
  static properties = {
    agenda: { attribute: false },
    /** Those that can be steps */
    polls: { attribute: false },
    clock: { attribute: false },
    busy: { type: Boolean },
    /** The id of the step whose times are being set */
    editing: { state: true },
  };

  static styles = [shared, iconStyles, disclosureStyles, agendaStyles];

  #drag = new RowDrag((from, to) => this.#move(from, to));
  #time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.agenda.steps.length && this.requestUpdate(), MINUTE_MS / 6);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  render() {
    const { steps, state } = this.agenda;
    const missing = this.#missing;
    const times = beginnings(this.agenda, this.clock.now());
    return html`<details data-testid="agenda" data-state=${state}>
      <summary>${t('agenda.title')}${steps.length ? html`:&nbsp;<b>${t('agenda.steps', { n: steps.length })}</b>` : nothing}</summary>
      ${steps.length
        ? html`<ol @keydown=${this.#onKeyDown}>
              ${repeat(
                steps,
                ({ id }) => id,
                (step, i) => this.#row(step, i, times.get(step.id)),
              )}
            </ol>
            <p class="soft small" data-testid="agenda-total">${this.#total}</p>`
        : html`<p class="soft small">${t('agenda.empty')}</p>`}
      <div class="add">
        ${missing.length ? html`<button data-testid="agenda-add-all" @click=${this.#addAll}>${icons.plus} ${t(steps.length ? 'agenda.add-more' : 'agenda.add-all')}</button>` : nothing}
        <button data-testid="agenda-add-break" @click=${this.#addBreak}>${icons.plus} ${t('agenda.add-break')}</button>
      </div>
      ${steps.length && state === 'ready'
        ? html`<button class="primary run" data-testid="agenda-run" aria-disabled=${this.busy} @click=${() => this.#call('run', {})}>${t('agenda.run')}</button>`
        : nothing}
    </details>`;
  }

  get #missing() {
    const used = new Set(this.agenda.steps.map(({ poll }) => poll));
    return this.polls.filter(({ id }) => !used.has(id));
  }

  get #total() {
    const ms = totalMs(this.agenda.steps);
    return ms === Infinity ? t('agenda.open-end') : t('agenda.total', { n: Math.max(1, Math.round(ms / MINUTE_MS)) });
  }

  #row(step, i, at) {
    const { current } = this.agenda;
    const now = current?.step.id === step.id;
    const poll = this.polls.find(({ id }) => id === step.poll);
    const title = stepTitle(step, this.polls);
    const open = this.editing === step.id;
    return html`<li
      class="${now ? 'now' : ''} ${step.break !== undefined ? 'break' : ''}"
      draggable=${!open}
      data-index=${i}
      data-testid="agenda-step-${i}"
      data-now=${now ? current.phase : nothing}
      @dragstart=${(event) => this.#drag.start(i, event)}
      @dragover=${(event) => this.#drag.over(event)}
      @drop=${(event) => this.#drag.drop(i, event)}
      @dragend=${() => this.#drag.end()}
    >
      <button class="step" aria-expanded=${open} aria-current=${now ? 'step' : nothing} data-testid="agenda-edit-${i}" @click=${() => (this.editing = open ? null : step.id)}>
        <span class="number">${i + 1}</span>
        <span class="question" dir="auto">${title}</span>
        <span class="times">${this.#summary(step, poll)}${at && this.agenda.state !== 'paused' && current ? html` · <b>${this.#time.format(at)}</b>` : nothing}</span>
      </button>
      ${open ? this.#form(step, i, title) : nothing}
    </li>`;
  }

  #summary(step, poll) {
    if (step.poll && !poll) return t('agenda.gone');
    if (poll?.state === 'closed' && this.agenda.current?.step.id !== step.id) return t('agenda.closed');
    return step.seconds ? formatStepTime(step.seconds) : t('agenda.by-hand');
  }

  #form(step, i, title) {
    const isBreak = step.break !== undefined;
    return html`<div class="form">
      ${isBreak
        ? html`<label class="wide"
            ><span class="label">${t('agenda.break-title')}</span>
            <input type="text" maxlength="100" dir="auto" data-testid="agenda-break-${i}" .value=${step.break} @change=${(event) => this.#rename(step, event.target)} />
          </label>`
        : nothing}
      <label
        ><span class="label">${t(isBreak ? 'agenda.break-for' : 'agenda.for')}</span>
        <input
          type="text"
          maxlength="8"
          autocomplete="off"
          title=${t('agenda.time-hint')}
          data-testid="agenda-seconds-${i}"
          .value=${formatStepTime(step.seconds)}
          @change=${(event) => this.#setTime(step, 'seconds', event.target)}
        />
      </label>
      ${isBreak
        ? nothing
        : html`<label
              ><span class="label">${t('agenda.show')}</span>
              <input
                type="text"
                maxlength="8"
                autocomplete="off"
                title=${t('agenda.show-hint')}
                data-testid="agenda-show-${i}"
                .value=${formatStepTime(step.showSeconds)}
                @change=${(event) => this.#setTime(step, 'showSeconds', event.target)}
              />
            </label>
            <label class="check wide">
              <input type="checkbox" data-testid="agenda-early-${i}" .checked=${step.early} @change=${(event) => this.#change(step, { early: event.target.checked })} />
              <span>${t('agenda.early')}</span>
            </label>`}
      <p class="hint soft small">${t('agenda.time-hint')}</p>
      <div class="tools">
        ${this.#moveButton(i, i - 1, 'up', '↑', title)} ${this.#moveButton(i, i + 1, 'down', '↓', title)}
        <button aria-label=${t('agenda.remove', { title })} data-testid="agenda-remove-${i}" @click=${() => this.#remove(i)}>${icons.bin}</button>
        ${this.agenda.state === 'ready'
          ? html`<button class="from" data-testid="agenda-from-${i}" aria-disabled=${this.busy} @click=${() => this.#call('run', { step: step.id })}>${t('agenda.from-here')}</button>`
          : nothing}
      </div>
    </div>`;
  }

  #moveButton(from, to, name, symbol, title) {
    const enabled = to >= 0 && to < this.agenda.steps.length;
    return html`<button aria-label=${t(`agenda.${name}`, { title })} aria-disabled=${!enabled} data-testid="agenda-${name}-${from}" @click=${() => this.#move(from, to)}>${symbol}</button>`;
  }

  #onKeyDown(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const from = Number(event.target.closest('li')?.dataset.index);
    this.#move(from, from + by);
  }

  #move(from, to) {
    const order = moveItem(this.agenda.steps, from, to);
    if (order !== this.agenda.steps) this.#write(order);
  }

  #remove(i) {
    this.editing = null;
    this.#write(this.agenda.steps.filter((_, at) => at !== i));
  }

  #addAll = () => {
    const added = this.#missing.map(({ id }) => ({ id: newStepId(), poll: id, seconds: POLL_SECONDS, showSeconds: SHOW_SECONDS, early: false }));
    this.#write([...this.agenda.steps, ...added]);
  };

  #addBreak = () => {
    this.#write([...this.agenda.steps, { id: newStepId(), break: t('agenda.break-name'), seconds: BREAK_SECONDS }]);
  };

  #rename(step, input) {
    const title = input.value.trim();
    if (title) this.#change(step, { break: title });
    else input.value = step.break;
  }

  #setTime(step, field, input) {
    const seconds = readSeconds(input.value);
    const most = field === 'seconds' ? 86_400 : 3_600;
    if (seconds !== null && (seconds ?? 0) <= most) this.#change(step, { [field]: seconds ?? (field === 'seconds' ? undefined : 0) });
    // What is no time leaves it as it is.
    input.value = formatStepTime(seconds === null ? step[field] : seconds);
  }

  #change(step, change) {
    this.#write(this.agenda.steps.map((each) => (each.id === step.id ? { ...each, ...change } : each)));
  }

  #write(steps) {
    this.dispatchEvent(new CustomEvent('vh-steps', { detail: { steps } }));
  }

  #call(step, body) {
    if (!this.busy) this.dispatchEvent(new CustomEvent('vh-agenda', { detail: { step, body } }));
  }
}

customElements.define('vh-agenda', VhAgenda);
