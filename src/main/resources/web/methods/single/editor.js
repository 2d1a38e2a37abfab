/** One choice has nothing to set. */
export const editor = { settings: [], fields: () => '' };
