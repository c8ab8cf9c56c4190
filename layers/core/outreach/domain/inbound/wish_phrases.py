"""Phrases that say a wish as a whole, and those of footers. They are searched in folded text (`wish_marks.folded`)."""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from outreach.domain.patterns import any_of, expression

ALWAYS = expression(
    any_of(
        # Several languages: who objects to the use of their data, and who watches over that
        r"\b(?:me |nos |mi |ci |m'|je m'|nous nous )?(?:opongo|oponemos|oppongo|opponiamo|oppose|opposons|oponho|opomos) (?:a|ao|al|alla|au|contra)\b|\b(?:oponho|opomos)[ -](?:me|nos)\b",
        r"\bmaak(?:t|en)? (?:\w+ )?bezwaar\b|\bbezwaar (?:tegen|maken)\b|\bmots(?:a|e)tter? (?:mig|meg|oss)\b|\binvand\w* mot\b|\bgor (?:\w+ )?indsigelse\b|\bindsigelse mod\b|\bprotester\w* mot\b",
        r"\b(?:отзыва|отозва|отзов)\w* (?:\w+ )?соглас|\bвозража\w* против\b",
        r"\b(?:cnil|aepd|agcom|garante (?:privacy|per la)|uodo|datatilsynet|integritetsskyddsmyndighet\w*|datainspektion\w*|bundesnetzagentur|verbraucherzentrale|роскомнадзор|фас)\b",
        r"\b(?:vou|vamos|voy a|vamos a|os|les|te|vi|li) (?:denunci|segnal|report)\w*|\bdenunci(?:ar|are|aremos|arei|o) (?:a |ao |por |como )?(?:esto|isto|isso|spam|empresa|ustedes|voces)\b|\banmal\w* er\b|\bzglosz\w* (?:to|was|jako|do)\b|\bпожалуюсь\b",
        # Who insists is told not to
        r"\b(?:n'|ne pas |ne |nao |non |no )insist(?!o\b|iamo\b|imos\b)\w*|\bnie nalega\w*|\bниче?г?о? ?не навязывай\w*",
        # Who is sent away
        r"\b(?:rot|sodemieter|donder|pleur|flikker|hoepel) (?:toch |nou |een keer )*op\b|\bopgerot\b|\boprotten\b|\bopzouten\b|\bskrid\b|\bskrub (?:af|ad)\b|\bfuck (?:af|jer|dere|er|you|dig|deg)\b",
        r"\bdra (?:at|til) (?:skogen|helvete|helvede|pokker)\b|\bfar (?:at|til) (?:helvete|skogen)\b|\bstick\b.{0,20}\b(?:spam|mejl|mail)|\b(?:odczep|odwal|odpieprz|spadaj|spieprzaj|wypchaj)\w*|\bwynocha\b",
        r"\bидите? (?:вы |ты |уже )?(?:со |с |на |к |в )\b|\b(?:достали|задолбали|заколебали|надоели|надоело)\b|\b(?:va te|allez vous|allez-vous) faire\b|\bfous[ -]moi\b|\bdegage[zr]?\b",
        r"\bva\w* (?:a la mierda|a tomar)\b|\bque (?:os|te|les) den\b|\bvai (?:a merda|se|pro|para o)\b|\bsai fora\b|\bandate? (?:a quel|al diavolo|a)\b(?= ?(?:paese|quel|diavolo|cagare))|\bnon rompe\w*|\brott[oi] le\b|\bche palle\b",
        r"\b(?:verzieh|verpfeif|schleich|scher) (?:dich|euch|di)\b|\bhau(?:t)? ab\b|\bleck (?:mich|mi)\b|\bgeh\w* (?:mir|uns) (?:\w+ )?auf den\b|\b(?:jodan|joder|jodas|fuck|piss|screw) (?:you|u|your|off)\b",
        # Enough of it
        r"\b(?:racker|holder|rekker) (?:det |nu |na |med )|\b(?:ma|far) (?:det )?v(?:ae|a|e)re (?:nok|slutt|slut|bra)\b|\bnu ma det\b|\b(?:ya|ja|ora|ahora|agora) (?:basta|chega|est[aá] bien)\b|\bbasta (?:ya|cosi|gia)\b|\bdosc\b|\bharta?s? de\b",
        r"\b(?:fed up|sick|tired|sick and tired) (?:of|with)\b.{0,40}\b(?:e?-?mails?|messages?|spam|you|these|this)\b|\bhar faet nok\b|\bfatt nog\b|\bben (?:het|jullie|dit|die) (?:\w+ ){0,3}(?:zat|beu)\b|\bmam dosc\b|\bhabe (?:\w+ ){0,3}satt\b",
        r"\bfrabe(?:de)?s\b|\bundanbed(?:s|es)\b|\bnicht erwunscht\b|\bnon (?:e |sono )?gradit\w*|\bno (?:es |son )?bienvenid\w*|\bnao (?:e |sao )?(?:bem[- ]vind|desejad)\w*|\bniemile widzian\w*",
        # Not to be used any more
        r"\b(?:n'|ne plus |ne pas |no |non |nao |niet (?:meer |langer )?|inte |ikke |nie |не )(?:me |mas |plus |mais |langre |lengre )?(?:utilis|usa|use|usi|uze|utiliz|gebruik|anvand|brug|bruk|uzywa|использ)\w* (?:\w+ ){0,3}(?:adres\w*|address|indirizz\w*|direccion|endereco|e-?mail\w*|correo|e-?post\w*|адрес\w*|почт\w*)",
        r"\b(?:forget|olvid|esque[cç]|dimentic|oublie|vergiss|vergess|vergeet|glom|glem|zapomn|забуд)\w* (?:\w+ ){0,2}(?:mi|my|meu|mio|la mia|il mio|mon|mein\w*|mijn|min|mitt|moj\w*|про мой|мой|меня|me) ?(?:e-?mail|mail|correo|direcci\w+|address|adres\w*|endereco|indirizzo|e-?post\w*|адрес)?\b",
        # One more mail, and something will follow
        r"\b(?:one more|1 more|just one more|noch (?:eine|ein|1)|encore un|un'altra|un altro|nog (?:een|1)|mais um|mais uma|jeszcze jed\w+|ett till|en till|endnu en|enda en|еще одно|еще раз) (?:such )?(?:e-?mail|mail|message|nachricht|wiadomosc|courriel|messagg\w*|mensage\w*|mejl|письм\w*|wort|anfrage)\b.{0,12}(?:[,.!]|\band\b|\bund\b|\bet\b|\be\b|\by\b|\ben\b|\bi\b|\bog\b|\boch\b|\bи\b)",
        r"\b(?:un|una) (?:correo|mail|email|mensaje) mas\b|\bett? (?:mejl|mail|meddelande) till och\b|\ben (?:mail|e-?mail|besked) (?:mere|til) og\b|\b(?:lawyer|attorney|solicitor|anwalt|avocat|abogad\w|avvocat\w|advogad\w|advocaat|prawnik\w*|advokat|юрист\w*|адвокат\w*)\b.{0,30}\b(?:involved|einschalt|schalte|write|contact|bemuh|hor)",
        r"\b(?:porte plainte|porter plainte|faco queixa|doe (?:ik )?aangifte|zglaszam|polisanmal\w*|politianmeld\w*|жалоб\w*|strafanzeige)\b",
        # Who forbids it, and who asks to be barred
        r"\b(?:untersag|verbiet|verbitt|interdis|interdisons|prohibo|prohibimos|vieto|vietiamo|proibo|proibimos|verbied|zabrania|forbjud|forbyd|forbyr|запреща|forbid)\w*",
        r"\b(?:sperrliste|robinson\w*|blacklist|blocklist|block list|black list|suppression list|do not (?:contact|call|mail|email|disturb) (?:list|register|liste)|liste (?:d'opposition|rouge|noire)|lista (?:de exclusion|negra|nera|de exclusao)|zwarte lijst|czarn\w+ list\w*|svart\w* list\w*|sort\w* list\w*|черн\w+ спис\w+)\b",
        r"\b(?:sperr\w*|blockier\w*|bloque\w*|blocca\w*|bloquei\w*|blokk\w*|blokker\w*|blockera|spar+a|spaer|spaerr|заблокир\w*|zablokuj\w*|bar) (?:\w+ )?(?:min|mitt|meine?|unsere|ma|mon|notre|mi|nuestra|mio|il mio|la mia|meu|o meu|mijn|ons|moj|nasz|мой|мою|наш|my|our)\b",
        r"\bclose (?:my|our) (?:file|record|account|entry)\b|\btake this as (?:my|our)\b",
        # What nobody asked for
        r"(?<!courrier )(?<!courriers )(?<!mes )(?<!les )\bindesirables?\b|\bindesiderat\w*|\bindesejad\w*|\bнежелательн\w*|\bненужн\w+ (?:мне )?(?:реклам|письм|рассыл|спам)",
        r"\b(?:publicid\w*|mensaj\w+|comunicac\w+|messages?|mailings?) (?:\w+ )?no desead\w*",
        # Who is bothered
        r"\b(?:you|you are|sie|ihr|vous|vous m'|vous nous|u|jullie|ni|i|dere|de|вы|wy|panstwo|voces?|ustedes) (?:\w+ )?(?:bother\w*|annoy\w*|disturb\w*|belastig\w*|nervt|nerven|stort|storen|importun\w*|derange\w*|harcel\w*|stor|forstyrrer|plager|мешае\w*|надоед\w*|przeszkadza\w*|incomod\w*|molesta\w*)(?! (?:\w+ )?(?:nicht|pas|niet|inte|ikke|no|me not|not))\b",
        r"\b(?:avete|hai) (?:stufat|scocciat|stancat|rott)\w*|\bvous m'importun\w*|\bdas nervt\b|\bça m'enerve\b|\bir+iterend\b",
        # Who wants to be forgotten
        r"(?<!not )(?<!n.t )(?<!never )\bforget (?:about )?(?:me|us)\b|\bverg(?:ess|iss)\w* (?:sie |ihr )?(?:mich|uns)\b(?! nicht)|(?<!pas )\boubli\w*[ -](?:moi|nous)\b|\b(?:m'|nous )oublier\b",
        r"\bolvid\w*(?:me|nos|se de (?:mi|nosotros))\b|\bdimentic\w*(?:mi|ci)\b|\besquec\w* de (?:mim|nos)\b|\bvergeet (?:me|mij|ons)\b(?! niet)|\bglom (?:mig|oss|bort)\b|\bglem (?:mig|meg|os|oss)\b(?! ikke)|\bзабудьте (?:о |про |обо )?(?:меня|нас|мне)",
        # Never again
        r"^\W*(?:please |bitte |merci |por favor |prosze )?(?:never again|nie wieder|nie mehr|plus jamais|jamais plus|nunca mas|mai piu|nooit meer|nunca mais|nigdy wiecej|aldrig (?:mer|mere|igen)|aldri mer|никогда больше|больше никогда)\W*$",
        r"\bla(?:d)? (?:vaere|vere|vare) (?:med |a |at |meg|mig)|\blat bli\b",
        # English
        r"\bleave (?:me|us) alone\b",
        r"\b(?:lose|forget|delete|erase|trash|drop) (?:my|our|this) (?:e ?mail|email|address|number|contact|data|details|info)",
        r"\b(?:fuck|piss|sod|bugger|buzz) off\b",
        r"\bgo away\b",
        r"\b(?:is|ist|est|es|e|jest|ar|er|je) (?:just |only |nur |pure? |puro? )?spam\b",
        r"\bend (?:this|these|the|your|all) (?:\w+ )?(?:e-?mail|mail|sequence|campaign|message|outreach)",
        r"\b(?:nehm|nimm)\w* (?:\w+ ){0,4}von (?:\w+ )?\w{0,20}(?:liste|verteiler)",
        r"\bun[ -]subscri",
        r"\b(?:knock it off|cut it out|give it a rest|back off|take (?:the|a) hint|count (?:me|us) out)\b",
        r"\bleave (?:me|us) out of\b|\bget rid of my\b|\bunwelcome\b|\bnot (?:welcome|appreciated)\b",
        r"\bspar\w* sie sich\b|\bruhe\b.{0,20}\blassen\b",
        r"\bfiche[zr]?[ -](?:moi|nous) la paix\b|\bmarre de\b",
        r"\blastig (?:te )?vallen\b|\blagg av\b|\bkutt ut\b|\bgi dere\b|\bотвяжи\w*",
        r"\b(?:e-?mails?|mails?|messages?) to (?:end|stop)\b",
        r"\b(?:not|nicht|pas|plus|no|non|nao|niet|nie|inte|ikke|ei) (?:\w+ ){0,4}(?:on|auf|in|dans|en|nella|nesta|na|op|pa|sur) (?:\w+ ){0,1}(?:list|liste|lista|lijst|liscie|listan|listen|verteiler|mailing\w*)\b",
        r"\bdrop (?:me|us) (?:from|off)\b",
        r"\b(?:last|final) (?:e-?mail|mail|message) (?:i|we) (?:\w+ )?(?:get|receive|see|want)",
        r"\b(?:enough|schluss|genug|assez|genoeg|nok) (?:is enough|already|now|with|damit|mit|met|med)\b|\b(?:ca|cela) suffit\b",
        r"\b(?:do not|never) use (?:this|my|our) (?:\w+ )?(?:address|email|e-mail)",
        r"\b(?:how|where) (?:the hell |on earth )?(?:did |do |have )?you (?:get|got|gotten|obtain\w*|find|found) (?:my|our|this) (?:\w+ )?(?:e-?mail|address|contact|data|details|info)",
        r"\bwoher haben sie (?:meine|unsere|diese)|\bcomment avez[ -]vous (?:eu|obtenu|trouve)|\bde donde (?:ha|han|sac\w+) (?:\w+ )?mi\b",
        r"\b(?:dove|come) avete (?:preso|trovato|avuto) (?:il mio|la mia|i miei)|\bhoe kom\w* (?:u|jullie|je) aan mijn|\bskad (?:maja|ma|macie) (?:panstwo )?moj",
        r"\bvar fick ni|\bhvor (?:har|fik|fikk) (?:i|dere|du) (?:\w+ )?m(?:in|it|itt)\b|\bоткуда у вас (?:мой|мои|моя)",
        r"\bget lost\b",
        r"\b(?:report|reporting|reported|sue|suing|block|blocking|blocked|blacklist|blacklisted) (?:you|this|your|it as|as spam)\b",
        r"\bmark(?:ed|ing)? (?:you|this|it|these|your \w+)? ?as (?:spam|junk)\b",
        r"\bcease and desist\b",
        r"\b(?:unsolicited|unwanted|harass\w*)\b",
        r"\b(?:this|that|it) is spam\b",
        r"\bright to (?:erasure|be forgotten|object)\b",
        r"\b(?:revoke|withdraw) (?:my |our |all |any )*consent\b",
        r"\bobject to (?:the |any |your )*(?:processing|use|direct)\b",
        r"\b(?:not|never|did not|have not|without) (?:\w+ ){0,3}(?:consent|permission|sign(?:ed)? up|subscribe|opt(?:ed)? in)\b",
        r"\bno (?:more|further) (?:\w+ ){0,2}(?:please|thanks|thank)\b",
        r"\bno (?:more|further)\W*$",
        r"\b(?:not|never) (?:send|email|mail|contact|write|message)(?: \w+)? again\b",
        r"\bno longer interested in (?:receiving|getting|hearing)\b",
        r"\bopt(?:ed|ing)? (?:me|us) out\b",
        r"\bdo not contact list\b",
        r"\b(?:how (?:to|do i|can i|could i)|where (?:do i|can i)) (?:\w+ ){0,3}(?:unsub|optout|get off|stop)",
        r"\bwie (?:\w+ ){0,3}(?:abmeld|abbestell|austrag)|\bwie melde ich mich\b",
        r"\bcomment (?:\w+ ){0,3}(?:desabonn|desinscri)|\bcome (?:\w+ ){0,3}(?:disiscri|cancell)",
        r"\bhoe (?:\w+ ){0,4}(?:uitschrij|afmeld)|\bjak (?:\w+ ){0,3}(?:wypis|zrezygn)",
        r"\b(?:hur|hvordan) (?:\w+ ){0,4}(?:avreg|avpren|afmeld|frameld|avmeld)",
        # German
        r"\blass(?:en sie|t)? (?:mich|uns) (?:bitte |endlich )*in (?:ruhe|frieden)\b",
        r"\bwidersprech\w*|\bwiderruf\w*|\babmahn\w*|\bunerwunscht\w*|\bverpiss\w*|\bunterlassung\w*",
        r"\b(?:sehen|sieh) (?:\w+ ){0,4}(?:weitere\w*|kunftig\w*|kontakt\w*|zusendung\w*|mails?) (?:\w+ ){0,4}ab\b",
        r"\bvon weiteren (?:\w+ )?(?:e-?mails?|mails?|zusendungen|anfragen|nachrichten|kontakt\w*|anschreiben|angeboten)\b",
        r"\b(?:aus|von) (?:ihre[mnr]|eure[mnr]|deine[mnr]|de[mnr]|diese[mnr]) (?:e-?mail-?)?(?:verteiler|liste|mailingliste|newsletter|datenbank|adressliste|kontaktliste)\w* (?:\w+ ){0,3}(?:nehm|losch|streich|entfern|trag|austrag|raus|genommen|gestrichen)",
        r"\bstell\w* (?:sie |ihr |du )?(?:\w+ ){0,7}ein\b",
        r"\bverschon\w*|\blass(?:en sie|t)? (?:das|es)\b",
        r"\bhor\w* (?:sie |du |ihr )?(?:bitte |endlich )*(?:damit )?auf\b",
        r"\b(?:keine einwilligung|nicht eingewilligt|nie zugestimmt|nicht zugestimmt)\b",
        r"\badresse (?:\w+ ){0,3}nicht (?:mehr|weiter) (?:\w+ ){0,2}(?:verwend|nutz|benutz|anschreib)",
        r"\bkein (?:weiterer |weiteren )?kontakt (?:mehr|erwunscht|gewunscht)\b",
        # French
        r"\blaisse[rz]?[ -](?:moi|nous) (?:tranquille|en paix)\b",
        r"\bn'utilise[zr]? plus\b|\bn'autorise pas\b",
        r"\b(?:nao|no|non) autoriz\w+ ",
        r"\b(?:sair|salir|uscire) (?:de|da|desta|dessa|dalla|della) (?:esta |la |questa |tua |sua )?list",
        r"\bfoute[zr]?[ -](?:moi|nous) la paix\b",
        r"\b(?:abstenir|abstenez)\b",
        r"\b(?:non|pas) sollicite\w*",
        r"\b(?:m'|me |nous )?oppose\w* (?:a|au) ",
        r"\bne (?:me |nous )?(?:\w+ )?plus (?:\w+ )?(?:me |nous |m'|etre )?(?:\w+ )?(?:contact|ecri|envoy|sollicit|relanc|recev|recontact|derang|spam|mail|jamais)",
        # Spanish
        r"\b(?:deje|dejen|deja|dejad)(?:me|nos) (?:ya )?(?:en paz|tranquil\w+)\b",
        r"\bno solicitad\w+\b",
        r"\b(?:de|la|mi) baja\b",
        r"\b(?:revoc|ritir|retir)\w* (?:il |el |mi |o |meu |mon |mio )*(?:consenso|consentimiento|consentimento|consentement)",
        r"\bno (?:me|nos) (?:\w+ )?(?:vuelv\w+|interesa recib\w+|escrib\w+|contact\w+|envi\w+|mand\w+|molest\w+|insist\w+)",
        r"\b(?:borr|elimin|quit|retir|saqu|suprim)\w*(?:me|nos)\b",
        r"\b(?:escrib|envi|mand|molest|contact)\w{2,4}(?:me|nos)\b(?=.{0,30}\b(?:mas|no|dej\w+|par\w+))",
        # Italian
        r"\blascia(?:te|r)?(?:mi|ci) (?:in pace|stare)\b",
        r"\bnon richiest\w+\b",
        r"\b(?:cancella|rimuove|rimuovi|toglie|togli|elimina|disiscrive)(?:te|r|re)?(?:mi|ci)\b",
        r"\bnon (?:mi |ci )?(?:\w+ )?(?:scriv\w+|contatt\w+|invi\w+|mand\w+|disturb\w+|ricev\w+) (?:\w+ )?(?:piu|mai)\b",
        r"\bnon (?:\w+ )?(?:contatta|scrive|scriver|contattar|disturba|mandar|inviar)(?:te)?(?:mi|ci)\b",
        r"\bvaffanculo\b",
        # Portuguese
        r"\bdeix\w+[ -](?:me|nos) em paz\b|\bme deix\w+ em paz\b",
        r"\bnao solicitad\w+\b",
        r"\bpara de (?:me |nos )?(?:envi|mand|escrev|escrib|contact|contat|molest|incomod)",
        r"\bnao (?:me |nos )?(?:\w+ )?(?:envi\w+|mand\w+|escrev\w+|contat\w+|contact\w+|incomod\w+|perturb\w+)(?:[ -]me|[ -]nos)? (?:\w+ ){0,2}mais\b",
        r"\bcancel\w* (?:\w+ ){0,3}(?:inscri|subscri|suscri|assinatura|cadastro|registo|receb|recib|envio|mensage|mensaje|e-?mails?|correos?)",
        r"\bparar de (?:receb|envi)",
        # Dutch
        r"\blaat (?:me|mij|ons) (?:a\.?u\.?b\.? )?met rust\b",
        r"\bongevraagd\w*|\bongewenst\w*",
        r"\b(?:geen|niet) (?:\w+ ){0,2}(?:prijs|behoefte)\b",
        # Polish
        r"\bspokoj\b",
        r"\bnie(?:wysyl|przesyl|przysyl|kontakt|pisani|nekani)\w*",
        r"\bniechcian\w+|\bniezamowion\w+",
        r"\b(?:cofam|wycofuj\w+|nie wyrazam|nie wyrazal\w+) (?:\w+ )?zgod\w+",
        r"\bsprzeciw\w*",
        # Swedish, Danish, Norwegian
        r"\blamna (?:mig|oss) ifred\b|\blat (?:mig|oss) vara\b(?! kvar)",
        r"\blad (?:mig|os) vaere\b|\bla (?:meg|oss) vaere\b|\bla (?:meg|oss) (?:vere|v.re)\b",
        r"\boonskad\w*|\buonsket\w*",
        r"\b(?:undanber|frabeder|frabe|frabeder) (?:mig|meg|oss|os)\b",
        r"\b(?:aterkallar|tilbagekalder|trekker) (?:\w+ ){0,3}(?:samtycke|samtykke)",
        r"\bmeld (?:meg|mig|oss|os) (?:av|fra|af|ut)\b",
        # Russian, Ukrainian
        r"\bостав\w+ (?:меня|нас) в покое\b|\bотстан\w+\b|\bотвали\w*\b|\bзалиш\w+ мене\b",
        r"\bбольше (?:мне|нам|сюда) не\b",
        r"\bбольше не (?:надо|нужно|стоит|пис|пиш|присыл|отправ|беспоко|хо|шлит|получ|звон|слат)",
        r"\bне (?:пиш|писа|присыл|отправ|беспоко|шлит|звон)\w* (?:\w+ ){0,3}больше\b",
        r"\bне (?:пишите|присылайте|отправляйте|беспокойте|беспокоить|звоните|шлите|тревожьте)\b",
        r"\bне дава\w* (?:\w+ )?согласи",
        r"\bкак (?:\w+ ){0,2}отпис",
        r"\b(?:уберите|удалите|исключите|вычеркните|убрать|удалить|исключить) .{0,40}(?:меня|нас|мой|мою|мои|наш|адрес|почт|рассыл|спис|баз)",
        r"\bспам\b",
        # Czech, Hungarian, Romanian, Turkish, Greek, Finnish
        r"\bdejte mi pokoj\b|\bhagyj\w* beken\b|\blasati[ -]ma in pace\b|\brahat birak\w*|\bαφηστε με\b|\bμην? (?:\w+ )?ξανα|\bjattak\w* (?:minut|meidat) rauhaan\b",
        r"\bnevyzadan\w+|\bnezadouc\w+|\bkeretlen\w*|\bnesolicitat\w*|\bistenmeyen\b|\bei[ -]toivott\w+",
        r"\b(?:mail|mesaj|e-?posta|email)\w* (?:gondermey\w+|atmay\w+|yollamay\w+|istemiyor\w*|almak istemiyor\w*)",
        r"\b(?:liste|listeniz|listenizden|listeden)\w* (?:\w+ ){0,2}(?:cikar|sil|kaldir)\w*",
        # Japanese, Chinese, Korean
        r"配信.{0,6}(?:停止|解除|中止|不要|止め|希望しま)(?!.{0,8}(?:機能|方法|できますか|ありますか|可能ですか))",
        r"(?:メール|連絡|送信|営業).{0,10}(?:不要|お断り|やめて|止めて|停止|控えて|送らないで|しないで|迷惑)",
        r"(?:リスト|名簿|宛先|登録).{0,6}(?:削除|外し|除外|抹消|解除)(?!.{0,8}(?:機能|方法|できますか|ありますか))",
        r"(?:退订|退訂|取消订阅|取消訂閱)(?!.{0,6}(?:率|功能|链接))",
        r"(?:不要|别|勿|停止|请勿|不必|無需|不想).{0,4}(?:再|继续|繼續)?.{0,3}(?:发|發|寄|联系|聯繫|聯絡|打扰|打擾|收到)",
        r"(?:删除|刪除|移除).{0,4}(?:我|我们|我們|邮箱|邮件|郵件|名单|名單)",
        r"(?:수신|구독|메일|연락|이메일|발송).{0,8}(?:거부|취소|해지|중단|원하지|보내지|하지 ?마|그만|삭제|받고 ?싶지)",
        r"그만 ?(?:보내|연락)",
    )
)
"""Whatever else the sentence says."""

