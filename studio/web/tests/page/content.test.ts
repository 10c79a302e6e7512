import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECTIONS } from '../../src/page/sections';
import { packed, sampleReport } from '../sample/report';
import { Reports, saved, textOf, type Opened } from './browser';

const reports = new Reports();
beforeAll(() => reports.start());
afterAll(() => reports.stop());

const VARIANTS = ['colgate_minus_5_percent', 'colgate_minus_10_percent'];
const CHARTS = SECTIONS.flatMap(({ charts }) => charts.map(({ id }) => id));

describe('a comparison', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await reports.open(sampleReport({ variants: VARIANTS }), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
  });
  afterAll(() => opened.context.close());

  test('opens without errors and without a request to anybody', () => {
    expect(opened.errors).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test('begins with the answer to its question', async () => {
    expect(await opened.page.locator('main section').first().getAttribute('id')).toBe('answer');
    expect(await textOf(opened.page, '#answer h2')).toBe('What does colgate_minus_5_percent do?');
    expect(await textOf(opened.page, '#answer .tile')).toContain('+2.8 points');
  });

  test.each(CHARTS)('draws the chart %s and has its data as a table', async (id) => {
    const figure = opened.page.locator(`#${id}`);
    expect(await figure.locator('.picture svg path, .picture svg text').count()).toBeGreaterThan(3);
    await figure.locator('.buttons button', { hasText: 'Table' }).press('Enter');
    expect(await figure.locator('.data caption').count()).toBe(1);
    expect(await figure.locator('.data tbody tr').count()).toBeGreaterThan(0);
    expect(await figure.locator('.data').textContent()).not.toMatch(/NaN|undefined|\[object/);
    await figure.locator('.buttons button', { hasText: 'Table' }).press('Enter');
    expect(await figure.locator('.data').isHidden()).toBe(true);
  });

  test('shows values at a point to mouse and to arrow keys', async () => {
    await opened.page.locator('#why .picture').focus();
    await opened.page.keyboard.press('ArrowRight');
    await opened.page.locator('#why .tip').waitFor();
    expect(await textOf(opened.page, '#why .tip')).toMatch(/price.*adds.*\+2\.6/s);
    const picture = opened.page.locator('#trajectories .picture');
    await picture.hover({ position: { x: 400, y: 200 } });
    await opened.page.locator('#trajectories .tip').waitFor();
    expect(await textOf(opened.page, '#trajectories .tip')).toMatch(/week \d+Colgate DC, base case[\d.]+ units \(/);
  });

  test('draws another brand when it is chosen', async () => {
    const before = await textOf(opened.page, '#why .picture');
    await opened.page.locator('#why select').selectOption('Macleans');
    expect(await textOf(opened.page, '#why .picture')).not.toBe(before);
    expect(await opened.page.locator('#why .picture').getAttribute('aria-label')).toContain('Macleans');
  });

  test('adds a line when its name is pressed', async () => {
    const chip = opened.page.locator('#trajectories .chip[data-value="Signal"]');
    expect(await chip.getAttribute('aria-pressed')).toBe('false');
    await chip.press('Enter');
    expect(await chip.getAttribute('aria-pressed')).toBe('true');
    expect(await textOf(opened.page, '#trajectories .picture')).toContain('Signal');
  });

  test('answers for another variant when it is chosen', async () => {
    await opened.page.locator('.variants select').selectOption(VARIANTS[1]!);
    expect(await textOf(opened.page, '#answer .tile')).toContain('+5.6 points');
    await opened.page.locator('.variants select').selectOption(VARIANTS[0]!);
    expect(await textOf(opened.page, '#answer .tile')).toContain('+2.8 points');
  });

  test('saves pictures as PNG and SVG and data as CSV', async () => {
    const png = await saved(opened.page, 'flows', 'PNG');
    expect(png.name).toBe('uk-toothpaste-first-quarter-of-1973-flows.png');
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    expect(png.content.length).toBeGreaterThan(5000);
    const svg = (await saved(opened.page, 'flows', 'SVG')).content.toString();
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain('Macleans');
    expect(
      await opened.page.evaluate(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror').length,
        svg,
      ),
    ).toBe(0);
    expect((await saved(opened.page, 'flows', 'CSV')).content.toString()).toMatch(
      /^base case,with the change,purchases\r\nMacleans,Colgate DC,\d+\r\n/,
    );
  });

  test('puts the answer on the clipboard', async () => {
    await opened.page.locator('.copy button').click();
    await expect.poll(() => textOf(opened.page, '.copy [role=status]')).toContain('Copied');
    expect(await opened.page.evaluate(() => navigator.clipboard.readText())).toBe(
      sampleReport({ variants: VARIANTS }).answer!.variants[0]!.text,
    );
  });

  test('lets every table be searched, ordered and saved', async () => {
    const viewer = opened.page.locator('.viewer');
    await viewer.locator('select').selectOption('offers');
    await viewer.locator('input').fill('signal');
    expect(await viewer.locator('[role=status]').textContent()).toBe('156 rows, page 1 of 4.');
    await viewer.locator('thead button', { hasText: /^tick$/ }).click();
    await viewer.locator('thead button', { hasText: /^tick$/ }).click();
    expect(await viewer.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    expect(await viewer.locator('tbody tr').first().locator('td').nth(1).textContent()).toBe('51');
    const [download] = await Promise.all([
      opened.page.waitForEvent('download'),
      viewer.locator('button', { hasText: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/offers\.csv$/);
  });

  test('still has no error after all this', () => {
    expect(opened.errors).toEqual([]);
    expect(opened.requests).toEqual([]);
  });
});

describe('a curve alone', () => {
  test('begins with its answer and draws its points', async () => {
    const { answer, ...run } = sampleReport({ variants: [] });
    expect(answer).toBeUndefined();
    const curve = { ...sampleReport().answer!, variants: [] };
    const { page, errors, context } = await reports.open({ ...run, answer: curve });
    expect(await textOf(page, '#answer h2')).toBe('What brands.Colgate DC.price does for Colgate DC');
    expect(await textOf(page, '#answer .lead')).toBe('Best for Colgate DC: profit is highest at +5 %.');
    expect(await page.locator('#curve .picture svg path').count()).toBeGreaterThan(6);
    expect(await textOf(page, '#curve .note')).toBe('Profit is highest at +5 %.');
    expect(await page.locator('#glance, #why').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('a comparison without its answer', () => {
  test('says so and draws what tables have', async () => {
    const { answer, ...tables } = sampleReport();
    expect(answer).toBeDefined();
    const { page, errors, context } = await reports.open(tables);
    expect(await textOf(page, '#answer')).toContain('This file was written without its answer.');
    expect(await page.locator('#changes svg').count()).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('what the reader chose stays with another variant, and what nobody chose follows its focus', async () => {
  const report = sampleReport({ variants: VARIANTS });
  report.answer!.variants[1]!.focus.brand = 'Signal';
  const { page, context } = await reports.open(report);
  await page.locator('#steps select').selectOption('Macleans');
  await page.locator('.variants select').selectOption(VARIANTS[1]!);
  expect(await page.locator('#steps select').inputValue()).toBe('Macleans');
  expect(await page.locator('#funnel select').inputValue()).toBe('Signal');
  await context.close();
});

describe('a run', () => {
  test('begins with what happened and has nothing about a change', async () => {
    const { page, errors, context } = await reports.open(sampleReport({ variants: [] }));
    expect(await textOf(page, '#glance')).toContain('Colgate DC leads with 25.0 % of purchases.');
    expect(await page.locator('#answer, #why, #money, .variants').count()).toBe(0);
    expect(await page.locator('figure').count()).toBeGreaterThanOrEqual(6);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('without a panel says what the missing charts need', async () => {
    const report = sampleReport({ variants: [] });
    report.tables = report.tables.filter(({ name }) => ['runs', 'offers', 'firms'].includes(name));
    const { page, errors, context } = await reports.open(report);
    expect(await textOf(page, '.missing')).toMatch(/Funnel.*observe\.panel/s);
    expect(await page.locator('#trajectories svg').count()).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('a page that cannot be shown', () => {
  test.each([
    [{ format: 7, provenance: {}, tables: [] }, /format 7/],
    [{}, /holds no results/],
  ])('says why', async (data, sentence) => {
    const { page, errors, context } = await reports.open(data);
    expect(await textOf(page, '[role=alert]')).toMatch(sentence);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('a file of four hundred thousand cells opens within ten seconds, packed as it comes', async () => {
  const report = sampleReport({ ticks: 520 });
  const cells = report.tables.reduce((sum, { columns }) => sum + columns.length * columns[0]!.values.length, 0);
  expect(cells).toBeGreaterThan(350_000);
  const began = Date.now();
  const { page, errors, context } = await reports.open(packed(report));
  await page.locator('#double-jeopardy svg').waitFor();
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(errors).toEqual([]);
  await context.close();
});
