/** What somebody types, before it is in the draft: shown at once, kept in this tab, and put in when they pause. */
import { useEffect, useRef, useState } from './view.js';
import * as store from './store.js';

const PAUSE_MILLIS = 350;

/**
 * A value that is being typed.
 *
 * @param key tells it apart from all else that is typed in the draft; what a reload left is taken up
 * @param value what the draft says
 * @param put puts another value into the draft; called with it and with what was typed last, so that
 *     keys pressed in one field are one step of undo
 * @returns `{value, change(step, field), flush(), refusal}`; a step makes the next value of the one
 *     before, which may be newer than what was drawn last
 */
export function useTyping(key, value, put) {
  const [, redraw] = useState(0);
  const own = useRef({ typed: null, field: '', timer: 0, refusal: null }).current;
  own.put = put;
  own.value = value;
  const flush = async () => {
    clearTimeout(own.timer);
    const sent = own.typed;
    if (sent === null) return;
    try {
      await own.put(sent, own.field);
      own.refusal = null;
      if (own.typed === sent) {
        own.typed = null;
        store.dropInput(key);
      }
    } catch (refusal) {
      own.refusal = refusal;
    }
    redraw((n) => n + 1);
  };
  const change = (step, field) => {
    own.typed = step(own.typed ?? own.value);
    own.field = field;
    store.keepInput(key, own.typed);
    store.typed();
    clearTimeout(own.timer);
    own.timer = setTimeout(flush, PAUSE_MILLIS);
    redraw((n) => n + 1);
  };
  useEffect(() => {
    const left = store.editable.value ? store.keptInput(key) : null;
    if (left !== null) {
      own.typed = left;
      flush();
    }
    const end = store.whileTyping(flush);
    return () => {
      end();
      flush();
    };
  }, [key]);
  return { value: own.typed ?? value, change, flush, refusal: own.refusal };
}
