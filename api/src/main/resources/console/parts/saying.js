/** Dialogs in which somebody says why, or when. What was typed stays if it cannot be done. */
import { html, useState } from '../view.js';
import { Button } from './button.js';
import { Choice, TextField } from './field.js';
import { Dialog } from './dialog.js';
import { Trouble } from './diagnostics.js';

const SAY_MAX = 500;

/** Runs what a dialog is for, and closes it if that was done. */
function useDoing(onClose) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState(null);
  const run = async (work) => {
    setBusy(true);
    try {
      await work();
      onClose();
    } catch (failure) {
      setRefusal(failure);
      setBusy(false);
    }
  };
  return { busy, refusal, run };
}

/**
 * Asks for a few words and does something with them.
 *
 * @param needed whether it takes words at all
 * @param onSay called with the text; what it throws is shown in place
 */
export function Say({ title, label, act, needed, onSay, onClose }) {
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, refusal, run } = useDoing(onClose);
  const submit = () => {
    if (needed && text.trim().length < 3) setMissing(true);
    else run(() => onSay(text.trim()));
  };
  return html`
    <${Dialog} title=${title} onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" busy=${busy}>${act}<//>
    `}>
      <${TextField} label=${label} lines=${3} maxlength=${SAY_MAX} value=${text} onInput=${setText}
        error=${missing && text.trim().length < 3 ? 'Say it in a few words: it is kept with the edition.' : undefined} />
      <${Trouble} refusal=${refusal} />
    <//>
  `;
}

/** Asks whether to publish now or at a time, and what for. `onPublish` gets the instant, or nothing for now, and the words. */
export function Publish({ onPublish, onClose }) {
  const [when, setWhen] = useState('now');
  const [time, setTime] = useState(inAnHour);
  const [say, setSay] = useState('');
  const { busy, refusal, run } = useDoing(onClose);
  const at = when === 'now' ? undefined : new Date(time);
  const isPast = at !== undefined && !(at.getTime() > Date.now());
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const submit = () => isPast || run(() => onPublish(at?.toISOString(), say.trim() || undefined));
  return html`
    <${Dialog} title="Publish" onClose=${onClose} onSubmit=${submit} actions=${html`
      <${Button} onClick=${onClose}>Cancel<//>
      <${Button} type="submit" kind="main" busy=${busy} disabled=${isPast}>${when === 'now' ? 'Publish now' : 'Set the date'}<//>
    `}>
      <div class="stack">
        <${Choice} label="When" value=${when} onChoose=${setWhen} options=${[{ value: 'now', label: 'Now' }, { value: 'later', label: 'At a time' }]} />
        ${when === 'later' && html`
          <${TextField} label="Date and time" type="datetime-local" value=${time} onInput=${setTime} hint=${`In ${zone}. Any edit to the draft takes the date back.`}
            error=${isPast ? 'Choose a time that is still to come.' : undefined} />
        `}
        <${TextField} label="What for" hint="A few words for the history" maxlength=${SAY_MAX} value=${say} onInput=${setSay} />
        <p class="fine">The workspace comes into force as a whole, on all nodes. You can go back to any earlier edition.</p>
        <${Trouble} refusal=${refusal} />
      </div>
    <//>
  `;
}

function inAnHour() {
  const then = new Date(Date.now() + 3_600_000);
  const two = (value) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}T${two(then.getHours())}:00`;
}
