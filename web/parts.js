// parts: what every view is made of: links, names, days, claim cards, tables, bars, filters, empty and failed states.
import { html, useState, useEffect } from './vendor/preact.js';
import { w, number, nOf, day, lang } from './words.js';
import { get, label, hasLabel, country, nameOf, quadOf } from './data.js';

// ---- addresses ----

// An address with some parameters changed; null takes one away. The language stays where it was said.
export function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [k, v] of params instanceof URLSearchParams ? params : Object.entries(params))
    if (v !== undefined && v !== null && v !== '') query.append(k, v);
  const said = new URLSearchParams(location.search).get('lang');
  if (said && !query.has('lang')) query.set('lang', said);
  return query.size ? `${path}?${query}` : path;
}

export function here(changes) {
  const query = new URLSearchParams(location.search);
  for (const [k, v] of Object.entries(changes)) {
    if (v === null || v === '') query.delete(k);
    else query.set(k, v);
  }
  return address(location.pathname, query);
}

export const go = (to) => {
  history.pushState(null, '', to);
  dispatchEvent(new Event('khabar:go'));
};

// ---- small things ----

export const Day = ({ of }) => (of ? html`<time datetime=${of}><bdi>${day(of)}</bdi></time>` : null);

// Scores, dates and hours among Arabic words, each in an isolate of its own: مصر 3-2 stays 3-2, which else is shown as 2-3.
export const isolated = (s) => {
  const parts = String(s ?? '').split(/(\d+(?:[-–—:/.,]\d+)+)/);
  return parts.length === 1 ? s : parts.map((p, i) => (i % 2 ? html`<bdi dir="ltr">${p}</bdi>` : p));
};

// A name in whatever script: isolated, and spoken in its own language.
const isArabic = (s) => /[\u0600-\u06ff]/.test(s);
export const Text = ({ children, as = 'bdi' }) => {
  const s = Array.isArray(children) ? children.join('') : children;
  return html`<${as} lang=${isArabic(s) ? 'ar' : 'en'}>${isolated(s)}</${as}>`;
};

export const codes = (p) => {
  const parts = [];
  if (p.country) parts.push(country(p.country));
  if (p.sector) parts.push(label(`sector.${p.sector}`));
  return parts.join(lang === 'ar' ? '، ' : ', ');
};

export function Who({ p, plain }) {
  const name = nameOf(p), inside = html`<${Text}>${name || w('unnamed')}<//>`;
  if (!p.actor || plain) return html`<span class="who">${inside}</span>`;
  return html`<a class="who" href=${address(`/actor/${p.actor}`)} title=${codes(p)}>${inside}</a>`;
}

export function Whos({ of, otherwise }) {
  if (!of || !of.length) return otherwise ? html`<span class="nobody">${otherwise}</span>` : null;
  return of.map((p, i) => html`${i ? (lang === 'ar' ? '، ' : ', ') : ''}<${Who} p=${p} />`);
}

export const Badges = ({ e }) => html`
  ${e.negation && html`<span class="badge">${label('aux.negation')}</span>`}
  ${e.future && html`<span class="badge">${label('aux.future')}</span>`}
  ${e.hypothetical && html`<span class="badge">${label('aux.hypothetical')}</span>`}
  ${e.historical && html`<span class="badge">${label('aux.historical')}</span>`}
  ${e.denial && html`<span class="badge">${w('denied')}</span>`}`;

export const arrow = () => (lang === 'ar' ? '←' : '→');

// ---- states ----

export const Waiting = () => html`<p class="waiting" role="status">${w('loading')}</p>`;

export const Empty = ({ text, children }) => html`<div class="empty"><p>${text || w('nothing')}</p>${children}</div>`;

export const troubleOf = (e) => (e.code === 'net' || e.code === 'busy' ? w(`error_${e.code}`) : html`<${Text} as="span">${e.message}<//>`);

