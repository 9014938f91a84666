import { html, delayed, useEffect, useMemo, useRef, useState } from '../view.js';
import { Badge, Button, Choices, Dialog, Empty, Loading, Menu, Page, Search, Section, Switch, Tabs, TextField, Trouble, toast } from '../parts/index.js';
import { EventList, sayFields } from '../parts/eventlist.js';
import { Expectations } from '../parts/expectations.js';
import { Preview } from '../parts/preview.js';
import { SignalForm } from '../parts/signalform.js';
import { Truth, Why, missOf } from '../parts/why.js';
import { startDraft } from '../draftmenu.js';
import { secondsOfIso, writtenOf } from '../durations.js';
import { NOTHING, ask, isSame, isSignal, personaOf, requestOf, visitOf } from '../playing.js';
import { slotsOf } from '../offers.js';
import { to } from '../routes.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { nameOf, one, plain } from '../words.js';

const PAUSE_MILLIS = 200;
const KEPT = 'playground';
const SEGMENTS_SHOWN = 100;

/** What a visitor would get, and why: signals, events and consent on one side, what comes of it on the other. */
export default function Playground({ query }) {
  const outline = store.outline.value;
  const persona = outline.personas.find(({ name }) => name === query.persona) ?? null;
  const [visit, setVisit] = useState(() => firstVisit(persona));
  const shown = useRef(persona?.name ?? null);
  const { result, refusal, busy, again } = usePlayed(visit);

  useEffect(() => {
    if (shown.current === (persona?.name ?? null)) return;
    shown.current = persona?.name ?? null;
    if (persona) setVisit(visitOf(persona));
  }, [persona?.name]);
  useEffect(() => store.keepInput(KEPT, { persona: persona?.name ?? null, visit }), [visit, persona?.name]);

  const change = (part) => (value) => setVisit({ ...visit, [part]: value });
  const slots = slotsOf(outline).length;
  return html`
    <${Page} title="Playground" wide lead="Make up a visit and see what it would get, and why. Nothing is counted or kept, and no visitor is involved."
      actions=${html`<${PersonaMenu} persona=${persona} visit=${visit} setVisit=${setVisit} result=${result} />`}>
      <div class="playground">
        <div class="playground-visit">
          ${persona && html`<${Expectations} persona=${persona} result=${result} />`}
          <${Section} title="Agreed to" id="consent-title">
            <${Consent} purposes=${outline.purposes} consent=${visit.consent} onChange=${change('consent')} />
          <//>
          <${Section} title="What happens" id="events-title" aside=${visit.events.length > 0 && html`<${Button} kind="quiet" onClick=${() => change('events')([])}>Take all out<//>`}>
            <${EventList} declared=${outline.events} events=${visit.events} onChange=${change('events')} />
          <//>
          <${Section} title="What is known" id="signals-title" aside=${Object.keys(visit.signals).length > 0 && html`<${Button} kind="quiet" onClick=${() => change('signals')({})}>Forget all<//>`}>
            <${SignalForm} attributes=${outline.attributes.filter(isSignal)} signals=${visit.signals} onChange=${change('signals')} />
          <//>
        </div>
        <div class="playground-result" aria-busy=${String(busy)}>
          <${Trouble} refusal=${refusal} again=${refusal && again} />
          ${result
            ? html`<${Outcome} result=${result} outline=${outline} visit=${visit} />`
            : !refusal && html`<div class="card"><${Loading} lines=${Math.min(12, 4 + slots)} /></div>`}
        </div>
      </div>
    <//>
  `;
}

/** What was played last in this draft, unless a persona is asked for. */
function firstVisit(persona) {
  const kept = store.keptInput(KEPT);
  if (kept && kept.persona === (persona?.name ?? null)) return kept.visit;
  return persona ? visitOf(persona) : NOTHING;
}

/** Plays a visit again whenever it or the workspace changes; what came before stays until there is an answer. */
function usePlayed(visit) {
  const [played, setPlayed] = useState({ result: null, refusal: null, busy: true });
  const stop = useRef(null);
  const play = useMemo(
    () =>
      delayed(PAUSE_MILLIS, async (some) => {
        stop.current?.abort();
        const own = new AbortController();
        stop.current = own;
        setPlayed((before) => ({ ...before, busy: true }));
        try {
          const result = await ask(api.preview, requestOf(some), { signal: own.signal });
          setPlayed({ result, refusal: null, busy: false });
        } catch (refusal) {
          if (!own.signal.aborted) setPlayed((before) => ({ ...before, refusal, busy: false }));
        }
      }),
    [],
  );
  const files = store.files.value;
  useEffect(() => play(visit), [visit, files]);
  useEffect(
    () => () => {
      play.cancel();
      stop.current?.abort();
    },
    [],
  );
  return { ...played, again: () => play(visit) };
}

function Consent({ purposes, consent, onChange }) {
  const every = purposes.map(({ name }) => name);
  const agreed = consent ?? every;
  const choose = (some) => onChange(some.length === every.length ? null : some);
  return html`
    <div class="stack">
      ${purposes.map(({ name, title }) => html`
        <${Switch} key=${name} label=${title ?? plain(name)} checked=${agreed.includes(name)}
          onChange=${(on) => choose(every.filter((it) => (it === name ? on : agreed.includes(it))))} />
      `)}
    </div>
    ${consent?.length === 0 && html`<p class="hint">Without consent one request is answered by its own signals, under contextual purposes; events are not kept.</p>`}
  `;
}

// ---- personas ----------------------------------------------------------------------------------

function PersonaMenu({ persona, visit, setVisit, result }) {
  const [saving, setSaving] = useState(false);
  const { personas } = store.outline.value;
  const editable = store.editable.value;
  const changed = persona && !isSame(visit, visitOf(persona));
  const turn = (name) => () => location.replace(name ? `#/playground?persona=${encodeURIComponent(name)}` : '#/playground');
  const clear = () => {
    setVisit(NOTHING);
    turn(null)();
  };
  const save = async () => {
    await store.edit([{ put: 'persona', name: persona.name, value: personaOf(persona, visit) }], `Changed the persona ${persona.title ?? persona.name}`);
    toast(`${persona.title ?? persona.name} is saved in this draft.`, { kind: 'good' });
  };
  const items = [
    ...personas.map((it) => ({ label: it.title ?? plain(it.name), chosen: it.name === persona?.name, act: turn(it.name) })),
    ...(personas.length ? [null] : []),
    { label: 'Somebody new', icon: 'plus', about: 'Nothing is known, everything is agreed to', act: clear },
    { label: 'All personas', icon: 'person', href: '#/personas' },
  ];
  return html`
    <${Menu} icon="person" items=${items}>${persona ? persona.title ?? plain(persona.name) : 'Somebody new'}<//>
    ${changed && html`<${Button} onClick=${() => setVisit(visitOf(persona))}>Take changes back<//>`}
    ${changed && editable && html`<${Button} kind="main" onClick=${save}>Save changes<//>`}
    ${!persona && (editable
      ? html`<${Button} icon="plus" onClick=${() => setSaving(true)}>Save as a persona<//>`
      : store.may('edit') && html`<${Button} onClick=${startDraft}>Start a draft to save it<//>`)}
    ${saving && html`<${SavePersona} visit=${visit} result=${result} onSaved=${turn} onClose=${() => setSaving(false)} />`}
  `;
}

function SavePersona({ visit, result, onSaved, onClose }) {
  const { personas } = store.outline.value;
  const isIn = (result?.segments ?? []).filter(({ truth }) => truth === 'true');
  const [title, setTitle] = useState('');
  const [expect, setExpect] = useState(isIn.map(({ segment }) => segment));
  const [refusal, setRefusal] = useState(null);
  const name = nameOf(title);
  const taken = personas.some((it) => it.name === name);
  const sound = /^[a-z]/.test(name) && !taken;
  const submit = async () => {
    if (!sound) return;
    try {
      await store.edit([{ put: 'persona', name, value: personaOf({ title: title.trim(), expect }, visit) }], `Added the persona ${title.trim()}`);
      onClose();
      onSaved(name)();
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return html`
    <${Dialog} title="Save as a persona" onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!sound}>Save the persona<//>
    `}>
      <p>A persona is kept in the workspace. Whenever somebody changes a segment, you see at once whether it is still where you expect it.</p>
      <${TextField} label="Who is it?" value=${title} onInput=${setTitle} data-first maxlength="300" placeholder="Kim, looks for bargains"
        hint=${name ? `It is called ${name}.` : undefined}
        error=${taken ? 'There is a persona of this name already.' : title && !sound ? 'Begin it with a letter from a to z.' : undefined} />
      ${isIn.length > 0
        ? html`<${Choices} label="Expected in" value=${expect} onChoose=${setExpect} options=${isIn.map(({ segment, title: label }) => ({ value: segment, label }))} />`
        : html`<p class="fine">It is in no segment at present. What you expect of it can be said afterwards.</p>`}
      <${Trouble} refusal=${refusal} />
    <//>
  `;
}

