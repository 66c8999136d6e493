"""French: what is said in a conversation."""

from qa.language.profile import read_kinds, read_words
from qa.language.profiles.dialogue import Dialogue

DIALOGUE = Dialogue(
    acts=read_kinds(
        thanks="merci merci_beaucoup bien parfait super compris d'accord ok au_revoir",
        greeting="bonjour bonsoir salut",
        sources="sources source les_sources d'où_vient_cela qui_le_dit qui_dit_cela",
        shorter="plus_court en_bref trop_long en_une_phrase",
        more="plus dis-m'en_plus dites-m'en_plus plus_de_détails continue continuez autre_chose quoi_d'autre",
    ),
    openers=read_words("et mais ou alors donc"),
    interjections=read_words("non oui ok bon merci d'accord"),
    courtesies=read_words("s'il_vous_plaît s'il_te_plaît merci"),
    about=read_words("qu'en_est-il_de qu'en_est-il_du et_pour"),
    corrections=read_words("je_voulais_dire je_veux_dire je_parle_de je_parlais_de"),
    returns=read_words("revenons_à pour_revenir_à retour_à"),
    question_words=read_words("qui que quoi quel quelle quels quelles quand où comment combien pourquoi"),
    adverbs=read_words("quand où pourquoi depuis_quand jusqu'à_quand"),
    subjects=read_words("qui"),
    inverts=False,
)
