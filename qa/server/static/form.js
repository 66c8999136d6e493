// The form: the question with its filters, read from it and put back into it.
import { chooseDays } from "./days.js";

const LEADS = { since: "since ", until: "until ", as_of: "“today” is " };

export class AskForm {
  #form;
  #showDays;

  constructor(form) {
    this.#form = form;
    this.field = form.elements.q;
    [this.go, this.stop] = [form.querySelector(".go"), form.querySelector(".stop")];
    this.#showDays = chooseDays(form);
    form.addEventListener("change", () => this.#tellFilters());
    this.field.addEventListener("input", () => this.#grow());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.#tellFilters();
  }

  read() {
    return new URLSearchParams([...new FormData(this.#form)].filter(([, value]) => value.trim()));
  }

  // Puts the settings of an address into the fields; an outlet that is not listed has a field of its own.
  fill(address) {
    const wanted = new URL(address, location.href).searchParams;
    const listed = [...this.#form.querySelectorAll("[type=checkbox]")].map((box) => box.value);
    for (const control of this.#form.elements) {
      if (!control.name || control === this.field) continue;
      const values = wanted.getAll(control.name);
      if (control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = (control.type === "text" ? values.find((value) => !listed.includes(value)) : values[0]) ?? "";
    }
    this.#showDays();
    this.#tellFilters();
  }

  // Puts a question into its field; what was typed there since is not written over.
  put(question, { over = true } = {}) {
    if (over || !this.field.value.trim()) this.field.value = question;
    this.#grow();
  }

  // Empties the field of a question that was asked; what was typed since stays in it.
  drop(question) {
    if (this.read().get("q") === question) this.put("");
  }

  setAsking(isAsking) {
    [this.go.hidden, this.stop.hidden] = [isAsking, !isAsking];
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #tellFilters() {
    const chosen = [...this.read()].filter(([name]) => name !== "q");
    this.#form.querySelector(".chosen").textContent = chosen.map(([name, value]) => (LEADS[name] ?? "") + value).join(" · ");
  }
}
