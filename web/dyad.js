// dyad: two sides: what passed between them by month and class, and the events behind each bar.
import { html } from './vendor/preact.js';
import { w } from './words.js';
import { get, country, countries, nameOf } from './data.js';
import { address, Answer, Bars, Empty, EventCard, go, here, isTable, Legend, MonthTable, SpanForm, Text, Twins, useAnswer, ViewSwitch, arrow } from './parts.js';

function Choose({ a, b }) {
  const submit = (ev) => {
    ev.preventDefault();
    const f = new FormData(ev.target);
    go(address('/dyad', { a: f.get('a').trim().toUpperCase(), b: f.get('b').trim().toUpperCase() }));
  };
  return html`<form class="spanform" onSubmit=${submit}>
    ${['a', 'b'].map((k, i) => html`<label><span class="unseen">${w('between')}</span><input name=${k} list="codes" dir="ltr" required pattern="[A-Za-z]{3}|#\\d+" size="6" value=${[a, b][i]} aria-label=${`${w('country')} ${i + 1}`} /></label>`)}
    <datalist id="codes">${countries().map((c) => html`<option value=${c}>${country(c)}</option>`)}</datalist>
    <button type="submit">${w('show')}</button></form>`;
}

const wide = (rows) => {
  const months = new Map();
  for (const r of rows) {
    const m = months.get(r.month) || { month: r.month, n: 0, quad1: 0, quad2: 0, quad3: 0, quad4: 0 };
    for (const k of ['n', 'quad1', 'quad2', 'quad3', 'quad4']) m[k] += r[k];
    months.set(r.month, m);
  }
  return [...months.values()];
};

// One way of the two: only those events.
const oneWay = (rows, from) => rows.filter((r) => String(r.actor_country || `#${r.actor_id}`) === from);

export function Dyad() {
  const q = new URLSearchParams(location.search), a = q.get('a') || '', b = q.get('b') || '', since = q.get('since'), until = q.get('until');
  const both = a && b, span = { since, until };
  const counts = useAnswer(() => (both ? get('/dyad.json', { a, b }) : Promise.resolve(null)), [a, b]);
  const events = useAnswer(() => (both ? get('/dyad.json', { a, b, events: 1, limit: 30, ...span }) : Promise.resolve(null)), [a, b, since, until]);
  const nodes = new Map(((counts.value && counts.value.nodes) || []).map((n) => [`#${n.id}`, nameOf(n)]));
  const name = (s) => nodes.get(s) || country(s);
  if (!both) return html`<div class="listing"><h1 tabindex="-1">${w('dyad')}</h1><p>${w('dyad_lead')}</p><${Choose} a="" b="" /></div>`;
  return html`<div class="dyad"><h1 tabindex="-1"><${Text}>${name(a)}<//> <span class="arrow">↔</span> <${Text}>${name(b)}<//></h1><${Choose} a=${a} b=${b} />
    <${Answer} of=${counts}>${(x) => (x.rows.length ? html`<${ViewSwitch} />
      ${isTable() ? html`<${MonthTable} rows=${x.rows} caption=${w('over_time')} />` : html`${[[a, b], [b, a]].map(([from, to]) => html`<h2><${Text}>${name(from)}<//> ${arrow()} <${Text}>${name(to)}<//></h2>
        <${Bars} rows=${wide(oneWay(x.rows, from))} height=${110} caption=${`${name(from)} ${arrow()} ${name(to)}`} since=${since} until=${until} onSpan=${(s, u) => go(here({ since: s, until: u }))} />`)}<${Legend} />`}
      <${SpanForm} extra=${html`<input type="hidden" name="a" value=${a} /><input type="hidden" name="b" value=${b} />`} />` : html`<${Empty} text=${w('nothing_events')} />`)}<//>
    <section><h2>${w('behind')}</h2><${Answer} of=${events}>${(x) => (x.rows.length ? html`<ol class="claims wide">${x.rows.map((e) => html`<${EventCard} key=${e.id} e=${e} />`)}</ol>` : html`<${Empty} />`)}<//></section><${Twins} /></div>`;
}
