// lists: search results, events, statements, actors, reports: rows with filters and facets beside them.
import { html } from './vendor/preact.js';
import { w, nOf, number } from './words.js';
import { get, label, country, nameOf } from './data.js';
import { address, Answer, Chosen, codes, Empty, EventCard, Facet, go, here, isolated, Origin, Pages, Quads, SpanForm, Standings, StatementCard, Text, Title, Twins, useAnswer, yearOnly } from './parts.js';
import { SearchForm } from './home.js';

const asked = () => new URLSearchParams(location.search);
const LIMIT = 25;

function Count({ what, unit }) {
  const query = asked();
  for (const k of ['limit', 'offset', 'order', 'lang', 'view']) query.delete(k);
  query.set('what', what);
  const n = useAnswer(() => get('/counts.json', query), [query.toString()]);
  return n.value ? html`<p class="total">${nOf(unit, n.value.rows.length ? n.value.rows[0].n : 0)}</p>` : html`<p class="total"> </p>`;
}

const Frame = ({ title, aside, children, head }) => html`<div class="listing"><h1 tabindex="-1">${title}</h1>${head}<${Chosen} />${aside && html`<a class="tofilters" href="#filters">${w('filters')}</a>`}
  <div class="split"><div class="main">${children}</div><aside class="facets" id="filters" tabindex="-1" aria-label=${w('filters')}>${aside}</aside></div><${Twins} /></div>`;

// Rows under the conditions of the address. Where no time is asked for, the list begins at the day of the newest report, not with what
// reports expect of years to come; `until` in the address asks for those.
export async function rowsOf(path, query) {
  const dated = path === '/events.json' && query.get('order') === 'newest' && !query.get('since') && !query.get('until');
  const { database } = await get('/api/status');
  if (dated && database && database.until) query.set('until', database.until);
  return get(path, query);
}

function useRows(path, defaults) {
  const query = asked();
  for (const [k, v] of Object.entries(defaults)) if (!query.has(k)) query.set(k, v);
  return useAnswer(() => rowsOf(path, query), [query.toString()]);
}

export function Events() {
  const answer = useRows('/events.json', { limit: LIMIT, order: 'newest' });
  const q = asked();
  return html`<${Frame} title=${w('events')} head=${html`<${Count} what="events" unit="event" />`} aside=${html`<${SpanForm} />
      <${Facet} by="type" param="type" title=${w('type')} asked=${q} show=${(v) => label(`type.${v}`)} most=${16} />
      <${Facet} by="country" param="actor" title=${w('who_acts')} asked=${q} show=${country} />
      <${Standings} asked=${q} /><${Quads} asked=${q} />
      <${Facet} by="outlet" param="outlet" title=${w('outlet')} asked=${q} /><${Facet} by="year" param=${yearOnly} title=${w('year')} asked=${q} most=${10} />`}>
    <${Answer} of=${answer}>${(x) => (x.rows.length ? html`<ol class="claims">${x.rows.map((e) => html`<${EventCard} key=${e.id} e=${e} />`)}</ol><${Pages} shown=${x.rows.length} limit=${LIMIT} />` : html`<${Empty} text=${w('nothing_events')} />`)}<//><//>`;
}

export function Statements() {
  const answer = useRows('/statements.json', { limit: LIMIT, order: 'newest' });
  const q = asked();
  return html`<${Frame} title=${w('statements')} head=${html`<${Count} what="statements" unit="statement" />`} aside=${html`<${SpanForm} />
      <${Facet} what="statements" by="country" param="speaker" title=${w('speaker')} asked=${q} show=${country} />
      <${Facet} what="statements" by="type" param="kind" title=${w('kind')} asked=${q} show=${(v) => label(`kind.${v}`)} />
      <${Facet} what="statements" by="outlet" param="outlet" title=${w('outlet')} asked=${q} />`}>
    <${Answer} of=${answer}>${(x) => (x.rows.length ? html`<ol class="claims">${x.rows.map((s) => html`<${StatementCard} key=${s.id} s=${s} />`)}</ol><${Pages} shown=${x.rows.length} limit=${LIMIT} />` : html`<${Empty} text=${w('nothing_events')} />`)}<//><//>`;
}

