/**
 * Stores unsent ballots for the session, so that they survive a reload. After a reset of the poll they no longer apply, because its options
 * may have changed.
 */
const storageKey = ({ id, run }) => `votehub.draft.${id}.${run}`;

/** Stores a draft; null removes it. */
export function storeDraft(poll, draft) {
  try {
    if (draft == null) sessionStorage.removeItem(storageKey(poll));
    else sessionStorage.setItem(storageKey(poll), JSON.stringify(draft));
  } catch {
    // Without storage, a reload loses unsent ballots.
  }
}

/** The stored draft of a poll, or null. */
export function readDraft(poll) {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey(poll)));
  } catch {
    return null;
  }
}
