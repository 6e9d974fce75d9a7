// home: the beginning: search, a text to paste, and what the database holds; and the page that reads a pasted text.
import { html, useState, useRef, useEffect } from './vendor/preact.js';
import { w, nOf } from './words.js';
import { get, nameOf, readText, store } from './data.js';
import { address, Answer, Day, go, Origin, Text, Title, Trouble, troubleOf, useAnswer } from './parts.js';
import { Pasted } from './article.js';

// What was pasted last lives as long as the tab: a change of language keeps it.
const kept = { text: '', answer: null };
try { Object.assign(kept, JSON.parse(sessionStorage.getItem('khabar.pasted') || '{}')); } catch { /* a private window */ }
const keep = (change) => {
  Object.assign(kept, change);
  try { sessionStorage.setItem('khabar.pasted', JSON.stringify(kept)); } catch { /* too large for it: kept in memory */ }
};

export function SearchForm({ value = '', large }) {
  const submit = (ev) => {
    ev.preventDefault();
    const text = new FormData(ev.target).get('text').trim();
    if (text) go(address('/search', { text }));
  };
  return html`<form role="search" class=${large ? 'search large' : 'search'} onSubmit=${submit}>
    <label class="unseen" for="q">${w('search_box')}</label>
    <input id="q" name="text" type="search" dir="auto" autocomplete="off" placeholder=${w('search_box')} value=${value} />
    <button type="submit">${w('search')}</button></form>`;
}

function PasteForm({ onRead, waits, mayStore }) {
  const field = useRef(null), day = useRef(null), outlet = useRef(null), [over, setOver] = useState(false);
  const read = (body) => onRead(body, { date: day.current.value, source: outlet.current ? outlet.current.value.trim() : '' });
  const submit = (ev) => { ev.preventDefault(); if (field.current.value.trim()) read(field.current.value); else field.current.focus(); };
  const sample = async () => {
    const text = await (await fetch('/sample.txt')).text();
    field.current.value = text;
    day.current.value = '2024-09-12';
    read(text);
  };
  const drop = async (ev) => {
    ev.preventDefault();
    setOver(false);
    const file = ev.dataTransfer.files[0];
    if (!file) return;
    read(file);
  };
  return html`<form class=${`paste${over ? ' over' : ''}`} onSubmit=${submit} onDragOver=${(ev) => { ev.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)} onDrop=${drop}>
    <label for="text">${w('paste_field')}</label>
    <textarea id="text" ref=${field} dir="rtl" lang="ar" rows="5" spellcheck=${false}>${kept.text}</textarea>
    <div class="row"><label>${w('paste_day')} <input type="date" ref=${day} dir="ltr" max="2100-12-31" /></label>
      ${mayStore && html`<label>${w('paste_outlet')} <input ref=${outlet} dir="auto" size="12" maxlength="100" /></label>`}
      <span class="soft">${w('paste_drop')}</span><span class="push"></span>
      <button type="button" class="quiet" onClick=${sample}>${w('paste_sample')}</button>
      <button type="submit" disabled=${waits}>${waits ? w('reading') : w('paste_go')}</button></div></form>`;
}

// The button that stores what was read, and leads to where it is then.
function Keep({ document }) {
  const [error, setError] = useState(null), [waits, setWaits] = useState(false);
  const press = async () => {
    setWaits(true);
    setError(null);
    try {
      const { address: to } = await store(document);
      keep({ text: '', answer: null });
      go(address(to));
    } catch (e) { setError(e); setWaits(false); }
  };
  return html`<button type="button" class="store" onClick=${press} disabled=${waits}>${waits ? w('storing') : w('store')}</button>
    ${error && html`<span role="alert" class="failed">${troubleOf(error)}</span>`}`;
}

export function Read({ status }) {
  const mayStore = status && status.write, lead = w(mayStore ? 'paste_lead_write' : 'paste_lead');
  const [answer, setAnswer] = useState(kept.answer), [error, setError] = useState(null), [waits, setWaits] = useState(false);
  const read = async (body, params) => {
    setWaits(true);
    setError(null);
    try {
      const got = await readText(body, params);
      keep({ text: typeof body === 'string' ? body : got.record.document.text, answer: got });
      setAnswer(got);
      if (location.pathname !== '/read') go(address('/read'));
      else scrollTo(0, 0);
    } catch (e) { setError(e); }
    setWaits(false);
  };
  const again = () => { keep({ text: '', answer: null }); setAnswer(null); };
  if (answer && location.pathname === '/read')
    return html`<p class="again"><button type="button" class="quiet" onClick=${again}>${w('paste_again')}</button> ${mayStore && html`<${Keep} document=${answer.record.document} />`}<span class="soft">${lead}</span></p><${Pasted} answer=${answer} />`;
  const H = location.pathname === '/read' ? 'h1' : 'h2';
  return html`<section class="pasting"><${H} tabindex="-1">${w('paste_title')}</${H}><p class="lead">${lead}</p>
    <${PasteForm} onRead=${read} waits=${waits} mayStore=${mayStore} />${error && html`<${Trouble} error=${error} />`}</section>`;
}

function Holdings() {
  const actors = useAnswer(() => get('/actors.json', { limit: 14 }), []), reports = useAnswer(() => get('/articles.json', { limit: 8, order: 'newest' }), []);
  return html`<div class="columns">
    <section><h2>${w('newest')}</h2><${Answer} of=${reports}>${(x) => html`<ol class="titles">${x.rows.map((a) => html`<li data-item tabindex="-1"><a href=${address(`/article/${a.id}`)}><${Title} of=${a} /></a>
      <span class="soft"><${Origin} of=${a} /></span></li>`)}</ol>`}<//></section>
    <section><h2>${w('most_named')}</h2><${Answer} of=${actors}>${(x) => html`<ul class="names">${x.rows.filter((a) => nameOf(a)).map((a) => html`<li><a href=${address(`/actor/${a.id}`)}><${Text}>${nameOf(a)}<//></a> <span class="soft">${nOf('report', a.articles)}</span></li>`)}</ul>`}<//></section></div>`;
}

export function Home({ status }) {
  const db = status && status.database;
  useEffect(() => { document.title = `${w('khabar')} · ${w('tagline')}`; }, []);
  return html`<div class="home"><header class="front"><h1 tabindex="-1"><span lang="ar">خبر</span></h1><p class="tagline">${w('tagline')}</p></header>
    ${db && html`<${SearchForm} large /><p class="holds">${w('holds')}: ${nOf('report', db.articles)}${db.copies ? html` (${w('among_them')} ${nOf('copy', db.copies)})` : ''} · ${nOf('event', db.events)} · ${nOf('statement', db.statements)}${db.since ? html` · <${Day} of=${db.since} /> – <${Day} of=${db.until} />` : ''}</p>`}
    <${Read} status=${status} />
    ${db ? html`<${Holdings} />` : status && html`<section class="nodb"><h2>${w('no_database')}</h2><p>${w('no_database_how')}</p><pre dir="ltr" tabindex="0"><code>khabar ingest --db news.db reports.jsonl
khabar serve --db news.db</code></pre></section>`}</div>`;
}
