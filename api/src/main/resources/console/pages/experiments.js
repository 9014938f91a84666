/** What experiments have shown: what is next, how sure it is, and the differences as a plot. */
import { html } from '../view.js';
import { Badge, Section, Table } from '../parts/index.js';
import * as store from '../store.js';
import { number, plain } from '../words.js';

const WIDTH = 420;
const LABELS = 220;
const ROW = 28;
const TOP = 24;

const VERDICTS = {
  'not-as-planned': { kind: 'bad', words: 'not as planned' },
  'too-few': { kind: 'warn', words: 'too few sessions' },
  better: { kind: 'good', words: 'better' },
  worse: { kind: 'bad', words: 'worse' },
  'better-as-planned': { kind: 'good', words: 'better, as planned' },
  'worse-as-planned': { kind: 'bad', words: 'worse, as planned' },
  unsure: { words: 'not sure' },
};

/**
 * The experiments of one slot.
 *
 * @param found what the node says of them; null where it cannot
 */
export function Experiments({ found }) {
  if (!found?.experiments.length) {
    return html`
      <${Section} title="Experiments" id="experiments">
        <p class="fine">Variants of an offer are compared here once sessions were shown them and an hour was released. It takes an event that is marked as a goal, and two variants or a holdout.</p>
      <//>
    `;
  }
  return found.experiments.map((it) => html`<${Experiment} key=${`${it.goal} ${it.drawing}`} it=${it} noise=${found.noise} />`);
}

function Experiment({ it, noise }) {
  const id = `experiment-${it.goal}-${it.drawing}`;
  const planned = it.ratio.state === 'as-planned';
  // Of one segment alone, all segments together say the same again.
  const several = new Set(it.arms.map(({ segment }) => segment)).size > 1;
  const comparisons = several ? it.comparisons : it.comparisons.filter(({ segment }) => segment === undefined);
  return html`
    <${Section} title=${`Experiment: ${plain(it.goal)}`} id=${id}
      aside=${html`<${Badge} kind=${planned ? 'calm' : 'bad'} title="Whether variants were shown as often as their weights say">${planned ? 'Sessions as planned' : 'Sessions not as planned'}<//>`}>
      <h3>What next</h3>
      <ul class="sentences">${it.next.map((words) => html`<li key=${words}>${words}</li>`)}</ul>
      <h3>How sure</h3>
      <ul class="sentences">${it.sure.map((words) => html`<li key=${words}>${words}</li>`)}</ul>
      ${it.policies && html`<h3>What other ways to draw would have reached</h3>
      <ul class="sentences">${it.policies.map(({ drawn, words }) => html`<li key=${drawn}>${words}</li>`)}</ul>`}
      <${Differences} comparisons=${comparisons} label=${it.sure.join(' ')} />
      <${Table} caption="Differences" columns=${COMPARED} rows=${comparisons} keyOf=${keyOf} />
      <${Table} caption="What was counted" columns=${COUNTED} rows=${it.arms.map((arm, at) => ({ ...arm, ...it.rates[at] }))} keyOf=${(arm) => `${arm.segment} ${arm.variant} ${arm.kind}`} />
      <details class="limits">
        <summary>What cannot be known</summary>
        <ul class="sentences">${it.limits.map((words) => html`<li key=${words}>${words}</li>`)}</ul>
      </details>
      <p class="fine">Over the last 31 days, with ${noise}. Variances are taken ${it.designEffect} times as large, and ${number(it.alpha * 100)} % of error is borne.</p>
    <//>
  `;
}

const keyOf = ({ segment = '', variant, against }) => `${segment} ${variant} ${against}`;
const segmentOf = ({ segment }) => (segment === undefined ? 'All segments' : store.titleOf(segment));
const aboutOf = (it) => `${segmentOf(it)}: ${it.variant}`;

const points = (value) => `${value < 0 ? '−' : '+'}${number(Math.abs(Math.round(value * 10_000) / 100))}`;
const percent = (value) => `${number(Math.round(value * 10_000) / 100)} %`;
const chance = (p) => (p < 0.0001 ? '< 0.0001' : number(Math.round(p * 10_000) / 10_000));

const COMPARED = [
  { key: 'about', label: 'Segment', sort: segmentOf, cell: segmentOf },
  { key: 'variant', label: 'Variant', wide: true, sort: ({ variant }) => variant, cell: ({ variant, against }) => `${variant} against ${against}` },
  { key: 'difference', label: 'Points', right: true, sort: ({ difference }) => difference, cell: ({ difference }) => points(difference) },
  { key: 'always', label: 'However often', right: true, cell: ({ always: [low, high] }) => `${points(low)} to ${points(high)}` },
  { key: 'lift', label: 'Lift', right: true, sort: ({ lift }) => lift ?? 0, cell: ({ lift }) => (lift === undefined ? '–' : `${points(lift)} %`) },
  { key: 'shrunk', label: 'Shrunk', right: true, cell: ({ shrunk }) => (shrunk === undefined ? '–' : `${points(shrunk)} %`) },
  { key: 'p', label: 'p, adjusted', right: true, sort: ({ alwaysAdjusted }) => alwaysAdjusted, cell: ({ alwaysAdjusted }) => chance(alwaysAdjusted) },
  { key: 'verdict', label: 'Verdict', cell: ({ verdict }) => html`<${Badge} kind=${VERDICTS[verdict]?.kind}>${VERDICTS[verdict]?.words ?? plain(verdict)}<//>` },
];

