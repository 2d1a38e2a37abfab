/** Single choice has no settings of its own. */
export const editor = { settings: [], fields: () => '' };
