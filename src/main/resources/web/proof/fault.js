/** Why a proof does not hold: `code` names the text that says it, with `values`. */
export class Fault extends Error {
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** The file is no proof at all; nothing can be said about it. */
export class Unreadable extends Error {}
