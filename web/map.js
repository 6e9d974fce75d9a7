// map: events by place on a map of the world that is part of the program: no tile server is asked.
import './vendor/d3-array.js';
import './vendor/d3-geo.js';
import './vendor/topojson.js';
import { html, useMemo } from './vendor/preact.js';
import { w, nOf, number, lang } from './words.js';
import { get, label, country, countryNames } from './data.js';
import { address, Answer, Chosen, Empty, Facet, go, here, isTable, showPart, SpanForm, Table, Text, Twins, useAnswer, ViewSwitch } from './parts.js';

const { geoNaturalEarth1, geoPath } = globalThis.d3, { feature, mesh } = globalThis.topojson;
const W = 1000, H = 560;
const region = { type: 'MultiPoint', coordinates: [[-12, 6], [62, 42], [-12, 42], [62, 6]] };

// A state among the places has no name of its own in English, and may stand without its article.
const isState = (r) => (countryNames(r.place_country)[0] || '').endsWith(r.place);
const nameIn = (r) => (isState(r) ? country(r.place_country) : (lang === 'en' && r.name_en) || r.place);

function Picture({ rows, atlas, world }) {
  const drawn = useMemo(() => {
    const projection = geoNaturalEarth1().fitExtent([[8, 8], [W - 8, H - 8]], world ? { type: 'Sphere' } : region).clipExtent([[0, 0], [W, H]]);
    const path = geoPath(projection);
    return { projection, land: path(feature(atlas, atlas.objects.land)), borders: path(mesh(atlas, atlas.objects.countries, (a, b) => a !== b)) };
  }, [atlas, world]);
  const most = Math.max(1, ...rows.map((r) => r.n));
  const spots = rows.filter((r) => r.lat !== undefined).map((r) => ({ ...r, at: drawn.projection([r.lon, r.lat]), r: 2.5 + 26 * Math.sqrt(r.n / most) }))
    .filter((r) => r.at && r.at[0] >= 0 && r.at[0] <= W && r.at[1] >= 0 && r.at[1] <= H);
  const largest = spots.length ? spots.reduce((a, b) => (a.n >= b.n ? a : b)).at[0] / W : 0.5;
  return html`<figure class="scroll" tabindex="0" role="region" aria-label=${w('map')} ref=${(el) => showPart(el, largest)}><svg class="map" viewBox=${`0 0 ${W} ${H}`} role="group" aria-label=${w('map')}><path class="land" d=${drawn.land} /><path class="borders" d=${drawn.borders} />
    ${spots.map((r, i) => {
      const to = address('/events', { place: r.place, country: r.place_country }), name = `${nameIn(r)}: ${nOf('event', r.n)}`;
      return html`<a href=${to} onClick=${(ev) => { ev.preventDefault(); go(to); }} aria-label=${name} tabindex=${i < 30 ? 0 : -1}><title>${name}</title>
        <circle class=${(r.quad3 + r.quad4) * 2 > r.n ? 'conflict' : 'cooperation'} cx=${r.at[0]} cy=${r.at[1]} r=${r.r} /></a>`;
    })}
    ${labelled(spots).map((r) => html`<text class="name" x=${r.at[0]} y=${Math.max(15, r.at[1] - r.r - 3)} aria-hidden="true">${nameIn(r)}</text>`)}</svg></figure>
    <ul class="legend" aria-hidden="true"><li class="quad4"><i></i>${w('conflict')}</li><li class="quad1"><i></i>${w('cooperation')}</li></ul>`;
}

// Names of the largest that do not stand over one another.
function labelled(spots) {
  const taken = [];
  for (const r of spots.slice(0, 60)) {
    const box = [r.at[0] - 34, r.at[1] - r.r - 18, r.at[0] + 34, r.at[1] - r.r + 2];
    if (taken.length < 24 && taken.every(({ box: b }) => box[2] < b[0] || box[0] > b[2] || box[3] < b[1] || box[1] > b[3])) taken.push({ box, r });
  }
  return taken.map((t) => t.r);
}

export default function Map_() {
  const q = new URLSearchParams(location.search), world = q.get('view') === 'world';
  const answer = useAnswer(() => Promise.all([get('/map.json', q), get('/vendor/countries-110m.json')]), [location.search]);
  return html`<div class="listing"><h1 tabindex="-1">${w('map')}</h1><p class="soft">${w('map_lead')}</p><${Chosen} />
    <p class="switch"><a href=${here({ view: null })} aria-current=${!world && !isTable() ? 'true' : null}>${w('region')}</a> <a href=${here({ view: 'world' })} aria-current=${world ? 'true' : null}>${w('world')}</a>
      <a href=${here({ view: 'table' })} aria-current=${isTable() ? 'true' : null}>${w('as_table')}</a></p>
    <${Answer} of=${answer}>${([x, atlas]) => (!x.rows.length ? html`<${Empty} text=${w('nothing_events')} />` : isTable() ? html`<${Table} caption=${w('map')} rows=${x.rows.slice(0, 200)} columns=${[
      { head: w('place'), cell: (r) => html`<${Text}>${nameIn(r)}<//>` }, { head: w('country'), cell: (r) => country(r.place_country) },
      ...[1, 2, 3, 4].map((k) => ({ head: label(`quad.${k}`), number: true, cell: (r) => number(r[`quad${k}`]) })),
      { head: w('total'), number: true, cell: (r) => html`<a href=${address('/events', { place: r.place, country: r.place_country })}>${number(r.n)}</a>` }]} />`
      : html`<${Picture} rows=${x.rows} atlas=${atlas} world=${world} />`)}<//>
    <div class="columns"><${SpanForm} /><${Facet} by="type" param="type" title=${w('type')} asked=${q} show=${(v) => label(`type.${v}`)} /></div><${Twins} /></div>`;
}
