import { differencesOf, WHOLE_RUN } from '../data/differences';
import { flowsOf, livedDifferently, mechanismsOf, sourceName, sourcesOf, twinsOf } from '../data/twins';
import { largest } from '../maths/totals';
import type { Case } from './case';
import { amount, number, percent, plain, sentenceList, unitText, words } from './numbers';

const units = (value: number): string =>
  number(value, { unit: 'units', difference: true, decimals: Math.abs(value) < 10 ? 1 : 0 });
const count = (value: number): string => plain(value, value < 10 && !Number.isInteger(value) ? 1 : 0);

/** Which mechanism moved the customers. */
export function reasons({ results, world, need, brand }: Case): string {
  const parts = mechanismsOf(results, { world, need, brand });
  if (parts.length === 0) return '';
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const told = parts.map(({ name, value }) => `${words(name)} ${units(value)}`);
  const whole = parts.length === 1 ? ' ' : `: together ${units(total)} `;
  return `${told.join(', ')}${whole}units of ${brand}.`;
}

/** Source of volume: from whom the brand's purchases came, or to whom they went. */
export function sources({ results, world, need, brand, firm }: Case): string {
  const found = sourcesOf(flowsOf(results, world, need), brand);
  const net = found.reduce((sum, { value }) => sum + value, 0);
  if (net === 0) return '';
  const parts = found.filter(({ value }) => value * net > 0);
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const own = new Set(parts.filter(({ name }) => results.firmOf(name) === firm).map(({ name }) => name));
  const told = largest(parts, 5, 'others').map(
    ({ name, value }) =>
      `${sourceName(name)} ${percent(value / whole)}${own.has(name) ? ' (a brand of the same firm)' : ''}`,
  );
  const direction = net > 0 ? 'gained' : 'lost';
  const whom = `${net > 0 ? 'from' : 'to'} ${sentenceList(told)}`;
  return `${brand} ${direction} ${count(Math.abs(net))} purchases on balance; ${whom}.`;
}

/** How many customers lived another life, and what became of them. */
export function affected({ results, world, need, brand }: Case): string {
  const twins = twinsOf(results, { world, need, brand });
  const all = [...twins.values()].reduce((sum, customers) => sum + customers, 0);
  if (all === 0) return '';
  const differed = livedDifferently(twins);
  if (differed === 0) return `Nobody: all ${count(all)} customers lived the same life.`;
  const parts = ['won', 'kept', 'lost', 'passed through'].map(
    (outcome) => `${count(twins.get(outcome) ?? 0)} ${outcome}`,
  );
  return (
    `${count(differed)} of ${count(all)} customers (${percent(differed / all, 1)}) lived another life: ` +
    `${sentenceList(parts)}. ` +
    `${count(all - differed)} lived the same life.`
  );
}

/** The segment in which the most customers were moved, where there are several. */
export function moved({ results, world, need, brand }: Case): string {
  const table = results.table('twins');
  const groups = table?.group(['segment'], table.where({ world, need, brand })) ?? [];
  if (groups.length < 2) return '';
  const rates = groups.map(({ keys, rows }) => {
    const ended = rows.filter((row) => ['won', 'kept', 'lost'].includes(table!.text('outcome', row)));
    return { segment: String(keys[0]), rate: table!.sum('customers', ended) / table!.sum('customers', rows) };
  });
  rates.sort((one, other) => other.rate - one.rate);
  const told = rates.slice(0, 3).map(({ segment, rate }) => `${segment} ${percent(rate, 1)}`);
  return `${sentenceList(told)} won, kept or lost.`;
}

/** The mean week of the replicates that break even says nothing where the firm is behind in the mean. */
function breakEven(week: number, difference: number): string {
  if (Number.isNaN(week) || difference < 0) return 'has not broken even by the end of the run';
  return week <= 0 ? 'is never behind the base case' : `breaks even in about week ${plain(Math.round(week), 0)}`;
}

type Told = (value: number) => string;

function givenUp(cost: number, money: Told): string {
  if (cost < 0) return `It earns ${money(-cost)} more on what would have been sold anyway`;
  return `It gives up ${money(cost)} on what would have been sold anyway`;
}

function earned(gain: number, units: number, money: Told): string {
  const more = `${count(Math.abs(units))} units ${units < 0 ? 'fewer' : 'more'}`;
  return `${gain < 0 ? 'loses' : 'earns'} ${money(Math.abs(gain))} by ${more}`;
}

/** What the change costs and brings the firm. */
export function cost({ results, world, firm }: Case): string {
  const table = results.table('money');
  const row = table?.where({ world, firm })[0];
  if (table === undefined || row === undefined) return '';
  const unit = table.unit('difference') || results.currency;
  const value = (column: string): number => table.number(column, row);
  const money = (sum: number, signed = false): string => amount(sum, { unit, difference: signed });
  const [given, caused] = [givenUp(value('cost'), money), earned(value('gain'), value('caused_units'), money)];
  const difference = value('difference');
  const returned = value('return');
  const returns = Number.isNaN(returned)
    ? ''
    : ` Return: ${plain(returned, 2)} ${unitText(unit)} per ${unitText(unit)} spent.`;
  return (
    `${given} and ${caused}: net present profit of ${firm} ${money(difference, true)}. ` +
    `It ${breakEven(value('break_even_week'), difference)}.${returns}`
  );
}

/** Which part of the uncertainty the intervals cover. */
export function sure({ results, world }: Case): string {
  const found = differencesOf(results, { world, time: WHOLE_RUN, measure: 'share' });
  const replicates = Math.max(0, ...found.map((difference) => difference.replicates).filter(Number.isFinite));
  if (replicates === 0) return '';
  if (replicates === 1) return 'One replicate: nothing can be said about luck. Run more with --replicates.';
  const parameters = found.some((difference) => Number.isFinite(difference.parameterSd));
  return parameters
    ? `The intervals cover luck (${replicates} replicates) and what is not known about the parameters.`
    : `The intervals cover luck only (${replicates} replicates): the scenario carries no parameter ranges.`;
}

/** Brands whose share did not measurably change. */
export function notTold({ results, world }: Case): string {
  const shares = differencesOf(results, { world, time: WHOLE_RUN, measure: 'share', offer: '', segment: '' });
  const table = shares.some((share) => share.table === 'market') ? 'market' : 'brands';
  const known = shares.filter((share) => share.table === table && Number.isFinite(share.low) && share.low < share.high);
  const open = known.filter(({ toldApart }) => !toldApart);
  if (open.length === 0) return '';
  const named = open.slice(0, 6).map(({ subject }) => subject);
  const rest = open.length - named.length;
  const brands = rest > 0 ? [...named, `${rest} more`] : named;
  return `No difference from nothing can be shown in the share of ${sentenceList(brands)}.`;
}
