/** The direction of text. */
const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** 'rtl' or 'ltr' by the first letter of the options' labels, for the layout of their letters, bars and numbers. */
export const directionOf = (options) => (RIGHT_TO_LEFT.test(LETTER.exec((options ?? []).map((option) => option?.label).join(' '))?.[0] ?? '') ? 'rtl' : 'ltr');
