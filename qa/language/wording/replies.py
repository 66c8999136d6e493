"""What models write around their answers: names for passages, lead-ins, closing words, and that nothing is said."""

import re
from functools import cache

# Nouns for a numbered passage, in all languages together: what stands with a number in brackets.
PASSAGE_NOUNS = r"""passages?|passaggi?o?|passag(?:em|ens)|pasajes?|excerpts?|snippets?|sources?|documents?|docs?
    |articles?
    |refs?\.?|references?|citations?|cit(?:e|es|ed)?|evidence|chunks?|footnotes?|index|id|texts?|passagen?|abschnitte?
    |auszüge?|quellen?|artikel|dokumente?|fuentes?|fragmentos?|documentos?|artículos?|extraits?|documents?
    |fonti|fonte|fontes|trechos?|bron(?:nen)?|источник|отрывок|来源|文章|段落|資料|出典"""
# ... and the few of them that mean such a passage in the middle of a sentence too.
_NAMED = r"""passages?|excerpts?|snippets?|sources?|passagen?|quellen?|auszug|pasajes?|fuentes?|fragmentos?|extraits?
    |passaggio|passagem|trecho|bron|来源|段落"""
JOINERS = r"and|und|y|et|e|en|och|og|и|与|和|及|through|to|bis|a|à"
# What may stand before the name of a passage in brackets.
BEFORE_PASSAGE = r"(?:(?:see|cf\.?|from|per|in|according to|as per|siehe|vgl\.?|laut|véase|ver|según|voir|selon)\s+)?"
RANGE_WORDS = ("to", "through", "bis", "a", "à")

