// The page: the drawing at the width that there is, its files, and the table that is sorted by its heads.
const FORMS = { flux, anneaux, matrice, frise };
const calm = matchMedia("(prefers-reduced-motion: reduce)"), dark = matchMedia("(prefers-color-scheme: dark)");
const CREDIT = document.querySelector("meta[name='dcterms.rights']").content;
const base = (palette) => ({ animation: !calm.matches, animationDuration: 250, backgroundColor: palette.paper, textStyle: { fontFamily: FONT } });
let chart = null;

function redraw() {
  const box = $("graphique"), palette = themed();
  const made = FORMS[data.form](palette, { width: Math.max(280, $("cadre").clientWidth), top: 0 });
  box.style.width = `${made.width}px`;
  box.style.height = `${made.height}px`;
  $("defiler").hidden = made.width <= $("cadre").clientWidth;
  if (!chart) {
    chart = echarts.init(box, null, { renderer: "canvas" });
    if (data.form === "anneaux") chart.on("click", (event) => open(event.data?.at));
  }
  chart.resize({ width: made.width, height: made.height, animation: { duration: 0 } });
  chart.setOption({ ...base(palette), ...made.option }, true);
}

// What is saved has its title, is light, and as wide as a page: the same from every screen.
function saved(kind) {
  const made = FORMS[data.form](LIGHT, { width: 1180, top: 44 });
  const credit = { type: "text", left: 12, top: made.height, style: { text: wrapped(CREDIT, made.width - 24, 2, 11).join("\n"), fontSize: 11, fontFamily: FONT, fill: LIGHT.ink } };
  const title = { text: wrapped(data.title, made.width - 24, 1, 18)[0], left: 12, top: 10, textStyle: { fontSize: 18, fontFamily: FONT, color: LIGHT.ink } };
  const option = { ...base(LIGHT), animation: false, ...made.option, title: [title, ...(made.option.title ?? [])], graphic: [credit, ...(made.option.graphic ?? [])] };
  const size = { width: made.width, height: made.height + 36 };
  const box = kind === "svg" ? null : Object.assign(document.createElement("div"));
  const copy = echarts.init(box, null, { renderer: kind === "svg" ? "svg" : "canvas", ssr: kind === "svg", ...size });
  copy.setOption(option);
  const content = kind === "svg" ? copy.renderToSVGString() : copy.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#ffffff" });
  copy.dispose();
  return content;
}

function bytes(address) {
  return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (character) => character.charCodeAt(0));
}

// The table as a file, in which no cell is taken for a formula: what `maillage network -o x.csv` writes.
function figures() {
  const field = (cell) => {
    const text = cell.textContent.trim(), safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const credit = (row) => field({ textContent: row.parentNode === table.tHead ? "Licence et sources" : CREDIT });
  return `\ufeff${[...table.rows].map((row) => `${[...[...row.cells].map(field), credit(row)].join(",")}\r\n`).join("")}`;
}

const FILES = {
  csv: () => new Blob([figures()], { type: "text/csv" }),
  svg: () => new Blob([saved("svg")], { type: "image/svg+xml" }),
  png: () => new Blob([bytes(saved("png"))], { type: "image/png" }),
};

function download(button) {
  const blob = FILES[button.dataset.export]();
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: button.dataset.file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const table = document.querySelector("#relations table");
const order = new Intl.Collator("fr", { numeric: true });
const valueOf = (row, at) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
// What is unknown comes last whichever way the others go.
function compare(one, other, number, sign) {
  if (!number) return sign * order.compare(one, other);
  const [a, b] = [Number(one || NaN), Number(other || NaN)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
  return sign * (a - b);
}
table?.tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!head || !event.target.closest("button")) return;
  const down = head.getAttribute("aria-sort") === "ascending", at = head.cellIndex, number = head.classList.contains("number");
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => compare(valueOf(a, at), valueOf(b, at), number, down ? -1 : 1));
  table.tBodies[0].append(...rows);
});

if ($("emporter")) {
  $("emporter").hidden = false;
  for (const button of document.querySelectorAll("[data-export]")) button.addEventListener("click", () => download(button));
}
if (island) {
  $("dessin").hidden = false;
  redraw();
  dark.addEventListener("change", redraw);
  let seen = $("cadre").clientWidth;
  new ResizeObserver(() => {
    if ($("cadre").clientWidth === seen) return;
    seen = $("cadre").clientWidth;
    redraw();
  }).observe($("cadre"));
  // Paper gets the drawing that is saved: light, whole, as wide as the sheet.
  const print = (on) => {
    if (on) $("imprime").src = saved("png");
    document.documentElement.classList.toggle("printing", on);
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
}
