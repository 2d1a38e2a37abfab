/** The proofs that may be asked for: neither texts nor secret ballots become public. */
export const proofsOf = ({ method, electorate, settings }) =>
  ['text', 'words', 'questions'].includes(method) || (settings.secret && electorate) ? ['receipts', 'none'] : ['receipts', 'ballots', 'none'];

/** The proof that is asked for, as far as it may be. */
export const proofOf = (form) => (proofsOf(form).includes(form.settings.proof) ? form.settings.proof : 'receipts');
