/** The frames of a replay, and which of them is shown when. Uses no DOM. */

/** How long a whole replay takes, at least and at most, and how long a frame is worth looking at. */
const SHORTEST_MS = 4_000;
const LONGEST_MS = 30_000;
const FRAME_MS = 250;

/** Reads lines of JSON from a stream; calls `onFrame` with each as soon as it is there. */
export async function readFrames(stream, onFrame) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines) if (line) onFrame(JSON.parse(line));
    if (done) return;
  }
}

/** The frame at a time of the poll, the last one up to it; null before the first. */
export function frameAt(frames, ms) {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frames[middle].ms <= ms) low = middle + 1;
    else high = middle;
  }
  return frames[low - 1] ?? null;
}

/** How long the replay of these frames takes, in ms. */
export const playMs = (frames) => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, frames.length * FRAME_MS));

/** How far a replay is after so many ms more, in ms of the poll. */
export function advanced(at, elapsedMs, frames) {
  const last = frames.at(-1)?.ms ?? 0;
  return Math.min(last, at + (last * elapsedMs) / playMs(frames));
}