_DECLINES = (
    r"\bnot in the (?:passages?|articles?|texts?|evidence|excerpts?)\b",
    r"""\b(?:passages?|articles?|texts?|evidence|excerpts?|snippets?|context|provided (?:sources?|documents?
    |information)
    |sources provided)(?: provided| given| here| above| shown| you (?:gave|provided))?\s
    (?:(?:do|does|did)(?: not|n['’]t)(?: \w+ly| really| seem to| appear to| even| actually)*|fails? to)\s
    (?:mention|say|state|contain|provide|specif|give|name|include|answer|indicate|tell|report|address|describe|discuss
    |have|list|explain|identify|cover|refer|offer|disclose|reveal|detail|clarify|speak|touch|make clear)""",
    r"""\b(?:none|neither|no one) of (?:the|these|them|those|your)(?: \w+){0,2} (?:mention|say|state|contain|provid
    |specif|giv|nam|answer|tell|report|address|describ|explain|discuss|identif)""",
    r"\bno (?:passage|article|excerpt)s? (?:here )?(?:say|state|mention|tell|give|contain|provide|name|answer)",
    r"""\b(?:not|n['’]t) (?:\w+ly )?(?:\w+ )?(?:in|by|from|within) (?:any of )?the (?:(?:provided |given )?(?:passages?
    |articles?|excerpts?)|(?:provided|given) (?:texts?|context|evidence|information))\b""",
    r"""\b(?:nothing|no (?:\w+ )?(?:information|mention|details?|answer)) (?:\w+ ){0,6}(?:in
    |from) the (?:provided |given )?(?:passages?|articles?|texts?|excerpts?|context)\b""",
    r"""\b(?:passages?|articles?|texts?|excerpts?|context)(?: provided)? (?:contains?|has|have|gives?|provides?
    |includes?|offers?|says?) (?:no|nothing)\b""",
    # German
    r"\bnicht in den (?:passagen|artikeln|texten|quellen|abschnitten)\b",
    # Spanish
    r"""\b(?:pasajes?|artículos?|textos?|fragmentos?|fuentes)(?: proporcionad[oa]s?)? no (?:\w+ )?(?:dic|mencion
    |indic|especific|contien|inclu|revel|respond|señal|d[ae]n?\b|ofrec|proporcion|aclar|precis|explic|habl|nombr)""",
    r"""\bno (?:está|aparece|figura|se (?:menciona|indica|especifica|dice)) en los (?:pasajes|artículos|textos
    |fragmentos)\b""",
    # French
    r"""\b(?:passages?|articles?|textes?|extraits?|sources)(?: fournis)? (?:ne|n['’])\s?(?:\w+ )?(?:di|mentionn
    |précis|contien|indiqu|donn|répond|fourni|expliqu|nomm|évoqu|révèl|parl|permett)""",
    r"\bne figure(?:nt)? pas dans les (?:passages|articles|textes|extraits)\b|\bn['’]est pas dans les passages\b",
    # Italian, Portuguese, Dutch
    r"""\b(?:passaggi|articoli|testi|brani) non (?:dic|menzion|specific|conten|indic|forni|riport)
    |\bnon è nei passaggi\b""",
    r"\b(?:passagens|artigos|textos|trechos) não (?:diz|mencion|especific|cont|indic|inform|revel|fornec)",
    r"""\b(?:passages|artikelen|teksten|fragmenten) (?:\w+ )?(?:vermeld|zegg|noem|bevat
    |gev)\w* (?:\w+ ){0,4}?(?:niet|geen)\b""",
)
# May be said of the passages, and may be news: then it cites where it stands.
_LACKS = (
    r"""\A\W*(?:(?:sorry|unfortunately|apologies|i['’]m sorry|i am sorry)\W+(?:but )?)?i (?:do not
    |don['’]t|did not|didn['’]t|cannot|can['’]t|could not|couldn['’]t|am unable|was unable|am not able
    |have no way)\b""",
    r"\A\W*i['’]m (?:not able|unable|not sure|sorry)\b",
    r"\b(?:not enough|insufficient) (?:information|evidence|context|detail)",
    r"\bgeht (?:aus )?[^.;]{0,60}nicht hervor\b|\A\W*ich (?:weiß|kann)\b[^.;]{0,60}\bnicht\b",
    r"""\b(?:passagen?|artikel[ns]?|texte?n?|quellen?|abschnitte?n?|auszüge?n?)\b[^.;]{0,80}?\b(?:nicht|kein\w*
    |nichts)\b[^.;]{0,40}?(?:erwähn|genannt|angegeben|gesagt|hervor|beantwort|enthalt|angaben|information|steht
    |zu finden|beschr)""",
    r"""\b(?:passagen?|artikel|texte?|quellen?|abschnitte?|auszüge?) (?:\w+ ){0,2}?(?:sag|nenn|erwähn|enthalt|geb
    |mach|beantwort|verrat|teil|besag|gib|erwähn)\w* (?:[\w,]+ ){0,5}?(?:nicht|kein\w*|nichts)\b""",
    # Chinese, Japanese, Russian, Arabic, Hindi
    r"(?:文章|段落|资料|材料|文中|原文|报道)[^。；]{0,12}(?:没有|未|并未|无)[^。；]{0,6}(?:提|说明|指出|给出|包含|回答|信息)|未提及|没有提到",
    r"(?:記事|文章|資料|本文|パッセージ)[^。]{0,30}(?:ない|いません|ありません)|(?:言及|記載)されて(?:いない|いません|おらず)",
    r"\bв (?:статьях?|отрывках?|текстах?|источниках?)[^.;]{0,40}(?:нет|не )|\b(?:статьи|отрывки|тексты|источники) не ",
    r"(?:المقاطع|المقالات|النصوص|المقال|النص)[^.؛]{0,20}(?:لا|لم) ",
    r"(?:لا|لم) \w+ (?:المقاطع|المقالات|النصوص|المقال|النص)|ليس في (?:المقاطع|المقالات|النصوص)",
    r"(?:अंश|लेख|पाठ|परिच्छेद)\w*[^।]{0,60}नहीं",
    r"\bno (?:relevant |further |specific )?(?:information|mention|details?)\b",
    r"""\b(?:is|are|was|were) (?:not|n['’]t|never) (?:\w+ly )?
    (?:mentioned|specified|provided|stated|given|named|disclosed|reported|known|clear|available|said)\b""",
    r"\b(?:isn|aren|wasn|weren)['’]t (?:\w+ly )?(?:mentioned|specified|provided|stated|given|named|clear|known)\b",
    r"\bnot explicitly (?:mention|state|name|specif|provid|say|said|give)",
    r"\b(?:cannot|can['’]t|can not|could not) (?:be )?(?:determined?|answer(?:ed)?|confirm(?:ed)?|tell)\b",
    r"\A\W*(?:unknown|n/a|none|not (?:stated|said|given|specified|mentioned|available|known))\W*\Z",
    r"""\b(?:wird|werden|wurde|wurden|ist|sind) (?:\w+ ){0,3}nicht (?:genannt|erwähnt|angegeben|bekannt)\b
    |\bkeine (?:angaben?|informationen)\b""",
    r"\bno se (?:menciona|indica|especifica|dice|sabe|precisa)\b|\bno hay (?:información|datos)\b",
    r"""\bn['’](?:est|a|ont|y a) (?:\w+ )?(?:pas|aucune?) (?:été )?(?:mentionné|précisé|indiqué|donné
    |d['’]information|information)|\baucune information\b""",
    r"""\bnon (?:è|viene|vengono) (?:\w+ )?(?:menzionat|specificat|indicat)|\bnão (?:é|há|são) (?:mencionad|informaç
    |especificad)""",
    r"""\b(?:wordt|worden) niet (?:vermeld|genoemd)\b|\bне (?:указан|упомина|сообща|говорит|упомянут)\w*
    |لا توجد معلومات|لم يذكر""",
)
_PARTS = re.compile(
    r"\s*[;；—]\s*|,\s+(?:and|but|although|though|while|however|aber|jedoch|doch|und|pero|aunque|y|mais|bien que)\s+",
    re.IGNORECASE,
)
# What the passages do tell, after what they do not: nothing that could be checked against them.
_ABOUT = (
    r"""\W*(?:(?:and|but|although|though|while|however)\s+)?(?:they|it|the (?:passages?|articles?|texts?
    |excerpts?))\s+(?:only |do |does |just )*
    (?:mentions?|says?|states?|describes?|discuss(?:es)?|refers?|notes?|focus(?:es)?|covers?|provides?
    |reports? (?:on|that)|contains?|indicates?|tells?)\b""",
)
# What somebody is quoted with says nothing of the passages.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»|「[^」]*」")
_HEDGES = re.compile(r"(?:while|although|though|obwohl|während|aunque|si bien|bien que|tandis que)\b", re.IGNORECASE)

