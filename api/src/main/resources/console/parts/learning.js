import { html, useEffect, useId, useState } from '../view.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { findingIn } from '../offers.js';
import { all, findingWords, moment, number, plain, share } from '../words.js';
import { Choice } from './field.js';
import { ShareField } from './sharefield.js';

const WAYS = {
  off: { label: 'Off', about: 'Each variant is drawn as often as is said above.' },
  apprentice: { label: 'Apprentice', about: 'Only watches: it learns which variant reaches the goal, and shows how often it would draw each. Visitors get what is said above.' },
  bandit: { label: 'Bandit', about: 'Draws the variants that reach the goal more often, segment by segment, and goes on trying the others. One session of ten still gets what is said above, to compare with.' },
};
const FLOOR_DEFAULT = 1;

/**
 * Whether the variants of an offer are drawn by what sessions do, by which goal, and within which
 * bounds.
 *
 * @param slot its name
 * @param offer with `learn: {goal, by, floor}` as it is written; without it, nothing is learned
 * @param called the key of the offer
 * @param findings of the checker about the offer
 * @param onChange called with another `learn`, undefined where there is none, and with what changed
 */
export function Learning({ slot, offer, called, findings, disabled, onChange }) {
  const id = useId();
  const { learn } = offer;
  const goals = store.outline.value.events.filter(({ goal }) => goal).map(({ name }) => name);
  const way = learn ? learn.by ?? 'bandit' : 'off';
  const turn = (by) => onChange(by === 'off' ? undefined : { goal: goals[0], ...learn, by }, 'by');
  const without = findings.find(({ code }) => code === 'nothing-to-learn');
  return html`
    <fieldset class="learning" disabled=${disabled}>
      <legend>Learning</legend>
      <div class="ways">
        ${Object.entries(WAYS).map(([key, { label, about }]) => html`
          <div class="way-choice" key=${key} data-chosen=${way === key ? 'true' : undefined}>
            <label for=${`${id}-${key}`}>
              <input type="radio" id=${`${id}-${key}`} name=${id} checked=${way === key} disabled=${!goals.length && key !== 'off'}
                aria-describedby=${`${id}-${key}-about`} onChange=${() => turn(key)} /> ${label}
            </label>
            <p class="hint" id=${`${id}-${key}-about`}>${about}</p>
          </div>
        `)}
      </div>
      ${!goals.length && html`<p class="hint">What is learned is which variant reaches a goal. The schema has none yet: mark an event with goal: true.</p>`}
      ${learn && html`
        <div class="learning-fields">
          <${Choice} label="Goal" value=${learn.goal ?? ''} options=${goalOptions(goals, learn.goal)} onChoose=${(goal) => onChange({ ...learn, goal }, 'goal')}
            hint="A session counts as a success if this happens in it after the variant was shown." error=${messageIn(findings, learn.goal)} />
          <${ShareField} label="Each at least" value=${learn.floor} onInput=${(floor) => onChange({ ...learn, floor }, 'floor')}
            hint=${`So that no variant is given up for good. Left empty, ${FLOOR_DEFAULT} percent.`} error=${messageIn(findings, learn.floor)} />
        </div>
        <${Learned} slot=${slot} called=${called} />
        <p class="hint">What is learned is counted for whole segments, never for one visitor. It stands under <a href="#/results">Results</a>.</p>
      `}
      ${without && html`<p class="error">${findingWords(without)}</p>`}
    </fieldset>
  `;
}

/** How often each variant is drawn of what is in force, if the offer learns there. */
function Learned({ slot, called }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    api.allocations({ signal: stop.signal }).then(
      ({ offers }) => setFound(offers.find((it) => it.slot === slot && it.offer === called) ?? null),
      () => {},
    );
    return () => stop.abort();
  }, [slot, called]);
  if (!found) return null;
  const { state, by, variants, sessions, since } = found;
  if (state === 'too-few') return html`<p class="learned">In force, too few sessions were counted so far to learn from: each variant is drawn as is said above.</p>`;
  const shares = all(variants.map((it) => `${plain(it.variant)} ${share(by === 'bandit' ? it.served : it.learned)}`));
  return html`
    <p class="learned">
      ${by === 'bandit' ? 'In force, it draws ' : 'In force, it would draw '}<b>${shares}</b>${since && html` <span class="fine">· of more than ${number(sessions)} sessions since ${moment(since)}</span>`}
    </p>
  `;
}

/** The goals to choose from; one that is written and is none stands among them, for it is what is wrong. */
function goalOptions(goals, written) {
  const options = goals.map((name) => ({ value: name, label: plain(name) }));
  if (goals.includes(written)) return options;
  return [{ value: written ?? '', label: written ? `${written} (not a goal)` : 'Choose a goal' }, ...options];
}

function messageIn(findings, written) {
  const found = findingIn(findings, store.files.value, written);
  return found && findingWords(found);
}
