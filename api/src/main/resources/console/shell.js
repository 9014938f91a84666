/** What stands around every page: where one can go, which draft is worked in, and whether it is saved. */
import { html, effect, signal, useEffect, useErrorBoundary, useRef, useState } from './view.js';
import { Again } from './signin.js';
import { DraftMenu } from './draftmenu.js';
import { PLACES, go, place } from './routes.js';
import { TourStep } from './tour.js';
import { Button, Icon, Loading, Menu, Toasts, Trouble } from './parts/index.js';
import * as api from './api.js';
import * as store from './store.js';
import * as undo from './undo.js';
import { plain } from './words.js';

/** The page that is shown, once its module is there: `{component, at}`. */
const shown = signal(null);

effect(() => {
  const at = place.value;
  at.load().then(
    (module) => place.value === at && (shown.value = { component: module.default, at }),
    (failure) => place.value === at && (shown.value = { failure, at }),
  );
});

export function Shell() {
  useEffect(() => {
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  return html`
    <a class="skip" href="#main" onClick=${toMain}>Skip to the page</a>
    <div class="shell">
      <nav class="places" aria-label="Console">
        <a class="brand" href="#/" aria-label="Mien"><img src="icon.svg" alt="" width="26" height="26" /> <span>Mien</span></a>
        ${PLACES.map((group, at) => html`
          <ul key=${at}>${group.filter(({ needs }) => !needs || store.may(needs)).map((it) => html`<${Place} key=${it.path} ...${it} />`)}</ul>
        `)}
      </nav>
      <div class="beside">
        <header class="bar">
          <${DraftMenu} />
          <${Saved} />
          <span class="grow"></span>
          <${Person} />
        </header>
        ${api.connection.value === 'down' && html`
          <p class="strip" data-kind="warn" role="status"><${Icon} name="warn" /> The node cannot be reached. What you type is kept here and saved as soon as it is back.</p>
        `}
        <main id="main" tabindex="-1" data-path=${shown.value?.at.path}><${Current} /></main>
      </div>
    </div>
    <${TourStep} />
    <${Toasts} />
    ${api.expired.value && html`<${Again} />`}
  `;
}

const toMain = (happened) => {
  happened.preventDefault();
  document.getElementById('main').focus();
};

function Place({ path, label, icon }) {
  const here = path === '/' ? place.value.path === '/' : place.value.path.startsWith(path);
  return html`
    <li><a href=${`#${path}`} aria-current=${here ? 'page' : undefined} data-place=${path}><${Icon} name=${icon} /><span>${label}</span></a></li>
  `;
}

/** The page, with the focus on its heading when one comes to it from another. */
function Current() {
  const before = useRef(null);
  const now = shown.value;
  useEffect(() => {
    if (!now) return;
    if (before.current !== null && before.current !== now.at.path) {
      document.querySelector('#main h1')?.focus();
      scrollTo(0, 0);
    }
    before.current = now.at.path;
  }, [now]);
  if (!now || store.outline.value === null) return html`<div class="page"><${Loading} lines=${8} /></div>`;
  if (now.failure) {
    const refusal = new Error('This page could not be loaded.');
    return html`<div class="page"><h1>Not loaded</h1><${Trouble} refusal=${refusal} again=${() => location.reload()} /></div>`;
  }
  const { component: Component, at } = now;
  return html`<${Guarded} key=${at.path}><${Component} ...${at.params} query=${at.query} /><//>`;
}

/** A mistake of ours in one page leaves the others, and what was typed, as they are. */
function Guarded({ children }) {
  const [broken, again] = useErrorBoundary((failure) => console.error(failure));
  if (!broken) return children;
  const refusal = new Error('Something in this page went wrong. Your changes are safe.');
  return html`<div class="page"><h1 tabindex="-1">Not shown</h1><${Trouble} refusal=${refusal} again=${again} /></div>`;
}

// ---- saved or not ------------------------------------------------------------------------------

const SAVING = {
  saved: 'Saved',
  unsaved: 'Saving soon',
  saving: 'Saving',
  refused: 'Not saved',
  conflict: 'Changed by two',
};

function Saved() {
  if (!store.draft.value) return null;
  const state = store.kept.value;
  const again = state === 'refused' && html`<${Button} kind="quiet" onClick=${retry}>Try again<//>`;
  const settle = state === 'conflict' && html`<a class="button quiet" href="#/merge">Settle</a>`;
  return html`
    <div class="saved">
      <span role="status" class="saved-word" data-state=${state}>${SAVING[state]}</span>
      <${Button} kind="quiet" icon="undo" label=${undo.undoable.value ? `Undo: ${undo.undoable.value}` : 'Undo'} disabled=${!undo.undoable.value} onClick=${store.undoLast} />
      <${Button} kind="quiet" icon="redo" label=${undo.redoable.value ? `Redo: ${undo.redoable.value}` : 'Redo'} disabled=${!undo.redoable.value} onClick=${store.redoLast} />
      ${again}${settle}
    </div>
  `;
}

const retry = () => {
  store.saving.value = 'unsaved';
  store.saveNow();
};

// ---- keys --------------------------------------------------------------------------------------

const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';

function pressed(happened) {
  const target = happened.composedPath()[0];
  const command = happened.ctrlKey || happened.metaKey;
  if (command && happened.key.toLowerCase() === 's') {
    happened.preventDefault();
    store.saveNow();
  }
  if (target.matches?.(TYPING) || document.querySelector('dialog[open]')) return;
  if (command && happened.key.toLowerCase() === 'z') {
    happened.preventDefault();
    if (happened.shiftKey) store.redoLast();
    else store.undoLast();
  } else if (happened.key === '/' && !command) {
    const search = document.querySelector('[data-search]');
    if (search) {
      happened.preventDefault();
      search.focus();
    }
  }
}

// ---- who is here -------------------------------------------------------------------------------

const theme = signal(document.documentElement.dataset.theme ?? 'system');
const THEMES = [['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark']];

function wear(name) {
  theme.value = name;
  if (name === 'system') {
    localStorage.removeItem('mien.theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('mien.theme', name);
    document.documentElement.dataset.theme = name;
  }
  document.dispatchEvent(new Event('mien:theme'));
}

function Person() {
  const { person, roles } = store.me.value;
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    await store.saveNow();
    await api.signOut().catch(() => {});
    store.dropAllInput();
    location.reload();
  };
  const items = [
    { label: 'Access and tokens', icon: 'access', about: roles.map(plain).join(', '), href: '#/access' },
    { label: 'Show the tour', icon: 'info', act: () => go('/?tour=1') },
    null,
    ...THEMES.map(([name, label]) => ({ label, chosen: theme.value === name, act: () => wear(name) })),
    null,
    { label: 'Sign out', icon: 'out', act: leave, disabled: leaving },
  ];
  return html`<${Menu} kind="quiet" icon="person" items=${items} end>${person.name}<//>`;
}
