// The panel on the right: facts in words, with their direction, and the sentences that state them.
const nameOf = id => NODE.has(id) ? NODE.get(id).label : DATA.names[id] || id;
const go = (id, text) => NODE.has(id)
  ? el('button', {class: 'go', type: 'button', on: {click: () => select(id, null, true)}}, text || nameOf(id))
  : el('span', {class: 'name'}, text || nameOf(id));
function listed(ids) {
  if (!ids.length) return [el('span', {class: 'meta'}, 'someone not named')];
  return ids.flatMap((id, i) => i === 0 ? [go(id)] : [i === ids.length - 1 ? ' and ' : ', ', go(id)]);
}
const BADGE = {planned: 'planned', possible: 'possible', denied: 'denied', ongoing: 'ongoing'};
const badge = fact => BADGE[fact.status] ? el('span', {class: 'badge ' + fact.status}, BADGE[fact.status]) : '';
const toneOf = fact => fact.sign > 0 ? 'cooperation' : fact.sign < 0 ? 'conflict' : 'neutral';

function saidBy(fact) {
  const verb = el('span', {class: 'verb'}, fact.arrow ? fact.verb : ': ' + fact.verb);
  return [...listed(fact.subjects), fact.arrow ? ' ' : '', verb, ...(fact.arrow ? [fact.arrow === '→' ? ' → ' : ' ', ...listed(fact.objects)] : [])];
}
function cite(telling, quote) {
  const article = ARTICLE.get(telling.article);
  if (!article) return el('cite', {}, 'article not in this graph');
  const safe = article.url && /^https?:\/\//i.test(article.url);
  const title = safe ? el('a', {href: article.url, rel: 'noopener noreferrer', target: '_blank'}, article.title) : article.title;
  const rest = [article.publisher, article.date || 'no date', article.file, 'sentence ' + quote.n].filter(Boolean).join(' · ');
  const said = [telling.source && 'according to ' + telling.source, telling.hedge && 'held back by “' + telling.hedge + '”'].filter(Boolean);
  const who = said.length ? [el('br'), said.join(' · ')] : [];
  return el('cite', {}, title, ' · ' + rest, who);
}
function quotes(fact) {
  const made = [], seen = new Set();
  for (const telling of fact.tellings) for (const quote of telling.quotes) {
    const key = telling.article + ' ' + quote.n + ' ' + telling.source;
    if (seen.has(key)) continue;
    seen.add(key);
    const [before, trigger, after] = quote.parts;
    made.push(el('blockquote', {}, before, trigger ? el('mark', {}, trigger) : '', after || ''), cite(telling, quote));
  }
  return [made, seen.size];
}
function card(i, open) {
  const fact = FACTS[i], [made, number] = quotes(fact);
  const about = fact.issues.length ? 'about ' + fact.issues.join(', ') : '';
  const facts = [fact.type, fact.when || (fact.fact === 'event' ? 'no date given' : ''), fact.place, about].filter(Boolean).join(' · ');
  const trust = 'read with ' + fact.read + ' % confidence · ' + (fact.fact === 'event'
    ? 'latest source ' + fact.sure + ' % certain · ' + plural(fact.sources, 'independent source')
    : 'told by ' + plural(fact.publishers, 'publisher'));
  const supplied = fact.inferred.length ? 'not said outright, supplied by comity: ' + fact.inferred.map(nameOf).join(', ') : '';
  return el('article', {class: 'fact ' + toneOf(fact) + ' ' + fact.state, 'data-fact': fact.id},
    el('p', {class: 'said'}, badge(fact), saidBy(fact)), el('p', {class: 'meta'}, facts),
    fact.within.length ? el('p', {class: 'meta'}, 'at: ', fact.within.flatMap((w, n) => [n ? ', ' : '', FACT.has(w.id) ? el('button', {class: 'go', type: 'button', on: {click: () => openFact(w.id)}}, w.label) : w.label])) : '',
    fact.history ? el('p', {class: 'meta'}, 'status as told: ' + fact.history) : '',
    supplied ? el('p', {class: 'meta'}, supplied) : '', el('p', {class: 'meta'}, trust),
    el('details', {class: 'quotes', open}, el('summary', {}, plural(number, 'sentence')), made));
}
const newest = (a, b) => FACTS[b].sort.localeCompare(FACTS[a].sort) || FACTS[a].id.localeCompare(FACTS[b].id);
function cards(indices) {
  const seen = indices.filter(factShown).sort(newest);
  const standing = seen.filter(i => FACTS[i].fact !== 'event'), events = seen.filter(i => FACTS[i].fact === 'event');
  const hidden = indices.length - seen.length, made = [];
  if (events.length) made.push(el('h2', {}, plural(events.length, 'event')), events.map((i, n) => card(i, n < 3)));
  if (standing.length) made.push(el('h2', {}, plural(standing.length, 'standing fact')), standing.map((i, n) => card(i, events.length + n < 3)));
  if (hidden) made.push(el('p', {class: 'hint'}, plural(hidden, 'fact') + ' hidden by the filters.'));
  return made;
}

