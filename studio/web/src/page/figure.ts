import type { Chart, Chosen, Picture, View } from '../charts/chart';
import { COLOURS, type Look } from '../charts/look';
import { toCsv } from '../text/csv';
import { controls, settle } from './choices';
import { download, element, fileName } from './dom';
import { draw, pngOf, svgOf, type ECharts } from './echarts';
import { sheetTable } from './sheet_table';
import { isPrinting, onTheme, theme } from './theme';

/** Width of the text on A4 with margins of 14 mm. */
const PAPER_WIDTH = 686;
const NARROWEST = 260;

/** A chart on the page: heading, help, choices, picture, buttons and its data as a table. */
export class Figure {
  readonly node: HTMLElement;
  private readonly place = element('div', { class: 'picture', tabindex: '0', role: 'img' });
  private readonly box = element('div');
  private readonly note = element('p', { class: 'note' });
  private readonly data: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private drawn: ECharts | undefined;
  private picture: Picture | undefined;
  private chosen: Chosen = {};
  /** What the reader chose; all else begins anew where another variant has another focus. */
  private asked: Chosen = {};
  private point = -1;

  constructor(
    private readonly chart: Chart,
    private view: View,
    private readonly placeOf: (name: string) => number,
  ) {
    this.data = element('div', { class: 'data', id: `${chart.id}-data`, hidden: true });
    this.toggle = element(
      'button',
      {
        type: 'button',
        'aria-expanded': 'false',
        'aria-controls': this.data.id,
        click: () => this.showTable(this.data.hidden),
      },
      'Table',
    );
    this.node = element(
      'figure',
      { class: chart.wide === true ? 'chart wide' : 'chart', id: chart.id, 'aria-labelledby': `${chart.id}-heading` },
      element('h3', { id: `${chart.id}-heading` }, chart.heading),
      element('p', { class: 'help', id: `${chart.id}-help` }, chart.help),
      this.box,
      this.place,
      this.note,
      this.buttons(),
      this.data,
    );
    this.place.addEventListener('keydown', (event) => this.step(event));
    onTheme(() => this.redraw());
  }

  /** Draws anew for another variant, keeping what the reader chose where that is possible. */
  show(view: View): void {
    this.view = view;
    const available = this.available(view);
    this.node.hidden = !available;
    if (available) this.update(this.asked);
    else this.forget();
  }

  resize(): void {
    if (!this.node.hidden && this.drawn?.getWidth() !== this.width()) this.redraw();
  }

  available(view: View): boolean {
    return this.chart.available(view);
  }

  /** Takes a row of its own, or shares one. */
  widen(alone: boolean): void {
    this.node.classList.toggle('wide', alone || this.chart.wide === true);
  }

  get isWide(): boolean {
    return this.chart.wide === true;
  }

  private forget(): void {
    this.drawn?.dispose();
    this.drawn = undefined;
    this.picture = undefined;
  }

  private update(chosen: Chosen): void {
    const first = settle(this.chart.choices(this.view, chosen), chosen);
    const choices = this.chart.choices(this.view, first);
    this.chosen = settle(choices, first);
    const focused = this.focusedChoice();
    this.box.replaceChildren(controls(choices, this.chosen, (id, values) => this.choose(id, values)));
    focused?.();
    this.redraw();
    if (!this.data.hidden) this.showTable(true);
  }

  private choose(id: string, values: string[]): void {
    this.asked = { ...this.asked, [id]: values };
    this.update({ ...this.chosen, [id]: values });
  }

  /** Controls are made anew; the keyboard stays where it was. */
  private focusedChoice(): (() => void) | undefined {
    const fields = (): HTMLElement[] => [...this.box.querySelectorAll<HTMLElement>('select, button')];
    const at = fields().indexOf(document.activeElement as HTMLElement);
    return at < 0 ? undefined : () => fields()[at]?.focus();
  }

  private width(): number {
    return isPrinting() ? PAPER_WIDTH : Math.max(NARROWEST, Math.floor(this.place.clientWidth));
  }

  private look(width: number): Look {
    return { colours: COLOURS[theme()], width, place: this.placeOf };
  }

  private redraw(): void {
    if (this.node.hidden || !this.node.isConnected) return;
    const width = this.width();
    const picture = this.chart.draw(this.view, this.chosen, this.look(width));
    this.picture = picture;
    this.place.style.height = `${picture.height}px`;
    this.place.setAttribute('aria-label', `${picture.summary} The table below has the figures.`);
    this.note.textContent = picture.note ?? '';
    this.note.hidden = (picture.note ?? '') === '';
    this.drawn ??= draw(this.place, width, picture.height);
    this.drawn.resize({ width, height: picture.height });
    this.drawn.setOption(picture.option, { notMerge: true });
    this.drawn.getZr().flush();
  }

  private buttons(): HTMLElement {
    const button = (text: string, say: string, click: () => void): HTMLElement =>
      element('button', { type: 'button', 'aria-label': `${say}: ${this.chart.heading}`, click }, text);
    return element(
      'div',
      { class: 'buttons' },
      this.toggle,
      button('CSV', 'Save data as CSV', () => this.save('csv')),
      button('PNG', 'Save picture as PNG', () => this.save('png')),
      button('SVG', 'Save picture as SVG', () => this.save('svg')),
    );
  }

  private showTable(open: boolean): void {
    this.data.hidden = !open;
    this.toggle.setAttribute('aria-expanded', String(open));
    if (open && this.picture !== undefined) this.data.replaceChildren(sheetTable(this.picture.sheet));
  }

  private save(kind: 'csv' | 'png' | 'svg'): void {
    const picture = this.picture;
    if (picture === undefined) return;
    const name = `${fileName(this.view.results.title, this.chart.id)}.${kind}`;
    const width = this.width();
    if (kind === 'csv') download(name, new Blob([toCsv(picture.sheet)], { type: 'text/csv' }));
    else if (kind === 'svg')
      download(name, new Blob([svgOf(picture.option, width, picture.height)], { type: 'image/svg+xml' }));
    else void pngOf(picture.option, width, picture.height).then((png) => download(name, png));
  }

  /** Arrow keys move from point to point, as the mouse does. */
  private step(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') this.drawn?.dispatchAction({ type: 'hideTip' });
    if (by === undefined || this.drawn === undefined || this.picture === undefined) return;
    event.preventDefault();
    const count = Math.max(1, this.points());
    this.point = (this.point + by + count) % count;
    this.drawn.dispatchAction({ type: 'showTip', seriesIndex: this.picture.keySeries ?? 0, dataIndex: this.point });
  }

  private points(): number {
    const series = (this.picture?.option['series'] as { data?: unknown[] }[] | undefined)?.[
      this.picture?.keySeries ?? 0
    ];
    return series?.data?.length ?? 0;
  }
}
