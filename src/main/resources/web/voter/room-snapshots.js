/**
 * What rooms had when they were last seen, in local storage: polls, results that voters may see, questions from the floor, so that a page
 * without a network shows them. Of a voter there is only the id; tokens and ballots are stored by whom they belong to. Bounded: the rooms
 * seen last, a day each, and none that is too large.
 */
import { readStored, writeStored } from '../hub/local-storage.js';

const INDEX = 'votehub.rooms-seen';
const MAX_ROOMS = 5;
const MAX_CHARS = 200_000;
const LIFETIME_MS = 24 * 60 * 60_000;

const keyOf = (code) => `votehub.room.${code}`;

/** Tells whether a token is still the one by which the page had joined; by itself it is worth nothing. */
const endOf = (token) => token?.slice(-8) ?? null;

export class RoomSnapshots {
  /** Stores what the page knows of its room, as of a moment. */
  save(store, at) {
    const { room, electorate, present, order } = store;
    const content = { room, electorate, present, order, polls: [...store.polls.values()] };
    const results = { tallies: [...store.tallies], entries: [...store.entries].map(([poll, entries]) => [poll, [...entries]]) };
    const basis = { at, voter: store.ballots.voter, tokenEnd: endOf(store.token), ...content };
    const texts = [{ ...basis, ...results }, basis].map((each) => JSON.stringify(each));
    const text = texts.find(({ length }) => length <= MAX_CHARS);
    const others = this.#codes().filter((code) => code !== room.code);
    for (const code of others.splice(MAX_ROOMS - 1)) writeStored(keyOf(code), null);
    writeStored(keyOf(room.code), text);
    writeStored(INDEX, JSON.stringify([room.code, ...others]));
  }

  /** Puts what was stored of the page's room into its store, which then shows it as out of date. Returns whether there was anything. */
  restore(store) {
    const { code } = store.room;
    try {
      const known = JSON.parse(readStored(keyOf(code)) ?? 'null');
      if (!known || Date.now() - known.at > LIFETIME_MS) return false;
      const { room, electorate, present, order, polls, tallies = [], entries = [] } = known;
      Object.assign(store, { room: { ...room, code }, electorate, present, order });
      store.polls = new Map(polls.map((poll) => [poll.id, poll]));
      store.tallies = new Map(tallies);
      store.entries = new Map(entries.map(([poll, each]) => [poll, new Map(each)]));
      if (known.tokenEnd === endOf(store.token)) store.ballots.voter = known.voter;
      store.status = 'reconnecting';
      return true;
    } catch {
      // Of an earlier version of the page, or damaged.
      this.remove(code);
      return false;
    }
  }

  remove(code) {
    writeStored(keyOf(code), null);
  }

  #codes() {
    try {
      return JSON.parse(readStored(INDEX) ?? '[]');
    } catch {
      return [];
    }
  }
}
