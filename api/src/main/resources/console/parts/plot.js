import { html, useEffect, useLayoutEffect, useRef } from '../view.js';
import { dayOf, moment, number, timeOf } from '../words.js';

/** How many colours the theme has for lines. */
const COLOURS = 6;
const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [], [6, 4]];

/**
 * Lines over time, each in a band that says how sure it is. What it shows has to stand in a
 * `DataTable` as well: a picture alone reaches not everybody.
 *
 * @param label what is shown, in a sentence
 * @param at instants in milliseconds
 * @param series `{label, values, margins?}`: numbers or null by instant, and half the width of their
 *     95 % interval
 * @param height in pixels
 */
export function Plot({ label, at, series, height = 240 }) {
  const frame = useRef(null);
  const readout = useRef(null);
  useLayoutEffect(() => {
    frame.current.style.height = `${height}px`;
  }, [height]);
  useEffect(() => {
    let gone = false;
    let drawn = null;
    const observer = new ResizeObserver(([entry]) => drawn?.setSize({ width: Math.floor(entry.contentRect.width), height }));
    const themes = matchMedia('(prefers-color-scheme: dark)');
    let uPlot;
    const draw = () => {
      if (gone || !frame.current) return;
      drawn?.destroy();
      const say = (place) => (readout.current.textContent = said(at, series, place));
      drawn = new uPlot(options(frame.current, series, height, say), columns(at, series), frame.current);
    };
    import('../lib/uplot.js').then((module) => {
      uPlot = module.default;
      if (gone || !frame.current) return;
      draw();
      observer.observe(frame.current);
      themes.addEventListener('change', draw);
      document.addEventListener('mien:theme', draw);
    });
    return () => {
      gone = true;
      observer.disconnect();
      themes.removeEventListener('change', draw);
      document.removeEventListener('mien:theme', draw);
      drawn?.destroy();
    };
  }, [at, series, height]);
  return html`
    <div class="plot" role="img" aria-label=${label}><div class="plot-frame" ref=${frame}></div></div>
    <p class="readout" aria-hidden="true" ref=${readout}></p>
  `;
}

/** The figures under the pointer, in a line. */
function said(at, series, place) {
  if (place === null || place === undefined) return '';
  const figures = series.map(({ label, values, margins }) => {
    const value = values[place];
    if (value === null) return `${label} –`;
    return margins?.[place] ? `${label} ${number(value)} ± ${number(margins[place])}` : `${label} ${number(value)}`;
  });
  return [moment(at[place]), ...figures].join(' · ');
}

/** The columns that uPlot takes: time in seconds, then each line with the two edges of its band. */
function columns(at, series) {
  const edge = ({ values, margins }, way) => values.map((value, place) => (value === null ? null : Math.max(0, value + way * (margins?.[place] ?? 0))));
  return [at.map((millis) => millis / 1000), ...series.flatMap((it) => [it.values, edge(it, 1), edge(it, -1)])];
}

function options(frame, series, height, say) {
  const line = colour('--line');
  const ink = colour('--ink-soft');
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: `12px ${getComputedStyle(frame).fontFamily}` };
  const lines = series.flatMap((it, place) => {
    const stroke = colour(`--plot-${(place % COLOURS) + 1}`);
    const bare = { label: '', stroke: 'transparent', points: { show: false } };
    const dash = DASHES[place % DASHES.length];
    return [{ label: it.label, stroke, width: 2, dash, points: { show: false } }, bare, bare];
  });
  const bands = series.map((_, place) => ({
    series: [place * 3 + 2, place * 3 + 3],
    fill: faded(colour(`--plot-${(place % COLOURS) + 1}`)),
  }));
  return {
    width: Math.floor(frame.clientWidth) || 600,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.06)] } },
    axes: [
      { ...axis, space: 64, values: (_, seconds) => seconds.map(tick) },
      { ...axis, size: 52, values: (_, values) => values.map(number) },
    ],
    series: [{}, ...lines],
    bands,
    hooks: { setCursor: [({ cursor }) => say(cursor.left < 0 ? null : cursor.idx)] },
  };
}

/** The time, and below it the day where another one begins. */
function tick(seconds, at, all) {
  const millis = seconds * 1000;
  const isNew = at === 0 || dayOf(all[at - 1] * 1000) !== dayOf(millis);
  return isNew ? `${timeOf(millis)}\n${dayOf(millis)}` : timeOf(millis);
}

/** A colour of the theme as it is now: a canvas knows no `light-dark()`. */
function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const faded = (rgb) => rgb.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.16)');

const SPARK = { width: 96, height: 24 };

/**
 * A trend as small as a word.
 *
 * @param values numbers, oldest first; null where there is none
 * @param label what it says, such as "rising, 1,240 in the last hour"
 */
export function Sparkline({ values, label }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return html`<span class="fine" aria-label=${label}>–</span>`;
  const most = Math.max(...known, 1);
  const x = (at) => (at / (values.length - 1)) * SPARK.width;
  const y = (value) => SPARK.height - 2 - (value / most) * (SPARK.height - 4);
  const point = (value, at) => (value === null ? null : `${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
  const points = values.map(point);
  const bridged = points.filter((it) => it !== null);
  // A number that is withheld leaves a gap, which is bridged thinly, for it is small and not nothing.
  const drawn = points.map((it, at) => (it === null ? '' : `${at > 0 && points[at - 1] !== null ? 'L' : 'M'}${it}`));
  return html`
    <svg class="sparkline" role="img" aria-label=${label} viewBox=${`0 0 ${SPARK.width} ${SPARK.height}`} preserveAspectRatio="none">
      ${bridged.length < points.length && html`<path class="bridge" d=${`M${bridged.join('L')}`} vector-effect="non-scaling-stroke" />`}
      <path d=${drawn.join('')} vector-effect="non-scaling-stroke" />
    </svg>
  `;
}
