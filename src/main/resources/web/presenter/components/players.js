/**
 * Who plays the quizzes of the room: how players are called, their teams, and renaming. Fires `vh-players` {players: the rules}
 * and `vh-picture` {type} for the picture of the leaderboard.
 * Hooks: data-testid="players" with data-rev, "players-names", "players-teams", "team-name-N", "players-choose", "players-list", "player-row" with
 * data-name, "rename-name", "rename-save", "players-export", "players-points", "players-picture-png", "players-picture-svg", "players-error".
 */
import { LitElement, css, html, nothing } from 'lit';
import '../../i18n/present-quiz.js';
import { hue, vars } from '../../components/css-vars.js';
import { shared } from '../../components/shared-styles.js';
import { problemText } from '../../hub/problem-text.js';
import { locale, t } from '../../i18n/index.js';
import { downloadBlob } from '../download.js';
import { disclosureStyles } from './disclosure-styles.js';
import { iconStyles, icons } from './icons.js';
import './menu.js';

const MAX_TEAMS = 8;
const DEFAULT_RULES = { names: 'own', language: locale.startsWith('de') ? 'de' : 'en', teams: [], choose: false };

class VhPlayers extends LitElement {
  static properties = {
    /** {names, language, teams, choose, rev}; undefined where nothing was ever said */
    rules: { attribute: false },
    /** The calls to the hub, a PresenterApi */
    api: { attribute: false },
    players: { state: true },
    more: { state: true },
    renaming: { state: true },
    error: { state: true },
  };

  static styles = [
    shared,
    disclosureStyles,
    iconStyles,
    css`
      :host {
        display: block;
      }
      .field {
        display: grid;
        gap: var(--s1);
      }
      .field label {
        font-size: var(--text-s);
        font-weight: 600;
      }
      .team {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--s2);
        align-items: center;
      }
      .team + .team {
        margin-top: var(--s2);
      }
      .dot {
        width: 1.1rem;
        height: 1.1rem;
        border-radius: 50%;
        background: var(--hue);
        forced-color-adjust: none;
      }
      .check {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-height: var(--target);
      }
      .check input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        accent-color: var(--accent);
      }
      ul {
        max-height: 22rem;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
        margin-inline: calc(var(--s3) * -1);
        color: var(--ink-soft);
      }
      .row > button {
        padding-inline: var(--s3);
        color: inherit;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--s2);
        min-height: var(--target);
        border-top: 1px solid var(--line);
      }
      li bdi {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      li form {
        display: flex;
        flex: 1;
        gap: var(--s2);
        min-width: 0;
        padding-block: var(--s1);
      }
      li input {
        flex: 1;
        min-width: 0;
      }
    `,
  ];

  #calls = Promise.resolve();

