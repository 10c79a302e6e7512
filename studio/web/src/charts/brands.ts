import { BASE, type Results } from '../data/results';
import { hasPanel, panelMeans, type BrandPanel } from '../data/panel';
import { distancesOf, scale, type Map2D } from '../maths/scaling';
import { percent, plain } from '../text/numbers';
import { choice, one, type Chart, type View } from './chart';
import { labelPlaces } from './labels';
import { colourOf, isNarrow, type Look } from './look';
import { axisName, frame, hover, lyingAxis, nameWidth, told, tip, valueAxis } from './parts';

/** More brands than this make a map that nobody can read. */
const MOST_ON_MAP = 24;

export function brandMap(results: Results, need: string): { brands: BrandPanel[]; map: Map2D } {
  const table = results.table('duplication')!;
  const panel = panelMeans(results, BASE, need).filter(({ buyers }) => buyers > 0);
  const brands = panel.sort((a, b) => b.buyers - a.buyers).slice(0, MOST_ON_MAP);
  const groups = table.group(['brand', 'other'], table.where({ world: BASE, need }));
  const pairs = groups.map(({ keys, rows }) => ({
    one: String(keys[0]),
    other: String(keys[1]),
    both: table.mean('both', rows),
  }));
  const buyers = new Map(brands.map(({ brand, buyers: count }) => [brand, count]));
  const names = brands.map(({ brand }) => brand);
  return { brands, map: scale(distancesOf(names, buyers, pairs, results.customers)) };
}

interface Room {
  left: number;
  top: number;
  bottom: number;
}

interface Bubble {
  name: string;
  x: number;
  y: number;
  size: number;
  lines: [string, string][];
}

/** Names may stand anywhere but on the axes. */
function bubbles(look: Look, dots: Bubble[], { left, top, bottom }: Room, height: number): Record<string, unknown> {
  const bounds = { left, right: look.width, top, bottom: height - bottom };
  return {
    type: 'scatter',
    data: dots.map(({ name, x, y, size }) => ({
      value: [x, y],
      symbolSize: size,
      itemStyle: { color: colourOf(look, name), opacity: 0.85 },
    })),
    label: {
      show: true,
      position: 'right',
      color: look.colours.text,
      width: nameWidth(
        look,
        dots.map(({ name }) => name),
        0.4,
      ),
      lineHeight: 15,
      overflow: 'break',
      formatter: ({ dataIndex }: { dataIndex: number }) => dots[dataIndex]!.name,
    },
    labelLayout: labelPlaces(bounds),
  };
}

function bubbleTooltip(look: Look, dots: Bubble[]): object {
  return hover<{ dataIndex: number }>(look, 'item', ({ dataIndex }) =>
    tip(dots[dataIndex]!.name, dots[dataIndex]!.lines),
  );
}

const needChoice = (view: View) => [choice('need', 'Need', view.results.needs)];

/** Which brands share customers. */
export const map: Chart = {
  id: 'brand-map',
  heading: 'Brand map: who shares customers with whom',
  help:
    'Brands stand close together when more customers buy both than their sizes would bring; larger marks have a ' +
    'larger share.',
  missing: 'The brand map needs a household panel: `observe.panel` in the scenario.',
  available: (view) => hasPanel(view.results) && view.results.table('duplication') !== undefined,
  choices: needChoice,
  draw: (view, chosen, look) => {
    const { brands, map: found } = brandMap(view.results, one(chosen, 'need'));
    const dots = brands.map(({ brand, share }, i): Bubble => ({
      name: brand,
      ...found.points[i]!,
      size: 10 + 50 * Math.sqrt(share),
      lines: [['share', told(share, 'share')]],
    }));
    const reach = 1.15 * Math.max(1e-9, ...dots.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
    const axis = {
      type: 'value',
      min: -reach,
      max: reach,
      axisLabel: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLine: { lineStyle: { color: look.colours.line } },
    };
    const room = { left: 20, top: 16, bottom: 16 };
    const height = 400;
    return {
      option: {
        ...frame(look),
        grid: { ...room, right: isNarrow(look) ? 70 : 110 },
        xAxis: axis,
        yAxis: axis,
        tooltip: bubbleTooltip(look, dots),
        series: [bubbles(look, dots, { left: 0, top: 0, bottom: 0 }, height)],
      },
      sheet: {
        caption: 'Places of the brands on the map',
        columns: [
          { name: 'brand' },
          { name: 'share', unit: 'share', numeric: true },
          { name: 'x', numeric: true },
          { name: 'y', numeric: true },
        ],
        rows: dots.map(({ name, x, y }, i) => [name, brands[i]!.share, x, y]),
      },
      summary: `Map of ${dots.length} brands by shared customers.`,
      height,
      keySeries: 0,
      note:
        `The map shows ${percent(found.shown)} of the differences between the ` +
        `brands${found.shown < 0.5 ? ': little, so distances are a hint only; brands may form no groups at all' : ''}.`,
    };
  },
};

/** Small brands have fewer buyers, who buy them a little less often. */
export const jeopardy: Chart = {
  id: 'double-jeopardy',
  heading: 'Double jeopardy: buyers and how often they buy',
  help:
    'Brands with fewer buyers are usually bought a little less often by each; a brand far above the others has ' +
    'unusually loyal buyers.',
  missing: 'Penetration needs a household panel: `observe.panel` in the scenario.',
  available: (view) => hasPanel(view.results),
  choices: needChoice,
  draw: (view, chosen, look) => {
    const brands = panelMeans(view.results, BASE, one(chosen, 'need')).filter(({ buyers }) => buyers > 0);
    const dots = brands.map(({ brand, penetration, perBuyer, share }): Bubble => ({
      name: brand,
      x: penetration,
      y: perBuyer,
      size: 10 + 40 * Math.sqrt(share),
      lines: [
        ['penetration', told(penetration, 'share')],
        ['purchases per buyer', plain(perBuyer, 2)],
      ],
    }));
    const room = { left: 56, top: 36, bottom: 48 };
    const height = 360;
    return {
      option: {
        ...frame(look),
        grid: { ...room, right: isNarrow(look) ? 70 : 110 },
        xAxis: lyingAxis(look, axisName('penetration', 'share'), 'share'),
        yAxis: { ...valueAxis(look, 'purchases per buyer', '1'), scale: true },
        tooltip: bubbleTooltip(look, dots),
        series: [bubbles(look, dots, { ...room, top: room.top - 6 }, height)],
      },
      sheet: {
        caption: 'Penetration and purchases per buyer in a period of the panel',
        columns: [
          { name: 'brand' },
          { name: 'share', unit: 'share', numeric: true },
          { name: 'penetration', unit: 'share', numeric: true },
          { name: 'purchases per buyer', numeric: true },
        ],
        rows: brands.map(({ brand, share, penetration, perBuyer }) => [brand, share, penetration, perBuyer]),
      },
      summary: `Penetration against purchases per buyer of ${dots.length} brands.`,
      height,
      keySeries: 0,
    };
  },
};
