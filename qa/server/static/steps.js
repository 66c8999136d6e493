// The steps of the browser's history: each names the questions on the page, and its address asks the newest of them.
// A question has its step from the moment it is asked, so that a page that is loaded again asks it again. One that
// leans on those before it, or was stopped, is only put into the field by its address.

// Chosen: no question that is answered takes more room in an address, whatever its letters are; servers take twice that.
const LONGEST = 30_000;

const find = () => location.pathname + location.search;

export class Steps {
  #step;

  constructor() {
    this.#step = this.#read();
    this.#write("replaceState", this.#step);
  }

  // The addresses of the questions that were answered, the newest first.
  get talk() {
    return this.#step.talk;
  }

  get address() {
    return this.#step.address;
  }

  // Whether the question of the step is to be asked, for it has no answer yet.
  get asks() {
    return this.#step.asks;
  }

  // Whether it has none, be it that it was stopped.
  get isUnanswered() {
    return this.asks || new URL(this.address, location.href).searchParams.has("stopped");
  }

  // The question of the step with its settings, as the form sends them.
  get fields() {
    const fields = new URL(this.address, location.href).searchParams;
    for (const name of ["stopped", "again"]) fields.delete(name);
    return fields;
  }

  // Begins the step of a question that is asked now, or takes that of one without an answer.
  ask(fields, talk) {
    const address = `/?${fields}`;
    const step = { talk, asks: true, address: talk.length ? `${address}&stopped=1` : address };
    if (this.isUnanswered || this.address === address) this.amend(step);
    else this.enter(step);
  }

  // Leaves a question in its field.
  halt(fields, talk) {
    this.amend({ talk, asks: false, address: `/?${fields}&stopped=1` });
  }

  enter({ talk, address, asks = false }) {
    this.#write("pushState", { id: this.#name(), talk, address, asks });
  }

  amend({ talk, address, asks = false }) {
    this.#write("replaceState", { id: this.#step.id, talk, address, asks });
  }

  // Takes up where the browser went to; tells whether that is another step than the one that is shown.
  arrive() {
    const { state } = history;
    if (state ? state.id === this.#step.id : find() === this.address) {
      this.#write("replaceState", this.#step);
      return false;
    }
    this.#step = this.#read();
    return true;
  }

  #read() {
    const { id = this.#name(), talk = [], asks = false } = history.state ?? {};
    return { id, talk, asks, address: find() };
  }

  // An article that lies over the answer has a step of its own, which is replaced as one.
  #write(way, step) {
    if (step.address.length > LONGEST) return;
    this.#step = step;
    const { id, talk, asks, address } = step;
    const sheet = way === "replaceState" && history.state?.sheet;
    history[way]({ id, talk, asks, ...(sheet ? { sheet } : {}) }, "", address === find() ? undefined : address);
  }

  #name() {
    return Math.random().toString(36).slice(2);
  }
}
