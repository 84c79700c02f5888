"""Faults of a drawing as a browser shows it: boxes that meet, lines that hang loose or run through boxes."""

FAULTS = """() => {
  const svg = document.querySelector('#stage > svg');
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const isShown = (node) => !node.closest('[display=none]');
  const rectOf = (node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return { left: left / scale, right: right / scale, top: top / scale, bottom: bottom / scale };
  };
  const faults = [];
  const boxes = [...svg.querySelectorAll('.foldout-node, .foldout-terminal, .opened')].filter(isShown).map((node) => ({
    node, isFrame: node.matches('.opened'),
    ...rectOf(node.querySelector(node.matches('.opened') ? ':scope > .opened-frame' : ':scope > rect:last-of-type')),
  }));
  const name = (box) => box.node.dataset.name;
  boxes.forEach((a, place) => boxes.slice(place + 1).forEach((b) => {
    if (a.node.contains(b.node)) {
      if (b.left < a.left - 1 || b.right > a.right + 1 || b.top < a.top - 1 || b.bottom > a.bottom + 1) {
        faults.push(`${name(b)} leaves ${name(a)}`);
      }
    } else if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) {
      faults.push(`${name(a)} meets ${name(b)}`);
    }
  }));
  // Every line as points 3 pixels apart.
  const lines = [...svg.querySelectorAll('.foldout-link')].filter(isShown).flatMap((node) => {
    const matrix = node.getScreenCTM();
    return node.getAttribute('d').split(/(?=M)/).map((text) => {
      const part = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      part.setAttribute('d', text);
      const length = part.getTotalLength();
      const at = (where) => {
        const { x, y } = part.getPointAtLength(where).matrixTransform(matrix);
        return [x / scale, y / scale];
      };
      const points = [];
      for (let where = 0; where < length; where += 3) points.push(at(where));
      return { node, points: [...points, at(length)] };
    });
  });
  const frames = [...svg.querySelectorAll('.foldout-block > rect:first-of-type, .foldout-region > path')].filter(isShown).map(rectOf);
  const isAt = ([x, y], box, gap) => x > box.left - gap && x < box.right + gap && y > box.top - gap && y < box.bottom + gap
    && (Math.abs(x - box.left) < gap || Math.abs(x - box.right) < gap || Math.abs(y - box.top) < gap || Math.abs(y - box.bottom) < gap);
  const isOnLine = ([x, y], own) => lines.some((line) => line !== own
    && line.points.some(([a, b]) => Math.hypot(a - x, b - y) < 4));
  for (const line of lines) {
    const { node, points } = line;
    for (const end of [points[0], points[points.length - 1]]) {
      if (!boxes.some((box) => isAt(end, box, 7)) && !frames.some((frame) => isAt(end, frame, 3)) && !isOnLine(end, line)) {
        faults.push(`loose end of ${node.dataset.value}`);
      }
    }
    for (const box of boxes.filter(({ isFrame }) => !isFrame)) {
      const inside = points.filter(([x, y]) => x > box.left + 3 && x < box.right - 3 && y > box.top + 3 && y < box.bottom - 3);
      if (inside.length > 1) faults.push(`${node.dataset.value} runs through ${name(box)}`);
    }
  }
  return faults;
}"""
