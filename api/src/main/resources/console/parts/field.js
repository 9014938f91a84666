import { classes, html, useId } from '../view.js';
import { Icon } from './button.js';

/**
 * A label with what belongs to it: a hint, an error, and the control that `children` draws.
 *
 * @param children called with the attributes that tie the control to its label: `id`,
 *     `aria-describedby`, `aria-invalid`
 * @param unseen whether the label is only for those who hear the page
 */
export function Field({ label, hint, error, children, unseen, class: name }) {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return html`
    <div class=${classes('field', name)}>
      <label class=${unseen ? 'unseen' : undefined} for=${id}>${label}</label>
      ${children({ id, 'aria-describedby': about, 'aria-invalid': error ? 'true' : undefined })}
      ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
      ${error && html`<p class="error" id=${`${id}-error`}><${Icon} name="warn" /> ${error}</p>`}
    </div>
  `;
}

/**
 * A line of text, or several with `lines`.
 *
 * @param onInput called with the text on every key
 */
export function TextField({ label, hint, error, unseen, lines, value, onInput, class: name, ...rest }) {
  const typed = (happened) => onInput?.(happened.target.value);
  return html`
    <${Field} label=${label} hint=${hint} error=${error} unseen=${unseen} class=${name}>
      ${(tied) => lines
        ? html`<textarea class="input" rows=${lines} value=${value} onInput=${typed} ...${tied} ...${rest}></textarea>`
        : html`<input class="input" type="text" autocomplete="off" value=${value} onInput=${typed} ...${tied} ...${rest} />`}
    <//>
  `;
}

/**
 * One of several, in a list that opens.
 *
 * @param options `{value, label, disabled?}` or texts
 * @param onChoose called with the value
 */
export function Choice({ label, hint, error, unseen, value, options, onChoose, class: name, ...rest }) {
  return html`
    <${Field} label=${label} hint=${hint} error=${error} unseen=${unseen} class=${name}>
      ${(tied) => html`
        <select class="input" value=${value} onChange=${(happened) => onChoose(happened.target.value)} ...${tied} ...${rest}>
          ${options.map((it) => typeof it === 'string' ? { value: it, label: it } : it).map((it) => html`
            <option key=${it.value} value=${it.value} disabled=${it.disabled} selected=${it.value === value}>${it.label}</option>
          `)}
        </select>
      `}
    <//>
  `;
}

/** Any of several, as boxes to tick; `value` and what `onChoose` gets are lists. */
export function Choices({ label, value, options, onChoose, unseen, disabled }) {
  const toggled = (one) => value.includes(one) ? value.filter((it) => it !== one) : options.map(valueOf).filter((it) => it === one || value.includes(it));
  return html`
    <fieldset class="choices">
      <legend class=${unseen ? 'unseen' : undefined}>${label}</legend>
      ${options.map((it) => html`
        <label class="chip" key=${valueOf(it)}>
          <input type="checkbox" checked=${value.includes(valueOf(it))} disabled=${disabled} onChange=${() => onChoose(toggled(valueOf(it)))} />
          <span>${it.label ?? it}</span>
        </label>
      `)}
    </fieldset>
  `;
}

const valueOf = (option) => option.value ?? option;

/** On or off. */
export function Switch({ label, hint, checked, onChange, disabled }) {
  const id = useId();
  return html`
    <div class="switch">
      <input type="checkbox" role="switch" id=${id} checked=${checked} disabled=${disabled} onChange=${(happened) => onChange(happened.target.checked)} />
      <label for=${id}>${label}</label>
      ${hint && html`<p class="hint">${hint}</p>`}
    </div>
  `;
}

/** A field that narrows a list as one types; `/` goes to it from anywhere on the page. */
export function Search({ label, value, onInput }) {
  const id = useId();
  return html`
    <div class="search">
      <${Icon} name="search" />
      <label class="unseen" for=${id}>${label}</label>
      <input class="input" type="search" id=${id} data-search placeholder=${label} autocomplete="off" value=${value}
        onInput=${(happened) => onInput(happened.target.value)} />
    </div>
  `;
}
