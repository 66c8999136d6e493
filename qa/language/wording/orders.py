"""How texts give orders to a machine that reads them, in the words of each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Orders:
    """Patterns for orders in one language; each is the inside of a group, to be matched without regard to case.

    ignoring  imperatives that set aside what was said
    guidance  what a machine was told before, or what it has read
    telling   imperatives for what it is to write
    so        what shows, after one of these, that it is about an answer and not about people
    that      imperatives with "that", which open no sentence of news
    machine   who is spoken to
    lead      words before whom a note is for
    owed      who reads has to answer in a certain way
    asked     when who reads is asked something
    changing  imperatives that change words and figures
    changed   what these change, and into what
    joins     words that an imperative may follow
    answering imperatives that ask for an answer, after what is to be set aside
    persona   who reads is told who it is
    ought     a machine that is told by a sentence of the text what to answer
    sure      whatever else is an order by itself
    traces    what a text has some of where any of these patterns fits; a text without is not looked at
    """

    ignoring: str = "(?!)"
    guidance: str = "(?!)"
    telling: str = "(?!)"
    so: str = "(?!)"
    that: str = "(?!)"
    machine: str = "(?!)"
    lead: str = "(?!)"
    owed: str = "(?!)"
    asked: str = "(?!)"
    changing: str = "(?!)"
    changed: str = "(?!)"
    joins: str = "(?!)"
    persona: str = "(?!)"
    ought: str = "(?!)"
    answering: str = "(?!)"
    sure: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()


def _read_traces(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


_MACHINE = (
    r"(?:AI|language|LLM|chat|virtual|automated|automatic|artificial)[ -](?:assistants?|models?|systems?|agents?|bots?|"
    r"tools?|readers?)|chatbots?|LLMs?|(?:Chat)?GPT(?:-?\d)?|AIs?(?=\s*(?:[,.:]|reading|summari|process|that\b))"
)
_MASCHINE = (
    r"(?:KI|AI|sprach)[ -]?(?:systeme?|assistent(?:en|in)?|modelle?|agenten?|bots?)|chatbots?|sprachmodelle?|"
    r"KI(?=\s*[,.:])"
)
_MAQUINA = (
    r"asistentes? (?:de IA|virtual(?:es)?)|(?:modelos?|sistemas?|agentes?) de (?:lenguaje|IA)|chatbots?|IA(?=\s*[,.:])"
)
_APPAREIL = (
    r"assistants? (?:IA|virtuels?|d['’]IA)|(?:modèles?|systèmes?|agents?) (?:de langage|d['’]IA)|chatbots?|"
    r"IA(?=\s*[,.:])"
)
# A machine, or what it writes, and then what it says: "that", without which it is news of what machines do. The words
# between may tell when ("summarising this piece"), but not that somebody says so.
_WHO = (
    r"(?:(?:AI|digital|virtual|automated|voice|chat|language)[ -])?(?:assistants|chatbots|(?:large )?language models|"
    r"bots|LLMs|AIs|AI (?:systems?|models?|tools?|agents?)|summari[sz]ers|(?:\w+ )?answer engines|"
    r"(?:(?:AI|automated|machine)[ -](?:\w+ )?)?(?:summaries|digests)|(?:AI|automated|generated) answers)"
)
_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|outputs?)\b"
_THIS_TEXT = r"this (?:page|article|text|document|site|website|content)"

_ENGLISH = Orders(
    ignoring=r"ignore|disregard|forget|override|overrule|bypass|set aside|do not (?:follow|obey|use|rely on)",
    guidance=r"(?:(?:all|any|every|your|the|these|those|other|of)\s+)*(?:all|any|every|your|previous|prior|above|"
    r"earlier|preceding|former|existing|system|safety|other)\s+(?:\w+\s+)?(?:instructions?|prompts?|directives?|"
    r"commands?|guidelines|rules|context|passages?|training|messages?)|(?:the|these|those)\s+(?:prompts?|"
    r"passages?|instructions? (?:above|before))|(?:the|every|all)\s*(?:\w+\s+){0,3}(?:above|before this|so far)|"
    r"(?:everything|anything|all)\s+(?:above|before|prior|you (?:were|have been) told)|(?:what\s+)?(?:this|the "
    r"other)\s+(?:articles?|pages?|texts?|passages?|sources?)",
    telling=r"say|answer|reply|respond|output|print|write|report|state|claim|tell|cite|quote|mention|repeat|add|"
    r"include|insert|append|begin|start|end|finish|conclude|summari[sz]e|translate|describe|present|return|"
    r"generate|reveal|show|display|act|pretend|do not (?:answer|mention|cite|quote|reveal|say|tell|use)|don['’]t "
    r"(?:answer|mention|cite|say|tell)",
    so=r"your (?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|instructions|system prompt)|(?:the|"
    r"every|each|any|all)(?: final)? (?:answers?|responses?|outputs?) (?:with|that|to)|in (?:the|your|every|all) "
    r"(?:answers?|repl(?:y|ies)|responses?|summary)|system prompt|verbatim|word for word|(?:the )?following "
    r"(?:sentence|text|words?|answer)|(?:only|exclusively|solely) (?:with|the words?|that|in)|nothing (?:else|"
    r"more)|the (?:users?|readers?)\b|as follows|(?:other|these|the) passages|\[\d+\]|every other sentence|"
    r"(?:every|all|the) (?:passages?|texts?|documents?) you (?:were|have been) given|(?:the )?code ?word",
    that=r"(?:say|answer|reply|respond|tell (?:the |your |all )?(?:users?|readers?|everyone|anyone|people)|"
    r"mention|insist|pretend|conclude|state|confirm) that\b(?! (?:you|your|I|we|our)\b)"
    r"(?![^.]*,\s+(?:[\w’'.-]+\s+){1,4}(?:said|told|says|added|wrote|warned|urged|announced)\b)",
    machine=r"(?:AI|language|LLM|chat|virtual|digital|automated|automatic|artificial)[ -](?:assistants?|models?|"
    r"systems?|agents?|bots?|tools?|readers?)|(?:assistants?|chatbots?|LLMs?|AIs?|(?:Chat)?GPT(?:-?\d)?|"
    r"summari[sz]ers?|(?:\w+ )?bots|crawlers?|large language models?|the model)",
    lead=r"(?:notes?|messages?|attention|notice|memo|hints?|instructions?|reminder|dear|important|hey|hello|"
    r"hi)(?: (?:to|for))?|to|for",
    owed=r"your (?:final )?(?:answer|reply|response|output|summary)s? (?:must|has to|have to|should|needs? to|"
    r"shall|is to|will be)|(?:the|every|each|any|all) (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?) (?:(?:to|"
    r"about|on) [^.;:]{2,60} )?(?:must|has to|have to|should|shall|needs? to) (?:begin|start|end|contain|include|"
    r"cite)|(?:correct|right|only|true|final) answer to (?:any|every|all|the) questions?|(?:must|should|has to|"
    r"have to) (?:be|appear|come|stand)\b[^.]{0,40}\byour (?:answers?|repl(?:y|ies)|responses?|summary)",
    asked=r"(?:if|when|whenever|once|should)\s+(?:you are|you're|you get|being|anyone|anybody|someone|somebody|a "
    r"user|the user|users|people|the question)?\s*(?:asks?|asked|is|queried)\s+(?:how|what|who|when|why|where|"
    r"which|whether|about)\b",
    changing=r"multiply|reverse|write|spell|double|halve|replace|swap|change|round|translate|repeat|encode|"
    r"capitali[sz]e|invert",
    changed=r"(?:numbers?|digits?|figures?|letters?|words?|sentences?|names?|answers?)\b[^.]{0,80}\b(?:backwards?|"
    r"in reverse|reversed|by (?:ten|two|a hundred|\d+)|upside down|in (?:capitals|upper ?case|base64|rot13))",
    joins=r"and|then|please|instead|always|just|simply",
    persona=r"(?:you are|you['’]re|act as|behave as|pretend to be|assume the role of|take the role "
    r"of)\s+(?:now\s+)?(?:an? |the |in )?(?:\w+[ -]){0,3}(?:assistant|AI|chatbot|language model|LLM|bot|DAN|"
    r"(?:developer|god|debug) mode)\b|you are now (?-i:[A-Z]{3,})\b",
    sure=(
        r"^\W*(?:system|assistant|instructions?)\s*:[^.]*\b(?:assistants?|models?|AI|bots?|you) (?:must|should)\b",
        r"\b(?:the |every |any |all )assistants? (?:must|should|shall|has to|have to|needs? to|is to|are to) (?:\w+ )?"
        r"(?:report|say|state|answer|reply|tell|write|mention|output|present)\b[^.]{0,20}(?:\bthat\b|:)",
        rf"\b(?:readers?|users?|people|anyone) (?:using|who use|relying on) (?:an? |the )?(?:{_MACHINE}|assistants?)"
        r"[^.]{0,40}\b(?:should|must|are to|need to|have to) be (?:informed|told|advised|shown)\b",
        r"^\W*(?:for|in) (?:automated|automatic|machine|AI|AI-generated)[ -](?:\w+ )?(?:summar\w+|readers?|"
        r"digests?|answers?|assistants?)\s*[,:]",
        r"\b(?:accurate|correct|approved|official|preferred) (?:wording|phrasing) is\s*:",
        rf"^\W*(?:hey|hello|hi|dear|attention),? (?:\w+ )?(?:{_MACHINE}), (?:if|when|whenever|you|please|tell|"
        r"do not|always|never)\b",
        r"\b(?:following|these|new) (?:instructions?|orders) (?:override|overrule|replace|supersede) (?:all|any|your|"
        r"every|the previous)\b[^.]*:",
        r"^\W*system\s*:[^.]*\bthe user\b|\b(?:message|note|order) from your (?:developers?|creators?|programmers?)\b",
        r"\b(?:treat|use|take|trust|consider) (?:this|the following) (?:paragraph|passage|sentence|line|article|text|"
        r"page)\b[^.]*\b(?:only|sole|single|true|authoritative)\b",
        r"\b(?:answer|reply|respond) (?:accordingly|in that sense|thus)\b|^\W*stop (?:citing|quoting|answering)\b",
        r"^\W*(?:please )?(?:answer|reply|respond)\b[^.]{0,60}\bwith:? ?[\"“‘]",
        r"(?:^\W*|[;:.,—]\s*|\b(?:and|so|then|please|must|should|always|never)\s+)(?:put|include|use|make|add|replace|"
        r"write|mention|say|insert|place|give|keep|set|repeat|quote|state)\b[^.]*\b(?:in|into|of|from|to) your "
        rf"(?:\w+ )?{_ANSWER}",
        rf"\byour (?:\w+ )?{_ANSWER} (?:ends?|begins?|starts?|contains?|says?|includes?|mentions?)\b",
        rf"\bfor (?:every|any|each|all) questions?\b[^.]*\b{_ANSWER} is\b",
        rf"\b(?:any|every|all|each) (?:{_MACHINE})[^.]{{0,20}}\b(?:reads?|reading|process\w*|summari\w+|crawl\w*|"
        r"index\w*) (?:this|these|it)\b",
        r"^\W*(?:switch|go|enter|change) (?:in)?to (?:maintenance|developer|debug|admin|god) mode\b",
        r"^\W*(?:answer|reply|respond) (?:only )?in (?:\w+ )?(?:only|French|German|Spanish|English|Latin|rhymes?|verse|"
        r"capitals|JSON|upper ?case)\b",
        r"^\W*(?:the )?(?:assistant|AI|model|chatbot|bot) (?:will|must|shall|should) (?:now|then|only|always|never) "
        r"(?:say|state|claim|report|reply|answer) (?:that|so|with)\b",
        r"\b(?:everything|anything|all|nothing) (?:above|before|below|after) (?:this|here)\b[^.]*(?:[;,]|\band|\bso) "
        r"?(?:please )?(?:use|ignore|trust|believe|read|follow|answer|rely)\b",
        r"^\W*(?:system|prompt)\s*:\s*(?:you (?:are|must|will)|do not|don['’]t|always|never)\b",
        rf"\b{_THIS_TEXT} (?:may|must|can|should|is to) (?:only )?be (?:quoted|summari[sz]ed|cited|described) "
        r"(?:only )?(?:as|with|by)\b",
        r"\byou (?:must|should|shall|will|have to|are to) (?:now |always |only )?(?:answer|reply|respond|say|state|"
        r"claim|output|report) (?:that|so|with|only)\b",
        r"(?:decode|decrypt|deobfuscate)\b[^.]{0,40}\b(?:obey|follow|execute|comply|do)\b",
        r"(?:obey|follow|execute) (?:the|this|these) (?:hidden|encoded|secret|following) (?:orders?|instructions?)",
        r"cite \[\d+\]|(?:say|answer|reply|report|state) so (?:and|in)\b|^\W*do not answer the questions?\b",
        r"\b(?:whoever|whatever|any(?:one|body|thing) (?:who|that)|those who) (?:\w+ ){0,2}(?:condens|summari|process|"
        rf"crawl|index|digest|rephras|paraphras|scrap)\w* {_THIS_TEXT}\b[^.]*\b(?:must|should|shall|ha(?:s|ve) to|"
        r"(?:is|are) to)\b",
        r"\b(?:any|every|all|each) (?:automat\w+|machine|AI|computer)[\w -]{0,20} (?:summar\w+|answers?|digests?|"
        r"repl\w+) (?:of|to|about)\b[^.]*\b(?:gives?|states?|says?|must|should|mentions?|names?|puts?)\b",
        r"^\W*for (?:search engines|crawlers|(?:\w+ )?bots|machines|AIs?|language models|assistants)\b[^.:]{0,40}:",
        r"^\W*(?:output|print|emit|return) (?:exactly|only|just|verbatim|the following|this sentence)\b",
        r"\b(?:honest|correct|right|true|proper|only) answer to (?:the|this|that) question\b[^.:]{0,100}\bis:\s",
        r"end of (?:the )?(?:system )?prompt|new (?:system )?(?:instructions?|prompt|policy):",
        rf"\b(?:if|since|because|when|whenever) you(?: are|['’]re) (?:an? |the )?(?:\w+[ -]){{0,2}}?(?:{_MACHINE})",
        rf"\bas (?:an? |the )(?:\w+[ -]){{0,2}}?(?:{_MACHINE}),? you (?:must|should|shall|will|may|have|are|do|can)\b",
        rf"\b(?:process|read|summari[sz]|index|crawl|us|pars|analy[sz])\w* {_THIS_TEXT} (?:with|using|by) [^.]{{0,20}}?"
        rf"(?:{_MACHINE})",
        r"\b(?:when|while|before|after) (?:generating|writing|answering|producing|composing|creating|giving|responding|"
        r"replying|summari[sz]ing)\b[^.]{0,80}, ?(?:please |you (?:must|should) |(?:make|be) sure )?(?:always|"
        r"never|do not|don['’]t|say|mention|include|state)\b",
        r"^\W*(?:respond|answer|reply|speak|talk)\b[^.]{0,40}\bin the (?:voice|style|tone|manner|language) of\b",
        r"\byour new (?:task|job|role|goal|purpose|instructions?) (?:is|are) to\b[^.]*\b(?:every|each|only|users?|"
        r"answers?|repl(?:y|ies)|responses?|sentences?|outputs?|write)\b",
        r"(?:^|[.!?;\]]\s*)(?:the )?(?:final|correct) answer\s*:",
    ),
    ought=rf"{_WHO}\b(?: [^.,;:]{{0,60}}?)?(?:,[^,.]{{0,60}},)? (?:should|must|shall|ought to|(?:need|have|are) to|"
    r"(?:are|will be) (?:asked|required|expected|advised|told|requested|encouraged|instructed) to|would do well to|"
    r"(?:may|can) safely) (?:(?:always|also|then|therefore|simply|please|only|now|instead|clearly) )?(?:say|add|answer|"
    r"reply|respond|report|state|mention|note|tell (?:\w+ ){1,3}|include|write|claim|conclude|explain|inform "
    r"(?:\w+ ){1,3}|point out|make (?:it )?clear|stress) ?(?:the (?:fact|words?) )?(?:that|:)",
    answering=r"answer|reply|respond|output|print|(?:say|write|state|claim|report|mention|"
    r"tell\s+\w+(?:\s+\w+)?)\s*(?:that|so|:)",
    traces=_read_traces(
        """whoever anyone_who
        override supersede from_your_ treat_this use_this take_this trust_this consider_this stop_citing
        stop_quoting tell_readers tell_users maintenance_mode developer_mode debug_mode admin_mode god_mode
        above_this before_this below_this after_this system: prompt: be_quoted be_summari be_cited
        be_described you_must_ you_should_ you_shall_ you_will_ you_have_to_ you_are_to_ every_question
        any_question each_question all_question in_french in_german in_spanish you_were_given
        when_generating when_writing when_summari when_producing when_composing when_creating _voice_of
        _style_of _tone_of _manner_of your_new_ _ai. _ai) ignor disregard forget overrid overrul bypass
        set_aside do_not_follow do_not_obey do_not_use do_not_rely answer response respond reply replies
        output summari _prompt verbatim word_for_word following only_with only_the_word only_that only_in
        exclusively solely nothing_else nothing_more the_user the_reader as_follows passage [ ![ say_so
        say_that report_so state_so mention_that insist_that pretend_that conclude_that state_that
        confirm_that every_other_sentence code_word codeword tell_user tell_reader tell_everyone tell_anyone
        tell_people tell_the_ tell_your assistant chatbot _bots language_model large_language _ai_ _ai- _ais
        _llm gpt crawler the_model virtual_ digital_ automated_ automatic_ artificial_ when_asked if_asked
        once_asked are_asked you're_asked get_asked being_asked one_asks body_asks user_asks users_ask
        people_ask question_asks question_is backward _revers upside_down in_capitals uppercase upper_case
        base64 rot13 multiply you_are_now you're_now act_as behave_as pretend_to_be the_role_of decode
        decrypt deobfuscate obey_the execute_the follow_the_hidden follow_these_ new_instruction new_policy
        new_system new_prompt system_prompt cite_[ javascript: <a <i _ai: _ai, your_summar
        summaries digests _bots llms"""
    ),
)
_GERMAN = Orders(
    joins=r"und|dann|bitte|stattdessen|immer",
    ignoring=r"ignorier(?:e|en sie|t)|vergiss|vergessen sie|missachten? (?:sie)?|beachten? (?:sie )?(?:nicht|"
    r"keine)|übergeh(?:e|en sie)|verwirf",
    guidance=r"(?:(?:die|den|das|der|dies|all|deine|ihre)\w*\s+)*(?:all|jed|dein|ihr|vorherig|bisherig|vorig|"
    r"früher|vorangegangen|obig|ander|sonstig)\w*\s+(?:\w+\s+)?(?:anweisung|instruktion|vorgabe|befehl|regel|"
    r"prompt|aufforderung|hinweis|angabe|zahl|text|passage|kontext|quelle)\w*|(?:den|das|diesen?|dieses) "
    r"(?:artikel|text|prompt|kontext|abschnitt|absatz)\b|(?:alles|was)\s+(?:oben|bisher|vorher|zuvor|davor)",
    telling=r"(?:antworte|sage?|schreibe?|gib|nenne?|melde|berichte|behaupte|erkläre?|wiederhole?|zitiere?|fasse?|"
    r"füge|übersetze|erwähne)(?:n sie)?|(?:antworten|sagen|schreiben|geben|nennen|melden|erwähnen) sie",
    so=r"(?:nur|ausschließlich|lediglich|genau|einzig)\s+(?:mit|dem|den|das|die|dass)|deine[rmn]? antwort|"
    r"ihre[rmn]? antwort|in (?:der|deiner|ihrer) antwort|auf (?:jede|alle) fragen?|wörtlich|wortwörtlich|(?:dem|"
    r"den) (?:nutzer|leser|benutzer)\w*|folgende[nrs]? (?:satz|text|antwort|worte?n?)|nichts anderes|sonst nichts|"
    r"system-?prompt|\[\d+\]",
    that=r"(?:antworte|sage?|behaupte|melde|antworten sie|sagen sie|behaupten sie),? (?:\w+ )?dass\b",
    machine=r"(?:KI|AI|sprach)[ -]?(?:systeme?|assistent(?:en|in)?|modelle?|agenten?|bots?)|assistent(?:en)?|"
    r"chatbots?|sprachmodelle?|zusammenfasser",
    lead=r"(?:hinweis|nachricht|achtung|anweisung|mitteilung|wichtig|liebe[rs]?|hallo)(?: (?:für|an))?|an|für",
    owed=r"(?:deine|ihre) antwort (?:muss|soll|lautet|hat)|(?:die|jede) (?:richtige )?antwort (?:auf (?:jede|"
    r"alle) fragen?|muss (?:mit|lauten))",
    asked=r"(?:wenn|falls|sobald) (?:du|sie|man|jemand|ein nutzer)\b[^.,]{0,40}(?:\b(?:gefragt|fragt|"
    r"fragen)\b[^.]{0,6}\b(?:wie|was|wer|wann|wo|warum|ob|nach|welche\w*)\b)",
    persona=r"(?:du bist|sie sind)\s+(?:jetzt |nun |ab jetzt )?(?:ein |eine |der |die )?(?:\w+ ){0,2}(?:assistent|"
    r"KI|chatbot|sprachmodell|DAN)\b",
    ought=r"(?:(?:KI|sprach|digitale|virtuelle)[ -]?)?(?:assistenten|assistenzsysteme|chatbots|bots|sprachmodelle|"
    r"KI-(?:systeme|modelle)|zusammenfassungen|antworten)\b[^.;:]{0,60}? (?:sollten|sollen|müssen|mögen|haben)\b"
    r"[^.;:]{0,60}?(?:sagen|ergänzen|antworten|hinzufügen|berichten|melden|erwähnen|angeben|schreiben|behaupten|"
    r"mitteilen|hinzuzufügen|anzugeben|zu (?:sagen|ergänzen|antworten|berichten|erwähnen|melden)),? dass\b",
    answering=r"antworte(?:n sie)?|gib\b[^.]{0,40}\baus\b|(?:sage?|behaupte|schreibe?|melde)(?:n sie)?,? dass",
    sure=(
        r"\bdu (?:musst|sollst|wirst)\b[^.]*\b(?:antworten|sagen|behaupten|schreiben),? dass\b",
        rf"\bals (?:\w+ )?(?:{_MASCHINE})\b[^.]{{0,20}}\b(?:musst|sollst|müssen|sollen|darfst|dürfen|antwort\w*)",
        rf"\b(?:wenn|falls|sofern) (?:du|sie) (?:ein\w* )?(?:{_MASCHINE})\b[^.]{{0,15}}\b(?:bist|sind|liest|lesen)",
        r"\bdeine neue aufgabe\b|\bdiesen text (?:zusammenfass|verarbeit|les)\w*",
    ),
    traces=_read_traces(
        """auf_jede auf_alle du_musst du_sollst du_wirst _ki, _ki. deine_neue diesen_text ignorier vergiss
        vergessen missacht beachte übergeh verwirf antwort ausschließlich lediglich nur_mit nur_de nur_da
        genau_mit wörtlich nutzer leser folgende nichts_anderes sonst_nichts system-prompt systemprompt dass
        _ki- _ki_ assistent assistenz chatbot sprachmodell zusammenfassungen _ki: gefragt du_bist sie_sind"""
    ),
)
_SPANISH = Orders(
    joins=r"y|luego|por favor|siempre",
    ignoring=r"ignor[ae]n?|olvid[ae]n?|descart[ae]n?|desestim[ae]n?|no (?:sigas?|obedezcas?|menciones?|digas?)|"
    r"omit[ae]",
    guidance=r"(?:\w+\s+){0,2}(?:instrucciones|indicaciones|órdenes|reglas|normas|mensajes?|"
    r"prompts?)\s+(?:anterior(?:es)?|previ[ao]s?|precedentes?|de arriba)|tod[ao]s (?:las|los|tus|sus) "
    r"(?:instrucciones|indicaciones|órdenes|reglas|normas|mensajes|prompts)|(?:el|este) (?:texto|artículo|párrafo|"
    r"contexto)\b|(?:los|las) (?:demás|otr[oa]s) (?:pasajes|fuentes|textos)|todo lo (?:anterior|de arriba|dicho)",
    telling=r"respond[ea]n?|di|diga|escrib[ae]|contest[ae]n?|afirm[ae]|inform[ae]|repit[ea]|cit[ae]|menciona|"
    r"añad[ae]|resum[ea]|traduc[ea]|imprim[ea]",
    so=r"(?:solo|sólo|solamente|únicamente|exclusivamente)\s+(?:con|que|la)?|tu respuesta|su respuesta|en (?:la|"
    r"tu|su) respuesta|literalmente|palabra por palabra|(?:al|a los) (?:usuarios?|lectore?s?)|la siguiente "
    r"(?:frase|respuesta)|nada más|\[\d+\]",
    that=r"(?:responda?n?|responden?|diga?n?|di|contest[ae]n?|afirm[ae]n?) (?:\w+ )?que\b",
    machine=r"asistentes?(?: de IA| virtual(?:es)?)?|(?:modelos?|sistemas?|agentes?) de (?:lenguaje|IA)|chatbots?|IA",
    lead=r"(?:nota|aviso|atención|mensaje|instrucci[óo]n(?:es)?|importante|estimad[oa]s?|hola)(?: (?:para|a))?(?: "
    r"(?:los|las|el|la))?|para (?:todos )?(?:los|el|la|las)|a (?:tod[oa]s )?(?:los|las)",
    owed=r"(?:tu|su) respuesta (?:debe|tiene que|será)|toda respuesta debe",
    asked=r"(?:si|cuando) (?:te|le|alguien|un usuario)\b[^.,]{0,30}\b(?:preguntan?|pregunte)\b",
    persona=r"(?:ahora )?eres (?:ahora )?(?:un |una |el )?(?:\w+ ){0,2}(?:asistente|IA|chatbot|modelo de lenguaje|"
    r"DAN)\b",
    ought=r"(?:asistentes|chatbots|modelos de (?:lenguaje|IA)|sistemas de IA|resúmenes|IA)\b(?: [^.;:]{0,60}?)? "
    r"(?:deben|deberían|deberán|debieran|tienen que|han de|tendrían que) (?:\w+mente )?(?:de )?(?:decir|añadir|agregar|"
    r"responder|contestar|informar|afirmar|mencionar|señalar|indicar|escribir|explicar)(?: \w+ \w+)?(?: de)? que\b",
    answering=r"respond[ea]n?|contest[ae]n?|(?:di|digan?|afirm[ae]n?|escrib[ae]n?) que",
    sure=(
        r"\b(?:debes|tienes que) (?:responder|decir|afirmar|contestar) que\b",
        rf"\bsi (?:eres|es usted) (?:una? |el |la )?(?:\w+ ){{0,2}}?(?:{_MAQUINA})",
        rf"\bcomo (?:una? )?(?:{_MAQUINA})[^.]{{0,20}}\b(?:debes?|tienes?|tiene)\b",
        r"\btu nueva (?:tarea|función)\b|\b(?:procesa|lee|resume)\w* est[ea] (?:texto|página|artículo) con\b",
    ),
    traces=_read_traces(
        """_ia_ no_mencion no_dig debes_ tienes_que digan _ia. tu_nueva _ignor olvid descart desestim no_sig
        no_obede _omit _solo_ sólo únicamente solamente exclusivamente respuesta literalmente palabra_por
        usuario _lector siguiente nada_más responde_ responda _diga_ di_que _contest afirm asistente
        lenguaje de_ia chatbot resúmenes _ia: _ia, pregunt _eres_"""
    ),
)
_FRENCH = Orders(
    joins=r"et|puis|toujours|veuillez",
    ignoring=r"ignore[zs]?|oublie[zs]?|n[e'’]\s?(?:suis|suivez|tiens|tenez|utilise|utilisez|écoute|écoutez) "
    r"(?:pas|plus)|néglige[zs]?|fai(?:s|tes) abstraction",
    guidance=r"(?:\w+\s+){0,2}(?:instructions?|consignes?|directives?|ordres?|règles?|messages?) (?:précédente?s?|"
    r"antérieure?s?|ci-dessus)|tou(?:te)?s (?:les|tes|vos|ces) (?:\w+ )?(?:instructions|consignes|directives|"
    r"ordres|règles|messages)|(?:les )?autres (?:passages|sources|textes)|(?:ce|cet|le|l['’]) ?(?:texte|article|"
    r"contexte|prompt)\b|(?:tout )?ce qui précède",
    telling=r"répond(?:s|ez)|di(?:s|tes)|écri(?:s|vez)|affirme[zs]?|indique[zs]?|répète[zs]?|répétez|cite[zs]?|"
    r"mentionne[zs]?|ajoute[zs]?|résume[zs]?|tradui(?:s|sez)|affiche[zs]?",
    so=r"(?:uniquement|seulement|exclusivement|juste)\s*(?:par|avec|que|la)?|(?:ta|votre) réponse|dans (?:la|ta|"
    r"votre) réponse|mot pour mot|textuellement|(?:à l['’]|aux? )(?:utilisateurs?|lecteurs?)|la phrase suivante|"
    r"rien d['’]autre|\[\d+\]",
    that=r"(?:réponds|répondez|dis|dites|affirme|affirmez) (?:\w+ )?que\b",
    machine=r"assistants?(?: (?:IA|virtuels?|d['’]IA))?|(?:modèles?|systèmes?|agents?) (?:de langage|d['’]IA)|"
    r"chatbots?|IA",
    lead=r"(?:note|avis|attention|message|consigne|important|chers?|bonjour)(?: (?:pour|aux?|à))?(?: (?:les|l['’]|"
    r"le|la))?|pour (?:les|le)|aux?|à l['’]attention (?:des?|du)|à tou(?:te)?s les",
    owed=r"(?:ta|votre) réponse (?:doit|devra|sera)|toute réponse doit",
    asked=r"(?:si|quand|lorsque?) (?:on|quelqu['’]un|un utilisateur|l['’]utilisateur)\b[^.,]{0,30}\b(?:demande|"
    r"interroge)\b",
    persona=r"(?:tu es|vous êtes)\s+(?:maintenant |désormais )?(?:un |une |l['’])?(?:\w+ ){0,2}(?:assistant|IA|"
    r"chatbot|modèle de langage|DAN)\b",
    ought=r"(?:assistants|chatbots|modèles de langage|systèmes d['’]IA|agents conversationnels|résumés|IA)\b"
    r"(?: [^.;:]{0,60}?)? (?:doivent|devraient|devront|sont (?:priés|tenus|invités) (?:de|à)|ont à) (?:\w+ment )?"
    r"(?:dire|ajouter|répondre|indiquer|affirmer|mentionner|préciser|signaler|écrire|rapporter|expliquer)"
    r"(?: aux? \w+)? que\b",
    answering=r"répond(?:s|ez)|(?:di(?:s|tes)|affirme[zs]?|écri(?:s|vez)) que",
    sure=(
        r"\b(?:tu dois|vous devez) (?:répondre|dire|affirmer|écrire) que\b",
        rf"\bsi (?:tu es|vous êtes) (?:une? |l['’])?(?:\w+ ){{0,2}}?(?:{_APPAREIL})",
        rf"\ben tant qu(?:e |['’])(?:\w+ )?(?:{_APPAREIL})[^.]{{0,20}}\b(?:tu|vous) \w+",
        r"\bta nouvelle (?:tâche|mission)\b|\bvotre nouvelle (?:tâche|mission)\b",
    ),
    traces=_read_traces(
        """_ia_ tu_dois vous_devez n'util n’util n'écou n’écou ta_nouvelle votre_nouvelle _ia. _ignore oublie
        ne_sui ne_tien ne_tene néglige abstraction uniquement seulement exclusivement juste_ réponse
        mot_pour textuel utilisateur lecteur phrase_suivante rien_d répond dis_que dites_que affirm
        assistant de_langage résumés conversationnel d'ia d’ia chatbot _ia: _ia, demande interroge tu_es_ vous_êtes"""
    ),
)
# Languages without a profile, by the one order that opens nearly all of these.
_OTHERS = Orders(
    sure=(
        r"(?:忽略|无视|無視|忘记|忘掉)[^。]{0,12}(?:指示|指令|提示|说明|內容|内容)",
        r"(?:请|請)(?:只)?(?:回答|输出|回复|說|说)[：:]",
        r"(?:指示|命令|プロンプト|指令)[^。]{0,8}(?:無視|忘れ)",
        r"と(?:だけ)?(?:答え|回答し)(?:て|ろ)",
        r"(?:지시|명령|지침)[^.]{0,8}(?:무시|잊)",
        r"(?:игнорируй(?:те)?|забудь(?:те)?)\b[^.]{0,30}\b(?:инструкци|указани|правил|команд)\w*",
        r"(?:ignore|esqueça|desconsidere)\b[^.]{0,30}\b(?:instruções|ordens|regras)",
        r"(?:ignora|dimentica)(?:te)?\b[^.]{0,30}\b(?:istruzioni|ordini|regole)",
        r"(?:negeer|vergeet)\b[^.]{0,30}\b(?:instructies|opdrachten|regels)",
        r"(?:zignoruj|zapomnij)\b[^.]{0,30}\b(?:instrukcj|polece)\w*",
        r"(?:önceki|tüm)\b[^.]{0,20}\btalimat\w*[^.]{0,20}\b(?:yok say|unut|görmezden)\w*",
        r"تجاهل[^.]{0,30}(?:التعليمات|الأوامر)",
    ),
    traces=_read_traces(
        """忽略 无视 無視 忘记 忘掉 忘れ 请 請 答え 回答 무시 잊 игнорируй
        забудь instruções ordens regras istruzioni ordini regole
        instructies opdrachten regels zignoruj zapomnij talimat تجاهل"""
    ),
)
ORDERS = (_ENGLISH, _GERMAN, _SPANISH, _FRENCH, _OTHERS)

# Where a conversation with a machine is written down, and where it is told what to read: labels, whatever the language.
ROLES = "system|assistant|user|human|developer|tool"
ROLE_NOTES = "override|prompt|instructions?|note|command"
SOURCES = "passage|source|excerpt|context|evidence|snippet|quelle|auszug|fuente|fragmento|extrait"
# What stands before the words of a machine or to one, without regard to case.
LABELS = (
    rf"\#{{2,4}}\s*(?:{ROLES}|instructions?|response|input|output)\b"
    rf"|[<\[]/?(?:{ROLES}|instructions?|prompt)[\]>]"
    r"|assistant\s*:|(?-i:BEGIN|END)\s+(?:(?:system|admin|developer|hidden)\s+)?(?:message|prompt|instructions?)\b"
    rf"|[\[{{\s]*[\"'](?:role|from)[\"']\s*:\s*[\"'](?:{ROLES})"
    rf"|(?:system|developer|admin(?:istrator)?)\s+(?:{ROLE_NOTES})\s*[:\]]"
    r"|\[\d{1,2}\]\s+[^\n:]{2,80}:\s"
    rf"|(?:{SOURCES})\s*\#?\s*\d+\s*[:(\[—–-]"
    r"|\d+\s+(?:yes|no)\s*$"
)
QUESTIONS = "question|statement|frage|pregunta"
ANSWERS = "answer|verdict|antwort|respuesta|réponse"
VERDICTS = r"not in the passages|verdict\s*[\"']?\s*:\s*[\"']?(?:supported|contradicted|not[_ ]confirmed)"
# In an interview, the question is put to a person.
TO_A_PERSON = r"\b(?:you|your|sie|ihr|dir|du|usted|tu|te|vous|votre|toi)\b"
# Sentences before an order that belong to it.
ADDRESS = (
    "the (?:previous|above)|ignoriere?|ignore|forget|you|your|from now on|attention|important|note|notice|dear|please|"
    "instead|du|sie|usted|vous|tu"
)
THIS_TEXT = _THIS_TEXT
READING = r"(?:reading|crawling|processing|summari[sz]ing|using|visiting|indexing|(?:that|which|who) \w+)"
MUST = (
    r"must|should|shall|have to|has to|needs? to|are (?:required|asked|told|instructed|ordered|requested) to|müssen"
    r"|sollen|deben|doivent"
)
AS_TOLD = (
    r"the (?:following )?(?:sentence|words?|phrase|text)\b|this (?:outlet|site|page|article|source)\b|"
    r"(?:so|thus|accordingly)(?=\s*(?:[.,;:!]|$|and\b))|as follows|the following|[\"“:]"
)
# Words before a machine that is told what to answer, as a sentence of a text tells it.
ALL = "all|any|every|the|other|alle|die|sämtliche|todos|los|las|tous|les|toutes"
# What shows that such a sentence is news of a rule: it is about the machine itself, somebody says so, or a law does.
NEWS_OF_A_RULE = (
    r"(?!\s+(?:they|it|its|their|users?|you|sie|ihre?n?|es|son|sus?|ils|elles|leurs?)\b)"
    r"(?![^.]*,\s+[^,.]{0,60}\b(?:said|says|told|added|wrote|warned|urged|announced|argued|sagte|teilte|erklärte|"
    r"forderte|dijo|afirmó|señaló|declaró|a dit|a déclaré|a estimé|selon|according|según|laut|so)\b)"
    r"(?![^.]*\b(?:under|by) (?:the|a|new|its|existing) (?:\w+ ){0,3}(?:law|rules?|act|bill|regulation)\b)"
)
# What a question about such orders has beside the word for a machine.
ORDER_WORDS = r"(?:instruction|order|command|prompt|sentence|inject|jailbreak|hidden|anweisung|instrucci|consigne)\w*"
