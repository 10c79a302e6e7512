import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleReport } from '../sample/report';
import { Reports, textOf, type Opened } from './browser';

const reports = new Reports();
beforeAll(() => reports.start());
afterAll(() => reports.stop());

const report = (): ReturnType<typeof sampleReport> =>
  sampleReport({ variants: ['colgate_minus_5_percent', 'colgate_minus_10_percent'] });

describe('people who cannot see or use a mouse', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await reports.open(report());
    for (const button of await opened.page.locator('.buttons button', { hasText: 'Table' }).all())
      await button.press('Enter');
  });
  afterAll(() => opened.context.close());

  test('find landmarks and a language', async () => {
    const { page } = opened;
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    for (const landmark of ['header', 'nav[aria-label]', 'main']) expect(await page.locator(landmark).count()).toBe(1);
    for (const section of await page.locator('section').all()) {
      const heading = await section.getAttribute('aria-labelledby');
      expect(await page.locator(`#${heading}`).count()).toBe(1);
    }
  });

  test('find headings in order, with one at the top', async () => {
    const levels = await opened.page
      .locator('h1, h2, h3, h4')
      .evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    levels.forEach((level, place) => expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  test('hear a name for everything that can be used', async () => {
    const unnamed = await opened.page
      .locator('button, select, input, a, summary, [tabindex="0"]')
      .evaluateAll((all) => {
        const labels = (one: Element): string =>
          [...((one as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join('');
        const own = (one: Element): string => (one.tagName === 'SELECT' ? '' : (one.textContent ?? ''));
        const name = (one: Element): string => `${one.getAttribute('aria-label') ?? ''}${own(one)}${labels(one)}`;
        return all.filter((one) => name(one).trim() === '').map((one) => one.outerHTML.slice(0, 120));
      });
    expect(unnamed).toEqual([]);
  });

  test('hear what each picture shows', async () => {
    const labels = await opened.page
      .locator('.picture')
      .evaluateAll((all) => all.map((one) => `${one.getAttribute('role')}: ${one.getAttribute('aria-label')}`));
    for (const label of labels) expect(label).toMatch(/^img: .{20,}The table below has the figures\.$/);
  });

  test('find tables with captions and headers', async () => {
    const bare = await opened.page
      .locator('figure table')
      .evaluateAll(
        (all) =>
          all.filter(
            (table) => table.querySelector('caption') === null || table.querySelector('thead th[scope="col"]') === null,
          ).length,
      );
    expect(bare).toBe(0);
  });

  test('meet each id once', async () => {
    const ids = await opened.page.locator('[id]').evaluateAll((all) => all.map((one) => one.id));
    expect(ids.length).toBe(new Set(ids).size);
  });

  test('can skip to the report, and keep their place when a chart is drawn anew', async () => {
    const { page } = opened;
    await page.reload();
    await page.locator('#double-jeopardy svg').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the report');
    const chip = page.locator('#trajectories .chip').nth(4);
    await chip.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).toBe('true');
  });
});

describe.each([390, 820, 1280])('at %i pixels', (width) => {
  test.each(['light', 'dark'] as const)('nothing sticks out, in %s', async (colorScheme) => {
    const { page, errors, context } = await reports.open(report(), { viewport: { width, height: 900 }, colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const wide = await page
      .locator('.picture')
      .evaluateAll((all) => all.filter((one) => (one.querySelector('svg')?.clientWidth ?? 0) > one.clientWidth).length);
    expect(wide).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('colours', () => {
  const ground = (page: Opened['page']): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const drawn = (page: Opened['page']): Promise<string> => page.locator('#why svg').innerHTML();

  test('follow the system and the switch, charts too', async () => {
    const { page, context } = await reports.open(report(), { colorScheme: 'dark' });
    expect(await ground(page)).toBe('rgb(17, 21, 28)');
    const dark = await drawn(page);
    expect(dark).toContain('#1a202b');
    await page.locator('.theme').click();
    expect(await ground(page)).toBe('rgb(244, 245, 247)');
    expect(await drawn(page)).not.toBe(dark);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('.theme').click();
    expect(await ground(page)).toBe('rgb(17, 21, 28)');
    await context.close();
  });

  test('are not all that tells bars apart', async () => {
    const { page, context } = await reports.open(report());
    expect(await page.locator('#reasons svg pattern').count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator('#why svg pattern').count()).toBeGreaterThanOrEqual(1);
    const dashes = await page.locator('#trajectories svg path[stroke-dasharray]').count();
    expect(dashes).toBeGreaterThanOrEqual(1);
    await context.close();
  });
});

describe('on paper', () => {
  test('the report is white, as wide as the sheet, and without buttons', async () => {
    const { page, context } = await reports.open(report(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const widths = await page
      .locator('.picture svg')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('width'))));
    for (const width of widths) expect(width).toBe(686);
    expect(await page.locator('.buttons').first().isVisible()).toBe(false);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await context.close();
  });

  test('no chart is cut by the end of a page', async () => {
    const { page, context } = await reports.open(report());
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(6);
    expect(pages).toBeLessThanOrEqual(20);
    await page.emulateMedia({ media: 'print' });
    const breaks = await page
      .locator('figure')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).breakInside));
    expect(new Set(breaks)).toEqual(new Set(['avoid']));
    expect(await textOf(page, '#answer h2')).toMatch(/^What does/);
    await context.close();
  });
});
