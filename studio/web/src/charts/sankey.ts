import { flowsOf, netFlows, type Flow } from '../data/twins';
import type { Paragraph } from '../data/answer';
import { BASE, NO_OCCASION, NOTHING, worldName, type Results } from '../data/results';
import { addUp, largest } from '../maths/totals';
import { choice, one, type Chart, type Chosen, type Picture, type View } from './chart';
import { colourOf, type Look } from './look';
import { FEW, frame, hover, nameWidth, told, tip } from './parts';

const OTHERS = 'other brands';

function shown(brands: Set<string>, brand: string): string {
  return brands.has(brand) || brand === NOTHING || brand === NO_OCCASION ? brand : OTHERS;
}

/** Small brands become one, so that the flows can be read. */
export function folded(flows: Flow[], keep: number): Flow[] {
  const sizes = addUp(
    flows.flatMap(({ from, to, purchases }) => [
      { name: from, value: purchases },
      { name: to, value: purchases },
    ]),
  );
  const brands = new Set(
    largest(
      sizes.filter(({ name }) => name !== NOTHING && name !== NO_OCCASION),
      keep,
      OTHERS,
    ).map(({ name }) => name),
  );
  const merged = addUp(
    flows.map(({ from, to, purchases }) => ({
      name: JSON.stringify([shown(brands, from), shown(brands, to)]),
      value: purchases,
    })),
  );
  return merged.map(({ name, value }) => {
    const [from, to] = JSON.parse(name) as [string, string];
    return { from, to, purchases: value };
  });
}

function nodeColour(look: Look, brand: string): string {
  return [NOTHING, NO_OCCASION, OTHERS].includes(brand) ? look.colours.neutral : colourOf(look, brand);
}

/** What brands, and what was done instead of buying, are called. */
type Naming = (brand: string) => string;

/** Origins stand at the left and destinations at the right, so that flows there and back do not form circles. */
function sankey(look: Look, flows: Flow[], sides: [string, string], label: Naming): Record<string, unknown> {
  const order = (brand: string): number =>
    brand === OTHERS ? 1e6 : [NOTHING, NO_OCCASION].includes(brand) ? 2e6 : look.place(brand);
  const sorted = (brands: string[]): string[] => [...new Set(brands)].sort((one_, other) => order(one_) - order(other));
  const node = (side: 'from' | 'to') => (brand: string) => ({
    name: `${side} ${brand}`,
    depth: side === 'from' ? 0 : 1,
    itemStyle: { color: nodeColour(look, brand), borderWidth: 0 },
    label: { position: side === 'from' ? 'left' : 'right', formatter: () => label(brand) },
  });
  const origins = sorted(flows.map(({ from }) => from));
  const ends = sorted(flows.map(({ to }) => to));
  const side = nameWidth(look, [...origins, ...ends].map(label), 0.38) + 14;
  const nameOf = (id: string): string => label(id.replace(/^(from|to) /, ''));
  return {
    ...frame(look),
    title: [title(look, sides[0], { left: 0 }), title(look, sides[1], { right: 0, textAlign: 'right' })],
    tooltip: hover<SankeyItem>(look, 'item', (item) => sankeyTip(item, nameOf)),
    series: [
      {
        type: 'sankey',
        left: side,
        right: side,
        top: 34,
        bottom: 10,
        nodeGap: 10,
        nodeWidth: 14,
        draggable: false,
        layoutIterations: 0,
        label: { color: look.colours.text, fontSize: 12, width: side - 8, overflow: 'break', lineHeight: 15 },
        lineStyle: { color: 'source', opacity: 0.4, curveness: 0.5 },
        emphasis: { focus: 'adjacency' },
        data: [...origins.map(node('from')), ...ends.map(node('to'))],
        links: flows.map(({ from, to, purchases }) => ({
          source: `from ${from}`,
          target: `to ${to}`,
          value: purchases,
        })),
      },
    ],
  };
}

interface SankeyItem {
  dataType: 'node' | 'edge';
  name: string;
  value: number;
  data: { source?: string; target?: string };
}

function sankeyTip(item: SankeyItem, nameOf: (id: string) => string): HTMLElement {
  const heading =
    item.dataType === 'edge'
      ? `${nameOf(item.data.source ?? '')} → ${nameOf(item.data.target ?? '')}`
      : nameOf(item.name);
  return tip(heading, [['purchases', told(item.value, '1')]]);
}

function title(look: Look, text: string, place: object): object {
  return {
    text,
    top: 2,
    textStyle: { color: look.colours.muted, fontSize: 13, lineHeight: 18, fontWeight: 'normal' },
    padding: 0,
    ...place,
  };
}

