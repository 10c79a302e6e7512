import { expect, test } from 'vitest';
import { holders } from '../src/data/holders';
import { Results } from '../src/data/results';
import { table } from './sample/build';
import { sampleReport } from './sample/report';

/** Ten weeks in which Acme has 130 customers who pay 3 EUR a week, and six of them end their contract. */
function contracts(): Results {
  const runs = table(
    'runs',
    ['world', 'customers:customers:key', 'ticks:ticks:key', 'weeks_per_tick:weeks:key'],
    [['base', 200, 10, 1]],
  );
  const offers = table(
    'offers',
    ['world', 'need', 'brand', 'units:units:sum', 'revenue:EUR:sum'],
    [
      ['base', 'phone', 'Acme', 800, 2400],
      ['base', 'phone', 'Acme', 500, 1500],
      ['dearer', 'phone', 'Acme', 1, 1],
      ['base', 'soap', 'Acme', 7, 14],
    ],
  );
  const tallies = table(
    'tallies',
    ['world', 'need', 'brand', 'tally', 'count:1:sum'],
    [
      ['base', 'phone', 'Acme', 'renewed', 40],
      ['base', 'phone', 'Acme', 'switched_away', 5],
      ['base', 'phone', 'Acme', 'left_category', 1],
      ['dearer', 'phone', 'Acme', 'switched_away', 99],
      ['base', 'soap', 'Acme', 'complaints', 3],
    ],
  );
  return new Results({ ...sampleReport(), tables: [runs, offers, tallies] });
}

test('contracts are told in customers, churn a month and what one pays in a month', () => {
  const [acme, ...others] = holders(contracts(), 'phone');
  expect(others).toEqual([]);
  expect(acme!.brand).toBe('Acme');
  expect(acme!.customers).toBe(130);
  expect(acme!.churn).toBeCloseTo(6 / (130 * 10 * (12 / 52)), 12);
  expect(acme!.revenue).toBeCloseTo(13, 12);
});

test('nobody holds what is bought', () => {
  expect(holders(contracts(), 'soap')).toEqual([]);
  expect(holders(new Results(sampleReport()), 'toothpaste')).toEqual([]);
});