function nodePanel(id) {
  const node = NODE.get(id), kind = KIND.get(node.kind), fact = FACT.has(id) ? FACTS[FACT.get(id)] : null;
  const chips = [fact ? fact.type : kind.name, node.code, plural(node.facts, 'fact'), 'rank ' + node.order + ' of ' + NODES.length];
  const also = node.names.length ? el('p', {class: 'sub'}, 'also: ' + node.names.join(', ')) : '';
  return [el('h2', {class: 'title'}, node.label), node.office ? el('p', {class: 'sub'}, node.office) : '', also,
    el('div', {class: 'chips'}, chips.filter(Boolean).map(c => el('span', {class: 'chip'}, c))), cards([...FACTS_OF.get(id)])];
}
function linePanel(id) {
  const line = LINE.get(id), sign = line.mutual ? ' ↔ ' : ' → ';
  return [el('h2', {class: 'title'}, nameOf(line.from) + sign + nameOf(line.to)), el('p', {class: 'sub'}, line.says.join(', ')),
    el('div', {class: 'chips'}, el('span', {class: 'chip'}, TONE.get(line.tone).name), el('span', {class: 'chip'}, STATE.get(line.state).name)),
    el('p', {}, go(line.from), sign, go(line.to)), cards(line.facts)];
}
function brief(id) {
  const fact = FACTS[FACT.get(id)];
  if (!fact) return '';
  const open = el('button', {class: 'go', type: 'button', on: {click: () => openFact(id)}}, fact.label);
  return el('li', {}, badge(fact), open, el('small', {}, [fact.when || 'no date given', fact.place].filter(Boolean).join(' · ')));
}
function openFact(id) {
  if (NODE.has(id) && kindShown(id)) return select(id, null, true);
  at('panel').replaceChildren(el('h2', {class: 'title'}, FACTS[FACT.get(id)].label), card(FACT.get(id), true));
}
function welcome() {
  const w = DATA.welcome, person = id => el('li', {}, go(id), el('small', {}, NODE.get(id).office || plural(NODE.get(id).facts, 'fact')));
  const block = (title, items) => items.length ? [el('h2', {}, title), el('ul', {class: 'top'}, items)] : [];
  const left = DATA.left.map(text => el('p', {class: 'hint'}, 'Left out of the picture: ' + text + '.'));
  const more = w.more ? el('p', {class: 'hint'}, 'and ' + w.more + ' more planned or possible') : '';
  return [el('h2', {class: 'title'}, 'Who did what to whom'),
    el('p', {class: 'sub'}, 'Choose a name or a line: its facts appear here, each with the sentences that state it.'),
    block('Most central people', w.people.map(person)), block('Latest events', w.latest.map(brief)),
    block('Planned or possible', w.planned.map(brief)), more, w.people.length ? '' : block('Most central states', w.states.map(person)), left,
    el('p', {class: 'hint'}, 'Keys: ', el('kbd', {}, '/'), ' find, arrows walk, ', el('kbd', {}, 'Enter'), ' read, ', el('kbd', {}, 'Esc'), ' clear, ',
      el('kbd', {}, '0'), ' fit, ', el('kbd', {}, 't'), ' table.')];
}
function fillPanel() {
  const made = shown.node ? nodePanel(shown.node) : shown.line ? linePanel(shown.line) : welcome();
  at('panel').replaceChildren(...made.flat(9).filter(x => x !== ''));
  at('panel').scrollTop = 0;
}
const alphabet = (a, b) => a < b ? -1 : a > b ? 1 : 0;
function fillTable() {
  const rows = LINES.filter(lineVisible).sort((a, b) => alphabet(nameOf(a.from), nameOf(b.from)) || alphabet(nameOf(a.to), nameOf(b.to))).map(l => el('tr', {}, el('td', {}, go(l.from)), el('td', {}, l.says.join(', ')),
    el('td', {}, l.mutual ? '↔' : '→'), el('td', {}, go(l.to)), el('td', {}, STATE.get(l.state).name), el('td', {}, String(l.facts.filter(factShown).length))));
  const head = ['From', 'Relation', 'Way', 'To', 'Status', 'Facts'].map(t => el('th', {scope: 'col'}, t));
  at('table').replaceChildren(el('table', {}, el('caption', {}, plural(rows.length, 'visible relation')), el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows)));
}
