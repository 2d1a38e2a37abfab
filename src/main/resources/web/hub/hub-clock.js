/**
 * The hub's clock, as seen from here. Phones are off by minutes, so countdowns follow the hub: each answer that carries `now` is a
 * sample of the difference, and the sample with the shortest round trip is believed, since its error is at most half of that.
 */
export class HubClock {
  #local;
  #samples = [];

  /** @param {() => number} local the device's own clock, in ms */
  constructor(local = Date.now) {
    this.#local = local;
  }

  /** Learns from an answer: `hubNow` was read by the hub somewhere between `sentAt` and `receivedAt` (both local). */
  sample(hubNow, sentAt, receivedAt) {
    const roundTripMs = Math.max(0, receivedAt - sentAt);
    this.#samples.push({ roundTripMs, offsetMs: hubNow - (sentAt + roundTripMs / 2) });
    // Old samples go, because a device may set its clock while it sleeps.
    if (this.#samples.length > 8) this.#samples.shift();
  }

  /** Forgets what was learnt; called when a new connection starts. */
  restart() {
    this.#samples = this.#samples.slice(-1);
  }

  /** How far the hub is ahead of the device, in ms. */
  get offsetMs() {
    let best = null;
    for (const each of this.#samples) if (!best || each.roundTripMs < best.roundTripMs) best = each;
    return best ? best.offsetMs : 0;
  }

  /** The hub's time, in ms since the epoch. */
  now() {
    return this.#local() + this.offsetMs;
  }
}
