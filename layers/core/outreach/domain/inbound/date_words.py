"""Months, weekdays and the words around dates in the languages of the people who are away."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re
from collections.abc import Mapping

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
    r"(?i)(?:\b(?:back|return(?:s|ing)?|again|available (?:again )?(?:from|on|as of)|resum(?:e|ing)|reply (?:to you )?(?:on|from|after)|as of|starting|in (?:the )?office (?:on|from|again))\b|"
    r"\b(?:wieder|zur[üu]ck|r[üu]ckkehr|ab(?: dem| montag| dienstag| mittwoch| donnerstag| freitag)?(?= )|erreichen sie mich ab)\b|\b(?:retour|reviens|reviendrai|serai (?:de retour|[àa] nouveau|joignable)|[àa] partir d[ue]|reprendrai|rentre(?:rai)?)\b|\b(?:regres\w+|vuel\w+|de vuelta|retorn\w+|reincorpor\w+|a partir del?|volver[ée]|disponible (?:el|de nuevo))\b|"
    r"\b(?:rientr\w+|ritorn\w+|torn(?:er[òo]|o)|di ritorno|a partire dal?|disponibile dal|nuovamente)\b|\b(?:terug|weer (?:aanwezig|bereikbaar|op kantoor|beschikbaar)|vanaf)\b|\b(?:volt\w+|regress\w+|de volta|retom\w+|a partir d[eo])\b|\b(?:tillbaka|[åa]ter|tilbage|tilbake|igen|takaisin|palaan|palaan t[öo]ihin)\b|"
    r"\b(?:wracam|wr[óo]c[ęe]|powr[óo]t\w*|z powrotem|ponownie|b[ęe]d[ęe] dost[ęe]pn\w+|zp[ěe]t|vr[áa]t[íi]m)\b)"
)
"""A date behind this is the first day of being there again."""
UNTIL = re.compile(
    r"(?i)\b(?:until|till|til|through|thru|up to|to|up until|before|ending|bis(?: (?:zum|einschlie(?:ß|ss)lich|inkl(?:usive|\.)?|und mit|einschl\.?|inklusive|inkl))*|jusqu['’ ]?(?:[àa]u?|en)?|au|al|fino al?|sino al?|fino|hasta(?: el)?|a(?: el)?|tot(?: en met)?|t/m|t\.e\.m\.|at[ée](?: ao?| dia| o dia)?|ao|till och med|t\.?o\.?m\.?|til og med|t\.?o\.?m|frem til|tom|do(?: dnia)?|w[łl][ąa]cznie do|do|a[žz] do|saakka|asti|-|\u2013|\u2014)(?=\W|$)"
)
"""A date behind this is the last day of being away, or the first of being there."""
INCLUSIVE = re.compile(
    r"(?i)\b(?:through|thru|including|inclusive|einschlie(?:ß|ss)lich|inkl|einschl|und mit|inclus|incluso|inclusive|compreso|incluid|t/m|tot en met|t\.e\.m|till och med|t\.?o\.?m\b|til og med|w[łl][ąa]cznie|v[čc]etn[ěe])"
)
FROM = re.compile(
    r"(?i)\b(?:from|since|starting|between|beginning|vom|von|ab|seit|zwischen|du|depuis|de|del|desde|dal|da|dall|van|vanaf|fr[åa]n|fra|od|z|from the)(?:\s+(?:the|dem|le|el|il|den|dnia|dia))?(?=\W|$)"
)
NOT_ABOUT_IT = re.compile(
    r"(?i)\b(?:tel|telefon|phone|fax|mobil\w*|ticket|sent|gesendet|envoy|received|erhalten|dated|on\s+\w+,?\s.{0,40}wrote)\b"
)
TOMORROW = re.compile(
    r"(?i)\b(?:tomorrow|morgen fr[üu]h|ab morgen|demain|ma[ñn]ana|domani|amanh[ãa]|imorgon|i morgen|jutro)\b"
)
NEXT_WEEK = re.compile(
    r"(?i)\b(?:next week|n[äa]chste(?:r|n)? woche|kommende(?:r|n)? woche|la semaine prochaine|la pr[óo]xima semana|la (?:prossima settimana|settimana prossima)|volgende week|pr[óo]xima semana|n[äa]sta vecka|n[æa]ste uge|neste uke|w przysz[łl]ym tygodniu|przyszły tydzień)\b"
)
ENGLISH = re.compile(r"(?i)\b(?:the|and|will|office|back|until|from|return|with|for|am|thank|please)\b")
AMERICAN = re.compile(
    r"(?i)(?:\b\d{1,2}:\d{2}\s?(?:am|pm)\b|\b(?:vacation|PTO|EST|EDT|CST|CDT|PST|PDT|MST|labor day|thanksgiving|USA)\b|\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b|\+1[\s(-])"
)
