import { BASE } from '../data/results';
import { bySubject, pointsOf, timeTables, unitOf, type Series } from '../data/series';
import { capital, words } from '../text/numbers';
import { choice, one, several, type Chart, type Chosen, type Picture, type View } from './chart';
import { firstLine, linePlot, lineSheet, thinnedNote, type Line, type Plot } from './lines';
import { colourOf, dashOf, symbolOf, type Look } from './look';
import { FEW } from './parts';

function measures(view: View): string[] {
  return timeTables(view.results).flatMap((table) => table.measures().map(({ name }) => `${table.name}:${name}`));
}

function measureName(key: string): string {
  const [table, measure] = key.split(':') as [string, string];
  return `${capital(words(measure))} (${words(table)})`;
}

/** Units by tick say more than shares of a few panel periods. */
function startMeasure(view: View): string {
  const all = measures(view);
  const periods = view.results.table('brands')?.values('period').length ?? 0;
  const wanted = periods >= 8 ? 'brands:share' : 'offers:units';
  return all.includes(wanted) ? wanted : (all[0] ?? '');
}

function seriesOf(view: View, chosen: Chosen): Series {
  const [name, measure] = (one(chosen, 'measure') || startMeasure(view)).split(':') as [string, string];
  return { table: view.results.tables.get(name)!, measure };
}

function lineOf(view: View, look: Look, name: string, world: string): Omit<Line, 'points'> {
  const beside = view.variant !== '' && world === BASE;
  return {
    name: view.variant === '' ? name : `${name}, ${beside ? 'base case' : 'variant'}`,
    colour: colourOf(look, name),
    dash: beside ? [3, 3] : view.variant === '' ? dashOf(look, name) : 'solid',
    symbol: beside ? 'none' : symbolOf(look, name),
    width: beside ? 1.5 : 2.5,
    banded: !beside,
    label: beside ? '' : name,
  };
}

function linesOf(view: View, chosen: Chosen, look: Look): Line[] {
  const series = seriesOf(view, chosen);
  const worlds = view.variant === '' ? [BASE] : [BASE, view.variant];
  const shown = new Set(chosen['lines'] ?? []);
  const found = worlds.map((world) => ({ world, rows: bySubject(view.results, series, world) }));
  const names = subjectsOf(view, series).filter((name) => shown.has(name));
  // A newcomer has no line in the base case.
  return names.flatMap((name) =>
    found
      .filter(({ rows }) => rows.has(name))
      .map(({ world, rows }) => ({
        ...lineOf(view, look, name, world),
        points: pointsOf(view.results, series, rows.get(name)!),
      })),
  );
}

/** Those of the base case, and behind them what only the variant has. */
function subjectsOf(view: View, series: Series): string[] {
  const names = [...bySubject(view.results, series, BASE).keys()];
  if (view.variant === '') return names;
  const added = [...bySubject(view.results, series, view.variant).keys()].filter((name) => !names.includes(name));
  return [...names, ...added];
}

function startLines(view: View, names: string[]): string[] {
  if (view.variant === '') return names.slice(0, FEW);
  const focus = view.results.focus(view.variant).brand;
  // Offers and states are called by their brand and more.
  const own = (name: string): boolean => name === focus || name.startsWith(`${focus} · `);
  return [...names.filter(own), ...names.filter((name) => !own(name))].slice(0, 3);
}

function draw(view: View, chosen: Chosen, look: Look): Picture {
  const series = seriesOf(view, chosen);
  const lines = linesOf(view, chosen, look);
  const plot: Plot = {
    lines,
    measure: series.measure,
    unit: unitOf(series),
    difference: false,
    time: view.results.clock.unit,
  };
  const what = measureName(`${series.table.name}:${series.measure}`);
  const beside = view.variant === '' ? [] : ['Dotted lines are the base case; its bands stand in the table.'];
  const notes = [...beside, ...thinnedNote(series.table)];
  return {
    option: linePlot(look, plot),
    sheet: lineSheet(plot, what),
    summary: `${what} over time, ${lines.length} lines.`,
    height: 380,
    keySeries: firstLine(lines),
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}

export const trajectories: Chart = {
  id: 'trajectories',
  heading: 'Over time',
  help: 'Lines are means over the replicates; bands hold nine out of ten of them.',
  wide: true,
  available: (view) => measures(view).length > 0,
  choices: (view, chosen) => {
    const names = subjectsOf(view, seriesOf(view, chosen));
    return [
      choice('measure', 'Measure', measures(view), startMeasure(view), measureName),
      several('lines', 'Shown', names, startLines(view, names)),
    ];
  },
  draw,
};