# The first words of a sentence or a line that only announce what follows. A colon ends most of them.
_ANNOUNCES = r"""(?:the )?(?:final |short |brief |direct |full )?(?:answer|response|summary|conclusion|bottom line
    |tl;?dr
    |key (?:points?|facts?|findings?|details?|takeaways?|events?)|overview|main points?|in short|timeline|details?
    |what (?:happened|we know|is known)|antwort|zusammenfassung|überblick|kurz gesagt|fazit|kernpunkte|respuesta|resumen
    |puntos clave|réponse|résumé|points clés|risposta|riepilogo|resposta|resumo|antwoord|samenvatting
    |回答|答案|总结|答え)"""
_INTRODUCES = r"""(?:sure|certainly|of course|absolutely|okay|ok|alright|great question|good question|yes)?[,!.\s]*
    (?:(?:here|below)(?:['’]s| is| are)|hier (?:ist|sind|eine)|aquí (?:está|tienes?|hay)|voici|ecco|(?:i['’]ll
    |i will|let me
    |the following (?:is|are|points?|facts?|summary|information|details?|answer))\b
    |(?:the )?(?:passages?|articles?|texts?|excerpts?|sources|provided \w+)\s(?:\w+ )?(?:say|report|state|describe
    |mention|provide|note|indicate|give|list|contain)
    |(?:based on|according to|from|as per|in) (?:the |these |your )?(?:\w+ ){0,2}(?:passages?|articles?|texts?
    |excerpts?|sources|context|evidence|information|documents)
    |(?:basierend auf|laut|nach|gemäß) (?:den|der|dem) (?:\w+ ){0,2}(?:passagen?|artikeln?|texten?|quellen
    |informationen)
    |(?:según|de acuerdo con|con base en|basándo(?:me|se) en) (?:los|las|el) (?:\w+ ){0,2}(?:pasajes?|artículos?
    |textos?|fuentes|información)
    |(?:d['’]après|selon) (?:les|le) (?:\w+ ){0,2}(?:passages?|articles?|textes?|extraits?|sources))"""
_LEAD_IN = rf"\W*(?:{_ANNOUNCES}|{_INTRODUCES}[^.!?:：]{{0,160}})\s*[:：]"
_BASED_ON = r"""(?:(?:based (?:up)?on|according to|as per|judging (?:by|from)|from
    |in) (?:the |these |your |all (?:of )?the )?
    (?:information in (?:the )?)?(?:\w+ ){0,2}(?:passages?|excerpts?|context|evidence|(?:news )?(?:articles|texts
    |documents)|information|sources)
    (?: (?:provided|given|above|shown|you (?:provided|gave|shared)|available))?
    |(?:basierend auf|laut|nach|gemäß) den (?:\w+en )?(?:passagen|artikeln|texten|quellen|informationen)
    |(?:según|de acuerdo con|con base en) (?:los|las) (?:pasajes|artículos|textos|fuentes)(?: proporcionad[oa]s)?
    |(?:d['’]après|selon) les (?:passages|articles|textes|extraits)(?: fournis)?
    |(?:in short|in summary|to summari[sz]e|in conclusion|to answer your question|zusammenfassend|en resumen
    |en résumé))\s*[,:，]\s*"""
