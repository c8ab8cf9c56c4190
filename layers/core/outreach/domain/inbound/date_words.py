"""Months, weekdays and the words around dates in the languages of the people who are away."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from collections.abc import Mapping

from outreach.domain.patterns import any_of, expression

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
_MONTHS_BY_LANGUAGE: Mapping[str, str] = {
    "Hungarian": "január|február|március márc|április ápr|május máj|június jún|július júl|augusztus|szeptember szept|október||",
    "Romanian": "ianuarie ian|februarie|martie|aprilie||iunie iun|iulie iul||septembrie|octombrie|noiembrie|decembrie",
    "Russian": "января янв январь|февраля фев февр февраль|марта мар март|апреля апр апрель|мая май|июня июн июнь|июля июл июль|августа авг август|сентября сен сент сентябрь|октября окт октябрь|ноября ноя нояб ноябрь|декабря дек декабрь",
    "Ukrainian": "січня січ січень|лютого лют лютий|березня бер березень|квітня квіт квітень|травня трав травень|червня черв червень|липня лип липень|серпня серп серпень|вересня вер вересень|жовтня жовт жовтень|листопада лист листопад|грудня груд грудень",
    "Turkish": "ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım kas|aralık ara",
    "Greek": "ιανουαρίου ιαν ιανουάριος|φεβρουαρίου φεβ φεβρουάριος|μαρτίου μαρ μάρτιος|απριλίου απρ απρίλιος|μαΐου μαΐ μαίου μάιος|ιουνίου ιουν ιούνιος|ιουλίου ιουλ ιούλιος|αυγούστου αυγ αύγουστος|σεπτεμβρίου σεπ σεπτέμβριος|οκτωβρίου οκτ οκτώβριος|νοεμβρίου νοε νοέμβριος|δεκεμβρίου δεκ δεκέμβριος",
    "Bulgarian": "януари яну|февруари|март|април|май|юни|юли|август|септември сеп|октомври|ноември ное|декември",
    "Czech": "leden|únor|březen|duben|květen|červen|červenec|srpen|zář|říjen|listopadu|prosinec",
    "Slovak": "januára|februára|marec|apríla apríl|mája máj|júna jún|júla júl|augusta|septembra|októbra|novembra|decembra",
}
MONTHS: Mapping[str, int] = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
} | {
    name: number
    for months in _MONTHS_BY_LANGUAGE.values()
    for number, names in enumerate(months.split("|"), 1)
    for name in names.split()
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
_WEEKDAYS_BY_LANGUAGE: Mapping[str, str] = {
    "Hungarian": "hétfő hétfőn hétfőig hétfőtől|kedd kedden keddig keddtől|szerda szerdán szerdáig szerdától|csütörtök csütörtökön csütörtökig csütörtöktől|péntek pénteken péntekig péntektől|szombat szombaton szombatig|vasárnap vasárnapig",
    "Romanian": "luni|marți marti|miercuri|joi|vineri|sâmbătă sambata|duminică duminica",
    "Russian": "понедельник понедельника|вторник вторника|среда среду среды|четверг четверга|пятница пятницу пятницы|суббота субботу субботы|воскресенье воскресенья",
    "Ukrainian": "понеділок понеділка|вівторок вівторка|середа середу середи|четвер четверга|п'ятниця п'ятницю п'ятниці|субота суботу суботи|неділя неділю неділі",
    "Turkish": "pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar",
    "Greek": "δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή",
    "Bulgarian": "понеделник|вторник|сряда|четвъртък|петък|събота|",
    "Slovak": "pondelok|utorok|streda stredu|štvrtok|piatok|||",
}
WEEKDAYS: Mapping[str, int] = {
    name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()
} | {
    name: number
    for days in _WEEKDAYS_BY_LANGUAGE.values()
    for number, names in enumerate(days.split("|"))
    for name in names.split()
}
EAST_ASIAN_WEEKDAYS = ("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")
"""In `星期一`, `月曜日`, `월요일`: Chinese, Japanese and Korean, from Monday on."""

BACK = expression(
    r"(?i)"
    + any_of(
        # English
        r"\b"
        + any_of(
            r"back",
            r"return(?:s|ing)?",
            r"again",
            r"available (?:again )?(?:from|on|as of|starting)",
            r"resum(?:e|ing)",
            r"reply (?:to you )?(?:on|from|after)",
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
            r"op[ěe]t",
        )
        + r"\b",
        r"\b"
        + any_of(
            # German, where the verb is parted
            r"kehre",
            r"erst wieder",
            # A place that opens again: English, French, Spanish, Italian, Dutch
            r"re-?open(?:s|ing)?",
            r"rouvr\w+",
            r"reabr\w+",
            r"riapr\w+",
            r"heropen\w*",
            # Italian
            r"di nuovo",
            # French, Spanish
            r"reprends",
            r"reprise",
            r"reincorpor\w+",
            # Hungarian
            r"[úu]jra",
            r"ism[ée]t",
            r"vissza\w*",
            r"legk[öo]zelebb",
            # Romanian
            r"revin",
            r"m[ăa] [îi]ntorc",
            r"voi reveni",
            r"[îi]napoi",
            r"[îi]ncep[âa]nd cu",
            # Slovak
            r"sp[äa][ťt]",
            # Russian
            r"вернусь",
            r"возвращаюсь",
            r"вернемся",
            r"выйду",
            r"выхожу",
            r"буду (?:на (?:работе|месте|связи)|в офисе|доступ\w+|снова)",
            r"снова",
            # Ukrainian
            r"повернусь",
            r"повернуся",
            r"повертаюс[ья]",
            r"буду (?:на (?:роботі|місці|зв'язку)|в офісі|знову)",
            # Bulgarian
            r"ще се върна",
            r"връщам се",
            # Greek
            r"επιστρ[έε]φω",
            r"επιστροφή",
            r"θα επιστρέψω",
            r"ξανά",
            r"πάλι",
        )
        + r"\b",
        # Chinese, Japanese
        r"回来|返回|恢复上班|上班|返崗|返岗|復帰|出社",
    )
)
"""A date behind this is the first day on which somebody is back."""
UNTIL = expression(
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
        # Romanian
        r"p[âa]n[ăa](?: la| [îi]n| pe)?(?: data de)?",
        # Slovak
        r"do",
        # Russian, Ukrainian, Bulgarian
        r"до",
        r"по(?=\s+(?:\w{2,12},?\s+)?$)",
        # Greek
        r"μέχρι(?: και)?(?: τις| την| τη)?",
        r"έως(?: και)?(?: τις| την| τη)?",
        r"ως(?: τις| την)?",
    )
    + r"(?=\W|$)"
    + r"|[至到](?=\s?$|\s?\d)|[~\uff5e\u301c](?=\s?$|\s?\d)|(?<=[\s\d.日号號일])[-\u2013\u2014](?=\s|$|[^\W\d_])"
)
"""A date behind this is the last day of an absence, or the first day back."""
WEAK = frozenset(
    {
        "to",
        "au",
        "al",
        "a",
        "a el",
        "ao",
        "-",
        "\u2013",
        "\u2014",
        "~",
        "\uff5e",
        "\u301c",
        "tom",
        "before",
        "ending",
    }
)
"""Words of `UNTIL` that mean so only behind another day or number, as in "3 to 14 August"."""
BACK_BEHIND = expression(
    r"(?i)[\s.\d]{0,12}"
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
        # Hungarian
        r"-?(?:[áéa]?n|t[őo]l|t[óo]l|j[ée]n) "
        + any_of(r"t[ée]rek ", r"vagyok ", r"leszek ", r"[úu]jra ", r"ism[ée]t ", r"ism\u00e9telten ")
        + r"*(?:vissza|[úu]jra|ism[ée]t|el[ée]rhet)",
        # Turkish
        r"['\u2019]?(?:d[ae]|t[ae]|d[ae]n itibaren|t[ae]n itibaren)?(?: tarihinde| günü)? "
        + any_of(r"yeniden ", r"tekrar ", r"ofise ", r"işe ", r"iş başında ", r"görevime ")
        + r"*(?:dön|ofiste|ulaş|işbaş|iş baş|geri|müsait|görev|baş)",
        # Russian, Ukrainian
        r"(?:я )?(?:вернусь|выйду|буду|повернусь|повернуся)",
    )
    + r"\w{0,20}\b|\s*+(?:[(\uff08][^)\uff09]{1,3}[)\uff09]\s*+)?"
    + any_of(
        # Japanese
        r"(?:より|から|に|以降)?(?:は|、)?(?:通常)?(?:どおり|通り)?(?:に)?(?:出社|復帰|出勤|営業|業務(?:を)?(?:再開|開始)|対応|戻り|帰社|ご連絡|返信)",
        # Chinese
        r"(?:起|后|後|正式|才|再|將|将|会|會|号|日){0,3}(?:回来|回來|返回|恢复|恢復|上班|回到|回公司|返岗|返崗|处理|回复|回覆)",
        # Korean
        r"(?:[(\uff08][^)\uff09]{1,3}[)\uff09]|부터|에|에는|부터는|\s){0,4}(?:복귀|돌아|출근|정상|업무|회신|답변)",
    )
)
"""A date before this is the first day on which somebody is back."""
FROM_BEHIND = expression(
    r"(?i)\s*+(?:[(\uff08][^)\uff09]{1,3}[)\uff09]\s*+)?"
    + any_of(
        # Japanese, Chinese, Korean
        r"から",
        r"より",
        r"起",
        r"부터",
        # Hungarian, Turkish
        r"-?t[őo]l\b",
        r"-?t[óo]l\b",
        r"['\u2019]?[dt][ae]n\b",
    )
)
"""A date before this is the first day of an absence, if no sign of coming back follows."""

UNTIL_BEHIND = expression(
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
        # Hungarian
        r"-?ig\b",
        # Turkish
        r"['\u2019]?(?:y?[aeıi])? (?:tarihine |akşamına |günü(?:ne)? )?kadar",
        # Russian, Ukrainian
        r"включительно",
        r"включно",
        # Greek
        r"συμπεριλαμβαν",
        # Japanese
        r"(?:[(\uff08][^)\uff09]{1,3}[)\uff09])?\s?(?:まで|迄)",
        # Hungarian, Turkish, as in "between"
        r"k[öo]z[öo]tt",
        r"tarihleri aras",
        # Chinese
        r"(?:之?前|以前|为止|為止)",
        # Korean
        r"(?:[(\uff08][^)\uff09]{1,3}[)\uff09])?\s?까지",
    )
)
"""A date before this is the last day of an absence."""

FROM = expression(
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
        # Romanian
        r"din",
        # Russian, Ukrainian, Bulgarian
        r"с",
        r"со",
        r"з",
        r"від",
        r"от",
        # Greek
        r"από(?: τις| την| τη)?",
        # English
        r"from the",
    )
    + r"(?:\s+(?:the|dem|le|el|il|den|dnia|dia))?(?=\W|$)"
)
"""A date behind this is the first day of an absence."""
BETWEEN = expression(
    r"(?i)\b"
    + any_of(
        # English, German, French, Spanish, Italian, Portuguese
        r"between|zwischen|entre|tra|fra",
        # Dutch, Swedish, Danish, Norwegian, Polish, Czech
        r"tussen|mellan|mellem|mellom|między|mezi",
        # Romanian
        r"între|intre",
        # Russian, Ukrainian, Greek
        r"между|між|μεταξύ",
    )
    + r"\b[^\n]{3,50}\b(?:and|und|et|y|e|en|och|og|a|i|și|si|и|та|και)(?: the| le| el| il| den| dem)? $"
)
"""The last day of an absence stands behind this."""
NOT_ABOUT_IT = expression(
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
TOMORROW = expression(
    r"(?i)"
    + any_of(
        r"\b"
        + any_of(
            # English
            r"tomorrow",
            # German, Dutch
            r"(?<!guten )(?<!goeden )(?<!goede )(?<!jeden )morgen",
            # French
            r"demain",
            # Spanish
            r"(?<!la )(?<!de )ma[ñn]ana",
            # Italian
            r"domani",
            # Portuguese
            r"amanh[ãa]",
            # Swedish
            r"i ?morgon",
            # Danish, Norwegian
            r"i morgen",
            # Finnish
            r"huomenna",
            # Polish
            r"jutro",
            # Czech, Slovak
            r"z[íi]tra",
            r"zajtra",
            # Hungarian
            r"holnap",
            # Romanian
            r"m[âa]ine",
            # Turkish
            r"yar[ıi]n",
            # Russian, Ukrainian, Bulgarian
            r"завтра",
            r"утре",
            # Greek
            r"αύριο",
        )
        + r"\b",
        # Chinese, Japanese, Korean
        r"明天",
        r"明日",
        r"내일",
    )
)
NEXT_WEEK = expression(
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
        # Hungarian
        r"j[öo]v[őo] h[ée]t\w*",
        # Romanian
        r"s[ăa]pt[ăa]m[âa]na viitoare",
        # Turkish
        r"gelecek hafta",
        r"haftaya",
        # Russian, Ukrainian
        r"на следующей неделе",
        r"наступного тижня",
        # Greek
        r"την επόμενη εβδομάδα",
    )
    + r"\b"
)
ENGLISH = expression(
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
        r"thank",
        r"please",
        r"to",
        r"on",
        r"be",
        r"out",
        r"away",
        r"i'm",
        r"ooo",
        r"pto",
        r"my",
    )
    + r"\b"
)
"""Words of English, where it is not known whether the day or the month comes first."""
DAY_FIRST = expression(
    r"(?i)\b"
    + any_of(
        # German, Dutch
        r"ich|bin|und|der|den|dem|vom|zum|nicht|wieder|bis|ik|ben|het|een|van|niet|weer|tot",
        # French, Spanish, Portuguese, Italian
        r"je|suis|le|la|du|au|jusqu'au|el|los|del|estoy|estar[ée]|hasta|até|estou|estarei|de|il|dal|al|sono|sar[òo]|fino",
        # Swedish, Danish, Norwegian, Finnish
        r"jag|är|jeg|er|och|til|till|fra|från|med|olen|asti|palaan",
        # Polish, Czech, Slovak, Romanian, Turkish
        r"jestem|do|od|dnia|jsem|som|sunt|până|pana|kadar|izindeyim",
        # Russian, Ukrainian, Bulgarian, Greek
        r"я|в|до|с|по|на|з|у|το|τις|από|έως|μέχρι",
    )
    + r"\b"
)
"""Words of languages in which the day comes first."""
NOT_ABSENT = expression(
    r"(?i)\b"
    + any_of(
        # English
        r"(?:office|opening|business|working|service|core) (?:hours|times|days)",
        r"(?:hours|open) (?:are|is|from|mon\w*|daily)",
        r"(?:trade )?(?:fair|show)s?",
        r"expo",
        r"booth",
        r"(?:our|the) stand",
        r"open (?:until|till|from|to)",
        r"stand \w{0,4}\d",
        r"exhibit\w*",
        r"conference",
        r"webinar",
        r"join us",
        r"visit us",
        r"meet us",
        r"regist(?:er|ration)",
        r"offer",
        r"valid",
        r"sale",
        r"discount",
        r"early bird",
        r"deadline",
        r"event",
        r"deliver\w*",
        r"ship(?:ping|ped|ment)s?",
        # German
        r"(?:b[üu]ro|gesch[äa]fts|[öo]ffnungs|service|sprech|kern|telefon|bereitschafts|arbeits)-?zeiten",
        r"ge[öo]ffnet",
        r"(?:fach|haus)?messe\w*",
        r"ausstellung",
        r"besuchen sie uns",
        r"stand (?:nr|\w?\d)",
        r"halle \w?\d",
        r"anmeld\w+",
        r"g[üu]ltig",
        r"angebot\w*",
        r"rabatt",
        r"frist",
        r"veranstaltung",
        r"liefer\w+",
        # French
        r"horaires?",
        r"heures d.ouverture",
        r"ouverts? (?:du|de|tous)",
        r"salon",
        r"foire",
        r"rendez-nous visite",
        r"inscri\w+",
        r"valable",
        r"offre",
        # Spanish, Portuguese, Italian
        r"horarios?",
        r"hor[áa]rios?",
        r"orari\w?",
        r"feria",
        r"(?<!-)feira",
        r"fiera",
        r"v[áa]lid[oa]\w*",
        r"inscripci\w+",
        r"visitateci|vis[íi]te(?:nos|-nos)",
        r"stand n",
        # Dutch
        r"(?:kantoor|openings)(?:uren|tijden)",
        r"(?:vak)?beurs",
        r"geldig",
        # Swedish, Danish, Norwegian, Finnish
        r"[öo]ppettider",
        r"[åa]bningstider?",
        r"[åa]pningstider?",
        r"kontortid\w*",
        r"m[äa]ssan?",
        r"messen",
        r"aukioloajat",
        # Polish, Czech, Slovak, Hungarian, Romanian
        r"godzin\w* (?:pracy|otwarcia)",
        r"targ(?:i|ach|ów)",
        r"pracovn[íi] doba",
        r"otev[íi]rac[íi] doba",
        r"veletrh\w*",
        r"nyitvatart\w*",
        r"program(?:ul)? (?:de lucru)",
        r"t[âa]rg\w*",
        # Russian, Ukrainian, Turkish, Greek
        r"(?:часы|время|график) работы",
        r"выставк\w+",
        r"виставк\w+",
        r"[çc]al[ıi][şs]ma saatleri",
        r"fuar\w*",
        r"ωράριο",
        r"έκθεση",
    )
    + r"\b"
    + r"|営業時間|受付時間|展示会|工作时间|营业时间|上班时间|展会|업무\s?시간|영업\s?시간|전시회"
)
"""A sentence with this tells of office hours, a fair or an offer, and of an absence only if it says so, too."""

MONTH_FIRST = expression(
    r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|(?i:\b(?:szabads[áa]g\w*|vagyok|leszek|k[öo]sz[öo]n\w*|irod[áa]\w*|[úu]jra)\b)"
)
"""Shows a text to be Japanese, Chinese, Korean or Hungarian, where the month comes before the day."""
BRITISH = expression(
    r"(?i)"
    + any_of(
        r"\+44",
        r"\b(?:bank holiday|annual leave|kind regards|mobile|whilst|organisation|ltd|plc|colour|half[- ]term|GMT|BST)\b",
    )
)
"""What shows an English text to come from where the day comes before the month."""
AMERICAN = expression(
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
