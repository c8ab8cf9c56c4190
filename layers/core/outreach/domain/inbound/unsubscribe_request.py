"""Whether the new text of a mail asks us not to write again.

It must ask: a word alone on its line, or a sentence in which somebody wants it for themselves. That a
mail is about unsubscribing ("how do our readers unsubscribe?") is not enough, and "do not" before it
turns it around.
"""

# ruff: noqa: RUF001 - words of many languages, whose letters look alike

import re

_ALONE = re.compile(
    r"(?ix)^\W*(?:please\s+|bitte\s+|por\s+favor\s*,?\s*|merci\s+de\s+(?:me\s+)?|svp\s+|graag\s+|per\s+favore\s+|prosz[ęe]\s+(?:o\s+)?)?(?:"
    r"un\s?-?subscri(?:be|bed|ption)(?:\s+(?:me|us|please|thanks?|thank\s+you|now|asap|all))* | remove(?:\s+(?:me|us|please|thanks?|now))* | stop(?:\s+(?:it|now|please|e-?mails?|e-?mailing|this|sending|writing|contacting|all))* | opt[\s-]?out(?:\s+(?:please|me))* | take\s+me\s+off | no\s+more\s+(?:e-?)?mails?"
    r"| (?:mich\s+)?(?:abmelden|austragen|abbestellen|l[öo]schen|entfernen) | abmeldung | k[üu]ndigen"
    r"| (?:me\s+)?(?:d[ée]s(?:-?)abonne[rz]?|d[ée]sinscrire|d[ée]sinscription|d[ée]sabonnement|retirer|supprimer) | stop\s+(?:pub|mail)"
    r"| (?:dar(?:me)?\s+de\s+)?baja | darse\s+de\s+baja | cancelar\s+(?:la\s+)?suscripci[óo]n | desuscrib\w+ | anular\s+suscripci[óo]n | eliminar(?:me)?"
    r"| cancellami | cancellatemi | disiscriv\w+ | disiscrizione | cancellazione | rimuovimi | rimuovetemi"
    r"| descadastrar | descadastr\w+ | cancelar\s+(?:a\s+)?(?:inscri[çc][ãa]o|subscri[çc][ãa]o|assinatura) | remover"
    r"| (?:me\s+)?(?:uitschrijven|afmelden) | uitschrijving | afmelding | avregistrera(?:\s+mig)? | avprenumerera | avsluta | afmeld(?:\s+mig)? | frameld | avmeld(?:ing)? | meld\s+(?:meg|mig)\s+(?:av|fra) | peru(?:uta)?\s+tilaus"
    r"| wypisz(?:\s+mnie)? | wypisa[ćc] | rezygnuj[ęe] | usu[ńn](?:\s+mnie)? | usuni[ęe]cie | odhl[áa]sit | odhl[áa]si[ťt] | leiratkoz[áa]s | dezabonare | отписаться | отпишите(?:\s+меня)? | отписка | удалите(?:\s+меня)? | відписатися | abonelikten\s+[çc][ıi]k\w* | απεγγραφή"
    r"| 配信停止(?:希望|してください|をお願いします)? | 登録解除 | 退会 | 退订 | 取消订阅 | 退訂 | 取消訂閱 | 수신\s?거부 | 구독\s?취소"
    r")\W*$"
)
_ASKS = re.compile(
    r"(?ix)(?:"
    r"\b(?:un\s?-?subscribe|remove|delete|take|drop|strike|opt)\s+(?:me|us|my\s+(?:e-?mail|name|address|details|contact|data)|our\s+(?:e-?mail|address|company)|this\s+(?:e-?mail|address|account)|(?:\S+@\S+))\b(?:(?!\bnot\b)[^.!?\n]){0,60}(?:\b(?:from|off|out|list|database|mailing|mails?|records?|immediately|please|asap)\b|$)"
    r"|\b(?:want|wish|like|need|ask(?:ing)?|request(?:ing)?|would\s+like|prefer)\s+(?:you\s+)?(?:to\s+)?(?:be\s+)?(?:un\s?-?subscribed?|removed\s+from|taken\s+off|opt(?:ed)?\s+out)\b(?!\s+(?:my|our|the)\s+(?:customers|users|clients))"
    r"|\b(?:stop|cease|quit)\s+(?:(?:to\s+)?(?:e-?mail|mail|contact|writ|send|spam|messag|bother)(?:ing|e)?)\b(?:\s+(?:me|us|to\s+me|this|these|your|any|unsolicited|such|e-?mails?|mails?|messages?)\b|\s*[.!]|\s*$)"
    r"|\b(?:do\s+not|don['’]?t|never|no\s+longer)\s+(?:ever\s+)?(?:e-?mail|mail|contact|write(?:\s+to)?|message|spam)\s*(?:me|us|to\s+me)?\b[^.!?\n,]{0,30}\b(?:again|any\s?more|any\s+(?:more|further|longer)|in\s+(?:the\s+)?future)\b"
    r"|\b(?:do\s+not|don['’]?t|never)\s+send\s+(?:me|us)\s+(?:any\s+|anything\s*)?(?:more\s+|such\s+|further\s+|your\s+|these\s+)?(?:e-?mails?|mails?|messages?|newsletters?|spam|offers?)\b|\b(?:do\s+not|don['’]?t)\s+(?:e-?mail|mail|spam)\s+(?:me|us)\s*(?:please|thanks?)?\W*$"
    r"|\b(?:please\s+)?(?:do\s+not|don['’]?t)\s+(?:contact|e-?mail|write\s+(?:to\s+)?)\s*(?:me|us)\s*[.!]?\s*$"
    r"|\b(?:no\s+longer|not)\s+(?:want|wish|like)\s+to\s+(?:receive|get|hear|be\s+(?:contacted|e-?mailed))\b|\b(?:how|where)\s+(?:can|do|could|may)\s+I\s+(?:un\s?-?subscribe|opt\s+out|get\s+off)\b|\bI\s+(?:hereby\s+)?(?:un\s?-?subscribe|opt\s+out|revoke\s+(?:my\s+)?consent|object\s+to\s+(?:the\s+)?processing)\b|\bno\s+more\s+(?:e-?mails?|messages?)\b[^.\n]{0,20}(?:please|thank|from|$)|\b(?:erase|delete)\s+(?:all\s+)?my\s+(?:personal\s+)?data\b|\bright\s+to\s+erasure\b"
    # German
    r"|\b(?:(?:l[öo]schen|entfernen|streichen|nehmen|tragen|melden)\s+sie\s+(?:mich|uns|meine|unsere|bitte))\b|\b(?:l[öo]sch|entfern|streich|nimm|trag|meld)e?\s+(?:mich|uns|meine)\b[^.\n]{0,60}\b(?:ab|aus|verteiler|liste)\b|\b(?:aus|von)\s+(?:(?:ihrem|ihrer|dem|der|eurem|deinem|diesem)\s+)?(?:e-?mail-?)?(?:verteiler|mailing-?liste|liste|datenbank|newsletter|adressliste)\b[^.\n]{0,40}\b(?:entfern|l[öo]sch|nehm|streich|austrag|abmeld|genommen|gestrichen)"
    r"|\bkeine\s+(?:weiteren\s+|weitere\s+|mehr\s+)?(?:e-?)?(?:mails?|nachrichten|werbung|newsletter|kontaktaufnahme)\b[^.\n]{0,30}(?:mehr|w[üu]nsch|erhalten|bekommen|senden|schicken|zu)|\b(?:schreiben|kontaktieren|mailen)\s+sie\s+(?:mich|mir|uns)\s+(?:bitte\s+)?(?:nicht|nie)\b|\b(?:nicht|nie)\s+(?:mehr|wieder|weiter)\s+(?:(?:von\s+ihnen\s+)?(?:kontaktier|angeschrieben|anschreib|schreib|mailen|kontaktiert|behelligt))|\b(?:m[öo]chte|will)\s+(?:mich|ich\s+mich)\b[^.\n]{0,40}(?:abmelden|austragen)|\bwiderspreche\b[^.\n]{0,60}(?:verarbeitung|nutzung|werb|daten)"
    # French
    r"|\b(?:d[ée]s-?abonne[rz]|d[ée]sinscri(?:re|vez|s)|retire[rz]|supprime[rz]|enleve[rz]|[ôo]te[rz]|raye[rz]|efface[rz])[\s-]*(?:-?moi|-?nous|me\b|mon\s+(?:adresse|mail|e-?mail|nom)|mes\s+(?:donn[ée]es|coordonn[ée]es)|mon\s+contact)|\bme\s+(?:d[ée]s-?abonner|d[ée]sinscrire|retirer|supprimer|enlever)\b|\b(?:ne\s+(?:souhaite|veux|d[ée]sire)(?:ons)?\s+(?:plus|pas)|(?:souhaite|veux|d[ée]sire|merci\s+de|pri[èe]re\s+de)\s+(?:de\s+)?ne\s+plus)\s+(?:[êe]tre\s+(?:contact|sollicit|d[ée]marche)|recevoir|me\s+(?:contact|[ée]crire|envoyer|sollicit))|\bne\s+(?:me|nous)\s+(?:contacte|[ée]cri|envoye|sollicite|relance)\w*\s+(?:plus|pas)|\barr[êe]te[rz]\s+(?:de\s+)?(?:m['’]|me\s|nous\s|vos\s)(?:[ée]cri|envoy|contact|spam|mail)?|\bcesse[rz]\s+(?:de\s+)?(?:m['’]|me\s|vos\s)"
    # Spanish, Portuguese, Italian
    r"|\b(?:dame|denme|deme|darme|darnos|dar|d[ée]n?me)\s+de\s+baja\b|\b(?:elim[íi]n[ae]n?(?:me|nos)|b[óo]rr[ae]n?(?:me|nos)|qu[íi]t[ae]n?(?:me|nos)|eliminen?\s+mi|borren?\s+mi|quiten?\s+mi)\b|\bno\s+(?:deseo|quiero|queremos|deseamos)\s+(?:volver\s+a\s+)?(?:m[áa]s\s+)?(?:recibir|seguir\s+recibiendo|ser\s+contactad)|\b(?:dej[ae]n?|par[ae]n?)\s+de\s+(?:escribir|enviar|mandar|contactar|molestar)(?:me|nos)?\b|\bno\s+me\s+(?:escrib|env[íi]|mand|contact|moleste)\w*\s+m[áa]s\b"
    r"|\b(?:remov[ae]m?[- ]?(?:me|nos|meu|o\s+meu)|me\s+(?:remov|retir|descadastr|tir|exclu)\w+|retir[ae]m?[- ](?:me|meu|o\s+meu)|exclu[ai]m?[- ]?(?:me|meu|o\s+meu)|descadastr\w+\s+(?:me|meu|o\s+meu))\b|\bn[ãa]o\s+(?:quero|desejo|queremos|desejamos|gostaria\s+de)\s+(?:mais\s+)?(?:receber|ser\s+contactad|ser\s+contatad)|\b(?:pare|parem|deixe|deixem)\s+de\s+(?:me\s+)?(?:enviar|mandar|contact|escrev|contat)|\bcancelar\s+(?:a\s+)?minha\s+(?:inscri|subscri|assinatura)"
    r"|\b(?:cancella(?:te|re|ndo)?(?:mi|ci)|rimuov(?:i|ete|ere|a)(?:mi|ci)?\s*(?:mi\b|dalla|il\s+mio|la\s+mia|dal)?|rimuover(?:mi|ci)|rimuov(?:imi|etemi)|toglie(?:te|re|r)?mi|togli(?:mi|etemi)|disiscriv(?:imi|etemi|ermi)|elimina(?:te|re)?(?:mi|ci))\b|\bnon\s+(?:desidero|voglio|vogliamo|desideriamo|intendo)\s+(?:pi[ùu]\s+)?(?:ricever|essere\s+contattat)|\bnon\s+(?:mi\s+)?(?:scriv|contatt|invia|mandat)\w*\s+pi[ùu]\b|\bsmett(?:ete|ila|etela|a)\s+di\s+(?:scriv|mand|invi|contatt)"
    # Dutch, Scandinavian, Finnish
    r"|\b(?:verwijder|schrijf|haal|meld)\s+(?:mij|me|ons|mijn)\b[^.\n]{0,50}(?:uit|af|van|lijst|bestand|mailing|$)|\bgeen\s+(?:verdere\s+)?(?:e-?)?(?:mails?|berichten)\s+(?:meer|ontvangen)|\bniet\s+(?:meer|langer)\s+(?:mailen|benader\w*|contacteren|ontvangen|gemaild|benaderd)|\bstop\s+met\s+(?:mailen|het\s+sturen|sturen)"
    r"|\b(?:ta\s+bort|avregistrera|stryk|avprenumerera)\s+(?:mig|oss|min)\b|\b(?:fjern|slet|slett|afmeld|stryg|stryk|meld)\s+(?:mig|meg|oss|os|min)\b|\b(?:inga|ikke|inte|ingen)\s+(?:fler|flere|mer|mere|l[äa]ngre|lenger)?\s*(?:fler\s+|flere\s+)?(?:mail|mejl|e-?post|e-?mails?|utskick|kontakt\w*)\b[^.\n]{0,30}(?:tack|tak|takk|fr[åa]n|fra|$)|\bsluta\s+(?:mejla|maila|skicka|kontakta)|\bstopp?\s+(?:med\s+)?(?:[åa]\s+|at\s+)?(?:sende|maile|kontakte)|\b(?:poista(?:kaa)?)\s+(?:minut|meid[äa]t|s[äa]hk[öo]posti\w*)|\b[äa]lk[äa]{1,2}\s+l[äa]hett[äa]k[öo]"
    # Polish, Czech, Slovak, Hungarian, Romanian, Russian, Ukrainian, Turkish
    r"|\b(?:prosz[ęe]|prosimy)\s+(?:mnie\s+|nas\s+)?o?\s*(?:usuni[ęe]|wypisa|wykre[śs]l|nie\s+(?:wysy[łl]a|pisa|kontaktowa))\w*|\b(?:usu[ńn](?:cie)?|wypisz(?:cie)?|wykre[śs]l(?:cie)?)\s+(?:mnie|nas|m[óo]j)\b|\bnie\s+(?:chc[ęe]|[żz]ycz[ęe]\s+sobie|wyra[żz]am\s+zgody)\b[^.\n]{0,40}(?:otrzym|kontakt|wiadomo|maili|mailing|przetwarz)|\bprosz[ęe]\s+nie\s+(?:pisa|wysy|kontakt)"
    r"|\b(?:odhlas\w+|vyma[žz]te|odstra[ňn]te)\s+(?:m[ěe]|n[áa]s|m[ůu]j|ma)\b|\bnep[řr]ej[ie]\s+si\b[^.\n]{0,40}(?:dost[áa]v|kontakt|zas[íi]l)|\bnechci\s+(?:dost[áa]v|kontakt)|\b(?:t[öo]r[öo]lj\w*|iratkoztass\w*|vegyen\w*)\b[^.\n]{0,40}(?:list[áa]|lev[ée]l|c[íi]mem)|\bnu\s+(?:mai\s+)?(?:doresc|vreau)\b[^.\n]{0,40}(?:primesc|contact|email)|\b(?:dezabona|[șs]terge)\w*\s*-?(?:m[ăa]|i-m[ăa])"
    r"|(?:удалите|отпишите|исключите|уберите)\s+(?:меня|нас|мой|мою|мои|наш)|не\s+(?:пишите|присылайте|отправляйте|беспокойте)\s*(?:мне|нам|меня)?\s*(?:больше)?|больше\s+не\s+(?:пиш|присыл|отправ|беспоко|хочу)|видаліть\s+мене|(?:listeden|listenizden)\s+[çc][ıi]kar|mail\s+g[öo]ndermeyin"
    r"|配信を?(?:停止|解除|止め)|(?:メール|送信|配信)(?:は|を)?(?:不要|お断り|やめて|停止)|リストから(?:削除|外し)|不要再(?:发|給|给|寄)|(?:请|請)(?:不要|勿|停止)(?:再)?(?:发|發|寄|联系|聯繫)|(?:메일|수신).{0,6}(?:거부|원하지|보내지)"
    r")"
)
_TURNED = re.compile(
    r"(?i)\b(?:do\s*n['’o]?t|please\s+don['’]?t|never)\s+(?:un\s?-?subscribe|remove|delete|take)\b|\bwithout\s+unsubscrib|\bnicht\s+(?:abmelden|l[öo]schen|entfernen)\b|"
    r"\b(?:if|should|whenever|when)\s+(?:you|they|people|someone|anyone|customers|users)\b|\b(?:wenn|falls|sollten|m[öo]chten)\s+sie\b|\bsi\s+(?:vous|usted|no\s+desea|no\s+quiere|desea|quiere)\b|\b(?:se|qualora)\s+(?:non\s+)?(?:desider|vuoi|volete|vogli)\w*|\bse\s+(?:voc[êe]|n[ãa]o\s+(?:des|qu)|desej)\w*|\b(?:als|indien)\s+u\b|\b(?:om|hvis|n[äa]r)\s+du\b|\bje[śs]li\b"
)
"""The opposite, or what footers say to whoever reads them."""
_FEW_WORDS = 120
_SUBJECT = re.compile(
    r"(?i)^\s*(?:re\s*:\s*)?(?:please\s+)?(?:un\s?-?subscribe|remove(?:\s+me)?|opt[\s-]?out|stop|abmelden|abmeldung|d[ée]s-?inscription|d[ée]sabonnement|desabonnement|baja|cancellami|disiscrizione|uitschrijven|afmelden|avregistrera|afmeld|wypisz)(?:\s+me|\s+please|\s+\S+@\S+|\s+[\w-]{16,})?\s*[.!]*\s*$"
)


def asks_to_unsubscribe(subject: str, text: str) -> bool:
    """Say whether a person asks, in the subject or in the new text of a mail, to be left alone."""
    sentences = [
        part.strip()
        for part in re.split(r"(?<=[.!?;\u3002\uff01])\s+|\n\s*\n|\n(?=[A-Z\u00c0-\u00de])", text[:8000])
        if part.strip()
    ]
    if _SUBJECT.match(subject) and len(text.split()) <= _FEW_WORDS:
        return True
    lines = [line.strip() for line in text[:8000].split("\n") if line.strip()]
    if any(_ALONE.match(line) for line in lines[:4]):
        return True
    return any(
        _ASKS.search(joined) and not _TURNED.search(joined)
        for joined in (" ".join(s.split())[:600] for s in sentences[:60])
    )
