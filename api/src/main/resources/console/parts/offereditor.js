import { html, useState } from '../view.js';
import * as store from '../store.js';
import { findingsOf, findingsOfOffer, freeName, inOrder, isNamed, nameTrouble, offerAt, renamed, sharesOf, slotsOf, valueOf, without } from '../offers.js';
import { filled } from '../content.js';
import { useTyping } from '../typing.js';
import { sayState, scheduleOf, zoneOf } from '../when.js';
import { to } from '../routes.js';
import { nameOf, plain, reachOf, share } from '../words.js';
import { Badge } from './badge.js';
import { Button } from './button.js';
import { ContentForm } from './contentform.js';
import { Dialog } from './dialog.js';
import { Trouble } from './diagnostics.js';
import { Choice, Field, TextField } from './field.js';
import { Learning } from './learning.js';
import { Menu } from './menu.js';
import { Preview } from './preview.js';
import { Schedule } from './schedule.js';
import { Tabs } from './tabs.js';

/**
 * One offer: whom it is for, when it is on, and what its variants say.
 *
 * @param slot of the outline
 * @param row `{offer, index, key, findings}`
 * @param onGone called after the offer was removed, with its key
 * @param onCalled called with the new key once the offer has another
 */
export function OfferEditor({ slot, row, onGone, onCalled }) {
  const editable = store.editable.value;
  const zone = zoneOf(store.outline.value);
  const [naming, setNaming] = useState(false);
  const put = async (offer, field) => {
    const edit = { put: 'offer', slot: slot.name, ...offerAt(slot, row.index), value: valueOf(offer) };
    const outline = await store.edit([edit], `Changed the offer ${row.key}`, `offer ${slot.name} ${row.key} ${field}`);
    // An offer without a name of its own is called as its segment, and so has another name now.
    const now = inOrder(slotsOf(outline).find((it) => it.name === slot.name)).find(({ index }) => index === row.index);
    if (now && now.key !== row.key) onCalled(now.key);
  };
  const { value: offer, change, flush, refusal } = useTyping(`offer/${slot.name}/${row.key}`, row.offer, put);
  const schedule = scheduleOf(offer, zone);
  const state = sayState(schedule, zone);

  const remove = async () => {
    await flush();
    await store.edit([{ remove: 'offer', slot: slot.name, ...offerAt(slot, row.index) }], `Removed the offer ${row.key}`);
    onGone(row.key);
  };
  const copy = async () => {
    await flush();
    const name = freeName(`${row.key}-copy`, slot.offers.map((it) => it.name));
    const value = valueOf({ ...offer, name, named: true });
    await store.edit([{ put: 'offer', slot: slot.name, value, before: offerAt(slot, row.index).name ?? row.index }], `Copied the offer ${row.key}`);
    onCalled(name);
  };
  const call = async (name) => {
    await flush();
    const value = valueOf({ ...offer, name, named: name !== '' });
    await store.edit([{ put: 'offer', slot: slot.name, ...offerAt(slot, row.index), value }], name ? `Called the offer ${name}` : 'Took the name of an offer away');
    setNaming(false);
    onCalled(name || offer.for);
  };

  return html`
    <section class="card offer-editor" aria-labelledby="offer-title">
      <header class="editor-head">
        <div>
          <h2 id="offer-title">${isNamed(offer) ? plain(row.key) : store.titleOf(offer.for) || 'Nobody yet'}</h2>
          <${Badge} kind=${state.kind} icon="clock">${state.text}<//>
        </div>
        ${editable && html`
          <${Menu} kind="quiet" icon="more" label="More about this offer" end items=${[
            { label: isNamed(offer) ? 'Rename' : 'Give it a name', icon: 'edit', act: () => setNaming(true) },
            { label: 'Copy', icon: 'copy', act: copy },
            null,
            { label: 'Remove', icon: 'trash', grave: true, act: remove, about: 'It can be taken back with Undo' },
          ]} />
        `}
      </header>
      <${Trouble} refusal=${refusal} again=${refusal && flush} />

      <div class="offer-whom">
        <${Audience} offer=${offer} disabled=${!editable} onChosen=${(audience) => change((it) => ({ ...it, for: audience, name: isNamed(it) ? it.name : audience }), 'for')} />
        <${Schedule} offer=${offer} zone=${zone} disabled=${!editable} onChange=${(end) => change((it) => ({ ...it, ...end }), 'schedule')} />
      </div>

      <${Variants} slot=${slot} offer=${offer} editable=${editable} change=${change} />
      ${(offer.learn || Object.keys(offer.variants).length > 1) && html`
        <${Learning} slot=${slot.name} offer=${offer} called=${row.key} findings=${findingsOfOffer(findingsOf(store.outline.value, slot), row.offer)} disabled=${!editable}
          onChange=${(learn, field) => change((it) => ({ ...it, learn }), `learn ${field}`)} />
      `}
    </section>
    ${naming && html`<${Naming} offer=${offer} taken=${slot.offers.filter((it) => it !== row.offer).map((it) => it.name)} onNamed=${call} onClose=${() => setNaming(false)} />`}
  `;
}

