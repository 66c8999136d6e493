"""English."""

from collections.abc import Iterable

from qa.language.profile import (
    Language,
    Naming,
    Numerals,
    number_words,
    read_kinds,
    read_ladders,
    read_opposites,
    read_words,
)

STOP_WORDS = read_words(
    """a an the and or but if of at by for with about to from in on into over under is are was were be been being am do
    does did doing have has had having will would can could should shall may might must this that these those it
    its he she they him his her them their we you i me my our your us which who whom whose what when where why how there
    here as than then so such not no nor only own same too very s t just now also any each few more most other some both
    all during before after above below up down out off again further once because until while between against
    many much according say says said tell told name"""
)
_FUNCTION_WORDS = read_words(
    """the of and to in a is was for that on with as by at from it his her he she were are be this which an has had have
    not but their they its been who or one after would will when there what also into than more other out up about if
    no them then did can could during over between being so him such where these while only through before because"""
)

_SAYINGS = read_kinds(
    asserts="""say tell add write announce claim argue state insist confirm declare stress note explain tweet post
        testify reply repeat describe report maintain contend assert suggest estimate believe predict conclude remark
        comment observe respond recall reveal disclose emphasise emphasize assure pledge_that reiterate agree think
        find show indicate mention point_out read""",
    denies="deny reject dispute refute rebut contradict disavow dismiss",
    admits="admit acknowledge concede confess own_up",
    accuses="accuse blame allege condemn criticise criticize denounce fault charge",
    calls_false="debunk disprove discredit",
    asks="ask demand urge call request appeal beg plead question wonder want",
    promises="promise vow pledge swear commit guarantee",
    warns="warn caution threaten fear",
)
# What a text is searched for as words of saying; the others mean too much else to be taken for it without a parser.
_REPORTING = """say tell add write announce claim deny warn argue state insist urge confirm acknowledge admit declare
    stress note explain promise tweet testify vow accuse reject reply repeat describe demand call ask pledge concede
    allege maintain contend assert suggest estimate predict conclude remark reiterate dispute emphasise emphasize
    refute caution reveal disclose""".split()

