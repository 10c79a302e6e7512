import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleReport } from '../sample/report';
import { Reports, saved, textOf, type Opened } from './browser';

const reports = new Reports();
beforeAll(() => reports.start());
afterAll(() => reports.stop());

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{b}{c|x}',
  '"><svg onload=alert(1)>',
  '__proto__',
  "javascript:alert('1')",
  '&lt;b&gt; %s',
  'constructor',
  'שלום 牙膏',
];

describe('brands with hostile names', () => {
  let opened: Opened;
  beforeAll(async () => {
    const report = sampleReport({ names: HOSTILE });
    report.provenance['title'] = HOSTILE[0]!;
    report.provenance['source'] = HOSTILE[1]!;
    opened = await reports.open(report);
  });
  afterAll(() => opened.context.close());

  test('do no harm', async () => {
    expect(opened.errors).toEqual([]);
    expect(opened.requests).toEqual([]);
    expect(await opened.page.locator('script').count()).toBe(2);
    expect(await opened.page.locator('img, [onload], [onerror]').count()).toBe(0);
  });

  test('read rightly in the answer, in charts and in tables', async () => {
    expect(await textOf(opened.page, 'h1')).toBe(HOSTILE[0]);
    expect(await textOf(opened.page, '#answer .tile h3')).toBe(`share of ${HOSTILE[0]}`);
    for (const button of await opened.page.locator('.buttons button', { hasText: 'Table' }).all())
      await button.press('Enter');
    for (const name of HOSTILE) expect(await textOf(opened.page, '#changes .data')).toContain(name);
    for (const name of HOSTILE.filter((each) => each.length < 14))
      expect(await textOf(opened.page, '#changes svg')).toContain(name);
  });

  test('read rightly in hover boxes of every chart', async () => {
    for (const picture of await opened.page.locator('.picture').all()) {
      for (let step = 0; step < 4; step++) await picture.press('ArrowRight');
    }
    const tips = (await opened.page.locator('.tip').allTextContents()).join('\n');
    expect(await opened.page.locator('.tip').count()).toBeGreaterThan(10);
    expect(tips).toContain(HOSTILE[0]);
    expect(await opened.page.locator('.tip *:not(strong):not(div):not(span)').count()).toBe(0);
    expect(opened.errors).toEqual([]);
  });

  test('are only text in pictures that are saved', async () => {
    const svg = (await saved(opened.page, 'flows', 'SVG')).content.toString();
    expect(svg).not.toMatch(/<img|<script|onload=alert\(1\)>/);
    const parsed = await opened.page.evaluate(
      (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror, script').length,
      svg,
    );
    expect(parsed).toBe(0);
  });
});

describe('the page itself', () => {
  test('runs no script but its own and reaches nobody, even if markup got into it', async () => {
    const opened = await reports.open(sampleReport());
    const outcome = await opened.page.evaluate(async () => {
      const run = window as unknown as { harmed?: boolean };
      const script = document.createElement('script');
      script.textContent = 'window.harmed = true';
      document.body.append(script);
      const image = document.createElement('div');
      image.innerHTML = '<img src="https://example.invalid/x.png" onerror="window.harmed = true">';
      document.body.append(image);
      const reached = await fetch('https://example.invalid/').then(
        () => 'reached',
        () => 'refused',
      );
      await new Promise((done) => setTimeout(done, 300));
      return { harmed: run.harmed ?? false, reached };
    });
    expect(outcome).toEqual({ harmed: false, reached: 'refused' });
    expect(opened.requests).toEqual([]);
    expect(opened.errors.filter((error) => /Content Security Policy/.test(error)).length).toBeGreaterThanOrEqual(3);
    await opened.context.close();
  });
});
