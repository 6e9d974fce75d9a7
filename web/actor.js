// actor: one actor: names, roles over time, what he said, did, had done to him, was said about him; with whom.
import { html } from './vendor/preact.js';
import { w, nOf, number } from './words.js';
import { get, label, nameOf } from './data.js';
import { address, Answer, Bars, codes, Day, Empty, EventCard, go, isTable, Legend, MonthTable, StatementCard, Table, Text, Twins, useAnswer, ViewSwitch, arrow } from './parts.js';

function Some({ title, path, params, all, card }) {
  const rows = useAnswer(() => get(path, { limit: 5, order: 'newest', ...params }), [path, JSON.stringify(params)]);
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

function Partners({ x, id }) {
  const names = new Map(x.nodes.map((n) => [n.id, n]));
  const who = (n) => html`<a href=${address(`/actor/${n}`)}><${Text}>${nameOf(names.get(n) || {}) || w('unnamed')}<//></a>`;
  return html`<${Table} caption=${w('partners')} rows=${x.partners.slice(0, 15)} columns=${[
    { head: w('from_to'), cell: (r) => html`${who(r.actor_id)} ${arrow()} ${who(r.recipient_id)}` },
    ...[1, 2, 3, 4].map((q) => ({ head: label(`quad.${q}`), number: true, cell: (r) => number(r[`quad${q}`]) })),
    { head: w('total'), number: true, cell: (r) => html`<a href=${address('/dyad', { a: `#${r.actor_id}`, b: `#${r.recipient_id}` })}>${number(r.n)}</a>` }]} />`;
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
        ${isTable() ? html`<${MonthTable} rows=${months} caption=${w('over_time')} />` : html`<${Bars} rows=${months} caption=${`${w('over_time')}: ${name}`} onPick=${(m) => go(address('/events', { party: who, since: m, until: m }))} /><${Legend} />`}</section>
      ${x.roles.length > 0 && html`<section><h2>${w('roles')}</h2><ul class="roles">${x.roles.slice(0, 12).map((r) => html`<li><${Text}>${r.role}<//> <span class="soft"><${Day} of=${r.since} />${r.until !== r.since ? html` – <${Day} of=${r.until} />` : ''} · ${nOf('report', r.articles)}</span></li>`)}</ul></section>`}
      <div class="columns"><${Some} title=${w('said')} path="/statements.json" all="/statements" params=${{ speaker: who }} card=${(s) => html`<${StatementCard} key=${s.id} s=${s} />`} />
        <${Some} title=${w('did')} path="/events.json" all="/events" params=${{ actor: who }} card=${(e) => html`<${EventCard} key=${e.id} e=${e} />`} />
        <${Some} title=${w('undergone')} path="/events.json" all="/events" params=${{ recipient: who }} card=${(e) => html`<${EventCard} key=${e.id} e=${e} />`} />
        <${Some} title=${w('about')} path="/statements.json" all="/statements" params=${{ about: who }} card=${(s) => html`<${StatementCard} key=${s.id} s=${s} />`} /></div>
      ${x.partners.length > 0 && html`<section><h2>${w('partners')}</h2><${Partners} x=${x} id=${a.id} /></section>`}<${Twins} /></div>`;
  }}<//>`;
}
