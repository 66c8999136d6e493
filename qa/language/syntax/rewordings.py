"""Which words may stand for a verb where a thing is told in other words."""

from functools import cache
from itertools import chain

from qa.language.profile import Language
from qa.language.syntax.grammar import Grammar
from qa.language.words import stem_words

# In letters, chosen: no word that is shorter tells by its beginning that another is made of it.
_SHORTEST = 5
# Each verb with what may tell the same, a verb, or a noun or a word beside one; for each pair once.
_ENGLISH = """
abolish scrap axe cancel call_off end drop abandon remove lift repeal do_away get_rid | accept recognise recognize
acknowledge agree take concede | accuse blame charge allege fault | achieve reach attain manage accomplish | affect
hit strike touch harm hurt | aid help assist support | allow let permit clear approve authorise authorize grant
consent free | announce declare say tell reveal disclose publish present unveil publicise | answer reply respond |
apologise apologize regret sorry | appoint name make choose pick select install nominate elect | approve back pass
endorse adopt accept clear support | argue quarrel dispute disagree differ split divide row | arrange organise
organize plan schedule set_up | arrest detain seize hold capture catch take | ask request demand urge call appeal
want press seek beg invite | assess rate judge evaluate examine review | attack assault strike hit raid shell bomb |
attend visit take_part join | avoid prevent escape avert | ban forbid prohibit bar outlaw stop block | beat defeat
overcome win edge thrash | begin start launch open commence kick_off set_off go | believe think hold consider expect
reckon suppose | belong own | break breach violate infringe flout | break_out start begin erupt | brief inform tell
| bring carry take deliver fetch transport ship | build construct erect put_up make create | burn destroy char
scorch | buy acquire purchase take_over snap_up | call name describe term label dub brand | call_off cancel scrap
drop postpone | cancel scrap drop withdraw | catch contract get fall_ill infect | cause lead trigger bring spark
prompt result produce start create | change alter amend revise modify move shift correct adjust | chant shout |
check inspect examine test verify control look | cheer applaud | choose pick select opt decide prefer elect | claim
say assert maintain argue insist contend | clash fight | clean wash | close shut end shut_down | collapse fail
break_down fall_apart fold go_bankrupt founder | combine join | come arrive reach land turn_up get | come_up arise
emerge | compete play participate race | compile collect gather | complain protest object grumble criticise
criticize | complete finish end conclude close finalise finalize | condemn criticise criticize denounce attack blast
slam decry | conduct carry_out do perform hold | confirm back verify bear_out corroborate | congratulate compliment
| contact call phone ring reach | contest dispute challenge appeal fight | convince persuade | cost come | count
number tally estimate put | create make set_up establish found generate add bring | criticise criticize attack blame
fault slam blast rebuke chide | cut reduce lower trim slash shed shorten decrease axe scrap lay_off shrink halve |
damage hurt harm destroy ruin wreck | date stem go_back | deal handle cope | debate discuss talk consider | decide
settle rule determine resolve | decline refuse reject turn_down fall drop | decrease fall drop decline shrink lower
| defend protect guard safeguard justify stand_up | delay postpone put_off defer push_back hold_up slip | deliver
supply provide hand give | demand call want seek insist claim require | demolish tear_down pull_down knock_down raze
destroy | deny reject dispute refute contradict disavow | depart leave go set_off | deploy send | describe portray
depict report | destroy wreck ruin raze flatten wipe_out | detect spot | die perish lose drown dead death kill
succumb pass_away | disagree differ dispute object split | disclose reveal publish tell leak | discover find uncover
detect spot unearth come_across identify | discuss talk raise bring_up address negotiate | dismiss reject sack fire
throw_out remove oust | displace drive move | dispute challenge doubt question | doubt question distrust | draw
attract pull | drop fall cut scrap abandon plunge axe remove | earn get receive make win take pay | ease relax
loosen soften relieve | eject throw_out remove | elect vote win | elude escape | emerge appear | employ hire have
work recruit | encourage urge | end finish conclude stop cease expire terminate over | enter join go move | equal
match amount come | escape flee get_away survive | establish found set_up determine find | estimate put reckon
calculate guess assess believe think | evacuate clear leave move order | evict remove throw_out | exceed top pass
surpass beat go_beyond | exonerate clear acquit | expand grow widen enlarge extend | expect foresee predict
anticipate forecast think hope await | expire run_out lapse | explain say account | express voice state say show
convey | extend prolong lengthen renew stretch | face confront meet | fail lose | fall sink slide plunge slip tumble
shrink | fall_ill sicken infect get contract sick | falsify forge fake | favour favor prefer support back | fight
battle combat resist | fill occupy | find see locate detect rule conclude recover | fine punish penalise penalize
pay order | finish come conclude close | fire sack lay_off let_go | fix repair mend set | flee run leave | flood
inundate swamp | follow come succeed | forbid prohibit bar | force compel make oblige drive | foresee predict
anticipate | form create make set_up | found set_up start | fund finance pay subsidise subsidize support back | gain
win get rise add | gather meet assemble collect come | get receive obtain win | give hand provide supply grant
donate offer award present serve | give_out serve hand_out distribute hand | give_up abandon quit surrender drop
stop relinquish | govern rule run lead | grant award approve | grow rise increase swell climb | gun_down shoot kill
| halt stop suspend pause interrupt end | hand_in submit | hand_over give transfer deliver surrender | happen occur
take_place come | harm hurt injure | have own hold | head lead run chair direct | hear listen | help assist support
| hide conceal cover | hijack seize | hire recruit take_on engage appoint | hit strike | hold keep take_place host
organise organize | honour honor award praise | hospitalise treat admit | host stage | hurt injure wound | identify
name recognise recognize find | ignore disregard neglect overlook | impose introduce set order bring | improve rise
better recover | inaugurate open | include contain comprise count | increase raise rise lift boost hike climb go_up
jump | infect contract | inform tell notify | injure wound | inquire ask investigate | insist say maintain stress |
inspect examine look test | insult abuse offend | intend plan want mean aim | interrupt stop break suspend |
investigate probe examine look study | invite call | jail imprison | join sign team | judge rule find decide | jump
leap rise | keep retain maintain preserve store | kill murder slay shoot dead | land touch_down arrive | last take
go run endure continue | launch start open introduce | lay_off dismiss sack shed lose | lead run chair direct result
bring | leak reveal | learn hear find discover | leave quit go resign step_down abandon pull_out exit | lend loan |
lie stand | lift raise end scrap | limit restrict cap curb | link connect tie | lobby press campaign | lock close |
lodge file submit enter make | loot steal plunder rob take | lose miss cost drop | lower reduce | maintain say
service repair | make produce manufacture | march demonstrate protest walk | mark celebrate commemorate | measure
count gauge | meet see talk | merge join unite combine | miss lack skip | mourn grieve | move relocate transfer
shift go | nationalise take_over | need require | negotiate talk bargain | nominate propose name | notch score |
note say observe point | notice see spot observe | notify tell | nurse treat | object oppose protest | obtain secure
win | offer propose bid invite | open reopen start | operate run work | oppose reject resist fight | order tell
command instruct direct require rule commission | oust remove topple depose | outline set_out describe | outnumber
exceed | overturn quash reverse annul | owe pay | participate take_part join attend | pass adopt | patrol guard |
pay cost finance give compensate spend reimburse repay cover | perform play do | persuade win_over | phone call
telephone ring | pick_up collect fetch | place put come rank | plead beg ask | please satisfy | pledge promise vow
commit | pocket receive | point say | postpone put_off defer push_back move suspend | pour flow | praise applaud
hail commend laud welcome acclaim | predict forecast | prepare ready | present show | preserve save | press push
urge | prevent stop block keep avert | probe examine | produce generate yield | profit gain benefit | promise vow
assure guarantee undertake | propose suggest recommend put_forward | protect guard safeguard shield | protest
demonstrate oppose | prove show demonstrate | provide supply offer | publish print issue release | pull drag |
punish penalise penalize sentence | put set | quash annul | question ask interrogate query | quit resign stop
step_down | quiz question | raise hike bring_up | rally gather demonstrate | reach arrive get hit | read say |
reassure assure | rebuild reconstruct restore | receive win obtain | recognise recognize acknowledge | recommend
advise suggest | recover regain retrieve rebound | redesign change | reduce decrease shrink trim | refer mention
allude speak talk | refit renovate overhaul | refuse reject deny turn_down | regard see consider | reiterate repeat
| reject turn_down rebuff throw_out | relay pass | release free issue let_go | rely depend | remain stay | remark
say | remember recall | remove take_away take_out clear strip pull | rename call name | renew prolong | rent lease
hire | repair mend | repay reimburse return | repeat say | replace succeed swap substitute change | report say tell
| represent act speak | reprimand rebuke | request seek call | require oblige | rescue save pull take | resign
step_down step_aside | resolve settle solve | respond reply react | restore repair return | resume restart | retire
stop | retract withdraw | return give come go | reunite join | reveal show | revoke withdraw cancel annul rescind |
rise climb go_up soar surge | roll_out introduce launch | run go flow | sail leave go depart | satisfy meet | say
tell state | scale_back cut reduce | scold criticise | score make get net shoot | scrutinise examine | search look
seek comb | secure get win | see watch spot witness | seek want look | seize take capture confiscate | sell dispose
offload | send dispatch deliver | sentence jail imprison get | separate split divide | serve work | set lay | shake
rock | share divide | shelter house | shelve postpone drop suspend | shoot fire | shoulder carry pay | show indicate
find | showcase show | shower rain | sideline exclude | sign ink agree conclude strike reach | sink go_down founder
capsize | slow delay | smash break | smuggle bring | solve settle | speak talk say tell | spearhead lead | spend use
| split divide | steal take rob copy | step_aside step_down leave | step_up increase | stop cease break_off walk_out
down_tools | stop_work walk_out strike down_tools | strand leave | stress emphasise emphasize underline | strike
walk_out stop | study examine look analyse analyze | subsidise subsidize | sue take_to_court | suffer sustain endure
| suggest say | support back favor | suppose think | survive live | suspect think | suspend stop | swap exchange |
swear vow | switch change | take_off start depart | take_over acquire | take_part play compete join | teach instruct
| test try | testify say | threaten warn | throw toss | total number | touch hit | tow pull | trace find come_from
track | track follow | trade exchange | train teach | travel go fly journey | treat handle | triumph win prevail |
trounce beat | try seek | uncover find | understand see | unearth find | unload discharge | unveil present | urge
call | use employ | vandalise damage | vanish disappear | vet check examine | visit tour | waive drop | want wish |
warn caution | weaken soften | wed marry | welcome hail | win take | withdraw pull_out remove | withhold keep |
worry concern alarm | worsen deteriorate | write pen
"""
_TABLES = {"en": _ENGLISH}


def may_reword(verb: str, word: str, language: Language, grammar: Grammar) -> bool:
    """Tell whether a word may tell what a verb does, both lemmas; a particle stands after its verb: "call off"."""
    if stem_words(verb) == stem_words(word) or grammar.are_alike(verb, word) or _begin_alike(verb, word):
        return True
    if word in _read_table(language.code).get(verb, ()) or verb == grammar.deeds.get(word):
        return True
    stance = language.sayings.get(verb)
    return bool(stance and stance == language.sayings.get(word)) or any(
        verb in group and word in group for group in (*chain(*language.opposites), *chain(*language.ladders))
    )


def _begin_alike(one: str, other: str) -> bool:
    """Tell whether one of two words is made of the other: "apology", "apologise"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and long.startswith(short[:-1])


@cache
def _read_table(code: str) -> dict[str, frozenset[str]]:
    """Return for each word of a table those that it may stand for, and those that may stand for it."""
    found: dict[str, set[str]] = {}
    for row in _TABLES.get(code, "").split("|"):
        first, *others = (word.replace("_", " ") for word in row.split())
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {word: frozenset(others) for word, others in found.items()}
