/** Signing in: as a page when nobody is here, and as a dialog over the page when a session is over. */
import { html, useEffect, useState } from './view.js';
import { Button, Dialog, Icon, LinkButton, TextField, Trouble } from './parts/index.js';
import * as api from './api.js';
import * as store from './store.js';
import { place } from './routes.js';

const OPENID = '/admin/v1/sign-in/openid';

/** Why a sign-in at the provider came to nothing, as `#/sign-in?failed=…` says it. */
const FAILED = {
  'refused': 'Signing in was refused. Try once more.',
  'no-role': 'You are known to the provider, but in no group that may work here. Ask whoever looks after the groups.',
  'expired': 'That took too long, or was done twice. Try once more.',
  'unavailable': 'The provider cannot be reached at present. Try again in a minute.',
  'too-many': 'Too many are signing in at the moment. Try again in a minute.',
};

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
  const { path, query } = place.value;
  const failed = path === '/sign-in' ? FAILED[query.failed] ?? 'Signing in did not work. Try once more.' : null;
  const back = path === '/sign-in' ? '#/' : location.hash;
  useEffect(() => {
    document.title = 'Sign in · Mien';
  }, []);
  return html`
    <main class="alone">
      <div class="sign-in card">
        <p class="brand"><img src="icon.svg" alt="" width="34" height="34" /> <span>Mien</span></p>
        <h1>Sign in</h1>
        <p class="fine">Here your team decides what visitors see, for whom, and sees what it did.</p>
        ${failed && html`<p class="trouble" role="alert"><${Icon} name="warn" /> ${failed}</p>`}
        ${ways?.openid && html`
          <${LinkButton} kind="main" href=${openId(`/console/${back}`)}>Sign in with your organisation<//>
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
  const inOtherTab = () => open(openId('/console/#/'), '_blank');
  // Who comes back from signing in elsewhere need not say so.
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return;
      const { signedIn } = await api.waysIn().catch(() => ({}));
      if (signedIn) await goOn();
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return html`
    <${Dialog} title="Your session is over">
      <p>Sign in again, and everything goes on where you were. What you typed is still here.</p>
      ${ways?.openid && html`
        <${Button} kind="main" onClick=${inOtherTab}>Sign in with your organisation<//>
        <p class="fine">It opens in another tab. Come back to this one afterwards.</p>
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