FOOTER = expression(
    any_of(
        r"\bunsubscribe ?\||\| ?unsubscribe\b",
        r"\bto (?:unsubscribe|optout|stop receiving|be removed)\b.{0,60}(?:click|visit|reply|send|use|follow|go to|email|contact|please|http)",
        r"\b(?:unsubscribe|optout)\b.{0,20}(?:here|below|at any ?time)\b",
        r"\b(?:click|klick\w*|cliquez|haga clic|clicca|clique|klik|kliknij|klicka) .{0,60}(?:unsubscri|abmeld|desabonn|desinscri|baja|disiscri|cancel|uitschrij|afmeld|wypis|rezygn|avregistr|afmeld|avmeld)",
        r"\b(?:contact|call|ring|reach)\w* (?:me|us) (?:by|on|via) (?:phone|telephone|mobile|fax|linkedin|whatsapp|sms)\b(?!.{0,20}\b(?:or|and|nor)\b)",
        r"\bnot (?:sure|certain)\b|\boff (?:your|my|our) (?:plate|hands|shoulders)\b",
        r"\b(?:hesit|zoger|zogern|aarzel|tveka|esit|wahaj)\w*|\b(?:no|nao) (?:lo |o )?dud(?:e|en|em)\b",
        r"\byou (?:are receiv|receiv|have receiv|were sent|get|can (?:also )?unsub|may unsub|may optout|may (?:also )?withdraw)",
        r"\b(?:you|sie|vous|u) (?:can|konnen|pouvez|kunt) (?:\w+ ){0,4}(?:at any time|jederzeit|a tout moment|op elk moment)",
        r"\b(?:if|should|when|whenever) (?!you (?:could|would|can|stop|remov|took|delet|unsub|did not|do not)\w*)(?:you|they|people|someone|anyone|customers|users|i|we) ",
        r"\b(?:wenn|falls|sollten|mochten) sie\b",
        r"\bsi (?:vous|usted|ustedes|no desea|no quiere|desea|quiere|ud)\b",
        r"\b(?:se|qualora) (?:non )?(?:desider|vuoi|volete|vogli)\w*",
        r"\b(?:se|caso) (?:voce|nao (?:des|qu)|desej)\w*",
        r"\b(?:als|indien|mocht|wanneer) (?:u|je)\b",
        r"\b(?:om|hvis|dersom|nar|ifall) (?:du|ni|de|i)\b",
        r"\b(?:jesli|jezeli|gdyby|gdy) ",
        r"\bесли (?:вы|не)\b",
        r"\b(?:received|got) this (?:e-?mail|message|mail|communication) (?:in|by) (?:error|mistake)\b",
        r"\bintended (?:recipient|only|solely)\b",
        r"\birrtumlich|\bvertraulich|\bconfidenti|\bpar erreur\b|\bpor error\b|\bper errore\b|\bpor engano\b|\bpoufn",
        r"\b(?:our|my|unsere[rmn]?|notre|nuestra|nostra|nossa|onze|nasze[jg]?|vores) (?:own |\w+ )?(?:list|lists|liste|lista|lijst|listy|database|datenbank|newsletter|verteiler)\b",
        r"(?:機能|方法).{0,8}(?:あり|可能|でき)",
    )
)
"""What footers, disclaimers and stories say to any reader."""

