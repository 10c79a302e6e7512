import type { Curve, Focus, Ranking, VariantAnswer } from './answer';
import { Clock } from './clock';
import type { ReportData } from './contract';
import { Table } from './table';

export const BASE = 'base';
export const NOTHING = '(nothing)';
export const NO_OCCASION = '(no occasion)';

/** All that a report is made from. */
export class Results {
  readonly tables: Map<string, Table>;
  readonly worlds: string[];
  readonly clock: Clock;
  readonly needs: string[];
  private readonly sizes: Map<string, number>;

  constructor(private readonly data: ReportData) {
    this.tables = new Map(data.tables.map((table) => [table.name, new Table(table)]));
    this.worlds = this.findWorlds();
    this.clock = new Clock(this.firstNumber('runs', 'weeks_per_tick', 1), this.firstNumber('brands', 'weeks', 13));
    this.needs = this.table('offers')?.texts('need') ?? this.table('brands')?.texts('need') ?? [];
    this.sizes = this.findSizes();
  }

  /** The table of that name if it has rows. */
  table(name: string): Table | undefined {
    const table = this.tables.get(name);
    return table !== undefined && table.rows > 0 ? table : undefined;
  }

  get provenance(): Record<string, string | number> {
    return this.data.provenance;
  }

  fact(name: string): string {
    return String(this.data.provenance[name] ?? '');
  }

  get title(): string {
    return this.fact('title') || 'Results of clientele';
  }

  /** Worlds that the comparison is about; empty for a plain run. */
  get variants(): string[] {
    return (
      this.table('differences')
        ?.texts('world')
        .filter((world) => world !== BASE) ?? []
    );
  }

  get replicates(): number {
    return Math.max(1, ...this.data.tables.map((table) => table.replicates ?? 1));
  }

  get customers(): number {
    const table = this.table('runs');
    return table === undefined ? NaN : table.number('customers', 0);
  }

  /** Real customers whom each of them stands for: money is that of the whole market, counts are of those lived. */
  get weight(): number {
    return this.firstNumber('runs', 'weight', 1);
  }

  get weeks(): number {
    return this.clock.weeks(this.firstNumber('runs', 'ticks', NaN));
  }

  get currency(): string {
    const unit = this.tables.get('offers')?.unit('price') ?? '';
    return unit.replace(/^0\.0001 /, '');
  }

  /** What the program says of a variant; undefined in files that were written without it. */
  answer(variant: string): VariantAnswer | undefined {
    return this.data.answer?.variants.find((answer) => answer.variant === variant);
  }

  get curve(): Curve | undefined {
    return this.data.answer?.curve ?? undefined;
  }

  get rankings(): Ranking[] {
    return this.data.answer?.rankings ?? [];
  }

  /** Whom the answer for a variant is about; without an answer the largest brand. */
  focus(variant: string): Focus {
    const brand = this.brands()[0] ?? '';
    return this.answer(variant)?.focus ?? { brand, firm: this.firms()[0] ?? '', need: this.needOf(brand) };
  }

  /** What the program calls a mechanism, or what was done instead of buying. */
  label(name: string): string {
    return this.data.answer?.labels[name] ?? name.replaceAll('_', ' ');
  }

  /** Brands from the largest to the smallest, of one need or of all; those that only a variant has by its sales. */
  brands(need?: string): string[] {
    const all = [...this.sizes.keys()].sort((one, other) => this.sizes.get(other)! - this.sizes.get(one)!);
    if (need === undefined) return all;
    const source = this.table('offers') ?? this.table('brands');
    const inNeed = new Set(source?.texts('brand', source.where({ need })) ?? []);
    return all.filter((brand) => inNeed.has(brand));
  }

  firms(): string[] {
    return this.table('firms')?.texts('firm') ?? this.table('money')?.texts('firm') ?? [];
  }

  /** Brands that the base case or the variant has; of one need or of all. */
  brandsIn(variant: string, need?: string): string[] {
    const source = this.table('offers') ?? this.table('brands');
    const worlds = new Set([BASE, variant]);
    const rows = source?.all().filter((row) => worlds.has(source.text('world', row)));
    const there = new Set(source?.texts('brand', rows) ?? []);
    return this.brands(need).filter((brand) => there.has(brand));
  }

  needOf(brand: string): string {
    return this.needs.find((need) => this.brands(need).includes(brand)) ?? '';
  }

  private findWorlds(): string[] {
    const found = new Set<string>();
    for (const table of this.tables.values()) {
      if (table.name !== 'ranking' && table.isText('world')) table.texts('world').forEach((world) => found.add(world));
    }
    const others = [...found].filter((world) => world !== BASE && world !== '');
    return found.has(BASE) || others.length === 0 ? [BASE, ...others] : others;
  }

  private findSizes(): Map<string, number> {
    const table = this.table('offers') ?? this.table('brands');
    const measure = table?.has('units') === true ? 'units' : 'purchases';
    const sizes = new Map<string, number>();
    // The base case comes first, so that a variant adds only what it alone has.
    for (const world of this.worlds) {
      for (const { keys, rows } of table?.group(['brand'], table.where({ world })) ?? []) {
        const brand = String(keys[0]);
        if (!sizes.has(brand)) sizes.set(brand, table!.sum(measure, rows));
      }
    }
    return sizes;
  }

  private firstNumber(table: string, column: string, otherwise: number): number {
    const value = this.table(table)?.number(column, 0) ?? NaN;
    return Number.isNaN(value) ? otherwise : value;
  }
}

/** A world as a reader calls it. */
export function worldName(world: string): string {
  return world === BASE ? 'base case' : world.replaceAll('_', ' ');
}
