import { html, useId, useRef } from '../view.js';

/**
 * Views of the same thing, one at a time.
 *
 * @param tabs `{key, label, count?}`
 * @param chosen the key of the one that is shown
 * @param onChoose called with another key
 * @param children what the chosen tab shows
 */
export function Tabs({ label, tabs, chosen, onChoose, children }) {
  const list = useRef(null);
  const id = useId();
  const pressed = (happened) => {
    const at = tabs.findIndex(({ key }) => key === chosen);
    const go = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[happened.key];
    if (go === undefined) return;
    happened.preventDefault();
    const next = (go + tabs.length) % tabs.length;
    onChoose(tabs[next].key);
    list.current.children[next].focus();
  };
  return html`
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label=${label} ref=${list} onKeyDown=${pressed}>
        ${tabs.map(({ key, label: text, count }) => html`
          <button
            type="button"
            role="tab"
            key=${key}
            id=${`${id}-${key}`}
            aria-selected=${String(key === chosen)}
            aria-controls=${key === chosen ? `${id}-panel` : undefined}
            tabindex=${key === chosen ? 0 : -1}
            onClick=${() => onChoose(key)}
          >
            ${text}${count !== undefined && html`<span class="count">${count}</span>`}
          </button>
        `)}
      </div>
      <div class="tab-panel" role="tabpanel" id=${`${id}-panel`} aria-labelledby=${`${id}-${chosen}`}>${children}</div>
    </div>
  `;
}