_OPPOSITES = """
rise increase grow climb jump soar surge gain advance swell rocket go_up / fall decrease decline drop shrink sink plunge
    slump tumble slide dip dwindle lose go_down
raise lift increase boost hike expand up / lower cut reduce slash decrease trim shrink halve curb
accelerate quicken speed_up / slow decelerate slow_down
strengthen appreciate / weaken depreciate
widen broaden / narrow
improve recover rebound / worsen deteriorate
more / fewer less
most / fewest least
many much / few little
higher / lower
high / low
larger bigger greater / smaller
large big / small
longer / shorter
long / short
older / younger
old / young new
faster quicker / slower
fast / slow
stronger / weaker
strong / weak
better / worse
best / worst
good / bad
earlier sooner / later
early / late
before / after
above over / below under
up / down
maximum / minimum
majority / minority
win triumph prevail / lose
victory win triumph / defeat loss
winner victor / loser
gain profit earnings / loss deficit
surplus / deficit shortfall
beat defeat / lose_to
increase rise growth gain / decrease fall decline drop reduction
accept approve agree welcome / reject refuse decline turn_down
approve pass back adopt authorise authorize ratify / reject block veto oppose
support back favour favor endorse defend champion / oppose criticise criticize condemn fight resist
supporter proponent ally advocate / opponent critic foe rival enemy
for / against
open reopen / close shut
opening reopening / closure closing
start begin launch commence resume / end stop finish halt cease suspend
beginning start / end
continue keep maintain / stop end abandon quit halt
buy purchase acquire / sell
buyer purchaser acquirer / seller vendor
purchase / sale
import / export
lend / borrow
lender creditor / borrower debtor
give grant award / take withdraw
send dispatch deliver / receive get
hire employ recruit appoint / fire dismiss sack
enter join / leave quit exit
join / leave quit
arrive come land / leave depart go
arrival / departure
enter / exit leave
advance / retreat withdraw
deploy send / withdraw
attack / defend
attacker aggressor / defender victim
allow permit let enable legalise legalize / ban prohibit forbid bar prevent outlaw block
legal lawful / illegal unlawful
ban prohibition / permission
include add / exclude omit remove
add / remove subtract
admit acknowledge confess concede / deny
confirm verify / deny refute dispute contradict
true correct accurate right / false untrue wrong incorrect inaccurate
guilty / innocent
convict / acquit clear
conviction / acquittal
arrest detain jail imprison / release free
arrest detention / release
guilty / acquitted
succeed pass / fail
success / failure
pass / fail
save rescue / kill lose
survive live / die perish
birth / death
born / dead
alive / dead
find discover locate / lose
found / missing
appear emerge / disappear vanish
build construct erect / demolish destroy dismantle
create establish found form / abolish dissolve scrap dismantle
invent / copy
repair fix restore / damage break destroy
unite merge / split divide separate
merge / split
marry / divorce
peace / war
ceasefire truce / fighting offensive
friend ally / enemy
love / hate
praise commend applaud hail / criticise criticize condemn blame denounce
praise / criticism
hope optimism / fear pessimism
optimistic / pessimistic
confident / doubtful unsure
likely / unlikely
possible / impossible
able / unable
safe / dangerous unsafe
public / private
domestic / foreign
national / international
local / national
urban / rural
male / female
man / woman
boy / girl
men / women
son / daughter
brother / sister
father / mother
husband / wife
north northern / south southern
east eastern / west western
left / right
conservative / liberal progressive
front / rear back
inside indoors / outside outdoors
hot warm / cold cool
hotter warmer / colder cooler
warm heat / cool
wet rainy / dry
light / dark heavy
full / empty
rich wealthy / poor
cheap cheaper / expensive dearer
temporary / permanent
voluntary / compulsory mandatory
optional / mandatory
necessary / unnecessary
direct / indirect
simple easy / complex difficult hard
majority most / minority
presence / absence
present / absent
remember / forget
agree / disagree
agreement / disagreement
obey comply / defy disobey violate breach
keep honour honor / break breach
lock / unlock
hide conceal / reveal disclose expose publish
publish release / withhold
invite / disinvite
encourage / discourage
protect / endanger threaten
attach / detach
qualify / disqualify
advantage / disadvantage
employ / dismiss
employment / unemployment
employed / unemployed
tighten / loosen relax ease
harden / soften
impose introduce / lift scrap repeal
enact introduce / repeal
escalate intensify / ease de-escalate subside
ease / worsen tighten
upgrade / downgrade
exceed top surpass outperform / miss trail underperform
exceed / fall_short
lead / trail follow
ahead / behind
teach / learn
ask / answer
question / answer
plead_guilty / plead_not_guilty
stay remain / leave go
stand / withdraw
wet / dry
sunrise / sunset
day / night
morning / evening
first / last
former previous old / current new next
past / future
predecessor / successor
host home / visitor away
parent / child subsidiary
employer / employee
landlord / tenant
teacher / pupil student
doctor / patient
prosecution prosecutor / defence defense
plaintiff / defendant
government / opposition
"""

_LADDERS = """
suspect question < accuse allege < arrest detain < charge indict < trial try stand_trial < convict guilty
    < sentence jail imprison
propose draft suggest plan < debate consider < approve pass adopt agree < sign ratify
    < in_force effect take_effect enact implement
consider < nominate candidate run stand < elect win < inaugurate sworn_in take_office
discuss talk negotiate < agree deal < sign < complete close finalise finalize
plan intend propose < announce < begin start launch < finish complete open
bid offer < agree < acquire buy take_over complete
apply request seek < grant approve award
report rumour rumor < confirm
threaten consider < order impose < enforce
ill infected < hospitalised hospitalized critical < die dead
missing < found dead
injure wound hurt < kill die dead
shortlist nominate < win award
trial test < approve license licence authorise authorize < roll_out launch sell
"""