const COUNTED = [
  { key: 'segment', label: 'Segment', sort: segmentOf, cell: segmentOf },
  { key: 'variant', label: 'Variant', wide: true, sort: ({ variant }) => variant, cell: ({ variant, kind }) => (kind === 'control' ? `${variant} (control)` : variant) },
  { key: 'sessions', label: 'Sessions', right: true, sort: ({ sessions }) => sessions, cell: ({ sessions }) => number(Math.round(sessions)) },
  { key: 'successes', label: 'Reached the goal', right: true, sort: ({ successes }) => successes, cell: ({ successes }) => number(Math.round(successes)) },
  { key: 'rate', label: 'Rate', right: true, sort: ({ rate }) => rate, cell: ({ rate }) => percent(rate) },
  { key: 'interval', label: 'Range', right: true, cell: ({ interval: [low, high] }) => `${percent(low)} to ${percent(high)}` },
];

/** Thick is the range at one look, thin the one that holds however often it is looked at. */
function Differences({ comparisons, label }) {
  const told = comparisons.filter(({ verdict }) => verdict !== 'too-few');
  const reach = rounded(Math.max(0.0005, ...(told.length ? told : comparisons).flatMap(({ always }) => always.map(Math.abs))));
  const at = (value) => LABELS + ((Math.min(1, Math.max(-1, value / reach)) + 1) / 2) * WIDTH;
  const height = TOP + ROW * comparisons.length + 6;
  return html`
    <figure class="differences">
      <svg role="img" aria-label=${label} viewBox=${`0 0 ${LABELS + WIDTH + 10} ${height}`}>
        ${[-1, -0.5, 0, 0.5, 1].map((tick) => html`
          <g key=${tick}>
            <line class=${tick === 0 ? 'zero' : 'grid'} x1=${at(tick * reach)} x2=${at(tick * reach)} y1=${TOP - 8} y2=${height} />
            <text class="tick" x=${at(tick * reach)} y="11" text-anchor=${tick === 1 ? 'end' : 'middle'}>${tick === 0 ? '0' : points(tick * reach)}</text>
          </g>
        `)}
        ${comparisons.map((it, row) => html`
          <g key=${keyOf(it)} data-tone=${VERDICTS[it.verdict]?.kind ?? 'none'}>
            <title>${aboutOf(it)}: ${points(it.always[0])} to ${points(it.always[1])} points</title>
            <text x="0" y=${TOP + ROW * (row + 0.5) + 4}>${shortened(aboutOf(it))}</text>
            <line class="always" x1=${at(it.always[0])} x2=${at(it.always[1])} y1=${TOP + ROW * (row + 0.5)} y2=${TOP + ROW * (row + 0.5)} />
            <line class="once" x1=${at(it.once[0])} x2=${at(it.once[1])} y1=${TOP + ROW * (row + 0.5)} y2=${TOP + ROW * (row + 0.5)} />
            <circle cx=${at(it.difference)} cy=${TOP + ROW * (row + 0.5)} r="4.5" />
          </g>
        `)}
      </svg>
      <figcaption class="fine">Differences in percentage points. Thick: if this is the only look. Thin: however often it is looked at.</figcaption>
    </figure>
  `;
}

const shortened = (words) => (words.length > 32 ? `${words.slice(0, 31)}…` : words);

/** The next round number, so that the ends of the scale can be read. */
function rounded(wanted) {
  const unit = 10 ** Math.floor(Math.log10(Math.min(1, wanted)));
  return unit * ([1, 1.5, 2, 3, 4, 5, 6, 8].find((step) => unit * step >= wanted) ?? 10);
}
