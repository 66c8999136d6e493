// The article beside an answer: the quote of a citation is lit and scrolled to, the others are dimmed.
const narrow = matchMedia("(max-width: 59.99rem)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const make = (tag, className, text = "") => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  if (tag === "button") element.type = "button";
  return element;
};

export class Reader {
  #main;
  #tell;
  #parts = new Map();
  #turn = null;
  #at = -1;
  #loading = null;
  #opener = null;

  constructor(main, tell) {
    this.#main = main;
    this.#tell = tell;
    this.aside = main.querySelector(".reader") ?? main.appendChild(make("aside", "reader"));
    this.aside.setAttribute("aria-label", "Article");
    this.page = this.aside.querySelector(".page") ?? this.aside.appendChild(make("div", "page"));
    this.page.tabIndex = 0;
    this.page.setAttribute("role", "region");
    this.page.setAttribute("aria-label", "Text of the article");
    const bar = make("div", "steps");
    this.back = make("button", "back", "Back to the answer");
    this.headline = make("a", "headline");
    this.headline.dir = "auto";
    this.headline.hidden = true;
    this.count = make("span", "count about");
    const [before, after] = [make("button", "step", "‹"), make("button", "step", "›")];
    for (const [button, label, keys] of [[before, "Citation before", "ArrowLeft k"], [after, "Next citation", "ArrowRight j"]]) {
      button.setAttribute("aria-label", label);
      button.setAttribute("aria-keyshortcuts", keys);
      button.title = `${label} (${keys.replace("ArrowLeft", "←").replace("ArrowRight", "→")})`;
    }
    bar.append(this.back, this.headline, before, this.count, after);
    this.aside.prepend(bar);
    this.back.addEventListener("click", () => this.close());
    before.addEventListener("click", () => this.step(-1));
    after.addEventListener("click", () => this.step(1));
    main.addEventListener("keydown", (event) => this.#press(event));
    addEventListener("popstate", () => this.#hide());
    narrow.addEventListener("change", () => this.#fit());
    if (!this.page.firstElementChild) this.clear();
  }

  clear() {
    this.#hide();
    this.#loading?.abort();
    this.#turn = null;
    this.page.replaceChildren();
    delete this.page.dataset.part;
    this.aside.hidden = this.headline.hidden = true;
  }

  // The ways to the quotes of an answer, in the order of their numbers.
  #places(turn = this.#turn) {
    return turn ? [...turn.querySelectorAll(".sources .place")] : [];
  }

  // Shows the first citation of an answer beside it; where there is no room beside, it waits to be asked for.
  showFirst(turn) {
    const [place] = this.#places(turn);
    if (place && !narrow.matches) this.show(place, turn);
  }

  // Goes on with the whole answer where what was shown of it is gone, or a former one, at the citation that was chosen.
  takeUp(whole) {
    const chosen = this.#turn?.isConnected ? null : this.#places()[this.#at];
    const place = this.#places(whole).find((other) => other.dataset.n === chosen?.dataset.n && other.pathname === chosen.pathname);
    if (place && this.#opener?.isConnected === false) this.#opener = whole.querySelector(`sup a[href$="-c${place.dataset.n}"]`) ?? place;
    if (place && (this.isOpen || !narrow.matches)) this.show(place, whole);
    else this.showFirst(whole);
  }

  // Where an answer was dropped, another one has the article, or there is none.
  showLeft(turn) {
    if (this.#turn?.isConnected) return;
    if (this.#places(turn).length) this.showFirst(turn);
    else this.clear();
  }

  // Shows the words that a link leads to: a number in the answer, or the way to a quote.
  async show(place, turn, { opener = null, quiet = true } = {}) {
    const url = new URL(place.href);
    const n = url.hash.slice(2);
    const part = `${url.pathname}${url.search}&part=1`;
    this.#turn = turn;
    this.#at = this.#places().indexOf(place);
    this.#point(place, n);
    this.aside.hidden = false;
    if (narrow.matches && opener) this.#open(opener);
    if (!(await this.#load(part))) return;
    this.#head(place);
    const lit = [...this.page.querySelectorAll("mark")].filter((mark) => {
      const isNow = mark.dataset.n.split(" ").includes(n);
      mark.classList.toggle("now", isNow);
      return isNow;
    });
    if (lit[0]) {
      const top = lit[0].getBoundingClientRect().top - this.page.getBoundingClientRect().top + this.page.scrollTop;
      this.page.scrollTo({ top: Math.max(0, top - this.page.clientHeight / 3), behavior: calm.matches ? "instant" : "smooth" });
    }
    if (!quiet) this.#tell(`Citation ${this.count.textContent}: ${this.headline.textContent}`);
  }

  // Names the article above its text, where its own headline is out of sight; until it is there nothing has a name.
  #head(place) {
    const [article, title] = ["article", "h2"].map((name) => this.page.querySelector(name));
    this.headline.textContent = this.headline.title = title.textContent;
    this.headline.lang = article.lang;
    this.headline.href = place.href;
    this.headline.hidden = false;
  }

  async #load(part) {
    this.#loading?.abort();
    this.page.removeAttribute("aria-busy");
    if (this.page.dataset.part === part) return true;
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.page.setAttribute("aria-busy", "true");
    try {
      if (!this.#parts.has(part)) {
        const response = await fetch(part, { signal, headers: { accept: "text/plain" } });
        const text = await response.text();
        if (!response.ok) throw new Error(response.headers.get("content-type").startsWith("text/plain") ? text : "The article can't be shown.");
        this.#parts.set(part, text);
      }
      this.page.innerHTML = this.#parts.get(part);
      this.page.dataset.part = part;
      this.page.scrollTop = 0;
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const told = error instanceof TypeError ? "The server does not answer. Is it still running?" : error.message;
      this.page.replaceChildren(make("p", "refusal", told));
      this.headline.hidden = true;
      delete this.page.dataset.part;
      return false;
    } finally {
      if (!signal.aborted) this.page.removeAttribute("aria-busy");
    }
  }

  // Marks in the answers what is shown.
  #point(place, n) {
    for (const old of this.#main.querySelectorAll(".turns [aria-current]")) old.removeAttribute("aria-current");
    for (const old of this.#main.querySelectorAll(".cited.now")) old.classList.remove("now");
    place.closest(".cited")?.classList.add("now");
    for (const link of this.#links(n)) link.setAttribute("aria-current", "true");
    const all = this.#places().length;
    this.count.textContent = this.#at < 0 ? "" : `${this.#at + 1} of ${all}`;
    this.aside.classList.toggle("single", this.#at < 0 || all < 2);
  }

  #links(n) {
    return this.#turn ? [...this.#turn.querySelectorAll(`sup a[href="#${this.#turn.id}-c${n}"]`)] : [];
  }

  step(by) {
    const places = this.#places();
    const place = places[Math.min(Math.max(this.#at + by, 0), places.length - 1)];
    if (!place || places.indexOf(place) === this.#at) return;
    const [link] = this.#links(place.dataset.n);
    if (link && document.activeElement?.closest(".turns")) link.focus();
    this.show(place, this.#turn, { quiet: false });
  }

  #press(event) {
    if (event.key === "Escape" && this.isOpen) return this.close();
    const by = { ArrowRight: 1, j: 1, ArrowLeft: -1, k: -1 }[event.key];
    const target = event.target;
    if (!by || event.ctrlKey || event.metaKey || event.altKey || !target.closest(".turns, .reader")) return;
    if (target.closest("input, textarea, select")) return;
    event.preventDefault();
    this.step(by);
  }

  get isOpen() {
    return this.aside.classList.contains("open");
  }

  // On a narrow screen the article lies over the answer; the way back is a button, Escape, or that of the browser.
  #open(opener) {
    if (this.isOpen) return;
    this.#opener = opener;
    if (!history.state?.sheet) history.pushState({ ...history.state, sheet: true }, "");
    this.aside.classList.add("open");
    for (const other of this.#others()) other.inert = true;
    this.back.focus();
  }

  // Closed at once: who presses twice goes back once.
  close() {
    if (!this.isOpen) return;
    this.#hide();
    history.back();
  }

  #hide() {
    if (!this.isOpen) return;
    this.aside.classList.remove("open");
    for (const other of this.#others()) other.inert = false;
    this.#opener?.focus();
  }

  // Where there is room beside the answer now, its article is not waited for any more.
  #fit() {
    this.close();
    const turn = this.#main.querySelector(".turn:has(.sources .place)");
    if (turn && !this.#turn?.isConnected) this.showFirst(turn);
  }

  #others() {
    return [...document.querySelectorAll("body > .skip, body > .bar"), ...this.#main.children].filter((other) => other !== this.aside);
  }
}
