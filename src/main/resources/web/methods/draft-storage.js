/**
 * Ballots in the making, which outlive a reload of the page. A poll that was reset is another one for drafts: its options may have changed.
 */
const keyOf = ({ id, run }) => `votehub.draft.${id}.${run}`;

/** Keeps a draft; null forgets it. */
export function rememberDraft(poll, draft) {
  try {
    if (draft == null) sessionStorage.removeItem(keyOf(poll));
    else sessionStorage.setItem(keyOf(poll), JSON.stringify(draft));
  } catch {
    // Without storage a reload loses what was not sent.
  }
}

/** The draft of a poll, or null. */
export function recallDraft(poll) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(poll)));
  } catch {
    return null;
  }
}
