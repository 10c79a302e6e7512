import { describe, expect, test } from 'vitest';
import { Results } from '../src/data/results';
import { answerOf, pasteable } from '../src/text/answer';
import type { TableData } from '../src/data/contract';
import { sampleReport } from './sample/report';

const VARIANT = 'colgate_minus_5_percent';
const answer = answerOf(new Results(sampleReport()), VARIANT);

function fact(label: string, from = answer): string {
  return from.facts.find((found) => found.label === label)?.text ?? '';
}

function changed(name: string, change: (table: TableData) => void): ReturnType<typeof answerOf> {
  const report = sampleReport();
  report.tables.filter((table) => table.name === name).forEach(change);
  return answerOf(new Results(report), VARIANT);
}

function setColumn(table: TableData, name: string, value: number | null): void {
  const column = table.columns.find((found) => found.name === name)!;
  column.values = column.values.map(() => value);
}

describe('the answer', () => {
  test('gives base case, variant, difference and interval', () => {
    expect(answer.figures[0]).toEqual({
      label: 'Share of Colgate DC',
      base: '25.0 %',
      variant: '27.8 %',
      difference: '+2.8 points',
      interval: '95 %: +2.6 to +3.0',
      verdict: 'good',
      says: 'gains share',
    });
    expect(answer.figures.find(({ label }) => label === 'Profit of Colgate DC')).toMatchObject({
      verdict: 'bad',
      says: 'does not pay',
    });
  });

  test('says so when a difference cannot be told apart from nothing', () => {
    const open = changed('differences', (table) => setColumn(table, 'told_apart', 0));
    expect(open.figures[0]).toMatchObject({ verdict: 'open', says: 'cannot be told apart from nothing' });
    expect(fact('Not told apart')).toMatch(/Boots own label and Sainsbury own label/);
    expect(fact('Not told apart', open)).toMatch(/and 3 more/);
  });

  test('says so when a change moves nothing at all', () => {
    const same = changed('differences', (table) => {
      for (const name of ['difference', 'low', 'high', 'told_apart']) setColumn(table, name, 0);
    });
    expect(same.figures[0]).toMatchObject({
      difference: '0.00 points',
      interval: 'the same in every replicate',
      verdict: 'open',
      says: 'unchanged',
    });
    expect(fact('Not told apart', same)).toBe('');
  });

  test('has no interval with one replicate', () => {
    const single = changed('differences', (table) => {
      setColumn(table, 'low', null);
      setColumn(table, 'high', null);
      setColumn(table, 'told_apart', 0);
      setColumn(table, 'replicates', 1);
    });
    expect(single.figures[0]).toMatchObject({ interval: 'one replicate: no interval', says: '' });
    expect(fact('How sure', single)).toMatch(/^One replicate/);
  });

  test('splits the effect into mechanisms that add up, the interaction last', () => {
    const [, ...parts] = /price (\S+), habit (\S+), interaction (\S+): together (\S+) units/
      .exec(fact('Why'))!
      .map((text) => Number(text.replace('−', '-')));
    expect(parts[0]! + parts[1]! + parts[2]!).toBeCloseTo(parts[3]!, -0.5);
  });

  test('names sources of volume whose parts make a hundred percent', () => {
    const parts = [...fact('From whom').matchAll(/(\d+) %/g)].map(([, percent]) => Number(percent));
    expect(parts.length).toBe(6);
    expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - 100)).toBeLessThanOrEqual(3);
  });

  test('marks what comes from a brand of the same firm', () => {
    const report = sampleReport();
    report.provenance['scenario'] = JSON.stringify({
      brands: [
        { name: 'Colgate DC', firm: 'C' },
        { name: 'Macleans', firm: 'C' },
      ],
    });
    expect(fact('From whom', answerOf(new Results(report), VARIANT))).toMatch(
      /Macleans 25 % \(a brand of the same firm\)/,
    );
  });

  test('counts the customers who lived another life', () => {
    expect(fact('Who changed')).toBe(
      '412 of 5,240 customers (7.9 %) lived another life: ' +
        '210 won, 77 kept, 9 lost and 116 passed through. 4,828 lived the same life.',
    );
  });

  test('says when nobody lived another life', () => {
    const same = changed('twins', (table) => {
      const outcome = table.columns.find(({ name }) => name === 'outcome')!;
      const untouched = outcome.labels!.indexOf('untouched');
      outcome.values = outcome.values.map(() => untouched);
    });
    expect(fact('Who changed', same)).toBe('Nobody: all 5,240 customers lived the same life.');
  });

  test('says what the change costs, brings and when it breaks even', () => {
    expect(fact('Money')).toMatch(
      /gives up 299 GBP .* earns 76.00 GBP by 855 units more: net present profit of Colgate DC −223 GBP\./,
    );
  });

  test('tells a price rise, which earns more on less, from a cut', () => {
    const rise = changed('money', (table) => {
      setColumn(table, 'cost', -144);
      setColumn(table, 'gain', -30);
      setColumn(table, 'caused_units', -210);
    });
    expect(fact('Money', rise)).toMatch(/^It earns 144 GBP more on .* and loses 30.00 GBP by 210 units fewer:/);
  });

  test.each([
    [12, 5, /breaks even in about week 12/],
    [0, 5, /never behind/],
    [12, -5, /has not broken even/],
    [null, 5, /has not broken even/],
  ])('with break-even in week %j and a profit of %i says so', (week, profit, says) => {
    const money = changed('money', (table) => {
      setColumn(table, 'break_even_week', week);
      setColumn(table, 'difference', profit);
    });
    expect(fact('Money', money)).toMatch(says);
  });

  test('tells luck from what is not known about parameters', () => {
    expect(fact('How sure')).toMatch(/luck only \(40 replicates\)/);
    expect(
      fact(
        'How sure',
        changed('differences', (table) => setColumn(table, 'parameter_sd', 0.01)),
      ),
    ).toMatch(/and what is not known about the parameters/);
  });

  test('leaves out what the file does not hold', () => {
    const report = sampleReport();
    report.tables = report.tables.filter(({ name }) => !['why', 'twins', 'flows', 'money'].includes(name));
    expect(answerOf(new Results(report), VARIANT).facts.map(({ label }) => label)).toEqual([
      'How sure',
      'Not told apart',
    ]);
  });

  test('can be pasted into a mail', () => {
    const lines = pasteable(answer).split('\n');
    expect(lines[0]).toBe(answer.question);
    expect(lines).toContain('Share of Colgate DC: 25.0 % -> 27.8 %, +2.8 points (95 %: +2.6 to +3.0), gains share');
  });
});
