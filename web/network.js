// network: who acts on whom: a force layout, computed to its end before it is drawn, so that the same data gives the same picture.
import './vendor/d3-dispatch.js';
import './vendor/d3-quadtree.js';
import './vendor/d3-timer.js';
import './vendor/d3-force.js';
import { html, useMemo, useState } from './vendor/preact.js';
import { w, nOf, number } from './words.js';
import { get, label, country, nameOf } from './data.js';
import { address, Answer, Chosen, Empty, Facet, go, here, isTable, showPart, SpanForm, Table, Text, Twins, useAnswer, ViewSwitch, arrow } from './parts.js';

const { forceSimulation, forceLink, forceManyBody, forceCollide, forceX, forceY } = globalThis.d3;
const W = 1000, H = 720;

// Lines of the answer -> nodes and links; both directions of a pair are one link.
function graphOf(x, countries) {
  const nodes = new Map(), links = new Map(), known = new Map((x.nodes || []).map((n) => [n.id, n]));
  const node = (id) => {
    if (!nodes.has(id)) nodes.set(id, { id, name: countries ? country(id) : nameOf(known.get(id) || {}) || w('unnamed'), n: 0 });
    return nodes.get(id);
  };
  for (const r of x.rows) {
    const [a, b] = countries ? [r.actor_country, r.recipient_country] : [r.actor_id, r.recipient_id];
    if (!a || !b || a === b) continue;
    const key = String(a) < String(b) ? `${a} ${b}` : `${b} ${a}`;
    if (!links.has(key)) links.set(key, { source: node(a), target: node(b), n: 0, conflict: 0 });
    const l = links.get(key);
    l.n += r.n;
    l.conflict += r.quad3 + r.quad4;
    node(a).n += r.n;
    node(b).n += r.n;
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}

function layout({ nodes, links }) {
  const most = Math.max(1, ...links.map((l) => l.n));
  for (const n of nodes) n.r = 3 + 2.2 * Math.sqrt(n.n / most * 10);
  forceSimulation(nodes).force('link', forceLink(links).distance(95).strength((l) => 0.15 + 0.5 * Math.sqrt(l.n / most)))
    .force('charge', forceManyBody().strength(-330)).force('x', forceX(0).strength(0.07)).force('y', forceY(0).strength(0.1))
    .force('collide', forceCollide((n) => n.r + 16)).stop().tick(320);
  const xs = nodes.map((n) => n.x), ys = nodes.map((n) => n.y), left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), low = Math.max(...ys);
  for (const n of nodes) {
    n.x = 70 + ((n.x - left) / (right - left || 1)) * (W - 140);
    n.y = 30 + ((n.y - top) / (low - top || 1)) * (H - 60);
  }
  placeNames(nodes);
  return { nodes, links, most };
}

// Where each name stands: above its circle or below, the largest first; one that has no room is shown when its circle is looked at.
function placeNames(nodes) {
  const taken = [], free = (b) => taken.every((t) => b[2] < t[0] || b[0] > t[2] || b[3] < t[1] || b[1] > t[3]);
  for (const n of [...nodes].sort((a, b) => b.n - a.n)) {
    const half = n.name.length * 3.4 + 3, at = [-n.r - 5, n.r + 15].find((dy) => free([n.x - half, n.y + dy - 12, n.x + half, n.y + dy + 4]));
    n.crowded = at === undefined;
    n.dy = n.crowded ? -n.r - 5 : at;
    if (!n.crowded) taken.push([n.x - half, n.y + n.dy - 12, n.x + half, n.y + n.dy + 4]);
  }
}

const side = (id, countries) => (countries ? id : `#${id}`);

