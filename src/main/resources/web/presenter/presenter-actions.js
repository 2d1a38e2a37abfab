/**
 * The actions of a presenter on a room. Responses are applied to the store at once, so that a button shows its effect without waiting for
 * the message; failures become toasts. Deleting and resetting a poll cannot be reverted, so they are delayed by 6 s, in which they can be
 * undone. They are executed at once when the page is closed, and cancelled if the poll has changed meanwhile.
 * Uses no DOM. Fires `change`.
 */
import { t } from '../i18n/index.js';
import { problemText } from '../hub/problem-text.js';
import { importErrorText, readRoomFile } from './room-file.js';
import { formatLimit } from './time-limit.js';

export const UNDO_MS = 6_000;
const TOAST_MS = 8_000;

export class PresenterActions extends EventTarget {
  /** [{id, kind: 'undo'|'error'|'done', text}] newest last */
  toasts = [];
  /** poll id → 'delete' | 'reset', while it can still be undone */
  pending = new Map();
  /** poll id → the action in progress, as the API calls it */
  busy = new Map();
  /** How many calls have failed so far */
  failures = 0;
  /** Whether a file is being imported */
  importing = false;

  #api;
  #store;
  /** poll id → {poll, kind, timer, toast}: the poll as it was when the removal was scheduled */
  #scheduled = new Map();
  #lastToastId = 0;

  constructor(api, store) {
    super();
    this.#api = api;
    this.#store = store;
    store.addEventListener('change', () => this.#cancelOutdated());
  }

  open(poll, seconds) {
    return this.#pollAction(poll, poll.state === 'closed' ? 'reopen' : 'open', seconds ? { seconds } : {});
  }

  extend(poll, seconds) {
    return this.#pollAction(poll, 'extend', { seconds });
  }

  close(poll) {
    return this.#pollAction(poll, 'close');
  }

  setVisible(poll, visible) {
    return this.#pollAction(poll, visible ? 'reveal' : 'hide');
  }

  /** Creates or updates a poll; resolves to it, or rejects with the hub's refusal, which the editor shows at its fields. */
  async save(id, fields) {
    const poll = id ? await this.#api.updatePoll(id, fields) : await this.#api.createPoll(fields);
    this.#store.applyPoll(poll);
    return poll;
  }

  /** Copies the poll as a draft right after it; resolves to the copy. */
  async duplicate({ id }) {
    return this.#attempt(async () => {
      const poll = await this.#api.duplicatePoll(id);
      this.#store.applyPoll(poll);
      const { order } = this.#store;
      const others = order.filter((each) => each !== poll.id);
      this.#store.applyRoom({ polls: others.flatMap((each) => (each === id ? [each, poll.id] : each)) });
      return poll;
    });
  }

  /** Asks a closed poll again; resolves to the second round, or to undefined if the hub refused. */
  async askAgain(poll, seconds) {
    if (this.busy.has(poll.id)) return undefined;
    this.busy.set(poll.id, 'again');
    this.#notifyChange();
    const second = await this.#attempt(async () => {
      const made = await this.#api.pollAction(poll.id, 'again', seconds ? { seconds } : {});
      this.#store.applyPoll(made);
      return made;
    });
    this.busy.delete(poll.id);
    this.#notifyChange();
    return second;
  }

  /** Approves, stars or hides entries of a moderated poll; the next tally shows it. */
  setEntryStates(poll, entries, state) {
    return this.#attempt(() => (entries.length === 1 ? this.#api.setEntryState(poll.id, entries[0], state) : this.#api.setEntryStates(poll.id, entries, state)));
  }

  /** Creates a poll for questions from the floor and opens it. */
  startQuestions(fields) {
    return this.#attempt(async () => this.open(await this.save(null, fields)));
  }

  /** Changes a question from the floor: {state}, {pinned} or {reply}. */
  changeQuestion(poll, entry, change) {
    return this.#attempt(async () => this.#store.applyEntries(poll.id, [await this.#api.changeEntry(poll.id, entry, change)]));
  }

  /** Removes the voter who wrote an entry of a poll, and notifies with that text. */
  removeAuthor(poll, entry, told = t('admission.author-removed')) {
    return this.#attempt(async () => {
      this.#store.applyRoom({ admission: await this.#api.removeAuthor(poll.id, entry) });
      this.notify(told);
    });
  }

  /** Deletes the room and everything in it; resolves to whether it succeeded. */
  async deleteRoom() {
    return (await this.#attempt(() => this.#api.deleteRoom())) === null;
  }

  /** Resolves to all polls of the room as one file, a Blob. */
  exportRoom() {
    return this.#attempt(() => this.#api.exportRoom());
  }

  /** Resolves to all results of the room as one table, a Blob. */
  exportResults() {
    return this.#attempt(() => this.#api.exportResults());
  }

  /** Creates the polls of a file; resolves to them. */
  async importPolls(file) {
    if (this.importing) return undefined;
    this.importing = true;
    this.#notifyChange();
    const created = await this.#attempt(async () => {
      const { polls } = await this.#api.importPolls(await readRoomFile(file));
      polls.forEach((poll) => this.#store.applyPoll(poll));
      return polls;
    }, undefined, (error) => importErrorText(error.errors) || problemText(error));
    this.importing = false;
    if (created) this.notify(t('file.imported', { n: created.length }));
    this.#notifyChange();
    return created;
  }

  /** Schedules that the poll is deleted or reset, unless it is undone in time. */
  scheduleRemoval(poll, kind) {
    if (this.pending.has(poll.id)) return;
    this.pending.set(poll.id, kind);
    const toast = this.#addToast('undo', t(`toast.${kind}`, { question: poll.question }), poll.id);
    const timer = setTimeout(() => this.#execute(poll.id), UNDO_MS);
    this.#scheduled.set(poll.id, { poll, kind, timer, toast });
    this.#notifyChange();
  }

  /** Cancels a scheduled removal. */
  undo(pollId) {
    this.#unschedule(pollId);
  }

  /** Executes all scheduled removals now, because the page is being closed. */
  executeScheduled() {
    for (const id of [...this.#scheduled.keys()]) this.#execute(id, true);
  }

  #execute(id, keepalive = false) {
    const { poll, kind } = this.#scheduled.get(id);
    this.#unschedule(id);
    return this.#attempt(async () => {
      try {
        if (kind === 'reset') this.#store.applyPoll(await this.#api.resetPoll(id, poll.rev, keepalive));
        else {
          await this.#api.deletePoll(id, poll.rev, keepalive);
          this.#store.removePoll(id);
        }
      } catch (error) {
        if (error.code !== 'conflict') throw error;
        this.#store.applyPoll(error.current);
        this.#reportCancelled(poll, kind);
      }
    });
  }

  /** Cancels the removal of polls that have changed, for example because another presenter has opened them. */
  #cancelOutdated() {
    for (const [id, { poll, kind }] of this.#scheduled) {
      const now = this.#store.polls.get(id);
      if (now?.rev === poll.rev) continue;
      this.#unschedule(id);
      if (now) this.#reportCancelled(poll, kind);
    }
  }

  #reportCancelled({ question }, kind) {
    this.notifyError(t(`toast.spared.${kind}`, { question }));
  }

  async rename(title) {
    const before = this.#store.room.title;
    this.#store.applyRoom({ title });
    await this.#attempt(() => this.#api.updateRoom({ title }), () => this.#store.applyRoom({ title: before }));
  }

  async reorder(ids) {
    const before = this.#store.order;
    this.#store.applyRoom({ polls: ids });
    await this.#attempt(() => this.#api.updateRoom({ polls: ids }), () => this.#store.applyRoom({ polls: before }));
  }

  /** Resolves to an export, 'result' or 'ballots', in a media type. */
  download(poll, what, type) {
    return this.#attempt(() => this.#api.download(poll.id, what, type));
  }

  /** Requests a new key, which revokes all earlier ones; resolves to it, or to undefined if the hub refused. */
  async renewKey(id) {
    return (await this.#attempt(() => this.#api.renewKey(id)))?.token;
  }

  notify(text) {
    this.#addToast('done', text);
  }

  /** Shows an error as a toast: a refusal of the hub, or a text. */
  notifyError(error) {
    this.#addToast('error', typeof error === 'string' ? error : problemText(error));
  }

  dismiss(id) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
    this.#notifyChange();
  }

  async #pollAction(poll, action, body) {
    if (this.busy.has(poll.id)) return;
    this.busy.set(poll.id, action);
    this.#notifyChange();
    await this.#attempt(async () => this.#store.applyPoll(await this.#api.pollAction(poll.id, action, body)));
    this.busy.delete(poll.id);
    this.#notifyChange();
  }

  async #attempt(call, rollback, errorText = problemText) {
    try {
      return await call();
    } catch (e) {
      rollback?.();
      this.#addToast('error', errorText(e));
      return undefined;
    }
  }

  #unschedule(pollId) {
    const undo = this.#scheduled.get(pollId);
    clearTimeout(undo?.timer);
    this.#scheduled.delete(pollId);
    this.pending.delete(pollId);
    if (undo) this.dismiss(undo.toast);
  }

  #addToast(kind, text, poll) {
    if (kind === 'error') this.failures++;
    const id = ++this.#lastToastId;
    this.toasts = [...this.toasts, { id, kind, text, poll }];
    if (kind !== 'undo') setTimeout(() => this.dismiss(id), TOAST_MS);
    this.#notifyChange();
    return id;
  }

  #notifyChange() {
    this.dispatchEvent(new Event('change'));
  }
}

