"""What servers say of a recipient and of a sender in languages other than English.

Each row is a language: its words for a recipient, what makes it unknown or closed, its words for a sender, what is
refused of it, what says that a mailbox is full, and what speaks of spam, blocks and policies. A recipient and what is
said of it stand close together, in either order.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

from dataclasses import dataclass

from outreach.domain.patterns import any_of

_NEAR = r"[^.;:!\n。]{0,60}?"


@dataclass(frozen=True, slots=True)
class _Language:
    recipient: tuple[str, ...]
    gone: tuple[str, ...]
    sender: tuple[str, ...]
    full: tuple[str, ...]
    blame: tuple[str, ...]
    alone: tuple[str, ...] = ()
    """What says that a recipient does not exist without naming it in these words."""


_LANGUAGES = {
    "de": _Language(
        (r"benutzer", r"nutzer", r"empf[äa]nger", r"adressat", r"adresse", r"postfach", r"mailbox", r"konto", r"teilnehmer", r"user", r"account", r"domain", r"domäne"),
        (r"unbekannt", r"nicht bekannt", r"nicht gefunden", r"nicht vorhanden", r"existiert (?:leider )?nicht", r"existieren nicht", r"gibt es (?:hier )?nicht", r"nicht mehr (?:g[üu]ltig|aktiv|existent|vorhanden)", r"ung[üu]ltig", r"deaktiviert", r"gesperrt und gel[öo]scht", r"gel[öo]scht", r"geschlossen", r"wurde nicht gefunden"),
        (r"absender(?:adresse|domain|domäne)?", r"sender"),
        (r"postfach (?:ist )?(?:voll|[üu]berf)", r"speicherplatz", r"(?:mailbox|konto) (?:ist )?(?:voll|[üu]berf)", r"kontingent"),
        (r"abgelehnt", r"gesperrt", r"verweigert", r"richtlinie", r"blockiert", r"verboten"),
        (r"unbekannte[rns]? (?:benutzer|nutzer|empf[äa]nger|adress|postfach|mailbox|user|domain)", r"kein (?:solcher|g[üu]ltiger) (?:benutzer|empf[äa]nger)", r"kein (?:solches )?postfach"),
    ),
    "fr": _Language(
        (r"utilisateur", r"destinataire", r"adresse", r"bo[iî]te", r"compte", r"usager", r"abonn[ée]", r"domaine"),
        (r"inconnu", r"n'existe (?:pas|plus)", r"introuvable", r"pas trouv[ée]", r"inexistant", r"invalide", r"d[ée]sactiv", r"supprim[ée]", r"ferm[ée]", r"archiv[ée]e?", r"non reconnu", r"n'a pas [ée]t[ée] trouv", r"plus valide", r"non valide"),
        (r"exp[ée]diteur", r"[ée]metteur"),
        (r"bo[iî]te[^.;\n]{0,40}pleine", r"quota[^.;\n]{0,20}(?:d[ée]pass|atteint)", r"espace (?:disque )?insuffisant"),
        (r"rejet[ée]", r"refus[ée]", r"bloqu[ée]", r"interdit", r"politique", r"ind[ée]sirable", r"abus"),
        (r"(?:pas|aucun) d[e'] ?(?:utilisateur|compte|bo[iî]te)", r"aucun (?:utilisateur|compte|destinataire)"),
    ),
    "es": _Language(
        (r"usuario", r"destinatari", r"direcci[óo]n", r"buz[óo]n", r"cuenta", r"dominio", r"persona", r"casilla"),
        (r"desconocid", r"errad[oa]", r"inactivo", r"ha expirado", r"por (?:falta de uso|inactividad)", r"no (?:se )?(?:existe|encontrad|encuentra|encontr[óo]|v[áa]lid)", r"ya no existe", r"inexistente", r"inv[áa]lid", r"deshabilitad", r"desactivad", r"eliminad", r"cerrad", r"dad[oa] de baja", r"no est[áa] (?:registrad|activ)"),
        (r"remitente", r"emisor"),
        (r"(?:buz[óo]n|casilla|cuenta)[^.;\n]{0,40}llen[oa]", r"cuota (?:excedida|superada)", r"excedi[óo] (?:la|su) cuota", r"espacio insuficiente"),
        (r"rechazad", r"denegad", r"bloquead", r"pol[ií]tica", r"no (?:est[áa] )?(?:permitid|autorizad)"),
        (r"no existe (?:el|la|ese|esa|este|esta|dicha|dicho|ning[úu]n) (?:usuario|destinatario|cuenta|direcci[óo]n|buz[óo]n|persona|dominio)",),
    ),
    "it": _Language(
        (r"utente", r"destinatari", r"indirizzo", r"casella", r"account", r"mailbox", r"dominio"),
        (r"sconosciut", r"errat[oa]", r"per inutilizzo", r"scadut", r"inesistent", r"non (?:esiste|trovat|valid|presente|attiv)", r"non [èe] (?:stat[oa] trovat|attiv|valid|pi[ùu])", r"disabilitat", r"disattivat", r"cancellat", r"chius[oa]", r"eliminat"),
        (r"mittente",),
        (r"casella[^.;\n]{0,40}piena", r"quota superata", r"spazio (?:esaurito|insufficiente)"),
        (r"rifiutat", r"respint", r"bloccat", r"negat", r"politic", r"non (?:consentit|autorizzat|permess)"),
        (r"nessun utente", r"non esiste (?:l'|il |la |un |questo )(?:utente|destinatario|indirizzo|casella)"),
    ),
    "pt": _Language(
        (r"usu[áa]rio", r"utilizador", r"destinat[áa]ri", r"endere[çc]o", r"caixa", r"conta", r"dom[ií]nio"),
        (r"desconhecid", r"n[ãa]o (?:existe|encontrad|foi encontrad|[ée] v[áa]lid)", r"inexistente", r"inv[áa]lid", r"desativad", r"desabilitad", r"cancelad", r"encerrad", r"exclu[ií]d", r"inativ"),
        (r"remetente",),
        (r"caixa[^.;\n]{0,40}cheia", r"(?:cota|quota) (?:excedida|ultrapassada)", r"espa[çc]o insuficiente"),
        (r"rejeitad", r"recusad", r"negad", r"bloquead", r"pol[ií]tica", r"n[ãa]o (?:permitid|autorizad)"),
        (r"n[ãa]o existe (?:o|a|esse|essa|este|esta|um|nenhum) (?:usu[áa]rio|utilizador|destinat[áa]rio|endere[çc]o|conta|caixa)",),
    ),
    "nl": _Language(
        (r"gebruiker", r"ontvanger", r"geadresseerde", r"e-?mailadres", r"adres", r"postvak", r"mailbox", r"account", r"domein"),
        (r"onbekend", r"bestaat (?:hier )?niet", r"niet (?:gevonden|bekend|geldig)", r"ongeldig", r"bestaat niet meer", r"opgeheven", r"verwijderd", r"gedeactiveerd", r"uitgeschakeld"),
        (r"afzender", r"verzender"),
        (r"(?:postvak|mailbox)[^.;\n]{0,20} vol\b", r"quota overschreden"),
        (r"geweigerd", r"geblokkeerd", r"beleid", r"niet toegestaan"),
        (r"onbekende (?:gebruiker|ontvanger|geadresseerde|adres)", r"geen (?:zodanige|dergelijke) gebruiker"),
    ),
    "sv": _Language(
        (r"anv[äa]ndare", r"mottagare", r"adress", r"brevl[åa]da", r"konto", r"dom[äa]n"),
        (r"ok[äa]nd", r"finns (?:inte|ej)", r"existerar (?:inte|ej)", r"hittades inte", r"kunde inte hittas", r"ogiltig", r"avslutat", r"inaktiverat", r"borttag", r"st[äa]ngt"),
        (r"avs[äa]ndare",),
        (r"brevl[åa]da[^.;\n]{0,20} full", r"kvot[^.;\n]{0,10} [öo]verskrid"),
        (r"avvisad", r"nekad", r"blockerad", r"policy"),
    ),
    "da": _Language(
        (r"bruger", r"modtager", r"adresse", r"postkasse", r"konto", r"dom[æa]ne"),
        (r"ukendt", r"findes ikke", r"eksisterer ikke", r"ikke fundet", r"blev ikke fundet", r"ugyldig", r"lukket", r"deaktiveret", r"nedlagt", r"slettet"),
        (r"afsender",),
        (r"postkasse[^.;\n]{0,20} (?:fuld|fyldt)",),
        (r"afvist", r"n[æa]gtet", r"blokeret"),
    ),
    "no": _Language(
        (r"bruker", r"mottaker", r"adresse", r"postkasse", r"postboks", r"konto", r"domene"),
        (r"ukjent", r"finnes ikke", r"eksisterer ikke", r"ikke funnet", r"ble ikke funnet", r"ugyldig", r"deaktivert", r"avsluttet", r"slettet", r"stengt"),
        (r"avsender",),
        (r"postkasse[^.;\n]{0,20} full",),
        (r"avvist", r"nektet", r"blokkert"),
    ),
    "fi": _Language(
        (r"k[äa]ytt[äa]j[äa]", r"vastaanottaj", r"osoite", r"postilaatikk", r"tili[äa]?\b", r"s[äa]hk[öo]postiosoi"),
        (r"tuntematon", r"ei ole olemassa", r"ei l[öo]yd", r"virheellinen", r"ei ole (?:en[äa][äa] )?(?:voimassa|k[äa]yt[öo]ss[äa])", r"suljettu", r"poistettu"),
        (r"l[äa]hett[äa]j",),
        (r"postilaatikko[^.;\n]{0,20}t[äa]ynn[äa]",),
        (r"hyl[äa]tty", r"estetty", r"kielletty"),
    ),
    "pl": _Language(
        (r"u[żz]ytkownik", r"odbiorc", r"adres", r"skrzynk", r"konto", r"konta", r"domen"),
        (r"nieznan", r"nie istnieje", r"nie znaleziono", r"nie zosta[łl][ao]? znalezion", r"nie ma", r"nieprawid[łl]ow", r"zablokowane na sta[łl]e", r"usuni[ęe]t", r"nieaktywn", r"wy[łl][ąa]czon", r"zamkni[ęe]t"),
        (r"nadawc",),
        (r"skrzynk[^.;\n]{0,30}(?:pe[łl]n|przepe[łl])", r"przekroczon[^.;\n]{0,20}(?:limit|quota|pojemno)"),
        (r"odrzucon", r"zablokowan", r"odm[óo]w", r"zabronion"),
        (r"nie ma takiego (?:u[żz]ytkownika|adresu|konta)", r"brak (?:takiego )?(?:u[żz]ytkownika|konta|skrzynki)"),
    ),
    "cs": _Language(
        (r"u[žz]ivatel", r"p[řr][íi]jemce", r"adres[aáuy]", r"schr[áa]nk", r"[úu][čc]et", r"dom[ée]n"),
        (r"nezn[áa]m", r"neexistuje", r"nenalezen", r"nebyl[ao]? nalezen", r"neplatn", r"zru[šs]en", r"deaktivov"),
        (r"odes[íi]latel",),
        (r"schr[áa]nka[^.;\n]{0,20}pln[áa]",),
        (r"odm[íi]tnut", r"zablokov", r"zak[áa]z"),
    ),
    "sk": _Language(
        (r"pou[žz][íi]vate[ľl]", r"pr[íi]jemca", r"pr[íi]jemcu"),
        (r"nezn[áa]m", r"neexistuje", r"nen[áa]jden", r"neplatn", r"zru[šs]en"),
        (r"odosielate[ľl]",),
        (r"schr[áa]nka[^.;\n]{0,20}pln[áa]",),
        (r"odmietnut", r"zablokov"),
    ),
    "hu": _Language(
        (r"felhaszn[áa]l[óo]", r"c[íi]mzett", r"c[íi]m\b", r"postafi[óo]k", r"fi[óo]k"),
        (r"ismeretlen", r"nem l[ée]tezik", r"nem tal[áa]lhat[óo]", r"[ée]rv[ée]nytelen", r"megsz[űu]nt", r"t[öo]r[öo]lt"),
        (r"felad[óo]", r"k[üu]ld[őo]"),
        (r"postafi[óo]k[^.;\n]{0,20}(?:megtelt|tele)",),
        (r"elutas[íi]t", r"letiltv", r"tiltott"),
        (r"ismeretlen (?:felhaszn[áa]l[óo]|c[íi]mzett)", r"nincs ilyen (?:felhaszn[áa]l[óo]|c[íi]m|postafi[óo]k)"),
    ),
    "ro": _Language(
        (r"utilizator", r"destinatar", r"adres[aă]", r"c[ăa]su[țtţ][ăa]", r"cont(?:ul)?\b", r"domeni"),
        (r"necunoscut", r"nu exist[ăa]", r"inexistent", r"nu a fost g[ăa]sit", r"invalid", r"dezactivat", r"[șsş]ters"),
        (r"expeditor",),
        (r"c[ăa]su[țtţ]a[^.;\n]{0,20}plin[ăa]",),
        (r"respins", r"refuzat", r"blocat"),
    ),
    "ru": _Language(
        (r"пользовател", r"получател", r"адрес", r"ящик", r"аккаунт", r"уч[её]тн", r"абонент", r"домен"),
        (r"неизвест", r"не существует", r"не найден", r"не зарегистрирован", r"не обнаружен", r"отсутствует", r"нет такого", r"заблокирован навсегда", r"удал[её]н", r"отключ[её]н", r"недействител", r"неверн", r"закрыт"),
        (r"отправител",),
        (r"ящик[^.;\n]{0,30}(?:перепол|полон|заполн)", r"превышен[^.;\n]{0,20}квот", r"недостаточно места"),
        (r"отклон[её]н", r"отказ", r"заблокирован", r"запрещ", r"спам", r"политик"),
        (r"нет такого (?:пользовател|получател|адрес|ящик)", r"такого (?:пользовател|получател|адрес|ящик)[^.;\n]{0,20} нет", r"такой (?:пользовател|адрес|ящик)[^.;\n]{0,20} не (?:существ|найден)"),
    ),
    "uk": _Language(
        (r"користувач", r"одержувач", r"отримувач", r"адрес", r"скриньк"),
        (r"невідом", r"не існує", r"не знайден", r"не зареєстрован", r"видален", r"відсутн"),
        (r"відправник",),
        (r"скриньк[^.;\n]{0,30}(?:перепов|заповн)",),
        (r"відхилен", r"заблокован", r"заборонен"),
        (r"немає такого (?:користувач|адрес)",),
    ),
    "bg": _Language(
        (r"потребител", r"получател", r"адрес", r"кутия"),
        (r"непознат", r"неизвестен", r"не съществува", r"не е намерен", r"невалид"),
        (r"подател", r"изпращач"),
        (r"кутия[^.;\n]{0,20}пълна",),
        (r"отхвърлен", r"блокиран"),
    ),
    "hr": _Language(
        (r"korisni[čck]", r"primatelj", r"primalac", r"adres[ae]", r"sandu[čc]i", r"nalog", r"uporabnik", r"prejemnik", r"naslov"),
        (r"nepoznat", r"ne postoji", r"nije prona[đd]en", r"neznan", r"ne obstaja", r"nevaljan", r"neveljav"),
        (r"po[šs]iljatelj", r"po[šs]iljalac", r"po[šs]iljatelj"),
        (r"sandu[čc]i[ćc][^.;\n]{0,20}pun",),
        (r"odbijen", r"blokiran", r"zavrnjen"),
    ),
    "el": _Language(
        (r"χρήστης", r"χρηστ", r"παραλήπτη", r"διεύθυνση", r"λογαριασμ", r"γραμματοκιβώτιο"),
        (r"άγνωστ", r"δεν υπάρχει", r"δε βρέθηκε", r"δεν βρέθηκε", r"μη έγκυρ", r"ανύπαρκτ"),
        (r"αποστολέα",),
        (r"γραμματοκιβώτιο[^.;\n]{0,20}(?:γεμάτο|πλήρες)",),
        (r"απορρίφθηκε", r"αποκλε"),
        (r"άγνωστος (?:χρήστης|παραλήπτης)",),
    ),
    "tr": _Language(
        (r"kullan[ıi]c[ıi]", r"al[ıi]c[ıi]", r"adres", r"posta kutusu", r"hesap", r"hesab[ıi]"),
        (r"bilinmiyor", r"bilinmeyen", r"bulunamad[ıi]", r"mevcut de[ğg]il", r"yok\b", r"ge[çc]ersiz", r"kapat[ıi]ld[ıi]", r"devre d[ıi][şs][ıi]", r"tan[ıi]ml[ıi] de[ğg]il"),
        (r"g[öo]nderen", r"g[öo]nderici"),
        (r"posta kutusu[^.;\n]{0,20}dolu", r"kota[^.;\n]{0,20}(?:doldu|a[şs][ıi])"),
        (r"reddedildi", r"engellendi", r"yasak"),
        (r"b[öo]yle bir (?:kullan[ıi]c[ıi]|adres|hesap)[^.;\n]{0,20}yok", r"bilinmeyen (?:kullan[ıi]c[ıi]|al[ıi]c[ıi])"),
    ),
    "he": _Language(
        (r"משתמש", r"נמען", r"כתובת", r"תיבת"),
        (r"לא קיי", r"לא נמצא", r"אינו קיים", r"אינה קיימת", r"לא ידוע", r"לא מוכר"),
        (r"שולח",),
        (r"תיבת[^.;\n]{0,20}מלאה",),
        (r"נדח", r"נחסמ"),
    ),
    "ja": _Language(
        (r"ユーザー?", r"宛先", r"受信者", r"メールアドレス", r"アドレス", r"メールボックス", r"アカウント", r"ドメイン"),
        (r"存在しません", r"存在しない", r"見つかりません", r"見つからない", r"不明", r"無効", r"登録されていません", r"ありません", r"ございません", r"使われておりません", r"使用されていません"),
        (r"送信者", r"差出人", r"送信元", r"発信者"),
        (r"容量(?:を)?(?:超過|オーバー|超え)", r"メールボックス[^.;。\n]{0,20}いっぱい"),
        (r"拒否", r"ブロック", r"迷惑", r"スパム", r"ポリシー"),
        (r"宛先不明", r"あて先不明", r"該当するユーザ"),
    ),
    "zh": _Language(
        (r"用户", r"用戶", r"使用者", r"收件人", r"收信人", r"地址", r"邮箱", r"郵箱", r"信箱", r"帐号", r"账号", r"帳號", r"帐户", r"账户", r"域名"),
        (r"不存在", r"未找到", r"找不到", r"无效", r"無效", r"未知", r"已(?:被)?(?:停用|禁用|注销|註銷|删除|刪除|关闭|關閉)", r"查无此", r"查無此", r"没有找到", r"非法"),
        (r"发件人", r"發件人", r"寄件人", r"寄件者", r"发信人", r"发送者", r"发送方"),
        (r"(?:空间|空間|容量)(?:不足|已满|已滿)", r"(?:邮箱|郵箱|信箱)[^.;。\n]{0,10}(?:已满|已滿|满了|爆满)", r"超过[^.;。\n]{0,10}(?:配额|容量)"),
        (r"拒绝", r"拒絕", r"拒收", r"垃圾", r"黑名单", r"黑名單", r"策略", r"屏蔽", r"封锁", r"频率", r"反垃圾"),
        (r"查无此人", r"查無此人", r"无此用户", r"無此用戶", r"无此用戶", r"没有该用户", r"没有该", r"無此使用者"),
    ),
    "ko": _Language(
        (r"사용자", r"수신자", r"받는 ?사람", r"주소", r"메일함", r"계정", r"도메인"),
        (r"존재하지", r"찾을 수 없", r"없는", r"없습니다", r"알 수 없", r"유효하지", r"탈퇴", r"휴면"),
        (r"발신자", r"보낸 ?사람", r"보내는 ?사람", r"송신자"),
        (r"메일함[^.;\n]{0,20}(?:가득|초과)", r"용량[^.;\n]{0,10}초과"),
        (r"거부", r"차단", r"스팸", r"정책"),
        (r"없는 (?:사용자|수신자|주소|계정)",),
    ),
    "vi": _Language(
        (r"người dùng", r"người nhận", r"địa chỉ", r"tài khoản", r"hộp thư"),
        (r"không tồn tại", r"không tìm thấy", r"không hợp lệ", r"không xác định"),
        (r"người gửi",),
        (r"hộp thư[^.;\n]{0,20}đầy",),
        (r"từ chối", r"bị chặn", r"chính sách"),
    ),
    "id": _Language(
        (r"pengguna", r"penerima", r"alamat", r"akun", r"kotak surat"),
        (r"tidak (?:ada|ditemukan|dikenal|dikenali|diketahui|valid|terdaftar)",),
        (r"pengirim",),
        (r"kotak surat[^.;\n]{0,20}penuh",),
        (r"ditolak", r"diblokir", r"kebijakan"),
    ),
    "et": _Language(
        (r"kasutaja", r"saaja", r"adressaat", r"aadress", r"postkast"),
        (r"tundmatu", r"ei (?:ole olemas|eksisteeri|leitud)", r"puudub"),
        (r"saatja",),
        (r"postkast[^.;\n]{0,20}t[äa]is",),
        (r"keeldu", r"blokeeri"),
        (r"tundmatu (?:kasutaja|saaja|adressaat)",),
    ),
    "lv": _Language(
        (r"lietot[āa]js", r"sa[ņn][ēe]m[ēe]js", r"adresei?", r"pastkast"),
        (r"nezin[āa]m", r"neeksist[ēe]", r"nav atrast"),
        (r"s[ūu]t[īi]t[āa]j",),
        (r"pastkast[^.;\n]{0,20}piln",),
        (r"noraid[īi]t", r"blo[ķk][ēe]t"),
    ),
    "lt": _Language(
        (r"vartotoj", r"naudotoj", r"gav[ėe]j", r"adres", r"d[ėe][žz]ut"),
        (r"ne[žz]inom", r"neegzistuoja", r"nerast", r"negalioj"),
        (r"siunt[ėe]j",),
        (r"d[ėe][žz]ut[^.;\n]{0,20}piln",),
        (r"atmest", r"u[žz]blokuot"),
    ),
    "ca": _Language(
        (r"usuari", r"destinatari", r"adre[çc]a", r"b[úu]stia", r"compte"),
        (r"desconegu", r"no existeix", r"no s'ha trobat", r"inexistent"),
        (r"remitent",),
        (r"b[úu]stia[^.;\n]{0,20}plena",),
        (r"rebutja", r"bloqueja"),
    ),
}


def _pairs(first: tuple[str, ...], second: tuple[str, ...]) -> str:
    one, other = any_of(*first), any_of(*second)
    return any_of(f"{one}{_NEAR}{other}", f"{other}{_NEAR}{one}")


PERHAPS_GONE = any_of(
    any_of(
        r"unbekannt",
        r"existiert nicht",
        r"inconnue?s?\b",
        r"n'existe (?:pas|plus)",
        r"desconocid[oa]",
        r"no existe",
        r"sconosciut[oai]",
        r"inesistent[ei]",
        r"non esiste",
        r"desconhecid[oa]",
        r"n[ãa]o existe",
        r"inexistente",
        r"onbekende?",
        r"bestaat niet",
        r"finns inte",
        r"ok[äa]nd",
        r"findes ikke",
        r"ukendt",
        r"finnes ikke",
        r"ukjent",
        r"tuntematon",
        r"nie istnieje",
        r"nieznany",
        r"neexistuje",
        r"nezn[áa]m[ýy]",
        r"nem l[ée]tezik",
        r"ismeretlen",
        r"nu exist[ăa]",
        r"necunoscut",
        r"не существует",
        r"неизвестен",
        r"не найден",
        r"не існує",
        r"άγνωστος",
        r"bilinmiyor",
        r"不存在",
        r"查无此",
        r"存在しません",
        r"見つかりません",
        r"존재하지 않",
    )
    + r"(?!\w{0,3} (?:fehler|grund|ursache|erreur|raison|cause|error|motivo|errore|causa|erro|fout|fel|fejl|feil|virhe|b[łl][ąa]d|chyba|hiba|eroare|ошибк|причин|помилк))"
)
GONE = any_of(*(_pairs(each.recipient, each.gone) for each in _LANGUAGES.values()), *(word for each in _LANGUAGES.values() for word in each.alone))
ABOUT_US = any_of(*(_pairs(each.sender, each.gone + each.blame) for each in _LANGUAGES.values()))
FULL = any_of(*(word for each in _LANGUAGES.values() for word in each.full))
MAY_BLAME_US = any_of(*(word for each in _LANGUAGES.values() for word in each.blame))
