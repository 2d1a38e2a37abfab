/** The result of a method that this page does not know: a table of the first list of records in it. */
import { t } from '../../i18n/index.js';
import { labelOf, tableResult } from '../result-module.js';

export const result = tableResult((poll, tally) => {
  const records = Object.values(tally.result).find((value) => Array.isArray(value) && typeof value[0] === 'object') ?? [];
  const keys = [...new Set(records.flatMap(Object.keys))].filter((key) => records.every((record) => typeof record[key] !== 'object'));
  return {
    head: keys.map((key) => (key === 'id' ? t('table.option') : key)),
    rows: records.map((record) => keys.map((key) => (key === 'id' ? labelOf(poll, record.id) : String(record[key] ?? '')))),
  };
});