function Picture({ x, countries }) {
  const g = useMemo(() => layout(graphOf(x, countries)), [x, countries]), [lit, setLit] = useState(null);
  if (!g.nodes.length) return html`<${Empty} text=${w('nothing_events')} />`;
  const near = lit && new Set(g.links.filter((l) => l.source === lit || l.target === lit).flatMap((l) => [l.source, l.target]));
  const dim = (on) => (lit && !on ? ' dim' : '');
  const open = (to) => (ev) => { ev.preventDefault(); go(to); };
  return html`<figure class="scroll" tabindex="0" role="region" aria-label=${w('network')} ref=${(el) => showPart(el, 0.5)}><svg class="network" viewBox=${`0 0 ${W} ${H}`} role="group" aria-label=${w('network')}>
    ${g.links.map((l) => {
      const to = address('/dyad', { a: side(l.source.id, countries), b: side(l.target.id, countries) });
      return html`<a href=${to} onClick=${open(to)} tabindex="-1" aria-hidden="true"><title>${`${l.source.name} – ${l.target.name}: ${nOf('event', l.n)}`}</title>
        <line class=${`${l.conflict * 2 > l.n ? 'conflict' : 'cooperation'}${dim(l.source === lit || l.target === lit)}`} x1=${l.source.x} y1=${l.source.y} x2=${l.target.x} y2=${l.target.y} style=${{ strokeWidth: 1 + 7 * Math.sqrt(l.n / g.most) }} /></a>`;
    })}
    ${g.nodes.map((n) => {
      const to = countries ? address('/events', { party: n.id }) : address(`/actor/${n.id}`);
      return html`<a href=${to} onClick=${open(to)} class=${`node${n.crowded && lit !== n ? ' crowded' : ''}${dim(!near || near.has(n))}`} aria-label=${`${n.name}: ${nOf('event', n.n)}`} onMouseEnter=${() => setLit(n)} onMouseLeave=${() => setLit(null)} onFocus=${() => setLit(n)} onBlur=${() => setLit(null)}>
        <circle cx=${n.x} cy=${n.y} r=${n.r} /><text x=${n.x} y=${n.y + n.dy}>${n.name}</text></a>`;
    })}</svg></figure>
    <ul class="legend" aria-hidden="true"><li class="quad4"><i></i>${w('conflict')}</li><li class="quad1"><i></i>${w('cooperation')}</li></ul>`;
}

export default function Network() {
  const q = new URLSearchParams(location.search), countries = q.get('by') === 'dyad';
  const answer = useAnswer(() => get('/network.json', q), [location.search]);
  return html`<div class="listing"><h1 tabindex="-1">${w('network')}</h1><p class="soft">${w('network_lead')}</p><${Chosen} />
    <p class="switch"><a href=${here({ by: null })} aria-current=${countries ? null : 'true'}>${w('by_actor')}</a> <a href=${here({ by: 'dyad' })} aria-current=${countries ? 'true' : null}>${w('by_country')}</a></p><${ViewSwitch} />
    <${Answer} of=${answer}>${(x) => {
      const known = new Map((x.nodes || []).map((n) => [n.id, nameOf(n)]));
      const name = (r, k) => (countries ? country(r[`${k}_country`]) || '…' : known.get(r[`${k}_id`]) || w('unnamed'));
      const id = (r, k) => (countries ? r[`${k}_country`] : `#${r[`${k}_id`]}`);
      return isTable() ? html`<${Table} caption=${w('network')} rows=${x.rows} columns=${[{ head: w('from_to'), cell: (r) => html`<${Text}>${name(r, 'actor')}<//> ${arrow()} <${Text}>${name(r, 'recipient')}<//>` },
        ...[1, 2, 3, 4].map((k) => ({ head: label(`quad.${k}`), number: true, cell: (r) => number(r[`quad${k}`]) })),
        { head: w('total'), number: true, cell: (r) => html`<a href=${address('/events', { actor: id(r, 'actor'), recipient: id(r, 'recipient') })}>${number(r.n)}</a>` }]} />`
        : html`<${Picture} x=${x} countries=${countries} />`;
    }}<//>
    <div class="columns"><${SpanForm} /><${Facet} by="type" param="type" title=${w('type')} asked=${withoutBy(q)} show=${(v) => label(`type.${v}`)} /></div><${Twins} /></div>`;
}

function withoutBy(q) {
  const c = new URLSearchParams(q);
  c.delete('by');
  return c;
}
