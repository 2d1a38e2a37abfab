/** A member's code as people read it aloud: in groups of four. */
export const formatMemberCode = (code) => code.replace(/(.{4})(?=.)/g, '$1 ');
