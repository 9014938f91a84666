/** Whether a score still holds: what came held against what it said, bin by bin, with the verdict. */
import { html, useEffect, useState } from '../view.js';
import { Badge, Section } from '../parts/index.js';
import * as api from '../api.js';
import { number, plain } from '../words.js';

const WIDTH = 300;
const LABELS = 70;
const ROW = 20;
const TOP = 16;

const VERDICTS = {
  'too-few': { kind: 'warn', words: 'too early' },
  unsure: { words: 'not sure' },
  holds: { kind: 'good', words: 'holds' },
  more: { kind: 'bad', words: 'more than it says' },
  less: { kind: 'bad', words: 'less than it says' },
};

/** Why a score is not read out. */
const UNREAD = {
  withheld: 'Too few sessions were released of it in the last week. A score that was changed begins anew.',
  'no-goal': 'It names no goal, so nothing tells whether it comes true. Write “goal:” under “score:” in the file, and it is watched.',
  'not-watched': 'It is not watched, for as many as are watched come before it.',
};

/** What was released of the score in force; nothing where that has none of this name. */
export function ScoreDrift({ segment }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    api.scores({}, { signal: stop.signal }).then(setFound, () => {});
    return () => stop.abort();
  }, [segment]);
  const it = found?.scores.find((score) => score.segment === segment);
  if (!it) return null;
  const verdict = VERDICTS[it.verdict];
  return html`
    <${Section} title="Does it still hold?" id="drift" aside=${verdict && html`<${Badge} kind=${verdict.kind}>${verdict.words}<//>`}>
      ${it.state !== 'read' && html`<p class="fine">${UNREAD[it.state] ?? plain(it.state)}</p>`}
      ${it.state === 'read' && html`
        <ul class="sentences">${it.words.map((words) => html`<li key=${words}>${words}</li>`)}</ul>
        ${it.bins.length > 0 && html`<${Bins} it=${it} />`}
        <p class="fine">${number(it.sessions)} sessions of the last week: ${number(it.expected)} were to reach ${plain(it.goal)}, ${number(it.reached)} did. On average a probability is off by ${percent(it.ece)}; chance alone makes ${percent(it.eceByChance)} of it. With ${found.noise}.</p>
      `}
    <//>
  `;
}

const percent = (share) => `${number(Math.round(share * 1_000) / 10)} %`;
const rangeOf = ({ from, until }) => `${number(Math.round(100 * from))}–${number(Math.round(100 * until))} %`;
const saidOf = (bin) => `${rangeOf(bin)}: ${percent(bin.given)} said, ${percent(bin.came)} came, of ${number(bin.sessions)} sessions`;

/** A bar for what came, a mark for what was said. */
function Bins({ it: { bins } }) {
  const most = Math.min(1, Math.max(0.05, ...bins.flatMap(({ given, came }) => [given, came])));
  const at = (share) => (WIDTH * Math.min(most, Math.max(0, share))) / most;
  const height = TOP + ROW * bins.length + 4;
  return html`
    <figure>
      <svg class="score-bins" role="img" aria-label=${bins.map(saidOf).join('; ')} viewBox=${`0 0 ${LABELS + WIDTH + 2} ${height}`}>
        <text x=${LABELS + WIDTH} y="11" text-anchor="end">${percent(most)}</text>
        ${bins.map((bin, row) => html`
          <g key=${bin.from}>
            <title>${saidOf(bin)}</title>
            <text x="0" y=${TOP + ROW * row + 13}>${rangeOf(bin)}</text>
            <rect class="came" x=${LABELS} y=${TOP + ROW * row + 3} width=${at(bin.came)} height=${ROW - 6} />
            <line class="given" x1=${LABELS + at(bin.given)} x2=${LABELS + at(bin.given)} y1=${TOP + ROW * row} y2=${TOP + ROW * (row + 1)} />
          </g>
        `)}
      </svg>
      <figcaption class="fine">Bars: the share that reached the goal. Marks: what the score said.</figcaption>
    </figure>
  `;
}
