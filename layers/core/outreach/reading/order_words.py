"""The words by which exports say that somebody must not be written to: data, and nothing but data.

Each table holds texts by language, divided by semicolons. A text is one or more words in lower case, without accents
(`words_of` in `reading/order_signs.py` brings headers and cells into that form). A star at either end of a word
stands for any letters. Headers of HubSpot, Salesforce, Apollo, Pipedrive, Mailchimp, Brevo, listmonk, Ghost, Sendy,
Mailcoach, Klaviyo, ActiveCampaign, Shopify and ZeroBounce were looked up in public code and help pages.

To teach the import a word, add it here and a line to `tests/world/order_texts.py`.
"""

FORBIDDING = {
    "en": "dnc; hard soft bounce; soft hard bounce; hard or soft bounce; soft or hard bounce; hard soft bounces; nomail; noemail; nocontact; nomarketing; nonewsletter; unsub; unsubs; unsubscri*; opt out; opt outs; opts out; opted out; opting out; optout; optouts; optedout;"
    "*optout*; *optedout*; *unsubscri*; *donotcontact*; *donotemail*; *donotmail*; *donotsend*; *donotwrite*; do not disturb;"
    "bounced; bounces; bounce; hardbounce*; hardbounced; *bounced; bounced*; bouncing; spam; spammed; spamtrap; spam trap; spam report;"
    "complained; spam complaint; spam complaints; email complaint; email complaints; abuse report; blacklist*; blocklist*; block list; black list; blocked; denylist*; deny list;"
    "*blacklist*; *blocklist*; suppress*; *suppressed; suppression; quarantin*; globally ineligible; bad address; invalid email; invalid email address; email invalid; invalid mail; email address invalid; reported as spam; reported spam;"
    "email disabled; mail disabled; emails disabled; clean time; cleantime; exclusion list; do not use; robinson list;"
    "consent withdrawn; consent revoked; consent denied; consent refused; consent declined; withdrawn consent;"
    "revoked consent; withdraw consent; withdrawal of consent; consent withdrawal; opposed to marketing; right to object;"
    "right to be forgotten; to be forgotten; forget me; gdpr erasure; gdpr delete; remove me; removed from list;"
    "remove from list; stop emails; stop mailing; stop contact; never contact; off limits; undeliverable; returned mail; returned email; contact ban; bad email; bad mail; wrong email; dead email; bad email address; wrong email address; rejected email; invalid domain; reservation against; unmailable; uncontactable; possible trap; global suppression; abused; abuse complaint; marked as abuse; junked; erasure requested; objection to marketing",
    "de": "abgemeldet; abmeld*; *abmeldung*; *abmeldungen; abbestell*; *abbestellt; widersprochen; widerspruch*; *widerspruch;"
    "widerruf*; *widerruf; einwilligung widerrufen; einwilligung entzogen; einwilligung verweigert; ausgetragen; austrag*;"
    "gesperrt; gesperrte; sperre; *sperre; *gesperrt; *sperrliste; sperrliste; sperrvermerk*; sperrkennzeichen; sperrdatum; *sperrvermerk; werbeverbot;"
    "*werbeverbot; kontaktverbot; mailverbot; werbestopp; mailstopp; kontaktstopp; unzustellbar; ungultige email; ungultige e mail; rucklaufer*; hardbounce;"
    "robinsonliste; opt out liste; schwarze liste; spambeschwerde; geloscht auf wunsch",
    "fr": "desinscri*; desabonn*; *desinscri*; *desabonn*; opposition; oppose; rejete; rejetee; bloque; bloquee; liste noire;"
    "liste rouge; liste d opposition; retire de la liste; consentement retire; consentement refuse;"
    "refus de contact; stop pub; spam signale; adresse invalide",
    "es": "baja; dado de baja; dada de baja; de baja; darse de baja; bajas; rebotado; rebotada; rebote; rebotes; lista negra;"
    "bloqueado; bloqueada; excluido; excluida; lista robinson; consentimiento retirado; consentimiento revocado;"
    "cancelo suscripcion; suscripcion cancelada; desuscri*",
    "it": "disiscri*; *disiscri*; disiscritto; disiscritta; cancellato dalla lista; cancellata dalla lista; rimbalzat*; lista nera;"
    "bloccato; bloccata; consenso revocato; consenso negato; revoca consenso; opposizione; respinto",
    "nl": "uitgeschreven; uitschrijv*; afgemeld; afmeld*; afmelding; *afmelding; geblokkeerd; blokkeer*; zwarte lijst; bezwaar;"
    "opgezegd; geweigerd; toestemming ingetrokken; intrekking toestemming; reclameverbod; belmeniet; nietmailen",
    "pt": "descadastr*; cancelou inscricao; inscricao cancelada; cancelado da lista; subscricao cancelada; desinscri*; removido da lista;"
    "bloqueado; lista negra; rejeitado; devolvido; consentimento retirado; consentimento revogado; anulou subscricao",
    "pl": "wypisan*; wypis; rezygnacj*; zrezygnowal*; odsubskryb*; wyrejestrowan*; zablokowan*; czarna lista; odbity; odbite;"
    "sprzeciw; zgoda cofnieta; zgoda wycofana; wycofanie zgody; cofniecie zgody",
    "sv": "avregistrer*; avprenumer*; avanmal*; avbojt; sparrad; sparrat; sparr; *sparr; studsat; studsade; svartlist*;"
    "samtycke aterkallat; aterkallat samtycke; reklamsparr",
    "da": "afmeldt; frameldt; framelding; blokeret; sortlist*; afvist; samtykke trukket tilbage; robinsonlisten; spaerret",
    "no": "avmeldt; avmelding; reservert; reservasjon; blokkert; svartelist*; reservasjonsregister*; samtykke trukket",
    "fi": "peruut*; peruttu; *kielto; markkinointikielto; suoramarkkinointikielto; estetty; estolista; mustalla listalla; suostumus peruttu;"
    "poistettu listalta",
    "cs": "zakaz marketingu; zakaz kontaktu; zakaz zasilani; odhlasen*; odhlasit; odhlaseni; zablokovan*; blokovan*; nesouhlas; souhlas odvolan; odvolani souhlasu; cerna listina;"
    "nekontaktovat; neposilat; nepsat; nevolat a nepsat; odmitnut*",
    "sk": "odhlasen*; suhlas odvolany; nesuhlas; cierna listina; nekontaktovat; neposielat",
    "hu": "leiratkoz*; leiratkozott; letiltva; letiltott; feketelist*; hozzajarulas visszavonva; tiltott",
    "ro": "dezabon*; dezabonat; blocat; lista neagra; consimtamant retras",
    "hr": "odjavljen*; odjava; blokiran*; crna lista; privola povucena",
    "el": "απεγγραφη; διαγραφη απο λιστα; μαυρη λιστα; αποκλεισμενοσ; μην επικοινωνειτε; απεγγραφηκε; διεγραφη; διαγραφηκε",
    "ru": "отписан*; отписался; отписалась; отписка; отписались; заблокирован*; черныи список; отказ от рассылки; отказался; спам; отписки; чс; не беспокоить",
    "uk": "відписан*; відписався; відписка; заблокован*; чорнии список; відписки",
    "tr": "abonelikten cikti; abonelikten ayrildi; kara liste; engellendi; engelli liste; ret listesi; abonelikten cikma; iletisime gecmeyin; gonderilmesin; iletisim yasak; listeden cikarildi",
    "he": "הוסר; הוסרה; הסרה; הסר; הוסר מרשימה; הסרה מרשימה; הסר מרשימה; ביטל הרשמה; ביטול הרשמה; חסום; רשימה שחורה; לא לשלוח; אין לשלוח; אין ליצור קשר",
    "ar": "الغاء الاشتراك; الغى الاشتراك; ملغى الاشتراك; غير مشترك; محظور; القايمة السوداء; لا ترسل; لا تتصل; لا تراسل; عدم الاتصال; عدم الارسال",
    "ja": "*配信停止*; *配信不可*; *配信拒否*; *配信解除*; *購読解除*; *購読停止*; *登録解除*; *退会*; *送信不可*; *送信禁止*; *送信停止*; *受信拒否*; *オプトアウト*; *エラーメール*; *不達*; *バウンス*; *ブラックリスト*; *連絡不可*; *連絡禁止*; *メール不可*; *メール拒否*; *営業禁止*; *営業不可*",
    "zh": "*退订*; *退訂*; *取消订阅*; *取消訂閱*; *取消訂閲*; *退信*; *黑名单*; *黑名單*; *拒收*; *勿联系*; *勿聯繫*; *勿聯絡*; *勿发送*; *勿打扰*; *勿打擾*; *不接收*; *拒绝接收*; *拒絕接收*; *禁止发送*; *禁止联系*; *屏蔽*; *无效邮箱*; *無效郵箱*",
    "ko": "*수신거부*; 수신 거부; *구독취소*; 구독 취소; *구독해지*; 구독 해지; *반송*; *차단*; *블랙리스트*; *연락금지*; 연락 금지; *발송금지*; 발송 금지; *발송제외*; *수신철회*; *탈퇴*",
}
"""Texts that forbid, in a header and in a cell."""