// ---- what comes of it --------------------------------------------------------------------------

function Outcome({ result, outline, visit }) {
  const [tab, setTab] = useState('slots');
  const isIn = result.segments.filter(({ truth }) => truth === 'true');
  const steps = result.steps ?? [];
  const slots = slotsOf(outline);
  const tabs = [
    { key: 'slots', label: 'What is shown', count: slots.length },
    { key: 'segments', label: 'Segments', count: `${isIn.length} of ${result.segments.length}` },
    { key: 'steps', label: 'Step by step', count: steps.length },
  ];
  return html`
    <div class="card outcome">
      <div class="outcome-in">
        <h2>In</h2>
        ${isIn.length === 0
          ? html`<p class="fine">No segment</p>`
          : html`<ul class="row">${isIn.slice(0, 20).map(({ segment, title }) => html`<li key=${segment}><a class="badge" data-kind="good" href=${to('segments', segment)}>${title}</a></li>`)}${isIn.length > 20 && html`<li class="fine">and ${isIn.length - 20} more</li>`}</ul>`}
      </div>
      <${Notices} notices=${result.notices} />
      <${Tabs} label="What comes of it" tabs=${tabs} chosen=${tab} onChoose=${setTab}>
        ${tab === 'slots' && html`<${Shown} result=${result} slots=${slots} />`}
        ${tab === 'segments' && html`<${Segments} segments=${result.segments} />`}
        ${tab === 'steps' && html`<${Steps} steps=${steps} visit=${visit} slots=${slots} />`}
      <//>
    </div>
  `;
}

