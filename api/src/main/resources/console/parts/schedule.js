import { html } from '../view.js';
import { daysLater, instantOf, localOf, sayLastDay, sayMoment, scheduleOf, written } from '../when.js';
import { Button } from './button.js';
import { Field } from './field.js';

/**
 * From when until when an offer is on, in the zone of the workspace.
 *
 * @param offer with `from` and `until` as they are written
 * @param onChange called with `{from}` or `{until}`, undefined where there is none
 */
export function Schedule({ offer, zone, onChange, disabled }) {
  const schedule = scheduleOf(offer, zone);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return html`
    <fieldset class="schedule" disabled=${disabled}>
      <legend class="unseen">When it is on</legend>
      <${End} label="From" what="start" text=${offer.from} zone=${zone} onChange=${(from) => onChange({ from })} />
      <${End} label="Until" what="end" text=${offer.until} zone=${zone} onChange=${(until) => onChange({ until })}
        least=${schedule.from === null ? undefined : daysLater(localOf(schedule.from, zone).day, 0)}
        error=${schedule.state === 'never' ? 'It has to end after it starts.' : undefined} />
      <p class="hint schedule-words">${inWords(schedule, zone)}${here !== zone && schedule.state !== 'always' ? ` ${inZoneHere(schedule, here)}` : ''}</p>
    </fieldset>
  `;
}

function inWords({ from, until, state }, zone) {
  if (state === 'always') return `Without dates it is always on. A day begins at midnight in ${zone}.`;
  if (state === 'never') return '';
  const start = from === null ? 'On now' : `On from ${sayMoment(from, zone, { year: true })}`;
  if (until === null) return `${start}, without an end, by the clocks of ${zone}.`;
  const last = localOf(until, zone).time === '00:00' ? ` The last day is ${sayLastDay(until, zone)}.` : '';
  return `${start} until ${sayMoment(until, zone, { year: true })}, by the clocks of ${zone}.${last}`;
}

function inZoneHere({ from, until }, here) {
  const ends = [from, until].filter((it) => it !== null).map((it) => sayMoment(it, here));
  return `Where you are: ${ends.join(' to ')}.`;
}

function End({ label, what, text, zone, onChange, least, error }) {
  const at = instantOf(text, zone);
  const { day, time } = at === null ? { day: '', time: '' } : localOf(at, zone);
  const isWholeDay = day === text;
  const unread = text && at === null;
  return html`
    <div class="schedule-end">
      <${Field} label=${label} error=${unread ? `“${text}” is not a date.` : error}>
        ${(tied) => html`<input class="input" type="date" value=${day} min=${least} ...${tied}
          onChange=${(happened) => onChange(written(happened.target.value, time, zone))} />`}
      <//>
      <${Field} label=${`Time of the ${what}`} unseen>
        ${(tied) => html`<input class="input" type="time" value=${day && !isWholeDay ? time : ''} disabled=${!day} ...${tied}
          onChange=${(happened) => onChange(written(day, happened.target.value, zone))} />`}
      <//>
      ${text && html`<${Button} kind="quiet" icon="close" label=${`Remove the ${what}`} onClick=${() => onChange(undefined)} />`}
    </div>
  `;
}
