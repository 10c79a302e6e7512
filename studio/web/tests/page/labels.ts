import type { Page } from 'playwright-core';

/**
 * Labels of the charts that are in sight which overlap one another, or are cut: by the edge of their picture, or by an
 * ellipsis. Each is told with the chart that it stands in.
 */
export function faultsOfLabels(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Boxes of letters are higher and a little wider than what is drawn of them.
    const [aside, above] = [1, 3];
    const faults: string[] = [];
    for (const figure of document.querySelectorAll('figure.chart:not([hidden])')) {
      const svg = figure.querySelector('.picture svg');
      if (svg === null) continue;
      const frame = svg.getBoundingClientRect();
      const labels = [...svg.querySelectorAll('text')]
        .filter((text) => (text.textContent ?? '').trim() !== '' && getComputedStyle(text).visibility !== 'hidden')
        .map((text) => ({ words: text.textContent!, box: text.getBoundingClientRect() }));
      labels.forEach(({ words, box }, place) => {
        const tell = (what: string): unknown => faults.push(`${figure.id}: '${words}' ${what}`);
        if (/(\.\.\.|…)$/.test(words)) tell('is shortened');
        const outside =
          box.left < frame.left - aside ||
          box.right > frame.right + aside ||
          box.top < frame.top - above ||
          box.bottom > frame.bottom + above;
        if (outside) tell('is cut by the edge');
        for (const other of labels.slice(place + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 2 * aside && down > 2 * above) tell(`overlaps '${other.words}'`);
        }
      });
    }
    return faults;
  });
}