FORBIDDING_VALUES = {
    "en": "disabled; cleaned; revoked; withdrawn; refused; declined; denied; objected; rejected; invalid;"
    "invalid email; invalid address; hard; complaint; complaints; abuse; remove; removed; out; stop;"
    " toxic; deceased;"
    "mailbox not found; erased; no longer with company; not deliverable; forbidden; prohibited; banned; impossible",
    "de": "widerrufen; verweigert; abgelehnt; entzogen; ungultig; verstorben; ausgeschlossen; beschwerde; deaktiviert; gestrichen; untersagt; verboten; unmoglich; nicht moglich; nicht gestattet",
    "fr": "retire; refus; refuse; refusee; revoque; invalide; decede; interdit; interdite; impossible",
    "es": "revocado; rechaza; rechazado; denegado; retirado; invalido; cancelado por el usuario; fallecido; prohibido; prohibida; imposible",
    "it": "revocato; negato; rifiutato; ritirato; non valido; deceduto; vietato; vietata; impossibile",
    "nl": "ingetrokken; afgewezen; onbestelbaar; ongeldig; overleden; verboden; onmogelijk",
    "pt": "revogado; recusado; negado; retirado; invalido; falecido; proibido; proibida; impossivel",
    "pl": "cofnieta; wycofana; odmowa; odrzucon*; niewazny; zmarl; zabronion*; zakazan*; niemozliwe",
    "sv": "aterkallat; nekat; ogiltig; avliden; forbjudet; forbjuden",
    "da": "trukket tilbage; afslaet; ugyldig; afdod; forbudt",
    "no": "trukket; avslatt; ugyldig; avdod; forbudt",
    "fi": "kielletty; kielsi; virheellinen",
    "cs": "odvolan*; odmitnuto; neplatny; zakazano",
    "hu": "visszavonva; ervenytelen",
    "ro": "retras; refuzat; invalid",
    "ru": "отозвано; отклонено; недеиствителен; запрещено; запрещен",
    "tr": "ret; reddedildi; iptal; gecersiz; yasak",
    "el": "ακυρο; ανακληθηκε",
    "he": "מסרב; בוטל",
    "ar": "مرفوض; غير صالح",
    "ja": "*拒否*; 不要; 希望しない; 無効; 不可",
    "zh": "拒绝; 拒絕; 不同意; 无效; 無效",
    "ko": "거부; 철회; 미동의; 무효",
}
"""Texts that forbid in a cell. A header that has them may be about anything."""

