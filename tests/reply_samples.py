"""Replies as models of today write them, on invented news, each with the sentences that they state and decline."""

from dataclasses import dataclass

Stated = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySample:
    """A reply and what it says.

    states    its statements with the passages that they cite
    declines  how many of its sentences say that the passages have no answer
    ended_by  why the model stopped, as its endpoint tells it
    is_cut    its end is missing
    """

    id: str
    reply: str
    states: tuple[Stated, ...] = ()
    declines: int = 0
    ended_by: str = "stop"
    is_cut: bool = False


def sample(
    id: str, reply: str, *states: Stated, declines: int = 0, ended_by: str = "stop", is_cut: bool = False
) -> ReplySample:
    """Return a sample; only what is not usual has to be said."""
    return ReplySample(id=id, reply=reply, states=states, declines=declines, ended_by=ended_by, is_cut=is_cut)


# Written before the reader was tried on any of them, which read 28 of the 30; only one count of declined sentences was
# corrected since.
BLIND = (
    sample(
        "a short answer in bold with a source in brackets",
        "**61 people** were on board the ferry Anselma when it sank off Port Ellery. [1]",
        ("61 people were on board the ferry Anselma when it sank off Port Ellery.", (1,)),
    ),
    sample(
        "a summary with a lead-in, points and an offer",
        "Here's a summary of what the passages say about the ferry:\n\n* The Anselma sank on Friday with 61 people on "
        "board [1].\n* Rescuers pulled 48 people from the water by nightfall [1][3].\n* The coast guard has opened an "
        "inquiry [2].\n\nLet me know if you'd like more detail on any of these points!",
        ("The Anselma sank on Friday with 61 people on board.", (1,)),
        ("Rescuers pulled 48 people from the water by nightfall.", (1, 3)),
        ("The coast guard has opened an inquiry.", (2,)),
    ),
    sample(
        "thoughts and then an answer",
        "<think>\nThe user wants the number. Passage 1 says 61 [1]. I should double-check: passage 3 says 48 rescued "
        "[3].\n\nOkay.\n</think>\n\nSixty-one people were aboard [1].",
        ("Sixty-one people were aboard.", (1,)),
    ),
    sample(
        "a quotation of three sentences with the speaker between",
        "“We had nine minutes. The water came up to my waist,” Captain Ivo Tarn said. “Then the lights went out.” [2] "
        "He has not returned to sea since [2].",
        (
            "“We had nine minutes. The water came up to my waist,” Captain Ivo Tarn said.",
            (),
        ),
        ("“Then the lights went out.”", (2,)),
        ("He has not returned to sea since.", (2,)),
    ),
    sample(
        "an answer to one part of a question",
        "The mayor, Ada Quill, opened the bridge on 4 May [2]. The passages do not say how much it cost.",
        ("The mayor, Ada Quill, opened the bridge on 4 May.", (2,)),
        declines=1,
    ),
    sample(
        "a refusal that explains itself",
        "The provided passages do not contain any information about the cost of the bridge. They only mention that it "
        "opened in May.",
        declines=1,
    ),
    sample(
        "a table with a column of sources",
        "| Candidate | Votes | Source |\n| :--- | ---: | :---: |\n| Ada Quill | 12,400 | [1] |\n| Bram Oster | 9,850 | "
        "[1], [2] |",
        ("Candidate: Ada Quill; Votes: 12,400.", (1,)),
        ("Candidate: Bram Oster; Votes: 9,850.", (1, 2)),
    ),
    sample(
        "headings with paragraphs below",
        "## What happened\n\nThe crane collapsed on Monday morning [1].\n\n## Reactions\n\nThe port's director, Lena "
        "Voss, called it “a black day for Vessby” [2].",
        ("The crane collapsed on Monday morning.", (1,)),
        ("The port's director, Lena Voss, called it “a black day for Vessby”.", (2,)),
    ),
    sample(
        "marks of an assistant with files",
        "The strike ended after eleven days【4:0†source】. Dockers will get 4.2 percent more【2†harbour.txt】.",
        ("The strike ended after eleven days.", (4,)),
        ("Dockers will get 4.2 percent more.", (2,)),
    ),
    sample(
        "German with ordinals and an abbreviation",
        "Laut Passage 2 sank die Fähre am 3. Oktober gegen 5 Uhr vor Port Ellery. Der Kapitän, Dr. Ivo Tarn, wurde am "
        "14. November vernommen [3].",
        ("Sank die Fähre am 3. Oktober gegen 5 Uhr vor Port Ellery.", (2,)),
        ("Der Kapitän, Dr. Ivo Tarn, wurde am 14. November vernommen.", (3,)),
    ),
    sample(
        "cut off by the limit",
        "The council approved the crane on Tuesday [1]. It will be built by the firm of Otto Brandt for 4.1 million "
        "euros [1], and the port expects it to",
        ("The council approved the crane on Tuesday.", (1,)),
        ended_by="length",
        is_cut=True,
    ),
    sample(
        "the closing tag alone",
        "Let me look at the passages. Passage 1 mentions 61 people. So the answer is 61.\n</think>\n61 people [1].",
        ("61 people.", (1,)),
    ),
    sample(
        "numbers in round brackets",
        "The bank raised its rate to 4.5 percent (2). Two members voted against it (2, 3).",
        ("The bank raised its rate to 4.5 percent.", (2,)),
        ("Two members voted against it.", (2, 3)),
    ),
    sample(
        "according to a passage",
        "According to passage 3, the river rose by two metres in six hours. Passage 4 states that 300 homes were "
        "flooded.",
        ("The river rose by two metres in six hours.", (3,)),
        ("300 homes were flooded.", (4,)),
    ),
    sample(
        "a numbered list of names with a stub",
        "Three people were dismissed:\n\n1. Cora Lind, the coach [1]\n2. Tam Resk, her deputy [1]\n3. Olu Dane, the "
        "team's doctor [2]",
        ("Three people were dismissed: Cora Lind, the coach", (1,)),
        ("Three people were dismissed: Tam Resk, her deputy", (1,)),
        ("Three people were dismissed: Olu Dane, the team's doctor", (2,)),
    ),
    sample(
        "footnotes and their list",
        "The glacier lost 40 metres of ice.[^1] Scientists blame a warm June.[^2]\n\n[^1]: Northern Ledger, 3 August\n"
        "[^2]: Meridian Wire, 5 August",
        ("The glacier lost 40 metres of ice.", (1,)),
        ("Scientists blame a warm June.", (2,)),
    ),
    sample(
        "the marker with a full stop and bold",
        "**NOT IN THE PASSAGES.**",
        declines=1,
    ),
    sample(
        "abbreviations and a sum",
        "The U.S. Senate passed the bill at 11 p.m. on Thursday by 51 to 49 votes [1]. Sen. Mara Holt of St. Brann, "
        "Ore., called the $3.5 billion plan “No. 1 on our list” [2].",
        ("The U.S. Senate passed the bill at 11 p.m. on Thursday by 51 to 49 votes.", (1,)),
        ("Sen. Mara Holt of St. Brann, Ore., called the $3.5 billion plan “No. 1 on our list”.", (2,)),
    ),
    sample(
        "Chinese with Chinese brackets",
        "渡轮安塞尔玛号于周五沉没【1】。船上共有61人【1】【2】。",
        ("渡轮安塞尔玛号于周五沉没。", (1,)),
        ("船上共有61人。", (1, 2)),
    ),
    sample(
        "channels of an open model",
        "<|channel|>analysis<|message|>We need the number of people. Passage 1: 61.<|end|><|start|>assistant<|channel|>"
        "final<|message|>There were 61 people on board [1].<|return|>",
        ("There were 61 people on board.", (1,)),
    ),
    sample(
        "a label before each point",
        "- **Date:** The vote was held on 9 March [1].\n- **Turnout:** Turnout was 71 percent [2].",
        ("Date: The vote was held on 9 March.", (1,)),
        ("Turnout: Turnout was 71 percent.", (2,)),
    ),
    sample(
        "an answer in HTML",
        "<p>The museum reopened on <b>Sunday</b><sup>[2]</sup>.</p><ul><li>Entry is free until June [2].</li></ul>",
        ("The museum reopened on Sunday.", (2,)),
        ("Entry is free until June.", (2,)),
    ),
    sample(
        "a partial decline within a sentence",
        "The fire began in the kitchen [1], but the passages do not mention what caused it.",
        ("The fire began in the kitchen.", (1,)),
        declines=1,
    ),
    sample(
        "raised figures",
        "The dam covers 12 km² of farmland.¹ It was finished in 1968.²",
        ("The dam covers 12 km² of farmland.", (1,)),
        ("It was finished in 1968.", (2,)),
    ),
    sample(
        "the source on a line of its own",
        "The orchestra will move to Norvale in the autumn.\n\nSource: [2]",
        ("The orchestra will move to Norvale in the autumn.", (2,)),
    ),
    sample(
        "a Spanish refusal",
        "Los pasajes no mencionan cuánto costó el puente.",
        declines=1,
    ),
    sample(
        "a chatty opening",
        "Sure! Based on the passages provided, the ferry sank because its engine room flooded [2].",
        ("The ferry sank because its engine room flooded.", (2,)),
    ),
    sample(
        "an answer in a fence",
        "```markdown\nThe council voted 7 to 2 [1].\n```",
        ("The council voted 7 to 2.", (1,)),
    ),
    sample(
        "nested points",
        "- **Deaths**\n  - 12 in Vessby [1]\n  - 3 in Norvale [2]\n- **Damage**\n  - 40 houses were destroyed [2].",
        ("Deaths: 12 in Vessby", (1,)),
        ("Deaths: 3 in Norvale", (2,)),
        ("40 houses were destroyed.", (2,)),
    ),
    sample(
        "a quotation with an inner mark and a note after it",
        "Holt said: “The plan is dead [2]. It will not come back.” [2]\n\n*Note: this answer is based only on the "
        "passages above.*",
        ("Holt said: “The plan is dead. It will not come back.”", (2,)),
    ),
)


