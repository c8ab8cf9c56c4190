"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in tenths.
"""

WORTH: dict[int, str] = {
    43: "may-wish",
    40: "not+thanked",
    31: "ends+spam mails+objects off+thanked",
    29: "address+nothing already+thanked contrary+sorry every+mails mails+many",
    28: "future+yours lawyer mine+optout prefer+write",
    27: "begged+let data+writer enough+over lists+thanked mails+stranger sold+writer",
    26: "broken+need broken+require counted+unanswered off+want useless+want",
    25: "budget+later data+want inbox+me mails+prefer ours+thanked stranger+write trade+yours",
    24: (
        "ads+law another+hope broken+optout call+post contrary+ours counted+series database+want "
        "future+skip is-caught mine+useless some_time+they thanked+they"
    ),
    23: "?click bin+yours bothered cease+thanked disturbed+yours ends+useless month+weekday",
    22: (
        "?allow address+you counted+this elsewhere ends+post enrolled+remove erase+future "
        "firm+nothing future+weekday mails+question mine+ours month+post optout+post ours+price "
        "price"
    ),
    21: (
        "?not ?unanswered allow+quiet asked_what+off click+nothing consent+enrolled contact+over "
        "ends+hostile enough+mine inbox+mails inbox+mine many+me more+write stop+writer"
    ),
    20: (
        "budget changed+yours contact+yet_again contrary+later gave+not handover+on hear+more "
        "hostile+report hostile+you if+need later+quiet lists+yet_again me+withdraws not+series "
        "nothing+prefer"
    ),
    19: (
        "address+permission already already+delivery asked_whether+stop bin+inbox bothered+yours "
        "budget+thing later+mailing_list later+yours mailing_list+yet_again more+passed_on "
        "question+write some_time+this"
    ),
    18: (
        "able+over address+source address+take agrees+erase already+writer another+you "
        "asked_what+this begged+interest broken+leave cease+enough consent+not consent+objects "
        "counted ends+law enough+hope final+writer future+useless hostile+some_time interest+series "
        "interest+you last+writer mails+please objects+permission objects+they pains passed_on+you "
        "quiet+yours series+write some_time+tried trade wish+write"
    ),
    17: (
        "?post able+optout address+mine address+this ads+want asked+objects asked_what+on "
        "asked_whether+mine broken+erase contact+ends counted+please curious+mails ends+pains "
        "ends+times every+mine finds+require firm+more interest+write mailing_list+yours "
        "mails+unwelcome not+reply nothing+series permission+write post+series sold+source "
        "times+write want+write"
    ),
    16: (
        "?ends able+already able+off address+consent address+erase agrees+nothing allow+cease "
        "already+enrolled already+supplier asked_what+require bin+hostile budget+not "
        "contrary+series counted+mails counted+post curse data+me elsewhere+me ends+writer "
        "enough+mails enough+want enrolled+page erase+question handover+they hostile+next "
        "if+require mine+yet_again month+next next+times optout+page ours+require please+quiet "
        "post+thing send+want series+writer supplier supplier+thanked thing+weekday tired+write "
        "trade+writer"
    ),
    15: (
        "able+click asked+gave asked_what+not behalf+want bin+post click+over contact+future "
        "contact+wish courtesy+not family+not final+let future+need got+nothing handover+write "
        "hope+thing hostile+over last+let me+thanked not+retired permission+post post+take "
        "prefer+wish times+yours withdraws+writer"
    ),
    14: (
        "?plain address+remove ads+not asked_what+got asked_what+lists asked_what+plain "
        "attachment+begged begged+this block+hostile changed+wish consent+write contrary+yours "
        "curious+erase enough+me firm firm+ours firm+write goodbye mailing_list+thanked "
        "mine+retired not+said objects+send permission+this quiet+skip"
    ),
    13: (
        "able+family able+thanked address+me asked_what+family asked_what+need asked_what+post "
        "asked_what+unanswered asked_whether+mailing_list begged+series behalf+write block "
        "block+report cease+hostile click contrary+you ends+let enough+stop erase+if family+retired "
        "gave+yours got+more later+thing let+nothing lists+nothing meanwhile+not next+report "
        "on+writer optout+thing ours+this"
    ),
    12: (
        "?address ?family ?want able+erase already+hostile another+future asked+law bin+mails "
        "bothered+mails changed+others click+they data+remove elsewhere+more ends+wish enrolled+not "
        "family+later firm+mails firm+post future+please hostile+stop hostile+want hurt+me "
        "interest+not me+sold need+write not+weekday nothing+please optout+please please+series "
        "some_time+weekday"
    ),
    11: (
        "?agrees ?begged ?permission ?wish able+asked_what agrees+asked_what allow+handover "
        "arrive+asked_what arrive+stop asked+stranger begged+leave bothered+hostile contact+ours "
        "courtesy+times curse+mails elsewhere+times ends+yet_again erase+hope future+write "
        "later+lists let+prefer let+quiet lists+permission me+quiet me+trade next nothing+this "
        "permission+stranger permission+yours price+trade quiet+take skip+writer"
    ),
    10: (
        "able+remove ads+inbox agrees+leave agrees+optout already+future arrive+mine asked+click "
        "asked_what+remove click+courtesy click+write consent+ever consent+law consent+lists "
        "consent+post decline delivery+mails enrolled+ever enrolled+never every family+yet_again "
        "firm+future future+you handover+over later+next law+permission mails+supplier me+pay "
        "me+supplier month+not more+please next+skip next+some_time ours+some_time post+stop "
        "prefer+send reply require+they said"
    ),
    9: (
        "?yet_again able+courtesy agrees+remove already+they already+wish budget+me consent+never "
        "contrary+interest data+erase later+not law+want on+yours ours+trade please+prefer "
        "please+report retired send+they supplier+they"
    ),
    8: (
        "able+firm able+mine allow+hope bothered+tired bothered+write changed+supplier contact+me "
        "enough+they enrolled+want enrolled+wish erase+yet_again family+ours firm+off hope+yours "
        "interest+wish leave+page let+not meanwhile+yours mine+quiet more+stop need+they tired"
    ),
    7: (
        "?question able+future able+supplier address+off ads+stop allow+send asked+begged "
        "asked+nothing behalf+firm colleague+later colleague+month consent+nothing decline+future "
        "elsewhere+they ends+enough every-reply family+send hostile+tired require+this "
        "some_time+thing they+withdraws"
    ),
    6: "asked_what+writer broken+ours handover+writer hostile+more later+this pains+yours some_time+writer",
    5: (
        "?cease asked_what asked_what+me erase+firm erase+later got+tried if+reply inbox "
        "inbox+lists me+retired mine+supplier not+they nothing+some_time question+somebody"
    ),
    4: (
        "able+changed asked+not cease+handover contact+mine handover+stop law+yours mails+sold "
        "not+please not+send remove+skip"
    ),
    3: "address+stop delivery+erase ends+some_time meanwhile+thing more+said not+skip",
    2: (
        "able+broken already+some_time arrive+they asked_whether+lists begged+skip data+mails "
        "ends+goods firm+this got+let prefer+want"
    ),
    1: "budget+more courtesy+mails ends+weekday mine+take",
    -1: "call+you if+lists leave+ours pay+thing said+thing",
    -2: (
        "able+mailing_list able+need cease+stop curious+if every+writer gave+mine "
        "leave+mailing_list lists+thing"
    ),
    -3: "?next ads+mine another+curious cease+erase colleague+contact contrary+send curious+more",
    -4: "address+on asked_what+contrary asked_what+data data+objects if+leave more+objects tried",
    -5: (
        "?optout allow+you changed+curious data+withdraws delivery+this family+thing finds+mine "
        "finds+want firm+not gave hostile+ours not+somebody others+take ours+stop"
    ),
    -6: (
        "able+address able+if asked_what+optout asked_whether+ours call call+they contrary+erase "
        "counted+erase goods+mailing_list later+question need+want not+wish nothing+off off+quote "
        "ours+times passed_on+they quote+take"
    ),
    -7: (
        "agrees+delivery allow+yours broken+send cease+leave cease+optout changed+future "
        "contrary+others data+let ever+mails goods goods+ours if+send interest+some_time "
        "mails+never others ours+page send+somebody somebody"
    ),
    -8: (
        "?hurt allow+take asked+permission asked_what+interest asked_whether+take call+later "
        "colleague+send data+they delivery+ends ends+next enough+write ever+post goods+hostile "
        "goods+they let+take more+some_time never+post on+useless ours+tired pay permission "
        "require+want some_time+write withdraws+yours"
    ),
    -9: (
        "?able ?colleague ?trial able+another able+attachment able+unanswered agrees+they "
        "already+cease already+stop already+times asked_what+trial asked_whether+not "
        "attachment+send begged+on contact+more counted+not curious+some_time delivery+got "
        "ends+others erase+quote if+some_time lists+not me+some_time mine+some_time order+yours "
        "please+wish report+write unanswered+writer"
    ),
    -10: (
        "?data ads+writer agrees+you another+yet_again arrive+thanked asked_what+goods "
        "attachment+thing begged+changed bin+lists call+me cancel+later contact+not contract+month "
        "contrary+goods curious goods+not got+price if+over if+thing joke+mine mine+not month+more "
        "not+stop off+somebody reply+report reply+take"
    ),
    -11: (
        "address+firm agrees+let already+not asked_what+ours cancel+ends counted+want "
        "delivery+later got+post hostile+me if+series joke+me leave+series let+mailing_list "
        "mails+quote me+unanswered not+remove nothing+report optout+series send+times they+trial "
        "thing+write"
    ),
    -12: (
        "?bin ?stranger ?thing able+price agrees+later already+somebody another+asked_what "
        "another+later arrive+attachment asked_what+series asked_what+stop attachment+got "
        "attachment+handover cancel+me cancel+weekday cease+if changed+hostile changed+more "
        "curious+future enough+please erase+let erase+sorry firm+yours future+this got+sorry "
        "if+wish let+remove meet+remove not+post nothing-of-a-wish off+others on+take ours+quote "
        "remove+weekday said+write stop+thing"
    ),
    -13: (
        "?performed ?yours another+interest asked_whether+on begged+ours call+want cancel "
        "click+curious contact+please contrary contrary+meanwhile data+please delivery+weekday "
        "erase+series erase+wish got+thanked got+weekday hostile+mine if+interest interest+this "
        "later law+lists mark! me+page meet+thing mine+post month+write more+times not+optout "
        "not+quote ours+take passed_on passed_on+this price+this reply+write report+take "
        "send+weekday"
    ),
    -14: (
        "?counted ?enrolled ?series address+not allow+lists arrive+got asked_whether+others "
        "begged+weekday call+remove contrary+write delivery enough+not erase+thanked goods+send "
        "if+later later+price let+wish mine+trial month+thing passed_on+times plain please+you "
        "post+price some_time+want stop+you want+yet_again"
    ),
    -15: (
        "?call ?elsewhere agrees agrees+somebody already+elsewhere another+month another+passed_on "
        "arrive+handover asked_what+elsewhere attachment+broken begged+passed_on cease+click "
        "cease+delivery click+if contract+later database+ours delivery+elsewhere delivery+stop "
        "elsewhere+erase ends+if erase+not erase+nothing future+sold gave+this later+ours not+off "
        "order+please page+you question+thing references+wish report+yours some_time+yet_again "
        "supplier+this"
    ),
    -16: (
        "?others begged+order call+changed call+hope call+some_time cease+ours changed+page "
        "contact+you data data+if ends+not ever+unanswered if+question if+want later+trial "
        "later+weekday let+off lists+others mails+sorry me+trial meet+weekday never+unanswered "
        "not+write nothing+yours order+remove ours+trial passed_on+yet_again quote remove+sorry "
        "remove+thanked thing"
    ),
    -17: (
        "?broken ads+somebody asked_what+call cancel+writer cease+want click+future contact+others "
        "contract+if curious+later curious+price data+ours handover+question later+month "
        "later+supplier leave+not me+references optout+ours optout+remove page passed_on+somebody "
        "passed_on+writer price+question some_time+you thanked+yours"
    ),
    -18: (
        "?every ?interest address+write asked_what+others asked_whether+contrary changed+write "
        "colleague+somebody contrary+writer got got+mails handover+hope hope+on meanwhile+write "
        "meet month+supplier off+optout others+send ours+weekday they+unanswered wish+yet_again"
    ),
    -19: (
        "?contract able+prefer address+changed agrees+some_time another+some_time "
        "asked_what+delivery bin+got cease+month contrary+stop delivery+sold enough+erase "
        "erase+order erase+you later+write lists+on mailing_list+please mark? meet+mine "
        "please+unanswered quote+somebody reply+yours spam+write trial"
    ),
    -20: (
        "able+yours asked_what+every asked_what+handover asked_whether+enrolled broken+this "
        "click+erase contract curious+question goods+nothing hope+not hope+send if+not "
        "mails+performed only-thanks price+remove they+weekday"
    ),
    -21: (
        "cease+thing changed+erase changed+remove changed+this changed+you delivery+not "
        "handover+want piece+remove"
    ),
    -22: (
        "a-number able+quote changed+handover changed+lists elsewhere+this enrolled+lists "
        "ever+interest gave+writer interest+never not+trial"
    ),
    -23: (
        "attachment+not broken broken+others changed+off colleague+law ends+sold enough+supplier "
        "enrolled+mails erase+others goods+report later+you mailing_list+others meet+yours "
        "not+price nothing+question"
    ),
    -24: "?goods cease+goods hostile+thing interest+unanswered others+remove",
    -25: (
        "allow+mailing_list already+goods another+times asked_what+curious changed+ends "
        "changed+ours changed+send colleague+ours colleague+this please+question"
    ),
    -26: (
        "?job asked_what+price begged+thanked contact+somebody erase+pay erase+piece hope+passed_on "
        "joke references send+thanked source+writer"
    ),
    -27: "spam+yours",
    -28: "begged+handover family+writer price+writer thanked+unanswered",
    -29: "?delivery hostile+supplier",
    -30: "able+call contrary+meet erase+price",
    -32: "?pay call+month elsewhere+quote mark@",
    -37: "order",
    -46: "?price",
}
