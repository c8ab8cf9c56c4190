"""Stems of the words by which a header asks whether somebody may be written to: data, and nothing but data.

They count only in headers without a word of an order (`reading/order_words.py`), and only together, as
`reading/order_subjects.py` says: no column is an order because of them, and only answers are asked about. So a stem may
be short. Each list holds stems of all languages, in the form of that other module.
"""

MAIL = (
    "*mail*; *newsletter*; *courriel*; *courrier*; *correo*; *nieuwsbrief*; *nyhetsbrev*; *nyhedsbrev*; *uutiskirje*; *hirlevel*; *письм*; *рассыл*; *розсил*; *メール*; *邮件*; *郵件*; *이메일*; *메일*;"
    "*epost*; *mejl*; *sahkopost*; posta; posty; postu; poszta*; почт*; пошт*; имеил*; емеил*; *邮箱*; *郵箱*; *信箱*; *メルマガ*; *subskry*; *prenumer*; subscri*; suscrip*; inscri*; iscriz*; odber*; abonn*; abonem*; abonam*; abbon*; *配信*; *订阅*; *訂閱*; *購読*; *구독*; *수신*; abo; abostat*; comms; ecomms; outreach; подписк*; підписк*; verteil*; *news mail*; mktg; mkt"
)
"""E-mail, newsletters, and the lists of those who get them."""

ADDRESS = (
    "address*; adress*; adres; adresa; adresu; adresy; direccion*; indirizz*; enderec*; osoite*; cim; cime; адрес*; διευθυνσ*; アドレス*; *地址*; *주소*;"
    "mailbox*; inbox*; postfach*; posteingang*; boite; casella; buzon; skrzynk*; schranka; ящик*"
)
"""What mail is sent to."""

OWNER = "recipient; user; empfanger; destinataire; destinatario; mottagare; modtager; ontvanger; odbiorca"
"""Whose address it is: mail servers say `User unknown`."""

CONTACT = (
    "contact; contacte; contactez; contacted; contacting; contacta*; contatt*; contat*; contato; contacto; kontakt*; контакт*; write; writing; mailed; emailed; approach*; *anspr*; anschreib*; angeschr*; schreib*; ecri*; scriv*; escrib*; escrev*; pisac; pisat; psat; писат*; писати; skriv*; schrijv*; aanschrijv*; benader*; touch; yhteytt*; tavoit*; iletisim*; kapcsol*; επικοινων*; *联系*; *聯繫*; *聯絡*; *接收*; *営業*; *案内*;"
    "info; infos; infopost*; inform*; informat*; news; novedad*; novita; novidad*; novin*; noved*; новост*; новин*; nouveaut*; nouvelles; neuigkeit*; nyheter*; nyhed*; uutis*; offers; offre*; ofert*; oferty; offert*; angebote*; aanbied*; *tilbud*; *erbjud*; nabid*; tarjou*; ajanlat*; предложен*; пропозиц*; акци*; προσφορ*; promo*; promos; updates; hear from; hearing from; from us;"
    "prospection; prospeccion; prospecao; demarch*; solicit*; advert*; *werb*; publicid*; publicit*; pubblicit*; pub; reklam*; *reklam*; реклам*; marketing*; comercial; comerciales; commercial*; commercial; commerciale*; komerc*; handlow*; comms; communicat*; comunic*; kommunik*; campaign*; campan*; kampan*; utskick*; mktg; mkt; *マーケ*; *마케팅*; *광고*; *广告*"
)
"""Writing to somebody, and what is written."""

OFFERS = (
    "may send; can send; contattabil*; kontaktierb*; contactab*; kontaktowaln*; offers; updates; promotion; promotions; promos; news; comms; ecomms; communications; ecommunications; infos; infopost; prospection; prospeccion; prospecao; demarchage;"
    "novedades; novita; novidades; novinky; новости; новини; nyheter; nyheder; uutiset; nabidky; oferty; ofertas; oferte; offerte; offres; nouveautes; angebote; neuigkeiten; aanbiedingen; tilbud; erbjudanden; tarjoukset; ajanlatok; предложения; пропозиціі; акции; προσφορεσ; *案内*; *営業*"
)
"""What is written to people, in a header that has nothing else: `Special offers`."""

OFFERED = f"{OFFERS}; may; can; send; special; product; third; party; parties; partner; partners; our; tips; and; latest; weekly; monthly; e; mail; commercial; commerciales; comerciales; commerciali; exclusive; personal"
"""The words that such a header may have."""

