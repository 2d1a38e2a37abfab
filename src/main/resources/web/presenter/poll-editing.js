/**
 * The poll that is being edited, new or a draft, and the unsaved forms of others: looking at another poll loses nothing. A change that
 * another presenter makes to the draft meanwhile is never overwritten silently: both versions are shown, and the presenter decides.
 *
 * Uses no DOM. Fires `change`.
 */
export class PollEditing extends EventTarget {
  /**
   * null, or {poll, rev, theirs, problem, saving}: `poll` is the draft as it was when editing began, null for a new one; `rev` the revision
   * that saving replaces; `theirs` the poll as another presenter has changed it since, or undefined.
   */
  current = null;
  /** Unsaved forms by poll id (undefined for the new poll): {poll, rev, form} */
  #drafts = new Map();

  /** Begins or continues editing a poll, null for a new one. */
  edit(poll) {
    const { poll: base, rev } = this.#drafts.get(poll?.id) ?? { poll, rev: poll?.rev };
    this.#setCurrent({ poll: base, rev });
    if (poll) this.pollReceived(poll);
  }

  /** The poll's unsaved form, or undefined. */
  get savedForm() {
    return this.#drafts.get(this.current?.poll?.id)?.form;
  }

  /** Remembers the form's current values. */
  saveForm(form) {
    const { poll, rev } = this.current;
    this.#drafts.set(poll?.id, { poll, rev, form });
  }

  /** The hub's current version of the edited poll. While it is being saved it is ignored, because it may be the result of saving. */
  pollReceived(poll) {
    const { current } = this;
    if (!current?.poll || !poll || current.saving || poll.rev <= (current.theirs?.rev ?? current.rev)) return;
    this.#setCurrent({ ...current, theirs: poll });
  }

  /** Continues with the other presenter's version and discards the form. */
  takeTheirs() {
    const { theirs } = this.current;
    this.#drafts.delete(theirs.id);
    if (theirs.state === 'draft') this.edit(theirs);
    else this.suspend();
  }

  /** Continues with the form, which replaces the other presenter's version when it is saved. */
  keepMine() {
    const { poll, theirs } = this.current;
    const form = this.savedForm;
    if (form) this.#drafts.set(poll.id, { poll, rev: theirs.rev, form });
    this.#setCurrent({ poll, rev: theirs.rev });
  }

  /** Stops editing for now and keeps the form. */
  suspend() {
    if (this.current) this.#setCurrent(null);
  }

  /** Stops editing and discards the form. */
  finish() {
    this.#drafts.delete(this.current?.poll?.id);
    this.suspend();
  }

  /** Saves the poll; resolves to it, or to undefined if the hub refused it: then `problem` or `theirs` says why. */
  async save(actions, { id, fields }) {
    // The presenter has to resolve the conflict first.
    if (this.current.theirs) return undefined;
    const edited = { ...this.current, problem: null };
    this.#setCurrent({ ...edited, saving: true });
    try {
      const poll = await actions.save(id, id ? { ...fields, rev: edited.rev } : fields);
      this.finish();
      return poll;
    } catch (problem) {
      const refused = problem.code === 'conflict' ? { theirs: problem.current } : { problem };
      this.#setCurrent({ ...edited, ...refused, saving: false });
      return undefined;
    }
  }

  #setCurrent(current) {
    this.current = current;
    this.dispatchEvent(new Event('change'));
  }
}
