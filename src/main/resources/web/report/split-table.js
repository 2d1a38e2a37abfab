/** Tables that are wider than a page, as several. Uses no DOM. */
import { t } from '../i18n/index.js';

const MOST_COLUMNS = 8;

/** The table in parts of at most so many columns, each with the first one; {caption, head, rows} each. */
export function splitTable(table, most = MOST_COLUMNS) {
  const { head, rows, caption } = table;
  if (head.length <= most) return [table];
  const parts = [];
  const columns = head.length - 1;
  const each = Math.ceil(columns / Math.ceil(columns / (most - 1)));
  for (let from = 1; from <= columns; from += each) {
    const to = Math.min(head.length, from + each);
    const part = (cells) => [cells[0], ...cells.slice(from, to)];
    parts.push({ caption: `${caption} (${t('report.columns', { from, to: to - 1, all: head.length - 1 })})`, head: part(head), rows: rows.map(part) });
  }
  return parts;
}
