// dyad: two sides: what passed between them by month and class, and the events behind each bar.
import { html } from './vendor/preact.js';
import { w, lang, nOf } from './words.js';
import { get, country, countries, countryNames, nameOf } from './data.js';
import { address, Answer, Bars, Empty, EventCard, go, here, isTable, Legend, MonthTable, SpanForm, Text, Twins, useAnswer, ViewSwitch, arrow } from './parts.js';

// A side as it is typed: a country's name in either language, its code, or an actor's number.
function sideOf(typed) {
  const s = typed.trim(), code = s.toUpperCase(), is = countries();
  return /^#\d+$/.test(s) ? s : is.includes(code) ? code : is.find((c) => countryNames(c).some((n) => n.toLowerCase() === s.toLowerCase()));
}

function Choose({ a, b, name }) {
  const submit = (ev) => {
    ev.preventDefault();
    const fields = ['a', 'b'].map((k) => ev.target.elements[k]), sides = fields.map((f) => sideOf(f.value));
    fields.forEach((f, i) => f.setCustomValidity(sides[i] ? '' : w('no_country')));
    if (sides[0] && sides[1]) go(address('/dyad', { a: sides[0], b: sides[1] }));
    else ev.target.reportValidity();
  };
  return html`<form class="spanform" onSubmit=${submit} onInput=${(ev) => ev.target.setCustomValidity('')}>
    ${['a', 'b'].map((k, i) => html`<label><span class="unseen">${w('between')}</span><input name=${k} list="codes" dir="auto" required size="14" value=${[a, b].map((s) => (/^#/.test(s) ? s : s && name(s)))[i]} aria-label=${`${w('country')} ${i + 1}`} /></label>`)}
    <datalist id="codes">${countries().map((c) => html`<option value=${country(c)}>${c}</option>`)}</datalist>
    <button type="submit">${w('show')}</button></form>`;
}

// Where nothing is chosen yet: the pairs between which most passed.
function Pairs() {
  const answer = useAnswer(() => get('/network.json', { by: 'dyad', limit: 60 }), []);
  return html`<${Answer} of=${answer}>${(x) => {
    const pairs = new Map();
    for (const { actor_country: a, recipient_country: b, n } of x.rows) if (a && b && a !== b) { const key = [a, b].sort().join(' '); pairs.set(key, (pairs.get(key) || 0) + n); }
    const most = [...pairs].sort((p, q) => q[1] - p[1]).slice(0, 16);
    return most.length ? html`<h2>${w('pairs')}</h2><ul class="names">${most.map(([key, n]) => {
      const [a, b] = key.split(' ');
      return html`<li data-item tabindex="-1"><a href=${address('/dyad', { a, b })}><${Text}>${country(a)}<//> <span class="arrow">↔</span> <${Text}>${country(b)}<//></a> <span class="soft">${nOf('event', n)}</span></li>`;
    })}</ul>` : null;
  }}<//>`;
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

function Between({ a, b, since, until }) {
  const counts = useAnswer(() => get('/dyad.json', { a, b }), [a, b]);
  const events = useAnswer(() => get('/dyad.json', { a, b, events: 1, limit: 30, since, until }), [a, b, since, until]);
  const nodes = new Map(((counts.value && counts.value.nodes) || []).map((n) => [`#${n.id}`, nameOf(n)]));
  const name = (s) => nodes.get(s) || country(s);
  return html`<div class="dyad"><h1 tabindex="-1"><${Text}>${name(a)}<//> <span class="arrow">↔</span> <${Text}>${name(b)}<//></h1><${Choose} key=${`${a} ${b} ${lang}`} a=${a} b=${b} name=${name} />
    <${Answer} of=${counts}>${(x) => (x.rows.length ? html`<${ViewSwitch} />
      ${isTable() ? html`<${MonthTable} rows=${x.rows} caption=${w('over_time')} link=${(r) => here({ since: r.month, until: r.month })} />` : html`${[[a, b], [b, a]].map(([from, to]) => html`<h2><${Text}>${name(from)}<//> ${arrow()} <${Text}>${name(to)}<//></h2>
        <${Bars} rows=${wide(oneWay(x.rows, from))} frame=${[...wide(oneWay(x.rows, a)), ...wide(oneWay(x.rows, b))]} height=${110} caption=${`${name(from)} ${arrow()} ${name(to)}`} since=${since} until=${until} onSpan=${(s, u) => go(here({ since: s, until: u }))} />`)}<${Legend} />`}
      <${SpanForm} extra=${html`<input type="hidden" name="a" value=${a} /><input type="hidden" name="b" value=${b} />`} />` : html`<${Empty} text=${w('nothing_events')} />`)}<//>
    <section><h2>${w('behind')}</h2><${Answer} of=${events}>${(x) => (x.rows.length ? html`<ol class="claims wide">${x.rows.map((e) => html`<${EventCard} key=${e.id} e=${e} />`)}</ol>` : html`<${Empty} />`)}<//></section><${Twins} /></div>`;
}

export function Dyad() {
  const q = new URLSearchParams(location.search), [a, b, since, until] = ['a', 'b', 'since', 'until'].map((k) => q.get(k) || '');
  if (a && b) return html`<${Between} ...${{ a, b, since, until }} />`;
  return html`<div class="listing"><h1 tabindex="-1">${w('dyad')}</h1><p>${w('dyad_lead')}</p><${Choose} a="" b="" name=${country} /><${Pairs} /></div>`;
}