WISH = (
    "want*; wish*; would like; likes; likes to; may; can; could; should; ok; okay; fine; agree*; accept*; approv*; allow*; permit*; permis*; permission; perm; authori*; autori*; eligib*; willing; happy; please; keep; send; sends; stay*; get; gets; receiv*; interest*; consent*; yes no; include*; me; sign up; signup; signed up; subscribe; contact by; contact par; contact per; contact via; contact por; contacto por; contatto via;"
    "mocht*; *wunsch*; durf*; darf; *freigab*; freigegeb*; *erlaubt*; erlaub*; genehm*; zulass*; *zustimm*; einw; bitte; weiterhin; interess*; interes*; einlad*; dabei; ja nein;"
    "veut; veux; souhait*; accord; accord*; d accord; peut; peux; autoriz*; oui non; recoi*; recev*;"
    "desea*; quier*; acept*; acuerd*; puede*; recib*; si no; vuol*; desider*; accett*; permes*; puo; acconsent*; ricev*; dese*; quer; aceit*; pode; pode ser; receb*; sim nao; enviar; envio; envios; inviare; invio;"
    "wil; mag; akkoord; toegest*; toestem*; wens*; ontvang*; ja nee; hoogte; chce; chcesz; zgod*; zgadz*; mozna; moze; wysyl*;"
    "vill; far; tillat*; onsk*; ja tack; ja tak; ja takk; kan; vil; ma; tillad*; tillat*; saa; haluaa; lupa; *lupa; toivoo;"
    "smi*; lze; prej*; muze*; chci; zasil*; posil*; sme; sa moze; ker; keri; kert; enged*; szeret*; akar*; dorest*; vrea; poate; acord; zeli*; smij*; dopust*; moz*;"
    "хоч*; можно; можна; соглас*; согласн*; получ*; присыл*; отправл*; згод*; отрим*; надсил*; istiyor*; ister; istem*; izin*; izni; gonderil*; gecilebil*; edilebil*; onay*; θελ*; επιτρεπ*; συμφων*; συγκατ*;"
    "*希望*; *可否*; *許可*; *可*; *许可*; *同意*; *是否*; *동의*; *허용*; *수신*; *희망*"
)
"""That somebody wants it, or that it is allowed."""

FAULT = (
    "no such; no longer; invalid*; wrong*; bad; broken; dead; defunct; fault*; incorrect*; erron*; error*; fail*; nonexist*; inexist*; nonfunct*; obsolet*; outdat*; stale; expired; unusable; unreach*; fake; mistyp*; misspel*; typo*; unknown; problem*; reject*; returned; return; undeliver*; unverif*; unconfirm*; closed; disabled; came back; full; bounc*;"
    "falsch*; ungult*; fehler*; defekt*; kaputt; tot; veralt*; unbrauchb*; unbekannt*; unzust*; zuruck*; retour*; voll; unbestat*; mangelh*;"
    "mauvais*; faux; fausse*; perim*; erreur*; pleine; invalide*; mal; malo; mala; equivoc*; rechaz*; llena; errat*; sbagl*; scadut*; rifiut*; piena; errad*; incorret*; cheia;"
    "fout*; verkeerd*; onjuist*; ongeld*; kapot; terug; bledn*; zly; zle; niepraw*; nieaktual*; niewazn*; fel; felaktig*; ogilt*; trasig*; forkert*; fejl*; ugyldig*; feil*; vaara*; virhee*;"
    "neplat*; chybn*; nefung*; nefunk*; spatn*; neexist*; nespravn*; hibas*; rossz; ervenytel*; gresit*; eronat*; pogres*; neisprav*; nevazec*;"
    "неверн*; ошиб*; неправ*; недеиств*; мертв*; невір*; помилк*; недіис*; hatal*; yanlis*; gecersiz*; bozuk*; calismiyor; λαθοσ; λανθασμ*; ακυρ*; εσφαλ*;"
    "*無効*; *エラー*; *不正*; *无效*; *無效*; *错误*; *錯誤*; *失败*; *失敗*; *잘못*; *오류*; *무효*"
)
"""That something is wrong with an address."""

VALID = (
    "valid*; verif*; confirm*; deliverab*; delivers; reachab*; sendab*;"
    "gultig*; verifiz*; validier*; bestatig*; gepruft*; zustellb*; erreichb*; joignab*; entregab*; conferm*; recapit*; raggiung*; entregue*;"
    "geldig*; geverif*; bevestig*; gecontrol*; bereikb*; zweryf*; potwierdz*; prawidl*; wazny; wazna; doreczal*;"
    "giltig*; bekraft*; gyldig*; bekraeft*; bekreft*; vahvist*; tarkist*; overen*; platn*; potvrz*; potvrd*; ellenorz*; ervenyes*; meger*; provjer*;"
    "подтв*; провер*; деиств*; підтв*; перев*; діисн*; dogrula*; gecerli*; onayla*; επιβεβ*; εγκυρ*; επαληθ*;"
    "*有効*; *確認済*; *認証*; *验证*; *驗證*; *有效*; *인증*; *확인*; *유효*"
)
"""That an address was found to be right: a header may have nothing but such a word."""

