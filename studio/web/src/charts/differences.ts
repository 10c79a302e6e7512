import { differencesOf, WHOLE_RUN, type Difference } from '../data/differences';
import { Clock } from '../data/clock';
import { amount, capital, decimalsFor, interval, scaleOf, words } from '../text/numbers';
import { choice, one, several, type Chart, type Chosen, type Picture, type View } from './chart';
import { intervals, type Mark } from './intervals';
import { firstLine, linePlot, lineSheet, thinnedNote, type Line, type Plot } from './lines';
import { colourOf, symbolOf, type Look } from './look';
import { told } from './parts';

const MOST_ROWS = 14;

function measureName(key: string): string {
  const [table, measure] = key.split(':') as [string, string];
  return table === 'market' ? capital(words(measure)) : `${capital(words(measure))} (${words(table)})`;
}

/** Measures that have differences, those of the market as a whole first. */
function measures(view: View, overTime: boolean): string[] {
  const table = view.results.table('differences');
  const rows =
    table?.where({ world: view.variant }).filter((row) => (table.number('time', row) === WHOLE_RUN) !== overTime) ?? [];
  const keys = table?.group(['table', 'measure'], rows).map(({ keys: names }) => names.join(':')) ?? [];
  const rank = (key: string): number => ['market:share', 'brands:share', 'market:units', 'firms:profit'].indexOf(key);
  return keys.sort((a, b) => (rank(b) >= 0 ? 1 : 0) - (rank(a) >= 0 ? 1 : 0) || (rank(a) >= 0 ? rank(a) - rank(b) : 0));
}

function found(view: View, chosen: Chosen, overTime: boolean): Difference[] {
  const [table, measure] = (one(chosen, 'measure') || measures(view, overTime)[0]!).split(':') as [string, string];
  const all = differencesOf(view.results, { world: view.variant, table, measure });
  return all.filter(({ time }) => (time === WHOLE_RUN) !== overTime);
}

function drawWhole(view: View, chosen: Chosen, look: Look): Picture {
  const inPercent = one(chosen, 'in') === 'percent';
  const all = found(view, chosen, false).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const unit = all[0]?.unit ?? '';
  const marks = all.slice(0, MOST_ROWS).map((item): Mark => {
    const scale = inPercent ? item.percent / item.difference || 0 : 1;
    const [low, high] = [item.low * scale, item.high * scale];
    const lines: [string, string][] = [
      ['base case', told(item.base, unit)],
      ['variant', told(item.variant, unit)],
      ['difference', told(item.difference, unit, true)],
      ['95 % interval', interval(item.low, item.high, unit)],
    ];
    return {
      name: item.subject || 'all',
      value: item.difference * scale,
      low: Math.min(low, high),
      high: Math.max(low, high),
      words: inPercent
        ? amount(item.percent, { unit: '%', decimals: decimalsFor(item.percentHalf), difference: true })
        : amount(item.difference, { unit, decimals: decimalsFor(item.half * scaleOf(unit)), difference: true }),
      meaning: item.toldApart ? 'neutral' : 'open',
      lines,
    };
  });
  const left = all.length - marks.length;
  const sure = all.filter(({ toldApart }) => toldApart).length;
  const about = measureName(`${all[0]?.table}:${all[0]?.measure}`);
  return {
    ...intervals(look, marks, inPercent ? '%' : unit),
    sheet: {
      caption: `Differences from the base case over the whole run: ${about}`,
      columns: [
        { name: 'about' },
        ...['base', 'variant', 'difference', 'low', 'high'].map((name) => ({ name, unit, numeric: true })),
        { name: 'percent', numeric: true },
        { name: 'probability', numeric: true },
        { name: 'told apart' },
      ],
      rows: all.map((item) => [
        item.subject || 'all',
        item.base,
        item.variant,
        item.difference,
        item.low,
        item.high,
        item.percent,
        item.probability,
        item.toldApart ? 'yes' : 'no',
      ]),
    },
    summary: `${marks.length} differences with intervals; ${sure} of ${all.length} can be told apart from nothing.`,
    ...(left > 0 ? { note: `${left} smaller differences stand in the table only.` } : {}),
  };
}

/** All that changed over the whole run, with intervals. */
export const changes: Chart = {
  id: 'changes',
  heading: 'What changed, and how surely',
  help:
    'Dots are differences from the base case, lines their 95 % intervals; hollow dots cannot be told apart from ' +
    'nothing.',
  wide: true,
  available: (view) => view.variant !== '' && measures(view, false).length > 0,
  choices: (view) => [
    choice('measure', 'Measure', measures(view, false), undefined, measureName),
    choice('in', 'As', ['amount', 'percent']),
  ],
  draw: drawWhole,
};

function place(clock: Clock, view: View, item: Difference): number {
  return clock.place(Clock.columnOf(view.results.table(item.table)) ?? 'tick', item.time);
}

function subjects(view: View, chosen: Chosen): string[] {
  const totals = new Map<string, number>();
  for (const { subject, difference } of found(view, chosen, true))
    totals.set(subject, (totals.get(subject) ?? 0) + (Math.abs(difference) || 0));
  return [...totals].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

function drawTimes(view: View, chosen: Chosen, look: Look): Picture {
  const all = found(view, chosen, true);
  const shown = chosen['lines'] ?? [];
  const lines = shown.map((name): Line => {
    const own = all.filter(({ subject }) => subject === name);
    const points = own.map((item) => ({
      x: place(view.results.clock, view, item),
      value: item.difference,
      low: item.low,
      high: item.high,
    }));
    return {
      name: name || 'all',
      points,
      colour: colourOf(look, name),
      dash: 'solid',
      symbol: symbolOf(look, name),
      width: 2.5,
      banded: true,
      label: name || 'all',
    };
  });
  const { measure, unit } = all[0] ?? { measure: '', unit: '' };
  const plot: Plot = { lines, measure, unit, difference: true, time: view.results.clock.unit };
  return {
    option: linePlot(look, plot),
    sheet: lineSheet(plot, `Differences from the base case over time: ${words(measure)}`),
    summary: `Difference of ${words(measure)} from the base case over time, ${lines.length} lines with 95 % intervals.`,
    height: 360,
    keySeries: firstLine(lines),
    note: thinnedNote(view.results.table('differences')).join(''),
  };
}

/** The course of the differences. */
export const changesOverTime: Chart = {
  id: 'changes-over-time',
  heading: 'The effect over time',
  help:
    'Lines are differences from the base case at each time, bands their 95 % intervals; a band that holds 0 may be ' +
    'nothing.',
  wide: true,
  available: (view) => view.variant !== '' && measures(view, true).length > 0,
  choices: (view, chosen) => {
    const names = subjects(view, chosen);
    const focus = view.results.focus(view.variant).brand;
    // Whole brands before their segments and offers, which are called by the brand and more.
    const whole = (name: string): boolean => !name.includes(' · ');
    const start = [focus, ...names.filter(whole), ...names].filter((name) => names.includes(name));
    return [
      choice('measure', 'Measure', measures(view, true), undefined, measureName),
      several('lines', 'Shown', names, [...new Set(start)].slice(0, 2)),
    ];
  },
  draw: drawTimes,
};
