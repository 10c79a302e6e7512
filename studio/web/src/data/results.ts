import { Clock } from './clock';
import type { ReportData } from './contract';
import { readScenario, type ScenarioFacts } from './scenario';
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
  readonly scenario: ScenarioFacts;
  private readonly sizes: Map<string, number>;

  constructor(private readonly data: ReportData) {
    this.tables = new Map(data.tables.map((table) => [table.name, new Table(table)]));
    this.scenario = readScenario(this.fact('scenario'));
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

  get weeks(): number {
    return this.clock.weeks(this.firstNumber('runs', 'ticks', NaN));
  }

  get currency(): string {
    const unit = this.tables.get('offers')?.unit('price') ?? '';
    return this.scenario.currency || unit.replace(/^0\.0001 /, '');
  }

  /** Brands from the largest in the base case to the smallest, of one need or of all. */
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

  firmOf(brand: string): string {
    return this.scenario.firmOfBrand.get(brand) ?? brand;
  }

  question(world: string): string {
    return this.scenario.questions.get(world) ?? `What does ${worldName(world)} change?`;
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
    const groups = table?.group(['brand'], table.where({ world: BASE })) ?? [];
    return new Map(groups.map((group) => [String(group.keys[0]), table!.sum(measure, group.rows)]));
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