REMOVED = expression(
    any_of(
        r"\b(?:i|we|me|us|my|our|address|e-?mail)\b.{0,40}\b(?:be|been|get|being) (?:\w+ )?(?:removed|deleted|erased|taken off)\b",
        r"\b(?:be|been|get|being) (?:\w+ )?(?:removed|deleted|erased|taken) (?:from|off) (?:\w+ ){0,3}(?:list|database|mailing|system)",
        r"\b(?:not|never) (?:\w+ )?(?:removed|deleted|erased|unsubscribed) (?:me|us|my|our)\b",
        r"\b(?:vorrei|voglio|vogliamo|vorremmo|desider\w+|chiedo di|quiero|queremos|deseo|quisiera|solicito|pido|quero|gostaria de|desejo|peco para) (?:\w+ ){0,2}(?:essere|ser) (?:\w+ ){0,2}"
        r"(?:cancellat|rimoss|eliminat|tolt|elimin|borrad|quitad|dad|suprimid|retirad|removid|exclu|apagad)\w*",
        r"\b(?:souhait\w+|veux|voulons|voudrais|voudrions|aimerais|demande a) (?:\w+ ){0,2}etre (?:\w+ ){0,2}(?:retir|supprim|enlev|efface|desabonn|desinscri|raye|radie)\w*",
        r"\b(?:will|wollen|mochte\w*|bitte darum) (?:\w+ ){0,5}(?:geloscht|gestrichen|entfernt|ausgetragen|herausgenommen|abgemeldet) (?:zu )?werden\b",
        r"\b(?:wil|willen|wens|wensen|zou graag) (?:\w+ ){0,5}(?:verwijderd|geschrapt|uitgeschreven|afgemeld|gewist) (?:te )?worden\b|\bworden (?:verwijderd|uitgeschreven|geschrapt)\b",
        r"\b(?:vill|onskar|vil|onsker) (?:\w+ ){0,3}(?:bli |blive |a bli |at blive )?(?:borttag\w*|avregistrerad|struken|slettes|slettet|fjernet|fjernes|afmeldt|afmeldes|avmeldt|strokes)\b",
        r"\b(?:chce|chcemy|prosze|chcialb\w+) (?:\w+ ){0,2}(?:zostac|byc|o) (?:\w+ ){0,2}(?:usuniet|wypisan|wykreslon)\w*",
        r"\b(?:want|like|wish|need|have) (?:me|us|my|our)\b.{0,30}\b(?:removed|deleted|erased|taken off)\b",
    )
)
"""Who is to be removed, in the passive. "Removed" is also said of what was done: it is asked after footers and stories."""