PERMITTING = {
    "en": "opt in; opts in; opted in; opting in; optin; optins; optedin; *optin; optin*; *optedin*; subscribed; *subscribed; subscribes; resubscribed; consent; consented; consents;"
    "*consent; accepts marketing; accepts email; accepts emails; accepts email marketing; accepts newsletter; accepts mail; accepts mails; accept marketing;"
    "wants newsletter; wants email; wants emails; wants mail; wants marketing; email permission; mail permission; marketing permission; marketing permissions; email permissions;"
    "permission; marketable; emailable; mailable; contactable; email ok; mail ok; mails ok; emails ok; e mail ok; marketing ok; ok to email; ok to mail; ok to contact; may we email;"
    "may we contact; can email; can contact; can be contacted; may contact; may email; allow email; allow emails; allow mail; allow marketing; allow contact; allowed; agreed to marketing; agrees to marketing; receive emails; receives emails; receive newsletter; receives newsletter;"
    "receive marketing; receives marketing; wish to receive; email enabled; mail enabled; emails enabled",
    "de": "einwilligung*; *einwilligung; zustimmung*; *zustimmung; eingewilligt; zugestimmt; angemeldet; newsletteranmeldung; anmeldung newsletter;"
    "einverstanden; einverstandnis*; *einverstandnis; kontakt erlaubt; werbung erlaubt; erlaubt; werbeerlaubnis; erlaubnis; *erlaubnis; darf kontaktiert werden;"
    "darf angeschrieben werden; abonniert; abonnent newsletter",
    "fr": "consentement; consentements; inscrit; inscrite; abonne; abonnee; accepte les emails; accepte newsletter; accepte; accepte de recevoir; autorisation;"
    "souhaite recevoir; optin email; autorise",
    "es": "consentimiento; suscrito; suscrita; suscripto; acepta; acepta publicidad; acepta marketing; acepta correos; autoriza; autorizacion; permite",
    "it": "consenso; consensi; iscritto; iscritta; accetta; accetta marketing; autorizzazione; acconsente",
    "nl": "toestemming; ingeschreven; aangemeld; akkoord; geabonneerd; mag gemaild worden; mag benaderd worden",
    "pt": "consentimento; inscrito; inscrita; subscrito; aceita; aceita receber; autoriza; autorizacao; assinante",
    "pl": "zgoda; zgody; zapisan*; subskrybent; wyrazil zgode; wyrazono zgode",
    "sv": "samtycke; samtycker; prenumererar; godkand; tillaten; tillatet",
    "da": "samtykke; tilmeldt; tilladt; tilladelse",
    "no": "samtykke; pameldt; tillatt; tillatelse",
    "fi": "suostumus; tilannut; lupa; *lupa; sallittu",
    "cs": "souhlas; prihlasen*; povoleno",
    "sk": "suhlas; prihlaseny",
    "hu": "hozzajarulas; feliratkozott; feliratkozva; engedelyezett",
    "ro": "consimtamant; acord; abonat; permis",
    "hr": "privola; suglasnost; pretplacen",
    "el": "συγκαταθεση; εγγεγραμμενοσ",
    "ru": "согласие; подписан; подписана; подписка активна; разрешено",
    "uk": "згода; підписании",
    "tr": "izin; onay; abone; izni; onayi; abone oldu",
    "he": "אישור דיוור; הסכמה; רשום; מאשר דיוור",
    "ar": "مشترك; موافقة",
    "ja": "*配信希望*; *配信許可*; *受信許可*; *購読中*; *オプトイン*; *配信中*",
    "zh": "*已订阅*; *已訂閱*; *订阅中*; *同意接收*; 未退订; 未退訂",
    "ko": "*구독중*; *수신동의*; 수신 동의",
}
"""Texts that permit, in a header and in a cell."""

PERMITTING_VALUES = {
    "en": "wanted; welcome; active; enabled; confirmed; granted; given; in; verified; valid; deliverable; soft bounce; soft bounced; soft; agreed; accepted; approved; reachable; regular; current; good; safe; fine; accepted email; express; implicit; correct; right; passed; pass; fine; live; usable; joined; running",
    "de": "erwunscht; gewunscht; aktiv; bestatigt; erteilt; gegeben; gultig; freigegeben; aktiviert; bestehend; korrekt; gut; bestanden; laufend; brauchbar; drin",
    "fr": "actif; active; confirme; confirmee; accorde; donne; valide; bon; bonne; correct; en cours",
    "es": "activo; activa; confirmado; otorgado; concedido; dado; valido; bueno; buena; correcto",
    "it": "attivo; attiva; confermato; concesso; dato; valido; fornito; buono; buona; corretto; corretta; giusta",
    "nl": "gewenst; actief; bevestigd; gegeven; verleend; geldig",
    "pt": "ativo; ativa; confirmado; concedido; dado; valido",
    "pl": "aktywny; aktywna; potwierdzon*; udzielona; wyrazona; wazny",
    "sv": "aktiv; bekraftad; givet; lamnat",
    "da": "aktiv; bekraeftet; givet; afgivet",
    "no": "aktiv; bekreftet; gitt",
    "fi": "aktiivinen; vahvistettu; annettu",
    "cs": "aktivni; potvrzeno; udelen",
    "hu": "aktiv; megerositett; megadva",
    "ro": "activ; confirmat; acordat",
    "ru": "активен; активныи; подтвержден; дано; активна; деиствителен",
    "uk": "активна; активнии",
    "tr": "aktif; gecerli",
    "el": "ενεργοσ; εγκυρο",
    "he": "פעיל; תקין",
    "ar": "نشط; صالح",
    "ja": "希望; 許可; 有効; 希望する; 必要",
    "zh": "同意; 有效; 允许; 允許",
    "ko": "동의; 허용; 유효",
}
"""Texts that permit in a cell."""

