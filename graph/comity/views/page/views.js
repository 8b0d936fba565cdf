// The views: each says who is drawn, where they stand, and by which ties. To add one, write it here and name it in explorer.FOCUS;
// one that is laid out before the page opens also has its members in pictures.py.
const moved = new Map(), beside = new Map();
const placesOf = (map, view) => { if (!map.has(view)) map.set(view, new Map()); return map.get(view); };

// A picture that was laid out: the first members that pass, with those that a reader has asked for.
const PICTURES = new Map(Object.entries(DATA.pictures).map(([name, {members, places}]) => {
  const ids = members.map(i => NODES[i].id);
  return [name, {ids, members: new Set(ids), places: new Map(places.map(([x, y], i) => [ids[i], {x, y}]))}];
}));
function laidOut(name) {
  const {ids, members, places} = PICTURES.get(name), fit = ids.filter(fits), first = new Set(fit.slice(0, shown.many));
  for (const id of [...shown.grown, shown.node]) if (members.has(id) && fits(id)) first.add(id);
  return {ids: [...first], known: places, hidden: fit.length - first.size, of: fit.length};
}
// A place for each: the one it was given or dragged to, else the free spot nearest to the middle of its neighbours.
function settled(view, {ids, known, ties}) {
  const kept = placesOf(beside, view), places = new Map();
  for (const id of ids) if (known.has(id) || kept.has(id)) places.set(id, known.get(id) || kept.get(id));
  const rest = ids.filter(id => !places.has(id));
  if (!rest.length) return places;
  const near = new Map(), among = new Set(ids);
  for (const tie of ties) if (among.has(tie.from) && among.has(tie.to)) { push(near, tie.from, tie.to); push(near, tie.to, tie.from); }
  const cells = new Map(), cell = (x, y) => Math.floor(x / 120) + ' ' + Math.floor(y / 64);
  for (const [, p] of places) push(cells, cell(p.x, p.y), p);
  const free = (x, y) => [-1, 0, 1].every(i => [-1, 0, 1].every(j => (cells.get(cell(x + 120 * i, y + 64 * j)) || []).every(p => Math.abs(p.x - x) >= 118 || Math.abs(p.y - y) >= 62)));
  for (const id of rest) {
    const round = (near.get(id) || []).filter(n => places.has(n)).map(n => places.get(n));
    const x0 = round.reduce((sum, p) => sum + p.x, 0) / (round.length || 1), y0 = round.reduce((sum, p) => sum + p.y, 0) / (round.length || 1);
    let spot = null;
    for (let n = 1; !spot; n++) {
      const x = x0 + 26 * Math.sqrt(n) * Math.cos(n * 2.39996), y = y0 + 20 * Math.sqrt(n) * Math.sin(n * 2.39996);
      if (n > 4000 || free(x, y)) spot = {x: Math.round(x), y: Math.round(y)};
    }
    places.set(id, spot); kept.set(id, spot); push(cells, cell(spot.x, spot.y), spot);
  }
  return places;
}
const spread = (n, of, span) => of < 2 ? 0 : span * (n / (of - 1) - .5);

// Who acts on which issue: a tie for each event of an actor about it.
const ACTING = FACTS.flatMap((fact, i) => fact.fact !== 'event' ? [] : fact.actors.flatMap(from => fact.topics.map(to =>
  ({from, to, tone: fact.sign > 0 ? 'cooperation' : fact.sign < 0 ? 'conflict' : 'neutral', mutual: false, fact: i, words: ''}))));

// Who has a part in an event, in the manner of the event: from who acts to the event, and from there to whom it is addressed.
const PARTS = FACTS.flatMap((fact, i) => { if (fact.fact !== 'event') return [];
  const part = {tone: fact.sign > 0 ? 'cooperation' : fact.sign < 0 ? 'conflict' : 'neutral', mutual: false, fact: i};
  return [...fact.actors.map(from => ({...part, from, to: fact.id, words: 'takes part in'})), ...fact.recipients.map(to => ({...part, from: fact.id, to, words: 'is addressed to'}))]; });
const BY_EVENT = [...PARTS, ...TIES.filter(t => t.tone === 'about' || FACTS[t.fact].fact !== 'event')];

// A state stands for its people and bodies; anyone else for himself.
const isState = id => NODE.has(id) && NODE.get(id).kind === 'state';
const ownOf = id => isState(id) && NODE.get(id).code ? NODES.filter(n => n.code === NODE.get(id).code && n.kind !== 'event' && n.kind !== 'issue').map(n => n.id) : [id];
function between(a, b) {
  const states = isState(a) && isState(b), found = new Set(states ? DATA.deeds.filter(([from, to]) => from === a && to === b || from === b && to === a).map(d => d[2]) : []);
  const one = states ? [a] : ownOf(a), other = new Set(states ? [b] : ownOf(b));
  for (const end of one) for (const t of TIES_OF.get(end) || []) if (other.has(otherEnd(t, end)) && !['part', 'about'].includes(t.tone)) found.add(t.fact);
  return [...found].sort((x, y) => x - y);
}
const byDay = (a, b) => alphabet(FACTS[a].sort || '9', FACTS[b].sort || '9') || alphabet(FACTS[a].id, FACTS[b].id);
const newestFirst = (a, b) => alphabet(FACTS[b].sort, FACTS[a].sort) || alphabet(FACTS[a].id, FACTS[b].id);