RIGHTS = expression(
    any_of(
        r"\byou (?:may|can|have the right to) (?:also )?(?:object|withdraw|revoke|unsub|optout|ask|request|exercise)",
        r"\bsie (?:konnen|haben das recht) (?:\w+ ){0,8}(?:widersprech|widerruf|abmeld|abzumeld|abbestell)",
        r"\bvous pouvez (?:\w+ ){0,6}(?:opposer|desabonn|desinscri|retirer|exercer)",
        r"\bpuede[ns]? (?:\w+ ){0,4}(?:ejercer|solicitar|darse|cancelar|revocar|oponerse)",
        r"\b(?:potete|puo|potra) (?:\w+ ){0,4}(?:chiedere|richiedere|esercitare|cancell|revocare|opporsi)",
        r"\bpodem? (?:\w+ ){0,4}(?:exercer|solicitar|cancelar|revogar)",
        r"\bu kunt (?:\w+ ){0,6}(?:bezwaar|afmelden|intrekken|uitschrijven)",
        r"\b(?:moga|maja) panstwo (?:\w+ ){0,4}(?:praw|wypis|cofn|zrezygn|sprzeciw)",
        r"\bdu kan (?:\w+ ){0,6}(?:avreg|avpren|afmeld|frameld|avmeld|tilbage|aterkall|trekke)",
    )
)
"""What any reader has a right to, as a footer says. It is no wish of the writer, whatever its words."""