  render() {
    const { rules = DEFAULT_RULES, players } = this;
    return html`<details data-testid="players" data-rev=${rules.rev ?? nothing} @toggle=${(event) => event.target.open && this.#load()}>
      <summary>${t('players.title')}</summary>
      <div class="field">
        <label for="names">${t('players.names')}</label>
        <select id="names" data-testid="players-names" @change=${(event) => this.#change({ names: event.target.value, language: DEFAULT_RULES.language })}>
          ${['own', 'generated'].map((kind) => html`<option value=${kind} ?selected=${rules.names === kind}>${t(`players.names.${kind}`)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="teams">${t('players.teams')}</label>
        <select id="teams" data-testid="players-teams" @change=${(event) => this.#setTeams(Number(event.target.value))}>
          ${[0, ...Array.from({ length: MAX_TEAMS - 1 }, (_, i) => i + 2)].map(
            (n) => html`<option value=${n} ?selected=${rules.teams.length === n}>${n ? t('players.teams.n', { n }) : t('players.teams.none')}</option>`,
          )}
        </select>
      </div>
      ${rules.teams.length
        ? html`<div>
              ${rules.teams.map(
                (team, i) => html`<div class="team">
                  <i class="dot" aria-hidden="true" ${vars(hue(team.color - 1))}></i>
                  <input
                    type="text"
                    dir="auto"
                    maxlength="24"
                    data-testid="team-name-${i}"
                    aria-label=${t('players.team-name', { n: i + 1 })}
                    .value=${team.name}
                    @change=${(event) => this.#renameTeam(i, event.target.value)}
                  />
                </div>`,
              )}
            </div>
            <label class="check"
              ><input type="checkbox" data-testid="players-choose" .checked=${rules.choose} @change=${(event) => this.#change({ choose: event.target.checked })} />
              ${t('players.choose')}</label
            >`
        : nothing}
      <p class="field-error" role="alert" data-testid="players-error">${this.error}</p>
      ${players?.length
        ? html`<ul data-testid="players-list" tabindex="0" aria-label=${t('players.list')}>
            ${players.map((player) => this.#row(player, rules))}
          </ul>`
        : html`<p class="small soft">${t('players.nobody')}</p>`}
      ${this.more ? html`<p class="small soft">${t('players.more')}</p>` : nothing}
      <div class="row">
        <button class="quiet" @click=${() => this.#load()}>${t('players.refresh')}</button>
        <vh-menu data-testid="players-export" .text=${t('players.leaderboard')} .icon=${icons.file}>
          <button
            class="quiet"
            data-testid="players-points"
            @click=${() => this.#attempt(async () => downloadBlob(await this.api.exportPoints(), 'votehub-points', 'text/csv'))}
          >
            ${t('players.points')}
          </button>
          ${this.#picture('png', 'image/png')}${this.#picture('svg', 'image/svg+xml')}
        </vh-menu>
      </div>
    </details>`;
  }

  #picture(id, type) {
    return html`<button class="quiet" data-testid="players-picture-${id}" @click=${() => this.dispatchEvent(new CustomEvent('vh-picture', { detail: { type } }))}>
      ${t(`do.export-picture-${id}`)}
    </button>`;
  }

  #row(player, rules) {
    const team = rules.teams.find(({ id }) => id === player.team);
    return html`<li data-testid="player-row" data-name=${player.name} ${vars(hue((team?.color ?? 1) - 1))}>
      ${this.renaming === player.voter
        ? html`<form @submit=${(event) => this.#rename(event, player)}>
            <input type="text" dir="auto" maxlength="24" data-testid="rename-name" aria-label=${t('players.new-name', { name: player.name })} .value=${player.name} />
            <button class="primary" data-testid="rename-save">${t('players.save')}</button>
          </form>`
        : html`${team ? html`<i class="dot" aria-hidden="true"></i>` : nothing}<bdi>${player.name}${team ? html` <span class="small soft">${team.name}</span>` : nothing}</bdi>
            <button class="small" aria-label=${t('players.rename', { name: player.name })} data-testid="rename" @click=${() => this.#startRenaming(player)}>${t('players.rename-short')}</button>`}
    </li>`;
  }

  async #startRenaming({ voter }) {
    this.renaming = voter;
    await this.updateComplete;
    this.renderRoot.querySelector('[data-testid="rename-name"]')?.select();
  }

  #setTeams(n) {
    const { teams } = this.rules ?? DEFAULT_RULES;
    this.#change({ teams: Array.from({ length: n }, (_, i) => teams[i] ?? { id: `${i + 1}`, name: t('players.team-name', { n: i + 1 }), color: i + 1 }) });
  }

  #renameTeam(index, name) {
    this.#change({ teams: this.rules.teams.map((team, i) => (i === index ? { ...team, name } : team)) });
  }

  #change(change) {
    return this.#attempt(async () => {
      const { rev = 0, ...rules } = this.rules ?? DEFAULT_RULES;
      this.dispatchEvent(new CustomEvent('vh-players', { detail: { players: await this.api.changePlayers({ ...rules, ...change, rev }) } }));
    });
  }

  #load() {
    return this.#attempt(async () => {
      const { players, next } = await this.api.players();
      this.players = players;
      this.more = Boolean(next);
    });
  }

  #rename(event, player) {
    event.preventDefault();
    const name = event.target.querySelector('input').value.trim();
    return this.#attempt(async () => {
      if (name !== player.name) {
        const renamed = await this.api.renamePlayer(player.voter, name);
        this.players = this.players.map((each) => (each.voter === renamed.voter ? renamed : each));
      }
      this.renaming = null;
    });
  }

  /** Calls come one after the other, so that each builds on what the hub said to the one before. */
  #attempt(call) {
    this.#calls = this.#calls.then(() => this.#run(call));
    return this.#calls;
  }

  async #run(call) {
    this.error = '';
    try {
      await call();
    } catch (error) {
      if (error.code === 'conflict' && error.current?.teams) this.dispatchEvent(new CustomEvent('vh-players', { detail: { players: error.current } }));
      this.error = error.code === 'conflict' && !error.current ? t('players.taken') : problemText(error);
    }
    await this.updateComplete;
    // What the hub refused goes back.
    const { rules = DEFAULT_RULES } = this;
    this.renderRoot.querySelector('#names').value = rules.names;
    this.renderRoot.querySelector('#teams').value = rules.teams.length;
    this.renderRoot.querySelectorAll('.team input').forEach((input, i) => (input.value = rules.teams[i]?.name ?? ''));
  }
}

customElements.define('vh-players', VhPlayers);
