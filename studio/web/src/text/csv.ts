import type { Sheet } from '../data/sheet';

/** One cell by RFC 4180. A text that a spreadsheet would take for a formula is quoted with an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The sheet as CSV: a header of names, lines that end in CR LF, unknown figures as empty cells. */
export function toCsv(sheet: Sheet): string {
  const header = sheet.columns.map((column) => cell(column.name));
  return [header, ...sheet.rows.map((row) => row.map(cell))].map((line) => `${line.join(',')}\r\n`).join('');
}
