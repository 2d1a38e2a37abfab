/**
 * Executes the commands of the presenter's page: those of the selected poll's buttons (`vh-command`), and the main button's next step.
 */
import { downloadBlob } from './download.js';
import { saveComparisonPicture, saveLeaderboardPicture, saveResultPicture } from './result-picture.js';
import { t } from '../i18n/index.js';

/** How long people talk to their neighbours. */
export const TALK_MINUTES = 2;
const MAX_TITLE = 100;

/** A break in which people talk about a question. */
function discussion({ question }) {
  const about = t('rounds.talk-about', { question });
  return { title: about.length > MAX_TITLE ? t('rounds.talk') : about, seconds: TALK_MINUTES * 60 };
}

export class PollCommands {
  #page;

  /**
   * @param {object} page
   * @param {string} page.code the room's code
   * @param {import('./presenter-actions.js').PresenterActions} page.actions
   * @param {import('./poll-editing.js').PollEditing} page.editing
   * @param {object} page.session with the `store` that mirrors the room
   * @param {object[]} page.polls the polls in the room's order
   * @param {number} page.seconds the time limit of the next poll that is opened
   * @param {(id: string) => void} page.select selects a poll
   * @param {(poll: object) => object} page.nextStep what the main button does
   * @param {import('./agenda-controller.js').AgendaController} page.agenda
   */
  constructor(page) {
    this.#page = page;
  }

  /** Executes {command, …} on a poll. */
  async execute(poll, { command, id, seconds, visible, file, type, entries, entry, state, comparison }) {
    const { actions, code, editing } = this.#page;
    const { stageControl } = this.#page.session;
    if (command === 'next') return this.#executeNextStep(poll);
    if (command === 'open') return actions.open(poll, this.#page.seconds);
    if (command === 'close') return actions.close(poll);
    if (command === 'extend') return actions.extend(poll, seconds);
    if (command === 'show') return actions.setVisible(poll, visible);
    if (command === 'mark') return actions.setEntryStates(poll, entries, state);
    if (command === 'remove-author') return actions.removeAuthor(poll, entry);
    if (command === 'again') return this.#askAgain(poll);
    if (command === 'talk') return stageControl.show({ break: discussion(poll) });
    if (command === 'select') return this.#page.select(id);
    if (command === 'edit') return editing.edit(poll);
    if (command === 'duplicate') return this.#page.select((await actions.duplicate(poll))?.id ?? poll.id);
    if (command === 'compare-stage') return stageControl.show({ compare: poll.id });
    if (command === 'replay-stage') return stageControl.show({ replay: poll.id });
    if (command === 'compare-picture') return this.saveComparison(poll, comparison, type);
    if (command === 'picture') return this.savePicture(poll, type);
    if (command === 'export') return downloadBlob(await actions.download(poll, file, type), `${code}-${file}`, type);
    return actions.scheduleRemoval(poll, command);
  }

  #executeNextStep(poll) {
    const { actions, editing, seconds, agenda } = this.#page;
    const step = this.#page.nextStep(poll);
    if (step.call) return agenda.call(step.call.step, step.call.body);
    if (['closing', 'opening'].includes(step.kind)) return undefined;
    if (step.kind === 'make') return editing.edit(null);
    if (step.kind === 'next' || step.kind === 'second') return this.#page.select(step.poll.id);
    if (step.kind === 'reveal') return actions.setVisible(poll, true);
    return step.kind === 'open' ? actions.open(poll, seconds) : actions.close(poll);
  }

  /** Opens the second round, and ends the break in which people talked about the first. */
  async #askAgain(poll) {
    const { actions, seconds, session } = this.#page;
    const second = await actions.askAgain(poll, seconds);
    if (!second) return;
    this.#page.select(second.id);
    if (session.store.room.stage?.break) session.stageControl.show({ poll: second.id });
  }

  /** Saves the picture of a poll's result. */
  async savePicture(poll, type) {
    try {
      await saveResultPicture(this.#page.session.store, poll, type);
    } catch {
      this.#page.actions.notifyError(t('do.picture-failed'));
    }
  }

  /** Saves the picture of a comparison of rules. */
  async saveComparison(poll, comparison, type) {
    try {
      await saveComparisonPicture(this.#page.session.store, poll, comparison, type);
    } catch {
      this.#page.actions.notifyError(t('do.picture-failed'));
    }
  }

  /** Saves the picture of the quiz's leaderboard. */
  async saveLeaderboardPicture(type) {
    const { session, actions } = this.#page;
    try {
      const board = await session.api.leaderboard();
      if (board.entries.length) await saveLeaderboardPicture(session.store, board, type);
      else actions.notify(t('players.no-points'));
    } catch (error) {
      actions.notifyError(error.code ? error : t('do.picture-failed'));
    }
  }

  async exportRoom() {
    const { actions, code } = this.#page;
    downloadBlob(await actions.exportRoom(), `votehub-${code}`, 'application/json');
  }

  async exportResults() {
    const { actions, code } = this.#page;
    downloadBlob(await actions.exportResults(), `votehub-${code}-results`, 'text/csv');
  }

  async importPolls(file) {
    const { actions, editing } = this.#page;
    const polls = await actions.importPolls(file);
    if (polls && !editing.current) this.#page.select(polls[0].id);
  }
}
