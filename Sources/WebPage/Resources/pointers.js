// ---- Mouse, touchpad and fingers.

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.clientHeight : 1;
  const box = stage.getBoundingClientRect();
  // A touchpad pans with small steps, and pinches as a wheel with Ctrl held; a wheel zooms.
  const isPad = event.deltaMode === 0 && (event.deltaX !== 0 || Math.abs(event.deltaY) < 40);
  if (event.shiftKey) pan(-(event.deltaX || event.deltaY) * unit, 0);
  else if (isPad && !event.ctrlKey) pan(-event.deltaX, -event.deltaY);
  else zoom(Math.exp(-event.deltaY * unit * (isPad ? 0.01 : 0.0015)), event.clientX - box.left, event.clientY - box.top);
}, { passive: false });

const pointers = new Map();
let moved = 0;
stage.addEventListener("pointerdown", (event) => {
  if (event.button > 0) return;
  pointers.set(event.pointerId, event);
  if (pointers.size === 1) moved = 0;
});
stage.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const x = event.clientX - before.clientX, y = event.clientY - before.clientY;
  if (pointers.size === 1) {
    moved += Math.abs(x) + Math.abs(y);
    if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    if (moved > 4) pan(x, y);
  } else {
    const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    const distance = (a) => Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY);
    const box = stage.getBoundingClientRect();
    moved += 10;
    pan(x / 2, y / 2);
    zoom(distance(event) / Math.max(1, distance(before)),
      (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
  }
  pointers.set(event.pointerId, event);
});
for (const end of ["pointerup", "pointercancel"]) {
  stage.addEventListener(end, (event) => pointers.delete(event.pointerId));
}
