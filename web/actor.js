// actor: one actor: names, roles over time, what he said, did, had done to him, was said about him; with whom.
import { html } from './vendor/preact.js';
import { w, nOf, number } from './words.js';
import { get, label, nameOf } from './data.js';
import { rowsOf } from './lists.js';
import { address, Answer, Bars, codes, Day, Empty, EventCard, go, isTable, Legend, MonthTable, StatementCard, Table, Text, Twins, useAnswer, ViewSwitch } from './parts.js';

function Some({ title, path, params, all, card }) {
  const rows = useAnswer(() => rowsOf(path, new URLSearchParams({ limit: 5, order: 'newest', ...params })), [path, JSON.stringify(params)]);
  return html`<section class="some"><h2><a href=${address(all, params)}>${title}</a></h2>
    <${Answer} of=${rows}>${(x) => (x.rows.length ? html`<ol class="claims">${x.rows.map(card)}</ol>${x.rows.length === 5 && html`<p><a href=${address(all, params)} aria-label=${`${w('all')}: ${title}`}>${w('all')}</a></p>`}` : html`<${Empty} />`)}<//></section>`;
}

// Months with events done and undergone together.
function together(a, b) {
  const months = new Map();
  for (const r of [...a, ...b]) {
    const m = months.get(r.month) || { month: r.month, n: 0, quad1: 0, quad2: 0, quad3: 0, quad4: 0 };
    for (const k of ['n', 'quad1', 'quad2', 'quad3', 'quad4']) m[k] += r[k];
    months.set(r.month, m);
  }
  return [...months.values()].sort((x, y) => ((x.month || '') < (y.month || '') ? -1 : 1));
}

// Both directions of a pair are one row: what he did to the other, and what the other did to him.
function partnersOf(x, id) {
  const names = new Map(x.nodes.map((n) => [n.id, n])), all = new Map();
  for (const r of x.partners) {
    const other = r.actor_id === id ? r.recipient_id : r.actor_id;
    if (other === id) continue;
    const p = all.get(other) || { id: other, name: nameOf(names.get(other) || {}) || w('unnamed'), n: 0, quad1: 0, quad2: 0, quad3: 0, quad4: 0 };
    for (const k of ['n', 'quad1', 'quad2', 'quad3', 'quad4']) p[k] += r[k];
    all.set(other, p);
  }
  return [...all.values()].sort((a, b) => b.n - a.n);
}

const Partners = ({ x, id }) => html`<${Table} caption=${w('partners')} rows=${partnersOf(x, id).slice(0, 12)} columns=${[
  { head: w('name_filter'), cell: (p) => html`<a href=${address(`/actor/${p.id}`)}><${Text}>${p.name}<//></a>` },
  ...[1, 2, 3, 4].map((q) => ({ head: label(`quad.${q}`), number: true, cell: (p) => number(p[`quad${q}`]) })),
  { head: w('total'), number: true, cell: (p) => html`<a href=${address('/dyad', { a: `#${id}`, b: `#${p.id}` })} aria-label=${`${p.name}: ${number(p.n)}`}>${number(p.n)}</a>` }]} />`;

// Roles in the order in which they are first met, each with a line from its first report to its last. Those of one report stand in no line
// of time; they are shown where there are few.
const dayNumber = (s, last) => Date.parse(s.length === 4 ? `${s}-${last ? '12-31' : '01-01'}` : s.length === 7 ? `${s}-${last ? '28' : '01'}` : s) / 864e5;
function Roles({ of }) {
  const often = of.filter((r) => r.articles > 1), some = (often.length > 3 ? often : of).slice(0, 10).sort((a, b) => ((a.since || '9') < (b.since || '9') ? -1 : 1));
  const dated = some.filter((r) => r.since), from = Math.min(...dated.map((r) => dayNumber(r.since))), all = Math.max(30, ...dated.map((r) => dayNumber(r.until, true) - from));
  return html`<ul class="roles">${some.map((r) => html`<li><${Text}>${r.role}<//>
    <span class="soft">${r.since && html`<${Day} of=${r.since} />${r.until !== r.since ? html` – <${Day} of=${r.until} />` : ''} · `}${nOf('report', r.articles)}</span>
    ${r.since && html`<i class="line" aria-hidden="true"><i style=${{ insetInlineStart: `${((dayNumber(r.since) - from) / all) * 100}%`, inlineSize: `${((dayNumber(r.until, true) - dayNumber(r.since)) / all) * 100}%` }}></i></i>`}</li>`)}</ul>`;
}

export function Actor({ id }) {
  const answer = useAnswer(() => get(`/actor/${id}.json`), [id]), who = `#${id}`;
  return html`<${Answer} top of=${answer}>${(x) => {
    const a = x.actor, name = nameOf(a) || w('unnamed'), aliases = (a.aliases || '').split(' | ').filter((s) => s && s !== name), months = together(x.did, x.undergone);
    document.title = `${name} · ${w('khabar')}`;
    return html`<div class="actor"><header><p class="soft">${label(`kind.${a.kind}`)}${codes(a) ? ` · ${codes(a)}` : ''}</p><h1 tabindex="-1"><${Text}>${name}<//></h1>
        <p>${nOf('report', a.articles)}${a.wikidata ? html` · <a href=${`https://www.wikidata.org/wiki/${a.wikidata}`} rel="noopener noreferrer external"><bdi>${a.wikidata}</bdi></a>` : ''}</p>
        ${aliases.length > 0 && html`<p class="aliases"><span class="soft">${w('aliases')}:</span> ${aliases.map((s, i) => html`${i ? ' · ' : ''}<${Text}>${s}<//>`)}</p>`}</header>
      <section><h2>${w('over_time')}</h2><${ViewSwitch} />
        ${isTable() ? html`<${MonthTable} rows=${months} caption=${w('over_time')} link=${(r) => address('/events', { party: who, since: r.month, until: r.month })} />` : html`<${Bars} rows=${months} caption=${`${w('over_time')}: ${name}`} onPick=${(m) => go(address('/events', { party: who, since: m, until: m }))} /><${Legend} />`}</section>
      ${x.roles.length > 0 && html`<section><h2>${w('roles')}</h2><${Roles} of=${x.roles} /></section>`}
      <div class="columns"><${Some} title=${w('said')} path="/statements.json" all="/statements" params=${{ speaker: who }} card=${(s) => html`<${StatementCard} key=${s.id} s=${s} />`} />
        <${Some} title=${w('did')} path="/events.json" all="/events" params=${{ actor: who }} card=${(e) => html`<${EventCard} key=${e.id} e=${e} />`} />
        <${Some} title=${w('undergone')} path="/events.json" all="/events" params=${{ recipient: who }} card=${(e) => html`<${EventCard} key=${e.id} e=${e} />`} />
        <${Some} title=${w('about')} path="/statements.json" all="/statements" params=${{ about: who }} card=${(s) => html`<${StatementCard} key=${s.id} s=${s} />`} /></div>
      ${x.partners.length > 0 && html`<section><h2>${w('partners')}</h2><${Partners} x=${x} id=${a.id} /></section>`}<${Twins} /></div>`;
  }}<//>`;
}
