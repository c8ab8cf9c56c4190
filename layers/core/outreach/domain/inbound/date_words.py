"""Months, weekdays and the words around dates in the languages of the people who are away."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re
from collections.abc import Mapping

from outreach.domain.patterns import any_of

_MONTH_NAMES = (
    "january jan jänner januar januari janvier janv enero ene gennaio gen janeiro jan stycznia styczen styczeń sty januára ledna tammikuuta tammikuu",
    "february feb febr februar februari février fevrier févr febrero febbraio fevereiro fev lutego luty února unora helmikuuta helmikuu",
    "march mar märz maerz marz mrz maart mrt mars marzo março marco marca marzec března brezna maaliskuuta maaliskuu",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwiecien kwi dubna huhtikuuta huhtikuu",
    "may mai mayo maggio mag maio maj mei maja května kvetna toukokuuta toukokuu",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze června cervna kesäkuuta kesäkuu",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip července cervence heinäkuuta heinäkuu",
    "august aug augustus août aout agosto ago sierpnia sierpień sierpien sie augusti srpna elokuuta elokuu",
    "september sep sept septembre septiembre setiembre settembre set setembro września wrzesnia wrzesień wrz září zari syyskuuta syyskuu",
    "october oct okt oktober octobre octubre ottobre ott outubro out października pazdziernika październik paź paz října rijna lokakuuta lokakuu",
    "november nov novembre noviembre novembro listopada listopad lis marraskuuta marraskuu",
    "december dec dez dezember décembre decembre déc diciembre dic dicembre dezembro desember des grudnia grudzień grudzien gru prosince joulukuuta joulukuu",
)
MONTHS: Mapping[str, int] = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
_WEEKDAY_NAMES = (
    "monday mon montag lundi lunes lunedì lunedi segunda segunda-feira maandag måndag mandag poniedziałek poniedziałku poniedzialek poniedziałkiem maanantai maanantaina pondělí",
    "tuesday tue tues dienstag mardi martes martedì martedi terça terça-feira terca dinsdag tisdag tirsdag wtorek wtorku tiistai tiistaina úterý",
    "wednesday wed mittwoch mercredi miércoles miercoles mercoledì mercoledi quarta quarta-feira woensdag onsdag środa środę środy sroda srode keskiviikko keskiviikkona středa středu",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì giovedi quinta quinta-feira donderdag torsdag czwartek czwartku torstai torstaina čtvrtek",
    "friday fri freitag vendredi viernes venerdì venerdi sexta sexta-feira vrijdag fredag piątek piątku piatek perjantai perjantaina pátek",
    "saturday sat samstag sonnabend samedi sábado sabado sabato zaterdag lördag lørdag lordag sobota sobotę soboty lauantai lauantaina sobotu",
    "sunday sun sonntag dimanche domingo domenica zondag söndag søndag sondag niedziela niedzielę niedzieli sunnuntai sunnuntaina neděle neděli",
)
WEEKDAYS: Mapping[str, int] = {
    name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()
}

BACK = re.compile(
    r"(?i)"
    + any_of(
        # English
        r"\b"
        + any_of(
            r"back",
            r"return(?:s|ing)?",
            r"again",
            r"available (?:again )?(?:from|on|as of)",
            r"resum(?:e|ing)",
            r"reply (?:to you )?(?:on|from|after)",
            r"as of",
            r"starting",
            r"in (?:the )?office (?:on|from|again)",
        )
        + r"\b",
        # German
        r"\b"
        + any_of(
            r"wieder",
            r"zur[üu]ck",
            r"r[üu]ckkehr",
            r"ab(?: dem| montag| dienstag| mittwoch| donnerstag| freitag)?(?= )",
            r"erreichen sie mich ab",
        )
        + r"\b",
        # French
        r"\b"
        + any_of(
            r"retour",
            r"reviens",
            r"reviendrai",
            r"serai (?:de retour|[àa] nouveau|joignable)",
            r"[àa] partir d[ue]",
            r"reprendrai",
            r"rentre(?:rai)?",
        )
        + r"\b",
        # Spanish
        r"\b"
        + any_of(
            r"regres\w+",
            r"vuel\w+",
            r"de vuelta",
            r"retorn\w+",
            r"reincorpor\w+",
            r"a partir del?",
            r"volver[ée]",
            r"disponible (?:el|de nuevo)",
        )
        + r"\b",
        # Italian
        r"\b(?:rientr\w+|ritorn\w+|torn(?:er[òo]|o)|di ritorno|a partire dal?|disponibile dal|nuovamente)\b",
        # Dutch
        r"\b(?:terug|weer (?:aanwezig|bereikbaar|op kantoor|beschikbaar)|vanaf)\b",
        # Portuguese
        r"\b(?:volt\w+|regress\w+|de volta|retom\w+|a partir d[eo])\b",
        # Swedish, Danish, Norwegian, Finnish
        r"\b"
        + any_of(
            # Swedish
            r"tillbaka",
            r"[åa]ter",
            # Danish
            r"tilbage",
            # Norwegian
            r"tilbake",
            # Swedish, Danish
            r"igen",
            # Finnish
            r"takaisin",
            r"palaan",
            r"palaan t[öo]ihin",
        )
        + r"\b",
        # Polish, Czech
        r"\b"
        + any_of(
            # Polish
            r"wracam",
            r"wr[óo]c[ęe]",
            r"powr[óo]t\w*",
            r"z powrotem",
            r"ponownie",
            r"b[ęe]d[ęe] dost[ęe]pn\w+",
            # Czech
            r"zp[ěe]t",
            r"vr[áa]t[íi]m",
        )
        + r"\b",
    )
)
"""A date behind this is the first day on which somebody is back."""
UNTIL = re.compile(
    r"(?i)\b"
    + any_of(
        # English
        r"until",
        r"till",
        r"til",
        r"through",
        r"thru",
        r"up to",
        r"to",
        r"up until",
        r"before",
        r"ending",
        # German
        r"bis(?: (?:zum|einschlie(?:ß|ss)lich|inkl(?:usive|\.)?|und mit|einschl\.?|inklusive|inkl))*",
        # French
        r"jusqu['’ ]?(?:[àa]u?|en)?",
        r"au",
        # Spanish, Italian
        r"al",
        # Italian
        r"fino al?",
        r"sino al?",
        r"fino",
        # Spanish
        r"hasta(?: el)?",
        r"a(?: el)?",
        # Dutch
        r"tot(?: en met)?",
        r"t/m",
        r"t\.e\.m\.",
        # Portuguese
        r"at[ée](?: ao?| dia| o dia)?",
        r"ao",
        # Swedish
        r"till och med",
        r"t\.?o\.?m\.?",
        # Danish, Norwegian
        r"til og med",
        r"t\.?o\.?m",
        r"frem til",
        # Swedish
        r"tom",
        # Polish
        r"do(?: dnia)?",
        r"w[łl][ąa]cznie do",
        r"do",
        # Czech
        r"a[žz] do",
        # Finnish
        r"saakka",
        r"asti",
        # A dash
        r"-",
        r"\u2013",
        r"\u2014",
    )
    + r"(?=\W|$)"
)
"""A date behind this is the last day of an absence, or the first day back."""
BACK_BEHIND = re.compile(
    r"(?i)[\s,.\d]{0,12}"
    + any_of(
        # German
        r"wieder",
        r"zur[üu]ck",
        r"erreichbar",
        # English
        r"back",
        # Swedish, Danish
        r"igen",
        # Swedish
        r"tillbaka",
        # Danish
        r"tilbage",
        # Norwegian
        r"tilbake",
        # Dutch
        r"terug",
        r"weer",
        # Polish
        r"z powrotem",
    )
    + r"\b"
)
"""A date before this is the first day on which somebody is back."""

UNTIL_BEHIND = re.compile(
    r"(?i)\s*"
    + any_of(
        # English, French, Spanish, Portuguese
        r"inclu",
        # German
        r"einschl",
        r"inkl",
        # Polish
        r"w[łl][ąa]cznie",
        # Finnish
        r"saakka",
        r"asti",
        # Japanese
        r"まで",
        r"迄",
    )
)
"""A date before this is the last day of an absence."""

FROM = re.compile(
    r"(?i)\b"
    + any_of(
        # English
        r"from",
        r"since",
        r"starting",
        r"between",
        r"beginning",
        # German
        r"vom",
        r"von",
        r"ab",
        r"seit",
        r"zwischen",
        # French
        r"du",
        r"depuis",
        # French, Spanish, Portuguese
        r"de",
        r"del",
        # Spanish
        r"desde",
        # Italian
        r"dal",
        r"da",
        r"dall",
        # Dutch
        r"van",
        r"vanaf",
        # Swedish
        r"fr[åa]n",
        # Danish, Norwegian
        r"fra",
        # Polish, Czech
        r"od",
        r"z",
        # English
        r"from the",
    )
    + r"(?:\s+(?:the|dem|le|el|il|den|dnia|dia))?(?=\W|$)"
)
"""A date behind this is the first day of an absence."""
NOT_ABOUT_IT = re.compile(
    r"(?i)\b"
    + any_of(
        # English
        r"tel",
        r"phone",
        r"fax",
        r"ticket",
        r"sent",
        r"received",
        r"dated",
        r"on\s+\w+,?\s.{0,40}wrote",
        # German
        r"telefon",
        r"mobil\w*",
        r"gesendet",
        r"erhalten",
        # French
        r"envoy",
    )
    + r"\b"
)
"""A date behind this says nothing about the absence."""
TOMORROW = re.compile(
    r"(?i)\b"
    + any_of(
        # English
        r"tomorrow",
        # German
        r"morgen fr[üu]h",
        r"ab morgen",
        # French
        r"demain",
        # Spanish
        r"ma[ñn]ana",
        # Italian
        r"domani",
        # Portuguese
        r"amanh[ãa]",
        # Swedish
        r"imorgon",
        # Danish, Norwegian
        r"i morgen",
        # Polish
        r"jutro",
    )
    + r"\b"
)
NEXT_WEEK = re.compile(
    r"(?i)\b"
    + any_of(
        # English
        r"next week",
        # German
        r"n[äa]chste(?:r|n)? woche",
        r"kommende(?:r|n)? woche",
        # French
        r"la semaine prochaine",
        # Spanish
        r"la pr[óo]xima semana",
        # Italian
        r"la (?:prossima settimana|settimana prossima)",
        # Dutch
        r"volgende week",
        # Portuguese
        r"pr[óo]xima semana",
        # Swedish
        r"n[äa]sta vecka",
        # Danish
        r"n[æa]ste uge",
        # Norwegian
        r"neste uke",
        # Polish
        r"w przysz[łl]ym tygodniu",
        r"przyszły tydzień",
    )
    + r"\b"
)
ENGLISH = re.compile(
    r"(?i)\b"
    + any_of(
        r"the",
        r"and",
        r"will",
        r"office",
        r"back",
        r"until",
        r"from",
        r"return",
        r"with",
        r"for",
        r"am",
        r"thank",
        r"please",
    )
    + r"\b"
)
"""Words that show a text to be English, if there are some of them."""
AMERICAN = re.compile(
    r"(?i)"
    + any_of(
        # A time of day
        r"\b\d{1,2}:\d{2}\s?(?:am|pm)\b",
        # Words and time zones
        r"\b(?:vacation|PTO|EST|EDT|CST|CDT|PST|PDT|MST|labor day|thanksgiving|USA)\b",
        # Telephone numbers
        r"\(\d{3}\)\s?\d{3}-\d{4}",
        r"\b\d{3}-\d{3}-\d{4}\b",
        r"\+1[\s(-]",
    )
)
"""What shows an English text to come from the United States."""
