"""Words that stand around a person's name, and words that show that a text is no person's name.

They are written without dots and accents and folded, as `reading.person_names.plain` returns them: κοσ, and not κος.
"""
# ruff: noqa: RUF001 - words of many languages, whose letters look alike

_FORMAL = (
    "mr mrs ms miss mx mister madam maam sir dame lord lady "
    "herr herrn hr zhd frau fr frl fraulein fru frk froken "
    "m mm mme mlle monsieur madame mademoiselle messieurs "
    "sr sra srta senor senora senorita don dona dn d senhor senhora exmo exma "
    "sig sigra signor signora signore signorina "
    "dhr dhrn mevr mevrouw mw mej heer meneer "
    "pan pani pana p pp bay bayan sayin herra rouva domnul doamna dl dna d-na sn gospodin gospodja gospodar gospa "
    "gospodarica kyrios kyria ur holgy hra rva "
    "г-н г-жа господин госпожа господа пан пани пані κ κα κοσ κυριοσ κυρια"
)
FORMAL_TITLES = frozenset(_FORMAL.split())
"""Titles that come before a last name: `Frau Schmidt`. With a single name after them, that is no first name."""

_LEARNED = (
    "dr drs dra drin prof profin profa profssa professor professorin professeur doc doz docent dott dottssa dottore "
    "dottoressa doctor doctora dokter doktor dring drmed dripl drphil drrernat drjur drhc hc mult emer ret "
    "habil univ pd apl tit lek ra rain stb wp "
    "ing ir dipl dipling diplkfm diplinform diplphys diplchem diplpsych mag magister magistra bakk mgr inz bc "
    "mudr mvdr judr phdr rndr paeddr thdr ingarch arch avv avvto geom rag lic licda abog eng engo enga adv me maitre "
    "rev reverend revd fr father sister brother pastor pfarrer pfr padre pater rabbi imam bishop "
    "hon honorable honourable rt capt captain cpt lt lieutenant col colonel gen general sgt sergeant cmdr commander "
    "dr-ing dr-med dipl-ing dipl-kfm dipl-inform дmн др д-р проф академик доктор профессор"
)
_QUALIFIERS = "med phil jur iur rer nat oec pol theol vet dent hab pharm agr h c e v"
QUALIFIERS = frozenset(_QUALIFIERS.split())
"""Words that are part of a title in small letters: `Dr. phil.`. In capitals they are names: `Phil`."""
TITLES = FORMAL_TITLES | frozenset(_LEARNED.split())

ALSO_NAMES = frozenset(
    {
        "ben",
        "al",
        "mac",
        "don",
        "dona",
        "phil",
        "nat",
        "em",
        "mag",
        "bay",
        "gen",
        "col",
        "lord",
        "bishop",
        "adv",
    }
)
"""Titles and particles that are first names too. A title is one if it stands alone, without a dot, in the column of these."""

_SUFFIXES = (
    "jr jnr junior sr snr senior ii iii iv 2nd 3rd 4th phd dphil md do mba emba mpa mph msc bsc bs ms meng beng "
    "ma ba mfa bfa med edd jd llb llm esq esquire cpa cma cfa cfp cissp pmp pe rn np dds dmd dvm od dc pharmd "
    "obe mbe cbe kbe qc kc frcp frcs facs fca aca csc csm cphr shrm mres mphil bcom mcom dea hdr "
    "da dj ae ret esqr lic ing dipling mag bakk"
)
SUFFIXES = frozenset(_SUFFIXES.split())
SHORT_SUFFIXES = frozenset(
    {"ma", "ba", "do", "ms", "bs", "pe", "np", "od", "dc", "med", "da", "ae", "ing", "lic"}
)
"""Suffixes that are also names. They count only in capitals or with dots, and behind two other words."""

_PARTICLES = (
    "van von vom zu zur zum der den ten ter te het 't de del della delle dei degli di da do dos das du des la le lo "
    "al el bin ibn ben bint af av st san santa mac"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words with which a last name of several words begins."""

_NO_PERSON = (
    "and und et og och en & + / or oder ou "
    "team teams sales vertrieb ventes ventas verkauf info office buro bureau support help helpdesk service services "
    "kundenservice customer customers admin administration administrator accounting accounts buchhaltung contabilidad "
    "comptabilite compras einkauf purchasing marketing personal reception empfang department dept abteilung family "
    "familie fam eheleute ehepaar geb nee famille company firma firm group gruppe gmbh mbh ag kg ohg ug ev ltd limited llc llp inc corp corporation "
    "co plc sa sas sarl srl spa sl slu bv nv oy ab as aps doo sro spzoo kft zrt lda ltda eood "
    "unknown unbekannt inconnu test na none null nil tbd anonymous kein keine contact kontakt owner inhaber manager "
    "director ceo cto cfo coo the dear hello hi hallo webmaster newsletter noreply "
    "your name first last vorname nachname user firstname lastname "
    "partner president chairman founder cofounder engineer consultant attorney lawyer accountant developer analyst officer "
    "vp head lead staff at of"
)
NO_PERSON = frozenset(_NO_PERSON.split())
"""Words that no person's name has: of several people, of a company, of a role."""

CONNECTORS = frozenset({"y", "e", "i", "o"})
"""Words for "and" and "or" in small letters. In capitals they are initials."""
