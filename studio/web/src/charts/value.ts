import { customerGains, firmGains } from '../data/gains';
import { worldName } from '../data/results';
import { largest } from '../maths/totals';
import { waterfall } from '../maths/waterfall';
import { waterfallBars } from './bars';
import { choice, one, type Chart, type Picture, type View } from './chart';
import { labelPlaces } from './labels';
import { colourOf, filledSymbolOf, type Look } from './look';
import { axisName, FEW, frame, hover, legendOf, lyingAxis, nameWidth, tip, told, valueAxis } from './parts';

const available = (view: View): boolean =>
  view.variant !== '' &&
  customerGains(view.results, view.variant).length > 0 &&
  firmGains(view.results, view.variant).length > 0;

interface Dot {
  world: string;
  segment: string;
  customer: number;
  firm: number;
}

function dotsOf(view: View, firm: string): Dot[] {
  return view.results.variants.flatMap((world) => {
    const profit = firmGains(view.results, world).find((gain) => gain.firm === firm)?.total ?? NaN;
    return customerGains(view.results, world).map(({ segment, perCustomer }) => ({
      world,
      segment: segment || 'all customers',
      customer: perCustomer,
      firm: profit,
    }));
  });
}

type Layout = ReturnType<typeof labelPlaces>;

function dotSeries(look: Look, dots: Dot[], variants: string[], world: string, layout: Layout): object {
  const own = dots.filter((dot) => dot.world === world);
  const segments = new Set(dots.map(({ segment }) => segment)).size;
  return {
    type: 'scatter',
    name: worldName(world),
    symbol: filledSymbolOf(variants, world),
    symbolSize: 16,
    itemStyle: { color: look.colours.neutral },
    data: own.map((dot) => ({
      value: [dot.customer, dot.firm],
      itemStyle: { color: colourOf(look, `segment:${dot.segment}`) },
    })),
    label: {
      // Without segments the legend says it all.
      show: segments > 1,
      position: 'right',
      color: look.colours.text,
      width: nameWidth(
        look,
        dots.map(({ segment }) => segment),
      ),
      lineHeight: 15,
      overflow: 'break',
      formatter: ({ dataIndex }: { dataIndex: number }) => own[dataIndex]!.segment,
    },
    labelLayout: layout,
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: look.colours.muted, type: 'solid' },
      data: [{ xAxis: 0 }, { yAxis: 0 }],
    },
  };
}

const HEIGHT = 360;

function scatterOption(look: Look, dots: Dot[], unit: string, firm: string): Record<string, unknown> {
  const variants = [...new Set(dots.map(({ world }) => world))];
  const { legend, height } = legendOf(look, variants.map(worldName));
  const grid = { left: 76, right: 40, top: height + 36, bottom: 56 };
  const layout = labelPlaces({ left: grid.left, right: look.width, top: grid.top - 6, bottom: HEIGHT - grid.bottom });
  const figures = (dot: Dot): [string, string][] => [
    ['variant', worldName(dot.world)],
    ['a customer gains', told(dot.customer, unit, true)],
    [`${firm} gains`, told(dot.firm, unit, true)],
  ];
  const find = (series: string, index: number): Dot => dots.filter(({ world }) => worldName(world) === series)[index]!;
  return {
    ...frame(look),
    legend,
    grid,
    xAxis: lyingAxis(look, axisName('gain per customer', unit), unit),
    yAxis: valueAxis(look, axisName(`profit of ${firm}`, unit), unit),
    tooltip: hover<{ seriesName: string; dataIndex: number }>(look, 'item', (item) => {
      const dot = find(item.seriesName, item.dataIndex);
      return tip(dot.segment, figures(dot));
    }),
    series: variants.map((world) => dotSeries(look, dots, variants, world, layout)),
  };
}

/** Value for the customer against value for the firm, a point per segment and variant. */
export const customerAgainstFirm: Chart = {
  id: 'customer-against-firm',
  heading: 'Customer value against firm value',
  help: 'To the right customers gain, at the top the firm gains; the best changes lie in the upper right corner.',
  available,
  missing: 'Customer value needs the tables `value` and `money`, which `clientele compare` writes.',
  choices: (view) => [
    choice(
      'firm',
      'Firm',
      firmGains(view.results, view.variant).map(({ firm }) => firm),
      view.results.focus(view.variant).firm,
    ),
  ],
  draw: (view, chosen, look): Picture => {
    const firm = one(chosen, 'firm');
    const dots = dotsOf(view, firm);
    const unit = view.results.currency;
    return {
      option: scatterOption(look, dots, unit, firm),
      sheet: {
        caption: `Gain per customer and net present profit of ${firm}`,
        columns: [
          { name: 'variant' },
          { name: 'segment' },
          { name: 'gain per customer', unit, numeric: true },
          { name: `profit of ${firm}`, unit, numeric: true },
        ],
        rows: dots.map((dot) => [worldName(dot.world), dot.segment, dot.customer, dot.firm]),
      },
      summary: `${dots.length} points: gain per customer against the profit of ${firm}.`,
      height: HEIGHT,
      keySeries: 0,
    };
  },
};

/** Who gains and who loses, customers and firms on one scale. */
export const whoGains: Chart = {
  id: 'who-gains',
  heading: 'Who gains and who loses',
  help:
    "Customers' gain (what the change is worth to them) and firms' profits, one after the other; the last bar is all " +
    'of them together.',
  available,
  choices: () => [],
  draw: (view, _chosen, look) => {
    const unit = view.results.currency;
    const customers = customerGains(view.results, view.variant).map(({ segment, total }) => ({
      name: segment === '' ? 'customers' : `customers: ${segment}`,
      change: total,
    }));
    const all = firmGains(view.results, view.variant).map(({ firm, total }) => ({ name: firm, value: total }));
    const firms = largest(all, FEW - 2, 'other firms').map(({ name, value }) => ({ name, change: value }));
    const steps = waterfall([...customers, ...firms], 'together');
    return {
      ...waterfallBars(look, steps, 'gain', unit),
      sheet: {
        caption: 'Gains of customers and of firms',
        columns: [{ name: 'who' }, { name: 'gain', unit, numeric: true }],
        rows: [...customers.map(({ name, change }) => [name, change]), ...all.map(({ name, value }) => [name, value])],
      },
      summary: `Gains: ${steps.map(({ name, change }) => `${name} ${told(change, unit, true)}`).join(', ')}.`,
    };
  },
};