/** For which segment an offer is, with how many sessions are in it. */
function Audience({ offer, onChosen, disabled }) {
  const { segments } = store.outline.value;
  const known = segments.some(({ name }) => name === offer.for);
  const reach = reachOf(store.reach.value?.segments?.find((it) => it.segment === offer.for));
  const options = [
    ...(known ? [] : [{ value: offer.for ?? '', label: offer.for ? `${offer.for} (there is no such segment)` : 'Choose a segment' }]),
    ...segments.map(({ name, title }) => ({ value: name, label: title })),
  ];
  return html`
    <div class="offer-audience">
      <${Choice} label="For whom" value=${offer.for ?? ''} options=${options} onChoose=${onChosen} disabled=${disabled}
        error=${known ? undefined : 'Choose a segment that there is.'} />
      ${known && html`<p class="hint"><span title=${reach.about}>${reach.text} sessions a day</span> · <a href=${to('segments', offer.for)}>Open the segment</a></p>`}
    </div>
  `;
}

function Naming({ offer, taken, onNamed, onClose }) {
  const [text, setText] = useState(isNamed(offer) ? offer.name : '');
  const name = nameOf(text);
  const error = nameTrouble(name, taken);
  return html`
    <${Dialog} title="Name of the offer" onClose=${onClose} onSubmit=${() => !error && onNamed(name)} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${Boolean(error)}>Save<//>
    `}>
      <${TextField} label="Name" value=${text} onInput=${setText} data-first maxlength="64"
        hint=${name ? `It is called ${name} in reports.` : 'Without a name it is called as its segment.'}
        error=${error} />
    <//>
  `;
}

// ---- variants ----------------------------------------------------------------------------------

function Variants({ slot, offer, editable, change }) {
  const names = Object.keys(offer.variants ?? {});
  const [chosen, setChosen] = useState(names[0]);
  const [dialog, setDialog] = useState(null);
  const current = names.includes(chosen) ? chosen : names[0];
  const content = offer.variants?.[current] ?? {};
  const shares = sharesOf(offer);
  const several = names.length > 1;

  const vary = (step, field) => change((it) => ({ ...it, ...step(it) }), field);
  const write = (fill, field) => vary(({ variants }) => ({ variants: { ...variants, [current]: fill(variants[current]) } }), `${current} ${field}`);
  const add = (name) => {
    vary(({ variants, weights }) => ({
      variants: { ...variants, [name]: filled(slot.types, content) },
      weights: weights && { ...weights, [name]: average(weights) },
    }), `added ${name}`);
    setChosen(name);
    setDialog(null);
  };
  const rename = (name) => {
    vary(({ variants, weights }) => ({ variants: renamed(variants, current, name), weights: weights && renamed(weights, current, name) }), `renamed ${name}`);
    setChosen(name);
    setDialog(null);
  };
  const remove = () => {
    vary(({ variants, weights }) => ({ variants: without(variants, current), weights: weights && without(weights, current) }), `removed ${current}`);
    setChosen(names.find((name) => name !== current));
  };

  return html`
    <div class="variants">
      <div class="variants-head">
        <h3>Variants</h3>
        ${editable && html`
          <div class="row">
            <${Button} kind="quiet" icon="plus" onClick=${() => setDialog('add')}>Add a variant<//>
            <${Menu} kind="quiet" icon="more" label=${`More about the variant ${current}`} end items=${[
              { label: 'Rename', icon: 'edit', act: () => setDialog('rename') },
              { label: 'Remove', icon: 'trash', grave: true, act: remove, disabled: !several, about: several ? undefined : 'An offer has at least one' },
            ]} />
          </div>
        `}
      </div>
      <${Tabs} label="Variants" chosen=${current} onChoose=${setChosen}
        tabs=${names.map((name) => ({ key: name, label: plain(name), count: several ? share(shares[name]) : undefined }))}>
        <div class="variant">
          <${ContentForm} types=${slot.types} content=${content} onChange=${write} disabled=${!editable} />
          <div class="variant-look">
            <p class="look-title" aria-hidden="true">How it will look</p>
            <${Preview} types=${slot.types} content=${content} label=${`How ${plain(current)} will look`} />
          </div>
        </div>
      <//>
      ${several && html`<${Weights} offer=${offer} shares=${shares} disabled=${!editable} onChange=${(weigh, name) => vary((it) => ({ weights: weigh(it) }), `weight ${name}`)} />`}
    </div>
    ${dialog && html`
      <${VariantName} title=${dialog === 'add' ? 'Add a variant' : 'Rename the variant'} first=${dialog === 'add' ? '' : current}
        taken=${names.filter((name) => dialog === 'add' || name !== current)} act=${dialog === 'add' ? 'Add it' : 'Rename it'}
        about=${dialog === 'add' ? `It begins with what ${plain(current)} says. Each session gets one of the variants and keeps it for the visit.` : undefined}
        onNamed=${dialog === 'add' ? add : rename} onClose=${() => setDialog(null)} />
    `}
  `;
}

const average = (weights) => {
  const some = Object.values(weights).map(Number).filter((it) => it >= 0);
  return Math.round(some.reduce((sum, it) => sum + it, 0) / (some.length || 1)) || 1;
};

function VariantName({ title, first, taken, act, about, onNamed, onClose }) {
  const [text, setText] = useState(first);
  const name = nameOf(text);
  const error = nameTrouble(name, taken);
  return html`
    <${Dialog} title=${title} onClose=${onClose} onSubmit=${() => name && !error && onNamed(name)} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!name || Boolean(error)}>${act}<//>
    `}>
      ${about && html`<p>${about}</p>`}
      <${TextField} label="Name" value=${text} onInput=${setText} data-first maxlength="64" placeholder="Longer headline"
        hint=${name && name !== text ? `It is called ${name} in reports.` : undefined} error=${error} />
    <//>
  `;
}

