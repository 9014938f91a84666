import { html, useEffect, useRef, useState } from '../view.js';
import { Badge, Button, Choice, Confirm, Diagnostics, Dialog, Empty, LinkButton, Menu, Page, TextField, toast } from '../parts/index.js';
import { OfferEditor } from '../parts/offereditor.js';
import { OfferList } from '../parts/offerlist.js';
import { FallbackEditor, SlotSettings } from '../parts/slotsettings.js';
import { shareOf } from '../parts/sharefield.js';
import { startDraft } from '../draftmenu.js';
import { filled, headlineOf } from '../content.js';
import { adding, findingsOf, findingsOfOffer, freeName, inOrder, isNamed, moving, nameTrouble, slotsOf } from '../offers.js';
import { scheduleOf, zoneOf } from '../when.js';
import { go, to } from '../routes.js';
import * as store from '../store.js';
import { nameOf, plain } from '../words.js';

const SLOT_NAME = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*(\.[a-z0-9]+([_-][a-z0-9]+)*)*$/;

const NARROW = '(max-width: 63.99rem)';

/** One slot: its offers in the order they are asked, its fallback, and what it is. */
export default function Slot({ name, query }) {
  const outline = store.outline.value;
  const slot = slotsOf(outline).find((it) => it.name === name);
  useEffect(() => void (store.reach.value ?? store.readReach().catch(() => {})), []);
  if (!slot) return html`<${Absent} name=${name} />`;
  return html`<${Editor} slot=${slot} query=${query} outline=${outline} />`;
}

function Absent({ name }) {
  return html`
    <${Page} title="No such slot" back=${{ href: '#/slots', label: 'Slots' }}>
      <${Empty} icon="slots" title=${`There is no slot ${name} here`} action=${html`<${LinkButton} kind="main" href="#/slots">To the slots<//>`}>
        It may have another name, or be in another draft.
      <//>
    <//>
  `;
}

function Editor({ slot, query, outline }) {
  const [dialog, setDialog] = useState(null);
  const editable = store.editable.value;
  const zone = zoneOf(outline);
  const order = inOrder(slot);
  const findings = findingsOf(outline, slot);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const chosen = chosenOf(query, order);
  const row = order.find(({ key }) => key === chosen);
  const hrefOf = (key) => `${to('slots', slot.name)}?${key === 'settings' || key === 'fallback' ? `part=${key}` : `offer=${encodeURIComponent(key)}`}`;
  const show = (key) => location.replace(hrefOf(key));
  useInView(chosen);

  const now = () => slotsOf(store.outline.value).find((it) => it.name === slot.name);
  const move = async (from, where) => {
    await store.putTyped();
    const edits = moving(now(), inOrder(now()), from, where);
    if (edits.length) await store.edit(edits, `Moved the offer ${order[from].key}`);
  };
  const add = async (audience, called) => {
    await store.putTyped();
    const name = called || undefined;
    const offer = { for: audience, name, named: Boolean(name), variants: { [nameOf(called || audience) || 'first']: filled(slot.types, now().fallback) } };
    await store.edit([adding(now(), offer)], `Added an offer for ${store.titleOf(audience)}`);
    setDialog(null);
    show(inOrder(now())[0].key);
  };
  const gone = () => show('fallback');
  const rename = async (next) => {
    await store.putTyped();
    await store.edit([{ rename: 'slot', name: slot.name, to: next }], `Renamed the slot ${slot.name}`);
    setDialog(null);
    go(`/slots/${encodeURIComponent(next)}?part=settings`);
  };
  const remove = async () => {
    const { title } = slot;
    await store.edit([{ remove: 'slot', name: slot.name }], `Removed the slot ${title}`);
    go('/slots');
    toast(`${title} is removed from this draft.`, { action: { label: 'Undo', act: store.undoLast } });
  };

  const actions = html`
    <${LinkButton} icon="playground" href="#/playground">Try it out<//>
    ${editable
      ? html`
        <${Button} kind="main" icon="plus" onClick=${() => setDialog('offer')}>Add an offer<//>
        <${Menu} kind="quiet" icon="more" label="More about this slot" end items=${[
          { label: 'Rename', icon: 'edit', act: () => setDialog('rename') },
          null,
          { label: 'Remove the slot', icon: 'trash', grave: true, act: () => setDialog('remove') },
        ]} />`
      : store.may('edit') && html`<${Button} icon="edit" onClick=${startDraft}>Start a draft to change it<//>`}
  `;
  return html`
    <${Page} title=${slot.title} wide back=${{ href: '#/slots', label: 'Slots' }} actions=${actions} badge=${html`
      <code class="fine">${slot.name}</code>
      ${errors.length > 0 && html`<${Badge} kind="bad" icon="warn">Cannot be published yet<//>`}
    `}>
      <${Diagnostics} items=${findings} />
      <div class="slot-editor">
        <nav class="slot-rail" aria-label="Parts of the slot">
          <p class="rail-title">Asked from the top<span class="fine">The first that fits is shown</span></p>
          ${order.length === 0 && html`
            <div class="rail-empty">
              <p class="fine">Everybody sees the fallback. An offer shows something else to those who are in a segment.</p>
              ${editable && html`<${Button} icon="plus" onClick=${() => setDialog('offer')}>Add an offer<//>`}
            </div>
          `}
          <${OfferList} zone=${zone} hrefOf=${hrefOf} chosen=${chosen} onMove=${editable ? move : undefined} fallbackNote=${fallbackNote(slot)}
            rows=${order.map((it) => rowOf(it, slot, zone, findings))} />
          <a class="offer-row settings-row" href=${hrefOf('settings')} aria-current=${chosen === 'settings' ? 'true' : undefined}>
            <span class="offer-text"><b>Settings</b><span class="fine">Title, purposes, fields, holdout</span></span>
          </a>
        </nav>
        ${row && html`<${OfferEditor} key=${`${slot.name}/${row.key}`} slot=${slot} row=${row} onGone=${gone} onCalled=${show} />`}
        ${chosen === 'fallback' && html`<${FallbackEditor} key=${slot.name} slot=${slot} />`}
        ${chosen === 'settings' && html`<${SlotSettings} key=${slot.name} slot=${slot} />`}
      </div>
    <//>
    ${dialog === 'offer' && html`<${NewOffer} slot=${slot} onAdd=${add} onClose=${() => setDialog(null)} />`}
    ${dialog === 'rename' && html`<${SlotName} slot=${slot} onNamed=${rename} onClose=${() => setDialog(null)} />`}
    ${dialog === 'remove' && html`
      <${Confirm} title=${`Remove ${slot.title}?`} act="Remove it from this draft" onNo=${() => setDialog(null)} onYes=${remove}
        say="Its offers and its fallback go with it. Where your site asks for it, nothing is shown once this is published. It can be taken back with Undo." />
    `}
  `;
}

/** Where the editor stands below the list, another choice brings it into view. */
function useInView(chosen) {
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current === chosen) return;
    before.current = chosen;
    if (matchMedia(NARROW).matches) document.querySelector('.offer-editor')?.scrollIntoView();
  }, [chosen]);
}