_IRREGULAR_FORMS = """
    rise rose risen; fall fell fallen; grow grew grown; sink sank sunk; slide slid slid; lose lost lost; go went
    gone; cut cut cut; speed sped sped; win won won; beat beat beaten; shut shut shut; begin began begun; keep
    kept kept; quit quit quit; buy bought bought; sell sold sold; lend lent lent; give gave given; take took
    taken; withdraw withdrew withdrawn; send sent sent; get got got; leave left left; come came come; let let
    let; forbid forbade forbidden; fight fought fought; find found found; build built built; break broke broken;
    split split split; hide hid hidden; lead led led; teach taught taught; stand stood stood; say said said;
    tell told told; write wrote written; swear swore sworn; think thought thought; show showed shown; read read
    read; run ran run; strive strove striven; overthrow overthrew overthrown; forget forgot forgotten; hurt hurt
    hurt; be was been; have had had; do did done; make made made; hold held held; see saw seen; bring brought
    brought; pay paid paid; meet met met; set set set; put put put; spend spent spent; strike struck struck;
    shoot shot shot
"""
_IRREGULAR = {row.split()[0]: tuple(row.split()[1:]) for row in _IRREGULAR_FORMS.split(";")}
# Verbs whose last consonant is doubled before -ed and -ing.
_DOUBLING = read_words(
    """drop slip ban bar stop plan admit permit commit trim equip refer prefer occur omit compel rebut beg acquit lag top
    scrap dip jet cap slam plot rob nod step ship chat grab tip swap wrap cancel expel propel fuel travel cut let get win
    shut quit put set hit run"""
)


def _inflect(lemma: str) -> tuple[str, ...]:
    """Return the third person, past, participle and -ing form of a verb."""
    if lemma.endswith(("s", "sh", "ch", "x", "z", "go")):
        third = lemma + "es"
    else:
        third = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeou" else lemma + "s"
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    bare = stem[:-1] if stem.endswith("e") else stem
    past = bare[:-1] + "ied" if third.endswith("ies") else bare + "ed"
    perfect = _IRREGULAR.get(lemma, (past, past))
    ending = stem + "ing" if stem.endswith(("ee", "ye", "oe")) else bare + "ing"
    return third, *perfect, ending


def _list_forms(lemmas: Iterable[str]) -> dict[str, str]:
    """Return the forms of lemmas, each with its lemma; the commonest reading of a form that several have."""
    forms: dict[str, str] = {}
    for lemma in (*_IRREGULAR, *lemmas):
        for form in _inflect(lemma):
            forms.setdefault(form, lemma)
    return forms


_CONTRASTS = read_opposites(_OPPOSITES.replace("\n    ", " "))
_STEPS = read_ladders(_LADDERS.replace("\n    ", " "))
_LEMMAS = sorted(
    {word for pair in _CONTRASTS for side in pair for word in side if " " not in word}
    | {word for ladder in _STEPS for step in ladder for word in step if " " not in word}
    | {word for word in _SAYINGS if " " not in word}
)
_SAYING_FORMS = {form: lemma for lemma in _REPORTING for form in _inflect(lemma)[:2]}

