/** Signing in: as a page when nobody is here, and as a dialog over the page when a session is over. */
import { html, useEffect, useState } from './view.js';
import { Button, Dialog, LinkButton, TextField, Trouble } from './parts/index.js';
import * as api from './api.js';
import * as store from './store.js';

const OPENID = '/admin/v1/sign-in/openid';

/** Takes a token that a link carried, and takes it out of the address at once. */
function carriedToken() {
  const found = /^#token=([^&]+)$/.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, '', `${location.pathname}#/`);
  dispatchEvent(new Event('hashchange'));
  return decodeURIComponent(found[1]);
}

/** Another sign-in than by token, if this node has one. */
function useWaysIn() {
  const [ways, setWays] = useState(null);
  useEffect(() => {
    api.waysIn().then(setWays, () => setWays({ token: true }));
  }, []);
  return ways;
}

/** The page for somebody who is not signed in. */
export function SignIn({ onDone }) {
  const ways = useWaysIn();
  useEffect(() => {
    document.title = 'Sign in · Mien';
  }, []);
  return html`
    <main class="alone">
      <div class="sign-in card">
        <p class="brand"><img src="icon.svg" alt="" width="34" height="34" /> <span>Mien</span></p>
        <h1>Sign in</h1>
        <p class="fine">Here your team decides what visitors see, for whom, and sees what it did.</p>
        ${ways?.openid && html`
          <${LinkButton} kind="main" href=${openId(location.pathname + location.hash)}>Sign in with ${ways.openid.name ?? 'your organisation'}<//>
          <p class="or"><span>or</span></p>
        `}
        <${TokenForm} onDone=${onDone} main=${ways !== null && !ways.openid} />
      </div>
    </main>
  `;
}

const openId = (back) => `${OPENID}?return=${encodeURIComponent(back)}`;

function TokenForm({ onDone, main, carried = carriedToken }) {
  const [token, setToken] = useState(carried);
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (happened) => {
    happened?.preventDefault();
    if (!token) return;
    setBusy(true);
    try {
      await api.signIn(token.trim());
      await onDone();
    } catch (failure) {
      setRefusal(failure);
      setBusy(false);
    }
  };
  useEffect(() => {
    if (token) submit();
  }, []);
  return html`
    <form onSubmit=${submit} class="stack">
      <input type="text" name="username" autocomplete="username" value="token" readonly hidden />
      <${TextField} label="Token" type="password" autocomplete="current-password" spellcheck="false" value=${token ?? ''} onInput=${setToken}
        hint="On a machine of your own, it is in the file admin-token of the data folder." error=${refusal?.status === 401 ? 'This token is not known here, or it is over.' : undefined} />
      ${refusal && refusal.status !== 401 && html`<${Trouble} refusal=${refusal} />`}
      <${Button} type="submit" kind=${main ? 'main' : undefined} busy=${busy} disabled=${!token}>Sign in<//>
    </form>
  `;
}

/** The dialog for somebody whose session is over; calls that wait go on afterwards, and nothing is lost. */
export function Again() {
  const ways = useWaysIn();
  const goOn = async () => {
    const before = store.me.value;
    const found = await api.me();
    store.me.value = found;
    api.welcome(found);
    // Somebody else may not go on with what the one before had typed.
    if (before && before.person.id !== found.person.id) location.reload();
  };
  const inOtherTab = () => open(openId('/console/#/signed-in'), '_blank');
  return html`
    <${Dialog} title="Your session is over">
      <p>Sign in again, and everything goes on where you were. What you typed is still here.</p>
      ${ways?.openid && html`
        <${Button} kind="main" onClick=${inOtherTab}>Sign in with ${ways.openid.name ?? 'your organisation'}<//>
        <p class="fine">It opens in another tab. Come back to this one afterwards.</p>
        <${Button} onClick=${() => goOn().catch(() => {})}>I have signed in<//>
        <p class="or"><span>or</span></p>
      `}
      <${AgainForm} onDone=${goOn} />
    <//>
  `;
}

/** The token's form without a form of its own: a dialog has one. */
function AgainForm({ onDone }) {
  const [token, setToken] = useState('');
  const [refusal, setRefusal] = useState(null);
  const submit = async () => {
    try {
      await api.signIn(token.trim());
      await onDone();
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return html`
    <div class="stack">
      <input type="text" name="username" autocomplete="username" value="token" readonly hidden />
      <${TextField} label="Token" type="password" autocomplete="current-password" value=${token} onInput=${setToken} data-first
        onKeyDown=${(happened) => happened.key === 'Enter' && submit()} error=${refusal ? refusal.message : undefined} />
      <div><${Button} kind="main" disabled=${!token} onClick=${submit}>Sign in<//></div>
    </div>
  `;
}