DOUBTFUL_VALUES = {
    "en": "not interested; no interest; uninterested; never subscribed; nonsubscribed; non subscribed; not subscribed yet; no consent; without consent; unconfirmed; not confirmed;"
    "pending double opt in; double opt in pending; pending opt in; pending consent; inactive subscriber; unengaged; opted in no; not asked; catch all; catchall; accept all; acceptall; catch all mail; disposable; disposable email; risky; do not know; unverifiable; none of the above; deactivated; suspended; junk; phone only; only phone; post only; only post; sms only; call only; calls only; text only; letter only; by phone only; by post only; only by phone; only by post",
    "de": "kein interesse; nicht interessiert; desinteressiert; keine einwilligung; ohne einwilligung; nicht bestatigt; unbestatigt; keine angabe zur einwilligung; nur telefon; nur telefonisch; nur post; nur per telefon; nur per post",
    "fr": "pas interesse; pas interessee; non interesse; sans consentement; pas de consentement; non confirme; aucun interet; telephone uniquement; telephone seulement; courrier uniquement",
    "es": "no interesado; no interesada; sin interes; sin consentimiento; no confirmado",
    "it": "non interessato; non interessata; nessun interesse; senza consenso; nessun consenso; non confermato",
    "nl": "niet geinteresseerd; geen interesse; geen toestemming; niet bevestigd; onbevestigd",
    "pt": "nao interessado; nao interessada; sem interesse; sem consentimento; nao confirmado",
    "pl": "niezainteresowan*; brak zainteresowania; brak zgody; bez zgody; niepotwierdzon*",
    "sv": "inte intresserad; ej intresserad; inget samtycke; obekraftad",
    "da": "ikke interesseret; intet samtykke; ubekraeftet",
    "no": "ikke interessert; ingen interesse; ikke samtykke; ubekreftet",
    "fi": "ei kiinnostunut; ei suostumusta; vahvistamaton",
    "cs": "nema zajem; bez zajmu; bez souhlasu; nepotvrzeno",
    "hu": "nem erdekli; nincs hozzajarulas",
    "ro": "neinteresat; fara consimtamant",
    "ru": "не интересно; не заинтересован; нет согласия; не подтвержден",
    "tr": "onay yok; izin yok",
    "uk": "не цікаво; немає згоди",
}
"""Texts in a cell that may be an order, or may not: a person must say."""

NEUTRAL = {
    "de": "widerrufsfrist; widerrufsbelehrung; widerrufsrecht; sperrfrist; sperrzeit; zustimmungsrate",
    "en": "blocked time; bounce house; bounce houses; bounce castle; bouncy castle; bounce pass; bounce back; road block; roadblock; consent banner; consent banners; webinar topic; webinar topics; soft bounce; soft bounces; soft bounced; softbounce; softbounces; softbounced; contact no; contact nos; mail no; email no; non marketing contact; list unsubscribe; bounce rate; bounce rates; website bounce rate; spam score; spam rate; complaint rate; unsubscribe rate;"
    "opened; clicked; delivered; replied; opens; clicks; open; click; sends; budget; revenue; spend; manager; head; director; employee; employees; consent mode; consent tool; consent management; consent manager; consent platform; payment blocked; payments blocked; blocked amount; blocked payments; spam filter; spam filters; spam folder; spam protection; mail stop; mail stop code; marketing qualified; sales qualified; permission level; permission levels; permission set; permission group; permission groups",
}
"""Texts in a header that is not about orders, whatever else it says."""

NEUTRAL_VALUES = "zero bounce; never bounce; de bounce; junk lead; junk leads; non marketing contact; non marketing contacts; non marketing; marketing contact"
"""Texts in a cell that look like an answer about consent and are none."""

NEGATIONS = {
    "en": "email no longer; mail no longer; contact no longer; address no longer; no; not; non; never; do not; don t; dont; does not; doesn t; must not; may not; should not; cannot; can t; no longer; no more; without; wants no; has not; is not; isn t; not to; not be; no further",
    "de": "kein; keine; keinen; keiner; keinerlei; nicht; nie; niemals; nicht mehr; keine weiteren; ohne; darf nicht; will nicht; wunscht keine; mochte keine",
    "fr": "pas; ne pas; ne plus; plus de; pas de; pas d; aucun; aucune; jamais; sans; n a pas; n est pas; ne veut pas; ne souhaite pas; refuse",
    "es": "sin; nunca; no desea; no quiere; ningun; ninguna",
    "it": "senza; mai; nessuna; nessun; non vuole; non desidera",
    "nl": "geen; niet; nooit; zonder; wil geen; niet meer",
    "pt": "nao; sem; nunca; nao deseja; nao quer",
    "pl": "nie; bez; brak; nigdy; nie chce",
    "sv": "inte; ej; ingen; inga; inget; aldrig; utan; vill inte; vill ej",
    "da": "ikke; ingen; intet; aldrig; uden; onsker ikke",
    "no": "onsker ikke; vil ikke; ingen",
    "fi": "ei; ei saa; ei enaa; ala; ilman; ei halua",
    "cs": "ne; bez; nikdy; neni; nechce",
    "hu": "nem; ne; nincs; soha; nelkul",
    "ro": "nu; fara; niciodata",
    "ru": "не; нет; без; никогда; больше не; не надо",
    "el": "μη; δεν; οχι; χωρισ; μην",
    "uk": "не; немає; без",
    "tr": "degil; hayir",
    "he": "לא; אין; אל",
    "ar": "لا; عدم; غير",
}
"""Words that turn the next one into its opposite."""

NEGATIONS_BEHIND = "nicht; niet; ikke; inte; ej; nicht mehr; niet meer"
"""Those of them that may stand behind: `kontakta inte`."""

