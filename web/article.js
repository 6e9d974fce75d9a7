// article: one report, stored or pasted: its text with marks, and the claims in the margin.
import { html, useState, useEffect, useMemo, useRef } from './vendor/preact.js';
import { w, nOf, number } from './words.js';
import { get, label, hasLabel } from './data.js';
import { address, Answer, Empty, EventCard, Origin, StatementCard, Text, Twins, useAnswer, Who, codes } from './parts.js';
import { MarkedText, chainOf, docOfRecord, marksOf } from './text.js';

// ---- why ----

const Row = ({ row }) => row && html`
  <dt>${w('why_row')}</dt><dd><bdi dir="ltr" class="code">data/${row.file}:${row.line}</bdi></dd>
  ${row.cells && html`<dt class="unseen">${w('why_rule')}</dt><dd class="cells"><table><tbody>${Object.entries(row.cells).map(([k, v]) => html`<tr><th scope="row"><bdi dir="ltr">${k}</bdi></th><td><${Text}>${v.replaceAll('|', ' | ')}<//></td></tr>`)}</tbody></table></dd>`}`;

function Why({ x, kind, why, doc }) {
  const found = (kind === 'e' ? why.events : why.statements).find((r) => (x.uid && r.uid ? r.uid === x.uid : r.id === `${kind}${x.n}`));
  if (!found) return html`<p class="whybox">${w('why_old')}</p>`;
  const settled = [...new Set([...(x.actors || []), ...(x.recipients || []), ...(x.speakers || [])].map((p) => p.n))]
    .map((n) => doc.actors.find((a) => a.n === n)).filter((a) => a && a.by);
  return html`<dl class="whybox">
    <dt>${w('why_rule')}</dt><dd><bdi dir="ltr" class="code">${found.rule}</bdi></dd>
    <dt>${w('why_words')}</dt><dd>${x.trigger ? html`<${Text}>${x.trigger.words}<//>` : x.cue ? html`<${Text}>${x.cue.words}<//>` : '«»'}</dd>
    ${found.speaker && html`<dt>${w('why_speaker')}</dt><dd><bdi lang="en">${found.speaker}</bdi></dd>`}
    ${settled.map((a) => html`<dt><${Who} p=${a} plain /></dt><dd>${hasLabel(`by.${a.by}`) ? label(`by.${a.by}`) : a.by}${codes(a) ? html` · <span class="soft">${codes(a)}</span>` : ''}</dd>`)}
    <${Row} row=${found.row} />
    <dt>${w('confidence')}</dt><dd><bdi>${number(Math.round(x.confidence * 100))} %</bdi></dd></dl>`;
}

function WhyNot({ silent }) {
  if (!silent || !silent.length) return null;
  return html`<details class="whynot"><summary>${w('why_not')}</summary><p>${w('why_not_lead')}</p>
    <ul>${silent.map((s) => html`<li><${Text}>${s.words}<//> <bdi dir="ltr" class="code soft">${s.rule}</bdi><br /><bdi lang="en" class="soft">${s.why}</bdi></li>`)}</ul></details>`;
}

// ---- the report ----

const Key = () => html`<p class="key" aria-label=${w('marks')}><span class="m-actor">${w('mark_actor')}</span> <span class="m-event">${w('mark_event')}</span>
  <span class="m-said">${w('mark_said')}</span> <span class="m-date">${w('mark_date')}</span> <span class="m-place">${w('mark_place')}</span></p>`;

// Statements and events in the order of the text.
function inOrder(doc) {
  const at = (x) => (x.trigger || x.cue || x.content[0]).start;
  return [...doc.statements.map((s) => ['s', s]), ...doc.events.map((e) => ['e', e])].sort((a, b) => at(a[1]) - at(b[1]) || (a[0] < b[0] ? 1 : -1));
}

export function Report({ doc, askWhy, head, foot }) {
  const [current, setCurrent] = useState(/^#[es]\d+$/.test(location.hash) ? location.hash.slice(1) : null);
  const [open, setOpen] = useState(null), [why, setWhy] = useState(null), [sought, setSought] = useState(null), root = useRef(null);
  const made = useMemo(() => marksOf(doc), [doc]), lit = current ? chainOf(doc, current) : [];
  useEffect(() => {
    const jump = (ev) => {
      const id = location.hash.slice(1), card = /^[es]\d+$/.test(id) && document.getElementById(id);
      if (!card) return;
      setCurrent(id);
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: 'center' });
      /* from elsewhere to the words themselves; within the report, where cards stand below the text, to the card */
      if (!ev || matchMedia('(min-width: 60rem)').matches) setSought({ id });
    };
    jump();
    addEventListener('hashchange', jump);
    return () => removeEventListener('hashchange', jump);
  }, [doc]);
  useEffect(() => {
    const mark = sought && ['trigger', 'cue', 'content'].map((as) => root.current.querySelector(`.prose .lit-${as}`)).find(Boolean);
    if (mark) mark.scrollIntoView({ block: 'center' });
  }, [sought]);
  const show = (id) => { setCurrent(id); history.replaceState(null, '', `#${id}`); setSought({ id }); };
  const light = (id, byClick) => {
    setCurrent(id);
    if (byClick) { history.replaceState(null, '', `#${id}`); const c = document.getElementById(id); if (c) c.focus(); }
  };
  const ask = async (id) => {
    setOpen(open === id ? null : id);
    if (!why) setWhy(await askWhy().catch((error) => ({ error, statements: [], events: [], silent: [] })));
  };
  const order = inOrder(doc);
  return html`<article class="report" ref=${root}>
    <div class="body">${head}<${MarkedText} doc=${doc} made=${made} lit=${lit} onLit=${light} />${foot}</div>
    <aside class="margin" aria-label=${w('records')}>
      <p class="tally">${nOf('statement', doc.statements.length)} · ${nOf('event', doc.events.length)}</p><${Key} />
      ${order.length ? html`<ol class="claims">${order.map(([kind, x]) => {
        const id = `${kind}${x.n}`, on = { lit: current === id, onLit: () => setCurrent(id), onShow: () => show(id), onWhy: () => ask(id) };
        const reason = open === id && (why ? html`<${Why} x=${x} kind=${kind} why=${why} doc=${doc} />` : html`<p class="whybox">${w('loading')}</p>`);
        return kind === 'e' ? html`<${EventCard} key=${id} e=${x} ...${on}>${reason}<//>` : html`<${StatementCard} key=${id} s=${x} ...${on}>${reason}<//>`;
      })}</ol>` : html`<${Empty} text=${doc.language === 'und' ? w('not_arabic') : doc.other_topic ? w('other_topic') : w('nothing_record')} />`}
      <${WhyNotLater} askWhy=${askWhy} key=${doc.text} />
    </aside></article>`;
}

