"""German: what is said in a conversation."""

from qa.language.profile import read_kinds, read_words
from qa.language.profiles.dialogue import Dialogue

DIALOGUE = Dialogue(
    acts=read_kinds(
        thanks="danke vielen_dank danke_schön super gut toll verstanden alles_klar aha ok okay tschüss",
        greeting="hallo guten_morgen guten_tag guten_abend hi",
        sources="quellen quelle die_quellen belege woher_stammt_das woher_weißt_du_das wer_sagt_das",
        shorter="kürzer kurz kürzer_bitte zu_lang in_einem_satz",
        more="mehr mehr_dazu erzähl_mehr erzähle_mehr mehr_details weiter sonst_noch_etwas was_noch",
    ),
    openers=read_words("und aber oder also dann"),
    interjections=read_words("nein ja ok okay gut danke also na_ja"),
    courtesies=read_words("bitte danke"),
    about=read_words("was_ist_mit wie_ist_es_mit wie_sieht_es_mit"),
    corrections=read_words("ich_meine ich_meinte gemeint_ist gemeint_war ich_fragte_nach"),
    returns=read_words("zurück_zu zurück_zum zurück_zur noch_einmal_zu noch_einmal_zum noch_einmal_zur"),
    question_words=read_words("wer wen wem wessen was welche welcher welches welchen wann wo wohin woher warum wie"),
    adverbs=read_words("wann wo warum wieso weshalb seit_wann bis_wann wohin woher"),
    subjects=read_words("wer"),
    refers=read_kinds(person="er ihn ihm"),
)
