import { html, useState } from '../view.js';
import { writtenOf } from '../durations.js';
import { fieldsOf } from '../playing.js';
import { plain } from '../words.js';
import { Button } from './button.js';
import { Choice, Field } from './field.js';

const WAITS = [0, 10, 60, 300, 600, 1800, 3600];
const EVENTS_MAX = 64;

/**
 * What happens in a visit, in order, and a form that lets something more happen.
 *
 * @param declared the events of the outline
 * @param events `{name, fields, after}`, `after` in seconds
 * @param onChange called with all of them
 */
export function EventList({ declared, events, onChange }) {
  const [said, setSaid] = useState('');
  const remove = (at) => {
    onChange(events.filter((_, place) => place !== at));
    setSaid(`${plain(events[at].name)} is taken out.`);
  };
  const move = (at, by) => {
    const order = [...events];
    order.splice(at + by, 0, ...order.splice(at, 1));
    onChange(order);
  };
  const add = (event) => {
    onChange([...events, event]);
    setSaid(`${plain(event.name)} happens as number ${events.length + 1}.`);
  };
  if (!declared.length) return html`<p class="fine">The schema has no events.</p>`;
  return html`
    <div class="events">
      ${events.length > 0 && html`
        <ol aria-label="Events, in order">
          ${events.map((event, at) => html`
            <li key=${at}>
              <span class="event-text"><b>${plain(event.name)}</b> <span class="fine">${sayFields(event)}${event.after ? ` · ${writtenOf(event.after)} later` : ''}</span></span>
              <${Button} kind="quiet" class="small" icon="up" label=${`Let ${plain(event.name)}, number ${at + 1}, happen earlier`} disabled=${at === 0} onClick=${() => move(at, -1)} />
              <${Button} kind="quiet" class="small" icon="down" label=${`Let ${plain(event.name)}, number ${at + 1}, happen later`} disabled=${at === events.length - 1} onClick=${() => move(at, 1)} />
              <${Button} kind="quiet" class="small" icon="copy" label=${`Let ${plain(event.name)}, number ${at + 1}, happen once more`} disabled=${events.length >= EVENTS_MAX} onClick=${() => add(event)} />
              <${Button} kind="quiet" class="small" icon="close" label=${`Take out ${plain(event.name)}, number ${at + 1}`} onClick=${() => remove(at)} />
            </li>
          `)}
        </ol>
      `}
      ${events.length < EVENTS_MAX
        ? html`<${NewEvent} declared=${declared} isFirst=${events.length === 0} onAdd=${add} />`
        : html`<p class="fine">A visit has at most ${EVENTS_MAX} events here.</p>`}
      <p class="unseen" role="status">${said}</p>
    </div>
  `;
}

/** The fields of an event in words. */
export const sayFields = ({ fields }) =>
  Object.entries(fields ?? {}).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value === true ? 'yes' : value === false ? 'no' : value}`).join(', ');

function NewEvent({ declared, isFirst, onAdd }) {
  const [name, setName] = useState(declared[0].name);
  const [fields, setFields] = useState({});
  const [after, setAfter] = useState(0);
  const event = declared.find((it) => it.name === name) ?? declared[0];
  const choose = (next) => {
    setName(next);
    setFields({});
  };
  const say = (field) => (value) => {
    const { [field]: _, ...rest } = fields;
    setFields(value === undefined ? rest : { ...rest, [field]: value });
  };
  const submit = (happened) => {
    happened.preventDefault();
    onAdd({ name: event.name, fields, after });
  };
  return html`
    <form class="new-event" onSubmit=${submit}>
      <${Choice} label="Event" value=${event.name} onChoose=${choose} options=${declared.map((it) => ({ value: it.name, label: plain(it.name) }))} />
      ${fieldsOf(event).map((field) => html`<${EventField} key=${`${event.name}.${field.name}`} ...${field} value=${fields[field.name]} onSay=${say(field.name)} />`)}
      ${!isFirst && html`
        <${Choice} label="When" value=${String(after)} onChoose=${(text) => setAfter(Number(text))}
          options=${WAITS.map((seconds) => ({ value: String(seconds), label: seconds ? `${writtenOf(seconds)} later` : 'At once' }))} />
      `}
      <${Button} type="submit" icon="plus">Let it happen<//>
    </form>
  `;
}

function EventField({ name, kind, labels, unit, value, onSay }) {
  const label = plain(name);
  if (kind === 'number') {
    return html`
      <${Field} label=${unit ? `${label} (${unit})` : label}>
        ${(tied) => html`<input class="input number" type="number" step="any" value=${value ?? ''} ...${tied}
          onInput=${(happened) => onSay(happened.target.value === '' ? undefined : Number(happened.target.value))} />`}
      <//>
    `;
  }
  const options = kind === 'choice' ? labels.map((text) => ({ value: text, label: plain(text) })) : [{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }];
  return html`
    <${Choice} label=${label} value=${value === undefined ? '' : String(value)} options=${[{ value: '', label: 'Not said' }, ...options]}
      onChoose=${(text) => onSay(text === '' ? undefined : kind === 'flag' ? text === 'true' : text)} />
  `;
}