/** An option in the form that the API takes for a new poll; the hub assigns the ids. */
export const optionForApi = ({ label, image, alt }) => (image ? { label, image, ...(alt?.trim() ? { alt: alt.trim() } : {}) } : label);

/**
 * What the main button does next.
 * @returns {{kind: 'make'|'open'|'close'|'closing'|'reveal'|'second'|'next', text: string, poll?: object}}
 */
export function nextStep(poll, polls, seconds) {
  if (!poll) return { kind: 'make', text: t('next.make') };
  if (poll.state === 'draft') return { kind: 'open', text: seconds ? t('next.open-for', { time: formatLimit(seconds) }) : t('next.open') };
  if (poll.closing) return { kind: 'closing', text: t('poll.closing') };
  if (poll.state === 'open') return { kind: 'close', text: t('next.close') };
  const second = poll.next && !poll.visible && polls.find(({ id }) => id === poll.next);
  if (second) return { kind: 'second', text: t('rounds.go-second'), poll: second };
  if (!poll.visible) return { kind: 'reveal', text: t('next.reveal') };
  const at = polls.indexOf(poll);
  const next = [...polls.slice(at + 1), ...polls.slice(0, at)].find((each) => each.state === 'draft');
  return next ? { kind: 'next', text: t('next.next', { question: shorten(next.question) }), poll: next } : { kind: 'make', text: t('next.another') };
}

/** A text for a button. */
export const shorten = (text) => (text.length > 48 ? `${text.slice(0, 47)}…` : text);
