// data: asks the server, and keeps what it said; the names of codes.
import { lang } from './words.js';

const kept = new Map();
let names = { labels: {}, countries: {}, quads: {} };

export class Failed extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function answerOf(response) {
  const json = await response.json().catch(() => null);
  if (response.ok && json) return json;
  const e = (json && json.error) || {};
  throw new Failed(response.status, e.code || 'error', e.message || response.statusText);
}

// path with its ending; params: an object or URLSearchParams. What is not given is left out.
export function get(path, params = {}) {
  const query = new URLSearchParams();
  for (const [k, v] of params instanceof URLSearchParams ? params : Object.entries(params))
    if (v !== undefined && v !== null && v !== '' && k !== 'lang' && k !== 'view') query.append(k, v);
  const url = query.size ? `${path}?${query}` : path;
  if (!kept.has(url)) {
    const promise = fetch(url).then(answerOf, () => { throw new Failed(0, 'net', ''); });
    promise.catch(() => kept.delete(url));
    kept.set(url, promise);
    if (kept.size > 200) kept.delete(kept.keys().next().value);
  }
  return kept.get(url);
}

const post = (path, body, type) => fetch(path, { method: 'POST', body, headers: { 'Content-Type': type } }).then(answerOf, () => { throw new Failed(0, 'net', ''); });

export const readText = (body, params) => post(`/api/read?${new URLSearchParams(Object.entries(params).filter(([, v]) => v))}`, body, 'text/plain');

// Asks the server to store a report that was read; what was asked before is asked again from then on.
export async function store(document) {
  const { title = '', text = '', published, source, url } = document, rest = title && text.startsWith(title) ? text.slice(title.length).trimStart() : text;
  const stored = await post('/api/store', JSON.stringify({ title, text: rest, date: published, outlet: source, url }), 'application/json');
  kept.clear();
  return stored;
}

export async function loadNames() {
  names = await get('/api/labels');
}

const pick = (pair, otherwise) => (pair ? pair[lang === 'ar' ? 0 : 1] || pair[0] : otherwise);
export const label = (key) => pick(names.labels[key], key.replace(/^[^.]*\./, '').replaceAll('_', ' '));
export const hasLabel = (key) => key in names.labels;
export const country = (code) => pick(names.countries[code], code);
export const countryNames = (code) => names.countries[code] || [];
export const countries = () => Object.keys(names.countries);
export const quadOf = (type) => names.quads[type];
export const nameOf = (p) => (lang === 'en' && p.name_en) || p.name || p.role || '';