REPLIES = (
    # Marks.
    sample("a mark before the stop", "The ferry sank on Friday [1].", ("The ferry sank on Friday.", (1,))),
    sample("a mark after the stop", "The ferry sank on Friday. [1]", ("The ferry sank on Friday.", (1,))),
    sample("a mark at the stop", "The ferry sank.[1] It was old.[2]", ("The ferry sank.", (1,)), ("It was old.", (2,))),
    sample(
        "a mark without a space on both sides",
        "The ferry sank.[1]It was old.[2]",
        ("The ferry sank.", (1,)),
        ("It was old.", (2,)),
    ),
    sample("two marks", "The ferry sank [1][2].", ("The ferry sank.", (1, 2))),
    sample("two marks with a comma", "The ferry sank [1], [2].", ("The ferry sank.", (1, 2))),
    sample("two marks with a word", "The ferry sank [1] and [2].", ("The ferry sank.", (1, 2))),
    sample("a list in a mark", "The ferry sank [1, 2, 4].", ("The ferry sank.", (1, 2, 4))),
    sample("a range in a mark", "The ferry sank [1-3].", ("The ferry sank.", (1, 2, 3))),
    sample("a range with a dash", "The ferry sank [2–4].", ("The ferry sank.", (2, 3, 4))),
    sample(
        "a range that is none", "The plan for [2020-2025] is dead [1].", ("The plan for [2020-2025] is dead.", (1,))
    ),
    sample("a mark that names a passage", "The ferry sank [Passage 2].", ("The ferry sank.", (2,))),
    sample("a mark that names two", "The ferry sank [Passage 1, Passage 2].", ("The ferry sank.", (1, 2))),
    sample("a mark that names passages", "The ferry sank [passages 1 and 2].", ("The ferry sank.", (1, 2))),
    sample("a mark that names a source", "The ferry sank [Source 3].", ("The ferry sank.", (3,))),
    sample("a mark with a colon", "The ferry sank [source: 3].", ("The ferry sank.", (3,))),
    sample(
        "a mark with ref", "The ferry sank [ref:1] off Ellery [citation:2].", ("The ferry sank off Ellery.", (1, 2))
    ),
    sample("a mark with a letter", "The ferry sank [S1].", ("The ferry sank.", (1,))),
    sample("a mark with a hash", "The ferry sank [#2].", ("The ferry sank.", (2,))),
    sample("a footnote", "The ferry sank[^2].", ("The ferry sank.", (2,))),
    sample("a footnote with carets", "The ferry sank[^2^].", ("The ferry sank.", (2,))),
    sample("a mark in thick brackets", "The ferry sank【2】.", ("The ferry sank.", (2,))),
    sample("a mark with a dagger", "The ferry sank【3†source】.", ("The ferry sank.", (3,))),
    sample("a mark with lines", "The ferry sank [2†L10-L14].", ("The ferry sank.", (2,))),
    sample("a mark with a page", "The ferry sank [2, p. 3].", ("The ferry sank.", (2,))),
    sample("wide brackets and figures", "The ferry sank［２］.", ("The ferry sank.", (2,))),
    sample("round brackets", "The ferry sank (1). It was old (2).", ("The ferry sank.", (1,)), ("It was old.", (2,))),
    sample("round brackets after the stop", "The ferry sank. (1)", ("The ferry sank.", (1,))),
    sample("round brackets that name", "The ferry sank (Passage 1) on Friday.", ("The ferry sank on Friday.", (1,))),
    sample("round brackets with see", "The ferry sank (see passage 2).", ("The ferry sank.", (2,))),
    sample(
        "round brackets with an age", "Ivo Tarn (61) was the captain [1].", ("Ivo Tarn (61) was the captain.", (1,))
    ),
    sample(
        "round brackets with an age at the end",
        "The captain was Ivo Tarn (61).",
        ("The captain was Ivo Tarn (61).", ()),
    ),
    sample(
        "round brackets beside square ones",
        "The ferry sank with 9 crew (9) [1].",
        ("The ferry sank with 9 crew (9).", (1,)),
    ),
    sample(
        "round brackets that count",
        "They want (1) more pay and (2) less work [3].",
        ("They want (1) more pay and (2) less work.", (3,)),
    ),
    sample("round brackets of a law", "It breaks Article 5 (2). [1]", ("It breaks Article 5 (2).", (1,))),
    sample("raised figures after letters", "The ferry sank¹ off Ellery².", ("The ferry sank off Ellery.", (1, 2))),
    sample(
        "raised figures after a space",
        "The ferry sank ¹. It had ²³⁸U on board ².",
        ("The ferry sank.", (1,)),
        ("It had ²³⁸U on board.", (2,)),
    ),
    sample("raised figures with a comma", "The ferry sank.¹,²", ("The ferry sank.", (1, 2))),
    sample("raised figures of units", "It covers 3 km² and holds 5 m³ [1].", ("It covers 3 km² and holds 5 m³.", (1,))),
    sample("raised figures of powers", "It has 10⁶ parts [1].", ("It has 10⁶ parts.", (1,))),
    sample("a caret", "The ferry sank^1^.", ("The ferry sank.", (1,))),
    sample("raised in HTML", "The ferry sank<sup>1,2</sup>.", ("The ferry sank.", (1, 2))),
    sample("a tag that cites", "The ferry sank <cite>2</cite>.", ("The ferry sank.", (2,))),
    sample(
        "a tag with an index",
        '<cite index="2-1">The ferry sank.</cite> It was old [1].',
        ("The ferry sank.", (2,)),
        ("It was old.", (1,)),
    ),
    sample("a link as a mark", "The ferry sank [[1]](https://wire.example/ferry).", ("The ferry sank.", (1,))),
    sample("a link on a number", "The ferry sank [1](https://wire.example/a_(b)).", ("The ferry sank.", (1,))),
    sample(
        "a link on an outlet",
        "The ferry sank ([Meridian Wire](https://wire.example/a)) [1].",
        ("The ferry sank (Meridian Wire).", (1,)),
    ),
    sample("an address", "The ferry sank [1] (https://wire.example/ferry).", ("The ferry sank.", (1,))),
    sample("a mark in bold", "The ferry sank **[1]**.", ("The ferry sank.", (1,))),
    sample("an escaped mark", "The ferry sank \\[1\\].", ("The ferry sank.", (1,))),
    sample("a mark in round brackets", "The ferry sank ([1]).", ("The ferry sank.", (1,))),
    sample("marks first", "[1] The ferry sank. [2] It was old.", ("The ferry sank.", (1,)), ("It was old.", (2,))),
    sample(
        "marks first on lines", "[1] The ferry sank.\n[2] It was old.", ("The ferry sank.", (1,)), ("It was old.", (2,))
    ),
    sample("a mark on the next line", "The ferry sank.\n[1]", ("The ferry sank.", (1,))),
    sample("a mark in a paragraph of its own", "The ferry sank.\n\n[1][2]", ("The ferry sank.", (1, 2))),
    sample("a mark within", "In May [1] the ferry sank [2].", ("In May the ferry sank.", (1, 2))),
    sample("brackets that are words", "It was “their [sic] fault” [1].", ("It was “their [sic] fault”.", (1,))),
    sample(
        "according to, at the end",
        "The ferry sank on Friday, according to passage 2.",
        ("The ferry sank on Friday.", (2,)),
    ),
    sample("according to a mark", "According to [2], the ferry sank.", ("The ferry sank.", (2,))),
    sample(
        "a passage that says",
        "Passage 2 says the ferry sank. Passages 1 and 3 report that it was old.",
        ("The ferry sank.", (2,)),
        ("It was old.", (1, 3)),
    ),
    sample("as reported in", "The ferry sank, as reported in [1] and [3].", ("The ferry sank.", (1, 3))),
    sample(
        "sources at the end",
        "The ferry sank. It was old.\n\nSources: [1], [2]",
        ("The ferry sank.", (1, 2)),
        ("It was old.", (1, 2)),
    ),
    sample(
        "a list of sources",
        "The ferry sank [1].\n\n**Sources:**\n1. Meridian Wire, 3 May\n2. Harbour Post, 4 May",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "a list of sources with marks",
        "The ferry sank [1].\n\nReferences\n\n[1] Meridian Wire: Ferry sinks.\n[2] Harbour Post.",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "a list of sources without a heading",
        "The ferry sank [1].\n\n---\n[1] Meridian Wire, 3 May 2025\n[2] Harbour Post, 4 May 2025",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "definitions",
        "The ferry sank [1].\n\n[1]: https://wire.example/ferry\n[2]: Harbour Post",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "German sources",
        "Die Fähre sank am Freitag [1].\n\n**Quellen:**\n- Meridian Wire",
        ("Die Fähre sank am Freitag.", (1,)),
    ),
    sample(
        "numbers after small words",
        "It grew from 5 to 7 in 3 days, based on 2 reports [4].",
        ("It grew from 5 to 7 in 3 days, based on 2 reports.", (4,)),
    ),
    # Quotations.
    sample(
        "a quotation of two sentences",
        "“It is over. We are done,” she said. [2]",
        ("“It is over. We are done,” she said.", (2,)),
    ),
    sample(
        "a quotation in straight marks",
        '"It is over. We are done," she said [2].',
        ('"It is over. We are done," she said.', (2,)),
    ),
    sample(
        "a quotation and its speaker",
        "“We won!” Tarn said. [1] They left. [2]",
        ("“We won!” Tarn said.", (1,)),
        ("They left.", (2,)),
    ),
    sample(
        "a question in a quotation",
        "“Who pays? Not us,” said Ada Quill [1].",
        ("“Who pays? Not us,” said Ada Quill.", (1,)),
    ),
    sample(
        "a quotation that ends the sentence",
        "She said: “It is over. We are done.” [1] Then she left [2].",
        ("She said: “It is over. We are done.”", (1,)),
        ("Then she left.", (2,)),
    ),
    sample(
        "a German quotation",
        "„Es ist vorbei. Wir gehen“, sagte sie. [1] Dann ging sie am 3. Mai nach Hause [2].",
        ("„Es ist vorbei. Wir gehen“, sagte sie.", (1,)),
        ("Dann ging sie am 3. Mai nach Hause.", (2,)),
    ),
    sample(
        "a French quotation",
        "« C'est fini. Nous partons », a-t-elle dit [1].",
        ("« C'est fini. Nous partons », a-t-elle dit.", (1,)),
    ),
    sample(
        "a Japanese quotation",
        "「終わった。もう行く」と彼女は言った[1]。",
        ("「終わった。もう行く」と彼女は言った。", (1,)),
    ),
    sample(
        "a quotation that is not closed",
        "“It is over, she said [1]. They left [2].",
        ("“It is over, she said.", (1,)),
        ("They left.", (2,)),
    ),
    sample(
        "a quotation on the next line",
        "The captain said:\n\n> “We had nine minutes.” [1]",
        ("The captain said: “We had nine minutes.”", (1,)),
    ),
    sample(
        "a quotation in a block",
        "> The ferry sank [1].\n> It was old [2].",
        ("The ferry sank.", (1,)),
        ("It was old.", (2,)),
    ),
    # Markup.
    sample("an answer of one word in bold", "**61**", ("61", ())),
    sample("a bold heading", "**Background**\n\nThe ferry sank [1].", ("The ferry sank.", (1,))),
    sample("a bold heading with a colon", "**What happened:**\nThe ferry sank [1].", ("The ferry sank.", (1,))),
    sample("italics and code", "*The ferry* `Anselma` __sank__ [1].", ("The ferry Anselma sank.", (1,))),
    sample("a factor", "It measured 5*3 metres [1].", ("It measured 5 × 3 metres.", (1,))),
    sample("a name with low lines", "The file ferry_log_2 was lost [1].", ("The file ferry_log_2 was lost.", (1,))),
    sample("a heading without a space", "###Summary\nThe ferry sank [1].", ("The ferry sank.", (1,))),
    sample(
        "a numbered list",
        "1. The ferry sank [1].\n2. It was old [2].",
        ("The ferry sank.", (1,)),
        ("It was old.", (2,)),
    ),
    sample(
        "a list in brackets", "1) The ferry sank [1]\n2) It was old [2]", ("The ferry sank", (1,)), ("It was old", (2,))
    ),
    sample("a list of dots", "• The ferry sank [1]\n• It was old [2]", ("The ferry sank", (1,)), ("It was old", (2,))),
    sample(
        "a list of tasks",
        "- [x] The ferry sank [1].\n- [ ] It was raised [2].",
        ("The ferry sank.", (1,)),
        ("It was raised.", (2,)),
    ),
    sample(
        "a list with empty lines",
        "- The ferry sank [1].\n\n- It was old [2].",
        ("The ferry sank.", (1,)),
        ("It was old.", (2,)),
    ),
    sample(
        "a wrapped item",
        "- The ferry sank off Port Ellery\n  on Friday [1].",
        ("The ferry sank off Port Ellery on Friday.", (1,)),
    ),
    sample(
        "wrapped prose",
        "The ferry sank off Port Ellery\non Friday [1].",
        ("The ferry sank off Port Ellery on Friday.", (1,)),
    ),
    sample(
        "an item that begins with a day",
        "3. Oktober 2025: Die Fähre sank vor Port Ellery [1].",
        ("3. Oktober 2025: Die Fähre sank vor Port Ellery.", (1,)),
    ),
    sample(
        "names under a stub",
        "The towns hit were:\n- Vessby [1]\n- Norvale [2]",
        ("The towns hit were: Vessby", (1,)),
        ("The towns hit were: Norvale", (2,)),
    ),
    sample(
        "names under a heading",
        "### Towns hit\n- Vessby [1]\n- Norvale [2]",
        ("Towns hit: Vessby", (1,)),
        ("Towns hit: Norvale", (2,)),
    ),
    sample("a table without outer bars", "City | Dead\n--- | ---\nVessby [1] | 12", ("City: Vessby; Dead: 12.", (1,))),
    sample(
        "a table and a sentence",
        "| Team | Points |\n|--|--|\n| Norvale [1] | 40 |\n\nNorvale leads [2].",
        ("Team: Norvale; Points: 40.", (1,)),
        ("Norvale leads.", (2,)),
    ),
    sample("a table with a number column", "| # | Town |\n|---|---|\n| 1 | Vessby [1] |", ("Town: Vessby.", (1,))),
    sample("a bar in a sentence", "The score was 3 | 2 at half-time [1].", ("The score was 3 | 2 at half-time.", (1,))),
    sample("a fence of code", "The ferry sank [1].\n```python\nprint('x')\n```", ("The ferry sank.", (1,))),
    sample("a fence that is not closed", "```\nThe ferry sank [1].", ("The ferry sank.", (1,))),
    sample("entities", "Harbour &amp; Co. sank the ferry&nbsp;[1].", ("Harbour & Co. sank the ferry.", (1,))),
    sample(
        "breaks in HTML", "The ferry sank [1].<br/>It was old [2].", ("The ferry sank.", (1,)), ("It was old.", (2,))
    ),
    sample("a heading in HTML", "<h3>Summary</h3><p>The ferry sank [1].</p>", ("The ferry sank.", (1,))),
    sample(
        "a table in HTML",
        "<table><tr><th>City</th><th>Dead</th></tr><tr><td>Vessby</td><td>12 [1]</td></tr></table>",
        ("City: Vessby; Dead: 12.", (1,)),
    ),
    sample("a comment in HTML", "<!-- passage 1 -->The ferry sank [1].", ("The ferry sank.", (1,))),
    sample("a rule", "The ferry sank [1].\n\n---\n\nIt was old [2].", ("The ferry sank.", (1,)), ("It was old.", (2,))),
    sample("a box", "\\boxed{61}", ("61", ())),
    sample("an answer in a tag", "<answer>The ferry sank [1].</answer>", ("The ferry sank.", (1,))),
    sample("invisible characters", "The ferry\u200b sank\u200b [1].", ("The ferry sank.", (1,))),
    # Thoughts.
    sample(
        "thoughts in another tag",
        "<thinking>It sank [1].</thinking>\nThe ferry sank on Friday [1].",
        ("The ferry sank on Friday.", (1,)),
    ),
    sample(
        "thoughts in triangles",
        "◁think▷It sank.◁/think▷The ferry sank on Friday [1].",
        ("The ferry sank on Friday.", (1,)),
    ),
    sample(
        "thoughts in square brackets",
        "[THINK]It sank.[/THINK]The ferry sank on Friday [1].",
        ("The ferry sank on Friday.", (1,)),
    ),
    sample(
        "thoughts in a prefixed tag", "<seed:think>It sank.</seed:think>The ferry sank [1].", ("The ferry sank.", (1,))
    ),
    sample(
        "thoughts between tokens",
        "<|START_THINKING|>It sank.<|END_THINKING|><|START_RESPONSE|>The ferry sank [1].<|END_RESPONSE|>",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "thoughts in long tokens",
        "<|begin_of_thought|>\nIt did.\n<|end_of_thought|>\n<|begin_of_solution|>The ferry sank [1].",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "names of channels alone",
        "analysisWe need the day. Passage 1 says Friday.assistantfinalThe ferry sank on Friday [1].",
        ("The ferry sank on Friday.", (1,)),
    ),
    sample(
        "thoughts of a console",
        "Thinking...\nThe user asks when it sank.\n...done thinking.\n\nThe ferry sank on Friday [1].",
        ("The ferry sank on Friday.", (1,)),
    ),
    sample(
        "thoughts with a heading",
        "**Reasoning:** Passage 1 names the day.\n\n**Final answer:** The ferry sank on Friday [1].",
        ("The ferry sank on Friday.", (1,)),
    ),
    sample("thoughts that never end", "<think>The ferry sank on Friday [1]. So", ended_by="length", is_cut=True),
    sample(
        "a channel of thoughts that never ends",
        "<|channel|>analysis<|message|>The ferry sank on Friday [1].",
        ended_by="length",
        is_cut=True,
    ),
    sample(
        "thoughts twice",
        "<think>a</think>The ferry sank [1].\n<think>b</think>\nIt was old [2].",
        ("The ferry sank.", (1,)),
        ("It was old.", (2,)),
    ),
    sample("empty thoughts", "<think>\n\n</think>\n\nThe ferry sank [1].", ("The ferry sank.", (1,))),
    sample(
        "only the closing tag, twice", "It sank.</think>Or not.</think>The ferry sank [1].", ("The ferry sank.", (1,))
    ),
    # Lead-ins and what speaks to the reader.
    sample("answer", "Answer: The ferry sank [1].", ("The ferry sank.", (1,))),
    sample("the answer is", "**The answer:** Friday [1]", ("Friday", (1,))),
    sample("here is", "Here is a brief overview:\nThe ferry sank [1].", ("The ferry sank.", (1,))),
    sample("based on", "Based on the passages, the ferry sank [1].", ("The ferry sank.", (1,))),
    sample(
        "according to the passages",
        "According to the provided articles, the ferry sank [1].",
        ("The ferry sank.", (1,)),
    ),
    sample("in summary", "In summary, the ferry sank [1].", ("The ferry sank.", (1,))),
    sample("of course", "Of course! The ferry sank [1].", ("The ferry sank.", (1,))),
    sample(
        "the passages report the following",
        "The passages report the following:\n- The ferry sank [1].",
        ("The ferry sank.", (1,)),
    ),
    sample(
        "a German lead-in",
        "Hier ist eine Zusammenfassung:\n- Die Fähre sank am Freitag [1].",
        ("Die Fähre sank am Freitag.", (1,)),
    ),
    sample(
        "a Spanish lead-in", "Respuesta: El ferri se hundió el viernes [1].", ("El ferri se hundió el viernes.", (1,))
    ),
    sample("let me know", "The ferry sank [1]. Let me know if you need anything else.", ("The ferry sank.", (1,))),
    sample("I hope this helps", "The ferry sank [1].\n\nI hope this helps!", ("The ferry sank.", (1,))),
    sample(
        "an offer as a question",
        "The ferry sank [1]. Would you like to know more about the crew?",
        ("The ferry sank.", (1,)),
    ),
    sample("a note", "The ferry sank [1].\n\nNote: The passages are from May.", ("The ferry sank.", (1,))),
    sample(
        "news that begins like a note",
        "Please stay at home, the mayor told residents [1].",
        ("Please stay at home, the mayor told residents.", (1,)),
    ),
    # Ends.
    sample(
        "cut in a sentence",
        "The ferry sank [1]. Rescuers pulled 48 peo",
        ("The ferry sank.", (1,)),
        ended_by="length",
        is_cut=True,
    ),
    sample(
        "cut in a mark", "The ferry sank [1]. It was old [", ("The ferry sank.", (1,)), ended_by="length", is_cut=True
    ),
    sample(
        "cut in a number", "The ferry sank [1]. It cost 3.", ("The ferry sank.", (1,)), ended_by="length", is_cut=True
    ),
    sample("cut after a sentence", "The ferry sank [1].", ("The ferry sank.", (1,)), ended_by="length", is_cut=True),
    sample("cut in the first sentence", "The ferry Anselma, which sank off", ended_by="length", is_cut=True),
    sample(
        "cut in an item", "- The ferry sank [1].\n- It was", ("The ferry sank.", (1,)), ended_by="length", is_cut=True
    ),
    sample(
        "cut in a row",
        "| City | Dead |\n|---|---|\n| Vessby [1] | 12 |\n| Norv",
        ("City: Vessby; Dead: 12.", (1,)),
        ended_by="length",
        is_cut=True,
    ),
    sample(
        "cut without being told",
        "The ferry sank [1]. Rescuers pulled 48 people from the",
        ("The ferry sank.", (1,)),
        is_cut=True,
    ),
    sample("a last stop that is missing", "The ferry sank on Friday", ("The ferry sank on Friday", ())),
    sample(
        "the same again and again",
        "The ferry sank [1]. The ferry sank [2]. The ferry sank [1].",
        ("The ferry sank.", (1, 2)),
    ),
    # Abbreviations, ordinals and stops of other scripts.
    sample(
        "initials of a country",
        "The U.S. Senate voted [1]. It sits in the U.S. [2] They left [3].",
        ("The U.S. Senate voted.", (1,)),
        ("It sits in the U.S.", (2,)),
        ("They left.", (3,)),
    ),
    sample(
        "titles",
        "Mr. Tarn met Gen. Ada Quill and Dr. Lind on Oct. 3 [1].",
        ("Mr. Tarn met Gen. Ada Quill and Dr. Lind on Oct. 3.", (1,)),
    ),
    sample("a number sign", "She is No. 5 in the world [1].", ("She is No. 5 in the world.", (1,))),
    sample(
        "a time",
        "It began at 5 a.m. and ended at 6 p.m. on Friday [1].",
        ("It began at 5 a.m. and ended at 6 p.m. on Friday.", (1,)),
    ),
    sample(
        "a place and its state",
        "It fell near Salem, Ore. [1]. Nobody was hurt [2].",
        ("It fell near Salem, Ore.", (1,)),
        ("Nobody was hurt.", (2,)),
    ),
    sample(
        "a German day",
        "Die Fähre sank am 3. Oktober vor Port Ellery [1].",
        ("Die Fähre sank am 3. Oktober vor Port Ellery.", (1,)),
    ),
    sample("a German club", "Der 1. FC Vessby gewann am 31. Mai [1].", ("Der 1. FC Vessby gewann am 31. Mai.", (1,))),
    sample("decimals", "Prices rose 4.5 percent to $3.50 [1].", ("Prices rose 4.5 percent to $3.50.", (1,))),
    sample("Hindi", "नौका डूब गई। [1] उस पर 61 लोग थे। [2]", ("नौका डूब गई।", (1,)), ("उस पर 61 लोग थे।", (2,))),
    sample(
        "Arabic",
        "غرقت العبارة يوم الجمعة [1]. كان على متنها 61 شخصا [2].",
        ("غرقت العبارة يوم الجمعة.", (1,)),
        ("كان على متنها 61 شخصا.", (2,)),
    ),
    sample(
        "Japanese",
        "フェリーは金曜日に沈没した[1]。61人が乗っていた[2]。",
        ("フェリーは金曜日に沈没した。", (1,)),
        ("61人が乗っていた。", (2,)),
    ),
    # Declining.
    sample("the marker", "NOT IN THE PASSAGES", declines=1),
    sample("the marker in quotation marks", "“Not in the passages.” [1]", declines=1),
    sample("the marker and more", "NOT IN THE PASSAGES. The passages do not mention the cost.", declines=2),
    sample("none of the passages", "None of the passages mentions the cost.", declines=1),
    sample("no information", "There is no information about the cost in the provided passages.", declines=1),
    sample("I could not find", "I couldn't find the cost in the passages.", declines=1),
    sample("I am sorry", "I'm sorry, but the passages don't say how much it cost.", declines=1),
    sample("unfortunately", "Unfortunately, the articles provided do not specify the cost.", declines=1),
    sample("it is not mentioned", "The cost is not mentioned.", declines=1),
    sample(
        "while",
        "While the passages do not say who paid, the bridge cost 3 million [1].",
        ("The bridge cost 3 million.", (1,)),
        declines=1,
    ),
    sample(
        "however",
        "The bridge opened in May [1]. However, its cost is not given in the passages.",
        ("The bridge opened in May.", (1,)),
        declines=1,
    ),
    sample("news of silence", "The suspect was not named [1].", ("The suspect was not named.", (1,))),
    sample(
        "news of a report",
        "The report did not convince the judges [1].",
        ("The report did not convince the judges.", (1,)),
    ),
    sample("German declines", "Die Passagen nennen die Kosten nicht.", declines=1),
    sample("German without information", "In den Artikeln finden sich keine Angaben zu den Kosten.", declines=1),
    sample("Spanish declines", "Los artículos no dicen cuánto costó.", declines=1),
    sample("French declines", "Les passages ne mentionnent pas le coût du pont.", declines=1),
    sample("Italian declines", "I passaggi non menzionano il costo.", declines=1),
    sample("Portuguese declines", "Os artigos não mencionam o custo.", declines=1),
    sample("Dutch declines", "De passages vermelden de kosten niet.", declines=1),
    sample("Chinese declines", "文章中没有提到费用。", declines=1),
    sample("Japanese declines", "記事には費用について記載されていません。", declines=1),
    sample("Russian declines", "В статьях не указана стоимость.", declines=1),
)