MAIL = {
    "en": "email; emails; e mail; e mails; mail; mails; mailing; mailings; emailing; newsletter; newsletters; news letter; news letters; marketing; contact; contacts; contacted; contacting; message; messages; campaign; campaigns; communication; communications; promotion; promotions; promotional;"
    "advertising; adverts; offers; outreach; write; send; sending; sent; emailed; mailed; subscription; subscriptions; commercial; correspondence; solicitation; solicit; approach; drip; spamming; sequence; sequences",
    "de": "kontakt; kontakte; kontaktieren; kontaktiert; anschreiben; angeschrieben; anmailen; mailen; schreiben; senden; zusenden; werbung; werbe; werbemail; werbemails; werbliche; nachricht; nachrichten; newsletterversand; mailversand; versand; akquise; kaltakquise; ansprache; ansprechen; rundmail; rundschreiben; infomail; kontaktaufnahme; mailkontakt",
    "fr": "courriel; courriels; courrier; courriers; contacter; contacte; ecrire; envoyer; envoi; envois; publicite; pub; prospection; demarcher; demarchage; sollicitation; mailer; relancer; newsletters; messagerie",
    "es": "correo; correos; correo electronico; comunicacion; comunicaciones; contactar; contactado; escribir; enviar; envios; publicidad; boletin; boletines; molestar; mensajes",
    "it": "contattare; contattato; contatto; scrivere; inviare; invio; pubblicita; posta; messaggi; disturbare",
    "nl": "contacteren; contact opnemen; benaderen; mailen; schrijven; sturen; reclame; nieuwsbrief; nieuwsbrieven; aanschrijven",
    "pt": "contactar; contatar; contato; contacto; escrever; enviar; publicidade; mensagens; boletim; incomodar",
    "pl": "kontaktowac; kontakt; kontaktu; wysylac; pisac; mailowac; maili; wiadomosci; reklama; reklam; biuletyn; biuletynu; kontaktowac sie; marketingu; mailing",
    "sv": "kontakta; kontaktas; skicka; skriva; mejla; mejl; utskick; reklam; nyhetsbrev; epost; e post",
    "da": "kontakte; kontaktes; sende; skrive; maile; reklamer; reklame; nyhedsbrev; nyhedsbreve; henvendelser",
    "no": "kontakte; kontaktes; epost; e post; reklame; nyhetsbrev; markedsforing; henvendelser",
    "fi": "sahkoposti; sahkopostia; uutiskirje; uutiskirjetta; markkinointi; markkinointia; yhteydenotto; ota yhteytta; ottaa yhteytta; lahettaa; viesteja; postia",
    "cs": "emaily; posilat; psat; kontaktovat; zpravy; reklamu; reklama; novinky; newslettery; obchodni sdeleni; marketingu",
    "hu": "hirlevel; hirlevelet; kapcsolat; email kuldese; megkeresni; keresni",
    "ro": "contactati; contactat; trimite; mesaje; reclame; buletin",
    "ru": "писать; звонить и писать; контактировать; связываться; отправлять; письма; письмо; рассылка; рассылку; рассылки; реклама; почта; email; беспокоить",
    "el": "επικοινωνια; επικοινωνησετε; email; ενημερωτικο δελτιο; στελνετε; επικοινωνειτε",
    "uk": "писати; надсилати; листи; розсилка; розсилку; реклама; контактувати; турбувати",
    "tr": "eposta; e posta; bulten; iletisim; gonderme",
    "he": "דיוור; לשלוח; ליצור קשר; ניוזלטר; מייל",
    "ar": "البريد; رسايل; النشرة البريدية",
    "ko": "마케팅; 뉴스레터; 이메일; 메일",
}
"""Words for writing to somebody. With a negation they forbid; alone they say nothing."""

OTHER_CHANNELS = {
    "en": "sms; text; texts; texting; phone; phones; telephone; call; calls; calling; called; whatsapp; push; post; postal; letter; letters; direct mail; fax; faxes; mobile; voicemail; viber; messenger; facebook; linkedin; web push; inmail; in mail; linked in; whats app; you tube; hasoptedoutoffax; enrichment; cookie; cookies; tracking; catalog; brochure; donotcall; robocall; dial",
    "de": "telefon; telefonisch; anruf; anrufe; anrufen; brief; briefe; postalisch; postwerbung; handy",
    "fr": "telephone; appel; appels; appeler; courrier postal; telephonique",
    "es": "telefono; llamar; llamadas; llamada; movil",
    "it": "telefono; chiamare; chiamate; telefonico; cellulare",
    "nl": "telefoon; bellen; telefonisch; brief; sms",
    "pt": "telefone; ligar; chamadas; ligacoes; telemovel; celular",
    "pl": "telefon; dzwonic; telefoniczny; telefonicznie; listy",
    "sv": "telefon; ring; ringa; samtal; brev",
    "da": "telefon; ringe; opkald; brev",
    "no": "telefon; ringe; brev",
    "fi": "puhelin; soittaa; tekstiviesti",
    "cs": "telefon; volat; telefonicky; dopis",
    "hu": "telefon; hivni",
    "ro": "telefon; apel",
    "ru": "телефон; звонить; звонки; смс",
}
"""Ways of reaching somebody that are not e-mail."""

EMAIL_CHANNEL = "email; emails; e; mail; mails; emailing; mailing; newsletter; newsletters; courriel; courriels; correo; correos; epost; epostan; eposta; mejl; maile; maili; mailen; sahkoposti; sahkopostia; письма; почта; news"
"""Words that are about e-mail even beside another channel: `Email and SMS consent`."""

EVIDENCE = {
    "en": "ip; source; method; form; text; wording; version; useragent; user agent; document; proof; origin; channel; medium; provider; policy; template; reference",
    "de": "quelle; wortlaut; nachweis; formular; herkunft; kanal; fassung",
    "fr": "source; preuve; formulaire; origine; canal",
    "es": "origen; fuente; prueba; formulario",
    "it": "fonte; origine; prova; modulo",
    "nl": "bron; bewijs; formulier; herkomst; kanaal",
    "pt": "origem; fonte; prova; formulario",
    "pl": "zrodlo; dowod; formularz; pochodzenie",
    "sv": "kalla; bevis; formular",
    "da": "kilde; bevis; formular",
    "fi": "lahde; lomake",
    "cs": "zdroj; formular",
}
"""What is told about a consent and is none: `consent source`. About an opt-out it says that there was one."""

ASIDE = "url; urls; uri; link; links; token; hash; key; page; id; ids; language; rate; rates; score; percentage; percent; lien; liens; enlace; taux; tasa; tasso; taxa; quote; seite; pagina"
"""What everybody has, whatever they chose: `unsubscribe link`."""

STATUSES = "status; result; results; quality; validity; check; ergebnis; prufung; resultat; resultado; risultato; durumu; validation; verification; stage; statut; estado; stato; stav; tila; stan; statusz; статус; κατασταση; durum; stadium; fase; etapa; etape; stadio; phase; state of subscription"
"""Last words of headers whose cells are words for a state."""

