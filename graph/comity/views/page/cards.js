// Facts in words, with their direction, and the sentences that state them.
const go = (id, text) => NODE.has(id)
  ? button(text || nameOf(id), () => select(id, null, true), {class: 'go'})
  : el('span', {class: 'name'}, text || nameOf(id));
function listed(ids) {
  if (!ids.length) return [el('span', {class: 'meta'}, 'someone not named')];
  return ids.flatMap((id, i) => i === 0 ? [go(id)] : [i === ids.length - 1 ? ' and ' : ', ', go(id)]);
}
const badge = fact => ['planned', 'possible', 'denied', 'ongoing'].includes(statusOf(fact)) ? el('span', {class: 'badge ' + statusOf(fact)}, statusOf(fact)) : '';
const toneOf = fact => fact.sign > 0 ? 'cooperation' : fact.sign < 0 ? 'conflict' : 'neutral';
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const dayWords = iso => +iso.slice(8) + ' ' + MONTHS[+iso.slice(5, 7) - 1] + ' ' + iso.slice(0, 4);

function saidBy(fact) {
  const verb = el('span', {class: 'verb'}, fact.arrow ? verbOf(fact) : ': ' + verbOf(fact));
  return [...listed(fact.subjects), fact.arrow ? ' ' : '', verb, ...(fact.arrow ? [fact.arrow === '→' ? ' → ' : ' ↔ ', ...listed(fact.objects)] : [])];
}
// The page of a thing on the server that this page came from.
const onServer = (id, text) => SERVER ? el('a', {class: 'server', href: '/id/' + id.split('/').map(encodeURIComponent).join('/') + '.html', target: '_top'}, text) : '';
function cite(telling, quote) {
  const article = ARTICLE.get(telling.article);
  if (!article) return el('cite', {}, 'article not in this graph');
  const safe = article.url && /^https?:\/\//i.test(article.url);
  const title = safe ? el('a', {href: article.url, rel: 'noopener noreferrer', target: '_blank'}, article.title) : article.title;
  const rest = [article.publisher, article.date || 'no date', article.file, 'sentence ' + quote.n].filter(Boolean).join(' · ');
  const copy = telling.origin !== telling.article && ARTICLE.has(telling.origin) ? 'same origin as ' + ARTICLE.get(telling.origin).title : '';
  const said = [telling.source && 'according to ' + telling.source, telling.hedge && 'held back by “' + telling.hedge + '”', copy].filter(Boolean);
  return el('cite', {}, title, ' · ' + rest, said.length ? [el('br'), said.join(' · ')] : [], SERVER ? [el('br'), onServer(article.id, 'Open this article')] : []);
}
function quoted(tellings) {
  const made = [], seen = new Set();
  for (const telling of tellings) for (const quote of telling.quotes) {
    const key = telling.article + ' ' + quote.n + ' ' + telling.source;
    if (seen.has(key)) continue;
    seen.add(key);
    const [before, trigger, after] = quote.parts;
    made.push(el('blockquote', {}, before, trigger ? el('mark', {}, trigger) : '', after || ''), cite(telling, quote));
  }
  return [made, seen.size];
}
// What articles contradict each other on, side by side; each side in its own words.
function sides(fact) {
  return fact.disputes.map(({aspect, sides}) => el('div', {class: 'dispute'}, el('h3', {}, 'Articles differ on the ' + aspect),
    el('div', {class: 'sides'}, sides.map(side => { const told = side.tellings.map(n => fact.tellings[n]).filter(isKnown);
      return told.length ? el('section', {}, el('h4', {}, side.says), quoted(told)[0]) : ''; }))));
}
function statusesOf(fact) {
  const steps = fact.statuses.filter(s => !shown.asOf || s.since <= shown.asOf);
  return steps.length > 1 ? el('p', {class: 'meta'}, 'status: ', steps.map((s, n) => (n ? ' → ' : '') + s.status + ' (told ' + s.words + ')').join('')) : '';
}
function trust(fact) {
  const read = 'read with ' + fact.read + ' % confidence · ';
  return read + (fact.fact === 'event' ? 'latest source ' + sureOf(fact) + ' % certain · ' + plural(sourcesOf(fact), 'independent source') : 'told by ' + plural(fact.publishers, 'publisher'));
}
const opens = id => FACT.has(id) ? button(FACTS[FACT.get(id)].label, () => openFact(id), {class: 'go'}) : '';
const listOf = items => items.flatMap((item, n) => n ? [', ', item] : [item]);
function card(i, open) {
  const fact = FACTS[i], [made, number] = quoted(toldOf(fact));
  const about = fact.topics.length ? 'about ' + fact.topics.map(nameOf).join(', ') : '';
  const facts = [fact.type, fact.when || (fact.fact === 'event' ? 'no date given' : ''), fact.place, about].filter(Boolean).join(' · ');
  const within = fact.within.map(opens).filter(Boolean), row = fact.follows ? opens(fact.follows) : '';
  return el('article', {class: 'fact ' + toneOf(fact) + ' ' + stateOf(fact), 'data-fact': fact.id},
    el('p', {class: 'said'}, badge(fact), saidBy(fact)), el('p', {class: 'meta'}, facts),
    within.length ? el('p', {class: 'meta'}, 'at: ', listOf(within)) : '', row ? el('p', {class: 'meta'}, 'follows: ', row) : '', statusesOf(fact),
    fact.inferred.length ? el('p', {class: 'meta'}, 'not said outright, supplied by comity: ' + fact.inferred.map(nameOf).join(', ')) : '',
    el('p', {class: 'meta'}, trust(fact)),
    fact.decisions.map(d => el('p', {class: 'meta'}, 'decided by ' + d.by + ' on ' + d.on + ': ' + d.label + (d.why ? ' (' + d.why + ')' : ''))),
    sides(fact), el('details', {class: 'quotes', open}, el('summary', {}, plural(number, 'sentence')), made),
    fact.fact === 'event' ? onServer(fact.id, 'This event on the server') : '');
}
function cards(indices) {
  const seen = indices.filter(factShown).sort(newestFirst), most = 25;
  const standing = seen.filter(i => FACTS[i].fact !== 'event'), events = seen.filter(i => FACTS[i].fact === 'event');
  const hidden = indices.length - seen.length, part = (title, found, before) => {
    if (!found.length) return [];
    const place = el('div', {}, found.slice(0, most).map((i, n) => card(i, before + n < 3))), rest = found.slice(most);
    if (rest.length) place.append(button('Show ' + plural(rest.length, 'more fact', 'more facts'), e => { e.target.replaceWith(...rest.map(i => card(i, false))); }, {class: 'wide'}));
    return [el('h2', {}, title), place];
  };
  return [part(plural(events.length, 'event'), events, 0), part(plural(standing.length, 'standing fact'), standing, events.length),
    hidden ? el('p', {class: 'hint'}, plural(hidden, 'fact') + ' hidden by the filters.') : ''];
}
