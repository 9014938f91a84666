import { html } from '../view.js';
import { Field } from './field.js';

/** A share as a number, of how it is written: 5 of `5 %`. */
export const shareOf = (written) => Number(bare(written)) || 0;

const bare = (written) => String(written ?? '').replace(/\s*%\s*$/, '');

/**
 * A share in percent. What is no number can be typed, too: the checker says what is wrong with it.
 *
 * @param value as it is written, such as `5 %`; undefined where nothing is
 * @param onInput called with it as it is to be written, undefined where the field is empty
 */
export function ShareField({ label, hint, error, value, onInput }) {
  const typed = (happened) => {
    const text = happened.target.value.trim();
    onInput(text ? `${text} %` : undefined);
  };
  return html`
    <${Field} label=${label} class="narrow" hint=${hint} error=${error}>
      ${(tied) => html`<span class="unit"><input class="input number" type="text" inputmode="decimal" autocomplete="off" maxlength="12" value=${bare(value)} onInput=${typed} ...${tied} /> %</span>`}
    <//>
  `;
}
