import type { ColumnData, TableData } from './contract';

export type Key = string | number;
export type Filter = Record<string, Key>;

export interface Group {
  keys: Key[];
  rows: number[];
}

/** A table of the results, read by the names of its columns. */
export class Table {
  readonly rows: number;
  private readonly byName: Map<string, ColumnData>;

  constructor(readonly data: TableData) {
    this.byName = new Map(data.columns.map((column) => [column.name, column]));
    this.rows = data.columns[0]?.values.length ?? 0;
  }

  get name(): string {
    return this.data.name;
  }

  has(column: string): boolean {
    return this.byName.has(column);
  }

  column(name: string): ColumnData | undefined {
    return this.byName.get(name);
  }

  unit(name: string): string {
    return this.byName.get(name)?.unit ?? '';
  }

  isText(name: string): boolean {
    return this.byName.get(name)?.labels !== undefined;
  }

  /** The number in a cell; NaN where it is unknown or the column is not there. */
  number(name: string, row: number): number {
    return this.byName.get(name)?.values[row] ?? NaN;
  }

  text(name: string, row: number): string {
    const column = this.byName.get(name);
    const value = column?.values[row];
    if (column === undefined || value === null || value === undefined) return '';
    return column.labels === undefined ? String(value) : (column.labels[value] ?? '');
  }

  /** A cell as it is: text, number, or null where unknown. */
  cell(name: string, row: number): Key | null {
    if (this.isText(name)) return this.text(name, row);
    const value = this.number(name, row);
    return Number.isNaN(value) ? null : value;
  }

  /** Rows in which every named column has the given value; columns that are not there do not count. */
  where(filter: Filter): number[] {
    const tests = Object.entries(filter).filter(([name]) => this.has(name));
    const codes = tests.map(([name, key]) => this.code(name, key));
    const values = tests.map(([name]) => this.byName.get(name)!.values);
    const found: number[] = [];
    for (let row = 0; row < this.rows; row++) {
      if (values.every((column, test) => column[row] === codes[test])) found.push(row);
    }
    return found;
  }

  /** Different values of a column, in the order in which they appear. */
  values(name: string, rows: number[] = this.all()): Key[] {
    return [...new Set(rows.map((row) => this.cell(name, row)))].filter((cell): cell is Key => cell !== null);
  }

  texts(name: string, rows?: number[]): string[] {
    return this.values(name, rows).map(String);
  }

  sum(name: string, rows: number[]): number {
    return rows.reduce((total, row) => total + (this.byName.get(name)?.values[row] ?? 0), 0);
  }

  /** Mean over the rows that know the value; NaN if none does. */
  mean(name: string, rows: number[]): number {
    const known = rows.map((row) => this.number(name, row)).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? NaN : known.reduce((total, value) => total + value, 0) / known.length;
  }

  group(names: string[], rows: number[] = this.all()): Group[] {
    const groups = new Map<string, Group>();
    for (const row of rows) {
      const keys = names.map((name) => this.cell(name, row) ?? '');
      const id = JSON.stringify(keys);
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { keys, rows: [row] });
      else group.rows.push(row);
    }
    return [...groups.values()];
  }

  /** Columns that say what a row is about. */
  keys(): ColumnData[] {
    return this.data.columns.filter((column) => column.fold === 'key');
  }

  /** Columns that say how much; limits of bands go with their measure. */
  measures(): ColumnData[] {
    return this.data.columns.filter(
      (column) => column.fold !== 'key' && column.labels === undefined && !this.isLimit(column.name),
    );
  }

  private isLimit(name: string): boolean {
    const measure = name.replace(/_(low|high)$/, '');
    return measure !== name && this.has(measure);
  }

  all(): number[] {
    return Array.from({ length: this.rows }, (_, row) => row);
  }

  private code(name: string, key: Key): number {
    const column = this.byName.get(name)!;
    return column.labels === undefined ? Number(key) : column.labels.indexOf(String(key));
  }
}