# Written before the reader was tried on any of them, which read 34 of the 43; what they showed was mended for its kind.
LATER = (
    sample(
        "gpt style multi",
        "The ferry **Anselma** sank off Port Ellery on Friday, 3 October 2025 [1]. According to the coast "
        "guard, 61 people were on board, of whom 48 were rescued [1][2]. Captain Ivo Tarn told the Meridian "
        "Wire that “the engine room flooded within nine minutes” [3].",
        ("The ferry Anselma sank off Port Ellery on Friday, 3 October 2025.", (1,)),
        ("According to the coast guard, 61 people were on board, of whom 48 were rescued.", (1, 2)),
        ("Captain Ivo Tarn told the Meridian Wire that “the engine room flooded within nine minutes”.", (3,)),
    ),
    sample(
        "claude style",
        "Based on the passages, here's what is known about the ferry sinking:\n\n**The incident**\n- The "
        "Anselma sank on Friday with 61 people aboard [1]\n- The engine room flooded within nine minutes, "
        "according to Captain Ivo Tarn [1]\n\n**Rescue**\n- 48 people were pulled from the water by "
        "nightfall [2]\n- Thirteen remain missing [2]\n\nThe passages do not specify the cause of the "
        "flooding.",
        ("The Anselma sank on Friday with 61 people aboard", (1,)),
        ("The engine room flooded within nine minutes, according to Captain Ivo Tarn", (1,)),
        ("48 people were pulled from the water by nightfall", (2,)),
        ("Rescue: Thirteen remain missing", (2,)),
        declines=1,
    ),
    sample("llama small", "The answer is 61 people. [1]", ("61 people.", (1,))),
    sample(
        "qwen no marks",
        "61 people were on board the ferry Anselma.",
        ("61 people were on board the ferry Anselma.", ()),
    ),
    sample(
        "mistral parentheses",
        "The council approved the crane on Tuesday (Passage 2). It will cost 4.1 million euros (Passages 2 and 3).",
        ("The council approved the crane on Tuesday.", (2,)),
        ("It will cost 4.1 million euros.", (2, 3)),
    ),
    sample(
        "perplexity style",
        "The council approved the crane[1][2]. It costs 4.1 million euros[3].\n\nCitations:\n[1] "
        "https://a.example/x\n[2] https://b.example/y",
        ("The council approved the crane.", (1, 2)),
        ("It costs 4.1 million euros.", (3,)),
    ),
    sample("not enough", "I'm sorry, but I cannot answer this question based on the passages provided.", declines=1),
    sample(
        "partial second sentence with however",
        "Ada Quill opened the bridge in May [2]. However, none of the passages mentions who paid for it, so "
        "I cannot say.",
        ("Ada Quill opened the bridge in May.", (2,)),
        declines=1,
    ),
    sample(
        "two questions numbered",
        "1. **When did it sink?** The Anselma sank on Friday [1].\n2. **Who paid?** NOT IN THE PASSAGES",
        ("The Anselma sank on Friday.", (1,)),
        declines=1,
    ),
    sample("json", '{"answer": "The ferry sank on Friday [1]."}', ("The ferry sank on Friday.", (1,))),
    sample(
        "fenced json",
        '```json\n{"answer": "The ferry sank on Friday [1].", "sources": [1]}\n```',
        ("The ferry sank on Friday.", (1,)),
    ),
    sample(
        "quote then attribution new sentence",
        "“The engine room flooded within nine minutes,” Tarn said [1]. “We had no time. None at all.” [1]",
        ("“The engine room flooded within nine minutes,” Tarn said.", (1,)),
        ("“We had no time. None at all.”", (1,)),
    ),
    sample(
        "timeline list",
        "Timeline:\n- **3 October 2025**: The ferry sinks off Port Ellery [1].\n- **4 October 2025**: Divers "
        "find the wreck [2].\n- **9 October 2025**: The owner is charged [4].",
        ("3 October 2025: The ferry sinks off Port Ellery.", (1,)),
        ("4 October 2025: Divers find the wreck.", (2,)),
        ("9 October 2025: The owner is charged.", (4,)),
    ),
    sample(
        "both sides",
        "**Union:** The dockers say the offer is “an insult” [1].\n\n**Port:** The port calls it fair [2].",
        ("Union: The dockers say the offer is “an insult”.", (1,)),
        ("Port: The port calls it fair.", (2,)),
    ),
    sample(
        "sup marks unicode with list",
        "• Norvale won the cup ²\n• Vessby came second ³",
        ("Norvale won the cup", (2,)),
        ("Vessby came second", (3,)),
    ),
    sample(
        "cite at start of next sentence",
        "The strike ended on Monday. [2] The dockers get 4.2 percent more. [3]",
        ("The strike ended on Monday.", (2,)),
        ("The dockers get 4.2 percent more.", (3,)),
    ),
    sample("as per", "As per Passage 3, the river rose by two metres.", ("The river rose by two metres.", (3,))),
    sample(
        "passage in parentheses see",
        "The river rose by two metres (see Passage 3).",
        ("The river rose by two metres.", (3,)),
    ),
    sample(
        "french",
        "La mairie a approuvé la grue mardi [1]. « C'est un jour historique. Enfin », a déclaré Mme Quill [2].",
        ("La mairie a approuvé la grue mardi.", (1,)),
        ("« C'est un jour historique. Enfin », a déclaré Mme Quill.", (2,)),
    ),
    sample(
        "german guillemets",
        "»Wir hatten neun Minuten. Mehr nicht«, sagte Kapitän Tarn am 5. Oktober [1]. Die Fähre lief gegen "
        "17.30 Uhr aus [2].",
        ("»Wir hatten neun Minuten. Mehr nicht«, sagte Kapitän Tarn am 5. Oktober.", (1,)),
        ("Die Fähre lief gegen 17.30 Uhr aus.", (2,)),
    ),
    sample(
        "spanish",
        "Según el pasaje 2, el puente costó 3,5 millones de euros. ¿Quién pagó? Los pasajes no lo dicen.",
        ("El puente costó 3,5 millones de euros.", (2,)),
        declines=1,
    ),
    sample("german decline", "Dazu machen die Artikel keine Angaben.", declines=1),
    sample("think then decline", "<think>\nHm.\n</think>\nNOT IN THE PASSAGES", declines=1),
    sample(
        "length cut after think",
        "<think>short</think>The council approved the crane [1]. It will be bui",
        ("The council approved the crane.", (1,)),
        ended_by="length",
        is_cut=True,
    ),
    sample(
        "cut in list item no marker",
        "- The council approved the crane [1].\n- It will be built by the firm of Otto",
        ("The council approved the crane.", (1,)),
        ended_by="length",
        is_cut=True,
    ),
    sample(
        "answer with colon list inline",
        "The following were hit: Vessby, Norvale and Port Ellery [1].",
        ("The following were hit: Vessby, Norvale and Port Ellery.", (1,)),
    ),
    sample(
        "bold question heading", "**Who won?**\n\nNorvale won the Lakes Cup [2].", ("Norvale won the Lakes Cup.", (2,))
    ),
    sample(
        "disclaimer",
        "Norvale won the Lakes Cup [2].\n\n*Please note that this information is limited to the provided passages.*",
        ("Norvale won the Lakes Cup.", (2,)),
    ),
    sample(
        "source parenthetical outlet",
        "Norvale won the Lakes Cup (Meridian Wire, 3 May) [2].",
        ("Norvale won the Lakes Cup (Meridian Wire, 3 May).", (2,)),
    ),
    sample(
        "initials",
        "J. K. Lund and D.C. mayor Ray B. Stone met in Washington, D.C. on Monday [1].",
        ("J. K. Lund and D.C. mayor Ray B. Stone met in Washington, D.C. on Monday.", (1,)),
    ),
    sample(
        "decimal comma list",
        "Inflation fell from 3.1% to 2.8% in Q3 [1], vs. 4.0% a year ago [2].",
        ("Inflation fell from 3.1% to 2.8% in Q3, vs. 4.0% a year ago.", (1, 2)),
    ),
    sample("url in text", "More at https://a.example/x?y=1. Norvale won [1].", ("Norvale won.", (1,))),
    sample(
        "ellipsis quote",
        "“We tried… and failed,” she said [1]... then left.",
        ("“We tried… and failed,” she said... then left.", (1,)),
    ),
    sample(
        "table with bold",
        "| **Year** | **Seats** |\n|---|---|\n| **2021** | 14 [1] |\n| **2025** | 5 [2] |",
        ("Year: 2021; Seats: 14.", (1,)),
        ("Year: 2025; Seats: 5.", (2,)),
    ),
    sample(
        "emoji bullets",
        "✅ Norvale won the Lakes Cup [2].\n❌ Vessby lost the final [2].",
        ("Norvale won the Lakes Cup.", (2,)),
        ("Vessby lost the final.", (2,)),
    ),
    sample(
        "reasoning visible then answer in xml",
        "<reasoning>48 or 61? 61 [1].</reasoning>\n<answer>61 people [1]</answer>",
        ("61 people", (1,)),
    ),
    sample(
        "o1 style summary heading",
        "### Answer\n\nNorvale won the Lakes Cup [2].\n\n### Sources\n\n- [2] Meridian Wire",
        ("Norvale won the Lakes Cup.", (2,)),
    ),
    sample(
        "unanswered bullet",
        "- Cost: The bridge cost 3 million euros [1].\n- Opening date: Not mentioned in the passages.",
        ("Cost: The bridge cost 3 million euros.", (1,)),
        declines=1,
    ),
    sample("yes no", "Yes, the council approved the crane [1].", ("Yes, the council approved the crane.", (1,))),
    sample(
        "no with reason",
        "No. The council rejected the crane on Tuesday [1].",
        ("No.", ()),
        ("The council rejected the crane on Tuesday.", (1,)),
    ),
    sample(
        "arabic",
        "قال النقيب إيفو تارن: «غمرت المياه غرفة المحركات. لم يكن لدينا وقت» [1]. هل نجا الجميع؟ لا تذكر المقاطع ذلك.",
        ("قال النقيب إيفو تارن: «غمرت المياه غرفة المحركات. لم يكن لدينا وقت».", (1,)),
        declines=1,
    ),
    sample(
        "korean",
        "페리 안셀마호는 금요일에 침몰했습니다 [1]. 61명이 타고 있었습니다 [2].",
        ("페리 안셀마호는 금요일에 침몰했습니다.", (1,)),
        ("61명이 타고 있었습니다.", (2,)),
    ),
    sample(
        "russian",
        "Паром «Ансельма» затонул 3 октября [1]. На борту был 61 человек [1, 2].",
        ("Паром «Ансельма» затонул 3 октября.", (1,)),
        ("На борту был 61 человек.", (1, 2)),
    ),
)