// Why nothing else: asked for once it is opened.
function WhyNotLater({ askWhy }) {
  const why = useAnswer(askWhy, []);
  return why.value ? html`<${WhyNot} silent=${why.value.silent} />` : null;
}

function Stored({ x }) {
  const a = x.article, doc = useMemo(() => ({ ...x, text: a.text, title: a.title || '', language: a.language }), [x]);
  useEffect(() => { document.title = `${a.title || w('untitled')} · ${w('khabar')}`; }, [x]);
  const head = html`<p class="dateline"><${Origin} of=${a} />
    ${a.url && /^https?:/.test(a.url) && html` · <a href=${a.url} rel="noopener noreferrer external">${w('original')}</a>`}</p>`;
  const foot = html`${a.copy_of && html`<p class="soft">${w('copy_of')} <a href=${address(`/article/${a.copy_of}`)}>${w('the_report')} <bdi>${a.copy_of}</bdi></a></p>`}
    ${x.copies.length > 0 && html`<p class="soft">${w('copies')}: ${x.copies.map((c, i) => html`${i ? ' · ' : ''}<a href=${address(`/article/${c.id}`)}><${Text}>${c.source}<//></a>`)}</p>`}
    <${Twins} />`;
  return html`<${Report} doc=${doc} head=${head} foot=${foot} askWhy=${() => get('/api/why', { article: a.id })} />`;
}

export function Article({ id }) {
  const answer = useAnswer(() => get(`/article/${id}.json`), [id]);
  return html`<${Answer} top of=${answer}>${(x) => html`<${Stored} x=${x} />`}<//>`;
}

export function Pasted({ answer }) {
  const doc = useMemo(() => ({ ...docOfRecord(answer.record), other_topic: answer.why.other_topic }), [answer]);
  const head = html`<p class="dateline"><${Origin} of=${doc} /></p>`;
  return html`<${Report} doc=${doc} head=${head} askWhy=${async () => answer.why} />`;
}
