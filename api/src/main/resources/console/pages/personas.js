import { html, signal, useEffect, useState } from '../view.js';
import { Badge, Button, Dialog, Empty, LinkButton, Menu, Page, Search, Table, TextField, Trouble, toast } from '../parts/index.js';
import { ask, personaOf, visitOf } from '../playing.js';
import * as api from '../api.js';
import * as store from '../store.js';
import { one, plain } from '../words.js';

/** The persona that is being renamed, or null. */
const naming = signal(null);

/** All personas: what is expected of each, and whether it holds. */
export default function Personas() {
  const { personas } = store.outline.value;
  const files = store.files.value;
  const [search, setSearch] = useState('');
  const [trial, setTrial] = useState({ outcomes: null, refusal: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!personas.length) return undefined;
    const stop = new AbortController();
    ask(api.personasTrial, {}, { signal: stop.signal }).then(
      (answer) => setTrial({ outcomes: answer.personas, refusal: null }),
      (refusal) => stop.signal.aborted || setTrial({ outcomes: null, refusal }),
    );
    return () => stop.abort();
  }, [files, asked]);

  const add = html`<${LinkButton} kind="main" icon="plus" href="#/playground">New persona<//>`;
  const wanted = search.trim().toLowerCase();
  const rows = personas
    .map((persona) => rowOf(persona, trial.outcomes))
    .filter(({ persona, title }) => `${persona.name} ${title}`.toLowerCase().includes(wanted));
  return html`
    <${Page} title="Personas" lead="Sample visits with a name. Each says in which segments it is expected, so that you see at once when a change moves it." actions=${personas.length > 0 && add}>
      ${personas.length === 0
        ? html`
          <${Empty} icon="person" title="No personas yet" action=${html`<${LinkButton} kind="main" href="#/playground">Make one up<//>`}>
            Make up a visit in the playground: what is known of it, what happens, what is agreed to. Then save it under a name, such as “Kim, looks for bargains”.
          <//>`
        : html`
          <div class="row"><${Search} label="Find a persona" value=${search} onInput=${setSearch} /></div>
          <${Trouble} refusal=${trial.refusal} again=${trial.refusal && (() => setAsked(asked + 1))} />
          ${rows.length > 0
            ? html`<${Table} caption="Personas" columns=${columns()} rows=${rows} keyOf=${({ persona }) => persona.name} hrefOf=${({ persona }) => `#/playground?persona=${encodeURIComponent(persona.name)}`} />`
            : html`<p class="fine">No persona is like “${search}”.</p>`}
        `}
    <//>
    ${naming.value && html`<${Naming} key=${naming.value.name} persona=${naming.value} onClose=${() => (naming.value = null)} />`}
  `;
}

function Naming({ persona, onClose }) {
  const [title, setTitle] = useState(persona.title ?? '');
  const submit = async () => {
    if (!title.trim()) return;
    await store.edit([{ put: 'persona', name: persona.name, value: personaOf({ ...persona, title: title.trim() }, visitOf(persona)) }], `Renamed the persona ${persona.name}`);
    onClose();
  };
  return html`
    <${Dialog} title="Rename the persona" onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" disabled=${!title.trim()}>Rename it<//>
    `}>
      <${TextField} label="Who is it?" value=${title} onInput=${setTitle} data-first maxlength="300" hint=${`Its name in the files stays ${persona.name}.`} />
    <//>
  `;
}

function rowOf(persona, outcomes) {
  const outcome = outcomes?.find(({ name }) => name === persona.name);
  const expected = (persona.expect ?? []).length + (persona.expectNot ?? []).length;
  const broken = outcome?.expectations?.filter(({ met }) => !met);
  return { persona, title: persona.title ?? plain(persona.name), outcome, expected, broken };
}

function columns() {
  const some = [
    {
      key: 'persona',
      label: 'Persona',
      sort: ({ title }) => title,
      cell: ({ title, persona }) => html`<span class="block">${title}</span><code class="fine">${persona.name}</code>`,
    },
    {
      key: 'in',
      label: 'Is in',
      wide: true,
      cell: ({ outcome }) => {
        if (!outcome) return html`<span class="fine">–</span>`;
        const names = outcome.in ?? [];
        if (!names.length) return html`<span class="fine">No segment</span>`;
        return html`<span class="row">${names.slice(0, 4).map((name) => html`<${Badge} key=${name}>${store.titleOf(name)}<//>`)}${names.length > 4 && html`<span class="fine">and ${names.length - 4} more</span>`}</span>`;
      },
    },
    {
      key: 'expected',
      label: 'Expected',
      sort: ({ broken, expected }) => (broken?.length ? -broken.length : expected),
      cell: ({ expected, broken }) => {
        if (!expected) return html`<span class="fine">Nothing yet</span>`;
        if (!broken) return html`<span class="fine">${one(expected, 'segment')}</span>`;
        if (!broken.length) return html`<${Badge} kind="good" icon="check">${expected === 1 ? 'Holds' : `All ${expected} hold`}<//>`;
        return html`
          <${Badge} kind="bad" icon="warn">${broken.length} of ${expected} ${broken.length === 1 ? 'does' : 'do'} not hold<//>
          <span class="fine block">${store.titleOf(broken[0].segment)}: ${broken[0].decided}</span>
        `;
      },
    },
  ];
  if (!store.editable.value) return some;
  return [...some, {
    key: 'more',
    label: 'More',
    unseen: true,
    right: true,
    cell: ({ persona, title }) => html`<${Menu} kind="quiet" icon="more" label=${`More about ${title}`} end items=${[
      { label: 'Rename', icon: 'edit', act: () => (naming.value = persona) },
      { label: 'Remove', icon: 'trash', grave: true, act: () => remove(persona, title) },
    ]} />`,
  }];
}

async function remove({ name }, title) {
  await store.edit([{ remove: 'persona', name }], `Removed the persona ${title}`);
  toast(`${title} is removed from this draft.`, { action: { label: 'Undo', act: store.undoLast } });
}
