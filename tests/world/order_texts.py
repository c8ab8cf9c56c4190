"""What exports of usual tools write about orders, and what each of it means: `header | cell | order, none or ask`."""

TOOLS = """\
HubSpot | Unsubscribed from all email | true | order
HubSpot | Unsubscribed from all email | false | none
HubSpot | Opted out of email: One to One | true | order
HubSpot | Opted out of email: Marketing Information | | none
HubSpot | hs_email_optout_8363428 | true | order
HubSpot | Email hard bounce reason | MAILBOX_FULL | order
HubSpot | Email hard bounce reason | | none
HubSpot | Email Address Quarantined | true | order
HubSpot | Invalid email address | true | order
HubSpot | Is globally ineligible | true | order
HubSpot | Marketing emails bounced | 0 | none
HubSpot | Marketing emails bounced | 1 | order
HubSpot | Marketing emails opened | 1 | none
HubSpot | Lead Status | ATTEMPTED_TO_CONTACT | none
HubSpot | Lead Status | DO NOT CONTACT | order
HubSpot | Marketing contact status | Non-marketing contact | none
HubSpot | Marketing contact status | Marketing contact | none
HubSpot | Contact enrichment opt out | true | none
HubSpot | Von allen E-Mails abgemeldet | wahr | order
HubSpot | Membership status | inactive | none
HubSpot | Buying Role | BLOCKER | none
Salesforce | Email Opt Out | 1 | order
Salesforce | HASOPTEDOUTOFEMAIL | false | none
Salesforce | HASOPTEDOUTOFEMAIL | true | order
Salesforce | HASOPTEDOUTOFFAX | true | none
Salesforce | DONOTCALL | true | none
Salesforce | Do Not Call | 1 | none
Salesforce | IsEmailBounced | true | order
Salesforce | Email Bounced Reason | 550 5.1.1 unknown | order
Salesforce | EmailBouncedDate | 2024-05-01T10:00:00.000Z | order
Salesforce | Lead Status | Closed - Not Converted | none
Salesforce | Lead Status | Unqualified | none
Apollo | Stage | Do Not Contact | order
Apollo | Stage | Not Interested | ask
Apollo | Stage | Cold | none
Apollo | Stage | Replied | none
Apollo | Email Status | Verified | none
Apollo | Email Status | Unavailable | none
Apollo | Email Status | Bounced | order
Apollo | Email Bounced | true | order
Apollo | Email Open | true | none
Pipedrive | Marketing status | Subscribed | none
Pipedrive | Marketing status | Unsubscribed | order
Pipedrive | Marketing status | Bounced | order
Pipedrive | Marketing status | No consent | ask
Pipedrive | Marketing status | Archived | ask
Pipedrive | Person - Marketing status | Unsubscribed | order
Mailchimp | UNSUB_TIME | 2016-01-01 10:00:00 | order
Mailchimp | UNSUB_REASON | NORMAL (No longer interested) | order
Mailchimp | CLEAN_TIME | 2016-01-01 10:00:00 | order
Mailchimp | Email Marketing Status | Cleaned | order
Mailchimp | Email Marketing Status | Non-subscribed | ask
Mailchimp | TAGS | "vip","unsubscribed" | order
Mailchimp | TAGS | "vip" | none
Brevo | EMAIL_BLACKLISTED | Yes | order
Brevo | Blocklisted | 0 | none
Brevo | email_blocklisted | true | order
Brevo | SMS_BLACKLISTED | Yes | none
Brevo | OPT_IN | 0 | order
Brevo | OPT_IN | 1 | none
Brevo | DOUBLE_OPT-IN | Yes | none
Brevo | Unsubscribed campaigns | | none
listmonk | status | blocklisted | order
listmonk | status | enabled | none
listmonk | subscription_status | unsubscribed | order
listmonk | subscription_status | unconfirmed | ask
Ghost | subscribed_to_emails | false | order
Ghost | subscribed_to_emails | true | none
Ghost | email_disabled | true | order
Ghost | complimentary_plan | false | none
Ghost | labels | do-not-contact | order
Sendy | Status | Unsubscribed | order
Sendy | Status | Bounced | order
Sendy | Status | Marked as spam | order
Sendy | Status | Soft bounced | none
Sendy | Status | Subscribed | none
Sendy | Status | Unconfirmed | ask
Mailcoach | unsubscribed_at | 2025-03-01 09:30:00 | order
Mailcoach | unsubscribed_at | | none
Mailcoach | unsubscribed_at | 0000-00-00 00:00:00 | none
Mailcoach | subscribed_at | 2024-01-01 10:00:00 | none
Klaviyo | Email Marketing Consent | SUBSCRIBED | none
Klaviyo | Email Marketing Consent | UNSUBSCRIBED | order
Klaviyo | Email Marketing Consent | NEVER_SUBSCRIBED | ask
Klaviyo | Email Marketing Consent | 2024-01-01 00:00:00 | none
Klaviyo | Email Suppressions | HARD_BOUNCE | order
Klaviyo | Email Suppressions | [] | none
Klaviyo | SMS Marketing Consent | UNSUBSCRIBED | none
Klaviyo | Accepts Marketing | false | order
ActiveCampaign | Status | Unsubscribed | order
ActiveCampaign | Status | Active | none
ActiveCampaign | Unsubscribe Date | 2024-05-01 | order
ActiveCampaign | Bounced Hard | 1 | order
ActiveCampaign | Email Status | Invalid | ask
Shopify | Accepts Email Marketing | no | order
Shopify | Accepts Email Marketing | yes | none
Shopify | Accepts SMS Marketing | no | none
ZeroBounce | ZB Status | do_not_mail | order
ZeroBounce | ZB Status | spamtrap | order
ZeroBounce | ZB Status | valid | none
Instantly | Lead Status | Unsubscribed | order
Lemlist | Unsubscribed | yes | order
Substack | Email disabled | true | order
MailUp | OptOut_Date | 20110122T111244 | order
Beehiiv | status | inactive | none
"""

