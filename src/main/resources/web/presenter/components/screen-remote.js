/**
 * Shows what the big screen shows, with a remote control for it. Fires `vh-show` {stage} with what to put on the stage, `vh-follow` {on} and `vh-full`.
 * Hooks: data-testid="on-screen" with data-shows, "stage-poll", "stage-auto", "stage-lobby", "stage-blank", "stage-questions", "stage-break" (see break-form), "follow", "full-screen".
 */
import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../i18n/index.js';
import { publicQuestionsPoll } from '../../questions/questions-poll.js';
import { isQuiz } from '../../quiz/quiz-poll.js';
import { onStage } from '../../screen/stage.js';
import { stageText } from '../stage-text.js';
import './break-form.js';
import { shared } from '../../components/shared-styles.js';

class VhScreenRemote extends LitElement {
  static properties = {
    stage: { attribute: false },
    polls: { attribute: false },
    /** The selected poll, or undefined */
    poll: { attribute: false },
    follows: { type: Boolean },
    /** Whether it asks how long a break is to be */
    asksBreak: { state: true },
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
        width: fit-content;
        min-height: 1lh;
        overflow: hidden;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .choice {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--s1);
      }
      .choice button {
        padding-inline: var(--s1);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
      .choice button:nth-child(odd):last-child {
        grid-column: 1 / -1;
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
    // What is shown because it was chosen, and not because the stage follows the polls.
    const chosen = shows === 'poll' ? this.stage.poll === poll.id : Boolean(this.stage?.[shows]);
    const auto = shows !== undefined && !chosen;
    return html`<section aria-labelledby="screen">
      <h2 id="screen">${t('remote.title')}</h2>
      <p class="now" dir="auto" data-testid="on-screen" data-shows=${shows ?? nothing}>
        ${stageText(this.stage, this.polls)}
      </p>
      <div class="choice" role="group" aria-label=${t('remote.title')}>
        ${this.#button('poll', !auto && shows === 'poll' && poll === selected, { poll: selected?.id }, selected && selected.state !== 'draft' ? '' : t('remote.draft'))}
        ${this.#button('auto', auto, { follow: true }, '', t('remote.auto-more'))}
        ${this.#button('lobby', !auto && shows === 'lobby', { lobby: true })} ${this.#button('blank', shows === 'blank', { blank: true })}
        ${publicQuestionsPoll(this.polls) ? this.#button('questions', shows === 'questions', { questions: true }) : nothing}
        ${this.polls?.some(isQuiz) ? this.#button('leaderboard', shows === 'leaderboard', { leaderboard: true }) : nothing}
        ${this.#button('break', shows === 'break', null)}
      </div>
      ${this.asksBreak
        ? html`<vh-break-form
            @vh-break=${({ detail }) => {
              this.asksBreak = false;
              this.#fire('vh-show', { stage: { break: detail.pause } });
            }}
          ></vh-break-form>`
        : nothing}
      <label>
        <input type="checkbox" data-testid="follow" .checked=${this.follows} @change=${(event) => this.#fire('vh-follow', { on: event.target.checked })} />
        <span>${t('remote.follow')}</span>
      </label>
      <button data-testid="full-screen" aria-keyshortcuts="F" @click=${() => this.#fire('vh-full')}>${t('remote.full')}</button>
    </section>`;
  }

  /** @param {?object} stage what to show; null to ask for a break
   * @param {string} why the reason why it is disabled, or '' */
  #button(name, pressed, stage, why = '', more = '') {
    return html`<button
      data-testid="stage-${name}"
      aria-pressed=${pressed}
      aria-disabled=${Boolean(why)}
      title=${why || more}
      aria-expanded=${stage ? nothing : Boolean(this.asksBreak)}
      @click=${() => !why && (stage ? this.#fire('vh-show', { stage }) : (this.asksBreak = !this.asksBreak))}
    >
      ${t(`remote.${name}`)}
    </button>`;
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('vh-screen-remote', VhScreenRemote);
