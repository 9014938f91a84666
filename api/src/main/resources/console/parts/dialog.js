import { html, useEffect, useId, useRef } from '../view.js';
import { Button } from './button.js';

/**
 * A dialog over the page. Whatever has `data-first` gets the focus, else its first control; what was
 * focused before gets it back.
 *
 * @param title its heading
 * @param onClose called when it is to be closed; without it, it stays until it is answered
 * @param actions buttons at its end, the main one last
 * @param onSubmit makes it a form; called instead of sending it
 * @param wide for what needs room, such as two texts side by side
 */
export function Dialog({ title, onClose, actions, onSubmit, wide, children }) {
  const dialog = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const node = dialog.current;
    node.showModal();
    node.querySelector('[data-first]')?.focus();
    return () => {
      node.close();
      before?.focus?.();
    };
  }, []);
  const cancel = (happened) => {
    happened.preventDefault();
    onClose?.();
  };
  const submit = (happened) => {
    happened.preventDefault();
    onSubmit?.(happened);
  };
  const outside = (happened) => happened.target === dialog.current && onClose?.();
  return html`
    <dialog class=${wide ? 'dialog wide' : 'dialog'} ref=${dialog} aria-labelledby=${id} onCancel=${cancel} onMouseDown=${outside}>
      <form class="dialog-body" method="dialog" onSubmit=${submit} novalidate>
        <div class="dialog-head">
          <h2 id=${id}>${title}</h2>
          ${onClose && html`<${Button} kind="quiet" icon="close" label="Close" onClick=${onClose} />`}
        </div>
        <div class="dialog-content">${children}</div>
        ${actions && html`<div class="dialog-actions">${actions}</div>`}
      </form>
    </dialog>
  `;
}

/**
 * Asks before something that cannot be taken back.
 *
 * @param say what will happen, in a sentence
 * @param act the words of the button that does it
 */
export function Confirm({ title, say, act, grave = true, onYes, onNo, busy }) {
  return html`
    <${Dialog} title=${title} onClose=${onNo} onSubmit=${onYes} actions=${html`
      <${Button} onClick=${onNo}>Cancel<//>
      <${Button} type="submit" kind=${grave ? 'grave' : 'main'} busy=${busy}>${act}<//>
    `}>
      <p>${say}</p>
    <//>
  `;
}
