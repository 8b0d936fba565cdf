/* The query page: YASGUI on this server's own endpoint, with the graph's prefixes, and the named questions as examples. */
"use strict";
(async () => {
  const { prefixes, examples } = await (await fetch("/query.json")).json();
  const Yasgui = window.Yasgui.default || window.Yasgui;
  const endpoint = new URL("/sparql", location.href).href;
  const asked = new URLSearchParams(location.search);
  const wanted = asked.get("question");
  const text = asked.get("text");
  const first = examples.find((e) => e.id === wanted) || examples.find((e) => e.id === "who-met-whom") || examples[0];

  // The autocompleters ask servers elsewhere; prefixes are completed from our own.
  Yasgui.Yasqe.defaults.autocompleters = [];
  Yasgui.Yasqe.defaults.prefixCcApi = "";
  Yasgui.Yasqe.defaults.createShareableLink = undefined;
  Yasgui.Yasr.defaults.prefixes = prefixes;

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    populateFromUrl: false,
    endpointCatalogueOptions: { getData: () => [], keys: [] },
    persistenceId: "comity " + location.host,
    autofocus: true,
    yasqe: { value: first.query },
    yasr: { prefixes },
  });

  const select = document.getElementById("examples");
  for (const example of examples) select.add(new Option(example.name, example.id));
  const open = (example) => {
    yasgui.addTab(true, { name: example.name, yasqe: { value: example.query }, requestConfig: { endpoint } });
    document.getElementById("help").textContent = example.help;
  };
  select.addEventListener("change", () => {
    const chosen = examples.find((e) => e.id === select.value);
    if (chosen) open(chosen);
    select.value = "";
  });
  if (wanted && first.id === wanted) open(first);
  if (text) open({ name: "From the explorer", query: text, help: "What the panel of the explorer shows; press the arrow to ask it." });

  // The editor marks a prefix that is not declared, though the server knows it: so those in use are declared.
  const declare = (yasqe) => {
    const text = yasqe.getValue().replace(/"[^"\n]*"|'[^'\n]*'|<[^>\s]*>|#.*$/gm, "");
    const declared = yasqe.getPrefixesFromQuery();
    for (const [name, iri] of Object.entries(prefixes)) {
      if (!(name in declared) && new RegExp("(^|[^\\w:?$-])" + name + ":").test(text)) yasqe.addPrefixes({ [name]: iri });
    }
  };

  // Things of the graph lead to their pages here, not to the address in their names.
  const things = prefixes.id;
  const home = (event) => {
    const link = event.target.closest && event.target.closest("#yasgui a[href]");
    const href = link ? link.getAttribute("href") : "";
    if (href.startsWith(things)) link.setAttribute("href", "/id/" + href.slice(things.length));
  };
  for (const kind of ["mouseover", "focusin", "click"]) document.addEventListener(kind, home, true);

  // A cut answer says so in a header.
  const cut = document.getElementById("cut");
  const tell = (...given) => {
    const response = given.find((each) => each && each.headers && each.headers.get);
    const value = response ? response.headers.get("comity-truncated") : "";
    cut.hidden = !value;
    cut.textContent = value ? "This answer is cut: " + value + "." : "";
  };
  yasgui.on("queryBefore", (_, tab) => {
    cut.hidden = true;
    const yasqe = tab.getYasqe();
    declare(yasqe);
    yasqe.off("queryResponse", tell);
    yasqe.on("queryResponse", tell);
  });
  document.body.dataset.ready = "yes";
})();
