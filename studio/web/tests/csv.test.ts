import { expect, test } from 'vitest';
import { toCsv } from '../src/text/csv';

const sheet = (...rows: (string | number | null)[][]) => ({
  caption: '',
  columns: [{ name: 'brand' }, { name: 'share' }],
  rows,
});

test('CSV has a header and lines that end in CR LF', () => {
  expect(toCsv(sheet(['Acme', 0.25]))).toBe('brand,share\r\nAcme,0.25\r\n');
});

test('CSV quotes commas, quotes and line ends', () => {
  expect(toCsv(sheet(['a "b", c\nd', 1]))).toBe('brand,share\r\n"a ""b"", c\nd",1\r\n');
});

test('CSV leaves unknown figures empty and tells them from empty labels', () => {
  expect(toCsv(sheet(['', null], ['x', NaN]))).toBe('brand,share\r\n"",\r\nx,\r\n');
});

test('CSV holds no formula that a spreadsheet would run, but negative numbers', () => {
  expect(toCsv(sheet(['=HYPERLINK("x")', -1]))).toBe('brand,share\r\n"\'=HYPERLINK(""x"")",-1\r\n');
});