REFUSED = expression(
    any_of(
        r"\b(?:do not|never|not to|dont|does not want to|not going to) (?:ever |please )?(?:remove|unsub|optout|delete|take|stop|drop|erase)",
        r"\b(?:is|was|were) not sent (?:automatically|by)\b",
        r"\bnot (?:want|wish|like|need|trying|asking) to (?:be )?(?:remov|unsub|optout|delet|taken|dropped)",
        r"\b(?:nicht|nie) (?:\w+ )?(?:abmelden|abbestellen|loschen|entfernen|streichen|austragen|aufhoren)\b",
        r"\b(?:losch|entfern|streich|meld|nehm|trag)\w* (?:sie )?(?:mich|uns) (?:bitte )?(?:nicht|nie)\b",
        r"\b(?:ne|n) (?:me |nous |m )?(?:retire|supprime|desabonne|desinscri|enleve|efface|raye|cesse|arrete)",
        r"\bno (?:me |nos )?(?:den|borr[ae]n?|elimin[ae]n?|quiten?|saquen?|retiren?|dejen?|paren?)\b",
        r"\bnon (?:mi |ci )?(?:cancella|cancelli|rimuov[ei]|toglie|tolga|elimina|disiscriv|smette)(?!t[oa]\b)",
        r"\bnao (?:me |nos )?(?:remov|retir|tire|exclu|descadastr|pare|deixe)",
        r"\bniet (?:\w+ )?(?:verwijderen|uitschrijven|afmelden|stoppen)\b|\b(?:schrijf|verwijder|haal|meld) (?:mij|me|ons) (?:aub |alsjeblieft )?niet\b(?! meer)",
        r"\bnie (?:\w+ )?(?:usuwa|wypisuj|wykreslaj|kasuj)",
        r"\bta (?:inte|ej) bort\b|\b(?:inte|ej) (?:ta bort|avregistrera|sluta)\b",
        r"\bikke (?:fjern|slett?|afmeld|avmeld|stryk|slutt|stop)\b|\b(?:fjern|slett?|afmeld|stryg|stryk) (?:mig|meg|os|oss) ikke\b",
        r"\bне (?:\w+ )?(?:удаляйте|исключайте|отписывайте|убирайте|прекращайте|переставайте|удалять|отписывать)",
        r"^(?!.{0,200}\b(?:ne|n)\b).{0,200}\b(?:envoy|recevoir|avoir|donner|obtenir|communiqu)\w* (?:\w+ ){0,2}plus d['e ]",
        r"\b(?:en|in|dans|mes|nella|na|no|im|i) (?:\w+ ){0,3}(?:correo no deseado|indesirables|posta indesiderata|ongewenste (?:e-?mail|post|mail))\b",
        r"(?:停止|解除|削除)しないで",
    )
)
"""The opposite of a wish, or a folder for what nobody wants."""

