// What was asked in this tab: kept until it is closed, shown again without being asked again.
const NAME = "qa.past";
const MOST = 30;

export const listPast = () => {
  try {
    return JSON.parse(sessionStorage.getItem(NAME)) ?? [];
  } catch {
    return [];
  }
};

export const keepPast = (entry) => {
  let entries = [entry, ...listPast().filter((other) => other.address !== entry.address)].slice(0, MOST);
  while (entries.length) {
    try {
      return sessionStorage.setItem(NAME, JSON.stringify(entries));
    } catch {
      entries = entries.slice(0, -1);
    }
  }
};
