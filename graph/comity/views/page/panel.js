// The panel on the right: what is selected, what can be done with it, and its facts.
function act(text, does, options) { return button(text, does, {class: 'act', ...options}); }
// The facts of the panel as a query: those of an event are its reports, those of anyone else the events.
const iri = id => '<https://w3id.org/comity/id/' + id + '>';
function queryOf(ids) {
  const [id] = ids, kind = NODE.has(id) ? NODE.get(id).kind : 'event', part = kind === 'issue' ? 'co:about' : 'co:participant';
  if (kind === 'event') return 'SELECT ?article ?status ?sentence WHERE {\n  ?report co:ofEvent ' + iri(id) + ' ; co:status ?status ; co:denotedBy ?cite ; prov:wasDerivedFrom ?told .\n  ?cite co:text ?sentence .\n  ?told co:file ?article .\n}\nORDER BY ?article';
  const own = id => isState(id) ? iri(id) + ' co:code ?code' + ids.indexOf(id) + ' . ?own' + ids.indexOf(id) + ' co:code ?code' + ids.indexOf(id) + ' . ?event co:participant ?own' + ids.indexOf(id) + ' .' : '?event ' + part + ' ' + iri(id) + ' .';
  return 'SELECT DISTINCT ?earliest ?event ?label ?status WHERE {\n' + ids.map(id => '  ' + own(id) + '\n').join('') + '  ?event a co:Event ; rdfs:label ?label ; co:status ?status .\n  OPTIONAL { ?event co:earliest ?earliest }\n}\nORDER BY ?earliest ?event';
}
const askLink = ids => SERVER ? el('a', {class: 'act', href: '/query?text=' + encodeURIComponent(queryOf(ids)), target: '_top'}, 'Ask this in SPARQL') : '';
function actions(id) {
  const more = unseen(id), kind = NODE.get(id).kind, pair = VIEWS.dyad.kinds.includes(kind);
  return el('div', {class: 'acts'}, more.length && shown.view !== 'dyad' && shown.view !== 'timeline' ? act('Draw ' + plural(Math.min(40, more.length), 'more neighbour'), () => grow(id)) : '',
    shown.view === 'ego' && shown.focus[0] === id ? '' : act('Around it', () => look('ego', [id])),
    pair ? act('With another …', () => look('dyad', [id, partner(id)].filter(Boolean))) : '', onServer(id, 'Its page'), askLink([id]));
}
// The one of the same kind with whom there is most.
function partner(id) {
  const counts = new Map(), same = NODE.get(id).kind;
  for (const t of TIES_OF.get(id)) { const o = otherEnd(t, id); if (o !== id && NODE.get(o).kind === same) counts.set(o, (counts.get(o) || 0) + 1); }
  if (isState(id)) for (const [a, b] of DATA.deeds) if (a === id || b === id) { const o = a === id ? b : a; if (NODE.has(o)) counts.set(o, (counts.get(o) || 0) + 1); }
  const best = [...counts].sort((a, b) => b[1] - a[1] || alphabet(a[0], b[0]))[0];
  return best ? best[0] : VIEWS.dyad.usual().find(o => o !== id);
}
function nodePanel(id) {
  const node = NODE.get(id), kind = KIND.get(node.kind), fact = FACT.has(id) ? FACTS[FACT.get(id)] : null;
  const chips = [fact ? fact.type : kind.name, node.code, plural(node.facts, 'fact'), 'rank ' + node.rank.toLocaleString('en') + ' of ' + NODES.length.toLocaleString('en')];
  const own = fact ? [FACT.get(id)] : [...FACTS_OF.get(id)], parts = fact ? FACTS.map((f, i) => i).filter(i => FACTS[i].within.includes(id)) : [];
  return [el('h2', {class: 'title'}, node.label), node.office ? el('p', {class: 'sub'}, node.office) : '', node.names.length ? el('p', {class: 'sub'}, 'also: ' + node.names.join(', ')) : '',
    el('div', {class: 'chips'}, chips.filter(Boolean).map(c => el('span', {class: 'chip'}, c))), actions(id), cards(own), parts.length ? [el('h2', {}, 'In the course of it'), cards(parts)] : ''];
}
function linePanel(id) {
  const l = line.get(id), sign = l.mutual ? ' ↔ ' : ' → ', pair = [l.from, l.to].every(end => VIEWS.dyad.kinds.includes(NODE.get(end).kind));
  return [el('h2', {class: 'title'}, nameOf(l.from) + sign + nameOf(l.to)), el('p', {class: 'sub'}, l.says.join(', ')),
    el('div', {class: 'chips'}, el('span', {class: 'chip'}, TONE.get(l.tone).name), el('span', {class: 'chip'}, STATE.get(l.state).name)),
    el('p', {}, go(l.from), sign, go(l.to)), pair ? el('div', {class: 'acts'}, act('All between the two', () => look('dyad', [l.from, l.to])), askLink([l.from, l.to])) : '', cards(l.facts)];
}

