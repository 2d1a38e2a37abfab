/**
 * The poll that is being written, new or a draft, and what was written in others but not saved: looking at another poll loses nothing.
 * Knows no DOM. Fires `change`.
 */
export class Editing extends EventTarget {
  /** null, or {poll: ?Poll, problem, saving} while a poll is written; no poll: a new one */
  now = null;
  /** What was written but not saved, by poll id (undefined: the new one) */
  #unsaved = new Map();

  /** Begins to write a poll, null for a new one, or goes on with it. */
  begin(poll) {
    this.#become({ poll });
  }

  /** What was written in the poll before it was left, or undefined. */
  get start() {
    return this.#unsaved.get(this.now?.poll?.id);
  }

  /** Notes what stands on the form. */
  wrote(form) {
    this.#unsaved.set(this.now?.poll?.id, form);
  }

  /** Looks at something else; what was written is kept. */
  leave() {
    if (this.now) this.#become(null);
  }

  /** Is done with the poll; what was written and not saved is lost. */
  end() {
    this.#unsaved.delete(this.now?.poll?.id);
    this.leave();
  }

  /** Saves by `leading`; answers the poll, or undefined if it was refused, which then stands at the fields. */
  async save(leading, { id, fields }) {
    this.#become({ ...this.now, saving: true, problem: null });
    try {
      const poll = await leading.save(id, fields);
      this.end();
      return poll;
    } catch (problem) {
      this.#become({ ...this.now, saving: false, problem });
      return undefined;
    }
  }

  #become(now) {
    this.now = now;
    this.dispatchEvent(new Event('change'));
  }
}
