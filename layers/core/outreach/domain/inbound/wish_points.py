"""What each sign in a reply is worth: more than nothing if people who want no more mails show it.

Written by `tools/wish_points.py`. The first column is in thousandths.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

WORTH: dict[int, str] = {
    660: "may-wish",
    365: "is-caught",
    279: "wish-topics-over-0",
    250: "mails",
    211: "not+thanked",
    189: "quiet wish-topics-over-1",
    182: "=inter*",
    177: "=dyrt",
    174: "yours",
    166: "=nei",
    165: "=be =nej",
    162: "counted",
    158: "over-25-words",
    157: "over-12-words",
    143: "=budget",
    141: "lists+yours",
    139: "=nee",
    138: "=como",
    137: "=caro",
    136: "every",
    132: "=jak",
    130: "=budge* =silen* wish-topics-over-3",
    127: "=ни firm",
    124: "=oss",
    123: "=zu already",
    122: "budget+later curse",
    121: "=nein broken+optout",
    120: "=av =odcze* =уже",
    119: "=und",
    117: "ours+thanked",
    115: "=come =dit =gerne =sair",
    114: "=och",
    113: "supplier",
    112: "=nous",
    111: "=get not+ours",
    110: "asked_whether+mine",
    109: "=heben ?post",
    107: "=cete =нам ?not month+not",
    106: "=trime* =trimestre",
    105: "=ons please+this",
    104: "thanked+they trade",
    103: "=ano =overa* =ve",
    102: "=one prefer",
    101: "=nao goodbye me+mine",
    100: "=ni",
    99: "bin optout+page",
    98: "=agrad* =man =zero already+supplier later+not mine",
    97: "=there =дорог* =нет asked_what+writer",
    96: "=drogo budget",
    95: "asked_what+more",
    94: "=чтобы budget+thing",
    93: "=hvor =vos allow mine+yours",
    92: "asked_what+me later+thing said",
    91: "=at =consider allow+this erase+mine",
    90: "=remit* already+thanked bothered optout",
    89: "every+yours ours",
    88: "=nok asked_what+this skip",
    87: "=einen asked_what+click need",
    86: "=og",
    85: "=abiam* =abiamo =bloqu* =final =too =vare final+let last+let wish-topics-over-5",
    84: "=answer =for asked bin+yours mine+price pains",
    83: "=fa contrary+yours me+yours",
    82: "=and =hej =kein me+thanked ours+price",
    81: "=bos broken+leave future+yours mine+optout supplier+they",
    80: "=dag =pasar =these click",
    79: "=bli =desin* =siamo ?mine writer",
    78: "=nah =ne every+me",
    77: "=overalt =skal =tropo ends+skip",
    76: "already+writer month+weekday require retired",
    75: "=dete =hilse* =hilsen =kwart* =with asked_what+plain me+trade optout+thing",
    74: "=answe* =mails =pozdr* =qusta =setim* =wypis* asked_what+require contact+ours",
    73: "=else firm+they later+yours weekday+yours",
    72: "=hierm* =no =prefi* =volge* bothered+yours budget+not let mine+yet_again",
    71: (
        "=consi* =dur =io =juz =whate* =whatever able+optout address+lists ads asked_what+post "
        "contact+mine inbox me+quiet this times+writer"
    ),
    70: "=este =wypisac ?want already+thing every+later",
    69: (
        "=15 =che =en =foret* =nie =so =дорого click+nothing firm+ours inbox+lists leave+page "
        "me+said please+quiet"
    ),
    68: "=af =brauc* =dosta* =odczepcie =prosi* =выбра* asked_what asked_what+mails not+please times",
    67: (
        "=avreg* =budsj* =company =entschieden =tenem* =tenemos =verst* ?plain able+erase "
        "address+me another+yours sold+writer"
    ),
    66: "=dostawce =ever =gangen =noi =skriv* =wybra* =wybralismy able+leave next+some_time this+wish",
    65: (
        "=bez =grz =jestesmy =respe* able+already cease+writer contrary+some_time later+next "
        "me+prefer mine+piece"
    ),
    64: (
        "=ander* =frabe* =hei =holde =ma =mig =nas =nem =peine =publi* =re =ur ?unanswered "
        "counted+mails disturbed every+mine future+nothing lists+want month+next need+require "
        "not+said"
    ),
    63: (
        "=busca* =fate =hoi =thx =trop =zaint* =бюдже* =этом asked_whether+me every+weekday "
        "future+mails goods+mine mails+post"
    ),
    62: "=cher =dala =estos =poste* able+mine ends+mine supplier+thing write+writer",
    61: (
        "=even =nos broken+erase counted+series counted+this let+this me+sold more+want off series "
        "some_time+weekday"
    ),
    60: "=scelt* =scelto address+erase asked+me colleague+yet_again contrary+please ends+me post+take",
    59: "=dal =exist* =make =perso* =silence disturbed+me lists+you",
    58: (
        "=budze* =erme =futur* =horen =jeste* =tag =telef* =temos =una able+supplier asked+enrolled "
        "disturbed+yours ours+this"
    ),
    57: (
        "=abest* =bloquado =darme =god =mensagens =minha =nn =peopl* =people =zainteresowani ?mails "
        "able+writer asked_what+not call+mails mails+take yet_again+yours"
    ),
    56: (
        "=existo =gekoz* =gekozen =house =hur =ogni =sequn* =x =отписаться ?click able+asked_what "
        "counted+unanswered enrolled+ever more+wish"
    ),
    55: (
        "=askin* =asking =firma =firme =non =posta =salud* contrary+interest finds+if leave+thing "
        "me+off me+times ours+please require+they thanked+thing"
    ),
    54: (
        "=close =dear =desca* =devo =diese* =every =guy =kind =many =paper* =paperskorgen =qui "
        "=roku =te =vore arrive+asked_what consent counted+writer let+nothing more+nothing "
        "quiet+yours sold+source some_time+this"
    ),
    53: (
        "=facam =if =interesuje =nosot* =nosotros =only =pozdrawiam =vinde* =vinden asked+ever "
        "asked+never asked+not cease+wish colleague+thing curse+mails firm+more mails+series"
    ),
    52: (
        "=als =autor* =blir =case =compe* =conve* =cores* =coris* =corispondenza =dem =deze =educa* "
        "=ina =invia* =mange =nient* =niente =od =oi =propa* =propaganda =racze* =raczej =нужно "
        "agrees+not asked_what+yours bin+later call+post future interest+please mails+somebody "
        "month+writer more+yours thing+yours"
    ),
    51: (
        "=auf =budsjet =ihr =meg =pls =propo* =quart* =выбрали =как =со ?address able+click able+me "
        "cease+this courtesy erase+please family+this lists lists+somebody meanwhile+quiet "
        "piece+write post prefer+yours thanked+this times+write"
    ),
    50: (
        "=21 =ani =fjernet =grot =heb =nostro =напом* =прихо* contact+over future+more hurt "
        "inbox+me lists+yet_again meanwhile+want mine+off need+they next+report supplier+thanked"
    ),
    49: (
        "=dus =inbox =manda =next =nicze* =niczego =niepr* =size =vil =za =zeby =вы asked+yours "
        "asked_whether+not ends+mails future+want hostile+report mails+report need+not price+trade "
        "send+this want+yours"
    ),
    48: (
        "=adres =comen* =comun* =conse* =deres =file =kindl* =kindly =kvart* =kvartal =lande* "
        "=leverandor =mandar =nach =noget =pacie* =sexta =soluc* =this =uscir* =корзи* ?permission "
        "address+remove lists+me me+ours mine+some_time next trade+writer wish+yours"
    ),
    47: (
        "=arive =asi =czasu =gange* =hint =hver =interese =just =ofertas =prochain =sa =somes "
        "=trzeb* =trzeba =здрав* =здравствуите =переп* =писем ?asked able+off ads+not "
        "another+colleague asked+consent bothered+this got+more hostile+write mine+ours mine+writer "
        "more+stop nothing+wish ours+supplier please+they quiet+they"
    ),
    46: (
        "=andre =avete =concl* =email* =falta =forbr* =olast* =olasta =recibir =somos =бюджета =год "
        "=году able+on address+asked_what already+ours already+they contrary+somebody curse+me "
        "curse+mine enrolled+never gave+please later+this let+mails mine+useless ours+trade"
    ),
    45: (
        "=direc* =encer* =gegev* =gegevens =helo =ho =lista =notar* =outra =pamin* =part =recla* "
        "=rekla* =retir* =robot =tid =ваши =забло* =читая ?wish able+lists arrive+take click+not "
        "ends firm+mails hope+yours hostile interest+not me+retired more+write please+supplier "
        "post+somebody quiet+want"
    ),
    44: (
        "=bruk =end =etwas =forha* =forhand =how =lost =prefiro =save =szano* =volgende =wiec "
        "=марин* =марина =сдела* ?question already+said asked+writer consent+not counted+me "
        "delivery+supplier ends+yet_again future+not not+tried times+yours"
    ),
    43: (
        "=asoci* =aus =deto =event* =genti* =hiermit =hvord* =hvordan =interne =ll =mr =parti* "
        "=quiet =samty* =subsc* =subscricao =zo =zur =меня =приходит able+thing address+you "
        "asked_what+need me+performed more+supplier not+series please unanswered+yours"
    ),
    42: (
        "=ale =amabl* =art =bas =entsc* =facia* =faciamo =gat =ha =interested =krieg* =nachsten "
        "=pro =proch* =quante =rozwi* =saludo =septi* =synes =voi =vosas =всего =этот ?take "
        "bothered+write budget+this contrary+this finds+require handover+post hostile+next "
        "lists+mine mails+wish page+take page+writer quiet+some_time"
    ),
    41: (
        "=aker =anan =aprec* =apreciate =betre* =brauche =donde =entao =eu =leser =must =quro "
        "=remover =schon =signe* =а =трать* =тратьте able+month able+thanked arrive+let begged+let "
        "click+ours click+they contact+me family mails+many mails+thanked said+writer"
    ),
    40: (
        "=dr =ey =forbrugerombudsmanden =interesiert =personal =silencio =skrive =sold =teur =tym "
        "=uitsc* =vosa ?hope able+asked address+take allow+piece allow+quiet already+courtesy "
        "arrive+want asked_what+let asked_what+off asked_what+permission asked_whether+ends "
        "begged+optout call+weekday cease+page contrary+ours ends+off if+writer ours+prefer "
        "they+this times+unanswered"
    ),
    39: (
        "=alere* =alerede =azien* =azienda =chiud* =conte* =czesc =enlac* =enlace =gente =hoy =kram "
        "=mailen =markedsforing =men =mine =morni* =nasta =partij =sem =someo* =someone =sorte* "
        "=verks* =volta ?agrees asked_what+unanswered broken+write click+thing counted+post "
        "disturbed+mails elsewhere+mine enrolled+not family+retired goods+me if+require let+month "
        "mails+skip many+me me+price me+source me+yet_again mine+retired not+reply optout+please "
        "ours+over quiet+this thanked"
    ),
    38: (
        "=beide =cancelarmi =cunta =dejad* =desol* =desole =esere =garna =har =mamy =mocht* =persi* "
        "=sperl* =sperliste =trava* =update =yours =без =не =с able+curse ads+data already+delivery "
        "already+please asked+stranger asked_what+gave asked_whether+click asked_whether+erase "
        "begged+some_time bothered+call cease+contrary contrary+skip curious+nothing "
        "curse+yet_again database+mine disturbed+more ends+writer erase+interest every+thing "
        "future+wish me+optout not+plain not+prefer others+this permission+stranger post+unanswered "
        "prefer+this"
    ),
    37: (
        "=aub =avstar =bone =budzetu =cause =cosi =decidimos =envios =esquc* =grag =hjeme =hola "
        "=ico =imedi* =imediata =lol =macie =nachs* =nun =pas =pres =saber =senor* =sort =sprin* "
        "=stron* =ta =time =veces =verwijderen =vez =worde* =worden =магаз* =может* =можете =перес* "
        "=писат* =писать =пор ads+unwelcome allow+mails arrive+mine asked+this asked_whether+leave "
        "bin+month contrary+later counted+some_time erase+future future+write interest+write "
        "later+quiet lawyer lists+remove mails+month off+writer page+thing piece+yours"
    ),
    36: (
        "=adres* =afmelden =ane =coment =crm =demai* =demais =fazem* =fazemos =flere =gos "
        "=kolejnych =never =promo* =r =ret =spare =tijd =today =wants =weg =нас ?me ads+mine "
        "agrees+asked_what another+hostile asked_whether+page bin+every counted+times "
        "courtesy+goods courtesy+me courtesy+this decline future+prefer goods+mails inbox+writer "
        "later+need lawyer+me lawyer+mine lists+unwelcome mails+question mine+prefer mine+thanked "
        "next+thing ours+they post+report require+this want+write"
    ),
    35: (
        "=aber =anden =anmal* =anmaler =atentamente =azubi =basta =bedar* =bedarf =ej =facio "
        "=favou* =favour =geht =grotj* =grotjes =kunt =mind =papierkorb =tan =thing =todas =vor "
        "=zrobi* =решил* =решили =сразу =таког* =такого ?arrive ?begged ?final ?last able+please "
        "address+source agrees+handover begged+leave bin+mails broken+take curious+writer "
        "data+erase final final+last future+stop if+series interest+later last more more+please "
        "not+sorry objects objects+they on+yet_again please+take skip+want some_time+thing"
    ),
    34: (
        "=aujou* =aujourd =cadas* =cinco =corta* =deal =detai* =details =donerons =ein =esto "
        "=forni* =fornitore =funka* =funkar =going =hui =interesati =intre* =kontaktu =kores* "
        "=landen =liten =mein =newle* =newleter =objec* =panie =recri* =secretaria =son =surte "
        "=usuni* =usuniecie =writi* =writing =письмами =потом =прось* =просьба ads+later "
        "agrees+mails already+arrive arrive+lists asked_whether+off budget+me click+courtesy "
        "colleague+post consent+ever consent+never courtesy+times curious+yet_again database+want "
        "ends+more future+post lawyer+yours mails+ours me+skip more+thing require+yours skip+writer "
        "stop+writer"
    ),
    33: (
        "=a =apres =boite =butik =caso =cliqui =dla =et =fura =ike =internamente =last =losni* "
        "=losning =onder* =other =pensj* =pour =pubs =quatr* =reclame =remov* =sagt =under* =ze =их "
        "=получать =через able+courtesy able+hope address+yours agrees+erase allow+me "
        "asked_what+write attachment+yours bothered+disturbed bothered+hostile cease+curse "
        "click+contact contrary+goodbye curious+let data+me data+mine disturbed+mine ends+handover "
        "enrolled hope+please if+me let+piece lists+off mailing_list+want me+need mine+quiet "
        "mine+trade not+piece others+yet_again pains+write reply+require report+writer series+write "
        "this+want want"
    ),
    32: (
        "=alt =avoir =baker* =breve* =cosa =cosas =deja =depar* =desli* =direk* =direkte =dostawac "
        "=entrada =first =frame* =future =gemai* =gemail =inget =inscr* =manga =meld =permi* "
        "=permision =postene =receber =regis* =repor* =reported =ruhe =signa* =silenzio =some "
        "=spare* =sture* =sturen =toda =uden =vostri =wasz =wylac* =бы ads+mails allow+over "
        "arrive+writer asked_whether+optout asked_whether+thing begged+meanwhile begged+quiet "
        "broken+page cease+mails consent+me contrary+thanked delivery+thing disturbed+every "
        "ends+yours enrolled+later finds+they future+quiet handover+not hear+more hope if+yours "
        "inbox+somebody later+others later+require mails+want meanwhile+thing need+this next+not "
        "not+pains not+some_time permission+write please+somebody send+writer unwelcome+write"
    ),
    31: (
        "=anda =bunas =chois* =choisi =dai =discu* =dzial =fica =fourn* =fourt* =fourth =gen "
        "=gosta* =intereseret =journ* =journe =lena =mnie =nyhet* =presu* =presupusto =radio "
        "=respect =sadan* =seter =setima =spari* =way =zakup* =сами =что ads+courtesy agrees+click "
        "allow+hope already+click already+month arrive+later arrive+wish begged+interest "
        "begged+this call+more call+this cease+thanked click+somebody consent+enrolled "
        "contact+contrary courtesy+mails elsewhere+handover future+skip goods+trade hostile+writer "
        "interest+thanked later+retired let+yours many+post me+they more+useless need+write "
        "off+post off+want performed+writer post+question"
    ),
    30: (
        "=anen =angemeld =avmel* =berei* =bereits =caixa =cerch* =colea* =days =desinscrire =eigen* "
        "=escriban =gjore =hacem* =hacemos =hor =mailo* =net =paciencia =per =pfv =podpi* =potet* "
        "=potete =przy =przyj* =ryger =six =stele* =stelen =undan* =undanber =zrobc* =zrobcie "
        "=обсуд* =обсудили =тех ?off ?skip address+ads allow+final allow+last another+somebody "
        "arrive+every asked+write asked_what+final asked_what+last broken+off colleague+more "
        "colleague+others contrary+lists counted+write curse+spam curse+write erase+yet_again "
        "every+please future+useless gave+mine hear+yours hope+post if+others if+prefer "
        "let+some_time mails+unanswered many+somebody meanwhile+post others+writer plain+unanswered "
        "please+prefer send+somebody somebody+times this+times"
    ),
    29: (
        "=abste* =abstenganse =ausch* =automat =cold =czwarty =deje =demar* =desabonement =dicht "
        "=encaj* =encaja =escol* =foretag =hay =i =irgendwo =ist =juin =losen =negoz* =outre* "
        "=outreach =supre* =tej =tuti =volta* ?require ads+future ads+post allow+mine asked+gave "
        "asked_whether+stop click+this contrary+you curious+hear database+yours enough+hostile "
        "enrolled+some_time erase+me every+more family+later final+writer firm+this hostile+this "
        "last+writer mails+next meanwhile+somebody month+this more+report off+thing piece+post "
        "quiet+weekday send+take skip+yours somebody+wish stranger+write"
    ),
    28: (
        "=ander =automatico =avisa* =bekre* =bekreftelse =blive* =bliver =chi =competitor "
        "=contacten =cros =digit* =dise =distr* =emailing =fatel* =fuori =gang =imy =inen =kep "
        "=konta* =maili* =mar =nodig =om =pedi =personvernforordningen =poster =potrz* =preci* "
        "=prefiero =prote* =protesterer =quita* =salde =ska =skres* =stefa* =szanowny =thank* =tol "
        "=uten =vanda* =vandag =vendi =verzi* =verzichten =vi =vous =weitere =wisen =давно =добро* "
        "=доброго =компа* =мне =разгр* ?ends ?times ?write able+send address+handover "
        "address+unwelcome agrees+yours allow+post another+write arrive+contrary arrive+some_time "
        "asked_what+future asked_what+many asked_what+mine begged block broken+not call+disturbed "
        "click+let contact contrary+not courtesy+write curious+handover data+mails data+want "
        "disturbed+please elsewhere+firm if+mails if+more interest+some_time lists+thing me+send "
        "me+supplier meanwhile+please month+some_time nothing+this others+unwelcome "
        "somebody+yet_again stop+wish this+weekday"
    ),
    27: (
        "=afmel* =andere =apare* =autorizado =brauchen =bye =campa* =could =derde =fichi* =fichier "
        "=forne* =fornecedor =forst* =genom* =genomen =grate* =grateful =hit =houde* =houden "
        "=klien* =mesmo =mna =nergens =powod* =powodzenia =proposition =provedor =quinto =raus "
        "=senden =stesa =suces =suscr* =suscripcion =tilbud =verba =vier =your =кажды* ?consent "
        "able+trade address+arrive already+more another+others asked+later asked+please "
        "asked_what+on behalf+yours cease+enough cease+ever click+over delivery+mails "
        "disturbed+post erase+every erase+page every+lists family+they future+handover hope+this "
        "hope+times inbox+mine job+thing law+mine lists+please mailing_list+yet_again "
        "mailing_list+yours mails+quiet need+pains on+send plain+this post+require take+thing they"
    ),
    26: (
        "=abrir =achei =afdel* =afdeling =areter =bloke* =blokert =bo =compro =continuation =coper* "
        "=dispe* =empre* =empresa =finisce =folow =gekli* =geklikt =inscricao =interesa =irgen* "
        "=june =loja =marke* =nerge* =perdere =prosima =relan* =rivol* =sans =sequnce =service "
        "=springe =tenho =trotz* =trotzdem =utski* =utskick =viel =y =сделаите =скидк* able+changed "
        "agrees+asked_whether agrees+lists allow+click allow+not already+asked_what arrive+thing "
        "begged+contrary click+got click+off colleague+later colleague+lists colleague+yours "
        "consent+writer disturbed+on every+remove finds+ours goods+price hope+you hostile+more "
        "law+mails lawyer+mails let+prefer mine+skip more+prefer off+yet_again remove+want "
        "remove+wish report+yet_again somebody+want stop+this they+wish this+writer wish+write "
        "writer+yours"
    ),
    25: (
        "=anos =apagu* =apagum =begra* =betri* =bort =cadastrei =camil* =camila =chega =contacto "
        "=dita =doing =fourniseur =framo* =framover =freun* =freundliche =gjor =informacion =latst* "
        "=latste =maila* =mano =nuvo =off =olvidense =peace =point =pouri* =pouriez =propi* =signed "
        "=sjete =skriva =tiemp* =tiempo =treti* =ultima =uns =wilt =wish =други* =неделю =почту "
        "=раз =сеича* =сеичас able+more ads+month allow+prefer another+lists arrive+times "
        "asked_whether+writer bin+me bin+post broken+call contact+future contrary+ends "
        "courtesy+thing data+remove elsewhere+more firm+post hostile+month hurt+me inbox+they "
        "later+quote lists+wish me+permission meanwhile+mine mine+pay mine+remove more+skip "
        "next+please off+this on+this permission+yours price quiet+wish report useless+yours "
        "write+yet_again"
    ),
    24: (
        "=abrac* =anderen =behan* =ca =deuts* =domai* =eigentlich =every* =fatic* =fatica =faut "
        "=godt =group =klem =lata =lige =luck =my =onske* =onsker =others =parte* =pensi* =recor* "
        "=records =rispa* =sao =secre* =sera =shift =step =stuf =termi* =unten =ut =vanes* =vanesa "
        "=vanli* =volte =wresz* =wreszcie =даваи* =даваите able+sold able+stranger "
        "address+colleague address+send agrees+send arrive+month asked_whether+broken begged+cease "
        "begged+somebody bothered+me click+colleague colleague+unwelcome curious+erase "
        "curious+useless ever+got every+send every+writer family+yet_again final+this gave+thing "
        "goods+piece got+never handover+mails interest+off last+this let+please let+quiet "
        "let+useless mails+times optout+this others+write ours+quiet ours+require plain+yours "
        "post+you series+yours sorry+thing source supplier+unwelcome they+thing trade+yours "
        "withdraws"
    ),
    23: (
        "=am =belas* =cancelazione =closed =czym =decided =doch =domain =einwi* =einwiligung "
        "=encerar =escrever =fiske* =hora =ingri* =ingrid =lange* =mochte =naste =necesitamos =os "
        "=pant =para =proxi* =quixa =rezyg* =same =servu* =servus =slipe* =sliper =solic* =solicito "
        "=switc* =switch =travaile =tredj* =tredje =vagt =valt =volun* =е =ничег* =ничего =рекла* "
        "=следу* =уважа* ?allow able+address able+future able+inbox able+question agrees+some_time "
        "asked_what+somebody asked_what+take asked_whether+contrary asked_whether+skip begged+over "
        "broken+they cease+future colleague+month contact+ends counted+let courtesy+off curse+post "
        "curse+send decline+skip every+this final+hope finds+this finds+yours firm+off firm+others "
        "hope+last hostile+yet_again hostile+you hurt+not if+write job+mails me+piece need+reply "
        "not+permission off+yours ours+tried quote+thanked require+writer series+weekday skip+write "
        "some_time+stop unanswered+wish"
    ),
    22: (
        "=500 =abs =bonso* =bonsoir =club =conce* =dajci* =dajcie =danyc* =danych =das =desa =dire "
        "=e =elke =gruse =guten =hard =hemos =hoft =keps =kolez* =leter* =mailami =mailbox =meno "
        "=nagon =przyp* =rapor* =springer =telefonisch =telefono =terza =tiden =tymi =vid =voce "
        "=weder =wie =будьт* =будьте =добры =избав* =избавиться =надо =наиде* =наидем =понад* "
        "=понадобится =тишин* =тишины able+colleague ads+contrary agrees+skip already+let "
        "already+yours another+writer arrive+send asked_what+times asked_whether+hope begged+final "
        "begged+last bothered+every budget+sorry call+thing cease+never click+writer "
        "colleague+mails contrary+quiet curious+series data+off database+off delivery+post "
        "ends+pains erase+writer ever+want every+mails final+please got+if hostile+they if+reply "
        "if+report if+yet_again inbox+let inbox+yours last+please later+useless let+not let+writer "
        "many me+series month+yours more+piece never+want nothing+retired quiet+writer said+this"
    ),
    21: (
        "=atual* =blijf* =blijft =boa =but =cancelate =discusion =ecrir* =ecrire =entie* =euch "
        "=gelos* =geloscht =grei =halo =inom =interesert =livra* =nela =ostat* =past =prego "
        "=publicidade =readi* =reading =refra* =refrain =reste =retirer =schre* =skrev* =skrevet "
        "=sopel* =tambe* =tambem =todo =unsol* =unsolicited =uprze* =uprzejmie =wo =вашу =вебин* "
        "=дирек* =каждыи =персо* =прошу ?piece address+this ads+law allow+begged already+enrolled "
        "arrive+consent asked+asked_what asked_what+question asked_whether+elsewhere begged+counted "
        "begged+writer bin+some_time bin+you bothered+mine click+month colleague+weekday "
        "consent+send courtesy+month data+writer disturbed+later elsewhere+if elsewhere+yours "
        "ends+send every+some_time family+lists family+month final+mails final+post finds+more "
        "firm+lists future+got goods+writer got+mine handover+over hear+prefer hear+want hope+let "
        "if+meanwhile inbox+others job+let last+mails last+post mails+page me+objects me+pay "
        "me+report next+times over permission+writer post+skip question+they quiet+take "
        "somebody+write source+yours"
    ),
    20: (
        "=abmelden =abraco =admin* =arbei* =att =bij =change =cherc* =dieser =direi =dni =drite* "
        "=driten =far =gemei* =het =ifran =indti* =indtil =jer =langst =lenka =les =mojeg* =mojego "
        "=mus =niech =pause =reparto =ro =ru =saga =salut* =sempr* =sempre =slage* =snal =softw* "
        "=software =trage* =vamos =viert* =vierte =was =wij =woche* =wochen =zoken =впред* =впредь "
        "=время =ильич =миня =отпиш* =отпишите =сколь* =сколько ?later ?objects ?yet_again "
        "able+page able+quiet ads+useless agrees+cease an-outcry another+asked_what another+me "
        "another+this asked_what+consent bin+mine bin+writer budget+future cease+counted cease+want "
        "changed+they click+mine click+others colleague+remove contact+unwelcome contrary+need "
        "curse+yours database+writer decline+future decline+want delivery+thanked "
        "delivery+unwelcome disturbed+thing erase+over ever+ours every+others goodbye+me goods+hope "
        "goods+post if+need inbox+please leave+writer let+next let+page mailing_list+wish "
        "mails+need mails+write me+never me+withdraws month+piece month+somebody more+off need+post "
        "next+ours next+skip next+spam not+require nothing+send on+writer page+wish piece+weekday "
        "plain+question please+remove quiet+skip series+some_time sold+yours somebody+yours "
        "spam+unwelcome take+want"
    ),
    19: (
        "=ad =admir* =alors =altre =black* =blacklist =chers =chiedo =comes =dahin =finis* =four "
        "=hagam* =hagame =interesar =iscri* =iscrito =jeres =kan =klar =klein* =miesi* =modtage "
        "=name =noit =nor =nostr* =opp =receb* =relance =siete =telefon =ваших able+mailing_list "
        "able+permission address+goods allow+skip allow+somebody already+if already+yet_again "
        "another+spam asked+permission asked_what+courtesy asked_what+finds asked_what+they "
        "begged+series call+colleague click+never colleague+contrary colleague+writer "
        "contact+curious contrary+over counted+later curse+not elsewhere+write ever+wish "
        "every+handover family+off firm+want gave+permission got+month hostile+if interest+want "
        "interest+you later+mailing_list leave+mine lists+some_time mine+next mine+send "
        "month+others more+quiet more+require more+somebody never+wish off+prefer piece+this "
        "please+thanked post+wish prefer+quiet prefer+writer question+write retired+this "
        "series+this skip+wish some_time+times stop+want thing+useless"
    ),
    18: (
        "=anders =avant* =avanti =botom =comunicazioni =confirm =directly =donc =dopo =fichez "
        "=foren* =forening =fred =geach* =geachte =gentileza =gespe* =gradi* =helst =hij =kampa* "
        "=legad* =legado =morning =new =nyhed* =own =page =paix =peco =presi* =prestataire =proximo "
        "=quit =requs* =requst =resol* =retired =setimana =sind =slikt =soit =suche* =suchen "
        "=tirsd* =tirsdag =toqus =understand =vendo* =vibra =voila =wieczor =withi* =within =zapis* "
        "?many ?on ?reply able+post address+writer ads+let ads+meanwhile agrees+ours arrive+future "
        "arrive+question arrive+stop asked_what+please asked_what+yet_again attachment+they "
        "begged+next bothered+thing broken+mine cease+elsewhere click+firm consent+stranger "
        "contrary+inbox curious+interest database+me enough+over every+month firm+yet_again "
        "future+me hear+writer hostile+piece if+somebody interest+let interest+yours later+piece "
        "let+objects lists+more mails+writer many+yours mine+performed mine+sorry optout+take "
        "over+please page+they pains+they performed+they plain+writer post+trade said+yours "
        "series+they skip+this they+trade"
    ),
    17: (
        "=ainda =bade =baten =bloqu =buona* =buonasera =caden* =chang* =ciao =cinqu =conto =daher "
        "=difus* =difusion =doner* =egreg* =egregio =emnef* =emnefeltet =envio =envio* =escola "
        "=escrevem =ff =goi =hal =ihrem =intreserad =invio =kjare =langer =later =left =likev* "
        "=likevel =lok =love =lycka =maned* =neste =noso =nyhetsbrev =perme* =piant* =pris =quint* "
        "=razem =selbs* =selbst =sju =solgt =styre* =supli* =suplier =szuka* =tenga =tisda* =trata "
        "=tych =uno =vijf =друго* =основ* =поэто* =поэтому =приве* =привет =сам =сотру* =уважаемые "
        "allow+more already+require asked+objects asked_what+meanwhile bin+ends bin+off "
        "consent+objects consent+please contact+not contrary+meanwhile counted+nothing "
        "curse+hostile ends+interest ever+stop finds finds+need firm+take future+passed_on "
        "goodbye+writer goods+write hope+on hope+over hope+want if+post job+later later+series "
        "leave+please mails+objects mails+stranger never+stop next+post next+yours nothing+somebody "
        "objects+permission objects+write off+page off+said optout+post passed_on+thing quiet+you "
        "they+times thing+unwelcome thing+write tired+write weekday+yet_again"
    ),
    16: (
        "=adv =alebe* =alebei =angek* =aqui =brand* =brandt =contentos =contesto =corespondence "
        "=delete =director =dirig* =eirik =eruit =fit =furth* =further =hold =igjen =impre* =iso =k "
        "=leverantor =mesagi =mi =nada =nadie =napra* =naprawde =nicht =nochm* =nochmal =nouve* "
        "=object =oplys* =partir =redan =rezygnuje =ringe =rom =schon* =serie* =sia =skrzy* =solut* "
        "=solution =tax =tenta* =uke =ups =us =vile =zet =zgody =никог* =никогда =от ?family ?stop "
        "address+agrees address+contrary address+counted address+somebody ads+objects agrees+others "
        "another+report asked_what+family asked_what+lists asked_what+nothing asked_what+prefer "
        "asked_whether+mailing_list asked_whether+meet asked_whether+post begged+behalf "
        "begged+cancel behalf+this budget+contrary cease+not cease+quiet cease+times "
        "cease+yet_again colleague+please courtesy+more curse+writer elsewhere+over ends+thanked "
        "ends+you enough+wish every+post family+write future+writer hope+yet_again hostile+mine "
        "inbox+more interest+wish let+skip let+weekday mails+please mails+this mine+said month+post "
        "please+report require+you they+tried"
    ),
    15: (
        "=adresen =afspr* =arenden =avsta* =bedziemy =bonjo* =bonjour =czego* =czegos =elect* "
        "=estimado =fem =garante =hapy =kirst* =kirsten =lile =maste =mij =mismo =monsi* =monsieur "
        "=odezwiemy =oposi* =parem =pena =potrzebowac =precio =prosimy =rad =runen =samtyke =sekwe* "
        "=skad =thing* =things =vendors =verder =vidare =трети ?lists able+plain able+write "
        "address+stranger already+this another+you arrive+supplier asked_what+reply "
        "asked_whether+prefer behalf+want cease+performed cease+write changed+others "
        "changed+some_time consent+they contrary+times counted+curious counted+elsewhere "
        "courtesy+yet_again curious+prefer curious+stop data+not ends+times enough+some_time "
        "enrolled+thing every+you final+they firm+future future+please hostile+on if+useless "
        "inbox+this last+they later+prefer later+source mails+require me+writer meanwhile+wish "
        "month+wish more+on never+ours not+passed_on nothing+thanked on+they others+post "
        "others+thanked ours+piece pains+yours piece+some_time please+want post+stranger "
        "prefer+skip prefer+thanked question+writer remove+you send+supplier series+writer "
        "skip+stop somebody+sorry tired+yours"
    ),
    14: (
        "=acord* =bande* =bandeja =bedri* =blive =cliqu =dene =fals =final* =gia =hebt =ingen* "
        "=isto =jahre* =jahren =klach* =lui =minis* =money =quitenme =signe =sorte =steso =tiend* "
        "=trouver =un =unter* =vertrag =volve* =вопрос =ответ* =пока =три ads+thanked agrees+optout "
        "already+another another+contact another+question asked_whether+yet_again begged+page "
        "broken+ours click+hope consent+permission contact+post contact+wish contrary+reply "
        "courtesy+nothing curious+page curious+passed_on ends+over enrolled+month finds+mails "
        "finds+post future+yet_again goods+inbox handover+they hostile+want if+off if+please "
        "inbox+piece interest+weekday job+please lists+source meanwhile+some_time over+writer "
        "price+send wish wish-topics-over-8"
    ),
    13: (
        "=achet* =advok* =advokat =artig* =artik* =artikel =behandling =bestemer =continuar =dager "
        "=econo* =faite* =faites =femte =fiche* =hel =inga =invi =klient =kto =lyke =moge =momento "
        "=ophor =panst* =personoplysninger =phili* =prope* =recev* =recevoir =ringr* =ringrazio "
        "=sadana =serai* =skrif* =spere* =tego =toste* =tosteming =trek =uitschrijven =zrobic "
        "address+please arrive+me behalf+write bothered+mails cease+handover colleague+you "
        "contact+more contrary+prefer decline+me decline+more decline+writer decline+yours "
        "disturbed+this elsewhere+yet_again every+want got+let hope+writer lists+require "
        "lists+thanked mails+useless more+thanked next+send not+quiet optout+thanked over+send "
        "performed+yours question+this some_time somebody+you"
    ),
    12: (
        "=afrai* =afraid =aftal* =halsn* =halsningar =hane =hoje =lijst =mer =mesages =promi* "
        "=promised =suite =though =сюда ?mailing_list able+said begged+month behalf+question "
        "cancel+this colleague+nothing later+mails meanwhile+this mine+times ours+post"
    ),
    11: (
        "=3 =direction =hogac* =hogachtend =niet =ongel* =ongelezen =shop able+skip bothered+more "
        "call+yet_again ends+please finds+you goods+lists mine+sold price+yours"
    ),
    10: "=betrieb =de =dela =fler =form =yo =то able+not another+elsewhere cease+hostile erase+post",
    9: "=ber =vidal =zaprz* =есть begged+if off+times",
    8: "=again =best =odezw*",
    7: "=block* later+writer",
    5: "=inkor*",
    4: "courtesy+writer",
    -3: "=purch* =purchasing",
    -6: "=forte* =fortel",
    -7: "=pisan* =slute* =вопро*",
    -8: "=d =envoy* =ombyg* asked+remove click+delivery hostile+let mine+on",
    -9: "=heute broken+thing",
    -10: (
        "=bedan* =bedankt =came =customer =fint =koleg* =propu* =propusta =ко =отдел* call+not "
        "click+sold take+writer"
    ),
    -11: (
        "=danke =direcion =diz =klicka =lista* =ola =parte =prof =scusi =semai* =semaine =shoul* "
        "=should =thanks =trabalho =ubern* =uka =да address+ends already+remove colleague+off "
        "if+they mailing_list+take mine+not on+some_time others+they sorry+times useless+writer"
    ),
    -12: (
        "=bok =cost =czy =digo =etre =febru* =longe* =longer =posten =recebi =sory =stang* =swiet* "
        "=tot =для able+meanwhile address+delivery ads+asked_what asked+asked_whether "
        "asked_what+bin begged+skip behalf+off erase+goods erase+on ever+let final+take firm+later "
        "got+they last+take let+never mails+me meanwhile+month said+send send+sorry take+they "
        "this+you"
    ),
    -13: (
        "=abone* =abonement =baterie =beauc* =beaucoup =boxes =cancele =cheia =dubel* =dwa =es "
        "=hander =ihop =march =motat =musze =odwol* =odwolac =pude =salja* =saljare =slutar =sorti* "
        "=timin* =timing =woute* =вложе* =вложение =отзыв* =я able+piece allow+hostile "
        "allow+yet_again already+want arrive+click asked_what+counted bin+please click+curious "
        "contrary+delivery data+please delivery+lists elsewhere gave+passed_on later+question "
        "let+price mails+price not+skip on+passed_on others+send post+price remove+skip "
        "supplier+this times+you useless+want"
    ),
    -14: (
        "=ahora =brochure =conoc* =consent =contacted =dados =dos =duplicado =eliminate =escriba "
        "=excluam =fecha* =fortsat =gjern* =gjerne =grote* =groten =guant* =hvilk* =ik =kk =kl "
        "=laise* =laisez =meinem =ovnen =plus =rak =sales =sierp* =sierpnia =siste* =sola =tack "
        "=vecka* =veckan =version =wurde =пишет* =пишете ?law able+prefer agrees+somebody "
        "allow+stop already+question another+mine asked_what+ever asked_whether+never begged+remove "
        "bin+piece call+ours click+times contact+on contact+take curious+enough enough+future "
        "enough+mails firm+month gave+they goods+report got+others got+over hope+piece if+law "
        "later+more later+stranger leave+me leave+others mails+said meanwhile+yours meet+yours "
        "not+take nothing+report optout+others ours+skip over+wish price+want quote+yours "
        "report+they some_time+they write+you"
    ),
    -15: (
        "=40 =abend =aca =antes =august =both =charg* =charge =claire =di =einfa* =einfach =elers "
        "=engel* =entrar =ete =fehle* =fehler =found =franc* =from =kunen =legu =minutes =mois "
        "=otro =pased =program =prover =pure =recep* =reception =ricev* =ricevuto =sage =somer* "
        "=stola* =talen* =talene =tel =they =tilbage =tre =urgent =which =zehn =ziten =zweim* "
        "=zweimal =комер* =масте* =напиш* =но ?attachment ?curious ?never ?some_time ?tired "
        "able+next able+objects ads+curious already+hostile asked_what+unwelcome attachment+send "
        "begged+courtesy behalf+remove bin+mailing_list call+if cancel+wish counted+piece "
        "database+remove delivery+got delivery+want ends+nothing enrolled+optout erase+month "
        "ever+mine firm+hope goods+others handover+passed_on hostile+nothing hostile+off "
        "leave+performed let+need let+ours mails+nothing on+times page+unwelcome please+withdraws "
        "post+useless quote+some_time quote+spam remove+said reply+take some_time+useless stop+you "
        "want+you"
    ),
    -16: (
        "=4 =ancie* =aout =bekom* =beric* =bericht =bruke* =chetnie =chiam* =chiami =depoi* =depois "
        "=dobel* =dzieki =feil =forste =habla* =hans =igual =indko* =lasciatemi =mean =mensa* "
        "=notic* =nuovo =opsig* =papier =pilar =prima =prisen =project =przez =rabat* =rabaten "
        "=reage* =reser* =retar* =retard =scrivetemi =slete =spamfilter =stein* =t =table =tak "
        "=them =tryket =uk =verlo* =vrouw =vustros =wacht* =wiece* =wiecej =wonsd* =wonsdag =works "
        "=wysylac ?stranger ?trade able+spam address+broken agrees+let agrees+take agrees+you "
        "allow+erase allow+goods allow+on already+mailing_list arrive+ours arrive+write asked+skip "
        "asked_what+call asked_what+elsewhere attachment+got attachment+please begged+price "
        "broken+me changed+on click+sorry colleague+if contact+passed_on contrary+spam curious+ever "
        "curious+never curious+off curious+ours curious+they delivery+on enough+more "
        "enrolled+remove ever+they finds+later future+ours goods+tired handover+mailing_list "
        "hope+stop hope+thing later+sorry later+yet_again let+want mine+stop next+writer off+write "
        "on+take ours+sold ours+sorry please+price retired+yours sorry+write"
    ),
    -17: (
        "=after =agend* =agenda =alarm* =angra* =ate =click* =clicked =comercial =comptabilite "
        "=conti* =dejen =esper* =espera =facture =fin =finit* =forwa* =habe =heard =inkop =julie "
        "=lien =line =linke* =linket =max =meta =muy =nesun* =notif* =novembre =now =qualc* =quoi "
        "=rate =schreiben =schrijf =sistemas =siter =spand* =spandende =stalet =stopen =storn* "
        "=subje* =subject =svara =tarif* =tilba* =verei* =vostro =voy =wir =wordt =до =почте "
        "=прода* =рабоч* able+attachment ads+asked_whether ads+thing already+write arrive+enough "
        "asked_what+contact asked_whether+enrolled asked_whether+they bin+this call+changed "
        "cancel+ours cease+enrolled cease+every click+if click+leave click+optout counted+you "
        "curious+month curious+sorry ends+quote enough+got enrolled+erase erase+mailing_list "
        "family+writer final+not if+unanswered joke+post last+not later+skip mailing_list+thing "
        "not+question off+on off+question order+ours order+you ours+send ours+want "
        "passed_on+yet_again reply+they said+thing stop+yours write+yours"
    ),
    -18: (
        "=ala =arete =as =asist* =bateria =besch* =besoin =data =deux =einma* =einmal =ens =fim "
        "=folde* =folder =forno =gefal* =gefalt =information =inten* =interesado =kogos =lenke* "
        "=lenken =lid =lo =mais =mante* =me =mesagerie =minutos =north* =nothi* =nothing =ocupe "
        "=pagam* =par =pisac =prefe* =privacy =recoi* =recois =sozin* =spene* =spenende =verteiler "
        "=voso =werk =wrong =wycen* =больш* =котор* =которыи =пятни* =пятницу ?firm ?gave able+let "
        "address+future address+sold asked+page asked_whether+question asked_whether+yours "
        "begged+click begged+enrolled broken+handover broken+pains call+delivery call+stranger "
        "cease+some_time consent+month consent+page consent+thing contrary+references curious+times "
        "future+later hostile+thing if+trial interest+yet_again later+said lists+sold month "
        "more+withdraws off+useless ours+times please+sorry reply+report skip+take"
    ),
    -19: (
        "=anuleren =asina* =aux =betal* =cas =cc =comerce =complaints =contactez =czwartek =dostaje "
        "=enviar =ereic* =ereichen =excluir =ferma =flyte* =forig* =forige =forma* =ganger =gebru* "
        "=gebruik =gelie* =jag =january =jej =jusqu =juste =leute =long =mal =newsletera =niets =ny "
        "=otwie* =otwiera =paco =pasa =problem =procu* =pyta =sich =skasowac =sound* =sounds "
        "=strei* =streichen =unter =urgence =verwa* =voces =war =weite* =wolen =zalacznik =zegt "
        "=будет =звони* =звонить =звучи* =звучит ?changed ?enrolled ?pains able+another "
        "able+passed_on ads+said ads+writer agrees+next agrees+thanked already+colleague "
        "already+others another+later arrive+begged arrive+quote asked_what+never asked_what+send "
        "bin+not cancel+changed cease+you changed+handover changed+ours contrary+firm "
        "contrary+write data+they database+report delivery+elsewhere delivery+please "
        "elsewhere+mails erase+need erase+write finds+got firm+thing future+they goods+hostile "
        "goods+this got+quote got+source got+writer handover+thanked interest+mails interest+post "
        "later+page later+supplier let+lists let+stranger meet+not month+stop more+next "
        "more+objects need+remove never+next not+trade not+you nothing+trade on+somebody ours+spam "
        "over+sold passed_on+this require+times require+want sold+they sold+write spam+stop"
    ),
    -20: (
        "=alrea* =already =an =anymo* =anymore =apunt* =avregistrera =bardz* =bardzo =bespr* "
        "=cance* =causa =close* =conte =danac* =danach =desor* =desormais =despu* =despus =dring* "
        "=encor* =encore =fatur* =folk =frida* =friday =funkt* =funktioniert =haben =hablar =heler "
        "=inven* =kari =lunes =lyon =mache* =machen =mandi =misin* =mising =model* =monde "
        "=nyhetsbrevet =obrigada =overl* =overleg =pay =renvo* =renvoyez =ser =snala =stagi* =szef "
        "=trial =two =venli* =vezes =votre =waszej =wiado* =заним* =отмен* =расыл* =случа* "
        "=случаино able+references able+reply agrees+if allow+thing already+order already+pay "
        "arrive+not asked+order asked_what+changed asked_what+contract asked_whether+weekday "
        "attachment+ours begged+ends begged+enough begged+lists behalf+cease behalf+stop broken+on "
        "cease+supplier click+more click+stop colleague+question contrary+counted counted+wish "
        "courtesy+source data+ends data+objects data+withdraws elsewhere+let ever+future finds+let "
        "finds+others future+never goods+off got+me got+not got+weekday later+some_time leave+more "
        "mine+plain mine+unwelcome nothing+question off+optout on+unwelcome ours+stop ours+tired "
        "over+spam page please+thing remove+write somebody+this stop+weekday"
    ),
    -21: (
        "=asked =autre =bestelung =bindingstid =dois =donerstag =dotar* =eler =enviado =eva =flode* "
        "=forwarded =fraga* =geschrieben =had =haten =head =help =in =jestem =logic* =logiciel "
        "=mandag =mit =moi =ofici* =oficina =onze =paga =palet* =palets =pasad* =pasado =qulqu "
        "=schri* =solch* =sous =spamfilteret =tabel* =tabela =tegen =ver =visit* =vorda* =vordat "
        "=zweit* =выста* =десят* =десять =запис* =запись =мои =нужны =остальное =получ* =тогда ?you "
        "able+sorry able+tried able+yours address+on already+handover arrive+they asked+piece "
        "asked_what+quote asked_what+trial behalf+ours cease+meanwhile cease+useless changed+click "
        "changed+enough changed+later click+handover curious+sold enrolled+leave enrolled+piece "
        "erase+question ever+writer future+if future+lists future+this hope+some_time "
        "interest+others later+on law+lists leave+not let+stop mine+require month+trial more+quote "
        "more+stranger never+they piece+quote quote+remove"
    ),
    -22: (
        "=achat* =achats =acoun* =ancor* =ancora =bloca* =casel* =corei* =coreio =customers =datab* "
        "=database =decido =einka* =einkauf =entre =entrega =estag* =fatima =gener* =gesti* =giorno "
        "=handy =leio =magaz* =mande =oferte =ok =okay =onsdag =received =rechn* =rechnung =richi* "
        "=richiami =sale =septe* =skrap* =somet* =something =spedi* =start =steht =studi* =studio "
        "=sur =tarde =tez =trata* =urlop* =urlopie =vem =websi* =website =z =тут ?database "
        "?performed agrees+asked agrees+later agrees+month another+click asked+erase begged+me "
        "call+remove call+wish cease+gave changed+report contract+yours elsewhere+off enough+let "
        "erase+meanwhile erase+spam finds+stranger future+off got+mailing_list got+remove "
        "interest+more later+price later+thanked leave+optout leave+you more+trial "
        "nothing+yet_again off+reply on+over on+useless optout+you ours+report passed_on+you "
        "please+some_time send+times some_time+thanked stranger+you"
    ),
    -23: (
        "=ansva* =anulez =custa =dale =datat* =datatilsynet =erst =escribirme =firma* =jajaj* "
        "=jajaja =jeszc* =jeszcze =konca =kontr* =larli* =liger =maile =mailene =mate =mei =meine* "
        "=minimum =ontvang =porta* =portal =raz =sene =spor =stand =tengo =told =uge =urgenze "
        "=venligst =verde* =visita =webinar =ваше =доста* =расылки =удалите ?useless ads+quote "
        "another+begged arrive+optout asked_whether asked_whether+useless broken+lists changed+page "
        "click+require contrary+handover contrary+yet_again counted+erase counted+remove "
        "counted+send data+let enrolled+they erase+finds erase+pay goods+mailing_list goods+want "
        "handover+more hostile+supplier if+let if+thing interest+nothing later+let mailing_list+not "
        "mailing_list+optout me+meanwhile mine+reply mine+unanswered more+remove more+sold "
        "never+this off+remove on+weekday one-sentence others+performed pains+this pay+remove "
        "question+reply remove+somebody send+you weekday+write"
    ),
    -24: (
        "=abges* =agiun* =atent* =bon =chanc* =chance =decid* =descunto =disku* =ela =estao =fat "
        "=ferme =forsi* =forta* =fortal =ktory =larer* =laten =maila =mam =miden =odpisuje =parfa* "
        "=parfait =piszc* =piszcie =preventivo =see =set =sie =skrev =sletet =sou =spams =stile "
        "=stopet =takie =taler =torsdag =touch =unge =upgif* =uso =vedle* =vedleget =verzo* =vide "
        "=viele* =wird =witho* =without =wysyl* =zamow* =zamowienie =zdubl* =zdublowane =могу "
        "?hostile able+ever able+performed able+yet_again address+wish ads+yours allow+finds "
        "begged+delivery begged+thanked call+want cease+sold changed+want curious+yours "
        "delivery+they disturbed+remove elsewhere+writer enrolled+hope enrolled+please "
        "future+others got+handover handover+meanwhile handover+quote lists+sorry me+question "
        "mine+they month+they need+want nothing order+they over+write remove+yours trial+yours "
        "useless"
    ),
    -25: (
        "=adjun* =adjunto =angem* =angemeldet =behover =bin =dan =equipa =facil* =falsc* =forge* "
        "=forget =garde* =gardez =giro =haste* =haster =heure =licen* =menin* =noter* =numero "
        "=ofice =otrzy* =pisze =posit* =position =pouve* =pouvez =precisamos =prise* =qualcuno "
        "=quda =rosan* =secon* =sendt =skick* =skriver =stede* =stop =tage =tanto =trouv* =vidar* "
        "=марте =один =подпи* =позво* =позвоните =хочу ?interest able+cancel able+delivery "
        "able+stop able+take already+some_time another+month another+times arrive+handover "
        "arrive+spam asked_whether+firm asked_whether+unwelcome begged+mailing_list "
        "behalf+elsewhere behalf+mailing_list bin+price cease+me contract+nothing contrary+hostile "
        "data+you database+not delivery+ours ends+goods enough+others erase+skip goods+if "
        "hear+please hear+reply hostile+send joke+me later+please leave+send let+optout not+order "
        "not+send nothing+unwelcome off+quote permission+thing question+stranger quote+take "
        "somebody they+unanswered this+write"
    ),
    -26: (
        "=ai =alega* =alegato =algum =anvand =bevor =binen =ble =bout =bruge* =clini* =clinica "
        "=colega =compt* =cuanto =dostalem =ele =escrevam =ga =gere =gilt =he =imot =indkob =inspe* "
        "=inspektor =link =maski* =maskinen =minst* =month =numeret =paske =pdf =peut =plein "
        "=rapid* =renvia =requi* =risponde =rispondo =sager =spami* =tecni* =tecnico =thurs* "
        "=thursday =usem =usuna* =veran* =vogli* =voglio =webin* =zonde* =zonder =хорош* ?courtesy "
        "?job address+already ads+remove agrees+me another+not asked_whether+remove begged+they "
        "begged+weekday broken+curious call+please call+writer cease+price cease+question "
        "cease+weekday contrary+curious contrary+sorry counted+want enough+thing hope+ours "
        "hostile+lists invoice+me lists+post mails+remove mails+send mails+some_time mine+please "
        "not+nothing not+others optout+send page+you remove+trial reply+wish somebody+writer"
    ),
    -27: (
        "=add =algui* =alguien =ana =atend* =automatisch =avancar =belgi* =besti* =blad =cobra* "
        "=dans =daten =del =dere =duplicate =dwie =empfa* =empfanger =fatim* =geste* =gestern "
        "=lovel* =lovely =machi* =machine =mande* =marta =norma* =normal =nula =orden =order "
        "=retirez =stale* =svare =unserem =verar* =verarbeitung =verhu* =vustr* =получил =предс* "
        "=председатель =сметы =строк* =строку =удали* ?spam ads+begged ads+enrolled "
        "asked_whether+later begged+times cancel+writer cancel+yours cease+thing changed+ever "
        "changed+never changed+post contrary+enough contrary+weekday erase+off final+supplier "
        "final+thing future+mine goods+ours goods+yours got+write handover+interest if+over "
        "interest+useless invoice+others last+supplier last+thing later+reply leave+series "
        "let+yet_again lists+meet mailing_list+meet me+remove meanwhile+weekday nothing+post "
        "order+want ours+somebody pains+thing please+stop please+yet_again question+wish quote+they "
        "quote+want remove+weekday spam+this"
    ),
    -28: (
        "=anhan* =anhang =bijla* =bijlage =broch* =cancel =clientes =conhe* =estoy =fra =holde* "
        "=holder =hort =ici =lasen =leave =liefern =listy =medelande =meme =mensaje =mijn =mobil* "
        "=mobile =modta* =montag =paren =przej* =przep* =przepraszam =qu =remove =respondo =sara "
        "=siger =sigu =stopt =stryk =supri* =thank =vom =вам =заказ* =отлич* ads+never agrees+times "
        "agrees+writer already+call asked_whether+nothing asked_whether+take cease+leave cease+mine "
        "cease+optout changed+you consent+ours contrary+future enough+ours handover+yet_again "
        "hope+they if+mine if+stranger interest+me law+yours let+somebody lists+spam me+stop "
        "mine+order mine+spam more+they not+page not+source objects+others optout+series "
        "order+yours others+wish ours+you pains+want quote+thing references+want thing+want "
        "unwelcome+writer"
    ),
    -29: (
        "=20 =asistentes =bedzie =bleib* =bleibt =convi* =dat =dica =dobrz* =dobrze =dones =erste "
        "=fik =filte* =filter =filtr* =frage =funge* =garan* =heft =janua* =kant =livre* =marca* "
        "=marco =mese =mustr* =otimo =post =renvi* =scriv* =sin =skraposten =stur =ti =tien =traba* "
        "=uw =wysla* =wyslac =в =пожал* address+later ads+lists already+goods asked+mailing_list "
        "asked_what+stop asked_what+thing begged+colleague begged+wish behalf+erase bin+hope "
        "broken+delivery broken+please call+they contact+they contract+want contract+wish "
        "elsewhere+want ever+yours finds+mine gave+writer handover+yours later+off let+mine "
        "mails+tried mails+unwelcome references+they remove+writer some_time+trial thing+trial"
    ),
    -30: (
        "=231 =29 =ab =adeso =al =avtal* =ayer =b =bekla* =beklager =curio* =down =email =fale "
        "=finita =her =ihn =jest =lars =melden =meldingen =oude =perder =podem* =podemos =programa "
        "=przes* =quant* =regns* =remin* =ritar* =ritardo =saper* =sapere =than =адрес =письмо "
        "=удаля* able+nothing agrees+colleague allow+you arrive+unwelcome asked_what+curious "
        "asked_what+database begged+you call+later call+you cancel+weekday changed+contrary "
        "changed+erase changed+sold colleague contact+writer contact+yours contrary+optout "
        "contrary+they contrary+want curious+not enough+erase enough+handover enough+remove "
        "erase+sorry erase+this erase+trial goods+leave handover+want if+send let+thanked "
        "mails+performed me+references meet+weekday reply+write spam+write stop stop+thing "
        "unwelcome+want"
    ),
    -31: (
        "=acount =app =bei =cancelato =combi* =dank =dez =dziala =fino =kostet =list =nosa =oferten "
        "=otra =papel =przeslanie =send =smete* =weiter =werkt =work =zglos* =его =отвеч* =удалить "
        "able+enough already+lists block+write cease+changed contrary+post contrary+useless "
        "delivery+ends erase+wish goods+optout got+hostile interest+thing invoice+yours leave+mails "
        "leave+they mailing_list+me me+on more+post optout+they ours+yours performed please+times "
        "send+thing yet_again"
    ),
    -32: (
        "=ahead =chez =coman* =comande =consigo =custo* =day =doubl* =double =fakturan =fre =gehor* "
        "=interesting =jesli =lot =manan* =manana =marts =newsleter =odpow* =otherwise =parce* "
        "=price =priva* =read =smetete =spamu =suprimer =tryke* =wil =zadzw* =zadzwonic =колег* "
        "=останавливается =прежд* =прежде =пришл* =раска* =четверг ?contract able+ends ads+somebody "
        "agrees+goods allow+question asked_what+piece asked_whether+month begged+others call+cease "
        "call+some_time cease+yours curious+mine leave+somebody meanwhile+they month+you more+this "
        "more+writer not+price not+trial nothing+thing quote+send report+take this+trial write"
    ),
    -33: (
        "=antis* =antispam =back =celul* =celular =deleted =midt =oferty =seule =steng* =stengt "
        "=til =tva =versc* ?delivery address+curious agrees+permission behalf+mine cease+send "
        "changed+weekday contact+you contract+month curious+thanked erase+require erase+series "
        "erase+stranger hostile+yours if+question if+some_time leave+ours me+sorry not+this "
        "off+some_time on on+ours pay please+yours remove+require this+yet_again"
    ),
    -34: (
        "=22 =adreser =anexo =are =aterk* =envoyez =factu* =here =kontaktieren =morgo* =moze =nasz "
        "=odpowiedz =perdi =poso =powie* =procesing =racontez =rader* =risposta =say =sig =slete* "
        "=stat =tres =ursak* =ursakta =wiadomosc =wszystko =вечер* ?nothing able+asked_whether "
        "able+never able+useless address+want ads+this begged+bin begged+invoice behalf+me "
        "colleague+ours colleague+this data+if enrolled+lists enrolled+order erase+meet "
        "hostile+sorry if+month invoice+not let+remove lists+this me+meet price+this quote+this "
        "some_time+unanswered some_time+yours sorry+spam they+trial they+writer times+want"
    ),
    -35: (
        "=acept =afmelder =alez =atached =avuto =bater* =cal =dagen =din =envia* =equip* =estam* "
        "=estamos =gor =ingen =motag* =ned =odpis* =po =produ* =prova =recei* =sondern =talk =vad "
        "=заказ =остановите ?trial another+post asked_what+colleague asked_what+handover "
        "begged+passed_on broken+send call+write cease+month changed+remove counted+ours "
        "curious+later ends+this erase+quote goods+nothing mails+never me+not me+spam meet+please "
        "mine+take more+not more+times optout+ours passed_on+yours piece+please piece+times "
        "please+reply remove+they"
    ),
    -36: (
        "=atach* =bel =cafe =cliente =copia =dice =donde* =donderdag =dopio =em =estab* =estaba "
        "=histo* =hvad =klikn* =ohne =syste* =testm* =tire =tun =verwijderd =virke* =virker =на "
        "=напишите =после ?remove able+remove address+another agrees+another arrive+yours "
        "contrary+unanswered erase+let ever+post ever+this got+send hostile+ours invoice+mine "
        "month+please never+post not+they question some_time+yet_again stranger+yours"
    ),
    -37: (
        "=7 =antword =bindi* =campi* =compl* =datos =deliv* =delivery =dsgvo =envie* =escri* =esta "
        "=hore =liber* =may =nagot =nustra =rakad* =rakade =rathe* =rather =rien =shipm* =shipment "
        "=suo =think =top =tygod* =usate =vechi* =vechio =wielk* ?they ?writer allow+call "
        "another+some_time asked_what+asked_whether begged+mails delivery+me elsewhere+wish "
        "erase+some_time if+later if+wish invoice+mails invoice+post later+you mailing_list+please "
        "meet+others mine+page month+times need+please not+sold others+want ours+quote "
        "passed_on+somebody post+they references+writer stranger"
    ),
    -38: (
        "=9 =besok* =besoket =brug =busin* =busines =chius* =chiuso =der =descu* =it =mars =nigdy "
        "=opzeg* =opzegen =reponse =si =stan =wel ?passed_on ?series able+pay ads+they "
        "agrees+curious allow+later already+elsewhere contract+if contrary+goods curious+price "
        "erase+times ever+thing goods+stop invoice+more later+trial leave+mailing_list "
        "mailing_list+writer mails+yours meet+mine never+thing not+on nothing+take others+weekday "
        "passed_on+they piece+want references+wish some_time+sorry somebody+they"
    ),
    -39: (
        "=det =komet =lego =o =probl* =socio =stole* =torsd* =wirkl* =wirklich =из =предложение "
        "=тольк* =только ?ads ?pay changed+curious changed+send database+ours delivery+later "
        "erase+got erase+optout erase+send future+on later+nothing later+wish never+yours on+others "
        "over-50-words sorry+this take+write"
    ),
    -40: (
        "=antwort =arend* =dorge* =greit =interesante =jeg =late =on =respekt =sonst =system "
        "=trouve =video =what =если =одно =откры* =спам =этим address+more already+changed "
        "bin+lists cancel+later elsewhere+somebody enrolled+mails erase+mails future+thing "
        "handover+invoice hostile+weekday mailing_list+mine please+send post+sorry"
    ),
    -41: (
        "=comer* =delta* =deltagerlisten =dupli* =kor =leveransen =neu =patro* =sant =sua =versi* "
        "=когда =по =прошл* able+interest address+mails ads+leave begged+on begged+want "
        "colleague+let contact+somebody data enough+yours future+sold goods+trial handover+thing "
        "invoice meet+remove others+quote ours+take please+question please+quote please+stranger "
        "please+unanswered post+send some_time+you unanswered+yet_again"
    ),
    -42: (
        "=aces =anche =besteling =cancela =ci =dane =est =ett =favor =inan =je =kolega =kost =nelo "
        "=perfekt =rufen =ses =sidst* =sidste =spam =stoper =vertel =wen ?broken ?elsewhere "
        "address+post ads+optout another+unanswered cease+if contract+not mailing_list+they "
        "me+unwelcome mine+weekday not+times others+ours ours+yet_again price+question price+writer "
        "sorry+yet_again"
    ),
    -43: (
        "=asunt* =asunto =avec =closes =difer* =dispo* =enten* =entre* =er =gesto* =gestopt =hate "
        "=ihnen =mejl =minuten =prosz* =prosze =skaso* =spamf* =stand* =за =наш another+yet_again "
        "block+spam cease+later cease+lists changed+hostile colleague+me colleague+somebody "
        "data+ours let+performed mails+they mine+you month+more optout+somebody price+remove "
        "somebody+thing"
    ),
    -44: (
        "=ese =fel =fjern* =hand =insta* =inte =taken =vielen able+call asked_what+data "
        "asked_whether+you erase+price invoice+please more+some_time nothing+write post+some_time "
        "some_time+spam"
    ),
    -45: (
        "=being =bilan* =eco =fjern =funciona =konto* =lad =las =legan =maint* =maintenant =oto "
        "=paser =pleas* =please =pode =tuto =voici =wat =открывается =письм* =у ?optout able+goods "
        "already+mine broken+nothing call+month erase+somebody ever+mails hostile+mails "
        "invoice+thing me+month me+page not+wish price+thing remove+sorry sorry+they"
    ),
    -46: (
        "=besli* =coleg* =gamla =idea =koszt* =kosztuje =lagre* =minimo =stopa =throu* =through "
        "=пишет =присы* =присылаите ?ours able+others already+somebody asked_whether+ours "
        "begged+thing cancel+mine contrary+wish goods+let mine+more sold+weekday thanked+unanswered"
    ),
    -47: (
        "=anota* =bem =dpo =lese =logis* =perfe* =ponow* =ten =teres* =teresa =tom =wszys* =zeg "
        "?goods agrees+contrary database+this delivery+nothing goods+later if+stop lists+ours "
        "not+off question+thing"
    ),
    -48: (
        "=about =delet* =faktu* =kunde* =monta* =pana =paper =plait =put =reponds =spraw* =write "
        "able+unanswered ads+erase asked_whether+handover changed+off contract+later "
        "elsewhere+others enough+send later+remove mails+quote month+thing not+somebody "
        "nothing+yours order+piece they+yet_again unanswered+writer"
    ),
    -49: (
        "=abre =aldri =avanc* =co =fri =mient* =mientras =nya =probe* =prober =sag =van =zalac* "
        "=письма broken+this changed+please ends+let erase+leave not+unanswered off+others "
        "they+weekday"
    ),
    -50: (
        "=bilag* =decide =know =kun =mater* =nemt =resposta =revis* asked_what+optout "
        "attachment+not contrary+leave enough+later enough+please goods+on goods+they if+want "
        "later+over me+order meet+thanked optout+yours"
    ),
    -51: (
        "=altra =anvan* =foran =mehr =mere =mete =newsl* =note =oferta =respu* =respusta =scane* "
        "=scaner =stary =stil =terug =try =utile =сылка agrees+they block+mails cease+ends "
        "click+send coffee elsewhere+not optout+want order+times quote+somebody wish+yet_again"
    ),
    -52: (
        "=12 =dzial* =gan =lange =okej =ontva* =pedid* =pedido =prov =star =tiene =va =want =when "
        "=отпра* begged+quote cancel+me cease+erase changed+mails enough+not if mine+wish more+send"
    ),
    -53: (
        "=enda =etait =frau =go =internet =kunden =mensagem =numer* =papir =progr* =you =zusta* "
        "=zustandig ?call able+want agrees+future begged+yet_again click+elsewhere mailing_list+on "
        "meanwhile+writer not+quote not+remove not+report others+take ours+remove this+unwelcome"
    ),
    -54: (
        "=404 =com =gar =hos =leto =mai =oui =reads =ха able+quote agrees+more asked+ours if+ours "
        "interest+this invoice+send not+stranger over+some_time passed_on+please post+yours "
        "reply+you send+unwelcome sorry+writer"
    ),
    -55: (
        "=besta* =im =koster =польз* =стары* =старыи able+contrary asked_what+erase call+yours joke "
        "remove+times reply"
    ),
    -56: (
        "=bolet* =ihre =kwam =s =skane* =sporg* =sporger =under =ответ another elsewhere+this "
        "me+somebody month+write remove+thing sorry+yours"
    ),
    -57: (
        "=cela =juni =liste =qusti* =snak =tager =teraz =urgen* =var =vende* ?leave "
        "asked_what+leave cancel+not hostile+not mails+sorry send"
    ),
    -58: (
        "=clien* =duas =hat =nye =tar =vale =еще ?data asked_what+ours ends+ours goods+some_time "
        "got+this interest+unanswered mine+trial nothing+some_time reply+yours"
    ),
    -59: (
        "=akord =can =los =nar =ordine =przec* =tempo =zajmu* =zajmuje =zanim =второ* =второи "
        "?asked_what ?thing allow+mailing_list already+not asked_what+goods ends+if if+not "
        "lists+mailing_list mailing_list mailing_list+others mine+post ours+weekday "
        "passed_on+writer"
    ),
    -60: (
        "=alte =desti* =hva =il =nustr* =paken =ring =чем attachment contrary+writer delivery+sold "
        "lists+optout mine+want"
    ),
    -61: (
        "=adela* =adelante =aktua* =antigo =encam* =hesit* =is =levo =sonde* =verte* =согла* "
        "erase+they got+spam me+others mine+thing"
    ),
    -62: "=den =dig =hotel =nur =qustions =tout =вот click+post ours+permission",
    -63: (
        "=581 =alen =mesage =ordin* =proce* =proje* =pudo =sent =tilbu* =пожалуиста ?erase "
        "delivery+weekday others+remove"
    ),
    -64: (
        "=aceit* =acord =contrario =dati =hier =hvis =inclu* =integ* =merci able+handover "
        "arrive+got begged+send erase+later interest me+unanswered send+yours"
    ),
    -65: "=anule* =by =click =gern =стоит arrive+mails begged+handover changed+ends curious+future not+thing",
    -66: (
        "=destinatario =dites =gdpr =mesag* =seg =tem =остан* begged+changed handover mails+not "
        "me+trial mine+question month+ours please+you"
    ),
    -67: "=ao =nehme* =nehmen =of begged+piece ends+weekday let+mailing_list not+yours some_time+write",
    -68: "=la =pelo =respo* =voyez changed+future ever handover+please me+reply me+thing thing",
    -69: "=18 =bare =melde =refer* ?if asked_what+ends colleague+not optout+wish ours+page",
    -70: "=funci* =use cease+delivery curious+question leave+wish lists+they never+unanswered ours+trial",
    -71: "=anoth* =another =antwo* =foi =skriv =twe asked_what+price cease+stop ends+later never",
    -72: "=fjerner =have arrive+post curious+more delivery+stop lists+on",
    -73: (
        "=speci* =ticke* =ticket able+got erase leave+want mine+month others+thing ours+thing "
        "post+spam remove"
    ),
    -74: (
        "=rapel* =rapelez =rush delivery+not ends+sold ever+interest interest+never later+weekday "
        "me+this references"
    ),
    -75: (
        "=manag* =mes able+weekday attachment+thing contrary+erase leave+lists leave+yours me+post "
        "post+unwelcome reply+writer"
    ),
    -76: "=beste* =got =ide =qusto erase+not mine+this not+writer",
    -77: "=aprov* =minut* =racon* able begged+not begged+order hostile+spam later+they order+please",
    -78: "=julia erase+yours ever+never later+write",
    -79: "=iphon* =iphone =som cease+goods mine+somebody spam+yours trade-topics-over-8",
    -80: "=let =nog =nunca =quanto =tylko erase+ours ever+unanswered handover+send want+yet_again",
    -81: "=antig* =mail unwelcome",
    -82: "=haha =lei cease+ours click+mails",
    -83: "?send later+mine",
    -84: "=noch =rispo* broken contract goods+not",
    -85: "colleague+mine erase+order",
    -86: "=koste* ?able every-reply mails+spam",
    -87: "=die elsewhere+quote final+me last+me spam",
    -88: "=au =coreo =stope* over-5-words",
    -89: "=right changed+this",
    -90: "=ofert* =repon* =tilbudet cancel+ends contrary+mine ever+not never+not",
    -91: "=sms got+yours",
    -92: "=le =our =pan order+remove passed_on piece+remove",
    -93: "?price contrary+me erase+piece later+me quote",
    -94: "=minim* ?yours mark! unanswered",
    -95: "=befor* =before =reply",
    -96: "=solo",
    -97: "=400 =przek* erase+remove",
    -98: "=melde* contrary",
    -99: "=side cancel not+post",
    -101: "=gamle got+post",
    -102: "curious",
    -103: "=da",
    -105: "address+not",
    -106: "lists+write",
    -107: "weekday",
    -109: "=el erase+others",
    -110: "=l final+mine last+mine",
    -111: "sorry",
    -115: "=hasta changed+me",
    -116: "changed+write got+mails",
    -118: "changed+lists changed+mine meet mine+others",
    -119: "=acept* =svar agrees",
    -120: "later+ours",
    -121: "call+mine got trade-topics-over-5",
    -122: "changed+more later lists+not",
    -124: "=examp* =example",
    -127: "delivery",
    -128: "not+write",
    -130: "=su",
    -134: "others",
    -136: "?handover",
    -140: "trade-topics-over-3",
    -142: "trial",
    -143: "address+write call+me",
    -144: "order",
    -146: "address+changed",
    -147: "ends+not",
    -148: "=contr*",
    -150: "changed+not",
    -154: "goods",
    -156: "=the",
    -181: "trade-topics-over-1",
    -188: "call",
    -198: "a-number",
    -202: "changed",
    -207: "only-thanks",
    -249: "trade-topics-over-0",
    -337: "nothing-of-a-wish",
    -447: "mark?",
}
