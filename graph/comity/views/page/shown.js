// What the reader has asked to see, and what of the facts passes: by time, by the day of knowledge, by status and by trust.
const shown = {view: 'overview', focus: [], kinds: new Set(), tones: new Set(), states: new Set(), from: 0, to: 0, keep: true, asOf: '',
  read: 0, sure: 0, sources: 0, steps: 0, community: false, dark: false, node: null, line: null, grown: new Set(), many: DATA.first};
const theme = () => shown.dark ? 1 : 0;
const ground = () => DATA.ground[theme()];

// Months (or, when they are many, years) in which dated events begin; one step of the time slider each.
const DAYS = FACTS.flatMap(f => [f, ...f.then]).map(f => f.sort).filter(Boolean), byMonth = new Set(DAYS.map(d => d.slice(0, 7))).size <= 48;
const step = fact => fact.sort.slice(0, byMonth ? 7 : 4);
const STEPS = [...new Set(DAYS.map(d => step({sort: d})))].sort();
const STEP = new Map(STEPS.map((s, i) => [s, i]));
shown.to = Math.max(0, STEPS.length - 1);
function inTime(fact) {
  if (!step(fact)) return shown.keep;
  const at = STEP.get(step(fact));
  return shown.from <= at && at <= shown.to;
}

// As of a day: what articles had told by then. What an undated article tells is known on no day.
const dayOf = telling => ARTICLE.has(telling.article) ? ARTICLE.get(telling.article).iso : '';
const isKnown = telling => !shown.asOf || dayOf(telling) !== '' && dayOf(telling) <= shown.asOf;
const toldOf = fact => shown.asOf ? fact.tellings.filter(isKnown) : fact.tellings;
function statusOf(fact) {
  if (!shown.asOf || fact.fact !== 'event') return fact.status;
  const by = fact.statuses.filter(s => s.since <= shown.asOf);
  return by.length ? by[by.length - 1].status : fact.status;
}
// Who, when and where an event is said to be may have been told otherwise, or not yet, on that day.
const NOW = FACTS.map(f => ({label: f.label, short: f.short, actors: f.actors, recipients: f.recipients, when: f.when, sort: f.sort, last: f.last, place: f.place, topics: f.topics}));
let toldBy = '';
function turn() {
  if (toldBy === shown.asOf) return;
  toldBy = shown.asOf; entries = null;
  FACTS.forEach((fact, i) => {
    if (!fact.then.length) return;
    Object.assign(fact, toldBy && fact.then.filter(v => v.since <= toldBy).at(-1) || NOW[i]); direct(fact);
    if (NODE.has(fact.id)) Object.assign(NODE.get(fact.id), {label: fact.label, short: fact.short});
  });
  gather();
}
const holds = tie => { const fact = FACTS[tie.fact], parts = fact.then.length ? partsOf(fact) : null; return !parts || parts.includes(tie.from) && parts.includes(tie.to); };
const stateOf = fact => LOOKS.stateOf[statusOf(fact)] || 'done';
const sourcesOf = fact => fact.fact !== 'event' ? fact.publishers : shown.asOf ? new Set(toldOf(fact).map(t => t.origin)).size : fact.sources;
const sureOf = fact => fact.fact !== 'event' ? 100 : shown.asOf && toldOf(fact).length ? toldOf(fact).at(-1).sure : fact.sure;
const verbOf = fact => fact.verb || (fact.arrow ? DATA.verbs[fact.class][statusOf(fact)] : fact.type.toLowerCase());
const trusted = fact => fact.read >= shown.read && sureOf(fact) >= shown.sure && sourcesOf(fact) >= shown.sources;

let passing = [], live = new Set(), inState = new Map();
// Goes once through the facts; done whenever a filter changes.
function sift() {
  turn();
  const counted = FACTS.map(fact => inTime(fact) && toldOf(fact).length > 0 && trusted(fact));
  passing = FACTS.map((fact, i) => counted[i] && !shown.states.has(stateOf(fact)));
  live = new Set(); inState = new Map();
  FACTS.forEach((fact, i) => { if (counted[i]) inState.set(stateOf(fact), (inState.get(stateOf(fact)) || 0) + 1); });
  FACTS.forEach((fact, i) => { if (passing[i]) for (const id of partsOf(fact)) live.add(id); });
}
const factShown = i => passing[i];
const kindShown = id => !shown.kinds.has(NODE.get(id).kind);
const fits = id => live.has(id) && kindShown(id);
const neighbours = id => new Set(TIES_OF.get(id).filter(t => passing[t.fact] && holds(t) && !shown.tones.has(t.tone)).map(t => otherEnd(t, id)).filter(fits));

// One line for the facts of a pair that are of one tone and state, wider the more they are, those of a pair fanned out.
function linesAmong(ids, ties) {
  const among = new Set(ids), found = new Map(), pairs = new Map();
  for (const tie of ties) {
    if (!passing[tie.fact] || !among.has(tie.from) || !among.has(tie.to) || !holds(tie)) continue;
    const state = stateOf(FACTS[tie.fact]), id = [tie.from, tie.to, tie.tone, state, tie.mutual ? 'both' : 'one'].join(' ');
    if (!found.has(id)) found.set(id, {id, from: tie.from, to: tie.to, tone: tie.tone, state, mutual: tie.mutual, says: new Set(), facts: new Set()});
    found.get(id).facts.add(tie.fact); found.get(id).says.add(tie.words || verbOf(FACTS[tie.fact]));
  }
  const lines = [...found.values()].sort((a, b) => alphabet(a.id, b.id));
  for (const line of lines) {
    Object.assign(line, {facts: [...line.facts].sort((a, b) => a - b), says: [...line.says].sort()});
    const grey = ['part', 'about', 'office'].includes(line.tone);
    line.width = grey ? .6 : 1 + .9 * Math.log2(1 + line.facts.length);
    push(pairs, line.from < line.to ? line.from + ' ' + line.to : line.to + ' ' + line.from, line);
  }
  for (const group of pairs.values()) group.forEach((line, n) => {
    const bend = .24 * (n - (group.length - 1) / 2) / Math.max(1, Math.sqrt(group.length - 1));
    line.bend = line.from < line.to ? bend : -bend;
  });
  return lines;
}
const alphabet = (a, b) => a < b ? -1 : a > b ? 1 : 0;
