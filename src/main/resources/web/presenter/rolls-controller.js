/**
 * The voter rolls of the room, as the presenter's page needs them: their titles in the editor, and how many members may vote on a poll. They
 * are read when they are needed first, and again whenever the reason changes.
 */
export class RollsController {
  /** [{id, title, members, weight}], or null before they are known */
  list = null;
  #host;
  #api;
  #reason;

  /** @param {() => import('../hub/api.js').PresenterApi} api */
  constructor(host, api) {
    this.#host = host;
    this.#api = api;
    host.addController(this);
  }

  hostUpdated() {
    const reason = this.#host.rollsNeeded;
    if (!reason || reason === this.#reason) return;
    this.#reason = reason;
    this.#load();
  }

  /** The roll of that id, or undefined. */
  get(id) {
    return this.list?.find((roll) => roll.id === id);
  }

  async #load() {
    try {
      this.list = await this.#api().listRolls();
      this.#host.requestUpdate();
    } catch {
      // The page works without; the next reason tries again.
      this.#reason = null;
    }
  }
}
