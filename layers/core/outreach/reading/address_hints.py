"""What an address says of its lead. It refuses nobody: a campaign's policy may (`domain/whom_not.py`).

The list of disposable domains is that of the package `disposable-email-domains`, which is kept by a public project.
"""

import re
from functools import cache

from outreach.domain.address import Address
from outreach.domain.whom_not import Traits
from outreach.reading.zone_places import country_meant

_ROLES = """
abuse accounting accounts accueil achats acquisti adm admin administracion administrador administratie administration
administrativo administrator amministrazione anfrage anfragen ap ar asiakaspalvelu assistenza atencion bewerbung
bewerbungen billing biuro board boekhouding bonjour booking bookings bookkeeping buchhaltung buero business careers
ceo ciao clientes comercial commande commandes commercial compliance compras compta comptabilite contact contacto
contactus contato contatti cs customercare customerservice datenschutz devnull direction director donotreply dpo
ecommerce editor einkauf ekonomi empfang empleo enquiries enquiry events facturacion facturen factuur faktura
fakturace feedback finance finanzen firma firmapost forsaljning ftp gdpr geschaeftsfuehrung hallo hei hello help
helpdesk hi hilfe hola hostmaster hr huolto info information infos inkoop inquiries invest investors invoice invoices
it jobs kancelar kancelaria kanzlei karriere klantenservice kontakt kontor ksiegowosc kundenservice kundeservice
kundtjanst lager legal list listrequest mail mailbox mailer mailerdaemon maintenance management marketing media
moderator myynti news newsletter nobody noc noreply obchod office operations order orders ordini ordre pedidos
personal personalabteilung phish podpora post postmaster postmottak praxis press presse privacy procurement projects
purchasing recepcion recepcja receptie reception rechnung rechnungen recruiting recruitment recrutement redaktion
reklamation remove request reservation reservations root rrhh sales sav secretariaat secretariat secretary security
segreteria sekretariaat sekretariat service serviceclient services shop soporte spam sprzedaz staff subscribe sundhed
support sysadmin talent team tech technik ufficio undisclosedrecipients unsubscribe usenet uucp vendas vendite ventas
verkauf verkoop versand vertrieb verwaltung web webmaster webmestre welcome willkommen www zakupy zamowienia zentrale
"""
"""Mailboxes that are read by several people or by nobody: RFC 2142, and the usual ones in European languages. Without their
dots and hyphens."""
_REGIONS = frozenset(
    [
        "apac",
        "benelux",
        "dach",
        "emea",
        "eu",
        "europe",
        "global",
        "international",
        "intl",
        "latam",
        "nordics",
        "online",
        "the",
        "our",
    ]
)
_SEPARATORS = re.compile(r"[._-]+")
_TELLING = 4
"""Letters of a role that is one also with a number or a country: `info2`, `sales.uk`. `it.li` may be a person."""


@cache
def _role_names() -> frozenset[str]:
    return frozenset(_ROLES.split())


@cache
def _disposable_domains() -> frozenset[str]:
    from disposable_email_domains import blocklist  # noqa: PLC0415 - only an import of leads needs the long list

    return frozenset(blocklist)


def is_role_account(address: Address) -> bool:
    """Say whether an address belongs to a role and not to one person: `info@`, `no-reply@`, `info2@`, `sales.uk@`, `sales-team@`."""
    parts = [part for part in _SEPARATORS.split(address.text.partition("@")[0].partition("+")[0]) if part]
    initials = len(parts) > 1 and any(len(part) == 1 for part in parts)  # `s.ales`, `c.s`
    if "".join(parts) in _role_names() and not initials:
        return True
    named = [part.rstrip("0123456789") for part in parts]
    roles = [part in _role_names() and len(part) >= _TELLING for part in named]
    return any(roles) and all(
        is_role or not part or part in _REGIONS or country_meant(part)
        for part, is_role in zip(named, roles, strict=True)
    )


def is_disposable(address: Address) -> bool:
    """Say whether the domain, or one above it, gives away addresses for some minutes."""
    return any(domain in _disposable_domains() for domain in address.domains)


def traits_of(address: Address, country: str | None) -> Traits:
    """Return what an address says of its lead, and its country."""
    return Traits(is_role_account(address), is_disposable(address), country)
