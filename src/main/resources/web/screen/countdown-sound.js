/**
 * The last seconds of a countdown as sound: a short tone for each, and a longer one at the end. The tones are made by Web Audio, without a
 * file. Off by default. Browsers allow no sound before a key or a click, so after a reload it starts with the first one.
 */
const AUDIBLE_SECONDS = 5;
const TICK = { hz: 880, seconds: 0.09 };
const END = { hz: 587, seconds: 0.5 };
const VOLUME = 0.2;

export class CountdownSound {
  enabled = false;
  #audio = null;
  #lastSeconds = null;

  /** Must be called by a key or a click. */
  toggle() {
    this.enabled = !this.enabled;
    if (this.enabled) this.#play(TICK);
    else this.close();
  }

  /** Called several times per second with the time left, or null. */
  update(leftMs) {
    const seconds = leftMs === null ? null : Math.ceil(leftMs / 1000);
    const before = this.#lastSeconds;
    this.#lastSeconds = seconds;
    if (!this.enabled || before === null || seconds === null || seconds === before) return;
    if (seconds === 0) this.#play(END);
    else if (seconds <= AUDIBLE_SECONDS) this.#play(TICK);
  }

  close() {
    this.#audio?.close();
    this.#audio = null;
  }

  #play({ hz, seconds }) {
    this.#audio ??= new AudioContext();
    const { currentTime, destination } = this.#audio;
    const tone = this.#audio.createOscillator();
    const volume = this.#audio.createGain();
    tone.frequency.value = hz;
    volume.gain.setValueAtTime(VOLUME, currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, currentTime + seconds);
    tone.connect(volume).connect(destination);
    tone.start(currentTime);
    tone.stop(currentTime + seconds);
    this.#audio.resume().catch(() => {});
  }
}
