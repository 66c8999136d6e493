"""Build the items that the adapter is trained on: prompts as the program renders them, and the replies to learn.

    PYTHONPATH=. python tools/adapter/build.py FOLDER

It needs what the program needs, and spacy, en_core_web_sm and lemminflect. The folder holds what the items are made of,
all of it public; nothing of it is part of the program:

    bbc/*/*.txt            2,225 articles of BBC News, 2004 and 2005 (Greene and Cunningham; for research only)
    bbc.planted.jsonl      qa eval plant --articles FOLDER/bbc.jsonl -n 7500 --seed 3, where bbc.jsonl is written at the
                           first run
    squad.json             800 paragraphs of SQuAD's training part with questions (CC BY-SA 4.0)
    new_wiki.json          SQuADShifts' new Wikipedia questions (CC BY 4.0)
    ester.json             ESTER's training part: questions on events in news
    qags_cnndm.jsonl, qags_xsum.jsonl   sentences of summaries with human judgements (QAGS)
    fever.jsonl            claims with evidence of FEVER's validation part (CC BY-SA 3.0)
    wice.jsonl             partly supported claims of WiCE's training part (ODC-BY)

Outlets and days are invented. Every twelfth article is held out.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from answers import answer_events, ask_differently, draw_answers, draw_wiki_answer
from articles import POOL, Article, day, outlet, parse, rng
from passages import ITEMS, MARKER
from questions import Asked, ask_sentence, state_answer
from statements import judge_answer, judge_news, judge_planted, judge_sets

NEWS = 1_300
HELD = 12


def main() -> None:
    """Read the sets, make the items, and write them to items.jsonl."""
    folder = Path(sys.argv[1])
    news = list(read_news(folder))
    wiki = list(read_wiki(folder))
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in [*news, *(article for article, _ in wiki)]:
        groups[article.group].append(article)
        for label, found in article.ents.items():
            POOL[label] += found
    asked = [ask_article(article) for article in news]
    draw_answers(news, asked, groups, held=HELD)
    ask_differently(news, asked, groups, held=HELD)
    ask_wiki(folder, wiki, groups)
    for row in json.loads((folder / "ester.json").read_text(encoding="utf-8")):
        answer_events(row, news)
    judge_news(news, asked, groups, held=HELD)
    judge_planted(folder / "bbc.planted.jsonl", news, groups, held=HELD)
    judge_sets(folder, held=HELD)
    write_items(folder / "items.jsonl")


def read_news(folder: Path) -> Iterator[Article]:
    """Yield the articles of the BBC; all of them are written to bbc.jsonl first, for planting."""
    rows, seen = [], set()
    for path in sorted(folder.glob("bbc/*/*.txt")):
        title, _, body = path.read_text(encoding="latin-1").replace("\u00c2", "").strip().partition("\n")
        text = " ".join(body.split())
        if text[:200] not in seen and 600 < len(text) < 7000:
            seen.add(text[:200])
            url = f"https://example.org/{path.parent.name}/{path.name}"
            own = {"title": title.strip(), "text": text, "published": day().isoformat(), "source": outlet(), "url": url}
            rows.append(own)
    rng.shuffle(rows)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "bbc.jsonl").write_text("".join(lines), encoding="utf-8")
    rows = rows[:NEWS]
    for row, doc in zip(rows, parse(folder / "news.spacy", [row["text"] for row in rows]), strict=True):
        article = Article(row["title"], doc, row["url"].split("/")[-2], row["url"])
        article.outlet = row["source"]
        article.day = None if rng.random() < 0.05 else date.fromisoformat(row["published"])
        yield article


def read_wiki(folder: Path) -> Iterator[tuple[Article, list[tuple[str, str]]]]:
    """Yield paragraphs of Wikipedia, each with its questions and their first answers."""
    rows: list[tuple[str, str, str, list[tuple[str, str]], Any]] = []
    for entry in json.loads((folder / "new_wiki.json").read_text(encoding="utf-8"))["data"]:
        origin = (outlet(), day())
        for part in entry["paragraphs"]:
            pairs = [(q["question"].strip(), q["answers"][0]["text"]) for q in part["qas"] if q["answers"]]
            rows.append((entry["title"].replace("_", " "), part["context"], entry["title"], pairs, origin))
    for part in json.loads((folder / "squad.json").read_text(encoding="utf-8")):
        pairs = [(q["question"].strip(), q["answer"]) for q in part["qas"]]
        rows.append(("", part["context"], "squad", pairs, None))
    docs = parse(folder / "wiki.spacy", [" ".join(row[1].split()) for row in rows])
    for (title, text, group, pairs, origin), doc in zip(rows, docs, strict=True):
        article = Article(title, doc, group, text.strip()[:80])
        if not title and doc.ents and rng.random() < 0.8:
            article.title = max(doc.ents, key=lambda entity: text.count(entity.text)).text
        if origin:
            article.outlet, article.day = origin
        yield article, pairs


def ask_article(article: Article) -> list[tuple[int, Asked]]:
    """Return questions that sentences at the beginning of an article answer, with their places."""
    found = []
    for place, span in enumerate(article.spans[:14]):
        for asked in ask_sentence(span) if 8 <= len(span) <= 45 else ():
            text = asked.question
            is_whole = ":" not in text and not text.count('"') % 2 and text.count("(") == text.count(")")
            if is_whole and 4 <= len(text.split()) <= 24 and not (asked.kind == "thing" and rng.random() < 0.55):
                found.append((place, asked))
    rng.shuffle(found)
    return found


def ask_wiki(folder: Path, wiki: list[tuple[Article, list[tuple[str, str]]]], groups: dict[str, list[Article]]) -> None:
    """Make items of what people asked: about half of the questions for each task."""
    flat = [(article, question, answer) for article, pairs in wiki for question, answer in pairs]
    docs = parse(folder / "questions.spacy", [question for _, question, _ in flat])
    for number, ((article, question, answer), doc) in enumerate(zip(flat, docs, strict=True)):
        held = len(article.key) % (HELD + 1) == 0
        text = question[:1].upper() + question[1:] + ("" if question.endswith("?") else "?")
        place = next((n for n, sentence in enumerate(article.sents) if answer.strip(". ") in sentence), None)
        if place is None:
            continue
        same, statement = groups[article.group], state_answer(doc, answer)
        if number % 2 == 0 or rng.random() < 0.15:
            draw_wiki_answer(article, place, text, answer, statement, same, held)
        if number % 2 == 1 or rng.random() < 0.2:
            near = flat[max(0, number - 4) : number + 5]
            others = [o for a, _, o in near if a is article and o.lower() not in answer.lower()]
            others = [o for o in others if answer.lower() not in o.lower()]
            judge_answer(article, place, text, answer, statement, same, held, others)


def write_items(path: Path) -> None:
    """Write the items in random order, each prompt once, and tell how many there are of each kind."""
    rng.shuffle(ITEMS)
    kept = {item["messages"][-1]["content"]: item for item in reversed(ITEMS)}
    items = [item for text, item in kept.items() if len(text) <= 6500]
    print(Counter((item["task"], item["src"]) for item in items).most_common())
    print(
        Counter((item["task"], item["reply"] if item["task"] == "judge" else item["reply"] == MARKER) for item in items)
    )
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")


if __name__ == "__main__":
    main()