function picture(
  look: Look,
  flows: Flow[],
  { sides, caption, label }: { sides: [string, string]; caption: string; label: Naming },
): Picture {
  const sorted = [...flows].filter(({ purchases }) => purchases > 0).sort((a, b) => b.purchases - a.purchases);
  const folds = folded(sorted, FEW).filter(({ from, to }) => from !== OTHERS || to !== OTHERS);
  const most = sorted[0];
  return {
    option: sankey(look, folds, sides, label),
    sheet: {
      caption,
      columns: [{ name: sides[0] }, { name: sides[1] }, { name: 'purchases', unit: 'units', numeric: true }],
      rows: sorted.map(({ from, to, purchases }) => [label(from), label(to), purchases]),
    },
    summary:
      most === undefined
        ? `${caption}: none.`
        : `${caption}; most from ${label(most.from)} to ${label(most.to)}: ${told(most.purchases, '1')}.`,
    height: Math.max(
      260,
      44 * Math.max(new Set(folds.map(({ from }) => from)).size, new Set(folds.map(({ to }) => to)).size) + 40,
    ),
    ...(sorted.length > folds.length ? { note: `Small brands are drawn as ${OTHERS}; the table has them all.` } : {}),
  };
}

function switches(results: Results, world: string, need: string, chosen: Chosen): Flow[] {
  const table = results.table('switching')!;
  const groups = table.group(['from', 'to'], table.where({ world, need }));
  const flows = groups.map(({ keys, rows }) => ({
    from: String(keys[0]),
    to: String(keys[1]),
    purchases: table.sum('purchases', rows),
  }));
  return one(chosen, 'show') === 'all' ? flows : flows.filter(({ from, to }) => from !== to);
}

function needsOf(view: View, table: string): string[] {
  const found = view.results.table(table);
  return (
    found?.texts('need', found.where(view.variant !== '' && table === 'flows' ? { world: view.variant } : {})) ?? []
  );
}

/** From which brand to which customers go from one purchase to the next. */
export const switching: Chart = {
  id: 'switching',
  heading: 'Switching between brands',
  help: "Streams lead from the brand of one purchase (left) to the brand of the same customer's next purchase (right).",
  missing: 'Switching needs the table `switching`, which a run with a panel (`observe.panel`) writes.',
  available: (view) => needsOf(view, 'switching').length > 0,
  choices: (view) => [
    choice('need', 'Need', needsOf(view, 'switching')),
    choice('world', 'World', view.variant === '' ? [BASE] : [BASE, view.variant], undefined, worldName),
    choice('show', 'Show', ['switches', 'all'], 'switches', (value) =>
      value === 'all' ? 'repeat purchases too' : 'switches only',
    ),
  ],
  draw: (view, chosen, look) =>
    picture(look, switches(view.results, one(chosen, 'world'), one(chosen, 'need'), chosen), {
      sides: ['bought first', 'bought next'],
      caption: 'Successive purchases of one customer, from brand to brand',
      label: (brand) => view.results.label(brand),
    }),
};

/** The sentence of the answer that says what the streams of the focus add up to. */
const isSources = ({ label }: Paragraph): boolean => label === 'From whom' || label === 'To whom';

/** The source of volume: what customers would have chosen without the change. */
export const flows: Chart = {
  id: 'flows',
  heading: 'From whom: purchases that the change moved',
  help:
    'Streams lead from what customers chose in the base case (left) to what the same customers chose on the same ' +
    'occasion with the change (right).',
  available: (view) => view.variant !== '' && needsOf(view, 'flows').length > 0,
  missing: 'The flows that a change causes need the table `flows`, which `clientele compare` writes.',
  choices: (view) => {
    const { brand, need } = view.results.focus(view.variant);
    const shown = { own: `gains and losses of ${brand}`, net: 'balance of each pair', all: 'every moved purchase' };
    return [
      choice('need', 'Need', needsOf(view, 'flows'), need),
      choice('show', 'Show', Object.keys(shown), undefined, (value) => shown[value as keyof typeof shown]),
    ];
  },
  draw: (view, chosen, look) => {
    const show = one(chosen, 'show');
    const { brand, need } = view.results.focus(view.variant);
    const all = flowsOf(view.results, view.variant, one(chosen, 'need'));
    const net = netFlows(all);
    const own = net.filter(({ from, to }) => from === brand || to === brand);
    // In a need in which the brand is not sold nothing is its own.
    const about = show === 'own' && one(chosen, 'need') === need && own.length > 0;
    const drawn = picture(look, show === 'all' ? all : about ? own : net, {
      sides: ['base case', 'with the change'],
      caption: show === 'all' ? 'Purchases that differ from the base case' : 'Purchases moved on balance',
      label: (name) => view.results.label(name),
    });
    const { label, words } = view.results.answer(view.variant)?.paragraphs.find(isSources) ?? { label: '', words: '' };
    return about && label !== '' ? { ...drawn, note: `${label}: ${words}` } : drawn;
  },
};
