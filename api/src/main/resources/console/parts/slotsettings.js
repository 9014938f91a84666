import { html, useState } from '../view.js';
import * as store from '../store.js';
import { TYPES, turned } from '../content.js';
import { findingIn, findingsOf, renamed, valueOf, without } from '../offers.js';
import { useTyping } from '../typing.js';
import { findingWords, plain } from '../words.js';
import { Button } from './button.js';
import { Confirm, Dialog } from './dialog.js';
import { ContentForm, typeName } from './contentform.js';
import { Trouble } from './diagnostics.js';
import { Choice, Choices, TextField } from './field.js';
import { Menu } from './menu.js';
import { Preview } from './preview.js';
import { ShareField } from './sharefield.js';

const FIELD_NAME = /^[a-z][a-z0-9_]{0,63}$/;

/** What an edit says of a slot apart from its offers; with `offers`, of those as well. */
export const slotValue = ({ title, purposes, types, fallback, holdout, offers }) => ({
  title,
  purposes,
  types,
  fallback,
  ...(holdout ? { holdout } : {}),
  ...(offers ? { offers: offers.map(valueOf) } : {}),
});

/** What a slot shows when nothing else may: content like any other, and always there. */
export function FallbackEditor({ slot }) {
  const editable = store.editable.value;
  const put = (fallback, field) =>
    store.edit([{ put: 'slot', name: slot.name, value: slotValue({ ...slot, fallback, offers: undefined }) }], `Changed the fallback of ${slot.title}`, `fallback ${slot.name} ${field}`);
  const { value, change, flush, refusal } = useTyping(`fallback/${slot.name}`, slot.fallback, put);
  return html`
    <section class="card offer-editor" aria-labelledby="fallback-title">
      <header class="editor-head"><div><h2 id="fallback-title">Fallback</h2></div></header>
      <p class="fine">Shown when no offer fits, when a visitor has not agreed, or when too few visits are alike. It needs no consent, so it is the same for everybody.</p>
      <${Trouble} refusal=${refusal} again=${refusal && flush} />
      <div class="variant">
        <${ContentForm} types=${slot.types} content=${value} onChange=${change} disabled=${!editable} />
        <div class="variant-look">
          <p class="look-title" aria-hidden="true">How it will look</p>
          <${Preview} types=${slot.types} content=${value} label="How the fallback will look" />
        </div>
      </div>
    </section>
  `;
}

/** What a slot is: its title, purposes, holdout and fields. */
export function SlotSettings({ slot }) {
  const editable = store.editable.value;
  const { purposes } = store.outline.value;
  const put = (own, field) =>
    store.edit([{ put: 'slot', name: slot.name, value: slotValue({ ...slot, ...own, offers: undefined }) }], `Changed the slot ${slot.title}`, `slot ${slot.name} ${field}`);
  const { title, purposes: served, holdout } = slot;
  const { value: own, change, flush, refusal } = useTyping(`slot/${slot.name}`, { title, purposes: served, holdout }, put);
  const wrong = findingIn(findingsOf(store.outline.value, slot), store.files.value, own.holdout);
  return html`
    <section class="card offer-editor" aria-labelledby="settings-title">
      <header class="editor-head"><div><h2 id="settings-title">Settings</h2></div></header>
      <${Trouble} refusal=${refusal} again=${refusal && flush} />
      <fieldset class="stack" disabled=${!editable}>
        <legend class="unseen">Settings of the slot</legend>
        <${TextField} label="Title" value=${own.title} onInput=${(text) => change((it) => ({ ...it, title: text }), 'title')} maxlength="300" hint="What it is called in lists and reports." />
        <div>
          <${Choices} label="Purposes" value=${own.purposes ?? []} options=${purposes.map(({ name, title: text }) => ({ value: name, label: text ?? name }))}
            onChoose=${(some) => change((it) => ({ ...it, purposes: some }), 'purposes')} disabled=${!editable} />
          <p class=${own.purposes?.length ? 'hint' : 'error'}>${own.purposes?.length ? 'What may decide here: an offer can be for segments that ask for these purposes only.' : 'A slot serves at least one purpose.'}</p>
        </div>
        <${ShareField} label="Holdout" value=${own.holdout} onInput=${(share) => change((it) => ({ ...it, holdout: share }), 'holdout')}
          hint="The share of sessions that see the fallback only, so that you can tell what the offers change. 0 to 50 percent."
          error=${wrong && findingWords(wrong)} />
      </fieldset>
      <${ContentFields} slot=${slot} editable=${editable} />
    </section>
  `;
}

