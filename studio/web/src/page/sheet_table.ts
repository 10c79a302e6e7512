import type { Sheet } from '../data/sheet';
import { isMoney, plain, scaleOf, unitText, UNKNOWN } from '../text/numbers';
import { element } from './dom';

const FIRST_ROWS = 100;

/** Figures of a column share their decimals, so that they stand under each other. */
function decimals(unit: string, values: number[]): number | undefined {
  const known = values.filter(Number.isFinite);
  if (known.every((value) => Number.isInteger(value))) return unit === 'share' ? 1 : 0;
  if (unit === 'share') return 1;
  const most = Math.max(...known.map(Math.abs));
  if (isMoney(unit)) return most < 10 ? 4 : 2;
  return most >= 1000 ? 0 : most >= 10 ? 1 : 3;
}

function textOf(value: string | number | null, unit: string, digits: number | undefined): string {
  if (typeof value === 'string') return value;
  return value === null || Number.isNaN(value) ? UNKNOWN : plain(value * scaleOf(unit), digits);
}

function header(column: Sheet['columns'][number]): HTMLElement {
  const unit = unitText(column.unit ?? '');
  const cell = element('th', { scope: 'col', class: column.numeric === true ? 'number' : '' }, column.name);
  if (unit !== '' && !column.name.endsWith(unit.replace(/s$/, '')) && !column.name.endsWith(unit))
    cell.append(element('span', { class: 'unit' }, ` ${unit}`));
  return cell;
}

/** A table for people and their screen readers; long ones grow when asked to. */
export function sheetTable(sheet: Sheet): HTMLElement {
  const digits = sheet.columns.map(({ unit, numeric }, column) =>
    numeric === true
      ? decimals(
          unit ?? '',
          sheet.rows.map((row) => Number(row[column] ?? NaN)),
        )
      : undefined,
  );
  const body = element('tbody');
  const add = (from: number, to: number): void => {
    for (const row of sheet.rows.slice(from, to)) body.append(line(sheet, row, digits));
  };
  add(0, FIRST_ROWS);
  const table = element(
    'table',
    {},
    element('caption', {}, sheet.caption),
    element('thead', {}, element('tr', {}, ...sheet.columns.map(header))),
    body,
  );
  const region = element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': sheet.caption }, table);
  if (sheet.rows.length <= FIRST_ROWS) return region;
  const more = element(
    'button',
    { type: 'button', click: () => (add(FIRST_ROWS, sheet.rows.length), more.remove()) },
    `All ${sheet.rows.length} rows`,
  );
  return element('div', {}, region, more);
}

function line(sheet: Sheet, row: Sheet['rows'][number], digits: (number | undefined)[]): HTMLElement {
  const cells = row.map((value, column) => {
    const { unit, numeric } = sheet.columns[column]!;
    const text = textOf(value, unit ?? '', digits[column]);
    if (column === 0 && numeric !== true) return element('th', { scope: 'row' }, text);
    return element('td', { class: numeric === true ? 'number' : '' }, text);
  });
  return element('tr', {}, ...cells);
}
