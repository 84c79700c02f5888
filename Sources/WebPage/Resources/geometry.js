// ---- Geometry of pictures: paths as points, and stretching along one axis.

const numbersIn = { M: 2, L: 2, H: 1, V: 1, C: 6, A: 7, Z: 0 };

// The parts of a path, each a list of steps with absolute points; `H` and `V` become `L`.
function parsePath(text) {
  const parts = [];
  let x = 0, y = 0;
  for (const [, letter, rest] of text.matchAll(/([MLHVCAZ])([^MLHVCAZ]*)/g)) {
    const numbers = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    if (letter === "M" || !parts.length) parts.push([]);
    const part = parts[parts.length - 1];
    if (letter === "Z") { part.push({ letter, points: [] }); continue; }
    const size = numbersIn[letter];
    for (let at = 0; at + size <= numbers.length; at += size) {
      const own = numbers.slice(at, at + size);
      const points = [];
      let head = [];
      if (letter === "H") points.push([own[0], y]);
      else if (letter === "V") points.push([x, own[0]]);
      else if (letter === "A") { head = own.slice(0, 5); points.push([own[5], own[6]]); }
      else for (let pair = 0; pair < size; pair += 2) points.push([own[pair], own[pair + 1]]);
      part.push({ letter: letter === "H" || letter === "V" ? "L" : letter, head, points });
      [x, y] = points[points.length - 1];
    }
  }
  return parts;
}

const written = (number) => String(Math.round(number * 10) / 10);

// The text of such parts, with points moved by a function of the point and its number in the part.
function pathText(parts, move) {
  return parts.map((part, partNumber) => {
    let number = 0;
    return part.map(({ letter, head, points }) => letter + [...(head ?? []), ...points.flatMap(
      (point) => move(point, partNumber, number++))].map(written).join(" ")).join("");
  }).join("");
}

// A map of one axis that gives some stretches room and keeps order and distances: nothing comes closer together.
//
// Each demand says that two places are to be at least so far apart. Places are packed to the left, then to the right;
// the middle of both satisfies all demands too, and grows alike to both sides.
function stretch(demands) {
  if (!demands.length) return (at) => at;
  const places = [...new Set(demands.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const indexOf = new Map(places.map((place, index) => [place, index]));
  const ending = places.map(() => []), starting = places.map(() => []);
  for (const demand of demands) {
    ending[indexOf.get(demand.to)].push(demand);
    starting[indexOf.get(demand.from)].push(demand);
  }
  const low = [...places];
  for (let index = 1; index < places.length; index++) {
    low[index] = low[index - 1] + places[index] - places[index - 1];
    for (const { from, size } of ending[index]) low[index] = Math.max(low[index], low[indexOf.get(from)] + size);
  }
  const high = [...low];
  for (let index = places.length - 2; index >= 0; index--) {
    high[index] = high[index + 1] - (places[index + 1] - places[index]);
    for (const { to, size } of starting[index]) high[index] = Math.min(high[index], high[indexOf.get(to)] - size);
  }
  // Packed to the right, the first place has room before it; what is left of it stays where it is.
  const shift = high[0] - low[0];
  const mean = low.map((at, index) => (at + high[index] - shift) / 2);
  const widest = mean[mean.length - 1] - places[places.length - 1];
  return (at) => {
    if (at <= places[0]) return at;
    if (at >= places[places.length - 1]) return at + widest;
    let start = 0, end = places.length - 1;
    while (end - start > 1) {
      const middle = (start + end) >> 1;
      if (places[middle] <= at) start = middle; else end = middle;
    }
    return mean[start] + (at - places[start]) * (mean[end] - mean[start]) / (places[end] - places[start]);
  };
}
