/**
 * The poll that is being written, new or a draft, and what was written in others but not saved: looking at another poll loses nothing.
 * What somebody else makes of the draft meanwhile is never overwritten unawares: it is held up against what is written here, and a person
 * decides.
 *
 * Knows no DOM. Fires `change`.
 */
export class Editing extends EventTarget {
  /**
   * null, or while a poll is written {poll, rev, theirs, problem, saving}: `poll` is the draft as it was when its writing began, null for a
   * new one; `rev` the revision that saving replaces; `theirs` the poll as somebody else has made it since, or undefined.
   */
  now = null;
  /** What was written but not saved, by poll id (undefined: the new one): {poll, rev, form} */
  #unsaved = new Map();

  /** Begins to write a poll, null for a new one, or goes on with it. */
  begin(poll) {
    const { poll: begun, rev } = this.#unsaved.get(poll?.id) ?? { poll, rev: poll?.rev };
    this.#become({ poll: begun, rev });
    if (poll) this.heard(poll);
  }

  /** What was written in the poll before it was left, or undefined. */
  get start() {
    return this.#unsaved.get(this.now?.poll?.id)?.form;
  }

  /** Notes what stands on the form. */
  wrote(form) {
    const { poll, rev } = this.now;
    this.#unsaved.set(poll?.id, { poll, rev, form });
  }

  /** The poll that is written, as the hub has it now. What comes while it is being saved may be of this very saving. */
  heard(poll) {
    const { now } = this;
    if (!now?.poll || !poll || now.saving || poll.rev <= (now.theirs?.rev ?? now.rev)) return;
    this.#become({ ...now, theirs: poll });
  }

  /** What somebody else has made of the poll stands; what was written here is lost. */
  takeTheirs() {
    const { theirs } = this.now;
    this.#unsaved.delete(theirs.id);
    if (theirs.state === 'draft') this.begin(theirs);
    else this.leave();
  }

  /** What is written here is to replace what somebody else has made of the poll, once it is saved. */
  keepMine() {
    const { poll, theirs } = this.now;
    const form = this.start;
    if (form) this.#unsaved.set(poll.id, { poll, rev: theirs.rev, form });
    this.#become({ poll, rev: theirs.rev });
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

  /** Saves by `leading`; answers the poll, or undefined if it was refused, which then stands at the fields or is a conflict. */
  async save(leading, { id, fields }) {
    // A person has to decide first.
    if (this.now.theirs) return undefined;
    const writing = { ...this.now, problem: null };
    this.#become({ ...writing, saving: true });
    try {
      const poll = await leading.save(id, id ? { ...fields, rev: writing.rev } : fields);
      this.end();
      return poll;
    } catch (problem) {
      const refused = problem.code === 'conflict' ? { theirs: problem.current } : { problem };
      this.#become({ ...writing, ...refused, saving: false });
      return undefined;
    }
  }

  #become(now) {
    this.now = now;
    this.dispatchEvent(new Event('change'));
  }
}