LISTS = (
    "list; lists; list name; liste; listen; lista; listas; liste name; lijst; lijsten; segment; segments; segmente; segmento; tag; tags; label; labels;"
    "etikett; etiketten; etiquette; etiquettes; etiqueta; etiquetas; group; groups; gruppe; gruppen; grupo; grupos; gruppo; gruppi; groupe; groupes; groep; groepen; grupa; grupy; audience; audiences; sheet; sheet name; tab; worksheet; blatt; feuille; hoja; foglio; category; categories; kategorie; kategorien; categorie; categoria; kategoria; topics; interest; list memberships; lists names; stichworte; schlagworte"
)
"""Whole headers whose cells are names of lists, sheets and tags."""

ANSWERING = (
    "marketing; newsletter; newsletters; nieuwsbrief; nyhedsbrev; nyhetsbrev; uutiskirje; subscription; subscriber; subscribers; abo; abonnement; suscripcion; iscrizione; inscription; inscricao; subskrypcja; prenumeration; tilmelding; mailing; mailings; permission; werbung; werbe; reklame; reklam; publicidad; publicite; pubblicita; publicidade;"
    "gdpr; dsgvo; rgpd; rodo; lopd; lgpd; complaint; complaints; beschwerde; beschwerden; plainte; plaintes; queja; quejas; reclamo; klacht; skarga; privacy; datenschutz; legal basis; double opt; doi; boletin; hirlevel; рассылка; block; blocks; stop; sperr; lock; mailable; contactability; do not; preference; preferences; preferencia; einstellung; emailpreference; deliverability; consenting; auf dem laufenden; op de hoogte; keep informed; stay in touch; email confirmation; confirmation; remove; removed; exclude; excluded; exclusion; disabled; dnd; cancellato; cancellata; excluir; ausschluss; ausgeschlossen; exclu; exclue; uitsluiten; kontaktaufnahme; kontaktwunsch; deliverable; zustellbar; robinson; contactopname; prise de contact; mail stop; email stop; rundschreiben; infobrief; verteiler; infolettre; lettre d information; boletim; biuletyn; bulten; buletin; bulletin; zpravodaj; spravodaj; enews; e news; ezine; mailing list; подписка; подписку; розсилка; ενημερωτικο δελτιο; διαγραφη; abonelik; iys; דיוור; ניוזלטר; רשימת תפוצה; النشرة; الاشتراك; اشتراك; *配信*; *メルマガ*; *購読*; *メール希望*; *送信可*; *受信可*; *订阅*; *訂閱*; *接收*; *수신*; *구독*; *뉴스레터*; catch all; catchall; accept all; acceptall"
)
"""Words in a header that make one think of consent. Alone they ask for nothing unless the cells look like answers."""

FILLING = {
    "en": "of; from; the; to; for; all; any; has; have; is; was; been; be; by; at; on; in; out; via; with; and; or; a; an; this; these; their; they; you; us; we; our; me; i; please; again; ever; further; more; marked; as; set; flag; flagged; yes; indicator; date; dates; datetime; time; timestamp; day; when; since; last; latest; first; recent; reason; reasons; cause; type; detail; details; count; number; num; total; global; globally; hs; sfdc; crm; person; people; member; members; lead; leads; user; users; customer; customers; subscriber; subscribers; recipient; account; address; addresses; hard; soft; double; single; confirmed; status; state; data; list; lists; audience; export; exported; import; campaign title; title; name; field; value; updated; created; added; changed; utc; gmt; eu; gdpr; legal; general; default; current; currently; explicit; privacy; b2b; info; information; enum; box; checkbox; tick; ticked; c; hsemail; active; now; permanently; permanent; was; s; d; t; primary; work; business; optional; bool; boolean; system; auto; automatic; automatically; manual; manually; note; notes; complete; completely; completed; records; file; csv; xlsx; final; copy; new; old; backup; mc; aggregated; given; granted; received; obtained; marketing*; gave; marketingov*",
    "de": "von; vom; fur; fuer; der; die; das; den; dem; des; am; im; in; an; zu; zur; zum; bei; per; und; oder; aus; auf; mit; uber; alle; allen; aller; alles; bitte; datum; zeitpunkt; zeit; grund; art; anzahl; wegen; ist; wurde; hat; seit; ja; kennzeichen; merkmal; kunde; kunden; person; personen; empfanger; adresse; adressen; elektronische; dsgvo; werblich; noch; erhalten; mochte; werden; sein; am um; letzte; erste; daten; liste; export; verteiler; wird; mehr; uns; sie; ihn; dauerhaft; verschicken; schicken; abonnenten; abonnent; datenverarbeitung; datenschutz; personenbezogener; zusendung; speicherung; erteilt; liegt; vor",
    "fr": "de; des; du; d; l; la; le; les; a; au; aux; par; pour; en; et; ou; sur; date; motif; raison; heure; tous; toutes; svp; merci; client; clients; contact; est; cette; personne; rgpd; liste; par email; nous; lui; membre; plus; adresse; recevoir; mes; vos; son",
    "es": "de; del; la; el; los; las; en; por; para; a; al; y; o; fecha; motivo; razon; hora; todos; todas; favor; cliente; clientes; es; esta; rgpd; lista; se; usuario; le; mas; con; recibir; su",
    "it": "di; del; della; dei; delle; da; dal; dalla; in; per; a; al; alla; e; o; il; lo; la; i; gli; le; data; motivo; ora; tutti; tutte; favore; cliente; clienti; gdpr; lista; utente; piu; essere; ricevere; prego; si",
    "nl": "van; voor; de; het; een; in; op; per; door; en; of; aan; datum; reden; tijd; alle; aub; klant; klanten; is; avg; lijst; via; deze; persoon; meer; te; worden",
    "pt": "de; do; da; dos; das; em; por; para; a; o; os; as; e; ou; data; motivo; razao; hora; todos; todas; favor; cliente; clientes; lgpd; rgpd; lista; mais; com; receber; no; na",
    "pl": "z; ze; na; do; od; w; o; i; lub; dla; data; powod; czas; prosze; klient; klienci; rodo; lista; przez; wszystkich; wiecej; sie; handlow*; danych; przetwarzanie; osobowych; na newsletter; elektroniczna; droga",
    "sv": "av; fran; for; pa; i; och; eller; till; via; datum; orsak; tid; alla; kund; kunder; gdpr; lista; den; mer; personen; tack; att; far; bli",
    "da": "af; fra; for; pa; i; og; eller; til; via; dato; arsag; tid; alle; kunde; kunder; gdpr; liste; den; mere; at; tak; ma",
    "no": "av; fra; for; pa; i; og; eller; til; via; dato; arsak; tid; alle; kunde; kunder; mer; mot; skal; ma; vaer; sa; snill",
    "fi": "ja; tai; pvm; paivamaara; syy; aika; kaikki; asiakas; gdpr; lista; listalta; kiitos; saa; tilaus; tilauksen",
    "cs": "z; ze; na; do; od; v; o; a; nebo; pro; datum; duvod; cas; prosim; zakaznik; gdpr; seznam; vsech; si; s; se; zasilanim",
    "hu": "a; az; es; vagy; datuma; datum; oka; ido; lista; kerem; listarol",
    "ro": "de; la; din; pentru; si; sau; data; motiv; lista; cu; va; rog",
    "ru": "от; из; на; в; и; или; по; с; для; дата; причина; время; список; пожалуиста; всех; больше; нам; ему; еи; маркетинг",
    "el": "απο; ημερομηνια; και; για; το; τη; την",
    "uk": "від; з; на; дата; причина; і; або; будь; ласка; більше",
}
"""Words that change nothing about what the others say."""

