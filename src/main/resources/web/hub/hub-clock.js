/**
 * Estimates the hub's clock. The clocks of phones are off by minutes, so countdowns use the hub's time: each answer that carries `now` is
 * a sample of the offset. The sample with the shortest round trip is used, because its error is at most half of the round trip.
 */
export class HubClock {
  #local;
  #samples = [];

  /** @param {() => number} local the device's own clock, in ms */
  constructor(local = Date.now) {
    this.#local = local;
  }

  /** Adds a sample: the hub read `hubNow` at some time between `sentAt` and `receivedAt` (both local). */
  sample(hubNow, sentAt, receivedAt) {
    const roundTripMs = Math.max(0, receivedAt - sentAt);
    this.#samples.push({ roundTripMs, offsetMs: hubNow - (sentAt + roundTripMs / 2) });
    // Old samples are dropped, because a device may set its clock while it sleeps.
    if (this.#samples.length > 8) this.#samples.shift();
  }

  /** Keeps the latest sample only; called when a new connection starts. */
  restart() {
    this.#samples = this.#samples.slice(-1);
  }

  /** How far the hub is ahead of the device, in ms. */
  get offsetMs() {
    let best = null;
    for (const sample of this.#samples) if (!best || sample.roundTripMs < best.roundTripMs) best = sample;
    return best ? best.offsetMs : 0;
  }

  /** The hub's time, in ms since the epoch. */
  now() {
    return this.#local() + this.offsetMs;
  }
}