LANGUAGE = Language(
    code="en",
    name="English",
    stop_words=STOP_WORDS,
    function_words=_FUNCTION_WORDS,
    forms={form: lemma for form, lemma in _list_forms(_LEMMAS).items() if form not in _LEMMAS},
    negations=read_words("not no never none nobody nothing neither nor without cannot nowhere no-one hardly barely"),
    negation_endings=("n't", "n’t"),
    denying_forms=read_words("denied denies deny refused rejected rejects false unable failed"),
    clause_words=read_words(
        "but while although though and which who whom whose that after before because since until when where as if "
        "unless whereas whether so or yet despite"
    ),
    modality=read_kinds(
        possible="""may might could can possible possibly perhaps maybe potentially potential likely probably probable
            appear seem suggest presumably conceivably risk chance expected_to_be believed thought""",
        planned="""will would plan intend aim hope expect propose seek want set_to due_to scheduled consider prepare
            going_to about_to planned intended proposed try attempt""",
        conditional="if unless provided_that providing as_long_as in_case otherwise would_have subject_to assuming",
        obliged="must should shall have_to ought need_to required obliged forced",
        alleged="allegedly reportedly alleged reported supposedly purportedly apparently suspected accused rumoured",
    ),
    future=read_words(
        "will would shall to_be set_to due scheduled plan plans planned expected is_to are_to upcoming tomorrow "
        "going_to forthcoming soon"
    ),
    months={
        **number_words(
            "january february march april may june july august september october november december".split(), 1
        ),
        **number_words("jan feb mar apr may jun jul aug sep/sept oct nov dec".split(), 1),
    },
    weekdays=number_words("monday tuesday wednesday thursday friday saturday sunday".split()),
    numerals=Numerals(
        values={
            **number_words(
                """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
                seventeen eighteen nineteen""".split()
            ),
            **number_words("twenty thirty forty fifty sixty seventy eighty ninety".split(), 20, 10),
        },
        scales={
            "hundred": 100,
            "thousand": 10**3,
            "million": 10**6,
            "billion": 10**9,
            "trillion": 10**12,
            "lakh": 10**5,
            "crore": 10**7,
        },
        short_scales={"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "t": 10**12},
        ordinals=number_words(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
            fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
            1,
        ),
        others={"dozen": 12.0, "half": 0.5},
        joiners=frozenset(["and"]),
        decimal=".",
        grouping=",",
        ordinal_marks=("st", "nd", "rd", "th"),
        percent=("per cent", "percent", "percentage point", "percentage points"),
        percent_points=("percentage point", "percentage points"),
        currencies={"dollars": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥", "rupees": "₹"},
    ),
    naming=Naming(
        titles=read_words(
            """president vice prime minister secretary chancellor governor gov senator sen representative rep
            congressman congresswoman judge justice general gen colonel captain king queen prince princess pope
            professor chief executive director chairman chairwoman mayor ambassador spokesman spokeswoman spokesperson
            former us u.s uk"""
        ),
        short_titles=tuple("Mr Mrs Ms Dr Gen Sen Rep Gov St Lt Col Capt Sgt Prof Sr Jr".split()),
        joiners=read_words("of the and de la le van von der bin al &"),
        not_names=STOP_WORDS
        | read_words(
            """i'm it's he's she's yes mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday however
            meanwhile although though despite since also according after before last next today yesterday"""
        ),
        openers=read_words(
            """across additionally almost along already amid among another approximately around because behind beside
            beyond currently despite due earlier early either else ever every everyone everything few finally following
            given half if indeed initially instead just later less like local mostly much nearly neither never nobody
            none nothing officially only overall people perhaps police previously public recently reportedly roughly
            separately several similarly so some someone soon staff still therefore thus together total unlike until
            when whether while with within without yet"""
        ),
        places_after=read_words("in at near inside outside across off around"),
        no_person_words=read_words(
            """africa agency alliance america army asia assembly association athletic authority bank board bridge cape
            centre church city club coast college commission committee company corporation council county court cup
            defence defense department east europe federation festival final finance firm force forces foreign
            government group harbour health hospital hotel house institute interior island islands lake lines league
            media ministry movement national nations navy north ocean office olympics organisation organization
            parliament party police port power province river rovers school sea senate service society south state
            states street union united university valley west works world"""
        ),
        countries=read_words(
            """afghanistan argentina australia austria bangladesh belgium brazil britain canada chile china colombia
            cuba denmark egypt england ethiopia finland france germany greece hungary india indonesia iran iraq ireland
            israel italy japan kenya lebanon libya malaysia mexico netherlands nigeria norway pakistan palestine peru
            philippines poland portugal qatar romania russia scotland serbia singapore somalia spain sudan sweden
            switzerland syria taiwan thailand turkey ukraine venezuela vietnam wales washington beijing moscow brussels
            london paris berlin tokyo"""
        ),
        peoples={
            "belgium": "belgian",
            "britain": "british",
            "czechia": "czech",
            "denmark": "danish",
            "england": "english",
            "finland": "finnish",
            "france": "french",
            "germany": "german",
            "greece": "greek",
            "iceland": "icelandic",
            "ireland": "irish",
            "lebanon": "lebanese",
            "netherlands": "dutch",
            "norway": "norwegian",
            "philippines": "filipino",
            "poland": "polish",
            "portugal": "portuguese",
            "scotland": "scottish",
            "spain": "spanish",
            "sweden": "swedish",
            "switzerland": "swiss",
            "thailand": "thai",
            "turkey": "turkish",
            "wales": "welsh",
        },
        initials=frozenset([("united", "states"), ("united", "kingdom"), ("united", "nations"), ("european", "union")]),
    ),
    approximations=read_kinds(
        about="about around some roughly approximately nearly almost circa close_to an_estimated estimated or_so",
        at_least="at_least no_fewer_than no_less_than a_minimum_of as_many_as_or_more or_more",
        more_than="more_than over above in_excess_of upwards_of upward_of exceeding",
        at_most="at_most up_to no_more_than as_many_as a_maximum_of as_much_as",
        less_than="less_than fewer_than under below short_of",
    ),
    quantifiers=read_kinds(
        all="all every each everyone everybody everything both entire whole always completely entirely total",
        most="most majority mostly largely mainly usually",
        many="many much numerous several multiple often dozens hundreds thousands",
        half="half",
        some="some certain part partly sometimes any a_number_of someone somebody something",
        few="few little rarely seldom handful",
        none="none no nobody nothing neither never no-one",
        only="only solely just exclusively alone merely sole",
    ),
    opposites=_CONTRASTS,
    sayings=_SAYINGS,
    saying_forms={**_SAYING_FORMS, "say": "say", "posted": "post"},
    inverted_forms=read_words("said says wrote writes added adds replied asked insisted warned"),
    according=("according to",),
    ladders=_STEPS,
    causes={
        **dict.fromkeys(read_words("because because_of due_to owing_to thanks_to as_a_result_of caused_by"), "after"),
        **dict.fromkeys(
            read_words("following after since triggered_by prompted_by sparked_by blamed_on attributed_to"), "after"
        ),
        **dict.fromkeys(read_words("in_response_to in_the_wake_of over amid driven_by fuelled_by fueled_by"), "after"),
        **dict.fromkeys(
            read_words("stemming_from stem_from result_from resulting_from led_to_by in_protest_at"), "after"
        ),
        **dict.fromkeys(read_words("led_to lead_to leads_to leading_to caused causes causing cause"), "before"),
        **dict.fromkeys(read_words("resulted_in result_in resulting_in triggered trigger triggering"), "before"),
        **dict.fromkeys(read_words("prompted prompt prompting sparked spark sparking forced forcing"), "before"),
        **dict.fromkeys(read_words("therefore so thus as_a_result consequently hence that_is_why"), "before"),
    },
    comparatives=read_words(
        """more fewer less higher lower larger bigger greater smaller longer shorter older younger faster slower
        stronger weaker better worse earlier later closer further farther cheaper heavier lighter richer poorer wider
        narrower deeper hotter colder warmer cooler quicker safer harder easier taller"""
    ),
    than=read_words("than compared_with compared_to versus against"),
    pronouns=read_words("he she they it him her them himself herself themselves itself"),
    own_pronouns=read_words("i we me us myself ourselves"),
    possessives=read_words("his her their its hers theirs"),
)