YES = "yes; yes please; ja bitte; y; true; t; 1; x; on; ok; okay; checked; ja; j; jep; wahr; richtig; oui; o; vrai; si; s; verdadero; vero; sim; verdadeiro; waar; tak; prawda; sand; sandt; sann; sant; kylla; k; tosi; ano; pravda; igen; igaz; da; adevarat; ναι; да; так; evet; true 1; 1 0; はい; 有; 済; する; 可; 是; 예; 네; כן; نعم; נכון; jah; taip"
NO = "no; no thanks; no thank you; nein danke; non merci; no gracias; no grazie; nee dank je; nee bedankt; nao obrigado; nie dziekuje; nej tak; nej tack; nei takk; ei kiitos; ne dekuji; n; false; f; 0; 00; off; nein; falsch; non; faux; nee; nao; falso; onwaar; nie; falsz; nej; nei; falskt; falsk; usann; ei; epatosi; ne; nepravda; nem; hamis; nu; fals; οχι; нет; ні; hayir; unchecked; いいえ; しない; 未; 否; 不是; 아니오; 아니요; לא; لا; nope"
NOTHING = "null; nil; brak; nan; undefined; empty; leer; vide; blank; n a; na; nat; n d; n v t; k a; s o; not applicable; not available; unavailable; not set; not specified; no value; no data; no date; nicht vorhanden; nicht zutreffend; nicht gesetzt; entfallt; sans objet; non applicable; non renseigne; no aplica; no disponible; non applicabile; non disponibile; niet van toepassing; nao aplicavel; nao se aplica; nie dotyczy; ej tillampligt; ikke relevant; nincs; нету; немає; yok; 해당없음"
"""Words for `nothing is said here`."""

NEVER = "never; none; nothing; no one; nie; niemals; nichts; keine; keiner; kein; jamais; aucun; aucune; rien; nunca; ninguno; ninguna; nada; mai piu; niente; nessuno; nessuna; nooit; niets; geen; nenhum; nenhuma; nigdy; zadne; aldrig; ingen; inget; ei koskaan; ei mitaan; nikdy; zadny; soha; semmi; niciodata; nimic; niciunul; nikada; nista; никогда; ничего; ніколи; нічого; ποτε; κανενα; asla; hicbir zaman; なし; 無し; 無; 无; 从未; 從未; 没有; 없음; אף פעם; אין; ابدا; لا يوجد"
"""Words for `there is none`, and for `it never happened`: where somebody may choose, they are a choice."""

VERIFYING = "mailbox; verify; reoon; clearout; email quality; email check; email validity; email result; email verification; email validation; verification result; validation result; zerobounce; neverbounce; kickbox; millionverifier; bouncer; debounce; emailable; verifalia; emaillistverify; zb; nb result; nb status; mv result"
"""Words in a header that, beside one for a state, make its cells the verdict of a tool that verifies addresses."""

OTHER_SUBJECTS = "payment; payments; invoice; invoices; order; orders; approval; application; vat; tax; contract; license; licence; shipping; shipment; parcel; delivery; ticket; task; deal; opportunity; call; meeting; insurance; credit; kyc; phone; website; domain; linkedin; quote; proposal; visa; loan; claim; background; zahlung; rechnung; bestellung; vertrag; antrag; lieferung; paiement; facture; commande; contrat; pago; factura; pedido; contrato; pagamento; fattura; ordine; contratto; betaling; factuur; bestelling"
"""Words in a header that, without a word for mail, make a state that of something else: `Payment status`."""

EVENTS = "sent; not sent; not yet sent; delivered; opened; unopened; clicked; replied; no reply; queued; scheduled; draft; new; in progress; processing; processed; contacted; not contacted; not yet contacted; completed; done; versendet; gesendet; zugestellt; geoffnet; geplant; neu; envoye; ouvert; clique; livre; nouveau; enviado; entregado; abierto; nuevo; inviata; inviato; consegnata; consegnato; aperta; verzonden; geopend; wyslano; dostarczono; skickat; sendt; doruceno; odeslano; отправлено; доставлено; gonderildi"
"""Whole cells that say what happened to a mail, and nothing about whether it is wanted."""

