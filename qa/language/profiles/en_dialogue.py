"""English: what is said in a conversation."""

from qa.language.profile import read_kinds, read_words
from qa.language.profiles.dialogue import Dialogue
from qa.language.profiles.en_calendar import MONTH_NAMES, WEEKDAYS

DIALOGUE = Dialogue(
    acts=read_kinds(
        thanks="""thanks thank_you many_thanks thank_you_very_much thanks_a_lot cheers great perfect nice good cool wow
            ok okay i_see got_it understood alright all_right interesting good_to_know that_helps bye goodbye""",
        greeting="hi hello hey good_morning good_afternoon good_evening how_are_you",
        sources="""sources source the_sources your_sources show_sources show_the_sources show_me_the_sources references
            citations quotes where_is_that_from where_is_this_from where_does_that_come_from says_who who_says_so
            who_says_that according_to_whom what_are_your_sources what_are_the_sources how_do_you_know
            how_do_you_know_that which_articles in_which_article""",
        shorter="""shorter be_brief in_short briefly in_one_sentence too_long make_it_shorter shorten shorten_it
            in_a_nutshell tl;dr tldr can_you_make_it_shorter can_you_shorten_that""",
        more="""more tell_me_more more_details in_more_detail details go_on continue longer elaborate more_about_that
            more_on_that tell_me_more_about_that tell_me_more_about_it what_else anything_else can_you_elaborate
            can_you_tell_me_more give_me_more give_me_more_details what_else_is_known what_else_do_you_know
            what_more_is_known""",
    ),
    openers=read_words("and but or so then also"),
    interjections=read_words("ok okay well yes no yeah right hmm oh sorry thanks and but so"),
    courtesies=read_words("please pls thanks so_much now kindly"),
    about=read_words("what_about how_about and_what_about what_of what's_with as_for"),
    corrections=read_words(
        """i_meant i_mean i_was_asking_about i_asked_about i_am_asking_about i'm_asking_about not_that_one_but
            not_him_but not_her_but rather not_that_but"""
    ),
    returns=read_words(
        """back_to going_back_to coming_back_to to_come_back_to to_go_back_to returning_to to_return_to
            let's_go_back_to lets_go_back_to let_us_go_back_to once_more_on again_on back_on"""
    ),
    question_words=read_words("who whom whose what which when where why how"),
    elses=read_words("else"),
    refers=read_kinds(
        person="he she him her his hers",
        thing="it its",
        several="they them their theirs",
        place="there",
    ),
    pointers=read_words("this that these those"),
    definite=read_words("the"),
    general_nouns=read_words(
        """board folks else people person man woman men women anyone anybody someone somebody everyone everybody
            nobody thing something anything everything nothing one ones case reason way kind sort lot number others
            rest time"""
    ),
    group_nouns=read_words(
        """company firm group organisation organization team club party corporation business agency outlet publisher
            startup manufacturer carmaker airline retailer maker operator"""
    ),
    person_nouns=read_words(
        """mayor minister president chancellor governor secretary senator judge captain chairman chairwoman chief
            boss ceo director spokesman spokeswoman spokesperson lawyer officer commander coach manager king queen
            prince princess pope bishop professor doctor author owner founder suspect defendant victim witness driver
            pilot player striker goalkeeper candidate leader deputy ambassador general colonel inspector prosecutor
            actor actress singer man woman boy girl child adult patient customer voter resident villager fan tourist
            student teacher worker employee union police opposition government council court coastguard company"""
    ),
    place_nouns=read_words("town city village country place region state province island area capital district valley"),
    time_nouns=MONTH_NAMES
    | frozenset(WEEKDAYS)
    | read_words(
        """day date time week month year decade century hour minute second morning evening night afternoon noon
        midnight spring summer autumn fall winter weekend today yesterday tomorrow quarter season"""
    ),
    owned_nouns=read_words(
        """captain owner founder successor predecessor head boss ceo chairman chairwoman chief director coach manager
            author mayor population capital cause consequence result outcome effect impact aftermath score winner
            loser victim casualty survivor toll price cost value size height length weight age budget goal aim purpose
            headquarters epicentre epicenter magnitude name title date venue cast plot location destination crew
            passenger organiser organizer host sponsor builder designer inventor discoverer damage final_score
            death_toll"""
    ),
    event_nouns=read_words(
        """accident attack avalanche battle blast bombing collapse collision conflict crash derailment disaster
            earthquake election explosion fire flood flooding hurricane landslide match massacre outbreak protest race
            raid riot robbery shooting sinking storm strike tornado tsunami war wildfire"""
    ),
    event_verbs=read_words("be take seem appear matter call mean"),
    others=read_words("other others latter former another rest second"),
    pairs=read_words("two both"),
    symmetric=read_words(
        """meet agree argue quarrel talk speak discuss negotiate marry divorce fight clash merge compete debate
            differ disagree"""
    ),
    measures=read_words("old tall big large heavy wide deep high rich young good bad"),
    singular={"are": "is", "were": "was", "do": "does", "have": "has"},
)
