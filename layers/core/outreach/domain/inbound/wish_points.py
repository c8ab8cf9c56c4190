"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in tenths.
"""

WORTH: dict[int, str] = {
    47: "may-wish not+thanked",
    35: "series+write",
    34: "mails+thanked",
    33: "?unanswered",
    32: "ends+interest",
    31: "contact+remove",
    30: "already+thanked data+want not+tried",
    29: "next+report",
    28: "?allow bin+inbox budget+later",
    27: "asked_what+unanswered broken+need broken+require lawyer said+yours",
    26: "contrary+ours counted data+writer hostile+next",
    25: "another+firm erase+future is-caught later+useless remove+skip",
    24: (
        "?click address+goods click+courtesy counted+unanswered ends+useless enrolled+ever "
        "inbox+writer law+mine nothing+wish objects+they"
    ),
    23: (
        "address+take ads+unwelcome allow+quiet another+hope mails+skip month+weekday series+writer "
        "stop+writer"
    ),
    22: (
        "?objects begged+let cease+curse contrary+need hear+more mine+optout not+reply not+series "
        "ours+thanked page+take post+series post+stranger price+trade"
    ),
    21: (
        "?permission ads+every begged+series budget curse+ends elsewhere+firm ends+writer "
        "inbox+yours nothing+this tired+write"
    ),
    20: (
        "?not address+gave address+you ads+data ads+law allow+nothing already+supplier arrive+mine "
        "asked+gave begged+this budget+thing contact+ends courtesy+times ends+meanwhile goodbye "
        "if+post lists+nothing month+next optout+post ours+prefer performed+they report+writer "
        "thanked+they trade+yours"
    ),
    19: (
        "?behalf address+stranger allow+piece asked+click asked_whether+ends asked_whether+stop "
        "bin+later block+report call+this call+write cease+quiet consent+not curious+on "
        "database+want enough+over future+skip future+yours inbox+they interest+not mails+meanwhile "
        "mine+prefer not+ours off+want sold+writer"
    ),
    18: (
        "?skip able+click allow+over already+future asked_what+family asked_what+got "
        "asked_what+require behalf+want bothered broken+erase broken+optout budget+not "
        "contrary+yours curse ends+every enough+hope firm+mails firm+more inbox+more "
        "later+mailing_list let+skip lists+yet_again mailing_list+yours me+permission me+withdraws "
        "more+supplier post+take price retired+write"
    ),
    17: (
        "?address ?want address+remove ads+some_time agrees+erase another+report another+yours "
        "asked+objects asked+this begged+behalf begged+leave bothered+this click click+month "
        "consent+enrolled consent+objects counted+write courtesy+not elsewhere ends+times "
        "finds+require future+write got+nothing later+over law+objects law+off let+write "
        "meanwhile+yours mine+ours objects+permission off+thanked pains permission+write "
        "quiet+some_time some_time+this wish+write"
    ),
    16: (
        "?times address+permission address+source ads+not ads+post allow+post already+writer "
        "arrive+some_time asked_what+click asked_what+this asked_what+writer "
        "asked_whether+mailing_list begged+counted bin+yours cease+nothing cease+page consent+send "
        "contact+ours contrary+please decline+mails decline+yours disturbed+writer ends+mails "
        "ends+spam future+prefer hear+prefer later+next lists+thanked lists+unwelcome "
        "mailing_list+remove mails+many mails+supplier many+somebody meanwhile+post next+thing "
        "pains+write quiet+they supplier unwelcome+write useless+want"
    ),
    15: (
        "?family ?yet_again able+erase address+mine ads+stop agrees+ours already already+useless "
        "asked+wish asked_what+off begged+interest begged+off bin bin+hostile broken+leave "
        "budget+future cease+hostile cease+more changed+wish click+nothing contrary+later "
        "counted+series curious+nothing database+let enrolled+wish family+they firm firm+future "
        "future+useless hope+nothing hostile+inbox hostile+report hostile+you hurt+mails "
        "mails+question me+sold mine+useless month+not need+reply nothing+series off+times "
        "prefer+send prefer+yours quiet+take reply+require require+this said+writer some_time+they "
        "some_time+weekday stranger+write withdraws+writer"
    ),
    14: (
        "?agrees ?plain address+consent address+contrary address+stop ads+objects already+let "
        "already+said asked_what+finds asked_whether+mine attachment+begged begged+meanwhile "
        "bothered+write call+let contrary+interest counted+nothing curious+mails curse+please "
        "disturbed+yours ends+take future+passed_on gave+permission gave+post if+others "
        "interest+off let+on lists+withdraws mailing_list+yet_again mails+stranger me+thanked "
        "mine+price mine+yours more+passed_on more+stop next+some_time next+times optout+page "
        "optout+thing others+this ours+price over-25-words post+question quiet+want quiet+yours "
        "retired sold+source stop+wish trade trade+writer"
    ),
    13: (
        "?begged able+supplier ads+arrive allow+cease allow+future allow+hope allow+send "
        "already+arrive another+hostile another+prefer arrive+asked_whether arrive+take arrive+they "
        "asked+law behalf+this block+me bothered+yours broken+ours broken+remove call+erase "
        "cancel+this cease consent+they contrary+times curse+mails curse+spam curse+write "
        "data+remove database+take disturbed+me ends+over ends+pains ends+yet_again enough+mine "
        "enrolled+never every+mails every+this firm+ours firm+skip future+stop goods+write got+this "
        "handover+over hear+want hurt if+need if+require inbox+please interest+ours later+this "
        "law+mails let+not many+post me+wish not+said nothing+said ours+require ours+this "
        "pains+skip piece+this please+quiet series+they skip+want sorry+this thanked+this"
    ),
    12: (
        "?question address+mailing_list ads+inbox agrees+cease allow+others asked+ends asked+future "
        "asked+question asked_what+erase asked_what+reply asked_whether+broken block+hostile "
        "block+mine budget+this call+post cease+firm cease+remove click+later colleague+thing "
        "contrary+nothing contrary+send courtesy+nothing curse+not enough+stop enrolled+future "
        "enrolled+page every+mine every+times family+others finds+mails got+month hope+thing "
        "inbox+me interest+write later+not later+thing law+permission let+weekday lists+more "
        "need+not nothing+please nothing+somebody on piece+they please+source post+write "
        "question+write remove+take some_time+thing somebody+write this+wish want+write"
    ),
    11: (
        "able+asked able+colleague able+inbox address+thanked address+this agrees+nothing "
        "allow+reply arrive+asked_what asked_what+cancel asked_what+need broken+write cease+enough "
        "cease+thanked colleague+nothing consent+me contact+over contact+wish contact+yet_again "
        "contrary+goodbye curious+prefer curse+yours data+erase database+wish database+writer "
        "decline+ours disturbed+please elsewhere+write ends+off enough+me enrolled+want final "
        "final+last firm+remove firm+write future+need future+want goods+piece goods+trade "
        "hostile+weekday hostile+write inbox inbox+lists interest+series last leave+page "
        "leave+thing let+prefer let+reply lists+passed_on mails+prefer mails+useless many+me "
        "many+yours me+pay mine+retired more+write not+permission not+weekday nothing+retired "
        "off+prefer ours+pay performed+please please+prefer please+they post+prefer post+stop "
        "price+some_time quiet+this report+spam send+want somebody+yet_again stranger+they "
        "thing+weekday times+yours yours"
    ),
    10: (
        "?contrary able+already able+courtesy address+please ads+nothing allow+handover "
        "already+another another+future another+others another+somebody arrive+asked arrive+this "
        "asked+more asked_what+enough asked_what+not begged+quiet bothered+more budget+more "
        "cease+not cease+take cease+useless changed+supplier changed+yours colleague+more "
        "colleague+yet_again counted+this courtesy+later courtesy+month curious+erase curious+post "
        "data+off every every+me family+retired family+yet_again if+remove if+this inbox+mails "
        "let+nothing let+quiet lists+permission lists+supplier me+performed me+supplier not+retired "
        "nothing+others optout optout+please others+thanked said+this send+take supplier+write "
        "thing+wish"
    ),
    9: (
        "?cease ?stop able+call able+off allow+mails allow+not already+mails arrive+consent "
        "arrive+supplier asked+some_time asked_what+post begged+nothing begged+over bin+mails "
        "bin+off bothered+hostile budget+me cease+meanwhile consent+lists contact+future "
        "contrary+you counted+elsewhere courtesy disturbed+mails disturbed+more elsewhere+times "
        "every+let every+not family+some_time finds+if future+wish interest+send law+withdraws "
        "mails+report mine+thanked mine+yet_again not+require not+sorry not+supplier please+this "
        "send+supplier supplier+thanked they+withdraws"
    ),
    8: (
        "able+broken address+send agrees+send asked_what asked_what+me asked_what+remove bin+post "
        "bothered+me bothered+tired broken+they cease+times cease+wish cease+yet_again "
        "click+colleague click+over click+somebody colleague+contrary database+off disturbed+thing "
        "elsewhere+writer ends+enrolled final+please future+weekday hostile+some_time last+please "
        "later+yours leave+post more+prefer more+said need ours+trade please+series please+somebody "
        "post+trade quiet+skip send+wish skip+this supplier+they thing+yours useless+wish"
    ),
    7: (
        "?consent able able+thanked address+erase address+me ads+thanked allow+writer "
        "already+courtesy asked+cancel asked+off asked_what+performed attachment+please block "
        "bothered+mails cancel+enrolled click+contact contact+mine contrary+skip counted+mails "
        "counted+post curse+writer ends+thanked every-reply family+lists final+let got+tried "
        "handover+nothing handover+retired handover+stop hope+yours interest+please interest+you "
        "last+let law+thing lists+series mailing_list+more mails+take mine+performed nothing+prefer "
        "ours+tried prefer+thanked price+unwelcome somebody+times somebody+yours"
    ),
    6: (
        "?thanked able+asked_what already+delivery already+more another+send arrive+off "
        "asked_what+yet_again curious+mailing_list ends+law erase+later firm+they hope+remove "
        "hope+yet_again interest+nothing job+they later+want let+question lists+mails "
        "lists+stranger mails+over mails+said others+please"
    ),
    5: (
        "able+curse able+optout able+permission address+handover agrees+asked_what asked+optout "
        "asked_what+lists asked_whether+future cease+future click+ends contact+write counted+let "
        "counted+others database+yours enrolled+if erase+more erase+prefer every+they hope+more "
        "hostile+writer let+stop lists+yours me+retired me+tired mine+passed_on need+write "
        "not+prefer remove+unwelcome series+this sorry+thing they+this"
    ),
    4: (
        "able+on address+asked_what already+counted already+thing asked_whether+lists begged+yours "
        "budget+contrary contrary+yet_again curious+write curse+they erase+if later+remove "
        "mails+retired mails+stop not+please not+send passed_on+you"
    ),
    3: (
        "able+firm able+some_time asked_what+ends asked_whether+curious curious+writer "
        "future+interest off+post piece+want trial+writer"
    ),
    2: (
        "ads+mine allow+asked_whether another+handover arrive+others bin+please contrary+month "
        "counted+not erase+unwelcome family+ours more+somebody others+trial"
    ),
    1: (
        "another+erase arrive+stop contact+curious counted+please every+remove handover+off "
        "handover+they question+some_time"
    ),
    -1: "another+curious begged+wish contrary+thanked database+ends erase+question hostile+lists",
    -2: (
        "asked+they ends+goods gave+mails handover+passed_on let+require mails+me meet+want "
        "month+write quote+you"
    ),
    -3: (
        "?next address+want agrees+let another+this contract+write data+you ends+write erase+remove "
        "mails+not me+others nothing+off others+take"
    ),
    -4: (
        "?data ads+never arrive+ever arrive+never asked+lists asked_what+data begged+others "
        "counted+mine curious+more curious+thing enough+thing enrolled+you every+yet_again "
        "gave+this goods+ours got+mails got+price interest+some_time meet+mine mine+others "
        "ours+times piece+please post+want quote+yet_again skip+some_time times+want"
    ),
    -5: (
        "able+contrary already+never asked+mailing_list asked_whether+next broken+you cancel "
        "cease+family cease+others contact+thing contrary+delivery curious+weekday elsewhere+later "
        "elsewhere+series erase+nothing ever+mails finds+want goods+got handover+this handover+want "
        "hope+send interest+weekday later+me leave+others mails+never never+post not+skip not+trial "
        "off+they optout+others pay+thing send+weekday thanked+writer this+unwelcome unanswered "
        "want+weekday"
    ),
    -6: (
        "?interest ?meanwhile address+already agrees+delivery already+order attachment+lists "
        "attachment+remove behalf+erase broken+hostile broken+performed call+curious call+mine "
        "cancel+ends cancel+you cease+erase changed+me changed+you counted+wish data+let "
        "elsewhere+if erase+got erase+sorry ever+hostile firm+please got+remove got+thing "
        "hostile+never if+interest mails+trial me+meet mine+not mine+somebody mine+weekday "
        "mine+writer on+useless quote+spam send+sorry source+writer thing+write"
    ),
    -7: (
        "?unwelcome ?useless able+asked_whether able+tried ads+curious ads+somebody ads+they "
        "already+ever already+times arrive+page asked+permission asked_what+hostile "
        "asked_what+piece asked_whether+ours attachment+handover begged+call begged+changed "
        "begged+colleague begged+on changed+hope changed+mine colleague+somebody consent+permission "
        "curious+some_time database+more ends+others enrolled+please enrolled+write ever+got "
        "got+never hope+passed_on hostile+mine if+send if+series later+supplier leave+somebody "
        "leave+want mailing_list+write month+on month+they more+objects more+page not+quote "
        "optout+somebody ours+page ours+useless piece+require quiet+send remove+you retired+they "
        "sorry+yours take+yours unwelcome+want write"
    ),
    -8: (
        "?broken ?counted ?enrolled ?quote ?said already+some_time arrive+if behalf+off call "
        "call+wish changed+please changed+write click+not colleague+contact contract+month contrary "
        "counted+want curious+future curious+if database+ours delivery+later delivery+weekday "
        "future+if future+post future+require future+thing goods+not goods+some_time interest "
        "job+writer later+question law+yours meet+thanked meet+weekday mine+please not+over on+take "
        "order+they order+yours permission please+trial post+sorry remove+sorry send+some_time "
        "some_time+want stop take+wish they+trial write+yours"
    ),
    -9: (
        "?firm ?sold able+final able+got able+last able+yours allow+please asked_what+passed_on "
        "attachment attachment+got attachment+send begged+click bin+hope call+please cancel+changed "
        "cancel+mine changed+not colleague colleague+if contract+nothing data+they delivery+more "
        "elsewhere+let enough+send enrolled+order erase+write got+mine job+mine joke+mine "
        "lists+ours me+post me+some_time mine+page mine+reply more+pains more+some_time not+post "
        "not+this nothing+report order+piece order+times others+send passed_on+thanked "
        "passed_on+they passed_on+want plain please+price please+wish price+thing references+writer "
        "reply+report reply+take reply+you"
    ),
    -10: (
        "able+objects able+price agrees+others already+changed already+elsewhere another+later "
        "arrive+weekday asked_what+price asked_what+unwelcome asked_whether+cease "
        "asked_whether+later begged+enrolled begged+send behalf+not broken+got broken+mine "
        "broken+nothing broken+price call+not call+remove changed+handover contrary+handover "
        "contrary+pay contrary+remove counted+ours curious+later curious+sorry data+ours erase+meet "
        "erase+need erase+require future+some_time goods+if goods+report goods+stop goods+trial "
        "handover+somebody if+lists if+never if+thing interest+let interest+thanked later+send "
        "leave+series mails+quote mine+post mine+trial month+take more+take not+source nothing+ours "
        "nothing+some_time on+others optout+series others+remove ours+quote quote+somebody "
        "references+some_time references+they remove+require send+spam supplier+this they+tired "
        "trade-topics-over-0 weekday+write"
    ),
    -11: (
        "?contract ?database ?gave ?others ?over ?series able+spam agrees+asked_whether "
        "allow+contrary allow+on allow+ours another+asked_what another+month another+passed_on "
        "begged+order call+you cease+thing changed+future changed+weekday click+future contract+not "
        "contrary+erase contrary+post contrary+quiet contrary+quote counted+later curious+others "
        "delivery+elsewhere delivery+require enough+supplier enrolled+yours erase+finds erase+order "
        "erase+series erase+you final+not firm+later future+later future+on goods+nothing got+me "
        "handover+invoice handover+thanked hope+mine hostile+ours invoice+thing invoice+you "
        "last+not lists+not lists+others me+order me+trial meet+thing month+more not+remove "
        "not+yours nothing+write on+ours on+somebody order+remove others ours+report ours+take "
        "passed_on+please passed_on+writer pay+remove references+want reply+write report+yours "
        "send+thanked some_time+write some_time+yet_again spam+this they+weekday this+writer"
    ),
    -12: (
        "?pains ?thing ?yours a-number agrees+allow allow+curious allow+you another+yet_again "
        "asked_what+every asked_what+goods asked_what+useless asked_whether+enrolled "
        "begged+handover bin+price broken+delivery call+yours cancel+me changed+database click+send "
        "contact+somebody curious+month data+if elsewhere+erase enough+remove erase+hostile "
        "erase+let erase+ours erase+some_time ever+yet_again final+mine handover+later hope+not "
        "hostile+let hostile+thing interest+want invoice+yours last+mine later+month later+price "
        "later+they leave+more let+off let+remove let+thing lists+meet mailing_list+meet "
        "mails+sorry me+page meet+remove never+yet_again not+price not+write off+on on+weekday "
        "ours+tired performed report+take sorry+write spam+writer thanked+you trial+yours "
        "wish+yet_again"
    ),
    -13: (
        "?hurt ?spam ?stranger able+enough able+every agrees+trial agrees+weekday allow+take "
        "allow+yours already+somebody another+some_time asked_what+delivery asked_what+interest "
        "asked_what+ours asked_whether+they begged+passed_on bin+got call+me call+somebody "
        "cease+delivery cease+stop changed+erase changed+more changed+send colleague+curious "
        "colleague+passed_on colleague+they contact+please contrary+goods curious delivery+stop "
        "elsewhere+others ends+said enough+more erase+pay erase+thanked family+thing goods goods+on "
        "goods+send got+spam handover+please hope+stop hostile+not hostile+send hostile+sorry "
        "invoice+send later+thanked later+trial let+take mailing_list+thing me+references "
        "mine+month nothing+take passed_on+this passed_on+yet_again price+this remove+thanked "
        "sorry+spam writer+yet_again"
    ),
    -14: (
        "?call ?handover able+invoice address+changed agrees+you another+interest "
        "asked_whether+call begged+invoice bin+lists broken+this call+delivery cancel+not "
        "cease+changed cease+leave cease+on cease+optout changed+off changed+this colleague+page "
        "colleague+question contract+if contract+yours contrary+mine data delivery+not ends+if "
        "enough+not enrolled+mails erase+piece goods+hostile got+thanked got+yours if+later "
        "invoice+please invoice+this job+me later+tried let+thanked lists+sorry nothing+question "
        "order+please question+thing quote somebody want+yet_again"
    ),
    -15: (
        "?job ?law able+agrees able+attachment able+need address+firm address+write agrees+asked "
        "already+not asked_what+call asked_what+others asked_what+series asked_what+you block+spam "
        "broken+invoice broken+send broken+weekday call+hope call+some_time changed+curious "
        "changed+lists click+please contract+later database+this delivery+sold enough+others "
        "erase+others family+job future+sold handover+some_time if+wish later leave+lists "
        "mails+performed month+stop nothing+you off+others please+send reply+yours"
    ),
    -16: (
        "?ads ?bin ?courtesy ?elsewhere ?some_time able+performed ads+handover agrees arrive+click "
        "asked+piece asked_what+counted asked_what+send attachment+broken broken broken+others "
        "changed+piece changed+report contact+you contrary+got delivery ends+not enrolled+lists "
        "every+you finds+got gave+passed_on got+quote hostile+supplier if+want interest+this "
        "let+series meet+writer not+order optout+remove ours+trial pay post+spam thanked+yours "
        "this+trial"
    ),
    -17: (
        "?attachment able+handover agrees+goods agrees+somebody asked_what+handover "
        "asked_whether+handover attachment+not cancel+yours changed+hostile colleague+send "
        "colleague+this curious+question data+please elsewhere+this ends+invoice enough+erase "
        "erase+not family+writer got+post got+send hear+please mailing_list+please off+optout "
        "passed_on+times references+wish thing"
    ),
    -18: (
        "?every ?goods asked_what+elsewhere asked_whether+contrary changed+ours click+erase "
        "colleague+ours contact+on contact+others contrary+meet contrary+unanswered curious+price "
        "delivery+nothing goods+optout if+question if+stop interest+unanswered invoice+pay "
        "leave+not mailing_list+others month+want not+stop optout+ours ours+weekday pay+this "
        "please+you trial unanswered+writer"
    ),
    -19: (
        "address+not already+call arrive+attachment changed+on contrary+writer ends+sold "
        "enough+later if+not joke joke+me later+ours lists+times not+off please+unanswered "
        "price+question said+write thing+this"
    ),
    -20: (
        "?nothing ?tired agrees+later already+goods contrary+stop elsewhere+quote later+weekday "
        "mailing_list+on meet not+optout nothing+yours spam+yours"
    ),
    -21: (
        "begged+piece call+changed cancel+weekday changed+ends coffee erase+on erase+price lists+on "
        "stop+thing"
    ),
    -22: (
        "able+pay able+quote asked_what+contrary changed+page click+leave counted+erase meet+yours page+sorry"
    ),
    -23: (
        "?delivery allow+lists another+times cancel+writer ever+unanswered never+unanswered "
        "only-thanks passed_on+somebody references"
    ),
    -24: "cease+goods let+optout piece+remove quote+this",
    -25: "?changed cease+if contract meanwhile+writer",
    -26: "allow+mailing_list delivery+got",
    -27: "begged+thanked cancel+invoice page+price price+writer thanked+unanswered",
    -28: "asked_what+curious mark?",
    -29: "?pay changed+remove off+quote",
    -30: "call+month price+remove",
    -31: "quote+take",
    -32: "call+writer got+weekday order",
    -33: "mark@",
    -34: "sold+weekday",
    -36: "arrive+thanked",
    -54: "?price",
}