UNCLEAR = "unknown; unclear; unsure; not sure; not known; maybe; perhaps; pending; tbd; tbc; tba; to be confirmed; to be checked; to check; unbekannt; unklar; vielleicht; offen; zu klaren; zu prufen; inconnu; inconnue; peut etre; en attente; a verifier; desconocido; desconocida; quizas; pendiente; por confirmar; sconosciuto; mai; forse; in attesa; da verificare; onbekend; misschien; in behandeling; desconhecido; desconhecida; talvez; pendente; nieznany; nieznane; byc moze; okand; kanske; ukendt; maske; ukjent; kanskje; tuntematon; ehka; neznamy; neznamo; mozna; ismeretlen; talan; necunoscut; poate; неизвестно; возможно; невідомо; можливо; αγνωστο; ισωσ; bilinmiyor; belki; beklemede; 不明; 未定; 確認中; 未知; 不详; 不詳; 待确认; 待確認; 미정; 불명; 확인중; לא ידוע; אולי; غير معروف; ربما"
"""Words for `nobody knows`. Where anything but no is an order, a person must say what they mean."""

ENDED = "refuses; refused to; fail; failed; fails; undelivered; not delivered; delivery failed; nicht zugestellt; fehlgeschlagen; non livre; echoue; no entregado; non consegnato; niet bezorgd; bad; wrong; dead; broken; poor; faulty; incorrect; obsolete; outdated; defunct; closed; left; quit; gone; halted; dropped; discontinued; barred; junk; unusable; ko; tot; falsch; fehlerhaft; schlecht; veraltet; defekt; kaputt; unbrauchbar; aus; raus; abgeschaltet; gestoppt; eingestellt; stillgelegt; nicht bestanden; durchgefallen; mauvais; mauvaise; faux; errone; erronee; arrete; arretee; termine; inactif; inactive; hs; malo; mala; erroneo; erronea; incorrecto; parado; parada; inactivo; inactiva; errato; errata; sbagliato; sbagliata; fermato; cessata; cessato; inattivo; errado; errada; ruim; encerrada; encerrado; inativo; inativa; fout; slecht; gestopt; inactief; beeindigd; bledny; zly; martwy; nieaktywny; felaktig; trasig; stoppet; forkert; feil; virheellinen; rikki; chybny; nefunkcni; ukoncen; neaktivni; hibas; rossz; gresit; oprit; neveran; неверныи; остановлена; выключена; невірнии; hatali; yanlis; bozuk; pasif; エラー; 失敗; 失败; 错误; 오류; 실패; cancelled; canceled; cancelled by user; ended; expired; lapsed; paused; stopped; terminated; inactive; gekundigt; beendet; abgelaufen; storniert; pausiert; annule; annulee; resilie; expire; suspendu; cancelado; cancelada; anulado; terminado; vencido; caducado; annullato; annullata; scaduto; sospeso; geannuleerd; beeindigd; verlopen; anulowano; anulowana; zakonczona; wygasla; avslutad; uppsagd; opsagt; avsluttet; oppsagt; paattynyt; zruseno; zrusena; ukonceno; lemondva; anulat; отменена; отменен; прекращена; скасована; скасовано; iptal edildi; sona erdi; ακυρωθηκε; 停止; 停止中; 解除; 解除済; 中止; 取消; 已取消; 해지; 취소; 중지; מבוטל; ملغى; متوقف"
"""Words for `it is over` and for `it is bad`. Where the question is consent, a person must say what they mean."""

DOUBTFUL_HEADERS = "dnm; objection; objections; objection date; stop date; stopped at; stopped on; deactivated; deactivated at; deactivation date; suspended at; suspended on; suspension date; removal date; removed at; removed on; removal requested; excluded since; exclusion date; complaint date; erasure; erasure request; erasure date; erased at; deletion requested; deletion request; date of death"
"""Texts in a header that may be about an order, whatever the column says: it is asked about wherever it is not empty."""

REACHING = "verified; valid; deliverable; reachable; works; working; alive; exists; wanted; welcome; desired; usable; active; gultig; zustellbar; erreichbar; erwunscht; gewunscht; aktiv; funktioniert; valide; joignable; souhaite; actif; valido; valida; activo; attivo; attiva; raggiungibile; gewenst; geldig; actief; bereikbaar; ativo; wazny; aktywny; giltig; gyldig; onsket; toimiva; platny; aktivni; ervenyes; aktif; gecerli; деиствителен; деиствующии; активен"
"""Words in a header that ask, beside a word for mail or an address, whether mail arrives or is wanted: `Email valid`."""

PAST = "has; number; count; num; last; first; contacted; contacting; emailed; mailed; sent; sending; contacte; angeschrieben; kontaktiert; contactado; contattato; spamming; contact; contacts; campaign; campaigns; sequence; sequences; message; messages"
"""Words for mail that say what was done, or what there is, and not what is wanted."""

REACHING_ALONE = "exists; account exists; user exists; valid; is valid; reachable; is reachable; safe to send; is safe to send; safe; is safe; can be emailed; works; email; emails; e mail; e mails; mail; mails; can we email; can we mail; can we contact; may we mail; do we email; do we mail; do we mail them; do we email them; send mail; send mails; send email; send emails; send e mails; send us mail; receives mail; receives mails; receives email; gets mail; gets email; gets emails; mail it; mail them; email them; mailing ok; mail senden; mails senden; emails senden; mail schicken; bekommt mails; bekommt emails; anschreibbar; envoyer emails; envoyer email; recoit emails; enviar correos; enviar emails; recibe correos; inviare email; riceve email; mail sturen; ontvangt mail"
"""Whole headers that ask the same."""

ANSWERING_ALONE = "npai; nl; nl ok; nl opt; returned to sender; retour a l envoyeur; 送信エラー; disposable; is disposable; inbox full; mailbox full; full inbox; suspended; email suspended; deceased; dead; left company; left the company; no longer with company; has left; returned; reservations; ausgeschieden; verstorben; decede; fallecido; deceduto; overleden; falecido; zmarl; avliden; retired; is retired; im ruhestand; pensioniert; en retraite; retraite; jubilado; pensionato; gepensioneerd; aposentado"
"""Whole headers that make one think of a reason not to write. They ask for nothing unless the cells look like answers."""