_INTERJECTION = r"""(?:sure|certainly|of course|absolutely|okay|ok|alright|great question|good question|gerne?
    |natürlich|claro|bien sûr|好的)\s*(?:[!.,:]|—|–)+\s*"""
_LABEL = rf"""{_ANNOUNCES}\s*(?:is\s*)?[:：]\s*|(?:the )?(?:final |short |correct )?answer (?:to (?:your
    |the) question )?is\s*(?:that\s+|[:：]\s*)?"""
_CLOSING = r"""\W*(?:more (?:at|on|here)\b|read more|let me know|feel free|i hope (?:this|that)|hope (?:this
    |that) helps|if you (?:have|need|would
    |want|['’]d)\b
    |is there anything|would you like|do you want|please (?:let|note|feel|refer|see|provide|consult)
    |for more (?:information|details?),?
    |(?:\*|note|disclaimer|please note)\s*:|note that (?:the|this|these|my)\b|this (?:answer|summary|response
    |information) (?:is|was|draws|relies|only|comes)
    |these (?:are|details are|facts are) (?:all )?(?:based|drawn|taken|according)|the (?:answer
    |information) (?:above|is based)|all (?:of this|information) (?:is|comes)
    |lass(?:en sie)? (?:es )?mich|wenn (?:du|sie) (?:noch |weitere )|falls (?:du|sie)|hinweis\s*:|ich hoffe
    |si (?:necesitas?|quieres?|tienes?|desea)|espero que|avísame|nota\s*:|n['’]hésitez pas|si vous (?:avez|souhaitez
    |voulez)|j['’]espère|remarque\s*:|如果您|希望这)"""
_SOURCES = r"""(?:sources?|references?|citations?|footnotes?|works cited|cited passages?|passages? (?:used|cited)
    |sources? (?:used|cited)|bibliography
    |quellen?(?:angaben)?|einzelnachweise|belege|fuentes?|referencias|références|notes?|fonti|fontes|referências
    |bronnen|来源|参考(?:文献)?|資料|出典)"""
_THINKS = r"""(?:thinking(?: process)?|thoughts?|reasoning|chain of thought|scratchpad
    |step[- ]by[- ]step(?: reasoning)?|gedankengang|razonamiento|raisonnement)"""
_CONCLUDES = r"(?:final answer|answer|response|final response|antwort|respuesta(?: final)?|réponse(?: finale)?)"
_CITES = r"""(?:according to|as (?:is )?(?:stated|reported|noted|mentioned|described|said|shown|written|explained
    |outlined|detailed|confirmed) (?:in|by)
    |(?:stated|reported|noted|mentioned|described|confirmed) (?:in|by)|as per|per|based on|citing|see(?: also)?
    |cf\.?|in|from|source:?|laut|nach|gemäß|in|siehe|según|de acuerdo con|en|véase|selon|d['’]après|dans|voir)"""
_TELLS = r"""(?:(?:all |both |also |clearly |explicitly )*(?:(?:says?|states?|notes?)(?: that)?|(?:reports?
    |mentions?|adds?|confirms?
    |indicates?|describes?|explains?|tells? us|shows?|specif(?:ies|y)|reveals?|writes?|makes? (?:it )?clear) that)
    |(?:sagt|sagen|berichtet|berichten|meldet|erwähnt), dass|(?:dicen?|informan?|indican?|señalan?|mencionan?) que
    |(?:dit|disent|indiquent?|rapporte|précise|mentionne) que)"""
# Units of area and volume, which are written with a small raised figure.
_UNITS = r"(?:[kcdmµ]?m|ft|mi|in|yd|ha|sq|s|km)"
# What a number of a paragraph of a law follows: "Article 5 (2)".
_IN_LAW = r"(?:\d|§|\b(?:art|sec|section|article|para|abs|no|nr)\.?)\s*\Z"


