import { describe, expect, test } from 'vitest';
import { amount, decimalsFor, interval, number, plain } from '../src/text/numbers';

describe('numbers', () => {
  test('have groups of three and a true minus sign', () => {
    expect(plain(12345.6, 1)).toBe('12,345.6');
    expect(plain(-1234, 0)).toBe('−1,234');
  });

  test('say that they are unknown instead of NaN', () => {
    expect(amount(NaN, { unit: 'GBP' })).toBe('unknown');
  });

  test('never show a signed zero', () => {
    expect(plain(-0.0001, 2)).toBe('0.00');
    expect(number(0.00001, { unit: 'share', decimals: 1, difference: true })).toBe('0.0');
  });

  test.each([
    [0.25, 2],
    [0.35, 1],
    [0.15, 2],
    [0.025, 3],
    [70, 0],
    [1.2, 1],
    [4, 0],
    [NaN, 2],
    [0, 2],
  ])('of an interval of ± %f have %i decimals', (halfWidth, decimals) => {
    expect(decimalsFor(halfWidth)).toBe(decimals);
  });

  test('of shares are percent, and their differences points', () => {
    expect(amount(0.251, { unit: 'share' })).toBe('25.1 %');
    expect(amount(0.028, { unit: 'share', decimals: 1, difference: true })).toBe('+2.8 points');
    expect(interval(0.0256, 0.0304, 'share')).toBe('+2.56 to +3.04');
  });

  test('of money have two decimals until they are large', () => {
    expect(amount(41.2, { unit: 'GBP' })).toBe('41.20 GBP');
    expect(amount(-4123.4, { unit: 'GBP', difference: true })).toBe('−4,123 GBP');
  });

  test('without a unit stand alone', () => {
    expect(amount(1.82, { unit: '1' })).toBe('1.82');
  });
});