const Snippet = ({ h }) => html`<p class="snippet" lang="ar" dir="rtl">${h.cut_before && '… '}${h.snippet.map((s, i) => (i % 2 ? html`<mark>${isolated(s)}</mark>` : isolated(s)))}${h.cut_after && ' …'}</p>`;

export function Search() {
  const text = asked().get('text') || '';
  const answer = useAnswer(() => (text ? get('/search.json', withLimit(asked())) : Promise.resolve({ rows: [] })), [location.search]);
  const q = asked();
  return html`<${Frame} title=${w('search')} head=${html`<${SearchForm} large value=${text} />
      ${answer.value && answer.value.folded && html`<p class="total">${w('searched_as')} <${Text}>${answer.value.folded}<//></p>`}${text && html`<${Count} what="articles" unit="report" />`}`}
    aside=${text && html`<${SpanForm} extra=${html`<input type="hidden" name="text" value=${text} />`} />
      <${Facet} what="articles" by="outlet" param="outlet" title=${w('outlet')} asked=${q} />
      <${Facet} what="articles" by="year" param=${yearOnly} title=${w('year')} asked=${q} most=${10} />`}>
    <${Answer} of=${answer}>${(x) => (x.rows.length ? html`<ol class="results">${x.rows.map((h) => html`<li data-item tabindex="-1"><h2><a href=${address(`/article/${h.id}`)}><${Title} of=${h} /></a></h2>
      <${Snippet} h=${h} /><p class="soft"><${Origin} of=${h} /> · ${nOf('hit', h.hits)}</p></li>`)}</ol><${Pages} shown=${x.rows.length} limit=${LIMIT} />`
      : html`<${Empty} text=${text ? w('nothing_search') : w('search_hint')} />`)}<//><//>`;
}

function withLimit(query) {
  if (!query.has('limit')) query.set('limit', LIMIT);
  return query;
}

export function Articles() {
  const answer = useRows('/articles.json', { limit: 50, order: 'newest' });
  const q = asked();
  return html`<${Frame} title=${w('articles')} head=${html`<${Count} what="articles" unit="report" />`} aside=${html`<${SpanForm} />
      <${Facet} what="articles" by="outlet" param="outlet" title=${w('outlet')} asked=${q} most=${20} /><${Facet} what="articles" by="year" param=${yearOnly} title=${w('year')} asked=${q} most=${10} />`}>
    <${Answer} of=${answer}>${(x) => (x.rows.length ? html`<ol class="titles">${x.rows.map((a) => html`<li data-item tabindex="-1"><a href=${address(`/article/${a.id}`)}><${Title} of=${a} /></a>
      <span class="soft"><${Origin} of=${a} /></span></li>`)}</ol><${Pages} shown=${x.rows.length} limit=${50} />` : html`<${Empty} />`)}<//><//>`;
}

export function Actors() {
  const answer = useRows('/actors.json', { limit: 50 });
  const find = (ev) => { ev.preventDefault(); go(here({ name: new FormData(ev.target).get('name').trim(), offset: null })); };
  const kinds = ['person', 'country', 'org', 'group'];
  return html`<${Frame} title=${w('actors')} aside=${html`<form class="spanform" onSubmit=${find}><label>${w('name_filter')} <input name="name" dir="auto" value=${asked().get('name') || ''} /></label><button type="submit">${w('search')}</button></form>
      <section class="facet"><h2>${w('kind')}</h2><ul>${kinds.map((k) => html`<li><a href=${here({ kind: k, offset: null })}>${label(`kind.${k}`)}</a></li>`)}</ul></section>`}>
    <${Answer} of=${answer}>${(x) => (x.rows.length ? html`<ol class="people">${x.rows.map((a) => html`<li data-item tabindex="-1"><a href=${address(`/actor/${a.id}`)}><${Text}>${nameOf(a) || w('unnamed')}<//></a>
      <span class="soft">${a.kind === 'country' ? label('kind.country') : codes(a)}</span><span class="soft count">${nOf('report', a.articles)}</span></li>`)}</ol><${Pages} shown=${x.rows.length} limit=${50} />` : html`<${Empty} />`)}<//><//>`;
}
