"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in tenths.
"""

WORTH: dict[int, str] = {
    36: "not+thanked",
    35: "tired+write",
    30: "may-wish",
    29: "?click",
    28: "another+firm not+tried",
    27: "already+thanked",
    25: "asked_what+click",
    24: "?allow contrary+ours",
    23: (
        "broken+need broken+require budget+later counted enough+over interest+write month+weekday "
        "not+reply ours+thanked"
    ),
    22: "?objects begged+series changed+yours ends+useless hear+more thanked+this",
    21: "asked_whether+stop broken+optout erase+future mails+thanked next+report objects+they thanked+they",
    20: "address+goods asked_what+this behalf+want cease+nothing curse month+next",
    19: (
        "address+you allow+click broken+erase cease+thanked click+nothing consent+objects data+want "
        "ends+leave hostile+next hostile+you objects+permission"
    ),
    18: (
        "address+gave asked+objects asked_whether+mailing_list begged+let bin+inbox bin+yours "
        "click+contact contact+over counted+series family+they firm+ours next+thing not+sorry "
        "nothing+wish pains price said+this"
    ),
    17: (
        "?agrees arrive+this asked_what+off begged+interest bin+hostile broken+leave budget+not "
        "cease+curse contrary+goodbye contrary+need disturbed+yours ends+interest lawyer let+write "
        "lists+trade mails+question mine+optout not+ours nothing+this said+yours"
    ),
    16: (
        "?permission able+courtesy address+skip arrive+mine budget+future call+this call+write "
        "contact+ends contract+mine contrary+you enough+want every+mails family+retired "
        "future+write is-caught lists+withdraws please+prefer post+take"
    ),
    15: (
        "?unanswered address+contrary agrees+handover already+said already+supplier "
        "asked_what+require block+hostile block+report budget budget+thing cease+page "
        "counted+unanswered curse+mails curse+spam curse+write disturbed+mails elsewhere+firm "
        "ends+every ends+meanwhile ends+yet_again enrolled+ever every+me every+ours every+this "
        "gave+later hope+let hostile+some_time if+price later+this lists+unwelcome "
        "mailing_list+yours mails+many mails+report mine+retired nothing+retired permission+write "
        "quiet+yours series+write sold+source this+trade times+write"
    ),
    14: (
        "?begged address+mailing_list address+thanked ads+data ads+every ads+unwelcome "
        "another+hostile begged+this bin+later block bothered broken+ours budget+me contact+hope "
        "contrary+please contrary+require elsewhere+times elsewhere+yours every+mine firm "
        "future+passed_on future+prefer if+this interest+not interest+off later+mailing_list "
        "mails+meanwhile meanwhile+post mine+price not+series off+want ours+price post+trade "
        "price+trade quiet+take stranger+write supplier+they"
    ),
    13: (
        "?behalf ?question able+curse able+mailing_list agrees+ours allow arrive+lists asked+wish "
        "asked_what+finds asked_what+meanwhile asked_what+plain asked_what+unanswered begged+writer "
        "bin+post call+post cease+useless contrary+later counted+nothing courtesy+nothing "
        "database+want database+writer delivery+mails ends+times enough+mine enrolled+wish "
        "firm+mails firm+they hostile+inbox inbox+they inbox+yours many+me me+sold me+wish "
        "meanwhile+somebody mine+thanked month+nothing more+supplier not+unwelcome not+weekday "
        "nothing+series off+times optout+page plain+writer please+report prefer+this sold+writer "
        "some_time+this some_time+weekday stop+writer they+withdraws trade+writer"
    ),
    12: (
        "?family able+click able+colleague able+month able+stranger able+trade address+take "
        "ads+inbox agrees+cease allow+handover allow+piece already+arrive already+ours "
        "another+yours asked_what+need begged+leave bin+mails bothered+yours broken+remove "
        "broken+they cease+meanwhile cease+times contact+mine contact+ours contrary+nothing "
        "contrary+yours elsewhere+they ends+wish enrolled+off erase+prefer every+let every+weekday "
        "family+others future+skip future+weekday future+yours hostile+yet_again if+yet_again "
        "let+prefer let+skip mails+supplier mails+wish many+post me+quiet mine+remove mine+sorry "
        "month+this not+plain optout+post ours+skip page+take please+quiet post+report "
        "post+stranger prefer+price question+write series+they trade trade+yours unwelcome+yours"
    ),
    11: (
        "?got ?mailing_list ?want ads+law ads+post ads+some_time agrees+asked_what agrees+optout "
        "allow+post already already+writer asked+let asked+stranger asked_what+family "
        "asked_whether+ends begged+counted bothered+mails broken+write budget+more budget+nothing "
        "click+month contact+future courtesy+not data+off database+write enough+me enrolled+page "
        "every+post finds+if firm+post goods+writer got+more handover+over handover+stop "
        "handover+weekday hear+want hope+yours inbox+me inbox+writer interest+you later+next "
        "later+not law+objects law+withdraws let+on lists+thanked lists+yet_again mails+said "
        "many+yours month+not more+write next+yours off+take others+thanked others+times "
        "ours+prefer ours+some_time permission+stranger post+series quiet+they retired skip+writer "
        "some_time+tried times+writer"
    ),
    10: (
        "?ends ?plain ?post able+erase able+let able+mine able+optout address+erase address+mine "
        "address+permission address+source address+this ads+not agrees+nothing agrees+send "
        "allow+over already+yet_again another+future another+report arrive+consent asked+ends "
        "asked_what+not asked_what+post asked_what+remove asked_whether+this attachment+begged "
        "bin+you block+me bothered+write broken+later broken+unwelcome consent+send "
        "contact+yet_again contract+this contrary+ends curious+nothing curious+prefer curse+not "
        "decline+skip disturbed+more disturbed+not disturbed+please ends+off enough+hope "
        "enrolled+want family+ours final+let final+this finds+need finds+require hear+prefer "
        "hope+off if+need if+remove interest+ours last+let last+this later+want law+mine let+not "
        "mails+stranger me+optout me+tired mine+quiet mine+yours need+write next+times optout "
        "ours+pay pains+write permission+yours post+question price+some_time quiet+skip quiet+want "
        "report+you require+this supplier want+write"
    ),
    9: (
        "?reply able+asked_what able+firm able+inbox able+some_time able+wish able+write "
        "address+hostile address+more ads+write agrees+erase agrees+mails agrees+supplier "
        "allow+hope allow+me allow+quiet allow+reply already+courtesy already+future "
        "another+somebody arrive+asked_whether arrive+contrary asked_what+erase asked_what+reply "
        "asked_what+writer begged+behalf begged+quiet behalf+yours bin+me bothered+hostile "
        "bothered+more bothered+this cease+enough cease+quiet click+ends click+hope consent+not "
        "consent+write contact+curious contract contract+me contrary+interest contrary+piece "
        "contrary+send courtesy+times curious+remove curse+this data+writer database+mine "
        "database+off decline+ours ends+me ends+mine ends+skip ends+this enough+stop every+lists "
        "every+they every+times family+yet_again firm+more future+handover gave+not got+later "
        "hope+post hope+take hostile+permission hostile+write if+me if+require later+require "
        "leave+page let+question let+reply let+want let+weekday lists+nothing lists+off "
        "lists+permission lists+supplier mailing_list+yet_again mails+sold me+sorry meanwhile+not "
        "month+post more+passed_on need need+not need+reply nothing+somebody objects+post "
        "page+yours permission+this please+series please+source quiet+some_time quiet+this "
        "reply+require report+times series+this skip+want sold+this some_time+they somebody+times "
        "take+weekday wish+write"
    ),
    8: (
        "?arrive ?contrary ?not able+curious able+sold able+supplier address+ads address+please "
        "address+stranger ads+off allow+asked_whether allow+others already+delivery already+useless "
        "arrive+stop arrive+take asked+please asked+some_time attachment+mine begged+yours "
        "behalf+lists behalf+more bin+ends bin+please bin+they block+ours broken+post broken+want "
        "cancel+this cease+remove changed+others changed+wish click+colleague click+they "
        "colleague+nothing colleague+thing colleague+yet_again consent+enrolled consent+hostile "
        "consent+law consent+they consent+withdraws contrary+over contrary+prefer counted+post "
        "counted+this curious+handover curse+yours data+erase decline+future delivery+post "
        "elsewhere+ours ends+erase ends+writer enough enrolled+let enrolled+some_time "
        "erase+interest erase+objects finds firm+skip firm+this goods+mine got+this hope+more "
        "hope+nothing if+prefer inbox+please interest+send later+prefer later+thing later+useless "
        "law+permission let+mails let+piece let+useless lists+objects lists+series lists+wish "
        "mailing_list+mails mails+over mails+prefer mails+take me+passed_on meanwhile+mine "
        "mine+ours mine+useless mine+withdraws more+want not+permission not+piece objects+remove "
        "off+thing on on+this optout+please optout+thing over+send over-25-words performed+they "
        "permission+writer piece+they please+this quiet+wish remove+unwelcome report+writer "
        "said+writer series+writer somebody+yet_again supplier+write useless+wish"
    ),
    7: (
        "able+allow able+already able+asked able+leave able+off able+on able+thanked address+arrive "
        "address+me address+thing agrees+wish allow+cease another+ends arrive+others asked+cancel "
        "asked+ever asked+gave asked+send asked_what+let asked_what+lists asked_whether+lists "
        "asked_whether+mine attachment+me begged+cease bin+send bin+some_time bothered+thing "
        "bothered+tired broken+call budget+this call+mails call+ours cancel+enrolled cease+hostile "
        "cease+more cease+not click+somebody colleague+contrary contrary+somebody counted+mails "
        "counted+they counted+yours curious+hear curious+send data+me data+mine data+remove "
        "disturbed ends+mails ends+post enrolled+if enrolled+not every+month every+please "
        "firm+future future+stop gave+post goods+mails goods+trade got+some_time handover+retired "
        "handover+write hear+write hope+pains hope+this hostile+this if+others inbox+mails "
        "inbox+mine later+stop law+they law+thing leave+post let+nothing let+quiet let+some_time "
        "lists+passed_on lists+yours mails+useless me+pay me+source me+supplier me+thanked me+times "
        "meanwhile+quiet mine+yet_again more+please need+this next+please next+some_time next+they "
        "not+passed_on not+pay not+said nothing+others nothing+said ours+this ours+tried "
        "passed_on+write piece+this please+they post+somebody post+stop post+you prefer+thanked "
        "quote+yours said send+want skip skip+this somebody+you sorry+thing stop+wish "
        "supplier+thing take+times they+trade thing+wish this+wish useless+want weekday+yours"
    ),
    6: (
        "?address ?cease able+remove able+times address+consent address+ends address+remove "
        "address+stop address+writer ads+stop already+thing another+more another+prefer "
        "another+send arrive+supplier arrive+want asked+begged asked+law asked+not asked_what "
        "asked_what+cancel asked_whether+times attachment+they begged+nothing bin+thing bothered+me "
        "broken+lists broken+take cease cease+elsewhere cease+wish cease+writer cease+yet_again "
        "click colleague+yours contact+lists contact+wish contact+write contrary+skip "
        "contrary+some_time contrary+times counted+more courtesy courtesy+me curious+erase "
        "curious+mails curious+on database+me disturbed+me elsewhere+some_time ends+enrolled "
        "erase+ever erase+yet_again ever+writer family+some_time family+somebody final final+last "
        "final+writer firm+nothing future+want gave+mine gave+permission handover+nothing "
        "handover+remove handover+they hope+page hostile+please if+more inbox inbox+lists last "
        "last+writer law+off let+times lists+more lists+prefer lists+source mailing_list+more "
        "mails+off mails+retired mails+weekday mails+write me+performed me+series me+skip me+trade "
        "mine+tired mine+tried month+piece more+nothing more+said more+thing more+unwelcome "
        "more+wish not+pains not+yet_again nothing+times objects+please off+post on+send "
        "optout+take ours+over ours+piece piece+write post+prefer price+sorry question+yours "
        "quote+they reply+they report+spam require require+they send+supplier send+take send+writer "
        "some_time+take somebody+thing somebody+write somebody+yours supplier+thanked "
        "supplier+unwelcome they+times this+want times+yours unanswered+yours unwelcome+write "
        "wish+you wish-topics-over-0"
    ),
    5: (
        "?cancel ?final ?last ?stop ?wish able+cease address+database ads+ever allow+final "
        "allow+future allow+last allow+mails allow+more allow+this already+database another+contact "
        "another+lists another+they another+you asked+counted asked+stop asked+want asked+yours "
        "asked_what+me asked_what+on asked_what+somebody asked_what+yet_again asked_whether+if "
        "behalf+enrolled behalf+future bin+writer call+yet_again cease+handover cease+mails "
        "cease+post cease+take cease+this click+not colleague+month consent+lists contact+post "
        "contract+some_time counted+please counted+some_time courtesy+mine curious+post data+law "
        "database+wish decline delivery+supplier disturbed+writer elsewhere elsewhere+write "
        "ends+pains enrolled+post erase+hostile erase+said erase+writer every every+not "
        "every+writer final+month finds+mails finds+post firm+let future+useless future+wish "
        "goods+post handover+on handover+yours hope+interest hope+somebody hostile+later "
        "hostile+law hostile+stop if+reply job+they last+month later+remove law+please "
        "law+some_time leave+mine leave+thing mails+objects mails+ours mails+pains mails+please "
        "mails+series mails+stop me+price me+report me+retired mine+passed_on mine+series mine+sold "
        "mine+supplier mine+times more+stop never+writer not+retired not+useless nothing+send "
        "off+you others+trial ours+post over+post pains+skip post+write remove+said require+writer "
        "send+wish somebody+stranger source+yours thing+yours this+weekday wish+yours"
    ),
    4: (
        "?times ?yet_again able+family able+hostile able+permission able+post address+asked_what "
        "address+hope address+off address+send ads+objects ads+you allow+send allow+write "
        "already+another already+asked_what already+hostile already+more already+require "
        "asked+click asked+me asked+question asked+writer asked_what+cease asked_what+enough "
        "asked_what+leave attachment+want begged+mails begged+they behalf+firm bin block+mine "
        "budget+contrary call+let cease+off cease+somebody colleague+future colleague+more "
        "contrary+off counted+elsewhere curious+ours curious+useless curious+yours decline+yours "
        "disturbed+mine enrolled+times enrolled+writer erase+later every+yours family family+this "
        "firm+take firm+want future+interest future+nothing future+some_time gave+please goods+take "
        "hope+times hostile+over if+somebody inbox+not interest+later lists+you mailing_list+off "
        "mails+skip mails+unanswered mine+they more+skip more+yours not not+send nothing+on "
        "off+please off+thanked others+this piece+yours please+supplier post+unanswered prefer+skip "
        "report+thing some_time+times stranger+they take+want times wish-topics-over-5"
    ),
    3: (
        "?lists able+question address+begged agrees+hope allow+call another+hope asked+nothing "
        "asked_what+performed begged+database behalf+curious broken+mails click+ours colleague+on "
        "counted+let courtesy+please curious+interest data+lists database+mails delivery+mine "
        "erase+more family+off firm+write future+unwelcome goodbye hope+yet_again hostile+weekday "
        "interest+useless law+me meanwhile+yours next+skip not+others off on+times ours+supplier "
        "require+yours retired+write skip+write thanked+thing"
    ),
    2: (
        "arrive call+if call+they cease+let cease+skip changed+writer click+others courtesy+more "
        "database+post elsewhere+send enrolled+nothing ever+nothing mails+require me+said "
        "month+writer never+off next on+writer others+writer page+writer prefer+send prefer+thing "
        "stop+this"
    ),
    1: (
        "?finds allow+some_time another+writer asked+thing asked_what+if begged+report click+over "
        "delivery+unwelcome ends+thanked finds+want inbox+more inbox+this job+this meanwhile+thing "
        "next+ours this+unanswered unwelcome+writer"
    ),
    -1: (
        "ads+handover already+colleague asked+take asked_whether+somebody begged+wish behalf+erase "
        "behalf+please changed+take erase+remove ever+post finds+thing hope+later hope+weekday "
        "if+send later+please let+series on+thing quiet+send remove+write"
    ),
    -2: (
        "able+cancel able+sorry able+you address+meanwhile ads+ends ads+ours agrees+yours "
        "asked+leave asked_whether+price begged+mailing_list behalf+mailing_list call+on "
        "click+enrolled click+send click+wish contract+please contrary+meanwhile contrary+quote "
        "ends+prefer erase+times erase+write every-reply future+never future+please got+hostile "
        "hope+lists inbox+later later+meet later+unanswered lists+ours me+off meet+you month+off "
        "nothing+over trade-topics-over-8 want+you"
    ),
    -3: (
        "?disturbed ?many ?yours able+attachment able+contrary able+need able+reply ads+asked_what "
        "ads+begged ads+writer agrees+another already+curious another+curious asked_what+ours "
        "asked_whether+changed attachment+you begged+yet_again cease+weekday changed+hope "
        "changed+sold colleague+mine colleague+please colleague+somebody consent+want contact+yours "
        "contrary+hostile contrary+write database+they delivery+handover family+thing finds+you "
        "firm+month future+ours got+take got+wish hostile+nothing if+interest if+they "
        "leave+mailing_list lists+sorry mailing_list+not mailing_list+send meanwhile+more "
        "mine+require not+report not+take nothing+off page post+send post+spam post+times "
        "quote+writer series+yours sold+they some_time+trial sorry+writer stop+want stranger+yours "
        "they+trial they+unwelcome"
    ),
    -4: (
        "?month ?send ?take able+meet able+nothing able+price address+they ads+enrolled ads+hostile "
        "agrees+let already+stop another+click arrive+write arrive+yet_again asked+month "
        "asked+permission asked_whether+more asked_whether+send attachment+broken attachment+lists "
        "attachment+send begged+broken begged+hostile broken+nothing broken+on contrary+every "
        "ends+future ends+piece ends+write enough+write enrolled+please enrolled+write "
        "enrolled+yours firm+please future+month gave+write got+handover handover+sorry "
        "handover+want if+off interest+post invoice+pay let+you mails+times meanwhile+month "
        "meet+others meet+weekday mine+reply mine+somebody mine+weekday month+thing more+page "
        "more+price more+withdraws not+you not+yours nothing+thing ours+said ours+sorry "
        "ours+yet_again over+you passed_on+yours permission+want please+wish quote+yet_again "
        "reply+report series+thanked sold+weekday take+wish thanked+writer they+unanswered "
        "thing+trial weekday+you"
    ),
    -5: (
        "?gave ?pains ?this a-number able+final able+last able+mails able+me able+prefer able+stop "
        "able+useless able+yours address address+another address+asked_whether address+wish "
        "address+yours ads+never ads+please ads+they agrees+if agrees+question already+lists "
        "another+arrive arrive+delivery arrive+final arrive+last asked+somebody "
        "asked_what+unwelcome asked_whether+next begged+later begged+law begged+others begged+you "
        "behalf+later broken+mine call+page cease+interest cease+some_time cease+thing cease+want "
        "changed+send colleague+erase contract+mails contract+write contrary+counted contrary+on "
        "contrary+pay curious curious+others data+write delivery+more delivery+require "
        "elsewhere+optout elsewhere+wish ends+firm ends+somebody ever+mails future+later "
        "future+yet_again goods+got goods+please goods+times got+never got+please handover+let "
        "handover+question hope+write hostile+me interest interest+mails interest+thanked "
        "invoice+mine invoice+others job+me later+question later+they leave+mails let+yet_again "
        "lists+meet lists+thing mailing_list+meet mails+never mails+quote me+question meet+yours "
        "mine+please mine+question mine+some_time month+write need+nothing not+over not+thing "
        "nothing+want off+remove on+over ours+passed_on ours+stop page+send passed_on+writer "
        "permission post+sorry post+want remove+thing reply reply+take retired+yours send "
        "this+times unwelcome+want"
    ),
    -6: (
        "?colleague ?firm ?sold ?unwelcome ?useless able+asked_whether able+objects able+yet_again "
        "address+later address+want ads+click agrees+meanwhile agrees+more allow+arrive "
        "already+ever already+never already+you another+mine another+question arrive+handover "
        "arrive+let arrive+remove arrive+writer asked_what+passed_on asked_whether+begged "
        "attachment+got begged+require call+delivery call+please call+remove call+stranger "
        "cease+erase cease+hope cease+on cease+others changed+database changed+goods changed+not "
        "changed+over click+courtesy click+want contact+not contrary+me contrary+sorry "
        "curious+some_time curious+weekday database+ends database+report elsewhere+please "
        "ends+goods ends+hope ends+series ends+weekday erase+finds erase+got erase+meet erase+sorry "
        "ever+hostile ever+interest family+post finds+lists firm+thing firm+yours goods+leave "
        "goods+optout goods+report got+write handover+if handover+please hope+mails hope+piece "
        "hope+send hostile+never if+question interest+never invoice+ours job+mine later+reply "
        "later+send later+some_time later+sorry later+supplier law+yours leave+want leave+you "
        "let+require mailing_list+thing mails+sorry me+month me+quote meet+remove mine+not month+on "
        "month+please more+objects more+question more+you not+wish objects+reply objects+want "
        "on+useless optout+you others+some_time ours+quote over+they page+please passed_on+please "
        "passed_on+take passed_on+they passed_on+want please+price please+question please+you "
        "quote+you report+take stranger stranger+writer supplier+this take+they they+weekday "
        "unanswered+want"
    ),
    -7: (
        "?ads ?attachment ?broken ?future ?others ?trial able+begged able+goods address+post "
        "ads+leave agrees+month agrees+said agrees+somebody agrees+writer allow+begged "
        "allow+contrary allow+ours already+asked_whether already+some_time already+times "
        "another+later arrive+if asked_what+got asked_what+trial asked_whether+database "
        "asked_whether+ours asked_whether+some_time begged+click begged+future begged+got "
        "begged+hope begged+passed_on begged+take begged+unwelcome bin+erase broken+invoice "
        "broken+me call+changed changed+mine colleague colleague+writer contract+send contrary "
        "contrary+curious curious+more data+let delivery+me elsewhere+off ends+meet enough+thing "
        "enrolled+you erase+some_time erase+wish every+you family+me finds+mine finds+stranger "
        "future+if future+on goods+they got+me handover+send hear+reply hostile+let hostile+mine "
        "hostile+tired if+series invoice later later+me later+more later+you leave+lists "
        "leave+performed leave+somebody let+mailing_list let+ours let+thing lists+optout "
        "lists+times mailing_list+write me+meanwhile me+meet me+order me+post meanwhile+off "
        "meanwhile+send meet+thing mine+prefer mine+said more+next more+take need+piece need+want "
        "off+send off+they on+take order+you ours+unwelcome over+sold piece+times plain+question "
        "question+stranger remove+sorry remove+times reply+some_time require+want "
        "some_time+unanswered take+write thing+writer thing+yet_again tired write+yours "
        "writer+yet_again"
    ),
    -8: (
        "?if ?let ?meanwhile ?next ?over ?weekday able+database able+handover able+meanwhile "
        "address+already address+write ads+optout ads+piece agrees+colleague allow+asked_what "
        "already+elsewhere already+send already+somebody another+times arrive+asked_what "
        "arrive+attachment arrive+begged asked+mailing_list asked_what+data asked_whether+later "
        "asked_whether+nothing asked_whether+write begged+call begged+enough begged+enrolled "
        "begged+handover begged+ours begged+send behalf+mine broken+hostile broken+others "
        "broken+price call+mine call+somebody cease+leave cease+optout cease+piece cease+sold "
        "changed+curious changed+future changed+later changed+me changed+on changed+passed_on "
        "changed+piece changed+please changed+report click+future click+mails click+me click+please "
        "colleague+contact contrary+post contrary+unanswered counted+mine curious+if database+more "
        "database+ours enough+send erase+nothing erase+pay erase+thanked firm+later firm+not "
        "firm+some_time future+others future+sold goods+if goods+send got handover+mine "
        "handover+off hope+stop hostile+not if+lists if+on if+stranger interest+some_time "
        "invoice+this lists+write me+page me+reply meet meet+writer mine+month mine+others "
        "mine+page never+times not+quote not+somebody not+stranger not+trial nothing+report "
        "off+ours optout+remove optout+somebody order+times others others+quote others+take "
        "ours+thing ours+tired passed_on+thanked pay+remove pay+thing please+send prefer+you "
        "price+thing reply+write some_time+unwelcome some_time+want somebody+writer sorry+spam "
        "source this+yet_again useless+writer weekday"
    ),
    -9: (
        "?able ?hurt ?optout ?remove ?some_time ?thing able+agrees able+got able+unanswered "
        "address+not agrees+curious agrees+meet already+not another+asked_whether another+mails "
        "another+passed_on asked_what+contrary asked_what+stop asked_what+wish "
        "asked_whether+contrary attachment+not attachment+thing begged+piece begged+weekday "
        "behalf+me broken+click call+curious cease+enrolled changed+ever changed+handover "
        "changed+never colleague+invoice contact+others contact+please contrary+delivery "
        "contrary+erase contrary+quiet contrary+remove counted+want counted+wish curious+sorry "
        "curious+thing data delivery+later ends+family ends+invoice ends+others ends+said erase+on "
        "erase+you ever+yet_again family+goods final+not goods+mailing_list goods+some_time "
        "got+remove got+spam handover+invoice handover+somebody hope+mailing_list hostile+send "
        "if+want interest+let interest+want invoice+thing last+not later+said leave+more "
        "leave+yours me+trial meet+thanked mine+unanswered month+they more+some_time more+sorry "
        "never+yet_again off+weekday on+you order+please order+yours others+send ours+take "
        "passed_on+times please+stranger question+this quote quote+somebody quote+write "
        "remove+thanked send+thanked somebody stop+you stop+yours want+yet_again writer+you"
    ),
    -10: (
        "?another ?handover ?passed_on ?stranger able+every address+firm agrees+delivery allow+you "
        "already+goods already+order another+asked_what another+month another+this asked+ours "
        "asked_what+changed asked_what+goods asked_what+useless begged+changed begged+order "
        "bin+price broken+delivery broken+please call+wish call+yours cease+month cease+stop "
        "changed+erase changed+more changed+weekday changed+write colleague+this contract+later "
        "contract+others contrary+next counted+not counted+ours curious+future curious+hostile "
        "data+ends delivery+stop enough+more enrolled+lists enrolled+mails erase+quote future+thing "
        "goods+trial got+mailing_list hostile+sorry interest+weekday invoice+send job joke+me "
        "later+price leave+others leave+they let+remove let+send mails+trade me+some_time "
        "mine+trial month+more more+pains not+remove not+source not+write nothing+ours off+optout "
        "optout+others optout+they ours+report ours+times ours+useless passed_on+this piece+require "
        "post+this references+they remove+you reply+writer reply+you send+times source+writer "
        "spam+yours thanked+you thing trial+yours unanswered unanswered+writer weekday+write"
    ),
    -11: (
        "?counted ?data ?elsewhere ?interest able+elsewhere able+tried agrees agrees+thanked "
        "allow+ends allow+please allow+stop allow+take another+yet_again arrive+click "
        "asked_what+delivery asked_what+interest asked_what+you asked_whether+call behalf+somebody "
        "bin+hope block+spam broken+send cancel+not cease+delivery changed+ours changed+this "
        "click+yet_again colleague+if colleague+passed_on contact+on contract+nothing counted+later "
        "curious+month data+they delivery+this ends+if enough+please erase+order goods+hostile "
        "goods+nothing got+yours invoice+you later+month let+take let+wish lists+not lists+others "
        "lists+they mailing_list+please mailing_list+they mine+post month+times more+times "
        "off+piece on+others on+ours order+remove order+they ours+page piece+quote plain "
        "references+writer some_time+write sorry+yours thing+this wish+yet_again"
    ),
    -12: (
        "?said address+delivery agrees+asked agrees+asked_whether agrees+future allow+on "
        "another+interest arrive+broken asked_what+colleague asked_what+every asked_what+handover "
        "asked_whether+handover behalf bin+got bin+lists broken+performed call call+some_time "
        "call+writer changed+page click+post colleague+they curious+later data+you delivery "
        "delivery+ends delivery+weekday elsewhere+erase enough+hostile ever+unanswered family+job "
        "family+writer goods got+writer handover+some_time hear+please hope+some_time hostile+ours "
        "if+later if+wish interest+unanswered me+references me+unanswered meet+mine month+stop "
        "never+post never+unanswered not+order nothing+question optout+series others+remove "
        "ours+trial page+sorry passed_on+yet_again please+sorry question+thing references+want "
        "references+wish sorry sorry+they sorry+this thing+write unanswered+yet_again"
    ),
    -13: (
        "?database ?enrolled ?spam able+enough able+invoice able+quote agrees+allow "
        "agrees+permission allow+lists allow+yours asked_what+price asked_what+send "
        "asked_what+series attachment+let begged+colleague call+not cancel+ends cancel+me "
        "cancel+mine cancel+yours cease+changed changed+lists click+erase coffee colleague+question "
        "contact+you contrary+goods contrary+mine contrary+others data+if data+ours delivery+sold "
        "erase+others erase+require final+me gave+passed_on goods+stop got+send hostile+yours "
        "if+over if+thing last+me mails+reply not+skip nothing+write nothing+you nothing-of-a-wish "
        "off+question off+quote on+weekday passed_on+somebody quote+take remove+require sorry+write "
        "this+writer"
    ),
    -14: (
        "?bin ?job ?series able+bin able+spam agrees+later agrees+weekday another+post "
        "asked_what+contact block+mails call+cease call+me call+you courtesy+mails courtesy+they "
        "data+please enough+not enrolled+order erase+not erase+series got+on handover+thanked "
        "hope+passed_on if+stop later+trial let+thanked meanwhile+writer over+some_time reply+yours "
        "thanked+yours"
    ),
    -15: (
        "?law ?tired able+pay address+changed agrees+you already+changed attachment begged+invoice "
        "behalf+ours changed+remove colleague+page contact+somebody contract+if contract+not "
        "contract+yours contrary+stop curious+question delivery+got elsewhere+others erase+let "
        "goods+not got+let got+quote got+weekday handover+later invoice+please later+weekday "
        "leave+series lists+on more+unanswered not+price nothing+some_time on+somebody pay "
        "skip+thing some_time+yet_again trial"
    ),
    -16: (
        "?changed ?delivery ?every ?order agrees+enough broken+this cancel+writer changed+hostile "
        "changed+off contrary+price contrary+writer curious+price delivery+not elsewhere+this "
        "enough+others erase+price got+mails hope+not invoice+yours mailing_list+on mark? "
        "off+others on+passed_on ours+permission ours+weekday piece+remove said+write stop+thing "
        "this+trial"
    ),
    -17: (
        "?courtesy able+performed asked_what+counted asked_what+elsewhere asked_whether+order "
        "broken cancel+weekday click+leave colleague+firm contract+handover database+this ends+sold "
        "enough+supplier got+post interest+this let+off mailing_list+others others+performed "
        "passed_on post+unwelcome"
    ),
    -18: (
        "?call able+next contrary+handover handover+meanwhile not+stop nothing+take only-thanks "
        "optout+ours pay+this price+this unwelcome"
    ),
    -19: (
        "?goods already+call asked_whether+enrolled broken+some_time cease+goods contrary+meet "
        "elsewhere+mails later+thanked let+optout please+unanswered report+yours"
    ),
    -20: (
        "asked_what+call call+hope changed+ends enough+erase enough+remove erase+piece if+not "
        "leave+not mails+performed not+off nothing+yours price+remove references sorry+yet_again"
    ),
    -21: (
        "arrive+thanked asked_what+curious goods+on got+thanked later+ours price+question thanked+unanswered"
    ),
    -22: "begged+thanked delivery+nothing elsewhere+quote not+optout",
    -23: (
        "another+some_time another+unanswered call+month cease+if colleague+ours enough+later "
        "final+mine hostile+supplier last+mine"
    ),
    -24: "ends+not joke quote+this",
    -25: "asked_what+others changed+you page+price price+writer",
    -26: "?pay agrees+goods",
    -27: "allow+mailing_list",
    -28: "mark@",
    -29: "some_time+sorry",
    -33: "?contract ?price",
    -34: "order",
}
