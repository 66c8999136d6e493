// Days are chosen by dragging over the histogram, with its two handles from the keyboard, or in the fields for dates.
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

export const chooseDays = (form) => {
  const { since, until } = form.elements;
  const all = form.querySelector(".all-days");
  const bars = [...form.querySelectorAll(".bar-of")];
  const changed = () => form.dispatchEvent(new Event("change"));
  const svg = form.querySelector(".histogram svg");
  const handles = form.querySelector(".handles");

  const show = () => {
    all.hidden = !since.value && !until.value;
    bars.forEach((bar) => bar.classList.toggle("in", (!until.value || bar.dataset.since <= until.value) && (!since.value || bar.dataset.until >= since.value)));
    if (!handles) return;
    form.querySelector(".histogram").classList.toggle("limited", !all.hidden);
    const inside = bars.map((bar, n) => (bar.classList.contains("in") ? n : -1)).filter((n) => n >= 0);
    const [from, to] = handles.children;
    [from.value, to.value] = inside.length ? [inside[0], inside.at(-1)] : [0, bars.length - 1];
    from.setAttribute("aria-valuetext", day.format(new Date(bars[from.value].dataset.since)));
    to.setAttribute("aria-valuetext", day.format(new Date(bars[to.value].dataset.until)));
  };
  // To the first or the last bar limits nothing, so that articles without a day stay in.
  const take = (from, to) => {
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    since.value = low === 0 ? "" : bars[low].dataset.since;
    until.value = high === bars.length - 1 ? "" : bars[high].dataset.until;
    show();
    changed();
  };
  for (const field of [since, until]) field.addEventListener("input", show);
  all.addEventListener("click", () => {
    since.value = until.value = "";
    show();
    changed();
    since.focus();
  });
  if (handles) {
    handles.hidden = false;
    const [from, to] = handles.children;
    from.addEventListener("input", () => take(+from.value, Math.max(+from.value, +to.value)));
    to.addEventListener("input", () => take(Math.min(+from.value, +to.value), +to.value));
    const find = (event) => {
      const { left, width } = svg.getBoundingClientRect();
      return Math.min(Math.max(Math.floor(((event.clientX - left) / width) * bars.length), 0), bars.length - 1);
    };
    let begun = null;
    svg.addEventListener("pointerdown", (event) => {
      begun = find(event);
      svg.setPointerCapture(event.pointerId);
      take(begun, begun);
    });
    svg.addEventListener("pointermove", (event) => begun !== null && take(begun, find(event)));
    for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => (begun = null));
  }
  show();
  return show;
};
