import { classes, html, useEffect, useId, useRef, useState } from '../view.js';
import { Icon } from './button.js';

/**
 * A button that opens a list of actions. Arrows, Home, End and Escape work as they do in menus.
 *
 * @param label what the button is called, if it shows only a drawing
 * @param items `{label, icon?, about?, act?, href?, chosen?, grave?, disabled?}`; `null` draws a line
 * @param children what the button shows
 * @param end whether the list ends where the button ends, at the right edge of a page
 */
export function Menu({ label, items, children, icon, kind, end, class: name }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const id = useId();
  const entries = () => [...root.current.querySelectorAll('[role^=menuitem]:not([aria-disabled=true])')];
  useEffect(() => {
    if (!open) return undefined;
    (entries().find((it) => it.getAttribute('aria-checked') === 'true') ?? entries()[0])?.focus();
    const away = (happened) => root.current.contains(happened.target) || setOpen(false);
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [open]);

  const close = () => {
    setOpen(false);
    root.current.querySelector('button').focus();
  };
  const pressed = (happened) => {
    const some = entries();
    const at = some.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[happened.key];
    if (happened.key === 'Escape') close();
    else if (happened.key === 'Tab') setOpen(false);
    else if (go !== undefined) {
      happened.preventDefault();
      some.at(go % some.length)?.focus();
    }
  };
  const chosen = (item) => () => {
    close();
    item.act?.();
  };

  return html`
    <div class=${classes('menu', end && 'end')} ref=${root}>
      <button
        type="button"
        class=${classes('button', kind, !children && 'bare', name)}
        aria-label=${label}
        title=${children ? undefined : label}
        aria-haspopup="menu"
        aria-expanded=${String(open)}
        aria-controls=${open ? id : undefined}
        onClick=${() => setOpen(!open)}
      >
        ${icon && html`<${Icon} name=${icon} />`}${children}${children && html`<${Icon} name="down" />`}
      </button>
      ${open && html`
        <div class="menu-list" role="menu" id=${id} onKeyDown=${pressed}>
          ${items.map((item, at) => item === null ? html`<hr key=${at} />` : entry(item, at, chosen(item)))}
        </div>
      `}
    </div>
  `;
}

function entry({ label, icon, about, href, chosen, grave, disabled }, at, act) {
  const role = chosen === undefined ? 'menuitem' : 'menuitemradio';
  const shared = {
    key: at,
    role,
    tabindex: -1,
    class: classes('menu-item', grave && 'grave'),
    'aria-checked': chosen === undefined ? undefined : String(chosen),
    'aria-disabled': disabled ? 'true' : undefined,
    onClick: disabled ? (happened) => happened.preventDefault() : act,
  };
  const inside = html`
    <span class="menu-mark">${icon ? html`<${Icon} name=${icon} />` : chosen && html`<${Icon} name="check" />`}</span>
    <span class="menu-text">${label}${about && html`<span class="fine">${about}</span>`}</span>
  `;
  return href ? html`<a href=${href} ...${shared}>${inside}</a>` : html`<button type="button" ...${shared}>${inside}</button>`;
}