/** What was left out of the visit, and why. */
function Notices({ notices }) {
  if (!notices?.length) return null;
  return html`
    <ul class="diagnostics">
      ${notices.map((it, at) => html`<li key=${at}><div><p>${it.detail}</p><p class="fine">${it.pointer} · ${it.code}</p></div></li>`)}
    </ul>
  `;
}

const SHOWS = {
  fallback: 'The fallback: no offer fits.',
  'no-consent': 'The fallback: what its offers are for is not agreed to.',
  'held-out': 'The fallback: this visit is held out.',
  'too-few': 'The fallback: too few visits are alike.',
  'unknown-slot': 'Nothing: there is no such slot.',
};

const isMatched = ({ reason }) => reason === 'matched';
const saying = (decision) =>
  isMatched(decision) ? `${plain(decision.variant)}, for ${store.titleOf(decision.segment)}` : SHOWS[decision.reason] ?? decision.reason;

function Shown({ result, slots }) {
  if (!slots.length) return html`<${Empty} icon="slots" title="There are no slots yet">What is shown stands here once there is a slot.<//>`;
  return html`
    <ul class="shown">
      ${slots.map((slot) => {
        const decision = result.decisions[slot.name];
        return decision && html`<${ShownSlot} key=${slot.name} slot=${slot} decision=${decision} />`;
      })}
    </ul>
  `;
}

