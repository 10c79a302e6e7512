import type { Chart } from '../charts/chart';
import { jeopardy, map } from '../charts/brands';
import { cohorts } from '../charts/cohorts';
import { curve } from '../charts/curve';
import { changes, changesOverTime } from '../charts/differences';
import { divergence } from '../charts/divergence';
import { reasons, twins, why } from '../charts/effect';
import { funnel } from '../charts/funnel';
import { coming, leaving } from '../charts/leaving';
import { money } from '../charts/money';
import { ranking } from '../charts/ranking';
import { flows, switching } from '../charts/sankey';
import { steps } from '../charts/steps';
import { trajectories } from '../charts/trajectories';
import { customerAgainstFirm, whoGains } from '../charts/value';

export interface Section {
  id: string;
  heading: string;
  charts: Chart[];
  /** Is about a change: left out of the report of a run. */
  comparison: boolean;
}

export const SECTIONS: Section[] = [
  {
    id: 'effect',
    heading: 'What the change does',
    comparison: true,
    charts: [changes, why, twins, flows, reasons, ranking],
  },
  {
    id: 'money-section',
    heading: 'What it is worth',
    comparison: true,
    charts: [money, whoGains, customerAgainstFirm],
  },
  { id: 'curve-section', heading: 'Along the curve', comparison: false, charts: [curve] },
  { id: 'course', heading: 'How it goes on', comparison: true, charts: [changesOverTime, divergence] },
  { id: 'time', heading: 'The market over time', comparison: false, charts: [trajectories] },
  {
    id: 'customers',
    heading: 'Customers and brands',
    comparison: false,
    charts: [funnel, cohorts, switching, map, jeopardy],
  },
  {
    id: 'coming-and-going',
    heading: 'Why customers leave and where they come from',
    comparison: false,
    charts: [leaving, coming, steps],
  },
];