LANGUAGES = """\
en | GDPR opt-out date | 2025-03-01 | order
en | Opted out of all email | x | order
en | Do not email | \u2713 | order
en | Consent withdrawn | 1 | order
en | Marketing consent | Revoked | order
en | Marketing consent | withdrawn on request | ask
en | Email permission | granted | none
en | OK to contact | no | order
en | Spam complaints | 1 | order
en | Suppressed | TRUE | order
en | Robinson list | yes | order
en | Comment | Please do not contact! | ask
en | Comment | No longer subscribed | ask
en | Comment | Not bounced | none
en | Comment | She unsubscribed in May, call her | none
en | Last Name | DO NOT EMAIL | ask
en | Company | Bounce | none
en | Last Name | Robinson | none
en | Last Name | Roe (unsubscribed) | ask
en | Name | DO NOT CONTACT - John Roe | ask
en | First Name | Unsub | ask
en | Company | DO NOT USE | ask
en | Email OK | N | order
en | No mail | yes | order
en | nomail | 1 | order
en | Status | Unsubscribed (by admin) | order
en | Status | Complaint | ask
en | Complaints | 2 | none
en | Soft bounces | 2 | none
en | Hard/soft bounce | hard | order
en | Hard bounces | 2 | order
en | Complaint | yes | ask
en | Segment | Opt-outs 2023 | order
en | Result | Hard bounce | order
en | Email validation | invalid | ask
en | Interests | SEO, spam | ask
en | Notes | We talked about SEO, about their old agency, spam, and the budget of next year | none
en | Marketing opt-in | no thanks | order
en | Do not contact until | 2027-01-01 | ask
en | email_marketing_consent.state | not_subscribed | order
en | Email status | Non-marketing | none
de | E-Mail abbestellt | ja | order
de | Werbesperre | J | order
de | Werbesperre | N | none
de | Sperrvermerk | 12.03.2024 | order
de | Keine E-Mails | x | order
de | Keine Werbung | 0 | none
de | Kein Newsletter | wahr | order
de | Werbewiderspruch | 01.02.2024 | order
de | Einwilligung Newsletter | nein | order
de | Einwilligung Newsletter | widerrufen | order
de | Werbeeinwilligung | ja | none
de | Abmeldedatum | | none
de | Status | abgemeldet | order
de | Status | nicht abgemeldet | none
de | Bemerkung | Bitte nicht kontaktieren | ask
de | Bemerkung | Kein Interesse | ask
de | Tags | Kunde; Werbesperre | order
fr | D\u00e9sinscrit | oui | order
fr | D\u00e9sabonn\u00e9 | non | none
fr | Date de d\u00e9sinscription | 01/03/2025 | order
fr | Ne pas contacter | vrai | order
fr | Consentement marketing | refus\u00e9 | order
fr | Consentement | oui | none
fr | Liste noire | oui | order
fr | Statut | D\u00e9sinscrit | order
fr | Commentaire | Ne plus envoyer d'emails | ask
es | No contactar | s\u00ed | order
es | Fecha de baja | 2024-01-01 | order
es | Estado | Dado de baja | order
es | Consentimiento | no | order
es | Acepta publicidad | s\u00ed | none
es | Rebotado | verdadero | order
it | Disiscritto | s\u00ec | order
it | Non contattare | vero | order
it | Consenso marketing | negato | order
it | Consenso marketing | s\u00ec | none
it | Stato | Disiscritto | order
nl | Uitgeschreven | ja | order
nl | Niet mailen | ja | order
nl | Toestemming | ingetrokken | order
nl | Toestemming | ja | none
nl | Status | Afgemeld | order
pt | Descadastrado | sim | order
pt | N\u00e3o contactar | sim | order
pt | Consentimento | n\u00e3o | order
pt | Estado | Cancelou inscri\u00e7\u00e3o | order
pl | Wypisany | tak | order
pl | Nie kontaktowa\u0107 | tak | order
pl | Zgoda marketingowa | nie | order
pl | Zgoda marketingowa | tak | none
pl | Uwagi | Nie wysy\u0142a\u0107 maili | ask
sv | Avregistrerad | ja | order
sv | Kontakta inte | ja | order
sv | Samtycke | nej | order
sv | Status | Avprenumererad | order
da | Afmeldt | ja | order
da | Kontakt ikke | ja | order
da | Samtykke | nej | order
da | Samtykke | ja | none
no | Avmeldt | ja | order
no | Ikke kontakt | ja | order
no | Reservert | ja | order
fi | Markkinointikielto | kyll\u00e4 | order
fi | Suostumus | ei | order
fi | Peruutettu | kyll\u00e4 | order
fi | Huomautus | Ei saa ottaa yhteytt\u00e4 | ask
cs | Odhl\u00e1\u0161en | ano | order
cs | Nekontaktovat | ano | order
cs | Souhlas | ne | order
cs | Z\u00e1kaz marketingu | ano | order
cs | Vytvo\u0159eno dne | 2024-01-01 | none
cs | Souhlas | ano | none
hu | Leiratkozott | igen | order
hu | Hozz\u00e1j\u00e1rul\u00e1s | nem | order
ro | Dezabonat | da | order
ro | Consim\u0163\u0103m\u00e2nt | nu | order
ru | \u041e\u0442\u043f\u0438\u0441\u0430\u043d | \u0434\u0430 | order
ru | \u041d\u0435 \u043f\u0438\u0441\u0430\u0442\u044c | \u0434\u0430 | order
ru | \u0421\u043e\u0433\u043b\u0430\u0441\u0438\u0435 | \u043d\u0435\u0442 | order
"""

