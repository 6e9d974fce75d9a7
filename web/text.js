// text: a report's text with quiet marks, and the pasted record in the shape of a stored one.
//
// Marks change colours only, and begin and end where written words do: joined letters never break. Spans count code points.
import { html } from './vendor/preact.js';
import { countryNames } from './data.js';
import { isolated } from './parts.js';

const wordy = /[\p{L}\p{M}\p{N}\u0640]/u;

// To the whole written word: the و of وقال belongs to it on the page.
function widen(points, start, end) {
  while (start > 0 && wordy.test(points[start - 1]) && wordy.test(points[start])) start--;
  while (end < points.length && end > 0 && wordy.test(points[end - 1]) && wordy.test(points[end])) end++;
  return [start, end];
}

// doc: {text, actors, places, dates, statements, events} -> marks: [{start, end, kind, id}]
export function marksOf(doc) {
  const points = Array.from(doc.text), marks = [];
  const add = (span, kind, id) => {
    if (!span || span.end <= span.start) return;
    const [start, end] = widen(points, span.start, span.end);
    marks.push({ start, end, kind, id });
  };
  for (const s of doc.statements) {
    for (const c of s.content) add(c, 'said', `s${s.n}`);
    add(s.cue, 'cue', `s${s.n}`);
  }
  for (const a of doc.actors) for (const m of a.mentions) add(m, 'actor', `a${a.n}`);
  for (const p of doc.places) for (const m of p.mentions) add(m, 'place', '');
  for (const d of doc.dates) add(d, 'date', '');
  for (const e of doc.events) add(e.trigger, 'event', `e${e.n}`);
  return { points, marks };
}

// What lights up with a record: its own spans, and of each party the mention nearest to it.
export function chainOf(doc, id) {
  const lit = new Map(), n = Number(id.slice(1));
  const near = (parties, to, as) => {
    for (const p of parties || []) {
      const a = doc.actors.find((x) => x.n === p.n);
      const m = a && [...a.mentions].sort((x, y) => Math.abs(x.start - to) - Math.abs(y.start - to))[0];
      if (m) lit.set(m.start, { ...m, as });
    }
  };
  const statement = (s) => {
    for (const c of s.content) lit.set(`c${c.start}`, { ...c, as: 'content' });
    if (s.cue) lit.set(s.cue.start, { ...s.cue, as: 'cue' });
    const to = s.cue ? s.cue.start : s.content[0].start;
    near(s.speakers, to, 'speaker');
    near(s.via, to, 'speaker');
    near(s.addressees, to, 'party');
  };
  if (id[0] === 's') {
    const s = doc.statements.find((x) => x.n === n);
    if (s) statement(s);
  } else {
    const e = doc.events.find((x) => x.n === n);
    if (!e) return [];
    const s = e.statement && doc.statements.find((x) => x.n === e.statement);
    if (s) statement(s);
    near(e.actors, e.trigger.start, 'party');
    near(e.recipients, e.trigger.start, 'party');
    lit.set(`e${e.trigger.start}`, { ...e.trigger, as: 'trigger' });
  }
  return [...lit.values()];
}

// The text in paragraphs of spans. lit: spans with what they are to the record that is looked at.
export function MarkedText({ doc, made, lit, current, onLit }) {
  const { points, marks } = made;
  const wide = lit.map((l) => { const [start, end] = widen(points, l.start, l.end); return { ...l, start, end }; });
  const cuts = new Set([0, points.length]);
  for (const m of [...marks, ...wide]) cuts.add(m.start), cuts.add(m.end);
  points.forEach((p, i) => p === '\n' && (cuts.add(i), cuts.add(i + 1)));
  const at = [...cuts].sort((a, b) => a - b), paragraphs = [[]];
  for (let i = 0; i + 1 < at.length; i++) {
    const [start, end] = [at[i], at[i + 1]], words = points.slice(start, end).join('');
    if (words === '\n') { paragraphs.push([]); continue; }
    const over = marks.filter((m) => m.start <= start && m.end >= end);
    const kinds = new Set(over.map((m) => m.kind)), as = new Set(wide.filter((l) => l.start <= start && l.end >= end).map((l) => `lit-${l.as}`));
    const record = ['event', 'cue', 'said'].map((k) => over.filter((m) => m.kind === k).at(-1)).find(Boolean);
    const classes = [...[...kinds].map((k) => `m-${k}`), ...as].join(' ');
    const enter = record && onLit ? () => onLit(record.id) : null;
    paragraphs.at(-1).push(classes ? html`<span class=${classes} data-record=${record ? record.id : null} onMouseEnter=${enter}
      onClick=${record ? () => onLit(record.id, true) : null}>${isolated(words)}</span>` : isolated(words));
  }
  const filled = paragraphs.filter((p) => p.length), title = doc.title && doc.text.startsWith(doc.title);
  return html`<div class="prose" lang="ar" dir="rtl">${filled.map((p, i) => (i === 0 && title ? html`<h1 tabindex="-1" dir="auto">${p}</h1>` : html`<p dir="auto">${p}</p>`))}</div>`;
}

// A record as khabar read prints it, in the shape of /article/ID.json.
export function docOfRecord(record) {
  const points = Array.from(record.document.text || '');
  const span = (s) => s && { ...s, words: points.slice(s.start, s.end).join('') };
  const of = (id) => { const a = record.actors.find((x) => x.id === id); return a ? { ...a, n: Number(id.slice(1)) } : null; };
  const all = (ids) => (ids || []).map(of).filter(Boolean);
  const placeOf = (p) => p && { ...p, name_en: (record.places.find((x) => x.name === p.name) || {}).name_en || (countryNames(p.country)[0] === p.name ? countryNames(p.country)[1] : '') };
  const statements = record.statements.map((s) => ({ ...s, n: Number(s.id.slice(1)), speakers: all(s.speakers), addressees: all(s.addressees), via: all(s.via), cue: span(s.cue), content: s.content.map(span) }));
  const events = record.events.map((e) => {
    const n = e.attributed_to && Number(e.attributed_to.slice(1));
    const flags = Object.fromEntries(e.aux.map((a) => [a, true]));
    return { ...e, ...flags, n: Number(e.id.slice(1)), actors: all(e.actors), recipients: all(e.recipients), trigger: span(e.trigger), statement: n, place: placeOf(e.place), attributed_to: n ? statements.find((s) => s.n === n).speakers : [] };
  });
  const d = record.document;
  return { text: d.text || '', title: d.title || '', source: d.source, day: (d.published || '').slice(0, 10), language: d.language, actors: record.actors.map((a) => ({ ...a, n: Number(a.id.slice(1)) })), places: record.places, dates: record.dates, statements, events };
}
