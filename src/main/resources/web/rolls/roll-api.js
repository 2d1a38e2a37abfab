/** The calls to the hub for the voter rolls of a room; each rejects with an `ApiError`. Codes are in the answers that make them, and in no other. */
import { call } from '../hub/api.js';
import { locale } from '../i18n/index.js';

/** How long a table of 10,000 members may take on a slow network */
const IMPORT_TIMEOUT_MS = 120_000;
const CARDS_AT_ONCE = 100;

export class RollApi {
  #url;
  #token;

  constructor(code, token) {
    this.#url = `/api/v1/rooms/${encodeURIComponent(code)}/electorates`;
    this.#token = token;
  }

  /** Resolves to the rolls: [{id, title, members, weight}]. */
  async list() {
    return (await this.#call('GET', '')).electorates;
  }

  add(title) {
    return this.#call('POST', '', { title });
  }

  remove(roll) {
    return this.#call('DELETE', `/${encodeURIComponent(roll)}`);
  }

  /** Resolves to a part of a roll: {members, found}. */
  page(roll, { search = '', from = 0, limit = 100 }) {
    return this.#call('GET', `/${encodeURIComponent(roll)}/members?${new URLSearchParams({ search, from, limit })}`);
  }

  /** Adds a list of members {label, mail?, weight?}; resolves to them with their codes and links. */
  async addMembers(roll, members) {
    return (await this.#call('POST', `/${encodeURIComponent(roll)}/members`, members, { timeoutMs: IMPORT_TIMEOUT_MS })).members;
  }

  /** The same with the content of a CSV file, a Blob. */
  async addTable(roll, table) {
    return (await this.#call('POST', `/${encodeURIComponent(roll)}/members`, table, { type: 'text/csv', timeoutMs: IMPORT_TIMEOUT_MS })).members;
  }

  removeMember(roll, member) {
    return this.#call('DELETE', `/${encodeURIComponent(roll)}/members/${encodeURIComponent(member)}`);
  }

  /** Resolves to the member with a new code and link. */
  renewCode(roll, member) {
    return this.#call('POST', `/${encodeURIComponent(roll)}/members/${encodeURIComponent(member)}/code`, {});
  }

  /** Resolves to the QR codes of links, each {size, path} of an SVG. */
  async pictures(roll, links) {
    const pictures = [];
    for (let i = 0; i < links.length; i += CARDS_AT_ONCE) {
      const some = await this.#call('POST', `/${encodeURIComponent(roll)}/cards`, { links: links.slice(i, i + CARDS_AT_ONCE) });
      pictures.push(...some.pictures);
    }
    return pictures;
  }

  /** Resolves to how the mails on their way fare: {possible, left, sent, failed, reason?}. */
  readMails(roll) {
    return this.#call('GET', `/${encodeURIComponent(roll)}/mails`);
  }

  /** Orders mails: to all members without one, to one {member}, or a {test} to an address; resolves as `readMails`. */
  sendMails(roll, order) {
    return this.#call('POST', `/${encodeURIComponent(roll)}/mails`, { language: locale.split('-')[0], ...order });
  }

  #call(method, path, body, more = {}) {
    return call(method, this.#url + path, { body, token: this.#token, ...more });
  }
}
