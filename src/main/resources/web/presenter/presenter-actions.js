/**
 * What a presenter does to a room, one method a deed. Answers are fed to the store at once, so that a button shows its effect without
 * waiting for the message; failures become words. What cannot be taken back (delete, reset) waits 6 s, in which it can be undone; it is
 * done at once when the page is left, and not at all where the poll has changed meanwhile, by somebody else or by its time.
 * Knows no DOM. Fires `change`.
 */
import { t } from '../i18n/index.js';
import { wordsOf } from '../hub/problem-text.js';
import { faultsInWords, readRoomFile } from './room-file.js';
import { limitWords } from './time-limit.js';

export const UNDO_MS = 6_000;
const TOAST_MS = 8_000;

export class Leading extends EventTarget {
  /** [{id, kind: 'undo'|'error'|'done', words}] newest last */
  toasts = [];
  /** poll id → 'delete' | 'reset', while it can still be undone */
  pending = new Map();
  /** Ids of polls for which an answer is awaited */
  busy = new Set();
  /** Whether a file is being imported */
  importing = false;

  #api;
  #store;
  /** poll id → {poll, kind, timer, toast}: the poll as it was when somebody wanted it gone */
  #undos = new Map();
  #toastNo = 0;

  constructor(api, store) {
    super();
    this.#api = api;
    this.#store = store;
    store.addEventListener('change', () => this.#spareChanged());
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

  show(poll, visible) {
    return this.#pollAction(poll, visible ? 'reveal' : 'hide');
  }

  /** Makes or changes a poll; answers it, or throws the hub's refusal for the editor to show at its fields. */
  async save(id, fields) {
    const poll = id ? await this.#api.updatePoll(id, fields) : await this.#api.createPoll(fields);
    this.#store.applyPoll(poll);
    return poll;
  }

  /** Makes another draft with the same question, right after the poll. */
  async duplicate({ id }) {
    return this.#tell(async () => {
      const poll = await this.#api.duplicatePoll(id);
      this.#store.applyPoll(poll);
      const { order } = this.#store;
      const others = order.filter((each) => each !== poll.id);
      this.#store.applyRoom({ polls: others.flatMap((each) => (each === id ? [each, poll.id] : each)) });
      return poll;
    });
  }

  /** Approves, stars or hides entries of a moderated poll; the tally that follows shows it. */
  mark(poll, entries, state) {
    return this.#tell(() => (entries.length === 1 ? this.#api.setEntryState(poll.id, entries[0], state) : this.#api.setEntryStates(poll.id, entries, state)));
  }

  /** Deletes the room with all that is in it; answers whether it is gone. */
  async deleteRoom() {
    return (await this.#tell(() => this.#api.deleteRoom())) === null;
  }

  /** All polls of the room as one file, a Blob. */
  exportRoom() {
    return this.#tell(() => this.#api.exportRoom());
  }

  /** All results of the room as one table, a Blob. */
  exportResults() {
    return this.#tell(() => this.#api.exportResults());
  }

  /** Makes the polls of a file; answers them. */
  async importPolls(file) {
    if (this.importing) return undefined;
    this.importing = true;
    this.#changed();
    const made = await this.#tell(async () => {
      const { polls } = await this.#api.importPolls(await readRoomFile(file));
      polls.forEach((poll) => this.#store.applyPoll(poll));
      return polls;
    }, undefined, (fault) => faultsInWords(fault.errors) || wordsOf(fault));
    this.importing = false;
    if (made) this.say(t('file.imported', { n: made.length }));
    this.#changed();
    return made;
  }

  /** Deletes or resets, unless it is undone in time. */
  later(poll, kind) {
    if (this.pending.has(poll.id)) return;
    this.pending.set(poll.id, kind);
    const toast = this.#toast('undo', t(`toast.${kind}`, { question: poll.question }), poll.id);
    const timer = setTimeout(() => this.#carryOut(poll.id), UNDO_MS);
    this.#undos.set(poll.id, { poll, kind, timer, toast });
    this.#changed();
  }

  /** Takes back what has not been sent yet. */
  undo(pollId) {
    this.#settle(pollId);
  }

  /** The page is being left: what waits to be undone is done. */
  leave() {
    for (const id of [...this.#undos.keys()]) this.#carryOut(id, true);
  }

  #carryOut(id, keepalive = false) {
    const { poll, kind } = this.#undos.get(id);
    this.#settle(id);
    return this.#tell(async () => {
      try {
        if (kind === 'reset') this.#store.applyPoll(await this.#api.resetPoll(id, poll.rev, keepalive));
        else {
          await this.#api.deletePoll(id, poll.rev, keepalive);
          this.#store.removePoll(id);
        }
      } catch (fault) {
        if (fault.code !== 'conflict') throw fault;
        this.#store.applyPoll(fault.current);
        this.#saySpared(poll, kind);
      }
    });
  }

