import { classes, html, useEffect, useState } from '../view.js';
import { cardsOf, onSite, partOf, restOf } from '../content.js';
import { findSites, sites } from '../site.js';
import { number, plain } from '../words.js';
import { Icon } from './button.js';

const TYPING_MILLIS = 600;

/**
 * Content as it will look, as far as that can be told from its fields: a picture, words, a button.
 * Pictures are loaded from the site's own addresses only, and links lead nowhere.
 *
 * @param types the slot's fields by type
 * @param content what they say
 * @param label what is shown, for those who hear the page
 * @param small for lists
 */
export function Preview({ types, content, label, small }) {
  useEffect(findSites, []);
  const { top, cards } = cardsOf(types);
  const filledIn = (fields) => fields.map((it) => ({ ...it, value: content?.[it.field], part: partOf(it.field, it.type, content?.[it.field]) }));
  return html`
    <div class=${classes('preview', small && 'small')} role="group" aria-label=${label}>
      <${Card} fields=${filledIn(top)} />
      ${cards.length > 0 && html`
        <div class="preview-cards">${cards.map((fields) => html`<${Card} key=${fields[0].field} fields=${filledIn(fields)} isOneOfMany />`)}</div>
      `}
    </div>
  `;
}

function Card({ fields, isOneOfMany }) {
  const of = (...parts) => fields.filter(({ part }) => parts.includes(part));
  const [picture] = of('picture');
  const words = of('kicker', 'headline', 'text', 'number', 'flag', 'action', 'link');
  const isLine = !picture && !of('headline').length && of('text').length === 1;
  const [link] = of('link');
  const [action] = of('action');
  return html`
    <div class=${classes('preview-card', isLine && 'line')}>
      ${picture && html`<${Picture} address=${picture.value} />`}
      ${words.length > 0 && html`
        <div class="preview-words">
          ${of('kicker').map((it) => html`<p class="preview-kicker" key=${it.field}>${it.value}</p>`)}
          ${of('headline').map((it) => html`<p class="preview-headline" key=${it.field}>${it.value}</p>`)}
          ${of('text').map((it) => html`<p class="preview-text" key=${it.field}>${it.value}</p>`)}
          ${of('number', 'flag').length > 0 && html`
            <ul class="preview-facts">${of('number', 'flag').map((it) => html`<${Value} key=${it.field} ...${it} label=${plain(isOneOfMany ? restOf(it.field) : it.field)} />`)}</ul>
          `}
          ${action && html`<span class="preview-action">${action.value}</span>`}
          ${link && html`<p class="preview-link"><${Icon} name="next" /><span class="unseen">Leads to </span>${link.value}</p>`}
        </div>
      `}
    </div>
  `;
}

function Value({ label, part, value }) {
  if (part === 'flag') {
    return html`<li data-on=${String(value === true)}><${Icon} name=${value === true ? 'check' : 'close'} /> ${label}<span class="unseen">: ${value === true ? 'yes' : 'no'}</span></li>`;
  }
  return html`<li>${label} <b class="number">${typeof value === 'number' ? number(value) : value}</b></li>`;
}

/** A picture of the site. While its address is typed, the one before stays: half an address is no picture. */
function Picture({ address }) {
  const [settled, setSettled] = useState(address);
  const [broken, setBroken] = useState(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(address), TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [address]);
  const text = String(settled ?? '');
  const isNone = text === '' || text.endsWith('/');
  const from = isNone ? null : onSite(text, sites.value);
  if (from !== null && broken !== from) {
    return html`<img class="preview-picture" src=${from} alt="" onError=${() => setBroken(from)} />`;
  }
  return html`
    <div class="preview-picture none">
      <${Icon} name="picture" />
      <span>${isNone ? 'No picture yet' : from === null ? 'Not one of the site’s addresses, so it is not loaded here' : 'There is no picture at this address'}</span>
      ${!isNone && html`<code>${text}</code>`}
    </div>
  `;
}