STRUCTURED = (
    sample(
        "JSON of statements",
        '{"statements": [{"text": "The ferry sank.", "passages": [1, 3]}, {"text": "It was old.", "passages": "2"}]}',
        ("The ferry sank.", (1, 3)),
        ("It was old.", (2,)),
    ),
    sample(
        "JSON with thoughts",
        '{"reasoning": "48 or 61?", "answer": "61 people [1].", "confidence": 0.9}',
        ("61 people.", (1,)),
    ),
    sample(
        "a list of JSON", '["The ferry sank [1].", "It was old [2]."]', ("The ferry sank.", (1,)), ("It was old.", (2,))
    ),
    sample(
        "JSON over lines", '{\n  "answer": "The ferry sank [1].",\n  "citations": [1]\n}\n', ("The ferry sank.", (1,))
    ),
    sample("JSON that declines", '{"answer": "NOT IN THE PASSAGES"}', declines=1),
    sample(
        "what only looks like JSON",
        "{The ferry} sank [1].\nIt was old [2].",
        ("{The ferry} sank.", (1,)),
        ("It was old.", (2,)),
    ),
    sample(
        "JSON that is cut off",
        '{"answer": "The ferry sank [1]. It was o',
        ("The ferry sank.", (1,)),
        ended_by="length",
        is_cut=True,
    ),
)
