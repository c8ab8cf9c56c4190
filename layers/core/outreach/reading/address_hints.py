"""What an address says of its lead. It refuses nobody: a campaign's policy may (`domain/whom_not.py`).

The list of disposable domains is that of the package `disposable-email-domains`, which is kept by a public project.
"""

from functools import cache

from outreach.domain.address import Address
from outreach.domain.whom_not import Traits

_ROLES = """
abuse accounting accounts admin administrator adm ap ar billing board booking bookings buero buchhaltung business
careers ceo comercial commercial compliance contact contactus contact-us contacto contato contatti customer.service
customerservice customercare cs datenschutz devnull direction director dpo ecommerce editor einkauf empfang empleo
enquiries enquiry events facturacion faktura feedback finance finanzen firma ftp geschaeftsfuehrung gdpr hello help
helpdesk hi hostmaster hr info information infos inquiries invest investors it jobs karriere kontakt kundenservice
kundeservice legal list list-request mail mailer-daemon mailbox management marketing media moderator news newsletter
no-reply no.reply nobody noreply noc office operations orders ordini ordre personal phish postmaster post presse press
privacy procurement purchasing rechnung reception recepcion receptie redaktion reklamation remove request reservations
root rrhh sales sav secretary secretariat sekretariat security service services shop spam staff subscribe sundhed
support sysadmin team tech technik undisclosed-recipients unsubscribe usenet uucp ventas verkauf verkoop vertrieb web
webmaster webmestre welcome willkommen www zakupy biuro sekretariat podpora obchod myynti asiakaspalvelu
"""
"""Mailboxes that are read by several people or by nobody: RFC 2142, and the usual ones in European languages."""


@cache
def _role_names() -> frozenset[str]:
    return frozenset(_ROLES.split())


@cache
def _disposable_domains() -> frozenset[str]:
    from disposable_email_domains import blocklist  # noqa: PLC0415 - only an import of leads needs the long list

    return frozenset(blocklist)


def is_role_account(address: Address) -> bool:
    """Say whether an address belongs to a role, such as `info@`, and not to one person."""
    local = address.text.partition("@")[0].partition("+")[0]
    return local in _role_names()


def is_disposable(address: Address) -> bool:
    """Say whether the domain, or one above it, gives away addresses for some minutes."""
    return any(domain in _disposable_domains() for domain in address.domains)


def traits_of(address: Address, country: str | None) -> Traits:
    """Return what an address says of its lead, and its country."""
    return Traits(is_role_account(address), is_disposable(address), country)
