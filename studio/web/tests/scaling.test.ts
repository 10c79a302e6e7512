import { describe, expect, test } from 'vitest';
import { eigen } from '../src/maths/eigen';
import { distancesOf, scale } from '../src/maths/scaling';
import { luck } from './sample/build';

function symmetric(size: number, seed: number): number[][] {
  const draw = luck(seed);
  const a = Array.from({ length: size }, () => Array.from({ length: size }, () => draw() - 0.5));
  return a.map((row, i) => row.map((_, j) => a[Math.min(i, j)]![Math.max(i, j)]!));
}

describe('eigen', () => {
  test('finds the values of a matrix that is known by hand', () => {
    expect(
      eigen([
        [2, 1],
        [1, 2],
      ]).values.map((value) => Math.round(value * 1e12) / 1e12),
    ).toEqual([3, 1]);
  });

  test.each([1, 2, 3, 7, 24])('solves A v = lambda v, with vectors of length 1, for %i rows', (size) => {
    const a = symmetric(size, size);
    const { values, vectors } = eigen(a);
    vectors.forEach((v, k) => {
      expect(Math.hypot(...v)).toBeCloseTo(1, 10);
      a.forEach((row, i) => expect(row.reduce((sum, x, j) => sum + x * v[j]!, 0)).toBeCloseTo(values[k]! * v[i]!, 9));
    });
    expect([...values].sort((x, y) => y - x)).toEqual(values);
  });
});

const distance = (p: { x: number; y: number }, q: { x: number; y: number }): number => Math.hypot(p.x - q.x, p.y - q.y);

describe('scaling', () => {
  test('gives back the distances of points in a plane', () => {
    const draw = luck(5);
    const points = Array.from({ length: 9 }, () => ({ x: draw() * 4, y: draw() }));
    const found = scale(points.map((p) => points.map((q) => distance(p, q))));
    expect(found.shown).toBeCloseTo(1, 9);
    found.points.forEach((p, i) =>
      found.points.forEach((q, j) => expect(distance(p, q)).toBeCloseTo(distance(points[i]!, points[j]!), 6)),
    );
  });

  test('shows only part of what needs more than two dimensions', () => {
    const corners = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0 : 1)));
    expect(scale(corners).shown).toBeCloseTo(2 / 3, 9);
  });

  test('says that nothing is shown where all stand on one spot', () => {
    expect(
      scale([
        [0, 0],
        [0, 0],
      ]).shown,
    ).toBeNaN();
  });
});

describe('distances between brands', () => {
  const buyers = new Map([
    ['a', 100],
    ['b', 50],
    ['c', 20],
  ]);

  test('are 1 where buyers overlap as if by chance, and less where more buy both', () => {
    const pairs = [
      { one: 'a', other: 'b', both: 5 },
      { one: 'b', other: 'c', both: 2 },
    ];
    const distances = distancesOf(['a', 'b', 'c'], buyers, pairs, 1000);
    expect(distances[0]![1]).toBeCloseTo(1, 12);
    expect(distances[2]![1]).toBeCloseTo(0.5, 12);
    expect(distances[0]![0]).toBe(0);
  });

  test('of brands that nobody bought together are the farthest there are', () => {
    const pairs = [
      { one: 'a', other: 'b', both: 5 },
      { one: 'a', other: 'c', both: 0 },
    ];
    expect(distancesOf(['a', 'b', 'c'], buyers, pairs, 1000)[0]![2]).toBe(1);
  });
});