/** The fields of a slot's content. Whatever fills the slot is changed along with them. */
function ContentFields({ slot, editable }) {
  const [dialog, setDialog] = useState(null);
  const names = Object.keys(slot.types);

  const everywhere = (types, change, label) => {
    const offers = slot.offers.map((offer) => ({
      ...offer,
      variants: Object.fromEntries(Object.entries(offer.variants ?? {}).map(([name, content]) => [name, change(content)])),
    }));
    return store.edit([{ put: 'slot', name: slot.name, value: slotValue({ ...slot, types, fallback: change(slot.fallback), offers }) }], label);
  };
  const add = async ({ name, type, value }) => {
    await everywhere({ ...slot.types, [name]: type }, (content) => ({ ...content, [name]: value }), `Added the field ${name}`);
    setDialog(null);
  };
  const rename = async (from, to) => {
    await everywhere(renamed(slot.types, from, to), (content) => renamed(content, from, to), `Renamed the field ${from}`);
    setDialog(null);
  };
  const retype = (name, type) =>
    everywhere({ ...slot.types, [name]: type }, (content) => ({ ...content, [name]: turned(content[name], type) }), `Changed the type of ${name}`);
  const remove = async (name) => {
    await everywhere(without(slot.types, name), (content) => without(content, name), `Removed the field ${name}`);
    setDialog(null);
  };
  const move = (name, by) => {
    const order = [...names];
    const at = order.indexOf(name);
    order.splice(at + by, 0, ...order.splice(at, 1));
    const sorted = (table) => Object.fromEntries(order.filter((each) => each in table).map((each) => [each, table[each]]));
    everywhere(sorted(slot.types), sorted, `Moved the field ${name}`);
  };

  return html`
    <div class="content-fields">
      <div class="variants-head">
        <h3>Fields</h3>
        ${editable && html`<${Button} kind="quiet" icon="plus" onClick=${() => setDialog({ add: true })}>Add a field<//>`}
      </div>
      <p class="fine">The fallback and every variant fill all of them. Your site puts them in their places by these names.</p>
      <ul>
        ${names.map((name, at) => html`
          <li key=${name}>
            <span class="field-name"><b>${plain(name)}</b> <code>${name}</code></span>
            ${editable
              ? html`<${Choice} label=${`Type of ${plain(name)}`} unseen value=${slot.types[name]} onChoose=${(type) => retype(name, type)}
                  options=${Object.entries(TYPES).map(([value, { label }]) => ({ value, label }))} />`
              : html`<span>${typeName(slot.types[name])}</span>`}
            ${editable && html`
              <${Menu} kind="quiet" icon="more" label=${`More about the field ${name}`} end items=${[
                { label: 'Rename', icon: 'edit', act: () => setDialog({ rename: name }) },
                { label: 'Move up', icon: 'up', disabled: at === 0, act: () => move(name, -1) },
                { label: 'Move down', icon: 'down', disabled: at === names.length - 1, act: () => move(name, 1) },
                null,
                { label: 'Remove', icon: 'trash', grave: true, disabled: names.length === 1, act: () => setDialog({ remove: name }) },
              ]} />
            `}
          </li>
        `)}
      </ul>
    </div>
    ${dialog?.add && html`<${NewField} taken=${names} onAdd=${add} onClose=${() => setDialog(null)} />`}
    ${dialog?.rename && html`<${FieldName} name=${dialog.rename} taken=${names} onNamed=${(to) => rename(dialog.rename, to)} onClose=${() => setDialog(null)} />`}
    ${dialog?.remove && html`
      <${Confirm} title=${`Remove the field ${dialog.remove}?`} act="Remove it everywhere" onNo=${() => setDialog(null)} onYes=${() => remove(dialog.remove)}
        say="What the fallback and all variants say in it goes with it. It can be taken back with Undo." />
    `}
  `;
}

const fieldNameOf = (text) => text.toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[_0-9]+|_+$/g, '').slice(0, 64);

function NewField({ taken, onAdd, onClose }) {
  const [text, setText] = useState('');
  const [type, setType] = useState('text');
  const [value, setValue] = useState(TYPES.text.empty);
  const name = fieldNameOf(text);
  const isTaken = taken.includes(name);
  const choose = (next) => {
    setType(next);
    setValue(TYPES[next].empty);
  };
  return html`
    <${Dialog} title="Add a field" onClose=${onClose} onSubmit=${() => FIELD_NAME.test(name) && !isTaken && onAdd({ name, type, value })} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!name || isTaken}>Add the field<//>
    `}>
      <${TextField} label="Name" value=${text} onInput=${setText} data-first maxlength="64" placeholder="Small print"
        hint=${name && name !== text ? `Your site knows it as ${name}.` : undefined} error=${isTaken ? 'There is a field of this name already.' : undefined} />
      <${Choice} label="Type" value=${type} onChoose=${choose} options=${Object.entries(TYPES).map(([key, { label }]) => ({ value: key, label }))} />
      <div class="first-value">
        <p class="fine">What it says everywhere until somebody changes it:</p>
        <${ContentForm} types=${{ value: type }} content=${{ value }} onChange=${(step) => setValue(step({ value }).value)} />
      </div>
    <//>
  `;
}

function FieldName({ name: before, taken, onNamed, onClose }) {
  const [text, setText] = useState(before);
  const name = fieldNameOf(text);
  const isTaken = name !== before && taken.includes(name);
  return html`
    <${Dialog} title="Rename the field" onClose=${onClose} onSubmit=${() => name && !isTaken && (name === before ? onClose() : onNamed(name))} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!name || isTaken}>Rename it<//>
    `}>
      <p>It is renamed in the fallback and in all variants. Your site has to know the new name when this is published.</p>
      <${TextField} label="Name" value=${text} onInput=${setText} data-first maxlength="64"
        hint=${name !== text ? `Your site knows it as ${name}.` : undefined} error=${isTaken ? 'There is a field of this name already.' : undefined} />
    <//>
  `;
}
