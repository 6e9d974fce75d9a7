// timeline: events by month and class; a span of time is chosen by dragging or typing, the events in it stand below.
import { html } from './vendor/preact.js';
import { w } from './words.js';
import { get, label, country } from './data.js';
import { rowsOf } from './lists.js';
import { Answer, Bars, Chosen, Empty, EventCard, Facet, go, here, isTable, Legend, MonthTable, Pages, SpanForm, Twins, useAnswer, ViewSwitch } from './parts.js';

export function Timeline() {
  const q = new URLSearchParams(location.search), since = q.get('since'), until = q.get('until'), whole = new URLSearchParams(q);
  for (const k of ['since', 'until', 'offset', 'order']) whole.delete(k);
  const counts = useAnswer(() => get('/timeline.json', whole), [whole.toString()]);
  const some = new URLSearchParams(q);
  some.set('limit', '20');
  some.set('order', 'newest');
  const events = useAnswer(() => rowsOf('/events.json', some), [some.toString()]);
  return html`<div class="listing"><h1 tabindex="-1">${w('timeline')}</h1><${Chosen} />
    <p class="soft">${w('brush')}</p><${ViewSwitch} />
    <${Answer} of=${counts}>${(x) => (x.rows.length ? (isTable() ? html`<${MonthTable} rows=${x.rows} caption=${w('timeline')} link=${(r) => here({ since: r.month, until: r.month, offset: null })} />`
      : html`<${Bars} rows=${x.rows} height=${220} caption=${w('timeline')} since=${since} until=${until} onSpan=${(s, u) => go(here({ since: s, until: u, offset: null }))} /><${Legend} />`) : html`<${Empty} text=${w('nothing_events')} />`)}<//>
    <${SpanForm} />
    <div class="split"><div class="main"><${Answer} of=${events}>${(x) => html`<ol class="claims">${x.rows.map((e) => html`<${EventCard} key=${e.id} e=${e} />`)}</ol><${Pages} shown=${x.rows.length} limit=${20} />`}<//></div>
      <aside class="facets" aria-label=${w('filters')}><${Facet} by="type" param="type" title=${w('type')} asked=${q} show=${(v) => label(`type.${v}`)} most=${16} /><${Facet} by="country" param="actor" title=${w('who_acts')} asked=${q} show=${country} /></aside></div>
    <${Twins} /></div>`;
}
