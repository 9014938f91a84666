import { html, useState } from '../view.js';
import * as store from '../store.js';
import { personaOf, visitOf } from '../playing.js';
import { Button } from './button.js';
import { Choice } from './field.js';
import { Section } from './page.js';
import { missOf } from './why.js';

const SIDES = { expect: 'is in', expectNot: 'is not in' };

/**
 * What is expected of a persona, and whether it holds for the visit as it is played.
 *
 * @param persona of the outline
 * @param result of the preview; null while there is none
 */
export function Expectations({ persona, result }) {
  const editable = store.editable.value;
  const title = persona.title ?? persona.name;
  const some = Object.keys(SIDES).flatMap((side) => (persona[side] ?? []).map((segment) => ({ side, segment })));
  const change = (side, list, label) =>
    store.edit([{ put: 'persona', name: persona.name, value: personaOf({ ...persona, [side]: list }, visitOf(persona)) }], label);
  const remove = ({ side, segment }) =>
    change(side, persona[side].filter((it) => it !== segment), `Expects less of ${title}`);
  const add = (side, segment) => change(side, [...(persona[side] ?? []), segment], `Expects more of ${title}`);
  return html`
    <${Section} title="Expected" id="expectations-title">
      <div class="stack">
        ${some.length === 0
          ? html`<p class="fine">Nothing yet. Say in which segments ${title} has to be, and everybody who changes one sees when it no longer is.</p>`
          : html`<ul class="expectations">${some.map((it) => html`
            <${Expected} key=${`${it.side} ${it.segment}`} ...${it} why=${result?.segments.find(({ segment }) => segment === it.segment)} onRemove=${editable && (() => remove(it))} />
          `)}</ul>`}
        ${editable && html`<${Add} taken=${some.map(({ segment }) => segment)} onAdd=${add} />`}
      </div>
    <//>
  `;
}

function Expected({ side, segment, why, onRemove }) {
  const holds = why && (why.truth === 'true') === (side === 'expect');
  const state = why === undefined ? 'unknown' : String(holds);
  return html`
    <li>
      <span class="verdict" data-truth=${state}><span aria-hidden="true">${{ true: '✓', false: '✗', unknown: '?' }[state]}</span><span class="unseen">${{ true: 'holds:', false: 'does not hold:', unknown: 'not known yet:' }[state]}</span></span>
      <span class="expected-text">${SIDES[side]} <b>${store.titleOf(segment)}</b>
        ${why && !holds && html`<span class="fine block">${side === 'expect' ? missOf(why) : 'It is in it.'}</span>`}
      </span>
      ${onRemove && html`<${Button} kind="quiet" class="small" icon="close" label=${`Expect nothing about ${store.titleOf(segment)}`} onClick=${onRemove} />`}
    </li>
  `;
}

function Add({ taken, onAdd }) {
  const free = store.outline.value.segments.filter(({ name }) => !taken.includes(name));
  const [side, setSide] = useState('expect');
  const [segment, setSegment] = useState('');
  if (!free.length) return null;
  const chosen = free.some(({ name }) => name === segment) ? segment : free[0].name;
  return html`
    <div class="expect-more">
      <${Choice} label="Expectation" unseen value=${side} onChoose=${setSide} options=${Object.entries(SIDES).map(([value, label]) => ({ value, label }))} />
      <${Choice} label="Segment" unseen value=${chosen} onChoose=${setSegment} options=${free.map(({ name, title }) => ({ value: name, label: title }))} />
      <${Button} icon="plus" label="Expect it" onClick=${() => onAdd(side, chosen)} />
    </div>
  `;
}
