import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReportData } from '../../src/data/contract';
import { injected } from '../sample/report';

const TEMPLATE = process.env['CLIENTELE_REPORT_PAGE'] ?? new URL('../../dist/report.html', import.meta.url).pathname;
const CHROMIUM = process.env['CLIENTELE_CHROMIUM'] ?? '/usr/bin/chromium';

export type BrowserOptions = Parameters<Browser['newContext']>[0];

/** A report that is open, and all that went wrong while it was. */
export interface Opened {
  page: Page;
  context: BrowserContext;
  errors: string[];
  /** Requests that left the page; those that its own policy refused did not. */
  requests: string[];
}

/** One browser for the tests of a file, and a folder for their reports. */
export class Reports {
  private browser: Browser | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'clientele-report-'));
  private count = 0;

  async start(): Promise<void> {
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Writes a report as the program does; texts are pages that hold something else. */
  write(data: ReportData | string): string {
    const file = join(this.folder, `report-${this.count++}.html`);
    const template = readFileSync(TEMPLATE, 'utf8');
    writeFileSync(file, typeof data === 'string' ? data : injected(template, data));
    return pathToFileURL(file).href;
  }

  async open(data: ReportData | unknown, options: BrowserOptions = {}): Promise<Opened> {
    const context = await this.browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const opened: Opened = { page, context, errors: [], requests: [] };
    page.on(
      'console',
      (message) => void (['error', 'warning'].includes(message.type()) && opened.errors.push(message.text())),
    );
    page.on('pageerror', (error) => opened.errors.push(error.message));
    page.on('dialog', (dialog) => void (opened.errors.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
    const note = (request: Request): void =>
      void (/^(file|data|blob):/.test(request.url()) || opened.requests.push(request.url()));
    page.on('requestfinished', note);
    page.on('requestfailed', (request) => void (request.failure()?.errorText === 'csp' || note(request)));
    await page.goto(this.write(data as ReportData));
    await page.locator('main').waitFor();
    return opened;
  }
}

export async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().textContent()) ?? '';
}

/** What a click on a button of a chart saves. */
export async function saved(page: Page, chart: string, button: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`#${chart} .buttons button`, { hasText: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}
