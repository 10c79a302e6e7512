import { Clock } from '../data/clock';
import { choice, one, type Chart, type View } from './chart';
import { firstLine, linePlot, lineSheet, thinnedNote, type Line, type Plot } from './lines';
import type { Look } from './look';

const MEASURES = [
  { column: 'ever', name: 'ever so far' },
  { column: 'customers', name: 'at the time' },
  { column: 'first', name: 'first time' },
];

function needsOf(view: View): string[] {
  const table = view.results.table('divergence');
  return table?.texts('need', table.where({ world: view.variant })) ?? [];
}

function linesOf(view: View, need: string, look: Look): Line[] {
  const table = view.results.table('divergence')!;
  const rows = table.where({ world: view.variant, need });
  const time = Clock.columnOf(table) ?? 'tick';
  return MEASURES.filter(({ column }) => table.has(column)).map(({ column, name }, index) => ({
    name,
    label: name,
    colour: look.colours.series[index]!,
    dash: index === 0 ? 'solid' : index === 1 ? [8, 3] : [3, 3],
    symbol: ['circle', 'rect', 'triangle'][index]!,
    width: 2.5,
    banded: true,
    points: rows.map((row) => ({
      x: view.results.clock.place(time, table.number(time, row)),
      value: table.number(column, row),
      low: table.number(`${column}_low`, row),
      high: table.number(`${column}_high`, row),
    })),
  }));
}

/** When lives part. */
export const divergence: Chart = {
  id: 'divergence',
  heading: 'When lives part',
  help:
    'Customers who decide otherwise than their twin in the base case: at each time, for the first time, and ever so ' +
    'far.',
  available: (view) => view.variant !== '' && needsOf(view).length > 0,
  choices: (view) => [choice('need', 'Need', needsOf(view))],
  draw: (view, chosen, look) => {
    const lines = linesOf(view, one(chosen, 'need'), look);
    const plot: Plot = {
      lines,
      measure: 'customers',
      unit: 'customers',
      difference: false,
      time: view.results.clock.unit,
    };
    const last = lines[0]?.points[lines[0].points.length - 1]?.value ?? NaN;
    return {
      option: linePlot(look, plot),
      sheet: lineSheet(plot, 'Customers whose decisions differ from those of their twins'),
      summary: `Customers who decide otherwise than their twin, over time; ${Math.round(last)} by the end.`,
      height: 320,
      keySeries: firstLine(lines),
      note: thinnedNote(view.results.table('divergence')).join(''),
    };
  },
};
