import type { Table } from './table';

export interface Order {
  column: string;
  down: boolean;
}

/** Rows that hold a text anywhere in their labels, in the wished order; unknown figures come last. */
export function arranged(table: Table, search: string, order: Order | undefined): number[] {
  const wanted = search.trim().toLowerCase();
  const labels = table.data.columns.filter(({ labels: texts }) => texts !== undefined);
  const hits = labels.map(
    (column) => new Set(column.labels!.flatMap((label, code) => (label.toLowerCase().includes(wanted) ? [code] : []))),
  );
  const holds = (row: number): boolean => labels.some((column, i) => hits[i]!.has(column.values[row] ?? -1));
  const rows = wanted === '' ? table.all() : table.all().filter(holds);
  return order === undefined ? rows : sorted(table, rows, order);
}

function sorted(table: Table, rows: number[], { column, down }: Order): number[] {
  const sign = down ? -1 : 1;
  const texts = table.isText(column);
  return [...rows].sort((a, b) => {
    if (texts) return sign * table.text(column, a).localeCompare(table.text(column, b), 'en');
    const [x, y] = [table.number(column, a), table.number(column, b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}