@cache
def _compile(*patterns: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(re.sub(r"\s*\n\s*", "", joined), re.IGNORECASE)


def declines(part: str) -> bool:
    """Tell whether a part of a sentence says that the passages have no answer."""
    return bool(_compile(*_DECLINES).search(_QUOTED.sub("", part)))


def lacks(part: str) -> bool:
    """Tell whether a part of a sentence may say so, if it cites no passage."""
    return bool(_compile(*_LACKS).search(_QUOTED.sub("", part)))


def find_parts(sentence: str) -> list[tuple[int, int]]:
    """Return where the parts of a sentence stand, of which one may say something and another that nothing is said."""
    head, comma, _ = sentence.partition(", ")
    if comma and _HEDGES.match(sentence.lstrip()) and declines(head):
        return [(0, len(head)), (len(head) + 2, len(sentence))]
    cuts = [match.span() for match in _PARTS.finditer(sentence)]
    return list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(sentence)], strict=True))


def mentions_passages(part: str) -> bool:
    """Tell whether a part of a sentence says what the passages are about: "they only mention a fee"."""
    return bool(_compile(*_ABOUT).match(part))


def is_lead_in(text: str) -> bool:
    """Tell whether a text that ends with a colon only announces the answer."""
    return bool(_compile(_LEAD_IN).fullmatch(text.strip()))


def strip_lead_in(sentence: str) -> str:
    """Return the sentence without what announces it: "Answer:", "Sure!", "Based on the passages,"."""
    lead = _compile(_LEAD_IN + r"\s*", _BASED_ON, _INTERJECTION, _LABEL)
    stripped = sentence
    while (found := lead.match(stripped)) and found.end():
        stripped = stripped[found.end() :].lstrip()
    if stripped and stripped != sentence and stripped[0].islower():
        return stripped[0].upper() + stripped[1:]
    return stripped


def is_closing(sentence: str) -> bool:
    """Tell whether a sentence speaks to the reader, or of the answer itself: "Let me know if ..."."""
    return bool(_compile(_CLOSING).match(sentence))


def names_sources(text: str) -> bool:
    """Tell whether a text is the heading of a list of sources."""
    return bool(_compile(rf"\W*{_SOURCES}\W*").fullmatch(text))


def lists_sources(text: str) -> bool:
    """Tell whether a line begins with such a heading and goes on with the sources."""
    return bool(_compile(rf"\W*{_SOURCES}\s*[:：]").match(text))


def opens_thoughts(line: str) -> bool:
    """Tell whether a line is a heading of thoughts, or begins with one."""
    return bool(_compile(rf"\W*{_THINKS}\W*[:：]", rf"\W*{_THINKS}\W*\Z").match(line))


def opens_answer(line: str) -> bool:
    """Tell whether a line is the heading of an answer that follows thoughts, or begins with one."""
    return bool(_compile(rf"\W*{_CONCLUDES}\W*[:：]", rf"\W*{_CONCLUDES}\W*\Z").match(line))


def find_passage_words(marks: str, numbers: str) -> re.Pattern[str]:
    """Return the pattern of words that stand in a sentence only to cite: "according to passage 1", "[1] says that".

    marks    the pattern of marks, which need no noun
    numbers  the pattern of numbers, which are those of passages only after a noun
    """
    noun = rf"(?:(?:the|den?r?|die|el|la|los|las|le|les|il|het) )?(?:{_NAMED})\s*(?:no\.?|nr\.?|#)?\s*"
    named = rf"{noun}(?:{marks}|{numbers})"
    reference = rf"(?:{named}|{marks})"
    return _compile(
        rf"(?P<lead>(?:^|(?<=[.!?] )){_CITES} {reference}\s*[,:]?\s*)",
        rf"(?<!\bnot)(?<!\bnot )(?P<cites>,?\s*\b{_CITES} {reference}(?:,(?=\s))?)",
        rf"(?P<tells>(?:^|(?<=[.!?,] ))(?:both |all )?{reference},?\s+{_TELLS}\s*[,:]?\s+)",
        named,
    )


def measures(word: str) -> bool:
    """Tell whether a word is a unit that a small raised figure belongs to: m², km³."""
    return bool(_compile(_UNITS).fullmatch(word))


def names_paragraph(before: str) -> bool:
    """Tell whether a number in round brackets after this text is that of a paragraph of a law."""
    return bool(_compile(_IN_LAW).search(before))
