"""The words of a wish not to be written to, by their part in it and by language.

A word that ends in `*` stands for all that begin with it. All are written as `folded` makes them: lower case, without
accents. One word may have several parts, because it means something else in another language: that costs a person a
glance, and a missed wish costs more.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from enum import StrEnum


class Part(StrEnum):
    """What a word does in a wish."""

    LEAVE = "leave"
    """Says it all: unsubscribe."""
    REMOVE = "remove"
    TAKE = "take"
    """Removes only together with OFF."""
    OFF = "off"
    ON = "on"
    """Turns TAKE into the opposite: to put somebody on a list."""
    NOT = "not"
    STOP = "stop"
    WRITE = "write"
    """To write to somebody, to contact, to bother."""
    SEND = "send"
    """To send or to receive something: mails, or else."""
    MAILS = "mails"
    ME = "me"
    MORE = "more"
    """More, again, in the future."""
    CONSENT = "consent"
    DECLINE = "decline"
    WANT = "want"
    NEED = "need"
    LISTS = "lists"
    PLEASE = "please"
    ABLE = "able"
    """Can, have, still: "I cannot unsubscribe" is no refusal to unsubscribe."""
    YOU = "you"
    THIS = "this"
    """What a writer wants stopped without naming it."""
    OTHERS = "others"
    """What a writer asks to be removed from, or whom to remove, when it is not about our mails."""
    PERFORMED = "performed"
    """What is about unsubscribing as such: a rate, a link, a feature."""
    CLICK = "click"
    """What footers tell any reader to do."""
    THEY = "they"
    """A subject that is not the reader: "we stop sending newsletters"."""
    MINE = "mine"
    """ME as an object or an owner, and never as the one who acts."""
    ENDS = "ends"
    """Other ways to end something or to get rid of it."""
    HOSTILE = "hostile"
    """What people say who are angry, or who threaten."""
    ASKED = "asked"
    """What makes a mail a wanted one: consent, a subscription, a question."""
    WITHDRAWS = "withdraws"
    """Takes back a consent, or objects."""
    LATER = "later"
    THING = "thing"
    """What ordinary replies are about, and what may be removed or sent besides the writer."""
    SOMEBODY = "somebody"
    """Another person."""
    CONTRARY = "contrary"
    """What people say who want to go on."""
    GOT = "got"
    """Was received, read or found: what happened to a mail, and no wish."""
    HEAR = "hear"
    """To hear from somebody."""
    LAST = "last"
    LET = "let"
    """What demands something without naming who is to do it: let, make sure."""
    NEVER = "never"
    SAID = "said"


WITHIN: dict[Part, str] = {
    Part.MAILS: "mail mejl epost spam newsletter nyhetsbrev nyhedsbrev reklam werb pubblicit publicid publicit рекл спам",
    Part.LISTS: "adress adres address indiriz direcc direci enderec адрес verteiler kontaktliste mailbox postfach",
}
"""What makes a word one of a part wherever it stands in it. German and Scandinavian words are long."""

WORDS: dict[Part, dict[str, str]] = {
    Part.LEAVE: {
        "en": "unsub unsubscri* unsuscri* unsubsri* optout deregister* delist* unsub* unscub* usubsc* ubsubsc* insubscri*",
        "de": "abmeld* abgemeld* abzumeld* abbestell* abzubestell* abbestellt austrag* auszutrag* ausgetragen werbewiderspruch*",
        "fr": "desabonn* desinscri* desabonnement",
        "es": "desuscri* desinscrib*",
        "it": "disiscri* disinscri* cancellami cancellatemi",
        "pt": "descadastr* desinscre*",
        "nl": "uitschrij* uitgeschreven afmeld* afgemeld",
        "pl": "wypis* wyrejestr* odsubskryb* rezygnuj* rezygnac* zrezygnow*",
        "sv": "avregistr* avprenumer* avanmal* avsag* avsluta*",
        "da": "afmeld* frameld* afmeldt opsig* udmeld* afregistr*",
        "no": "avmeld* avabonn* meldeav avslutt*",
        "ru": "отпис* отпиш*",
        "uk": "відпис* відпиш*",
        "cs": "odhlas* odhlais*",
        "hu": "leiratkoz* iratkozni leiratkoztat*",
        "ro": "dezabon*",
        "tr": "abonelikten aboneligi*",
        "el": "απεγγραφ* διαγραψτε διαγραφη",
        "fi": "peruuta*",
    },
    Part.REMOVE: {
        "en": "remove removing removal delete deletion deleting erase strike scratch scrub wipe clear expunge exclude purge rmv remv rmve",
        "de": "losch* geloscht entfern* streich* gestrichen herausnehm* rausnehm* herauszunehm* auszutrag* austrag* tilg* ausschliess* rauswerf* rausschmeiss* wegmach* rausmach*",
        "fr": "retir* supprim* enlev* effac* rayer rayez radi* otez oter sortez exclu* suppression* radiation biff* exclur*",
        "es": "elimin* borr* quit* retir* suprim* supresion saque* saquen sacar* saca* anul* baja remov* remuev* exclu* desvincul* bajenme",
        "it": "cancella* cancelli* rimuov* rimoz* rimoss* togli* tolg* elimin* depenn* espung* levatemi levami levate sopprim* esclud* levare",
        "pt": "remov* remoc* retir* exclu* apag* elimin* tira tire tirem tirar risque* risc* suprim*",
        "nl": "verwijder* schrap* wis wissen gewist weghal* delete*",
        "pl": "usun* wykresl* skasow* skasuj* kasow* skresl* wymaz* wyrzuc* wycof* wylacz*",
        "sv": "bort struk* stryk* radera* radering borttag* avfor*",
        "da": "fjern* slet slette sletning* stryg* slettet slettes",
        "no": "slett* stryk* fjern* bort",
        "ru": "удал* исключ* убер* убрать вычеркн* вычерк* сотр* отключ* сним*",
        "uk": "видал* вилуч* прибер*",
        "cs": "vymaz* odstran* smaz* vyrad* vyskrt*",
        "hu": "torol* torles* vegyen* vegyek* tavolits*",
        "ro": "sterg* elimin* scoate* scoateti",
        "tr": "cikar* sil silin siliniz silinmes* kaldir*",
        "el": "αφαιρ* διαγρα* σβησ*",
        "fi": "poista* poistakaa poistaa poistoa",
    },
    Part.TAKE: {
        "en": "take takes taken taking get drop keep strike leave pull cut kick",
        "de": "nehm* nimm genommen trag* meld* lass*",
        "fr": "sort* tir*",
        "es": "dar darme darnos dame denme deme den dadme damos",
        "nl": "neem nemen haal halen gehaald schrijf schrijven meld melden laat",
        "sv": "ta tag plocka",
        "da": "tag tage meld melde",
        "no": "ta meld melde",
        "ro": "scoate*",
        "it": "levat* leva",
    },
    Part.OFF: {
        "en": "off out",
        "de": "ab aus raus heraus runter herunter",
        "fr": "hors",
        "es": "baja",
        "nl": "uit af van weg",
        "sv": "bort ur",
        "da": "af ud vaek",
        "no": "av ut vekk fra",
        "ro": "afara",
    },
    Part.ON: {"de": "auf ein an hinzu", "nl": "op aan bij", "en": "on"},
    Part.NOT: {
        "en": "not no never neither dont wont nomore",
        "de": "nicht nichts nie niemals kein* keinerlei ungern nix nimmer",
        "fr": "ne n pas plus jamais aucun* rien inutile non",
        "es": "no nunca jamas ningun* nada sin tampoco",
        "it": "non mai nessun* niente basta neanche",
        "pt": "nao nunca jamais nenhum* nem nada sem",
        "nl": "niet geen nooit niets nee niks",
        "pl": "nie nigdy zadn* nic brak",
        "sv": "inte ej aldrig inga ingen inget icke nej",
        "da": "ikke aldrig ingen intet nej",
        "no": "ikke aldri ingen ikkje nei",
        "ru": "не нет никогда никаких нельзя больше ничего",
        "uk": "не ніколи ніяких більше",
        "cs": "ne nikdy zadn* uz neposil* nepis* nekontakt* nezasil* nechc* nepre* neprej* nezad* nevolej* neobtez*",
        "hu": "ne nem soha semmi* tobbe",
        "ro": "nu niciodata niciun* nici",
        "tr": "istemi* gondermey* yazmay* gondermeyin* etmeyin* atmayin* yollamay* aramay*",
        "el": "μη μην δεν ποτε",
        "fi": "ei en emme ala alkaa alkaapa enaa",
    },
    Part.STOP: {
        "en": "stop stops stopped stopping cease ceases quit desist discontinue halt refrain",
        "de": "stopp stoppen aufhor* aufzuhor* unterlass* einstell* einzustell* eingestellt unterbind* absehen abzusehen verzicht* schluss abstell* beend* vermeid* unterlas*",
        "fr": "halte stop* arret* cess* abstenir abstenez evit* stopp*",
        "es": "deje dejen deja dejar dejad pare paren parar parad cese cesen basta detenga* absten* absteng* stop evit* cesar cesad parar*",
        "it": "smett* basta fermat* cess* finit* finir* piantat* interromp* astener* astenga* stop evit* astenet* astieni*",
        "pt": "pare parem deixe deixem deixar cesse* chega interromp* abster* abstenha* stop evit* cess* parar*",
        "nl": "stop* ophoud* opgehouden hou houd staak* gestaakt afzien kap kappen bespaar* bespar*",
        "pl": "przesta* zaprzest* koniec dosc skoncz* powstrzym* stop zakoncz* zaprzesta* unika*",
        "sv": "sluta slutar upphor* stoppa avsta stopp undvik*",
        "da": "stop stoppe hold ophor* undlad* lad stands drop undga ophold holde",
        "no": "stopp stoppe slutt slutte hold unnga unnlat* stans* kutt opphor* holde",
        "ru": "прекрат* перестан* хватит довольно остановит* воздерж* стоп завязывайте избав* завяз* перестат*",
        "uk": "припин* перестан* досить годі",
        "cs": "prestan* ukonc* zastav*",
        "hu": "hagyj* hagyd fejezz* szunt* alljon*",
        "ro": "incet* opri*",
        "tr": "birak* durdur* kes kesin",
        "el": "σταματ* παψτε",
        "fi": "lopet* lopettakaa",
    },
    Part.WRITE: {
        "en": "email emailing mailing mail write writing contact contacting contacted message messaging spam* bother* reach hear hearing communicat* solicit* follow pester* hound* harass* pitching emailed disturb* bug* nag* annoy* ping approach* badger* nudg* chas* correspond* hassl* reaching reached hitting",
        "de": "schreib* anschreib* anzuschreib* angeschrieb* kontaktier* anmailen mailen belastig* behellig* zuspam* horen anruf* ansprech* kontaktiert anmail* zumull* bombardier* nerv* meld*",
        "fr": "ecri* contact* sollicit* relanc* derang* demarch* importun* harcel* spam* embet* emmerd* bombard* inond* prospect* joindre insist* reven* revien*",
        "es": "escrib* contact* molest* comuni* insist* llam* acos* bombarde* fastidi* spam*",
        "it": "scriv* riscriv* contatt* ricontatt* disturb* importun* spamm* bombard* assill* scocci* insist* chiam*",
        "pt": "escrev* contat* contact* perturb* incomod* importun* chatei* spam* bombarde* abord* insist*",
        "nl": "mailen mailt schrijf schrijven contact* gecontact* benader* lastigvall* lastiggevallen aangeschreven aanschrijv* horen gemaild spamm* storen stoor bellen",
        "pl": "pisa* pisz* kontakt* niepoko* nekac* spamow* mailow* zawraca* dzwon* mecz* spamuj*",
        "sv": "skriv* mejla* maila* kontakta* hora hor stora* ringa ring besvar* spamm* insist*",
        "da": "skriv* maile kontakt* hore henvend* forstyr* ring* spam* gener* plag*",
        "no": "skriv* maile kontakt* hore henvend* forstyr* ring* plag* mas mase masing spam*",
        "ru": "пиш* писа* беспоко* связыва* контакт* звон* тревож* надоеда* спамит* слыш*",
        "uk": "пиш* писа* турбу* контакт*",
        "cs": "pis* kontakt* obtez* nepis* nekontakt* neobtez* oslov*",
        "hu": "irj* irni keres* levelez* zaklat*",
        "ro": "scri* contact* deranj*",
        "tr": "yaz* ulas* rahatsiz yazmay* aramay*",
        "el": "γραφ* επικοινων* ενοχλ*",
        "fi": "kirjoit* yhteyt* hairi* lahestyk*",
    },
    Part.SEND: {
        "en": "send sending sends sent receiv* get getting",
        "de": "schick* geschickt zuschick* zuzuschick* send* zusend* zuzusend* zugesandt bekomm* erhalt*",
        "fr": "envoy* envoi* recev* recoi*",
        "es": "envi* mand* recib*",
        "it": "invi* mand* ricev* spedi*",
        "pt": "envi* mand* receb*",
        "nl": "mail stuur sturen gestuurd toestur* toegestuurd ontvang*",
        "pl": "wysyl* wysla* przesyl* przysyl* otrzym* dostaw* slij* slac przysla*",
        "sv": "skicka* fa far ha motta*",
        "da": "send* mail modtag* fa far have",
        "no": "send* motta* fa far ha",
        "ru": "присыл* присла* отправ* получа* шлит* слать высыл* высла* шли",
        "uk": "надсил* присил* відправ* отриму*",
        "cs": "posil* posl* zasil* dostav* neposil* nezasil*",
        "hu": "kuld* kap*",
        "ro": "trimit* trimet* prim*",
        "tr": "gonder* gondermey* almak",
        "el": "στελν* στειλ* ξαναστ* λαμβαν*",
        "fi": "laheta* lahettak* lahettami* vastaanot* saada",
    },
    Part.MAILS: {
        "en": "email emails mail mails message messages newsletter* correspondence communication communications solicitation* spam mailings mailing marketing offers contact follow ups followups outreach",
        "de": "mail mails email emails nachricht nachrichten werbung werbe* newsletter* post zuschrift* zusendung* werbemail* kontakt kontaktaufnahme* anfragen angebot* anschreiben schreiben rundmail* spam mailings nachfass* follow erinnerung*",
        "fr": "mail mails mel email emails courriel* courrier* message messages newsletter* sollicitation* publicit* pub relance* demarchage* infolettre* communication* offre offres",
        "es": "oferta* propuesta* correo correos mail mails email emails mensaje* comunicacion* publicidad boletin* newsletter* spam seguimiento*",
        "it": "mail mails email emails messagg* comunicazion* pubblicit* newsletter* posta spam offerte proposte sollecit* follow",
        "pt": "mail mails email emails mensage* comunicac* publicidade newsletter* correio spam proposta* oferta* seguimento*",
        "nl": "mail mails email emails mailtje* mailtjes bericht berichten reclame nieuwsbri* newsletter* post correspondentie aanbieding* opvolg*",
        "pl": "mail maile maili mailem mailow email emaili emaile wiadomosc* korespondencj* newsletter* ofert* reklam* spam* e przypomnien*",
        "sv": "mejl mail mails email epost post utskick* meddelande* nyhetsbrev* reklam erbjudand* uppfolj* paminnels*",
        "da": "mail mails email emails epost besked* nyhedsbrev* reklame* henvendelse* markedsforing* tilbud* mails* mailene opfolg* rykker*",
        "no": "epost* tilbud* mail* email meldinger melding henvendelse* nyhetsbrev* reklame* post poster oppfolg* purring*",
        "ru": "письм* писем сообщен* рассылк* рассылок спам* реклам* предложен* емейл* имейл* мейл* напоминани*",
        "uk": "лист* листів повідомлен* розсилк* реклам* спам*",
        "cs": "mail maily mailu email emaily emailu zprav* newsletter* nabid* reklam* posta postu sdeleni*",
        "hu": "level* email* uzenet* hirlevel* reklam* megkeres*",
        "ro": "mail mailuri email emailuri mesaj* newsletter* e",
        "tr": "mail mailler* e posta eposta* mesaj* bulten* reklam*",
        "el": "μηνυμα* email emails mail mails ενημερωτικ* διαφημ*",
        "fi": "viest* sahkopost* posti* postia uutiskirj* mainos* meileja",
    },
    Part.ME: {
        "en": "me us my our myself i we im this",
        "de": "mich mir uns meine meiner meinen mein unsere unserer unser ich wir diese",
        "fr": "me m moi nous mon mes ma nos notre je cette",
        "es": "me nos mi mis nuestra nuestro conmigo nosotros",
        "it": "mi ci mio mia miei noi il me",
        "pt": "me nos meu minha meus nosso nossa comigo conosco connosco",
        "nl": "me mij ons mijn onze ik wij mn m'n",
        "pl": "mnie nas mi nam moj moja moje mojego mojej moich nasz nasze naszego mna nami nasza",
        "sv": "mig mej oss min mitt mina var jag vart vara",
        "da": "mig os min mit mine vores jeg vort",
        "no": "meg oss min mitt mine var jeg vart vare",
        "ru": "меня мне нас нам мой мою моя мои моего наш нашу я этот",
        "uk": "мене мені нас нам мій мою мої нашу",
        "cs": "me mi mne nas nam muj moji mou",
        "hu": "engem nekem cimem minket nekunk",
        "ro": "ma mi mie imi pe noi ne",
        "tr": "beni bana bize bizi adresimi",
        "el": "με μου μας εμενα",
        "fi": "minut minua minulle meille meidat minun meita",
    },
    Part.MORE: {
        "en": "again anymore more further longer future ever any additional another else anything",
        "de": "mehr wieder weitere* weiterhin weiteren kunftig* zukunft zukunftig* erneut nochmals derartig* solche* ihre",
        "fr": "plus davantage avenir desormais autre* nouveau encore vos",
        "es": "mas nuevamente futuro adelante otra sus vuelva* volver* seguir ya volv* vuelv*",
        "it": "piu ulterior* futuro altre ancora vostr* altro",
        "pt": "mais futuro novamente outr* seus volt*",
        "nl": "meer langer voortaan toekomst verder* nog weer jullie uw",
        "pl": "juz wiecej dalsz* kolejn* ponownie przyszlosc* przyszlosci takich panstwa",
        "sv": "mer fler langre igen framtiden fortsattningsvis vidare flera",
        "da": "mere flere laengere igen fremtiden fremover yderligere jeres",
        "no": "mer mere flere lenger lengre igjen fremtiden fremover ytterligere",
        "ru": "больше впредь дальше снова далее более опять ваши ваших",
        "uk": "більше надалі знову",
        "cs": "vice vic uz dalsi* znovu budoucn* nadale",
        "hu": "tobbe tobb tobbet tovabb* jovoben megint",
        "ro": "mai alte viitor continuare",
        "tr": "bir daha artik baska",
        "el": "αλλα ξανα πια πλεον",
        "fi": "enaa enempaa lisaa jatkossa",
    },
    Part.WANT: {
        "en": "want wish like care need desire interested would prefer rather wanna",
        "de": "mochte* will wollen wunsch* moecht* verzichte* bitte einverstanden gewunscht erwunscht",
        "fr": "souhait* veux veut voul* desir* aimerai* prefer*",
        "es": "quiero queremos quisier* deseo deseamos dese* gustaria interesa",
        "it": "voglio vogliamo vorrei desider* gradi* intend* interess*",
        "pt": "quero queremos desej* gostari* pretend*",
        "nl": "wil willen wens wensen wenst graag hoef stel prijs",
        "pl": "chce chcemy zycz* zgadzam zgod* prosz*",
        "sv": "vill onsk* vilja undanb* intresser* slippa",
        "da": "vil onsk* gider skal ma",
        "no": "vil onsk* gidder skal ma",
        "ru": "хочу хотим хотел* жела* согласен прошу интерес*",
        "uk": "хочу хочемо бажа* прошу",
        "cs": "chci chceme preji prosim nechci nechceme nepreji nepreju",
        "hu": "szeretn* kivan* akar*",
        "ro": "vreau doresc dorim vrem",
        "tr": "istiyor* istemiyor* isterim istemem",
        "el": "θελω θελουμε επιθυμω επιθυμουμε",
        "fi": "halua haluan haluamme halua",
    },
    Part.CONSENT: {
        "en": "consent* permission agree* subscrib* signed signup requested permitted",
        "de": "zugestimmt zustimm* einwillig* eingewilligt erlaub* angefordert einverstanden genehmigt",
        "fr": "accord autoris* consent* inscrit* souscri*",
        "es": "consentimiento autoriza* permiso suscri*",
        "it": "consenso autorizza* iscritt* richiesto",
        "pt": "autoriza* consent* permiss* inscrevi",
        "nl": "toestemming aangemeld ingeschreven",
        "pl": "zgod* zapisyw*",
        "sv": "godkan* samtyck* anmalt tillat*",
        "da": "samtyk* tillad* tilmeldt sagt godkend*",
        "no": "samtyk* tillat* godkjen* meldt sagt",
        "ru": "согласи* подписыва* разреш*",
    },
    Part.DECLINE: {
        "en": "decline",
        "de": "verzichte* erspar* lehne* ablehn* verbitte*",
        "fr": "refus* dispense*",
        "es": "rechaz*",
        "it": "rifiut*",
        "pt": "recus* dispens*",
        "nl": "weiger*",
        "pl": "odmawia*",
        "sv": "slippa slipper avboj* undvik*",
        "da": "slippe frabed* afviser",
        "no": "slippe frabe* avslar avviser",
        "ru": "отказ* откаж*",
    },
    Part.NEED: {
        "en": "need",
        "de": "notig brauch*",
        "fr": "besoin inutile peine",
        "es": "necesari* falta",
        "it": "bisogno serve necessari*",
        "pt": "precis* necessari*",
        "nl": "nodig hoeft hoef",
        "pl": "trzeba potrzeb*",
        "sv": "behov*",
        "da": "behov*",
        "no": "behov* trenger",
        "ru": "надо нужно",
    },
    Part.LISTS: {
        "en": "list lists database mailing crm records sequence cadence campaign distribution blast system systems mailinglist gdpr dsgvo rgpd lgpd rodo newsletter newsletters",
        "de": "verteiler* liste listen mailingliste* datenbank* adressliste* datenbestand* adressbestand* adressdaten* kartei kontakte system verteilerlist*",
        "fr": "liste listes base bases fichier* diffusion mailing* contacts",
        "es": "lista listas base bases registros difusion contactos",
        "it": "lista liste elenco elenchi database archivi* mailinglist contatti mailing",
        "pt": "lista listas base banco cadastro mailing contatos contactos",
        "nl": "lijst lijsten mailinglijst* bestand bestanden database verzendlijst* maillijst systeem",
        "pl": "listy liste lista bazy baze baza subskrypcj* mailing* mailingow*",
        "sv": "lista listan listor register registret sandlista* utskickslista* maillista* databas*",
        "da": "liste listen lister database mailingliste* maillist* kartotek",
        "no": "liste listen lister database* mailingliste* epostliste* register*",
        "ru": "списк* рассылк* баз* подписк*",
        "uk": "списк* розсилк* баз*",
        "cs": "seznam* databaz* rozesilk*",
        "hu": "lista* listarol adatbazis*",
        "ro": "lista listei baza",
        "tr": "liste* listenizden listeden veritaban*",
        "el": "λιστα* βαση",
        "fi": "lista* listalta rekister* postituslist* jakelu*",
    },
    Part.PLEASE: {
        "en": "please pls plz kindly now immediately asap today demand insist",
        "de": "bitte gerne sofort umgehend dringend fordere verlange",
        "fr": "svp merci prie veuillez plait priere immediatement exige demande",
        "es": "favor porfavor ruego rogamos agradec* solicito pido inmediata* ya exijo exigimos",
        "it": "favore prego pregher* cortesia gentilmente chiedo subito esigo pretendo immediata*",
        "pt": "favor gentileza peco solicito exijo",
        "nl": "graag alstublieft aub gelieve verzoek verzoeken gaarne vraag eis svp",
        "pl": "prosze prosimy zadam zadamy",
        "sv": "tack snalla vanligen kraver",
        "da": "tak venligst bedes kraever",
        "no": "takk vennligst krever",
        "ru": "пожалуйста прошу просим просьба требую",
        "uk": "прошу просимо ласка",
        "cs": "prosim prosime zadam",
        "hu": "kerem kerjuk kerek",
        "ro": "rog rugam",
        "tr": "lutfen rica",
        "el": "παρακαλω",
        "fi": "kiitos pyydan",
    },
    Part.ABLE: {
        "en": "can cannot cant could couldnt unable wont will would have has had haven hasn didn did does doesn isn wasn weren still already why unable failed",
        "de": "kann konnen konnte habe haben hat hatte wurde warum immer noch trotz* lasst funktioniert",
        "fr": "peux peut puis arrive reussi* ai avez toujours pourquoi encore impossible",
        "es": "puedo puede he han ha sigo sigue aun todavia",
        "it": "posso riesco ho avete ancora perche",
        "pt": "consigo posso tenho ainda ja",
        "nl": "kan kon lukt heb hebben nog waarom",
        "pl": "moge mozna dlaczego nadal wciaz",
        "sv": "kan kunde har fortfarande varfor",
        "da": "kan kunne har stadig hvorfor",
        "no": "kan kunne har fortsatt hvorfor",
        "ru": "могу можно почему получается",
    },
    Part.YOU: {"en": "you", "de": "sie du ihr", "fr": "vous tu"},
    Part.THIS: {
        "en": "this that it these those",
        "de": "das damit dies diese",
        "fr": "ca cela ces",
        "es": "esto esta eso",
        "it": "questo queste cio",
        "pt": "isso isto disto disso",
        "nl": "dit dat deze hiermee",
        "pl": "to tym tego",
        "sv": "detta det dessa sant",
        "da": "dette det disse",
        "no": "dette det disse sant",
        "ru": "это этого этих эти такое такого",
    },
    Part.OTHERS: {
        "en": (
            "attendee* waiting waitlist* guest* invite* invitee* participant* speaker* agenda calendar meeting call "
            "pilot beta release slack channel invoice* contract quote proposal colleague* boss wife husband assistant "
            "customer* client* users subscribers candidates lunch coffee dinner deal advantage look part time place "
            "care page clause paragraph section slide slides column row field item items previous earlier draft comment version"
        ),
        "de": "teilnehmer* warteliste* gasteliste* termin* einladung* kollege* kollegin* chef assistent* kunde* kunden demo webinar anzeige vertrag* rechnung* absatz angebot* anlage",
        "fr": "participant* attente invite* collegue* assistant* devis facture* contrat* reunion rdv",
        "es": "asistentes espera invitad* colega* companer* asistente reunion factura* contrato* presupuesto*",
        "it": "partecipant* attesa invitat* collega colleghi assistente riunione fattura* contratto preventiv*",
        "pt": "participante* espera convidad* colega* assistente reuniao fatura* contrato orcament*",
        "nl": "deelnemer* wachtlijst* gasten* collega* assistent* klant* vergadering* factuur contract offerte* station demo",
        "pl": "uczestni* oczekuj* gosci koleg* asystent* klient* spotkan* faktur* umow* wycen*",
        "sv": "deltag* vantelista* gastlista* kollega* chef assistent* kund* mote* faktura* avtal* offert*",
        "da": "deltag* venteliste* gaesteliste* kollega* chef assistent* kund* mode modet faktura* aftale*",
        "no": "deltak* venteliste* gjesteliste* kollega* sjef* assistent* kund* mote* faktura* avtale*",
        "ru": "участник* ожидан* коллег* помощник* клиент* встреч* счет* договор*",
    },
    Part.PERFORMED: {
        "en": "rate rates feature features button buttons page header flow function functions requests contacts users customers subscribers people handling support",
        "de": "rate raten quote funktion* seite button knopf kunden nutzer empfanger",
        "fr": "taux fonction* bouton page clients",
        "es": "tasa funcion* boton pagina clientes",
        "it": "tasso funzion* pulsante pagina clienti",
        "pt": "taxa func* botao pagina clientes",
        "nl": "functie* knop pagina klanten percentage",
    },
    Part.CLICK: {
        "en": "click here visit preferences below following bottom footer",
        "de": "klick* hier untenstehend*",
        "fr": "cliqu* ici",
        "es": "clic pulse aqui haga",
        "it": "clicca* clicchi qui",
        "pt": "clique clicar aqui",
        "nl": "klik hier",
        "pl": "klikn* tutaj",
        "sv": "klicka har",
        "da": "klik her",
        "no": "klikk her",
        "ru": "нажм* здесь ссылк*",
    },
    Part.THEY: {
        "en": "we they he she who i people customers users",
        "de": "wir er man kunden ich",
        "fr": "nous ils elles on je",
        "es": "nosotros ellos",
        "it": "noi loro",
        "nl": "wij we ze zij",
        "sv": "vi de",
        "da": "vi de",
        "no": "vi de",
        "ru": "мы они",
    },
}