AT_A_TIME = expression(
    r"\b(?:before|until|vor|bis|antes|avant|prima|voor|tot|fore|for|innan|przed|до) (?:\w+ ){0,2}\d{1,2}"
    r"(?:[:.h]\d{2})? ?(?:am|pm|uhr|h|hs|uur|часов|годин)?(?: \w+)?\W{0,3}$"
)
"""When somebody is not to be called or written to, such as before ten."""

THIRD = expression(
    r"(?i:\b(?:don['\u2019]?t|do not|never|stop|not)\s+(?:e-?mail|contact|writ(?:e|ing)(?:\s+to)?|call|message)(?:ing)?)\s+"
    r"(?!Me\b|Us\b|My\b|Our\b|This\b|Again\b|Any)[A-Z][a-z]+"
)
"""Somebody with a name is not to be written to. It is searched in the sentence as written."""

DECLINED = expression(
    any_of(
        r"\b(?:no|nein|non|nao|nee|nej|nei|nie|нет) (?:many )?(?:thanks|thank you|danke|merci|gracias|grazie|obrigad\w|bedankt|dank|tack|tak|takk|dziekuj\w|спасибо)\b",
        r"\b(?:not|nicht|pas|non sono|niet|ikke|inte|не|nie) (?:\w+ )?(?:interest\w*|interess\w*|geinteress\w*|zainteres\w*|интерес\w*)",
        r"\b(?:no me interesa|kein\w* interesse|geen interesse|no interest|sem interesse|nessun interesse|ingen interesse|inget intresse)\b",
    )
)
"""What declines an offer. Its "not" belongs to nothing else."""