  /** Nothing is taken away that somebody has just opened. */
  #spareChanged() {
    for (const [id, { poll, kind }] of this.#undos) {
      const now = this.#store.polls.get(id);
      if (now?.rev === poll.rev) continue;
      this.#settle(id);
      if (now) this.#saySpared(poll, kind);
    }
  }

  #saySpared({ question }, kind) {
    this.fail(t(`toast.spared.${kind}`, { question }));
  }

  async rename(title) {
    const before = this.#store.room.title;
    this.#store.applyRoom({ title });
    await this.#tell(() => this.#api.updateRoom({ title }), () => this.#store.applyRoom({ title: before }));
  }

  async reorder(ids) {
    const before = this.#store.order;
    this.#store.applyRoom({ polls: ids });
    await this.#tell(() => this.#api.updateRoom({ polls: ids }), () => this.#store.applyRoom({ polls: before }));
  }

  /** Fetches an export: 'result' or 'ballots', in a media type. */
  download(poll, what, type) {
    return this.#tell(() => this.#api.download(poll.id, what, type));
  }

  /** Makes a new key, and every older one void; answers it, or undefined if the hub refused. */
  async renewKey(id) {
    return (await this.#tell(() => this.#api.renewKey(id)))?.token;
  }

  say(words) {
    this.#toast('done', words);
  }

  /** Says what went wrong elsewhere: a refusal of the hub, or words. */
  fail(fault) {
    this.#toast('error', typeof fault === 'string' ? fault : wordsOf(fault));
  }

  dismiss(id) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
    this.#changed();
  }

  async #pollAction(poll, action, body) {
    if (this.busy.has(poll.id)) return;
    this.busy.add(poll.id);
    this.#changed();
    await this.#tell(async () => this.#store.applyPoll(await this.#api.pollAction(poll.id, action, body)));
    this.busy.delete(poll.id);
    this.#changed();
  }

  async #tell(deed, undo, words = wordsOf) {
    try {
      return await deed();
    } catch (e) {
      undo?.();
      this.#toast('error', words(e));
      return undefined;
    }
  }

  #settle(pollId) {
    const undo = this.#undos.get(pollId);
    clearTimeout(undo?.timer);
    this.#undos.delete(pollId);
    this.pending.delete(pollId);
    if (undo) this.dismiss(undo.toast);
  }

  #toast(kind, words, poll) {
    const id = ++this.#toastNo;
    this.toasts = [...this.toasts, { id, kind, words, poll }];
    if (kind !== 'undo') setTimeout(() => this.dismiss(id), TOAST_MS);
    this.#changed();
    return id;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** An option as the hub takes it for a new poll: it gives the ids. */
export const plainOption = ({ label, image }) => (image ? { label, image } : label);

/**
 * What the one large button does next.
 * @returns {{kind: 'make'|'open'|'close'|'closing'|'reveal'|'next', words: string, poll?: object}}
 */
export function nextStep(poll, polls, seconds) {
  if (!poll) return { kind: 'make', words: t('next.make') };
  if (poll.state === 'draft') return { kind: 'open', words: seconds ? t('next.open-for', { time: limitWords(seconds) }) : t('next.open') };
  if (poll.closing) return { kind: 'closing', words: t('poll.closing') };
  if (poll.state === 'open') return { kind: 'close', words: t('next.close') };
  if (!poll.visible) return { kind: 'reveal', words: t('next.reveal') };
  const at = polls.indexOf(poll);
  const next = [...polls.slice(at + 1), ...polls.slice(0, at)].find((each) => each.state === 'draft');
  return next ? { kind: 'next', words: t('next.next', { question: shortened(next.question) }), poll: next } : { kind: 'make', words: t('next.another') };
}

const shortened = (text) => (text.length > 48 ? `${text.slice(0, 47)}…` : text);
