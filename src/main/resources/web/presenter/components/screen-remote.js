/**
 * Shows what the big screen shows, with a remote control for it. Fires `vh-show` {stage: {poll} | {questions} | {follow} | {lobby} | {blank}}, `vh-follow` {on}
 * and `vh-full`.
 * Hooks: data-testid="on-screen" with data-shows, "stage-poll", "stage-auto", "stage-lobby", "stage-blank", "stage-questions", "follow", "full-screen".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { publicQuestionsPoll } from '../../questions/questions-poll.js';
import { onStage } from '../../screen/stage.js';
import { shared } from '../../components/shared-styles.js';

class VhScreenRemote extends LitElement {
  static properties = {
    stage: { attribute: false },
    polls: { attribute: false },
    /** The selected poll, or undefined */
    poll: { attribute: false },
    follows: { type: Boolean },
  };

  static styles = [
    shared,
    css`
      section {
        display: grid;
        gap: var(--s3);
        padding: var(--s4) var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
      }
      h2 {
        color: var(--ink-soft);
        font: inherit;
        font-size: var(--text-s);
      }
      .now {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        min-height: 1lh;
        overflow: hidden;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .choice {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      .choice button {
        padding-inline: var(--s1);
        border-radius: 0;
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .choice button:nth-child(even) {
        margin-inline-start: -1px;
      }
      .choice button:nth-child(n + 3) {
        margin-top: -1px;
      }
      .choice button:nth-child(1) {
        border-start-start-radius: var(--radius-s);
      }
      .choice button:nth-child(2) {
        border-start-end-radius: var(--radius-s);
      }
      .choice button:nth-child(3) {
        border-end-start-radius: var(--radius-s);
      }
      .choice button:nth-child(4) {
        border-end-end-radius: var(--radius-s);
      }
      button[aria-pressed='true'] {
        background: var(--accent-wash);
        box-shadow: inset 0 0 0 2px var(--accent);
        font-weight: 650;
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-height: var(--target);
      }
      input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
    `,
  ];

  render() {
    // The stage is unknown until the room is joined.
    const { shows, poll } = this.stage ? onStage(this.stage, this.polls) : {};
    const selected = this.poll;
    const auto = shows !== undefined && shows !== 'questions' && !this.stage.lobby && !this.stage.blank && this.stage.poll !== poll?.id;
    return html`<section aria-labelledby="screen">
      <h2 id="screen">${t('remote.title')}</h2>
      <p class="now" dir="auto" data-testid="on-screen" data-shows=${shows ?? nothing}>
        ${poll ? poll.question : shows ? t(`remote.now.${shows}`) : ''}
      </p>
      <div class="choice" role="group" aria-label=${t('remote.title')}>
        ${this.#button('poll', !auto && shows === 'poll' && poll === selected, { poll: selected?.id }, selected && selected.state !== 'draft' ? '' : t('remote.draft'))}
        ${this.#button('auto', auto, { follow: true }, '', t('remote.auto-more'))}
        ${this.#button('lobby', !auto && shows === 'lobby', { lobby: true })} ${this.#button('blank', shows === 'blank', { blank: true })}
      </div>
      ${publicQuestionsPoll(this.polls) ? this.#button('questions', shows === 'questions', { questions: true }) : nothing}
      <label>
        <input type="checkbox" data-testid="follow" .checked=${this.follows} @change=${(event) => this.#fire('vh-follow', { on: event.target.checked })} />
        <span>${t('remote.follow')}</span>
      </label>
      <button data-testid="full-screen" aria-keyshortcuts="F" @click=${() => this.#fire('vh-full')}>${t('remote.full')}</button>
    </section>`;
  }

  /** @param {string} why the reason why it is disabled, or '' */
  #button(name, pressed, stage, why = '', more = '') {
    return html`<button
      data-testid="stage-${name}"
      aria-pressed=${pressed}
      aria-disabled=${Boolean(why)}
      title=${why || more}
      @click=${() => !why && this.#fire('vh-show', { stage })}
    >
      ${t(`remote.${name}`)}
    </button>`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-screen-remote', VhScreenRemote);
