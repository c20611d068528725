// The card beside a thing or a tie: facts and source, by pointer and by keyboard; it never takes the focus.
function card(id, at = null) {
  const box = $("carte");
  box.hidden = id === null;
  if (id === null) return;
  const told = data.details[id], facts = make("dl"), list = make("ul");
  told.facts.slice(0, 4).forEach(([name, value]) => facts.append(make("dt", name), make("dd", value)));
  told.near.slice(0, 3).forEach(([near, how]) => list.append(make("li", `${data.details[near].label} : ${how}`)));
  if (told.near.length > 3) list.append(make("li", `et ${plural(told.near.length - 3, "autre lien")}`));
  const where = told.near.map(([, , written]) => written).find(Boolean);
  box.replaceChildren(make("strong", told.label), facts, list);
  if (where) box.append(make("p", `Écrit : ${where}`));
  beside(box, at ?? network.canvasToDOM(network.getPosition(id)));
}

function cardOfTie(id, at) {
  const edge = data.edges.find((each) => each.id === id), box = $("carte");
  const [, how, where] = data.details[edge.from].near.find(([near]) => near === edge.to);
  box.hidden = false;
  box.replaceChildren(make("strong", `${data.details[edge.from].label} – ${data.details[edge.to].label}`), make("p", how));
  if (where) box.append(make("p", `Écrit : ${where}`));
  beside(box, at);
}

function beside(box, { x, y }) {
  const [width, height] = [$("dessin").clientWidth, $("dessin").clientHeight], gap = 16;
  const left = x + gap + box.offsetWidth < width ? x + gap : x - gap - box.offsetWidth;
  const top = y + gap + box.offsetHeight < height ? y + gap : y - gap - box.offsetHeight;
  box.style.left = `${Math.max(4, Math.min(left, width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(top, height - box.offsetHeight - 4))}px`;
}

document.addEventListener("focusin", (event) => {
  if (!network) return;
  const button = event.target.closest("[data-node]");
  if (button && shown(byId.get(button.dataset.node))) card(button.dataset.node);
  else if (event.target !== $("reseau")) card(null);
});

// The drawing by keyboard: the arrows go to the nearest thing that way, Enter chooses it.
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function go([across, down]) {
  const drawn = data.nodes.filter(shown), here = byId.get(state.cursor ?? state.chosen);
  if (!drawn.length) return;
  if (!here) { point(drawn.reduce((best, node) => (data.details[node.id].near.length > data.details[best.id].near.length ? node : best)).id); return; }
  const far = (node) => {
    const [x, y] = [node.x - here.x, node.y - here.y], ahead = x * across + y * down, aside = Math.abs(x * down) + Math.abs(y * across);
    return ahead > 0 && aside <= 2 * ahead ? ahead + 2 * aside : Infinity;
  };
  const next = drawn.reduce((best, node) => (far(node) < far(best) ? node : best));
  if (far(next) < Infinity) point(next.id);
}

function point(id) {
  state.cursor = id;
  redraw();
  const { x, y } = network.canvasToDOM(network.getPosition(id)), edge = 40;
  if (x < edge || y < edge || x > $("reseau").clientWidth - edge || y > $("reseau").clientHeight - edge) network.moveTo({ position: network.getPosition(id) });
  card(id);
  $("ici").textContent = $("carte").innerText;
}

$("reseau")?.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (ways[event.key]) { event.preventDefault(); go(ways[event.key]); }
  else if (event.key === "Enter" && (state.cursor ?? state.chosen)) { event.preventDefault(); choose(state.cursor ?? state.chosen, { focus: true }); }
  else if (event.key === "+" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.3 : 0.77), animation: motion() });
});

// The shortest way from the chosen thing to another, along the ties that are shown
function route(from, to) {
  const near = new Map(), came = new Map([[from, null]]), waiting = [from];
  const add = (one, other) => near.set(one, [...(near.get(one) ?? []), other]);
  for (const edge of data.edges.filter(visible)) { add(edge.from, edge.to); add(edge.to, edge.from); }
  for (const here of waiting) {
    if (here === to) break;
    for (const next of near.get(here) ?? []) if (!came.has(next)) { came.set(next, here); waiting.push(next); }
  }
  const found = [];
  for (let here = came.has(to) ? to : null; here !== null; here = came.get(here)) found.unshift(here);
  return found;
}

function seeker(id) {
  const form = make("div", "", "seek"), label = make("label", "Chemin vers…"), input = make("input"), list = make("datalist"), button = make("button", "Montrer"), answer = make("div");
  input.id = label.htmlFor = "vers";
  list.id = "choses";
  input.setAttribute("list", list.id);
  input.autocomplete = "off";
  answer.setAttribute("aria-live", "polite");
  list.append(...data.nodes.filter((node) => node.id !== id && shown(node)).map((node) => Object.assign(make("option"), { value: data.details[node.id].label })));
  form.append(label, input, button, list, answer);
  const show = () => {
    const wanted = fold(input.value), open = data.nodes.filter((node) => node.id !== id && shown(node));
    const target = open.find((node) => fold(data.details[node.id].label) === wanted) ?? open.find((node) => wanted && node.folded.includes(wanted));
    trace(id, target?.id ?? null, answer);
  };
  button.type = "button";
  button.addEventListener("click", show);
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
  return form;
}

function trace(from, to, answer) {
  state.route = to === null ? [] : route(from, to);
  redraw();
  remember();
  if (to === null) { answer.replaceChildren(make("p", "Rien ne s'appelle ainsi dans l'image.")); return; }
  if (!state.route.length) { answer.replaceChildren(make("p", "Aucun chemin entre les deux dans ce que l'image montre.")); return; }
  const steps = make("ol", "", "links"), many = state.route.length - 2;
  state.route.slice(1).forEach((id, at) => {
    const [, how, where] = data.details[state.route[at]].near.find(([near]) => near === id);
    steps.append(neighbour([id, how, where]));
  });
  answer.replaceChildren(make("p", many ? `Le plus court chemin passe par ${plural(many, "autre chose")}.` : "Un lien direct les unit."), steps);
  fit(state.route, { least: 0.4, most: 1.1, animation: motion() });
}
