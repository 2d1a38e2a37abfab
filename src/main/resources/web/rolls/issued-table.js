/** Issued codes as a CSV table (RFC 4180) that a spreadsheet opens without taking a name for a formula. Uses no DOM. */

/** What a spreadsheet may take for the start of a formula, behind white space and quotes, too */
const FORMULA = /^(?=["\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])/u;

const cell = (value) => `"${String(value ?? '').replace(FORMULA, "'").replaceAll('"', '""')}"`;

export function issuedTable(members) {
  const rows = members.map(({ label, mail, weight, code, link }) => [label, mail, weight, code, link].map(cell).join(','));
  return ['label,mail,weight,code,link', ...rows, ''].join('\r\n');
}
