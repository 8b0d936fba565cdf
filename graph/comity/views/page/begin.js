// Everything is in place: the state is taken from the address, and the page drawn.
function dark(on) {
  shown.dark = on;
  document.documentElement.classList.toggle('dark', on);
  at('dark').setAttribute('aria-pressed', String(on));
  if (!network) return;
  legend(); paint(); network.redraw(); fillPanel(); remember();
}
function begin() {
  const prefers = matchMedia('(prefers-color-scheme: dark)');
  shown.dark = prefers.matches;
  recall();
  dark(shown.dark);
  prefers.addEventListener('change', e => dark(e.matches));
  if (matchMedia('(max-width: 820px)').matches) at('filters').open = false;
  at('views').replaceChildren(...Object.entries(VIEWS).map(([id, view], n) => button(view.name, () => look(id), {'data-view': id, title: view.hint + ' (' + (n + 1) + ')', 'aria-pressed': 'false'})));
  timeBar(); setControls();
  stage(); fillPanel();
  if (shown.node) select(shown.node, null, true);
  const on = (id, name, does) => at(id).addEventListener(name, does);
  on('find', 'input', () => { picked = 0; suggest(); });
  on('find', 'keydown', searching);
  on('find', 'blur', closeSearch);
  document.addEventListener('keydown', keys);
  on('fit', 'click', fit);
  on('list', 'click', () => showTable(at('table').hidden));
  on('png', 'click', png);
  on('csv', 'click', () => save(new Blob(['\ufeff', csv()], {type: 'text/csv;charset=utf-8'}), 'facts.csv'));
  on('link', 'click', copyLink);
  on('dark', 'click', () => dark(!shown.dark));
  on('colour', 'change', e => { shown.community = e.target.value === 'community'; paint(); remember(); });
  on('steps', 'change', e => { shown.steps = +e.target.value; paint(); remember(); });
  on('keep', 'change', time);
  on('asof', 'change', e => { shown.asOf = e.target.value; refresh(); });
  for (const id of ['read', 'sure', 'sources']) on(id, 'input', () => { trusting(); refresh(); });
  on('more', 'click', () => { shown.many += 100; draw(); remember(); });
  on('reset', 'click', reset);
  let wasDark = false;  // paper is white, whatever the screen
  addEventListener('beforeprint', () => { wasDark = shown.dark; dark(false); });
  addEventListener('afterprint', () => dark(wasDark));
  let wait = 0;
  addEventListener('resize', () => { clearTimeout(wait); wait = setTimeout(fit, 150); });
  document.documentElement.dataset.ready = '1';
}
begin();
