// Everything that comes from the data is drawn on a canvas or written with textContent: never read as HTML.
const $ = (id) => document.getElementById(id);
const island = $("donnees");
const data = island ? JSON.parse(island.textContent) : null;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const LIGHT = { paper: "#ffffff", ink: "#1d2327", soft: "#55606a", line: "#d9dcd8", faint: "#eef0ec", box: "#8b979f" };

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const themed = () => ({ paper: color("card"), ink: color("ink"), soft: color("soft"), line: color("line"), faint: color("faint"), box: color("box-line") });
const plural = (count, [one, many]) => `${count} ${count > 1 ? many : one}`;

// Relative luminance, as WCAG 2 defines it.
function luminance(fill) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
// Black or white, whichever is read better on a fill.
const inkOn = (fill, palette) => (fill === "none" ? palette.ink : luminance(fill) > 0.2 ? "#1b2420" : "#ffffff");

const measure = document.createElement("canvas").getContext("2d");
function widthOf(text, size) {
  measure.font = `${size}px ${FONT}`;
  return measure.measureText(text).width;
}

// Cut a text into lines no wider than a width, at most so many; what is left over is cut with an ellipsis.
function wrapped(text, width, most, size = 12) {
  const words = String(text).trim().split(/\s+/), lines = [];
  while (words.length && lines.length < most - 1) {
    let line = words.shift();
    while (words.length && widthOf(`${line} ${words[0]}`, size) <= width) line += ` ${words.shift()}`;
    lines.push(line);
  }
  if (words.length) lines.push(words.join(" "));
  return lines.map((line) => cut(line, width, size));
}
function cut(line, width, size) {
  if (widthOf(line, size) <= width) return line;
  const letters = [...line];
  while (letters.length > 1 && widthOf(`${letters.join("").trimEnd()}…`, size) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

// Tooltips are text drawn on the canvas; long ones are cut, the table has all of it.
function told(lines) {
  const kept = lines.slice(0, 10).flatMap((line) => wrapped(line, 330, 4));
  if (lines.length > 10) kept.push(`… et ${lines.length - 10} de plus, dans le tableau`);
  return kept.join("\n");
}
const tooltip = (palette, formatter) => ({ renderMode: "richText", confine: true, transitionDuration: 0, backgroundColor: palette.paper, borderColor: palette.box, borderWidth: 1, padding: 10, textStyle: { color: palette.ink, fontSize: 12, fontFamily: FONT, lineHeight: 17 }, formatter });

// A legend of our own: a mark and words, line after line, so that what is saved has it too.
function legend(items, palette, { left = 12, top = 10, width }) {
  const children = [];
  let [x, y] = [0, 0];
  for (const item of items) {
    const words = item.count === undefined ? item.label : `${item.label} (${item.count})`;
    const room = 34 + widthOf(words, 12.5);
    if (x && x + room > width - 2 * left) { x = 0; y += 22; }
    const hollow = item.color === "none";
    children.push({ type: "rect", silent: true, shape: { x, y, width: 16, height: 12, r: 2 }, style: { fill: hollow ? palette.paper : item.color, stroke: palette.box, lineWidth: 1, lineDash: item.unknown ? [3, 2] : null } });
    if (item.unknown) children.push({ type: "text", silent: true, style: { text: "?", x: x + 8, y: y + 6, align: "center", verticalAlign: "middle", fill: "#1b2420", font: `bold 11px ${FONT}` } });
    children.push({ type: "text", silent: true, style: { text: words, x: x + 22, y: y + 6, verticalAlign: "middle", fill: palette.ink, font: `12.5px ${FONT}` } });
    x += room;
  }
  return { height: y + 22, graphic: { type: "group", left, top, children } };
}