// The two states, else the two persons, with most between them.
function closest() {
  const states = new Map(), people = new Map(), person = id => NODE.get(id).kind === 'person';
  for (const [a, b, fact] of DATA.deeds) if (isState(a) && isState(b)) push(states, [a, b].sort().join(' '), fact);
  if (!states.size) for (const t of TIES) if (person(t.from) && person(t.to)) push(people, [t.from, t.to].sort().join(' '), t.fact);
  const most = [...(states.size ? states : people)].sort((a, b) => b[1].length - a[1].length || alphabet(a[0], b[0]))[0];
  return most ? most[0].split(' ') : [];
}
const central = kinds => NODES.filter(n => kinds.includes(n.kind)).sort((a, b) => a.rank - b.rank);

function dyad() {
  const [a, b] = shown.focus;
  if (!a || !b || a === b) return {ids: [], places: new Map(), hidden: 0, of: 0};
  const all = between(a, b).filter(i => passing[i] && FACTS[i].fact === 'event' && NODE.has(FACTS[i].id) && kindShown(FACTS[i].id)).sort(newestFirst);
  const events = all.slice(0, 60).sort(byDay), places = new Map(), columns = events.length > 24 ? 3 : events.length > 6 ? 2 : 1;
  events.forEach((i, n) => places.set(FACTS[i].id, {x: spread(n % columns, columns, 330), y: spread(n, events.length, Math.max(260, events.length * 62 / columns * 1.25))}));
  const height = Math.max(300, events.length * 46 / columns);
  for (const [side, id] of [[-1, a], [1, b]]) {
    const own = ownOf(id).filter(o => o !== id && fits(o) && events.some(i => FACTS[i].actors.includes(o) || FACTS[i].recipients.includes(o))).slice(0, 12);
    places.set(id, {x: side * 470, y: 0});
    own.forEach((o, n) => { const half = Math.ceil(own.length / 2), up = n < half;
      places.set(o, {x: side * (400 - (n % 2) * 60), y: (up ? -1 : 1) * (110 + (up ? n : n - half) * Math.max(62, height / 2.6 / half))}); });
  }
  return {ids: [...places.keys()], places, hidden: all.length - events.length, of: all.length + places.size - events.length};
}

function ego() {
  const [me] = shown.focus;
  if (!NODE.has(me)) return {ids: [], places: new Map(), hidden: 0, of: 0};
  const reach = new Set([me]), first = [...neighbours(me)], events = first.filter(id => NODE.get(id).kind === 'event');
  const outer = new Set(first.filter(id => NODE.get(id).kind !== 'event'));
  for (const e of events) for (const id of neighbours(e)) if (id !== me) outer.add(id);
  const rank = ids => [...ids].sort((x, y) => NODE.get(x).rank - NODE.get(y).rank), ring = rank(outer).slice(0, 44), inner = rank(events).slice(0, 40);
  ring.sort((x, y) => NODE.get(x).community - NODE.get(y).community || alphabet(NODE.get(x).kind, NODE.get(y).kind) || NODE.get(x).rank - NODE.get(y).rank);
  const places = new Map([[me, {x: 0, y: 0}]]), angle = new Map(ring.map((id, n) => [id, 2 * Math.PI * n / ring.length - Math.PI / 2]));
  const wide = 300 + 7 * ring.length, high = 230 + 7 * ring.length;
  for (const [id, w] of angle) places.set(id, {x: Math.round(wide * Math.cos(w)), y: Math.round(high * Math.sin(w))});
  const toward = e => { const ws = [...neighbours(e)].filter(id => angle.has(id)).map(id => angle.get(id));
    return ws.length ? Math.atan2(ws.reduce((s, w) => s + Math.sin(w), 0), ws.reduce((s, w) => s + Math.cos(w), 0)) : 0; };
  const sorted = inner.map(e => [e, toward(e)]).sort((x, y) => x[1] - y[1] || alphabet(x[0], y[0])), start = sorted.length ? sorted[0][1] : 0;
  sorted.forEach(([e], n) => { const w = start + 2 * Math.PI * n / sorted.length, far = n % 2 ? .66 : .46;
    places.set(e, {x: Math.round(far * wide * Math.cos(w)), y: Math.round(far * high * Math.sin(w))}); });
  for (const id of [...ring, ...inner]) reach.add(id);
  const of = 1 + outer.size + events.length;
  return {ids: [...reach], places, hidden: of - reach.size, of};
}

