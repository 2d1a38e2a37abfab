/**
 * The last seconds of a countdown, to be heard: a short tone for each, and a longer one at the end. Made by WebAudio, so there is no file.
 * Off until somebody wants it; a browser lets no page sound before a key or a click, so after a load it is heard from the first one on.
 */
const HEARD_SECONDS = 5;
const TICK = { hz: 880, seconds: 0.09 };
const END = { hz: 587, seconds: 0.5 };
const LOUDNESS = 0.2;

export class CountdownSound {
  on = false;
  #audio = null;
  #last = null;

  /** For a key or a click. */
  toggle() {
    this.on = !this.on;
    if (this.on) this.#play(TICK);
    else this.close();
  }

  /** Called a few times each second with what is left, or null. */
  at(leftMs) {
    const seconds = leftMs === null ? null : Math.ceil(leftMs / 1000);
    const before = this.#last;
    this.#last = seconds;
    if (!this.on || before === null || seconds === null || seconds === before) return;
    if (seconds === 0) this.#play(END);
    else if (seconds <= HEARD_SECONDS) this.#play(TICK);
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
    volume.gain.setValueAtTime(LOUDNESS, currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, currentTime + seconds);
    tone.connect(volume).connect(destination);
    tone.start(currentTime);
    tone.stop(currentTime + seconds);
    this.#audio.resume().catch(() => {});
  }
}