WORKS = (
    "check; checked; correct*; works; work; working; usable; exist*; accepts; ok; okay; good; live; alive; real; current;"
    "korrekt*; pruf*; stimmt; funktion*; brauchb*; kommt; an; fonction*; marche; funcion*; corrett*; funzion*; corret*; klopt; werkt; popraw*; dziala*; fungerar; virker; toimi*; voimassa; funkc*; mukod*; ispravan*; ispravn*; работ*; существ*; прац*; calis*"
)
"""The same, if the header has a word for mail or an address beside it."""

FAULT_ALONE = "invalid*; unverif*; unconfirm*; undeliver*; unreach*; ungult*; unbestat*; unzust*; unerreichb*; inval*; ongeld*; niewazn*; ogilt*; ugyldig*; neplat*; ervenytel*; недеиств*; gecersiz*"
"""The same, in a header that has nothing but such a word."""

NOT_AROUND = "not; non; no; nicht; pas; ne; niet; nie; inte; ej; ikke; ei; nem; nu; не; di"
"""Words that may stand before one of `VALID`: `Not confirmed`."""

CHECKS = "mx; can connect; mxrecord*; smtp*; syntax*; regexp; mailbox*; inbox exists; inbox ok; postfach aktiv; safe to send; good to send; ok to send; send ok; sendable; accepted by server"
"""What is looked at when an address is verified."""

VERIFIERS = "zero bounce; never bounce; de bounce; million verifier; email list verify; brite verify; quick email verification; my email verifier; true mail; mail tester; use bouncer; zerobounce*; neverbounce*; kickbox*; millionverif*; bouncer; usebouncer; debounce; bouncify; emailable; verifalia; emaillistverify; reoon; clearout*; briteverify; quickemailverif*; qev; myemailverif*; truemail; mailtester; proofy; xverify; mailfloss; captainverify; captain verify; findymail; icypeas; dropcontact; snov; snovio; prospeo; enrow; anymailfinder; zb; nb; mv"
"""Tools that verify addresses, and the short names that they give their columns."""

AROUND = "is; was; been; has; been; flag; lead; contact; user; account; record; records; server; yes; no; ja; nein; oui; non; result; e; mail; email; emails; format; test; passed; found; outcome; status; by; tool; ist; wurde; est; es; ok; result"
"""Words that may stand beside one of `VALID` in a header that asks for nothing else: `Is verified`."""

WARES = "subscription box; subscription boxes; subscription business; subscription product; subscription products; subscription model; subscription service; subscription services; subscription company; subscription plan; has a newsletter; has newsletter; has own newsletter; publishes newsletter; publishes a newsletter; own newsletter; newsletter platform; newsletter software; runs newsletter; runs a newsletter; does email marketing; marketing team; marketing department; marketing agency"
"""What a company sells or has."""

BESIDE = "use; uses; using; used; mailchimp*; gmail*; hotmail*; mailgun*; mailjet*; mailerlite*; platform*; provider*; client; software; tool; tools; vendor*; free; role; type; found; source; topic; topics; publish*; sell; sells; box; boxes; business; invoice*; rechnung*; facture*; factura*; fattur*; statement*; receipt*; host*; server; finder; pattern; personal; generic; budget*; agentur; agency; agencies; property; properties; card; cards; register; team; discount*; sponsor*; author*; template*; download*; demo; demos; trial*; catch; confidence; match*; owner; ownership; signature*; guessed"
"""Words that make a word for mail one for something else: `Uses Mailchimp`, `Free email`."""

STATES = "flag; state; standing; verdict; outcome; condition; health; grade; rating; reputation; zustand; bewertung; qualitat; qualite; calidad; qualita; qualidade; statuut; kwaliteit; jakosc; etat; situacao; stare; состояние; состояния; allapot; kvalita; *状態*; *状況*; *状态*; *狀態*; *상태*"
"""Words for a state that `STATUSES` leaves to others: they count beside a word for mail only."""

PART_OF = "sub status; sub state; substatus; substate; sub statuses"
"""The state of a subscription, or a part of some other state: only what looks like an answer is asked about."""

ARRIVALS = (
    "delivery status; delivery state; delivery result; delivery outcome; zustellstatus; zustellungsstatus; statut de livraison; statut de remise; estado de entrega; stato di consegna; status doreczenia; leveransstatus; leveringsstatus; bezorgstatus;"
    "list status; list state; list member status; list membership status; listenstatus; last email status; last e mail status; last mail status; last email state; last email outcome; last mail result; last mail outcome; last send status; last delivery status; send status; sending status; sendestatus"
)
"""What became of a mail, or of a place on a list, unless it is a parcel or another list: only an answer is asked about."""

CHOICES = "preference*; preferred; frequency; often; haufigkeit; frequenz; frequence; frecuencia; frequenza; frequencia; frequentie; praferenz*; preferenc*; preferenz*; voorkeur*; communications; comms; bevorzugt*"
"""Words for how, or how often, somebody wants to hear from us: `never` is an answer there."""