// Time runs to the right by steps of one event; each of the busiest actors has a lane, with a dot for each event that he has a part in.
function timeline() {
  const all = FACTS.map((f, i) => i).filter(i => passing[i] && FACTS[i].sort && NODE.has(FACTS[i].id) && fits(FACTS[i].id)).sort(byDay);
  const counts = new Map();
  for (const i of all) for (const id of new Set([...FACTS[i].actors, ...FACTS[i].recipients])) if (NODE.has(id) && fits(id)) counts.set(id, (counts.get(id) || 0) + 1);
  const lanes = [...counts].sort((x, y) => y[1] - x[1] || NODE.get(x[0]).rank - NODE.get(y[0]).rank).slice(0, 10).map(([id]) => id);
  const lane = new Map(lanes.map((id, n) => [id, n * 62])), partOf = i => [...FACTS[i].actors, ...FACTS[i].recipients].filter(id => lane.has(id));
  const mine = all.filter(i => partOf(i).length), events = mine.slice(-70), places = new Map(), ticks = [];
  let last = '';
  events.forEach((i, n) => {
    const x = 130 + n * 44, year = FACTS[i].sort.slice(0, 4);
    places.set(FACTS[i].id, {x, y: lane.get(partOf(i)[0])});
    if (year !== last) { ticks.push([x - 22, year]); last = year; }
  });
  const end = 130 + events.length * 44, low = (lanes.length - 1) * 62;
  for (const [id, y] of lane) places.set(id, {x: 0, y});
  const back = (ctx, scale) => {
    const close = near();
    ctx.lineWidth = 1 / scale; ctx.strokeStyle = shown.dark ? '#3c434c' : '#d5d8d4';
    for (const [, y] of lane) { ctx.beginPath(); ctx.moveTo(0, y); ctx.lineTo(end, y); ctx.stroke(); }
    for (const [x, year] of ticks) {
      ctx.strokeStyle = pale(); ctx.setLineDash([3 / scale, 4 / scale]); ctx.beginPath(); ctx.moveTo(x, -46); ctx.lineTo(x, low + 24); ctx.stroke(); ctx.setLineDash([]);
      written(ctx, year, x + 5 / scale, -36, 12.5 / scale, null, 'left');
    }
    for (const i of events) {
      const fact = FACTS[i], x = places.get(fact.id).x, ys = partOf(i).map(id => lane.get(id)), tone = TONE.get(fact.sign > 0 ? 'cooperation' : fact.sign < 0 ? 'conflict' : 'neutral');
      ctx.globalAlpha = close.size && !close.has(fact.id) ? .15 : 1; ctx.strokeStyle = ctx.fillStyle = tone.colours[theme()]; ctx.lineWidth = 2;
      ctx.setLineDash(STATE.get(stateOf(fact)).dashes); ctx.beginPath(); ctx.moveTo(x, Math.min(...ys)); ctx.lineTo(x, Math.max(...ys)); ctx.stroke(); ctx.setLineDash([]);
      for (const y of ys) { ctx.beginPath(); ctx.arc(x, y, 3.5, 0, 2 * Math.PI); ctx.fill(); }
      ctx.globalAlpha = 1;
    }
  };
  return {ids: [...places.keys()], places, hidden: all.length - events.length, of: all.length + lanes.length, back, lanes};
}

const VIEWS = {
  overview: {name: 'Overview', hint: 'Leaders, states, issues and events, the most central first.', draw: () => laidOut('overview'), ties: TIES},
  leaders: {name: 'Leaders', hint: 'Persons who met, agreed with, spoke about or criticised each other.', draw: () => laidOut('leaders'), ties: TIES},
  issues: {name: 'Issues', hint: 'Who acts on which issue, and in which manner.', draw: () => laidOut('issues'), ties: ACTING},
  dyad: {name: 'Two actors', hint: 'What is between two, the earliest at the top; a state stands for its people.', needs: ['One', 'Other'], draw: dyad, ties: BY_EVENT,
    kinds: ['state', 'person', 'organisation', 'body', 'group'], usual: closest},
  ego: {name: 'Around one', hint: 'One in the middle, its events around it, and who else has a part in them.', needs: ['Around'], draw: ego, ties: BY_EVENT,
    kinds: ['person', 'state', 'issue', 'organisation', 'body', 'group', 'event'], usual: () => [shown.node, (central(['person', 'state'])[0] || NODES[0] || {}).id].filter(Boolean).slice(0, 1)},
  timeline: {name: 'Timeline', hint: 'Events in their order, on the lanes of the busiest actors.', draw: timeline, ties: BY_EVENT, bare: true},
  disputes: {name: 'Disputes', hint: 'Standing disputes, and events that articles tell differently.', draw: () => laidOut('disputes'), ties: TIES}
};
// What is drawn now.
function picture() {
  const view = VIEWS[shown.view];
  if (view.needs && (shown.focus.length !== view.needs.length || shown.focus.some(id => !NODE.has(id)))) shown.focus = view.usual();
  const drawn = view.draw();
  const places = drawn.places || settled(shown.view, {...drawn, ties: view.ties});
  for (const [id, place] of placesOf(moved, shown.view + ' ' + shown.focus.join(' '))) if (places.has(id)) places.set(id, place);
  return {...drawn, places, lines: linesAmong(drawn.ids, view.ties)};
}
