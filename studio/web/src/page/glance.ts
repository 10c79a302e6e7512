import { holders, type Holders } from '../data/holders';
import { hasPanel, panelMeans } from '../data/panel';
import { BASE, type Results } from '../data/results';
import type { Sheet } from '../data/sheet';
import { amount, percent, plain } from '../text/numbers';
import { element } from './dom';
import { sheetTable } from './sheet_table';

function sheetOfHolders(results: Results, need: string, held: Holders[]): Sheet {
  const shares = new Map(panelMeans(results, BASE, need).map(({ brand, share }) => [brand, share]));
  return {
    caption: `Brands of ${need}, means over the run`,
    columns: [
      { name: 'brand' },
      { name: 'share', unit: 'share', numeric: true },
      { name: 'customers', numeric: true },
      { name: 'churn a month', unit: 'share', numeric: true },
      { name: 'revenue a customer a month', unit: results.currency, numeric: true },
    ],
    rows: [...held]
      .sort((one, other) => other.customers - one.customers)
      .map(({ brand, customers, churn, revenue }) => [
        brand,
        shares.get(brand) ?? null,
        Math.round(customers),
        churn,
        revenue,
      ]),
  };
}

function sheetOf(results: Results, need: string): Sheet {
  const held = holders(results, need);
  if (held.length > 0) return sheetOfHolders(results, need, held);
  const rows = panelMeans(results, BASE, need).sort((one, other) => other.share - one.share);
  const panel = hasPanel(results);
  return {
    caption: `Brands of ${need}, means over the periods`,
    columns: [
      { name: 'brand' },
      { name: 'share', unit: 'share', numeric: true },
      ...(panel
        ? [
            { name: 'penetration', unit: 'share', numeric: true },
            { name: 'purchases per buyer', numeric: true },
            { name: 'buyers', numeric: true },
          ]
        : []),
    ],
    rows: rows.map(({ brand, share, penetration, perBuyer, buyers }) => [
      brand,
      share,
      ...(panel ? [penetration, perBuyer, Math.round(buyers)] : []),
    ]),
  };
}

function sentence(results: Results, need: string): string {
  const leader = panelMeans(results, BASE, need).reduce((most, brand) => (brand.share > most.share ? brand : most));
  const offers = results.table('offers');
  const units = offers?.sum('units', offers.where({ world: BASE, need })) ?? NaN;
  const held = holders(results, need);
  if (held.length > 0) {
    const all = held.reduce((sum, { customers }) => sum + customers, 0);
    return `${plain(Math.round(all))} customers hold a contract of ${need}. ${leader.brand} leads with ${percent(leader.share, 1)} of them.`;
  }
  const bought = Number.isNaN(units) ? '' : `${plain(units, 0)} units of ${need} were bought. `;
  return `${bought}${leader.brand} leads with ${percent(leader.share, 1)} of purchases.`;
}

/** What a run without a comparison found, in a sentence and a table per need. */
export function glanceSection(results: Results): HTMLElement {
  const table = results.table('brands');
  const needs = table?.texts('need') ?? [];
  const replicates = results.replicates === 1 ? 'one replicate' : `${results.replicates} replicates`;
  const everybody = amount(results.customers * results.weight, { unit: 'customers' });
  const lived = results.weight === 1 ? '' : ` (${plain(results.customers, 0)} lived, each for ${plain(results.weight)})`;
  const setting = `${everybody}${lived}, ${plain(results.weeks)} weeks, ${replicates}`;
  const parts = needs.flatMap((need) => [
    element('p', { class: 'lead' }, sentence(results, need)),
    sheetTable(sheetOf(results, need)),
  ]);
  return element(
    'section',
    { id: 'glance', class: 'answer', 'aria-labelledby': 'glance-heading' },
    element('h2', { id: 'glance-heading' }, 'At a glance'),
    element('p', { class: 'setting' }, setting),
    ...parts,
  );
}
