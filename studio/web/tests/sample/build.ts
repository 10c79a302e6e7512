import type { ColumnData, Fold, TableData } from '../../src/data/contract';

export type Cell = string | number | null;

/** How a column of a sample is declared: `name`, `name:unit`, `name:unit:fold`; texts are keys by themselves. */
export type Declared = string;

function column(declared: Declared, cells: Cell[]): ColumnData {
  const [name, unit, fold] = declared.split(':') as [string, string | undefined, Fold | undefined];
  const meaning = `meaning of ${name}`;
  if (cells.some((cell) => typeof cell === 'string')) {
    const labels = [...new Set(cells.map(String))];
    return {
      name,
      unit: unit ?? '',
      meaning,
      fold: 'key',
      values: cells.map((cell) => labels.indexOf(String(cell))),
      labels,
    };
  }
  return { name, unit: unit ?? '1', meaning, fold: fold ?? 'mean', values: cells as (number | null)[] };
}

/** A table in the form in which `clientele report` writes it. */
export function table(name: string, declared: Declared[], rows: Cell[][]): TableData {
  return {
    name,
    meaning: `One row per ${name}.`,
    columns: declared.map((one, place) =>
      column(
        one,
        rows.map((row) => row[place]!),
      ),
    ),
  };
}

/** A measure and the limits of its band, as folding over replicates leaves them. */
export function banded(declared: Declared): Declared[] {
  const [name, ...rest] = declared.split(':');
  return ['', '_low', '_high'].map((end) => [`${name}${end}`, ...rest].join(':'));
}

export function band(value: number, spread: number): number[] {
  return [value, value - spread, value + spread];
}

/** Numbers from 0 to 1 that look like luck and are always the same. */
export function luck(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