export function Trouble({ error, top }) {
  const H = top ? 'h1' : 'h2';
  if (error.code === 'no-database')
    return html`<div class="empty"><${H}>${w('no_database')}</${H}><p>${w('no_database_how')}</p>
      <pre dir="ltr"><code>khabar ingest --db news.db reports.jsonl
khabar serve --db news.db</code></pre><p><a href=${address('/')}>${w('read')}</a></p></div>`;
  return html`<div class="empty" role="alert"><${H}>${error.status === 404 ? w('not_found') : w('error')}</${H}>
    <p>${troubleOf(error)}</p>
    <p><a href=${address('/')}>${w('home')}</a></p></div>`;
}

// What a promise will be, as a view: waiting, trouble, or children(value). Shows the last value while the next one is on its way.
export function useAnswer(ask, keys) {
  const [state, set] = useState({});
  useEffect(() => {
    let wanted = true;
    set((s) => ({ ...s, waits: true }));
    ask().then((value) => wanted && set({ value }), (error) => wanted && set({ error }));
    return () => { wanted = false; };
  }, keys);
  return state;
}

export function Answer({ of, children, top }) {
  if (of.error) return html`<${Trouble} error=${of.error} top=${top} />`;
  if (of.value === undefined) return html`<${Waiting} />`;
  return html`<div class="answer" aria-busy=${of.waits ? 'true' : 'false'}>${children(of.value)}</div>`;
}

// What a report is called, and where and when it was printed.
export const Title = ({ of }) => html`<${Text}>${of.title || w('untitled')}<//>`;
export const Origin = ({ of }) => html`${of.source && html`<${Text}>${of.source}<//>`}${of.source && of.day ? ' · ' : ''}<${Day} of=${of.day} />`;

// ---- claim cards ----

const claimLink = (x, kind) => (x.article ? `${address(`/article/${x.article.id}`)}#${kind}${x.n}` : `#${kind}${x.n}`);

function Told({ x, kind }) {
  if (!x.article) return null;
  return html`<p class="told"><a href=${claimLink(x, kind)}><${Title} of=${x.article} /></a>
    ${' '}<span class="soft"><${Origin} of=${x.article} /></span></p>`;
}

