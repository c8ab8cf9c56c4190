"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in tenths.
"""

WORTH: dict[int, str] = {
    48: "may-wish",
    44: "not+thanked",
    33: "mails+thanked",
    32: "ends+interest",
    31: "?objects",
    30: "?allow",
    28: "already+thanked begged+series broken+optout cease+nothing contrary+ours data+want",
    27: "asked_what+require bin+inbox hear+prefer post+series",
    26: "address+mailing_list allow+handover budget+later ours+thanked",
    25: "address+permission counted+post disturbed+yours erase+future",
    24: (
        "?click address+stranger asked_whether+stop call+write cease+useless counted+mails "
        "curious+prefer others+times performed+they said+yours"
    ),
    23: (
        "?unanswered already+arrive asked+off asked_what+finds attachment+begged begged+let "
        "bin+hostile broken+leave budget hostile+next interest+not is-caught lists+withdraws "
        "month+next month+weekday not+tried"
    ),
    22: (
        "address+goods address+source already+writer another+firm budget+thing click+contact "
        "courtesy+not curse+ends curse+not data+writer database+take inbox+please interest+write "
        "law+objects lawyer not+ours post+take trade+yours"
    ),
    21: (
        "?permission asked_what+got broken+need broken+require consent+they ends+meanwhile "
        "ends+writer firm+ours mails+question mine+optout post+question quiet+want thanked+they"
    ),
    20: (
        "able+click already+useless arrive+mine asked_what+family curse ends+useless finds+if "
        "firm+skip goodbye hear+more hostile+report need+reply next+report nothing+series "
        "optout+post ours+this pains+write please+source quiet+they reply+require some_time+this "
        "times+write tired+write"
    ),
    19: (
        "?not ads+data allow+nothing already+yet_again arrive+this asked_what+click bin+send "
        "budget+not contrary+later curse+please disturbed+mails family+they future+passed_on "
        "if+need later+mailing_list law+withdraws mailing_list+yours many+somebody mine+permission "
        "not+series nothing+this over-25-words please+prefer wish+write"
    ),
    18: (
        "able+colleague ads+post ads+unwelcome allow+quiet asked+objects asked_what+this "
        "asked_whether+mailing_list begged+this call+this cease+curse cease+later cease+quiet "
        "cease+somebody consent+objects consent+send contact+yet_again counted counted+more "
        "curious+erase elsewhere+firm ends+leave enough+over future+skip hostile+you mails+useless "
        "not+reply not+weekday nothing+wish objects+permission optout+page post+stranger "
        "question+write some_time+they"
    ),
    17: (
        "?address ?begged ?question address+consent allow+click allow+others allow+reply "
        "arrive+consent asked+asked_what asked+click asked+question asked_what+need behalf+this "
        "bin+later bothered+write call+post cease+remove contact+ends contrary+need contrary+yours "
        "counted+nothing counted+unanswered curse+mails decline+yours ends+every enrolled+ever "
        "later+useless let+reply lists+permission lists+thanked mails+many need+write not+said "
        "nothing+retired nothing+somebody please+quiet price price+trade quiet+this "
        "remove+unwelcome retired skip+want some_time+thing stop+writer want+write"
    ),
    16: (
        "?plain address+mine agrees+nothing agrees+ours allow+hope already+supplier arrive+asked "
        "arrive+asked_whether arrive+some_time asked+ends asked_what+unanswered bin+yours "
        "block+ends bothered cease+thanked click click+later counted+series delivery+mails "
        "enrolled+want enrolled+wish ever+permission firm firm+more future+prefer gave+mine "
        "handover+over hostile+writer law+mine let+write many+yours never+permission page+wish "
        "pains post+skip quiet+wish times+yours trade"
    ),
    15: (
        "?agrees able+supplier able+thanked address+remove allow+cease asked+wish asked_what+off "
        "asked_whether+mine behalf+lists broken+erase colleague+yet_again consent+hostile "
        "contact+lists contrary+please ends+enrolled ends+pains family+retired got+this "
        "hostile+permission hostile+yet_again let+not lists+unwelcome many+post mine+retired "
        "mine+yours more+stop not+sorry permission+this prefer series+write some_time+weekday "
        "somebody+you sorry+this supplier+thanked they+withdraws this+wish"
    ),
    14: (
        "?behalf address+take ads+off agrees+cease agrees+erase agrees+optout already already+said "
        "another+hostile asked_what+writer bin+off cease+meanwhile cease+page changed+yours "
        "contrary+times ends+wish enough+hope enough+want erase+weekday finds+mails future+yours "
        "goods+piece handover+off hope+off if+post later+next mails+stranger me+withdraws "
        "meanwhile+post mine+ours more+passed_on need+not others+thanked ours+price post+stop "
        "price+some_time quiet+yours"
    ),
    13: (
        "?contrary ?enough ?skip ?wish able+optout address+this address+you ads+inbox allow+piece "
        "allow+post already+let another+somebody arrive+want asked+hostile asked_what+reply "
        "begged+counted begged+writer bothered+mails bothered+this cancel+this cease+enough "
        "cease+hostile click+courtesy consent+me consent+not contrary+interest curious+mails "
        "data+erase database+want disturbed+more ends+mails ends+skip enrolled+more ever+nothing "
        "every+this firm+mails future+stop future+write handover+lists hope+nothing if+prefer "
        "if+remove if+this inbox+me interest+you leave+page let+useless lists+supplier lists+trade "
        "lists+yet_again mailing_list+thanked mails+series me+thanked mine+over more+supplier "
        "never+nothing nothing+please report+spam said+this send+want somebody+yet_again "
        "stranger+write supplier+they supplier+write"
    ),
    12: (
        "?consent ?post able+asked_what able+remove address+contrary address+hostile ads+law "
        "ads+some_time ads+stop agrees+send allow+over arrive+later asked_what+lists "
        "begged+interest begged+leave behalf+want block broken+ours budget+me click+somebody "
        "colleague+nothing consent+lists contact+ours contrary+you counted+write courtesy+month "
        "curious+nothing data+remove delivery+write elsewhere enough+me erase+hope every "
        "every+mails family+yet_again goods+trade got+month inbox inbox+lists later+not later+this "
        "let+skip lists+nothing lists+remove mails+meanwhile mails+unwelcome many+me month+not "
        "next+please next+thing off+want ours+prefer permission+yours post+write require "
        "sold+source some_time+tried supplier thanked+this withdraws+writer"
    ),
    11: (
        "?family ?want ?yet_again address+erase address+please address+stop another+yours "
        "asked_what+plain asked_what+yet_again bothered+hostile bothered+yours cease+writer "
        "click+nothing consent+mine contact+hope contract+this contrary+goodbye contrary+skip "
        "courtesy+times curse+write database+wish ends+times enough+stop erase+prefer every+times "
        "goods+me got+nothing hostile+times inbox+they inbox+writer later+piece later+thing "
        "lists+passed_on mailing_list+more mailing_list+post mails+objects me+performed "
        "mine+yet_again more+said on optout+please optout+take pains+skip passed_on+you "
        "post+somebody prefer+send quiet+some_time sold+writer some_time+times stranger+they "
        "this+trade unwelcome+write wish-topics-over-0"
    ),
    10: (
        "address+ads allow+future another+prefer asked+gave asked+lists asked+stranger asked+this "
        "asked_what+not asked_what+on begged+quiet bin+mails bin+post block+hostile cease+handover "
        "click+colleague click+hope colleague+others database+mine disturbed+me elsewhere+write "
        "ends+lists every+me family+off firm+post future+useless gave+post got+let hope+over "
        "interest+send law+mails let+nothing mailing_list+mails next+skip ours+skip ours+trade "
        "permission+stranger please+somebody please+this quiet+skip quiet+take remove+skip "
        "series+they somebody+take thing+weekday this+want trade+writer"
    ),
    9: (
        "?ends ?mailing_list able+courtesy able+erase address+hope ads+not allow+not "
        "already+asked_what already+courtesy another+report asked+future asked_what+remove "
        "block+report bothered+mine budget+future cease+wish contact+future contact+wish "
        "contract+some_time courtesy+nothing curse+erase curse+yours elsewhere+they every+not "
        "every+post firm+remove future+thanked handover+retired hope+yet_again hope+yours "
        "hostile+inbox let+prefer let+quiet lists+want mailing_list+yet_again mails+report me+trade "
        "me+wish mine+price more+write need page+take piece+they piece+this remove+take "
        "report+writer somebody+times stop+this supplier+thing thing+yours"
    ),
    8: (
        "able+already able+call able+family able+leave able+mailing_list able+stranger "
        "address+thanked ads+every ads+wish allow+send allow+write allow+writer already+begged "
        "arrive+supplier asked+cancel asked+some_time asked_what asked_what+me asked_whether+times "
        "behalf+enrolled bothered+more bothered+tired broken+cease budget+this cancel+enrolled "
        "cease+firm cease+law click+they colleague+more colleague+thing colleague+yours "
        "consent+thing consent+this contact+over contrary+nothing curse+spam elsewhere+times "
        "erase+more erase+yet_again every+mine family+others firm+future future+weekday got+later "
        "later+yours mails+write me+optout me+supplier meanwhile+mine mine mine+prefer mine+sorry "
        "more+yours next+some_time next+yours nothing+others passed_on+thing please+report "
        "post+times said+writer send+supplier somebody+want somebody+wish thing+wish weekday+yours"
    ),
    7: (
        "able+firm able+later ads+ends agrees+asked_what already+another asked_what+erase "
        "asked_what+leave asked_what+post asked_whether+lists bin+please bothered+thing call+ours "
        "cease+times click+month click+remove contrary+more courtesy courtesy+this curse+writer "
        "decline+future decline+they disturbed+not ends+law hostile+tired later+lists next+post "
        "not+please not+supplier nothing+on off+prefer off+thanked ours+remove page+writer reply "
        "somebody+thing"
    ),
    6: (
        "?times able+broken able+off ads+objects ads+want agrees+contrary already+future "
        "begged+over begged+yours budget+more consent+contract contrary+month counted+this "
        "courtesy+mails courtesy+mine curious+stop decline+ours disturbed elsewhere+writer "
        "ends+thanked enough+they enrolled+page erase+question every+they family+please "
        "handover+stop hostile+write interest+off interest+series later+want law+ours mails+month "
        "me+quiet me+retired not+others off+take ours+piece ours+tried price+send skip+writer "
        "somebody+write they+trade"
    ),
    5: (
        "?stop able+mine address+database ads+nothing already+thing asked_what+performed "
        "asked_what+somebody begged+goods contact+curious every+later family+somebody hope+you "
        "hostile+some_time inbox+mails later+remove lists+stop mails+retired mails+said mine+quiet "
        "others+writer ours+pay page+yours yours"
    ),
    4: (
        "?thanked able able+on asked+erase asked_whether+want broken+remove contact+me "
        "contact+write counted+let counted+others firm+want goods+want got+more hope+writer "
        "hostile+weekday mine+thanked ours+yours series+this this+unanswered"
    ),
    3: (
        "allow+mails bin+me click+got contrary+thanked elsewhere+more every-reply handover+hostile "
        "lists+source me+prefer sorry+thing"
    ),
    2: (
        "begged+future budget+others budget+quote counted+please data+ends elsewhere+if "
        "elsewhere+yours firm+stop interest+later mails+times ours+wish"
    ),
    1: "?finds able+some_time hope+somebody lists+skip",
    -1: "able+final able+last elsewhere+somebody ends+meet ends+ours enough+spam pay+please",
    -2: (
        "allow+ends begged+unwelcome click+ever final+not final+ours future+post last+not last+ours "
        "later+series objects+want send+useless unwelcome+want"
    ),
    -3: (
        "?send able+ads ads+curious already+ever already+later already+never arrive+ours "
        "asked_what+bin behalf+mine elsewhere+later enrolled+write ever+got future+yet_again "
        "got+never if+trial interest+some_time joke+mine send+thing stop"
    ),
    -4: (
        "able+objects able+thing ads+you agrees+yet_again arrive+handover arrive+weekday "
        "asked_what+data asked_what+hostile asked_what+please asked_whether+changed colleague+mine "
        "contact+writer ends+family ends+firm enough+let goods+times got+mine mailing_list+you "
        "not+skip others+take"
    ),
    -5: (
        "?many able+contrary ads+remove allow+contrary another+curious arrive+if broken+performed "
        "cease+others cease+you colleague+please curious+more delivery+handover enrolled+piece "
        "ever+hostile ever+mails final+mine got+mails last+mine leave+ours let+ours mails+never "
        "mine+others month+write more+some_time more+times need+yours next+writer not+trade "
        "not+wish ours+useless passed_on+want piece+thing skip+take skip+thing some_time+trial "
        "thing+write this+writer"
    ),
    -6: (
        "?data ?order ?pains able+begged address+yours allow+ours already+some_time "
        "asked_whether+order asked_whether+send begged+you behalf+me call+stranger cancel+want "
        "cancel+you cease+sold contact+yours contrary+hostile contrary+question counted+mine "
        "delivery+more enough+more every+you firm+yours handover+this hope+some_time let+remove "
        "me+meanwhile order+you please+question please+send question+writer remove+want stop+want "
        "stranger+yours take+yours"
    ),
    -7: (
        "?another ?counted ?courtesy ?firm ?said ?stranger ?this ads+click allow+stop allow+yours "
        "another+later asked_what+delivery asked_what+useless asked_whether+yours attachment+you "
        "begged+skip behalf+ours broken+on changed+contrary colleague+if counted+ours "
        "curious+future curious+if curious+thing data+ours data+you erase+ours ever+interest "
        "handover+others interest+never interest+thanked joke+me later+unwelcome leave+want "
        "lists+write me+meet mine+somebody mine+unanswered mine+unwelcome need+piece not+somebody "
        "not+yours order+times please+wish send+weekday"
    ),
    -8: (
        "?broken ?future ?interest ?next ?trial ?unwelcome able+address agrees+month allow+curious "
        "allow+you already+you arrive+delivery asked_what+interest asked_what+trial "
        "asked_whether+ours attachment+send bin+price call+page changed+goods elsewhere+mails "
        "ends+others enrolled+yours erase+unwelcome ever+this ever+yet_again finds+got got+thing "
        "hope+not hostile+me hostile+mine leave+more leave+others meanwhile+send more+pains "
        "never+yet_again not+quote on+take optout+others ours+thing ours+times skip+some_time "
        "take+wish they+trial times+wish write+yours writer+yet_again"
    ),
    -9: (
        "?nothing ?optout ?sold ?yours agrees+asked_whether agrees+meanwhile already+order "
        "arrive+got asked_what+every asked_whether+some_time begged+piece call call+mine call+not "
        "cancel+ends cease+thing cease+want changed+send changed+you colleague+they "
        "consent+permission counted+wish data+let enough+please enrolled+order erase+meet "
        "erase+optout finds+thing goods+not got+take handover+some_time handover+want "
        "hostile+nothing invoice+please job later+question later+said later+wish me+unanswered "
        "meet+thing meet+you month+take not+post not+remove others+weekday page+send "
        "references+writer said+they said+write sorry+write they+weekday trade-topics-over-0"
    ),
    -10: (
        "?bin ?spam able+got agrees+trial allow+please asked+permission asked_what+unwelcome "
        "asked_whether+they asked_whether+you begged+hope broken+mine broken+price call+hope "
        "cease+changed changed+me colleague+somebody contract+if contract+mails contrary+erase "
        "contrary+pay contrary+remove curious+weekday enough+others enough+supplier enrolled+please "
        "enrolled+they erase+finds erase+nothing gave gave+passed_on goods+optout got+mailing_list "
        "got+me handover+thing hostile+let hostile+thing if+question if+send later+me leave+series "
        "me+trial mine+not mine+page mine+reply mine+take month+more more+take never+post not+trial "
        "nothing+over nothing+some_time off+quote on+useless order+they order+yours others+page "
        "others+quote others+send ours+quote pay+yet_again permission references+they reply+write "
        "send+thanked source stranger supplier+this write"
    ),
    -11: (
        "?meanwhile ?others ?useless able+asked_whether able+passed_on address+firm "
        "agrees+some_time another+asked_what asked_what+ours asked_what+series asked_what+you "
        "begged+call begged+changed broken+delivery broken+got call+wish cease+leave cease+optout "
        "cease+stop changed+curious changed+future changed+mine changed+please colleague+page "
        "colleague+this contrary contrary+every curious+later delivery delivery+ends erase+need "
        "erase+require finds+stranger goods+mailing_list goods+ours hostile+ours if+thing "
        "later+month later+send law+lists leave+somebody lists+not lists+ours lists+times me+order "
        "me+post me+references me+some_time mine+please not+stop nothing+off off+on optout+series "
        "others+remove ours+take ours+tired passed_on passed_on+please question+stranger quiet+send "
        "quote+take remove+require reply+report reply+take somebody they+tired thing+this "
        "unanswered+writer"
    ),
    -12: (
        "able+agrees able+database agrees+allow allow+take already+somebody another+interest "
        "another+passed_on asked_what+counted asked_whether+contrary attachment+got call+changed "
        "cancel+yours cease+piece changed+handover changed+off changed+page colleague "
        "colleague+ours contact+others contrary+delivery contrary+me database+ours delivery+later "
        "ends+weekday enough+erase enough+remove erase+remove family+me goods+stop got+thanked "
        "handover+invoice handover+ours handover+question hope+ours hostile+supplier interest "
        "invoice+this job+mine law+yours let+take lists+meet mailing_list+meet meet nothing+ours "
        "on+others optout+somebody price+this quote+somebody references+want references+wish "
        "reply+you sold+weekday some_time+want stop+you stranger+you"
    ),
    -13: (
        "?contract ?require able+handover agrees+goods agrees+weekday allow+on another+month "
        "arrive+attachment asked_what+send asked_whether+on begged+colleague begged+handover "
        "begged+send broken+hostile call+you call+yours cancel+me changed+ever changed+never "
        "changed+remove changed+report changed+this colleague+passed_on contrary+goods "
        "contrary+others counted+erase curious+sorry delivery+elsewhere elsewhere+others "
        "erase+order hope+mine hope+send hostile+not if+over lists+sorry meet+yours not+source "
        "not+this on+somebody on+stop optout+ours order+please others pay pay+remove plain "
        "price+question remove+you report+yours want+yet_again"
    ),
    -14: (
        "?database ?need ?series ?thing able+enough able+next address+not agrees+somebody "
        "allow+lists already+goods another+yet_again asked_what+goods asked_what+price "
        "asked_whether+later begged+order broken+send broken+this call+delivery call+somebody "
        "changed+more click+erase contact+you contract+not contrary+quiet curious database+this "
        "ends+if enrolled+mails erase+series goods+hostile goods+nothing goods+send got+send "
        "got+spam if+wish later let+wish me+page meanwhile+writer meet+weekday mine+month not+write "
        "off+others on+ours order+remove others+performed report+take retired+they sorry+yours"
    ),
    -15: (
        "?hurt ?job ?some_time a-number able+every agrees+curious another+times cancel+invoice "
        "changed+hostile changed+ours click+if contact+please contract+later contract+yours "
        "contrary+writer elsewhere+let ends+invoice ends+not enough+not erase+not erase+price "
        "erase+thanked goods+if handover+later hostile+send if+later if+want interest+this "
        "invoice+send leave+performed lists+others meet+remove month+stop more+sorry not+price "
        "nothing+take nothing+write on+over pay+this question+this this+trial wish+yet_again"
    ),
    -16: (
        "able+price already+not asked_what+contrary asked_whether+call attachment+broken bin+lists "
        "block+mails cancel+mine changed+erase contrary+got contrary+meet data data+if "
        "delivery+nothing delivery+stop delivery+weekday enrolled+lists erase+others erase+pay "
        "erase+sorry erase+you family+thing goods goods+report got+post got+yours "
        "interest+unanswered invoice+thing invoice+yours later+price later+they later+trial "
        "let+mailing_list mailing_list+they mails+sorry mine+trial not+order nothing+you off+optout "
        "passed_on+times piece+remove please+you quote quote+writer remove+sorry remove+thanked "
        "some_time+write spam+yours thanked+writer"
    ),
    -17: (
        "?delivery ?elsewhere ?tired able+quote agrees+asked agrees+later already+call "
        "asked_what+others attachment+lists bin+got broken cancel+not cease+delivery "
        "changed+weekday click+future click+leave coffee contact+somebody contract+handover "
        "contrary+stop ends+sold erase+let ever+unanswered handover+please later+thanked lists+on "
        "mine+post month+want never+unanswered not+off ours+trial ours+weekday passed_on+this "
        "some_time+yet_again"
    ),
    -18: (
        "?call able+pay agrees agrees+you already+changed another+some_time block+spam cease+if "
        "changed+lists colleague+send curious+price family+writer goods+trial got+quote if+stop "
        "later+ours later+tried leave+not let+thanked not+optout page+sorry please+trial "
        "price+writer thing"
    ),
    -19: (
        "able+attachment address+changed address+write asked_what+handover begged+click call+me "
        "contrary+post delivery+sold enough+later erase+piece family+job goods+on got+please if+not "
        "joke later+times mailing_list+others meet+mine passed_on+somebody passed_on+yet_again "
        "reply+yours"
    ),
    -20: (
        "?enrolled ?every asked_what+elsewhere attachment+not call+some_time call+writer "
        "colleague+question data+please elsewhere+this mailing_list+on nothing+yours ours+report "
        "price+remove"
    ),
    -21: (
        "?attachment able+invoice changed+ends delivery+not elsewhere+quote handover+thanked "
        "mails+performed only-thanks post+spam some_time+you stop+thing trial"
    ),
    -22: "?handover asked_what+call cease+goods contrary+unanswered erase+on mailing_list+please mails+trial",
    -23: "ads+handover asked_what+curious delivery+got let+optout question+thing references",
    -24: (
        "able+performed asked_whether+handover curious+question goods+some_time invoice+you "
        "on+weekday weekday+write"
    ),
    -25: "?pay allow+mailing_list cancel+weekday contract please+unanswered",
    -26: "cancel+writer later+weekday mark? page+price",
    -27: "quote+this",
    -28: "?goods meet+thanked thanked+unanswered",
    -30: "?changed",
    -31: "mark@",
    -32: "got+weekday",
    -34: "begged+thanked call+month",
    -35: "order",
    -36: "arrive+thanked",
    -42: "?price",
}
