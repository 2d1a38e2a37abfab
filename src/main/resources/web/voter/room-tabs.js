/**
 * A reactive controller for the tabs of the voter's page: the polls, and the questions from the floor, if the room has them. What the tab
 * of questions needs is loaded with the first poll for questions. Which tab is chosen outlives a reload, because phones discard pages in
 * the background.
 *
 * Hooks: data-testid="tab-polls" with data-n (polls that are new), "tab-questions" with data-n.
 */
import { html, nothing } from 'lit';
import { loadTexts, t } from '../i18n/index.js';
import { formatNumber } from '../i18n/format.js';
import { ModuleLoader } from '../methods/module-loader.js';
import { publicQuestionsPoll } from '../questions/questions-poll.js';

const SHOWN_STATES = ['live', 'answered'];

export class RoomTabs {
  /** Whether the page shows tabs now */
  shown = false;
  #host;
  #store;
  #chosen;
  #storageKey;
  #scrollTops = {};
  /** Open polls that were in sight, as ID.RUN */
  #seen = new Set();
  #modules = new ModuleLoader(async (name, suffix) => {
    const [module] = await Promise.all([import(`../questions/${name}.js${suffix}`), loadTexts('questions', suffix)]);
    return module;
  });

  constructor(host, store) {
    this.#host = host;
    this.#store = store;
    this.#storageKey = `votehub.tab.${store.room.code}`;
    this.#chosen = readSession(this.#storageKey);
    this.#modules.addEventListener('change', () => host.requestUpdate());
  }

  /** The poll for questions that the tab shows; undefined if there is none. */
  get poll() {
    return publicQuestionsPoll(this.#store.list);
  }

  /** Whether the tab of questions is loaded; the first call loads it. */
  get ready() {
    return Boolean(this.#modules.get('questions-tab'));
  }

  /** Whether loading it has failed so often that the user should be told. */
  get failed() {
    return this.#modules.failed('questions-tab');
  }

  /** Sets what there is to show; returns the tab that is shown, 'polls' or 'questions'. */
  select(shown, polls) {
    this.shown = shown;
    const selected = !shown ? 'polls' : (this.#chosen ?? (polls.length ? 'polls' : 'questions'));
    if (selected === 'polls') for (const { id, run } of polls) this.#seen.add(`${id}.${run}`);
    return selected;
  }

  /** The open poll that the user of the other tab has not seen yet. */
  unseen(polls) {
    return polls.find(({ id, run, state }) => state === 'open' && !this.#seen.has(`${id}.${run}`));
  }

  choose(tab, from) {
    this.#scrollTops[from] = scrollY;
    this.#chosen = tab;
    writeSession(this.#storageKey, tab);
    this.#host.requestUpdate();
    this.#host.updateComplete.then(() => scrollTo({ top: this.#scrollTops[tab] ?? 0, behavior: 'instant' }));
  }

  render(selected, unseen) {
    const entries = [...(this.#store.entries.get(this.poll.id)?.values() ?? [])];
    const n = entries.filter(({ state }) => SHOWN_STATES.includes(state)).length;
    return html`<nav class="tabs" aria-label=${t('tabs')}>
      ${this.#tab('polls', selected, unseen ? 1 : 0, unseen ? html`<i class="dot"><span class="unseen">${t('tab.unseen')}</span></i>` : nothing)}
      ${this.#tab('questions', selected, n, html`<span class="n">${n ? formatNumber(n) : nothing}</span>`)}
    </nav>`;
  }

  #tab(name, selected, n, more) {
    return html`<button
      data-testid="tab-${name}"
      data-n=${n}
      aria-current=${name === selected ? 'true' : nothing}
      @click=${() => name !== selected && this.choose(name, selected)}
    >
      <span>${t(`tab.${name}`)}</span>${more}
    </button>`;
  }
}

function readSession(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function writeSession(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Without storage a reload shows the tab that a newcomer sees.
  }
}