/** How often each variant is drawn. */
function Weights({ offer, shares, onChange, disabled }) {
  const names = Object.keys(offer.variants);
  const given = offer.weights && Object.keys(offer.weights).length > 0;
  const set = (name) => (happened) => {
    const weight = Math.max(0, Math.min(10_000, Math.round(Number(happened.target.value)) || 0));
    onChange(({ weights }) => ({ ...Object.fromEntries(names.map((each) => [each, given ? weights?.[each] ?? 1 : 50])), ...weights, [name]: weight }), name);
  };
  const none = names.every((name) => shares[name] === 0);
  return html`
    <fieldset class="weights" disabled=${disabled}>
      <legend>How often</legend>
      <div class="weights-bar" aria-hidden="true">
        ${names.map((name, at) => html`<span key=${name} data-colour=${(at % 6) + 1} style=${{ flexGrow: shares[name] * 1000 }}></span>`)}
      </div>
      <div class="weights-fields">
        ${names.map((name, at) => html`
          <${Field} key=${name} label=${html`<span class="swatch" data-colour=${(at % 6) + 1}></span>${plain(name)}`} hint=${`${share(shares[name])} of its sessions`}>
            ${(tied) => html`<input class="input number" type="number" min="0" max="10000" step="1" value=${given ? offer.weights[name] : 50} onInput=${set(name)} ...${tied} />`}
          <//>
        `)}
      </div>
      ${none && html`<p class="error">All weights are 0, so no variant would ever be shown. Give one of them more.</p>`}
      ${given && html`<div><${Button} kind="quiet" onClick=${() => onChange(() => undefined, 'all')} disabled=${disabled}>All alike<//></div>`}
    </fieldset>
  `;
}
