/**
 * Solves a challenge of the hub (ALTCHA) in a worker, so that the page stays responsive. Loaded only when the hub asks for it.
 * A second challenge replaces one that is being solved.
 */
let running = null;

/** Resolves to the proof to send, or to null if the challenge has no solution or was replaced by another one. */
export function solve(work) {
  running?.stop();
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./proof-worker.js', import.meta.url));
    const stop = (proof = null) => {
      worker.terminate();
      if (running?.worker === worker) running = null;
      resolve(proof);
    };
    running = { worker, stop };
    worker.onmessage = ({ data }) => stop(data === null ? null : proof(work, data));
    worker.onerror = (event) => {
      stop();
      reject(new Error(event.message));
    };
    worker.postMessage(work);
  });
}

function proof({ algorithm, challenge, salt, signature }, number) {
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}
