/**
 * Whether this browser tells the voter by push when a poll of the room opens. A browser has one subscription for all rooms; the hub keeps
 * it for each room that asked, and names it by an id, which is stored here.
 */
import { call } from '../hub/api.js';
import { readStored, writeStored } from '../hub/local-storage.js';
import { registerWorker } from '../hub/service-worker.js';

const STORED = 'votehub.push.';

/** 'ready' if it can be switched on, 'install' if only the installed app can (on iPhones and iPads), or 'none'. */
export function support() {
  if (window.top !== window) return 'none';
  if ('PushManager' in window && 'Notification' in window && navigator.serviceWorker) return 'ready';
  return navigator.standalone === false && navigator.serviceWorker ? 'install' : 'none';
}

export class PushSubscriptionOfRoom {
  #store;
  #key;

  /** @param {RoomStore} store */
  constructor(store) {
    this.#store = store;
    this.#key = STORED + store.room.code;
  }

  /** Resolves to whether it is on. What the browser or the hub has replaced meanwhile is sent again. */
  async look() {
    const stored = JSON.parse(readStored(this.#key) ?? 'null');
    if (!stored) return false;
    const registration = Notification.permission === 'granted' && (await navigator.serviceWorker.getRegistration());
    const subscription = registration && (await registration.pushManager.getSubscription());
    if (!subscription || !this.#hasKey(subscription)) {
      writeStored(this.#key, null);
      return false;
    }
    if (stored.endpoint !== subscription.endpoint || stored.token !== this.#tokenEnd) await this.#send(subscription);
    return true;
  }

  /** Switches it on, after the user has tapped; resolves to 'on', or to 'denied' if the user or the browser does not allow it. */
  async begin() {
    if ((await Notification.requestPermission()) !== 'granted') return 'denied';
    if (!(await registerWorker())) throw new Error('There is no service worker');
    const { pushManager } = await navigator.serviceWorker.ready;
    let subscription = await pushManager.getSubscription();
    if (subscription && !this.#hasKey(subscription)) {
      await subscription.unsubscribe();
      subscription = null;
    }
    subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(this.#store.room.pushKey) });
    await this.#send(subscription);
    return 'on';
  }

  /** Switches it off for this room; for the browser, too, if no other room wants it. */
  async end() {
    const { id } = JSON.parse(readStored(this.#key) ?? '{}');
    if (id) await call('DELETE', `${this.#path}/${encodeURIComponent(id)}`, { token: this.#store.token });
    writeStored(this.#key, null);
    if (Object.keys(localStorage).some((key) => key.startsWith(STORED))) return;
    const registration = await navigator.serviceWorker.getRegistration();
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
  }

  async #send(subscription) {
    const { id } = await call('PUT', this.#path, { token: this.#store.token, body: subscription.toJSON() });
    writeStored(this.#key, JSON.stringify({ id, endpoint: subscription.endpoint, token: this.#tokenEnd }));
  }

  /** Tells tokens apart: that of another voter has another signature. */
  get #tokenEnd() {
    return this.#store.token.slice(-12);
  }

  get #path() {
    return `/api/v1/rooms/${encodeURIComponent(this.#store.room.code)}/push`;
  }

  #hasKey({ options }) {
    const own = options?.applicationServerKey;
    return !own || String(new Uint8Array(own)) === String(bytes(this.#store.room.pushKey));
  }
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}
