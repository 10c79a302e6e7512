import type { Table } from './table';

/** Turns ticks and panel periods into places on one axis of time. */
export class Clock {
  readonly unit: string;

  constructor(
    private readonly weeksPerTick: number,
    private readonly weeksPerPeriod: number,
  ) {
    this.unit = weeksPerTick < 0.5 ? 'day' : weeksPerTick < 2 ? 'week' : 'month';
  }

  /** The column of time of a table; undefined if it has none. */
  static columnOf(table: Table | undefined): 'tick' | 'period' | undefined {
    if (table?.has('tick') === true) return 'tick';
    return table?.has('period') === true ? 'period' : undefined;
  }

  /** End of a row in units of time, counted from 1: the first week is week 1. */
  place(column: 'tick' | 'period', time: number): number {
    const ticks = column === 'tick' ? time + 1 : ((time + 1) * this.weeksPerPeriod) / this.weeksPerTick;
    return Math.round(ticks * 100) / 100;
  }

  weeks(ticks: number): number {
    return ticks * this.weeksPerTick;
  }
}
