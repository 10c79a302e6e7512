import { arranged, type Order } from '../data/arranged';
import { thinnedText, type ColumnData } from '../data/contract';
import type { Results } from '../data/results';
import type { Table } from '../data/table';
import { toCsv } from '../text/csv';
import { plain, unitText, UNKNOWN } from '../text/numbers';
import { download, element, fileName } from './dom';

const PAGE = 50;

/** Looks at any table of the file: search, order, pages, CSV. */
class Viewer {
  readonly node = element('div', { class: 'viewer' });
  private order: Order | undefined;
  private search = '';
  private page = 0;
  private readonly meaning = element('p', { class: 'help' });
  private readonly body = element('div');
  private readonly status = element('p', { class: 'note', role: 'status' });

  constructor(
    private readonly results: Results,
    private table: Table,
  ) {
    this.node.append(this.bar(), this.meaning, this.body, this.status);
    this.show();
  }

  private bar(): HTMLElement {
    const names = [...this.results.tables.values()].filter(({ rows }) => rows > 0).map(({ name }) => name);
    const list = element(
      'select',
      { change: () => this.choose(list.value) },
      ...names.map((name) => element('option', { value: name }, name)),
    );
    const field = element('input', { type: 'search', input: () => this.find(field.value) });
    return element(
      'div',
      { class: 'choices' },
      element('label', { class: 'choice' }, element('span', {}, 'Table'), list),
      element('label', { class: 'choice' }, element('span', {}, 'Rows that name'), field),
      element('button', { type: 'button', click: () => this.turn(-1) }, 'Back'),
      element('button', { type: 'button', click: () => this.turn(1) }, 'On'),
      element('button', { type: 'button', click: () => this.save() }, 'Save as CSV'),
    );
  }

  private choose(name: string): void {
    this.table = this.results.tables.get(name)!;
    this.order = undefined;
    this.page = 0;
    this.show();
  }

  private find(text: string): void {
    this.search = text;
    this.page = 0;
    this.show();
  }

  private turn(by: number): void {
    this.page += by;
    this.show();
  }

  private sort(column: string): void {
    this.order = { column, down: this.order?.column === column && !this.order.down };
    this.show();
    this.body.querySelector<HTMLElement>(`[aria-sort] button`)?.focus();
  }

  private show(): void {
    const rows = arranged(this.table, this.search, this.order);
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    this.page = Math.min(pages - 1, Math.max(0, this.page));
    const { data } = this.table;
    this.meaning.textContent = `${data.meaning} ${thinnedText(data)}`.trim();
    const shown = rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const lines = shown.map((row) => element('tr', {}, ...data.columns.map((column) => this.cell(column, row))));
    const table = element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...data.columns.map((column) => this.head(column)))),
      element('tbody', {}, ...lines),
    );
    this.body.replaceChildren(
      element(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Table ${this.table.name}` },
        table,
      ),
    );
    this.status.textContent = `${plain(rows.length, 0)} rows, page ${this.page + 1} of ${pages}.`;
  }

  private head({ name, unit, meaning, labels }: ColumnData): HTMLElement {
    const sort = element('button', { type: 'button', title: meaning, click: () => this.sort(name) }, name);
    const cell = element('th', { scope: 'col', class: labels === undefined ? 'number' : '' }, sort);
    if (this.order?.column === name) cell.setAttribute('aria-sort', this.order.down ? 'descending' : 'ascending');
    if (unitText(unit) !== '') cell.append(element('span', { class: 'unit' }, ` ${unit}`));
    return cell;
  }

  private cell({ name, labels }: ColumnData, row: number): HTMLElement {
    const value = this.table.cell(name, row);
    if (typeof value === 'string') return element('td', {}, value);
    const text =
      value === null ? UNKNOWN : plain(Number(value.toPrecision(6)), Number.isInteger(value) ? 0 : undefined);
    return element('td', { class: labels === undefined ? 'number' : '' }, text);
  }

  private save(): void {
    const { columns } = this.table.data;
    const rows = arranged(this.table, this.search, this.order).map((row) =>
      columns.map(({ name }) => this.table.cell(name, row)),
    );
    const csv = toCsv({ caption: '', columns: columns.map(({ name }) => ({ name })), rows });
    download(`${fileName(this.results.title, this.table.name)}.csv`, new Blob([csv], { type: 'text/csv' }));
  }
}

export function viewerSection(results: Results): HTMLElement {
  const first = [...results.tables.values()].find(({ rows }) => rows > 0);
  const section = element(
    'section',
    { id: 'tables', 'aria-labelledby': 'tables-heading' },
    element('h2', { id: 'tables-heading' }, 'All tables'),
  );
  section.append(
    first === undefined ? element('p', {}, 'No table of this file has rows.') : new Viewer(results, first).node,
  );
  return section;
}
