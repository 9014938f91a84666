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

/** A link that saves a text as a file; it is made here and fetched from nowhere. */
export function download(name, text, label) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  return el('a', { class: 'button', href: address, download: name }, label);
}