// The mean weight of what happened between two, year by year, as `comity analyse` has it: an event counts in the year in which it lies.
function course(facts) {
  const years = new Map();
  for (const i of facts) { const f = FACTS[i]; if (f.fact === 'event' && f.sort && f.sort.slice(0, 4) === f.last.slice(0, 4) && stateOf(f) === 'done') push(years, f.sort.slice(0, 4), i); }
  return [...years].sort((a, b) => alphabet(a[0], b[0])).map(([year, of]) => ({year, of, mean: of.reduce((sum, i) => sum + FACTS[i].weight, 0) / of.length}));
}
function chart(scores) {
  const high = 132, mid = 60, wide = Math.max(46, Math.min(70, 320 / scores.length)), width = 34 + wide * scores.length;
  const colour = tone => TONE.get(tone).colours[theme()], y = mean => mid - mean * 5;
  const text = (x, y, words, anchor) => svg('text', {x, y, 'font-size': 11, 'text-anchor': anchor || 'middle', fill: pale()}, document.createTextNode(words));
  const bars = scores.map(({year, mean, of}, n) => { const x = 34 + n * wide;
    const bar = svg('rect', {x: x + wide * .2, y: Math.min(y(mean), mid), width: wide * .6, height: Math.max(1.5, Math.abs(y(mean) - mid)), rx: 2, fill: colour(mean < 0 ? 'conflict' : 'cooperation')});
    return svg('g', {}, bar, text(x + wide / 2, mean < 0 ? y(mean) + 12 : y(mean) - 4, mean.toFixed(1).replace('-', '−')), text(x + wide / 2, high - 6, year), svg('title', {}, document.createTextNode(year + ': ' + mean.toFixed(2) + ', ' + plural(of.length, 'event')))); });
  const said = scores.map(s => s.year + ' ' + s.mean.toFixed(1) + ' (' + plural(s.of.length, 'event') + ')').join(', ');
  return svg('svg', {class: 'chart', role: 'img', 'aria-label': 'Mean weight of what happened, by year: ' + said, viewBox: '0 0 ' + width + ' ' + high, width, height: high},
    svg('line', {x1: 30, x2: width, y1: mid, y2: mid, stroke: pale(), 'stroke-width': 1}), text(26, mid + 4, '0', 'end'), ...bars);
}
function dyadPanel() {
  const [a, b] = shown.focus;
  if (!a || !b || a === b) return [el('h2', {class: 'title'}, 'Two actors'), el('p', {class: 'sub'}, 'Choose two above: what is between them appears here.')];
  const facts = between(a, b), seen = facts.filter(factShown), scores = course(seen), topics = new Map();
  for (const i of seen) for (const t of FACTS[i].topics) push(topics, t, i);
  const mean = of => of.reduce((sum, i) => sum + FACTS[i].weight, 0) / of.length, rows = [...topics].sort((x, y) => y[1].length - x[1].length || alphabet(x[0], y[0])).slice(0, 8);
  return [el('h2', {class: 'title'}, nameOf(a) + ' and ' + nameOf(b)), el('p', {class: 'sub'}, plural(seen.length, 'fact') + ' between them'), SERVER ? el('div', {class: 'acts'}, askLink([a, b])) : '',
    scores.length ? [el('h2', {}, 'Warm or cold'), el('div', {class: 'scroll'}, chart(scores)), el('p', {class: 'hint'}, 'The mean weight of what happened, from −10 (attack) to 10 (aid); a few events make a rough mean.')] : '',
    rows.length ? [el('h2', {}, 'About'), el('ul', {class: 'top'}, rows.map(([t, of]) => el('li', {}, go(t), el('small', {}, plural(of.length, 'fact') + ', mean weight ' + mean(of).toFixed(1).replace('-', '−')))))] : '', cards(facts)];
}
function disputesPanel() {
  const told = FACTS.map((f, i) => i).filter(i => FACTS[i].disputes.length && factShown(i)), standing = FACTS.map((f, i) => i).filter(i => FACTS[i].fact === 'disputeOver' && factShown(i));
  return [el('h2', {class: 'title'}, 'Disputes'), el('p', {class: 'sub'}, plural(standing.length, 'standing dispute') + ', ' + plural(told.length, 'event') + ' that articles tell differently'),
    told.length ? [el('h2', {}, 'Told differently'), told.sort(newestFirst).map(i => card(i, false))] : '', standing.length ? [el('h2', {}, 'Standing disputes'), standing.map((i, n) => card(i, n < 2))] : '',
    told.length + standing.length ? '' : el('p', {}, 'No article contradicts another on an event that both tell of, and none speaks of a standing dispute.')];
}

