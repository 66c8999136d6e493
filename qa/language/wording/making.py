"""What sentences of articles are made of, for making questions of them by rules: English, as all questions made are."""

import re

from qa.language.profiles.en import LANGUAGE as ENGLISH

# Facts: who is somebody, and what a number counts.
ROLES = (
    "president|minister|premier|secretary|chancellor|governor|gov|senator|sen|congressman|congresswoman|representative"
    "|rep|lawmaker|mp|mayor|ambassador|judge|justice|gen|general|colonel|captain|sheriff|officer|commissioner|director"
    "|chairman|chairwoman|chair|chief|executive|ceo|founder|owner|manager|coach|head|leader|spokes(?:man|woman|person)"
    "|professor|dr|mr|mrs|ms|king|queen|prince|princess|pope|analyst|economist|lawyer|attorney|prosecutor|actor|actress"
    "|singer|rapper|musician|comedian|artist|writer|author|editor|journalist|reporter|scientist|researcher|candidate"
    "|nominee|activist|farmer|driver|pilot|chef|teacher|striker|defender|midfielder|goalkeeper|quarterback|forward"
)
ROLE_BEFORE = re.compile(rf"\b(?:{ROLES})\.?\s+$", re.IGNORECASE)
ROLE_AFTER = re.compile(rf"^,? (?:\(|who\b|\d\d,|(?:an?|the|whose|[A-Z’'\w]+) [^,.]{{0,40}}\b(?:{ROLES})\b)")
UNIT = re.compile(r" (?!(?:of|to|and|or|in|on|at|for|by|from|as|a|am|pm|percentage|with|is|was|but|vs)\b)[a-z]{3,}")
DEFINITE = re.compile(
    r"\b(?:the|these|those|all|both|its|their|his|her|other|last|first|next|another)\s+$", re.IGNORECASE
)
AFTER_PLACE = re.compile(
    r"[,.;:]|$| (?:on|in|after|when|where|before|during|for|to|and|as|that|by|with|since|who|was|is)\b"
)
COUNTED_DAY = re.compile(r"[-–/]$|\b(?:last|next|this|past|every|each)\s+$", re.IGNORECASE)
# Questions made by rules.
HEDGE = (
    r"(?:(?:at least|more than|about|around|nearly|almost|some|roughly|over|as many as|up to|only|just|fewer than"
    r"|less than|an estimated|approximately)\s+)?"
)
MEASURE = re.compile(
    r"\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur\w+|miles?|kilomet\w+|met(?:er|re)s?|feet"
    r"|degrees?|times?|more|other|percent|points?)\b"
)
VERB = (
    r"(?:was|is|has|had|will|would|could|did|does|says|said|told|won|met|made|took|gave|got|became|began|went|led|left"
    r"|lost|ran|beat|hit|wrote|spoke|held|put|set|came|saw|found|sold|bought|broke|brought|built|fell|grew|kept|paid"
    r"|sent|stood|thought|[a-z]+ed)\b"
)
PLURAL_VERB = re.compile(
    r"\b(?:are|were|have|had|will|would|could|can|may|died|came|took|live|work|remain|voted|attended|gathered|signed"
    r"|[a-z]+ed)\b"
)
SUBJECT = re.compile(
    r"(?P<subject>(?:The |A |An )?[\w’'-]+(?: [\w’'-]+){0,5}) (?P<verb>was|were|is|are|will) (?P<rest>(?:be )?"
    r"(?:\w+ed|held|built|born|found|shot|seen|sunk|taken|made|sold|hit|set|sworn|brought|sent|given)\b[^,;:–—“]*)"
)
NO_SUBJECT = re.compile(
    r"\b(?:that|which|who|and|said|says|as|after|when|while|if|he|she|it|they|there|what|in|on|at|by|for|\w+(?:ed|ing))\b",
    re.IGNORECASE,
)
# Sentences that stand alone.
LEANS = re.compile(
    r"(?:but|and|so|or|yet|then|also|there|both|either|instead|however|meanwhile|still|moreover|similarly|since then"
    r"|after that|in addition|for example|for instance|as a result|in response|at the time|this|that|these|those"
    r"|another|others?|such|here|some|many|most|one of)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(ENGLISH.pronouns | ENGLISH.possessives))})\b", re.IGNORECASE)
POINTS = re.compile(
    r"\b(?:these|this(?! (?:week|month|year|season|spring|summer|autumn|fall|winter|morning|afternoon|evening|weekend))"
    r"|those(?! who)|(?:think|thinks|thought|said|says|believes?|because) that (?:is|was|would|will))\b",
    re.IGNORECASE,
)
# A name in such an opening is not whom a pronoun after it means.
OPENING = re.compile(
    r"(?:under|in|at|after|before|during|for|with|from|by|on|as|since|while|when|if|like|unlike|despite)\b[^,]*,", re.I
)
READER = re.compile(r"\b(?:i|we|us|our|ours|my|me|you|your)\b(?!\.)|\bhere’s\b", re.IGNORECASE)
UNITED = re.compile(r"\bU\.?S\b|\bUS\b")
NOT_PROSE = re.compile(
    r"https?:|www\.|[|@©#{}<>\\∎◾▪•]|\.\.\.|…|\s[.,;!?]|\b(?:click|subscribe|newsletter|sign up|read more|getty images"
    r"|far left|far right(?=,)|second from|(?:left|right|center|centre)(?=,)"
    r"|file photo|pictured|via|photo|image|video|watch)\b",
    re.IGNORECASE,
)
# A dateline, a label with a colon, or a year in a list of what happened when.
LABELLED = re.compile(
    r"[^.]{0,60}(?:\([A-Z][\w .]+\)|CNN|Reuters|AP|AFP)\s*[—–-]|[^.,“\"\d]{0,40}:|\d{4}\s*[:–—-]"
    r"|[A-Z]{4,}[^.]{0,40}\s[–—-]\s"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|said|says|[a-z]{2,}ed|won|met|made|took"
    r"|gave|got|became|began|went|led|left|lost|ran|beat|hit|wrote|spoke|held|came|saw|found|sold|bought|broke|brought"
    r"|built|fell|grew|kept|paid|sent|stood|thought|told)\b"
)
OF_WHOM = re.compile(r"(?:the|a|an) (?:\w+ )?\w+[’']s?\b", re.IGNORECASE)
# What a question of a model may not have.
POINTS_BACK = re.compile(
    r"\b(?:he|she|they|it|him|this|that|these|those)\b|\bthe (?:article|sentence|text|passage)\b", re.I
)
