import type { Chart, View } from '../charts/chart';
import { placesOf } from '../charts/look';
import { worldName, type Results } from '../data/results';
import { answerSection, curveSection } from './answer';
import { element } from './dom';
import { Figure } from './figure';
import { glanceSection } from './glance';
import { originSection } from './origin';
import { SECTIONS, type Section } from './sections';
import { storiesSection } from './stories';
import { onTheme, switchTheme, theme } from './theme';
import { viewerSection } from './viewer';

function themeButton(): HTMLElement {
  const name = (): string => (theme() === 'dark' ? 'Light' : 'Dark');
  const button = element('button', { type: 'button', class: 'theme', click: switchTheme }, name());
  onTheme(() => (button.textContent = name()));
  return button;
}

function header(results: Results): HTMLElement {
  const variants = results.variants.map(worldName).join(', ');
  const version = results.fact('version');
  const about = [
    results.fact('source'),
    variants === '' ? '' : `Base case against ${variants}`,
    version === '' ? '' : `clientele ${version}`,
  ];
  return element(
    'header',
    {},
    element(
      'div',
      {},
      element('h1', {}, results.title),
      element('p', { class: 'setting' }, about.filter((part) => part !== '').join(' · ')),
    ),
    themeButton(),
  );
}

/** Missing tables of charts that people expect, said once under the charts of the section. */
function missing(charts: Chart[]): HTMLElement[] {
  const expected = charts.filter(({ missing: reason }) => reason !== undefined);
  const notes = expected.map((chart) => element('li', {}, `${chart.heading}: ${chart.missing}`));
  return notes.length === 0
    ? []
    : [element('details', { class: 'missing' }, element('summary', {}, 'Not shown here'), element('ul', {}, ...notes))];
}

/** Two charts share a row; one that would be alone in it takes the whole. */
function arrange(figures: Figure[], view: View): void {
  const shown = figures.filter((figure) => figure.available(view));
  let waiting: Figure | undefined;
  for (const figure of shown) {
    figure.widen(false);
    if (figure.isWide) waiting?.widen(true);
    waiting = figure.isWide || waiting !== undefined ? undefined : figure;
  }
  waiting?.widen(true);
  figures.forEach((figure) => figure.show(view));
}

/** The whole report; the variant in view can be changed. */
export class Page {
  private readonly main = element('main', { id: 'main' });
  private readonly answer = element('div');
  private readonly stories = element('div');
  private readonly figures: Figure[][] = [];
  private readonly placeOf: (name: string) => number;
  private view: View;

  constructor(private readonly results: Results) {
    this.view = { results, variant: results.variants[0] ?? '' };
    this.placeOf = placesOf([...results.brands(), ...results.firms()]);
  }

  show(root: HTMLElement): void {
    document.title = `${this.results.title} – clientele report`;
    const sections = this.sections().map((section) => this.section(section));
    const tables = viewerSection(this.results);
    this.main.append(...this.variantBar(), this.answer, ...sections, this.stories, tables, originSection(this.results));
    const skip = element('a', { href: '#main', class: 'skip' }, 'Skip to the report');
    root.replaceChildren(skip, header(this.results), this.contents(), this.main);
    this.change(this.view.variant);
    this.followWidth();
  }

  /** Charts that can be drawn, of this variant or of another that may be chosen. */
  private drawable({ charts }: Section): Chart[] {
    const views = this.results.variants.map((variant): View => ({ results: this.results, variant }));
    return charts.filter((chart) => [this.view, ...views].some((view) => chart.available(view)));
  }

  /** Those about a change only where there is one; none that would be a heading over nothing. */
  private sections(): Section[] {
    const asked = SECTIONS.filter(({ comparison }) => !comparison || this.view.variant !== '');
    return asked.filter(
      (section) => this.drawable(section).length > 0 || section.charts.some(({ missing: reason }) => reason),
    );
  }

  private section(found: Section): HTMLElement {
    const { id, heading, charts } = found;
    const shown = this.drawable(found);
    const figures = shown.map((chart) => new Figure(chart, this.view, this.placeOf));
    this.figures.push(figures);
    const body = element('div', { class: 'charts' }, ...figures.map(({ node }) => node));
    const title = element('h2', { id: `${id}-heading` }, heading);
    return element(
      'section',
      { id, 'aria-labelledby': `${id}-heading` },
      title,
      body,
      ...missing(charts.filter((chart) => !shown.includes(chart))),
    );
  }

  private variantBar(): HTMLElement[] {
    const { variants } = this.results;
    if (variants.length < 2) return [];
    const list = element(
      'select',
      { change: () => this.change(list.value) },
      ...variants.map((name) => element('option', { value: name }, worldName(name))),
    );
    return [
      element(
        'div',
        { class: 'variants' },
        element('label', { class: 'choice' }, element('span', {}, 'Variant'), list),
      ),
    ];
  }

  private change(variant: string): void {
    this.view = { results: this.results, variant };
    this.answer.replaceChildren(this.beginning(variant));
    const stories = storiesSection(this.results, variant);
    this.stories.replaceChildren(...(stories === undefined ? [] : [stories]));
    this.figures.forEach((figures) => arrange(figures, this.view));
  }

  /** What is asked first: the answer to a question, a curve, or what happened. */
  private beginning(variant: string): HTMLElement {
    if (variant !== '') return answerSection(this.results, variant);
    const { curve } = this.results;
    return curve === undefined ? glanceSection(this.results) : curveSection(curve);
  }

  private contents(): HTMLElement {
    const link = (id: string, text: string): HTMLElement => element('li', {}, element('a', { href: `#${id}` }, text));
    const plain = this.view.variant === '' && this.results.curve === undefined;
    const first = plain ? link('glance', 'At a glance') : link('answer', 'The answer');
    const sections = this.sections().map(({ id, heading }) => link(id, heading));
    return element(
      'nav',
      { 'aria-label': 'Contents' },
      element('ul', {}, first, ...sections, link('tables', 'All tables'), link('origin', 'Origin')),
    );
  }

  private followWidth(): void {
    let waiting = 0;
    new ResizeObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => this.figures.flat().forEach((figure) => figure.resize()));
    }).observe(this.main);
  }
}
