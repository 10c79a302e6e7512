import { describe, expect, test } from 'vitest';
import { addUp, largest } from '../src/maths/totals';
import { floating, waterfall } from '../src/maths/waterfall';
import { luck } from './sample/build';

const parts = (...changes: number[]) => changes.map((change, i) => ({ name: `part ${i}`, change }));

describe('waterfall', () => {
  test('ends at the sum of its parts', () => {
    const draw = luck(3);
    for (let trial = 0; trial < 200; trial++) {
      const all = parts(...Array.from({ length: 6 }, () => draw() * 20 - 10));
      const total = waterfall(all, 'whole').at(-1)!;
      expect(total.total).toBe(true);
      expect(total.change).toBeCloseTo(
        all.reduce((sum, { change }) => sum + change, 0),
        9,
      );
    }
  });

  test('starts each bar where the one before ended', () => {
    expect(waterfall(parts(10, -4, -9), 'whole').map(({ low, high }) => [low, high])).toEqual([
      [0, 10],
      [6, 10],
      [-3, 6],
      [-3, 0],
    ]);
  });

  test('draws bars above, below and across zero from the foot up', () => {
    expect(floating({ low: 2, high: 5 })).toEqual({ foot: 2, above: 3, below: 0 });
    expect(floating({ low: -5, high: -2 })).toEqual({ foot: -2, above: 0, below: -3 });
    expect(floating({ low: -3, high: 6 })).toEqual({ foot: 0, above: 6, below: -3 });
  });
});

test('what a part means to the focus and how it is told stay with its bar', () => {
  const told = { name: 'lost with 3 fewer units', change: -9, words: '-9 EUR', meaning: 'bad' as const };
  const [first, total] = waterfall([told], 'together', '-9.0 EUR');
  expect(first).toMatchObject(told);
  expect(total).toMatchObject({ words: '-9.0 EUR', total: true });
});

describe('totals', () => {
  test('of equal names are added up', () => {
    expect(
      addUp([
        { name: 'a', value: 1 },
        { name: 'b', value: 2 },
        { name: 'a', value: 3 },
      ]),
    ).toEqual([
      { name: 'a', value: 4 },
      { name: 'b', value: 2 },
    ]);
  });

  test('beyond the largest become one, and nothing is lost', () => {
    const items = [1, -9, 3, 5, 2].map((value, i) => ({ name: `${i}`, value }));
    expect(largest(items, 2, 'others')).toEqual([
      { name: '1', value: -9 },
      { name: '3', value: 5 },
      { name: 'others', value: 6 },
    ]);
  });

  test('are not folded to spare a single name', () => {
    expect(
      largest(
        [
          { name: 'a', value: 1 },
          { name: 'b', value: 2 },
        ],
        1,
        'others',
      ).map(({ name }) => name),
    ).toEqual(['b', 'a']);
  });
});
