/**
 * Who the voter is in the quiz: name and team in one line of fixed height, and a form to change them. While nothing is asked the form is
 * open to whoever has no name yet; during a question it opens only on request, so that it costs nobody time.
 * Fires `vh-name` {name?, team?}.
 * Hooks: data-testid="player" with data-name and data-team, "player-edit", "player-name", "player-team-ID", "player-team-any", "player-save", "player-error".
 */
import { LitElement, css, html, nothing } from 'lit';
import { hue, vars } from '../components/css-vars.js';
import { shared } from '../components/shared-styles.js';
import { has, t } from '../i18n/index.js';

class VhPlayer extends LitElement {
  static properties = {
    player: { attribute: false },
    refusal: { attribute: false },
    /** {names, teams, choose}, or undefined where the presenter has said nothing */
    rules: { attribute: false },
    /** Whether there is time for the form */
    waiting: { type: Boolean },
    editing: { state: true },
  };

  static styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s2) var(--s3);
        min-height: var(--target);
      }
      .name {
        max-width: 100%;
        font-weight: 650;
        overflow-wrap: anywhere;
      }
      .team {
        flex: none;
        display: inline-flex;
        align-items: center;
        gap: 0.4em;
        max-width: 100%;
        padding: 0.1em 0.7em;
        border: 2px solid var(--hue);
        border-radius: var(--radius-full);
        font-size: var(--text-s);
        font-weight: 650;
      }
      .team bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .dot {
        flex: none;
        width: 0.8em;
        height: 0.8em;
        border-radius: 50%;
        background: var(--hue);
        forced-color-adjust: none;
      }
      .edit {
        flex: none;
        min-height: var(--target);
        margin-inline-start: auto;
        padding: 0 var(--s2);
        border: 0;
        background: none;
        color: var(--accent);
        text-decoration: underline;
      }
      form {
        display: grid;
        gap: var(--s3);
        padding: var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--card);
        text-align: start;
      }
      h2 {
        font: 600 var(--text-xl) / 1.25 var(--serif);
      }
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
        gap: var(--s2);
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 var(--s1);
        font-weight: 600;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: var(--s2);
        min-height: var(--target);
        min-width: 0;
        padding: var(--s2) var(--s3);
        border: 2px solid var(--edge);
        border-radius: var(--radius-s);
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      .choice:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-wash);
        font-weight: 650;
      }
      .choice:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      .choice b {
        margin-inline-start: auto;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s2);
      }
      .buttons button {
        flex: 1 1 8rem;
      }
    `,
  ];

  willUpdate(changed) {
    // The hub has taken the name.
    if (changed.has('player') && this.player?.named && !this.#choosesTeam) this.editing = false;
  }

  render() {
    const { player, rules } = this;
    const team = rules?.teams.find(({ id }) => id === player?.team);
    const mayName = player && rules?.names !== 'generated';
    const mayEdit = mayName || this.#choosesTeam;
    const open = mayEdit && (this.editing ?? (this.waiting && (!player.named || this.#choosesTeam)));
    return html`<section aria-label=${t('quiz.you')}>
      ${open
        ? this.#form(mayName)
        : html`<div class="line">
            <span class="unseen">${t('quiz.you')}:</span>
            <span class="name" dir="auto" data-testid="player" data-name=${player?.name ?? ''} data-team=${team?.id ?? ''}>${player?.name ?? ''}</span>
            ${team ? html`<span class="team" ${vars(hue(team.color - 1))}><i class="dot" aria-hidden="true"></i><bdi>${team.name}</bdi></span>` : nothing}
            ${mayEdit
              ? html`<button class="edit small" data-testid="player-edit" @click=${this.#edit}>${t(player.named && !this.#choosesTeam ? 'quiz.rename' : 'quiz.choose-name')}</button>`
              : nothing}
          </div>`}
    </section>`;
  }

  /** Whether the voter has yet to choose a team. */
  get #choosesTeam() {
    const { rules, player } = this;
    return Boolean(player && rules?.choose && rules.teams.length && !rules.teams.some(({ id }) => id === player.team));
  }

  #form(mayName) {
    const { player, refusal, rules } = this;
    const error = refusal ? t(has(`quiz.refused.${refusal.code}`) ? `quiz.refused.${refusal.code}` : 'quiz.refused') : '';
    return html`<form novalidate @submit=${this.#submit}>
      <h2>${t('quiz.who')}</h2>
      ${mayName
        ? html`<div class="field">
            <label for="name">${t('quiz.name')}</label>
            <input
              id="name"
              type="text"
              dir="auto"
              maxlength="24"
              autocomplete="nickname"
              spellcheck="false"
              data-testid="player-name"
              .value=${player.named ? player.name : ''}
              placeholder=${player.name}
              aria-invalid=${Boolean(error)}
              aria-describedby="error"
            />
          </div>`
        : nothing}
      ${this.#choosesTeam
        ? html`<fieldset>
            <legend>${t('quiz.team')}</legend>
            ${rules.teams.map(({ id, name, color }) => this.#choice(id, name, color))} ${this.#choice('any', t('quiz.team.any'))}
          </fieldset>`
        : nothing}
      <p id="error" class="field-error" role="alert" data-testid="player-error">${error}</p>
      <div class="buttons">
        <button class="primary" data-testid="player-save">${t('quiz.play')}</button>
        ${this.#choosesTeam ? nothing : html`<button type="button" @click=${this.#close}>${t('quiz.not-now')}</button>`}
      </div>
    </form>`;
  }

  #choice(id, name, color) {
    return html`<label class="choice" ${vars(color ? hue(color - 1) : { hue: 'transparent' })}>
      <input class="unseen" type="radio" name="team" value=${id} ?checked=${id === 'any'} data-testid="player-team-${id}" />
      ${color ? html`<i class="dot" aria-hidden="true"></i>` : nothing}<bdi>${name}</bdi>
    </label>`;
  }

  #edit = async () => {
    this.editing = true;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  };

  #close = async () => {
    this.editing = false;
    await this.updateComplete;
    this.renderRoot.querySelector('.edit')?.focus();
  };

  #submit(event) {
    event.preventDefault();
    const name = this.renderRoot.querySelector('#name')?.value.trim();
    const team = this.renderRoot.querySelector('input[name="team"]:checked')?.value;
    if (!name && !team) return void this.#close();
    this.dispatchEvent(new CustomEvent('vh-name', { detail: { ...(name && { name }), ...(team && { team }) } }));
  }
}

customElements.define('vh-player', VhPlayer);
