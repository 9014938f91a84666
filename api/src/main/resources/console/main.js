/** Starts the console: recognises who is here, and draws the shell around the page that the address names. */
import { Shell } from './shell.js';
import { SignIn } from './signin.js';
import { html, effect, render, signal } from './view.js';
import * as api from './api.js';
import * as store from './store.js';
import { fetchPages } from './routes.js';
import { Trouble } from './parts/index.js';

const failed = signal(null);

async function start() {
  failed.value = null;
  try {
    await store.recognise();
    if (!store.me.value) return;
    if (location.hash.startsWith('#/sign-in')) location.replace('#/');
    await store.begin();
    fetchPages();
  } catch (refusal) {
    failed.value = refusal;
  }
}

function Console() {
  if (failed.value) return html`<main class="alone"><h1>Mien</h1><${Trouble} refusal=${failed.value} again=${start} /></main>`;
  if (store.me.value === undefined) return null;
  if (store.me.value === null) return html`<${SignIn} onDone=${start} />`;
  return html`<${Shell} />`;
}

/** What is typed survives a reload; what was not saved is offered again. */
effect(() => {
  if (store.saving.value && store.draft.value) store.keepUnsaved();
});
addEventListener('beforeunload', (happened) => {
  if (store.kept.value !== 'saved' && api.connection.value === 'down') happened.preventDefault();
});
addEventListener('visibilitychange', () => document.hidden && store.saveNow());

render(html`<${Console} />`, document.getElementById('console'));
start();