function brief(i) {
  const fact = FACTS[i];
  return el('li', {}, badge(fact), button(fact.label, () => openFact(fact.id), {class: 'go'}), el('small', {}, [fact.when || 'no date given', fact.place].filter(Boolean).join(' · ')));
}
function openFact(id) {
  if (NODE.has(id) && kindShown(id)) return select(id, null, true);
  at('panel').replaceChildren(el('h2', {class: 'title'}, FACTS[FACT.get(id)].label), card(FACT.get(id), true));
}
function welcome() {
  const listed = 6, person = n => el('li', {}, go(n.id), el('small', {}, n.office || plural(n.facts, 'fact')));
  const block = (title, items) => items.length ? [el('h2', {}, title), el('ul', {class: 'top'}, items)] : [];
  const events = FACTS.map((f, i) => i).filter(i => FACTS[i].fact === 'event' && passing[i]).sort(newestFirst), most = kind => central([kind]).filter(n => live.has(n.id)).slice(0, listed).map(person);
  const done = events.filter(i => stateOf(FACTS[i]) === 'done' && FACTS[i].sort).slice(0, listed), open = events.filter(i => stateOf(FACTS[i]) === 'open');
  const people = most('person');
  return [el('h2', {class: 'title'}, 'Who did what to whom'),
    el('p', {class: 'sub'}, 'Choose a name or a line: its facts appear here, each with the sentences that state it.'),
    people.length ? block('Most central people', people) : block('Most central states', most('state')), block('Latest events', done.map(brief)),
    block('Planned or possible', open.slice(0, listed).map(brief)), open.length > listed ? el('p', {class: 'hint'}, 'and ' + (open.length - listed) + ' more planned or possible') : '',
    DATA.left.map(text => el('p', {class: 'hint'}, 'Not in this file: ' + text + '.')),
    el('p', {class: 'hint'}, 'Keys: ', [['/', 'find'], ['arrows', 'walk'], ['Enter', 'read'], ['+', 'draw more around it'], ['Esc', 'clear'], ['0', 'fit'], ['t', 'table'], ['1', '–'], ['7', 'views']].map(([k, what]) => [el('kbd', {}, k), ' ' + what + ' ']))];
}
function fillPanel() {
  const made = shown.node ? nodePanel(shown.node) : shown.line ? linePanel(shown.line) : shown.view === 'dyad' ? dyadPanel() : shown.view === 'disputes' ? disputesPanel() : shown.view === 'ego' && NODE.has(shown.focus[0]) ? nodePanel(shown.focus[0]) : welcome();
  at('panel').replaceChildren(...made.flat(9).filter(x => x !== ''));
  at('panel').scrollTop = 0;
}
function fillTable() {
  const rows = drawn.lines.filter(lineVisible).sort((a, b) => alphabet(nameOf(a.from), nameOf(b.from)) || alphabet(nameOf(a.to), nameOf(b.to))).map(l => el('tr', {}, el('td', {}, go(l.from)), el('td', {}, l.says.join(', ')),
    el('td', {}, l.mutual ? '↔' : '→'), el('td', {}, go(l.to)), el('td', {}, STATE.get(l.state).name), el('td', {}, String(l.facts.length))));
  const head = ['From', 'Relation', 'Way', 'To', 'Status', 'Facts'].map(t => el('th', {scope: 'col'}, t));
  at('table').replaceChildren(el('table', {}, el('caption', {}, plural(rows.length, 'visible relation')), el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows)));
}
