/** Reads a list of members as people paste it: from a table, from the field of a mail program, or one name a line. Uses no DOM. */

const HEAD = /^\s*"?(label|name|mail|e-?mail|weight|gewicht)"?\s*([,;\t]|$)/i;
/** Ana Example <ana@example.org> */
const FROM_MAIL_PROGRAM = /^"?(.*?)"?\s*<([^<>@\s]+@[^<>@\s]+)>\s*[,;]?$/;
const ADDRESS = /^[^@\s]+@[^@\s]+$/;
const WEIGHT = /^\d{1,9}$/;

/** Whether the text is a table whose first line names the columns. */
export const isTable = (text) => HEAD.test(text);

/** The members in the lines of a text, and for each the number of its line: {members, lines}. */
export function readPasted(text) {
  const members = [];
  const lines = [];
  text.split(/\r\n|\r|\n/).forEach((line, at) => {
    if (!line.trim()) return;
    members.push(memberOf(line.trim()));
    lines.push(at + 1);
  });
  return { members, lines };
}

function memberOf(line) {
  const mail = FROM_MAIL_PROGRAM.exec(line);
  if (mail) return { label: mail[1].trim() || mail[2], mail: mail[2] };
  const cells = line.split(/\s*[;\t]\s*/).filter(Boolean);
  const address = cells.find((cell, at) => at > 0 && ADDRESS.test(cell));
  const weight = cells.find((cell, at) => at > 0 && WEIGHT.test(cell));
  const others = cells.filter((cell, at) => at > 0 && cell !== address && cell !== weight);
  const label = [cells[0], ...others].join('; ');
  return {
    label,
    ...(address ? { mail: address } : ADDRESS.test(label) && { mail: label }),
    ...(weight && { weight: Number(weight) }),
  };
}
