import './style.css';
import { readReport } from './data/contract';
import { Results } from './data/results';
import { element } from './page/dom';
import { Page } from './page/page';
import { startTheme } from './page/theme';

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  try {
    const text = document.getElementById('clientele-data')?.textContent ?? '{}';
    new Page(new Results(await readReport(text))).show(root);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    root.replaceChildren(
      element('main', {}, element('h1', {}, 'No report'), element('p', { role: 'alert' }, sentence)),
    );
    if (!(error instanceof Error) || error.name !== 'Error') throw error;
  }
}

void start(document.getElementById('page')!);
