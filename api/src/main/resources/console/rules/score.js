/** A segment by points: a table of conditions with what each adds, and the probability that is enough. */
import { html } from '../view.js';
import { Button, Diagnostics, TextField } from '../parts/index.js';
import { capital, number } from '../words.js';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** The size of points at which a bar is full, where no points are greater. */
const FULL_LEAST = 1;

/**
 * @param score as the outline has it: `{base, points: [{condition, words, points}], enter, leave, …}`
 * @param findings of the checker
 * @param onChange called with what has changed of it
 */
export function ScoreTable({ score, findings, editable, onChange }) {
  const points = score.points ?? [];
  const full = Math.max(FULL_LEAST, ...points.map((it) => Math.abs(valueOf(it.points))));
  const of = (part, index) => findings.filter((it) => it.part === part && it.index === index);
  const ofKey = (key) => findings.find((it) => it.part === 'score' && it.key === key)?.message;
  const changePoint = (at) => (some) => onChange({ points: points.map((it, place) => (place === at ? { ...it, ...some } : it)) });
  const remove = (at) => onChange({ points: points.filter((_, place) => place !== at) });
  const add = () => onChange({ points: [...points, { condition: '', words: '', points: '0' }] });
  const rest = findings.filter((it) => it.part === 'score' && !['base', 'enter', 'leave'].includes(it.key));
  return html`
    <div class="score stack">
      <table class="points">
        <caption class="unseen">What each condition adds</caption>
        <thead><tr><th scope="col">Where this is true</th><th scope="col" class="right">it counts</th><th scope="col"><span class="unseen">As a bar</span></th>${editable && html`<th><span class="unseen">Remove</span></th>`}</tr></thead>
        <tbody>
          <tr class="start">
            <th scope="row">Every visit starts with</th>
            <td class="right"><${Amount} label="Base" value=${score.base} editable=${editable} error=${ofKey('base')} onInput=${(base) => onChange({ base })} /></td>
            <td><span class="fine">${percent(score, valueOf(score.base))}</span></td>
            ${editable && html`<td></td>`}
          </tr>
          ${points.map((it, at) => html`
            <${Point} key=${at} at=${at} point=${it} full=${full} editable=${editable} findings=${[...of('condition', at), ...of('points', at)]}
              onChange=${changePoint(at)} onRemove=${() => remove(at)} />
          `)}
        </tbody>
      </table>
      ${editable && html`<div><${Button} kind="quiet" icon="plus" onClick=${add}>Condition<//></div>`}
      <div class="row thresholds">
        <${TextField} label="In from" value=${score.enter ?? ''} disabled=${!editable} maxlength="8" error=${ofKey('enter')} onInput=${(enter) => onChange({ enter })}
          hint="The probability from which a visit is in." />
        <${TextField} label="Out below" value=${score.leave ?? ''} disabled=${!editable} maxlength="8" error=${ofKey('leave')} onInput=${(leave) => onChange({ leave })}
          hint=${score.leave ? 'A visit that is in stays until it falls below.' : 'Left empty, the same.'} />
      </div>
      ${rest.length > 0 && html`<${Diagnostics} items=${rest.map(({ file, ...it }) => it)} />`}
      ${score.fitted && html`<${Fitted} fitted=${score.fitted} />`}
    </div>
  `;
}

function Point({ point, at, full, editable, findings, onChange, onRemove }) {
  const name = point.words ? capital(point.words) : point.condition || 'A new condition';
  return html`
    <tr>
      <th scope="row">
        ${editable
          ? html`<${TextField} label=${`Condition ${at + 1}`} unseen lines="1" value=${point.condition} maxlength="4000" class="as-code" hint=${point.words && capital(point.words)}
              error=${findings.find(({ part }) => part === 'condition')?.message} onInput=${(text) => onChange({ condition: text.replace(/\s*\n\s*/g, ' '), words: '' })} />`
          : html`${name}<code class="fine block">${point.condition}</code>`}
      </th>
      <td class="right"><${Amount} label=${`Points of condition ${at + 1}`} value=${point.points} editable=${editable}
        error=${findings.find(({ part }) => part === 'points')?.message} onInput=${(points) => onChange({ points })} /></td>
      <td class="weight"><${Bar} value=${valueOf(point.points)} full=${full} /></td>
      ${editable && html`<td><${Button} kind="quiet" icon="trash" label=${`Remove condition ${at + 1}`} onClick=${onRemove} /></td>`}
    </tr>
  `;
}

function Amount({ label, value, editable, error, onInput }) {
  if (!editable) return html`<span class="number">${signed(value)}</span>`;
  const wrong = NUMBER.test(String(value).trim()) ? error : 'A number, such as 0.4 or -1.25.';
  return html`<${TextField} label=${label} unseen value=${String(value ?? '')} inputmode="decimal" maxlength="12" class="amount" error=${wrong} onInput=${onInput} />`;
}

/** To the right of the middle what speaks for the segment, to the left what speaks against it. */
function Bar({ value, full }) {
  const width = (100 * Math.min(Math.abs(value), full)) / full;
  return html`
    <svg class="points-bar" viewBox="-100 0 200 10" preserveAspectRatio="none" aria-hidden="true" data-side=${value < 0 ? 'against' : 'for'}>
      <rect x=${value < 0 ? -width : 0} y="0" width=${width} height="10"></rect>
      <line x1="0" x2="0" y1="0" y2="10"></line>
    </svg>
  `;
}

/** How good the score was on sessions it had not seen; every figure with their number. */
function Fitted({ fitted }) {
  const base = Number(fitted.base);
  const entropy = base > 0 && base < 1 ? -base * Math.log(base) - (1 - base) * Math.log(1 - base) : 0;
  const figures = [
    ['AUC', fitted.auc, 'How well it tells apart: 0.5 is guessing, 1 is perfect'],
    ['PR-AUC', fitted.prAuc, `Precision over recall; guessing has ${fitted.base}`],
    ['Log-loss', fitted.logLoss, `Saying ${fitted.base} of every visit has ${entropy.toFixed(3)}`],
    ['Brier', fitted.brier, 'The mean squared error of its probability'],
    ['ECE', fitted.ece, 'How far its probabilities are from what happened, on average'],
  ].filter(([, value]) => value !== undefined);
  return html`
    <div class="fitted">
      <h3>How well it fits</h3>
      <dl class="facts">${figures.map(([label, value, about]) => html`<div key=${label} title=${about}><dt>${label}</dt><dd class="number">${value}</dd></div>`)}</dl>
      <p class="fine">Measured on ${number(Number(fitted.sessions))} sessions that it had not been fitted on, of which ${(100 * base).toFixed(1)} % reached the goal; fitted on ${fitted.on}. Changing points by hand makes these figures untrue.</p>
    </div>
  `;
}

/** What a score says in a sentence. */
export function scoreInWords({ enter, leave, points = [] }) {
  const until = leave && leave !== enter ? `, and one that is in stays until that falls below ${leave}` : '';
  return `Visits for which ${points.length === 1 ? 'one condition' : `${points.length} conditions`} together make it at least ${enter ?? 'so'} likely${until}.`;
}

const valueOf = (text) => (NUMBER.test(String(text).trim()) ? Number(text) : 0);
const signed = (value) => (valueOf(value) > 0 ? `+${value}` : String(value ?? ''));

/** The probability that log-odds stand for, by the calibration of the score. */
function percent({ calibration }, logOdds) {
  const { slope = 1, intercept = 0 } = calibration ?? {};
  const probability = 1 / (1 + Math.exp(-(valueOf(slope) * logOdds + valueOf(intercept))));
  return `${(100 * probability).toFixed(1)} %`;
}