// The words that a record rests on; beside the text a link to where they stand in it.
const Rests = ({ id, onShow, children }) => (onShow ? html`<a href=${`#${id}`} data-raw title=${w('in_text')} onClick=${(ev) => { ev.preventDefault(); onShow(); }}><${Text}>${children}<//></a>` : html`<${Text}>${children}<//>`);

const typeName = (e) => label(`type.${e.type}`);

export function EventCard({ e, lit, onLit, onShow, onWhy, children }) {
  const place = e.place && ((lang === 'en' && e.place.name_en) || e.place.words || e.place.name);
  const when = e.date ? e.date.start.slice(0, { year: 4, month: 7 }[e.date.precision] || 10) : '';
  const said = e.statement;
  return html`<li class=${`claim quad${e.quad}${lit ? ' lit' : ''}`} id=${`e${e.n}`} data-item tabindex="-1"
      onMouseEnter=${onLit} onFocusIn=${onLit}>
    <p class="kind">${typeName(e)}${e.mode && hasLabel(`mode.${e.mode}`) ? html` · ${label(`mode.${e.mode}`)}` : ''} <${Badges} e=${e} /></p>
    <p class="line"><${Whos} of=${e.actors} otherwise=${e.recipients.length ? html`<span title=${w('nobody')}>…</span>` : w('nobody')} />
      ${e.recipients.length ? html` <span class="arrow" aria-label=${w('to')} role="img">${arrow()}</span> <${Whos} of=${e.recipients} />` : ''}</p>
    <p class="facts"><q class="trigger"><${Rests} id=${`e${e.n}`} onShow=${onShow}>${e.trigger.words}<//></q>
      ${when && html` · <${Day} of=${when} />`}
      ${place && html` · <${Text}>${place}<//>`}
      ${['killed', 'wounded', 'arrested'].map((k) => (e[k] !== undefined ? html` · ${nOf(k, e[k])}` : ''))}</p>
    <p class="word">${said
      ? html`${w('on_word')} ${onLit ? html`<a href=${`#s${said}`}><${Whos2} of=${e.attributed_to} /></a>` : html`<${Whos} of=${e.attributed_to} otherwise=${w('nobody')} />`}`
      : html`<span class="soft">${w('own_voice')}</span>`}
      ${onWhy && html`<button type="button" class="why" aria-label=${`${w('why')} ${typeName(e)}: ${e.trigger.words}`} onClick=${onWhy}>${w('why')}</button>`}</p>
    <${Told} x=${e} kind="e" />${children}</li>`;
}

// Names without links, where a link is around them.
const Whos2 = ({ of }) => (of && of.length ? of.map((p, i) => html`${i ? (lang === 'ar' ? '، ' : ', ') : ''}<${Who} p=${p} plain />`) : w('nobody'));

export function StatementCard({ s, lit, onLit, onShow, onWhy, children }) {
  return html`<li class=${`claim said${lit ? ' lit' : ''}`} id=${`s${s.n}`} data-item tabindex="-1" onMouseEnter=${onLit} onFocusIn=${onLit}>
    <p class="kind">${label(`kind.${s.kind}`)} <${Badges} e=${s} /></p>
    <p class="line"><${Whos} of=${s.speakers} otherwise=${w('nobody')} />
      ${s.addressees && s.addressees.length ? html` <span class="soft">${w('to')}</span> <${Whos} of=${s.addressees} />` : ''}
      ${s.cue ? html` <span class="soft"><${Rests} id=${`s${s.n}`} onShow=${onShow}>${s.cue.words}<//></span>` : ''}</p>
    ${s.content.map((c) => html`<blockquote lang="ar" dir="rtl">${isolated(c.words)}</blockquote>`)}
    <p class="word">${s.via && s.via.length ? html`<span class="soft">${w('via')}</span> <${Whos} of=${s.via} />` : ''}
      ${onWhy && html`<button type="button" class="why" aria-label=${`${w('why')} ${s.cue ? s.cue.words : label(`kind.${s.kind}`)}`} onClick=${onWhy}>${w('why')}</button>`}</p>
    <${Told} x=${s} kind="s" />${children}</li>`;
}

// ---- tables and twins ----

// columns: [{head, cell(row), number}]
export const Table = ({ caption, columns, rows }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
  <table><caption class="unseen">${caption}</caption>
    <thead><tr>${columns.map((c) => html`<th scope="col" class=${c.number ? 'number' : ''}>${c.head}</th>`)}</tr></thead>
    <tbody>${rows.map((r) => html`<tr>${columns.map((c) => html`<td class=${c.number ? 'number' : ''}>${c.cell(r)}</td>`)}</tr>`)}</tbody>
  </table></div>`;

export function Twins({ path = location.pathname, csv = true }) {
  const query = new URLSearchParams(location.search);
  query.delete('lang');
  query.delete('view');
  const tail = query.size ? `?${query}` : '';
  return html`<p class="twins">${w('as_data')}: <a href=${`${path}.json${tail}`} data-raw><bdi>JSON</bdi></a>
    ${csv && html` · <a href=${`${path}.csv${tail}`} data-raw><bdi>CSV</bdi></a>`}</p>`;
}

// The choice between a picture and its table; it is part of the address.
export const isTable = () => new URLSearchParams(location.search).get('view') === 'table';
export const ViewSwitch = () => html`<p class="switch">
  <a href=${here({ view: null })} aria-current=${isTable() ? null : 'true'}>${w('as_picture')}</a>
  <a href=${here({ view: 'table' })} aria-current=${isTable() ? 'true' : null}>${w('as_table')}</a></p>`;

// A picture wider than the screen begins where most is: share is from its left edge.
export function showPart(el, share) {
  if (!el || el.dataset.shown) return;
  el.dataset.shown = 'yes';
  requestAnimationFrame(() => { /* once it stands in the page */
    const spare = el.scrollWidth - el.clientWidth, left = Math.min(spare, Math.max(0, share * el.scrollWidth - el.clientWidth / 2));
    el.scrollLeft = lang === 'ar' ? left - spare : left;
  });
}

// ---- bars by month ----

const quads = [1, 2, 3, 4];
export const Legend = () => html`<ul class="legend" aria-hidden="true">${quads.map((q) => html`<li class=${`quad${q}`}><i></i>${label(`quad.${q}`)}</li>`)}</ul>`;

const monthsFrom = (m) => Number(m.slice(0, 4)) * 12 + Number(m.slice(5, 7)) - 1;
const monthOf = (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;

// rows: {month, quad1…quad4 | n}. The first months, as far as they hold less than 2 in 100 of all, and the last, less than 1 in 1000, are
// left out of the picture, and said. frame: rows that give the span of time and the height, so that two pictures can be compared.
export function Bars({ rows, frame = rows, height = 150, caption, onSpan, since, until, onPick }) {
  const datedOf = (some) => some.filter((r) => r.month).map((r) => ({ ...r, at: monthsFrom(r.month) })).sort((a, b) => a.at - b.at), dated = datedOf(frame);
  const [drag, setDrag] = useState(null);
  if (!dated.length) return html`<${Empty} />`;
  const all = dated.reduce((n, r) => n + r.n, 0);
  let first = 0, last = dated.length;
  for (let n = 0; dated.length > 24 && first < dated.length - 1 && (n += dated[first].n) <= all / 50;) first++;
  for (let n = 0; dated.length > 24 && last > first + 1 && (n += dated[last - 1].n) <= all / 1000;) last--;
  const begin = dated[first].at, end = dated[last - 1].at, mine = datedOf(rows), shown = mine.filter((r) => r.at >= begin && r.at <= end);
  const sum = (rest) => rest.reduce((n, r) => n + r.n, 0);
  const leftOut = [['earlier', sum(mine.filter((r) => r.at < begin))], ['later', sum(mine.filter((r) => r.at > end))]].filter(([, n]) => n);
  const from = begin, to = Math.max(end, from + 11), W = 1000, step = W / (to - from + 1);
  const most = Math.max(...dated.slice(first, last).map((r) => r.n)), y = (n) => (n / most) * (height - 8);
  const years = [];
  for (let v = Math.ceil(from / 12) * 12; v <= to; v += 12) years.push(v);
  const every = Math.ceil(years.length / 8);
  const rtl = lang === 'ar';
  const x = (m) => (rtl ? W - (m - from + 1) * step : (m - from) * step);
  const at = (ev) => {
    const box = ev.currentTarget.getBoundingClientRect(), share = Math.min(0.9999, Math.max(0, (ev.clientX - box.left) / box.width));
    return from + Math.floor((rtl ? 1 - share : share) * (to - from + 1));
  };
  const down = (ev) => { if (onSpan && ev.button === 0) { ev.currentTarget.setPointerCapture(ev.pointerId); setDrag([at(ev), at(ev)]); } };
  const move = (ev) => drag && setDrag([drag[0], at(ev)]);
  const up = () => { if (drag) { onSpan(monthOf(Math.min(...drag)), monthOf(Math.max(...drag))); setDrag(null); } };
  const span = drag ? [Math.min(...drag), Math.max(...drag)] : since || until ? [since ? monthsFrom(`${since}-01`) : from, until ? monthsFrom(`${until.slice(0, 7)}${until.length < 7 ? '-12' : ''}`) : to] : null;
  return html`<figure class="bars">
    <svg viewBox=${`0 0 ${W} ${height + 22}`} role="img" aria-label=${caption} preserveAspectRatio="none" style=${{ height: `${height + 22}px` }}
        class=${onSpan ? 'brush' : ''} onPointerDown=${down} onPointerMove=${move} onPointerUp=${up}>
      ${span && html`<rect class="span" x=${Math.min(x(span[0]), x(span[1]))} y="0" width=${(span[1] - span[0] + 1) * step} height=${height} />`}
      ${shown.map((r) => {
        let base = height;
        const parts = r.quad1 === undefined ? [[`n`, r.n]] : quads.map((q) => [`quad${q}`, r[`quad${q}`]]);
        return html`<g class="bar" onClick=${onPick ? () => onPick(r.month) : null}><title>${`${day(r.month)}: ${number(r.n)}`}</title>
          ${onPick && html`<rect class="hit" x=${x(r.at)} y="0" width=${step} height=${height} />`}
          ${parts.map(([c, n]) => n > 0 && html`<rect class=${c} x=${x(r.at) + step * 0.08} y=${(base -= y(n))} width=${step * 0.84} height=${y(n)} />`)}</g>`;
      })}
      <line class="axis" x1="0" x2=${W} y1=${height + 0.5} y2=${height + 0.5} />
    </svg>
    <div class="years" aria-hidden="true">${years.filter((v, i) => i % every === 0 && (v - from) / (to - from + 1) < 0.93).map((v) => html`<span style=${{ insetInlineStart: `${((v - from) / (to - from + 1)) * 100}%` }}>${v / 12}</span>`)}</div>
    ${leftOut.length > 0 && html`<figcaption class="soft">${leftOut.map(([when, n], i) => `${i ? ' · ' : ''}${w(when)}: ${nOf(rows[0].quad1 === undefined ? 'statement' : 'event', n)}`)}</figcaption>`}
  </figure>`;
}

// link(row): the address of the events behind a number.
export const MonthTable = ({ rows, caption, link }) => html`<${Table} caption=${caption} rows=${[...rows].reverse()} columns=${[
  { head: w('month'), cell: (r) => (r.month ? html`<${Day} of=${r.month} />` : w('without_day')) },
  ...(rows[0] && rows[0].actor_country ? [{ head: w('from_to'), cell: (r) => html`${country(r.actor_country)} ${arrow()} ${country(r.recipient_country)}` }] : []),
  ...(rows[0] && rows[0].quad1 !== undefined ? quads.map((q) => ({ head: label(`quad.${q}`), number: true, cell: (r) => number(r[`quad${q}`]) })) : []),
  { head: w('total'), number: true, cell: (r) => (link && r.month ? html`<a href=${link(r)}>${number(r.n)}</a>` : number(r.n)) }]} />`;

// ---- filters ----

const shownAs = { actor: 'who_acts', recipient: 'to_whom', party: 'party', type: 'type', quad: 'quad', status: 'status', country: 'country', place: 'place', outlet: 'outlet', text: 'text', since: 'since', until: 'until', speaker: 'speaker', kind: 'kind', name: 'name_filter', sector: 'kind', attributed_to: 'on_word', about: 'about', article: 'articles', group: 'events' };
const valueOf = (k, v) => (k === 'type' ? label(`type.${v}`) : k === 'quad' ? label(`quad.${v}`) : k === 'status' ? w(`status.${v}`) : k === 'kind' ? label(`kind.${v}`)
  : k === 'since' || k === 'until' ? day(v) : /^[A-Z]{3}$/.test(v) ? country(v) : v);

// An actor by number is shown by name.
function FilterValue({ k, v }) {
  const id = /^#(\d+)$/.exec(v), known = useAnswer(() => (id ? get('/actors.json', { name: v, limit: 1 }) : Promise.resolve(null)), [v]);
  const row = known.value && known.value.rows && known.value.rows[0];
  return html`<${Text}>${id ? (row ? nameOf(row) : v) : valueOf(k, v)}<//>`;
}

export function Chosen() {
  const chosen = [...new URLSearchParams(location.search)].filter(([k, v]) => shownAs[k] && v && !(k === 'text' && location.pathname === '/search'));
  if (!chosen.length) return null;
  return html`<ul class="chosen" aria-label=${w('filters')}>${chosen.map(([k, v]) => html`<li><span class="soft">${w(shownAs[k])}</span> <${FilterValue} k=${k} v=${v} />
    <a class="lift" href=${here({ [k]: null, offset: null })} aria-label=${`${w('lift')}: ${w(shownAs[k])} ${v}`}>×</a></li>`)}</ul>`;
}

// One value and its count, a link that asks for it: param is a name, or a function of the value that gives the changes.
const FacetList = ({ title, rows, param, show }) => (rows.length ? html`<section class="facet"><h2>${title}</h2><ul>${rows.map(([v, n]) => html`<li>
    <a href=${here({ ...(typeof param === 'function' ? param(v) : { [param]: v }), offset: null })}><${Text}>${show(v)}<//></a> <span class="soft count">${number(n)}</span></li>`)}</ul></section>` : null);

// A year asked for is its first day and its last.
export const yearOnly = (y) => ({ since: y, until: y });

// A facet: values of one thing with their counts under the conditions that hold; a click asks for one of them.
export function Facet({ what = 'events', by, param, title, asked, show = (v) => v, most = 8 }) {
  const query = new URLSearchParams(asked);
  for (const k of ['limit', 'offset', 'order', 'lang', 'view']) query.delete(k);
  query.set('what', what);
  query.set('by', by);
  query.set('limit', String(most));
  const counts = useAnswer(() => get('/counts.json', query), [query.toString()]);
  const rows = (counts.value ? counts.value.rows : []).filter((r) => r[by]).map((r) => [r[by], r.n]);
  return html`<${FacetList} title=${title} rows=${by === 'year' ? rows.sort((a, b) => b[0] - a[0]) : rows} param=${param} show=${show} />`;
}

// How events stand: those told as facts, denied, planned … Each is counted by a question of its own.
const standings = ['asserted', 'negated', 'future', 'hypothetical', 'historical'];
export function Standings({ asked }) {
  const query = new URLSearchParams(asked);
  for (const k of ['limit', 'offset', 'order', 'lang', 'view', 'status']) query.delete(k);
  const counts = useAnswer(() => (asked.get('status') ? Promise.resolve([]) : Promise.all(standings.map((status) => get('/counts.json', { ...Object.fromEntries(query), what: 'events', status })))), [query.toString(), asked.get('status')]);
  const rows = (counts.value || []).map((x, i) => [standings[i], x.rows.length ? x.rows[0].n : 0]).filter(([, n]) => n);
  return html`<${FacetList} title=${w('status')} rows=${rows} param="status" show=${(v) => w(`status.${v}`)} />`;
}

// The four classes, from the counts of types.
export function Quads({ asked }) {
  const query = new URLSearchParams(asked);
  for (const k of ['limit', 'offset', 'order', 'lang', 'view']) query.delete(k);
  const counts = useAnswer(() => (asked.get('quad') ? Promise.resolve({ rows: [] }) : get('/counts.json', { ...Object.fromEntries(query), what: 'events', by: 'type', limit: 16 })), [query.toString()]);
  const rows = quads.map((q) => [String(q), (counts.value ? counts.value.rows : []).reduce((n, r) => n + (quadOf(r.type) === q ? r.n : 0), 0)]).filter(([, n]) => n);
  return html`<${FacetList} title=${w('quad')} rows=${rows} param="quad" show=${(v) => label(`quad.${v}`)} />`;
}

export function SpanForm({ extra }) {
  const asked = new URLSearchParams(location.search);
  const submit = (ev) => {
    ev.preventDefault();
    go(here({ ...Object.fromEntries(new FormData(ev.target)), offset: null }));
  };
  return html`<form class="spanform" onSubmit=${submit}>${extra}
    <label>${w('since')} <input name="since" dir="ltr" inputmode="numeric" placeholder="2023-01" pattern="\\d{4}(-\\d\\d){0,2}" value=${asked.get('since') || ''} /></label>
    <label>${w('until')} <input name="until" dir="ltr" inputmode="numeric" placeholder="2024-06" pattern="\\d{4}(-\\d\\d){0,2}" value=${asked.get('until') || ''} /></label>
    <button type="submit">${w('apply')}</button></form>`;
}

export function Pages({ shown, limit }) {
  const offset = Number(new URLSearchParams(location.search).get('offset') || 0);
  if (!offset && shown < limit) return null;
  return html`<nav class="pages" aria-label=${w('more')}>
    ${offset > 0 && html`<a href=${here({ offset: offset > limit ? offset - limit : null })} rel="prev">${w('before')}</a>`}
    ${shown >= limit && html`<a href=${here({ offset: offset + limit })} rel="next">${w('more')}</a>`}</nav>`;
}
