/** Everything reaches the page as elements and text, never as markup. */

/** An element with attributes, listeners (`onclick`) and children; strings become text. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  const some = children.flat(Infinity).filter((child) => child !== null && child !== undefined);
  element.append(...some);
  return element;
}

/** A text for those who hear the page: which of many alike this one is about. */
export const unseen = (text) => el('span', { class: 'unseen' }, text);

/** A button that saves a text as a file, which is made here and fetched from nowhere. */
export function download(name, text, label) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    el('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return el('button', { type: 'button', onclick: save }, label);
}
