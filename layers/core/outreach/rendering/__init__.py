"""Turns messages into mails. The sending path uses Jinja only here."""
