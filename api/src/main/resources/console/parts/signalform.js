import { html } from '../view.js';
import { all, plain } from '../words.js';
import { Choice, Choices, Field } from './field.js';

const FROM = {
  visitor: 'What the visitor says',
  site: 'What the site sees',
  'client-hints': 'What the browser tells',
};

/**
 * A form for what a visit says: one control an attribute, by its type. What is not said stays unknown.
 *
 * @param attributes those of the outline that can be said
 * @param signals values by attribute
 * @param onChange called with all of them
 */
export function SignalForm({ attributes, signals, onChange }) {
  const groups = Object.entries(FROM)
    .map(([from, label]) => ({ label, some: attributes.filter((it) => (it.from ?? 'site') === from) }))
    .filter(({ some }) => some.length);
  const say = (name) => (value) => {
    const { [name]: _, ...rest } = signals;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  return groups.map(({ label, some }) => html`
    <fieldset class="signals" key=${label}>
      <legend>${label}</legend>
      ${some.map((it) => html`<${Signal} key=${it.name} attribute=${it} value=${signals[it.name]} onSay=${say(it.name)} />`)}
    </fieldset>
  `);
}

function Signal({ attribute: { name, type, labels = [], edges = [], unit }, value, onSay }) {
  const label = plain(name);
  switch (type) {
    case 'choice':
      return html`<${Choice} label=${label} value=${value ?? ''} onChoose=${(text) => onSay(text || undefined)}
        options=${[{ value: '', label: 'Not known' }, ...labels.map((text) => ({ value: text, label: plain(text) }))]} />`;
    case 'choices':
      return html`<${Choices} label=${label} value=${value ?? []} onChoose=${(some) => onSay(some.length ? some : undefined)}
        options=${labels.map((text) => ({ value: text, label: plain(text) }))} />`;
    case 'flag':
      return html`<${Choice} label=${label} value=${value === undefined ? '' : String(value)} onChoose=${(text) => onSay(text === '' ? undefined : text === 'true')}
        options=${[{ value: '', label: 'Not known' }, { value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]} />`;
    default:
      return html`
        <${Field} label=${unit ? `${label} (${unit})` : label} hint=${edges.length ? `Rules tell ${all(edges.map(String))} apart.` : undefined}>
          ${(tied) => html`<input class="input number" type="number" step="any" placeholder="Not known" value=${value ?? ''} ...${tied}
            onInput=${(happened) => onSay(happened.target.value === '' ? undefined : Number(happened.target.value))} />`}
        <//>
      `;
  }
}
