import { html } from '../view.js';
import { TRUTH, plain } from '../words.js';

/** In, not in, or not known: a mark, and its word for those who hear the page. */
export const Truth = ({ truth }) => html`
  <span class="verdict" data-truth=${truth}><span aria-hidden="true">${TRUTH[truth]?.mark}</span><span class="unseen"> ${TRUTH[truth]?.word}</span></span>
`;

const PREDICATE = { true: 'holds', false: 'does not hold', unknown: 'is not known' };

/**
 * Why a segment holds or does not: its rules, and of each what was asked and what there was.
 *
 * @param why a `SegmentWhy` of the API
 */
export function Why({ why: { segment, rules, remark } }) {
  return html`
    <div class="why">
      ${remark && html`<p class="fine">${remark}</p>`}
      ${(rules ?? []).map((rule) => html`
        <div key=${rule.rule} class="why-rule" data-truth=${rule.truth}>
          ${(rules.length > 1 || rule.rule !== segment) && html`<p class="why-name">${plain(rule.rule)}</p>`}
          ${rule.score && html`<p class="fine">${scoreOf(rule.score)}</p>`}
          <ul>
            ${rule.predicates.map((it, at) => html`
              <li key=${at}>
                <span class="verdict" data-truth=${it.truth} aria-hidden="true">${TRUTH[it.truth]?.mark}</span>
                <span><code>${it.text}</code> <span class="unseen">${PREDICATE[it.truth]}: </span><span class="fine">it is ${it.actual}${it.points !== undefined && `, which counts ${it.truth === 'true' ? signed(it.points) : `nothing, else ${signed(it.points)}`}`}</span></span>
              </li>
            `)}
          </ul>
        </div>
      `)}
    </div>
  `;
}

const signed = (points) => (points > 0 ? `+${points}` : String(points));
const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** What points came to, beside what was needed. */
function scoreOf({ leastProbability: least, mostProbability: most, enough, stays }) {
  const reached = least === most ? percent(least) : `${percent(least)} to ${percent(most)}, for not all is permitted`;
  return `Points come to ${reached}; ${stays ? 'to stay in' : 'to get in'} it takes ${percent(enough)}.`;
}

/** What would have had to be otherwise: the first thing in the way of the rule that came nearest, in a sentence. */
export function missOf({ rules = [] }) {
  const score = rules.find((rule) => rule.score)?.score;
  if (score) return scoreOf(score);
  const open = rules.map(({ predicates }) => predicates.filter(({ truth }) => truth !== 'true')).filter(({ length }) => length);
  const unknowns = (some) => some.filter(({ truth }) => truth === 'unknown').length;
  const [missing] = open.sort((one, other) => one.length - other.length || unknowns(one) - unknowns(other));
  if (!missing) return '';
  const more = missing.length > 1 ? `, and ${missing.length - 1} more` : '';
  return `${missing[0].text}: it is ${missing[0].actual}${more}`;
}