/** The key of what the address names: an offer, the fallback or the settings; the first offer if it names none. */
function chosenOf({ offer, part }, order) {
  if (part === 'fallback' || part === 'settings') return part;
  return order.find(({ key }) => key === offer)?.key ?? order[0]?.key ?? 'fallback';
}

function fallbackNote(slot) {
  const percent = shareOf(slot.holdout);
  return percent ? `Everybody else, and ${percent} % held out` : 'Everybody else';
}

function rowOf({ offer, key }, slot, zone, findings) {
  const audience = store.titleOf(offer.for) ?? 'Nobody yet';
  const says = `“${headlineOf(slot.types, Object.values(offer.variants ?? {})[0])}”`;
  return {
    key,
    title: isNamed(offer) ? plain(key) : audience,
    about: isNamed(offer) ? `${audience} · ${says}` : says,
    schedule: scheduleOf(offer, zone),
    variants: Object.keys(offer.variants ?? {}).length,
    findings: findingsOfOffer(findings, offer).filter(({ severity }) => severity === 'error').length,
  };
}

/** Whom a new offer is for. */
function NewOffer({ slot, onAdd, onClose }) {
  const { segments } = store.outline.value;
  const [audience, setAudience] = useState(segments[0]?.name ?? '');
  const [text, setText] = useState('');
  const taken = inOrder(slot).map(({ key }) => key);
  const name = nameOf(text);
  const wanted = name || (taken.includes(audience) ? freeName(audience, taken) : '');
  const error = nameTrouble(name, taken);
  if (segments.length === 0) {
    return html`
      <${Dialog} title="Add an offer" onClose=${onClose} actions=${html`<${LinkButton} kind="main" href="#/segments">To the segments<//>`}>
        <p>An offer is for a segment, and there is none yet. Make a segment first.</p>
      <//>
    `;
  }
  return html`
    <${Dialog} title="Add an offer" onClose=${onClose} onSubmit=${() => !error && onAdd(audience, wanted)} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${Boolean(error)}>Add the offer<//>
    `}>
      <p>It begins with what the fallback says, and is asked first. Both can be changed afterwards.</p>
      <${Choice} label="For whom" value=${audience} onChoose=${setAudience} options=${segments.map((it) => ({ value: it.name, label: it.title }))} />
      <${TextField} label="Name, if it needs one" value=${text} onInput=${setText} maxlength="64" placeholder="Black week"
        hint=${wanted ? `It is called ${wanted} in reports.` : 'Without a name it is called as its segment.'} error=${error} />
    <//>
  `;
}

function SlotName({ slot, onNamed, onClose }) {
  const [text, setText] = useState(slot.name);
  const taken = store.outline.value.slots.some(({ name }) => name === text && name !== slot.name);
  const sound = SLOT_NAME.test(text) && text.length <= 64;
  return html`
    <${Dialog} title="Rename the slot" onClose=${onClose} onSubmit=${() => sound && !taken && (text === slot.name ? onClose() : onNamed(text))} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!sound || taken}>Rename it<//>
    `}>
      <p>Your site asks for the slot by this name. Where it asks for the old one, nothing is shown once this is published.</p>
      <${TextField} label="Name" value=${text} onInput=${setText} data-first maxlength="64" spellcheck="false"
        error=${taken ? 'There is a slot of this name already.' : sound ? undefined : 'Small letters and digits, with dots between parts, such as home.hero.'} />
    <//>
  `;
}