UNCLEAR = """\
a word nobody knows beside one that we know | Ex-customer unsubscribed by John | 3 | ask
both at once | Opt-in / Opt-out | in | ask
yes or no about a newsletter | Newsletter | no | ask
yes or no about marketing | Marketing | yes | ask
a block that is an answer | Block | true | ask
a negation and a consent word nobody knows | Blorb consent | yes | ask
"""

INNOCENT = """\
Block | Tower B, 4th floor
Block | 12
Bounce rate | 0.54
Website Bounce Rate (%) | 45
Spam score | 1
Notes | Called on 3 May. Wants an offer; no marketing budget this year.
Company status | Active
Company Status | Acquired
Deal stage | Closed lost
Contact No | +49 30 1234
Contact No. | 0301234
Blockchain | yes
Number of blockers | 0
Subscription plan | Pro
Became a Subscriber Date | 2024-01-01
Last marketing email send date | 2024-01-01
Unsubscribe link | https://us.example/u/1
List-Unsubscribe | <https://us.example/u/1>
opt_in_ip | 10.0.0.1
Consent source | trade fair
Option | yes
Adoption date | 2024-01-01
Stop | Alexanderplatz
State | Baja California
City | Baja
Company | Spam Haus
Industry | Marketing and Advertising
Title | Head of Abuse Desk
Lifecycle Stage | marketingqualifiedlead
Original Source | EMAIL_MARKETING
Newsletter | Weekly digest
Keywords | unsubscribe, bounce
Signature | *|UNSUB|* [[email]] {{{email}}}
Preferred language | no
HubSpot Team | no
Legal basis for processing contact's data | Legitimate interest - prospect/lead
Rejected reason | budget
Difficulty | hard
Owner | Max Baja
Marketing emails delivered | 1
Website | https://bounce.example
Time Zone | Europe/Berlin
Phone | +49 30 5551234
Customer since | 2020
Active | yes
Account status | inactive
Marital Status | single
"""