function ShownSlot({ slot, decision }) {
  const { matched, nearestMiss } = decision.why ?? {};
  return html`
    <li class="shown-slot">
      <div class="shown-head">
        <h3><a href=${to('slots', slot.name)}>${slot.title}</a></h3>
        <${Badge} kind=${isMatched(decision) ? 'good' : undefined}>${isMatched(decision) ? 'Offer' : 'Fallback'}<//>
      </div>
      <p class="fine">${saying(decision)}</p>
      ${decision.content && html`<${Preview} types=${slot.types} content=${decision.content} small label=${`${slot.title} as it is shown`} />`}
      ${nearestMiss && html`
        <p class="nearest"><b>Nearest miss:</b> ${nearestMiss.title}. <span class="fine">${missOf(nearestMiss)}</span></p>
      `}
      ${(matched || nearestMiss) && html`
        <details class="why-more">
          <summary>Why</summary>
          ${matched && html`<h4><${Truth} truth=${matched.truth} /> ${matched.title}</h4><${Why} why=${matched} />`}
          ${nearestMiss && html`<h4><${Truth} truth=${nearestMiss.truth} /> ${nearestMiss.title}</h4><${Why} why=${nearestMiss} />`}
        </details>
      `}
    </li>
  `;
}

const GROUPS = [['true', 'In'], ['unknown', 'Not known'], ['false', 'Not in']];

function Segments({ segments }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const some = segments.filter(({ segment, title }) => `${segment} ${title}`.toLowerCase().includes(wanted));
  if (!segments.length) return html`<${Empty} icon="segments" title="There are no segments yet">Who is in which stands here once there is a segment.<//>`;
  return html`
    <div class="stack">
      <${Search} label="Find a segment" value=${search} onInput=${setSearch} />
      ${GROUPS.map(([truth, label]) => {
        const group = some.filter((it) => it.truth === truth);
        return group.length > 0 && html`
          <div key=${truth} class="segment-group">
            <h3>${label} <span class="count">${group.length}</span></h3>
            ${group.slice(0, SEGMENTS_SHOWN).map((it) => html`
              <details key=${it.segment} class="why-more">
                <summary><${Truth} truth=${it.truth} /> ${it.title}${truth !== 'true' && html` <span class="fine">${missOf(it)}</span>`}</summary>
                <${Why} why=${it} />
                <p><a href=${to('segments', it.segment)}>Open the segment</a></p>
              </details>
            `)}
            ${group.length > SEGMENTS_SHOWN && html`<p class="fine">${one(group.length - SEGMENTS_SHOWN, 'more segment')}: search for the one you mean.</p>`}
          </div>
        `;
      })}
      ${some.length === 0 && html`<p class="fine">No segment is like “${search}”.</p>`}
    </div>
  `;
}

const sayKnown = (known) =>
  `Known: ${Object.entries(known).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', ')}`;

/** The visit from its first request on: which segments it entered and left, and what changed on the page. */
function Steps({ steps, visit, slots }) {
  return html`
    <ol class="steps">
      ${steps.map((step, at) => html`
        <li key=${at}>
          <p class="step-title">
            <b>${at === 0 ? 'The first page' : plain(step.event ?? visit.events[at - 1]?.name ?? '')}</b>${' '}
            <span class="fine">${at > 0 && visit.events[at - 1] ? sayFields(visit.events[at - 1]) : ''}${secondsOfIso(step.at) ? ` · ${writtenOf(secondsOfIso(step.at))} after the start` : ''}</span>
          </p>
          ${Object.keys(step.known ?? {}).length > 0 && html`<p class="fine">${sayKnown(step.known)}</p>`}
          ${step.entered.length + step.left.length > 0 && html`
            <ul class="row">
              ${step.entered.map((name) => html`<li key=${name}><${Badge} kind="good" icon="plus"><span class="unseen">enters </span>${store.titleOf(name)}<//></li>`)}
              ${step.left.map((name) => html`<li key=${name}><${Badge} kind="warn" icon="close"><span class="unseen">leaves </span>${store.titleOf(name)}<//></li>`)}
            </ul>
          `}
          ${Object.keys(step.decisions ?? {}).length > 0
            ? html`<ul class="step-slots">${Object.entries(step.decisions).map(([name, decision]) => html`
              <li key=${name}><span>${slots.find((it) => it.name === name)?.title ?? name}</span> <span class="fine">${saying(decision)}</span></li>
            `)}</ul>`
            : step.entered.length + step.left.length === 0 && html`<p class="fine">Nothing changes.</p>`}
        </li>
      `)}
    </ol>
  `;
}
