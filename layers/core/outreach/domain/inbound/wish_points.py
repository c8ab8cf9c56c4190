"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in tenths.
"""

WORTH: dict[int, str] = {
    55: "not+thanked",
    44: "lists+prefer",
    43: "already+thanked inbox+mine",
    39: "future+yours",
    38: "may-wish",
    36: "ads+inbox prefer+send",
    35: "allow+quiet counted+unanswered next+report",
    34: "mails+many objects+they stop+writer",
    33: "month+weekday",
    32: "?click cease+writer curse+mails nothing+prefer",
    31: "enough+want more+prefer",
    30: "agrees+lists budget+later consent+enrolled enrolled+not if+require question+write",
    29: "contrary+ends enough+mails finds+require some_time+they",
    28: "address+off begged+broken ends+times future+need not+said ours+thanked",
    27: (
        "?not allow+handover asked_what+off contrary+ours handover+writer if+this interest+not "
        "let+quiet mails+stranger require+they"
    ),
    26: "allow+cease bin+post database+mails goodbye hostile+next mine+optout not+reply write+yet_again",
    25: (
        "ads+some_time contact+yet_again curious+mails disturbed+yours gave+not hostile+you "
        "sold+writer times+write"
    ),
    24: (
        "able+click ads+law ads+objects already+delivery consent+write firm+more firm+ours "
        "handover+on hostile+more hostile+this hostile+want meanwhile+quiet pains question+spam "
        "thanked+they"
    ),
    23: (
        "?post agrees+erase asked_what+on behalf+want broken+need broken+require final+this "
        "last+this let+skip meanwhile+thing month+next nothing+wish passed_on+you tired"
    ),
    22: (
        "asked_what+require asked_whether+mailing_list counted+mails counted+post ends+post "
        "erase+if hostile+lists is-caught mailing_list+remove not+series"
    ),
    21: (
        "asked_what+post asked_what+this asked_whether+got bin+mails block changed+others "
        "database+want family+retired handover+they mails+supplier mine+retired mine+useless "
        "not+weekday ours+price stranger+write thing+yours"
    ),
    20: (
        "?plain ?unanswered able+family able+gave address+mine agrees+nothing already+enrolled "
        "begged+let changed+supplier consent+nothing ends+yet_again hear+more mails+weekday "
        "me+permission meanwhile+this nothing+series off+thanked ours+trade over-25-words "
        "price+trade some_time+times this+wish"
    ),
    19: (
        "?address asked+some_time asked_what+plain contrary+sorry counted+series counted+yours "
        "enrolled+want erase+law future+skip future+weekday hear+want hostile+over "
        "hostile+some_time if+reply if+write law+permission mailing_list+more mails+need "
        "mails+question month+post nothing+spam off+times series+write supplier"
    ),
    18: (
        "?allow ?begged ?want address allow+skip arrive+asked_what bothered contact+ends "
        "contrary+later counted database+writer elsewhere enough+yours every+later hope+yours "
        "interest+you later+next me+pay mine+ours need+post not+permission nothing+this over "
        "pains+yours require+this said+this send+want useless"
    ),
    17: (
        "address+you ads+arrive arrive+this asked+gave asked_what+remove budget courtesy+mine "
        "courtesy+not decline ends+writer family+later family+ours firm future+prefer inbox+writer "
        "lawyer mine+permission nothing+please some_time+this thanked+this"
    ),
    16: (
        "able+thanked already+writer arrive+ends arrive+some_time asked+nothing asked+this "
        "block+hostile broken+contrary budget+thing click+got click+over colleague+thing "
        "consent+objects elsewhere+they elsewhere+yours ends+enrolled ends+hostile enrolled+optout "
        "family+lists family+yet_again finds+not future+got got+more interest+remove later+thing "
        "law+want mails+unwelcome not+retired objects+permission piece+write remove+writer "
        "source+yours take+thing this+useless"
    ),
    15: (
        "?question ?stop ?yet_again ads+stop asked+more asked+objects asked_what+got "
        "attachment+begged bothered+this click+nothing contact+me contrary+yours counted+this "
        "curious+write ends+skip enrolled+off erase+take interest+write lists+passed_on many+me "
        "me+retired next+some_time permission+yours post+prefer price quiet+yours require+writer "
        "retired stranger+they"
    ),
    14: (
        "?agrees ?family able+off address+passed_on agrees+interest allow+this already+supplier "
        "arrive+later asked_what+family asked_what+let asked_what+need asked_what+unanswered "
        "begged+more bothered+yours consent+send curious+stop curse ends+me ends+thanked "
        "enough+hope firm+off future+please interest+please me+supplier me+thanked off+want "
        "useless+write want+write"
    ),
    13: (
        "?already able+courtesy able+supplier already+hostile arrive+consent asked+click "
        "asked+optout asked_what+not begged+counted begged+series block+report budget+not "
        "call+disturbed cease+curious click contact+over data+erase data+me elsewhere+times "
        "enough+stop enrolled+more family+not firm+write hurt+me not+sorry post+take "
        "some_time+tried times+yours unwelcome wish+write"
    ),
    12: (
        "address+nothing ads+cease agrees+me begged+spam budget+me call+thing counted+times "
        "curious+post data+remove data+writer data+yours disturbed+thing firm+future firm+post "
        "handover+post hostile+stop inbox+yours later+not later+this let+not mails+prefer month+not "
        "not+supplier remove+they tried"
    ),
    11: (
        "?wish address+permission ads+take already already+thing asked_what+lists begged+leave "
        "begged+optout behalf+mails behalf+write bin+mine cease+let contrary+piece curious+erase "
        "firm+mails future+take hear+prefer if+prefer later+yours lists+nothing mails+you "
        "meanwhile+mine more+weekday need+write on+stop ours+said ours+this please+series trade"
    ),
    10: (
        "able+month address+consent already+future budget+nothing budget+this consent+yours "
        "contact+wish contrary+you curious+got data+mine decline+me ends+mine future+yet_again "
        "handover+write mine+over not+performed ours+some_time performed+they skip+they stop+wish"
    ),
    9: (
        "?cease asked_what+broken asked_what+reply bothered+mails bothered+write click+they "
        "consent+ours decline+future inbox inbox+lists inbox+me later+want mails+take please+want "
        "series+thanked tired+write"
    ),
    8: (
        "allow+send already+asked_what attachment+lists broken+later consent+lists contact+ours "
        "curious+lists decline+more delivery+mails let+nothing lists+permission me+quiet "
        "optout+please remove+skip supplier+they"
    ),
    7: (
        "?asked_whether ?mailing_list able+let agrees+asked_what already+ours begged+interest "
        "bothered+hostile firm+they mine+price mine+thanked not+send not+they piece+this"
    ),
    6: "?got contact+mine lists+weekday off+take send+this skip",
    5: (
        "able+asked_what ads+writer asked_what+erase asked_what+spam begged+some_time cease+hostile "
        "contact+erase contact+remove erase+writer leave+please let+please let+spam me+trade "
        "more+please not+ours weekday+yours"
    ),
    4: "?lists ?reply address+arrive begged+off contract+some_time me+optout month+said",
    3: (
        "?curious able+over ads+not broken+handover enrolled+lists every-reply handover+stop "
        "if+series later+retired meanwhile+not more+thing not+please"
    ),
    2: "budget+more cease+handover cease+please courtesy+mails nothing+on permission+this",
    1: "?next curious+interest gave+write please+they",
    -1: "click+page contact+thanked ends+next ours+thing",
    -2: "?elsewhere gave+mails meanwhile+ours meanwhile+please on+post on+thing post+report remove+send",
    -3: "another+interest curious+more if+you not+stop nothing+ours",
    -4: "agrees+somebody changed+mine not+over thing+write",
    -5: (
        "able+some_time agrees+question call+me call+want erase+times got+mine not+unanswered "
        "order+piece passed_on+they"
    ),
    -6: (
        "allow+let arrive+begged asked_what+data asked_what+series asked_whether+write "
        "contrary+send hostile+ours job+me mailing_list+you"
    ),
    -7: (
        "?hurt contrary+write counted+ours future+sold leave+want lists+they mine+reply not+wish "
        "off+somebody off+they reply+take require+want"
    ),
    -8: (
        "?data able+elsewhere agrees+allow already+write arrive+handover begged+colleague "
        "broken+got call+mine cancel cancel+ends cancel+others curious erase+firm got+yours "
        "interest+thing job me+meet off+remove others+write over-5-words post+this prefer "
        "send+write this+unanswered"
    ),
    -9: (
        "able+need agrees+changed arrive+remove attachment+send call+please cancel+writer "
        "changed+this curious+future delivery+require ends+ours gave got+quote got+take if+let "
        "interest+some_time invoice+not later+ours later+they later+writer me+plain meanwhile+write "
        "more+report nothing+thing off+quote ours+you passed_on+want post+spam retired+they"
    ),
    -10: (
        "?stranger allow+take asked_what+contrary changed+yours contrary+question if+want law+lists "
        "mailing_list+on meanwhile+more month+write more+some_time quote+take take+wish"
    ),
    -11: (
        "?bin ?every ?others ?trial agrees+let allow+stop another+lists asked_what+interest "
        "asked_what+trial attachment+not cease+future cease+not contact+not contrary curious+if "
        "ends+spam ends+take goods handover+wish hostile+nothing if+law if+wish let+take meet+thing "
        "not+price on+weekday others passed_on+times reply+write said+write send+somebody stop+want "
        "thing+yet_again"
    ),
    -12: (
        "?yours able+sorry already+cease arrive+thanked asked_whether+others call+ours cancel+later "
        "changed+send colleague+they contact+on contrary+if contrary+mine delivery+sold ever+post "
        "final+not got+thing hostile+not if+ours invoice+thing last+not later lists+on "
        "mailing_list+not mailing_list+they mailing_list+write more+times never+post nothing+you "
        "nothing+yours optout+spam references+wish remove+somebody"
    ),
    -13: (
        "agrees+later already+somebody another+yet_again arrive+attachment cancel+me cease+stop "
        "cease+they changed+hostile ever+unanswered finds+thing got+remove got+send "
        "mails+unanswered meet+mine mine+trial mine+wish never+unanswered not+post not+write "
        "nothing+off nothing+report page post+unanswered report+write they+weekday"
    ),
    -14: (
        "?interest ?thing a-number able+yours arrive+click asked_whether+call asked_whether+on "
        "attachment+broken attachment+handover cease+ours contract+later got interest+unanswered "
        "mailing_list+please month+supplier never+off not+trial nothing+others on+they others+take "
        "passed_on+yet_again pay price+question report+yours take+thanked thing+this"
    ),
    -15: (
        "?colleague ?order agrees+you begged+passed_on begged+piece call changed+ours colleague+law "
        "colleague+send contrary+meanwhile curious+price data+they delivery+elsewhere delivery+not "
        "family+me handover+question if+some_time interest+let later+month law+ours optout+they "
        "passed_on+this send+weekday"
    ),
    -16: (
        "agrees+delivery another+asked_what another+passed_on arrive+got asked_what+optout "
        "begged+changed broken+hostile changed+more changed+page colleague+passed_on colleague+this "
        "later+me lists+not mark! me+prefer me+references me+unanswered meet meet+thanked "
        "month+more quote+somebody thing unanswered+writer want+yet_again"
    ),
    -17: (
        "?call ?meanwhile able+write address+not address+spam asked_what+every asked_what+others "
        "begged+somebody begged+thanked cancel+mine data delivery+later ends+others enough+not "
        "enough+spam erase+order family+writer later+write lists+somebody mine+prefer objects+you "
        "off+optout on+take order+remove ours+times passed_on question+thing send+you "
        "some_time+want sorry+yours"
    ),
    -18: (
        "?performed ads+please agrees+others allow+you attachment cease+lists cease+month "
        "changed+weekday colleague+erase curse+hostile erase+write ever+interest future+report "
        "interest+never later+remove let+remove mine+some_time others+remove please+prefer "
        "report+take stop+thing weekday+you"
    ),
    -19: (
        "?delivery ?goods able+spam agrees+some_time asked_what+you asked_whether+take cease+thing "
        "changed contrary+others contrary+writer curious+later ends+sold erase+let got+weekday "
        "later+supplier mark? off+spam others+send passed_on+somebody quote remove+sorry "
        "reply+yours supplier+this thanked this+writer wish+yet_again"
    ),
    -20: (
        "?enrolled address+changed another+some_time changed+ends changed+lists colleague+somebody "
        "contrary+pay curious+question delivery got+mails got+post if+lists if+question "
        "lists+others meet+yours month+thing not+optout off+others optout+ours piece+remove "
        "please+trade send+sorry some_time+yet_again they+trial unanswered+want"
    ),
    -21: (
        "able+call able+quote ads+handover asked_what+goods begged+weekday call+month "
        "changed+remove coffee colleague+firm contact+somebody elsewhere+this erase+series "
        "erase+sorry job+not not+off ours+quote ours+trial passed_on+writer spam+yours want+weekday"
    ),
    -22: (
        "?series asked_what+delivery broken+performed cancel+weekday contact+others contact+you "
        "delivery+got erase+performed erase+piece handover+thanked handover+want if+send leave+they "
        "me+trial optout+performed optout+somebody send+thanked"
    ),
    -23: "able+cease asked_what+elsewhere begged+others begged+ours ends+if goods+ours",
    -24: (
        "?passed_on ?trade agrees changed+erase changed+off data+ours enough+supplier erase+others "
        "if+later if+not later+weekday nothing+question ours+page please+question"
    ),
    -25: "?job begged+order changed+you contract+if order+please order+yours",
    -26: (
        "?pay another+times asked_what+price colleague+ours contract curious+some_time "
        "erase+somebody got+thanked joke skip+some_time"
    ),
    -27: "?contract ?counted broken+thing goods+some_time let+off mailing_list+send page+send trial",
    -28: (
        "able+stop allow+lists already+times asked_what+curious click+future erase+pay "
        "hostile+thing price+writer"
    ),
    -29: "gave+writer if+interest pay+remove",
    -30: "?broken hostile+supplier mailing_list+others mails+performed references",
    -31: "click+if",
    -32: "contrary+meet elsewhere+quote",
    -33: "allow+mailing_list ends+not",
    -34: "every+mine",
    -35: "erase+not every+post",
    -36: "able+performed leave+not",
    -37: "click+erase",
    -38: "begged+handover",
    -40: "order",
    -43: "mark@",
    -45: "?price",
}