USUAL_HEADERS = """\
Record ID | First Name | Last Name | Email | Phone Number | Contact owner | Lifecycle Stage | Create Date | Last
Activity Date | Lead Status | Associated Company | Job function | Last Modified Date | Marital Status | Military
status | Associated Deals | Number of Form Submissions | Number of Unique Forms Submitted | Recent Conversion Date |
Recent Conversion | Recent Deal Amount | Recent Deal Close Date | Relationship Status | School | Seniority | Start
date | Total Revenue | Work email | First Page Seen | Marketing emails delivered | Twitter Username | Currently in
workflow | Follower Count | Last Page Seen | Marketing emails opened | Number of Pageviews | Marketing emails clicked
| Salutation | Twitter Profile Photo | Number of Sessions | Persona | Most Recent Social Click | Number of event
completions | Mobile Phone Number | Fax Number | Time First Seen | Last marketing email name | Last marketing email
send date | Facebook Clicks | Street Address | Date of last meeting booked in meetings tool | Campaign of last booking
in meetings tool | Medium of last booking in meetings tool | Time of First Session | Last marketing email open date |
Latest meeting activity | Recent Sales Email Replied Date | Contact owner | Last Contacted | Next Activity Date |
Number of times contacted | Number of Sales Activities | HubSpot Owner Email (legacy) | SurveyMonkey Event Last
Updated | Time Last Seen | Google Plus Clicks | HubSpot Team | LinkedIn Bio | All owner ids | First marketing email
send date | Broadcast Clicks | State/Region | Original Source | Postal Code | First marketing email click date |
LinkedIn Connections | Original Source Drill-Down 1 | Preferred language | Klout Score | First Referring Site | First
marketing email reply date | Photo | Last Referring Site | Message | Close Date | Average Pageviews | Marketing emails
replied | Event Revenue | Became a Lead Date | Became a Marketing Qualified Lead Date | Became a Subscriber Date |
Became an Other Lifecycle Date | Website URL | Number of Employees | Annual Revenue | Industry | Associated Company ID
| Lead Rating | Predictive Lead Score | About Us | Facebook Fans | Additional Domains | First Touch Converting
Campaign | Created by user ID | Ideal Customer Profile Tier | Target Account | Last Booked Meeting Date | Last Logged
Call Date | Last Open Task Date | Merged object IDs | Number of blockers | Number of contacts with a buying role |
Number of decision makers | Likelihood to close | Snooze Time | Owner Assigned Date | Is Public | Total Money Raised |
Time Zone | Year Founded | Has Active Subscription | GDPR deleted | Legal basis for processing contact's data | Latest
Disqualified Lead Date | Sends Since Last Engagement | Email Domain | Membership status | Last sequence enrolled |
Recent Sales Email Opened Date | Now in Sequence
Account Name | Mailing Street | Mailing City | Mailing State/Province | Mailing Zip/Postal Code | Mailing Country |
Other Phone | Reports To | Assistant | Asst. Phone | Lead Source | Description | Department | Birthdate | Created By |
Last Stay-in-Touch Request Date | Do Not Call | Individual | Clean Status | Jigsaw Contact ID | Data.com Key |
Campaign Name | Campaign Member Status | Member Status | Opportunity Name | Stage | Probability (%) | Forecast
Category | Type | Rating | Ownership | SIC Code | Ticker Symbol | Site | Active | SLA | Upsell Opportunity | Customer
Priority
# Employees | Keywords | Person Linkedin Url | Company Linkedin Url | Facebook Url | Company Address | SEO Description
| Technologies | Latest Funding | Latest Funding Amount | Last Raised At | Subsidiary of | Email Sent | Email Open |
Replied | Demoed | Number of Retail Locations | Apollo Contact Id | Primary Intent Topic | Secondary Email | Tertiary
Email Status | Email Confidence | Primary Email Catch-all Status | Primary Email Last Verified At | Departments |
Contact Owner | Stage | Lists | Last Contacted | Account Owner | Work Direct Phone | Home Phone | Mobile Phone |
Corporate Phone | Qualify Contact
Organization | Label | Open deals | Won deals | Closed deals | Next activity date | Person created | Update time |
Visible to | Activities to do | Email messages count | Lost deals | Last email received | Last email sent | People you
may know
"""
"""Headers of HubSpot, Salesforce, Apollo and Pipedrive that have nothing to do with orders."""


def headers() -> list[str]:
    """Return the usual headers."""
    return [
        header.strip() for header in USUAL_HEADERS.replace("\n", " | ").split(" | ") if header.strip(" |")
    ]


def rows(table: str) -> list[list[str]]:
    """Return the lines of a table, each divided into its cells."""
    return [[cell.strip() for cell in line.split(" | ")] for line in padded(table).splitlines()]


def padded(table: str) -> str:
    """Return the table with its empty cells written as a blank between two bars."""
    return table.replace(" | | ", " |  | ")
