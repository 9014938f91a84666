import { html, useState } from '../view.js';
import { TYPES, cardsOf, isLong, objection, onSite, partOf, prefixOf, restOf } from '../content.js';
import { sites } from '../site.js';
import { plain } from '../words.js';
import { Field, Switch, TextField } from './field.js';

/**
 * A form for content: one control a field, by its type.
 *
 * @param types the slot's fields by type
 * @param content what they say
 * @param onChange called with a step from the content before to the next, and the field that was changed
 * @param disabled while nothing can be changed
 */
export function ContentForm({ types, content, onChange, disabled }) {
  const { top, cards } = cardsOf(types);
  const control = ({ field, type }, label) => html`
    <${ContentField} key=${field} label=${label} field=${field} type=${type} value=${content?.[field]}
      onChange=${(value) => onChange((it) => ({ ...it, [field]: value }), field)} />
  `;
  return html`
    <fieldset class="content-form" disabled=${disabled}>
      <legend class="unseen">Content</legend>
      ${top.map((it) => control(it, plain(it.field)))}
      ${cards.map((fields) => html`
        <fieldset class="content-card" key=${fields[0].field}>
          <legend>${plain(prefixOf(fields[0].field))}</legend>
          ${fields.map((it) => control(it, plain(restOf(it.field))))}
        </fieldset>
      `)}
    </fieldset>
  `;
}

function ContentField({ label, field, type, value, onChange }) {
  switch (type) {
    case 'flag':
      return html`<${Switch} label=${label} checked=${value === true || value === 'true'} onChange=${onChange} />`;
    case 'number':
      return html`<${NumberField} label=${label} value=${value} onChange=${onChange} />`;
    case 'url':
      return html`<${AddressField} label=${label} field=${field} value=${String(value ?? '')} onChange=${onChange} />`;
    case 'text':
      return html`<${TextField} label=${label} value=${String(value ?? '')} onInput=${onChange} lines=${isLong(field, value) ? 2 : undefined} maxlength="5000" />`;
    default:
      return html`<${TextField} label=${label} value=${String(value ?? '')} onInput=${onChange} hint=${`Of the type ${type}, which this console does not know.`} />`;
  }
}

/** A number; what cannot be read as one stays as it is typed, and is said to be wrong. Nothing at all is not put in. */
function NumberField({ label, value, onChange }) {
  const [blank, setBlank] = useState(false);
  const text = blank ? '' : String(value ?? '');
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
  const typed = (happened) => {
    const next = happened.target.value.trim();
    setBlank(next === '');
    if (next !== '') onChange(String(Number(next)) === next ? Number(next) : next);
  };
  return html`
    <${Field} label=${label} error=${isNumber ? undefined : 'A number is needed, such as 19.90.'} class="narrow">
      ${(tied) => html`<input class="input number" inputmode="decimal" autocomplete="off" value=${text} onInput=${typed} ...${tied} />`}
    <//>
  `;
}

function AddressField({ label, field, value, onChange }) {
  const isPicture = partOf(field, 'url', value) === 'picture';
  const leads = objection(value) ? null : onSite(value, sites.value);
  const hint = leads && html`<a href=${leads} target="_blank" rel="noopener noreferrer">${isPicture ? 'Open the picture' : 'Open the page'}<span class="unseen"> in a new tab</span></a>`;
  return html`
    <${TextField} label=${label} value=${value} onInput=${onChange} error=${objection(value) ?? undefined} hint=${hint || undefined}
      inputmode="url" spellcheck="false" maxlength="2000" />
  `;
}

/** What a type is called. */
export const typeName = (type) => TYPES[type]?.label ?? type;
