"""What English words do: turn a statement round, bring a matter a step further, say something; and their forms."""

from collections.abc import Iterable

from qa.language.profile import read_kinds, read_ladders, read_opposites, read_words
from qa.language.profiles.en_inflection import inflect_verb

SAYINGS = read_kinds(
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
# Those that are taken for it without a parser; the others mean too much else.
_REPORTING = read_words(
    """say tell add write announce claim deny warn argue state insist urge confirm acknowledge admit declare stress note
    explain promise tweet testify vow accuse reject reply repeat describe demand call ask pledge concede contend assert
    suggest predict reiterate emphasise emphasize refute caution"""
)

_VERBS = read_opposites(
    """
rise increase grow climb jump soar surge gain advance swell rocket go_up / fall decrease decline drop
    shrink sink plunge slump tumble slide dip dwindle lose go_down
raise lift increase boost hike expand up / lower cut reduce slash decrease trim shrink halve curb
accelerate quicken speed_up / slow decelerate slow_down
strengthen appreciate / weaken depreciate
widen broaden / narrow
improve recover rebound / worsen deteriorate
win triumph prevail / lose
beat defeat / lose_to
accept approve agree welcome / reject refuse decline turn_down
approve pass back adopt authorise authorize ratify / reject block veto oppose
support back favour favor endorse defend champion / oppose criticise criticize condemn fight resist
open reopen / close shut
start begin launch commence resume / end stop finish halt cease suspend
continue keep maintain / stop end abandon quit halt
buy purchase acquire / sell
import / export
lend / borrow
give grant award / take withdraw
send dispatch deliver / receive get
hire employ recruit appoint / fire dismiss sack
arrive come land / leave depart go
advance / retreat withdraw
deploy send / withdraw
attack / defend
allow permit let enable legalise legalize / ban prohibit forbid bar prevent outlaw block
keep retain / remove dismiss oust sack
include add / exclude omit remove
add / remove subtract
admit acknowledge confess concede / deny
confirm verify / deny refute dispute contradict
convict / acquit clear
arrest detain jail imprison / release free
succeed pass / fail
save rescue / kill lose
survive live / die perish
find discover locate / lose
appear emerge / disappear vanish
build construct erect / demolish destroy dismantle
create establish found form / abolish dissolve scrap dismantle
repair fix restore / damage break destroy
unite merge / split divide separate
marry / divorce
love / hate
warm heat / cool
remember / forget
agree / disagree
obey comply / defy disobey violate breach
keep honour honor / break breach
lock / unlock
hide conceal / reveal disclose expose publish
publish release / withhold
encourage / discourage
protect / endanger threaten
attach / detach
qualify / disqualify
employ / dismiss
tighten / loosen relax ease
harden / soften
impose introduce enact / lift scrap repeal
escalate intensify / ease de-escalate subside
ease / worsen tighten
upgrade / downgrade
exceed top surpass outperform / miss trail underperform fall_short
lead / trail follow
teach / learn
ask / answer
plead_guilty / plead_not_guilty
stay remain / leave go
praise commend applaud hail celebrate welcome defend endorse / criticise criticize condemn blame denounce blast slam
    lament mourn deride
thank / blame
blame accuse / clear exonerate absolve
vote_for back approve agree / vote_against
endorse / reject
grant / deny refuse
double / halve
expand / contract
uphold affirm / overturn quash
inflate / deflate
succeed / fail
attract / repel deter
reward / punish
trust believe / distrust doubt
ignore / heed notice
hasten / delay postpone
lengthen extend / shorten
enter join / leave quit exit
"""
)
_NOUNS = read_opposites(
    """
maximum / minimum
majority / minority
victory win triumph / defeat loss
winner victor / loser
gain profit earnings / loss deficit
surplus / deficit shortfall
increase rise growth gain / decrease fall decline drop reduction
supporter proponent ally advocate / opponent critic foe rival enemy
opening reopening / closure closing
beginning start / end
buyer purchaser acquirer / seller vendor
purchase / sale
lender creditor / borrower debtor
arrival / departure
attacker aggressor / defender victim
ban prohibition / permission
conviction / acquittal
arrest detention / release
success / failure
birth / death
peace / war
ceasefire truce / fighting offensive
friend ally / enemy
praise / criticism
hope optimism / fear pessimism
man / woman
boy / girl
son / daughter
brother / sister
father / mother
husband / wife
presence / absence
agreement / disagreement
advantage / disadvantage
improvement / deterioration
inflow influx / outflow
expansion / contraction
import / export
strength / weakness
employment / unemployment
question / answer
sunrise / sunset
day / night
morning / evening
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
)
_OTHERS = read_opposites(
    """
more / fewer less
most / fewest least
many much / few little
half / twice double
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
positive favourable favorable / negative
better / worse
best / worst
good / bad
earlier sooner / later
early / late
before / after
above over / below under
up / down
for / against
legal lawful / illegal unlawful
true correct accurate right / false untrue wrong incorrect inaccurate
guilty / innocent acquitted
born / dead
alive / dead
found / missing
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
north northern / south southern
east eastern / west western
left / right
conservative / liberal progressive
front / rear back
inside indoors / outside outdoors
hot warm / cold cool
wet rainy / dry
light / dark heavy
full / empty
rich wealthy / poor
cheap cheaper / expensive dearer
temporary / permanent
tentative interim provisional / final permanent definitive
popular / unpopular
rare / common frequent
rural / urban
quiet / loud
minor / major
mild / severe
deadly / safe
voluntary / compulsory mandatory
optional / mandatory
necessary / unnecessary
direct / indirect
simple easy / complex difficult hard
present / absent
employed / unemployed
ahead / behind
first / last
former previous old / current new next
hotter warmer / colder cooler
past / future
"""
)
OPPOSITES = (*_VERBS, *_NOUNS, *_OTHERS)

LADDERS = read_ladders(
    """
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
)

_TAGS = ("VBZ", "VBD", "VBN", "VBG")


def _list_words(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> list[str]:
    return sorted({word for pair in pairs for side in pair for word in side if " " not in word})


def _list_forms() -> dict[str, str]:
    """Return the forms of the words above, each with its lemma; a form of several is the verb's."""
    steps = {word for ladder in LADDERS for step in ladder for word in step if " " not in word}
    verbs = [*_list_words(_VERBS), *sorted(word for word in SAYINGS if " " not in word), *sorted(steps)]
    forms: dict[str, str] = {}
    for verb in verbs:
        for tag in _TAGS:
            forms.setdefault(inflect_verb(verb, tag), verb)
    for noun in _list_words(_NOUNS):
        forms.setdefault(inflect_verb(noun, "VBZ"), noun)
    return forms | {"men": "man", "women": "woman", "children": "child", "wives": "wife"}


FORMS = _list_forms()
# The finite ones.
SAYING_FORMS = {inflect_verb(verb, tag): verb for verb in sorted(_REPORTING) for tag in _TAGS[:2]} | {
    "say": "say",
    "tell": "tell",
    "posted": "post",
}
